"""The calibration error is nought for scores that hold and grows with their distance."""

from __future__ import annotations

import pytest
from evaluation.calibration import Scored, error_of, table
from hypothesis import given
from hypothesis import strategies as st


def test_scores_that_hold_have_no_error() -> None:
    assert error_of([Scored(1.0, right=True)] * 5 + [Scored(0.0, right=False)] * 5) == 0.0
    assert error_of([Scored(0.5, right=True), Scored(0.5, right=False)]) == 0.0


def test_sure_and_wrong_is_the_worst_error() -> None:
    assert error_of([Scored(1.0, right=False)] * 3) == 1.0


def test_half_right_at_nine_tenths_is_off_by_four_tenths() -> None:
    scored = [Scored(0.9, right=True), Scored(0.9, right=False)]
    assert error_of(scored) == pytest.approx(0.4)
    assert table(scored)[1].split()[:4] == ["0.9-1.0", "2", "0.90", "0.50"]


def test_of_nothing_there_is_no_error() -> None:
    assert error_of([]) == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_the_error_lies_between_nought_and_one(scores: list[tuple[float, bool]]) -> None:
    assert 0.0 <= error_of([Scored(s, r) for s, r in scores]) <= 1.0

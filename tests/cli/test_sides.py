"""Sides by the names that people give them, and by those that are printed."""

from __future__ import annotations

import pytest

from onrecord.cli.sides import side_name
from onrecord.terms import Party


@pytest.mark.parametrize(
    ("side", "name"),
    [
        ("BRA", "Brasil"),
        ("DEU", "Germany"),
        ("the ministry", "the ministry"),
    ],
)
def test_sides_are_named_and_not_coded(side: str, name: str) -> None:
    assert side_name(side, (Party("BRA", "Brasil"),)) == name

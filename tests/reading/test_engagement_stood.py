"""Where an engagement stands by its steps, whatever the model makes of the whole."""

from __future__ import annotations

from typing import Any

import pytest
from reading_tools import DAY

from onrecord.intake.reports import make_report
from onrecord.opening import open_reader
from onrecord.reading.claims import evidence
from onrecord.reading.engagement_stood import is_over
from onrecord.terms import Claim, Reading, Status

read_report = open_reader()


def read(text: str) -> Reading:
    return read_report(make_report(text, "a test", published=DAY))


def test_where_a_party_asserts_what_another_denies_it_is_disputed() -> None:
    text = (
        "No meeting with Kenya in Geneva: ministry\n\n"
        "The Polish foreign ministry on Wednesday denied reports that Polish and Kenyan officials"
        " held a meeting in Geneva.\n\n"
        "Kenyan Foreign Minister Peter Otieno said senior Polish and Kenyan officials met in Geneva"
        " on Tuesday.\n"
    )
    engagement = next(e for e in read(text).engagements if e.salience == "main")
    assert engagement.status == "disputed"
    assert [(c.asserted_by, c.denied_by) for c in engagement.contested] == [("KEN", "POL")]


@pytest.mark.parametrize(
    ("told", "over"),
    [
        ([("held", "2024-05-06/2024-05-12")], True),
        ([("held", "2024-05-13"), ("held", "2024-04")], True),
        ([("held", "2024-05-15")], False),  # of today, so perhaps still to come
        ([("held", "2024-05")], False),
        ([("held", None)], False),
        ([("held", "2024-05-13"), ("scheduled", None)], False),
        ([], False),
    ],
)
def test_what_is_only_told_as_held_before_the_report_is_over(
    told: list[tuple[Status, str | None]],
    over: bool,  # noqa: FBT001
) -> None:
    steps: Any = [
        (Claim(status, evidence("They met.", 0, 9), when=when), None, None) for status, when in told
    ]
    assert is_over(steps, make_report("They met.", "a test", published=DAY)) is over

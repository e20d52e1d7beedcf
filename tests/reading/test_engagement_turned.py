"""What a turn, an absence or a new date decides against the model, and what it leaves alone."""

from __future__ import annotations

import pytest
from reading_tools import DAY

from onrecord.intake.reports import make_report
from onrecord.opening import open_reader
from onrecord.terms import Engagement

read_report = open_reader()


def main_one(text: str) -> Engagement:
    reading = read_report(make_report(text, "a test", published=DAY))
    return next(e for e in reading.engagements if e.salience == "main")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            (
                "Chad has called its delegation home from the talks with Niger that opened in Agadez on"
                " Monday, the government said on Wednesday."
            ),
            "suspended",
        ),
        (
            (
                "Chad has sent its delegation to the talks with Niger that opened in Agadez on Monday,"
                " the government said on Wednesday."
            ),
            "under_way",
        ),
        # What came after it counts.
        (
            (
                "Chad recalled its delegation from the talks with Niger in Agadez last week. The talks"
                " will resume on Friday, the government said."
            ),
            "scheduled",
        ),
        (
            (
                "Malawi's president was missing from the Commonwealth summit in Harare, which closed on"
                " Sunday."
            ),
            "refused",
        ),
        # A request that was answered is more than a request, unless a day says more still.
        (
            (
                "Gabon has taken up Togo's offer of talks on timber, the foreign ministry in"
                " Libreville said."
            ),
            "agreed",
        ),
        (
            (
                "Gabon has taken up Togo's offer of talks on timber, and the talks will begin on"
                " Friday in Lome, the foreign ministry in Libreville said."
            ),
            "scheduled",
        ),
        # Of a gathering told at length the absence of one is a detail.
        (
            (
                "The Commonwealth summit in Harare closed on Sunday. Malawi's president was missing"
                " from the summit. The summit agreed on a fund, and the next summit will be in Suva."
            ),
            "held",
        ),
        (
            (
                "Togo's president made good on his threat to pull out of Friday's meeting with Ghana's"
                " in Lome, his spokesman said."
            ),
            "cancelled",
        ),
    ],
)
def test_what_is_told_plainly_decides(text: str, status: str) -> None:
    assert main_one(text).status == status


def test_the_turn_is_among_the_steps() -> None:
    text = (
        "Chad has called its delegation home from the talks with Niger that opened in Agadez on"
        " Monday, the government said on Wednesday."
    )
    assert "suspended" in [c.status for c in main_one(text).history]

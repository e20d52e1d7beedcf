"""What is said of a new date: sought now, wished for, given in a word, or none for good."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.engagement_new_days import new_day_status
from onrecord.reading.grouping import Group
from onrecord.terms import Status

OFF = "Peru's president put off Friday's visit to Quito. "


@pytest.mark.parametrize(
    ("text", "status", "becomes"),
    [
        (OFF + "Both sides are discussing a new date.", "postponed", "rescheduling"),
        (OFF + "A fresh date is being sought.", "postponed", "rescheduling"),
        (OFF + "A new date is under discussion.", "cancelled", "rescheduling"),
        (OFF + "Neither side is discussing a new date.", "postponed", "postponed"),
        (OFF + "No new date is under discussion.", "postponed", "postponed"),
        (OFF + "Both sides would discuss a new date later.", "rescheduling", "postponed"),
        (OFF + "Another day will be negotiated.", "rescheduling", "postponed"),
        (OFF + "Diplomats hope for a day in May.", "rescheduling", "postponed"),
        # Who puts his wish to somebody asks, and what was proposed lies on the table.
        (OFF + "Quito would be grateful for a day in May.", "rescheduling", "rescheduling"),
        (OFF + "Quito has proposed a new date.", "rescheduling", "rescheduling"),
        (OFF + "Officials are discussing fish for two days.", "postponed", "postponed"),
        ("Peru put off Friday's visit to Quito for good.", "postponed", "cancelled"),
        ("Peru put off Friday's visit to Quito, but not for good.", "postponed", "postponed"),
        (OFF + "April instead, a spokesman said.", "postponed", "rescheduled"),
        (OFF + "He will go to Rome in April instead.", "postponed", "postponed"),
        (
            "The visit will not be in May, nor will it be any later.",
            "postponed",
            "cancelled",
        ),
        ("The visit will not be in May, but it will be in June.", "postponed", "postponed"),
        (
            "Dropped in May, the visit is on again, for 12 June.",
            "scheduled",
            "rescheduled",
        ),
        (
            "Dropped in May, the visit is on again, for 12 June as planned.",
            "scheduled",
            "scheduled",
        ),
        ("Dropped in May, the visit is on again.", "scheduled", "scheduled"),
        # What is on its first day has not moved.
        (
            "The talks with Peru were moved to Quito, where they open on 12 June as agreed.",
            "rescheduled",
            "scheduled",
        ),
        (
            "Peru will not delay its talks with Chile: they open on 12 June, as first planned.",
            "rescheduled",
            "scheduled",
        ),
        (
            "The talks with Peru will open on 14 June, not on 12 June as agreed.",
            "rescheduled",
            "rescheduled",
        ),
        (
            "The talks with Peru will open on 14 June and not, as agreed, on 12 June.",
            "rescheduled",
            "rescheduled",
        ),
        # What ended before it began never was.
        ("Peru's visit to Quito was over before it had begun.", "held", "cancelled"),
        ("Peru's visit to Quito ended before the rains began.", "held", "held"),
    ],
)
def test_what_is_said_of_a_new_date(
    nlp: Language, text: str, status: Status, becomes: Status
) -> None:
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    assert new_day_status(seen, group, status) == becomes

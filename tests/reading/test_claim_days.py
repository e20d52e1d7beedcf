"""When a step was taken, and when that is not told."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from reading_tools import DAY
from spacy.language import Language

from onrecord.reading.acts import Act
from onrecord.reading.claim_days import when_of
from onrecord.reading.grouping import Sighting
from onrecord.terms import Status


def naming(nlp: Language, text: str) -> Sighting:
    return seen_and_view(nlp, text)[0].sightings[0]


def when(sighting: Sighting, status: Status) -> str | None:
    return when_of(sighting, Act(status, "a.rule", 0, 0, 0, 5), DAY)


def test_the_day_of_one_step_is_no_other_steps(nlp: Language) -> None:
    trip = naming(nlp, "On Monday, Poland cancelled a visit to Kenya that was due on Friday.")
    assert when(trip, "cancelled") == "2024-05-13"
    assert when(trip, "postponed") == "2024-05-13"
    assert when(trip, "scheduled") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Poland's president met Kenya's president on Monday.", "2024-05-13"),
        ("Poland's president set a meeting with Kenya's president for Friday.", None),
    ],
)
def test_nothing_was_held_after_the_report(nlp: Language, text: str, day: str | None) -> None:
    assert when(naming(nlp, text), "held") == day


def test_a_date_within_the_name_of_the_meeting_is_the_meetings(nlp: Language) -> None:
    text = "He responded by cancelling a planned meeting with Kenyan President Joan Abenga in July."
    meeting = naming(nlp, text)
    assert when(meeting, "cancelled") is None
    assert [d.start for d in meeting.dates] == ["2024-07"]


def test_the_day_of_an_announcement_is_no_step_of_the_visit(nlp: Language) -> None:
    text = (
        "Given the announcement yesterday of another strike, the visit of Kenya's president to"
        " Poland has been postponed."
    )
    assert when(naming(nlp, text), "postponed") is None


def test_the_day_of_a_step_in_a_clause_inside_is_that_steps_alone(nlp: Language) -> None:
    trip = naming(nlp, "Poland asked to reschedule a visit to Kenya, which it cancelled on Monday.")
    found = {act.status: when_of(trip, act, DAY) for act in trip.acts}
    assert found == {"rescheduling": None, "cancelled": "2024-05-13"}

"""The other day of a move told by its length, and where nothing is to be counted."""

from __future__ import annotations

import datetime as dt

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.engagement_shifts import counted_days
from onrecord.reading.grouping import Group
from onrecord.terms import Status

MONDAY = dt.date(2019, 5, 13)
Days = tuple[str | None, str | None]


@pytest.mark.parametrize(
    ("text", "status", "read", "told"),
    [
        # The day that fell away is counted from the one that stands.
        (
            "Peru's premier will visit Quito on 27 May, a week later than planned.",
            "rescheduled",
            ("2019-05-27", None),
            ("2019-05-27", "2019-05-20"),
        ),
        (
            "Peru's premier will visit Quito on Thursday, two days earlier than first announced.",
            "rescheduled",
            ("2019-05-16", None),
            ("2019-05-16", "2019-05-18"),
        ),
        (
            "Talks between Peru and Chile were postponed by a fortnight to 27 May.",
            "rescheduled",
            ("2019-05-27", None),
            ("2019-05-27", "2019-05-13"),
        ),
        (
            "Talks between Peru and Chile began on Monday, three days later than planned.",
            "under_way",
            ("2019-05-13", None),
            ("2019-05-13", "2019-05-10"),
        ),
        # The day that stands is counted from the one that fell away.
        (
            "Talks between Peru and Chile, set for 20 May, were brought forward by three days.",
            "rescheduled",
            (None, "2019-05-20"),
            ("2019-05-17", "2019-05-20"),
        ),
        # Beside "earlier than planned" the day is the one that stands, unless it is the plan's.
        (
            "Peru's premier will visit Quito a day earlier than planned, on 19 May.",
            "rescheduled",
            (None, "2019-05-19"),
            ("2019-05-19", "2019-05-20"),
        ),
        (
            "Peru's premier will visit Quito, planned for 20 May, a day earlier than planned.",
            "rescheduled",
            (None, "2019-05-20"),
            ("2019-05-19", "2019-05-20"),
        ),
        # Two weeks and more are a round number beside "than planned".
        (
            "Peru's premier will visit Quito on 27 May, two weeks later than planned.",
            "rescheduled",
            ("2019-05-27", None),
            ("2019-05-27", "2019-05-13~"),
        ),
        # What ends sooner began when it was to.
        (
            "Talks between Peru and Chile ended on Monday a day earlier than planned.",
            "held",
            ("2019-05-13", None),
            ("2019-05-13", None),
        ),
        # Nothing is counted where nothing moved, by months, or from what is no single day.
        (
            "Peru's premier will visit Quito on 27 May, not a day later than planned.",
            "rescheduled",
            ("2019-05-27", None),
            ("2019-05-27", None),
        ),
        (
            "Peru's premier left the talks in Quito on 27 May, a day early.",
            "held",
            ("2019-05-27", None),
            ("2019-05-27", None),
        ),
        (
            "Talks between Peru and Chile on 27 May were not delayed by a week.",
            "scheduled",
            ("2019-05-27", None),
            ("2019-05-27", None),
        ),
        (
            "Peru's premier will visit Quito in June, a week later than planned.",
            "rescheduled",
            ("2019-06", None),
            ("2019-06", None),
        ),
        (
            "Peru's premier will visit Quito on 27 May instead of 25 May, a week later than planned.",
            "rescheduled",
            ("2019-05-27", "2019-05-25"),
            ("2019-05-27", "2019-05-25"),
        ),
    ],
)
def test_the_other_day_of_a_move_is_counted(
    nlp: Language, text: str, status: Status, read: Days, told: Days
) -> None:
    seen, view = seen_and_view(nlp, text, MONDAY)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    start, end, was, was_end = counted_days(
        seen, view.dated, group, status, (read[0], None, read[1], None)
    )
    assert (start, was) == told
    assert (end, was_end) == (None, None)


def test_a_stretch_moves_as_a_whole(nlp: Language) -> None:
    text = "Talks between Peru and Chile, set for 20 to 22 May, were put off by a week."
    seen, view = seen_and_view(nlp, text, MONDAY)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    dates = (None, None, "2019-05-20", "2019-05-22")
    assert counted_days(seen, view.dated, group, "rescheduled", dates) == (
        "2019-05-27",
        "2019-05-29",
        "2019-05-20",
        "2019-05-22",
    )

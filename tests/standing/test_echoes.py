"""What one report tells of twice, and what only looks like it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from made_up import engagement, entries, reading, said, told

from onrecord.standing.echoes import without_echoes
from onrecord.standing.state import stand
from onrecord.terms import Engagement

DAHL_AND_SOTO = {"NOR": ["Ingrid Dahl"], "CHL": ["Pablo Soto"]}
VISIT = engagement("scheduled", place="Santiago", planned_start="2031-06-20")


def by_the_way(status: str, *claims: Any, **more: Any) -> Engagement:
    return engagement(status, *claims, eid="e2", salience="secondary", **more)


def echoed(one: Engagement, other: Engagement) -> bool:
    return without_echoes((one, other))[1] is None


def test_the_same_visit_under_another_word_is_an_echo_and_adds_its_people() -> None:
    trip = by_the_way("scheduled", people=DAHL_AND_SOTO, planned_start="2031-06-20")
    (whole, gone) = without_echoes((VISIT, trip))
    assert gone is None
    assert whole is not None
    assert [[p.name for p in party.people] for party in whole.parties] == [
        ["Ingrid Dahl"],
        ["Pablo Soto"],
    ]
    assert whole.history == (*trip.history, *VISIT.history)


def test_an_echo_may_come_first() -> None:
    trip = by_the_way("scheduled", planned_start="2031-06-20")
    (gone, whole) = without_echoes((trip, VISIT))
    assert gone is None
    assert whole is not None
    assert whole.place == "Santiago"


@pytest.mark.parametrize(
    "other",
    [
        engagement("scheduled", eid="e2", planned_start="2031-06-20"),
        by_the_way("scheduled", kind="meeting", planned_start="2031-06-20"),
        by_the_way("scheduled", sides=("NOR", "PER"), planned_start="2031-06-20"),
        by_the_way("scheduled", people={"NOR": ["Kari Lund"]}, planned_start="2031-06-20"),
        by_the_way("scheduled", people={}, planned_start="2031-06-20"),
        by_the_way("scheduled", planned_start="2031-06-21"),
        by_the_way("scheduled"),
        by_the_way("scheduled", place="Oslo", planned_start="2031-06-20"),
        by_the_way("mooted", planned_start="2031-06-20"),
    ],
    ids=[
        "both are what it is about",
        "another kind",
        "another side",
        "another person",
        "nobody in common",
        "another day",
        "no day",
        "another host",
        "one that may follow",
    ],
)
def test_what_differs_is_no_echo(other: Engagement) -> None:
    assert not echoed(VISIT, other)


def test_one_side_alone_makes_no_echo() -> None:
    one = engagement("scheduled", sides=("NOR",), planned_start="2031-06-20")
    assert not echoed(one, by_the_way("scheduled", sides=("NOR",), planned_start="2031-06-20"))


@pytest.mark.parametrize(
    ("people", "one"), [(DAHL_AND_SOTO, True), ({"NOR": ["Ingrid Dahl"]}, False)]
)
def test_two_meetings_of_a_day_are_one_if_both_name_the_same_two(
    people: dict[str, list[str]], *, one: bool
) -> None:
    about: dict[str, Any] = {"kind": "meeting", "people": people, "planned_start": "2031-06-20"}
    assert echoed(engagement("held", **about), by_the_way("held", **about)) is one


def test_held_without_a_claim_that_says_so_is_what_it_stands_beside() -> None:
    dropped = engagement("cancelled", place="Santiago", was_planned_start="2031-06-20")
    about = {"place": "Chile", "planned_start": "2031-06-19"}
    assert echoed(dropped, by_the_way("held", said("scheduled"), **about))
    assert not echoed(dropped, by_the_way("held", said("held"), **about))
    assert not echoed(dropped, by_the_way("held", said("scheduled"), planned_start="2031-06-19"))


PUT_OFF = by_the_way("postponed", place="Chile", was_planned_start="2031-04")


def test_what_was_put_off_and_the_day_set_since_are_one_rescheduled() -> None:
    (whole, gone) = without_echoes((VISIT, PUT_OFF))
    assert gone is None
    assert whole is not None
    assert (whole.status, whole.new_date) == ("rescheduled", "set")
    assert (whole.planned_start, whole.was_planned_start) == ("2031-06-20", "2031-04")


def test_what_knows_itself_from_which_day_it_was_put_off_is_that_one() -> None:
    knows = engagement(
        "scheduled", place="Santiago", planned_start="2031-06-20", was_planned_start="2031-04"
    )
    assert echoed(knows, PUT_OFF)
    put_off_before = by_the_way("postponed", place="Chile", was_planned_start="2031-02")
    assert not echoed(knows, put_off_before)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (VISIT, by_the_way("postponed", place="Chile", was_planned_start="2031-07")),
        (VISIT, by_the_way("postponed", was_planned_start="2031-04")),
        (VISIT, by_the_way("cancelled", place="Chile", was_planned_start="2031-04")),
        (
            engagement("scheduled", kind="talks", place="Santiago", planned_start="2031-06-20"),
            by_the_way("postponed", kind="talks", place="Chile", was_planned_start="2031-04"),
        ),
    ],
    ids=["put off from later", "no place", "called off for good", "rounds of talks"],
)
def test_what_was_put_off_may_be_another(one: Engagement, other: Engagement) -> None:
    assert not echoed(one, other)


def test_a_later_report_joins_the_whole_and_not_the_echo() -> None:
    found = stand(
        entries(
            reading("2031-06-01", VISIT, PUT_OFF),
            told("2031-06-20", "held", people=DAHL_AND_SOTO, planned_start="2031-06-20"),
        )
    )
    (whole,) = found
    assert [m.engagement for m in whole.members] == ["e1", "e1"]
    assert whole.status == "held"


THREE = ("NOR", "CHL", "PER")
ROUND = engagement("held", kind="talks", sides=THREE, people=DAHL_AND_SOTO, place="Lima")
SAT_TOGETHER = {"kind": "meeting", "people": DAHL_AND_SOTO, "planned_start": "2031-06-20"}
DAY = dt.date(2031, 6, 20)


def test_talks_just_held_may_be_told_again_without_their_mediator() -> None:
    (whole, gone) = without_echoes((ROUND, by_the_way("held", **SAT_TOGETHER)), DAY)
    assert gone is None
    assert whole is not None
    assert [party.side for party in whole.parties] == list(THREE)


@pytest.mark.parametrize(
    ("more", "published"),
    [
        ({"planned_start": "2031-06-03"}, DAY),
        ({"planned_start": "2031-06"}, DAY),
        ({"planned_start": None}, DAY),
        ({}, None),
        ({"place": "Oslo"}, DAY),
        ({"people": {"NOR": ["Kari Lund"], "CHL": ["Pablo Soto"]}}, DAY),
        ({"people": {"NOR": ["Ingrid Dahl"]}}, DAY),
        ({"kind": "visit"}, DAY),
        ({"sides": ("NOR", "BRA")}, DAY),
    ],
    ids=[
        "the round before",
        "some day of the month",
        "no day",
        "nobody knows when the report came out",
        "elsewhere",
        "somebody else",
        "only one side named",
        "a visit",
        "a side that took no part",
    ],
)
def test_what_only_looks_like_the_same_talks(more: Any, published: dt.date | None) -> None:
    other = by_the_way("held", **{**SAT_TOGETHER, **more})
    assert without_echoes((ROUND, other), published)[1] is not None

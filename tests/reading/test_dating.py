"""Which date hangs on which encounter, and which of an engagement's dates stands."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from onrecord.reading.acts import Act
from onrecord.reading.dates import find_dates
from onrecord.reading.encounters import Encounter
from onrecord.reading.engagement_dates import engagement_dates
from onrecord.reading.grouping import Group, Sighting
from onrecord.reading.marks import DateTie, ResolvedDate
from onrecord.reading.parties import find_actors
from onrecord.reading.reader import sightings_of
from onrecord.reading.sentences import parse
from onrecord.reading.syntax import Marked
from onrecord.terms import NewDate, Plan, Report, Span, Status

WEDNESDAY = dt.date(2024, 3, 27)


def sightings(nlp: Language, text: str) -> list[Sighting]:
    report = Report("r", text, None, WEDNESDAY, "given", None, None, "en", None, ())
    doc = parse(nlp, text)
    return sightings_of(report, doc, Marked(doc, find_actors(doc, WEDNESDAY)), find_dates(text))


def naming(nlp: Language, text: str, words: str) -> Sighting:
    """Give the naming that starts with `words`."""
    return next(s for s in sightings(nlp, text) if s.encounter.text.startswith(words))


def starts(dates: tuple[ResolvedDate, ...]) -> list[str | None]:
    return [date.start for date in dates]


@pytest.mark.parametrize(
    ("text", "words", "own"),
    [
        (
            (
                "On Friday an official meeting between Foreign Ministers Joan Abenga of Kenya and "
                "Tomas Brandt of Norway is scheduled in Oslo."
            ),
            "an official meeting",
            ["2024-03-29"],
        ),
        (
            (
                "Kenyan Foreign Minister Joan Abenga will meet her Norwegian counterpart in Oslo "
                "on Friday."
            ),
            "meet",
            ["2024-03-29"],
        ),
        (
            "Friday's talks between Kenya and Norway will be held in Oslo.",
            "Friday's talks",
            ["2024-03-29"],
        ),
        (
            "Kenyan President Joan Abenga will visit Norway from 12 to 14 June.",
            "visit",
            ["2024-06-12"],
        ),
        (
            (
                "Joan Abenga will meet Norwegian Prime Minister Tomas Brandt in Oslo on Friday, the "
                "Kenyan foreign ministry said on Monday."
            ),
            "meet",
            ["2024-03-29"],
        ),
        (  # the day of the saying alone is nobody's
            (
                "Kenya said on Monday that Foreign Minister Joan Abenga will meet Norwegian Prime "
                "Minister Tomas Brandt in Oslo."
            ),
            "meet",
            [],
        ),
        (  # another event has the date
            (
                "Norwegian Prime Minister Tomas Brandt met Kenyan President Joan Abenga after "
                "Sunday's attack in Nairobi."
            ),
            "met",
            [],
        ),
        (
            (
                "Norwegian Prime Minister Tomas Brandt met Kenyan President Joan Abenga in Nairobi "
                "before elections in June."
            ),
            "met",
            [],
        ),
        (  # what somebody present did another day
            (
                "Norwegian Prime Minister Tomas Brandt met Kenyan President Joan Abenga, who on "
                "Sunday had spoken in Cairo."
            ),
            "met",
            [],
        ),
        (  # the end of a stay is not its start
            (
                "Norwegian Prime Minister Tomas Brandt will stay in Kenya for talks with President "
                "Joan Abenga until Friday."
            ),
            "talks",
            [],
        ),
        (  # the second verb keeps its date to itself
            (
                "Norwegian Prime Minister Tomas Brandt will attend a summit with Kenyan leaders in "
                "Nairobi on Friday and will return to Norway on Sunday."
            ),
            "a summit",
            ["2024-03-29"],
        ),
    ],
)
def test_a_date_goes_to_what_it_hangs_on(
    nlp: Language, text: str, words: str, own: list[str]
) -> None:
    assert starts(naming(nlp, text, words).dates) == own


@pytest.mark.parametrize(
    ("text", "words", "own", "step"),
    [
        (
            (
                "The visit of Norwegian Prime Minister Tomas Brandt to Kenya, planned for June, was "
                "called off on Monday."
            ),
            "The visit",
            [("2024-06", "own")],
            ["2024-03-25"],
        ),
        (
            "Norway on Monday postponed Prime Minister Tomas Brandt's visit to Kenya until June.",
            "Prime Minister",
            [("2024-06", "own")],
            ["2024-03-25"],
        ),
        (
            (
                "Norway postponed Prime Minister Tomas Brandt's visit to Kenya from 3 April to "
                "10 April."
            ),
            "Prime Minister",
            [("2024-04-03", "left"), ("2024-04-10", "own")],
            [],
        ),
        ("Kenya cancelled talks with Norway on Tuesday.", "talks", [], ["2024-03-26"]),
        (
            "Kenya cancelled talks with Norway planned for next week.",
            "talks",
            [("2024-04-01/2024-04-07", "own")],
            [],
        ),
        (
            "On Monday Kenya invited Norwegian Prime Minister Tomas Brandt to visit Nairobi.",
            "visit",
            [],
            ["2024-03-25"],
        ),
        (
            (
                "Kenya invited Norwegian Prime Minister Tomas Brandt on Monday to visit Nairobi in "
                "May."
            ),
            "visit",
            [("2024-05", "own")],
            ["2024-03-25"],
        ),
    ],
)
def test_a_step_keeps_its_own_day(
    nlp: Language, text: str, words: str, own: list[tuple[str, DateTie]], step: list[str]
) -> None:
    found = naming(nlp, text, words)
    assert [(d.start, d.tie) for d in found.dates] == own
    assert starts(found.step_dates) == step


@pytest.mark.parametrize(
    ("text", "words", "near"),
    [
        (
            (
                "Norwegian Prime Minister Tomas Brandt will travel to Kenya next week for a meeting "
                "with President Joan Abenga."
            ),
            "a meeting",
            ["2024-04-01/2024-04-07"],
        ),
        (
            (
                "On Monday Norwegian Prime Minister Tomas Brandt met President Joan Abenga of Kenya "
                "and held talks with Ugandan President Peter Okello."
            ),
            "talks",
            ["2024-03-25"],
        ),
        (
            (
                "Norwegian Prime Minister Tomas Brandt arrived in Nairobi on Monday. He met Kenyan "
                "President Joan Abenga."
            ),
            "met",
            ["2024-03-25"],
        ),
        (  # a meeting told in a clause on the journey
            (
                "Norwegian Prime Minister Tomas Brandt will travel next week to Kenya, where he "
                "will meet President Joan Abenga."
            ),
            "meet",
            ["2024-04-01/2024-04-07"],
        ),
        (  # the day of the saying is not carried on
            (
                "Norwegian Prime Minister Tomas Brandt told reporters on Monday that trade was down. "
                "He met Kenyan President Joan Abenga in Nairobi."
            ),
            "met",
            [],
        ),
        (  # nor is a date from long before
            (
                "Norwegian Prime Minister Tomas Brandt spoke to parliament in January 2023. He will "
                "meet Kenyan President Joan Abenga in Nairobi."
            ),
            "meet",
            [],
        ),
    ],
)
def test_an_undated_encounter_takes_the_date_that_stands_near(
    nlp: Language, text: str, words: str, near: list[str]
) -> None:
    found = naming(nlp, text, words).dates
    assert [d.start for d in found if d.tie == "near"] == near
    assert all(d.tie == "near" for d in found)


def test_a_range_that_ends_today_begins_before_it(nlp: Language) -> None:
    text = "Norwegian leaders are in Kenya for the summit, which runs from Sunday through today."
    (date,) = naming(nlp, text, "the summit").dates
    assert (date.start, date.end, date.tie) == ("2024-03-24", "2024-03-27", "own")


def test_a_plan_in_the_present_tense_is_settled_by_its_date(nlp: Language) -> None:
    ahead = "Norwegian Prime Minister Tomas Brandt flies to Kenya on Friday."
    assert naming(nlp, ahead, "flies").main.status == "scheduled"


def sighting(status: Status, *dates: ResolvedDate) -> Sighting:
    """Give a naming made by hand, which says `status` of its encounter."""
    encounter = Encounter(0, "visit", "visit", "visit", verbal=False, start=0, end=5)
    act = Act(status, "act.test", 0, 0, 0, 5, strength=3)
    return Sighting(encounter, (act,), 0, dates)


def on(start: str, tie: DateTie = "own", at: int = 0) -> ResolvedDate:
    return ResolvedDate(Span(at, at + 5), start, start, None, tie=tie)


@pytest.mark.parametrize(
    ("told", "plan", "new_date", "stands", "fell"),
    [
        # agreed on by most, and then as exact as it gets
        (
            [
                ("scheduled", on("2024-05-02")),
                ("scheduled", on("2024-06")),
                ("scheduled", on("2024-06-12")),
            ],
            "scheduled",
            "none",
            "2024-06-12",
            None,
        ),
        # a near date gives way to its own, however exact
        (
            [("scheduled", on("2024-05-02", "near")), ("scheduled", on("2024-06"))],
            "scheduled",
            "none",
            "2024-06",
            None,
        ),
        ([("scheduled", on("2024-05-02", "near"))], "scheduled", "none", "2024-05-02", None),
        # a week is less exact than a day in it
        (
            [("scheduled", on("2024-04-01/2024-04-07")), ("scheduled", on("2024-04-03"))],
            "scheduled",
            "none",
            "2024-04-03",
            None,
        ),
        # of a plan that is off nothing stands
        ([("cancelled", on("2024-06-12"))], "cancelled", "none", None, "2024-06-12"),
        # of one that was moved the date it was moved to
        (
            [("rescheduled", on("2024-04-10")), ("scheduled", on("2024-04-03"))],
            "scheduled",
            "set",
            "2024-04-10",
            "2024-04-03",
        ),
        (
            [("scheduled", on("2024-04-03")), ("scheduled", on("2024-04-10"))],
            "scheduled",
            "set",
            "2024-04-10",
            "2024-04-03",
        ),
        # what is over was when it is told as over
        (
            [("scheduled", on("2024-04-10")), ("held", on("2024-03-26"))],
            "held",
            "none",
            "2024-03-26",
            None,
        ),
        ([("held", ResolvedDate(Span(0, 4), "then"))], "held", "none", None, None),
    ],
)
def test_the_best_vouched_for_date_stands(
    told: list[tuple[Status, ResolvedDate]],
    plan: Plan,
    new_date: NewDate,
    stands: str | None,
    fell: str | None,
) -> None:
    group = Group(sightings=[sighting(status, date) for status, date in told])
    now, _, was, _ = engagement_dates(group, plan, new_date)
    assert (now, was) == (stands, fell)


def test_a_move_in_one_sentence_parts_old_from_new() -> None:
    moved = sighting("rescheduled", on("2024-04-03", "left"), on("2024-04-10", at=9))
    assert engagement_dates(Group(sightings=[moved]), "scheduled", "set") == (
        "2024-04-10",
        None,
        "2024-04-03",
        None,
    )

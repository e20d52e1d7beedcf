"""What a date phrase comes to for an engagement, and which one is spelt out."""

from __future__ import annotations

import numpy as np
import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.intake.reports import make_report
from onrecord.reading.engagement_days import (
    date_in_role,
    least_chance,
    of_its_prose,
    spelt_out,
    vouched_for,
)
from onrecord.reading.engagement_view import Dated
from onrecord.reading.grouping import Group
from onrecord.reading.marks import Direction, ResolvedDate
from onrecord.terms import Span


def dated(nlp: Language, text: str) -> tuple[Dated, ...]:
    return seen_and_view(nlp, text)[1].dated


def start(one: Dated, way: Direction | None, likelier: Direction = "forward") -> str | None:
    date = date_in_role(one, way, likelier)
    return date.start if date is not None else None


def test_a_day_of_what_is_over_is_none_of_a_plan(nlp: Language) -> None:
    (arrived,) = dated(nlp, "On Tuesday, Lis arrived in Oslo.")
    assert start(arrived, "forward") is None
    assert start(arrived, "backward") == start(arrived, None) == arrived.backward.start
    (meets,) = dated(nlp, "Lis was due to arrive on Tuesday.")
    assert start(meets, "forward") == meets.forward.start
    (today,) = dated(nlp, "Lis arrived in Oslo today.")
    assert start(today, "forward") == today.forward.start


def test_the_day_of_a_word_is_not_the_day_that_fell(nlp: Language) -> None:
    said, meets = dated(nlp, "Oslo said on Monday that Lis would not meet Ito on Friday.")
    assert date_in_role(said, None, "backward", fell=True) is None
    assert start(said, "backward") == said.backward.start  # of talks that were held it may be
    assert date_in_role(meets, None, "forward", fell=True) == meets.forward


def test_what_fell_this_week_may_be_of_any_day_of_it(nlp: Language) -> None:
    (week,) = dated(nlp, "Lis scrapped his visit this week.")
    monday = (week.backward.start or "").split("/")[0]
    sunday = (week.forward.start or "").split("/")[1]
    assert start(week, None) == f"{monday}/{sunday}"
    assert start(week, "forward") == week.forward.start
    assert start(week, "backward") == week.backward.start
    (friday,) = dated(nlp, "Lis scrapped his visit of Friday.")
    assert start(friday, None) == friday.forward.start


def test_a_stretch_spelt_out_stands_for_its_first_day() -> None:
    day = ResolvedDate(Span(0, 6), "Sunday", "2024-03-31")
    stretch = ResolvedDate(Span(9, 15), "31 March-2 April", "2024-03-31", "2024-04-02")
    other = ResolvedDate(Span(20, 25), "3-4 April", "2024-04-03", "2024-04-04")
    assert spelt_out(day, [(0.9, day), (0.3, stretch), (0.4, other)]) == stretch
    assert spelt_out(day, [(0.9, day), (0.05, stretch)]) == day


def test_a_caption_dates_nothing_that_the_prose_names(nlp: Language) -> None:
    text = (
        "Lis to see Ito\n\nPolish President Adam Lis will meet Kenyan President Joan Ito.\n\n"
        "FILE - Adam Lis is seen during a meeting with Joan Ito in Oslo, Nov. 6, 2014.\n\n"
        "The meeting will be held on Friday."
    )
    seen, view = seen_and_view(nlp, text)
    report = make_report(text, "a test")
    chances = np.ones((len(view.dated), 5), dtype=np.float32)
    told, shown = Group(), Group()
    for sighting in seen.sightings:
        (shown if sighting.caption else told).add(sighting)
    assert shown.sightings
    assert told.sightings
    assert of_its_prose(report, view, told, chances)[:, 1].tolist() == [0.0, 1.0]
    assert of_its_prose(report, view, shown, chances)[:, 1].tolist() == [1.0, 1.0]


def test_the_day_of_an_old_plan_is_soon_the_day_that_fell(nlp: Language) -> None:
    old, new = dated(nlp, "Lis was scheduled to leave on Friday. He will leave on Sunday.")
    assert least_chance(old, 0.5, fell=True) < 0.5
    assert least_chance(old, 0.5, fell=False) == least_chance(new, 0.5, fell=True) == 0.5


def test_the_talks_of_a_day_told_of_before_are_those_of_that_day(nlp: Language) -> None:
    text = "Poland met Kenya on Monday. Poland had agreed to Monday's talks, and to Friday's talks."
    assert [d.look for d in dated(nlp, text)] == ["back", "back", "open"]
    assert [d.look for d in dated(nlp, "Poland agreed to Monday's talks.")] == ["open"]


def test_a_bare_month_that_runs_is_open_like_any_other(nlp: Language) -> None:
    bare, said = dated(nlp, "Poland agreed to talks in May, and to others in May 2024.")
    assert bare.lie == "open"
    assert said.lie == "today"


def test_phrases_that_come_to_the_same_vouch_for_one_another() -> None:
    may = ResolvedDate(Span(0, 3), "May", "2024-05")
    again = ResolvedDate(Span(9, 12), "May", "2024-05")
    june = ResolvedDate(Span(20, 24), "June", "2024-06")
    found = [(0.3, 0, may), (0.4, -1, again), (0.4, -2, june), (0.9, -3, None)]
    assert vouched_for(may, found) == pytest.approx(0.58)
    assert vouched_for(june, found) == pytest.approx(0.4)

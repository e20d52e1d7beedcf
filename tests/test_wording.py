"""Words for the eye: dates, quotes, parties; and what may not reach a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.terms import Claim, Engagement, Evidence, Party, Person, Report
from onrecord.wording import (
    day,
    parties_line,
    plain,
    quote,
    report_line,
    source_line,
    span_of_days,
    what_line,
)


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        (None, ""),
        ("2024-05-14", "14 May 2024"),
        ("2024-05", "May 2024"),
        ("2024", "2024"),
        ("2024-05-14~", "about 14 May 2024"),
        ("2024-05?", "about May 2024"),
        ("2024-06-09/2024-06-15", "9-15 June 2024"),
        ("2024-05-30/2024-06-02", "30 May to 2 June 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023 to 2 January 2024"),
        ("2024-05/2024-07", "May to July 2024"),
        ("2024-05-30/2024-07", "30 May to July 2024"),
        ("2024-06-09~/2024-06-15~", "about 9 to about 15 June 2024"),
        ("2024-06-09/", "9 June 2024"),
        ("2024-21", "2024-21"),
        ("soon", "soon"),
    ],
)
def test_dates_are_written_as_newspapers_do(edtf: str | None, said: str) -> None:
    assert day(edtf) == said


def test_a_period_of_one_day_is_a_day() -> None:
    assert span_of_days("2024-05-14", "2024-05-14") == "14 May 2024"
    assert span_of_days(None, "2024-05-14") == "14 May 2024"


@given(st.text())
def test_nothing_that_commands_a_terminal_gets_through(text: str) -> None:
    shown = plain(text)
    assert not [c for c in shown if unicodedata.category(c) == "Cc"]
    assert not set(shown) & set("\u200e\u200f\u202a\u202e\u2066\u2069")
    assert "\n" not in shown
    assert plain(shown) == shown
    assert day(text) == plain(day(text))


@given(st.text(), st.integers(10, 60))
def test_a_quote_keeps_within_its_width(text: str, width: int) -> None:
    assert len(quote(text, width)) <= width + 4


def test_parties_are_named_with_their_people() -> None:
    brazil = Party("BRA", "Brazil", (Person("Paulo Mendes"),))
    assert parties_line((brazil, Party("CAN", "Canada"))) == "Brazil (Paulo Mendes) and Canada"
    assert parties_line((Party("A", "A"), Party("B", "B"), Party("C", "C"))) == "A, B and C"
    assert parties_line((brazil,)) == "Brazil (Paulo Mendes)"
    assert parties_line(()) == "parties unknown"


@pytest.mark.parametrize(
    ("stands", "fell", "said"),
    [
        ("2024-05-14", "2024-05-14", "14 May 2024"),
        ("2024-05-14", "2024-05-02", "14 May 2024 · was 2 May 2024"),
        (None, "2024-05-14", "was 14 May 2024"),
    ],
)
def test_a_date_that_fell_away_and_stands_again_is_said_once(
    stands: str | None, fell: str, said: str
) -> None:
    visit = Engagement(
        "e1",
        "visit",
        (Party("BRA", "Brazil"), Party("CAN", "Canada")),
        "scheduled",
        "scheduled",
        planned_start=stands,
        was_planned_start=fell,
    )
    assert what_line(visit) == f"Brazil and Canada: visit · {said}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The king of Peru will visit Oslo.\nHe flies on Monday.",
            "The king of Peru will visit Oslo.",
        ),
        (
            "The foreign ministers of Peru and of Ghana met in the old town of Lima on Monday.",
            "The foreign ministers of Peru and of Ghana met in the old …",
        ),
    ],
)
def test_a_report_without_a_title_is_named_by_its_first_line(text: str, said: str) -> None:
    assert report_line(Report(id="r", text=text, language="en")) == f"no date · {said}"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("it was reported", "nobody named (media) says"),
        ("is understood", "nobody named (media) says"),
        ("Was Ist Los, a daily", "Was Ist Los, a daily (media) says"),
    ],
)
def test_who_is_not_named_is_not_quoted_as_a_source(source: str, said: str) -> None:
    claim = Claim("held", Evidence(0, 1, "a", "", ""), source=source, footing="media")
    assert source_line(claim) == said

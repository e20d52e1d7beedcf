"""Dates counted from one another, in whole sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.reading.dates import find_dates, resolve

THURSDAY = dt.date(2024, 5, 30)


@pytest.mark.parametrize(
    ("text", "phrase", "when"),
    [
        ("The drill ended on 25 May. A day later the two met.", "A day later", "2024-05-26"),
        ("He arrived on Monday and left the next day.", "the next day", "2024-05-28"),
        ("He spoke on Tuesday. The day before, she had left.", "The day before", "2024-05-27"),
        ("She came on Monday. Later in the day she left.", "Later in the day", "2024-05-27"),
        ("They met on 3 May and again the following Monday.", "the following Monday", "2024-05-06"),
        ("It was signed on 3 May; the previous Monday", "the previous Monday", "2024-04-29"),
        ("They met on 3 May. Two weeks later he went.", "Two weeks later", "2024-05-17~"),
        # an event that the count leads to
        ("On Tuesday, a day after Lis met Ito, he left.", "a day after", "2024-05-27"),
        ("He left on Tuesday, three days before the summit.", "three days before", "2024-05-31"),
        ("A day after meeting the king, he flew home on Tuesday.", "A day after", "2024-05-27"),
        # an event that has its own date
        ("They spoke two days after Sunday's talks.", "two days after", "2024-05-28"),
        # one count on another
        ("He came on 3 May. A day later he saw her. The next day he left.", "The next day",
         "2024-05-05"),
        ("On Tuesday, a day after the vote, he came. The next day he left.", "The next day",
         "2024-05-29"),
    ],
)  # fmt: skip
def test_a_count_starts_from_the_date_it_is_said_after(text: str, phrase: str, when: str) -> None:
    (found,) = [p for p in find_dates(text) if p.text == phrase]
    assert resolve(found, THURSDAY, "backward").start == when


@pytest.mark.parametrize(
    ("text", "phrase", "when"),
    [
        ("Lis was in Oslo in 2005. On 9 May that year he left.", "9 May that year", "2005-05-09"),
        ("She came in July 2019; in October of that year", "October of that year", "2019-10"),
        ("They met on 3 May 2019 and later that year", "later that year", "2019"),
        ("He won last year. In May the same year he", "May the same year", "2023-05"),
        ("It was in 2005. On 3 May they met, and on 9 June that same year", "9 June that same year",
         "2005-06-09"),
        ("They met in 2010. From 30 December to 2 January that year",
         "From 30 December to 2 January that year", "2009-12-30"),
    ],
)  # fmt: skip
def test_that_year_is_the_one_named_last(text: str, phrase: str, when: str) -> None:
    (found,) = [p for p in find_dates(text) if p.text == phrase]
    assert resolve(found, THURSDAY, "backward").start == when


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("On 9 May that year he left.", "9 May that year"),
        ("They met on Monday. In October of that year he left.", "October of that year"),
        ("He came in 2005. " + "It rained all over the country. " * 15 + "In May that year",
         "May that year"),
        ("Three days later they met.", "Three days later"),
        ("They met in May. A day later he left.", "A day later"),
        (
            "On 3 May he left. " + "It rained all over the country. " * 15 + "A day later",
            "A day later",
        ),
        ("He left on 3 May. She came two days after the vote.", "two days after"),
        ("They met on 3 May. Two months later he left.", "Two months later"),
        ("On 3 May he left, the Friday before the vote.", "the Friday before"),
        ("They met on 3 May, and the following week.", "the following week"),
    ],
)  # fmt: skip
def test_a_count_from_nothing_is_not_known(text: str, phrase: str) -> None:
    (found,) = [p for p in find_dates(text) if p.text == phrase]
    date = resolve(found, THURSDAY, "backward")
    assert date.start is None
    assert date.reason == "it is counted from another date in the text"


def test_what_is_counted_from_lies_on_the_same_side_of_today() -> None:
    found = find_dates("They meet on Monday and sign a day later.")[1]
    assert resolve(found, THURSDAY, "forward").start == "2024-06-04"
    assert resolve(found, THURSDAY, "backward").start == "2024-05-28"

"""What holds for every date phrase, day of publication and text."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.dates import DatePhrase, find_dates, resolve
from onrecord.reading.marks import Direction

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
EDTF = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?~?)(/\d{4}(-\d\d(-\d\d)?)?~?)?")
PUBLISHED = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
PIECES = st.sampled_from(
    [
        *WEEKDAYS, *MONTHS, "Jan.", "Sept", "on", "from", "to", "until", "between", "and", "or", "the",
        "next", "last", "this", "coming", "early", "late", "mid", "end", "of", "later", "week", "weekend",
        "month", "year", "quarter", "first", "second", "half", "in", "two", "a", "few", "days", "weeks",
        "ago", "by", "around", "as early as", "5", "12-14", "30", "31", "2024", "14th", "05/03/2024",
        "2024-02-30", "spring", "fall", "today", "tomorrow", "Easter", "New Year's Eve", "three-day visit",
        "starting", "for", ",", ".", "-", "–", "(", ")", "'s", "’", "\n", "morning", "attack", "9999",
    ]
)  # fmt: skip
PHRASES = st.lists(PIECES, max_size=12).map(" ".join)


def only(text: str) -> DatePhrase:
    (phrase,) = find_dates(text)
    return phrase


@given(PUBLISHED, st.sampled_from(range(7)), st.sampled_from(["", "late ", "this "]))
def test_an_open_weekday_keeps_its_name_and_its_direction(
    published: dt.date, weekday: int, before: str
) -> None:
    phrase = only(f"on {before}{WEEKDAYS[weekday]} in Oslo")
    ahead = dt.date.fromisoformat(resolve(phrase, published, "forward").start or "")
    near = dt.date.fromisoformat(resolve(phrase, published, "either").start or "")
    assert ahead.weekday() == near.weekday() == weekday
    assert 0 <= (ahead - published).days < 7
    assert abs((near - published).days) <= 3
    if before != "this ":
        back = dt.date.fromisoformat(resolve(phrase, published, "backward").start or "")
        assert back.weekday() == weekday
        assert 0 <= (published - back).days < 7


@given(PUBLISHED, st.sampled_from(range(7)), st.sampled_from(["last", "next"]))
def test_last_is_before_the_report_and_next_after_it(
    published: dt.date, weekday: int, step: str
) -> None:
    phrase = only(f"{step} {WEEKDAYS[weekday]}")
    starts = {resolve(phrase, published, direction).start for direction in DIRECTIONS}
    assert len(starts) == 1
    at = dt.date.fromisoformat(starts.pop() or "")
    assert at.weekday() == weekday
    assert 1 <= (published - at if step == "last" else at - published).days <= 13


@given(
    published=PUBLISHED,
    named=st.dates(dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
    british=st.booleans(),
)
def test_a_day_without_a_year_keeps_its_day(
    published: dt.date, named: dt.date, *, british: bool
) -> None:
    month = MONTHS[named.month - 1]
    phrase = only(f"on {named.day} {month}" if british else f"on {month} {named.day}")
    for direction in DIRECTIONS:
        at = dt.date.fromisoformat(resolve(phrase, published, direction).start or "")
        assert (at.month, at.day) == (named.month, named.day)
        past, ahead = (published - at).days, (at - published).days
        if direction == "forward":
            assert ahead >= 0 or past <= 66
        elif direction == "backward":
            assert past >= 0 or ahead <= 66
        else:
            assert abs(ahead) <= 183


@given(PUBLISHED, st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_a_full_date_means_itself_whoever_reads_it(published: dt.date, named: dt.date) -> None:
    month = MONTHS[named.month - 1]
    for text in (
        f"{named.day} {month} {named.year}",
        f"{month} {named.day}, {named.year}",
        f"{WEEKDAYS[named.weekday()]}, {named.day} {month} {named.year}",
        named.isoformat(),
    ):
        phrase = only(text)
        assert phrase.text == text
        for direction in DIRECTIONS:
            assert resolve(phrase, published, direction).start == named.isoformat()
            assert resolve(phrase, None, direction).start == named.isoformat()


@given(PUBLISHED, st.sampled_from(range(7)), st.integers(min_value=1, max_value=6))
def test_a_range_ends_after_it_begins(published: dt.date, first: int, length: int) -> None:
    last = (first + length) % 7
    phrase = only(f"from {WEEKDAYS[first]} to {WEEKDAYS[last]}")
    for direction in DIRECTIONS:
        resolved = resolve(phrase, published, direction)
        begin = dt.date.fromisoformat(resolved.start or "")
        end = dt.date.fromisoformat(resolved.end or "")
        assert (end - begin).days == length


@given(
    text=PHRASES,
    published=PUBLISHED,
    direction=st.sampled_from(DIRECTIONS),
    day_first=st.booleans(),
)
def test_spans_are_the_text_and_do_not_overlap(
    text: str, published: dt.date, direction: Direction, *, day_first: bool
) -> None:
    phrases = find_dates(text)
    reached = 0
    for phrase in phrases:
        assert reached <= phrase.span.start < phrase.span.end
        assert text[phrase.span.start : phrase.span.end] == phrase.text
        reached = phrase.span.end
        resolved = resolve(phrase, published, direction, day_first=day_first)
        assert resolved == resolve(phrase, published, direction, day_first=day_first)
        assert (resolved.start is None) == bool(resolved.reason)
        assert resolved.end is None or resolved.start is not None
        assert resolved.start is None or EDTF.fullmatch(resolved.start)
        assert resolved.end is None or EDTF.fullmatch(resolved.end)
    assert phrases == find_dates(text)


@given(st.text(max_size=200), st.dates(), st.sampled_from(DIRECTIONS))
def test_no_text_and_no_day_is_too_much(
    text: str, published: dt.date, direction: Direction
) -> None:
    for phrase in find_dates(text):
        resolve(phrase, published, direction)


@given(PHRASES, st.sampled_from([dt.date.min, dt.date.max, None]), st.sampled_from(DIRECTIONS))
def test_the_edges_of_the_calendar_are_no_error(
    text: str, published: dt.date | None, direction: Direction
) -> None:
    for phrase in find_dates(text):
        resolve(phrase, published, direction)


@pytest.mark.parametrize(
    "piece",
    ["the ", "last ", "early ", "12, ", "12 and ", "Monday, ", "Monday (", "June 12-", "5", "from ",
     "a three-day visit ", "the end of ", "\n", "2024-", "in the next ", "early the coming ",
     "the first week of ", "the first half of the first half of ", "Monday and ", "12, 13, "],
)  # fmt: skip
def test_time_is_linear_in_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        begun = time.process_time()
        find_dates(piece * times)
        return time.process_time() - begun

    seconds(100)
    short = min(seconds(1_000) for _ in range(3))
    assert seconds(6_000) < 6 * 8 * short + 1

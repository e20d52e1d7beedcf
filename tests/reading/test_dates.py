"""What newspaper date phrases are found, and what they mean on a given day of publication."""

from __future__ import annotations

import datetime as dt

import pytest

from onrecord.reading.dates import find_dates, resolve
from onrecord.reading.marks import Direction, ResolvedDate
from onrecord.terms import Span

WEDNESDAY = dt.date(2024, 3, 27)


def read(
    sentence: str, direction: Direction = "forward", published: dt.date | None = WEDNESDAY
) -> ResolvedDate:
    phrases = find_dates(sentence)
    assert len(phrases) == 1, [phrase.text for phrase in phrases]
    return resolve(phrases[0], published, direction)


@pytest.mark.parametrize(
    ("sentence", "phrase", "ahead", "back"),
    [
        ("The ministers will meet on Monday.", "Monday", "2024-04-01", "2024-03-25"),
        ("They meet on Wednesday in Vienna.", "Wednesday", "2024-03-27", "2024-03-27"),
        ("Monday's talks in Oslo", "Monday", "2024-04-01", "2024-03-25"),
        ("the dinner on Friday night", "Friday night", "2024-03-29", "2024-03-22"),
        ("at 3 p.m. on Tuesday", "Tuesday", "2024-04-02", "2024-03-26"),
        ("spoke late on Monday", "late on Monday", "2024-04-01", "2024-03-25"),
        ("the visit due this Friday", "this Friday", "2024-03-29", "2024-03-29"),
        ("met last Friday", "last Friday", "2024-03-22", "2024-03-22"),
        ("met last Wednesday", "last Wednesday", "2024-03-20", "2024-03-20"),
        ("will meet next Friday", "next Friday", "2024-04-05", "2024-04-05"),
        ("this coming Monday", "this coming Monday", "2024-04-01", "2024-03-25"),
        ("in Doha this past Sunday", "this past Sunday", "2024-03-24", "2024-03-24"),
        ("the round opens a week on Monday", "a week on Monday", "2024-04-08", "2024-04-08"),
        ("the round opens Monday week", "Monday week", "2024-04-08", "2024-04-08"),
        ("on Monday of last week", "Monday of last week", "2024-03-18", "2024-03-18"),
        ("next week, on Thursday, he flies", "next week, on Thursday", "2024-04-04", "2024-04-04"),
        ("the last Friday of June", "the last Friday of June", "2024-06-28", "2023-06-30"),
    ],
)
def test_weekdays(sentence: str, phrase: str, ahead: str, back: str) -> None:
    assert read(sentence).text == phrase
    assert read(sentence).start == ahead
    assert read(sentence, "backward").start == back


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("he arrives today", "2024-03-27"),
        ("he arrives tonight", "2024-03-27"),
        ("they spoke earlier today", "2024-03-27"),
        ("they spoke this morning", "2024-03-27"),
        ("he arrives tomorrow evening", "2024-03-28"),
        ("they spoke yesterday", "2024-03-26"),
        ("they spoke last night", "2024-03-26"),
        ("he left this morning (26)", "2024-03-26"),
        ("they spoke yesterday (March 25)", "2024-03-25"),
        ("they will speak tomorrow (28)", "2024-03-28"),
        ("the shelling today (5 dead)", "2024-03-27"),
        ("within the next two months", "2024-03-27/2024-05-27"),
        ("he leaves the day after tomorrow", "2024-03-29"),
        ("they met two weeks ago", "2024-03-13~"),
        ("they met three days ago", "2024-03-24"),
        ("they met a month ago", "2024-02~"),
        ("they met two years ago", "2022~"),
        ("a second round in a fortnight", None),
        ("they will meet in two weeks", "2024-04-10~"),
        ("they will meet in two weeks' time", "2024-04-10~"),
        ("ten days from now", "2024-04-06~"),
        ("an answer within two weeks", "2024-03-27/2024-04-10"),
        ("talks in a week's time", "2024-04-03~"),
        ("over the past week", "2024-03-20/2024-03-27"),
        ("over the past year", None),
        ("about two weeks ago", "2024-03-13~"),
        ("a week or two ago", "2024-03-20~"),
    ],
)
def test_days_counted_from_the_report(sentence: str, start: str | None) -> None:
    phrases = find_dates(sentence)
    resolved = [resolve(phrase, WEDNESDAY, "either").start for phrase in phrases]
    assert resolved == ([] if start is None else [start])


@pytest.mark.parametrize(
    ("sentence", "ahead", "back"),
    [
        ("next week", "2024-04-01/2024-04-07", "2024-04-01/2024-04-07"),
        ("last week", "2024-03-18/2024-03-24", "2024-03-18/2024-03-24"),
        ("this week", "2024-03-27/2024-03-31", "2024-03-25/2024-03-27"),
        ("later this week", "2024-03-28/2024-03-31", "2024-03-28/2024-03-31"),
        ("earlier this week", "2024-03-25/2024-03-26", "2024-03-25/2024-03-26"),
        ("the end of last week", "2024-03-22~", "2024-03-22~"),
        ("over the weekend", "2024-03-30/2024-03-31", "2024-03-23/2024-03-24"),
        ("this weekend", "2024-03-30/2024-03-31", "2024-03-23/2024-03-24"),
        ("next month", "2024-04", "2024-04"),
        ("later this month", "2024-03", "2024-03"),
        ("earlier this year", "2024", "2024"),
        ("next year", "2025", "2025"),
        ("this quarter", "2024-01/2024-03", "2024-01/2024-03"),
        ("first quarter of next year", "2025-01/2025-03", "2025-01/2025-03"),
        ("this spring", "2024-03/2024-05", "2024-03/2024-05"),
        ("last summer", "2023-06/2023-08", "2023-06/2023-08"),
        ("in the autumn of 2025", "2025-09/2025-11", "2025-09/2025-11"),
        ("in the fall", "2024-09/2024-11", "2023-09/2023-11"),
        ("this winter", "2024-12/2025-02", "2024-12/2025-02"),
        ("early May", "2024-05~", "2023-05~"),
        ("mid-June", "2024-06-15~", "2023-06-15~"),
        ("at the beginning of June", "2024-06~", "2023-06~"),
        ("the end of the month", "2024-03~", "2024-03~"),
        ("the end of last year", "2023-12~", "2023-12~"),
        ("late 2025", "2025-09/2025-12", "2025-09/2025-12"),
        ("the second half of 2025", "2025-07/2025-12", "2025-07/2025-12"),
        ("the first week of June", "2024-06-01/2024-06-07", "2023-06-01/2023-06-07"),
        ("the last weekend of April", "2024-04-27/2024-04-28", "2023-04-29/2023-04-30"),
        ("a weekend summit", "2024-03-30/2024-03-31", "2024-03-23/2024-03-24"),
        ("mid-year", "2024-05/2024-08", "2024-05/2024-08"),
        ("by year's end", "2024-12~", "2024-12~"),
        ("at end-June", "2024-06~", "2023-06~"),
        ("the March summit", "2024-03", "2024-03"),
        ("its May meeting", "2024-05", "2023-05"),
        ("the week of June 10", "2024-06-10/2024-06-16", "2023-06-05/2023-06-11"),
        ("the weekend of June 8", "2024-06-08/2024-06-09", "2023-06-08/2023-06-09"),
    ],
)
def test_stretches_are_intervals_or_keep_their_precision(
    sentence: str, ahead: str, back: str
) -> None:
    assert (read(sentence).start, read(sentence).end) == (ahead, None)
    assert (read(sentence, "backward").start, read(sentence, "backward").end) == (back, None)


@pytest.mark.parametrize(
    ("sentence", "ahead", "back"),
    [
        ("on June 5", "2024-06-05", "2023-06-05"),
        ("on 5 June", "2024-06-05", "2023-06-05"),
        ("on the 5th of June", "2024-06-05", "2023-06-05"),
        ("on March 5 of last year", "2023-03-05", "2023-03-05"),
        ("Mar. 5, 2024", "2024-03-05", "2024-03-05"),
        ("Sept 5", "2024-09-05", "2023-09-05"),
        ("5 March 2024", "2024-03-05", "2024-03-05"),
        ("2024-03-05", "2024-03-05", "2024-03-05"),
        ("5.3.2024", "2024-03-05", "2024-03-05"),
        ("Tuesday, June 4", "2024-06-04", "2024-06-04"),
        ("Monday, 25 March 2024", "2024-03-25", "2024-03-25"),
        ("on Monday (8)", "2024-04-08", "2024-01-08"),
        ("on the 14th", "2024-04-14", "2024-03-14"),
        ("on the 14th of next month", "2024-04-14", "2024-04-14"),
        ("March 2024", "2024-03", "2024-03"),
        ("planned for March", "2024-03", "2024-03"),
        ("in May", "2024-05", "2023-05"),
        ("the June summit", "2024-06", "2023-06"),
        ("last July", "2023-07", "2023-07"),
        ("next January", "2025-01", "2025-01"),
        ("this October", "2024-10", "2024-10"),
        ("the G20 summit in 2023", "2023", "2023"),
        ("after the Oct. 7 attack", "2023-10-07", "2023-10-07"),
        ("on Christmas Day", "2024-12-25", "2023-12-25"),
        ("on New Year's Eve", "2024-12-31", "2023-12-31"),
        ("on Valentine’s Day", "2025-02-14", "2024-02-14"),
        ("after Easter", "2024-03-31", "2023-04-09"),
        ("by Orthodox Easter 2024", "2024-05-05~", "2024-05-05~"),
        ("before Thanksgiving", "2024-11-28", "2023-11-23"),
        ("around May 10", "2024-05-10~", "2024-05-10~"),
        ("as early as next week", "2024-04-01~", "2024-04-01~"),
        ("by the end of the month", "2024-03~", "2024-03~"),
        ("no later than Friday", "2024-03-29~", "2024-03-22~"),
        ("on Monday or Tuesday", "2024-04-01/2024-04-02", "2024-03-25/2024-03-26"),
    ],
)
def test_calendar_dates(sentence: str, ahead: str, back: str) -> None:
    assert read(sentence).start == ahead
    assert read(sentence, "backward").start == back


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("June 12-14", "2024-06-12", "2024-06-14"),
        ("June 12–14, 2025", "2025-06-12", "2025-06-14"),
        ("12-14 June", "2024-06-12", "2024-06-14"),
        ("12 and 13 June", "2024-06-12", "2024-06-13"),
        ("12, 13 and 14 June", "2024-06-12", "2024-06-14"),
        ("between 12 and 14 June", "2024-06-12", "2024-06-14"),
        ("between June 12 and 14", "2024-06-12", "2024-06-14"),
        ("between Sunday and Tuesday", "2024-03-31", "2024-04-02"),
        ("from June 12 until June 14", "2024-06-12", "2024-06-14"),
        ("June 30 to July 2", "2024-06-30", "2024-07-02"),
        ("Dec. 30 to Jan. 2", "2024-12-30", "2025-01-02"),
        ("December 30 to January 2, 2025", "2024-12-30", "2025-01-02"),
        ("from Sunday to Tuesday", "2024-03-31", "2024-04-02"),
        ("Monday and Tuesday", "2024-04-01", "2024-04-02"),
        ("Monday through Wednesday", "2024-04-01", "2024-04-03"),
        ("today and tomorrow", "2024-03-27", "2024-03-28"),
        ("for three days from Sunday", "2024-03-31", "2024-04-02"),
        ("a three-day visit to Cairo starting on Sunday", "2024-03-31", "2024-04-02"),
        ("a 3-day visit to Cairo that begins Sunday", "2024-03-31", "2024-04-02"),
        ("arrives on Sunday for a two-day visit", "2024-03-31", "2024-04-01"),
        ("the weekend of 6-7 April", "2024-04-06", "2024-04-07"),
        ("from the 12th to the 14th of June", "2024-06-12", "2024-06-14"),
        ("Monday, Tuesday and Wednesday", "2024-04-01", "2024-04-03"),
        ("June 5 and June 6", "2024-06-05", "2024-06-06"),
        ("from Sunday for three days", "2024-03-31", "2024-04-02"),
        ("from 2012 to 2016", "2012", "2016"),
        ("May-June 2024", "2024-05", "2024-06"),
    ],
)
def test_ranges(sentence: str, start: str, end: str) -> None:
    resolved = read(sentence)
    assert (resolved.start, resolved.end) == (start, end)


def test_days_that_are_not_next_to_one_another_are_two_phrases() -> None:
    texts = [phrase.text for phrase in find_dates("They meet on Monday and Friday.")]
    assert texts == ["Monday", "Friday"]
    assert [phrase.text for phrase in find_dates("on 12 and 19 June")] == ["19 June"]
    assert [phrase.text for phrase in find_dates("on June 12 and 19")] == ["June 12"]


def test_a_date_that_gave_way_and_the_new_one_are_no_range() -> None:
    texts = [phrase.text for phrase in find_dates("The visit was moved from June 5 to June 12.")]
    assert texts == ["June 5", "June 12"]


def test_a_length_in_another_sentence_is_not_taken() -> None:
    resolved = read("The three-day visit is over. Talks start on Sunday.")
    assert (resolved.start, resolved.end) == ("2024-03-31", None)


def test_a_running_range_is_not_put_off_to_next_year() -> None:
    resolved = read("He will be in Lima on June 12-14.", published=dt.date(2024, 6, 13))
    assert (resolved.start, resolved.end) == ("2024-06-12", "2024-06-14")


def test_a_plan_for_a_day_just_past_is_not_put_off_to_next_year() -> None:
    assert read("the visit planned for March 5").start == "2024-03-05"
    december = read("elections planned for December 20", published=dt.date(2024, 1, 10))
    assert december.start == "2024-12-20"


@pytest.mark.parametrize(
    ("sentence", "published", "start"),
    [
        ("had been due in late November", dt.date(2024, 12, 10), "2024-11~"),
        ("a summit in August", dt.date(2024, 11, 6), "2024-08"),
        ("a summit in November", dt.date(2024, 2, 6), "2024-11"),
        ("a summit in February", dt.date(2024, 11, 6), "2025-02"),
    ],
)
def test_a_month_just_over_is_not_put_off_to_next_year(
    sentence: str, published: dt.date, start: str
) -> None:
    (phrase,) = find_dates(sentence)
    assert resolve(phrase, published, "forward").start == start


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("will pay a two-day state visit to Oslo on January 29", "2024-01-30"),
        ("left for a three-day visit on January 29", "2024-01-31"),
        ("cancelled a two-day visit to Oslo on January 29", None),
        ("will make a two-day visit, the envoy said on January 29", None),
    ],
)
def test_a_visit_paid_on_a_day_lasts_from_it(sentence: str, end: str | None) -> None:
    (phrase,) = find_dates(sentence)
    assert resolve(phrase, dt.date(2024, 1, 20), "forward").end == end


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("he was to fly the week before Christmas", "2023-12-18/2023-12-24"),
        ("he was to fly the week after Easter", "2023-04-10/2023-04-16"),
        ("she left the day after Christmas", "2023-12-26"),
        ("she left the Friday before Easter", "2023-04-07"),
        ("she left the month before Easter", None),
        ("she left the weekend before Christmas", None),
    ],
)
def test_what_is_beside_a_holiday_is_not_the_holiday(sentence: str, start: str | None) -> None:
    assert read(sentence, "backward").start == start


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("he is here today 14th December, 2023, and", "2023-12-14"),
        ("he arrives today, 26 March", "2024-03-26"),
        ("he arrives tomorrow, the 28th of March", "2024-03-28"),
        ("he arrives today, May said", "2024-03-27"),
        ("he met today 12 envoys", "2024-03-27"),
    ],
)
def test_a_date_written_out_beside_today_stands(sentence: str, start: str) -> None:
    assert read(sentence).start == start


def test_a_weekend_of_which_a_clause_tells_is_not_the_last() -> None:
    assert find_dates("The Weekend That Ended the Long War") == ()
    assert find_dates("a film about the weekend which changed the world") == ()
    for sentence in ("said over the weekend that armed men", "the weekend summit in Oslo"):
        assert [p.text for p in find_dates(sentence)] == ["the weekend"]


def test_a_weekday_beside_a_date_decides_its_year() -> None:
    assert read("on Tuesday, March 26", "forward").start == "2024-03-26"
    assert read("on Sunday, March 26", "forward").start == "2023-03-26"


def test_figures_are_read_month_first_unless_told_otherwise() -> None:
    phrase = find_dates("dated 05/03/2024")[0]
    assert resolve(phrase, None, "either").start == "2024-05-03"
    assert resolve(phrase, None, "either", day_first=True).start == "2024-03-05"
    only_one_way = find_dates("dated 25/03/2024")[0]
    assert resolve(only_one_way, None, "either").start == "2024-03-25"


@pytest.mark.parametrize(
    ("sentence", "published", "direction", "why"),
    [
        ("on Monday", None, "forward", "the report's own date is not known"),
        ("on 5 March", None, "forward", "the report's own date is not known"),
        ("three days later", WEDNESDAY, "either", "it is counted from another date in the text"),
        (
            "the following Monday",
            WEDNESDAY,
            "either",
            "it is counted from another date in the text",
        ),
        (
            "the Friday before the vote",
            WEDNESDAY,
            "either",
            "it is counted from another date in the text",
        ),
        ("in the days ahead", WEDNESDAY, "forward", "it names no day, week or month"),
        ("the following week", WEDNESDAY, "either", "it is counted from another date in the text"),
        ("later in the day", WEDNESDAY, "either", "it is counted from another date in the text"),
        ("in the coming days", WEDNESDAY, "forward", "it names no day, week or month"),
        ("in two weeks", WEDNESDAY, "backward", "it looks ahead, but what it dates lies back"),
        ("February 30, 2024", WEDNESDAY, "either", "there is no 30 February 2024"),
        ("on February 30", WEDNESDAY, "either", "there is no such day"),
        ("30/30/2024", WEDNESDAY, "either", "there is no such day"),
        ("tomorrow", dt.date.max, "forward", "it lies outside the calendar"),
    ],
)
def test_what_cannot_be_resolved_says_why(
    sentence: str, published: dt.date | None, direction: Direction, why: str
) -> None:
    resolved = read(sentence, direction, published)
    assert (resolved.start, resolved.end, resolved.reason) == (None, None, why)


@pytest.mark.parametrize(
    "sentence",
    [
        "They may march in the sun; he sat, wed and will second the motion.",
        "Mrs May spoke. Theresa May said so. A letter by May was read.",
        "1,500 troops in 2 columns advanced 12 miles with 2000 guns.",
        "a 24-hour pause, 30 minutes late, in 30 minutes",
        "a Catch-22 over Resolution 2231, an F-16, an F-35 and $2,024",
        "Call 202-555-0134 or 10.12.14.16; they won 3-2, 5.5 per cent of 12:30",
        "the 14th round, the 20th century, on the 10th floor, for the 5th time",
        "the third visit in two weeks, the first in three months",
        "the Sunday Times, the Mail on Sunday, Bloody Sunday, every Monday",
        "the Good Friday Agreement and Christmas Island",
        "since the fall of Kabul, in spring water, USA Today",
        "at 2000 GMT, in 1995 villages, Mar-a-Lago, a march on Rome",
        "Agenda 2030",
        "the March on Rome, the Lunar New Year, the Arab Spring",
    ],
)
def test_what_only_looks_like_a_date_is_left(sentence: str) -> None:
    assert [phrase.text for phrase in find_dates(sentence)] == []


def test_a_part_of_the_text_is_read_on_its_own() -> None:
    text = "On Monday they met; on Tuesday they parted."
    assert [p.span for p in find_dates(text, 19)] == [Span(23, 30)]
    assert [p.text for p in find_dates(text, 0, 9)] == ["Monday"]


def test_wrapped_lines_are_read_on_and_headlines_are_not() -> None:
    wrapped = (
        "The two presidents agreed in Geneva to hold another round in early\nApril in the city."
    )
    assert [p.text for p in find_dates(wrapped)] == ["early\nApril"]
    headline = "Envoy due on Monday\n5 March 2024\n\nVIENNA"
    assert [p.text for p in find_dates(headline)] == ["Monday", "5 March 2024"]

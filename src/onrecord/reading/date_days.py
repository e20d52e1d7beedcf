"""Calendar dates in figures and months as newspapers write them: "5 March", "June 12-14", "2024".

Every function reads the tokens from a position and returns the form with the position after it,
or None. Positions are token indexes, never offsets into the text.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.date_figures import (
    AFTER_BARE_DAY,
    day_number,
    day_number_open,
    nothing_counted,
    runs_on,
    stands_free,
)
from onrecord.reading.date_forms import Day, Form, Month, Numeric, OneOf, Period, Range, Year
from onrecord.reading.date_tokens import MONTHS, SHORT_MONTHS, Tokens, word_set

Match = tuple[Form, int]
STEPS = {"last": -1, "this": 0, "next": 1}
_DASHES = frozenset("-–—")
_TO_DAY = frozenset(("-", "–", "—", "to", "through", "till", "until", "and", "/", "or"))
_BEFORE_MONTH = word_set(
    "in since until till during through throughout before after between early late mid"
)
_BEFORE_MARCH = _BEFORE_MONTH | word_set("from by of for to and or")
"""Not for May: "by May", "of May", "to May" may well be a person."""
_BEFORE_YEAR = word_set(
    "in since of during by until till from before after through to for the and or ( early late "
    "mid between as than around end"
)
_COUNTED = word_set(
    "troops soldiers people men women children civilians refugees migrants prisoners hostages "
    "fighters police officers guests members delegates participants workers homes houses villages "
    "tons tonnes miles kilometers kilometres km meters metres feet barrels dollars euros pounds "
    "yuan votes seats words copies others years deaths dead"
)
"""What a figure may count: "in 2000 villages" names no year."""
_CLOCKS = word_set("gmt utc hours hrs est edt cet local")
_PAST_EVENTS = word_set(
    "attack attacks massacre massacres assault assaults coup uprising invasion raid killings "
    "hostages bombing bombings terror"
)
_THAT_YEAR = (("that", "year"), ("that", "same", "year"), ("the", "same", "year"))
_ARTICLES = word_set("the a an their its this that")
_DAYS_LISTED = 6
_NAMES_TOO = frozenset((4, 6, 8))


def month_or_day(t: Tokens, i: int, *, sure: bool = False) -> Match | None:
    """Read "March 5", "March 5-7, 2024", "March 2024" or, where it must be the month, "March".

    `sure` says that the words before ("early", "next", "the end of") leave no doubt that a month
    is meant, as with May and March they otherwise may.
    """
    named = _month_name(t, i)
    if named is None:
        return None
    number, j, short = named
    day = day_number(t, j)
    if day is None and t.word(j) == "the":
        day = day_number(t, j + 1, ordinal=True)
    if day is not None:
        return _days_of(t, day[0], Month(number), day[1])
    year, k = _year_beside(t, j)
    if year is not None:
        return Month(number, year), k
    if sure or _is_bare_month(t, i, j, number, short=short):
        return Month(number), j
    return None


def figures_first(t: Tokens, i: int) -> Match | None:
    """Read a date that starts with a figure: "5 March", "12-14 June", "2024-03-05"."""
    if t.number(i) is None or not stands_free(t, i):
        return None
    written = _all_figures(t, i)
    if written is not None:
        return written
    return _days_of_month_after(t, i)


def day_of_month(t: Tokens, i: int) -> Match | None:
    """Read what follows "the" in "the 14th", "the 5th of March", "the 14th of next month"."""
    found = figures_first(t, i)
    if found is not None:
        return found
    day = day_number(t, i, ordinal=True)
    if day is None:
        return None
    number, j = day
    if t.word(j) == "of":
        step = STEPS.get(t.word(j + 1))
        if step is not None and t.word(j + 2) == "month":
            return Day(number, Period("month", step)), j + 3
        if t.phrase(j, "of", "the", "month"):
            return Day(number, Period("month", 0)), j + 3
        return None
    return (Day(number, None), j) if nothing_counted(t, j) else None


def days_between(t: Tokens, i: int) -> Match | None:
    """Read what follows "between" in "between 12 and 14 June", "between June 12 and 14"."""
    named = _month_name(t, i)
    day = None if named is None else day_number(t, named[1])
    if named is not None and day is not None:
        found: Match | None = _days_of(t, day[0], Month(named[0]), day[1], edges=True)
    else:
        found = _days_of_month_after(t, i, edges=True)
    return found if found is not None and isinstance(found[0], Range) else None


def bare_year(t: Tokens, i: int, *, sure: bool = False) -> Match | None:
    """Read a year alone where it can be one: "in 2023", never "Resolution 2023"."""
    number = t.number(i)
    if number is None or not 1900 <= number <= 2099 or not stands_free(t, i):
        return None
    if (
        t.word(i + 1) in _COUNTED
        or t.word(i + 1) in _CLOCKS
        or (not sure and t.word(i - 1) not in _BEFORE_YEAR)
    ):
        return None
    last = t.number(i + 2)
    if (
        t.word(i + 1) in _DASHES
        and last is not None
        and number < last <= 2099
        and not runs_on(t, i + 3)
    ):
        return Range(Year(number), Year(last)), i + 3
    return None if runs_on(t, i + 1) else (Year(number), i + 1)


def day_in_brackets(t: Tokens, k: int) -> Match | None:
    """Give the "8" of "Monday (8)", the way Iberian and Latin American agencies write it."""
    day = day_number(t, k)
    return (Day(day[0], None), day[1]) if day is not None and t.word(day[1]) == ")" else None


def _days_of(t: Tokens, first: int, month: Month, j: int, *, edges: bool = False) -> Match:
    """Read the rest after "June 12": a second day, the year, an event that it names."""
    further = _further_day(t, first, j, edges=edges)
    if further is not None and (
        _month_name(t, further[2]) or runs_on(t, further[2]) or not nothing_counted(t, further[2])
    ):
        further = None
    year, j = _year_beside(t, j if further is None else further[2])
    month = replace(month, year=year)
    return _day_or_days(t, first, further, month, j)


def _days_of_month_after(t: Tokens, i: int, *, edges: bool = False) -> Match | None:
    """Read "5 March 2024" and "12-14 June" from the first figure."""
    day = day_number_open(t, i)
    if day is None:
        return None
    first, j = day
    named, further = _month_after(t, j), None
    if named is None:
        further = _further_day(t, first, j, edges=edges)
        named = None if further is None else _month_after(t, further[2])
    if named is None:
        return None
    year, j = _year_beside(t, named[1])
    return _day_or_days(t, first, further, Month(named[0], year), j)


def _day_or_days(
    t: Tokens, first: int, further: tuple[int, str, int] | None, month: Month, j: int
) -> Match:
    """Build the form of one day or, with a further one, of a range or a choice."""
    begin = Day(first, month, recalled=t.word(j) in _PAST_EVENTS)
    if further is None:
        return begin, j
    last = Day(further[0], month)
    return (OneOf(begin, last) if further[1] == "or" else Range(begin, last)), j


def _further_day(t: Tokens, first: int, j: int, *, edges: bool) -> tuple[int, str, int] | None:
    """Give the last day of "12-14", "12 to 14", "12, 13 and 14", what links it, and the position.

    Days joined by "and" are one stretch only if they follow one another: "June 12 and 19" are
    two dates, unless "between" makes them `edges`.
    """
    number, k = first, j
    for _ in range(_DAYS_LISTED):
        listed = day_number(t, k + 1) if t.word(k) == "," else None
        if listed is None or t.word(listed[1]) not in (",", "and") or listed[0] != number + 1:
            break
        number, k = listed
    if t.word(k) == "," and t.word(k + 1) == "and":
        k += 1
    link = t.word(k)
    if link not in _TO_DAY:
        return None
    day = day_number_open(t, k + 2 if t.word(k + 1) == "the" else k + 1)
    if day is None or (link == "and" and not edges and day[0] != number + 1):
        return None
    return day[0], link, day[1]


def _month_name(t: Tokens, i: int) -> tuple[int, int, bool] | None:
    """Give the month at `i`, the position after it, and whether it was abbreviated."""
    word = t.word(i)
    if word in MONTHS:
        if not t.capital(i) and word in ("march", "may", "august"):
            return None
        return MONTHS[word], i + 1, False
    if word not in SHORT_MONTHS or not t.capital(i):
        return None
    j = i + 2 if t.word(i + 1) == "." and t.touches(i + 1) else i + 1
    return SHORT_MONTHS[word], j, True


def _month_after(t: Tokens, j: int) -> tuple[int, int] | None:
    """Give the month in "5 March", "5th of March", "5-March", with the position after it."""
    k = j + 1 if t.word(j) in ("of", "-") else j
    named = _month_name(t, k)
    if named is None or (t.touches(named[1]) and t.word(named[1])[0].isalnum()):
        return None
    if t.touches(named[1]) and t.word(named[1]) == "-" and t.word(named[1] + 1) == "a":
        return None
    return named[0], named[1]


def _all_figures(t: Tokens, i: int) -> Match | None:
    """Read "2024-03-05", "2024/3/5", "05/03/2024" or "5.3.2024", all of a piece."""
    sign = t.word(i + 1)
    if sign not in ("-", "/", ".") or t.word(i + 3) != sign:
        return None
    parts = [t.number(k) for k in (i, i + 2, i + 4)]
    glued = all(t.touches(k) for k in range(i + 1, i + 5))
    stamped = t.word(i + 5) == "t" and t.number(i + 6) is not None
    if not glued or None in parts or (runs_on(t, i + 5) and not stamped):
        return None
    if t.touches(i + 5) and t.word(i + 5) in ("-", "/"):
        return None
    first, second, third = (part or 0 for part in parts)
    if len(t.word(i)) == 4 and sign != "." and 1 <= second <= 12 and 1 <= third <= 31:
        return Day(third, Month(second, Year(first))), i + 5
    if len(t.word(i + 4)) != 4 or not (1 <= first <= 31 and 1 <= second <= 31):
        return None
    if sign == "." and second <= 12:
        return Day(first, Month(second, Year(third))), i + 5
    return Numeric(first, second, third), i + 5


def _year_beside(t: Tokens, j: int) -> tuple[Year | None, int]:
    """Give the year that follows a day or month: ", 2024", "of last year", ", this year"."""
    k = j + 1 if t.word(j) in (",", "of", "in", "-") else j
    if t.word(k) == "of":
        k += 1
    number = t.number(k)
    if number is not None and 1000 <= number <= 2999 and len(t.word(k)) == 4:
        counted = t.word(k + 1) in _COUNTED or (t.touches(k) and t.word(j) != "-")
        return (None, j) if counted or runs_on(t, k + 1) else (Year(number), k + 1)
    if t.word(k) in STEPS and t.word(k + 1) == "year":
        return Year(step=STEPS[t.word(k)]), k + 2
    after = next((a for a in (t.phrase(k, *words) for words in _THAT_YEAR) if a is not None), None)
    return (None, j) if after is None else (Year(other=True), after)


def _is_bare_month(t: Tokens, i: int, j: int, number: int, *, short: bool) -> bool:
    """Tell whether a lone month's name is a month: "in May", not "Mrs May" or "a march"."""
    before = t.word(i - 1)
    if t.touches(j) and t.word(j) in "-–" and t.touches(j + 1):
        return t.word(j + 1) in MONTHS
    if short:
        return before in _BEFORE_MONTH and t.word(j - 1) == "."
    if number in (3, 5):
        known = _BEFORE_MONTH if number == 5 else _BEFORE_MARCH
        return before in known or (before in _ARTICLES and _names_an_event(t, j))
    if before == "black" or not t.capital(i):
        return False
    return number not in _NAMES_TOO or not t.capital(j) or before in _BEFORE_MARCH | _ARTICLES


def _names_an_event(t: Tokens, j: int) -> bool:
    """Tell whether "the May" goes on with a noun: "the May summit", not "the March on Rome"."""
    word = t.word(j)
    return word.isalpha() and not t.capital(j) and word not in AFTER_BARE_DAY

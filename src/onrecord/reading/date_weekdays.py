"""Weekdays, alone and beside what pins them down: "Monday week", "Tuesday, March 26"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.date_days import (
    STEPS,
    Match,
    day_in_brackets,
    day_of_month,
    figures_first,
    month_or_day,
)
from onrecord.reading.date_forms import Day, Weekday
from onrecord.reading.date_tokens import (
    MONTHS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    Tokens,
    word_set,
)

PARTS_OF_DAY = word_set("morning afternoon evening night noon midday midnight lunchtime dawn")
_PAPERS = word_set("times telegraph mirror express mail post herald mercury world tribune")
_NAMED_DAYS = frozenset(("bloody", "black", "super", "casual", "ruby", "cyber"))
_FULL_WEEKDAYS = frozenset(name for name in WEEKDAYS if name.endswith("day"))
_ONE_OF_MANY = frozenset(("every", "each", "alternate"))


def calendar_date(t: Tokens, i: int) -> Match | None:
    """Read a date that names a weekday, a month, a year or figures: "Tuesday, March 26"."""
    word = t.word(i)
    if word in WEEKDAYS or word in SHORT_WEEKDAYS:
        return weekday(t, i)
    if word in MONTHS or word in SHORT_MONTHS:
        return month_or_day(t, i)
    if word and word[0] in "0123456789":
        return figures_first(t, i)
    return None


def weekday(t: Tokens, i: int) -> Match | None:
    """Read a weekday, with the date or week that pins it down: "Monday, 25 March"."""
    word = t.word(i)
    short = word not in WEEKDAYS
    number = SHORT_WEEKDAYS.get(word) if short else WEEKDAYS[word]
    if number is None:
        return None
    j = i + 1
    if t.word(j) == "." and t.touches(j) and word not in _FULL_WEEKDAYS:
        j += 1
    j = _part_of_day(t, j)
    dated = _date_beside(t, j) if t.capital(i) or not short else None
    if dated is not None:
        day, j = dated
        return replace(day, weekday=number), j
    if short or (word not in _FULL_WEEKDAYS and not t.capital(i)):
        return None
    j = _part_of_day(t, i + 1)
    if _no_weekday(t, i, j):
        return None
    return _weekday_in_week(t, number, j)


def _part_of_day(t: Tokens, j: int) -> int:
    """Give the position after a part of the day, if one stands at `j`."""
    return j + 1 if t.word(j) in PARTS_OF_DAY else j


def _date_beside(t: Tokens, j: int) -> tuple[Day, int] | None:
    """Give the day that follows a weekday: ", March 25", "25 March", "(March 25)", "the 25th"."""
    k = j + 1 if t.word(j) in (",", "(") else j
    found = day_of_month(t, k + 1) if t.word(k) == "the" else None
    if found is None:
        found = calendar_date(t, k) if t.word(k) not in WEEKDAYS else None
    if found is None and t.word(j) == "(":
        found = day_in_brackets(t, k)
    if found is None or not isinstance(found[0], Day):
        return None
    day, k = found[0], found[1]
    return day, (k + 1 if t.word(j) == "(" and t.word(k) == ")" else k)


def _no_weekday(t: Tokens, i: int, j: int) -> bool:
    """Tell whether a weekday's name is no one day: "Sunday Times", "every Monday"."""
    if t.word(i - 1) in _NAMED_DAYS and t.capital(i - 1):
        return True
    if t.word(i - 1) in _ONE_OF_MANY:
        return True
    if t.word(i - 1) == "good" and t.word(j) in ("agreement", "accord", "accords"):
        return True
    if t.word(i) == "sunday" and t.word(i - 1) == "on" and t.word(i - 2) == "mail":
        return True
    return t.word(i) == "sunday" and t.word(j) in _PAPERS and t.capital(j)


def _weekday_in_week(t: Tokens, number: int, j: int) -> Match:
    """Give the rest after a weekday: "week" ("Monday week"), "of last week", "next week"."""
    if t.word(j) == "week" and t.word(j + 1) != "of":
        return Weekday(number, further=1), j + 1
    if t.word(j) == "fortnight":
        return Weekday(number, further=2), j + 1
    k = j + 1 if t.word(j) in (",", "of") else j
    step = STEPS.get(t.word(k))
    if step is not None and t.word(k + 1) == "week":
        return Weekday(number, week=step), k + 2
    return Weekday(number), j

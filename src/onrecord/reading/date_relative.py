"""Dates counted from a report's own day: "today", "next week", "two weeks ago", "last May".

Every function reads the tokens from a position and returns the form with the position after it,
or None, as in `date_days`.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.date_days import (
    STEPS,
    Match,
    day_in_brackets,
    figures_first,
    month_or_day,
)
from onrecord.reading.date_forms import (
    Away,
    Day,
    Elsewhere,
    Holiday,
    Month,
    Period,
    RelativeDay,
    Season,
    Unit,
    Vague,
    Weekday,
    Year,
)
from onrecord.reading.date_holidays import NAMES
from onrecord.reading.date_tokens import (
    MONTHS,
    SEASONS,
    SHORT_MONTHS,
    WEEKDAYS,
    Tokens,
    word_set,
)
from onrecord.reading.date_weekdays import PARTS_OF_DAY, weekday

DAY_WORDS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_PAPERS_TODAY = word_set("usa russia india africa politics germany world")
PERIODS: dict[str, Unit] = {
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}
STEPPED = STEPS | {"coming": 1, "past": -1}
_WAYS = {"following": 1, "same": 0, "previous": -1, "preceding": -1}
ELSEWHERE = _WAYS.keys()
_OTHER_YEARS = word_set(
    "lunar chinese persian iranian jewish islamic tamil korean vietnamese khmer thai lao kurdish"
)
"""Their New Year is not the first of January."""
_NO_HOLIDAY = word_set("island islands agreement accord accords tree")
HOLIDAY_OPENING = frozenset(name[0] for name in NAMES)
"""The words at which `holiday_named` can find anything."""


def stepped(t: Tokens, i: int) -> Match | None:
    """Read "next week", "this coming Monday", "last night", "next January", "this past May"."""
    word = t.word(i)
    if word in ELSEWHERE:
        return _beside(t, i)
    step, j = STEPPED[word], i + 1
    if word == "this" and t.word(j) in ("coming", "past", "very"):
        step, j = STEPPED.get(t.word(j), 0), j + 1
    head = t.word(j)
    if head in PERIODS and t.word(j - 1) in ("coming", "past"):
        return from_here(step, PERIODS[head], j + 1)
    if head in PERIODS:
        return _stepped_period(t, PERIODS[head], step, j + 1)
    if head in PARTS_OF_DAY and word in ("this", "last"):
        return _numbered(t, RelativeDay(step), j + 1)
    if head == "day" and word == "next":
        return Elsewhere(1), j + 1
    if head in WEEKDAYS:
        found = weekday(t, j)
        if found is not None and isinstance(found[0], Weekday):
            coming = t.word(j - 1) == "coming"
            this = t.word(j - 1) in ("this", "very")
            return replace(found[0], step=0 if coming else step, this=this), found[1]
        return found
    if head in SEASONS:
        return Season(SEASONS[head], Year() if step == 0 else None, step), j + 1
    if head in MONTHS or head in SHORT_MONTHS:
        return _stepped_month(t, step, j)
    holiday = holiday_named(t, j)
    if holiday is not None and isinstance(holiday[0], Holiday):
        return replace(holiday[0], step=step), holiday[1]
    return None


def from_here(step: int, unit: Unit, j: int) -> Match | None:
    """Read "the next month", "this past week": so long from the report's own day.

    "over the past year" says how long something took, and "the coming year" may be any.
    """
    if unit == "weekend":
        return Period(unit, None), j
    if step < 0:
        return (Away(-1, unit, at_most=True), j) if unit == "week" else None
    return (Away(1, unit, at_most=True), j) if unit in ("week", "month") else (Vague(), j)


def _stepped_period(t: Tokens, unit: Unit, step: int, j: int) -> Match | None:
    """Give the rest after "next week": a weekday in it ("next week, on Monday")."""
    if unit == "week":
        k = j + 1 if t.word(j) == "," else j
        k = k + 1 if t.word(k) == "on" else k
        if k > j and t.word(k) in WEEKDAYS and t.word(k - 1) == "on":
            return Weekday(WEEKDAYS[t.word(k)], week=step), k + 1
    if unit == "year":
        return Year(step=step), j
    return Period(unit, step), j


def _stepped_month(t: Tokens, step: int, j: int) -> Match | None:
    """Give the month, or day of a month, after "last", "this" or "next"."""
    found = month_or_day(t, j, sure=True)
    if found is None:
        return None
    form, j = found
    if isinstance(form, Month) and form.year is None:
        return (replace(form, year=Year()) if step == 0 else replace(form, step=step)), j
    if isinstance(form, Day) and isinstance(form.month, Month) and form.month.year is None:
        return replace(form, month=replace(form.month, step=step)), j
    return found


def day_word(t: Tokens, i: int) -> Match | None:
    """Read "today", "tomorrow morning", "tonight"; not the "Today" of a newspaper's name."""
    word = t.word(i)
    if word == "today" and t.capital(i) and t.word(i - 1) in _PAPERS_TODAY and t.capital(i - 1):
        return None
    j = i + 1
    j = j + 1 if t.word(j) in PARTS_OF_DAY else j
    k = j + 1 if t.word(j) == "," else j
    k = k + 1 if t.word(k) == "the" else k
    dated = month_or_day(t, k) or figures_first(t, k)
    if dated is not None and isinstance(dated[0], Day):
        return dated  # "today 14th December, 2023", in a report that came out later
    return _numbered(t, RelativeDay(DAY_WORDS[word]), j)


def _numbered(t: Tokens, form: RelativeDay, j: int) -> Match:
    """Give the rest of "this morning (28)", "yesterday (June 26)"; "today (5 dead)" has none."""
    if t.word(j) != "(":
        return form, j
    found = day_in_brackets(t, j + 1) or month_or_day(t, j + 1) or figures_first(t, j + 1)
    if found is None or not isinstance(found[0], Day) or t.word(found[1]) != ")":
        return form, j
    return replace(form, number=found[0].day), found[1] + 1


def _beside(t: Tokens, i: int) -> Match | None:
    """Read "the same day", "the previous Monday", "the following week"."""
    head, way = t.word(i + 1), _WAYS[t.word(i)]
    if head == "day":
        return Elsewhere(way), i + 2
    if head in WEEKDAYS:
        return (Elsewhere(way, WEEKDAYS[head]) if way else Elsewhere()), i + 2
    return (Elsewhere(), i + 2) if head in PERIODS else None


def season(t: Tokens, i: int, *, definite: bool = False) -> Match | None:
    """Read "spring 2025", "the spring", "the autumn of 2024", never "the fall of Kabul"."""
    first = SEASONS[t.word(i)]
    j = i + 2 if t.word(i + 1) in ("of", ",") else i + 1
    number = t.number(j)
    if number is not None and 1900 <= number <= 2099:
        return Season(first, Year(number)), j + 1
    if t.word(j) in STEPS and t.word(j + 1) == "year":
        return Season(first, Year(step=STEPS[t.word(j)])), j + 2
    if not definite or t.word(i + 1) == "of" or t.capital(i):
        return None
    if t.word(i) == "fall" and t.word(i - 1) == "the" and t.word(i - 2) != "in":
        return None
    return Season(first), i + 1


def holiday_named(t: Tokens, i: int) -> Match | None:
    """Read a holiday: "Christmas Eve", "Good Friday 2025", never "Christmas Island"."""
    if t.word(i) not in HOLIDAY_OPENING or not t.capital(i):
        return None
    for name, key in NAMES.items():
        j = i
        while j - i < len(name) and t.word(j).replace("’", "'") == name[j - i]:
            j += 1
        if j - i != len(name) or not t.capital(j - 1 if name[-1] != "s" else i):
            continue
        if t.word(j) in _NO_HOLIDAY or (key == "new_years_day" and t.word(i - 1) in _OTHER_YEARS):
            return None
        number = t.number(j + 1 if t.word(j) == "," else j)
        if number is not None and 1900 <= number <= 2099:
            return Holiday(key, Year(number)), (j + 2 if t.word(j) == "," else j + 1)
        if t.word(j) in STEPS and t.word(j + 1) == "year":
            return Holiday(key, Year(step=STEPS[t.word(j)])), j + 2
        return Holiday(key), j
    return None

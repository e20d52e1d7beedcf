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
    Roughly,
    Season,
    Unit,
    Vague,
    Weekday,
    Year,
)
from onrecord.reading.date_holidays import NAMES
from onrecord.reading.date_tokens import (
    CARDINALS,
    MONTHS,
    SEASONS,
    SHORT_MONTHS,
    UNITS,
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
ELSEWHERE = word_set("following same previous preceding")
_FEW = frozenset(("few", "several", "some"))
_MANY = frozenset(("days", "weeks", "months"))
_OR_SO = (("or", "so"), ("or", "two"), ("and", "a", "half"))
_COUNTING_FIRSTS = word_set(
    "first second third fourth fifth sixth seventh only most biggest largest worst highest lowest "
    "longest best time times deadliest latest"
)
"""Before "in two weeks", these count back: "the third visit in two weeks"."""
_LOOK_BEHIND = 9
_OTHER_YEARS = word_set(
    "lunar chinese persian iranian jewish islamic tamil korean vietnamese khmer thai lao kurdish"
)
"""Their New Year is not the first of January."""
_NO_HOLIDAY = word_set("island islands agreement accord accords tree")
COUNTED_OPENING = CARDINALS.keys() | _FEW
"""The words, besides figures, at which `counted` can find anything."""
HOLIDAY_OPENING = frozenset(name[0] for name in NAMES)
"""The words at which `holiday_named` can find anything."""


def stepped(t: Tokens, i: int) -> Match | None:
    """Read "next week", "this coming Monday", "last night", "next January", "this past May"."""
    word = t.word(i)
    if word in ELSEWHERE:
        known = t.word(i + 1) in PERIODS or t.word(i + 1) in WEEKDAYS or t.word(i + 1) == "day"
        return (Elsewhere(), i + 2) if known else None
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
        return Elsewhere(), j + 1
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
    return _numbered(t, RelativeDay(DAY_WORDS[word]), j)


def _numbered(t: Tokens, form: RelativeDay, j: int) -> Match:
    """Give the rest of "this morning (28)", "yesterday (June 26)"; "today (5 dead)" has none."""
    if t.word(j) != "(":
        return form, j
    found = day_in_brackets(t, j + 1) or month_or_day(t, j + 1) or figures_first(t, j + 1)
    if found is None or not isinstance(found[0], Day) or t.word(found[1]) != ")":
        return form, j
    return replace(form, number=found[0].day), found[1] + 1


def counted(t: Tokens, i: int) -> Match | None:
    """Read "two weeks ago", "a week on Monday", "three days later", "10 days from now"."""
    amount = _amount(t, i)
    if amount is None:
        return None
    count, unit, j = amount
    more = next((k for k in (t.phrase(j, *words) for words in _OR_SO) if k is not None), None)
    if more is not None and count is not None and t.word(more) == "ago":
        return Roughly("about", Away(-count, unit)), more + 1
    word = t.word(j)
    if word == "ago":
        return (Vague() if count is None else Away(-count, unit)), j + 1
    if word in ("earlier", "later", "after", "before") and count is not None:
        if word in ("after", "before") and t.word(j + 1) in ("", ",", ".", "\n", ";"):
            return None
        return Elsewhere(), j + 1
    if count is None:
        return None
    if word == "hence" or t.phrase(j, "from", "now") or t.phrase(j, "from", "today"):
        return Away(count, unit), (j + 1 if word == "hence" else j + 2)
    if unit == "week" and word in ("on", "from") and t.word(j + 1) in WEEKDAYS:
        named = weekday(t, j + 1)
        if named is not None and isinstance(named[0], Weekday):
            return replace(named[0], further=count), named[1]
    return None


def ahead(t: Tokens, i: int) -> Match | None:
    """Read "in two weeks", "within a month", "in the coming days", "over the next two weeks"."""
    j = i + 1
    if t.word(j) == "the" and t.word(j + 1) in ("coming", "next"):
        j += 2
        if t.word(j) in _MANY or (t.word(j) in _FEW and t.word(j + 1) in UNITS):
            return Vague(), (j + 2 if t.word(j) in _FEW else j + 1)
        amount = _amount(t, j)
        if amount is None or amount[0] is None:
            return None
        return Away(amount[0], amount[1], at_most=True), amount[2]
    if t.word(i) == "within" and t.word(j) in _MANY:
        return Vague(), j + 1
    if t.word(j) == "the" and t.word(j + 1) in _MANY and t.word(j + 2) == "ahead":
        return Vague(), j + 3
    amount = _amount(t, j)
    if amount is None or t.word(i) == "over":
        return None
    count, unit, j = amount
    in_time = _in_time(t, j)
    if count is None:
        return Vague(), in_time or j
    if t.word(i) == "within":
        return None if t.word(j) == "of" else (Away(count, unit, at_most=True), j)
    if not in_time and (unit == "year" or _counts_back(t, i, j)):
        return None
    return Away(count, unit), in_time or j


def _in_time(t: Tokens, j: int) -> int | None:
    """Give the position after the rest of "in two weeks' time", "in a week's time"."""
    if t.word(j) not in ("'", "’"):
        return None
    k = j + 2 if t.word(j + 1) == "s" else j + 1
    return k + 1 if t.word(k) == "time" else None


def _counts_back(t: Tokens, i: int, j: int) -> bool:
    """Tell whether "in two weeks" tells how often or how long: "the third visit in two weeks"."""
    if t.word(j) in ("of", "or"):
        return True
    for k in range(i - 1, max(-1, i - 1 - _LOOK_BEHIND), -1):
        word = t.word(k)
        if word in (".", "\n", ";", "?", "!"):
            return False
        if word in _COUNTING_FIRSTS:
            return True
    return False


def _amount(t: Tokens, i: int) -> tuple[int | None, Unit, int] | None:
    """Give a count of units: "two weeks", "a couple of days", "a few months" (count None)."""
    word = t.word(i)
    j = i + 1
    count: int | None = CARDINALS.get(word)
    if count is None:
        count = t.number(i)
    if word == "a" and t.word(j) == "couple":
        count, j = 2, (j + 2 if t.word(j + 1) == "of" else j + 1)
    elif word == "a" and t.word(j) == "few":
        count, j = None, j + 1
    elif word in _FEW:
        count = None
    elif count is None or t.touches(j):
        return None
    unit = UNITS.get(t.word(j))
    if unit is None:
        return None
    if unit == "fortnight":
        return (None if count is None else 2 * count), "week", j + 1
    named: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
    return count, named[unit], j + 1


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

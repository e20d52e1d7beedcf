"""Dates that newspapers count from a report's own day: "next week", "two weeks ago", "early June".

Every function reads the tokens from a position and returns the form with the position after it,
or None, as in `date_calendar`.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.date_calendar import (
    PARTS_OF_DAY,
    STEPS,
    Match,
    bare_year,
    calendar_date,
    day_of_month,
    month_or_day,
    weekday,
)
from onrecord.reading.date_forms import (
    Away,
    Day,
    Elsewhere,
    Holiday,
    Month,
    NthWeek,
    Part,
    Period,
    Piece,
    Quarter,
    Range,
    RelativeDay,
    Roughly,
    Season,
    Unit,
    Vague,
    Weekday,
    WeekOf,
    Year,
)
from onrecord.reading.date_holidays import NAMES
from onrecord.reading.date_tokens import (
    CARDINALS,
    MONTHS,
    ORDINALS,
    SEASONS,
    SHORT_MONTHS,
    UNITS,
    WEEKDAYS,
    Tokens,
    words,
)

_DAY_WORDS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
_PAPERS_TODAY = words("usa russia india africa politics germany world")
_PERIODS: dict[str, Unit] = {
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}
_STEPPED = STEPS | {"coming": 1, "past": -1}
_ELSEWHERE = words("following same previous preceding")
_PIECES: dict[str, Piece] = {
    "early": "early",
    "mid": "middle",
    "middle": "middle",
    "late": "late",
    "end": "end",
    "close": "end",
    "beginning": "beginning",
    "start": "beginning",
    "later": "later",
    "earlier": "earlier",
}
_FEW = frozenset(("few", "several", "some"))
_HALVES: dict[str, Piece] = {"first": "first_half", "second": "second_half"}
_COUNTING_FIRSTS = words(
    "first second third fourth fifth sixth seventh only most biggest largest worst highest lowest "
    "longest best time times deadliest latest"
)
"""Before "in two weeks", these count back: "the third visit in two weeks"."""
_LOOK_BEHIND = 9
_NO_HOLIDAY = words("island islands agreement accord accords tree")
_HOLIDAY_HEADS = {name[0] for name in NAMES}


def relative_date(t: Tokens, i: int) -> Match | None:
    """Read a date whose first word is a word of time rather than a weekday, month or figure."""
    word = t.word(i)
    if word == "the":
        return _definite(t, i)
    if word in _DAY_WORDS:
        return _day_word(t, i)
    if word in _STEPPED or word in _ELSEWHERE:
        return _nth(t, i) or stepped(t, i)
    if word in _PIECES:
        return _part(t, i)
    if word in ("in", "within", "over"):
        return _ahead(t, i)
    if word in ORDINALS:
        return _nth(t, i)
    if word in ("week", "weekend"):
        return _week_of(t, i)
    if word in SEASONS:
        return _season(t, i)
    return None


def counted(t: Tokens, i: int) -> Match | None:
    """Read "two weeks ago", "a week on Monday", "three days later", "10 days from now"."""
    amount = _amount(t, i)
    if amount is None:
        return None
    count, unit, j = amount
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


def holiday_named(t: Tokens, i: int) -> Match | None:
    """Read a holiday: "Christmas Eve", "Good Friday 2025", never "Christmas Island"."""
    if t.word(i) not in _HOLIDAY_HEADS or not (t.capital(i) or t.word(i) == "the"):
        return None
    for name, key in NAMES.items():
        j = i
        while j - i < len(name) and t.word(j).replace("’", "'") == name[j - i]:
            j += 1
        if j - i != len(name) or not t.capital(j - 1 if name[-1] != "s" else i):
            continue
        if t.word(j) in _NO_HOLIDAY:
            return None
        number = t.number(j + 1 if t.word(j) == "," else j)
        if number is not None and 1900 <= number <= 2099:
            return Holiday(key, Year(number)), (j + 2 if t.word(j) == "," else j + 1)
        if t.word(j) in STEPS and t.word(j + 1) == "year":
            return Holiday(key, Year(step=STEPS[t.word(j)])), j + 2
        return Holiday(key), j
    return None


def stepped(t: Tokens, i: int) -> Match | None:
    """Read "next week", "this coming Monday", "last night", "next January", "this past May"."""
    word = t.word(i)
    if word in _ELSEWHERE:
        return (Elsewhere(), i + 2) if t.word(i + 1) in _PERIODS or t.word(i + 1) == "day" else None
    step, j = _STEPPED[word], i + 1
    if word == "this" and t.word(j) in ("coming", "past", "very"):
        step, j = _STEPPED.get(t.word(j), 0), j + 1
    head = t.word(j)
    if head in _PERIODS:
        return _stepped_period(t, _PERIODS[head], step, j + 1, coming=t.word(j - 1) == "coming")
    if head in PARTS_OF_DAY and word in ("this", "last"):
        return RelativeDay(step), j + 1
    if head == "day" and word == "next":
        return Elsewhere(), j + 1
    if head in WEEKDAYS:
        found = weekday(t, j)
        if found is not None and isinstance(found[0], Weekday):
            coming = t.word(j - 1) == "coming"
            return replace(found[0], step=0 if coming else step), found[1]
        return found
    if head in SEASONS:
        return Season(SEASONS[head], Year() if step == 0 else None, step), j + 1
    if head in MONTHS or head in SHORT_MONTHS:
        return _stepped_month(t, step, j)
    holiday = holiday_named(t, j)
    if holiday is not None and isinstance(holiday[0], Holiday):
        return replace(holiday[0], step=step), holiday[1]
    return None


def _stepped_period(t: Tokens, unit: Unit, step: int, j: int, *, coming: bool) -> Match | None:
    """Give the rest after "next week": a weekday in it ("next week, on Monday")."""
    if unit == "week":
        if coming:
            return Away(1, "week", at_most=True), j
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


def _day_word(t: Tokens, i: int) -> Match | None:
    word = t.word(i)
    if word == "today" and t.capital(i) and t.word(i - 1) in _PAPERS_TODAY and t.capital(i - 1):
        return None
    j = i + 1
    return RelativeDay(_DAY_WORDS[word]), (j + 1 if t.word(j) in PARTS_OF_DAY else j)


def _definite(t: Tokens, i: int) -> Match | None:
    """Read what follows "the": a day number, a period, a part, a week of a month."""
    for words, days in ((("day", "after", "tomorrow"), 2), (("day", "before", "yesterday"), -2)):
        j = t.phrase(i + 1, *words)
        if j is not None:
            return RelativeDay(days), j
    head = t.word(i + 1)
    if head in ("day", "week", "month", "year") and t.word(i + 2) in ("after", "before"):
        return Elsewhere(), i + 3
    if head in ("next", "coming", "past", "last") and t.word(i + 2) in _PERIODS:
        found = _nth(t, i + 1)
        if found is not None or head in ("past", "last"):
            return found or stepped(t, i + 1)
        unit = _PERIODS[t.word(i + 2)]
        if unit in ("week", "month"):
            return Away(1, unit, at_most=True), i + 3
        return stepped(t, i + 1)
    if head in SEASONS:
        return _season(t, i + 1, definite=True)
    if head == "weekend":
        return _week_of(t, i + 1) or (Period("weekend", None), i + 2)
    if head and head[0].isdigit():
        return day_of_month(t, i + 1) or bare_year(t, i + 1)
    if head == "new" and t.word(i + 2) == "year" and not t.phrase(i + 3, "'", "s"):
        return Roughly("about", Month(1, Year(step=1))), i + 3
    found = relative_date(t, i + 1) if head != "the" else None
    return found if found is not None else holiday_named(t, i + 1)


def _part(t: Tokens, i: int) -> Match | None:
    """Read "early May", "mid-June", "the end of next year", "later this week", "late on Monday"."""
    piece = _PIECES[t.word(i)]
    j = i + 1
    if t.word(j) == "-" and t.touches(j):
        j += 1
    if t.word(i) in ("end", "close", "beginning", "start", "middle"):
        if t.word(j) != "of" and j == i + 1:
            return None
        j = j + 1 if t.word(j) == "of" else j
    elif t.word(j) in ("in", "on"):
        j += 1
    whole = _whole(t, j)
    if whole is None:
        if t.word(i) not in ("later", "earlier"):
            return None
        elsewhere = t.word(j) == "that" and t.word(j + 1) in UNITS
        return (Elsewhere(), j + 2) if elsewhere or t.phrase(j, "the", "day") else None
    form, j = whole
    if isinstance(form, (Weekday, RelativeDay, Day, Range, Holiday, Elsewhere)):
        return form, j
    return Part(piece, form), j


def _whole(t: Tokens, j: int) -> Match | None:
    """Read what "early" or "the end of" may be a part of."""
    if t.word(j) == "the" and t.word(j + 1) in _PERIODS:
        if t.word(j + 1) == "year":
            return Year(), j + 2
        return Period(_PERIODS[t.word(j + 1)], 0), j + 2
    if t.phrase(j, "the", "new", "year") or t.phrase(j, "new", "year"):
        return Year(step=1), j + (3 if t.word(j) == "the" else 2)
    word = t.word(j)
    if word in MONTHS or word in SHORT_MONTHS:
        return month_or_day(t, j, sure=True)
    if word in SEASONS:
        return _season(t, j, definite=True)
    if word in _STEPPED:
        return stepped(t, j)
    return bare_year(t, j, sure=True) or calendar_date(t, j) or relative_date_safe(t, j)


def relative_date_safe(t: Tokens, j: int) -> Match | None:
    """Read a day word or a definite stretch, but no part: "late early" is none."""
    word = t.word(j)
    if word in _DAY_WORDS:
        return _day_word(t, j)
    return _definite(t, j) if word == "the" and t.word(j + 1) not in _PIECES else None


def _season(t: Tokens, i: int, *, definite: bool = False) -> Match | None:
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


def _nth(t: Tokens, i: int) -> Match | None:
    """Read "first week of June", "second half of 2025", "first quarter of next year"."""
    number = ORDINALS.get(t.word(i))
    if number is None:
        return None
    unit = t.word(i + 1)
    j = i + 3 if t.word(i + 2) == "of" else None
    if unit in ("week", "weekend") and j is not None:
        month = _month_whole(t, j)
        return None if month is None else (NthWeek(number, _PERIODS[unit], month[0]), month[1])
    if unit == "quarter" and number > 0:
        year = (Year(), i + 2) if j is None else _year_whole(t, j)
        return None if year is None else (Quarter(number, year[0]), year[1])
    if unit == "half" and t.word(i) in _HALVES and j is not None:
        whole = _year_whole(t, j) or _month_whole(t, j)
        return None if whole is None else (Part(_HALVES[t.word(i)], whole[0]), whole[1])
    return None


def _month_whole(t: Tokens, j: int) -> tuple[Month | Period, int] | None:
    found = _whole(t, j)
    if found is None:
        return None
    form, after = found
    if isinstance(form, Month) or (isinstance(form, Period) and form.unit == "month"):
        return form, after
    return None


def _year_whole(t: Tokens, j: int) -> tuple[Year, int] | None:
    found = _whole(t, j)
    return (found[0], found[1]) if found is not None and isinstance(found[0], Year) else None


def _week_of(t: Tokens, i: int) -> Match | None:
    """Read "week of June 9", "week beginning Monday", "weekend of 5-6 April"."""
    unit = _PERIODS[t.word(i)]
    j = i + 1
    if t.word(j) == "of" or t.word(j) in ("beginning", "starting", "commencing"):
        j += 1
    else:
        return None
    j = j + 1 if t.word(j) == "the" else j
    found = calendar_date(t, j) or day_of_month(t, j)
    if found is None or not isinstance(found[0], (Day, Range, Weekday)):
        return None
    form, j = found
    return (form, j) if isinstance(form, Range) else (WeekOf(unit, form), j)


def _ahead(t: Tokens, i: int) -> Match | None:
    """Read "in two weeks", "within a month", "in the coming days", "over the next two weeks"."""
    j = i + 1
    if t.word(j) == "the" and t.word(j + 1) in ("coming", "next"):
        j += 2
        if t.word(j) in ("days", "weeks", "months") or (
            t.word(j) in _FEW and t.word(j + 1) in UNITS
        ):
            return Vague(), (j + 2 if t.word(j) in _FEW else j + 1)
        amount = _amount(t, j)
        if amount is None or amount[0] is None:
            return None
        return Away(amount[0], amount[1], at_most=True), amount[2]
    if t.word(i) == "within" and t.word(j) in ("days", "weeks", "months"):
        return Vague(), j + 1
    amount = _amount(t, j)
    if amount is None or t.word(i) == "over":
        return None
    count, unit, j = amount
    in_time = t.phrase(j, "'", "time") or t.phrase(j, "’", "time")
    if count is None:
        return Vague(), in_time or j
    if t.word(i) == "within":
        return None if t.word(j) == "of" else (Away(count, unit, at_most=True), j)
    if not in_time and (unit == "year" or _counts_back(t, i, j)):
        return None
    return Away(count, unit), in_time or j


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
    """Give a count of units at `i`: "two weeks", "a couple of days", "a few months" (count None)."""
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

"""Parts of weeks, months and years: "early May", "the end of next year", "the first week of June".

Every function reads the tokens from a position and returns the form with the position after it,
or None, as in `date_days`.
"""

from __future__ import annotations

from onrecord.reading.date_counted import ahead
from onrecord.reading.date_days import Match, bare_year, day_of_month, month_or_day
from onrecord.reading.date_forms import (
    Day,
    Elsewhere,
    FromAnother,
    Holiday,
    Month,
    NthWeek,
    NthWeekday,
    Part,
    Period,
    Piece,
    Quarter,
    Range,
    RelativeDay,
    Roughly,
    WeekBeside,
    Weekday,
    WeekOf,
    Year,
)
from onrecord.reading.date_relative import (
    DAY_WORDS,
    ELSEWHERE,
    PERIODS,
    STEPPED,
    day_word,
    from_here,
    holiday_named,
    season,
    stepped,
)
from onrecord.reading.date_tokens import (
    MONTHS,
    ORDINALS,
    SEASONS,
    SHORT_MONTHS,
    UNITS,
    WEEKDAYS,
    Tokens,
    word_set,
)
from onrecord.reading.date_weekdays import calendar_date

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
_HALVES: dict[str, Piece] = {"first": "first_half", "second": "second_half"}
_NOTHING_MORE = frozenset(("", ",", ".", "\n", ";", ":", ")", "that", "when"))
_BEFORE_END = frozenset(("by", "at", "until", "till", "before", "and"))
_MEETINGS = word_set(
    "summit meeting meetings talks visit trip session call gathering conference negotiations"
)
_PAST_VERBS = word_set("saw brought made began broke shook led took gave was were put set")
_OBJECT_OPENS = word_set("the a an his her their its this everything")
RELATIVE_OPENING = (
    word_set("the in within over")
    | PERIODS.keys()
    | DAY_WORDS.keys()
    | STEPPED.keys()
    | ELSEWHERE
    | _PIECES.keys()
    | ORDINALS.keys()
    | SEASONS.keys()
)
"""The words at which `relative_date` can find anything."""


def relative_date(t: Tokens, i: int) -> Match | None:
    """Read a date whose first word is a word of time rather than a weekday, month or figure."""
    word = t.word(i)
    if word == "the":
        return _definite(t, i)
    if word in DAY_WORDS:
        return day_word(t, i)
    if word in STEPPED or word in ELSEWHERE:
        return _nth(t, i) or stepped(t, i)
    if word in _PIECES:
        return _part(t, i)
    if word in ("in", "within", "over"):
        return ahead(t, i)
    if word in ORDINALS:
        return _nth(t, i)
    if word in PERIODS:
        return _week_of(t, i) or _end_named(t, i)
    if word in SEASONS:
        return season(t, i)
    return None


def _definite(t: Tokens, i: int) -> Match | None:
    """Read what follows "the": a day number, a period, a part, a week of a month."""
    for words, days in ((("day", "after", "tomorrow"), 2), (("day", "before", "yesterday"), -2)):
        j = t.phrase(i + 1, *words)
        if j is not None:
            return RelativeDay(days), j
    head = t.word(i + 1)
    if (head in UNITS or head in WEEKDAYS or head == "weekend") and t.word(i + 2) in (
        "after",
        "before",
    ):
        return _beside_event(t, i)
    if head in ("next", "coming", "past", "last") and t.word(i + 2) in PERIODS:
        return _nth(t, i + 1) or from_here(STEPPED[head], PERIODS[t.word(i + 2)], i + 3)
    if head in SEASONS:
        return season(t, i + 1, definite=True)
    if head == "weekend":
        told = _told_of(t, i + 2)
        return _week_of(t, i + 1) or (None if told else (Period("weekend", None), i + 2))
    if head and head[0].isdigit():
        return day_of_month(t, i + 1)
    if head == "new" and t.word(i + 2) == "year" and t.word(i + 3) not in ("'", "’"):
        return Roughly("about", Month(1, Year(step=1))), i + 3
    return relative_date(t, i + 1) if head != "the" else None


def _told_of(t: Tokens, j: int) -> bool:
    """Tell whether a clause says which weekend: "the weekend that ended a war" is long ago.

    Counter-example: "said over the weekend that armed men had come".
    """
    past = t.word(j + 1).endswith("ed") or t.word(j + 1) in _PAST_VERBS
    return t.word(j) in ("that", "which") and past and t.word(j + 2) in _OBJECT_OPENS


def _beside_event(t: Tokens, i: int) -> Match:
    """Read "the day after", "the Friday before the vote": of "the week after" nobody knows days.

    Beside a holiday a day or week is known ("the week before Christmas"); the holiday itself is
    then no date of anything, not even where "the month before Easter" stays open.
    """
    way = 1 if t.word(i + 2) == "after" else -1
    feast = holiday_named(t, i + 3)
    if feast is not None:
        unit = t.word(i + 1)
        if unit == "day":
            return FromAnother(feast[0], way), feast[1]
        if unit in WEEKDAYS:
            return FromAnother(feast[0], way, WEEKDAYS[unit]), feast[1]
        return (WeekBeside(way, feast[0]) if unit == "week" else Elsewhere()), feast[1]
    alone = t.word(i + 3) in _NOTHING_MORE
    if t.word(i + 1) == "day":
        return Elsewhere(way, event=not alone), i + 3
    if t.word(i + 1) in WEEKDAYS and alone:
        return Elsewhere(way, WEEKDAYS[t.word(i + 1)]), i + 3
    return Elsewhere(), i + 3


def _part(t: Tokens, i: int) -> Match | None:
    """Read "early May", "mid-June", "the end of next year", "later this week", "late on Monday"."""
    piece = _PIECES[t.word(i)]
    j = i + 1
    if t.word(j) == "-" and t.touches(j):
        j += 1
    if t.word(i) == "mid" and t.word(j) in ("week", "month", "year"):
        unit = PERIODS[t.word(j)]
        return Part(piece, Year() if unit == "year" else Period(unit)), j + 1
    if t.word(i) in ("end", "close", "beginning", "start", "middle"):
        ended = t.word(i) == "end" and t.word(i - 1) in _BEFORE_END
        if t.word(j) != "of" and j == i + 1 and not ended:
            return None
        j = j + 1 if t.word(j) == "of" else j
    elif t.word(j) in ("in", "on"):
        j += 1
    whole = _whole(t, j)
    if whole is None:
        if t.word(i) not in ("later", "earlier"):
            return None
        if t.phrase(j, "the", "day") or t.phrase(j, "that", "day"):
            return Elsewhere(0), j + 2
        if t.phrase(j, "that", "year") or t.phrase(j, "that", "same", "year"):
            return Part(piece, Year(other=True)), (j + 2 if t.word(j + 1) == "year" else j + 3)
        return (Elsewhere(), j + 2) if t.word(j) == "that" and t.word(j + 1) in UNITS else None
    form, j = whole
    if isinstance(form, (Weekday, RelativeDay, Day, Range, Holiday, Elsewhere)):
        return form, j
    return Part(piece, form), j


def _whole(t: Tokens, j: int) -> Match | None:
    """Read what "early" or "the end of" may be a part of."""
    if t.word(j) == "the" and t.word(j + 1) in PERIODS:
        if t.word(j + 1) == "year":
            return Year(), j + 2
        return Period(PERIODS[t.word(j + 1)], 0), j + 2
    if t.phrase(j, "the", "new", "year") or t.phrase(j, "new", "year"):
        return Year(step=1), j + (3 if t.word(j) == "the" else 2)
    word = t.word(j)
    if word in MONTHS or word in SHORT_MONTHS:
        return month_or_day(t, j, sure=True)
    if word in SEASONS:
        return season(t, j, definite=True)
    if word in STEPPED:
        return stepped(t, j)
    return bare_year(t, j, sure=True) or calendar_date(t, j) or _day_or_definite(t, j)


def _day_or_definite(t: Tokens, j: int) -> Match | None:
    """Read a day or a stretch with "the" that itself has no part: "late on the 14th"."""
    if t.word(j) in DAY_WORDS:
        return day_word(t, j)
    head = t.word(j + 1) if t.word(j) == "the" else ""
    if head in SEASONS:
        return season(t, j + 1, definite=True)
    if head in ("next", "coming") and t.word(j + 2) in PERIODS:
        return from_here(STEPPED[head], PERIODS[t.word(j + 2)], j + 3)
    return day_of_month(t, j + 1) if head and head[0].isdigit() else None


def _nth(t: Tokens, i: int) -> Match | None:
    """Read "first week of June", "second half of 2025", "first quarter of next year"."""
    number = ORDINALS.get(t.word(i))
    if number is None:
        return None
    unit = t.word(i + 1)
    j = i + 3 if t.word(i + 2) == "of" else None
    if unit in ("week", "weekend") and j is not None:
        month = _month_whole(t, j)
        return None if month is None else (NthWeek(number, PERIODS[unit], month[0]), month[1])
    if unit in WEEKDAYS and t.word(i + 2) in ("of", "in"):
        month = _month_whole(t, i + 3)
        if month is None:
            return None
        return NthWeekday(number, WEEKDAYS[unit], month[0]), month[1]
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


def _end_named(t: Tokens, i: int) -> Match | None:
    """Read "year-end", "month's end", and the weekend of "a weekend summit"."""
    unit = PERIODS[t.word(i)]
    if unit == "weekend":
        return (Period(unit, None), i + 1) if t.word(i + 1) in _MEETINGS else None
    j = t.phrase(i + 1, "-", "end") or t.phrase(i + 1, "'", "s", "end")
    j = j or t.phrase(i + 1, "’", "s", "end")
    if j is None:
        return None
    return Part("end", Year() if unit == "year" else Period(unit)), j


def _week_of(t: Tokens, i: int) -> Match | None:
    """Read "week of June 9", "week beginning Monday", "weekend of 5-6 April"."""
    unit = PERIODS[t.word(i)]
    if unit not in ("week", "weekend"):
        return None
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

"""Date forms resolved against a report's own day and the direction of its sentence, as EDTF.

Notation: https://www.loc.gov/standards/datetime/ (ISO 8601-2:2019, levels 0 and 1, plus the
interval as a single value for "some day of that week").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TypeAlias

from onrecord.reading.date_forms import (
    Away,
    Day,
    Elsewhere,
    Form,
    FromAnother,
    Holiday,
    Lasting,
    Month,
    NthWeek,
    NthWeekday,
    Numeric,
    OneOf,
    Part,
    Period,
    Quarter,
    Range,
    RelativeDay,
    Roughly,
    Season,
    Vague,
    WeekBeside,
    Weekday,
    WeekOf,
    Year,
)
from onrecord.reading.date_placing import (
    NO_DAY,
    Frame,
    Unclear,
    day_or_none,
    months_stretch,
    place_day,
    place_holiday,
    place_month,
    place_season,
    place_weekday,
)
from onrecord.reading.date_stretches import (
    Stretch,
    day,
    days,
    month,
    months,
    nth_weekday,
    part_of,
    year,
)
from onrecord.reading.marks import Direction

Settled: TypeAlias = tuple[str, str | None]
_ELSEWHERE = Unclear("it is counted from another date in the text")
_ROUGH_FROM = 7
"""From so many days on, a count is a round number: "two weeks later"."""
_VAGUE = Unclear("it names no day, week or month")
_LIES_AHEAD = Unclear("it looks ahead, but what it dates lies back")
_OUTSIDE = Unclear("it lies outside the calendar")
_BACKWARDS = Unclear("it ends before it begins")


def settle(form: Form, frame: Frame) -> Settled | Unclear:
    """Resolve a form to an EDTF start and end; the end is None when no last date is named."""
    try:
        return _settle(form, frame)
    except (OverflowError, ValueError):
        return _OUTSIDE


def _settle(form: Form, frame: Frame) -> Settled | Unclear:
    if isinstance(form, Range):
        return _range(form, frame)
    if isinstance(form, Roughly):
        inner = _settle(form.form, frame)
        if isinstance(inner, Unclear):
            return inner
        start, end = inner
        return _rough(start), (None if end is None else _rough(end))
    if isinstance(form, Lasting):
        first = _stretch(form.first, frame)
        if isinstance(first, Unclear):
            return first
        last = first.first + dt.timedelta(days=form.days - 1)
        return first.edtf, last.isoformat()
    found = _stretch(form, frame)
    return found if isinstance(found, Unclear) else (found.edtf, None)


def _rough(edtf: str) -> str:
    """Mark a value approximate; of an interval, its first day ("as early as next week")."""
    return edtf.split("/", maxsplit=1)[0].rstrip("~") + "~"


def _range(form: Range, frame: Frame) -> Settled | Unclear:
    """Give a stretch from a first date to a last one.

    A range of calendar days lies ahead as long as its last day does: "June 12-14" in a report
    of June 13 is not next year's.
    """
    last: Stretch | Unclear
    if frame.direction == "forward" and isinstance(form.last, (Day, Month)):
        last = _stretch(form.last, frame)
        if isinstance(last, Unclear):
            return last
        first = _stretch(form.first, replace(frame, direction="backward", near=last.last))
        if isinstance(first, Unclear):
            return first
    else:
        first = _stretch(form.first, frame)
        if isinstance(first, Unclear):
            return first
        last = _stretch(form.last, replace(frame, direction="forward", near=first.first))
        if isinstance(last, Unclear):
            return last
    return (first.edtf, last.edtf) if first.first <= last.last else _BACKWARDS


def _stretch(form: Form, frame: Frame) -> Stretch | Unclear:
    """Give the stretch of days that a form other than a range means."""
    match form:
        case Day():
            return place_day(form, frame)
        case Numeric():
            return _numeric(form, frame)
        case Month():
            return place_month(form, frame)
        case Year(number=int(number)):
            return year(number)
        case Elsewhere():
            return _ELSEWHERE
        case FromAnother():
            return _from_another(form, frame)
        case Vague():
            return _VAGUE
        case Part():
            return _part(form, frame)
        case WeekOf():
            return _week_of(form, frame)
        case WeekBeside():
            return _week_beside(form, frame)
        case NthWeek():
            return _nth_week(form, frame)
        case NthWeekday():
            return _nth_weekday(form, frame)
        case OneOf():
            return _one_of(form, frame)
        case Holiday():
            return place_holiday(form, frame)
        case Season():
            return place_season(form, frame)
        case Quarter():
            return _quarter(form, frame)
        case Range() | Lasting() | Roughly():
            return Unclear("it is a range inside another date")
    if frame.published is None:
        return NO_DAY
    match form:
        case Year():
            return year(frame.published.year + form.step)
        case RelativeDay():
            return _relative_day(form, frame.published)
        case Weekday():
            return day(place_weekday(form, frame, frame.published))
        case Away():
            return _away(form, frame, frame.published)
        case Period():
            return _period(form, frame.direction, frame.published)


def _from_another(form: FromAnother, frame: Frame) -> Stretch | Unclear:
    """Count from the other date, which has to be one day; weeks are as rough as people say them."""
    other = _stretch(form.other, frame)
    if isinstance(other, Unclear) or other.first != other.last:
        return _ELSEWHERE
    if form.weekday is None:
        rough = "~" in other.edtf or abs(form.days) >= _ROUGH_FROM
        return day(other.first + dt.timedelta(days=form.days), rough=rough)
    way = 1 if form.days > 0 else -1
    between = (way * (form.weekday - other.first.weekday())) % 7 or 7
    return day(other.first + dt.timedelta(days=way * between))


def _relative_day(form: RelativeDay, published: dt.date) -> Stretch:
    """Give "today" or "yesterday"; a number beside it outranks it when it is that of a day near.

    A report that came out a day late still says "this morning (28)".
    """
    at = published + dt.timedelta(days=form.days)
    near = [at + dt.timedelta(days=d) for d in (0, -1, 1, -2, 2)]
    return day(next((d for d in near if d.day == form.number), at))


def _numeric(form: Numeric, frame: Frame) -> Stretch | Unclear:
    """Give the day of "05/03/2024"; a figure above 12 can only be the day."""
    number, month_number = form.second, form.first
    if (frame.day_first and form.second <= 12) or form.first > 12:
        number, month_number = form.first, form.second
    found = day_or_none(form.year, month_number, number) if month_number <= 12 else None
    return day(found) if found else Unclear("there is no such day")


def _away(form: Away, frame: Frame, published: dt.date) -> Stretch | Unclear:
    """Give a count of units from the report's day: exact for a few days, approximate beyond."""
    if form.count > 0 and frame.direction == "backward":
        return _LIES_AHEAD
    if form.unit == "year":
        there = year(published.year + form.count)
        if form.at_most:
            return Stretch(published, there.last, f"{published:%Y}/{there.edtf}")
        return replace(there, edtf=there.edtf + "~")
    if form.unit == "month":
        at = months(published, form.count)
        if form.at_most:
            last = min(month(at.year, at.month).last.day, published.day)
            return days(published, at.replace(day=last))
        return replace(month(at.year, at.month), edtf=f"{at:%Y-%m}~")
    length = form.count * (7 if form.unit == "week" else 1)
    at = published + dt.timedelta(days=length)
    if form.at_most:
        return days(min(published, at), max(published, at))
    return day(at, rough=abs(length) >= 7)


def _period(form: Period, direction: Direction, published: dt.date) -> Stretch:
    """Give a week, weekend, month or quarter counted from the report's own."""
    monday = published - dt.timedelta(days=published.weekday())
    if form.unit == "week":
        first = monday + dt.timedelta(days=7 * (form.step or 0))
        last = first + dt.timedelta(days=6)
        if form.step == 0 and direction == "forward":
            first = published
            last = last if published < last else published + dt.timedelta(days=6)
        elif form.step == 0 and direction == "backward":
            last = published
        return days(first, last)
    if form.unit == "weekend":
        saturday = monday + dt.timedelta(days=5 + 7 * (form.step or 0))
        if not form.step and direction == "backward" and published < saturday:
            saturday -= dt.timedelta(days=7)
        return days(saturday, saturday + dt.timedelta(days=1))
    if form.unit == "quarter":
        at = months(published.replace(day=1), 3 * (form.step or 0))
        start = at.month - (at.month - 1) % 3
        return months_stretch(at.year, start, 3)
    at = months(published, form.step or 0)
    return month(at.year, at.month)


def _part(form: Part, frame: Frame) -> Stretch | Unclear:
    """Give a part of a longer stretch; "later" looks ahead and "earlier" back in any tense."""
    if form.piece == "later":
        frame = replace(frame, direction="forward")
    elif form.piece == "earlier":
        frame = replace(frame, direction="backward")
    elif isinstance(form.whole, Period) and form.whole.unit == "week":
        frame = replace(frame, direction="either")
    whole = _stretch(form.whole, frame)
    if isinstance(whole, Unclear):
        return whole
    return part_of(form.piece, whole, frame.published)


def _week_of(form: WeekOf, frame: Frame) -> Stretch | Unclear:
    """Give the week or weekend of a day: it begins on a Sunday or Monday that it names."""
    named = _stretch(form.day, frame)
    if isinstance(named, Unclear):
        return named
    at = named.first
    if form.unit == "weekend":
        saturday = at - dt.timedelta(days=1) if at.weekday() == 6 else at
        return days(saturday, saturday + dt.timedelta(days=1))
    first = at if at.weekday() == 6 else at - dt.timedelta(days=at.weekday())
    return days(first, first + dt.timedelta(days=6))


def _week_beside(form: WeekBeside, frame: Frame) -> Stretch | Unclear:
    """Give the seven days before or after a day."""
    named = _stretch(form.day, frame)
    if isinstance(named, Unclear):
        return named
    edges = [named.first + dt.timedelta(days=form.way * apart) for apart in (1, 7)]
    return days(min(edges), max(edges))


def _nth_week(form: NthWeek, frame: Frame) -> Stretch | Unclear:
    """Give the nth week of a month: the first is the 1st to the 7th, the last one ends it."""
    whole = _stretch(form.month, frame)
    if isinstance(whole, Unclear):
        return whole
    if form.unit == "weekend":
        saturday = nth_weekday(whole, 5, form.number)
        return days(saturday, saturday + dt.timedelta(days=1))
    if form.number < 0:
        return days(whole.last - dt.timedelta(days=6), whole.last)
    first = whole.first + dt.timedelta(days=7 * (form.number - 1))
    return days(first, first + dt.timedelta(days=6))


def _nth_weekday(form: NthWeekday, frame: Frame) -> Stretch | Unclear:
    """Give the nth weekday of a month: "the first Tuesday in November"."""
    whole = _stretch(form.month, frame)
    if isinstance(whole, Unclear):
        return whole
    return day(nth_weekday(whole, form.weekday, form.number))


def _one_of(form: OneOf, frame: Frame) -> Stretch | Unclear:
    """Give one of two dates: an interval that holds both."""
    first = _stretch(form.first, frame)
    if isinstance(first, Unclear):
        return first
    last = _stretch(form.last, replace(frame, direction="forward", near=first.first))
    if isinstance(last, Unclear):
        return last
    if last.last < first.first:
        return _BACKWARDS
    return Stretch(first.first, last.last, f"{first.edtf}/{last.edtf}")


def _quarter(form: Quarter, frame: Frame) -> Stretch | Unclear:
    whole = _stretch(form.year or Year(), frame)
    if isinstance(whole, Unclear):
        return whole
    return months_stretch(whole.first.year, 3 * form.number - 2, 3)

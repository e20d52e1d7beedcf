"""Date forms resolved against a report's own day and the direction of its sentence, as EDTF.

Notation: https://www.loc.gov/standards/datetime/ (ISO 8601-2:2019, levels 0 and 1, plus the
interval as a single value for "some day of that week").
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import TypeAlias

from onrecord.reading.date_forms import (
    Away,
    Day,
    Elsewhere,
    Form,
    Holiday,
    Lasting,
    Month,
    NthWeek,
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
    Weekday,
    WeekOf,
    Year,
)
from onrecord.reading.date_holidays import holiday
from onrecord.reading.date_stretches import (
    Stretch,
    day,
    days,
    month,
    months,
    part_of,
    year,
)
from onrecord.reading.marks import Direction


@dataclass(frozen=True, slots=True)
class Frame:
    """What a date is resolved against.

    `published` is the report's day or None. `near` is the day that an open date is placed by
    when it is not the report's own (the end of a range is placed by its start).
    """

    published: dt.date | None
    direction: Direction
    near: dt.date | None = None
    day_first: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """A date that cannot be resolved, with the reason."""

    reason: str


Settled: TypeAlias = tuple[str, str | None]

_NO_DAY = Unclear("the report's own date is not known")
_ELSEWHERE = Unclear("it is counted from another date in the text")
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
    """Give the value marked approximate; of an interval, its first day ("as early as next week")."""
    return edtf.split("/")[0].rstrip("~") + "~"


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
            return _calendar_day(form, frame)
        case Numeric():
            return _numeric(form, frame)
        case Month():
            return _month(form, frame)
        case Year(number=int(number)):
            return year(number)
        case Elsewhere():
            return _ELSEWHERE
        case Vague():
            return _VAGUE
        case Part():
            return _part(form, frame)
        case WeekOf():
            return _week_of(form, frame)
        case NthWeek():
            return _nth_week(form, frame)
        case OneOf():
            return _one_of(form, frame)
        case Holiday():
            return _holiday(form, frame)
        case Season():
            return _season(form, frame)
        case Quarter():
            return _quarter(form, frame)
        case Range() | Lasting() | Roughly():
            return Unclear("it is a range inside another date")
    if frame.published is None:
        return _NO_DAY
    match form:
        case Year():
            return year(frame.published.year + form.step)
        case RelativeDay():
            return day(frame.published + dt.timedelta(days=form.days))
        case Weekday():
            return day(_weekday(form, frame, frame.published))
        case Away():
            return _away(form, frame, frame.published)
        case Period():
            return _period(form, frame.direction, frame.published)


def _weekday(form: Weekday, frame: Frame, published: dt.date) -> dt.date:
    """Give the day that a weekday means.

    "next Friday" is the one of the coming calendar week: for the one of this week a report
    writes "Friday". "last Friday" is the latest before the report's day.
    """
    monday = published - dt.timedelta(days=published.weekday())
    if form.week is not None:
        return monday + dt.timedelta(days=7 * form.week + form.weekday)
    if form.step > 0:
        return monday + dt.timedelta(days=7 + form.weekday)
    base = frame.near or published
    if form.step < 0:
        return base - dt.timedelta(days=(base.weekday() - form.weekday - 1) % 7 + 1)
    ahead = (form.weekday - base.weekday()) % 7
    if form.further:
        return base + dt.timedelta(days=ahead + 7 * form.further)
    back = (base.weekday() - form.weekday) % 7
    if frame.direction == "backward" or (frame.direction == "either" and back < ahead):
        return base - dt.timedelta(days=back)
    return base + dt.timedelta(days=ahead)


def _calendar_day(form: Day, frame: Frame) -> Stretch | Unclear:
    """Give the day of "5 March 2024", of "5 March", of "the 14th", of "Monday, 25 March"."""
    place = form.month
    if isinstance(place, Month) and place.year is not None and place.year.number is not None:
        found = _day_or_none(place.year.number, place.month, form.day)
        return day(found) if found else _no_such_day(form.day, place.month, place.year.number)
    base = frame.near or frame.published
    if base is None or frame.published is None:
        return _NO_DAY
    if form.recalled:
        frame = replace(frame, direction="backward")
    if isinstance(place, Month) and place.year is None:
        return _day_of_unsaid_year(form, place, frame, base)
    if isinstance(place, Month):
        said = frame.published.year + (place.year.step if place.year else 0)
        found = _day_or_none(said, place.month, form.day)
        return day(found) if found else _no_such_day(form.day, place.month, said)
    if isinstance(place, Period):
        at = months(frame.published, place.step or 0)
        found = _day_or_none(at.year, at.month, form.day)
        return day(found) if found else _no_such_day(form.day, at.month, at.year)
    firsts = [months(base, n) for n in range(-3, 4)]
    found_days = [_day_or_none(at.year, at.month, form.day) for at in firsts]
    return _placed(found_days, form.weekday, frame.direction, base)


def _day_of_unsaid_year(form: Day, place: Month, frame: Frame, base: dt.date) -> Stretch | Unclear:
    """Give the day of "5 March": in the year that the direction, or the weekday beside it, asks for."""
    years = range(max(1, base.year - 8), min(9999, base.year + 8) + 1)
    candidates = [_day_or_none(number, place.month, form.day) for number in years]
    if place.step < 0:
        candidates = [found for found in candidates if found and found < base]
        return _placed(candidates, None, "backward", base)
    if place.step > 0:
        candidates = [found for found in candidates if found and found > base]
        return _placed(candidates, None, "forward", base)
    return _placed(candidates, form.weekday, frame.direction, base)


def _placed(
    candidates: list[dt.date | None], weekday: int | None, direction: Direction, base: dt.date
) -> Stretch | Unclear:
    """Give the candidate that the direction asks for; one on the weekday named beside it comes first.

    A named weekday outranks the direction when it fits a day within the year: "Monday, March 25"
    in a report of 1 April 2024 is a week ago, whatever the sentence seems to say.
    """
    real = [found for found in candidates if found is not None]
    if weekday is not None:
        fitting = [
            found
            for found in real
            if found.weekday() == weekday and abs((found - base).days) <= 366
        ]
        real = fitting or real
    if direction == "forward":
        real = [found for found in real if found >= base] or (real if weekday is not None else [])
    elif direction == "backward":
        real = [found for found in real if found <= base] or (real if weekday is not None else [])
    if not real:
        return Unclear("there is no such day")
    return day(min(real, key=lambda found: (abs((found - base).days), found)))


def _numeric(form: Numeric, frame: Frame) -> Stretch | Unclear:
    """Give the day of "05/03/2024"; a figure above 12 can only be the day."""
    number, month_number = form.second, form.first
    if (frame.day_first and form.second <= 12) or form.first > 12:
        number, month_number = form.first, form.second
    found = _day_or_none(form.year, month_number, number) if month_number <= 12 else None
    return day(found) if found else Unclear("there is no such day")


def _month(form: Month, frame: Frame) -> Stretch | Unclear:
    """Give the month of "March 2024", or of "March" by the direction; the current one counts for both."""
    if form.year is not None and form.year.number is not None:
        return month(form.year.number, form.month)
    base = frame.near or frame.published
    if base is None or frame.published is None:
        return _NO_DAY
    if form.year is not None:
        return month(frame.published.year + form.year.step, form.month)
    ahead = (form.month - base.month) % 12
    back = (base.month - form.month) % 12
    if form.step:
        at = months(base, (ahead or 12) if form.step > 0 else -(back or 12))
    elif frame.direction == "backward" or (frame.direction == "either" and back < ahead):
        at = months(base, -back)
    else:
        at = months(base, ahead)
    return month(at.year, at.month)


def _away(form: Away, frame: Frame, published: dt.date) -> Stretch | Unclear:
    """Give a count of units from the report's day: exact for a few days, approximate beyond."""
    if form.count > 0 and frame.direction == "backward":
        return _LIES_AHEAD
    if form.unit == "year":
        there = year(published.year + form.count)
        return replace(there, edtf=there.edtf + "~")
    if form.unit == "month":
        at = months(published, form.count)
        if form.at_most:
            return days(published, month(at.year, at.month).last)
        return replace(month(at.year, at.month), edtf=f"{at:%Y-%m}~")
    length = form.count * (7 if form.unit == "week" else 1)
    at = published + dt.timedelta(days=length)
    if form.at_most:
        return days(published, at)
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
        return _months_stretch(at.year, start, 3)
    at = months(published, form.step or 0)
    return month(at.year, at.month)


def _part(form: Part, frame: Frame) -> Stretch | Unclear:
    """Give a part of a longer stretch. "later" looks ahead and "earlier" back, whatever the tense."""
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


def _nth_week(form: NthWeek, frame: Frame) -> Stretch | Unclear:
    """Give the nth week of a month by its days: the first is the 1st to the 7th, the last ends it."""
    whole = _stretch(form.month, frame)
    if isinstance(whole, Unclear):
        return whole
    if form.unit == "weekend":
        saturdays = [
            whole.first + dt.timedelta(days=n)
            for n in range((whole.last - whole.first).days + 1)
            if (whole.first + dt.timedelta(days=n)).weekday() == 5
        ]
        saturday = saturdays[form.number - 1 if form.number > 0 else -1]
        return days(saturday, saturday + dt.timedelta(days=1))
    if form.number < 0:
        return days(whole.last - dt.timedelta(days=6), whole.last)
    first = whole.first + dt.timedelta(days=7 * (form.number - 1))
    return days(first, first + dt.timedelta(days=6))


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


def _holiday(form: Holiday, frame: Frame) -> Stretch | Unclear:
    """Give the day of a holiday, in the year said or the one that the direction asks for."""
    if form.year is not None and form.year.number is not None:
        return day(holiday(form.key, form.year.number))
    base = frame.near or frame.published
    if base is None or frame.published is None:
        return _NO_DAY
    if form.year is not None:
        return day(holiday(form.key, frame.published.year + form.year.step))
    years = range(max(1, base.year - 1), min(9999, base.year + 1) + 1)
    candidates: list[dt.date | None] = [holiday(form.key, number) for number in years]
    if form.step:
        ahead = form.step > 0
        strictly = [at for at in candidates if at and (at > base if ahead else at < base)]
        return _placed(list(strictly), None, "forward" if ahead else "backward", base)
    return _placed(candidates, None, frame.direction, base)


def _season(form: Season, frame: Frame) -> Stretch | Unclear:
    """Give the months of a season; the winter of a year begins in its December."""
    if form.year is not None and form.year.number is not None:
        return _months_stretch(form.year.number, form.first_month, 3)
    base = frame.near or frame.published
    if base is None:
        return _NO_DAY
    around = [_months_stretch(base.year + n, form.first_month, 3) for n in (-1, 0, 1)]
    current = next((season for season in around if season.first <= base <= season.last), None)
    if form.year is not None:
        return current if current and form.year.step == 0 else around[1 + form.year.step]
    if form.step:
        if form.step > 0:
            return next(season for season in around if season.first > base)
        return next(season for season in reversed(around) if season.last < base)
    if frame.direction == "backward":
        return next(season for season in reversed(around) if season.first <= base)
    return next(season for season in around if season.last >= base)


def _quarter(form: Quarter, frame: Frame) -> Stretch | Unclear:
    whole = _stretch(form.year or Year(), frame)
    if isinstance(whole, Unclear):
        return whole
    return _months_stretch(whole.first.year, 3 * form.number - 2, 3)


def _months_stretch(first_year: int, first_month: int, length: int) -> Stretch:
    """Give a run of whole months as an interval: "2024-01/2024-03"."""
    first = dt.date(first_year, first_month, 1)
    at = months(first, length - 1)
    last = month(at.year, at.month)
    return Stretch(first, last.last, f"{month(first_year, first_month).edtf}/{last.edtf}")


def _day_or_none(number: int, month_number: int, day_number: int) -> dt.date | None:
    """Give the date, or None when the month has no such day."""
    if not 1 <= number <= 9999 or day_number > calendar.monthrange(number, month_number)[1]:
        return None
    return dt.date(number, month_number, day_number)


def _no_such_day(day_number: int, month_number: int, number: int) -> Unclear:
    return Unclear(f"there is no {day_number} {calendar.month_name[month_number]} {number}")

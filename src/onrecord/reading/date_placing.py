"""Open dates placed: which Monday, which 5 March, which summer the direction asks for."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from onrecord.reading.date_forms import Day, Holiday, Month, Period, Season, Weekday, Year
from onrecord.reading.date_holidays import holiday
from onrecord.reading.date_stretches import Stretch, day, month, months
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


_TEN_MONTHS = dt.timedelta(days=300)
_FAR_AHEAD = 9
_A_YEAR = dt.timedelta(days=400)
NO_DAY = Unclear("the report's own date is not known")
"""Only a date that names its year stands without a publication date."""


def place_weekday(form: Weekday, frame: Frame, published: dt.date) -> dt.date:
    """Give the day that a weekday means.

    "next Friday" is the one of the coming calendar week: for the one of this week a report
    writes "Friday". "last Friday" is the latest before the report's day. "this Friday" is the
    nearest: a visit "due this Friday" is called off ahead of it, though the step lies back.
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
    if form.this and frame.direction == "backward" and ahead < back:
        return base + dt.timedelta(days=ahead)
    if frame.direction == "backward" or (frame.direction == "either" and back < ahead):
        return base - dt.timedelta(days=back)
    return base + dt.timedelta(days=ahead)


def place_day(form: Day, frame: Frame) -> Stretch | Unclear:
    """Give the day of "5 March 2024", of "5 March", of "the 14th", of "Monday, 25 March"."""
    base = frame.near or frame.published
    match form.month:
        case Month(month=number, year=Year(number=int(said))):
            return _day_in(said, number, form.day)
        case Month(month=number, year=Year(step=step)) if frame.published is not None:
            return _day_in(frame.published.year + step, number, form.day)
        case Period(step=step) if frame.published is not None:
            at = months(frame.published, step or 0)
            return _day_in(at.year, at.month, form.day)
        case Month(year=None) as place if base is not None:
            return _day_of_unsaid_year(form, place, frame, base)
        case None if base is not None:
            around = [months(base, n) for n in range(-3, 4)]
            candidates = [day_or_none(at.year, at.month, form.day) for at in around]
            return _placed(candidates, form.weekday, frame.direction, base)
    return NO_DAY


def _day_of_unsaid_year(form: Day, place: Month, frame: Frame, base: dt.date) -> Stretch | Unclear:
    """Give the day of "5 March", in the year that direction or the weekday beside it asks for.

    A newspaper leaves out the year only of a day in its own or a near one: a report of 20 March
    that says "the visit planned for 5 March" means this month's, though a plan looks ahead.
    """
    direction = "backward" if form.recalled else frame.direction
    years = range(max(1, base.year - 8), min(9999, base.year + 8) + 1)
    candidates = [day_or_none(number, place.month, form.day) for number in years]
    if place.step:
        ahead = place.step > 0
        strictly = [at for at in candidates if at and (at > base if ahead else at < base)]
        return _placed([*strictly], None, "forward" if ahead else "backward", base)
    placed = _placed(candidates, form.weekday, direction, base)
    if isinstance(placed, Unclear) or frame.near is not None or form.recalled:
        return placed
    if placed.first.year == base.year or abs(placed.first - base) <= _TEN_MONTHS:
        return placed
    return _placed(candidates, form.weekday, "either", base)


def _placed(
    candidates: list[dt.date | None], weekday: int | None, direction: Direction, base: dt.date
) -> Stretch | Unclear:
    """Give the candidate that the direction asks for; one on the weekday beside it comes first.

    A named weekday outranks the direction when it fits a day within the year: "Monday, March 25"
    in a report of 1 April 2024 is a week ago, whatever the sentence seems to say.
    """
    real = [found for found in candidates if found is not None]
    if weekday is not None:
        fitting = [
            found for found in real if found.weekday() == weekday and abs(found - base) <= _A_YEAR
        ]
        real = fitting or real
    if direction == "forward":
        real = [found for found in real if found >= base] or (real if weekday is not None else [])
    elif direction == "backward":
        real = [found for found in real if found <= base] or (real if weekday is not None else [])
    if not real:
        return Unclear("there is no such day")
    return day(min(real, key=lambda found: (abs((found - base).days), found)))


def place_month(form: Month, frame: Frame) -> Stretch | Unclear:
    """Give the month of "March 2024", or of "March": the current one lies both ways.

    "Had been due in late November", said in December, is last month's, though a plan looks ahead:
    of the one to come a report says "next November". A month of this year stays ahead.
    """
    if form.year is not None and form.year.number is not None:
        return month(form.year.number, form.month)
    base = frame.near or frame.published
    if base is None:
        return NO_DAY
    if form.year is not None:
        return month((frame.published or base).year + form.year.step, form.month)
    ahead = (form.month - base.month) % 12
    back = (base.month - form.month) % 12
    if form.step:
        at = months(base, (ahead or 12) if form.step > 0 else -(back or 12))
    elif frame.direction == "backward" or (frame.direction == "either" and back < ahead):
        at = months(base, -back)
    else:
        next_years = base.month + ahead > 12 and frame.near is None
        at = months(base, -back if next_years and ahead >= _FAR_AHEAD else ahead)
    return month(at.year, at.month)


def place_holiday(form: Holiday, frame: Frame) -> Stretch | Unclear:
    """Give the day of a holiday, in the year said or the one that the direction asks for."""
    if form.year is not None and form.year.number is not None:
        return day(holiday(form.key, form.year.number))
    base = frame.near or frame.published
    if base is None:
        return NO_DAY
    if form.year is not None:
        return day(holiday(form.key, (frame.published or base).year + form.year.step))
    years = range(max(1, base.year - 1), min(9999, base.year + 1) + 1)
    candidates: list[dt.date | None] = [holiday(form.key, number) for number in years]
    if form.step:
        ahead = form.step > 0
        strictly = [at for at in candidates if at and (at > base if ahead else at < base)]
        return _placed(list(strictly), None, "forward" if ahead else "backward", base)
    return _placed(candidates, None, frame.direction, base)


def place_season(form: Season, frame: Frame) -> Stretch | Unclear:
    """Give the months of a season; the winter of a year begins in its December."""
    if form.year is not None and form.year.number is not None:
        return months_stretch(form.year.number, form.first_month, 3)
    base = frame.near or frame.published
    if base is None:
        return NO_DAY
    around = [months_stretch(base.year + n, form.first_month, 3) for n in (-1, 0, 1)]
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


def day_or_none(number: int, month_number: int, day_number: int) -> dt.date | None:
    """Give the date, or None when the month has no such day."""
    if not 1 <= number <= 9999 or day_number > calendar.monthrange(number, month_number)[1]:
        return None
    return dt.date(number, month_number, day_number)


def _day_in(year: int, month_number: int, day_number: int) -> Stretch | Unclear:
    """Give a day of a month of a year, if there is one."""
    found = day_or_none(year, month_number, day_number)
    if found is None:
        return Unclear(f"there is no {day_number} {calendar.month_name[month_number]} {year}")
    return day(found)


def months_stretch(first_year: int, first_month: int, length: int) -> Stretch:
    """Give a run of whole months as an interval: "2024-01/2024-03"."""
    first = dt.date(first_year, first_month, 1)
    at = months(first, length - 1)
    last = month(at.year, at.month)
    return Stretch(first, last.last, f"{month(first_year, first_month).edtf}/{last.edtf}")

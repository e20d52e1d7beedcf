"""Stretches of days with their EDTF notation, and the parts of them."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from onrecord.reading.date_forms import Piece

_THIRDS = {"early": (1, 4), "middle": (5, 8), "late": (9, 12)}
_HALVES = {"first_half": (1, 6), "second_half": (7, 12)}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both included, with the notation that claims no more."""

    first: dt.date
    last: dt.date
    edtf: str


def day(at: dt.date, *, rough: bool = False) -> Stretch:
    """Give one day, marked approximate if `rough`."""
    return Stretch(at, at, at.isoformat() + ("~" if rough else ""))


def days(first: dt.date, last: dt.date) -> Stretch:
    """Give some time from one day to another, as an interval."""
    if first >= last:
        return day(first)
    return Stretch(first, last, f"{first.isoformat()}/{last.isoformat()}")


def month(number: int, month_number: int) -> Stretch:
    """Give a whole month of a year."""
    first = dt.date(number, month_number, 1)
    last = first.replace(day=calendar.monthrange(number, month_number)[1])
    return Stretch(first, last, f"{number:04d}-{month_number:02d}")


def year(number: int) -> Stretch:
    """Give a whole year."""
    return Stretch(dt.date(number, 1, 1), dt.date(number, 12, 31), f"{number:04d}")


def months(at: dt.date, count: int) -> dt.date:
    """Give the first day of the month `count` months away from that of `at`."""
    index = at.year * 12 + at.month - 1 + count
    return dt.date(index // 12, index % 12 + 1, 1)


def nth_weekday(whole: Stretch, weekday: int, number: int) -> dt.date:
    """Give the nth weekday of a month (Monday is 0); -1 asks for the last one."""
    if number < 0:
        return whole.last - dt.timedelta(days=(whole.last.weekday() - weekday) % 7)
    first = whole.first + dt.timedelta(days=(weekday - whole.first.weekday()) % 7)
    return first + dt.timedelta(days=7 * (number - 1))


def part_of(piece: Piece, whole: Stretch, published: dt.date | None) -> Stretch:
    """Give the part of a stretch that a word like "early" cuts out.

    `published` bounds "later this week" and "earlier this week" to the days after and before it;
    of months and years those keep the whole, since "later this month" claims nothing finer.
    """
    length = (whole.last - whole.first).days + 1
    if piece in ("later", "earlier"):
        return _side(piece, whole, published) if length <= 7 else whole
    if length <= 2:
        return whole
    if length <= 7:
        return _part_of_week(piece, whole)
    if length <= 31:
        return _part_of_month(piece, whole)
    return _part_of_year(piece, whole)


def _side(piece: Piece, week: Stretch, published: dt.date | None) -> Stretch:
    if published is None or not week.first <= published <= week.last:
        return week
    one = dt.timedelta(days=1)
    if piece == "later":
        return days(min(published + one, week.last), week.last)
    return days(week.first, max(published - one, week.first))


def _part_of_week(piece: Piece, week: Stretch) -> Stretch:
    """Cut a week: early is about its Monday, late its Thursday; weeks in the news end on Friday."""
    start = {"beginning": 0, "early": 0, "first_half": 0, "middle": 2, "late": 3, "end": 4}
    monday = week.first - dt.timedelta(days=week.first.weekday())
    return day(monday + dt.timedelta(days=start.get(piece, 3)), rough=True)


def _part_of_month(piece: Piece, whole: Stretch) -> Stretch:
    """Cut a month: mid-March is about the 15th; its ends have no finer notation than the month."""
    if piece == "middle":
        return day(whole.first.replace(day=15), rough=True)
    if piece == "first_half":
        return days(whole.first, whole.first.replace(day=15))
    if piece == "second_half":
        return days(whole.first.replace(day=16), whole.last)
    return replace(whole, edtf=whole.edtf.rstrip("~") + "~")


def _part_of_year(piece: Piece, whole: Stretch) -> Stretch:
    """Give a third or half of a year as an interval; its beginning or end as the month there."""
    first, last = whole.first, whole.last
    if piece == "beginning":
        return replace(month(first.year, first.month), edtf=f"{first:%Y-%m}~")
    if piece == "end":
        return replace(month(last.year, last.month), edtf=f"{last:%Y-%m}~")
    if (first.month, last.month, first.year) != (1, 12, last.year):
        edge = last if piece in ("late", "second_half") else first
        return whole if piece == "middle" else replace(whole, edtf=f"{edge:%Y-%m}~")
    one, other = (_THIRDS | _HALVES)[piece]
    start, end = month(first.year, one), month(first.year, other)
    return Stretch(start.first, end.last, f"{start.edtf}/{end.edtf}")

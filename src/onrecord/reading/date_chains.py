"""Dates counted from one another: "They met on Thursday; a day later they signed" is two days.

What such a phrase counts from stands in the text, nearly always as the date named last. Where it
leads to an event ("on Thursday, a day after the two had met") the event is the one it dates, since
what the count starts from has its date already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.date_forms import (
    Away,
    Day,
    Elsewhere,
    Form,
    FromAnother,
    Holiday,
    Lasting,
    Month,
    Numeric,
    OneOf,
    Part,
    Quarter,
    Range,
    RelativeDay,
    Roughly,
    Season,
    Weekday,
    Year,
)
from onrecord.terms import Span

Placed = tuple[Span, Form]

_ONE_DAY = (Day, Numeric, Weekday, RelativeDay, Holiday, FromAnother)
_FAR = 400
"""Code points within which the date named last is still the one that is meant."""
_CLOSE = 50
_STOP = re.compile(r"[.!?]['\"”’)]*\s|\n|[;:]")
_CLAUSE = re.compile(r"[,;:.!?\n()–—]|\s-\s")


def chained(placed: Sequence[Placed], text: str) -> list[Form]:
    """Give the form of each phrase, with those counted from another tied to that one's form.

    `placed` are the phrases of `text` in its order, with their places. One for which nothing to
    count from is found stays an `Elsewhere`, which does not resolve.
    """
    settled = _with_years(placed)
    for k, (span, form) in enumerate(placed):
        if not isinstance(form, Elsewhere) or form.days is None:
            continue
        before, after = _before(k, placed, settled), _after(k, placed)
        if not form.event:
            tied = before if before is not None and span.start - before[0].end <= _FAR else None
            days = form.days
        elif after is not None and _in_one_clause(span, after[0], text):
            tied, days = after, form.days  # "two days after Sunday's talks"
        else:
            tied, days = _of_its_sentence(span, before, after, text), -form.days
        if tied is not None:
            settled[k] = FromAnother(tied[1], days, form.weekday)
    return settled


def _with_years(placed: Sequence[Placed]) -> list[Form]:
    """Give the forms with "that year" made the year named last; `Elsewhere` where none was.

    "Lis was in Oslo in 2005. On 9 May that year he left."
    """
    found: list[Form] = []
    last: tuple[int, Year] | None = None
    for span, form in placed:
        year = _year_in(form)
        if year is not None and year.other:
            known = last[1] if last is not None and span.start - last[0] <= _FAR else None
            form = Elsewhere() if known is None else _in_year(form, known)  # noqa: PLW2901
            year = _year_in(form)
        if year is not None:
            last = (span.end, year)
        found.append(form)
    return found


def _year_in(form: Form) -> Year | None:
    """Give the year that a form names, of a range that of its end; None where it names none."""
    match form:
        case Year():
            return form
        case Month(year=year) | Holiday(year=year) | Season(year=year) | Quarter(year=year):
            return year
        case Numeric(year=number):
            return Year(number)
        case Day(month=Month(year=year)):
            return year
        case Away(count=count, unit="year", at_most=False):
            return Year(step=count)
        case Part(whole=inner) | Roughly(form=inner) | Lasting(first=inner):
            return _year_in(inner)
        case Range(last=inner) | OneOf(last=inner):
            return _year_in(inner)
    return None


def _in_year(form: Form, year: Year) -> Form:
    """Give a form with "that year" put in its place."""
    match form:
        case Year():
            return _shifted(form, year)
        case Month(year=Year() as said):
            return replace(form, year=_shifted(said, year))
        case Day(month=Month(year=Year() as said) as month):
            return replace(form, month=replace(month, year=_shifted(said, year)))
        case Part(whole=inner):
            return replace(form, whole=_in_year(inner, year))
        case Roughly(form=inner):
            return replace(form, form=_in_year(inner, year))
        case Lasting(first=inner):
            return replace(form, first=_in_year(inner, year))
        case Range(first=first, last=last) | OneOf(first=first, last=last):
            return replace(form, first=_in_year(first, year), last=_in_year(last, year))
    return form


def _shifted(said: Year, year: Year) -> Year:
    if not said.other:
        return said
    if year.number is None:
        return Year(step=year.step + said.step)
    return Year(year.number + said.step)


def _before(k: int, placed: Sequence[Placed], settled: Sequence[Form]) -> Placed | None:
    """Give the phrase named last before the kth; None when it names no single day.

    One that dates what a count leads to is passed over: "On Thursday, a day after the vote, ...
    The next day" counts from Thursday.
    """
    for at in range(k - 1, -1, -1):
        form = placed[at][1]
        if isinstance(form, Elsewhere) and form.event:
            continue
        return (placed[at][0], settled[at]) if isinstance(settled[at], _ONE_DAY) else None
    return None


def _after(k: int, placed: Sequence[Placed]) -> Placed | None:
    if k + 1 == len(placed) or not isinstance(placed[k + 1][1], _ONE_DAY):
        return None
    return placed[k + 1]


def _in_one_clause(span: Span, other: Span, text: str) -> bool:
    between = text[span.end : other.start]
    return len(between) <= _CLOSE and _CLAUSE.search(between) is None


def _of_its_sentence(
    span: Span, before: Placed | None, after: Placed | None, text: str
) -> Placed | None:
    """Give the date of the clause that a count hangs on: that before it, else that after it."""
    if before is not None and _STOP.search(text[before[0].end : span.start]) is None:
        return before
    if after is not None and _STOP.search(text[span.end : after[0].start]) is None:
        return after
    return None

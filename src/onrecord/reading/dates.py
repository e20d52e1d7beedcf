"""Newspaper dates: find the phrases, and resolve them against the day of publication and the tense.

Finding is one thing, resolving another: the words are the same whether a visit is to come or is
over, and only the sentence they stand in tells which. So `find_dates` asks for no date at all.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onrecord.reading.date_chains import chained
from onrecord.reading.date_forms import Form
from onrecord.reading.date_grammar import find_forms
from onrecord.reading.date_placing import Frame, Unclear
from onrecord.reading.date_resolving import settle
from onrecord.reading.date_tokens import Tokens
from onrecord.reading.marks import Direction, ResolvedDate
from onrecord.terms import Span


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date phrase as written: its place, its words, and the form that the grammar read in it."""

    span: Span
    text: str
    form: Form


def find_dates(text: str, start: int = 0, end: int | None = None) -> tuple[DatePhrase, ...]:
    """Find every date phrase in a text, or in the part of it from `start` to `end`.

    Phrases come in text order, do not overlap, and are as long as they can be; none crosses the
    end of a paragraph. Offsets are code points into `text`; `end` None means its end. Words
    outside the part are not looked at.
    """
    tokens = Tokens(text, start, len(text) if end is None else end)
    placed = [
        (Span(tokens.start[first], tokens.end[after - 1]), form)
        for form, first, after in find_forms(tokens)
    ]
    return tuple(
        DatePhrase(span, text[span.start : span.end], form)
        for (span, _), form in zip(placed, chained(placed, text), strict=True)
    )


def resolve(
    phrase: DatePhrase,
    published: dt.date | None,
    direction: Direction,
    *,
    day_first: bool = False,
) -> ResolvedDate:
    """Resolve a date phrase to EDTF, with the precision of its words.

    `published` is the report's own day, None when unknown: only dates that name their year then
    resolve. `direction` says where an open date ("on Monday", "5 March") lies: `forward` on or
    after the report's day, `backward` on or before it, `either` whichever is nearer. `day_first`
    reads "05/03/2024" as 5 March. When the phrase is one stretch of time of which no edge is
    claimed ("next week"), `start` is an EDTF interval and `end` None; when it runs from a first
    to a last date, they are `start` and `end`. `start` is None when the phrase cannot be
    resolved, and `reason` then says why; a date is never filled in from `published` alone.
    Source of the notation: EDTF (ISO 8601-2:2019, https://www.loc.gov/standards/datetime/).
    """
    settled = settle(phrase.form, Frame(published, direction, day_first=day_first))
    if isinstance(settled, Unclear):
        return ResolvedDate(phrase.span, phrase.text, reason=settled.reason)
    start, end = settled
    return ResolvedDate(phrase.span, phrase.text, start, end)

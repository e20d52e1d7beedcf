"""By how long something was put off: "postponed by a week" has its new day, "indefinitely" none.

The conventions tell a moved engagement from one that is merely put off by whether there is a new
date. Counter-examples: "by several days" names none; and of "may slip by a week" it is not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.reading.acts import Act
from onrecord.reading.assembly import Dates, Weighed
from onrecord.reading.date_tokens import CARDINALS
from onrecord.reading.marks import ResolvedDate

_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": None}
"""Days of each unit; a month has no fixed number, and is a new date all the same."""
_ARTICLES = {"a": 1, "an": 1}
_UNTIL = frozenset({"until", "till"})
_FOR_GOOD = ("indefinitely", "sine die", "until further notice", "for an indefinite period")


def with_delays(stand: Sequence[Weighed], doc: Doc) -> list[Weighed]:
    """Give engagements with the state that the length of their delay says they are in.

    What was put off by so many days is rescheduled, to the day so many after the one that fell
    away where that is known; what was put off indefinitely, and has no new date, is postponed.
    """
    return [_delayed(one, doc) for one in stand]


def _delayed(one: Weighed, doc: Doc) -> Weighed:
    acts = [a for s in one.group.sightings for a in s.acts if _puts_off(a)]
    if one.dates is None or not acts:
        return one
    start, end, was_start, was_end = one.dates
    if one.status == "rescheduled" and start is None and any(_for_good(doc, a) for a in acts):
        return replace(one, status="postponed")
    until = {(d.start, d.end) for s in one.group.sightings for d in s.dates if _until(doc, d, acts)}
    if one.status == "postponed" and len(until) == 1:
        start, end = until.pop()
        return replace(one, status="rescheduled", dates=(start, end, *_unlike(start, one.dates)))
    lengths = {length for act in acts for length in _lengths(doc[act.carrier])}
    if one.status != "postponed" or len(lengths) != 1:
        return one
    if was_start is None:
        was_start, was_end = start, end
    dates: Dates = (_later(was_start, *lengths), None, was_start, was_end)
    return replace(one, status="rescheduled", dates=dates)


def _until(doc: Doc, date: ResolvedDate, acts: Sequence[Act]) -> bool:
    """Whether something is put off until a date: "would be postponed until the end of May".

    A year is no new date ("put off until 2025"), nor is the end of something else in the sentence
    ("postponed her trip, on which she was to stay until 3 June").
    """
    known = date.start is not None and len(date.start) > len("2024~") and date.tie == "own"
    span = doc.char_span(date.span.start, date.span.end, alignment_mode="expand")
    if not known or span is None or span.start == 0 or doc[span.start - 1].lower_ not in _UNTIL:
        return False
    return any(
        act.carrier < span.start
        and not any(t.pos_ in ("VERB", "AUX", "PUNCT") for t in doc[act.carrier + 1 : span.start])
        for act in acts
    )


def _unlike(start: str | None, dates: Dates) -> tuple[str | None, str | None]:
    _, _, was, was_end = dates
    return (None, None) if was == start else (was, was_end)


def _puts_off(act: Act) -> bool:
    return act.status in ("postponed", "rescheduled") and act.stance != "denies" and not act.hedged


def _for_good(doc: Doc, act: Act) -> bool:
    sentence = doc[act.carrier].sent.text.lower()
    return any(words in sentence for words in _FOR_GOOD)


def _lengths(carrier: Token) -> Iterator[tuple[int, str]]:
    """Give the counts and units by which a verb moves what it acts on.

    "By a week" may stand after a relative clause, to which a parser gives it; "for ten days" is
    the delay only where it hangs on the verb, else how long a visit lasts.
    """
    for token in carrier.sent:
        if token.i <= carrier.i or token.lower_ not in ("by", "for"):
            continue
        if token.lower_ == "by" or token.head.i == carrier.i:
            yield from _amount(token.doc, token.i + 1)
    for child in carrier.children:
        if child.dep_ == "npadvmod" and child.i > carrier.i:
            yield from _amount(child.doc, child.left_edge.i)


def _amount(doc: Doc, at: int) -> Iterator[tuple[int, str]]:
    if at + 1 >= len(doc):
        return
    word = doc[at].lower_
    count = _ARTICLES.get(word) or CARDINALS.get(word) or (int(word) if word.isdecimal() else 0)
    unit = doc[at + 1].lemma_.lower()
    if count and unit in _DAYS:
        yield count, unit


def _later(day: str | None, length: tuple[int, str]) -> str | None:
    """Give the day so much later, roughly where counted in weeks; None where no day is known."""
    unit = _DAYS[length[1]]
    if day is None or unit is None or len(day) != len("2024-03-27"):
        return None
    moved = dt.date.fromisoformat(day) + dt.timedelta(days=length[0] * unit)
    return moved.isoformat() + ("~" if unit > 1 else "")

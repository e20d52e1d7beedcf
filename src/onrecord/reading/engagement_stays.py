"""How long a visit lasts, told of the traveller rather than of the visit.

"The president will visit Oslo on Monday. He will stay until Thursday": the second sentence names
no visit, and its day is the end of the one before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.assembly import Weighed
from onrecord.reading.date_forms import Weekday
from onrecord.reading.dates import DatePhrase, resolve
from onrecord.reading.seen import Seen
from onrecord.reading.syntax import lemma_of, subjects

_LASTING = frozenset({"visit", "delegation"})
_STANDING = frozenset({"scheduled", "rescheduled", "under_way"})
_UNTIL = frozenset({"until", "till", "through"})
_STAYING = frozenset({"stay", "remain"})
_THERE = frozenset({"here", "there", "in"})
_LONGEST = dt.timedelta(days=31)
_A_DAY = len("2024-03-27")


def with_stays(stand: Sequence[Weighed], seen: Seen, published: dt.date | None) -> list[Weighed]:
    """Give engagements with the end of each visit of which only the traveller's stay tells it."""
    stays = [(p, who) for p in seen.phrases for who in _who_stays(p, seen)]
    return [_stayed(one, stays, published) for one in stand] if stays else list(stand)


def _who_stays(phrase: DatePhrase, seen: Seen) -> Iterator[str]:
    """Give the entity of whoever stays until a date: "he will be here till 14 December".

    Counter-example: "he will be president until May", who stays nowhere.
    """
    span = seen.doc.char_span(phrase.span.start, phrase.span.end, alignment_mode="expand")
    if span is None or span.root.head.lower_ not in _UNTIL:
        return
    verb = span.root.head.head
    if not (lemma_of(verb) in _STAYING or _is_there(verb)):
        return
    for subject in subjects(verb):
        mention = seen.marked.at(subject)
        if mention is not None:
            yield mention.entity


def _is_there(verb: Token) -> bool:
    return lemma_of(verb) == "be" and any(c.lower_ in _THERE for c in verb.children)


def _stayed(
    one: Weighed, stays: Sequence[tuple[DatePhrase, str]], published: dt.date | None
) -> Weighed:
    if one.dates is None or one.kind not in _LASTING or one.status not in _STANDING:
        return one
    start, end, was_start, was_end = one.dates
    if start is None or end is not None or len(start) != _A_DAY:
        return one
    first = dt.date.fromisoformat(start)
    named = min(s.encounter.start for s in one.group.sightings)
    for phrase, who in stays:
        if phrase.span.start < named or who not in one.group.people:
            continue
        told = resolve(phrase, published, "forward").start
        if told is None or len(told) != _A_DAY:
            continue
        last = dt.date.fromisoformat(told)
        if last <= first and isinstance(phrase.form, Weekday):
            last += dt.timedelta(days=7)  # "arrives on Monday ... until Thursday", of next week
        if first < last <= first + _LONGEST:
            return replace(one, dates=(start, last.isoformat(), was_start, was_end))
    return one

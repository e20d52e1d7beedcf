"""Captions: people of several sides pictured together on an earlier day have met.

Nothing in "(From left) the ministers of A and B in Rome, March 7, 2023" says that they met; that
they stand together does. Such a picture is background to the report, whatever the report is about.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.reading.acts import Act
from onrecord.reading.dates import DatePhrase, resolve
from onrecord.reading.encounters import Encounter
from onrecord.reading.grouping import Group, Sighting
from onrecord.reading.sentences import text_of
from onrecord.reading.syntax import Marked
from onrecord.terms import Furniture

_A_DAY = len("2023-03-07")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
TOGETHER = "act.caption.together"
"""The rule that reads people pictured together as having met."""


def caption_groups(
    captions: Sequence[Furniture],
    doc: Doc,
    marked: Marked,
    phrases: Sequence[DatePhrase],
    published: dt.date | None,
) -> list[Group]:
    """Give a group for each caption that pictures people of two sides on an earlier day.

    `captions` are the report's captions, each printed once (repetitions are other furniture).
    A caption without a date of its own may picture the very event of the report: it gives none.
    """
    groups = []
    for caption in captions:
        sighting = _pictured(caption, doc, marked, phrases, published)
        if sighting is not None:
            group = Group()
            group.add(sighting)
            groups.append(group)
    return groups


def _pictured(
    caption: Furniture,
    doc: Doc,
    marked: Marked,
    phrases: Sequence[DatePhrase],
    published: dt.date | None,
) -> Sighting | None:
    people = [
        m
        for m in marked.actors.mentions
        if caption.start <= m.start < caption.end and m.kind == "person" and m.name and m.side
    ]
    inside = [
        p for p in phrases if caption.start <= p.span.start < caption.end and _YEAR.search(p.text)
    ]
    resolved = (resolve(p, published, "backward") for p in inside)
    dates = tuple(d for d in resolved if d.start and len(d.start) == _A_DAY)
    earlier = published is None or all(
        (d.start or "")[:7] < published.isoformat()[:7] for d in dates
    )
    if len({m.side for m in people}) < 2 or not dates or not earlier:
        return None
    first, last = people[0], people[-1]
    place = next((p for p in marked.actors.places if last.end <= p.start < caption.end), None)
    token = doc.char_span(first.start, first.end, alignment_mode="expand")
    if token is None:
        return None
    encounter = Encounter(
        token=token.root.i,
        kind="meeting",
        trigger=text_of(doc)[last.start : last.end],
        text=text_of(doc)[first.start : last.end],
        verbal=False,
        start=first.start,
        end=last.end,
        actors=tuple(people),
        venue=place,
    )
    act = Act("held", TOGETHER, token.root.i, token.root.i, first.start, dates[-1].span.end)
    sentence = sum(1 for s in doc.sents if s.end_char <= first.start)
    return Sighting(encounter, (act,), sentence, dates, caption=True, recalled=True)

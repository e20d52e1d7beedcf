"""Who is named in a report, with which office, on which side; and which places.

The entity recogniser of a small model errs on most of what matters here, so it is one witness
among several: tables of states, organisations, seats and leaders; phrases for offices; titles.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from onrecord.reading.marks import ActorMention, Actors
from onrecord.reading.parties_aides import as_sides, served
from onrecord.reading.parties_collectives import collectives
from onrecord.reading.parties_groups import with_unknown_groups
from onrecord.reading.parties_halves import with_halves
from onrecord.reading.parties_joining import gather_people, roles_of
from onrecord.reading.parties_known import known_names
from onrecord.reading.parties_mentions import name_mentions, people_mentions, places_recognised
from onrecord.reading.parties_offices import office_phrases
from onrecord.reading.parties_people import person_spans
from onrecord.reading.parties_predecessors import towns_of_the_day
from onrecord.reading.parties_pronouns import genders_of, pronouns
from onrecord.reading.parties_sides import settle_sides
from onrecord.reading.parties_tables import tables
from onrecord.reading.parties_tokens import Page
from onrecord.reading.parties_unnamed import Cast, unnamed_mentions

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_actors(doc: Doc, published: dt.date | None) -> Actors:
    """Find everybody and every place that a report names, in text order.

    `doc` is a parse by `sentences.parse` (tagger, parser and entity recogniser must have run).
    `published` picks among office holders; None leaves a last name of two leaders undecided.
    Offsets are code points into `doc.text`.
    """
    known = tables()
    page = Page(doc)
    hits = towns_of_the_day(page, known_names(page, known), known, published)
    hits = with_unknown_groups(page, with_halves(page, hits, known))
    offices = office_phrases(page, hits, known)
    spans = person_spans(page, hits, offices, known, published)
    names = {k for s in spans for k in range(s.start, s.end)}
    hits = [h for h in hits if names.isdisjoint(range(h.start, h.end))]
    sides = {h.known.side for h in hits if h.known.side}
    people = gather_people(page, spans, known, published, sides)
    home = settle_sides(page, people, hits, offices, published)
    titles = {k for s in spans if s.before for k in range(s.before.start, s.before.end)}
    mentions = as_sides(page, people_mentions(page, people), served(page, people, offices))
    cast = Cast(people, hits, home, published, known)
    mentions += unnamed_mentions(page, offices, cast, names | titles)
    named, places = name_mentions(page, hits, known, mentions)
    mentions = _in_order(mentions + named)
    places = sorted(
        places + places_recognised(page, [*mentions, *places]), key=lambda p: (p.start, p.end)
    )
    mentions = _in_order(mentions + pronouns(page, mentions, genders_of(people, known)))
    together = collectives(page, mentions, {p.entity: roles_of(p, published) for p in people})
    inside = {k for c in together for k in range(c.start, c.end)}
    mentions = [m for m in mentions if m.kind != "official" or m.start not in inside]
    return Actors(tuple(_in_order(mentions + together)), tuple(places))


def _in_order(mentions: list[ActorMention]) -> list[ActorMention]:
    return sorted(mentions, key=lambda m: (m.start, -m.end, m.entity))

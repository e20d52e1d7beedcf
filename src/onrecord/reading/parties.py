"""Who is named in a report, with which office, on which side; and which places.

The entity recogniser of a small model errs on most of what matters here, so it is one witness
among several: tables of states, organisations, seats and leaders; phrases for offices; titles.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from onrecord.reading.marks import ActorKind, ActorMention, Actors, PlaceMention
from onrecord.reading.parties_joining import Someone, gather_people
from onrecord.reading.parties_offices import OfficePhrase, office_phrases
from onrecord.reading.parties_people import PersonSpan, person_spans
from onrecord.reading.parties_places import is_place
from onrecord.reading.parties_pronouns import collectives, pronouns
from onrecord.reading.parties_references import holder, incumbent
from onrecord.reading.parties_sides import settle_sides
from onrecord.reading.parties_tables import Tables, fold, tables
from onrecord.reading.parties_tokens import Hit, Page, known_names

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STATE_KINDS = ("state", "demonym", "capital", "metonym", "place")


def find_actors(doc: Doc, published: dt.date | None) -> Actors:
    """Find everybody and every place that a report names, in text order.

    `doc` is a parse by `sentences.parse` (tagger, parser and entity recogniser must have run).
    `published` picks among office holders; None leaves a last name of two leaders undecided.
    Offsets are code points into `doc.text`.
    """
    known = tables()
    page = Page(doc)
    hits = known_names(page, known)
    offices = office_phrases(page, hits, known)
    spans = person_spans(page, hits, offices, known, published)
    covered = {k for s in spans for k in range(s.start, s.end)}
    hits = [h for h in hits if not any(k in covered for k in range(h.start, h.end))]
    sides = {h.known.side for h in hits if h.known.side}
    people = gather_people(page, spans, known, published, sides)
    home = settle_sides(page, people, hits, offices, published)
    mentions = _people_mentions(page, people)
    taken = {k for o, _ in _titles(people) for k in range(o.start, o.end)} | covered
    mentions += _office_mentions(page, offices, people, hits, home, published, known, taken)
    absorbed = _absorbed(mentions)
    named, places = _name_mentions(page, hits, absorbed, known)
    mentions += named
    mentions.sort(key=lambda m: (m.start, -m.end))
    mentions += pronouns(page, mentions)
    mentions.sort(key=lambda m: (m.start, -m.end))
    mentions += collectives(page, mentions)
    mentions.sort(key=lambda m: (m.start, -m.end))
    return Actors(tuple(mentions), tuple(sorted(places, key=lambda p: (p.start, p.end))))


def _titles(people: list[Someone]) -> list[tuple[OfficePhrase, PersonSpan]]:
    return [(s.before, s) for p in people for s in p.spans if s.before is not None]


def _people_mentions(page: Page, people: list[Someone]) -> list[ActorMention]:
    mentions = []
    for one in people:
        for span in one.spans:
            start = span.before.start if span.before else span.start
            mentions.append(
                _mention(
                    page, start, span.end, "person", one.entity, one.name, one.office, one.side
                )
            )
    return mentions


def _office_mentions(
    page: Page,
    offices: list[OfficePhrase],
    people: list[Someone],
    hits: list[Hit],
    home: str | None,
    published: dt.date | None,
    known: Tables,
    taken: set[int],
) -> list[ActorMention]:
    """Give a mention to each office that stands without a name, and each unnamed official."""
    apposed = {(s.after.start): p for p in people for s in p.spans if s.after is not None}
    by_token = {k: p for p in people for s in p.spans for k in range(s.start, s.end)}
    mentions: list[ActorMention] = []
    officials: dict[tuple[str | None, str], str] = {}
    for phrase in offices:
        if phrase.sort == "title" or any(k in taken for k in range(phrase.head, phrase.head_end)):
            continue
        text = page.slice(phrase.start, phrase.end)
        side = phrase.side
        if side is None and phrase.owner is not None:
            owner = by_token.get(phrase.owner[1] - 1)
            side = owner.side if owner else None
        one = apposed.get(phrase.start)
        if one is not None:
            mentions.append(
                _mention(
                    page,
                    phrase.start,
                    phrase.end,
                    "person",
                    one.entity,
                    one.name,
                    one.office,
                    one.side,
                )
            )
            continue
        if phrase.sort == "institution":
            if side is None and phrase.determiner not in ("the", "its", "his", "her", ""):
                continue
            whose = side or (
                home
                if phrase.determiner == "the" and phrase.role in ("office", "ministry")
                else None
            )
            entity = f"institution:{whose or '?'}:{phrase.role}"
            mentions.append(
                _mention(page, phrase.start, phrase.end, "organisation", entity, text, None, whose)
            )
            continue
        if (
            phrase.sort == "official"
            or phrase.plural
            or phrase.determiner in ("a", "an")
            or not phrase.role
        ):
            key = (side, page.key(phrase.head, phrase.head_end).lower().rstrip("s"))
            entity = officials.get(key) if phrase.determiner in ("the", "that", "this") else None
            if entity is None:
                entity = f"official:{len(officials) + len(mentions) + 1}"
            officials[key] = entity
            mentions.append(
                _mention(page, phrase.start, phrase.end, "official", entity, None, text, side)
            )
            continue
        one = holder(phrase, side, people, published)
        if one is None and side is None and home is not None:
            one = holder(phrase, home, people, published)
            side = home if phrase.determiner in ("the", "") else None
        if one is not None:
            mentions.append(
                _mention(
                    page, phrase.start, phrase.end, "person", one.entity, one.name, text, one.side
                )
            )
            continue
        name = None if phrase.former else incumbent(phrase.role, side, published, known)
        entity = f"person:{fold(name)}" if name else f"office:{side or '?'}:{phrase.role}"
        mentions.append(
            _mention(page, phrase.start, phrase.end, "person", entity, name, text, side)
        )
    return mentions


def _absorbed(mentions: list[ActorMention]) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in mentions]


def _name_mentions(
    page: Page, hits: list[Hit], absorbed: list[tuple[int, int]], known: Tables
) -> tuple[list[ActorMention], list[PlaceMention]]:
    mentions: list[ActorMention] = []
    places: list[PlaceMention] = []
    decided: dict[int, bool] = {}
    for hit in hits:
        start, end = page.starts[hit.start], page.ends[hit.end - 1]
        placed = is_place(page, hit, decided)
        decided[hit.start] = placed
        kind, side, name = hit.known.kind, hit.known.side, hit.known.name
        if kind in ("state", "capital", "place", "region") and (placed or kind != "state"):
            places.append(PlaceMention(start, end, page.slice(hit.start, hit.end), side))
        if side is None or any(a <= start and end <= b for a, b in absorbed):
            continue
        if kind in _STATE_KINDS:
            sort: ActorKind = "state" if side.isupper() and len(side) == 3 else "group"
            usual = name if kind == "metonym" else known.usual.get(side, side)
            mentions.append(
                _mention(
                    page,
                    hit.start,
                    hit.end,
                    sort,
                    f"state:{side}",
                    usual,
                    None,
                    side,
                    as_place=placed,
                )
            )
        else:
            sort = "organisation" if kind == "organisation" else "group"
            mentions.append(
                _mention(page, hit.start, hit.end, sort, f"state:{side}", name, None, side)
            )
    return mentions, places


def _mention(
    page: Page,
    start: int,
    end: int,
    kind: ActorKind,
    entity: str,
    name: str | None,
    office: str | None,
    side: str | None,
    *,
    as_place: bool = False,
) -> ActorMention:
    return ActorMention(
        page.starts[start],
        page.ends[end - 1],
        page.slice(start, end),
        kind,
        entity,
        name,
        office,
        side,
        as_place=as_place,
    )

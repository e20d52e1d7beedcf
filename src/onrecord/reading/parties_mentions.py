"""How a stretch of tokens becomes a mention, and how names of the tables do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.reading.marks import ActorKind, ActorMention, PlaceMention
from onrecord.reading.parties_places import is_dateline, is_place
from onrecord.reading.parties_someone import Someone
from onrecord.reading.parties_tables import Tables
from onrecord.reading.parties_tokens import Hit, Page

_PLACES = ("state", "capital", "place", "region")


def mention(
    page: Page,
    start: int,
    end: int,
    kind: ActorKind,
    entity: str,
    *,
    name: str | None = None,
    office: str | None = None,
    side: str | None = None,
    guessed: bool = False,
) -> ActorMention:
    """Make a mention of tokens `start` to `end`."""
    return ActorMention(
        page.starts[start],
        page.ends[end - 1],
        page.slice(start, end),
        kind,
        entity,
        name,
        office,
        side,
        guessed=guessed,
    )


def people_mentions(page: Page, people: Sequence[Someone]) -> list[ActorMention]:
    """Give each mention of a person, with the title before the name."""
    return [
        mention(
            page,
            span.first,
            span.end,
            "person",
            one.entity,
            name=one.name,
            office=one.office,
            side=one.side,
            guessed=one.guessed,
        )
        for one in people
        for span in one.spans
    ]


def name_mentions(
    page: Page, hits: Sequence[Hit], tables: Tables, read: Sequence[ActorMention]
) -> tuple[list[ActorMention], list[PlaceMention]]:
    """Give the names of states, seats, organisations and places; not those inside `read`.

    A host is both: "a visit to Japan" gives a place, and Japan as an actor used as a place.
    """
    mentions: list[ActorMention] = []
    places: list[PlaceMention] = []
    decided: dict[int, bool] = {}
    covered = {k for m in read for k in range(m.start, m.end)}
    addressed = _addresses(page, hits)
    for hit in hits:
        start, end = hit.cut or (page.starts[hit.start], page.ends[hit.end - 1])
        kind, side = hit.known.kind, hit.known.side
        placed = hit.start in addressed or is_place(page, hit, decided)
        decided[hit.start] = placed and not is_dateline(page, hit)
        text = page.text[start:end]
        if kind in _PLACES and (placed or kind != "state"):
            places.append(PlaceMention(start, end, text, side))
        if side is None or start in covered:
            continue
        name = hit.known.name
        if kind not in ("metonym", "organisation", "group"):
            name = tables.usual.get(side, side)
        mentions.append(
            ActorMention(
                start, end, text, _kind(hit), f"side:{side}", name, None, side, as_place=placed
            )
        )
    return mentions, places


def _kind(hit: Hit) -> ActorKind:
    if hit.known.kind in ("organisation", "group"):
        return "organisation" if hit.known.kind == "organisation" else "group"
    side = hit.known.side or ""
    return "state" if len(side) == len("ISO") and side.isupper() else "group"


def places_recognised(
    page: Page, read: Sequence[ActorMention | PlaceMention]
) -> list[PlaceMention]:
    """Give the towns and venues that only the entity recogniser knows, after "in", "at", "to".

    Their state is None.
    """
    covered = {k for m in read for k in range(m.start, m.end)}
    found = []
    for ent in page.doc.ents:
        if ent.label_ not in ("GPE", "LOC", "FAC") or not covered.isdisjoint(
            range(ent.start_char, ent.end_char)
        ):
            continue
        k = ent.start - 1
        while k >= 0 and page.pos[k] in ("DET", "ADJ"):
            k -= 1
        if k >= 0 and page.lowers[k] in ("in", "at", "to", "near", "outside", "from"):
            found.append(PlaceMention(ent.start_char, ent.end_char, ent.text))
    return found


def _addresses(page: Page, hits: Sequence[Hit]) -> set[int]:
    """Find both names of "Jakarta, Indonesia": a town with its state is a place wherever it is."""
    found: set[int] = set()
    for town, state in pairwise(hits):
        together = state.start == town.end + 1 and page.words[town.end] == ","
        of_one = town.known.side == state.known.side and state.known.kind == "state"
        if together and of_one and town.known.kind in ("capital", "place"):
            found |= {town.start, state.start}
    return found

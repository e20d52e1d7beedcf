"""Whose speaker a bare title means: "ministry spokesman Orhan Demir said".

Such a one speaks for somebody, but the other party is named just as near. So only what the text
itself says counts: the ministry named last, the state whose word the sentence gives, the dateline.
Where these are silent or differ nobody's side is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_places import is_dateline
from onrecord.reading.parties_someone import Someone
from onrecord.reading.parties_tables import tables
from onrecord.reading.parties_tokens import Hit, Page

_BODIES = frozenset({"ministry", "department", "presidency", "government", "embassy", "office"})
_NO_KIND = frozenset({"the", "a", "an", "its", "his", "her", "their", "senior", "chief", "top"})
_NEAR_SENTENCES = 2
_BETWEEN = 5
"""Words between a place and who speaks there: ", a foreign ministry"."""

_AT_STAKE = ("state", "demonym", "metonym")
_SUBJECTS = frozenset({"state", "metonym", "capital"})


def speaks_for_somebody(one: Someone) -> bool:
    """Whether a person is known by an office that speaks for another: a spokesman, an official."""
    held = [office for s in one.spans for office in (s.before, s.after) if office is not None]
    return any(o.role == "spokesperson" or o.sort == "official" for o in held)


def side_of_speaker(
    page: Page,
    one: Someone,
    hits: Sequence[Hit],
    offices: Sequence[OfficePhrase],
    shown: str | None,
) -> str | None:
    """Give the side of a speaker whose title stands without a state, or None.

    `shown` is the state whose known people the report names with bare offices, or None.
    """
    span = next((s for s in one.spans if s.before or s.after), one.spans[0])
    title = span.before or span.after
    if title is None:
        return None
    body = _body_beside(title, offices)
    placed = (body.side if body else None) or party_it_is_said_in(page, title, hits)
    if placed is not None:
        return placed
    own = _own_state(page, title, hits)
    named = body_named_before(page, title, hits, offices)
    told = (own, named) if named else (own, shown, dateline_side(page, hits))
    said = {side for side in told if side}
    if not said:
        return only_state(hits)
    return said.pop() if len(said) == 1 else None


def body_named_before(
    page: Page, title: OfficePhrase, hits: Sequence[Hit], offices: Sequence[OfficePhrase]
) -> str | None:
    """Give whose the body of a title is: that of the same kind named last before it, or None.

    "Kenya's foreign ministry ... ministry spokesman" is Kenya's, a "defence ministry spokesman"
    need not be. A bare "spokesman" is of the body named in his sentence or the one before.
    """
    body = _body_beside(title, offices)
    first = body.start if body else title.start
    wanted = _body(page, first, title.end)
    here = page.sentences[first]
    for start, end, side in reversed(list(_bodies_with_sides(page, hits, offices))):
        if end > first:
            continue
        found = _body(page, start, end)
        if wanted is None:
            if here - page.sentences[start] < _NEAR_SENTENCES:
                return side
        elif found is not None and found[1] == wanted[1] and wanted[0] in ("", found[0]):
            return side
    return None


def _body_beside(title: OfficePhrase, offices: Sequence[OfficePhrase]) -> OfficePhrase | None:
    """Give the body that stands right before a title: "Chad's ministry" of its spokesman."""
    bodies = (o for o in offices if o.sort == "institution" and o.end == title.start)
    return next(bodies, None)


def _bodies_with_sides(
    page: Page, hits: Sequence[Hit], offices: Sequence[OfficePhrase]
) -> Iterator[tuple[int, int, str]]:
    """Give start, end and side of each body that the text says whose it is, in text order."""
    found = [
        (o.start, o.end, o.side)
        for o in offices
        if o.side and (o.sort == "institution" or _body(page, o.start, o.end))
    ]
    found += [
        (h.start, h.end, h.known.side)
        for h in hits
        if h.known.side and h.known.kind == "metonym" and _body(page, h.start, h.end)
    ]
    yield from sorted(found)


def _body(page: Page, start: int, end: int) -> tuple[str, str] | None:
    """Give kind and word of the body in a phrase: "foreign", "ministry"; None without one.

    The kind is empty where the phrase does not say.
    """
    at = next((k for k in range(start, end) if page.lowers[k] in _BODIES), None)
    if at is None:
        return None
    before = page.lowers[at - 1] if at > start else ""
    plain = before.isalpha() and before not in _NO_KIND and page.ents[at - 1] not in ("GPE", "NORP")
    return before if plain else "", page.lowers[at]


def party_it_is_said_in(page: Page, title: OfficePhrase, hits: Sequence[Hit]) -> str | None:
    """Give the party at whose place a title speaks: "In Delhi, ministry spokesman Mehta said"."""
    first = title.start
    while first > 0 and page.sentences[first - 1] == page.sentences[title.start]:
        first -= 1
    first = page.next_word(first)
    hit = next((h for h in hits if h.start == first + 1), None)
    if page.lowers[first] != "in" or hit is None or hit.end + _BETWEEN < title.start:
        return None
    party = hit.known.side in at_stake([h for h in hits if h is not hit])
    return hit.known.side if party else None


def _own_state(page: Page, title: OfficePhrase, hits: Sequence[Hit]) -> str | None:
    """Give the one state that acts in what he says before he is named: "Chad agreed, he said"."""
    acting = {
        h.known.side
        for h in hits
        if h.end <= title.start
        and h.known.kind in _SUBJECTS
        and page.sentences[h.start] == page.sentences[title.start]
        and page.tokens[h.end - 1].dep_ in ("nsubj", "nsubjpass")
    }
    return acting.pop() if len(acting) == 1 else None


def dateline_side(page: Page, hits: Sequence[Hit]) -> str | None:
    """Give the state of the report's first dateline where it is one of those the report is about.

    "BRUSSELS (Wire) -" above news of Chad and Niger says nothing of either.
    """
    for hit in hits:
        known = hit.known
        town = known.kind in ("capital", "place")
        if town and is_dateline(page, replace(hit, known=replace(known, kind="capital"))):
            return known.side if known.side in at_stake(hits) else None
    return None


def only_state(hits: Sequence[Hit]) -> str | None:
    """Give the one side that a report names, or None; "a Turkish daily" brings in another."""
    sides = at_stake(hits)
    printed = {tables().usual[code] for code in tables().states}
    outlets = any(h.known.kind == "media" and h.known.name in printed for h in hits)
    return sides.pop() if len(sides) == 1 and not outlets else None


def at_stake(hits: Sequence[Hit]) -> set[str]:
    """List the sides that a report names otherwise than by a town."""
    return {h.known.side for h in hits if h.known.side and h.known.kind in _AT_STAKE}

"""Whose a body is that several states have: "Kazakhstan's Security Council" is not the UN's.

"The Foreign Office in Islamabad" is not in London, and in a report on Libya "the House of
Representatives" is not Washington's. Demonyms of two states go by who has the post after them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.reading.parties_places import is_dateline
from onrecord.reading.parties_tables import Known, Tables, bodies
from onrecord.reading.parties_tokens import Hit, Page

_STATES = ("state", "demonym", "capital", "metonym")
_OF_THE_UN = frozenset(
    {"veto", "seat", "membership", "resolution", "resolutions", "presidency", "bid", "term"}
    | {"vote", "candidacy", "proposal", "draft", "debate", "speech", "address"}
)
"""What a state has in the UN's council: "Russia's Security Council veto"."""

_STRONGER = 2
"""How many times as often as its usual state another must be named for a bare body to be its."""

_HIS = frozenset({"his", "her", "their", "its"})
_EVERYWHERE = 10
"""How many states must have a body for it to be nobody's by itself."""

_AT_THE_TOP = frozenset({"president", "premier", "foreign"})
_MODIFIERS = 4
_SHARED_DEMONYMS = {
    "Dominican": ("DOM", "DMA"),
    "Congolese": ("COD", "COG"),
    "Korean": ("KOR", "PRK"),
    "Guinean": ("GIN", "GNQ", "GNB"),
}


@dataclass(frozen=True, slots=True)
class _Names:
    """The names found by the token where they start and where they end."""

    starting: Mapping[int, Hit]
    ending: Mapping[int, Hit]


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that several states have, and the name beside it that says whose it is."""

    hit: Hit
    name: str
    owner: Hit | None


def with_owners(page: Page, hits: Sequence[Hit], tables: Tables) -> list[Hit]:
    """Give each body and each demonym of two states the side that the report means."""
    shared = bodies()
    at = [page.key(h.start, h.end) in shared and h.cut is None for h in hits]
    names = _Names({h.start: h for h in hits}, {h.end: h for h in hits})
    owned = [
        _Body(h, page.key(h.start, h.end), _owner(page, h, names))
        for h, body in zip(hits, at, strict=True)
        if body
    ]
    given = {one.hit.start: one for one in owned}
    rest = [h for h, body in zip(hits, at, strict=True) if not body]
    found = []
    for hit, body in zip(hits, at, strict=True):
        if body:
            known = _of_whom(page, given[hit.start], owned, rest, tables)
            found.append(replace(hit, known=known))
        else:
            found.append(_holder_of_the_post(page, hit, tables))
    return found


def owned_by(page: Page, start: int, hits: Sequence[Hit]) -> bool:
    """Whether the last name found stands right before token `start`: "the Russian | Duma"."""
    if not hits or hits[-1].end != start:
        return False
    kind = hits[-1].known.kind
    return kind == "organisation" or (kind in _STATES and page.words[start] != "General")


def _owner(page: Page, hit: Hit, names: _Names) -> Hit | None:
    """Find the name that says whose a body is, before it or after."""
    return _owner_before(page, hit.start, names) or _owner_after(page, hit.end, names)


def _owner_before(page: Page, start: int, names: _Names) -> Hit | None:
    """Find it in "Libya's eastern House of Representatives", "the Tobruk-based House"."""
    k = start
    while k > max(0, start - _MODIFIERS) and not page.after_possessive(k):
        word = page.words[k - 1]
        if k in names.ending or not (word.islower() and page.pos[k - 1] in ("ADJ", "NOUN", "VERB")):
            break
        if k > 1 and page.words[k - 2] == "-":
            return names.ending.get(k - 2) if word == "based" else None
        k -= 1
    if page.after_possessive(k):
        return names.ending.get(k - 1)
    hit = names.ending.get(k)
    if hit is None or (k != start and hit.known.kind != "demonym"):
        return None
    return hit if hit.known.kind in ("demonym", "state", "organisation", "group") else None


def _owner_after(page: Page, end: int, names: _Names) -> Hit | None:
    """Find it in "the Security Council of Belarus", "the Foreign Office in Islamabad"."""
    if end + 1 >= len(page) or page.lowers[end] not in ("of", "in"):
        return None
    hit = names.starting.get(end + 1)
    if hit is None and page.lowers[end + 1] == "the":
        hit = names.starting.get(end + 2)
    kinds = ("state", "organisation") if page.lowers[end] == "of" else ("capital", "place", "state")
    return hit if hit is not None and hit.known.kind in kinds else None


def _of_whom(
    page: Page,
    body: _Body,
    bodies_named: Sequence[_Body],
    rest: Sequence[Hit],
    tables: Tables,
) -> Known:
    """Tell whose a body is: its owner's here, or elsewhere in the report, or the usual state's.

    A state that the report names far more often comes before the usual one. Where nothing else
    speaks of the usual one, the body is of the state of the dateline, else what every state has
    ("the Ministry of Defence") is nobody's.
    """
    usual, name, owner = body.hit.known, body.name, body.owner
    if usual.kind == "organisation" and page.lowers[body.hit.start - 1] in _HIS:
        return Known("metonym", None, usual.name)  # "the president called his Security Council"
    if owner is not None and owner.known.side is not None:
        if _of_the_un(page, body.hit, owner):
            return usual
        return _of(owner.known, usual, name, tables)
    elsewhere = {
        one.owner.known.side: one.owner.known
        for one in bodies_named
        if one.name == name and one.owner is not None and one.owner.known.side
        if not _of_the_un(page, one.hit, one.owner)
    }
    if len(elsewhere) == 1:
        ((side, known),) = elsewhere.items()
        whole = any(h.known == usual for h in rest)
        if side != usual.side and not (usual.kind == "organisation" and whole):
            return _of(known, usual, name, tables)
    also = bodies()[name]
    if not also or elsewhere:
        return usual
    sides = Counter(h.known.side for h in rest if h.known.kind in _STATES)
    best = max(sorted(also), key=lambda side: (sides[side], side == usual.side))
    told = any(_leads(word, usual.side, tables) for word in page.words)
    if not told and not any(h.known.side == usual.side for h in rest):
        written = next((h.known for h in rest if _in_dateline(page, h)), None)
        if written is not None and written.side is not None:
            return Known("metonym", written.side, usual.name)
        everywhere = len(also) > _EVERYWHERE and usual.side != "USA"  # Congress is mostly theirs
        if not sides[best] and everywhere and any(sides.values()):
            return Known("metonym", None, usual.name)
    if best == usual.side or sides[best] <= _STRONGER * sides[usual.side]:
        return usual
    if told:
        return usual  # "Trump told Congress": a report need not name its own state
    return Known("metonym", best, usual.name)


def _in_dateline(page: Page, hit: Hit) -> bool:
    return hit.known.kind in ("capital", "place") and is_dateline(page, hit)


def _leads(word: str, side: str | None, tables: Tables) -> bool:
    rows = tables.short.get(word, ())
    return any(r.side == side and r.role in _AT_THE_TOP for r in rows)


def _of_the_un(page: Page, hit: Hit, owner: Hit) -> bool:
    """Whether the body stays an organisation's: "Russia's Security Council veto"."""
    if hit.known.kind != "organisation" or owner.known.kind == "organisation":
        return False
    following = page.lowers[hit.end] if hit.end < len(page) else ""
    return following in _OF_THE_UN or page.words[hit.start] == "General"


def _of(owner: Known, usual: Known, name: str, tables: Tables) -> Known:
    if owner.side == usual.side or owner.side is None:
        return usual
    if owner.kind in ("organisation", "group"):
        return Known(owner.kind, owner.side, tables.usual.get(owner.side, owner.side))
    return Known("metonym", owner.side, usual.name if usual.kind == "metonym" else name)


def _holder_of_the_post(page: Page, hit: Hit, tables: Tables) -> Hit:
    """Give "Dominican" to Dominica before a prime minister: the other state has none."""
    states = _SHARED_DEMONYMS.get(page.key(hit.start, hit.end), ())
    end = page.longest(hit.end, 3, tables.offices, lower=True) if states else 0
    if not end:
        return hit
    role = tables.offices[page.key(hit.end, end).lower()].role
    able = [side for side in states if (side, role) in tables.posts]
    if not role or hit.known.side in able or len(able) != 1:
        return hit
    return replace(hit, known=Known("demonym", able[0], tables.usual[able[0]]))

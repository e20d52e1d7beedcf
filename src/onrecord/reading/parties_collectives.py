"""Collectives: "the two leaders", "both sides", "the pair", and whom they stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.reading.marks import ActorMention
from onrecord.reading.parties_tables import words
from onrecord.reading.parties_tokens import Page

_AT_THE_TOP = frozenset(
    {"president", "premier", "monarch", "leader", "crown_prince", "supreme_leader", "pontiff"}
    | {"vice_president", "general_secretary", "first_minister"}
)
_SPEAKERS = frozenset({"spokesperson", "ambassador"})
_ROLES = {
    "leaders": _AT_THE_TOP,
    "presidents": frozenset({"president"}),
    "premiers": frozenset({"premier"}),
    "negotiators": frozenset({"negotiator", "envoy", "foreign", "deputy_foreign"}),
    "envoys": frozenset({"envoy", "ambassador", "negotiator"}),
}
_POSTS = {"foreign": "foreign", "prime": "premier", "defence": "defence", "defense": "defence"}


def collectives(
    page: Page, mentions: Sequence[ActorMention], roles: Mapping[str, frozenset[str]]
) -> list[ActorMention]:
    """Give "the two leaders" and "both sides" the two of different sides named last that fit.

    `mentions` stand in text order; `roles` gives each person's offices by entity. `members` is
    empty when the text names no two that fit ("both sides of the aisle").
    """
    found = []
    for i, word in enumerate(page.lowers):
        end = _end(page, i, word)
        if not end:
            continue
        start = i - 1 if i and page.lowers[i - 1] in ("the", "these", "those") else i
        members = _members(page, i, end, mentions, roles)
        entity = "+".join(members) if members else str(page.starts[start])
        found.append(
            ActorMention(
                page.starts[start],
                page.ends[end - 1],
                page.slice(start, end),
                "collective",
                f"collective:{entity}",
                members=members,
            )
        )
    return found


def _end(page: Page, i: int, word: str) -> int:
    """Find where "two leaders", "both sides", "pair" end; 0 when none begins at token `i`."""
    definite = i > 0 and page.lowers[i - 1] in ("the", "these", "those")
    if word == "both" or (word == "two" and definite):
        for j in range(i + 1, min(len(page), i + 4)):
            if page.lowers[j] in words("pairs"):
                return 0 if page.lowers[j + 1 : j + 4] == ["of", "the", "aisle"] else j + 1
            if page.capital(j) or page.pos[j] not in ("ADJ", "NOUN", "PRON"):
                return 0
    elif word in ("pair", "duo", "sides") and definite:
        return i + 1
    return 0


def _members(
    page: Page,
    start: int,
    end: int,
    mentions: Sequence[ActorMention],
    roles: Mapping[str, frozenset[str]],
) -> tuple[str, ...]:
    head = page.lowers[end - 1]
    before = [m for m in mentions if m.start < page.starts[start]]
    if head not in words("persons"):
        return _two_states(before)
    people = [m for m in before if m.kind == "person" and not m.pronoun and m.side]
    wanted = _ROLES.get(head, frozenset())
    if head == "ministers":
        wanted = frozenset(_POSTS[w] for w in page.lowers[start:end] if w in _POSTS)
    fitting = [m for m in people if roles.get(m.entity, frozenset()) & wanted]
    not_speaking = [m for m in people if not roles.get(m.entity, frozenset()) & _SPEAKERS]
    for candidates in (fitting, not_speaking):
        pair = _last_two(candidates)
        if pair:
            return tuple(m.entity for m in pair)
    return ()


def _two_states(before: Sequence[ActorMention]) -> tuple[str, ...]:
    """List the last two sides named, by themselves, by their people or seats."""
    for kinds in (("state", "group"), ("state", "group", "person", "organisation", "official")):
        pair = _last_two([m for m in before if m.kind in kinds and not m.as_place])
        if pair:
            return tuple(f"side:{m.side}" for m in pair)
    return tuple(f"side:{m.side}" for m in _last_two(before))


def _last_two(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Pick the last mention and the last of another side before it, in text order."""
    for first in reversed(mentions):
        if first.side is None:
            continue
        for other in reversed(mentions):
            if other.start < first.start and other.side not in (None, first.side):
                return [other, first]
        return []
    return []

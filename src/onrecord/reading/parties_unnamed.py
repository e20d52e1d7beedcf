"""Offices that stand without a name: "the premier", "his Saudi counterpart", "a US official"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.marks import ActorMention
from onrecord.reading.parties_joining import roles_of
from onrecord.reading.parties_mentions import mention
from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_sides import Home
from onrecord.reading.parties_someone import Someone
from onrecord.reading.parties_speakers import body_named_before, party_it_is_said_in
from onrecord.reading.parties_tables import Tables, fold
from onrecord.reading.parties_tokens import Hit, Page

_INDEFINITE = frozenset({"a", "an", "no", "any", "every", "another", "some"})
_POINTING = frozenset({"the", "that", "this"})
_MANY_HOLDERS = frozenset(
    {"leader", "envoy", "spokesperson", "ambassador", "counterpart", "mediator"}
)
_HEADS = frozenset({"president", "premier", "monarch", "leader"})
_SAME_POST: dict[str, frozenset[str]] = {
    "premier": frozenset({"premier", "leader"}),
    "president": frozenset({"president", "leader"}),
    "monarch": frozenset({"monarch", "leader"}),
    "leader": frozenset({"leader", "premier", "president", "monarch", "supreme_leader"}),
    "defence": frozenset({"defence"}),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and names of a report, and what is known for telling whom an office means."""

    people: Sequence[Someone]
    hits: Sequence[Hit]
    home: Home
    published: dt.date | None
    tables: Tables


def unnamed_mentions(
    page: Page, offices: Sequence[OfficePhrase], cast: Cast, named: set[int]
) -> list[ActorMention]:
    """Give a mention to each office and unnamed official; `named` holds tokens already read.

    An apposition ("Nowak, the defence minister,") is its person's mention too.
    """
    apposed = {s.after.start: p for p in cast.people for s in p.spans if s.after is not None}
    at_token = {k: p for p in cast.people for s in p.spans for k in range(s.start, s.end)}
    borne = {k for p in cast.people for s in p.spans for k in range(s.first, s.start)}
    joint = _joint(page, offices, cast.people)
    officials: dict[tuple[str | None, str], str] = {}
    mentions: list[ActorMention] = []
    for phrase in offices:
        if phrase.sort == "title" or not named.isdisjoint(range(phrase.head, phrase.head_end)):
            continue
        if phrase.start in borne:
            continue  # "Defence Minister General Tan": the rank is of the one named
        one = apposed.get(phrase.start) or joint.get(phrase.start)
        if one is not None:
            mentions.append(_of_person(page, phrase, one, one.office))
            continue
        side = phrase.side
        if side is None and phrase.owner is not None:
            owner = at_token.get(phrase.owner[1] - 1)
            side = owner.side if owner else None
        if phrase.sort == "institution":
            if side is None and phrase.determiner == "the":
                side = party_it_is_said_in(page, phrase, cast.hits)
                side = side or body_named_before(page, phrase, cast.hits, offices)
            mentions += _institution(page, phrase, side, cast)
        elif _nobody_in_particular(phrase):
            key = (side, page.key(phrase.head, phrase.head_end).lower().rstrip("s"))
            known = officials.get(key) if phrase.determiner in _POINTING else None
            entity = officials[key] = known or f"official:{page.starts[phrase.start]}"
            text = page.name(phrase.start, phrase.end)
            mentions.append(
                mention(page, phrase.start, phrase.end, "official", entity, office=text, side=side)
            )
        else:
            mentions.append(_officeholder(page, phrase, side, cast))
    return mentions


def _joint(
    page: Page, offices: Sequence[OfficePhrase], people: Sequence[Someone]
) -> dict[int, Someone]:
    """Find the offices joined by "and" to that of one who holds both, by where they start.

    "Prime Minister and Attorney-General Jan Nowak" is one man, "the king and Prime Minister Jan
    Nowak" are two.
    """
    ending = {o.end: o for o in offices if not o.plural and o.sort == "office"}
    held = {
        o.start: p for p in people for s in p.spans for o in (s.before, s.after) if o is not None
    }
    found: dict[int, Someone] = {}
    for start, one in held.items():
        first = ending.get(start - 1) if page.lowers[start - 1] == "and" and start else None
        if first is None or not page.capital(first.start) or not page.capital(start):
            continue
        if first.determiner or first.role in ("president", "monarch") or not first.role:
            continue
        if first.side in (None, one.side) and first.role not in one.roles:
            found[first.start] = one
    return found


def _nobody_in_particular(phrase: OfficePhrase) -> bool:
    indefinite = phrase.determiner in _INDEFINITE
    return phrase.sort == "official" or phrase.plural or indefinite or not phrase.role


def _institution(
    page: Page, phrase: OfficePhrase, side: str | None, cast: Cast
) -> list[ActorMention]:
    """Give "Nowak's office", "the foreign ministry"; a delegation of nobody's is left out."""
    if side is None and phrase.role in ("office", "ministry") and phrase.determiner == "the":
        side = cast.home.side if cast.home.said else None
    if side is None:
        return []
    text = page.name(phrase.start, phrase.end)
    entity = f"institution:{side}:{phrase.role}"
    return [mention(page, phrase.start, phrase.end, "organisation", entity, name=text, side=side)]


def _officeholder(page: Page, phrase: OfficePhrase, side: str | None, cast: Cast) -> ActorMention:
    """Tell who an office means: one of the report's people, else the tables' holder on the day."""
    text = page.name(phrase.start, phrase.end)
    roles = {phrase.role}
    if phrase.role == "counterpart":
        roles = _roles_before(phrase, cast)
    one = _among(phrase, roles, side, cast)
    if one is not None:
        return _of_person(page, phrase, one, text)
    home = cast.home.side
    at_home = side is None and phrase.determiner in ("the", "") and phrase.role not in _MANY_HOLDERS
    acting = any(page.lowers[k] == "acting" for k in range(max(0, phrase.start - 1), phrase.end))
    name = None if phrase.former or acting else _incumbent(roles, home if at_home else side, cast)
    if at_home and home and (name or cast.home.shown):
        has_post = any((home, role) in cast.tables.posts for role in roles)
        side = home if has_post else None
    entity = f"person:{fold(name)}" if name else f"office:{side or '?'}:{phrase.role}"
    return mention(
        page,
        phrase.start,
        phrase.end,
        "person",
        entity,
        name=name,
        office=text,
        side=side,
        guessed=at_home and side is not None,
    )


def _of_person(page: Page, phrase: OfficePhrase, one: Someone, office: str | None) -> ActorMention:
    return mention(
        page,
        phrase.start,
        phrase.end,
        "person",
        one.entity,
        name=one.name,
        office=office,
        side=one.side,
        guessed=one.guessed,
    )


def _among(phrase: OfficePhrase, roles: set[str], side: str | None, cast: Cast) -> Someone | None:
    """Find the person of the report whom an office without a name means; None for nobody.

    One who bears that office there, or is known to hold it at the time. Without a state, the
    one at home is meant ("the president" of a White House briefing is not Mr. Putin), else the
    latest named. "A former president" is nobody named.
    """
    if phrase.former or (side is None and phrase.role in ("spokesperson", "counterpart")):
        return None
    fitting = [p for p in cast.people if _fits(roles, side, p, cast.published)]
    if side is None:
        earlier = [p for p in fitting if p.spans[0].start < phrase.start]
        at_home = [p for p in fitting if cast.home.shown and p.side == cast.home.side]
        if at_home and phrase.determiner not in ("his", "her", "their"):
            return at_home[-1]
        return max(earlier, key=lambda p: _last_before(p, phrase.start), default=None)
    earlier = [p for p in fitting if p.spans[0].start < phrase.start]
    return earlier[-1] if earlier else next(iter(fitting), None)


def _last_before(one: Someone, start: int) -> int:
    return max(s.start for s in one.spans if s.start < start)


def _fits(roles: set[str], side: str | None, one: Someone, published: dt.date | None) -> bool:
    if side is not None and one.side != side:
        return False
    wanted = set().union(*(_SAME_POST.get(role, {role}) for role in roles))
    if one.roles & wanted:
        return True
    return published is not None and any(
        r.role in wanted and r.side == one.side and r.in_office(published, 3) for r in one.leaders
    )


def _roles_before(phrase: OfficePhrase, cast: Cast) -> set[str]:
    """List the roles that the counterpart of the person named last may have.

    A president's counterpart may be a prime minister.
    """
    before = [p for p in cast.people if p.spans[0].start < phrase.start]
    if not before:
        return set()
    one = max(before, key=lambda p: _last_before(p, phrase.start))
    roles = set(roles_of(one, cast.published))
    return roles | _HEADS if roles & _HEADS else roles


def _incumbent(roles: set[str], side: str | None, cast: Cast) -> str | None:
    """Name who held an office on the day, when the tables are certain; None otherwise."""
    day = cast.published
    if side is None or day is None or not roles or roles & _MANY_HOLDERS or "" in roles:
        return None
    names = {
        r.name
        for r in cast.tables.leaders
        if r.certain and r.side == side and r.role in roles and r.in_office(day)
    }
    return names.pop() if len(names) == 1 else None

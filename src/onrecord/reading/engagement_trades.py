"""Encounters of those who stand for no state: troops who drill, learned societies, film stars.

They travel, meet and open conferences in just the words of diplomats, between people of several
states. Who takes part, and what the naming itself says of them, tells; where anybody who holds an
office of a state takes part, it is left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.grouping import Group
from onrecord.reading.parties_tables import tables
from onrecord.reading.seen import Seen
from onrecord.terms import Party

_DRILLS = re.compile(
    r"\b(?:joint|military|naval|maritime|army|live-fire|combined|multinational|training)"
    r"[ -](?:[\w-]+ ){0,2}?(?:exercises?|drills?|man(?:oeuv|euv)(?:re|er)s?|war ?games?)\b",
    re.IGNORECASE,
)
_OF_DRILLS = frozenset(
    {"exercise", "drill", "manoeuvre", "maneuver", "training", "activity", "edition", "phase"}
    | {"event", "ceremony", "session", "parade", "iteration"}
)
"""What an exercise and its parts are called. "Talks" and "visit" are never among them."""
_GATHERINGS = frozenset(
    {"conference", "congress", "summit", "forum", "gathering", "convention", "symposium", "event"}
    | {"meeting", "ceremony", "workshop", "seminar", "session", "gather", "convene", "assemble"}
)
_TRADE = (
    r"(?:scientists?|researchers?|climatologists|physicists|physicians|doctors|medics|surgeons"
    r"|dentists|nurses|academics|scholars|historians|engineers|entrepreneurs|investors|exhibitors)"
)
_GATHERED = (
    r"(?:conferences?|congress|summits?|forums?|gatherings?|conventions?|symposium|meetings?)"
)
_OF_A_TRADE = re.compile(
    r"\b(?:technology|tech|scientific|medical|academic|dental|start-?up|health|gaming)"
    rf" (?:(?!minist)[\w-]+ )?{_GATHERED}\b"
    rf"|\b{_GATHERED} (?:of|for|with|among) (?:[\w'’-]+ ){{0,5}}?{_TRADE}\b"
    rf"|\b{_TRADE} (?:from [\w ]{{2,30}} )?(?:(?:are|were|is|will|have|to) )*"
    r"(?:gather|conven|assembl)\w*",
    re.IGNORECASE,
)
_STAR = (
    r"(?:actors?|actress(?:es)?|singers?|songwriters?|rappers?|comedians?|supermodels?|footballers?"
    r"|(?:film|movie|pop|rock|tennis|football|basketball|soap|Bollywood|Hollywood) ?stars?"
    r"|goodwill ambassadors?)"
)
_STARS = re.compile(rf"\b{_STAR}\b", re.IGNORECASE)
_LISTED = r"(?:[A-Z][\w’'-]+ ){1,3}?and "
_OTHER_LIFE = r"(?<![Ff]ormer )(?<![Oo]ne-time )(?<![Ee]x-)"


def is_a_drill(seen: Seen, group: Group, parties: Sequence[Party]) -> bool:
    """Whether an engagement is a military exercise, or a part of one.

    Every naming calls it so, in a text that tells of one. Counter-examples: "The defence ministers
    met aboard, after the joint exercise"; "the Kenyan president attended the ceremony that opened
    the joint drills" has somebody who holds an office. An alliance's own is left to the model.
    """
    states = any(party.side in tables().states for party in parties)
    if not states or not _DRILLS.search(seen.doc.text) or _of_office(parties):
        return False
    return _words(seen, group) <= _OF_DRILLS


def is_of_a_trade(seen: Seen, group: Group) -> bool:
    """Whether an engagement of one state alone is a gathering of scholars, doctors or firms.

    A naming's own sentence says of whom it is. Counter-examples: with a second state it may be
    one of officials ("a health conference of the Baltic ministers"), and "investors wait for the
    meeting" are not those who meet.
    """
    if not _words(seen, group) <= _GATHERINGS:
        return False
    return any(_OF_A_TRADE.search(seen.doc[s.encounter.token].sent.text) for s in group.sightings)


def is_of_stars(seen: Seen, parties: Sequence[Party]) -> bool:
    """Whether an actor, a singer or the like travels or meets, and no state's office-holder does.

    Whoever an organisation makes its goodwill ambassador is no envoy of it. Counter-examples: "The
    president received the singer" has an office; "the ambassador, a former actress" is one.
    """
    people = [p.name for party in parties for p in party.people]
    if not people or _of_office(parties, besides=_STARS):
        return False
    text = seen.doc.text
    return any(_is_star(name, text) for name in people)


def _is_star(name: str, text: str) -> bool:
    """Whether a text introduces somebody as one: "Singer X", "X, a famous singer", "the X star"."""
    called = re.escape(name)
    before = rf"\b{_OTHER_LIFE}(?i:{_STAR}) (?:{_LISTED})?{called}\b"
    behind = rf"\b{called}(?:,| is| was) (?:an? |the )(?:(?!former\b)[\w-]+ ){{0,3}}?(?i:{_STAR})\b"
    return bool(
        re.search(before, text)
        or re.search(behind, text)
        or re.search(rf"\bthe {called} star\b", text)
    )


def _of_office(parties: Sequence[Party], besides: re.Pattern[str] | None = None) -> bool:
    """Whether anybody who holds an office takes part for a state; what is `besides` is none."""
    return any(
        person.office and not (besides and besides.search(person.office))
        for party in parties
        if besides is None or party.side in tables().states
        for person in party.people
    )


def _words(seen: Seen, group: Group) -> set[str]:
    return {seen.doc[s.encounter.token].lemma_.lower() for s in group.sightings}

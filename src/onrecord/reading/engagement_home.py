"""A state's talks with its own: "talks between the government and the opposition" are no diplomacy.

When one state alone is known to take part, the report may leave the other side open ("the president
will travel abroad"), or both sides may be of that state. The words of the naming itself tell.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.reading.engagement_groups import FOUND_BY_MODEL
from onrecord.reading.grouping import Group, Sighting
from onrecord.reading.marks import ActorMention
from onrecord.reading.seen import Seen
from onrecord.reading.syntax import pobjs
from onrecord.terms import Span

_OF_HOME = re.compile(
    r"\b(?:bipartisan|(?:inter|intra|cross|all|multi)[- ]?party|opposition|coalition partners?"
    r"|(?:ruling|main|major|political|governing|rival|other|all) part(?:y|ies)"
    r"|party (?:leaders?|chiefs?|officials)"
    r"|lawmakers|legislators|senators|congressm[ae]n|deputies|parliamentary (?:leaders|groups)"
    r"|(?:trade|labou?r|teachers'|farmers') unions?|unions|union leaders|governors|mayors"
    r"|strikers|protesters|cabinet)\b"
)
"""Who at home a government talks with. "The parties" alone may be two states."""
_OF_ABROAD = re.compile(
    r"\b(?:counterparts?|abroad|overseas|foreign|visit\w*|trip|tour|travel\w*|delegations?"
    r"|hosts?|envoys?|ambassadors?|international|bilateral|neighbou?r\w*)\b",
    re.IGNORECASE,
)
_PART_OF_STATE = re.compile(
    r"(?:[^\w.\n]+[\w’'-]+){0,6}?\W+(?:province|district|governorate|county|prefecture|constituency)\b"
)
_FOREIGN = re.compile(
    r"\b(?:counterparts?|abroad|overseas|foreign|delegations?|envoys?|ambassadors?|international"
    r"|bilateral|neighbou?r\w*|border)\b",
    re.IGNORECASE,
)
_GOING = frozenset(
    {"visit", "trip", "tour", "journey", "travel", "arrive", "fly", "go", "stop", "come", "head"}
)
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "amod", "compound", "poss", "nmod"})
_WITH = frozenset({"with", "between", "among", "of", "by"})
_TALKING = frozenset({"meeting", "talks", "summit", "call"})
_CHATTING = frozenset({"conversation", "chat", "interview"})
_AT_LEISURE = frozenset({"holiday", "vacation", "honeymoon"})
_LEISURELY = frozenset(
    {"family", "private", "summer", "winter", "easter", "christmas", "short", "skiing", "beach"}
)
_DUTY = frozenset({"official", "working", "state", "diplomatic"})


def is_among_its_own(seen: Seen, group: Group, side: str) -> bool:
    """Whether the namings of an engagement of `side` alone set it against its own people.

    "Foreign" words, or another state's name, in any naming leave it open: "met opposition
    lawmakers from abroad". So do "the two presidents met", who are not named.
    """
    phrases = [_phrase(seen, sighting) for sighting in group.sightings]
    others = [
        m
        for m in seen.marked.actors.mentions
        if m.side not in (None, side) and any(phrase.overlaps(m.span) for phrase in phrases)
    ]
    said = [seen.doc.text[phrase.start : phrase.end] for phrase in phrases]
    if others or any(_OF_ABROAD.search(words) for words in said):
        return False
    if any(_OF_HOME.search(words.lower()) for words in said):
        return True
    return _meet_one_another(group, side)


def stays_at_home(seen: Seen, group: Group, side: str) -> bool:
    """Whether somebody of `side` only goes to places of it, with nobody to meet there.

    Counter-example: "Trump flies to Alaska for the summit", whose other side may come there too.
    """
    encounters = [s.encounter for s in group.sightings]
    hosts = [e.host or e.venue for e in encounters]
    places = [place.side for place in hosts if place is not None]
    if not places or any(place != side for place in places):
        return False
    if not any(a.side == side and _is_somebody(a) for e in encounters for a in e.actors):
        return False
    near = {s.sentence for s in group.sightings}
    meets = [s for s in seen.sightings if s.sentence in near and s.encounter.kind in _TALKING]
    return not meets and all(a.side == side for e in encounters for a in e.actors)


def tours_a_province(seen: Seen, group: Group, side: str) -> bool:
    """Whether somebody of `side` only goes to a part of a state: "visited the Kunda district".

    No table knows all districts; where the other side were abroad, the sentences would name it.
    Counter-examples: "toured the Indonesian province"; the governor "met his counterpart" there.
    """
    tokens = [seen.doc[s.encounter.token] for s in group.sightings]
    going = [t for t in tokens if t.lemma_.lower() in _GOING]
    if not any(_PART_OF_STATE.match(_behind(token)) for token in going):
        return False
    sentences = [Span(t.sent.start_char, t.sent.end_char) for t in tokens]
    near = [m for m in seen.marked.actors.mentions if any(s.overlaps(m.span) for s in sentences)]
    abroad = any(m.side not in (None, side) for m in near)
    said = (seen.doc.text[s.start : s.end] for s in sentences)
    return not abroad and not any(_FOREIGN.search(words) for words in said)


def _behind(token: Token) -> str:
    return token.doc.text[token.idx + len(token) : token.sent.end_char]


def is_the_writers(seen: Seen, group: Group, *, alone: bool) -> bool:
    """Whether every naming is the writer's own: "before our conversation", outside quotation marks.

    A minister's "our talks with Ankara" is quoted; where it is not, in a statement that is given
    whole, another side is known: `alone` says that none is.
    """
    words = {seen.doc[s.encounter.token].lemma_.lower() for s in group.sightings}
    return (alone or words <= _CHATTING) and all(
        any(c.dep_ == "poss" and c.lower_ in ("my", "our") for c in seen.doc[e.token].children)
        and not any(quote.start <= e.start < quote.end for quote in seen.quotes)
        for e in (s.encounter for s in group.sightings)
    )


def is_private(seen: Seen, group: Group) -> bool:
    """Whether an engagement is somebody's holiday: "flew to Crete for a family holiday".

    Where anybody of another side takes part it is none, nor where an official visit is named;
    in "cut short her holiday to fly to Oslo" the holiday is another verb's.
    """
    tokens = [seen.doc[s.encounter.token] for s in group.sightings]
    if not any(_for_leisure(token) for token in tokens):
        return False
    encounters = [s.encounter for s in group.sightings if s.main.rule != FOUND_BY_MODEL]
    if any(e.kind in _TALKING or _DUTY.intersection(e.modifiers) for e in encounters):
        return False
    met = {a.side for e in encounters for a in e.actors if _is_somebody(a) and not a.guessed}
    return len(met) < 2


def _for_leisure(token: Token) -> bool:
    if token.lemma_.lower() in _AT_LEISURE:
        return True
    return any(_is_leisure(purpose) for purpose in pobjs(token, "for", "on"))


def _is_leisure(noun: Token) -> bool:
    """Whether a journey's purpose is rest; "for the Eid holiday" only says when it is."""
    own = {c.lower_ for c in noun.children}
    if noun.lemma_.lower() in _AT_LEISURE:
        return not own & {"the", "national", "public"}
    return noun.lemma_.lower() == "break" and bool(own & _LEISURELY)


def _meet_one_another(group: Group, side: str) -> bool:
    """Whether every naming has two or more who hold an office at home meet, and nobody else.

    "The president and the prime minister met"; the audience that a king gives his own premier.
    """
    named = 0
    for encounter in (s.encounter for s in group.sightings):
        if encounter.host is not None or any(a.side != side for a in encounter.actors):
            return False
        people = {a.entity for a in encounter.actors if _is_somebody(a) and not a.as_place}
        named += encounter.kind in _TALKING and len(people) > 1
    return bool(named)


def _is_somebody(actor: ActorMention) -> bool:
    return actor.kind in ("person", "official") and not actor.pronoun


def _phrase(seen: Seen, sighting: Sighting) -> Span:
    """Give the stretch of a naming with those named as its two sides, in the same clause.

    What is said elsewhere of it is another matter: "Opposition lawmakers welcomed the meeting".
    """
    encounter = sighting.encounter
    word = seen.doc[encounter.token]
    parts = [t for child in word.children for t in _part(child)]
    tokens = [word, *parts]
    return Span(
        min(encounter.start, *(t.idx for t in tokens)),
        max(encounter.end, *(t.idx + len(t) for t in tokens)),
    )


def _part(child: Token) -> list[Token]:
    """List the words of one who takes part: a subject or object, or whoever it is "with"."""
    if child.dep_ == "prep" and child.lower_ not in _WITH:
        return []
    if child.dep_ != "prep" and child.dep_ not in _PARTS:
        return []
    clauses = {t.i for inner in child.subtree if inner.dep_ == "relcl" for t in inner.subtree}
    return [t for t in child.subtree if t.i not in clauses]

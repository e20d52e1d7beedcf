"""A state's talks with its own: "talks between the government and the opposition" are no diplomacy.

When one state alone is known to take part, the report may leave the other side open ("the president
will travel abroad"), or both sides may be of that state. The words of the naming itself tell.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.reading.grouping import Group, Sighting
from onrecord.reading.seen import Seen
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
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "conj", "amod", "compound", "poss", "nmod"})
_WITH = frozenset({"with", "between", "among", "of", "by"})


def is_among_its_own(seen: Seen, group: Group, side: str) -> bool:
    """Whether the namings of an engagement of `side` alone set it against its own people.

    "Foreign" words, or another state's name, in any naming leave it open: "met opposition
    lawmakers from abroad".
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
    return any(_OF_HOME.search(words.lower()) for words in said)


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

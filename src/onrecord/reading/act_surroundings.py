"""A naming of which nothing is said directly: what stands around it tells where it stands.

"After talks in Rome", "will fly to Rome for talks", "on a visit to Rome".
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.act_parts import Act, Scene
from onrecord.reading.syntax import modality
from onrecord.terms import Status

_AFTER = frozenset({"after", "following", "since"})
_BEFORE = frozenset({"before", "ahead", "until", "till", "advance", "eve", "pending"})
_SOON_OVER = frozenset({"meeting", "call", "talks"})
_TELLING = frozenset({"speak", "talk", "meet", "brief", "address", "confer", "reconvene"})
_LASTING = frozenset({"visit", "delegation"})


def bare_mention(scene: Scene) -> Act:
    """Read a bare naming from the prepositions before it and the verb over them."""
    encounter, token = scene.encounter, scene.trigger
    words, verb = _over(token)
    ahead = verb is not None and _to_come(verb)
    status: Status = "held"
    kind, strength = "default", 0
    if words & _AFTER:
        kind, strength, status = "after", 1, "scheduled" if ahead else "held"
    elif words & _BEFORE:
        kind, strength, status = "before", 1, "scheduled"
    elif ahead and words:
        kind, strength, status = "ahead", 1, "scheduled"
    elif "during" in words or ("on" in words and encounter.kind in _LASTING):
        over = encounter.kind in _SOON_OVER and verb is not None and _past(verb)
        kind, strength, status = "during", 1, "held" if over else "under_way"
    rule = f"act.circumstance.{kind}"
    start, end = encounter.start, encounter.end
    return Act(status, rule, token.i, token.i, start, end, strength=strength)


def _over(token: Token) -> tuple[frozenset[str], Token | None]:
    """Give the words between a bare naming and the verb over it, and that verb."""
    words: list[str] = []
    node = token
    for _ in range(8):
        if node.dep_ not in (
            "pobj",
            "prep",
            "pcomp",
            "advmod",
            "conj",
            "appos",
            "dobj",
            "npadvmod",
        ):
            return frozenset(words), None
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return frozenset(words), node
        if node.pos_ in ("ADP", "SCONJ", "ADV") or node.lower_ in _BEFORE:
            words.append(node.lower_)
    return frozenset(words), None


def _past(verb: Token) -> bool:
    return modality(verb).tense in ("past", "perfect")


def _to_come(verb: Token) -> bool:
    """Whether a verb looks ahead: "will fly", "agreed to speak again after Friday's meeting".

    "Agreed to free them after talks in Doha" tells of talks that were.
    """
    tense = modality(verb).tense
    if tense == "infinitive":
        return verb.lemma_ in _TELLING
    return tense == "future" and not _speaks(verb)


def _speaks(verb: Token) -> bool:
    return verb.lemma_ in ("say", "tell", "add", "note", "refer", "think", "expect", "see", "get")

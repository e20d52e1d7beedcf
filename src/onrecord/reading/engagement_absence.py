"""Who is absent from a gathering, told by a seat or a list rather than by a verb of refusing.

"Peru's chair will be empty", "the premier was missing from the summit", "will not be among the
guests". Such words are plain, and a model takes what the sentence says of the gathering itself for
what is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.reading.act_parts import Act, clause_end, clause_start
from onrecord.reading.engagement_turns import is_nobody
from onrecord.reading.grouping import Sighting
from onrecord.reading.syntax import lemma_of, modality

ABSENT = "turn.absent"

_GATHERINGS = frozenset({"summit", "meeting", "other"})
_NAMES = frozenset({"NOUN", "PROPN", "VERB"})
"""What names a gathering: "the summit", "when the League meets"."""
_SEATS = frozenset({"chair", "seat", "place"})
_EMPTY = frozenset({"empty", "vacant", "unoccupied", "unfilled"})
_AWAY = frozenset({"absent", "missing"})
_COPULAS = frozenset({"be", "remain", "stay", "stand"})
_AMONG = frozenset({"guests", "those", "participants", "leaders", "delegates", "invitees"})
_TURNING_UP = frozenset({"turn", "show", "appear"})
_OPENING = frozenset({"open", "begin", "start", "meet", "convene", "gather"})
_SET_APART = frozenset({"advcl", "relcl", "acl", "pcomp"})
"""Clauses that tell of another time: "after twelve years in which its chair stood empty"."""
_IN_PART = frozenset(
    {"only", "luncheon", "lunch", "dinner", "banquet", "photograph", "photo", "opening", "first"}
    | {"ceremony", "part", "twice", "until", "if", "unless", "session", "day", "hour", "morning"}
)


def absence_at(doc: Doc, sighting: Sighting) -> Iterator[Act]:
    """Give what is told of somebody's absence in the sentence that names a gathering."""
    trigger = doc[sighting.encounter.token]
    if sighting.encounter.kind not in _GATHERINGS or trigger.pos_ not in _NAMES:
        return
    for verb in trigger.sent:
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass"):
            continue
        if verb.dep_ in _SET_APART or not _is_absent(verb) or _is_only_in_part(verb):
            continue
        if lemma_of(verb) in _TURNING_UP and sighting.encounter.kind != "summit":
            continue
        how = modality(verb)
        if how.hedged or how.conditional or how.would:
            continue
        start, end = clause_start(verb), clause_end(verb)
        yield Act("refused", ABSENT, verb.i, verb.i, start, end, operator=True, strength=3)
    without = _without(trigger) if sighting.encounter.kind == "summit" else None
    if without is not None:
        start, end = clause_start(without), clause_end(without)
        yield Act("refused", ABSENT, without.i, without.i, start, end, operator=True, strength=3)


def _without(trigger: Token) -> Token | None:
    """Read "the summit opens on Monday without Peru's president".

    Counter-example: "opened without a hitch, a statement".
    """
    verb = trigger.head
    if trigger.dep_ != "nsubj" or lemma_of(verb) not in _OPENING or modality(verb).negated:
        return None
    for preposition in verb.children:
        if preposition.lower_ == "without":
            for head in preposition.children:
                if head.dep_ == "pobj" and any(
                    c.dep_ == "poss" or c.ent_type_ in ("GPE", "NORP") for c in head.children
                ):
                    return verb
    return None


def _is_absent(verb: Token) -> bool:
    lemma, negated = lemma_of(verb), modality(verb).negated
    aux = [c for c in verb.children if c.dep_ == "aux"]
    heads = [c for v in (verb, *aux) for c in v.children if c.dep_ in ("nsubj", "nsubjpass")]
    let = verb.dep_ == "ccomp" and verb.head.lemma_ == "let"
    if not heads or let or any(is_nobody(h) for h in heads):
        return False
    if lemma in _TURNING_UP:
        up = any(c.lower_ == "up" for c in verb.children) or lemma == "appear"
        return negated and up and any(_is_somebody(h) for h in heads)
    if lemma == "miss" and verb.tag_ == "VBG" and not negated:
        return not any(c.dep_ == "dobj" for c in verb.children) and _is_somebody(heads[0])
    if lemma not in _COPULAS:
        return False
    if not negated:
        seat = any(h.lemma_.lower() in _SEATS and _is_owned(h) for h in heads)
        wanted = _EMPTY if seat else _AWAY
        said = any(c.lower_ in wanted for c in verb.children if c.i > verb.i)
        return said and (seat or any(_is_somebody(h) for h in heads))
    there = any(
        c.dep_ == "prep"
        and c.lower_ == "among"
        and any(g.lower_ in _AMONG and not _is_explained(g) for g in c.children)
        for c in verb.children
    )
    return there and any(_is_somebody(h) for h in heads)


def _is_explained(guests: Token) -> bool:
    """Whether a clause says who they are: "among those staying away"."""
    return any(c.dep_ in ("acl", "relcl") for c in guests.children)


def _is_owned(seat: Token) -> bool:
    return any(c.dep_ == "poss" or c.lower_ == "of" for c in seat.children)


def _is_somebody(head: Token) -> bool:
    return head.pos_ in ("PROPN", "PRON") or any(
        c.dep_ in ("poss", "amod", "compound") for c in head.children
    )


def _is_only_in_part(verb: Token) -> bool:
    """Whether it is for a part alone: "absent from the luncheon only", "empty on the first day"."""
    return any(t.lower_ in _IN_PART for t in verb.subtree if t.i > verb.i)

"""How a date phrase hangs on an encounter: its own, shared, the step's, or somebody else's.

Read from the parse, from the date upward: the first thing met that can own a date does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from onrecord.reading.acts import Act
from onrecord.reading.date_forms import Form, RelativeDay, Weekday
from onrecord.reading.date_looking import TOLD
from onrecord.reading.syntax import particle_lemma

Tie = Literal["own", "carried", "near", "left", "step", "none"]

_SAYING = frozenset(
    [
        "say",
        "tell",
        "report",
        "announce",
        "add",
        "note",
        "state",
        "write",
        "confirm",
        "deny",
        "warn",
        "declare",
        "quote",
        "post",
        "tweet",
        "insist",
        "stress",
        "reply",
        "reveal",
        "disclose",
        "explain",
        "remark",
        "respond",
        "comment",
    ]
)
_MOVING = frozenset({"postponed", "rescheduled", "rescheduling"})
_GOING_ON = frozenset({"scheduled", "held", "under_way"})
_LINKS = frozenset({"prep", "mark", "pcomp", "pobj", "advmod"})
_PLANNING = frozenset(["schedule", "plan", "set", "slate", "due", "expect", "intend", "fix"])
_ASIDE = frozenset(
    [
        "before",
        "after",
        "ahead",
        "since",
        "following",
        "until",
        "because",
        "although",
        "though",
        "despite",
        "amid",
    ]
)
_CLAUSES = frozenset({"advcl", "ccomp", "relcl", "acl", "csubj", "parataxis"})
_OTHERS = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_WANTED = frozenset({"sought", "mooted", "agreed", "refused"})
_DEEP = 16
_FEW_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Climb:
    """A date on its way up the parse: its root, its form, and the tokens passed so far."""

    head: Token
    form: Form
    trigger: Token
    rivals: Sequence[int]
    below: Sequence[Token]


def tie_of(head: Token, form: Form, trigger: Token, main: Act, rivals: Sequence[int]) -> Tie:
    """Say how a date hangs on an encounter.

    `head` is the date's root token, in the sentence of `trigger`; `rivals` are the other trigger
    tokens of that sentence. "own": it hangs on the encounter itself; "carried": on the verb that
    carries it ("will attend on Sunday the summit"); "near": on something that shares a clause or
    a journey with the encounter, for which it stands when nothing better is given;
    "left": the encounter was moved away from it; "step": it is when the act was done; "none".
    """
    moved = _moved(head, main)
    if moved is not None:
        return moved
    path = list(_upward(head))
    for at, node in enumerate(path):
        below = path[:at]
        if node.i == trigger.i:
            return "none" if _aside(below, head) else _own_or_left(below, main)
        if node.i in rivals:
            return "near" if not _aside(below, head) and _shared(trigger, node, head) else "none"
        if node.i in (main.carrier, main.outer):
            return _on_carrier(_Climb(head, form, trigger, rivals, below), node, main)
        if _names_another(node, below):
            return "none"
        if node.pos_ == "VERB" and node.lemma_.lower() in _SAYING:
            return "near" if node.i < trigger.i < head.i else "none"
    if _aside(path[:-1], head) or _operated(main):
        return "none"
    return "near" if _close(head, trigger, rivals) else "none"


def governor_of(head: Token) -> Token | None:
    """Give the verb whose tense a date phrase stands under, or None."""
    return next((t for t in _upward(head) if t.pos_ in ("VERB", "AUX")), None)


def said_by_the_way(head: Token) -> bool:
    """Whether a date hangs on a verb of saying, or on a noun of its own ("Monday's attack")."""
    path = list(_upward(head))
    for at, node in enumerate(path):
        if _names_another(node, path[:at]):
            return True
        if node.pos_ == "VERB":
            return node.lemma_.lower() in _SAYING or _aside(path[:at], head)
    return True


def _upward(head: Token) -> Iterator[Token]:
    node = head
    for _ in range(_DEEP):
        yield node
        if node.head is node or node.head.i == node.i:
            return
        node = node.head


def _operated(main: Act) -> bool:
    """Whether what carries the encounter does something to its plan, so has a date of its own."""
    return main.operator and main.status not in _GOING_ON


def _moved(head: Token, main: Act) -> Tie | None:
    """Read "postponed from 3 April", "put off until June", wherever the parse hangs them."""
    if not _operated(main) or main.status not in _MOVING or head.head.pos_ not in ("ADP", "SCONJ"):
        return None
    word = head.head.lower_
    if word == "from":
        return "left"
    return "own" if word in ("to", "until", "till") else None


def _own_or_left(below: Sequence[Token], main: Act) -> Tie:
    """Read "the visit planned for June" as left behind when the visit has since been moved."""
    planned = any(t.lemma_.lower() in _PLANNING for t in below)
    return "left" if planned and main.status in _MOVING else "own"


def _names_another(node: Token, below: Sequence[Token]) -> bool:
    """Whether a noun on the way up claims the date: "Monday's attack", "the 2015 accord".

    A clause on another noun does too: "the envoy, who on Thursday had spoken in Cairo".
    """
    if not below or node.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    last = below[-1]
    if node.lower_ in TOLD and not any(t.pos_ in ("NOUN", "VERB") for t in below[1:]):
        return True  # "given the announcement yesterday of another strike"
    if last.dep_ in _OTHERS and len(below) == 1 and node.pos_ != "PRON":
        return node.ent_type_ not in ("DATE", "TIME")
    return last.dep_ in ("relcl", "acl")


def _aside(below: Sequence[Token], head: Token) -> bool:
    """Whether the way up from a date leads out of a "before …", "after …" or "until …" phrase."""
    marks = [c for t in below if t.dep_ == "advcl" for c in t.children if c.dep_ == "mark"]
    words = [t for t in below if t.i != head.i and t.dep_ in _LINKS]
    return any(t.lower_ in _ASIDE for t in (*marks, *words))


def _shared(trigger: Token, rival: Token, head: Token) -> bool:
    """Whether a date on another trigger holds for this one too.

    "Flies to Rome on Monday for talks", "met the king and the premier's envoy on Monday", "meet
    at the summit in June"; not "talks before the June summit", nor "after the talks, a visit".
    """
    up = list(_upward(trigger))
    if rival in up:
        way = up[: up.index(rival)]
        return not _aside(way, trigger) and not any(t.dep_ == "ccomp" for t in way)
    over = list(_upward(rival))
    if trigger in over:
        way = over[: over.index(trigger)]
        return not _aside(way, rival) and not any(t.dep_ in ("ccomp", "conj") for t in way)
    joint = next((t for t in up if t in over), None)
    if joint is None or joint.lemma_.lower() in _SAYING:
        return False
    ways = (*up[: up.index(joint)], *over[: over.index(joint)])
    return not _aside(ways, head) and not any(t.dep_ in ("ccomp", "parataxis") for t in ways)


def _on_carrier(climb: _Climb, node: Token, main: Act) -> Tie:
    """Say what a date on the verb that carries an encounter, or on the verb around it, dates."""
    head, trigger, below = climb.head, climb.trigger, climb.below
    prepositions = [t.lower_ for t in below if t.dep_ == "prep" or t.pos_ == "ADP"]
    governing = prepositions[-1] if prepositions else ""
    if main.status in _MOVING and main.operator and governing in ("by", "into"):
        return "own"
    if _aside(below, head):
        return "none"
    if _operated(main):
        if governing == "for":
            return "own"
        behind = head.doc[trigger.i + 1 : head.i]
        whole = not any(t.pos_ in ("VERB", "AUX", "PUNCT") for t in behind)
        near = node.i < trigger.i < head.i and (len(behind) < _FEW_WORDS or whole)
        return "own" if near and not _just_now(climb.form) else "step"
    if "announce" in particle_lemma(node):
        return "step"
    around = node.i == main.outer != main.carrier
    if around and main.status in _WANTED and head.i < trigger.i:
        return "step"
    if any(t.dep_ in _CLAUSES or (t.dep_ == "conj" and t.pos_ == "VERB") for t in below):
        return "near"
    first, last = min(head.i, trigger.i), max(head.i, trigger.i)
    return "near" if any(first < i < last for i in climb.rivals) else "carried"


def _just_now(form: Form) -> bool:
    """Whether a date is the kind that tells when news was made: "on Monday", "yesterday"."""
    return isinstance(form, Weekday) or (isinstance(form, RelativeDay) and form.days <= 0)


def _close(head: Token, trigger: Token, rivals: Sequence[int]) -> bool:
    """Whether no other trigger is nearer to a date that hangs on neither."""
    return all(abs(trigger.i - head.i) <= abs(i - head.i) for i in rivals)

"""How a date phrase hangs on an encounter: its own, shared, the step's, or somebody else's.

Read from the parse, from the date upward: the first thing met that can own a date does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from spacy.tokens import Doc, Token

from onrecord.reading.acts import Act
from onrecord.reading.date_forms import Form, RelativeDay, Weekday
from onrecord.reading.syntax import particle_lemma

Tie = Literal["own", "near", "left", "step", "none"]

_SAYING = frozenset(
    "say tell report announce add note state write confirm deny warn declare quote post tweet insist stress reply reveal disclose explain remark".split()
)
_MOVING = frozenset({"postponed", "rescheduled", "rescheduling"})
_OFF = _MOVING | {"cancelled"}
_UNTIL = frozenset({"to", "until", "till", "for", "by", "into"})
_PLANNING = frozenset("schedule plan set slate due expect intend fix".split())
_ASIDE = frozenset("before after ahead since following until because although though despite amid".split())
_CLAUSES = frozenset({"advcl", "ccomp", "relcl", "acl", "csubj", "parataxis"})
_OTHERS = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_DEEP = 16


def tie_of(head: Token, form: Form, trigger: Token, main: Act, rivals: Sequence[int]) -> Tie:
    """Say how a date hangs on an encounter.

    `head` is the date's root token, in the sentence of `trigger`; `rivals` are the other trigger
    tokens of that sentence. "own": it is the encounter's; "near": it is that of something the
    encounter shares a clause or a journey with, and stands for it when nothing better is given;
    "left": the encounter was moved away from it; "step": it is when the act was done; "none".
    """
    path = list(_upward(head))
    for at, node in enumerate(path):
        below = path[:at]
        if node.i == trigger.i:
            return "none" if _aside(below, head) else _own_or_left(below, main)
        if node.i in rivals:
            return "near" if not _aside(below, head) and _shared(trigger, node, head) else "none"
        if node.i in (main.carrier, main.outer):
            return _on_carrier(node, head, form, trigger, main, rivals, below)
        if _names_another(node, below):
            return "none"
        if node.pos_ == "VERB" and node.lemma_.lower() in _SAYING:
            return "near" if node.i < trigger.i < head.i else "none"
    if _aside(path[:-1], head) or main.operator:
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


def _own_or_left(below: Sequence[Token], main: Act) -> Tie:
    """Read "the visit planned for June" as left behind when the visit has since been moved."""
    planned = any(t.lemma_.lower() in _PLANNING for t in below)
    return "left" if planned and main.status in _MOVING else "own"


def _names_another(node: Token, below: Sequence[Token]) -> bool:
    """Whether a noun between date and encounter claims the date: "Monday's attack", "the 2015 accord".

    A clause on another noun does too: "Abbas, who on Thursday had spoken in Cairo".
    """
    if not below or node.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    last = below[-1]
    if last.dep_ in _OTHERS and len(below) == 1 and node.pos_ != "PRON":
        return node.ent_type_ not in ("DATE", "TIME")
    return last.dep_ in ("relcl", "acl")


def _aside(below: Sequence[Token], head: Token) -> bool:
    """Whether the way up from a date leads out of a "before …", "after …" or "until …" phrase."""
    return any(t.i != head.i and t.lower_ in _ASIDE and t.dep_ in ("prep", "mark", "pcomp", "pobj", "advmod") for t in below) or any(
        t.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _ASIDE for c in t.children) for t in below
    )


def _shared(trigger: Token, rival: Token, head: Token) -> bool:
    """Whether a date on another trigger holds for this one too.

    "Flies to Rome on Monday for talks", "met the king and the premier's envoy on Monday", "meet
    at the summit in June"; not "talks before the June summit", nor "after the talks, a visit".
    """
    up = list(_upward(trigger))
    if rival in up:
        way = up[: up.index(rival)]
        return not _aside(way, trigger) and not any(t.dep_ in ("relcl", "ccomp") for t in way)
    over = list(_upward(rival))
    if trigger in over:
        way = over[: over.index(trigger)]
        return not _aside(way, rival) and not any(t.dep_ in ("relcl", "ccomp", "conj") for t in way)
    joint = next((t for t in up if t in over), None)
    if joint is None or joint.lemma_.lower() in _SAYING:
        return False
    ways = (*up[: up.index(joint)], *over[: over.index(joint)])
    return not _aside(ways, head) and not any(t.dep_ in ("relcl", "ccomp", "parataxis") for t in ways)


def _on_carrier(
    node: Token, head: Token, form: Form, trigger: Token, main: Act, rivals: Sequence[int], below: Sequence[Token]
) -> Tie:
    prepositions = [t.lower_ for t in below if t.dep_ == "prep" or t.pos_ == "ADP"]
    governing = prepositions[-1] if prepositions else ""
    if main.operator and main.status in _OFF:
        if governing == "from" and main.status in _MOVING:
            return "left"
        if governing in _UNTIL and (main.status in _MOVING or governing == "for"):
            return "own"
    if _aside(below, head):
        return "none"
    if main.operator:
        if governing == "for":
            return "own"
        near = node.i < trigger.i < head.i and head.i - trigger.i <= 6
        return "own" if near and not _just_now(form) else "step"
    if "announce" in particle_lemma(node):
        return "step"
    if node.i == main.outer != main.carrier and main.status in ("sought", "mooted", "agreed", "refused") and head.i < trigger.i:
        return "step"
    if any(t.dep_ in _CLAUSES for t in below):
        return "near"
    between = [i for i in rivals if min(head.i, trigger.i) < i < max(head.i, trigger.i)]
    return "near" if between and node.i != trigger.i else "own"


def _just_now(form: Form) -> bool:
    """Whether a date is the kind that tells when news was made: "on Monday", "yesterday"."""
    return isinstance(form, Weekday) or (isinstance(form, RelativeDay) and form.days <= 0)


def _close(head: Token, trigger: Token, rivals: Sequence[int]) -> bool:
    """Whether no other trigger is nearer to a date that hangs on neither."""
    return all(abs(trigger.i - head.i) <= abs(i - head.i) for i in rivals)

"""Which date phrase belongs to which encounter, or to the step taken about it.

"The visit planned for June was called off on Monday": June is the visit's, Monday the step's.
A date that hangs on a verb of saying belongs to neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.reading.acts import Act
from onrecord.reading.dates import DatePhrase, resolve
from onrecord.reading.encounters import Encounter
from onrecord.reading.marks import Direction, ResolvedDate
from onrecord.reading.syntax import particle_lemma

_SAYING = frozenset("say tell report announce add note state write confirm deny warn declare quote post tweet".split())
_BACKWARD = frozenset({"held"})
_MOVING = frozenset({"postponed", "rescheduled", "rescheduling"})


def attach_dates(
    doc: Doc,
    encounter: Encounter,
    acts: Sequence[Act],
    phrases: Sequence[DatePhrase],
    published: dt.date | None,
    triggers: Sequence[int],
) -> tuple[tuple[ResolvedDate, ...], tuple[ResolvedDate, ...]]:
    """Give the dates of an encounter and the dates of the step, resolved.

    `phrases` are the date phrases of the report, `triggers` the trigger tokens of all its
    encounters. A date goes to the trigger that it hangs on in the parse; failing that, to the
    nearest one in its sentence.
    """
    trigger = doc[encounter.token]
    sentence = trigger.sent
    main = max(acts, key=lambda a: a.strength)
    own: list[ResolvedDate] = []
    step: list[ResolvedDate] = []
    rivals = [i for i in triggers if sentence.start <= i < sentence.end and i != trigger.i]
    for phrase in phrases:
        head = _head_of(doc, phrase, sentence.start, sentence.end)
        if head is None:
            continue
        where = _owner(head, trigger, main, rivals, phrase, doc)
        if where == "none":
            continue
        direction: Direction = "backward" if (main.status in _BACKWARD or (where == "step")) else "forward"
        if main.status == "under_way" or main.open_tense or main.rule.startswith("act.circumstance"):
            direction = "either" if not main.open_tense else "forward"
        if main.status in ("cancelled", "postponed") and where == "own":
            direction = "forward" if not main.operator or main.status != "held" else "either"
        resolved = resolve(phrase, published, direction)
        (own if where == "own" else step).append(resolved)
    return tuple(own), tuple(step)


def settled_by_date(
    acts: tuple[Act, ...], dates: Sequence[ResolvedDate], published: dt.date | None
) -> tuple[Act, ...]:
    """Let a date decide where the wording leaves open whether an encounter is over or to come.

    "Flies to Rome on Friday" and "the visit next week" are plans; "Monday's talks" are over when
    Monday is. An act that says more than its tense is left alone.
    """
    starts = [d.start[:10] for d in dates if d.start and len(d.start) >= 7]
    if not starts or published is None:
        return acts
    today = published.isoformat()
    to_come = all(s[: len(today)] > today[: len(s)] for s in starts)
    settled = []
    for act in acts:
        if act.open_tense and to_come and act.status in ("held", "under_way"):
            act = replace(act, status="scheduled")
        elif act.strength <= 1 and act.rule.startswith("act.circumstance") and act.status in ("held", "under_way") and to_come:
            act = replace(act, status="scheduled", strength=2, rule="act.circumstance.date")
        settled.append(act)
    return tuple(settled)


def _head_of(doc: Doc, phrase: DatePhrase, start: int, end: int) -> Token | None:
    span = doc.char_span(phrase.span.start, phrase.span.end, alignment_mode="expand")
    if span is None or not (start <= span.start < end):
        return None
    return span.root


def _owner(head: Token, trigger: Token, main: Act, rivals: Sequence[int], phrase: DatePhrase, doc: Doc) -> str:
    """Say whose date it is: "own", "step" or "none"."""
    carrier, outer = doc[main.carrier], doc[main.outer]
    node, prepositions = head, []
    for _ in range(12):
        if node.i == trigger.i:
            return "own"
        if node.i in rivals:
            return "none"
        if node.dep_ == "prep" or node.pos_ == "ADP":
            prepositions.append(node.lower_)
        if node.i == carrier.i or node.i == outer.i:
            return _on_carrier(node, trigger, main, prepositions, rivals, head)
        if node.pos_ == "VERB" and node.lemma_ in _SAYING:
            return "none"
        if node.dep_ == "relcl" or node.dep_ == "acl":
            if node.head.i == trigger.i:
                return "own"
        if node.head is node:
            break
        node = node.head
    nearest = min([trigger.i, *rivals], key=lambda i: (abs(i - head.i), i))
    return "own" if nearest == trigger.i and not rivals and main.strength >= 2 and not main.operator else "none"


def _on_carrier(node: Token, trigger: Token, main: Act, prepositions: list[str], rivals: Sequence[int], head: Token) -> str:
    if main.operator:
        if main.status in _MOVING and prepositions and prepositions[-1] in ("to", "until", "till", "for", "by"):
            return "own"
        if prepositions and prepositions[-1] in ("for",):
            return "own"
        if head.i > trigger.i and trigger.i > node.i and head.i - trigger.i <= 6:
            return "own"
        return "step"
    if "announce" in particle_lemma(node):
        return "step"
    between = [i for i in rivals if min(head.i, trigger.i) < i < max(head.i, trigger.i)]
    return "own" if not between or node.i == trigger.i else "none"

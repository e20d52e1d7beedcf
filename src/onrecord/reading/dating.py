"""Which date phrase belongs to which encounter, or to the step taken about it.

"The visit planned for June was called off on Monday": June is the visit's, Monday the step's.
A date that hangs on a verb of saying belongs to neither.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.reading.act_parts import OFF
from onrecord.reading.acts import Act
from onrecord.reading.date_looking import look_of
from onrecord.reading.date_ties import Tie, governor_of, said_by_the_way, tie_of
from onrecord.reading.dates import DatePhrase, resolve
from onrecord.reading.encounters import Encounter
from onrecord.reading.marks import DateTie, Direction, ResolvedDate
from onrecord.reading.syntax import modality

_PLANNING = frozenset(["schedule", "plan", "set", "slate", "due", "expect", "intend", "fix"])
_STAYING = frozenset({"held", "under_way", "scheduled"})
_MOVED = frozenset({"postponed", "rescheduled", "rescheduling"})
_AHEAD = frozenset({"scheduled", "mooted", "agreed", "sought"})
_HOW: dict[Tie, DateTie] = {
    "own": "own",
    "carried": "own",
    "near": "near",
    "left": "left",
    "step": "own",
}


def attach_dates(  # noqa: PLR0917 - everything a date can hang on
    doc: Doc,
    encounter: Encounter,
    acts: Sequence[Act],
    phrases: Sequence[DatePhrase],
    published: dt.date | None,
    triggers: Sequence[int],
) -> tuple[tuple[ResolvedDate, ...], tuple[ResolvedDate, ...]]:
    """Give the dates of an encounter and the dates of the step, resolved.

    `phrases` are the date phrases of the report, `triggers` the trigger tokens of all its
    encounters. A date goes to the trigger that it hangs on in the parse. An encounter with none
    takes what stands near: a date that another encounter in its sentence shares with it, or else
    that of the sentence before ("They met on Monday. The envoy also saw the king.").
    """
    trigger = doc[encounter.token]
    sentence = trigger.sent
    main = max(acts, key=lambda a: a.strength)
    rivals = [i for i in triggers if sentence.start <= i < sentence.end and i != trigger.i]
    found: dict[Tie, list[ResolvedDate]] = {tie: [] for tie in _HOW}
    for phrase in phrases:
        head = _head_of(doc, phrase, sentence.start, sentence.end)
        if head is None:
            continue
        tie = _tie_to_a_step_beside(head, acts, main) or tie_of(
            head, phrase.form, trigger, main, rivals
        )
        if tie == "none":
            continue
        look = look_of(doc, phrase.span)
        if look == "telling" and tie != "step":
            continue
        date = _resolved(phrase, head, main, tie, published, over=look == "back")
        if not _against(date, main, published):
            found[tie].append(date)
    carried = [] if any(d.start for d in found["own"]) else found["carried"]
    own = found["left"] + found["own"] + carried
    if not any(d.start for d in own):
        own += found["near"] or _before(doc, trigger, main, phrases, published)
    return tuple(own), tuple(found["step"])


def _tie_to_a_step_beside(head: Token, acts: Sequence[Act], main: Act) -> Tie | None:
    """Read a date as that of a step told beside the main one, in a clause of its own; else None.

    "She asked for another day for the visit, which had been called off on Monday."
    """
    verb = governor_of(head)
    if verb is None or verb.dep_ != "relcl" or verb.i in (main.carrier, main.outer):
        return None
    beside = (a for a in acts if a.status in OFF and a.status != main.status and a.strength >= 2)
    past = modality(verb).tense in ("past", "perfect")
    return "step" if past and any(a.carrier == verb.i for a in beside) else None


def _resolved(
    phrase: DatePhrase,
    head: Token,
    main: Act,
    tie: Tie,
    published: dt.date | None,
    *,
    over: bool = False,
) -> ResolvedDate:
    direction = "backward" if over else _direction(head, main, tie)
    date = resolve(phrase, published, direction)
    if date.start is None and direction != "either":
        date = resolve(phrase, published, "either")  # "from Sunday through today" runs both ways
    return replace(date, tie=_HOW[tie])


def _direction(head: Token, main: Act, tie: Tie) -> Direction:
    """Say which way a date looks: as its own verb does, or as what is said of the encounter.

    "The summit, opening Tuesday, …" looks ahead whatever the sentence around it does.
    """
    if tie == "step":
        return "backward"
    verb = governor_of(head)
    carries = verb is not None and verb.i in (main.carrier, main.outer)
    if verb is not None and modality(verb).to_have and main.status not in _MOVED:
        return "backward"  # "was to have left on Tuesday" is told once Tuesday is over
    if verb is not None and not carries and verb.lemma_.lower() not in _PLANNING:
        tense = modality(verb).tense
        if tense in ("past", "perfect") and tie == "near":
            return "backward"
        if tense in ("future", "infinitive"):
            return "forward"
        if verb.tag_ == "VBG" and verb.dep_ == "acl" and main.status in ("held", "under_way"):
            opening = verb.lemma_ in ("open", "begin", "start") and main.strength <= 1
            return "forward" if opening else "either"
    if main.open_tense:
        return "forward"
    if main.status == "under_way" or main.rule.startswith("act.circumstance"):
        return "either"
    return "backward" if main.status == "held" else "forward"


def _against(date: ResolvedDate, main: Act, published: dt.date | None) -> bool:
    """Whether a date lies where its encounter cannot, so is another's.

    What is flatly told as over is not ahead. What is to come does not take a date from well back
    that stands near it ("They spoke in February. They will meet in Rome."), but may one of the
    last days: "He landed on Monday. Next he was to see the premier."
    """
    if date.start is None or published is None or (main.strength < 2 and date.tie != "near"):
        return False
    start, end = date.start[:10], (date.end or date.start).split("/")[-1][:10]
    if main.status == "held":
        return start > published.isoformat()[: len(start)]
    lately = (published - dt.timedelta(days=7)).isoformat()
    return date.tie == "near" and main.status in _AHEAD and end < lately[: len(end)]


def _before(
    doc: Doc, trigger: Token, main: Act, phrases: Sequence[DatePhrase], published: dt.date | None
) -> list[ResolvedDate]:
    """Give the date of the sentence before, when it tells of just one and this one goes on."""
    sentence = trigger.sent
    if sentence.start == 0 or main.strength < 2 or main.status not in _STAYING or main.operator:
        return []
    before = doc[sentence.start - 1].sent
    heads = [(p, _head_of(doc, p, before.start, before.end)) for p in phrases]
    told = [(p, h) for p, h in heads if h is not None and not said_by_the_way(h)]
    if len(told) != 1:
        return []
    phrase, head = told[0]
    date = _resolved(phrase, head, main, "near", published)
    return [date] if date.start is not None and not _against(date, main, published) else []


def settled_by_date(
    acts: tuple[Act, ...], dates: Sequence[ResolvedDate], published: dt.date | None
) -> tuple[Act, ...]:
    """Let a date decide where the wording leaves open whether an encounter is over or to come.

    "Flies to Rome on Friday" and "the visit next week" are plans; "Monday's talks" are over when
    Monday is. An act that says more than its tense is left alone.
    """
    starts = [d.start[:10] for d in dates if d.start and len(d.start) >= 7 and d.tie == "own"]
    if not starts or published is None:
        return acts
    today = published.isoformat()
    to_come = all(s[: len(today)] > today[: len(s)] for s in starts)
    return tuple(_settled(act) if to_come else act for act in acts)


def _settled(act: Act) -> Act:
    if act.status not in ("held", "under_way"):
        return act
    if act.open_tense:
        return replace(act, status="scheduled")
    if act.strength <= 1 and act.rule.startswith("act.circumstance"):
        return replace(act, status="scheduled", strength=2, rule="act.circumstance.date")
    return act


def _head_of(doc: Doc, phrase: DatePhrase, start: int, end: int) -> Token | None:
    span = doc.char_span(phrase.span.start, phrase.span.end, alignment_mode="expand")
    if span is None or not (start <= span.start < end):
        return None
    return span.root

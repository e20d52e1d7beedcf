"""An engagement under a noun ("plans for talks", "an invitation to visit") and what befalls it."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.act_irrealis import UNREAL
from onrecord.reading.act_parts import (
    OFF,
    Act,
    Scene,
    Step,
    clause_end,
    clause_start,
    keys_with,
    negated_noun,
)
from onrecord.reading.syntax import modality, nominal_subtree, particle_lemma, subjects
from onrecord.terms import Status

DENYING = frozenset({"deny", "reject", "dismiss", "refute", "rebut", "dispute", "quash"})
OPEN_NOUNS = frozenset(
    ["date", "dates", "time", "times", "timetable", "decision", "announcement", "announcements"]
)
"""What may be missing while nobody denies the event: "no date has been fixed for the talks".
Counter-example: "no plans for talks"."""
_ANSWERING = frozenset({"answer", "respond", "reply", "react"})


def under_noun(scene: Scene, step: Step, noun: Token, inner: Act | None = None) -> Act | None:
    """Read an engagement under a noun ("plans for", "an invitation to") and what befalls it.

    `inner` is the act of the verb that hangs on the noun ("plans to visit"), None for a noun.
    """
    effect = step.effect
    planning = effect in ("scheduled", "mooted", "agreed", "sought")
    if planning and inner is not None and inner.status in OFF and inner.status != "refused":
        return _off_under_noun(inner, effect, noun)
    if effect == "refused" and inner is not None and inner.status in OFF - {"refused"}:
        return _off_refused(inner, noun)
    act = _noun_act(scene, step, noun)
    status = act.status
    if noun.lower_ in ("date", "dates", "time") and _another(noun):
        return _new_date(scene, act, noun)
    if negated_noun(noun):
        if noun.lower_ in OPEN_NOUNS:
            return replace(act, status="mooted", strength=2)
        plan = status in ("scheduled", "sought", "mooted", "agreed")
        return replace(act, status="denied" if plan else "scheduled", stance="denies", strength=3)
    preposition = noun.head.lower_ if noun.dep_ == "pobj" else ""
    verb = noun.head.head if preposition else noun.head
    if verb.pos_ not in ("VERB", "AUX"):
        return act
    if noun.dep_ not in ("dobj", "nsubjpass", "nsubj", "attr", "pobj"):
        return act
    return _befallen(scene, act, noun, verb, preposition)


def _another(noun: Token) -> bool:
    return any(c.lower_ in ("new", "another", "fresh", "alternative") for c in noun.children)


def _new_date(scene: Scene, act: Act, noun: Token) -> Act:
    """Read what is said of another date: none yet, given, promised, or being looked for."""
    verb = noun.head
    while verb.pos_ == "ADP" and verb.dep_ != "ROOT":
        verb = verb.head
    how = modality(verb) if verb.pos_ in ("VERB", "AUX") else None
    status: Status = "rescheduling"
    if negated_noun(noun) or (how is not None and how.negated):
        status = "postponed"
    elif how is not None:
        rule = scene.rulebook.find("object", *particle_lemma(verb))
        given = rule is not None and rule.effect in ("scheduled", "agreed")
        if given and noun.dep_ in ("dobj", "nsubjpass"):
            done = how.tense in ("past", "perfect", "present")
            status = "rescheduled" if done else "postponed"
        act = replace(act, outer=verb.i, start=min(act.start, clause_start(verb)))
        act = replace(act, end=max(act.end, clause_end(verb)), by=scene.takers(verb) or act.by)
    return replace(act, status=status, strength=3, operator=True, rule="act.nominal.new-date")


def _yet(verb: Token) -> bool:
    """Whether what a verb says is still to come ("has yet to answer")."""
    around = [*verb.children, *verb.head.children] if verb.dep_ == "xcomp" else list(verb.children)
    return any(c.lower_ == "yet" for c in around)


def _asked_for(scene: Scene, verb: Token) -> bool:
    """Whether somebody is only asked to do what a verb says ("called on him to set a date for")."""
    if verb.dep_ not in ("xcomp", "advcl", "ccomp") or modality(verb).tense != "infinitive":
        return False
    asking = verb.head
    if asking.pos_ != "VERB" or asking.lemma_ in ("seek", "try", "attempt", "work"):
        return False
    rule = scene.rulebook.find("control", *particle_lemma(asking))
    return rule is not None and rule.effect == "sought"


def _off_under_noun(inner: Act, effect: str, noun: Token) -> Act:
    if inner.status == "rescheduled":
        return replace(inner, status="rescheduling", outer=noun.i)
    floated = effect in ("mooted", "sought")
    return replace(inner, status="scheduled" if floated else inner.status, outer=noun.i)


def _off_refused(inner: Act, noun: Token) -> Act:
    """Read "the refusal to put the visit off", which stands."""
    kept = replace(inner, status="scheduled", rule=UNREAL, by=(), operator=False)
    return replace(kept, outer=noun.i, strength=3)


def _noun_act(scene: Scene, step: Step, noun: Token) -> Act:
    trigger = scene.trigger
    status: Status = step.effect if step.effect != "light" else "scheduled"
    owners = [c for c in noun.children if c.dep_ == "poss"]
    start = min(noun.left_edge.idx, trigger.idx)
    end = max(trigger.idx + len(trigger), noun.idx + len(noun))
    return Act(
        status,
        step.rule,
        noun.i,
        noun.i,
        start,
        end,
        by=tuple(a for o in owners for a in scene.marked.under(nominal_subtree(o))),
        stance="denies" if status == "denied" else "asserts",
        strength=3 if status not in ("mooted", "scheduled") else 2,
        operator=status in OFF,
    )


def _befallen(scene: Scene, act: Act, noun: Token, verb: Token, preposition: str) -> Act | None:
    """Read what a verb does to the noun over an encounter ("accepted the invitation")."""
    status, how, lemma = act.status, modality(verb), verb.lemma_.lower()
    start, end = min(act.start, clause_start(verb)), max(act.end, clause_end(verb))
    wide = replace(act, outer=verb.i, start=start, end=end)
    acted_on = noun.dep_ in ("dobj", "nsubjpass")
    if lemma in DENYING and acted_on and not how.negated:
        if status in ("sought", "agreed", "mooted") and lemma in ("reject", "dismiss"):
            return replace(wide, status="refused", by=scene.takers(verb), strength=3)
        return replace(wide, status="denied", stance="denies", strength=3)
    if status == "sought" and lemma in _ANSWERING and (how.negated or _yet(verb)):
        by = tuple(a for s in subjects(verb) for a in scene.marked.under(nominal_subtree(s)))
        return replace(wide, status="refused", by=by, strength=3)
    rule = scene.rulebook.find("object", *particle_lemma(verb)) if acted_on else None
    if preposition:
        rule = scene.rulebook.find("preposition", *keys_with(verb, preposition))
        rule = rule if rule is not None and rule.effect in ("agreed", "refused") else None
    if rule is None:
        return replace(act, hedged=how.hedged)
    by, outer = scene.takers(verb) or act.by, rule.effect
    if status == "scheduled" and _asked_for(scene, verb) and not how.negated:
        return replace(wide, status="sought", strength=3)
    if how.negated:
        if outer == "light" and status == "held":
            return None
        denied = outer in ("agreed", "light", "sought")
        new: Status = "denied" if denied else status
        if outer == "agreed" and status == "sought":
            return replace(wide, status="refused", by=by, strength=3)
        return replace(wide, status=new, stance="denies", by=by, strength=3)
    if status in ("sought", "scheduled", "mooted", "agreed"):
        if outer in ("refused", "cancelled", "postponed", "suspended"):
            off: Status = "refused" if status == "sought" else outer
            return replace(wide, status=off, by=by, strength=3, rule=rule.id, operator=True)
        if outer == "agreed" and status != "agreed":
            return replace(wide, status="agreed", by=by, strength=3, rule=rule.id)
    return replace(wide, by=by)

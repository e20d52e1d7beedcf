"""From the first step over an encounter to an act: tense, polarity, hedge; then what is above."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.act_above import above
from onrecord.reading.act_irrealis import UNREAL, on_a_condition
from onrecord.reading.act_parts import (
    OFF,
    Act,
    Scene,
    Step,
    clause_end,
    clause_start,
    is_passive,
    names_a_date,
    negated_noun,
)
from onrecord.reading.act_tenses import came_about, is_due, is_existential, stays_away, tensed
from onrecord.reading.act_under_nouns import OPEN_NOUNS, under_noun
from onrecord.reading.syntax import Modality, modality, pobjs, subjects
from onrecord.terms import Stance, Status

Reading = tuple[Status | None, int, Stance]

_FIXING = frozenset(
    {"set", "schedule", "fix", "finalise", "finalize", "arrange", "book", "announce", "confirm"}
)
_LATER = frozenset({"later", "other", "another", "future", "subsequent"})
_CONVENIENT = frozenset({"convenient", "suitable", "appropriate", "opportune", "agreeable"})
_TIMES = frozenset({"date", "dates", "time", "times", "stage", "day", "moment", "juncture"})
_STILL = frozenset(
    ["hold", "ice", "limbo", "abeyance", "standstill", "impasse", "deadlock", "stalemate"]
)
_SENT = frozenset({"under_way", "scheduled"})
_BROKEN_OFF = {"talks": "suspended", "summit": "refused"}


def climb(scene: Scene, step: Step) -> Act | None:
    """Read the act that a first step leads to; None when nothing is said to happen after all."""
    carrier = step.carrier
    if carrier.pos_ in ("NOUN", "PROPN"):
        return under_noun(scene, step, carrier)
    how = modality(carrier)
    step = _fitted(scene, step)
    status, strength, stance = _reading(scene, step, how)
    if status is None:
        return None
    if status == "scheduled" and step.effect in OFF and on_a_condition(carrier, how):
        step = replace(step, rule=UNREAL)
    act = _act(scene, step, status, strength)
    act = replace(
        act,
        stance=stance,
        hedged=how.hedged or how.conditional,
        absent=status == "refused" and step.effect == "light",
        open_tense=how.tense in ("present", "progressive")
        and step.effect in ("light", "under_way"),
        operator=step.effect not in ("light", "scheduled", "held", "under_way"),
    )
    return above(scene, act, step, how)


def _act(scene: Scene, step: Step, status: Status, strength: int) -> Act:
    carrier, trigger = step.carrier, scene.trigger
    first = trigger.left_edge if trigger.pos_ != "VERB" else trigger
    return Act(
        status=status,
        rule=step.rule,
        carrier=carrier.i,
        outer=carrier.i,
        start=min(clause_start(carrier), first.idx),
        end=max(clause_end(carrier), trigger.idx + len(trigger)),
        by=scene.takers(carrier),
        strength=strength,
    )


def _fitted(scene: Scene, step: Step) -> Step:
    """Fit an effect to the kind of engagement.

    Who pulls out of a visit cancels it; out of running talks, breaks them off; out of a summit
    that goes on, stays away. An invitation that is extended asks. Talks put on hold are
    suspended, a visit is postponed. A visit that collapses is off, talks that collapse are broken
    off. Talks adjourned are suspended.
    """
    effect, kind = step.effect, scene.encounter.kind
    if scene.encounter.says == "sought" and effect in _SENT and scene.trigger.pos_ == "NOUN":
        effect = "sought"
    if step.rule == "act.preposition.withdraw":
        effect = _BROKEN_OFF.get(kind, "cancelled")  # type: ignore[assignment]
    elif effect == "postponed" and kind == "talks" and _on_hold(step.carrier):
        effect = "suspended"
    elif effect == "suspended" and kind in ("visit", "delegation", "call", "meeting"):
        if step.rule == "act.subject.suspend":
            effect = "cancelled"
        elif step.carrier.lemma_ in ("suspend", "freeze", "pause"):
            effect = "postponed"
    return step if effect == step.effect else replace(step, effect=effect)


def _on_hold(verb: Token) -> bool:
    if verb.lemma_ == "adjourn":
        return True
    prepositions = (p for p in verb.children if p.dep_ == "prep")
    return any(c.lower_ in _STILL for p in prepositions for c in p.children)


def _reading(scene: Scene, step: Step, how: Modality) -> Reading:
    carrier, effect = step.carrier, step.effect
    if effect == "denied":
        return (None, 0, "asserts") if how.negated else ("denied", 3, "denies")
    if how.negated or _nobody(scene, carrier):
        if effect == "scheduled" and carrier.lemma_ in _FIXING and _still_open(scene, carrier):
            return "mooted", 3, "asserts"
        return _negated_light(scene, step, how) if effect == "light" else _negated(step, how)
    if effect == "light":
        return _light(step, how)
    if effect == "rescheduled" and how.conditional:
        return "postponed", 3, "asserts"  # "it is unknown whether they will reschedule"
    if effect == "rescheduled":
        return _rescheduled(how, carrier), 3, "asserts"
    if effect == "held" and (how.hedged or how.tense in ("future", "infinitive")):
        return ("mooted" if how.hedged else "scheduled"), 1, "asserts"
    if effect == "held" and how.tense in ("present", "progressive"):
        if carrier.lemma_ in ("follow", "come"):  # "the announcement follows a meeting"
            return "held", 2, "asserts"
        return "under_way", 2, "asserts"
    if effect == "under_way" and how.tense in ("future", "infinitive") and not how.hedged:
        return "scheduled", 3, "asserts"
    if effect == "postponed" and _to_a_date(carrier):
        return "rescheduled", 3, "asserts"
    if effect == "scheduled" and carrier.lemma_ == "expect" and not is_passive(carrier):
        return "mooted", 3, "asserts"
    if effect in OFF and on_a_condition(carrier, how):
        return "scheduled", 3, "asserts"
    if how.hedged or how.conditional:
        if effect in OFF:
            return "scheduled", 1, "asserts"
        return "mooted", 3, "asserts"
    return effect, step.strength, "asserts"


def _nobody(scene: Scene, carrier: Token) -> bool:
    """Whether a denied noun denies the verb ("no talks are planned", "neither side met").

    In "has no plans to visit" the noun stands above the verb, and is read there.
    """
    if negated_noun(scene.trigger):
        return True
    heads = (s for s in subjects(carrier) if s.i != scene.trigger.i and s != carrier.head)
    return any(negated_noun(s) for s in heads)


def _still_open(scene: Scene, verb: Token) -> bool:
    """Whether what is not fixed may yet be: "no time has been set for the visit", "no visit yet".

    Counter-example: "No visit had been scheduled".
    """
    if any(negated_noun(s) and s.lower_ in OPEN_NOUNS for s in subjects(verb)):
        return True
    return negated_noun(scene.trigger) and any(c.lower_ == "yet" for c in verb.children)


def _light(step: Step, how: Modality) -> Reading:
    carrier = step.carrier
    status: Status = "scheduled" if is_due(carrier) else tensed(how, carrier)
    if how.conditional:
        return "mooted", step.strength, "asserts"
    if status == "scheduled":
        undated = _undated(carrier)
        if undated is not None:
            return undated, 3, "asserts"
        return status, max(step.strength, 1 if how.would else 2), "asserts"
    gerund = how.tense == "gerund"  # says nothing of when; what stands above it does
    return status, 1 if gerund else step.strength, "asserts"


def _undated(verb: Token) -> Status | None:
    """Read a time that is none: "will take place at a later date", "at a convenient time"."""
    for noun in pobjs(verb, "at", "on", "to", "until"):
        words = {c.lower_ for c in noun.subtree}
        if noun.lower_ in _TIMES and words & _LATER:
            return "postponed"
        if noun.lower_ in _TIMES and words & _CONVENIENT:
            return "agreed"
    return None


def _to_a_date(verb: Token) -> bool:
    """Whether what is put off is put off to a day or a month ("delayed until 12 May").

    "Delayed until the floods recede", "to a later date" name none.
    """
    return any(names_a_date(n) for n in pobjs(verb, "to", "until", "till"))


def _rescheduled(how: Modality, verb: Token) -> Status:
    """Read "reschedule" by its tense: done, wished for, or being worked on.

    "The visit was rescheduled for May" has a new date. "It will be rescheduled" is a wish, and
    the visit stays postponed; "we will reschedule the visit" is somebody working on it.
    """
    to_come = how.tense in ("future", "infinitive") or how.hedged
    if not to_come:
        return "rescheduling" if how.tense == "progressive" else "rescheduled"
    dated = any(names_a_date(n) for n in pobjs(verb, "for", "to", "until"))
    if dated and not how.hedged and _undated(verb) is None:
        return "rescheduled"
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return "postponed" if passive and how.tense == "future" else "rescheduling"


def _negated(step: Step, how: Modality) -> Reading:
    effect, lemma = step.effect, step.carrier.lemma_
    if effect == "under_way":
        if how.tense == "perfect":
            return "scheduled", 1, "asserts"
        if step.rule.startswith("act.preposition"):
            if how.tense in ("present", "progressive"):
                return "denied", 3, "denies"  # "is not in talks with"
            return "refused", 3, "asserts"
        return "postponed", 3, "asserts"
    if effect == "agreed":
        return "refused", 3, "asserts"
    if effect == "scheduled":
        if step.rule.startswith("act.predicate"):
            return "mooted", 3, "asserts"  # "the meeting is not ready at all"
        if how.negated and lemma in _FIXING:
            return "mooted", 1, "asserts"  # "the visit has not been scheduled yet"
        return "denied", 3, "denies"
    if effect == "sought" and lemma == "want" and _only_so(step.carrier):
        return "mooted", 1, "asserts"
    if effect in ("sought", "mooted"):
        return "denied", 3, "denies"
    if effect == "refused":
        return "mooted", 2, "asserts"  # "did not rule out a meeting"
    if effect in OFF:
        return "scheduled", 3, "denies"
    return None, 0, "asserts"


def _only_so(verb: Token) -> bool:
    """Whether what is not wanted is only one way of it: "we do not want talks just for show"."""
    return any(t.lower_ in ("just", "merely", "simply") for t in verb.subtree if t.i > verb.i)


def _negated_light(scene: Scene, step: Step, how: Modality) -> Reading:
    carrier, encounter = step.carrier, scene.encounter
    if how.no_longer:
        return "cancelled", 3, "asserts"
    about = not encounter.verbal and came_about(carrier)
    status = tensed(how, carrier)
    to_come = status in ("scheduled", "mooted")
    if not to_come and how.tense in ("past", "perfect"):
        if about and how.tense == "past":
            return "cancelled", 3, "asserts"
        if stays_away(carrier) and not encounter.verbal:
            return "refused", 3, "asserts"
        return None, 0, "asserts"
    if about:
        if how.tense == "present" and negated_noun(scene.trigger):
            return "denied", 3, "denies"  # "no talks are being held"
        return "cancelled", 3, "asserts"
    if is_existential(carrier):
        return ("refused", 3, "asserts") if to_come else ("denied", 3, "denies")
    if encounter.kind == "talks" and how.tense in ("present", "progressive"):
        return "denied", 3, "denies"
    ahead = to_come or how.tense == "progressive"
    if ahead and encounter.kind == "visit" and step.rule in _OWN_VISIT:
        return "cancelled", 3, "asserts"
    if step.rule in ("act.subject.being", "act.subject.other"):
        return None, 0, "asserts"
    return "refused", 3, "asserts"


_OWN_VISIT = frozenset({"act.verb.visit", "act.object.hold"})

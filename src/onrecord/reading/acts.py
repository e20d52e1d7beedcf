"""What a report says happens to an engagement: from the trigger word outward through the parse.

Each construction around a trigger is looked up in the rulebook; the verb that carries it gives
tense, polarity and hedge; verbs and nouns further out ("wants to", "plans to", "invitation to")
change what comes of it. The result is one or more acts for each encounter.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.reading.act_clauses import clause_acts, modifier_acts
from onrecord.reading.act_climbing import climb
from onrecord.reading.act_nouns import step_over
from onrecord.reading.act_parts import OFF, Act, Scene, Step, negated_noun
from onrecord.reading.act_surroundings import bare_mention
from onrecord.reading.encounters import Encounter
from onrecord.reading.rulebook import Rulebook
from onrecord.reading.syntax import Marked, modality, subjects
from onrecord.terms import Status

__all__ = ["Act", "read_acts"]

GLAD = "act.verb.glad"
_GLAD = frozenset(
    {"nice", "good", "great", "lovely", "wonderful", "glad", "pleased", "delighted"}
    | {"pleasure", "honour", "honor", "privilege", "joy", "delight"}
)
_TAKING_UP = frozenset({"resume", "restart", "revive", "relaunch", "reopen"})
"""What was broken off before: "resumed talks interrupted by the floods"."""
_ASKABLE: frozenset[Status] = frozenset({"scheduled", "agreed", "mooted", "sought"})


def read_acts(
    doc: Doc, encounter: Encounter, marked: Marked, rulebook: Rulebook
) -> tuple[Act, ...]:
    """Read what is said to happen to one encounter, the main act first."""
    scene = Scene(doc, encounter, marked, rulebook)
    token = scene.trigger
    acts: list[Act] = []
    step: Step | None
    if encounter.verbal and _is_greeting(token):
        return (_greeted(encounter, token),)
    if encounter.verbal:
        step = Step("light", f"act.verb.{encounter.kind}", token, 2)
    else:
        acts = [*modifier_acts(scene), *clause_acts(scene)]
        step = step_over(scene, token)
    if step is not None:
        main = climb(scene, step)
        if main is not None:
            if doc[main.carrier].lemma_ in _TAKING_UP and main.status == "under_way":
                acts = [a for a in acts if a.status not in OFF]
            acts.insert(0, main)
        elif encounter.verbal:
            return (_not_so(encounter, step),)
    if not acts:
        acts = [bare_mention(scene)]
    if negated_noun(token) and acts[0].strength < 3:
        acts[0] = replace(
            acts[0], status="denied", stance="denies", strength=3, rule="act.negated-noun"
        )
    return tuple(_asked(doc, act) for act in acts)


def _is_greeting(verb: Token) -> bool:
    """Whether it is said that it was good to meet somebody, which is past: "Nice to meet X today".

    "It would be an honour to meet him", "she was delighted to receive him" look ahead.
    """
    how, glad = modality(verb), verb.head
    if how.tense != "infinitive" or verb.lemma_ not in ("meet", "see"):
        return False
    if glad.pos_ == "ADJ" and glad.dep_ != "acomp":
        return glad.lower_ in _GLAD and not any(c.dep_ == "nsubj" for c in glad.children)
    be = glad.head if glad.dep_ in ("acomp", "attr") else glad
    said = [c for c in be.children if c.dep_ in ("acomp", "attr") and c.lower_ in _GLAD]
    by = [c.lower_ for c in be.children if c.dep_ in ("nsubj", "expl")]
    return be.lemma_ == "be" and be.tag_ == "VBD" and bool(said) and by == ["it"]


def _greeted(encounter: Encounter, verb: Token) -> Act:
    return Act("held", GLAD, verb.i, verb.i, encounter.start, encounter.end, strength=3)


def _not_so(encounter: Encounter, step: Step) -> Act:
    """Say of an encounter that is told not to have been ("the two did not meet")."""
    at = step.carrier.i
    rule = "act.verb.not-so"
    start, end = encounter.start, encounter.end
    return Act("denied", rule, at, at, start, end, stance="denies", strength=1)


def _asked(doc: Doc, act: Act) -> Act:
    """Weaken what is only asked about: "Does the president plan to visit Oslo?" plans nothing."""
    if act.status not in _ASKABLE or act.strength < 2 or not _in_question(doc[act.outer]):
        return act
    status: Status = "mooted" if act.status == "scheduled" else act.status
    return replace(act, status=status, strength=1, hedged=True)


def _in_question(verb: Token) -> bool:
    """Whether a verb's clause is a question: its auxiliary comes before its subject, a ? after."""
    if "?" not in verb.sent.text[-6:] or verb.pos_ not in ("VERB", "AUX"):
        return False
    first = min((s.i for s in subjects(verb)), default=-1)
    before = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    inverted = any(c.i < first for c in before) or (verb.pos_ == "AUX" and verb.i < first)
    return inverted and verb.dep_ in ("ROOT", "conj", "ccomp", "dep", "parataxis")

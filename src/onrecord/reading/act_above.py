"""What stands above the verb of an encounter and changes what comes of it.

Control verbs ("refused to meet"), adjectives ("is due to visit"), prepositions ("before meeting")
and clauses ("proposed that they meet").
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.act_irrealis import (
    UNREAL,
    demand_before,
    demanded,
    not_meant,
    threat_before,
    threatened,
)
from onrecord.reading.act_parts import (
    OFF,
    Act,
    Scene,
    Step,
    clause_start,
    is_passive,
    negated_noun,
)
from onrecord.reading.act_tenses import came_about, stays_away, tensed
from onrecord.reading.act_that_clauses import that_clause, wished_for
from onrecord.reading.act_under_nouns import under_noun
from onrecord.reading.syntax import Modality, modality, nominal_subtree, particle_lemma, subjects
from onrecord.terms import Status

DISPATCHED = "act.control.dispatch"
"""The rule named by an act of somebody who sends his own."""

_AFTER = frozenset({"after", "following", "since"})
_BEFORE = frozenset({"before", "ahead", "until", "till", "advance", "eve", "pending"})
_THINKING = frozenset(
    [
        "consider",
        "threaten",
        "mull",
        "want",
        "wish",
        "urge",
        "ask",
        "demand",
        "call",
        "contemplate",
        "weigh",
        "might",
    ]
)
_SEEKING = frozenset(
    [
        "seek",
        "ask",
        "want",
        "hope",
        "try",
        "work",
        "look",
        "agree",
        "offer",
        "intend",
        "attempt",
        "request",
        "propose",
        "aim",
        "wish",
        "discuss",
        "consider",
        "promise",
        "vow",
        "plan",
    ]
)
_GOING = frozenset(["go", "travel", "come", "leave", "head", "fly", "arrive", "be", "depart"])
_FIXING = frozenset(["set", "schedule", "fix", "finalise", "finalize", "arrange", "book"])
_STANDING = frozenset(
    {"due", "set", "scheduled", "slated", "supposed", "bound", "poised", "expected", "booked"}
)
_WILLING = frozenset(
    [
        "ready",
        "willing",
        "open",
        "prepared",
        "keen",
        "eager",
        "happy",
        "able",
        "likely",
        "possible",
        "unlikely",
        "reluctant",
        "hopeful",
        "glad",
        "pleased",
    ]
)
_UNWILLING = frozenset({"unwilling", "unable"})
_REFUSABLE = frozenset({"ready", "willing", "prepared", "open", "able"})
_LOOKING_BACK = frozenset(
    {"say", "believe", "report", "know", "think", "claim", "allege", "rumour"}
)


def above(scene: Scene, act: Act, step: Step, how: Modality) -> Act | None:
    """Climb from the carrying verb through control verbs and nouns ("wants to", "plans to")."""
    verb = step.carrier
    for _ in range(4):
        bare = how.tense in ("infinitive", "gerund") or how.to_have
        while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and bare:
            if verb.head.i > verb.i:
                break
            verb = verb.head
        governor = verb.head
        threat = threat_before(verb) if act.status in OFF else None
        if threat is not None:
            return threatened(act, threat)
        if verb.dep_ in ("xcomp", "ccomp") and governor.pos_ in ("VERB", "AUX", "ADJ") and bare:
            climbed = _under_control(scene, act, step, governor, to_have=how.to_have)
            if climbed is None:
                return None
            act = climbed
        elif verb.dep_ == "ccomp" and wished_for(scene, verb, governor):
            return replace(act, status="sought", strength=3, outer=governor.i, operator=True)
        elif verb.dep_ == "ccomp" and (demand := demand_before(verb)) is not None:
            return demanded(act, demand)
        elif verb.dep_ == "ccomp" and governor.lemma_ == "mean" and modality(governor).negated:
            return not_meant(act)
        elif (
            verb.dep_ == "advcl" and governor.pos_ in ("VERB", "AUX") and how.tense == "infinitive"
        ):
            return _under_purpose(scene, act, step, governor)
        elif verb.dep_ == "acl" and governor.pos_ in ("NOUN", "PROPN") and bare:
            found = scene.noun_rule(governor)
            return act if found is None else under_noun(scene, found, governor, inner=act)
        elif verb.dep_ in ("acl", "relcl", "ccomp") and governor.pos_ == "NOUN":
            return that_clause(scene, act, verb, governor)
        elif verb.dep_ == "pcomp" and governor.pos_ in ("ADP", "SCONJ"):
            return _under_preposition(scene, act, step, governor)
        elif verb.dep_ == "advcl" and how.tense == "gerund":
            over = act.status == "scheduled" and step.effect == "light"
            status: Status = "held" if over else act.status
            return replace(act, status=status, strength=min(act.strength, 2))
        else:
            return act
        how = modality(governor)
        verb = governor
    return act


def _under_control(
    scene: Scene, act: Act, step: Step, governor: Token, *, to_have: bool = False
) -> Act | None:
    adjective = governor.pos_ == "ADJ"
    verb = governor.head if adjective else governor
    how, lemma = modality(verb), governor.lemma_.lower()
    keys = (governor.lower_, lemma) if adjective else particle_lemma(governor)
    negated = how.negated or any(negated_noun(s) for s in subjects(governor))
    takers = tuple(a for s in subjects(governor) for a in scene.marked.under(nominal_subtree(s)))
    start = min(act.start, clause_start(governor))
    wide = replace(act, outer=governor.i, start=start, by=takers or act.by)
    if to_have:
        return _fallen(scene, act, wide, governor, keys)
    if step.effect == "rescheduled" and lemma in _SEEKING:
        return replace(wide, status="rescheduling", strength=3)
    if step.effect in OFF:
        return _off_under_control(act, wide, lemma, how, negated=negated)
    if adjective:
        status = _adjective_status(governor.lower_, negated=negated)
        if status is None:
            return act
        if status == "scheduled" and (how.hedged or how.conditional):
            status = "mooted"
        return replace(wide, status=status, strength=3, hedged=status == "mooted")
    if lemma == "fail":
        if came_about(step.carrier):
            return replace(wide, status="cancelled", strength=3)
        away = stays_away(step.carrier)
        return replace(wide, status="refused", absent=True, strength=3) if away else None
    rule = scene.rulebook.find("control", *keys)
    if rule is None or rule.effect == "light":
        return act
    if rule.effect == "denied":
        return None if negated else replace(wide, status="denied", stance="denies", rule=rule.id)
    effect: Status = rule.effect
    if (
        effect == "sought"
        and lemma == "ask"
        and not negated
        and _own_officer(scene, step.carrier, governor)
    ):
        return replace(wide, status="scheduled", rule=DISPATCHED, strength=3)
    if effect == "scheduled" and lemma == "expect" and not is_passive(governor):
        effect = "mooted"  # "I expect them to meet" is somebody's view, "are expected to" is not
    if negated:
        return _negated_control(act, wide, effect, lemma, rule.id)
    if effect in ("scheduled", "agreed") and (how.hedged or how.conditional):
        effect = "mooted"
    if act.status in ("refused", "cancelled") and effect in ("scheduled", "agreed"):
        return replace(wide, strength=3)
    if act.status == "mooted" and act.hedged and effect == "scheduled":
        return wide  # "is expected to possibly visit"
    operator = effect in ("refused", "cancelled")
    hedged = effect == "mooted"
    return replace(wide, status=effect, rule=rule.id, strength=3, operator=operator, hedged=hedged)


def _own_officer(scene: Scene, verb: Token, asking: Token) -> bool:
    """Whether somebody sends his own: "the president asked his foreign minister to fly to Oslo".

    "Asked Pakistan's premier to come" is an invitation.
    """
    askers = {a.side for s in subjects(asking) for a in scene.marked.under(nominal_subtree(s))}
    heads = [t for t in (*verb.children, *asking.children) if t.dep_ in ("nsubj", "dobj")]
    asked = [t for t in heads if asking.i < t.i < verb.i]
    if any(t.lower_ in ("his", "her", "its") for head in asked for t in head.children):
        return True
    sides = {a.side for head in asked for a in scene.marked.under(nominal_subtree(head))}
    return len(askers) == 1 and sides == askers and None not in sides


def _fallen(scene: Scene, act: Act, wide: Act, governor: Token, keys: tuple[str, ...]) -> Act:
    """Read "was to have met": it was fixed once; "is said to have met" is not."""
    if governor.lemma_ in _LOOKING_BACK:
        return act
    rule = scene.rulebook.find("control", *keys)
    planned = governor.lower_ in _STANDING or (rule is not None and rule.effect == "scheduled")
    return replace(wide, status="scheduled", strength=2) if planned else act


def _off_under_control(act: Act, wide: Act, lemma: str, how: Modality, *, negated: bool) -> Act:
    if lemma in ("refuse", "decline"):
        if act.status in ("rescheduled", "rescheduling"):
            return replace(wide, status="refused", strength=3)
        return replace(wide, status="scheduled", stance="asserts", strength=3, rule=UNREAL)
    if lemma in _THINKING or how.hedged:
        return replace(wide, status="scheduled", hedged=True, strength=1)
    if negated:
        return replace(wide, status="scheduled", stance="denies", strength=3)
    return wide if act.status in OFF else act


def _negated_control(act: Act, wide: Act, effect: Status, lemma: str, rule: str) -> Act:
    if lemma in _FIXING:
        return replace(wide, status="mooted", strength=1)
    if effect == "scheduled":
        denies = lemma in ("plan", "intend", "schedule", "expect")
        status: Status = "denied" if denies else "refused"
        stance = "denies" if denies else "asserts"
        return replace(wide, status=status, stance=stance, strength=3, rule=rule)  # type: ignore[arg-type]
    if lemma in ("intend", "aim", "look", "think"):
        return replace(wide, status="denied", stance="denies", strength=3, rule=rule)
    if effect in ("mooted", "sought", "agreed"):
        return replace(wide, status="refused", strength=3, rule=rule)
    return act


def _adjective_status(word: str, *, negated: bool) -> Status | None:
    if word in _STANDING:
        return "refused" if negated else "scheduled"
    if word in _WILLING:
        return "refused" if negated and word in _REFUSABLE else "mooted"
    return "refused" if word in _UNWILLING else None


def _under_purpose(scene: Scene, act: Act, step: Step, governor: Token) -> Act | None:
    how, lemma = modality(governor), governor.lemma_.lower()
    if step.effect == "rescheduled" and lemma in _SEEKING:
        start = min(act.start, clause_start(governor))
        return replace(act, status="rescheduling", strength=3, outer=governor.i, start=start)
    control = scene.rulebook.find("control", *particle_lemma(governor))
    if control is not None and control.effect != "light" and lemma not in _GOING:
        return _under_control(scene, act, step, governor)
    if step.effect != "light":
        return act
    if how.negated:
        return replace(act, status="refused", strength=2)
    status = tensed(how, governor)
    if status == "held" and lemma in _GOING:
        status = "scheduled" if lemma in ("leave", "depart", "head") else "under_way"
    open_tense = how.tense in ("present", "progressive")
    return replace(act, status=status, open_tense=open_tense)


def _under_preposition(scene: Scene, act: Act, step: Step, preposition: Token) -> Act | None:
    word, governor = preposition.lower_, preposition.head
    if step.effect == "light":
        if word in _AFTER:
            later = governor.pos_ in ("VERB", "AUX") and modality(governor).tense == "future"
            return replace(act, status="scheduled" if later else "held", strength=1)
        if word in _BEFORE or (word == "of" and governor.lower_ in _BEFORE):
            return replace(act, status="scheduled", strength=1)
    if governor.pos_ in ("NOUN", "PROPN"):
        found = scene.noun_rule(governor)
        if found is not None:
            return under_noun(scene, found, governor, inner=act)
    if governor.pos_ == "VERB" and step.effect == "rescheduled" and governor.lemma_ in _SEEKING:
        return replace(act, status="rescheduling", strength=3, outer=governor.i)
    if governor.pos_ == "VERB" and step.effect == "light":
        rule = scene.rulebook.find("control", governor.lemma_.lower())
        if rule is not None and word in ("on", "about", "of", "to", "for"):
            return _under_control(scene, act, step, governor)
    return act

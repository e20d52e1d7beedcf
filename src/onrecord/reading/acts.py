"""What a report says happens to an engagement: from the trigger word outward through the parse.

Each construction around a trigger is looked up in the rulebook; the verb that carries it gives
tense, polarity and hedge; verbs and nouns further out ("wants to", "plans to", "invitation to")
change what comes of it. The result is one or more acts for each encounter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.reading.encounters import Encounter
from onrecord.reading.marks import ActorMention
from onrecord.reading.rulebook import Effect, Rule, Rulebook
from onrecord.reading.syntax import (
    Marked,
    Modality,
    modality,
    nominal_subtree,
    particle_lemma,
    pobjs,
    subjects,
)
from onrecord.terms import Stance, Status

_OFF = frozenset({"cancelled", "postponed", "suspended", "refused", "rescheduled", "rescheduling"})
_AFTER = frozenset({"after", "following", "since"})
_BEFORE = frozenset({"before", "ahead", "until", "till", "advance", "eve", "pending"})
_THINKING = frozenset({"consider", "threaten", "mull", "want", "wish", "urge", "ask", "demand", "call", "contemplate", "weigh", "might"})
_COMING_ABOUT = frozenset({"take", "go", "happen", "proceed", "hold", "convene", "occur", "materialise", "materialize"})
_NEW_DATE_SEEKING = frozenset({"seek", "ask", "want", "hope", "try", "work", "look", "agree", "offer", "intend", "attempt", "request", "propose", "aim", "wish", "discuss", "consider", "promise", "vow", "plan"})


@dataclass(frozen=True, slots=True)
class Act:
    """One thing said to happen to an encounter.

    `carrier` is the token of the verb (or noun) that carries it, `outer` that of the outermost
    operator; dates that hang on the carrier of a fixed plan are the engagement's, dates on an
    operator such as "postponed" are the step's own. `by` are the actors who take the step.
    `open_tense` marks a present tense, which a date can turn into a plan ("flies to Rome on
    Friday"). `absent` marks a party staying away. `strength` ranks acts that compete: 3 an explicit
    statement about the engagement, 2 tense alone, 1 circumstance ("after talks").
    """

    status: Status
    rule: str
    carrier: int
    outer: int
    start: int
    end: int
    stance: Stance = "asserts"
    by: tuple[ActorMention, ...] = ()
    absent: bool = False
    hedged: bool = False
    operator: bool = False
    open_tense: bool = False
    strength: int = 2


@dataclass(frozen=True, slots=True)
class _Step:
    """A partial reading while climbing: the effect so far, its rule and the token that carries it."""

    effect: Effect
    rule: str
    carrier: Token
    strength: int


def read_acts(doc: Doc, encounter: Encounter, marked: Marked, rulebook: Rulebook) -> tuple[Act, ...]:
    """Read what is said to happen to one encounter, the main act first."""
    token = doc[encounter.token]
    if encounter.verbal:
        step: _Step | None = _Step("light", f"act.verb.{encounter.kind}", token, 2)
        acts: list[Act] = []
    else:
        acts = _modifier_acts(token, marked, rulebook)
        step = _nominal_step(token, rulebook)
    if step is not None:
        main = _climb(step, token, encounter, marked, rulebook)
        if main is not None:
            acts.insert(0, main)
    if not acts:
        acts = [_circumstance(token, encounter)]
    if _negated_noun(token) and acts[0].strength < 3:
        acts[0] = replace(acts[0], status="denied", stance="denies", strength=3, rule="act.negated-noun")
    return tuple(acts)


def _nominal_step(token: Token, rulebook: Rulebook) -> _Step | None:
    noun = token
    while noun.dep_ in ("conj", "appos") and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    head, dep = noun.head, noun.dep_
    if dep in ("nsubj", "nsubjpass"):
        raised = _raised(head, rulebook)
        if raised is not None:
            return raised
    if dep in ("dobj", "nsubjpass", "dative", "attr", "oprd") and head.pos_ in ("VERB", "AUX"):
        if head.lemma_ == "be":
            return _existential(noun, head)
        return _found("object", rulebook, head, particle_lemma(head))
    if dep == "nsubj" and head.pos_ in ("VERB", "AUX"):
        if head.lemma_ in ("be", "remain", "look", "seem", "appear", "stay"):
            step = _predicate(head, rulebook)
            if step is not None:
                return step
        if head.lemma_ == "be":
            return _Step("light", "act.subject.being", head, 1)
        return _found("subject", rulebook, head, particle_lemma(head))
    if dep == "pobj":
        return _prepositional(head, rulebook)
    if dep == "compound" and head.pos_ in ("NOUN", "PROPN"):
        found = _found("nominal", rulebook, head, (head.lemma_.lower(), head.lower_))
        return found
    if dep == "ROOT":
        return None
    return None


def _raised(verb: Token, rulebook: Rulebook) -> _Step | None:
    """Look through a raising verb: "the meeting had to be put off", "is expected to slip"."""
    adjectives = [c for c in verb.children if c.dep_ == "acomp"]
    for governor in (verb, *adjectives):
        for child in governor.children:
            if child.dep_ == "xcomp" and child.pos_ == "VERB":
                passive = any(c.dep_ == "auxpass" for c in child.children)
                step = _found("object" if passive else "subject", rulebook, child, particle_lemma(child))
                if step is not None and step.effect != "light":
                    return step
    return None


def _found(frame: str, rulebook: Rulebook, carrier: Token, keys: tuple[str, ...]) -> _Step | None:
    rule = rulebook.find(frame, *keys)  # type: ignore[arg-type]
    if rule is None:
        return None
    return _Step(rule.effect, rule.id, carrier, 2 if rule.effect == "light" else 3)


def _existential(noun: Token, be: Token) -> _Step | None:
    if any(c.dep_ == "expl" for c in be.children):
        return _Step("light", "act.existential", be, 2)
    return None


def _predicate(be: Token, rulebook: Rulebook) -> _Step | None:
    for child in be.children:
        keys: tuple[str, ...] = ()
        if child.dep_ in ("acomp", "advmod", "prt", "attr", "oprd"):
            keys = (child.lower_,)
        elif child.dep_ == "prep":
            keys = (*(f"{child.lower_} {c.lower_}" for c in child.children), child.lower_)
        rule = rulebook.find("predicate", *keys) if keys else None
        if rule is not None:
            return _Step(rule.effect, rule.id, be, 3)
    return None


def _prepositional(preposition: Token, rulebook: Rulebook) -> _Step | None:
    governor, words = preposition.head, preposition.lower_
    while governor.pos_ in ("ADP", "SCONJ", "ADV") and governor.dep_ in ("prep", "advmod", "prt", "pcomp"):
        words, governor = f"{governor.lower_} {words}", governor.head
    if governor.pos_ in ("VERB", "AUX"):
        step = _found("preposition", rulebook, governor, tuple(f"{k} {words}" for k in (*particle_lemma(governor),)))
        if step is not None:
            return step
        for noun in governor.children:  # "accepted the invitation … to a meeting": a loose attachment
            if noun.dep_ in ("dobj", "nsubjpass") and noun.i < preposition.i and words in ("to", "for", "of", "on"):
                return _found("nominal", rulebook, noun, (noun.lower_, noun.lemma_.lower()))
        return None
    if governor.pos_ in ("NOUN", "PROPN") and words in ("of", "for", "on", "to", "about", "regarding", "in", "into"):
        step = _found("nominal", rulebook, governor, (governor.lower_, governor.lemma_.lower()))
        if step is not None:
            return step
        if words == "of":
            return _nominal_step(governor, rulebook) if governor.dep_ != "pobj" or governor.head != preposition else None
    return None


def _modifier_acts(token: Token, marked: Marked, rulebook: Rulebook) -> list[Act]:
    acts = []
    for child in token.children:
        if child.dep_ in ("amod", "compound", "advcl") and child.i < token.i:
            rule = rulebook.find("modifier", child.lower_, child.lemma_.lower())
            if rule is not None and rule.effect != "light":
                strength = 2 if rule.effect in ("scheduled", "held", "under_way") else 3
                acts.append(Act(rule.effect, rule.id, token.i, token.i, child.idx, token.idx + len(token), strength=strength))
        elif child.dep_ in ("acl", "relcl"):
            act = _clause_on_noun(child, rulebook, marked)
            if act is not None:
                acts.append(act)
    return acts


def _clause_on_noun(verb: Token, rulebook: Rulebook, marked: Marked) -> Act | None:
    passive = verb.tag_ == "VBN" and (verb.dep_ == "acl" or any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children))
    relative_object = any(c.dep_ == "dobj" and c.lower_ in ("which", "that") for c in verb.children) or (
        verb.dep_ == "relcl" and not any(c.dep_ == "dobj" for c in verb.children) and any(c.dep_ == "nsubj" and c.lower_ not in ("which", "that", "who") for c in verb.children)
    )
    keys = particle_lemma(verb)
    rule = None
    if passive or relative_object:
        rule = rulebook.find("object", *keys)
    elif any(c.dep_ == "nsubj" and c.lower_ in ("which", "that") for c in verb.children):
        rule = rulebook.find("subject", *keys)
    if rule is None:
        return None
    how = modality(verb)
    effect = rule.effect
    if effect == "light":
        status: Status = _tensed(how, "meeting")
    else:
        status = effect
    if how.negated:
        return None
    carrier_date = status in ("scheduled", "held")
    by = tuple(a for s in subjects(verb) if s.dep_ == "nsubj" for a in marked.under(nominal_subtree(s)))
    return Act(status, rule.id, verb.i, verb.i, verb.idx, _clause_end(verb), by=by, operator=not carrier_date, strength=3 if status != "held" else 2)


def _climb(step: _Step, trigger: Token, encounter: Encounter, marked: Marked, rulebook: Rulebook) -> Act | None:
    carrier = step.carrier
    if carrier.pos_ in ("NOUN", "PROPN"):
        return _nominal_act(step, carrier, trigger, encounter, marked, rulebook)
    how = modality(carrier)
    step = _fitted(step, encounter)
    status, strength, stance = _base(step, how, encounter, carrier, trigger)
    if status is None:
        return None
    act = _act(status, step, carrier, trigger, marked, strength)
    open_tense = how.tense in ("present", "progressive") and step.effect in ("light", "under_way")
    act = replace(act, stance=stance, hedged=how.hedged or how.conditional, open_tense=open_tense, operator=step.effect not in ("light", "scheduled", "held", "under_way"))
    if status == "refused" and step.effect == "light":
        act = replace(act, absent=True)
    return _outer(act, step, carrier, how, encounter, marked, rulebook)


def _fitted(step: _Step, encounter: Encounter) -> _Step:
    """Fit an effect to the kind of engagement.

    Who pulls out of a visit cancels it; out of running talks, breaks them off; out of a summit
    that goes on, stays away. Talks put on hold are suspended, a visit is postponed. A visit that
    collapses is off, talks that collapse are broken off.
    """
    effect = step.effect
    if step.rule == "act.preposition.withdraw":
        effect = {"talks": "suspended", "summit": "refused"}.get(encounter.kind, "cancelled")  # type: ignore[assignment]
    elif effect == "postponed" and encounter.kind == "talks" and ("hold" in step.rule or _on_hold(step.carrier)):
        effect = "suspended"
    elif step.rule == "act.subject.suspend" and encounter.kind in ("visit", "delegation", "call"):
        effect = "cancelled"
    return step if effect == step.effect else replace(step, effect=effect)


def _on_hold(verb: Token) -> bool:
    return any(c.lower_ in ("hold", "ice") for p in verb.children if p.dep_ == "prep" for c in p.children)


def _base(step: _Step, how: Modality, encounter: Encounter, carrier: Token, trigger: Token) -> tuple[Status | None, int, Stance]:
    negated = how.negated or _negated_noun(trigger) or any(s.i != trigger.i and _negated_noun(s) for s in subjects(carrier))
    if step.effect == "light":
        status = "scheduled" if _is_due(carrier) else _tensed(how, encounter.kind, carrier)
        if negated:
            return _negated_light(status, how, encounter, carrier)
        if how.conditional:
            return "mooted", step.strength, "asserts"
        return status, step.strength, "asserts"
    if negated:
        if step.effect in ("scheduled", "sought", "agreed", "mooted", "under_way"):
            if step.effect == "agreed":
                return "refused", 3, "asserts"
            return ("denied", 3, "denies")
        if step.effect in _OFF:
            return "scheduled", 3, "denies"
        return "mooted", 2, "denies"
    if step.effect == "rescheduled":
        return _rescheduled(how, carrier), 3, "asserts"
    if step.effect == "held" and (how.hedged or how.tense in ("future", "infinitive")):
        return ("mooted" if how.hedged else "scheduled"), 1, "asserts"
    if step.effect == "under_way" and how.tense in ("future", "infinitive") and not how.hedged:
        return "scheduled", 3, "asserts"
    if how.hedged or how.conditional:
        return ("scheduled" if step.effect in ("cancelled", "postponed", "suspended") else "mooted"), 1 if step.effect in _OFF else 3, "asserts"
    return step.effect, step.strength, "asserts"


def _rescheduled(how: Modality, verb: Token) -> Status:
    """Read "reschedule" by its tense: done, wished for, or being worked on.

    "The visit was rescheduled for May" has a new date. "It will be rescheduled" is a wish, and
    the visit stays postponed; "we will reschedule the visit" is somebody working on it.
    """
    to_come = how.tense in ("future", "infinitive") or how.hedged
    if not to_come:
        return "rescheduled"
    if pobjs(verb, "for", "to", "until") and not how.hedged:
        return "rescheduled"
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return "postponed" if passive and how.tense == "future" else "rescheduling"


def _negated_light(status: Status, how: Modality, encounter: Encounter, carrier: Token) -> tuple[Status | None, int, Stance]:
    if how.no_longer:
        return "cancelled", 3, "asserts"
    if status == "held":
        return None, 0, "asserts"
    if carrier.lemma_ in _COMING_ABOUT and not encounter.verbal:
        return "cancelled", 3, "asserts"
    if encounter.kind == "talks" and how.tense in ("present", "progressive"):
        return "denied", 3, "denies"
    if _is_existential(carrier):
        return "denied", 3, "denies"
    return "refused", 3, "asserts"


def _is_existential(verb: Token) -> bool:
    """Whether a verb only says that there is something ("there will be no meeting")."""
    return any(c.dep_ == "expl" for c in verb.children)


def _negated_noun(noun: Token) -> bool:
    return any(c.dep_ in ("det", "neg", "preconj") and c.lower_ in ("no", "neither", "never") for c in noun.children)


def _tensed(how: Modality, kind: str, carrier: Token | None = None) -> Status:
    if how.hedged:
        return "mooted"
    if how.tense in ("future", "infinitive"):
        return "scheduled"
    if how.tense == "progressive":
        return "under_way"
    if how.tense == "present":
        if carrier is not None and carrier.lemma_ in ("meet", "speak", "talk", "see", "hold", "call", "phone", "have", "sit"):
            return "held"
        return "under_way"
    if carrier is not None and carrier.lemma_ in ("arrive", "land", "depart", "leave", "head"):
        return "under_way"
    return "held"


def _is_due(verb: Token) -> bool:
    """Whether a form of "be" says that somebody is due somewhere, not that he is there."""
    return any(c.dep_ == "acomp" and c.lower_ in ("due", "expected") for c in verb.children)


def _outer(act: Act, step: _Step, carrier: Token, how: Modality, encounter: Encounter, marked: Marked, rulebook: Rulebook) -> Act:
    """Climb from the carrying verb through control verbs and nouns ("wants to", "plans to")."""
    verb = carrier
    for _ in range(4):
        while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.head.i < verb.i and how.tense in ("infinitive", "gerund"):
            verb = verb.head
        governor = verb.head
        if verb.dep_ in ("xcomp", "ccomp") and governor.pos_ in ("VERB", "AUX", "ADJ") and how.tense in ("infinitive", "gerund"):
            act = _under_control(act, step, governor, marked, rulebook)
        elif verb.dep_ == "advcl" and how.tense == "infinitive" and governor.pos_ in ("VERB", "AUX"):
            act = _under_purpose(act, step, governor, encounter, marked, rulebook)
            return act
        elif verb.dep_ == "acl" and governor.pos_ in ("NOUN", "PROPN") and how.tense in ("infinitive", "gerund"):
            found = _found("nominal", rulebook, governor, (governor.lower_, governor.lemma_.lower()))
            if found is not None:
                return _nominal_act(found, governor, verb, encounter, marked, rulebook, inner=act)
            return act
        elif verb.dep_ == "pcomp" and governor.pos_ in ("ADP", "SCONJ"):
            return _under_preposition(act, step, governor, encounter, marked, rulebook)
        elif verb.dep_ == "advcl" and how.tense == "gerund":
            return replace(act, status="held" if act.status == "scheduled" and step.effect == "light" else act.status, strength=min(act.strength, 2))
        else:
            return act
        how = modality(governor)
        verb = governor
    return act


def _under_control(act: Act, step: _Step, governor: Token, marked: Marked, rulebook: Rulebook) -> Act:
    how = modality(governor) if governor.pos_ != "ADJ" else modality(governor.head)
    adjective = governor.pos_ == "ADJ"
    keys = (governor.lower_, governor.lemma_.lower()) if adjective else particle_lemma(governor)
    lemma = governor.lemma_.lower()
    negated = how.negated or any(_negated_noun(s) for s in subjects(governor))
    by = tuple(a for s in subjects(governor) for a in marked.under(nominal_subtree(s))) or act.by
    wide = replace(act, outer=governor.i, start=min(act.start, _clause_start(governor)), by=by)
    if step.effect == "rescheduled" and lemma in _NEW_DATE_SEEKING:
        return replace(wide, status="rescheduling", strength=3)
    if step.effect in _OFF:
        if lemma in ("refuse", "decline"):
            return replace(wide, status="scheduled", stance="asserts", strength=3)
        if lemma in _THINKING or how.hedged:
            return replace(wide, status="scheduled", hedged=True, strength=1)
        if negated:
            return replace(wide, status="scheduled", stance="denies", strength=3)
        return wide
    if adjective:
        status = _adjective_status(governor.lower_, negated=negated)
        return replace(wide, status=status, strength=3, hedged=status == "mooted") if status else act
    rule = rulebook.find("control", *keys)
    if rule is None or rule.effect == "light":
        return act
    effect: Status = rule.effect
    if effect == "scheduled" and lemma == "expect" and how.hedged:
        effect = "mooted"
    if negated:
        if lemma in ("set", "schedule", "fix", "finalise", "finalize", "arrange", "book"):
            return replace(wide, status="mooted", strength=1)
        if effect == "scheduled":
            return replace(wide, status="denied" if lemma in ("plan", "intend", "schedule", "expect") else "refused", stance="denies" if lemma in ("plan", "intend", "schedule") else "asserts", strength=3, rule=rule.id)
        if effect in ("mooted", "sought", "agreed"):
            return replace(wide, status="refused", strength=3, rule=rule.id)
        return act
    if effect in ("scheduled", "agreed") and (how.hedged or how.conditional):
        effect = "mooted"
    if act.status == "refused" and effect in ("scheduled", "agreed"):
        return replace(wide, strength=3)
    return replace(wide, status=effect, rule=rule.id, strength=3, operator=effect in ("refused", "cancelled"), hedged=effect == "mooted")


def _adjective_status(word: str, *, negated: bool) -> Status | None:
    if word in ("due", "set", "scheduled", "slated", "supposed", "bound", "poised"):
        return "refused" if negated else "scheduled"
    if word in ("ready", "willing", "open", "prepared", "keen", "eager", "happy", "able", "likely", "possible", "unlikely", "reluctant"):
        if word in ("unwilling",) or (negated and word in ("ready", "willing", "prepared", "open")):
            return "refused"
        return "mooted"
    if word in ("unwilling", "unable"):
        return "refused"
    return None


def _under_purpose(act: Act, step: _Step, governor: Token, encounter: Encounter, marked: Marked, rulebook: Rulebook) -> Act:
    how = modality(governor)
    lemma = governor.lemma_.lower()
    if step.effect == "rescheduled" and lemma in _NEW_DATE_SEEKING:
        return replace(act, status="rescheduling", strength=3, outer=governor.i, start=min(act.start, _clause_start(governor)))
    control = rulebook.find("control", *particle_lemma(governor))
    if control is not None and control.effect != "light" and lemma not in ("go", "travel", "come", "leave", "head", "fly", "arrive", "be"):
        return _under_control(act, step, governor, marked, rulebook)
    if step.effect != "light":
        return act
    status = _tensed(how, encounter.kind, governor)
    if how.negated:
        return replace(act, status="refused", strength=2)
    if status == "held" and lemma in ("arrive", "fly", "travel", "go", "come", "head", "leave", "depart"):
        status = "scheduled" if lemma in ("leave", "depart", "head") else "under_way"
    return replace(act, status=status)


def _under_preposition(act: Act, step: _Step, preposition: Token, encounter: Encounter, marked: Marked, rulebook: Rulebook) -> Act:
    word, governor = preposition.lower_, preposition.head
    if step.effect == "light":
        if word in _AFTER:
            return replace(act, status="held", strength=1)
        if word in _BEFORE or (word == "of" and governor.lower_ in _BEFORE):
            return replace(act, status="scheduled", strength=1)
    if governor.pos_ in ("NOUN", "PROPN"):
        found = _found("nominal", rulebook, governor, (governor.lower_, governor.lemma_.lower()))
        if found is not None:
            return _nominal_act(found, governor, preposition, encounter, marked, rulebook, inner=act)
    if governor.pos_ == "VERB" and step.effect == "rescheduled" and governor.lemma_ in _NEW_DATE_SEEKING:
        return replace(act, status="rescheduling", strength=3, outer=governor.i)
    if governor.pos_ == "VERB" and step.effect == "light":
        rule = rulebook.find("control", governor.lemma_.lower())
        if rule is not None and word in ("on", "about", "of", "to", "for"):
            return _under_control(act, step, governor, marked, rulebook)
    return act


_DENYING = frozenset({"deny", "reject", "dismiss", "refute", "rebut", "dispute", "quash"})


def _nominal_act(step: _Step, noun: Token, trigger: Token, encounter: Encounter, marked: Marked, rulebook: Rulebook, inner: Act | None = None) -> Act | None:
    """Read an engagement under a noun ("plans for", "an invitation to") and what befalls that noun."""
    effect: Effect = step.effect
    if inner is not None and inner.status in _OFF and effect in ("scheduled", "mooted", "agreed", "sought"):
        if inner.status == "rescheduled":
            return replace(inner, status="rescheduling", outer=noun.i)
        return replace(inner, status="scheduled" if effect in ("mooted", "sought") else inner.status, outer=noun.i)
    status: Status = effect if effect != "light" else "scheduled"
    owner = [a for c in noun.children if c.dep_ == "poss" for a in marked.under(nominal_subtree(c))]
    verb = noun.head
    start, end = min(noun.left_edge.idx, trigger.idx), max(trigger.idx + len(trigger), noun.idx + len(noun))
    act = Act(status, step.rule, noun.i, noun.i, start, end, by=tuple(owner), strength=3 if status not in ("mooted", "scheduled") else 2, operator=status in _OFF)
    if _negated_noun(noun):
        return replace(act, status="denied" if status in ("scheduled", "sought", "mooted", "agreed") else "scheduled", stance="denies", strength=3, end=end)
    if verb.pos_ not in ("VERB", "AUX") or noun.dep_ not in ("dobj", "nsubjpass", "nsubj", "attr", "pobj"):
        return act
    how, lemma = modality(verb), verb.lemma_.lower()
    wide = replace(act, outer=verb.i, start=min(start, _clause_start(verb)), end=max(end, _clause_end(verb)))
    if lemma in _DENYING and noun.dep_ in ("dobj", "nsubjpass"):
        if status in ("sought", "agreed") and lemma in ("reject", "dismiss"):
            return replace(wide, status="refused", by=_subject_actors(verb, marked), strength=3)
        return replace(wide, status="denied", stance="denies", strength=3)
    rule = rulebook.find("object", *particle_lemma(verb)) if noun.dep_ in ("dobj", "nsubjpass") else None
    if rule is None:
        return replace(act, hedged=how.hedged)
    by = _subject_actors(verb, marked) or act.by
    outer: Effect = rule.effect
    if how.negated:
        return replace(wide, status="denied" if outer in ("agreed", "light", "sought") else act.status, stance="denies", by=by, strength=3) if outer != "light" or status != "held" else None
    if outer in ("refused", "cancelled", "postponed", "suspended") and status in ("sought", "scheduled", "mooted", "agreed"):
        return replace(wide, status="refused" if outer == "refused" or status == "sought" else outer, by=by, strength=3, rule=rule.id, operator=True)
    if outer == "agreed" and status in ("sought", "mooted", "scheduled"):
        return replace(wide, status="agreed", by=by, strength=3, rule=rule.id)
    return replace(wide, by=by or act.by)


def _subject_actors(verb: Token, marked: Marked) -> tuple[ActorMention, ...]:
    active = [s for s in subjects(verb) if s.dep_ == "nsubj"]
    agents = pobjs(verb, "by")
    return tuple(a for s in (*active, *agents) for a in marked.under(nominal_subtree(s)))


def _act(status: Status, step: _Step, carrier: Token, trigger: Token, marked: Marked, strength: int) -> Act:
    return Act(
        status=status,
        rule=step.rule,
        carrier=carrier.i,
        outer=carrier.i,
        start=min(_clause_start(carrier), trigger.left_edge.idx if trigger.pos_ != "VERB" else trigger.idx),
        end=max(_clause_end(carrier), trigger.idx + len(trigger)),
        by=_subject_actors(carrier, marked),
        strength=strength,
    )


def _circumstance(token: Token, encounter: Encounter) -> Act:
    """Read a bare mention from the preposition before it ("after talks", "ahead of the summit")."""
    head = token.head if token.dep_ == "pobj" else None
    words = set()
    while head is not None and head.pos_ in ("ADP", "SCONJ", "ADV", "NOUN") and len(words) < 4:
        words.add(head.lower_)
        if head.dep_ not in ("prep", "pobj", "advmod", "pcomp"):
            break
        head = head.head
    status: Status = "held"
    rule = "act.circumstance.default"
    if words & _AFTER:
        rule = "act.circumstance.after"
    elif words & _BEFORE:
        status, rule = "scheduled", "act.circumstance.before"
    elif "during" in words or "on" in words:
        status, rule = "under_way", "act.circumstance.during"
    strength = 1 if rule != "act.circumstance.default" else 0
    return Act(status, rule, token.i, token.i, encounter.start, encounter.end, strength=strength)


def _clause_start(verb: Token) -> int:
    kept = [t for t in verb.children if t.dep_ not in ("advcl", "ccomp", "parataxis", "punct", "cc", "conj", "mark", "dep")]
    return min([verb.idx, *(t.left_edge.idx for t in kept if t.i < verb.i)])


def _clause_end(verb: Token) -> int:
    kept = [t for t in verb.children if t.i > verb.i and t.dep_ not in ("advcl", "parataxis", "punct", "cc", "conj", "dep", "ccomp")]
    last = max([verb, *(t.right_edge for t in kept)], key=lambda t: t.i)
    while last.is_punct or last.is_space:
        last = last.nbor(-1)
    return last.idx + len(last)

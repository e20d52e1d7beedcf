"""What a noun of encounter carries itself: adjectives before it, participles and clauses after it.

"The cancelled visit", "the visit planned for May", "the trip to Rabat, which was put off".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.act_parts import OFF, Act, Scene, Step, clause_end
from onrecord.reading.act_tenses import came_about, tensed
from onrecord.reading.syntax import modality, nominal_subtree, particle_lemma, subjects
from onrecord.terms import Status

_TENSED: frozenset[str] = frozenset({"scheduled", "held", "under_way"})
_DUE = frozenset({"due", "set", "scheduled", "slated", "supposed", "meant", "planned", "expected"})


def modifier_acts(scene: Scene) -> list[Act]:
    """Read the adjectives and participles before a noun of encounter."""
    token, acts = scene.trigger, []
    for child in token.children:
        if child.dep_ not in ("amod", "compound", "advcl") or child.i > token.i:
            continue
        rule = scene.rulebook.find("modifier", child.lower_, child.lemma_.lower())
        if rule is None or rule.effect == "light":
            continue
        strength = 2 if rule.effect in _TENSED else 3
        start, end = child.idx, token.idx + len(token)
        acts.append(Act(rule.effect, rule.id, token.i, token.i, start, end, strength=strength))
    return acts


def clause_acts(scene: Scene) -> list[Act]:
    """Read the participles and relative clauses after a noun of encounter."""
    acts = [_clause_act(scene, c) for c in _clauses(scene)]
    return [a for a in acts if a is not None]


def _clauses(scene: Scene) -> Iterator[Token]:
    """Give the clauses on a noun, and those the parse hangs on its place or on its last name.

    "The trip to Panama, agreed upon in May" is about the trip, not about Panama; a clause with
    "who" or "where" stays with the name.
    """
    token = scene.trigger
    for child in token.children:
        if child.dep_ in ("acl", "relcl"):
            yield child
    for preposition in token.children:
        if preposition.dep_ != "prep":
            continue
        for name in preposition.subtree:
            if name.pos_ != "PROPN":
                continue
            for clause in name.children:
                if clause.dep_ in ("acl", "relcl") and _about_events(scene, clause):
                    yield clause


def _about_events(scene: Scene, clause: Token) -> bool:
    words = {t.lower_ for t in clause.subtree if t.i < clause.i}
    if words & {"who", "whom", "whose", "where"} or clause.tag_ not in ("VBN", "VBD", "AUX", "VBZ"):
        return False
    rule = scene.rulebook.find("object", *particle_lemma(clause))
    return (rule is not None and rule.effect != "light") or _was_due(clause)


def _clause_act(scene: Scene, verb: Token) -> Act | None:
    carrier, step = _was_to(scene, verb) or (verb, _step_in(scene, verb))
    if step is None:
        return None
    how = modality(carrier)
    status: Status = tensed(how, carrier) if step.effect == "light" else step.effect
    if how.negated:
        if step.effect == "light" and came_about(carrier):
            return _made(scene, verb, carrier, replace(step, effect="cancelled"), "cancelled")
        return None
    if (how.hedged or how.conditional) and status not in OFF:
        status = "mooted"
    return _made(scene, verb, carrier, step, status)


def _made(scene: Scene, verb: Token, carrier: Token, step: Step, status: Status) -> Act:
    heads = [s for s in subjects(verb) if s.dep_ == "nsubj"]
    by = tuple(a for s in heads for a in scene.marked.under(nominal_subtree(s)))
    return Act(
        status,
        step.rule,
        carrier.i,
        verb.i,
        min(verb.idx, *(t.idx for t in verb.children if t.i < verb.i), verb.idx),
        clause_end(verb),
        by=by,
        operator=status not in ("scheduled", "held"),
        strength=2 if status in _TENSED else 3,
    )


def _was_due(verb: Token) -> bool:
    return verb.lemma_ == "be" and any(
        (c.dep_ == "acomp" and c.lower_ in _DUE) or c.dep_ == "xcomp" for c in verb.children
    )


def _was_to(scene: Scene, verb: Token) -> tuple[Token, Step] | None:
    """Read "which was to have been held on Friday": fixed, whatever became of it."""
    if not _was_due(verb) or scene.trigger.i > verb.i:
        return None
    if any(c.dep_ == "neg" for c in verb.children):
        return None
    return verb, Step("scheduled", "act.clause.due", verb, 2)


def _step_in(scene: Scene, verb: Token) -> Step | None:
    children = list(verb.children)
    passive = verb.tag_ == "VBN" and (
        verb.dep_ == "acl" or any(c.dep_ in ("auxpass", "nsubjpass") for c in children)
    )
    own = [c for c in children if c.dep_ == "nsubj"]
    relative = any(c.lower_ in ("which", "that", "who") for c in own)
    has_object = any(c.dep_ == "dobj" and c.lower_ not in ("which", "that") for c in children)
    over = any(c.dep_ == "dobj" and c.lower_ in ("which", "that") for c in children)
    if not over and verb.dep_ == "relcl":
        over = not has_object and bool(own) and not relative
    keys = particle_lemma(verb)
    if passive or over:
        return scene.find("object", verb, keys)
    if any(c.lower_ in ("which", "that") for c in own):
        return scene.find("subject", verb, keys)
    return None

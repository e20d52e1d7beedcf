"""Clauses with "that" over an encounter: wished for, possible, demanded, or called untrue."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.act_irrealis import demanded
from onrecord.reading.act_parts import Act, Scene, negated_noun
from onrecord.reading.act_under_nouns import DENYING
from onrecord.reading.syntax import modality

_WORD = frozenset(
    [
        "report",
        "reports",
        "rumour",
        "rumours",
        "rumor",
        "rumors",
        "claim",
        "claims",
        "allegation",
        "allegations",
        "speculation",
        "suggestion",
        "suggestions",
        "assertion",
        "account",
        "accounts",
        "story",
        "stories",
    ]
)


def wished_for(scene: Scene, verb: Token, governor: Token) -> bool:
    """Read a subjunctive: "proposed that they meet", "asked that the visit be put off"."""
    if verb.tag_ not in ("VB", "VBP") or governor.pos_ != "VERB":
        return False
    if any(c.dep_ == "aux" and c.lower_ not in ("should", "be") for c in verb.children):
        return False
    rule = scene.rulebook.find("control", governor.lemma_.lower())
    asks = rule is not None and rule.effect == "sought"
    return asks or governor.lemma_ in ("suggest", "recommend", "insist", "demand")


def that_clause(scene: Scene, act: Act, verb: Token, noun: Token) -> Act | None:
    """Read "the possibility that they will meet", "no sign that they will"."""
    if not any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return act
    if noun.lower_ in _WORD and _denied(noun):
        return replace(act, status="denied", stance="denies", strength=3, outer=noun.head.i)
    found = scene.noun_rule(noun)
    if found is not None and found.effect == "sought":
        return demanded(act, noun)
    if found is None or found.effect != "mooted" or act.status not in ("scheduled", "mooted"):
        return act
    if negated_noun(noun):
        return replace(act, status="denied", stance="denies", strength=3, rule=found.rule)
    return replace(act, status="mooted", hedged=True, rule=found.rule, outer=noun.i)


def _denied(report: Token) -> bool:
    """Whether word of something is called untrue ("dismissed reports that", "no truth to …")."""
    verb = report.head
    if report.dep_ == "pobj":
        return verb.head.lower_ == "truth" and negated_noun(verb.head)
    if report.dep_ == "nsubj" and verb.lemma_ == "be":
        return any(c.lower_ in ("false", "untrue", "baseless", "wrong") for c in verb.children)
    acted_on = report.dep_ in ("dobj", "nsubjpass")
    return acted_on and verb.lemma_ in DENYING and not modality(verb).negated

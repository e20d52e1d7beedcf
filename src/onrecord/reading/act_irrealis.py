"""Steps named and not taken: threatened on a condition, demanded by others, not meant."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.act_parts import OFF, Act
from onrecord.reading.syntax import Modality, modality
from onrecord.terms import Status

UNREAL = "act.irrealis"
"""The rule named by an act whose step the grammar says was not taken."""

NOT_MEANT = "act.irrealis.not-meant"
"""The same of what something is said not to mean."""

CARRIED_OUT = "act.irrealis.carried-out"
"""The same of a threat that was carried out."""

_CARRYING_OUT = frozenset({"carry", "make", "follow", "act", "fulfil", "fulfill", "execute"})
_ALONE = frozenset({"fulfil", "fulfill", "execute"})
_WITHDRAWING = frozenset(
    {"withdraw", "drop", "abandon", "retract", "lift", "forget", "shelve", "revoke", "rescind"}
    | {"back", "step"}
)
_OFF = OFF - {"rescheduled", "rescheduling"}
_DEMANDS = frozenset(
    {"demand", "call", "appeal", "request", "plea", "urging", "pressure", "advice"}
)
_GIVING_IN = frozenset(
    {"heed", "accept", "yield", "bow", "give", "agree", "meet", "grant", "follow", "obey", "cave"}
)
_HOLDING_OUT = frozenset(
    {"reject", "refuse", "dismiss", "ignore", "defy", "resist", "rebuff", "decline", "withstand"}
)


def on_a_condition(verb: Token, how: Modality) -> bool:
    """Whether a verb's step comes only if something else does: "will call it off if it snows".

    "Called it off, as it would snow if ..." was done.
    """
    if how.tense != "future":
        return False
    # The parse may hang the condition of a "would" on a clause before it ("talks that began, if").
    under = verb.subtree if how.would else verb.children
    return any(
        c.dep_ == "advcl"
        and any(m.dep_ == "mark" and m.lower_ in ("if", "unless") for m in c.children)
        for c in under
        if c.i > verb.i
    ) or any(c.dep_ == "advcl" and _is_inverted(c, how) for c in verb.children)


def _is_inverted(clause: Token, how: Modality) -> bool:
    """Whether a clause is a condition by its order: "should it snow", "had it snowed".

    Counter-example: "having it snowed in".
    """
    first = clause.left_edge
    return first.lower_ == "should" or (how.would and first.lower_ in ("had", "were"))


def threat_before(verb: Token) -> Token | None:
    """Give the threat to do what an infinitive says, to whatever the parse hangs it, or None."""
    first = verb.left_edge
    noun = first.nbor(-1) if first.i > verb.sent.start else None
    to_do = first.lower_ == "to" and noun is not None and noun.lemma_.lower() == "threat"
    return noun if to_do else None


def threatened(act: Act, threat: Token) -> Act:
    """Read a calling off under a threat: "withdrew its threat to drop the trip".

    A threat that is withdrawn, or not carried out, leaves all as it was; one that is carried out
    is the deed; of a bare threat nothing is known yet.
    """
    verb = threat.head.head if threat.dep_ == "pobj" else threat.head
    if verb.pos_ not in ("VERB", "AUX"):
        return replace(act, status="scheduled", outer=threat.i, hedged=True, strength=1)
    how = modality(verb)
    flat = how.tense in ("past", "perfect", "present") and not how.hedged
    done = verb.lemma_ in _CARRYING_OUT and (verb.lemma_ in _ALONE or _has_its_particle(verb))
    if done and flat and not how.negated:
        return replace(act, rule=CARRIED_OUT, outer=verb.i, strength=3)
    withdrawn = verb.lemma_ in _WITHDRAWING and not how.negated
    kept = replace(act, status="scheduled", outer=verb.i, by=(), operator=False)
    if flat and (withdrawn or (done and how.negated)):
        return replace(kept, strength=3, rule=UNREAL)
    return replace(kept, hedged=True, strength=1)


def _has_its_particle(verb: Token) -> bool:
    return any(c.lower_ in ("out", "good", "through", "on", "upon") for c in verb.children)


def demand_before(verb: Token) -> Token | None:
    """Give the demand that a that-clause is about where the parse hangs it on a verb, or None.

    "Yielded to appeals that she drop the trip".
    """
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"), None)
    if mark is None or mark.i == 0:
        return None
    noun = mark.nbor(-1)
    return noun if noun.pos_ == "NOUN" and noun.lemma_.lower() in _DEMANDS else None


def demanded(act: Act, demand: Token) -> Act:
    """Read a calling off under somebody's demand: "rejected the demand that she drop the trip".

    Where the demand is heeded it is called off; where nothing is said of it, it stands so far.
    """
    if demand.lemma_.lower() not in _DEMANDS or act.status not in _OFF:
        return act
    verb = demand.head.head if demand.dep_ == "pobj" else demand.head
    if verb.pos_ not in ("VERB", "AUX"):
        return act
    refused = verb.lemma_ in _HOLDING_OUT
    gave_in = verb.lemma_ in _GIVING_IN
    if gave_in:
        above = verb.head if verb.dep_ == "xcomp" else verb
        refused = modality(verb).negated or above.lemma_ in _HOLDING_OUT or modality(above).negated
    if gave_in and not refused:
        return act
    kept = replace(act, status="scheduled", outer=verb.i, by=(), operator=False)
    return (
        replace(kept, strength=3, rule=UNREAL)
        if refused
        else replace(kept, hedged=True, strength=1)
    )


def not_meant(act: Act) -> Act:
    """Read what something "does not mean": not that a visit is off, nor that it is unthinkable."""
    if act.status not in _OFF:
        return act
    open_still: Status = "mooted" if act.status == "refused" else "scheduled"
    rule = NOT_MEANT if open_still == "mooted" else UNREAL
    return replace(act, status=open_still, rule=rule, strength=3, hedged=True, operator=False)

"""How a request or an offer was answered, told by a verb over the word for it.

"Has taken up its offer of talks", "granted the request for a meeting", "said no to the proposal of
talks". The word for the request is plain and near the engagement, so a model takes it for what is
told. Where the answer is in doubt, or only an outsider's, nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.reading.act_parts import Act
from onrecord.reading.engagement_turns import act_over, is_done
from onrecord.reading.grouping import Sighting
from onrecord.reading.syntax import lemma_of
from onrecord.terms import Status

ANSWERED = "turn.answered"

_ASKED = frozenset({"request", "offer", "invitation", "proposal", "bid", "suggestion", "overture"})
_LEADS = frozenset({"for", "of", "to", "on"})
_BY_THE_WAY = frozenset({"advcl", "relcl", "pcomp", "acl"})
_GRANTING = frozenset({"accept", "grant", "approve"})
_CONSENTING = frozenset({"agree", "consent", "assent", "accede"})
_TURNING_DOWN = frozenset({"refuse", "reject", "decline", "rebuff", "spurn", "dismiss", "ignore"})
_REPLYING = frozenset({"respond", "reply", "react", "answer"})
_GLADLY = frozenset({"favourably", "favorably", "positively"})
_NO = frozenset({"no", "nyet", "non", "nein"})
_YES = frozenset({"yes", "da", "oui", "ja"})


def answers_at(doc: Doc, sighting: Sighting) -> Iterator[Act]:
    """Give the answer that is told where an engagement that was asked for is named."""
    trigger = doc[sighting.encounter.token]
    asked = _asked_over(trigger)
    if asked is None:
        return
    verb, status = _answer_to(asked)
    if verb is None or not is_done(verb) or verb.dep_ in _BY_THE_WAY:
        return
    if any(c.lower_ == "having" for c in verb.children):
        return  # "denied having turned down its request"
    yield act_over(status, ANSWERED, verb, trigger)


def _asked_over(trigger: Token) -> Token | None:
    """Give the request over an engagement: "an offer of talks", "an invitation to visit Rome"."""
    if trigger.dep_ == "pobj" and trigger.head.lower_ in _LEADS:
        noun = trigger.head.head
    elif trigger.dep_ in ("acl", "relcl") and any(c.lower_ == "to" for c in trigger.children):
        noun = trigger.head
    else:
        return None
    return noun if noun.lemma_.lower() in _ASKED and noun.pos_ == "NOUN" else None


def _answer_to(asked: Token) -> tuple[Token | None, Status]:
    """Give the verb that answers a request, and what it comes to."""
    verb = asked.head
    none: tuple[Token | None, Status] = (None, "sought")
    if asked.dep_ in ("dobj", "nsubjpass"):
        lemma = lemma_of(verb)
        particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
        if lemma in _GRANTING or (lemma == "take" and "up" in particles):
            return verb, "agreed"
        if lemma in _TURNING_DOWN or (lemma == "turn" and "down" in particles):
            return verb, "refused"
        if lemma in ("brush", "wave") and particles & {"aside", "off", "away"}:
            return verb, "refused"
        return none
    if asked.dep_ == "pobj" and verb.lower_ == "to":
        over = verb.head
        lemma = lemma_of(over)
        said = {c.lower_ for c in over.subtree if over.i < c.i < verb.i}
        if lemma in _CONSENTING or (lemma in _REPLYING and said & _GLADLY):
            return over, "agreed"
        if over.lower_ in _YES | _NO:
            over, said = over.head, {over.lower_}
            lemma = lemma_of(over)
        if lemma == "say" and said & _YES:
            return over, "agreed"
        if lemma == "say" and said & _NO:
            return over, "refused"
    return none

"""What tense and polarity make of a verb that only says that an encounter takes place."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.syntax import Modality
from onrecord.terms import Status

_COMING_ABOUT = frozenset(
    {
        "take", "go", "happen", "proceed", "convene", "occur", "come", "materialise", "materialize"
    }
)  # fmt: skip
_BY_WORD = frozenset(
    {"meet", "speak", "talk", "see", "hold", "call", "phone", "have", "sit", "confer", "huddle"}
)
_SETTING_OUT = frozenset({"arrive", "land", "depart", "leave", "head"})
_STAYING_AWAY = frozenset({"attend", "join", "participate", "take", "appear", "show", "turn"})
_DUE = frozenset({"due", "expected"})


def tensed(how: Modality, carrier: Token | None = None) -> Status:
    """Give where an encounter stands by the tense of the verb that says it takes place.

    A present tense is a headline's past for what is soon over ("Putin meets Xi"), and runs for
    what lasts ("Putin visits China"). Who has arrived or left for a place is on the way.
    """
    if how.hedged:
        return "mooted"
    if how.tense in ("future", "infinitive"):
        return "scheduled"
    if how.tense == "progressive":
        return "under_way"
    if how.tense == "present":
        return "held" if carrier is not None and carrier.lemma_ in _BY_WORD else "under_way"
    if carrier is not None and carrier.lemma_ in _SETTING_OUT:
        return "under_way"
    return "held"


def came_about(verb: Token) -> bool:
    """Whether a verb says that something takes place or is held ("was held", "took place")."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    if verb.lemma_ in ("hold", "convene", "make"):
        return passive
    takes = verb.lemma_ != "take" or any(c.lower_ == "place" for c in verb.children)
    return verb.lemma_ in _COMING_ABOUT and takes


def stays_away(verb: Token) -> bool:
    """Whether a denied verb says that somebody stays away ("did not attend", "will not join")."""
    if verb.lemma_ == "take":
        return any(c.lower_ == "part" for c in verb.children)
    return verb.lemma_ in _STAYING_AWAY


def is_due(verb: Token) -> bool:
    """Whether a form of "be" says that somebody is due somewhere, not that he is there."""
    return any(c.dep_ == "acomp" and c.lower_ in _DUE for c in verb.children)


def is_existential(verb: Token) -> bool:
    """Whether a verb only says that there is something ("there will be no meeting")."""
    return any(c.dep_ == "expl" for c in verb.children)

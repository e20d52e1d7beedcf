"""Verbs of going somewhere: who travels, is sent, is due or is to be found where."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.reading.encounter_terms import WITH, place_under
from onrecord.reading.marks import ActorMention, PlaceMention
from onrecord.reading.syntax import Marked, nominal_subtree, objects, pobjs, subjects
from onrecord.terms import Kind, Status

_TRAVELLERS = frozenset({"person", "official", "group", "organisation", "state", "collective"})
_HERE = frozenset({"here", "there", "over"})
_AHEAD = frozenset({"will", "wo", "’ll", "'ll", "would", "to", "shall", "may", "might"})
_WAYS = {
    "arrive": ("in", "at"),
    "land": ("in", "at"),
    "leave": ("for",),
    "depart": ("for",),
    "head": ("to", "for"),
    "return": ("to",),
    "fly": ("to", "into"),
    "jet": ("to",),
    "stop": ("in", "at"),
    "touch": ("in", "at"),
    "call": ("in", "at", "on"),
    "drop": ("in", "on"),
    "swing": ("through", "by"),
    "pass": ("through",),
    "set": ("for", "to"),
    "take": ("for", "to"),
    "step": ("in", "at", "on"),
    "embark": ("for",),
}
_PERSONS = frozenset({"he", "she", "they", "we", "i", "who"})
_LOOSE = frozenset({"on", "for", "in", "with", "at", "before", "after", "as"})
_UNPLACED = frozenset({"arrive", "come", "land"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a verb of encounter tells: kind, who takes part, the place visited, where it is held.

    `says` is the status that the verb itself brings, None when its tense decides.
    """

    kind: Kind
    actors: list[ActorMention]
    host: PlaceMention | None
    venue: PlaceMention | None
    says: Status | None = None


def travel(verb: Token, group: str, who: list[ActorMention], marked: Marked) -> Reading | None:
    """Read a verb of the groups travel, visit, be, send, foot; None when nobody goes."""
    if group == "visit":
        return _visit(verb, who, marked)
    if group == "be":
        return _be(verb, who, marked)
    if group == "send":
        return _send(verb, who, marked)
    if group == "foot":
        place = _place(verb, marked, "in", "on", "at") or next(
            (p for o in objects(verb) if (p := _place(o, marked, "in", "on", "at"))), None
        )
        return Reading("visit", who, place, None) if place is not None else None
    return _go(verb, who, marked)


def due(token: Token, marked: Marked) -> Reading | None:
    """Read "expected in Ankara", "awaited here on Monday", and "due in Rome" after a name."""
    if any(c.dep_ in ("xcomp", "dobj", "ccomp") for c in token.children):
        return None  # "expected to arrive" is left to "arrive"
    if token.lower_ == "due":
        subject = [] if token.dep_ == "ROOT" else [token.head]
    elif token.tag_ == "VBN" and any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children):
        subject = subjects(token)
    else:
        subject = [token.head] if token.tag_ == "VBN" and token.dep_ in ("acl", "amod") else []
    who = [
        a
        for s in subject
        for a in marked.under(nominal_subtree(s))
        if a.kind in ("person", "official", "collective")
    ]
    place = _place(token, marked, "in", "at")
    if not who or (
        place is None and not (any(c.lower_ in _HERE for c in token.children) or _dated(token))
    ):
        return None
    return Reading("visit", who, place, None, "scheduled")


def _visit(verb: Token, who: list[ActorMention], marked: Marked) -> Reading | None:
    direct = [t for o in objects(verb) for t in nominal_subtree(o)]
    over = [a for a in marked.under(direct) if not a.as_place or a.kind == "state"]
    beside = [a for p in pobjs(verb, *WITH) for a in marked.under(nominal_subtree(p))]
    place = place_under(direct, marked) or _place(verb, marked, "in")
    if place is None and not over and not beside and (direct or not _goer(who)):
        return None
    return Reading(
        "visit",
        [*who, *(a for a in over if not a.as_place), *beside],
        place,
        _place(verb, marked, "at"),
    )


def _be(verb: Token, who: list[ActorMention], marked: Marked) -> Reading | None:
    """Read "is in Cairo", "is due in Rome", "was to be here": only of people."""
    if not any(a.kind in ("person", "official") for a in who):
        return None
    place = _place(verb, marked, "in", direct=True)
    expected = False
    for adjective in (
        c for c in verb.children if c.dep_ == "acomp" and c.lower_ in ("due", "back")
    ):
        place = place or _place(adjective, marked, "in", "at")
        expected = expected or (
            adjective.lower_ == "due"
            and not any(c.dep_ == "xcomp" for c in adjective.children)
            and (_dated(adjective) or bool(pobjs(adjective, "in", "at")))
        )
    if expected:
        return Reading("visit", who, place, None)
    ahead = any(c.dep_ == "aux" and c.lower_ in _AHEAD for c in verb.children)
    named = any(a.kind in ("person", "official") and not a.pronoun for a in who)
    if place is None and not (
        ahead
        and named
        and any(c.lower_ in ("here", "there") and c.dep_ == "advmod" for c in verb.children)
    ):
        return None
    return Reading("visit", who, place, None)


def _send(verb: Token, who: list[ActorMention], marked: Marked) -> Reading | None:
    """Read "sends its foreign minister to Rome"; "sent troops to the border" sends no person."""
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    targets = subjects(verb) if passive else [c for c in verb.children if c.dep_ == "dobj"]
    sent = [
        a
        for t in targets
        for a in marked.under(nominal_subtree(t))
        if a.kind in ("person", "official")
    ]
    place = _place(verb, marked, "to") or next(
        (p for t in targets if (p := _place(t, marked, "to"))), None
    )
    if not sent or place is None:
        return None
    return Reading("visit", [*([] if passive else who), *sent], place, None)


def _go(verb: Token, who: list[ActorMention], marked: Marked) -> Reading | None:
    if who and not any(a.kind in _TRAVELLERS for a in who):
        return None
    words = _WAYS.get(verb.lemma_, ("to",))
    place = _place(verb, marked, *words)
    for particle in (c for c in verb.children if c.dep_ in ("prt", "advmod", "prep")):
        place = place or _place(particle, marked, *words)
    if verb.lemma_ == "step" and place is None:
        place = next((p for t in pobjs(verb, "off") if (p := _place(t, marked, "in", "at"))), None)
    if place is None and verb.lemma_ in ("go", "come", "travel", "fly"):
        place = next(
            (
                p
                for c in verb.children
                if c.dep_ == "advmod" and (p := place_under(c.subtree, marked))
            ),
            None,
        )
    if not who and not _somebody(verb):
        return None
    if place is None and not (_goer(who) and _unplaced(verb)):
        return None
    return Reading("visit", who, place, None)


def _unplaced(verb: Token) -> bool:
    """Whether somebody goes where the report is: "comes here", "arrives on Wednesday"."""
    if any(c.lower_ in _HERE and c.dep_ in ("advmod", "prt") for c in verb.children):
        return verb.lemma_ in ("come", "go", "travel", "fly", "arrive", "return")
    if verb.lemma_ not in _UNPLACED:
        return False
    bare = (
        verb.lemma_ == "come"
        and verb.tag_ == "VB"
        and not any(c.dep_ == "prep" and c.lower_ not in _LOOSE for c in verb.children)
    )
    return (bare or _dated(verb)) and not any(
        c.dep_ in ("dobj", "prt", "ccomp", "attr", "acomp") for c in verb.children
    )


def _somebody(verb: Token) -> bool:
    """Whether a person not told apart travels: "he will go to Peru", "is open to going to Rome"."""
    heads = subjects(verb)
    if heads:
        return any(s.lower_ in _PERSONS for s in heads)
    return verb.tag_ in ("VBG", "VB")


def _dated(token: Token) -> bool:
    return any(
        t.ent_type_ == "DATE"
        for c in token.children
        if c.dep_ in ("npadvmod", "prep")
        for t in (c, *c.children)
    )


def _goer(who: list[ActorMention]) -> bool:
    return any(a.kind in ("person", "official") for a in who)


def _place(
    token: Token, marked: Marked, *prepositions: str, direct: bool = False
) -> PlaceMention | None:
    """Give the place under a token's prepositions, None when there is none.

    `direct` leaves out what a further preposition brings: "is in hospital near Washington".
    """
    for target in pobjs(token, *prepositions):
        phrase = list(nominal_subtree(target))
        if direct:
            further = [c.i for c in target.children if c.dep_ == "prep" and c.lower_ != "of"]
            phrase = [t for t in phrase if not further or t.i < min(further)]
        place = place_under(phrase, marked)
        if place is not None:
            return place
    return None

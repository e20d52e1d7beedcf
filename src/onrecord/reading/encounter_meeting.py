"""Verbs of coming together: "met", "sat down with", "has Modi to lunch", "invited him to Paris"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.reading.encounter_clause import EACH_OTHER, MEALS, PEOPLE, Clause
from onrecord.reading.encounter_terms import PERSONLIKE, place_under, words
from onrecord.reading.encounter_travel import Reading
from onrecord.reading.syntax import nominal_subtree, objects, pobjs, subjects
from onrecord.terms import Kind

_TOGETHER = frozenset({"together", "face", "down", "opposite", "alongside"})
# What a plan, not a person, meets with ("has met with silence").
_MET_WITH = words(
    "silence approval criticism success resistance anger failure response reaction",
    "opposition skepticism scepticism suspicion disappointment objection protest",
    "indifference",
)


def _meet(c: Clause) -> Reading | None:
    direct = [t for o in objects(c.verb) if o.lower_ != "face" for t in nominal_subtree(o)]
    personlike = any(t.lemma_.lower() in PERSONLIKE or t.lower_ in EACH_OTHER for t in direct)
    if direct and not c.over and not personlike:
        return None  # "meet demand", "met the deadline"
    if not direct and any(p.lemma_.lower() in _MET_WITH for p in pobjs(c.verb, "with")):
        return None
    if not (c.over or c.beside or personlike or c.several()):
        return None
    return c.meet(*c.over, *c.beside)


def _sit(c: Clause) -> Reading | None:
    """Read "sit down with", "come together", "come face to face"; "sit" alone is no meeting."""
    hangers = {
        t.lower_
        for t in c.verb.children
        if t.dep_ not in ("nsubj", "nsubjpass", "dobj", "ccomp", "advcl")
    }
    opposite = hangers & {"with", "opposite", "across", "alongside", "beside"}
    if c.verb.lemma_ in ("sit", "come", "get", "stand", "be") and not hangers & (
        _TOGETHER | {"with", "opposite", "across", "round", "around", "side"}
    ):
        return None
    if not (c.beside or c.several() or (opposite and c.who)):
        return None
    return c.meet(*c.beside)


def _bring(c: Clause) -> Reading | None:
    """Read "brought the two sides together"; who brings them is not taken to take part."""
    hangers = {t.lower_ for t in c.verb.children}
    brought = c.over or (c.who if c.marks("nsubjpass") else [])
    if not brought or not (hangers & {"together", "face"} or c.verb.lemma_ == "convene"):
        return None
    return Reading("meeting", [*brought, *c.beside], None, c.venue)


def _see(c: Clause) -> Reading | None:
    if any(t.dep_ in ("ccomp", "xcomp", "oprd") or t.lower_ == "as" for t in c.verb.children):
        return None  # "sees Iran as a threat", "saw him leave"
    if any(t.lower_ in EACH_OTHER for o in objects(c.verb) for t in (o, *o.children)):
        return c.meet() if c.several() or c.someone() else None
    people = [a for a in c.over if a.kind in PEOPLE]
    placed = c.venue is not None or any(t.dep_ in ("npadvmod", "tmod") for t in c.verb.children)
    seen_by = c.someone() or (c.verb.tag_ == "VBG" and not subjects(c.verb))
    if not seen_by or not people or (all(a.pronoun for a in people) and not placed):
        return None
    return c.meet(*people)


def _eat(c: Clause) -> Reading | None:
    together = any(t.lower_ == "together" for t in c.verb.children)
    if c.beside and c.who:
        return c.meet(*c.beside)
    return c.meet() if together and c.several() else None


def _host(c: Clause) -> Reading | None:
    guests = c.over or [a for p in pobjs(c.verb, "by") for a in c.marked.under(nominal_subtree(p))]
    if c.verb.lemma_ == "play":
        guests = [
            a
            for o in objects(c.verb)
            for t in pobjs(o, "to")
            for a in c.marked.under(nominal_subtree(t))
        ]
        guests += [a for t in pobjs(c.verb, "to") for a in c.marked.under(nominal_subtree(t))]
    if not guests:
        return None
    if c.verb.lemma_ in ("welcome", "receive", "greet", "entertain") and not any(
        a.kind in PEOPLE for a in guests
    ):
        return None  # "welcomes Iran's decision", "received Russian aid"
    kind: Kind = "visit" if c.verb.lemma_ in ("host", "welcome", "play") else "meeting"
    return Reading(kind, [*c.who, *guests], None, c.venue)


def _have(c: Clause) -> Reading | None:
    """Read "has Modi to lunch", "will have him over"; a plain "have" is nothing."""
    guests = [a for a in c.over if a.kind in PEOPLE]
    at_table = any(t.lemma_.lower() in MEALS for t in pobjs(c.verb, "to", "for"))
    if not guests or not (
        at_table
        or any(
            t.lower_ in ("over", "round", "back") and t.dep_ in ("prt", "advmod")
            for t in c.verb.children
        )
    ):
        return None
    return c.meet(*guests)


def _invite(c: Clause) -> Reading | None:
    """Read "invited Xi to Paris"; "invited him to visit" is left to "visit"."""
    if c.marks("xcomp") or c.marks("ccomp"):
        return None
    passive = c.marks("nsubjpass")
    guests = c.who if passive else [a for a in c.over if not a.as_place]
    to = [t for p in pobjs(c.verb, "to") for t in nominal_subtree(p)]
    to += [t for o in objects(c.verb) for p in pobjs(o, "to") for t in nominal_subtree(p)]
    place = place_under(to, c.marked)
    over = any(t.lower_ in ("over", "back") for t in c.verb.children)
    if not guests or (place is None and not over):
        return None
    return Reading(
        "visit", [*guests, *([] if passive else c.who), *c.beside], place, None, "sought"
    )


def _gather(c: Clause) -> Reading | None:
    if c.over and not c.who:
        return None
    if c.over:
        return Reading("meeting", c.over, None, c.venue) if len(c.over) > 1 else None
    return (
        Reading("summit", [*c.who, *c.beside], None, c.venue)
        if c.who and (c.venue or len(c.who) > 1)
        else None
    )


MEETING: Mapping[str, Callable[[Clause], Reading | None]] = {
    "meeting": _meet,
    "sit": _sit,
    "bring": _bring,
    "see": _see,
    "eat": _eat,
    "host": _host,
    "have": _have,
    "invite": _invite,
    "gather": _gather,
}

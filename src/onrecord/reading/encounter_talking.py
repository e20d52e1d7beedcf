"""Verbs of talking: "negotiates with", "spoke to", "telephoned", "called on", "exchanged views"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onrecord.reading.encounter_clause import PEOPLE, Clause
from onrecord.reading.encounter_terms import PERSONLIKE
from onrecord.reading.encounter_travel import Reading
from onrecord.reading.syntax import nominal_subtree, objects, pobjs

_BY_WIRE = frozenset(
    {"phone", "telephone", "telephonically", "videoconference", "video", "videolink"}
)
_VIEWS = frozenset({"view", "word", "pleasantry", "opinion"})


def _negotiate(c: Clause) -> Reading | None:
    if not (c.beside or c.several()):
        return None
    return Reading("talks", [*c.who, *c.over, *c.beside], None, c.venue)


def _exchange(c: Clause) -> Reading | None:
    views = any(o.lemma_.lower() in _VIEWS for o in objects(c.verb))
    beside = c.beside or [
        a
        for o in objects(c.verb)
        for t in pobjs(o, "with")
        for a in c.marked.under(nominal_subtree(t))
    ]
    return (
        Reading("talks", [*c.who, *beside], None, c.venue)
        if views and (beside or c.several())
        else None
    )


def _call(c: Clause) -> Reading | None:
    people = [a for a in c.over if a.kind in ("person", "official", "state")]
    if c.marks("nsubjpass"):
        people = [a for t in pobjs(c.verb, "by") for a in c.marked.under(nominal_subtree(t))]
    return Reading("call", [*c.who, *people], None, None) if people else None


def _call_up(c: Clause) -> Reading | None:
    """Read a bare "call": a telephone call when its object is a person and nothing else follows."""
    if any(
        t.dep_ in ("oprd", "attr", "xcomp", "ccomp", "prt", "advcl")
        or t.lower_ in ("for", "on", "off", "in", "to")
        for t in c.verb.children
    ):
        return None
    people = [a for a in c.over if a.kind in PEOPLE and not a.pronoun]
    return (
        Reading("call", [*c.who, *people], None, None)
        if c.phoned and people and c.verb.i < people[0].end
        else None
    )


def _call_on(c: Clause) -> Reading | None:
    """Read "call on the king", "drop in on him"; "call on him to resign" is an appeal."""
    if any(
        t.dep_ in ("xcomp", "dobj", "ccomp") or (t.dep_ == "advcl" and t.tag_ == "VB")
        for t in c.verb.children
    ):
        return None
    targets = [
        *pobjs(c.verb, "on", "upon"),
        *(
            t
            for p in c.verb.children
            if p.dep_ in ("prt", "advmod", "prep")
            for t in pobjs(p, "on", "upon")
        ),
    ]
    if any(k.dep_ in ("relcl", "acl") and k.tag_ == "VB" for t in targets for k in t.children):
        return None
    people = [
        a
        for t in targets
        for a in c.marked.under(nominal_subtree(t))
        if a.kind in ("person", "official")
    ]
    return c.meet(*people) if people else None


def _speak(c: Clause) -> Reading | None:
    """Read "spoke with", "talks to"; "they talked" and "talked by telephone" need two who talk."""
    partners = [
        p
        for p in pobjs(c.verb, "with", "to")
        if c.marked.at(p) is not None or p.lemma_.lower() in PERSONLIKE
    ]
    heard = [a for p in partners for a in c.marked.under(nominal_subtree(p)) if not a.as_place]
    by_wire = any(
        t.lower_ in _BY_WIRE
        for p in pobjs(c.verb, "by", "on", "over", "via")
        for t in (p, *p.children)
    )
    if not heard:
        return _talk(c, by_wire=by_wire)
    people = any(a.kind in ("person", "official", "collective", "state", "group") for a in heard)
    if not people or not (c.someone() or c.verb.tag_ in ("VB", "VBG")):
        return None
    on_line = by_wire or (bool(pobjs(c.verb, "with")) and c.verb.lemma_ == "speak")
    return Reading("call" if on_line else "talks", [*c.who, *heard], None, c.venue)


def _talk(c: Clause, *, by_wire: bool) -> Reading | None:
    """Read two who talk, none of them under a preposition; "we talked about prices" is none."""
    hangers = {t.lower_ for t in c.verb.children}
    if not c.several() or hangers & {"about", "of", "we"}:
        return None
    face_to_face = bool(hangers & {"face", "directly", "together"})
    if not (by_wire or face_to_face or (c.verb.lemma_ == "talk" and c.who)):
        return None
    return Reading("call" if by_wire else "talks", c.who, None, c.venue)


def _shuttle(c: Clause) -> Reading | None:
    return (
        Reading("talks", [*c.who, *c.beside], None, None) if len(c.beside) > 1 and c.who else None
    )


TALKING: Mapping[str, Callable[[Clause], Reading | None]] = {
    "talks": _negotiate,
    "exchange": _exchange,
    "call": _call,
    "call_up": _call_up,
    "call_on": _call_on,
    "speak": _speak,
    "shuttle": _shuttle,
}

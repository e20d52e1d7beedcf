"""Verbs that name an encounter ("met", "flew to Cairo", "is expected in Rome", "sat down with")."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.encounter_clause import clause_of
from onrecord.reading.encounter_meeting import MEETING
from onrecord.reading.encounter_talking import TALKING
from onrecord.reading.encounter_terms import WITH, Encounter, who_acts
from onrecord.reading.encounter_travel import due, travel
from onrecord.reading.rulebook import Rulebook
from onrecord.reading.sentences import text_of
from onrecord.reading.syntax import Marked, nominal_subtree, particle_lemma, pobjs

_READERS = {**MEETING, **TALKING}


def verbal_encounter(
    token: Token, marked: Marked, rulebook: Rulebook, *, phoned: bool
) -> Encounter | None:
    """Read one verb (or "due"); None when it names no encounter.

    `phoned` says that the report speaks of a telephone, so that "call" may be a telephone call.
    """
    group = _group(token, rulebook)
    if group is None:
        return None
    if group == "due":
        reading = due(token, marked)
    elif group in ("travel", "be", "visit", "send", "foot"):
        reading = travel(token, group, who_acts(token, marked), marked)
    else:
        reading = _READERS[group](clause_of(token, marked, phoned=phoned))
    if reading is None:
        return None
    actors = list(reading.actors)
    actors += [a for t in pobjs(token, "by") for a in marked.under(nominal_subtree(t))]
    end = _end(token)
    return Encounter(
        token=token.i,
        kind=reading.kind,
        trigger=token.text,
        text=text_of(token.doc)[token.idx : end],
        verbal=reading.says is None,
        start=token.idx,
        end=end,
        actors=tuple(dict.fromkeys(actors)),
        host=reading.host,
        venue=reading.venue,
        says=reading.says,
    )


def _group(token: Token, rulebook: Rulebook) -> str | None:
    """Give the construction a verb opens: by its phrase first ("set foot"), then by itself."""
    verbs = rulebook.words.verbs
    lemma = token.lemma_.lower()
    if token.lower_ == "due":
        return (
            "due"
            if token.dep_ in ("amod", "acl", "relcl", "advcl", "conj", "appos", "ROOT")
            else None
        )
    if lemma == "be":
        return "be"
    for phrase in (*particle_lemma(token), *_bare_objects(token)):
        group = verbs.get(phrase)
        if group is not None:
            return group
    return verbs.get(lemma)


def _bare_objects(verb: Token) -> tuple[str, ...]:
    """Give a verb with its bare object or a late "together": "set foot", "bring A together"."""
    return tuple(
        f"{verb.lemma_} {c.lower_}"
        for c in verb.children
        if c.dep_ == "dobj" or (c.dep_ == "advmod" and c.lower_ == "together")
    )


def _end(token: Token) -> int:
    last = max(
        [token, *(t for t in token.children if t.dep_ in ("dobj", "prt"))], key=lambda t: t.i
    )
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in (*WITH, "to", "in", "at", "on"):
            last = max([last, *(c for c in child.children if c.dep_ == "pobj")], key=lambda t: t.i)
    return last.idx + len(last)

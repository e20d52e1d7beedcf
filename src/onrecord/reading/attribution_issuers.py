"""Who stands behind a document: "the ministry released a statement saying that ..."."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.reading.attribution_clauses import noun_phrase, speaker
from onrecord.reading.attribution_cues import load_cues
from onrecord.terms import Span

_ISSUING = frozenset(
    {"issue", "release", "publish", "put", "send", "post", "circulate", "distribute", "make"}
)


def issuer_of(doc: Doc, span: Span) -> Span | None:
    """Give the phrase that names who issued the document at `span`; None where none is named.

    Offsets are code points. A document that names its own author ("a statement by the ministry")
    is left alone, and so is one that somebody only read: "the envoy had a letter saying".
    """
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        return None
    paper = found.root
    verb = paper.head
    if paper.lemma_.lower() not in load_cues().documents or paper.dep_ != "dobj":
        return None
    owned = any(c.dep_ == "poss" or c.lower_ in ("by", "from", "of") for c in paper.children)
    if owned or verb.lemma_.lower() not in _ISSUING:
        return None
    who = speaker(verb)
    if who is None or who.pos_ == "PRON":
        return None
    first, last = noun_phrase(who)
    return Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))

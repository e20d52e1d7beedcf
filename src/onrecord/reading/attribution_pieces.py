"""A long content in its single statements: sentence by sentence, clause by clause.

What somebody says in one breath may hold two claims that stand or fall apart: "the visit is off,
and that new dates would be found".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.attribution_clauses import Page, is_finite
from onrecord.reading.attribution_cues import load_cues
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

_JOINTS = {"and", "but"}
_SHORTEST = 3


def single_statements(page: Page, raw: RawAttribution) -> Iterator[RawAttribution]:
    """Yield an attribution once for each statement its content holds.

    A content in fragments is one statement around its cue. The first piece keeps the score; the
    bounds of the others depend on the parse as well, and theirs is a little lower.
    """
    if len(raw.content) != 1:
        yield raw
        return
    cuts = list(_cuts(page, raw.content[0]))
    if not cuts:
        yield raw
        return
    edges = [*cuts, (page.token_at(raw.content[0].end - 1) + 1,) * 2]
    start = page.token_at(raw.content[0].start)
    for place, (end, further) in enumerate(edges):
        if place and _own_voice(page, raw, start, end):
            start = further
            continue
        span = page.content(start, end)
        left = max(span.start, raw.content[0].start)
        right = min(span.end, raw.content[0].end)
        score = raw.score if place == 0 else raw.score * 0.9
        if left < right:
            yield replace(raw, content=(Span(left, right),), score=score)
        start = further


def _cuts(page: Page, content: Span) -> Iterator[tuple[int, int]]:
    """Yield where one statement ends and the next begins, as token indexes."""
    doc = page.doc
    first, last = page.token_at(content.start), page.token_at(content.end - 1)
    begun = first
    for index in range(first + _SHORTEST, last - _SHORTEST + 1):
        token = doc[index]
        if token.is_sent_start and doc[index - 1].text[-1:] in {".", "?", "!"}:
            yield index, index
            begun = index
        elif token.lower_ in _JOINTS and _joins_clauses(page, token, begun, last):
            end = index - 1 if doc[index - 1].text == "," else index
            further = index + 2 if doc[index + 1].lower_ == "that" else index + 1
            yield end, further
            begun = further


def _own_voice(page: Page, raw: RawAttribution, start: int, end: int) -> bool:
    """Tell whether a clause joined to a content is the report's own, with another's word in it.

    "Oslo said the talks would go on, and Bergen said they were off" puts two side by side: told
    by Oslo, it would be "and that Bergen had said", a tense further back. A cue in the tense of
    the first, without "that" and outside quotation marks, is the report's.
    """
    doc = page.doc
    if raw.cue is None or raw.cue.start > raw.content[0].start or doc[start - 1].lower_ == "that":
        return False
    if page.quote_at(doc[start].idx) is not None:
        return False
    outer = next((t for t in doc[page.token_at(raw.cue.start) : start] if is_finite(t)), None)
    inner = next((token for token in doc[start:end] if is_finite(token)), None)
    if outer is None or inner is None or inner.pos_ != "VERB":
        return False
    subject = next((child for child in inner.lefts if child.dep_ == "nsubj"), None)
    said = any(not cue.particle for cue in load_cues().verbs.get(inner.lemma_.lower(), ()))
    alike = inner.tag_ == outer.tag_ or {inner.tag_, outer.tag_} == {"VBZ", "VBP"}
    speaks = subject is not None and (subject.pos_ != "PRON" or subject.ent_type_ != "")
    governs = any(child.dep_ == "ccomp" and child.i > inner.i for child in inner.children)
    return said and alike and speaks and governs


def _joins_clauses(page: Page, joint: Token, begun: int, last: int) -> bool:
    """Tell whether a conjunction joins two clauses, each with its subject and finite verb."""
    doc = page.doc
    quoted = page.quote_at(joint.idx)
    if quoted is not None and quoted.start < joint.idx and quoted.end > doc[begun].idx + 200:
        return False
    repeated = doc[joint.i + 1].lower_ == "that"
    parted = doc[joint.i - 1].text == ","
    if not (repeated or parted):
        return False
    before = any(is_finite(token) for token in doc[begun : joint.i])
    return before and _has_clause(doc[joint.i + 1 : last + 1])


def _has_clause(stretch: Iterable[Token]) -> bool:
    """Tell whether a stretch opens with a subject and its finite verb."""
    subject = False
    for token in stretch:
        if token.text in {",", ";", ":"} and not subject:
            return False
        if token.dep_ in {"nsubj", "nsubjpass", "expl"}:
            subject = True
        elif is_finite(token):
            return subject
    return False

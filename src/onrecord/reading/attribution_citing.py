"""Attributions by citing: "the daily reported, citing two aides, that", "quoted him as saying"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.reading.attribution_clauses import (
    Page,
    clause_end,
    is_finite,
    noun_phrase,
    object_of,
    subtree,
)
from onrecord.reading.attribution_contents import aside
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

_CITING = {"citing", "quoting"}
_QUOTING = {"quote", "cite", "report", "record"}
_WITNESS = {"interview", "conversation", "talk", "account", "testimony", "information", "word"}
_WHO = {"which", "who"}
_SAID_AS = {"say", "tell", "state", "claim", "warn", "add", "confirm", "deny", "announce"}


def without_citations(page: Page, raw: RawAttribution) -> RawAttribution:
    """Cut "citing two aides, that" off the front of a content: the aides are no part of it.

    A content that only tells of citing stays: "said the letter, citing the treaty, was void".
    """
    first = page.token_at(raw.content[0].start)
    end = page.token_at(raw.content[-1].end - 1) + 1
    if len(raw.content) != 1 or not _cites(page, first):
        return raw
    comma = next((i for i in range(first + 2, end) if page.doc[i].text == ","), None)
    if comma is None or end - comma < 4:
        return raw
    content = page.content(comma + 1, end)
    # `page.content` may give back a full stop's worth less, never more than there was.
    return replace(raw, content=(Span(content.start, min(content.end, raw.content[0].end)),))


def _cites(page: Page, index: int) -> bool:
    token = page.doc[index]
    if token.lower_ in _CITING:
        return True
    following = page.doc[index + 1] if index + 1 < len(page.doc) else token
    return token.lower_ in _WHO and following.lemma_ in {"cite", "quote"}


def citing_attributions(page: Page, others: Sequence[RawAttribution]) -> Iterator[RawAttribution]:
    """Yield the sources an outlet cites: their content is that of the outlet's own attribution."""
    doc = page.doc
    for token in doc:
        if _names_origin(token):
            source = _cited(token)
            if source is None:
                continue
            named = noun_phrase(source)
            content = _that_clause(page, token, source)
            if content:
                named = (named[0], source.i + 1)
                yield from _of_outlet(page, token, content, others)
            content = content or _cited_content(page, token, others)
            if content:
                yield RawAttribution(
                    page.span(*named),
                    page.span(token.i, token.i + 1),
                    content,
                    "cue.cite",
                    0.8,
                )
        if _said_as(token):
            yield from _quoted_as_saying(page, token)


def _names_origin(token: Token) -> bool:
    """Whether a word brings in whom an outlet has it from.

    "citing an aide", "Nova, which quoted an aide, said", "based on interviews with two aides";
    but "which quoted an aide as saying" has its own content, and "based in Oslo" no origin.
    """
    if token.lower_ in _CITING:
        return True
    if token.lower_ == "based":
        return _witnesses(token) is not None
    relative = any(c.dep_ == "nsubj" and c.lower_ in _WHO for c in token.children)
    as_saying = any(c.lower_ == "as" and c.i > token.i for c in token.children)
    return token.lemma_ in {"cite", "quote"} and is_finite(token) and relative and not as_saying


def _of_outlet(
    page: Page, citing: Token, content: tuple[Span, ...], others: Sequence[RawAttribution]
) -> Iterator[RawAttribution]:
    """Yield the outlet's own layer where no comma parts its verb from whom it cites."""
    verb = citing.head
    outlet = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    said = page.span(verb.i, verb.i + 1)
    known = any(raw.cue is not None and raw.cue.overlaps(said) for raw in others)
    if outlet is not None and verb.lemma_ in {"say", "report", "write", "add"} and not known:
        yield RawAttribution(page.span(*noun_phrase(outlet)), said, content, "cue.publish", 0.7)


def _that_clause(page: Page, citing: Token, source: Token) -> tuple[Span, ...]:
    """Give the clause behind whom an outlet cites: "said citing an aide that he would come"."""
    for child in (*source.rights, *citing.rights):
        marked = any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children)
        if child.dep_ in {"acl", "ccomp", "relcl"} and marked and child.i > source.i:
            return (page.content(*subtree(child)),)
    return ()


def _witnesses(based: Token) -> Token | None:
    for preposition in based.children:
        for noun in preposition.children:
            if preposition.lower_ == "on" and noun.lemma_.lower() in _WITNESS:
                inner = (c for c in noun.children if c.lower_ in {"with", "of", "from", "by"})
                found = [object_of(c) for c in inner]
                return found[0] if found else None
    return None


def _cited(token: Token) -> Token | None:
    if token.lower_ == "based":
        return _witnesses(token)
    source = next((c for c in token.children if c.dep_ in {"dobj", "pobj"}), None)
    return source if source is not None or token.i + 1 >= len(token.doc) else object_of(token)


def _said_as(token: Token) -> bool:
    """Whether a verb is what somebody is quoted as doing: "as saying", "as having told"."""
    if token.lemma_ not in _SAID_AS or token.head.lower_ != "as" or not token.i:
        return False
    having = any(child.lower_ == "having" for child in token.lefts)
    return token.tag_ == "VBG" or having


def _cited_content(page: Page, token: Token, others: Sequence[RawAttribution]) -> tuple[Span, ...]:
    sentence = Span(token.sent.start_char, token.sent.end_char)
    near = [raw for raw in others if raw.cue is not None and sentence.holds(raw.cue)]
    if near:
        return min(near, key=lambda raw: abs((raw.cue or sentence).start - token.idx)).content
    start = page.sentence_start(token.i)
    return (page.content(start, token.i),) if token.i - start >= 4 else ()


def _quoted_as_saying(page: Page, saying: Token) -> Iterator[RawAttribution]:
    """Both layers of "the agency quoted him as saying"."""
    verb = saying.head.head
    if verb.pos_ not in {"VERB", "AUX"} or verb.lemma_ not in _QUOTING:
        return
    outlet = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    quoted = next((c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    clause = next(
        (c for c in saying.children if c.dep_ in {"ccomp", "dobj"} and c.i > saying.i), None
    )
    subject = outlet or quoted
    found = None
    if subject is not None and subject.i < verb.i and not _that_follows(saying):
        found = aside(page, noun_phrase(subject)[0], clause_end(page.doc, saying.i + 1))
    if found is not None:
        content = found.content
    elif clause is not None:
        content = (page.content(*subtree(clause)),)
    elif (before := _clause_before(page, subject, saying)) is not None:
        content = (before,)
    else:
        end = page.sentence_end(saying.i)
        if end - saying.i < 4:
            return
        content = (page.content(saying.i + 1, end),)
    if outlet is not None:
        yield RawAttribution(
            page.span(*noun_phrase(outlet)),
            page.span(verb.i, verb.i + 1),
            content,
            "cue.quote",
            0.8,
        )
    if quoted is not None:
        start, end = noun_phrase(quoted)
        yield RawAttribution(
            page.span(start, min(end, saying.head.i) if quoted.i < saying.i else end),
            page.span(saying.head.i, saying.i + 1),
            content,
            "cue.quote",
            0.8,
        )


def _clause_before(page: Page, subject: Token | None, saying: Token) -> Span | None:
    """Give the clause before "; Nova quoted two aides as saying", which has none behind it."""
    if subject is None or page.sentence_end(saying.i) - saying.i > 2:
        return None
    first = noun_phrase(subject)[0]
    if first < 2 or page.doc[first - 1].text != ";":
        return None
    start = page.sentence_start(first - 1)
    return page.content(start, first - 1) if first - start > 4 else None


def _that_follows(saying: Token) -> bool:
    doc = saying.doc
    return saying.i + 1 < len(doc) and (
        doc[saying.i + 1].lower_ in {"that", ":"} or doc[saying.i + 1].is_quote
    )

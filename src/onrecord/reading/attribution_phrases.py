"""Attributions by preposition, by noun, by participle: "according to", "a claim that", "citing"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.reading.attribution_clauses import Page, clause_end, noun_phrase, subtree
from onrecord.reading.attribution_contents import aside
from onrecord.reading.attribution_cues import load_cues
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

_TELLINGS = {
    "words",
    "account",
    "view",
    "telling",
    "opinion",
    "phrase",
    "version",
    "reckoning",
    "count",
}
_QUOTING = {"quote", "cite", "report", "record"}
_REPORTS = {"report", "rumour", "rumor", "speculation"}


def according_attributions(page: Page) -> Iterator[RawAttribution]:
    """Yield what is so "according to X", "in X's words", "by X's account"."""
    doc = page.doc
    for token in doc:
        for rule, words in load_cues().according:
            end = token.i + len(words)
            if token.lower_ != words[0] or end >= len(doc):
                continue
            if tuple(word.lower_ for word in doc[token.i : end]) == words:
                source = _object_of(doc[end - 1])
                if source is not None and not (rule == "according.per" and source.ent_type_ == ""):
                    yield from _placed(page, token.i, end, noun_phrase(source), rule)
        if token.lower_ in _TELLINGS and token.dep_ == "pobj" and token.head.lower_ in {"in", "by"}:
            owner = next((child for child in token.children if child.dep_ == "poss"), None)
            if owner is not None:
                yield from _placed(
                    page, token.head.i, token.i + 1, noun_phrase(owner), "according.telling"
                )


def _object_of(preposition: Token) -> Token | None:
    for child in preposition.children:
        if child.dep_ == "pobj":
            return child
    doc = preposition.doc
    following = doc[preposition.i + 1] if preposition.i + 1 < len(doc) else None
    if following is None or following.is_punct or following.is_space:
        return None
    while following.dep_ in {"det", "compound", "amod", "poss", "nmod"} and (
        following.head.i > following.i
    ):
        following = following.head
    return following


def _placed(
    page: Page, first: int, last: int, named: tuple[int, int], rule: str
) -> Iterator[RawAttribution]:
    """Give the rest of the sentence to a phrase that stands at its start, end or middle."""
    doc = page.doc
    start = page.sentence_start(first)
    end = page.sentence_end(first)
    after = max(last, named[1])
    cue = page.span(first, last)
    fragments: list[Span] = []
    before = first
    while before > start and (doc[before - 1].text in {",", "—", "–"} or doc[before - 1].is_space):
        before -= 1
    if before - start >= 3:
        fragments.append(page.content(start, before))
    if (
        after < end
        and doc[after].text in {",", ":"}
        and (
            not fragments
            or doc[after + 1 if after + 1 < end else after].tag_ not in {"WDT", "WP", "VBG", "CC"}
        )
    ):
        rest = page.content(after + 1, end) if end - after > 3 else None
        if rest is not None:
            fragments.append(rest)
    elif not fragments:
        comma = next((i for i in range(after, end) if doc[i].text == ","), None)
        if comma is not None and end - comma > 3:
            fragments.append(page.content(comma + 1, end))
    if fragments:
        yield RawAttribution(page.span(*named), cue, tuple(fragments), rule, 0.9)


def noun_attributions(page: Page) -> Iterator[RawAttribution]:
    """Yield what nouns carry: "a claim by the ministry that", "reports that", "X's version is"."""
    cues = load_cues()
    for token in page.doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in cues.nouns:
            continue
        content = _noun_content(page, token) or _equated(page, token)
        if content is None:
            continue
        owner = _owner(token)
        if owner is None:
            if token.lemma_.lower() not in _REPORTS and not _bare_word(token):
                continue
            named = page.span(*_noun_only(token))
        else:
            named = page.span(*noun_phrase(owner))
        rule = cues.nouns[token.lemma_.lower()][0]
        yield RawAttribution(named, page.span(token.i, token.i + 1), (content,), rule, 0.6)


def _noun_content(page: Page, noun: Token) -> Span | None:
    for child in noun.children:
        if child.i < noun.i:
            continue
        that = any(word.lower_ == "that" and word.dep_ == "mark" for word in child.children)
        if child.dep_ in {"acl", "ccomp"} and that:
            return page.content(*subtree(child))
        if child.lower_ == "of" and noun.lemma_.lower() in _REPORTS and child.dep_ == "prep":
            start, end = subtree(child)
            return page.content(start + 1, end)
    return None


def _equated(page: Page, noun: Token) -> Span | None:
    """Read what a noun with an owner is: "X's version is that", '"No," came the reply of X'."""
    verb = noun.head
    if verb.lemma_ not in {"be", "come", "run", "go"} or _owner(noun) is None:
        return None
    if noun.i < verb.i and noun.dep_ == "nsubj" and verb.lemma_ == "be":
        end = page.sentence_end(verb.i)
        return page.content(verb.i + 1, end) if end - verb.i > 3 else None
    if verb.i < noun.i and page.quote_closing_before(verb.idx) is not None:
        found = aside(page, verb.i, subtree(noun)[1])
        return None if found is None else found.content[0]
    return None


def _owner(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        named = child.lower_ in {"by", "from"} or (
            child.lower_ == "of" and noun.head.lemma_ in {"be", "come"} and noun.i > noun.head.i
        )
        if child.i > noun.i and named and child.dep_ in {"prep", "agent"}:
            return next((word for word in child.children if word.dep_ == "pobj"), None)
    return None


def _bare_word(noun: Token) -> bool:
    return noun.lemma_.lower() in {"report", "rumour", "rumor", "speculation"}


def _noun_only(noun: Token) -> tuple[int, int]:
    start = min([noun.i, *(child.left_edge.i for child in noun.lefts)])
    return start, noun.i + 1


def citing_attributions(page: Page, others: Sequence[RawAttribution]) -> Iterator[RawAttribution]:
    """Yield the sources an outlet cites: their content is that of the outlet's own attribution."""
    doc = page.doc
    for token in doc:
        if token.lower_ in {"citing", "quoting"}:
            source = next((c for c in token.children if c.dep_ in {"dobj", "pobj"}), None)
            if source is None and token.i + 1 < len(doc):
                source = _object_of(token)
            if source is None:
                continue
            content = _cited_content(page, token, others)
            if content:
                yield RawAttribution(
                    page.span(*noun_phrase(source)),
                    page.span(token.i, token.i + 1),
                    content,
                    "cue.cite",
                    0.8,
                )
        if token.lower_ == "saying" and token.head.lower_ == "as" and token.i:
            yield from _quoted_as_saying(page, token)


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
            page.span(saying.i - 1, saying.i + 1),
            content,
            "cue.quote",
            0.8,
        )


def _that_follows(saying: Token) -> bool:
    doc = saying.doc
    return saying.i + 1 < len(doc) and (
        doc[saying.i + 1].lower_ in {"that", ":"} or doc[saying.i + 1].is_quote
    )

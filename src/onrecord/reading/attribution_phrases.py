"""Attributions by preposition and by noun: "according to X", "a claim by X that"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.reading.attribution_clauses import Page, noun_phrase, object_of, subtree
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
                source = object_of(doc[end - 1])
                if source is not None and not (rule == "according.per" and source.ent_type_ == ""):
                    yield from _placed(page, token.i, end, noun_phrase(source), rule)
        if token.lower_ in _TELLINGS and token.dep_ == "pobj" and token.head.lower_ in {"in", "by"}:
            owner = next((child for child in token.children if child.dep_ == "poss"), None)
            if owner is not None:
                yield from _placed(
                    page, token.head.i, token.i + 1, noun_phrase(owner), "according.telling"
                )


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

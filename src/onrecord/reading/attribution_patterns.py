"""Attributions by verb: subject, cue and content read off the parse and the punctuation.

The parser knows who governs what; it loses its way where a cue interrupts a sentence or stands
inverted after a quotation. There the commas and the quotation marks decide.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.reading.attribution_clauses import (
    Page,
    cue_clause,
    noun_phrase,
    speaker,
    subtree,
    verb_group,
)
from onrecord.reading.attribution_cues import Cues, VerbCue, load_cues
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

_CLAUSES = {"ccomp", "xcomp"}
_SMALL_CLAUSE = {"dobj", "oprd", "ccomp", "attr", "acomp", "xcomp"}
_NO_CONTINUATION = {"WDT", "WP", "WRB", "VBG", "WP$"}
_NO_CONTINUATION_WORDS = {
    "as",
    "after",
    "before",
    "while",
    "according",
    "citing",
    "quoting",
    "although",
}
_INTRODUCERS = {"but", "and", "so", "yet", "however", "still", "or", "instead", "meanwhile"}


def verb_attributions(page: Page) -> Iterator[RawAttribution]:
    """Yield the attributions whose cue is a verb, in the order of the verbs."""
    cues = load_cues()
    for token in page.doc:
        if token.pos_ not in {"VERB", "AUX"} and token.tag_[:2] != "VB":
            continue
        cue = match_cue(token, cues)
        if cue is not None:
            yield from _by_verb(page, token, cue, cues)


def match_cue(token: Token, cues: Cues) -> VerbCue | None:
    """Match a verb against the cue table, its particle included; None when it is no cue."""
    for cue in cues.verbs.get(token.lemma_.lower(), ()):
        if not cue.particle:
            return cue
        nearby = {word.lower_ for word in token.doc[token.i + 1 : token.i + 5]}
        held = {child.lower_ for child in token.children if child.i > token.i}
        if cue.particle in held or (
            cue.particle in nearby and token.doc[token.i + 1].lower_ == cue.particle
        ):
            return cue
    return None


def _by_verb(page: Page, verb: Token, cue: VerbCue, cues: Cues) -> Iterator[RawAttribution]:
    if "citing" in cue.frames:
        return
    if _passive(verb):
        yield from _by_passive(page, verb, cue)
        return
    source = speaker(verb)
    if source is None or source.lower_ in {"there", "it"} and verb.lemma_ in {"see", "understand"}:
        return
    if _refuses(verb, cue, cues):
        yield from _refusal(page, verb, cue, source)
        return
    if "refusal" in cue.frames or _unspoken(verb):
        return
    spans = _right_content(page, verb, cue, source)
    if not spans and "aside" in cue.frames:
        spans = _aside_content(page, verb, source)
    if not spans:
        return
    yield RawAttribution(
        page.span(*noun_phrase(source)),
        page.span(*verb_group(verb, cue)),
        spans,
        cue.rule,
        0.9 if cue.rule in {"cue.say", "cue.tell"} else 0.7,
    )


def _passive(verb: Token) -> bool:
    return any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for child in verb.children)


def _unspoken(verb: Token) -> bool:
    """Whether the verb is not said to have happened: "will announce", "if he says"."""
    return any(
        (child.dep_ == "aux" and child.lower_ in {"will", "shall", "to", "'ll", "may", "might"})
        or (child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"})
        for child in verb.children
    )


def _right_content(page: Page, verb: Token, cue: VerbCue, source: Token) -> tuple[Span, ...]:
    doc = page.doc
    rights = [child for child in verb.children if child.i > verb.i and child.i != source.i]
    if "clause" in cue.frames:
        for child in rights:
            finite = child.dep_ == "ccomp" and child.i > verb.i
            if not finite:
                continue
            start, end = subtree(child)
            start = max(start, verb.i + 1)
            if source.i > verb.i:
                start = max(start, noun_phrase(source)[1])
            if start > 0 and doc[start - 1].text == "," and _interrupts(verb, source, start):
                break
            return (page.content(start, end),)
    quoted = _right_quote(page, verb)
    if quoted and "quote" in cue.frames:
        return quoted
    if "object" in cue.frames:
        held = [child for child in rights if child.dep_ in _SMALL_CLAUSE or _as_phrase(child)]
        if held and held[0].dep_ in {"dobj", "ccomp", "xcomp"}:
            start = subtree(held[0])[0]
            end = max(subtree(child)[1] for child in held)
            return (page.content(max(start, verb.i + 1), end),)
    if "infinitive" in cue.frames:
        for child in rights:
            infinitive = child.dep_ in _CLAUSES and any(w.tag_ == "TO" for w in child.lefts)
            gerund = child.dep_ == "xcomp" and child.tag_ == "VBG"
            if infinitive or gerund:
                starts = [subtree(one)[0] for one in rights if one.dep_ in {"dobj", "dative"}]
                start, end = subtree(child)
                if starts and cue.rule != "cue.tell":
                    start = min(start, *starts)
                return (page.content(max(start, verb.i + 1), end),)
    if cue.particle == "for":
        for child in rights:
            if child.lower_ == "for":
                return (page.content(child.i + 1, subtree(child)[1]),)
    if "about" in cue.frames:
        for child in rights:
            if child.dep_ == "prep" and child.lower_ in cue.prepositions:
                start, end = subtree(child)
                return (page.content(start + 1, end),)
    return ()


def _as_phrase(child: Token) -> bool:
    return child.dep_ == "prep" and child.lower_ == "as"


def _interrupts(verb: Token, source: Token, clause_start: int) -> bool:
    """Whether a cue stands between two parts of its content: "The trip, he said, was off"."""
    first, last = cue_clause(verb, source)
    return first > verb.sent.start and last <= clause_start


def _right_quote(page: Page, verb: Token) -> tuple[Span, ...]:
    """The quotation that follows a cue: 'said: "…"', 'said on Monday, "…"'."""
    doc = page.doc
    for index in range(verb.i + 1, min(verb.i + 30, len(doc))):
        token = doc[index]
        quote = page.quote_opening_at(token.idx)
        if quote is not None:
            before = doc[index - 1]
            if before.text in {":", ","} or before.i == verb.i or before.lower_ == "that":
                return (quote,)
            return ()
        if token.text in {".", "!", "?", ";"} or "\n" in token.text:
            return ()
        if token.text == ":":
            end = page.sentence_end(index + 1)
            following = doc[index + 1] if index + 1 < len(doc) else None
            if (
                following is not None
                and page.quote_opening_at(following.idx) is None
                and (end - index > 3)
            ):
                return (page.content(index + 1, end),)
    return ()


def _aside_content(page: Page, verb: Token, source: Token) -> tuple[Span, ...]:
    """What stands before a cue, and after it where the cue interrupts."""
    doc = page.doc
    first, last = cue_clause(verb, source)
    if first == 0:
        return ()
    before = doc[first - 1]
    if before.lower_ in {"as", "so"}:
        first -= 1
        before = doc[first - 1] if first else before
    quote = page.quote_closing_before(doc[first].idx)
    if quote is None and before.text not in {",", "—", "–", "-", "?", "!"}:
        return ()
    start = page.sentence_start(first - 1 if before.text in {",", "—", "–", "-"} else first)
    if quote is not None:
        opening = page.token_at(quote.start)
        start = min(page.sentence_start(opening), start) if start < first else opening
        start = min(start, page.sentence_start(opening))
    start = _skip_introducer(doc, start, first)
    if first - start < 2:
        return ()
    fragments = [page.content(start, first)]
    rest = _continuation(page, last)
    if rest is not None:
        fragments.append(rest)
    return tuple(fragments)


def _skip_introducer(doc: Doc, start: int, first: int) -> int:
    if start < first and doc[start].lower_ in _INTRODUCERS:
        start += 1
        if start < first and doc[start].text == ",":
            start += 1
    return start


def _continuation(page: Page, last: int) -> Span | None:
    """The second part of a content that a cue interrupted, or None."""
    doc = page.doc
    if last + 1 >= len(doc) or doc[last].text not in {",", "—", "–", ":"}:
        return None
    following = doc[last + 1]
    if following.tag_ in _NO_CONTINUATION or following.lower_ in _NO_CONTINUATION_WORDS:
        return None
    if following.lower_ in {"and", "but"} and _has_own_cue(page, last + 1):
        return None
    quote = page.quote_opening_at(following.idx)
    end = page.sentence_end(last + 1)
    if quote is not None:
        end = max(end, page.token_at(quote.end - 1) + 1)
    return page.content(last + 1, end) if end - last > 2 else None


def _has_own_cue(page: Page, start: int) -> bool:
    cues = load_cues()
    return any(
        token.pos_ == "VERB"
        and match_cue(token, cues) is not None
        and page.quote_at(token.idx) is None
        for token in page.doc[start : page.sentence_end(start)]
    )


def _by_passive(page: Page, verb: Token, cue: VerbCue) -> Iterator[RawAttribution]:
    agents = [child for child in verb.children if child.dep_ == "agent"]
    source = next(
        (word for agent in agents for word in agent.children if word.dep_ == "pobj"), None
    )
    subjects = [child for child in verb.children if child.dep_ in {"nsubjpass", "csubjpass"}]
    group = page.span(*verb_group(verb, cue))
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is not None and (source is not None or (subjects and subjects[0].lower_ == "it")):
        content = page.content(*subtree(clause))
    elif subjects and source is not None and subjects[0].lower_ not in {"it", "who", "which"}:
        content = page.content(*_clip(subtree(subjects[0]), verb.i))
    elif cue.rule in {"cue.say", "cue.publish", "cue.opinion"} and source is None and subjects:
        infinitive = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
        if infinitive is None or verb.lemma_ not in {"say", "report", "believe", "understand"}:
            return
        content = page.content(*subtree(infinitive))
    else:
        return
    named = page.span(*noun_phrase(source)) if source is not None else group
    yield RawAttribution(named, group, (content,), "passive." + cue.rule.partition(".")[2], 0.6)


def _clip(bounds: tuple[int, int], end: int) -> tuple[int, int]:
    return bounds[0], min(bounds[1], end)


def _refuses(verb: Token, cue: VerbCue, cues: Cues) -> bool:
    """Whether the verb says that somebody would not speak."""
    if "refusal" in cue.frames:
        return any(
            child.dep_ == "xcomp" and child.lemma_ in cues.speaking for child in verb.children
        )
    if verb.lemma_ not in cues.speaking:
        return False
    negated = any(
        child.dep_ == "neg" or child.lower_ in {"neither", "never"} for child in verb.children
    )
    held_back = any(
        child.dep_ == "aux"
        and child.lower_
        in {"would", "could", "did", "has", "have", "had", "can", "do", "does", "wo", "ca"}
        for child in verb.children
    )
    return negated and held_back


def _refusal(page: Page, verb: Token, cue: VerbCue, source: Token) -> Iterator[RawAttribution]:
    group = verb_group(verb, cue)
    governed = next(
        (c for c in verb.children if c.dep_ == "xcomp" and "refusal" in cue.frames), verb
    )
    end = subtree(governed)[1]
    start = None
    for child in governed.children:
        if child.i <= governed.i or child.dep_ not in {"ccomp", "dobj", "prep", "pcomp", "xcomp"}:
            continue
        left, right = subtree(child)
        start, end = (left + 1, right) if child.dep_ == "prep" else (left, right)
        break
    if start is None or start >= end:
        # With nothing named, what is refused is the comment itself.
        start, end = group[0], max(group[1], governed.i + 1)
        fronted = _aside_content(page, verb, source)
        if fronted:
            yield RawAttribution(
                page.span(*noun_phrase(source)), page.span(*group), fronted, "cue.decline", 0.7
            )
            return
    yield RawAttribution(
        page.span(*noun_phrase(source)),
        page.span(group[0], max(group[1], governed.i + 1)),
        (page.content(start, end),),
        "cue.decline",
        0.8,
    )

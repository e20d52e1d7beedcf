"""Where the content of a cue stands: after it, before it, or on both sides."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.reading.attribution_clauses import (
    Page,
    cue_clause,
    is_finite,
    is_outer_participle,
    noun_phrase,
    subtree,
)
from onrecord.reading.attribution_cues import VerbCue
from onrecord.terms import Span

_SMALL_CLAUSE = {"dobj", "oprd", "ccomp", "attr", "acomp", "xcomp"}
_DASHES = {"—", "–", "-", "--"}
_NOT_MORE = {"WDT", "WP", "WRB", "VBG", "WP$"}
_NOT_MORE_WORDS = {
    "as", "after", "before", "while", "according", "citing", "quoting", "although", "though",
    "when", "in", "on", "at", "during", "with", "without", "despite", "because", "speaking",
}  # fmt: skip
_INTRODUCERS = {"but", "and", "so", "yet", "however", "still", "or", "instead", "meanwhile"}
_TAILS = {"when", "while", "after", "before", "as", "once", "since", "until"}
_QUOTE_REACH = 30


@dataclass(frozen=True, slots=True)
class Aside:
    """A content around a cue; `further` is a coordinate clause after it, a statement of its own."""

    content: tuple[Span, ...]
    further: Span | None = None


def right_content(page: Page, verb: Token, cue: VerbCue, source: Token) -> tuple[Span, ...]:
    """Find what follows a cue in one of its frames; empty when nothing does."""
    rights = [child for child in verb.children if child.i > verb.i and child.i != source.i]
    floor = verb.i + 1 if source.i < verb.i else max(verb.i + 1, noun_phrase(source)[1])
    if floor >= len(page.doc):  # the source runs to the end of the text: nothing follows it
        return ()
    if "clause" in cue.frames:
        clause = _clause(page, verb, cue, source, floor)
        if clause is not None:
            return (clause,)
    if "quote" in cue.frames:
        quoted = _quote_after(page, verb)
        if quoted:
            return quoted
    if "object" in cue.frames and " " in cue.particle:
        # "pours cold water on reports": what is said no to is the preposition's object.
        start = verb.i + 1 + len(cue.particle.split())
        end = min(page.doc[start - 1].right_edge.i + 1, page.sentence_end(verb.i))
        return (page.content(start, end),) if end > start else ()
    if "object" in cue.frames:
        named = cue.rule == "cue.call"
        held = [
            child
            for child in rights
            if child.dep_ in _SMALL_CLAUSE or (named and child.lower_ == "as")
        ]
        if held and held[0].dep_ in {"dobj", "ccomp", "xcomp"}:
            end = max(subtree(child)[1] for child in held)
            if not named:
                # "dismissed the reports as gossip": the verdict is not what was reported.
                verdicts = [c.i for c in held[0].children if c.lower_ == "as" and c.i > held[0].i]
                end = min([end, *verdicts])
            outer = [c for c in held[0].children if is_outer_participle(c)]
            end = min([end, *(c.left_edge.i - 1 for c in outer)])
            return (page.content(max(subtree(held[0])[0], floor), end),)
    if "infinitive" in cue.frames:
        for child in rights:
            infinitive = child.dep_ in {"ccomp", "xcomp"} and any(
                word.tag_ == "TO" for word in child.lefts
            )
            if cue.rule == "cue.request" and child.dep_ == "advcl":
                # "asked for the round to be moved", not "asked to leave, for them to rest".
                words = [word.lower_ for word in child.lefts if word.dep_ in {"mark", "aux"}]
                infinitive = words[:1] == ["for"] and "to" in words and child.left_edge.i == floor
            if infinitive or (child.dep_ == "xcomp" and child.tag_ == "VBG"):
                starts = [subtree(one)[0] for one in rights if one.dep_ in {"dobj", "dative"}]
                start, end = subtree(child)
                if starts and cue.rule != "cue.tell":
                    start = min(start, *starts)
                return (page.content(max(start, floor), end),)
    wanted = cue.prepositions if "about" in cue.frames else frozenset[str]()
    for child in rights:
        governs = child.dep_ in {"prep", "agent", "dative"}
        if governs and child.lower_ in wanted | {cue.particle.split(" ")[-1]} - {""}:
            start, end = subtree(child)
            if end - start > 1:
                return (page.content(start + 1, end),)
    return ()


def _clause(page: Page, verb: Token, cue: VerbCue, source: Token, floor: int) -> Span | None:
    doc = page.doc
    if " " in cue.particle:
        # "takes the view that": the clause hangs on the noun of the idiom.
        start = verb.i + 1 + len(cue.particle.split())
        end = page.sentence_end(verb.i)
        opens = end - start > 2 and not doc[start].is_punct and not _has_left(page, verb, source)
        return page.content(start, end) if opens else None
    for child in verb.rights:
        if child.dep_ != "ccomp" or child.lower_ == cue.particle:
            continue
        start, end = subtree(child)
        start = max(start, floor)
        end = min([end, *(c.left_edge.i - 1 for c in child.children if is_outer_participle(c))])
        if start >= end:  # the clause is part of the source's own phrase
            continue
        if doc[start].lower_ in _TAILS and _has_left(page, verb, source):
            return None
        if start > 0 and doc[start - 1].text in {",", ";", ":"} and _has_left(page, verb, source):
            return None
        return page.content(start, end)
    return _unparsed_clause(page, verb, source, floor)


def _has_left(page: Page, verb: Token, source: Token) -> bool:
    """Whether something that can be the content stands before a cue."""
    first, _ = cue_clause(verb, source)
    return first - page.sentence_start(verb.i) > 3 and (
        page.doc[first - 1].text in {",", *_DASHES}
        or page.quote_closing_before(page.doc[first].idx) is not None
    )


def _unparsed_clause(page: Page, verb: Token, source: Token, floor: int) -> Span | None:
    """Find the clause after a cue that the parser hung elsewhere: "X had told Y he meant to".

    It must begin without a comma and have a subject and a finite verb of its own.
    """
    doc = page.doc
    if source.i > verb.i:
        return None
    end = page.sentence_end(verb.i)
    index = max(floor, verb.i + 1)
    while (
        index < end
        and not doc[index].is_punct
        and (doc[index].head == verb or doc[index].lower_ == "that")
    ):
        index += 1
    for token in doc[index:end]:
        if token.text in {",", ";", ":"} or token.is_quote:
            return None
        if is_finite(token):
            subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            if subject is None and token.dep_ in {"aux", "auxpass"}:
                subject = next(
                    (c for c in token.head.children if c.dep_ in {"nsubj", "nsubjpass"}), None
                )
            fits = subject is not None and verb.i < subject.i < token.i
            loose = token.head if token.dep_ in {"aux", "auxpass"} else token
            if fits and subject is not None and loose.dep_ in {"ROOT", "conj", "parataxis", "dep"}:
                return page.content(max(index, subtree(subject)[0]), end)
            return None
    return None


def _quote_after(page: Page, verb: Token) -> tuple[Span, ...]:
    """Find the quotation that follows a cue: 'said: "…"', 'said on Monday, "…"'."""
    doc = page.doc
    for index in range(verb.i + 1, min(verb.i + _QUOTE_REACH, len(doc))):
        token = doc[index]
        quote = page.quote_opening_at(token.idx)
        if quote is not None:
            before = doc[index - 1]
            set_off = before.text[-1] in ":,"  # "X:" is one token to the parser
            if set_off or before.i == verb.i or before.lower_ == "that":
                return (quote,)
            return ()
        if token.text in {".", "!", "?", ";"} or "\n" in token.text:
            return ()
        if token.text == ":":
            opens = index + 1 < len(doc) and page.quote_opening_at(doc[index + 1].idx) is not None
            end = page.sentence_end(index + 1) if index + 1 < len(doc) else index
            if not opens and end - index > 3:
                return (page.content(index + 1, end),)
    return ()


def aside(page: Page, first: int, last: int) -> Aside | None:
    """Find what stands before a cue's clause, and after it where the clause interrupts.

    `first` and `last` bound the clause ("X said on Monday"). None when nothing that could be
    the content stands before it, set off by a comma, a dash or a quotation mark.
    """
    doc = page.doc
    if first == 0:
        return None
    if doc[first - 1].lower_ in {"as", "so"} and first > 1:
        first -= 1
    before = doc[first - 1]
    quote = page.quote_closing_before(doc[first].idx)
    asks = before.text in {"?", "!"} and doc[last - 1].sent.start >= first - 1
    if quote is None and before.text not in {",", *_DASHES} and not asks:
        return None
    start = page.sentence_start(first - 1)
    if quote is not None:
        start = min(start, page.sentence_start(page.token_at(quote.start)))
    start = _skip_introducer(doc, start, first)
    if first - start < 2:
        return None
    content = page.content(start, first)
    rest = _continuation(page, last)
    if rest is None:
        return Aside((content,))
    if page.text[rest.start : rest.end].split(" ", 1)[0].lower() in {"and", "but"}:
        return Aside(
            (content,), page.content(page.token_at(rest.start) + 1, page.token_at(rest.end - 1) + 1)
        )
    return Aside((content, rest))


def fronted(page: Page, first: int) -> tuple[Span, ...]:
    """Find what stands before a cue without a comma: "What it is he would not say"."""
    start = _skip_introducer(page.doc, page.sentence_start(first), first)
    return (page.content(start, first),) if first - start >= 2 else ()


def _skip_introducer(doc: Doc, start: int, first: int) -> int:
    if start < first and doc[start].lower_ in _INTRODUCERS:
        start += 1
        if start < first and doc[start].text == ",":
            start += 1
    return start


def _continuation(page: Page, last: int) -> Span | None:
    """Find the second part of a content that a cue interrupted, or None."""
    doc = page.doc
    if last + 1 >= len(doc) or doc[last].text not in {",", ":", *_DASHES}:
        return None
    following = doc[last + 1]
    if following.tag_ in _NOT_MORE or following.lower_ in _NOT_MORE_WORDS:
        return None
    end = page.sentence_end(last + 1)
    quote = page.quote_opening_at(following.idx)
    if quote is not None:
        end = max(end, page.token_at(quote.end - 1) + 1)
    elif following.lower_ in {"and", "but"} and not (
        _whole_clause(doc, last + 2, end) or _shares_subject(doc, last + 2, end)
    ):
        return None
    return page.content(last + 1, end) if end - last > 2 else None


def _shares_subject(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch goes on with the content's subject: "he said, and will return in May".

    A simple past goes on with the speaker's doings instead: "he said, and left the room".
    """
    return start < end and doc[start].tag_ in {"MD", "VBZ", "VBP"}


def _whole_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch begins with a subject before its first verb: "and the talks go on"."""
    for token in doc[start:end]:
        if token.dep_ in {"nsubj", "nsubjpass", "expl"}:
            return True
        if token.pos_ in {"VERB", "AUX"}:
            return False
    return False

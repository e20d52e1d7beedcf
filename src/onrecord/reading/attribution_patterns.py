"""Attributions by verb: subject, cue and content read off the parse and the punctuation.

The parser knows who governs what; it loses its way where a cue interrupts a sentence or stands
inverted after a quotation. There the commas and the quotation marks decide.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.reading.attribution_clauses import (
    Page,
    can_speak,
    cue_clause,
    is_finite,
    noun_phrase,
    source_before,
    speaker,
    subtree,
    verb_group,
)
from onrecord.reading.attribution_contents import Aside, aside, fronted, right_content
from onrecord.reading.attribution_cues import Cues, VerbCue, load_cues
from onrecord.reading.attribution_passives import (
    SURE,
    by_passive,
    is_of_noun,
    is_passive,
    said_of_noun,
)
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

_HELD_BACK = {
    "would",
    "could",
    "did",
    "has",
    "have",
    "had",
    "can",
    "do",
    "does",
    "wo",
    "ca",
    "will",
}
_UNSPOKEN_AUX = {"will", "shall", "to", "'ll", "’ll", "may", "might"}
_SILENCE = {"nothing", "little"}


def verb_attributions(page: Page) -> Iterator[RawAttribution]:
    """Yield the attributions whose cue is a verb, in the order of the verbs."""
    cues = load_cues()
    for token in page.doc:
        if token.pos_ not in {"VERB", "AUX"} and token.tag_[:2] != "VB":
            continue
        cue = match_cue(token, cues)
        if cue is None:
            if token.lemma_ in cues.speaking | cues.giving and page.quote_at(token.idx) is None:
                source = speaker(token)
                spoken = token.lemma_ in cues.speaking or _gives_word(token, cues)
                if source is not None and spoken and _holds_back(token) and not _unnamed(token):
                    yield _refusal(page, token, None, source)
            continue
        if "citing" in cue.frames:
            continue
        if is_passive(token):
            yield from by_passive(page, token, cue)
        elif is_of_noun(token):
            yield from said_of_noun(page, token, cue, cues)
        else:
            yield from _by_verb(page, token, cue, cues)


def match_cue(token: Token, cues: Cues) -> VerbCue | None:
    """Match a verb against the cue table, its particle included; None when it is no cue."""
    doc = token.doc
    for cue in cues.verbs.get(token.lemma_.lower(), ()):
        if not cue.particle:
            return cue
        words = cue.particle.split()
        beside = doc[token.i + 1 : token.i + 1 + len(words)]
        if [word.lower_ for word in beside] == words:
            # "said nothing" keeps silent, "said nothing had been agreed" speaks.
            if beside[-1].lower_ in _SILENCE and any(
                is_finite(word) for word in doc[beside[-1].i + 1 : beside[-1].i + 2]
            ):
                continue
            return cue
        if len(words) == 1 and any(
            child.lower_ == words[0]
            and child.i > token.i
            and child.dep_ in {"prt", "advmod", "acomp", "oprd"}
            for child in token.children
        ):
            return cue
    return None


def _by_verb(page: Page, verb: Token, cue: VerbCue, cues: Cues) -> Iterator[RawAttribution]:
    source = speaker(verb)
    if source is not None and source.lower_ in {"there", "you", "q"}:
        return
    if source is not None and _refuses(verb, cue, cues):
        yield _refusal(page, verb, cue, source)
        return
    if "refusal" in cue.frames or _unspoken(verb) or _thought_aloud(page, verb, cue, source):
        return
    group = page.span(*verb_group(verb, cue))
    score = 0.9 if cue.rule in SURE else 0.7
    before = _aside_by_commas(page, verb, cue, source)
    if before is None and source is not None and not _away(verb, source):
        named = noun_phrase(source)
        spans = right_content(page, verb, cue, source)
        if spans:
            yield RawAttribution(page.span(*named), group, spans, cue.rule, score)
            return
        if "aside" in cue.frames and not _completed(verb):
            found = aside(page, *cue_clause(verb, source))
            before = None if found is None else (named, found)
    if before is None and "aside" in cue.frames:
        placed = source_before(page, verb)
        found = None if placed is None else aside(page, placed[0], cue_clause(verb, verb)[1])
        before = None if placed is None or found is None else (placed, found)
    if before is not None:
        named, found = before
        who = page.span(*named)
        yield RawAttribution(who, group, found.content, cue.rule, score)
        if found.further is not None:
            yield RawAttribution(who, group, (found.further,), cue.rule, score - 0.1)


def _thought_aloud(page: Page, verb: Token, cue: VerbCue, source: Token | None) -> bool:
    """Whether a cue only colours what is said anyway: '"I think it is off," she said'.

    A request or promise that is not made ("does not want") attributes nothing either.
    """
    if cue.rule in {"cue.request", "cue.commit"}:
        return any(child.dep_ == "neg" for child in verb.children)
    own = source is not None and source.lower_ in {"i", "we"}
    return own and cue.rule == "cue.opinion" and page.quote_at(verb.idx) is not None


def _completed(verb: Token) -> bool:
    """Whether a verb has its complement after it and tells of no words: "continues to be open"."""
    return any(child.dep_ in {"xcomp", "acomp"} and child.i > verb.i for child in verb.children)


def _away(verb: Token, source: Token) -> bool:
    """Whether the phrase taken for a subject lies in another sentence or behind a semicolon."""
    low, high = sorted((verb.i, source.i))
    return any(token.text == ";" for token in verb.doc[low:high])


def _aside_by_commas(
    page: Page, verb: Token, cue: VerbCue, source: Token | None
) -> tuple[tuple[int, int], Aside] | None:
    """Read '"The trip is off," said X' by its marks, whatever the parser makes of it."""
    doc = page.doc
    if not cue.frames & {"aside", "beside_quote"} or verb.i + 1 >= len(doc) or not verb.i:
        return None
    mark = page.quote_closing_before(verb.idx)
    after = doc[verb.i + 1]
    if mark is None and cue.rule in SURE and doc[verb.i - 1].text == ",":
        head = _right_head(verb, after)
        named = noun_phrase(head)
        closed = named[1] < len(doc) and doc[named[1]].text == ","
        if closed and head.i > verb.i and named[0] == verb.i + 1 and can_speak(head):
            # "The king, said an aide, has asked": but "he came, said the right thing, and left".
            found = aside(page, verb.i, named[1])
            if found is not None and len(found.content) > 1:
                return named, found
    if mark is not None and not _inherits(verb):
        nominal = (
            after.pos_ in {"PROPN", "DET", "NOUN", "ADJ", "PRON", "NUM"} and after.tag_ != "WDT"
        )
        if nominal and after.lower_ not in {"that", "it"} and verb.tag_ != "VBG":
            head = _right_head(verb, after)
            named = noun_phrase(head)
            found = aside(page, verb.i, cue_clause(verb, head)[1])
            return None if found is None else (named, found)
    if source is None or source.i > verb.i or source.head != verb:
        return None
    first, last = cue_clause(verb, source)
    ending = page.quote_closing_before(doc[first].idx)
    if ending is None or after.lower_ == "that":
        return None
    if page.text[ending.start : ending.end].rstrip("\"'”’").endswith(".") and _governs_clause(verb):
        # 'He said: "No comment." The embassy said it knew nothing': a quotation that goes on into
        # its speaker's clause ends in a comma, '"No comment," the embassy said'.
        return None
    found = aside(page, first, last)
    return None if found is None else (noun_phrase(source), found)


def _governs_clause(verb: Token) -> bool:
    """Whether a cue has a clause of its own behind it, and so no need of what stands before."""
    return any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)


def _inherits(verb: Token) -> bool:
    """Whether the verb is coordinated with one before it: 'called it "a lie" and said ...'."""
    return verb.dep_ == "conj" or any(child.dep_ == "cc" for child in verb.lefts)


def _right_head(verb: Token, first: Token) -> Token:
    """Find the head of the phrase that begins at `first`, never left of it."""
    head = first
    while head.head.i > verb.i and head.head != head and head.dep_ not in {"nsubj", "dobj"}:
        if head.head.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
            break
        head = head.head
    return head


def _unspoken(verb: Token) -> bool:
    """Whether the verb is not said to have happened: "will announce", "if he says"."""
    return any(
        (child.dep_ == "aux" and child.lower_ in _UNSPOKEN_AUX)
        or (child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"})
        for child in verb.children
    )


def _refuses(verb: Token, cue: VerbCue, cues: Cues) -> bool:
    """Whether the verb says that somebody would not speak, or has yet to."""
    if "refusal" in cue.frames:
        return bool(cue.particle) or any(
            child.dep_ == "xcomp" and child.lemma_ in cues.speaking for child in verb.children
        )
    return verb.lemma_ in cues.speaking and _holds_back(verb)


def _gives_word(verb: Token, cues: Cues) -> bool:
    """Whether what is not given is speech: "would not give details", not "does not give joy"."""
    objects = [child for child in verb.children if child.dep_ in {"dobj", "ccomp", "advmod"}]
    said = {child.lemma_.lower() for child in objects} | {verb.sent[0].lower_}
    return bool(said & cues.given) or any(child.dep_ == "ccomp" for child in objects)


def _unnamed(verb: Token) -> bool:
    """Whether a verb only says that a source has no name: "citing officials it did not identify".

    Nothing is refused there; but "the envoy, who would not name the host," keeps something back.
    """
    objects = any(child.dep_ in {"dobj", "ccomp"} and child.i > verb.i for child in verb.children)
    return verb.dep_ == "relcl" and verb.lemma_ in {"name", "identify"} and not objects


def _holds_back(verb: Token) -> bool:
    """Whether a verb of speaking is denied of its subject: "would not give", "has yet to say"."""
    head = verb.head
    if verb.dep_ == "xcomp" and head.lemma_ in {"have", "be"}:
        # "is still to speak at the forum" will speak there.
        late = {"yet", "still"} if head.lemma_ == "have" else {"yet"}
        return any(child.lower_ in late for child in (*head.children, *verb.children))
    words = {child.lower_ for child in verb.children if child.i < verb.i}
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    neither = subject is not None and subject.left_edge.lower_ in {"neither", "nobody", "no"}
    negated = neither or bool(words & {"not", "n't", "n’t", "never", "neither"})
    return negated and bool(words & _HELD_BACK)


def _refusal(page: Page, verb: Token, cue: VerbCue | None, source: Token) -> RawAttribution:
    group = verb_group(verb, cue)
    named = noun_phrase(source)
    if source.i < verb.i and page.doc[named[0]].tag_ in {"WP", "WRB", "WDT"}:
        # "What they discussed the minister would not say": the parser runs the two together.
        nearest = page.doc[min(group[0], verb.i) - 1]
        named = (max(nearest.left_edge.i, named[0] + 1), nearest.i + 1)
    refuses = cue is not None and "refusal" in cue.frames
    governed = next((c for c in verb.children if c.dep_ == "xcomp" and refuses), verb)
    if verb.dep_ == "xcomp":
        group = (verb.head.i, group[1])
    said = page.span(group[0], max(group[1], governed.i + 1))
    content: tuple[Span, ...] = ()
    for child in governed.children:
        if child.i <= governed.i or child.dep_ not in {"ccomp", "dobj", "prep", "pcomp", "xcomp"}:
            continue
        left, right = subtree(child)
        if child.dep_ == "prep":
            left += 1
        if left < right:
            content = (page.content(left, right),)
            break
    if not content:
        # With nothing named after it, what is refused stands in front, or is the comment itself.
        start = min(named[0], group[0])
        content = fronted(page, start) or (said,)
    return RawAttribution(page.span(*named), said, content, "cue.decline", 0.8)

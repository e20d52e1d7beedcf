"""Words passed on: heard from somebody, read in a letter, told to whoever is the subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.reading.attribution_clauses import Page, can_speak, noun_phrase, object_of, subtree
from onrecord.reading.attribution_cues import load_cues
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

PASSING_RULES = frozenset({"passing.heard", "passing.document", "passing.told", "cue.cite"})

_HEARING = frozenset({"hear", "learn", "gather", "understand", "know"})
_SAYING = frozenset({"saying", "stating", "announcing", "declaring", "warning", "reading"})
_REACH = 12


def passing_attributions(page: Page) -> Iterator[RawAttribution]:
    """Yield what a report has from somebody by way of somebody else.

    The one who hears is no source of what was heard: the source is whom they have it from.
    """
    for token in page.doc:
        if token.lemma_ in _HEARING and token.pos_ == "VERB":
            yield from _heard(page, token)
        elif token.lower_ in _SAYING and token.tag_ == "VBG":
            yield from _read_in(page, token)
        elif token.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in token.children):
            yield from _told(page, token)


def better_known(
    passed: Sequence[RawAttribution], others: Sequence[RawAttribution]
) -> list[RawAttribution]:
    """Of other readings give those whose cue is not read better among words passed on.

    Whoever reads "he had been told by the envoy that" by the verb alone takes the hearer for the
    speaker, and the envoy of "citing the envoy" for what was cited. The same cue with another
    content stays.
    """
    return [one for one in others if not any(_mistaken(one, each) for each in passed)]


def _mistaken(one: RawAttribution, passed: RawAttribution) -> bool:
    if one.cue is None or passed.cue is None or passed.source is None:
        return False
    other = one.source is None or not one.source.overlaps(passed.source)
    takes = any(part.holds(passed.source) for part in one.content)
    return one.cue.overlaps(passed.cue) and other and (takes or one.extent.overlaps(passed.extent))


def _heard(page: Page, verb: Token) -> Iterator[RawAttribution]:
    """Read "it learned from the hosts that the round was off": the hosts' word.

    Only from those who can speak: "she learned from experience that haste costs" is nobody's.
    """
    origin = next((c for c in verb.children if c.lower_ == "from" and c.i > verb.i), None)
    source = None if origin is None else object_of(origin)
    if source is None or not can_speak(source):
        return
    content = _that_clause(page, verb, noun_phrase(source)[1])
    if content is not None:
        yield _passed(page, verb, source, content, "passing.heard")


def _read_in(page: Page, saying: Token) -> Iterator[RawAttribution]:
    """Read "he had a letter from Quito saying the trip was off": the letter's word.

    The document must stand right before: in "he signed the letter, saying it was late" he speaks.
    """
    noun = saying.doc[saying.i - 1] if saying.i else saying
    for _ in range(4):
        if noun.lemma_.lower() in load_cues().documents:
            break
        if noun.dep_ == "prep" and noun.i and noun.head.pos_ == "VERB":
            # The parser hangs "from Quito" on the verb: the noun before it is its own.
            noun = noun.nbor(-1)
        elif noun.head.i < saying.i and noun.head != noun:
            noun = noun.head
        else:
            return
    if noun.lemma_.lower() not in load_cues().documents or noun.pos_ != "NOUN":
        return
    clause = next((c for c in saying.children if c.dep_ == "ccomp" and c.i > saying.i), None)
    if clause is None:
        return
    source = page.span(noun.left_edge.i, saying.i)
    content = page.content(*subtree(clause))
    cue = page.span(saying.i, saying.i + 1)
    yield RawAttribution(source, cue, (content,), "passing.document", 0.9)


def _told(page: Page, verb: Token) -> Iterator[RawAttribution]:
    """Read "he had been told by the envoy that she would stay": the parser ties "that" to "envoy".

    A relative clause has no subject of its own: "told by the envoy that signed it" holds no word.
    """
    cues = load_cues().verbs.get(verb.lemma_.lower(), ())
    if not any(cue.rule == "cue.tell" for cue in cues):
        return
    agent = next((c for c in verb.children if c.dep_ == "agent" and c.i > verb.i), None)
    source = None if agent is None else object_of(agent)
    if source is None:
        return
    for clause in source.children:
        subject = any(c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ != "that" for c in clause.lefts)
        if clause.dep_ == "relcl" and page.doc[clause.left_edge.i].lower_ == "that" and subject:
            content = page.content(*subtree(clause))
            yield _passed(page, verb, source, content, "passing.told")


def _passed(page: Page, verb: Token, source: Token, content: Span, rule: str) -> RawAttribution:
    return RawAttribution(
        page.span(*noun_phrase(source)), page.span(verb.i, verb.i + 1), (content,), rule, 0.9
    )


def _that_clause(page: Page, verb: Token, after: int) -> Span | None:
    """Find the clause that "that" opens behind a source, an aside between them allowed."""
    doc: Doc = page.doc
    opening = next(
        (t for t in doc[after : min(after + _REACH, verb.sent.end)] if t.lower_ == "that"), None
    )
    if opening is None:
        return None
    clause = next(
        (c for c in verb.children if c.dep_ == "ccomp" and c.left_edge.i <= opening.i < c.i), None
    )
    return None if clause is None else page.content(opening.i, subtree(clause)[1])

"""Attributions in the passive: "was denied by X", "it was announced", "alleged by the media"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.reading.attribution_clauses import (
    Page,
    can_speak,
    cue_clause,
    is_finite,
    noun_phrase,
    subtree,
    verb_group,
)
from onrecord.reading.attribution_contents import aside, fronted
from onrecord.reading.attribution_cues import Cues, VerbCue
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

SURE = {"cue.say", "cue.tell", "cue.publish"}
"""Rules of cues that say little else."""
_ALLEGING = {"cue.claim", "cue.publish", "cue.announce", "cue.confirm", "cue.deny"}
_TELLING = {"cue.say", "cue.publish", "cue.announce", "cue.confirm"}
_PAPERS = {"press", "media", "newspaper", "statement", "letter", "paper", "release", "communiqué"}


def is_passive(verb: Token) -> bool:
    """Whether a verb is a finite passive: "was denied"."""
    return any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for child in verb.children)


def is_of_noun(verb: Token) -> bool:
    """Whether a participle hangs on what somebody says: "talks alleged by the media"."""
    agent = any(child.lower_ == "by" and child.dep_ in {"agent", "prep"} for child in verb.rights)
    return verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"} and agent


def by_passive(page: Page, verb: Token, cue: VerbCue) -> Iterator[RawAttribution]:
    """Read "was denied by X", "it was announced that", "the paper was told by X that"."""
    agents = [child for child in verb.children if child.dep_ == "agent"]
    source = next(
        (word for agent in agents for word in agent.children if word.dep_ == "pobj"), None
    )
    subject = next((c for c in verb.children if c.dep_ in {"nsubjpass", "csubjpass"}), None)
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    group = verb_group(verb, cue)
    if source is None and cue.rule == "cue.tell":
        return  # "he was informed that the visit was off": nobody says by whom
    content: tuple[Span, ...] = ()
    told_so = subject is None or subject.lower_ == "it" or cue.rule == "cue.tell"
    if clause is not None and told_so:
        content = (page.content(*subtree(clause)),)
    elif cue.rule == "cue.tell":
        if source is None or subject is None:
            return
        found = aside(page, subtree(subject)[0], cue_clause(verb, subject)[1])
        content = () if found is None else found.content
    elif source is None:
        source = _place_of_word(verb, cue)
        infinitive = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
        if source is not None and subject is not None:
            content = (page.content(subtree(subject)[0], min(subtree(subject)[1], verb.i)),)
        elif infinitive is not None and verb.lemma_ in {"say", "report", "believe", "understand"}:
            content = (page.content(*subtree(infinitive)),)
        elif subject is not None and subject.lower_ == "it" and cue.rule in SURE | {"cue.opinion"}:
            found = aside(page, subject.i, cue_clause(verb, subject)[1])
            content = () if found is None else found.content
    elif subject is not None and subject.lower_ not in {"it", "who", "which", "that"}:
        content = (page.content(subtree(subject)[0], min(subtree(subject)[1], verb.i)),)
        if subject.lower_ == "this" and subject.i == verb.sent.start:
            content = _sentence_before(page, subject)
    elif subject is None:
        content = fronted(page, group[0])
    elif subject.lower_ == "it" and subject.i == verb.sent.start and cue.rule in _TELLING:
        content = _sentence_before(page, subject)
    if not content:
        return
    first = group[0]
    if subject is not None and subject.lower_ == "it" and subject.i == first - 1:
        first = subject.i  # "it was reported" is all that says whose word it is
    named = page.span(*noun_phrase(source)) if source is not None else page.span(first, group[1])
    rule = "passive." + cue.rule.partition(".")[2]
    yield RawAttribution(named, page.span(*group), content, rule, 0.6)


def said_of_noun(page: Page, verb: Token, cue: VerbCue, cues: Cues) -> Iterator[RawAttribution]:
    """Read "talks alleged by the media", where `is_of_noun` holds of the verb."""
    agent = next(child for child in verb.rights if child.lower_ == "by")
    source = next((word for word in agent.children if word.dep_ == "pobj"), None)
    noun = verb.head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    written = noun.lemma_.lower() in cues.documents or noun.lemma_.lower() in cues.nouns
    if source is None or written or cue.rule not in _ALLEGING or not can_speak(source):
        return
    end = verb.i - 1 if page.doc[verb.i - 1].text == "," else verb.i
    content = (page.content(subtree(noun)[0], end),)
    named = page.span(*noun_phrase(source))
    yield RawAttribution(named, page.span(verb.i, agent.i), content, "passive.claim", 0.6)


def _sentence_before(page: Page, subject: Token) -> tuple[Span, ...]:
    """Give the sentence that "this was announced by X" tells of, a whole one, or nothing."""
    last = subject.sent.start - 1
    while last > 0 and page.doc[last].is_space:
        last -= 1
    if last <= 0 or page.doc[last].text != ".":
        return ()
    start = page.sentence_start(last)
    finite = any(is_finite(token) for token in page.doc[start:last])
    return (page.content(start, last),) if finite else ()


def _place_of_word(verb: Token, cue: VerbCue) -> Token | None:
    """Find the place or paper in which something "was denied" or "was reported", or None."""
    if cue.rule not in {"cue.deny", "cue.confirm", "cue.announce", "cue.publish", "cue.reject"}:
        return None
    for child in verb.children:
        if child.lower_ not in {"in", "on", "from"} or child.i < verb.i:
            continue
        for word in child.children:
            if word.dep_ == "pobj" and (word.ent_type_ == "GPE" or word.lemma_ in _PAPERS):
                return word
    return None

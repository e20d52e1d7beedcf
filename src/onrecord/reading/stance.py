"""What a speaker does with a content: asserts, confirms, denies, does not deny, declines."""

from __future__ import annotations

import re

from onrecord.reading.attribution_cues import Cues, VerbCue, load_cues
from onrecord.reading.stance_words import (
    CONFIRMS_SAID,
    DECLINES_SAID,
    DECLINES_TOLD,
    DENIES_SAID,
    NEITHER_TOLD,
    NOT_DENYING_TOLD,
)
from onrecord.terms import Stance

_FURTHER = re.compile(
    r",? (?:but|and|though|although|while|without) (?:(?:he|she|it|they|has|have|had|then) )?"
    r"(?:did|do|does|would|could|declin\w+|refus\w+|gave|giv\w+|said|has|have|had|no)\b"
)


def read_stance(cue: str, lemmas: tuple[str, ...], content: str, *, turn: bool = False) -> Stance:
    """Read the stance off a cue, its verb lemmas in text order, and the content.

    `cue` is the text from a little before the cue to the end of its clause. `turn` is true for
    a speaker's turn in a transcript, where the sentence itself is all there is to go by.
    """
    cues = load_cues()
    if NEITHER_TOLD.search(cue):
        return (
            "declines_comment"
            if re.search(r"\bwould\b|\bcould\b|\bwill\b", cue)
            else "does_not_deny"
        )
    if NOT_DENYING_TOLD.search(cue):
        return "does_not_deny"
    if DECLINES_TOLD.search(cue):
        return "declines_comment"
    verb = _governing(lemmas, cues)
    stance: Stance = verb.stance if verb is not None else _noun_stance(lemmas, cues)
    if verb is not None and verb.rule == "cue.decline" and not verb.particle:
        # Who refuses to do something has said so: "refused a request to meet".
        return "asserts"
    if verb is not None and verb.denies_claims and _names_claim(content, cues):
        return "denies"
    if verb is not None and verb.rule == "cue.call" and _denying(content, cues):
        return "denies"
    if stance == "asserts":
        return _spoken_stance(content, turn=turn)
    return stance


def own_clause(clause: str, cue: int) -> str:
    """Give a cue's clause, whose first `cue` code points are the cue, without a second predicate.

    "Cancelled the trip but did not give a reason" keeps the reason back, not the trip; in "would
    not say whether or not" no predicate is joined.
    """
    joined = _FURTHER.search(clause, cue)
    return clause if joined is None else clause[: joined.start()]


def _governing(lemmas: tuple[str, ...], cues: Cues) -> VerbCue | None:
    """Pick the cue that decides: one with a stance of its own before one that merely says."""
    found = []
    for place, lemma in enumerate(lemmas):
        for cue in cues.verbs.get(lemma, ()):
            if not cue.particle or cue.particle.split()[0] in lemmas[place + 1 :]:
                found.append(cue)
                break
    for cue in found:
        if cue.stance != "asserts" or cue.denies_claims:
            return cue
    return found[0] if found else None


def _noun_stance(lemmas: tuple[str, ...], cues: Cues) -> Stance:
    for lemma in lemmas:
        if lemma in cues.nouns and cues.nouns[lemma][1] != "asserts":
            return cues.nouns[lemma][1]
    return "asserts"


def _names_claim(content: str, cues: Cues) -> bool:
    words = re.findall(r"[\w-]+", content.lower())[:8]
    return any(
        word in cues.claim_nouns
        or (word.endswith("s") and word != "talks" and word[:-1] in cues.claim_nouns)
        for word in words
    )


def _denying(content: str, cues: Cues) -> bool:
    text = f" {content.lower()} "
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in cues.denying_words)


def _spoken_stance(content: str, *, turn: bool) -> Stance:
    """Read the stance of words merely said: "I have nothing to announce" declines."""
    if DECLINES_SAID.search(content) and (turn or content[:1] in '"“'):
        return "declines_comment"
    if DENIES_SAID.search(content):
        return "denies"
    if CONFIRMS_SAID.search(content):
        return "confirms"
    return "asserts"

"""What a report as a whole is about: the sides it names most, and who stands near each sentence.

A report that says "India trip" in its headline and "the PM's visit" in its text names one side at
a time; who the other is follows from the rest of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.reading.syntax import Marked

_LEAD_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Context:
    """The sides of a report by weight, heaviest first, and the sides named in each sentence."""

    sides: tuple[str, ...]
    weights: Mapping[str, float]
    near: Mapping[int, tuple[str, ...]]


def context_of(doc: Doc, marked: Marked) -> Context:
    """Weigh the sides of a report: each naming counts once, in the first sentences double."""
    sentence_of = {}
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            sentence_of[token.idx] = number
    weights: dict[str, float] = {}
    near: dict[int, dict[str, None]] = {}
    for mention in marked.actors.mentions:
        if mention.side is None or mention.pronoun:
            continue
        number = _sentence(sentence_of, mention.start)
        weights[mention.side] = weights.get(mention.side, 0.0) + (
            2.0 if number < _LEAD_SENTENCES else 1.0
        )
        near.setdefault(number, {}).setdefault(mention.side)
    ordered = sorted(weights, key=lambda s: (-weights[s], s))
    return Context(tuple(ordered), weights, {n: tuple(s) for n, s in near.items()})


def _sentence(sentence_of: Mapping[int, int], offset: int) -> int:
    while offset >= 0 and offset not in sentence_of:
        offset -= 1
    return sentence_of.get(offset, 0)

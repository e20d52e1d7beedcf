"""A report's view, and a stand-in for what the model makes of it, for tests of single stages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
from reading_tools import DAY
from spacy.language import Language
from tokenizers import Tokenizer

from onrecord.identity import report_id
from onrecord.intake.cleaning import furniture_of
from onrecord.intake.lines import layout_of
from onrecord.reading.arrays import Floats
from onrecord.reading.engagement_heads import Scales
from onrecord.reading.engagement_view import View, view_of
from onrecord.reading.reader import ReadingTools, seen_by_rules
from onrecord.reading.seen import Seen
from onrecord.terms import STATUSES, Report, Status

SHIPPED = Path(__file__).parents[2] / "src" / "onrecord" / "models" / "engagements"


def shipped_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def seen_and_view(nlp: Language, text: str, published: dt.date | None = DAY) -> tuple[Seen, View]:
    report = Report(
        report_id(text, title=None, published=None, url=None),
        text,
        published=published,
        furniture=furniture_of(layout_of(text)),
        language="en",
    )
    seen = seen_by_rules(report, ReadingTools(nlp))
    return seen, view_of(text, published, shipped_tokenizer(), seen)


def word(view: View, text: str, wanted: str, nth: int = 0) -> int:
    at = -1
    for _ in range(nth + 1):
        at = text.index(wanted, at + 1)
    found = view.word_at(at)
    assert found is not None
    return found


class Told:
    """Answers for a model: the chance that each word names, which namings are one, what is told.

    `steps` maps a word and a status to the chance that the word stands where such a step is told.
    """

    def __init__(
        self,
        view: View,
        chances: dict[int, float],
        pairs: dict[tuple[int, int], float],
        steps: dict[tuple[int, Status], float] | None = None,
    ) -> None:
        self.view = view
        self._chances = chances
        self.scales = Scales()
        self._pairs = pairs
        self._steps = steps or {}

    def step_chances(self) -> Floats:
        found = np.zeros((len(self.view.starts), len(STATUSES)), dtype=np.float32)
        for (at, status), chance in self._steps.items():
            found[at, STATUSES.index(status)] = chance
        return found

    def naming_chances(self) -> Floats:
        found = np.zeros(len(self.view.starts), dtype=np.float32)
        for at, chance in self._chances.items():
            found[at] = chance
        return found

    def pair_logits(self, words: list[int]) -> Floats:
        scores = np.full((len(words), len(words)), -3.0, dtype=np.float32)
        for i, a in enumerate(words):
            for j, b in enumerate(words):
                scores[i, j] = self._pairs.get((min(a, b), max(a, b)), scores[i, j])
        return scores

"""Scores for choosing between settings; the reported figures come from `evaluation.attribution`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.attribution import headline_figures, load_scorer

from onrecord.reading.tagger_decoding import ROLES
from training.attribution.corpus import Document

Fragments = list[list[int]]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was found in one document, in the corpus's own shape."""

    id: str
    attributions: list[dict[str, Fragments]]


def score(
    documents: Sequence[Document], predictions: Sequence[Prediction], scorer: Path
) -> dict[str, float]:
    """Score predictions for labelled documents: the headline figures, in percent."""
    gold = [
        {
            "id": one.id,
            "text": one.text,
            "attributions": [{role: getattr(a, role) for role in ROLES} for a in one.attributions],
        }
        for one in documents
    ]
    found = [{"id": one.id, "attributions": one.attributions} for one in predictions]
    return headline_figures(load_scorer(scorer).evaluate(gold, found))

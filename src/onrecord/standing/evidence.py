"""Evidence for and against two accounts being of one engagement, as values.

Weights are log-odds and add up, in the manner of Fellegi and Sunter ("A Theory for Record Linkage",
JASA 64, 1969). A veto is evidence that nothing outweighs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

VETO = -math.inf
"""The weight of evidence that nothing outweighs."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One piece of evidence for (positive) or against (negative) two being the same."""

    name: str
    weight: float
    saw: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a telling was or was not taken for an engagement: the features and their sum.

    `probability` is the sum through the logistic function, 0 to 1.
    """

    features: tuple[Feature, ...]

    @property
    def score(self) -> float:
        """The summed log-odds; minus infinity when one feature is a veto."""
        return sum(f.weight for f in self.features)

    @property
    def probability(self) -> float:
        """The score as a probability, 0 to 1."""
        score = self.score
        return 1 / (1 + math.exp(-score)) if score > -700 else 0.0

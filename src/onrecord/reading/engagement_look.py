"""What the engagement model makes of one report, before and between its engagements."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

import numpy as np

from onrecord.reading.arrays import Floats
from onrecord.reading.engagement_beside import Beside
from onrecord.reading.engagement_focus import focused, marks_of, narrowed
from onrecord.reading.engagement_heads import (
    Heads,
    Scales,
    Verdict,
    averages,
    chances_of,
    rows_of,
    sigmoid,
)
from onrecord.reading.engagement_pairs import pair_features, step_features
from onrecord.reading.engagement_rereading import Rereading
from onrecord.reading.engagement_sides import belonging_features, belongings
from onrecord.reading.engagement_view import View


class Look:
    """What the model makes of one report.

    `rows` are the vectors of the whole report, then of each word of the view; `rereading` reads
    it again beside each engagement. `ruled` is the view with everybody on the side that the rules
    gave, as in training; `view` when nobody was moved.
    """

    def __init__(
        self,
        view: View,
        rows: Floats,
        heads: Heads,
        scales: Scales,
        rereading: Rereading,
        *,
        ruled: View | None = None,
    ) -> None:
        self.view = view
        self._rereading = rereading
        self._ruled = ruled or view
        self._rows = rows
        self._heads = heads
        self.scales = scales

    def naming_chances(self) -> Floats:
        """Give each word's chance of naming an engagement, (words,)."""
        return sigmoid(self._heads.head("naming", self._rows[1:])[:, 0])

    def pair_logits(self, words: Sequence[int]) -> Floats:
        """Score each pair of naming words as one engagement: a symmetric (n, n), 0 diagonal."""
        scores = np.zeros((len(words), len(words)), dtype=np.float32)
        pairs = [(i, j) for i in range(len(words)) for j in range(i + 1, len(words))]
        if not pairs:
            return scores
        left = self._heads.linear("left", self._rows[1:][list(words)])
        a, b = left[[i for i, _ in pairs]], left[[j for _, j in pairs]]
        features = rows_of([pair_features(self.view, words[i], words[j]) for i, j in pairs])
        logits = self._heads.head("pair", np.hstack([a * b, np.abs(a - b), a + b, features]))
        for (i, j), logit in zip(pairs, logits[:, 0], strict=True):
            scores[i, j] = scores[j, i] = logit
        return scores

    def beside(
        self, words: Sequence[int], rule: Verdict, named: Collection[Sequence[int]]
    ) -> Beside:
        """Look at the engagement named at some words.

        `rule` is what the rules make of it; `named` are the words that name each engagement of
        the report, this one's among them or not.
        """
        features = step_features(self.view, words)
        marks = marks_of(self.view, words, named)
        rows = focused(self._heads, self._rows, self._narrow, marks, features)
        again = self._rereading.beside(self._heads, self.view, words, named)
        return Beside(
            self.view, words, rule, rows=rows, features=features, again=again,
            heads=self._heads, scales=self.scales, ruled=self._ruled,
        )  # fmt: skip

    @cached_property
    def _narrow(self) -> Floats:
        return narrowed(self._heads, self._rows)

    def side_chances(self) -> dict[str, dict[str | None, float]]:
        """Give, by entity, each person's chance to be of each side; None is one not named here."""
        pairs = belongings(self.view)
        if not pairs:
            return {}
        actors = averages(self._rows[1:], [(a.first, a.last) for a in self.view.actors])
        known = np.vstack([actors, np.zeros((1, actors.shape[1]), dtype=np.float32)])
        rows = [len(actors) if p.named is None else p.named for p in pairs]
        person = self._heads.linear("person_of", actors)[[p.person for p in pairs]]
        side = self._heads.linear("side_of", known)[rows]
        features = rows_of(belonging_features(self.view, pairs))
        fits = self._heads.head("belonging", np.hstack([person * side, person + side, features]))
        best: dict[str, dict[str | None, float]] = {}
        for pair, logit in zip(pairs, fits[:, 0].tolist(), strict=True):
            own = best.setdefault(pair.entity, {None: 0.0})
            own[pair.side] = max(own.get(pair.side, logit), logit)
        return {
            entity: chances_of(tuple(own), np.array(list(own.values()), dtype=np.float32))
            for entity, own in best.items()
        }

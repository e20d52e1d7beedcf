"""What the engagement model makes of one engagement: each decision is a method.

The engagement is given by the words that name it; all else is chosen among what the report holds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.reading.arrays import Floats, softmax
from onrecord.reading.engagement_heads import (
    VERDICTS,
    Heads,
    Scales,
    Verdict,
    averages,
    chances_of,
    gelu,
    rows_of,
    rule_vector,
    sigmoid,
)
from onrecord.reading.engagement_pairs import actor_features, date_features, nearest
from onrecord.reading.engagement_rereading import Reread
from onrecord.reading.engagement_view import View
from onrecord.terms import KINDS, SALIENCES, Kind, Salience


class Beside:
    """What the model makes of one engagement; made by `Look.beside`.

    `rows` are the vectors of the whole report and of each word with this engagement in mind,
    `features` say how each word lies to it; `again` is the second reading. `ruled` is the view
    with everybody on the side that the rules gave.
    """

    def __init__(
        self,
        view: View,
        words: Sequence[int],
        rule: Verdict,
        *,
        rows: Floats,
        features: Floats,
        again: Reread,
        heads: Heads,
        scales: Scales,
        ruled: View,
    ) -> None:
        self._view = view
        self._named = words
        self._words = rows[1:]
        self._features = features
        self._again = again
        self._heads = heads
        self._scales = scales
        self._ruled = ruled
        self._rule = rule
        self._whole = self._summed_up(rows[0], rule)

    def verdict_chances(self) -> dict[Verdict, float]:
        """Give the calibrated chance of each headline status, and of no engagement at all.

        What decides often stands away from every naming ("..., he said. It will now be in May"),
        so all words are weighed by how much they bear on the engagement; and the sentences that
        bear on it are read a second time (`engagement_rereading`).
        """
        asked = self._heads.linear("evidence_asked", self._whole)
        asked *= np.float32(len(asked) ** -0.5)
        fits: Floats = self._words @ (asked @ self._heads.weights["evidence_word.weight"])
        fits += self._heads.linear("evidence_near", self._features)[:, 0]
        weights = softmax(fits)
        told = self._heads.linear("evidence_told", weights @ self._words)
        logits = self._heads.linear("status", self._whole)
        logits += self._heads.head("weighed", np.concatenate([self._whole, told]))
        first, again = self._scales.verdict
        return chances_of(VERDICTS, first * logits + again * self._again.verdict_logits(self._rule))

    def salience_chances(self) -> dict[Salience, float]:
        """Give the chance that the report is about it, tells it too, or only recalls it."""
        return chances_of(SALIENCES, self._heads.linear("salience", self._whole))

    def kind_chances(self) -> dict[Kind, float]:
        """Give the chance of each kind."""
        return chances_of(KINDS, self._heads.linear("kind", self._whole))

    def actor_chances(self) -> Floats:
        """Give each actor's chance to stand for a side and to take part in person, (actors, 2)."""
        actors = self._view.actors
        if not actors:
            return np.zeros((0, 2), dtype=np.float32)
        features = rows_of(actor_features(self._ruled, self._named))
        return sigmoid(self._scored("actor", [(a.first, a.last) for a in actors], features))

    def date_chances(self) -> Floats:
        """Give each date phrase's chances, (dates, 5).

        In order: none; the date that stands, if it looks ahead, if back; the one that fell away,
        if it looks ahead, if back.
        """
        dated = self._view.dated
        if not dated:
            return np.zeros((0, 5), dtype=np.float32)
        features = rows_of([date_features(self._view, self._named, d) for d in dated])
        spans = [(d.first, d.last) for d in dated]
        logits = self._scored("date", spans, features)
        again, which = self._again.date_logits(spans, features)
        if len(which):  # what was not read again has the first reading's word alone
            first, second = self._scales.date
            logits[which] = first * logits[which] + second * again
        return softmax(logits)

    def step_chances(self) -> Floats:
        """Give each word's chance to stand where a step is told of each status: (words, statuses).

        A step is told where its evidence stands: "asked for a new date".
        """
        # The first layer is taken apart by what goes into it: what is the same for all words is
        # multiplied once.
        weight = self._heads.weights["step.0.weight"]
        row = self._heads.linear("step_row", self._words)
        match = row.shape[1]
        ends = np.cumsum([self._words.shape[1], len(self._whole), match, match])
        by_word, by_sum, by_naming, by_both, by_feature = np.split(weight, ends, axis=1)
        own = np.array(sorted(self._named), dtype=np.int64)
        apart = np.abs(np.arange(len(self._words))[:, None] - own[None])
        naming = self._heads.linear("step_naming", self._words[own])[apart.argmin(1)]
        hidden = (
            self._words @ by_word.T
            + (self._whole @ by_sum.T + self._heads.weights["step.0.bias"])
            + (row * naming) @ by_naming.T
            + row @ (by_both * self._heads.linear("step_whole", self._whole)).T
            + self._features @ by_feature.T
        )
        return sigmoid(self._heads.linear("step.3", gelu(hidden)))

    def _summed_up(self, opening: Floats, rule: Verdict) -> Floats:
        own = self._words[list(self._named)]
        weights = softmax(self._heads.linear("pool", own)[:, 0])
        together = np.concatenate([weights @ own, own[0], opening, rule_vector(rule)])
        return gelu(self._heads.linear("whole.0", together))

    def _scored(self, name: str, spans: Sequence[tuple[int, int]], features: Floats) -> Floats:
        """Run a head over stretches of words."""
        rows = averages(self._words, spans)
        namings = self._words[[nearest(self._named, first) for first, _ in spans]]
        row = self._heads.linear(f"{name}_row", rows)
        by_naming = row * self._heads.linear(f"{name}_naming", namings)
        by_whole = row * self._heads.linear(f"{name}_whole", self._whole)
        repeated = np.broadcast_to(self._whole, (len(spans), len(self._whole)))
        return self._heads.head(name, np.hstack([rows, repeated, by_naming, by_whole, features]))

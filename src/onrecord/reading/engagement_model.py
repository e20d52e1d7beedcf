"""The engagement model: one pass of a small encoder over a report, and heads that decide.

The encoder (int8 ONNX) gives every wordpiece a vector; the heads are small and run in NumPy. They
say which words name an engagement, which namings are one, where it stands, how much the report is
about it, who takes part, which date stands and which sentences tell a step. Passes run one at a
time, unpadded and on one thread, so the same report gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelMissingError
from onrecord.reading.engagement_pairs import (
    actor_features,
    date_features,
    nearest,
    pair_features,
    step_features,
)
from onrecord.reading.engagement_sides import belonging_features, belongings, with_sides
from onrecord.reading.engagement_view import View, view_of
from onrecord.reading.model_files import one_thread_session, pinned_files, tokenizer_from
from onrecord.reading.seen import Seen
from onrecord.terms import KINDS, SALIENCES, STATUSES, Kind, ModelUsed, Report, Salience, Status

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
Verdict = Status | Literal["none"]
"""A headline status, or "none": the namings tell of no engagement at all."""

VERDICTS: tuple[Verdict, ...] = (*STATUSES, "none")

_MOST_ODDS = 30.0

_NAME = "engagements"
_NETWORK, _HEADS, _TOKENIZER = "model.int8.onnx", "heads.npz", "tokenizer.json"
_BELONGING = "belonging.0.weight"
"""Of the newest head; models trained before there was one do not have it."""
_REMEDY = "Reinstall onrecord, or train the model again (training/engagements)"


@dataclass(frozen=True, slots=True)
class Scales:
    """What makes the heads' numbers chances that mean what they say; fitted on held-out reports.

    `temperature` divides the logits of the verdicts (Guo et al. 2017, arXiv:1706.04599); `slope`
    and `shift` are of the logistic that makes a step's chance that of its claim (Platt 1999).
    """

    temperature: float
    slope: float = 1.0
    shift: float = 0.0


class EngagementModel:
    """A loaded engagement model. Make one with `load_engagement_model`; threads may share it."""

    def __init__(
        self,
        session: Any,
        heads: Mapping[str, Floats],
        tokenizer: Tokenizer,
        scales: Scales,
        model: ModelUsed,
    ) -> None:
        self._session = session
        self._heads = heads
        self._scales = scales
        self._tokenizer = tokenizer
        self.model = model

    def look(self, report: Report, seen: Seen) -> Look:
        """Run the encoder over a report and what was seen in it."""
        view = view_of(report.text, report.published, self._tokenizer, seen)
        pieces = np.concatenate(
            [
                self._session.run(None, {"ids": ids[None], "classes": classes[None]})[0][0]
                for ids, classes in view.passes
            ]
        )
        words, opening = pieces[view.piece], pieces[0]
        first = Look(view, words, opening, self._heads, self._scales)
        settled = with_sides(view, first.side_chances())
        return Look(settled, words, opening, self._heads, self._scales, ruled=view)


class Look:
    """What the model makes of one report: every decision is a method over words of its view.

    `ruled` is the view with everybody on the side that the rules gave, as in training; `view` when
    nobody was moved.
    """

    def __init__(
        self,
        view: View,
        words: Floats,
        opening: Floats,
        heads: Mapping[str, Floats],
        scales: Scales,
        *,
        ruled: View | None = None,
    ) -> None:
        self.view = view
        self._ruled = ruled or view
        self._words = words
        self._opening = opening
        self._heads = heads
        self._scales = scales
        self._step_words: tuple[Floats, Floats] | None = None

    def naming_chances(self) -> Floats:
        """Give each word's chance of naming an engagement, (words,)."""
        return _sigmoid(self._head("naming", self._words)[:, 0])

    def pair_logits(self, words: Sequence[int]) -> Floats:
        """Score each pair of naming words as one engagement: a symmetric (n, n), 0 diagonal."""
        scores = np.zeros((len(words), len(words)), dtype=np.float32)
        pairs = [(i, j) for i in range(len(words)) for j in range(i + 1, len(words))]
        if not pairs:
            return scores
        left = self._linear("left", self._words[list(words)])
        a, b = left[[i for i, _ in pairs]], left[[j for _, j in pairs]]
        features = _rows([pair_features(self.view, words[i], words[j]) for i, j in pairs])
        logits = self._head("pair", np.hstack([a * b, np.abs(a - b), a + b, features]))[:, 0]
        for (i, j), logit in zip(pairs, logits, strict=True):
            scores[i, j] = scores[j, i] = logit
        return scores

    def whole(self, words: Sequence[int], rule: Verdict) -> Floats:
        """Sum up the engagement named at some words; `rule` is what the rules make of it."""
        own = self._words[list(words)]
        weights = self._linear("pool", own)
        weights = np.exp(weights - weights.max())
        pooled = (weights / weights.sum() * own).sum(0)
        said = np.zeros(len(VERDICTS), dtype=np.float32)
        said[VERDICTS.index(rule)] = 1.0
        together = np.concatenate([pooled, own[0], self._opening, said])
        return _gelu(self._linear("whole.0", together))

    def verdict_chances(self, whole: Floats) -> dict[Verdict, float]:
        """Give the calibrated chance of each headline status, and of no engagement at all."""
        return _chances(VERDICTS, self._linear("status", whole) / self._scales.temperature)

    def salience_chances(self, whole: Floats) -> dict[Salience, float]:
        """Give the chance that the report is about it, tells it too, or only recalls it."""
        return _chances(SALIENCES, self._linear("salience", whole))

    def kind_chances(self, whole: Floats) -> dict[Kind, float]:
        """Give the chance of each kind."""
        return _chances(KINDS, self._linear("kind", whole))

    def actor_chances(self, words: Sequence[int], whole: Floats) -> Floats:
        """Give each actor's chance to stand for a side and to take part in person, (actors, 2)."""
        actors = self.view.actors
        if not actors:
            return np.zeros((0, 2), dtype=np.float32)
        features = _rows(actor_features(self._ruled, words))
        spans = [(a.first, a.last) for a in actors]
        return _sigmoid(self._beside("actor", spans, words, whole, features))

    def date_chances(self, words: Sequence[int], whole: Floats) -> Floats:
        """Give each date phrase's chances, (dates, 5).

        In order: none; the date that stands, if it looks ahead, if back; the one that fell away,
        if it looks ahead, if back.
        """
        dated = self.view.dated
        if not dated:
            return np.zeros((0, 5), dtype=np.float32)
        features = _rows([date_features(self.view, words, d) for d in dated])
        spans = [(d.first, d.last) for d in dated]
        logits = self._beside("date", spans, words, whole, features)
        weights = np.exp(logits - logits.max(1, keepdims=True))
        chances: Floats = weights / weights.sum(1, keepdims=True)
        return chances

    def side_chances(self) -> dict[str, dict[str | None, float]]:
        """Give, by entity, each person's chance to be of each side; None is one not named here."""
        pairs = belongings(self.view)
        if not pairs:
            return {}
        actors = self._averages([(a.first, a.last) for a in self.view.actors])
        known = np.vstack([actors, np.zeros((1, actors.shape[1]), dtype=np.float32)])
        rows = [len(actors) if p.named is None else p.named for p in pairs]
        person = self._linear("person_of", actors)[[p.person for p in pairs]]
        side = self._linear("side_of", known)[rows]
        features = _rows(belonging_features(self.view, pairs))
        logits = self._head("belonging", np.hstack([person * side, person + side, features]))[:, 0]
        best: dict[str, dict[str | None, float]] = {}
        for pair, logit in zip(pairs, logits.tolist(), strict=True):
            own = best.setdefault(pair.entity, {None: 0.0})
            own[pair.side] = max(own.get(pair.side, logit), logit)
        return {
            entity: _chances(tuple(own), np.array(list(own.values()), dtype=np.float32))
            for entity, own in best.items()
        }

    def step_chances(self, words: Sequence[int], whole: Floats) -> Floats:
        """Give each word's chance to stand where a step is told of each status: (words, statuses).

        A step is told where its evidence stands: "asked for a new date".
        """
        # Every word is scored beside every engagement: what is the same for all of them is
        # multiplied once, so the first layer is taken apart by what goes into it.
        weight = self._heads["step.0.weight"]
        width, inside = self._words.shape[1], len(whole)
        match = self._heads["step_row.bias"].shape[0]
        ends = np.cumsum([width, inside, match, match])
        by_word, by_sum, by_naming, by_both, by_feature = np.split(weight, ends, axis=1)
        if self._step_words is None:
            row = self._linear("step_row", self._words)
            self._step_words = row, self._words @ by_word.T
        row, first = self._step_words
        own = np.array(sorted(words), dtype=np.int64)
        apart = np.abs(np.arange(len(self._words))[:, None] - own[None])
        naming = self._linear("step_naming", self._words[own])[apart.argmin(1)]
        hidden = (
            first
            + (whole @ by_sum.T + self._heads["step.0.bias"])
            + (row * naming) @ by_naming.T
            + row @ (by_both * self._linear("step_whole", whole)).T
            + step_features(self.view, words) @ by_feature.T
        )
        return _sigmoid(self._linear("step.3", _gelu(hidden)))

    def claim_score(self, chance: float) -> float:
        """Give the chance that a claim is right whose step is told with this chance."""
        odds = float(np.log(chance / (1 - chance))) if chance < 1 else _MOST_ODDS
        return 1 / (1 + float(np.exp(-(self._scales.slope * odds + self._scales.shift))))

    def _beside(
        self,
        name: str,
        spans: Sequence[tuple[int, int]],
        words: Sequence[int],
        whole: Floats,
        features: Floats,
    ) -> Floats:
        """Run a head over stretches of words beside the engagement named at some words."""
        rows = self._averages(spans)
        namings = self._words[[nearest(words, a) for a, _ in spans]]
        row = self._linear(f"{name}_row", rows)
        by_naming = row * self._linear(f"{name}_naming", namings)
        by_whole = row * self._linear(f"{name}_whole", whole)
        repeated = np.broadcast_to(whole, (len(spans), len(whole)))
        return self._head(name, np.hstack([rows, repeated, by_naming, by_whole, features]))

    def _averages(self, spans: Sequence[tuple[int, int]]) -> Floats:
        return np.stack([self._words[first : last + 1].mean(0) for first, last in spans])

    def _head(self, name: str, vectors: Floats) -> Floats:
        return self._linear(f"{name}.3", _gelu(self._linear(f"{name}.0", vectors)))

    def _linear(self, name: str, vectors: Floats) -> Floats:
        weight, bias = self._heads[f"{name}.weight"], self._heads[f"{name}.bias"]
        product: Floats = vectors @ weight.T + bias
        return product


def load_engagement_model(folder: Path | None = None) -> EngagementModel:
    """Load the engagement model from its folder, by default the one that ships with onrecord.

    Raises ModelMissingError when a file is not there or is not the one the manifest names.
    """
    folder = folder or Path(__file__).parent.parent / "models" / _NAME
    manifest, files = pinned_files(folder, (_NETWORK, _HEADS, _TOKENIZER), _REMEDY)
    if tuple(manifest["verdicts"]) != VERDICTS:
        raise ModelMissingError(str(folder), "the model was trained for other verdicts", _REMEDY)
    with np.load(io.BytesIO(files[_HEADS])) as packed:
        heads = {name: packed[name].astype(np.float32) for name in packed.files}
    if _BELONGING not in heads:
        raise ModelMissingError(
            str(folder), "the model cannot say on whose side people are", _REMEDY
        )
    return EngagementModel(
        one_thread_session(files[_NETWORK]),
        heads,
        tokenizer_from(files[_TOKENIZER]),
        Scales(manifest["temperature"], *manifest["claims"]),
        ModelUsed(_NAME, manifest["sha256"][_NETWORK]),
    )


def _rows(features: Sequence[Sequence[float]]) -> Floats:
    return np.array(features, dtype=np.float32)


def _sigmoid(logits: Floats) -> Floats:
    return np.float32(1.0) / (np.float32(1.0) + np.exp(-np.clip(logits, -30, 30)))


def _gelu(x: Floats) -> Floats:
    """GELU in its tanh form, as in training (Hendrycks and Gimpel 2016, arXiv:1606.08415)."""
    half, scale, cubic = np.float32(0.5), np.float32(0.7978845608), np.float32(0.044715)
    out: Floats = half * x * (1 + np.tanh(scale * (x + cubic * x * x * x)))
    return out


def _chances(names: Sequence[Any], logits: Floats) -> dict[Any, float]:
    weights = np.exp(logits - logits.max())
    return {n: float(w) for n, w in zip(names, weights / weights.sum(), strict=True)}

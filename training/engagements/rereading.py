"""The second reading of one engagement at a time: the network, and what it is asked.

`onrecord.reading.engagement_rereading` is the twin: the pieces shown and their marks are chosen
by its code, the upper layers run there as ONNX, the rest in NumPy.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from onrecord.reading.engagement_focus import MARKS
from onrecord.reading.engagement_heads import VERDICTS
from onrecord.reading.engagement_pairs import (
    DATE_FEATURES,
    date_features,
)
from onrecord.reading.engagement_rereading import (
    LOWER_LAYERS,
    piece_marks,
    rows_shown,
    shown_pieces,
)
from onrecord.reading.engagement_view import Ints, View
from training.engagements.labels import Example, Labelled, Taken
from training.engagements.losses import status_target
from training.engagements.network import (
    DATE_ROLES,
    HIDDEN,
    MATCH,
    RULE_STATUS,
    Encoder,
    head,
)
from training.engagements.noise import blotted
from training.engagements.scores import rule_vector

_NONE_WEIGHT = 0.5
"""How much what tells of no engagement counts beside what does."""


class Upper(nn.Module):
    """The upper layers alone: what is exported to ONNX."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            copy.deepcopy(layer) for layer in encoder.encoder.encoder.layer[LOWER_LAYERS:]
        )

    def forward(self, vectors: Tensor, mask: Tensor | None = None) -> Tensor:
        """(engagements, pieces, width), (engagements, pieces) -> (engagements, pieces, width)."""
        return through(self.layers, vectors, mask)


class Rereading(nn.Module):
    """The upper layers, the marks that go in and what is decided on what comes out."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.width
        self.upper = Upper(encoder)
        self.mark = nn.Embedding(len(MARKS), width)
        self.pool = nn.Linear(width, 1)
        self.asked = nn.Linear(width, 1)
        self.verdict = head(3 * width + RULE_STATUS, len(VERDICTS), 2 * HIDDEN)
        self.date = head(width + MATCH + DATE_FEATURES, DATE_ROLES)
        self.date_row = nn.Linear(width, MATCH)
        self.date_naming = nn.Linear(width, MATCH)
        self.drop = nn.Dropout(0.1)
        nn.init.normal_(self.mark.weight, std=0.05)
        with torch.no_grad():
            self.mark.weight[0] = 0.0

    def forward(self, lower: Tensor, marks: Tensor, mask: Tensor) -> Read:
        """Read pieces again, (engagements, pieces, width), with their `marks`.

        What is False in `mask` is padding.
        """
        read = self.drop(self.upper(lower + self.mark(marks), mask).float())
        naming = self.pool(read).squeeze(-1).masked_fill(marks != MARKS.index("own"), -1e9)
        weights = self.asked(read).squeeze(-1).masked_fill(~mask, -1e9)
        return Read(
            read,
            (naming.softmax(1)[..., None] * read).sum(1),
            (weights.softmax(1)[..., None] * read).sum(1),
        )

    def verdict_logits(self, read: Read, rules: Tensor) -> Tensor:
        """Score verdicts, (engagements, verdicts); `rules` are (engagements, RULE_STATUS)."""
        together = [read.naming, read.pieces[:, 0], read.weighed, rules]
        logits: Tensor = self.verdict(torch.cat(together, dim=-1))
        return logits

    def date_logits(self, read: Read, at: int, dates: Spans) -> Tensor:
        """Score the roles of the date phrases shown of the engagement `at`: (shown, roles).

        There is one at least.
        """
        vectors = torch.stack([read.pieces[at, rows].mean(0) for rows in dates.rows])
        both = self.date_row(vectors) * self.date_naming(read.naming[at])
        logits: Tensor = self.date(torch.cat([vectors, both, dates.features], dim=-1))
        return logits


@dataclass(frozen=True, slots=True)
class Read:
    """What was read again: the `pieces`, each engagement's `naming`, and all `weighed`.

    (engagements, pieces, width), then (engagements, width) each.
    """

    pieces: Tensor
    naming: Tensor
    weighed: Tensor


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of words of which something is shown: `which` of all, and the `rows` of each.

    `features` has a row for each.
    """

    which: tuple[int, ...]
    rows: tuple[list[int], ...]
    features: Tensor


@dataclass(frozen=True, slots=True)
class Question:
    """One engagement of a report, or a word that names none, as the network is asked about it.

    `shown` are wordpieces of the report with their `marks`, `rule` is what the rules make of it.
    `label` is None for a word that names none.
    """

    shown: Ints
    marks: Ints
    rule: str
    dates: Spans
    label: Labelled | None

    @property
    def wanted(self) -> Tensor:
        """The distribution over verdicts."""
        if self.label is None:
            return status_target("none", ())
        return status_target(self.label.status, self.label.also)

    @property
    def weight(self) -> float:
        """How much the verdict counts."""
        return 1.0 if self.label else _NONE_WEIGHT

    @property
    def right(self) -> tuple[str, ...]:
        """The verdicts that pass; () where the figures leave it out, as they do the background."""
        if self.label is None:
            return ("none",)
        return () if self.label.salience == "background" else (self.label.status, *self.label.also)

    @property
    def dated(self) -> Labelled | None:
        """The label where it holds dates too."""
        return self.label if self.label and self.label.dated else None


Asked = tuple[Example, tuple[Question, ...]]
"""A report with what is asked about it."""


def questions_of(
    example: Example,
    chance: random.Random | None,
    *,
    background: float = 1.0,
    strays: int = 8,
    taken: bool = False,
) -> tuple[Question, ...]:
    """Ask about the engagements of a report, then about at most so many `strays`.

    Those are words that name nothing. By `chance` a share of the background is left out, and which
    strays are taken is left to it; None asks about everything in order. With `taken`, engagements
    and what is none are those that a model told apart, as in reading.
    """
    found = example.taken if taken else (
        *(Taken(e.words, e.rule, e) for e in example.engagements),
        *(Taken((word,), rule, None) for word, rule in example.taught_strays()),
    )  # fmt: skip
    none = [one for one in found if one.label is None]
    if chance is not None:
        chance.shuffle(none)
    asked = [
        one
        for one in found
        if one.label is not None
        and (one.label.salience != "background" or chance is None or chance.random() < background)
    ]
    view = example.view
    pieces = sum(len(ids) for ids, _ in view.passes)
    named = [one.words for one in found]
    return tuple(_question(view, one, named, pieces) for one in (*asked, *none[:strays]))


def _question(view: View, one: Taken, named: Sequence[Sequence[int]], pieces: int) -> Question:
    shown = shown_pieces(view, one.words, pieces)
    rows = rows_shown(view, shown)
    dates = [(d.first, d.last) for d in view.dated]
    return Question(
        shown,
        piece_marks(view, one.words, named, pieces)[shown],
        one.rule,
        _spans(rows, dates, [date_features(view, one.words, d) for d in view.dated]),
        one.label,
    )


def _spans(
    rows: Ints, spans: Sequence[tuple[int, int]], features: Sequence[Sequence[float]]
) -> Spans:
    shown = [[int(r) for r in rows[first : last + 1] if r >= 0] for first, last in spans]
    which = tuple(k for k, own in enumerate(shown) if own)
    return Spans(which, tuple(shown[k] for k in which), torch.tensor([features[k] for k in which]))


def read_again(
    encoder: Encoder, network: Rereading, batch: Sequence[Asked], chance: random.Random | None
) -> tuple[Read, Tensor]:
    """Read for all questions of some reports, in order; give the logits of their verdicts too.

    By `chance` names, words and the rules' word are blotted out; None shows all.
    """
    passes = [
        (e.view.passes if chance is None else blotted(e.view, e.naming, chance)) for e, _ in batch
    ]
    lower = iter(lower_vectors(encoder, [one for own in passes for one in own]))
    shown, marks, rules = [], [], []
    for own, (_, questions) in zip(passes, batch, strict=True):
        vectors = torch.cat([next(lower) for _ in own])
        for question in questions:
            shown.append(vectors[torch.from_numpy(question.shown)])
            marks.append(torch.from_numpy(question.marks))
            rules.append(rule_vector(question.rule, chance))
    filled = nn.utils.rnn.pad_sequence(shown, batch_first=True)
    marked = nn.utils.rnn.pad_sequence(marks, batch_first=True)
    lengths = torch.tensor([len(one) for one in shown])
    mask = torch.arange(filled.shape[1])[None] < lengths[:, None]
    read: Read = network(filled, marked, mask)
    return read, network.verdict_logits(read, torch.stack(rules))


@torch.no_grad()
def lower_vectors(encoder: Encoder, passes: Sequence[tuple[Ints, Ints]]) -> list[Tensor]:
    """Run the lower layers over passes: of each the vectors of its pieces, (pieces, width)."""
    ids = nn.utils.rnn.pad_sequence([torch.from_numpy(i) for i, _ in passes], batch_first=True)
    classes = nn.utils.rnn.pad_sequence([torch.from_numpy(c) for _, c in passes], batch_first=True)
    lengths = [len(i) for i, _ in passes]
    mask = torch.arange(ids.shape[1])[None] < torch.tensor(lengths)[:, None]
    vectors = encoder.encoder.embeddings(input_ids=ids, token_type_ids=classes)
    vectors = through(encoder.encoder.encoder.layer[:LOWER_LAYERS], vectors, mask)
    return [own[:length] for own, length in zip(vectors, lengths, strict=True)]


def through(layers: nn.ModuleList, vectors: Tensor, mask: Tensor | None) -> Tensor:
    """Run layers of the encoder over vectors; what is False in `mask` is not attended to."""
    seen = None if mask is None else torch.where(mask, 0.0, -1e9)[:, None, None, :]
    for layer in layers:
        out = layer(vectors, attention_mask=seen)
        vectors = out[0] if isinstance(out, tuple) else out
    return vectors

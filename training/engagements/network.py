"""The network of the engagement model: an encoder, and what decides over its vectors of words.

Small heads (linear, GELU, linear) name and pair; the focus reads the words anew beside each
engagement, and further heads decide on what it gives. Reading runs all but the encoder in NumPy,
with the weights that `export` writes: `onrecord.reading.engagement_look`, `engagement_focus`,
`engagement_beside` and `engagement_heads` are the twins.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.reading.engagement_focus import FOCUS_HEADS, FOCUS_LAYERS, MARKS
from onrecord.reading.engagement_heads import VERDICTS
from onrecord.reading.engagement_pairs import (
    ACTOR_FEATURES,
    DATE_FEATURES,
    PAIR_FEATURES,
    STEP_FEATURES,
)
from onrecord.reading.engagement_sides import BELONGING_FEATURES
from onrecord.reading.engagement_view import CHANNELS
from onrecord.terms import KINDS, SALIENCES, STATUSES

DATE_ROLES = 5
"""none; stands, looking ahead; stands, looking back; fell away, ahead; fell away, back."""
HIDDEN = 192
MATCH = 128
NARROW = 192
"""How wide the vectors are that `Focus` works on."""
RULE_STATUS = len(STATUSES) + 1


class Channels(nn.Module):
    """A table of vectors for each channel of features, summed, in the place of segment ids."""

    def __init__(self, old: Tensor) -> None:
        super().__init__()
        self.tables = nn.ModuleList(nn.Embedding(n, old.shape[1]) for n in CHANNELS)
        with torch.no_grad():
            for k, table in enumerate(self.tables):
                table.weight.normal_(std=0.005)
                if k == 0:
                    table.weight += old[:1]
                else:
                    table.weight[0] = 0.0

    def forward(self, classes: Tensor) -> Tensor:
        """(windows, pieces, channels) -> (windows, pieces, width)."""
        total = self.tables[0](classes[..., 0])
        for k in range(1, len(self.tables)):
            total = total + self.tables[k](classes[..., k])
        return total


class Encoder(nn.Module):
    """The encoder alone: what is exported to ONNX."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder: Any = AutoModel.from_pretrained(base, add_pooling_layer=False)
        config = self.encoder.config
        config.attention_probs_dropout_prob = 0.0
        for layer in self.encoder.encoder.layer:
            layer.attention.self.dropout = nn.Dropout(0.0)
            layer.attention.self.dropout_prob = 0.0
        old = self.encoder.embeddings.token_type_embeddings.weight.detach()
        self.encoder.embeddings.token_type_embeddings = Channels(old)
        self.width = int(config.hidden_size)

    def forward(self, ids: Tensor, classes: Tensor, mask: Tensor | None = None) -> Tensor:
        """(windows, pieces), (windows, pieces, channels) -> (windows, pieces, width)."""
        hidden: Tensor = self.encoder(
            input_ids=ids, token_type_ids=classes, attention_mask=mask
        ).last_hidden_state
        return hidden


def head(inside: int, outside: int, hidden: int = HIDDEN) -> nn.Sequential:
    """Linear, GELU, dropout, linear."""
    return nn.Sequential(
        nn.Linear(inside, hidden), nn.GELU("tanh"), nn.Dropout(0.1), nn.Linear(hidden, outside)
    )


class Focus(nn.Module):
    """The words of a report read anew with one engagement in mind: a narrow transformer.

    The encoder reads a report once for all its engagements; here each word sees which words name
    the one in question and which another. It adds to the vectors; untrained, it adds nothing.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.down = nn.Linear(width, NARROW)
        self.mark = nn.Embedding(len(MARKS), NARROW)
        self.near = nn.Linear(STEP_FEATURES, NARROW)
        self.layers = nn.ModuleList(FocusLayer() for _ in range(FOCUS_LAYERS))
        self.norm = nn.LayerNorm(NARROW)
        self.up = nn.Linear(NARROW, width)
        nn.init.normal_(self.mark.weight, std=0.1)
        nn.init.zeros_(self.up.weight)
        nn.init.zeros_(self.up.bias)

    def forward(self, rows: Tensor, marks: Tensor, features: Tensor) -> Tensor:
        """(rows, width), (engagements, rows), (engagements, rows, STEP_FEATURES) -> vectors.

        They are (engagements, rows, width).
        """
        x = self.down(rows) + self.mark(marks) + self.near(features)
        for layer in self.layers:
            x = layer(x)
        added: Tensor = self.up(self.norm(x))
        return rows + added


class FocusLayer(nn.Module):
    """One layer of `Focus`, normed before each part (Xiong et al. 2020, arXiv:2002.04745)."""

    def __init__(self) -> None:
        super().__init__()
        self.before = nn.LayerNorm(NARROW)
        self.asked = nn.Linear(NARROW, 3 * NARROW)
        self.answered = nn.Linear(NARROW, NARROW)
        self.between = nn.LayerNorm(NARROW)
        self.wide = nn.Linear(NARROW, 2 * NARROW)
        self.back = nn.Linear(2 * NARROW, NARROW)

    def forward(self, x: Tensor) -> Tensor:
        """(engagements, rows, NARROW) -> the same."""
        shape = (*x.shape[:2], FOCUS_HEADS, NARROW // FOCUS_HEADS)
        q, k, v = (
            part.view(shape).transpose(1, 2) for part in self.asked(self.before(x)).chunk(3, -1)
        )
        seen = nn.functional.scaled_dot_product_attention(q, k, v)
        x = x + self.answered(seen.transpose(1, 2).reshape(x.shape))
        inner = nn.functional.gelu(self.wide(self.between(x)), approximate="tanh")
        out: Tensor = x + self.back(inner)
        return out


class Heads(nn.Module):
    """All decisions over the vectors of words."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.1)
        self.focus = Focus(width)
        self.naming = head(width, 1)
        self.pool = nn.Linear(width, 1)
        self.whole = nn.Sequential(
            nn.Linear(3 * width + RULE_STATUS, 2 * HIDDEN), nn.GELU("tanh"), nn.Dropout(0.1)
        )
        self.status = nn.Linear(2 * HIDDEN, len(VERDICTS))
        self.evidence_asked = nn.Linear(2 * HIDDEN, MATCH)
        self.evidence_word = nn.Linear(width, MATCH, bias=False)
        self.evidence_near = nn.Linear(STEP_FEATURES, 1)
        self.evidence_told = nn.Linear(width, HIDDEN)
        self.weighed = head(3 * HIDDEN, len(VERDICTS))
        self.salience = nn.Linear(2 * HIDDEN, len(SALIENCES))
        self.kind = nn.Linear(2 * HIDDEN, len(KINDS))
        self.left = nn.Linear(width, HIDDEN)
        self.pair = head(3 * HIDDEN + PAIR_FEATURES, 1)
        self.actor = head(width + 2 * HIDDEN + 2 * MATCH + ACTOR_FEATURES, 2)
        self.date = head(width + 2 * HIDDEN + 2 * MATCH + DATE_FEATURES, DATE_ROLES)
        self.step = head(width + 2 * HIDDEN + 2 * MATCH + STEP_FEATURES, len(STATUSES))
        self.person_of = nn.Linear(width, HIDDEN)
        self.side_of = nn.Linear(width, HIDDEN)
        self.belonging = head(2 * HIDDEN + BELONGING_FEATURES, 1)
        for name in ("actor", "date", "step"):
            self.add_module(f"{name}_row", nn.Linear(width, MATCH))
            self.add_module(f"{name}_naming", nn.Linear(width, MATCH))
            self.add_module(f"{name}_whole", nn.Linear(2 * HIDDEN, MATCH))
        for rare in (self.naming, self.step):
            nn.init.constant_(rare[-1].bias, -3.0)  # most words tell nothing
        nn.init.zeros_(self.weighed[-1].weight)  # a model without it goes on from where it was
        nn.init.zeros_(self.weighed[-1].bias)

    def wholes_of(self, groups: Sequence[Tensor], openings: Tensor, rules: Tensor) -> Tensor:
        """Sum up engagements: (engagements, 2 * HIDDEN).

        `groups` are the vectors of each one's namings, (namings, width); `openings` are the
        report's own beside each, (engagements, width); `rules` what the rules make of each,
        (engagements, RULE_STATUS).
        """
        pooled = [(torch.softmax(self.pool(words), dim=0) * words).sum(0) for words in groups]
        firsts = [words[0] for words in groups]
        rows = torch.cat([torch.stack(pooled), torch.stack(firsts), openings, rules], dim=-1)
        whole: Tensor = self.whole(rows)
        return whole

    def verdicts_of(self, wholes: Tensor, words: Tensor, features: Tensor) -> Tensor:
        """Give the logits of each engagement's headline: (engagements, verdicts).

        `words` are (engagements, words, width), of which each engagement weighs its own by
        attention; `features` say how they lie to it, (engagements, words, STEP_FEATURES).
        """
        asked = self.evidence_asked(wholes) @ self.evidence_word.weight / MATCH**0.5
        weights = words @ asked[..., None]
        weights = (weights + self.evidence_near(features)).softmax(1)
        told = self.evidence_told((weights * words).sum(1))
        logits: Tensor = self.status(wholes) + self.weighed(torch.cat([wholes, told], dim=-1))
        return logits

    def beside(
        self, name: str, rows: Tensor, wholes: Tensor, namings: Tensor, features: Tensor
    ) -> Tensor:
        """Score rows beside engagements by the head of a name: (engagements, rows, outputs).

        `rows` are (engagements, rows, width), `wholes` (engagements, 2 * HIDDEN); `namings` are
        the vectors of the naming nearest to each row, shaped as `rows`. Their products let the
        head see whether what stands at a row speaks of that naming.
        """
        part = dict(self.named_children())
        row = part[f"{name}_row"](rows)
        scores: Tensor = part[name](
            torch.cat(
                [
                    rows,
                    wholes[:, None].expand(-1, rows.shape[1], -1),
                    row * part[f"{name}_naming"](namings),
                    row * part[f"{name}_whole"](wholes)[:, None],
                    features,
                ],
                dim=-1,
            )
        )
        return scores

    def pair_of(
        self, words: Tensor, one: Sequence[int], other: Sequence[int], features: Tensor
    ) -> Tensor:
        """Score pairs of namings by their rows in `words`, with their features: (pairs,) logits."""
        left = self.left(words)
        a, b = left[list(one)], left[list(other)]
        logits: Tensor = self.pair(torch.cat([a * b, (a - b).abs(), a + b, features], dim=-1))
        return logits.squeeze(-1)

    def belongings_of(
        self, actors: Tensor, people: Sequence[int], named: Sequence[int | None], features: Tensor
    ) -> Tensor:
        """Score people beside sides by their rows in `actors`: (pairs,) logits.

        A side that is named nowhere (None) has a vector of zeros.
        """
        known = torch.cat([actors, actors.new_zeros(1, actors.shape[1])])
        rows = [len(actors) if row is None else row for row in named]
        a, b = self.person_of(actors[list(people)]), self.side_of(known[rows])
        logits: Tensor = self.belonging(torch.cat([a * b, a + b, features], dim=-1))
        return logits.squeeze(-1)

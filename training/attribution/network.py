"""The tagger network: an encoder, a CRF over BIOES tags, and link projections."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertModel

from onrecord.reading.tagger_decoding import (
    LINK_CLASSES,
    LINK_SIDES,
    TAGS,
    Decoding,
    legal_transitions,
)
from onrecord.reading.tagger_windows import SURFACE_CLASSES

RANK = 64


class Network(nn.Module):
    """Token ids and surface classes in; tag emissions and link projections a wordpiece out."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            base, add_pooling_layer=False, attn_implementation="sdpa", dtype=torch.float32
        )
        self.encoder.config.attention_probs_dropout_prob = 0.0
        for layer in self.encoder.encoder.layer:
            layer.attention.self.dropout = nn.Dropout(0.0)
            layer.attention.self.dropout_prob = 0.0
        self._take_surface_classes()
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, len(TAGS)))
        self.links = nn.Linear(width, 2 * len(LINK_SIDES) * RANK)
        nn.init.normal_(self.links.weight, std=0.02)
        nn.init.zeros_(self.links.bias)
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.opening = nn.Parameter(torch.zeros(len(TAGS)))
        self.closing = nn.Parameter(torch.zeros(len(TAGS)))
        self.source_bias = nn.Parameter(torch.zeros(LINK_CLASSES))
        self.content_bias = nn.Parameter(torch.zeros(LINK_CLASSES))
        self.no_source = nn.Parameter(torch.zeros(RANK))
        self.no_source_bias = nn.Parameter(torch.zeros(()))

    def _take_surface_classes(self) -> None:
        """Put a table of surface classes in the place of BERT's two segment ids."""
        old = self.encoder.embeddings.token_type_embeddings.weight.detach()
        table = nn.Embedding(SURFACE_CLASSES, old.shape[1])
        with torch.no_grad():
            table.weight.copy_(old[:1] + torch.randn(SURFACE_CLASSES, old.shape[1]) * 0.005)
        self.encoder.embeddings.token_type_embeddings = table
        self.encoder.config.type_vocab_size = SURFACE_CLASSES

    def forward(
        self, ids: Tensor, classes: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """(windows, pieces) -> emissions (.., tags) and links (.., 2 * sides * rank)."""
        hidden = self.encoder(
            input_ids=ids, token_type_ids=classes, attention_mask=mask
        ).last_hidden_state
        hidden = self.drop(hidden)
        return self.tags(hidden), self.links(hidden)

    def crf_loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of the tag paths, (windows,). All (windows, words[, tags])."""
        step = self.transitions + torch.from_numpy(legal_transitions())
        alpha = self.opening + emissions[:, 0]
        gold = alpha.gather(1, tags[:, :1]).squeeze(1)
        for at in range(1, emissions.shape[1]):
            new = torch.logsumexp(alpha.unsqueeze(2) + step, dim=1) + emissions[:, at]
            alpha = torch.where(mask[:, at, None], new, alpha)
        pairs = step[tags[:, :-1], tags[:, 1:]] + emissions[:, 1:].gather(
            2, tags[:, 1:, None]
        ).squeeze(2)
        gold = gold + (pairs * mask[:, 1:]).sum(1)
        final = tags.gather(1, mask.sum(1, keepdim=True) - 1).squeeze(1)
        gold = gold + self.closing[final]
        return torch.logsumexp(alpha + self.closing, dim=1) - gold

    def decoding(self, calibration: np.ndarray) -> Decoding:
        """Give the learned numbers that the decoder needs."""

        def plain(tensor: Tensor) -> np.ndarray:
            return tensor.detach().float().numpy()

        return Decoding(
            transitions=plain(self.transitions),
            opening=plain(self.opening),
            closing=plain(self.closing),
            source_bias=plain(self.source_bias),
            content_bias=plain(self.content_bias),
            no_source=plain(self.no_source),
            no_source_bias=plain(self.no_source_bias),
            calibration=calibration.astype(np.float32),
        )

"""The engagement model: an encoder over the whole report, and what decides over its vectors.

The encoder (int8 ONNX) gives every wordpiece a vector. Over those of the words it is decided which
name an engagement, which namings are one and on whose side people are (`engagement_look`), and
beside each engagement all that is said of it (`engagement_beside`). Where it stands is read a
second time by upper layers of its own (`engagement_rereading`). Passes run one at a time, unpadded
and on one thread, so the same report gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import ModelMissingError
from onrecord.reading.arrays import Floats
from onrecord.reading.engagement_heads import VERDICTS, Heads, Scales, unpacked
from onrecord.reading.engagement_look import Look
from onrecord.reading.engagement_rereading import Rereading
from onrecord.reading.engagement_sides import with_sides
from onrecord.reading.engagement_view import view_of
from onrecord.reading.model_files import one_thread_session, pinned_files, tokenizer_from
from onrecord.reading.seen import Seen
from onrecord.terms import ModelUsed, Report

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SCHEMA = "onrecord/engagements/3"
"""What a model folder says of itself; the number rises with every change of the network's shape."""

TWICE_READ = ("verdict", "date")
"""What both readings decide, by the names in a model folder."""

_NAME = "engagements"
_NETWORK, _UPPER, _HEADS = "model.int8.onnx", "rereading.int8.onnx", "heads.npz"
_TOKENIZER = "tokenizer.json"
_REMEDY = "Reinstall onrecord, or train the model again (training/engagements)"


@dataclass(frozen=True, slots=True)
class Networks:
    """The sessions of the model's networks: the encoder, and the upper layers that read again."""

    encoder: Any
    upper: Any


class EngagementModel:
    """A loaded engagement model. Make one with `load_engagement_model`; threads may share it."""

    def __init__(
        self,
        networks: Networks,
        heads: Heads,
        tokenizer: Tokenizer,
        scales: Scales,
        model: ModelUsed,
    ) -> None:
        self._networks = networks
        self._heads = heads
        self._scales = scales
        self._tokenizer = tokenizer
        self.model = model

    def look(self, report: Report, seen: Seen) -> Look:
        """Run the encoder over a report and what was seen in it."""
        view = view_of(report.text, report.published, self._tokenizer, seen)
        read = [
            self._networks.encoder.run(
                ["vectors", "lower"], {"ids": ids[None], "classes": classes[None]}
            )
            for ids, classes in view.passes
        ]
        pieces, lower = (np.concatenate([both[k][0] for both in read]) for k in range(2))
        rows = pieces[np.concatenate([[0], view.piece])]
        rereading = Rereading(lower, self._reread)
        first = Look(view, rows, self._heads, self._scales, rereading)
        settled = with_sides(view, first.side_chances())
        return Look(settled, rows, self._heads, self._scales, rereading, ruled=view)

    def _reread(self, lower: Floats) -> Floats:
        read: Floats = self._networks.upper.run(None, {"lower": lower[None]})[0][0]
        return read


def load_engagement_model(folder: Path | None = None) -> EngagementModel:
    """Load the engagement model from its folder, by default the one that ships with onrecord.

    Raises ModelMissingError when a file is not there or is not the one the manifest names.
    """
    folder = folder or Path(__file__).parent.parent / "models" / _NAME
    pinned = pinned_files(folder, (_NETWORK, _UPPER, _HEADS, _TOKENIZER), _REMEDY)
    manifest = pinned.manifest
    if manifest["schema"] != SCHEMA:
        raise ModelMissingError(
            str(folder), f"the model is {manifest['schema']}, wanted is {SCHEMA}", _REMEDY
        )
    if tuple(manifest["verdicts"]) != VERDICTS:
        raise ModelMissingError(str(folder), "the model was trained for other verdicts", _REMEDY)
    with np.load(io.BytesIO(pinned.files[_HEADS])) as packed:
        heads = unpacked(packed)
    verdict, date = ((a, b) for a, b in (manifest["worth"][n] for n in TWICE_READ))
    return EngagementModel(
        Networks(
            one_thread_session(pinned.files[_NETWORK]), one_thread_session(pinned.files[_UPPER])
        ),
        Heads(heads),
        tokenizer_from(pinned.files[_TOKENIZER]),
        Scales(verdict, date, *manifest["claims"]),
        ModelUsed(_NAME, pinned.sha256),
    )

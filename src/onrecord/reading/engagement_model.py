"""The engagement model: an encoder over the whole report, and what decides over its vectors.

The encoder (int8 ONNX) gives every wordpiece a vector. Over those of the words it is decided which
name an engagement, which namings are one and on whose side people are (`engagement_look`), and
beside each engagement all that is said of it (`engagement_beside`). Passes run one at a time,
unpadded and on one thread, so the same report gives the same bytes.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import ModelMissingError
from onrecord.reading.engagement_heads import VERDICTS, Heads, Scales
from onrecord.reading.engagement_look import Look
from onrecord.reading.engagement_sides import with_sides
from onrecord.reading.engagement_view import view_of
from onrecord.reading.model_files import one_thread_session, pinned_files, tokenizer_from
from onrecord.reading.seen import Seen
from onrecord.terms import ModelUsed, Report

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SCHEMA = "onrecord/engagements/2"
"""What a model folder says of itself; the number rises with every change of the network's shape."""

_NAME = "engagements"
_NETWORK, _HEADS, _TOKENIZER = "model.int8.onnx", "heads.npz", "tokenizer.json"
_REMEDY = "Reinstall onrecord, or train the model again (training/engagements)"


class EngagementModel:
    """A loaded engagement model. Make one with `load_engagement_model`; threads may share it."""

    def __init__(
        self,
        session: Any,
        heads: Heads,
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
        rows = pieces[np.concatenate([[0], view.piece])]
        first = Look(view, rows, self._heads, self._scales)
        settled = with_sides(view, first.side_chances())
        return Look(settled, rows, self._heads, self._scales, ruled=view)


def load_engagement_model(folder: Path | None = None) -> EngagementModel:
    """Load the engagement model from its folder, by default the one that ships with onrecord.

    Raises ModelMissingError when a file is not there or is not the one the manifest names.
    """
    folder = folder or Path(__file__).parent.parent / "models" / _NAME
    pinned = pinned_files(folder, (_NETWORK, _HEADS, _TOKENIZER), _REMEDY)
    manifest = pinned.manifest
    if manifest["schema"] != SCHEMA:
        raise ModelMissingError(
            str(folder), f"the model is {manifest['schema']}, wanted is {SCHEMA}", _REMEDY
        )
    if tuple(manifest["verdicts"]) != VERDICTS:
        raise ModelMissingError(str(folder), "the model was trained for other verdicts", _REMEDY)
    with np.load(io.BytesIO(pinned.files[_HEADS])) as packed:
        heads = {name: packed[name].astype(np.float32) for name in packed.files}
    return EngagementModel(
        one_thread_session(pinned.files[_NETWORK]),
        Heads(heads),
        tokenizer_from(pinned.files[_TOKENIZER]),
        Scales(manifest["temperature"], *manifest["claims"]),
        ModelUsed(_NAME, pinned.sha256),
    )

"""The judge: a small trained encoder that says where an engagement stands from its passage.

Rules read steps one by one; which of several steps decides, and what wording no rule knows
means, is what the judge has learned. It never speaks alone: the rules' own answer weighs in
(see `verdict`), and the history with its evidence stays the rules'. Passages run one at a time,
unpadded and on one thread, so the same passage always gives the same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from onrecord.errors import ModelMissingError
from onrecord.reading.model_files import checked_file, one_thread_session
from onrecord.terms import STATUSES, ModelUsed, Status

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Verdict = Status | Literal["none"]
"""A headline status, or "none": the passage tells of no engagement at all."""

VERDICTS: tuple[Verdict, ...] = (*STATUSES, "none")

_NAME = "judge"
_NETWORK, _TOKENIZER, _MANIFEST = "model.int8.onnx", "tokenizer.json", "manifest.json"
_RULES_WEIGH = 0.15
_REMEDY = "Reinstall onrecord, or train the model again (training/judge)"


class Judging(Protocol):
    """Anything that gives each verdict its chance for a passage."""

    def chances(self, passage: str) -> Mapping[Verdict, float]:
        """Give the chance of every verdict; they sum to 1."""


def verdict(chances: Mapping[Verdict, float], rule_status: Status) -> tuple[Status, float]:
    """Weigh the judge's chances against the rules' answer; give the status and its chance.

    The rules' status gets a bonus of 0.15: where the two agree they are right far more often than
    either alone, and a hesitant judge should not overrule a rule.
    """
    weights = {
        s: chances.get(s, 0.0) + (_RULES_WEIGH if s == rule_status else 0.0) for s in STATUSES
    }
    best = max(STATUSES, key=lambda s: (weights[s], -STATUSES.index(s)))
    return best, weights[best] / (1.0 + _RULES_WEIGH)


class Judge:
    """A loaded judge. Make one with `load_judge`; it is safe to share by threads.

    `model` names the network's file by its hash. `session` is an onnxruntime session.
    """

    def __init__(self, session: Any, tokenizer: Tokenizer, model: ModelUsed) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.model = model

    def chances(self, passage: str) -> Mapping[Verdict, float]:
        """Give the chance of every verdict for a passage built by `passages.passage`."""
        import numpy as np  # noqa: PLC0415 - heavy, and not wanted by `import onrecord`

        ids = np.array([self._tokenizer.encode(passage).ids], dtype=np.int64)
        (logits,) = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        top = max(float(x) for x in logits[0])
        weights = [math.exp(float(x) - top) for x in logits[0]]
        total = sum(weights)
        return {s: w / total for s, w in zip(VERDICTS, weights, strict=True)}


def load_judge(folder: Path | None = None) -> Judge:
    """Load the judge from its folder, by default the one that ships with onrecord.

    Raises ModelMissingError when a file is not there or is not the one the manifest names.
    """
    folder = folder or Path(__file__).parent.parent / "models" / _NAME
    manifest = json.loads(checked_file(folder / _MANIFEST, None, _REMEDY))
    hashes = manifest["sha256"]
    network = checked_file(folder / _NETWORK, hashes[_NETWORK], _REMEDY)
    vocabulary = checked_file(folder / _TOKENIZER, hashes[_TOKENIZER], _REMEDY)
    if tuple(manifest["verdicts"]) != VERDICTS:
        raise ModelMissingError(str(folder), "the model was trained for other verdicts", _REMEDY)

    from tokenizers import Tokenizer  # noqa: PLC0415 - heavy, and not wanted by `import onrecord`

    pieces = Tokenizer.from_str(vocabulary.decode())
    pieces.no_padding()
    pieces.enable_truncation(manifest["length"])
    return Judge(one_thread_session(network), pieces, ModelUsed(_NAME, hashes[_NETWORK]))

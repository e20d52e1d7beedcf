"""What both trained models do with arrays of numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def softmax(logits: Floats, axis: int = -1) -> Floats:
    """Give the chances that logits say, which add up to 1 along an axis."""
    weights = np.exp(logits - logits.max(axis=axis, keepdims=True))
    chances: Floats = weights / weights.sum(axis=axis, keepdims=True)
    return chances

"""The words of a report read anew with one engagement in mind.

The encoder reads a report once for all its engagements, so a word's vector cannot say of which of
them it speaks: "Barzani saw Macron on Monday and flies to Ankara on Friday". Here a narrow
transformer reads the words again beside each engagement, told which words name it and which name
another. `training.engagements.network.Focus` is its twin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from onrecord.reading.arrays import Floats
from onrecord.reading.engagement_heads import Heads, gelu
from onrecord.reading.engagement_view import Ints, View

MARKS = ("", "own", "other")
"""What a word is to the engagement in question: nothing, one of its namings, one of another's."""
FOCUS_LAYERS = 2
FOCUS_HEADS = 6

_MOST_ROWS = 2048
"""Of longer reports the words nearest to the engagement's namings are read anew, the others left as
they are: the work grows with the square of the words, and what comes in may be of any length."""
_AT_ONCE = 256
"""Words whose attention is worked out together, so that it fits the processor's cache."""


def marks_of(view: View, own: Sequence[int], named: Iterable[Sequence[int]]) -> Ints:
    """Mark the row of the whole report, then each word, by MARKS: (1 + words,).

    `own` are the words that name the engagement in question, `named` those of all.
    """
    marks = np.zeros(1 + len(view.starts), dtype=np.int64)
    for words in named:
        marks[[1 + w for w in words]] = MARKS.index("other")
    marks[[1 + w for w in own]] = MARKS.index("own")
    return marks


def focused(heads: Heads, rows: Floats, narrow: Floats, marks: Ints, features: Floats) -> Floats:
    """Give the vectors of rows beside one engagement, shaped as `rows`: (1 + words, width).

    The first row is that of the whole report. `narrow` is what `narrowed` makes of the rows, the
    same for every engagement; `marks` are those of `marks_of`, (1 + words,); `features` say how
    each word lies to the engagement, (words, STEP_FEATURES).
    """
    x = narrow + heads.weights["focus.mark.weight"][marks] + heads.weights["focus.near.bias"]
    x[1:] += features @ heads.weights["focus.near.weight"].T
    if len(rows) <= _MOST_ROWS:
        return rows + _added(heads, x)
    kept = _nearest_rows(marks)
    out = rows.copy()
    out[kept] += _added(heads, x[kept])
    return out


def narrowed(heads: Heads, rows: Floats) -> Floats:
    """Give the rows of a report as wide as the focus works: (1 + words, narrow)."""
    return heads.linear("focus.down", rows)


def _nearest_rows(marks: Ints) -> Ints:
    """Give the row of the whole report and those nearest to the engagement's own namings."""
    own = np.flatnonzero(marks == MARKS.index("own"))
    apart = np.abs(np.arange(len(marks))[:, None] - own[None]).min(1)
    apart[0] = 0
    kept: Ints = np.sort(np.argsort(apart, kind="stable")[:_MOST_ROWS])
    return kept


def _added(heads: Heads, x: Floats) -> Floats:
    for k in range(FOCUS_LAYERS):
        layer = f"focus.layers.{k}"
        asked = heads.linear(f"{layer}.asked", heads.norm(f"{layer}.before", x))
        x = x + heads.linear(f"{layer}.answered", _attended(asked))
        inner = gelu(heads.linear(f"{layer}.wide", heads.norm(f"{layer}.between", x)))
        x += heads.linear(f"{layer}.back", inner)
    return heads.linear("focus.up", heads.norm("focus.norm", x))


def _attended(asked: Floats) -> Floats:
    """Let each row see all others, by heads: (rows, 3 * narrow) -> (rows, narrow)."""
    count, narrow = len(asked), asked.shape[1] // 3
    inside = narrow // FOCUS_HEADS
    q, k, v = asked.reshape(count, 3, FOCUS_HEADS, inside).transpose(1, 2, 0, 3)
    q = q * np.float32(inside**-0.5)
    # A column of ones is weighed along: it comes out as the sum that the weights are divided by.
    v = np.concatenate([v, np.ones((FOCUS_HEADS, count, 1), dtype=np.float32)], axis=2)
    seen = np.empty((count, FOCUS_HEADS, inside), dtype=np.float32)
    for at in range(0, count, _AT_ONCE):
        for head in range(FOCUS_HEADS):
            weights = q[head, at : at + _AT_ONCE] @ k[head].T
            weights -= weights.max(-1, keepdims=True)
            np.exp(weights, out=weights)
            both = weights @ v[head]
            np.divide(both[:, :-1], both[:, -1:], out=seen[at : at + _AT_ONCE, head])
    return seen.reshape(count, narrow)

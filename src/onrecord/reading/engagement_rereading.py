"""Where an engagement stands and when it is, read again from the sentences that bear on it.

The encoder reads a report once for all its engagements, and what it makes of a word serves every
decision. Here its upper layers, trained once more for one engagement at a time, read the sentences
about it from what the lower layers made of them, told which words name it: "despite calls to
cancel the trip" and "gave in to calls to cancel the trip" differ in little else. The two readings
are weighed against each other in `engagement_beside`. `training.engagements.rereading` is the twin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.reading.arrays import Floats, softmax
from onrecord.reading.engagement_focus import MARKS, marks_of
from onrecord.reading.engagement_heads import Heads, Verdict, rule_vector
from onrecord.reading.engagement_view import Ints, View

LOWER_LAYERS = 2
"""Layers of the encoder that both readings share."""

_MOST_SHOWN = 192
_MOST_NAMINGS = 32
_FIRST_BESIDE = (1, -1)
_THEN_BESIDE = (2, 3, -2)
"""Which sentences beside one that names the engagement are shown, before and after the first of
the report, as far as there is room."""


@dataclass(frozen=True, slots=True, eq=False)
class Rereading:
    """What the lower layers made of one report, and the upper layers to read it with.

    `lower` has a vector for each wordpiece of the passes laid end to end, (pieces, width); `upper`
    maps such vectors to as many.
    """

    lower: Floats
    upper: Callable[[Floats], Floats]

    def beside(
        self, heads: Heads, view: View, own: Sequence[int], named: Iterable[Sequence[int]]
    ) -> Reread:
        """Read again with the engagement in mind that the words `own` name.

        `named` are the words that name each engagement of the report, this one's among them or not.
        """
        shown = shown_pieces(view, own, len(self.lower))
        marks = piece_marks(view, own, named, len(self.lower))[shown]
        read = self.upper(self.lower[shown] + heads.weights["rereading.mark.weight"][marks])
        naming = read[marks == MARKS.index("own")]
        weighed = softmax(heads.linear("rereading.pool", naming)[:, 0]) @ naming
        return Reread(heads, read, weighed, rows_shown(view, shown))


@dataclass(frozen=True, slots=True, eq=False)
class Reread:
    """One engagement's sentences as they were read again.

    `read` are the vectors of the wordpieces shown, `naming` that of the words that name it,
    weighed; `rows` gives the row of each word of the report in `read`, -1 for those not shown.
    """

    heads: Heads
    read: Floats
    naming: Floats
    rows: Ints

    def verdict_logits(self, rule: Verdict) -> Floats:
        """Score each verdict, (verdicts,); `rule` is what the rules make of the engagement."""
        weights = softmax(self.heads.linear("rereading.asked", self.read)[:, 0])
        together = [self.naming, self.read[0], weights @ self.read, rule_vector(rule)]
        return self.heads.head("rereading.verdict", np.concatenate(together))

    def date_logits(
        self, spans: Sequence[tuple[int, int]], features: Floats
    ) -> tuple[Floats, Ints]:
        """Score the roles of the date phrases of which something was shown.

        Each span is a phrase's first and last word, `features` has a row for each. Gives (shown,
        roles) and which of the spans those are.
        """
        kept = [(k, rows) for k, span in enumerate(spans) if (rows := self._rows_of(span)).size]
        if not kept:
            return np.zeros((0, 0), dtype=np.float32), np.zeros(0, dtype=np.int64)
        vectors = np.stack([self.read[rows].mean(0) for _, rows in kept])
        which = np.array([k for k, _ in kept], dtype=np.int64)
        row = self.heads.linear("rereading.date_row", vectors)
        both = row * self.heads.linear("rereading.date_naming", self.naming)
        together = np.hstack([vectors, both, features[which]])
        return self.heads.head("rereading.date", together), which

    def _rows_of(self, span: tuple[int, int]) -> Ints:
        rows = self.rows[span[0] : span[1] + 1]
        return rows[rows >= 0]


def shown_pieces(view: View, own: Sequence[int], pieces: int) -> Ints:
    """Give the wordpieces that are read again for the engagement named at `own`, in text order.

    The first of all stands for the report; words that name the engagement are shown even of a
    sentence that is cut short. `pieces` is how many there are in all.
    """
    naming = view.piece[sorted(own)[:_MOST_NAMINGS]]
    kept: list[Ints] = [np.zeros(1, dtype=np.int64), naming]
    left = _MOST_SHOWN - 1
    for number in dict.fromkeys(_sentences(view, own)):
        first, after = np.searchsorted(view.sentence, [number, number + 1])
        if first == after:
            continue
        end = int(view.piece[after]) if after < len(view.piece) else pieces
        kept.append(np.arange(int(view.piece[first]), end, dtype=np.int64)[:left])
        left -= len(kept[-1])
        if left <= 0:
            break
    return np.unique(np.concatenate(kept))


def piece_marks(
    view: View, own: Sequence[int], named: Iterable[Sequence[int]], pieces: int
) -> Ints:
    """Mark the first wordpiece of each word that names an engagement, by MARKS: (pieces,)."""
    marks = np.zeros(pieces, dtype=np.int64)
    marks[view.piece] = marks_of(view, own, named)[1:]
    return marks


def rows_shown(view: View, shown: Ints) -> Ints:
    """Give the row of each word's first wordpiece among those shown, -1 for words not shown."""
    rows = np.searchsorted(shown, view.piece)
    rows[rows == len(shown)] = 0
    found: Ints = np.where(shown[rows] == view.piece, rows, -1)
    return found


def _sentences(view: View, own: Sequence[int]) -> Iterator[int]:
    """Give the numbers of the sentences that bear on an engagement, the most telling first."""
    naming = sorted({int(view.sentence[w]) for w in own})
    last = int(view.sentence[-1])
    yield from naming
    for apart in _FIRST_BESIDE:
        yield from (s + apart for s in naming if 0 <= s + apart <= last)
    yield 0
    for apart in _THEN_BESIDE:
        yield from (s + apart for s in naming if 0 <= s + apart <= last)

"""Names and words blotted out in training, so that the model does not learn reports by heart.

A model that has read that Kabul hosted talks knows where the next report about Kabul stands before
it has read it. With a name blotted out, what is left is how it is told: the features of the
wordpieces still say that a person or a state stands there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import numpy as np

from onrecord.reading.engagement_view import Actor, Ints, View

MASK = 103
"""The wordpiece [MASK] of BERT's vocabulary."""
_NAMES = 0.25
_WORDS = 0.04


def blotted(view: View, spared: AbstractSet[int], chance: random.Random) -> list[tuple[Ints, Ints]]:
    """Give the passes of a report with some names and words blotted out of their wordpieces.

    A name is blotted out wherever it stands: a person's by the entity, those of states and places
    by their side. Words go one by one. `spared` are words that stay, those that name engagements.
    """
    passes = [ids.copy() for ids, _ in view.passes]
    starts = np.cumsum([0, *(len(ids) for ids in passes)])
    for word in {*_named(view, chance), *_strewn(view, chance)} - spared:
        first = int(view.piece[word])
        at = int(np.searchsorted(starts, first, side="right")) - 1
        last = int(view.piece[word + 1]) if word + 1 < len(view.piece) else int(starts[-1]) - 1
        own = passes[at]
        here = slice(first - int(starts[at]), max(first + 1, last) - int(starts[at]))
        inside = own[here]
        inside[inside != own[-1]] = MASK  # separators stay
    return [(ids, classes) for ids, (_, classes) in zip(passes, view.passes, strict=True)]


def _named(view: View, chance: random.Random) -> Iterator[int]:
    chosen: dict[str, bool] = {}
    for actor in view.actors:
        if (name := _name(actor)) is None:
            continue
        if name not in chosen:
            chosen[name] = chance.random() < _NAMES
        if chosen[name]:
            yield from range(actor.first, actor.last + 1)


def _name(actor: Actor) -> str | None:
    """Give what a name is rolled for once; None for pronouns and bare offices."""
    if actor.kind in ("state", "place"):
        return actor.side
    if actor.kind != "person" or actor.mention is None or actor.mention.pronoun:
        return None
    last = (actor.mention.name or "").split()[-1:]
    return actor.entity if last and last[0].lower() in actor.mention.text.lower() else None


def _strewn(view: View, chance: random.Random) -> Iterator[int]:
    return (w for w in range(len(view.piece)) if chance.random() < _WORDS)

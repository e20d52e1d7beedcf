"""Rules and a trained tagger side by side: each attribution once, whoever found it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.attribution_spans import RawAttribution, in_text_order
from onrecord.terms import Span

_SAME = 0.5
"""Contents are one when they share at least this part of the shorter one."""


def raw_from_tagged(
    source: Sequence[Span],
    cue: Sequence[Span],
    content: Sequence[Span],
    score: float,
    *,
    rule: str = "tagger",
) -> RawAttribution | None:
    """Make a raw attribution of a tagger's fragments; None when there is no content.

    A source or cue in several fragments is taken from the first to the last of them, as "its
    spokesman ... Ruiz" is one name to whoever asks; a content keeps its fragments.
    """
    if not content:
        return None
    return RawAttribution(_hull(source), _hull(cue), tuple(sorted(content)), rule, score)


def join(
    rules: Sequence[RawAttribution], tagged: Sequence[RawAttribution]
) -> tuple[RawAttribution, ...]:
    """Join what rules and a tagger found, in text order.

    Where both give the same source the same content, the tagger's bounds are kept if it is surer
    of them, else the rule's. What only one of them found stays.
    """
    joined = list(rules)
    for one in tagged:
        same = next((place for place, raw in enumerate(joined) if _same(raw, one)), None)
        if same is None:
            joined.append(one)
        elif one.score > joined[same].score and joined[same].rule != one.rule:
            joined[same] = one
    return in_text_order(joined)


def _same(left: RawAttribution, right: RawAttribution) -> bool:
    if left.source is None or right.source is None:
        sources = left.source is right.source
    else:
        sources = left.source.overlaps(right.source)
    shared = sum(one.shared(other) for one in left.content for other in right.content)
    shorter = min(_length(left.content), _length(right.content))
    return sources and shared >= _SAME * shorter


def _length(spans: Sequence[Span]) -> int:
    return sum(one.end - one.start for one in spans)


def _hull(spans: Sequence[Span]) -> Span | None:
    if not spans:
        return None
    return Span(min(one.start for one in spans), max(one.end for one in spans))

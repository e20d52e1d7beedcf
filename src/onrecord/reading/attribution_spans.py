"""What extraction hands to resolution: the bare spans of source, cue and content."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.terms import Span


@dataclass(frozen=True, slots=True)
class RawAttribution:
    """Spans of one attribution as a rule or a tagger found them, before anyone asks who it is.

    `source` is None when the text expresses none; `cue` is None when the words are only
    placed beside a speaker. `content` holds fragments in text order, at least one. `rule` names
    the rule or model; `score` is its probability, 0 to 1. All spans are code points into the text.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    rule: str
    score: float = 0.8

    @property
    def extent(self) -> Span:
        """The stretch from the first to the last code point of the content."""
        return Span(self.content[0].start, self.content[-1].end)


def in_text_order(raws: list[RawAttribution]) -> tuple[RawAttribution, ...]:
    """Sort by place in the text; drop repetitions (same source and content) and empty contents.

    One whose source overlaps its content goes too: "a statement saying X" is no source of X.
    """
    ordered = sorted(
        (
            raw
            for raw in raws
            if all(part.start < part.end for part in raw.content)
            and not (raw.source and any(raw.source.overlaps(part) for part in raw.content))
        ),
        key=lambda raw: (
            raw.extent.start,
            -raw.extent.end,
            raw.cue or Span(0, 0),
            raw.source or Span(0, 0),
            raw.rule,
        ),
    )
    seen: set[tuple[Span | None, tuple[Span, ...]]] = set()
    kept = []
    for raw in ordered:
        key = (raw.source, raw.content)
        if key not in seen:
            seen.add(key)
            kept.append(raw)
    return tuple(kept)

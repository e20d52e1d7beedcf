"""What a model is shown of one engagement: its sentences, with the naming words marked.

The same few lines build the passage in training and in reading, so that the two cannot drift
apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onrecord.reading.grouping import Group
from onrecord.terms import Span, Status

OPENS, CLOSES = "[", "]"
_MOST_SENTENCES = 5
_LONGEST_SENTENCE = 320


def passage(
    text: str,
    sentences: Sequence[Span],
    group: Group,
    rule_status: Status,
    published: dt.date | None,
) -> str:
    """Build the passage for one engagement.

    It begins with what the rules made of it and how its date lies to publication, then holds the
    report's first line and up to five sentences that name the engagement, each naming in square
    brackets. `sentences` are the report's sentences in text order.
    """
    marks: dict[int, list[Span]] = {}
    for sighting in group.sightings:
        start = sighting.encounter.start + max(
            0, sighting.encounter.text.find(sighting.encounter.trigger)
        )
        marks.setdefault(sighting.sentence, []).append(
            Span(start, start + len(sighting.encounter.trigger))
        )
    chosen = sorted(marks)[:_MOST_SENTENCES]
    lines = [_marked(text, sentences[n], marks[n]) for n in chosen]
    if sentences and 0 not in chosen:
        lines.insert(0, _marked(text, sentences[0], ()))
    return f"{rule_status.replace('_', ' ')} ; {lie_of_date(group, published)} . " + " / ".join(
        lines
    )


def _marked(text: str, sentence: Span, triggers: Sequence[Span]) -> str:
    start, end = sentence.start, sentence.end
    if triggers and end - start > _LONGEST_SENTENCE:
        start = max(start, min(t.start for t in triggers) - _LONGEST_SENTENCE // 2)
        end = min(end, start + _LONGEST_SENTENCE)
    pieces, at = [], start
    for span in sorted(triggers):
        if span.start >= at and span.end <= end:
            pieces += [text[at : span.start], OPENS, " ", text[span.start : span.end], " ", CLOSES]
            at = span.end
    pieces.append(text[at:end])
    return " ".join("".join(pieces).split())


def lie_of_date(group: Group, published: dt.date | None) -> str:
    """Say how the first full date of a group lies to the day of publication, in one word."""
    starts = [d.start for s in group.sightings for d in s.dates if d.start]
    if not starts or published is None:
        return "undated"
    start, today = starts[0].split("/")[0].rstrip("~"), published.isoformat()
    if start == today[: len(start)]:
        return "now"
    if start > today[: len(start)]:
        return "ahead"
    return "past" if start[:7] == today[:7] else "long past"

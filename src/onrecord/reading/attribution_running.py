"""Quotations without a cue of their own: the speaker before them goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.reading.attribution_clauses import Page
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

_INNER_RULES = frozenset(
    {
        "cue.commit", "cue.request", "cue.opinion", "cue.stress", "cue.call", "cue.suggest",
        "cue.reject",
    }
)  # fmt: skip
"""Cues that as often stand within what somebody says as they say it."""
_SHORTEST = 3
_REACH = 320


def running_attributions(page: Page, others: Sequence[RawAttribution]) -> Iterator[RawAttribution]:
    """Yield quotations that continue the speaker before them.

    Only within the same paragraph, or at the head of the next one where the quotation stands
    alone: further on another may speak. A sentence that quotes a few words ('He was "not ready"
    to go') is given whole. `others` are the attributions found so far.
    """
    spoken = sorted(
        (raw for raw in others if _speaks_aloud(page, raw)),
        key=lambda raw: (raw.cue or raw.extent).start,
    )
    claimed = _claimed(others)
    done: set[int] = set()
    for quote in page.quotes:
        start = page.sentence_start(page.token_at(quote.start))
        words = len(page.text[quote.start : quote.end].split())
        if words < _SHORTEST or start in done:
            continue
        alone = page.doc[start].idx == quote.start
        end = max(page.sentence_end(start), page.token_at(quote.end - 1) + 1)
        sentence = quote if alone else page.content(start, end)
        if any(part.overlaps(sentence) for part in claimed):
            continue
        last = _last_before(spoken, sentence.start)
        if last is not None and _follows(page, last, sentence, alone=alone and words > _SHORTEST):
            done.add(start)
            yield RawAttribution(last.source, last.cue, (sentence,), "voice.running_quote", 0.7)


def _speaks_aloud(page: Page, raw: RawAttribution) -> bool:
    """Tell whether an attribution is the report's own, not one inside somebody's quotation."""
    return (
        raw.cue is not None
        and raw.source is not None
        and raw.rule not in _INNER_RULES
        and page.quote_at(raw.cue.start) is None
    )


def _claimed(others: Sequence[RawAttribution]) -> list[Span]:
    """Give the stretches that have a speaker already."""
    spans: list[Span] = []
    for raw in others:
        if raw.rule not in _INNER_RULES:
            spans.extend(raw.content)
            if raw.cue is not None:
                spans.append(raw.cue)
    return spans


def _last_before(spoken: Sequence[RawAttribution], offset: int) -> RawAttribution | None:
    earlier = [raw for raw in spoken if (raw.cue or raw.extent).end <= offset]
    return earlier[-1] if earlier else None


def _follows(page: Page, last: RawAttribution, sentence: Span, *, alone: bool) -> bool:
    """Tell whether a quotation is near enough to the last speaker to be theirs."""
    end = max((last.cue or last.extent).end, last.extent.end)
    between = page.text[end : sentence.start]
    if "\n" in between.strip(" .,") and not alone:
        return False
    return not between.strip().count("\n") and between.count("\n\n") < 2 and len(between) <= _REACH

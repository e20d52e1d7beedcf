"""Where the direct quotations of a text stand."""

from __future__ import annotations

import re

from onrecord.terms import Span

_OPENERS = {"“": "”", "„": "“", "«": "»", "‘": "’"}
_BEFORE_OPENING = "([{—–-/:"
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)][a-z0-9)])[.!?](?= +[A-Z“„«])")
_LONGEST = 4000
"""No quotation is taken to be longer than this, in code points: a mark was lost before that."""


def find_quotes(text: str) -> tuple[Span, ...]:
    """Find the direct quotations, marks included, in text order and not overlapping.

    A quotation ends at its closing mark or, where a paragraph of a longer quotation closes none,
    at the line's end if the next paragraph opens anew, else at its sentence's. A straight mark
    opens after white space or a bracket and closes elsewhere; a straight single mark counts only
    where it cannot be an apostrophe on both ends.
    """
    spans: list[Span] = []
    position = 0
    while position < len(text):
        end = _quote_end(text, position)
        if end is None:
            position += 1
        else:
            spans.append(Span(position, end))
            position = end
    return tuple(spans)


def _quote_end(text: str, start: int) -> int | None:
    mark = text[start]
    if mark not in "\"'“„«‘":
        return None
    following = text[start + 1 : start + 2]
    if not following or following.isspace():
        return None
    line_end = text.find("\n", start)
    limit = min(len(text) if line_end < 0 else line_end, start + _LONGEST)
    if mark in "\"'":
        if start and not (
            text[start - 1].isspace() or text[start - 1] in _BEFORE_OPENING + "“‘\"'"
        ):
            return None
        return _straight_end(text, start, limit)
    closing = text.find(_OPENERS[mark], start + 1, limit)
    if mark == "‘":
        # "’" is an apostrophe too: it closes only before white space or punctuation.
        while closing >= 0 and text[closing + 1 : closing + 2].isalnum():
            closing = text.find("’", closing + 1, limit)
        return closing + 1 if closing > 0 else None
    return _curly_end(text, start, limit, closing)


def _curly_end(text: str, start: int, limit: int, closing: int) -> int:
    """Give where a curly quotation ends whose first closing mark stands at `closing`, or nowhere.

    One that another opens behind before it closes, or that the next paragraph does not take up,
    has lost its closing mark: it ends with its sentence.
    """
    mark = text[start]
    again = text.find(mark, start + 1, limit if closing < 0 else closing)
    stop = _SENTENCE_END.search(text, start + 1, limit)
    if closing > 0:
        lost = again > 0 and stop is not None and stop.end() <= again
        return stop.start() if lost and stop is not None else closing + 1
    goes_on = text[limit:].lstrip()[:1] == mark
    return limit if goes_on or stop is None else stop.start()


def _straight_end(text: str, start: int, limit: int) -> int | None:
    mark = text[start]
    closing = text.find(mark, start + 2, limit)
    while closing > 0:
        after = text[closing + 1 : closing + 2]
        if not after.isalnum() and not text[closing - 1].isspace():
            return closing + 1
        closing = text.find(mark, closing + 1, limit)
    # A lone straight double mark opens a paragraph of a longer quotation only at a line's start.
    if mark == '"' and (start == 0 or text[start - 1] == "\n"):
        return limit
    return None

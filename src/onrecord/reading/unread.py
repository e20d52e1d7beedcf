"""What of a report is not read: other stories' headlines, notices, and what is printed twice."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.terms import Furniture, Report

_UNREAD = frozenset({"teaser", "newsletter", "boilerplate", "repeated", "byline"})


def unread_of(report: Report) -> tuple[Furniture, ...]:
    """Give the furniture in which no engagement is looked for, in text order.

    Headlines, captions and datelines are furniture too, but tell of the report's own matter.
    """
    return tuple(f for f in report.furniture if f.kind in _UNREAD)


def lies_in(furniture: Sequence[Furniture], offset: int) -> bool:
    """Whether a code point of the text is part of some furniture."""
    return any(f.start <= offset < f.end for f in furniture)

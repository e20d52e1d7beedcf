"""A report's furniture, and what of it is not read: others' headlines, notices, repetitions."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.terms import Furniture, FurnitureKind, Report

_UNREAD = frozenset({"teaser", "newsletter", "boilerplate", "repeated", "byline"})


def unread_of(report: Report) -> tuple[Furniture, ...]:
    """Give the furniture in which no engagement is looked for, in text order.

    Headlines, captions and datelines are furniture too, but tell of the report's own matter.
    """
    return tuple(f for f in report.furniture if f.kind in _UNREAD)


def furniture_of_kind(report: Report, kind: FurnitureKind) -> tuple[Furniture, ...]:
    """Give the furniture of one kind, in text order."""
    return tuple(f for f in report.furniture if f.kind == kind)


def lies_in(furniture: Sequence[Furniture], offset: int) -> bool:
    """Whether a code point of the text is part of some furniture."""
    return any(f.start <= offset < f.end for f in furniture)

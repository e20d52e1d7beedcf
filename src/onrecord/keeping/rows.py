"""Standings as rows of the kept board, and filters as questions to it."""

from __future__ import annotations

from onrecord.ledger.kept import NO_DAY, Row, Wanted
from onrecord.ledger.line import recorded_text
from onrecord.standing.board import Filter, last_recorded, weight_of
from onrecord.standing.board import searched as words_of
from onrecord.standing.names import side_key
from onrecord.standing.periods import day_of, period_of
from onrecord.terms import Standing

_APART = "\x01"
"""What stands between sides: sorts below every character of a name."""


def row_of(standing: Standing, value: str) -> Row:
    """Make the row of a standing, to be found and sorted as `standing.board` does it.

    `value` is the standing as it is to be kept.
    """
    s = standing
    changed = last_recorded(s)
    since = day_of(s.since)
    stands = period_of(s.planned_start, s.planned_end)
    period = stands or period_of(s.was_planned_start, s.was_planned_end)
    return Row(
        id=s.id,
        changed=recorded_text(changed) if changed else "",
        weight=weight_of(s),
        since=s.since or "",
        since_day=since.toordinal() if since else 0,
        planned=stands.first if stands else NO_DAY,
        first_day=period.first if period else 1,
        last_day=period.last if period else 0,
        sides=_APART.join(sorted(p.side for p in s.parties)),
        parties="".join(f"{_APART}{side_key(p.side)}{_APART}" for p in s.parties),
        status=s.status,
        contested=int(bool(s.contested)),
        words=words_of(s),
        value=value,
    )


def wanted_of(chosen: Filter) -> Wanted:
    """Write a board's filter as a question to the kept rows."""
    return Wanted(
        sides=tuple(side_key(side) for side in chosen.sides),
        statuses=tuple(chosen.statuses),
        first=chosen.first.toordinal() if chosen.first else None,
        last=chosen.last.toordinal() if chosen.last else None,
        contested=chosen.contested,
        changed_since=recorded_text(chosen.changed_since) if chosen.changed_since else None,
        words=tuple(chosen.words.casefold().split()),
    )

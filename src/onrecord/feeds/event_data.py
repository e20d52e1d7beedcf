"""Standings as event data: rows in the terms of PLOVER, for who counts events between states.

PLOVER (the ontology of POLECAT, Halterman et al. 2023) has a type for a request, an agreement, a
rejection and a consultation, and none for a visit that was put off: such rows are left out. A row
is an engagement, not a report, and has its native status beside the type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.feeds.tables import Cell, joined, table
from onrecord.feeds.told import addresses_of
from onrecord.terms import Standing, Status

COLUMNS = (
    "id", "event_type", "event_date", "actors", "recipients", "place", "context", "status",
    "reports", "urls",
)  # fmt: skip
TYPES: Mapping[Status, str] = {
    "mooted": "REQUEST",
    "sought": "REQUEST",
    "agreed": "AGREE",
    "scheduled": "AGREE",
    "rescheduled": "AGREE",
    "cancelled": "REJECT",
    "refused": "REJECT",
    "under_way": "CONSULT",
    "held": "CONSULT",
    "suspended": "SANCTION",
}
"""What a status is in PLOVER; the others are nothing there."""


def plover_table(standings: Iterable[Standing]) -> bytes:
    """Write a row for each engagement whose status PLOVER has a type for, in the order given.

    `event_date` (EDTF) is the day of the encounter where it took place, else the day from which
    the status stands. `actors` are the sides that took that step, or all where nobody is named;
    `recipients` the others. CSV as in `tables.table`.
    """
    return table(COLUMNS, (_row(s, TYPES[s.status]) for s in standings if s.status in TYPES))


def _row(standing: Standing, event_type: str) -> Mapping[str, Cell]:
    s = standing
    sides = [p.side for p in s.parties]
    took = _took_the_step(s, sides)
    return {
        "id": s.id,
        "event_type": event_type,
        "event_date": (s.planned_start if event_type == "CONSULT" else None) or s.since,
        "actors": joined(took or sides),
        "recipients": joined(side for side in sides if took and side not in took),
        "place": s.place,
        "context": "diplomatic",
        "status": s.status,
        "reports": len({m.report for m in s.members}),
        "urls": joined(addresses_of(s)),
    }


def _took_the_step(standing: Standing, sides: list[str]) -> list[str]:
    """Give the parties that took the step at which it stands, by the last claim that says so."""
    for held in reversed(standing.history):
        claim = held.claim
        if claim.status == standing.status and claim.by and claim.stance in {"asserts", "confirms"}:
            by = {side.strip() for side in claim.by.split(";")}
            return [side for side in sides if side in by]
    return []

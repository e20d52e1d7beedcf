"""Standings as linked data: JSON-LD in the terms of schema.org.

schema.org knows events that are scheduled, put off, moved or called off. What was only floated or
asked for is no event there, nor is what somebody denies: it is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from onrecord.feeds.told import addresses_of, name_of
from onrecord.identity import Json
from onrecord.terms import Party, Standing, Status

CONTEXT: Mapping[str, Json] = {
    "@vocab": "https://schema.org/",
    "onrecord": "https://github.com/onrecord/onrecord/terms#",
}
EVENT_STATUS: Mapping[Status, str | None] = {
    "scheduled": "EventScheduled",
    "under_way": "EventScheduled",
    "held": "EventScheduled",
    "postponed": "EventPostponed",
    "rescheduling": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "cancelled": "EventCancelled",
    "refused": "EventCancelled",
    "suspended": None,
}
"""What a status is in schema.org; None is an event whose status it has no word for."""
_FIXED = frozenset({"scheduled", "rescheduled"})
_PLAIN_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}\Z")


def linked_data_of(standings: Iterable[Standing]) -> bytes:
    """Write the engagements that are events as a JSON-LD graph, in the order given. UTF-8."""
    graph: list[Json] = [_event(s) for s in standings if is_event(s)]
    document: Mapping[str, Json] = {"@context": dict(CONTEXT), "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def is_event(standing: Standing) -> bool:
    """Whether schema.org has an event for it; what was refused is one if it had been fixed."""
    if standing.status == "refused":
        return any(c.claim.status in _FIXED for c in standing.history)
    return standing.status in EVENT_STATUS


def _event(standing: Standing) -> dict[str, Json]:
    s = standing
    status = EVENT_STATUS[s.status]
    found: dict[str, Json | None] = {
        "@type": "Event",
        "@id": f"onrecord:{s.id}",
        "identifier": s.uid,
        "name": name_of(s),
        "eventStatus": f"https://schema.org/{status}" if status else None,
        "startDate": _date(s.planned_start),
        "endDate": _date(s.planned_end),
        "previousStartDate": _date(s.was_planned_start),
        "location": {"@type": "Place", "name": s.place} if s.place else None,
        "attendee": [_organization(p) for p in s.parties],
        "subjectOf": list(addresses_of(s)) or None,
        "onrecord:status": s.status,
        "onrecord:since": s.since,
        "onrecord:plannedStart": s.planned_start,
    }
    return {name: value for name, value in found.items() if value is not None}


def _organization(party: Party) -> dict[str, Json]:
    members: list[Json] = [
        {"@type": "Person", "name": p.name, **({"jobTitle": p.office} if p.office else {})}
        for p in party.people
    ]
    found: dict[str, Json] = {"@type": "Organization", "name": party.name, "identifier": party.side}
    return {**found, "member": members} if members else found


def _date(edtf: str | None) -> str | None:
    """Give a date as schema.org takes it (ISO 8601); one that is hedged or a range is none."""
    return edtf if edtf and _PLAIN_DATE.match(edtf) else None

"""Readings made by hand: a visit told over three days, free of any reader's mistakes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from onrecord.contract import reading_to_json
from onrecord.identity import report_id
from onrecord.terms import (
    Claim,
    Engagement,
    Evidence,
    Mention,
    NewDate,
    Party,
    Person,
    Plan,
    Reader,
    Reading,
    Report,
    Status,
)

BRAZIL = Party("BRA", "Brazil", (Person("Paulo Mendes", "Foreign Minister"),))
CANADA = Party("CAN", "Canada", (Person("Helen Ward", "Foreign Minister"),))


def reading(
    text: str,
    day: str,
    status: Status,
    plan: Plan,
    *,
    outlet: str = "Northern Wire",
    new_date: NewDate = "none",
    planned: str | None = None,
    fell_away: str | None = None,
    source: str = "Andre Costa",
    side: str = "BRA",
) -> Reading:
    """One report of one sentence, and what a perfect reader reads in it."""
    url = f"https://news.example/{day}"
    published = dt.date.fromisoformat(day)
    report = Report(
        report_id(text, title=None, published=day, url=url),
        text,
        published=published,
        outlet=outlet,
        url=url,
    )
    at = text.index("visit")
    claim = Claim(
        status,
        Evidence(0, len(text), text),
        when=day,
        by=side,
        source=source,
        side=side,
        footing="on_record",
        rule="by hand",
    )
    engagement = Engagement(
        "e1",
        "visit",
        (BRAZIL, CANADA),
        status,
        plan,
        new_date,
        place="Ottawa",
        planned_start=planned,
        was_planned_start=fell_away,
        history=(claim,),
        mentions=(Mention("visit", at, at + len("visit"), "visit"),),
    )
    return Reading(report, Reader("by hand"), engagements=(engagement,))


SET = reading(
    "Paulo Mendes will visit Ottawa on May 14, Andre Costa said.",
    "2024-05-02",
    "scheduled",
    "scheduled",
    planned="2024-05-14",
)
OFF = reading(
    "The visit of Paulo Mendes to Ottawa is off, Andre Costa said.",
    "2024-05-10",
    "cancelled",
    "cancelled",
    fell_away="2024-05-14",
    outlet="Capital Post",
)
SOUGHT = reading(
    "A new date for the visit of Paulo Mendes is sought, Helen Ward said.",
    "2024-05-13",
    "rescheduling",
    "cancelled",
    new_date="sought",
    fell_away="2024-05-14",
    source="Helen Ward",
    side="CAN",
)
TOLD = (SET, OFF, SOUGHT)


def write_readings(path: Path, readings: tuple[Reading, ...] = TOLD) -> Path:
    """Write readings as JSON lines that `add --reading` takes in."""
    lines = [json.dumps(reading_to_json(r, with_text=True)) for r in readings]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path

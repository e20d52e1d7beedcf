"""Standings as tables (CSV, RFC 4180): a row an engagement, or a row a claim."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from onrecord.feeds.told import addresses_of, changed_at
from onrecord.terms import Standing
from onrecord.wording import plain

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection)."""

ENGAGEMENT_COLUMNS = (
    "id", "uid", "status", "since", "kind", "sides", "parties", "people", "place", "topic",
    "planned_start", "planned_end", "was_planned_start", "was_planned_end", "plan", "new_date",
    "contested", "reports", "corroborating_reports", "corroborating_families",
    "corroborating_outlets", "changed", "urls",
)  # fmt: skip
CLAIM_COLUMNS = (
    "engagement", "claim", "status", "when", "by", "reason", "source", "footing", "stance", "side",
    "about", "evidence", "start", "end", "report", "published", "recorded", "rule", "score",
)  # fmt: skip

Cell = str | int | float | None


def engagements_table(standings: Iterable[Standing]) -> bytes:
    """Write a row for each engagement, in the order given. Several values are joined by "; ".

    `reports` tell of it; the corroborating ones say that it stands as it does (`Corroboration`).
    """
    return table(ENGAGEMENT_COLUMNS, map(_engagement, standings))


def claims_table(standings: Iterable[Standing]) -> bytes:
    """Write a row for each claim of each engagement, in the order of their timelines."""
    return table(CLAIM_COLUMNS, (row for s in standings for row in _claims(s)))


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """Write rows under their columns: UTF-8, CRLF; None is an empty cell.

    Text that a spreadsheet would run is put behind an apostrophe, and control characters are shown
    as U+FFFD: what is in a report is nobody's to execute.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(row[name]) for name in columns})
    return out.getvalue().encode("utf-8")


def joined(values: Iterable[str]) -> str:
    """Put several values into one cell."""
    return "; ".join(values)


def _engagement(standing: Standing) -> Mapping[str, Cell]:
    s, c = standing, standing.corroboration
    return {
        "id": s.id,
        "uid": s.uid,
        "status": s.status,
        "since": s.since,
        "kind": s.kind,
        "sides": joined(p.side for p in s.parties),
        "parties": joined(p.name for p in s.parties),
        "people": joined(person.name for p in s.parties for person in p.people),
        "place": s.place,
        "topic": s.topic,
        "planned_start": s.planned_start,
        "planned_end": s.planned_end,
        "was_planned_start": s.was_planned_start,
        "was_planned_end": s.was_planned_end,
        "plan": s.plan,
        "new_date": s.new_date,
        "contested": joined(dict.fromkeys(c.about for c in s.contested)),
        "reports": len({m.report for m in s.members}),
        "corroborating_reports": c.reports,
        "corroborating_families": c.families,
        "corroborating_outlets": c.outlets,
        "changed": changed_at(s).isoformat(),
        "urls": joined(addresses_of(s)),
    }


def _claims(standing: Standing) -> Iterable[Mapping[str, Cell]]:
    for held in standing.history:
        c = held.claim
        yield {
            "engagement": standing.id,
            "claim": held.id,
            "status": c.status,
            "when": c.when,
            "by": c.by,
            "reason": c.reason,
            "source": c.source,
            "footing": c.footing,
            "stance": c.stance,
            "side": c.side,
            "about": c.about,
            "evidence": c.evidence.text,
            "start": c.evidence.start,
            "end": c.evidence.end,
            "report": held.report,
            "published": held.published.isoformat() if held.published else None,
            "recorded": held.recorded.isoformat(),
            "rule": c.rule,
            "score": round(c.score, 4),
        }


def _cell(value: Cell) -> Cell:
    if not isinstance(value, str):
        return value
    text = plain(value)
    return f"'{text}" if text.startswith(_FORMULA) else text

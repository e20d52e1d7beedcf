"""Why a standing says what it says, for the eye and as JSON."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.cli.page import STATUS_STYLE, columns
from onrecord.cli.print_reading import step
from onrecord.cli.print_standing import SHORT
from onrecord.contract import claim_to_json
from onrecord.identity import Json
from onrecord.standing.explaining import Belonging, Explained, Reason, Turn
from onrecord.terms import Member, StandingClaim
from onrecord.wording import day, plain, status_word


def print_explanation(
    console: Console, explained: Explained, reasons: Sequence[Reason], *, whole: bool
) -> None:
    """Print the reasons for some fields; `whole` adds the course, and why each report belongs."""
    for reason in reasons:
        line = Text(reason.field, style="bold")
        line.append(f": {plain(reason.value) if reason.value else 'nothing'}", style="bold")
        console.print(line)
        console.print(Text(f"  because {reason.text}", style="green"))
        console.print(columns([_row(c) for c in reason.claims], wide=2))
        if reason.also:
            console.print(Text("  and so do others", style="green"))
            console.print(columns([_row(c) for c in reason.also], wide=2))
        if reason.against:
            console.print(Text("  against", style="red"))
            console.print(columns([_row(c) for c in reason.against], wide=2))
    if whole:
        console.print()
        console.print(Text("the course of it", style="bold"))
        console.print(columns([_turn(t) for t in explained.turns]))
        console.print()
        console.print(Text("why these reports are about one engagement", style="bold"))
        console.print(columns([_belonging(b) for b in explained.belongings]))


def explanation_to_json(explained: Explained, reasons: Sequence[Reason]) -> dict[str, Json]:
    """Write an explanation as one JSON object, `onrecord/explained/1`."""
    return {
        "schema": "onrecord/explained/1",
        "id": explained.engagement,
        "reasons": [
            {
                "field": r.field,
                "value": r.value,
                "rule": r.rule,
                "text": r.text,
                "claims": [_claim(c) for c in r.claims],
                "also": [_claim(c) for c in r.also],
                "against": [_claim(c) for c in r.against],
            }
            for r in reasons
        ],
        "turns": [
            {
                "member": _member(t.member),
                "status": t.status,
                "day": t.day,
                "taken": t.taken,
                "rule": t.rule,
                "text": t.text,
                "claims": [c.id for c in t.claims],
            }
            for t in explained.turns
        ],
        "belongings": [
            {
                "member": _member(b.member),
                "probability": None if b.probability is None else round(b.probability, 4),
                "features": [
                    {"name": f.name, "weight": _finite(f.weight), "saw": f.saw} for f in b.features
                ],
            }
            for b in explained.belongings
        ],
    }


def _row(held: StandingClaim) -> tuple[Text, Text, Text, Text]:
    when, status, said = step(held.claim)
    return when, status, said, Text(held.id[:SHORT], style="dim")


def _turn(turn: Turn) -> tuple[Text, Text, Text]:
    verdict = "taken" if turn.taken else "not taken"
    return (
        Text(day(turn.day) or "no date", style="dim"),
        Text(status_word(turn.status), style=STATUS_STYLE.get(turn.status, "")),
        Text(f"{verdict}: {turn.text}  {_named(turn.member)}"),
    )


def _belonging(belonging: Belonging) -> tuple[Text, Text]:
    chance = "" if belonging.probability is None else f"{belonging.probability:.0%}"
    why = "; ".join(f"{f.saw} ({f.weight:+.1f})" for f in belonging.features)
    return Text(chance), Text(plain(f"{_named(belonging.member)}  {why or 'where it began'}"))


def _named(member: Member) -> str:
    return plain(member.url or member.report[:SHORT])


def _claim(held: StandingClaim) -> dict[str, Json]:
    return {"claim": held.id, "report": held.report, **claim_to_json(held.claim)}


def _member(member: Member) -> dict[str, Json]:
    return {"report": member.report, "url": member.url, "engagement": member.engagement}


def _finite(weight: float) -> float | None:
    """Round a weight for JSON, which has no infinity: a veto is null."""
    return round(weight, 4) if math.isfinite(weight) else None

"""`onrecord review`: what the machine leaves to people, and where people disagree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from onrecord.cli.options import (
    AsOfOption,
    Format,
    FormatOption,
    LedgerOption,
    as_of_time,
    examples,
)
from onrecord.cli.outcome import DONE, NOTHING
from onrecord.cli.page import KEEPING, page, put_line, with_bar
from onrecord.cli.print_standing import SHORT
from onrecord.identity import Json
from onrecord.keeping.view import View
from onrecord.opening import open_record
from onrecord.standing.rulings import RulingConflict
from onrecord.standing.standings import Unsure
from onrecord.terms import Standing
from onrecord.wording import plain, what_line

commands = typer.Typer(rich_markup_mode=None)

_Pair = tuple[Unsure, Standing, Standing]


@commands.command(
    epilog=examples(
        "onrecord review",
        "onrecord rule merge 7f3a 20bd   # they are one",
        "onrecord rule split 7f3a 20bd   # they are two, and are not asked about again",
    )
)
def review(
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, help="No more pairs than so many.")] = 20,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """List the pairs of engagements that may be one.

    The likeliest first, each with the evidence for and against; then the rulings of several
    people on one thing that cannot all be followed, the latest of which stands.
    """
    with open_record(ledger, read_only=True, following=with_bar(KEEPING)) as record:
        pairs, conflicts = record.ask(lambda view: _open_questions(view, limit), as_of_time(as_of))
    if output is Format.json:
        for pair in pairs:
            put_line(_pair_to_json(pair))
        for conflict in conflicts:
            put_line({"schema": "onrecord/conflict/1", **conflict_to_json(conflict)})
    else:
        console = page()
        for pair in pairs:
            _print_pair(console, pair)
        print_conflicts(console, conflicts)
        if not (pairs or conflicts):
            console.print("Nothing is left open.")
    raise typer.Exit(DONE if pairs or conflicts else NOTHING)


def print_conflicts(console: Console, conflicts: Iterable[RulingConflict]) -> None:
    """Print rulings that cannot all be followed, and which of them stands."""
    for conflict in conflicts:
        line = Text("rulings in conflict", style="red")
        line.append(
            f" on {conflict.target[:SHORT]} by {plain(', '.join(conflict.people))}: "
            f"{', '.join(r[:SHORT] for r in conflict.rulings)}; {conflict.stands[:SHORT]} stands"
        )
        console.print(line)


def conflict_to_json(conflict: RulingConflict) -> dict[str, Json]:
    """Write a conflict of rulings as JSON."""
    return {
        "target": conflict.target,
        "rulings": list(conflict.rulings),
        "people": list(conflict.people),
        "stands": conflict.stands,
    }


def _open_questions(view: View, limit: int) -> tuple[list[_Pair], tuple[RulingConflict, ...]]:
    pairs = [(u, view.get(u.engagement), view.get(u.candidate)) for u in view.review()[:limit]]
    return pairs, view.conflicts()


def _print_pair(console: Console, pair: _Pair) -> None:
    unsure, *both = pair
    console.print(Text(f"{unsure.probability:.0%} the same engagement?", style="bold"))
    for standing in both:
        row = Text("  ")
        row.append(standing.id[:SHORT], style="dim")
        row.append(f"  {standing.status}  {what_line(standing)}")
        console.print(row)
    why = "; ".join(f"{f.saw} ({f.weight:+.1f})" for f in unsure.why.features)
    console.print(Text(f"  {plain(why)}", style="dim"))


def _pair_to_json(pair: _Pair) -> dict[str, Json]:
    unsure, one, other = pair
    return {
        "schema": "onrecord/unsure/1",
        "engagement": one.id,
        "candidate": other.id,
        "probability": round(unsure.probability, 4),
        "member": {
            "report": unsure.member.report,
            "url": unsure.member.url,
            "engagement": unsure.member.engagement,
        },
        "features": [
            {"name": f.name, "weight": round(f.weight, 4), "saw": f.saw}
            for f in unsure.why.features
        ],
    }

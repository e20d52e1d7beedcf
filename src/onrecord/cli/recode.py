"""`onrecord recode`: what a newer reader would change, before it does."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from onrecord.cli.options import Format, FormatOption, LedgerOption, examples
from onrecord.cli.outcome import Outcome
from onrecord.cli.page import page, put_line, with_progress
from onrecord.cli.print_standing import SHORT
from onrecord.contract import standing_to_json
from onrecord.identity import Json
from onrecord.opening import open_record
from onrecord.standing.board import Change, changes
from onrecord.terms import Reading, Standing
from onrecord.wording import day, status_word, what_line

commands = typer.Typer(rich_markup_mode=None)


@commands.command(
    epilog=examples(
        "onrecord recode            # say what would change, and change nothing",
        "onrecord recode --apply    # and let it",
    )
)
def recode(
    *,
    apply: Annotated[
        bool, typer.Option("--apply", help="Add the readings that differ to the ledger.")
    ] = False,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Read old reports with this reader, and say what would change.

    Reads every report anew and compares: which readings differ, and where engagements would then
    stand otherwise, be new or be gone. Nothing is kept without --apply. What people ruled stands
    in any case, and the earlier readings stay in the ledger.
    """
    outcome = Outcome()
    with open_record(ledger, read_only=not apply) as record:
        reports = record.reports()
        differing: list[Reading] = []
        for report in with_progress(reports, doing="reading", silent=True):
            with outcome.skipping():
                reading = record.read_anew(report)
                differing += [reading] if reading is not None else []
        before = list(record.standings())
        after = list(record.standings_with(differing))
        changed = changes(before, after)
        left = {s.uid for s in after}
        gone = [s for s in before if s.uid not in left]
        if apply:
            for reading in differing:
                record.add_reading(reading)
    if output is Format.json:
        for change in changed:
            put_line(_to_json(change.before, change.standing))
        for standing in gone:
            put_line(_to_json(standing, None))
    else:
        console = page()
        for change in changed:
            _print_change(console, change)
        for standing in gone:
            console.print(_row("gone", standing, status_word(standing.status)))
        verb = "were added" if apply else "would be added"
        console.print(
            f"{len(reports)} reports read; {len(differing)} readings differ and {verb}; "
            f"{len(changed) + len(gone)} engagements change"
        )
    raise typer.Exit(outcome.code)


def _print_change(console: Console, change: Change) -> None:
    before, after = change.before, change.standing
    if before is None:
        console.print(_row("new", after, status_word(after.status)))
        return
    turned = status_word(after.status)
    if before.status != after.status:
        turned = f"{status_word(before.status)} → {turned}"
    if before.planned_start != after.planned_start:
        dates = (day(s.planned_start) or "no date" for s in (before, after))
        turned += f", {' → '.join(dates)}"
    console.print(_row("changed", after, turned))


def _row(word: str, standing: Standing, turned: str) -> Text:
    row = Text(f"{word:8} ", style="bold")
    row.append(f"{turned}  {what_line(standing)}  ")
    row.append(standing.id[:SHORT], style="dim")
    return row


def _to_json(before: Standing | None, after: Standing | None) -> dict[str, Json]:
    return {
        "schema": "onrecord/change/1",
        "before": None if before is None else standing_to_json(before),
        "after": None if after is None else standing_to_json(after),
    }

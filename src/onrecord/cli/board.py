"""`onrecord board`, `show` and `explain`: where things stand, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.ids import engagement_id
from onrecord.cli.options import (
    AsOfOption,
    Format,
    FormatOption,
    LedgerOption,
    calendar_day,
    check_word,
    examples,
    moment,
)
from onrecord.cli.outcome import DONE, NOTHING
from onrecord.cli.page import page, put_line
from onrecord.cli.print_standing import print_board, print_standing
from onrecord.contract import standing_to_json
from onrecord.opening import open_record, utc_now
from onrecord.terms import STATUSES

BOARD_EXAMPLES = examples(
    "onrecord board",
    "onrecord board --side BRA --status rescheduling --status postponed",
    "onrecord board --contested --since 2024-05-01",
    "onrecord board --as-of 2024-05-10 --format json",
)
SHOW_EXAMPLES = examples(
    "onrecord show 7f3a91c2",
    "onrecord show 7f3a --as-of 2024-05-10T12:00:00Z --format json",
)
EXPLAIN_EXAMPLES = examples("onrecord explain 7f3a", "onrecord explain 7f3a status")

EngagementArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The engagement, as `board` prints it; the first few digits will do.",
        show_default=False,
    ),
]


def board(
    *,
    side: Annotated[
        list[str] | None,
        typer.Option(
            "--side", help="Only with this party (BRA, EU). May be repeated: any of them."
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", help="Only in this status. May be repeated: any of them."),
    ] = None,
    contested: Annotated[
        bool, typer.Option("--contested", help="Only where claims contradict one another.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", help="Only what came to stand so on this day or later."),
    ] = None,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    ids: Annotated[bool, typer.Option("--ids", help="Print the ids only, one a line.")] = False,
    output: FormatOption = Format.table,
) -> None:
    """List the engagements and where each stands."""
    day = calendar_day(since)
    for one in status or ():
        check_word(one, STATUSES, "status")
    with open_record(ledger, read_only=True) as record:
        standings = record.standings(moment(as_of, utc_now()))
    found = [
        s
        for s in standings
        if (not side or any(p.side in side for p in s.parties))
        and (not status or s.status in status)
        and (not contested or s.contested)
        and (day is None or (s.since or "") >= day.isoformat())
    ]
    if ids:
        for standing in found:
            typer.echo(standing.id)
    elif output is Format.json:
        for standing in found:
            put_line(standing_to_json(standing))
    elif found:
        print_board(page(), found)
    else:
        page().print("No engagement found.")
    raise typer.Exit(DONE if found else NOTHING)


def show(
    engagement: EngagementArgument,
    *,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Show one engagement with its timeline.

    The status; each side's latest word, by name and without one; what is contested; every claim
    with its source, its evidence and its id; the reports.
    """
    with open_record(ledger, read_only=True) as record:
        standings = record.standings(moment(as_of, utc_now()))
        standing = standings.get(engagement_id(engagement, standings))
        if output is Format.json:
            put_line(standing_to_json(standing))
        else:
            print_standing(page(), standing, record.reports_of(standing))

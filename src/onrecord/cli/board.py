"""`onrecord board`, `show` and `explain`: where things stand, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.choosing import (
    ContestedOption,
    FromOption,
    OrderOption,
    SidesOption,
    SinceOption,
    StatusesOption,
    ToOption,
    WordsOption,
    chosen,
    found,
)
from onrecord.cli.ids import engagement_id
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
from onrecord.cli.print_explanation import explanation_to_json, print_explanation
from onrecord.cli.print_standing import print_board, print_standing
from onrecord.cli.review import conflict_to_json, print_conflicts
from onrecord.contract import standing_to_json
from onrecord.errors import NotFoundError
from onrecord.keeping.view import View
from onrecord.opening import open_record
from onrecord.standing.explaining import explain as explain_account
from onrecord.standing.rulings import RulingConflict
from onrecord.terms import Standing

commands = typer.Typer(rich_markup_mode=None)

_PAGE = 100
"""Rows of a table that nobody asked for more of."""

EngagementArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The engagement, as `board` prints it; the first few digits will do.",
        show_default=False,
    ),
]


@commands.command(
    epilog=examples(
        "onrecord board",
        "onrecord board --side BRA --status rescheduling --status postponed",
        "onrecord board --contested --since 2024-05-01",
        "onrecord board --as-of 2024-05-10 --format json",
    )
)
def board(
    *,
    side: SidesOption = None,
    status: StatusesOption = None,
    contested: ContestedOption = None,
    since: SinceOption = None,
    first: FromOption = None,
    last: ToOption = None,
    words: WordsOption = "",
    order: OrderOption = "changed",
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            min=1,
            help=f"No more than so many. Without it, {_PAGE} in a table, and all otherwise.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    ids: Annotated[bool, typer.Option("--ids", help="Print the ids only, one a line.")] = False,
    output: FormatOption = Format.table,
) -> None:
    """List the engagements and where each stands."""
    wanted = chosen(
        side=side, status=status, contested=contested, since=since, first=first, last=last,
        words=words,
    )  # fmt: skip
    paged = limit is None and not ids and output is Format.table
    # One more than is printed tells that there is more.
    most = _PAGE + 1 if paged else limit
    rows = found(ledger, as_of, wanted, order, most)
    if ids:
        for standing in rows:
            typer.echo(standing.id)
    elif output is Format.json:
        for standing in rows:
            put_line(standing_to_json(standing))
    elif rows:
        print_board(page(), rows[:_PAGE] if paged else rows)
        if paged and len(rows) > _PAGE:
            page().print(f"the first {_PAGE}; more with --limit, fewer with --side or --status")
    else:
        page().print("No engagement found.")
    raise typer.Exit(DONE if rows else NOTHING)


@commands.command(
    epilog=examples(
        "onrecord show 7f3a91c2",
        "onrecord show 7f3a --as-of 2024-05-10T12:00:00Z --format json",
    )
)
def show(
    engagement: EngagementArgument,
    *,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Show one engagement with its timeline.

    The status; each side's latest word, by name and without one; what is contested; every claim
    with its source, its evidence and its id; the reports; rulings that contradict one another.
    """
    with open_record(ledger, read_only=True, following=with_bar(KEEPING)) as record:
        standing, conflicts = record.ask(
            lambda view: _with_conflicts(engagement_id(engagement, view), view), as_of_time(as_of)
        )
        if output is Format.json:
            shape = standing_to_json(standing)
            put_line({**shape, "conflicts": [conflict_to_json(c) for c in conflicts]})
        else:
            print_standing(page(), standing, record.reports_of(standing))
            print_conflicts(page(), conflicts)


@commands.command(epilog=examples("onrecord explain 7f3a", "onrecord explain 7f3a status"))
def explain(
    engagement: EngagementArgument,
    field: Annotated[
        str | None,
        typer.Argument(
            help="One field of it: status, planned_start, words, contested. Without it, all.",
            show_default=False,
        ),
    ] = None,
    *,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Say why an engagement stands as it does.

    For each field the claims behind it, the rule by which it stands, who else says so, and what
    says something else; without a field also the course of it, and why these reports are about
    one engagement.
    """
    with open_record(ledger, read_only=True, following=with_bar(KEEPING)) as record:
        account = record.ask(
            lambda view: view.account(engagement_id(engagement, view)), as_of_time(as_of)
        )
    explained = explain_account(account)
    reasons = [r for r in explained.reasons if field in (None, r.field, r.field.partition(".")[0])]
    if field is not None and not reasons:
        known = dict.fromkeys(r.field for r in explained.reasons)
        raise NotFoundError(
            field, "nothing is known about such a field", f"There are: {', '.join(known)}."
        )
    if output is Format.json:
        put_line(explanation_to_json(explained, reasons))
    else:
        print_explanation(page(), explained, reasons, whole=field is None)


def _with_conflicts(engagement: str, view: View) -> tuple[Standing, tuple[RulingConflict, ...]]:
    standing = view.get(engagement)
    # Without a ruling there is no conflict, and nothing to be looked up.
    conflicts = view.conflicts() if standing.rulings else ()
    return standing, tuple(c for c in conflicts if not set(c.rulings).isdisjoint(standing.rulings))

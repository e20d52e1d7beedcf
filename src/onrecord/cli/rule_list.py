"""`onrecord rule list`: what people decided, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.ids import engagement_id
from onrecord.cli.options import AsOfOption, Format, FormatOption, LedgerOption, as_of_time
from onrecord.cli.outcome import DONE, NOTHING
from onrecord.cli.page import KEEPING, page, put_line, with_bar
from onrecord.cli.print_ruling import RulingRow, print_rulings, row_of, ruling_to_json
from onrecord.errors import NotFoundError
from onrecord.keeping.view import View
from onrecord.opening import open_record
from onrecord.standing.fates import Fate


def list_rulings(
    engagement: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="Only those on this engagement, or on this claim. Without it, all.",
            show_default=False,
        ),
    ] = None,
    *,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """List the rulings, undone ones too.

    The earliest first, each with who made it and when, what was decided and of which engagement,
    its id, and whether it stands, was undone, or was outranked by a later one.
    """
    with open_record(ledger, read_only=True, following=with_bar(KEEPING)) as record:
        rows = record.ask(lambda view: _rows(engagement, view), as_of_time(as_of))
    if output is Format.json:
        for row in rows:
            put_line(ruling_to_json(row))
    elif rows:
        print_rulings(page(), rows)
    else:
        page().print("No ruling found.")
    raise typer.Exit(DONE if rows else NOTHING)


def _rows(given: str | None, view: View) -> list[RulingRow]:
    fates = view.fates()
    if given is not None:
        fates = _about(given, fates, view)
    return [row_of(fate, view) for fate in fates]


def _about(given: str, fates: tuple[Fate, ...], view: View) -> tuple[Fate, ...]:
    """Give the rulings on an engagement or a claim, one struck off the board too.

    Raises NotFoundError when `given` begins no id, and BadArgumentError when it begins several.
    """
    named = tuple(
        f
        for f in fates
        if any(i.startswith(given) for i in (f.decision.ruling.target, *f.decision.ruling.others))
    )
    try:
        root = engagement_id(given, view)
    except NotFoundError:
        if not named:
            raise
        return named
    if view.claims_of(given):
        return named
    return tuple(f for f in fates if root in f.engagements)

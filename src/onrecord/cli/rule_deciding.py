"""How `onrecord rule` takes a ruling down and says what became of it."""

from __future__ import annotations

import getpass
from collections.abc import Callable

import typer

from onrecord.cli.options import Format
from onrecord.cli.outcome import NOTHING, complain
from onrecord.cli.page import page, put_line
from onrecord.cli.print_reading import print_headline
from onrecord.cli.print_ruling import RulingRow, row_of, ruling_to_json
from onrecord.cli.print_standing import SHORT
from onrecord.errors import BadArgumentError
from onrecord.keeping.view import View
from onrecord.opening import Record, open_record
from onrecord.terms import Ruling

NEW = "new"
"""What stands for the id of an engagement that a ruling founds."""


def decide(ledger: str | None, output: Format, ruling_of: Callable[[View], Ruling]) -> None:
    """Make the ruling out of what stands now, append it, and print what became of it."""
    with open_record(ledger) as record:
        append(record, output, record.ask(ruling_of))


def append(record: Record, output: Format, ruling: Ruling) -> None:
    """Append a ruling, and print it with where its engagement stands after it.

    Ends with exit code 1 when the same was ruled before and is in force.
    """
    entry = record.rule(ruling)
    if entry is None:
        remedy = record.ask(lambda view: _remedy(ruling, view))
        complain(
            BadArgumentError(ruling.target, f"the same was ruled before ({ruling.kind})", remedy)
        )
        raise typer.Exit(NOTHING)
    row = record.ask(lambda view: _row(entry.id, view))
    if output is Format.json:
        put_line(ruling_to_json(row))
        return
    console = page()
    console.print(f"ruled: {ruling.kind}; take it back with: onrecord rule undo {entry.id[:SHORT]}")
    if row.standing is None:
        return
    print_headline(console, row.standing)
    if ruling.target == NEW:
        console.print(f"look at it with: onrecord show {row.standing.id[:SHORT]}")


def who_decides(given: str | None) -> str:
    """Say who decides: the name given, else the login name."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise BadArgumentError(
            "--who", "is not given, and there is no login name", "Say who decides."
        ) from None


def _row(ruling_id: str, view: View) -> RulingRow:
    return row_of(next(f for f in view.fates() if f.decision.id == ruling_id), view)


def _remedy(ruling: Ruling, view: View) -> str:
    """Say what to take back, where the same was ruled before and outranked since."""
    outranked = (f.outranked_by for f in view.fates() if f.decision.ruling == ruling)
    by = next((ruling_id for ruling_id in outranked if ruling_id), None)
    return (
        f"A later ruling outranks it; take that back: onrecord rule undo {by[:SHORT]}" if by else ""
    )

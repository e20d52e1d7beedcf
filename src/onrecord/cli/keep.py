"""`onrecord verify`, `rebuild` and `ledger`: the record proves itself, and moves house."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import Format, FormatOption, LedgerOption, examples
from onrecord.cli.outcome import DONE, NOTHING, Outcome
from onrecord.cli.page import (
    KEEPING,
    json_line,
    page,
    put_line,
    with_bar,
    with_progress,
    write_whole,
)
from onrecord.contract import standing_to_json
from onrecord.errors import BadArgumentError, NotFoundError
from onrecord.ledger.protocol import Head
from onrecord.ledger.transfer import export_lines, import_lines
from onrecord.opening import open_ledger, open_record, utc_now
from onrecord.terms import Standing

commands = typer.Typer(rich_markup_mode=None)
moving = typer.Typer(
    help="Export and import a ledger.", no_args_is_help=True, rich_markup_mode=None
)
commands.add_typer(moving, name="ledger")

_HEAD = re.compile(r"(\d+):([0-9a-f]{64})\Z")


@commands.command(
    epilog=examples(
        "onrecord verify",
        "onrecord verify --since 120:9f86d081884c7d65…   # a head noted earlier",
    )
)
def verify(
    *,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            help="A head printed earlier, as SEQ:CHAIN, which must still be on the chain.",
            show_default=False,
        ),
    ] = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Check the ledger's chain of hashes.

    Prints the head reached: kept elsewhere, it proves later that nothing up to it was changed or
    cut off. Exits with 1 when the chain is broken.
    """
    noted = _head(since)
    with open_record(ledger, read_only=True) as record:
        head = record.ledger.verify(since=noted)
    if output is Format.json:
        put_line({"schema": "onrecord/head/1", "seq": head.seq, "chain": head.chain})
        return
    console = page()
    console.print(f"{head.seq} entries; the chain holds")
    console.print(f"head {head.seq}:{head.chain}", soft_wrap=True)


@commands.command(
    epilog=examples("onrecord rebuild --check", "onrecord rebuild", "onrecord rebuild --board")
)
def rebuild(
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Change nothing: derive the board at once and in two goes, and compare the bytes "
            "with one another and with the board that is kept.",
        ),
    ] = False,
    board: Annotated[
        bool,
        typer.Option("--board", help="Only work out anew the board kept beside the entries."),
    ] = False,
    ledger: LedgerOption = None,
) -> None:
    """Read every report in the ledger anew.

    Readings that differ are added and supersede the earlier ones; what people ruled stands. With
    --check nothing is read or kept; exits with 1 when the board does not follow from the entries
    alone.
    """
    if check:
        raise typer.Exit(_check(ledger))
    if board:
        with open_record(ledger) as record:
            record.keeper.clear()
            taken = record.keeper.advance(following=with_bar(KEEPING))
        page().print(f"the board was worked out anew from {taken} entries")
        return
    outcome = Outcome()
    with open_record(ledger) as record:
        reports = record.reports()
        changed = 0
        for report in with_progress(reports, doing="reading", silent=True):
            with outcome.skipping():
                changed += record.add(report, again=True).reading is not None
    page().print(f"{len(reports)} reports read anew; {changed} readings differ and were added")
    raise typer.Exit(outcome.code)


@moving.command(
    "export",
    epilog=examples(
        "onrecord ledger export record.jsonl",
        "onrecord ledger export - | gzip > record.jsonl.gz",
    ),
)
def export_ledger(
    file: Annotated[Path, typer.Argument(help="Where to write it; - is standard output.")],
    *,
    ledger: LedgerOption = None,
) -> None:
    """Write the whole ledger as JSON lines, hashes and all."""
    with open_ledger(ledger, read_only=True) as opened:
        lines = (line.encode() + b"\n" for line in export_lines(opened))
        if str(file) == "-":
            sys.stdout.buffer.writelines(lines)
        else:
            write_whole(file, lines)


@moving.command(
    "import",
    epilog=examples(
        "onrecord ledger import record.jsonl --ledger postgresql://desk@db.example/record",
        "gunzip -c record.jsonl.gz | onrecord ledger import -",
    ),
)
def import_ledger(
    file: Annotated[Path, typer.Argument(help="What `export` wrote; - is standard input.")],
    *,
    ledger: LedgerOption = None,
) -> None:
    """Take in an exported ledger, unchanged and checked.

    The ledger must be empty, or hold the first part of the same entries; an import that was cut
    off is run again.
    """
    try:
        source = sys.stdin.buffer if str(file) == "-" else file.open("rb")
    except OSError as error:
        raise NotFoundError(str(file), f"cannot be read ({error.strerror})") from None
    with source, open_ledger(ledger) as opened:
        head = import_lines(opened, io.TextIOWrapper(source, encoding="utf-8"))
    page().print(f"{head.seq} entries; the chain holds")


def _check(ledger: str | None) -> int:
    from onrecord.keeping.tables import DAMAGED
    from onrecord.standing.state import State, stand

    with open_record(ledger, read_only=True) as record:
        entries = list(record.ledger.entries())
        at_once = stand(entries)
        kept: list[str] | None = None
        try:
            with record.keeper.look(at_once.as_of or utc_now()) as look:
                kept = _lines(look.board()) if look is not None else None
        except DAMAGED:
            kept = ["damaged"]
    state = State()
    state.advance(entries[: len(entries) // 2])
    state.standings()
    state.advance(entries[len(entries) // 2 :])
    expected = _lines(at_once)
    same = expected == _lines(state.standings())
    verdict = "the same bytes" if same else "DIFFERENT bytes: please report this as a defect"
    page().print(
        f"{len(entries)} entries, {len(at_once)} engagements; derived at once and in two goes, "
        f"the board is {verdict}"
    )
    if kept is None:
        page().print("no board is kept, or not up to the last entry: `onrecord board` sees to that")
    elif kept == expected:
        page().print("the board that is kept is the same bytes")
    else:
        page().print("the board that is kept is DIFFERENT: onrecord rebuild --board")
    return DONE if same and kept in (None, expected) else NOTHING


def _lines(standings: Iterable[Standing]) -> list[str]:
    return sorted(json_line(standing_to_json(s)) for s in standings)


def _head(given: str | None) -> Head | None:
    if given is None:
        return None
    match = _HEAD.match(given)
    if match is None:
        raise BadArgumentError(
            given, "is no head", "Give it as `verify` printed it: SEQ:CHAIN, 64 hex digits."
        )
    return Head(int(match[1]), match[2])

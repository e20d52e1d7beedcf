"""`onrecord demo`: the bundled story, read into a ledger day by day."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from onrecord.cli.options import examples
from onrecord.cli.page import page
from onrecord.cli.print_standing import print_board, print_standing
from onrecord.intake.sources import take_in_bytes
from onrecord.opening import open_record
from onrecord.sample import OUTLINE, sample_reports
from onrecord.terms import Report
from onrecord.wording import day, report_line

commands = typer.Typer(rich_markup_mode=None)

_CLOSING_TIME = dt.time(18, 0, tzinfo=dt.UTC)


@commands.command(
    epilog=examples(
        "onrecord demo",
        "onrecord demo --copy-to story   # the reports, to try the other commands on",
    )
)
def demo(
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            help="Keep the record here instead of in a temporary ledger.",
            show_default=False,
        ),
    ] = None,
    copy_to: Annotated[
        Path | None,
        typer.Option(
            "--copy-to", help="Only write the story's reports to this folder.", show_default=False
        ),
    ] = None,
) -> None:
    """Read the bundled story day by day.

    Prints the board after each report, then one engagement with its timeline.
    """
    console = page()
    if copy_to is not None:
        copy_to.mkdir(parents=True, exist_ok=True)
        for name, data in sample_reports():
            (copy_to / name).write_bytes(data)
            console.print(Text(str(copy_to / name)))
        return
    with _place(ledger) as place:
        _tell(console, place)


def _tell(console: Console, place: str) -> None:
    """Read the story into the ledger at `place`, each report at six on the day it appeared."""
    console.print(Text(OUTLINE))
    now = dt.datetime.min.replace(tzinfo=dt.UTC)
    with open_record(place, clock=lambda: now) as record:
        for name, data in sample_reports():
            (report,) = take_in_bytes(data, name)
            now = _evening(report)
            record.add(report)
            console.print()
            console.print(Rule(Text(report_line(report)), align="left", style="dim"))
            print_board(console, list(record.standings(now)), with_header=False)
        standings = list(record.standings(now))
        console.print()
        console.print(Rule(Text(f"the record on the evening of {day(now.date().isoformat())}")))
        for standing in standings[:1]:
            print_standing(console, standing, record.reports_of(standing), with_reports=False)


def _evening(report: Report) -> dt.datetime:
    assert report.published is not None, "every report of the story is dated"
    return dt.datetime.combine(report.published, _CLOSING_TIME)


@contextmanager
def _place(ledger: str | None) -> Iterator[str]:
    if ledger is not None:
        yield ledger
        return
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        yield str(Path(folder) / "ledger.db")

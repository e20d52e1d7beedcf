"""`onrecord add`: reports, or readings that somebody else made, into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.inputs import ReportsArgument, Taken, one_by_one, taken_in
from onrecord.cli.options import (
    Format,
    FormatOption,
    LedgerOption,
    OutletOption,
    PublishedOption,
    calendar_day,
    examples,
)
from onrecord.cli.outcome import Outcome
from onrecord.cli.page import page, put_line, with_progress
from onrecord.contract_parsing import reading_from_json
from onrecord.errors import NotFoundError, ReadingInvalidError, ReportUnreadableError
from onrecord.identity import Json
from onrecord.intake.json_values import json_values
from onrecord.opening import Added, Record, open_record
from onrecord.terms import Reading
from onrecord.wording import report_line

commands = typer.Typer(rich_markup_mode=None)

_REMEDY = "Readings are written by: onrecord read --format json"


@commands.command(
    epilog=examples(
        "onrecord add report.txt --published 2024-05-02 --outlet 'Northern Wire'",
        "onrecord add https://news.example/story reports/",
        "onrecord add --reading readings/*.json   # made by another reader",
        "onrecord add --again reports/            # read anew what is there, with this version",
    )
)
def add(
    reports: ReportsArgument,
    *,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    reading: Annotated[
        bool,
        typer.Option(
            "--reading",
            help="The files hold readings, with the report's text, as `read --format json "
            "--with-text` writes them.",
        ),
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Read anew the reports that are already there.")
    ] = False,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Add reports, with what is in them, to the ledger.

    A report that is already there is left alone.
    """
    outcome = Outcome()
    day = calendar_day(published)
    with open_record(ledger) as record:
        if reading:
            found = _given(record, reports, outcome)
        else:
            found = _read(
                record,
                taken_in(
                    one_by_one(reports, outcome),
                    outcome,
                    published=day,
                    outlet=outlet,
                    doing="adding",
                ),
                outcome,
                again=again,
            )
        for added in found:
            say_added(added, output)
    raise typer.Exit(outcome.code)


def _read(
    record: Record, taken: Iterator[Taken], outcome: Outcome, *, again: bool
) -> Iterator[Added]:
    for one in taken:
        for report in one.reports:
            with outcome.skipping():
                yield record.add(report, again=again)


def _given(record: Record, files: Sequence[str], outcome: Outcome) -> Iterator[Added]:
    for file in with_progress(files, doing="adding"):
        with outcome.skipping():
            for where, value in readings_in(file):
                with outcome.skipping():
                    yield record.add_reading(_reading(where, value))


def readings_in(file: str) -> list[tuple[str, Json | ReportUnreadableError]]:
    """Give the JSON values of a file, each with where it stands; `-` is standard input.

    Raises NotFoundError, or ReadingInvalidError for a file that is no text.
    """
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise NotFoundError(
            file or '""', f"cannot be read ({error.strerror})", "Check the path."
        ) from None
    try:
        return list(json_values(data.decode(), file, remedy=_REMEDY))
    except ValueError as error:
        raise ReadingInvalidError(file, f"is not JSON ({error})", _REMEDY) from None


def _reading(where: str, value: Json | ReportUnreadableError) -> Reading:
    if isinstance(value, ReportUnreadableError):
        raise value
    try:
        return reading_from_json(value)
    except ReadingInvalidError as error:
        raise ReadingInvalidError(f"{where}: {error.subject}", error.reason, error.remedy) from None


def say_added(added: Added, output: Format) -> None:
    """Print what became of one report: a line for the eye, or one JSON object."""
    if output is Format.json:
        put_line(_to_json(added))
        return
    if added.reading is None:
        line = Text("already there  ", style="dim")
    else:
        line = Text("added          " if added.fresh else "read anew      ", style="bold")
    line.append(report_line(added.report))
    if added.reading is not None and any(d.kind == "language" for d in added.reading.doubts):
        # "no engagements" would say that somebody looked.
        line.append(f" (not English ({added.report.language}): not read)", style="yellow")
    elif added.reading is not None:
        count = len(added.reading.engagements)
        line.append(f" ({count or 'no'} engagement{'s' if count != 1 else ''})", style="dim")
    page().print(line)


def _to_json(added: Added) -> dict[str, Json]:
    report, reading = added.report, added.reading
    return {
        "schema": "onrecord/added/1",
        "report": report.id,
        "url": report.url,
        "published": report.published.isoformat() if report.published else None,
        "fresh": added.fresh,
        "engagements": len(reading.engagements) if reading else None,
    }

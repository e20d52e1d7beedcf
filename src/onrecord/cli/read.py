"""`onrecord read`: reports in, readings out; no ledger is touched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.inputs import ReportsArgument, one_by_one, taken_in
from onrecord.cli.options import (
    Format,
    FormatOption,
    OutletOption,
    PublishedOption,
    calendar_day,
    examples,
)
from onrecord.cli.outcome import Outcome
from onrecord.cli.page import json_line, page, put_line, write_whole
from onrecord.cli.print_reading import print_reading
from onrecord.contract import reading_to_json
from onrecord.errors import BadArgumentError
from onrecord.opening import open_reader

commands = typer.Typer(rich_markup_mode=None)


@commands.command(
    epilog=examples(
        "onrecord read report.txt --published 2024-05-02",
        "onrecord read report.json --format json",
        "curl -s https://news.example/story | onrecord read - --published 2024-05-02",
        "onrecord read items/*.json --out-dir readings/",
    )
)
def read(
    reports: ReportsArgument,
    *,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    out_dir: Annotated[
        Path | None,
        typer.Option(
            "--out-dir",
            help="Write one JSON file for each input here, named as the input is.",
            show_default=False,
        ),
    ] = None,
    with_text: Annotated[
        bool,
        typer.Option(
            "--with-text",
            help="Put the report's text into the JSON, so that `add --reading` can take it in.",
        ),
    ] = False,
    output: FormatOption = Format.table,
) -> None:
    """Read reports without a ledger.

    Prints the engagements in each, and what is said about them; nothing is kept.
    """
    outcome = Outcome()
    day = calendar_day(published)
    references = one_by_one(reports, outcome)
    if out_dir is not None:
        _refuse_same_names(references)
        _make(out_dir)
    read_report = open_reader()
    console = page()
    for taken in taken_in(
        references, outcome, published=day, outlet=outlet, silent=out_dir is not None
    ):
        readings = []
        for report in taken.reports:
            with outcome.skipping():
                readings.append(read_report(report))
        if out_dir is not None and readings:
            lines = [json_line(reading_to_json(r, with_text=with_text)) for r in readings]
            write_whole(
                out_dir / _file_name(taken.reference), (f"{line}\n".encode() for line in lines)
            )
        elif out_dir is not None:
            continue  # what could not be read leaves no empty file that looks like a reading
        elif output is Format.json:
            for reading in readings:
                put_line(reading_to_json(reading, with_text=with_text))
        else:
            for reading in readings:
                print_reading(console, reading)
                console.print()
    raise typer.Exit(outcome.code)


def _file_name(reference: str) -> str:
    """Name the output for an input: its file name with .json for a suffix."""
    if reference == "-":
        return "stdin.json"
    return Path(reference.rstrip("/")).with_suffix(".json").name


def _refuse_same_names(references: Sequence[str]) -> None:
    taken: dict[str, str] = {}
    for reference in references:
        name = _file_name(reference)
        if name in taken:
            raise BadArgumentError(
                reference,
                f"would be written to {name}, and so would {taken[name]}",
                "Read them into two directories.",
            )
        taken[name] = reference


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadArgumentError(
            str(folder), f"cannot be made a folder ({error.strerror})", "Give another place."
        ) from None

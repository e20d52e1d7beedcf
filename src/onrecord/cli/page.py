"""Where output goes: tables and JSON lines to stdout, progress to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from onrecord.identity import Json

Item = TypeVar("Item")

_WIDTH_WITHOUT_TERMINAL = 100
_FEW = 3
"""Up to this many items are done before a progress bar would be read."""

STATUS_STYLE = {
    "scheduled": "bold green",
    "rescheduled": "bold green",
    "agreed": "bold green",
    "under_way": "bold green",
    "held": "bold blue",
    "mooted": "bold yellow",
    "sought": "bold yellow",
    "rescheduling": "bold yellow",
    "postponed": "bold magenta",
    "suspended": "bold magenta",
    "cancelled": "bold red",
    "refused": "bold red",
    "denied": "bold red",
    "disputed": "bold red",
}


def page() -> Console:
    """Give the console for tables: colours only on a terminal, a fixed width elsewhere.

    A file or a pipe gets 100 columns unless COLUMNS says otherwise, so that what is written does
    not depend on the terminal that it was started from.
    """
    width = None
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        width = _WIDTH_WITHOUT_TERMINAL
    return Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def json_line(value: Mapping[str, Json]) -> str:
    """Write one JSON object as one line, in the field order of the contract."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def put_line(value: Mapping[str, Json]) -> None:
    """Print one JSON object as a line on stdout, always UTF-8 and always ended by LF."""
    sys.stdout.flush()
    sys.stdout.buffer.write(json_line(value).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def columns(rows: Sequence[Sequence[Text | str]], *, indent: int = 2) -> Table:
    """Lay rows out in aligned columns without lines; the last column takes the room left over."""
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    width = max((len(row) for row in rows), default=0)
    table.add_column(width=max(indent - 2, 0))
    for at in range(width):
        last = at == width - 1
        table.add_column(overflow="fold", no_wrap=False, ratio=1 if last else None)
    for row in rows:
        table.add_row("", *row)
    return table


def with_progress(items: Sequence[Item], *, doing: str) -> Iterator[Item]:
    """Give the items one by one, with a bar on stderr when they are many and it is a terminal."""
    if len(items) <= _FEW or not sys.stderr.isatty():
        yield from items
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        yield from bar.track(items, description=doing)

"""Where output goes: tables and JSON lines to stdout, progress to stderr."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from onrecord.errors import BadArgumentError
from onrecord.identity import Json

Item = TypeVar("Item")

KEEPING = "bringing the board up to date"
"""What takes a while on a large ledger whose board was not kept by this version yet."""

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


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole or not at all: a run that is stopped leaves no half of one."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            try:
                file.writelines(chunks)
            except BaseException:
                Path(file.name).unlink()
                raise
        # A temporary file is its owner's alone; what is asked for by name is like other output.
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError as error:
        raise BadArgumentError(
            str(path), f"cannot be written ({error.strerror})", "Give another place."
        ) from error


def columns(rows: Sequence[Sequence[Text | str]], *, indent: int = 2, wide: int = -1) -> Table:
    """Lay rows out in aligned columns without lines; column `wide` takes the room left over."""
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    width = max((len(row) for row in rows), default=0)
    table.add_column(width=max(indent - 2, 0))
    for at in range(width):
        table.add_column(overflow="fold", ratio=1 if at == wide % width else None)
    for row in rows:
        table.add_row("", *row)
    return table


def with_progress(items: Sequence[Item], *, doing: str, silent: bool = False) -> Iterator[Item]:
    """Give the items one by one, with a bar on stderr when they are many and it is a terminal.

    There is no bar where results appear on the same terminal, line by line, unless the work is
    `silent`: then nothing is printed meanwhile.
    """
    if len(items) <= _FEW or not sys.stderr.isatty() or (sys.stdout.isatty() and not silent):
        yield from items
        return
    with _bar() as bar:
        yield from bar.track(items, description=doing)


def with_bar(doing: str) -> Callable[[int, int], None] | None:
    """Give what shows on stderr how many of how many are done; None where it is no terminal.

    The bar appears when there is more to do after the first call, and goes when all is done.
    """
    if not sys.stderr.isatty():
        return None
    bar = _bar()
    task = bar.add_task(doing)

    def follow(done: int, of: int) -> None:
        bar.update(task, completed=done, total=of)
        if done < of:
            bar.start()  # once more is no harm
        else:
            bar.stop()

    return follow


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )

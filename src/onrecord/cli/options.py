"""The options that several commands share, so that each means the same everywhere."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.errors import BadArgumentError


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    json = "json"


def _place(given: str | None) -> str | None:
    """Refuse an empty `--ledger`: as a path it would be the folder that one stands in."""
    if given is not None and not given.strip():
        raise BadArgumentError(
            f'--ledger "{given}"',
            "names no ledger",
            "Leave it out for the one in your data folder.",
        )
    return given


FormatOption = Annotated[
    Format, typer.Option("--format", help="A table for the eye, or JSON, one object a line.")
]
LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        envvar="ONRECORD_LEDGER",
        callback=_place,
        help="The ledger: a path, sqlite:///PATH or postgresql://USER@HOST/NAME. "
        "Without it, the one in your data folder.",
        show_default=False,
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help="What the ledger knew at that moment: a day (its end, UTC) or an ISO 8601 time.",
        show_default=False,
    ),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published",
        help="The day the report appeared (2024-05-02), where the report does not say.",
        show_default=False,
    ),
]
OutletOption = Annotated[
    str | None,
    typer.Option("--outlet", help="Who ran the report.", show_default=False),
]


def examples(*lines: str) -> str:
    """Write a command's examples for the end of its help, kept line by line."""
    # A paragraph that begins with a backspace is not filled by click.
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def moment(given: str, *, at: dt.time) -> dt.datetime:
    """Turn an option that names a moment into one in UTC; a day means `at` on that day.

    Raises BadArgumentError when it is neither a day nor a time.
    """
    try:
        if len(given) == len("2024-05-02"):
            return dt.datetime.combine(dt.date.fromisoformat(given), at, tzinfo=dt.UTC)
        time = dt.datetime.fromisoformat(given)
    except ValueError:
        raise BadArgumentError(
            given, "is no moment", "Give a day (2024-05-02) or a time (2024-05-02T18:00:00Z)."
        ) from None
    return time.replace(tzinfo=dt.UTC) if time.tzinfo is None else time.astimezone(dt.UTC)


def calendar_day(given: str | None) -> dt.date | None:
    """Turn an option that names a day into a date; None stays None.

    Raises BadArgumentError when it is no ISO 8601 day.
    """
    if given is None:
        return None
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise BadArgumentError(given, "is no day", "Write it as 2024-05-02.") from None


def as_of_time(given: str | None) -> dt.datetime | None:
    """Turn `--as-of` into a moment; None, for now, when it was not given."""
    return None if given is None else moment(given, at=dt.time.max)

"""Which engagements a command is about: the options that choose them, the same everywhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import as_of_time, calendar_day, moment
from onrecord.cli.page import KEEPING, with_bar
from onrecord.cli.sides import side_named
from onrecord.errors import BadArgumentError
from onrecord.opening import open_record
from onrecord.standing.board import Filter, Order
from onrecord.terms import STATUSES, Standing, Status
from onrecord.wording import status_word

if TYPE_CHECKING:
    from onrecord.keeping.view import View

SidesOption = Annotated[
    list[str] | None,
    typer.Option("--side", help="Only with this party (BRA, EU). Repeated: with all of them."),
]
StatusesOption = Annotated[
    list[str] | None,
    typer.Option("--status", help="Only in this status. Repeated: in any of them."),
]
ContestedOption = Annotated[
    bool | None,
    typer.Option(
        "--contested/--uncontested",
        help="Only where claims contradict one another, or where none do.",
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        help="Only what the ledger learned something about since this day or time.",
        show_default=False,
    ),
]
FromOption = Annotated[
    str | None,
    typer.Option("--from", help="Only planned for this day or later.", show_default=False),
]
ToOption = Annotated[
    str | None,
    typer.Option("--to", help="Only planned for this day or earlier.", show_default=False),
]
WordsOption = Annotated[
    str,
    typer.Option("--words", help="Only with these words in parties, place or topic."),
]
OrderOption = Annotated[Order, typer.Option("--order", help="What comes first.")]


def chosen(
    *,
    side: list[str] | None,
    status: list[str] | None,
    contested: bool | None,
    since: str | None,
    first: str | None,
    last: str | None,
    words: str,
) -> Filter:
    """Turn the options into a board's filter.

    Raises BadArgumentError for what is no status, day or moment.
    """
    return Filter(
        sides=tuple(side or ()),
        statuses=tuple(_status(word) for word in status or ()),
        first=calendar_day(first),
        last=calendar_day(last),
        contested=contested,
        changed_since=None if since is None else moment(since, at=dt.time.min),
        words=words,
    )


def found(
    ledger: str | None, as_of: str | None, wanted: Filter, order: Order, most: int | None
) -> tuple[Standing, ...]:
    """Give what stands in a ledger as of a moment, by a filter whose sides are as people type them.

    `ledger` and `as_of` are as the options have them. Raises BadArgumentError for what is no side
    or moment.
    """
    with open_record(ledger, read_only=True, following=with_bar(KEEPING)) as record:
        return record.ask(lambda view: _of_view(view, wanted, order, most), as_of_time(as_of))


def _of_view(view: View, wanted: Filter, order: Order, most: int | None) -> tuple[Standing, ...]:
    sides = tuple(side_named(side, view) for side in wanted.sides)
    return tuple(view.board(replace(wanted, sides=sides), order=order, limit=most))


def _status(given: str) -> Status:
    """Take a status as JSON has it or as the board prints it: `under_way`, "under way"."""
    words = " ".join(given.replace("_", " ").lower().split())
    for status in STATUSES:
        if words == status_word(status):
            return status
    raise BadArgumentError(given, "is no status", f"One of: {', '.join(STATUSES)}.")

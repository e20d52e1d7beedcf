"""`onrecord export`: the board as calendars, news feeds and tables take it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.choosing import (
    ContestedOption,
    FromOption,
    OrderOption,
    SidesOption,
    SinceOption,
    StatusesOption,
    ToOption,
    WordsOption,
    chosen,
    found,
)
from onrecord.cli.options import AsOfOption, LedgerOption, examples
from onrecord.cli.outcome import DONE, NOTHING
from onrecord.cli.page import write_whole
from onrecord.terms import Standing

commands = typer.Typer(rich_markup_mode=None)

_NEWEST = 100
"""Items of a news feed that nobody asked for more of."""


class Shape(StrEnum):
    """What a board is written as."""

    ics = "ics"
    atom = "atom"
    jsonfeed = "jsonfeed"
    csv = "csv"
    claims = "claims"
    jsonld = "jsonld"
    plover = "plover"


@commands.command(
    epilog=examples(
        "onrecord export ics --output visits.ics        # subscribe to it",
        "onrecord export atom --side BRA > brazil.atom  # what changed, newest first",
        "onrecord export csv --from 2024-05-01 --to 2024-05-31",
        "onrecord export claims --contested             # a row a claim, with its words",
    )
)
def export(
    shape: Annotated[
        Shape,
        typer.Argument(
            metavar="FORMAT",
            help="ics (iCalendar), atom, jsonfeed, csv (a row an engagement), claims (CSV, a row a "
            "claim), jsonld (schema.org), plover (CSV of event data).",
            show_default=False,
        ),
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The file to write, whole or not at all. Without it, standard output.",
            show_default=False,
        ),
    ] = None,
    side: SidesOption = None,
    status: StatusesOption = None,
    contested: ContestedOption = None,
    since: SinceOption = None,
    first: FromOption = None,
    last: ToOption = None,
    words: WordsOption = "",
    order: OrderOption = "changed",
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            min=1,
            help=f"No more than so many. Without it, {_NEWEST} in a news feed, and all otherwise.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Write the board as calendars, news feeds and tables take it.

    What a format has no place for is left out, and said on standard error: a calendar holds what
    has a day, schema.org no wish and no denial, PLOVER nothing that was put off. The native status
    always travels too.
    """
    wanted = chosen(
        side=side, status=status, contested=contested, since=since, first=first, last=last,
        words=words,
    )  # fmt: skip
    if limit is None and shape in {Shape.atom, Shape.jsonfeed}:
        limit = _NEWEST
    rows = found(ledger, as_of, wanted, order, limit)
    write, fits = _writer(shape)
    written = write(rows)
    if left_out := sum(not fits(row) for row in rows):
        typer.echo(f"onrecord: {left_out} of {len(rows)} {_LEFT_OUT[shape]}", err=True)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, [written])
    raise typer.Exit(DONE if rows else NOTHING)


_LEFT_OUT = {
    Shape.ics: "have no day and are left out of the calendar",
    Shape.jsonld: "are no event in schema.org and are left out",
    Shape.plover: "are no event in PLOVER and are left out",
}


def _writer(
    shape: Shape,
) -> tuple[Callable[[Sequence[Standing]], bytes], Callable[[Standing], bool]]:
    """Give what writes a shape, and what tells whether it has a place for a standing."""
    from onrecord.feeds import event_data, linked_data, news, tables

    def all_fit(_: Standing) -> bool:
        return True

    match shape:
        case Shape.ics:
            from onrecord.feeds import calendar

            return calendar.calendar_of, lambda s: calendar.days_of(s) is not None
        case Shape.atom:
            return news.atom_of, all_fit
        case Shape.jsonfeed:
            return news.json_feed_of, all_fit
        case Shape.csv:
            return tables.engagements_table, all_fit
        case Shape.claims:
            return tables.claims_table, all_fit
        case Shape.jsonld:
            return linked_data.linked_data_of, linked_data.is_event
        case Shape.plover:
            return event_data.plover_table, lambda s: s.status in event_data.TYPES

"""The reports that a command line names, taken in one reference after the other."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from onrecord.cli.outcome import Outcome
from onrecord.cli.page import with_progress
from onrecord.intake.sources import references_in, take_in
from onrecord.terms import Report

ReportsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="REPORT",
        help="Paths, directories, addresses, or - for standard input: plain text, HTML, "
        "a JSON object with `text`, JSON lines, RSS or Atom.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Taken:
    """The reports that one reference held."""

    reference: str
    reports: tuple[Report, ...]


def taken_in(
    references: Sequence[str],
    outcome: Outcome,
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
    doing: str = "reading",
    silent: bool = False,
) -> Iterator[Taken]:
    """Take in each reference in turn; one that is bad is said on stderr and left out.

    `-` reads standard input. What is left out is counted in `outcome`.
    `silent` says that nothing is printed meanwhile (see `with_progress`).
    """
    for one in with_progress(references, doing=doing, silent=silent):
        with outcome.skipping():
            yield Taken(one, _reports(one, published, outlet, outcome))


def one_by_one(references: Sequence[str], outcome: Outcome) -> list[str]:
    """Put the files of each directory in its place, so that a bad one does not stop the rest."""
    single: list[str] = []
    for reference in references:
        with outcome.skipping():
            single += references_in(reference)
    return single


def _reports(
    reference: str, published: dt.date | None, outlet: str | None, outcome: Outcome
) -> tuple[Report, ...]:
    return take_in(
        reference,
        published=published,
        outlet=outlet,
        stdin=sys.stdin.buffer,
        skip=outcome.skip,
    )

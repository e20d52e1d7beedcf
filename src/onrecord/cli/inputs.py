"""The reports that a command line names, taken in one reference after the other."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.cli.outcome import Outcome
from onrecord.cli.page import with_progress
from onrecord.errors import OnrecordError
from onrecord.intake.sources import take_in
from onrecord.terms import Report


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
) -> Iterator[Taken]:
    """Take in each reference in turn; one that is bad is said on stderr and left out.

    `-` reads standard input. What is left out is counted in `outcome`.
    """
    for reference in with_progress(references, doing=doing):
        try:
            reports = take_in(reference, published=published, outlet=outlet, stdin=sys.stdin.buffer)
        except OnrecordError as error:
            outcome.skip(error)
            continue
        yield Taken(reference, reports)

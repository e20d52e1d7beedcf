"""Sides as people type them: a code or a name, in any case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import BadArgumentError
from onrecord.standing.board import Filter
from onrecord.terms import Party
from onrecord.wording import plain

if TYPE_CHECKING:
    from onrecord.keeping.view import View

_NAMED = ("state", "organisation", "group")
"""What a side may be called by: a capital or a demonym may stand for a side, and is not it."""


def side_named(given: str, view: View) -> str:
    """Give the side that `given` means: one on the board as it stands, else one of the tables.

    Raises BadArgumentError for what is neither.
    """
    if given.strip() and any(True for _ in view.board(Filter(sides=(given,)), limit=1)):
        return given
    side = side_in_tables(" ".join(given.split()))
    if side is None:
        raise BadArgumentError(
            given or '--side ""', "no such side", "Give a code (BRA, EU) or a name (Brazil)."
        )
    return side


def side_in_tables(name: str) -> str | None:
    """Give the side of the tables that has a code or name, in any case; None for none."""
    # The tables take a while to load, and most sides are asked for by their codes.
    from onrecord.reading.parties_tables import fold, tables

    code = name.upper()
    return code if code in tables().states else sides_by_name().get(fold(name).lower())


def side_name(side: str, parties: Sequence[Party]) -> str:
    """Name a side as the parties do, else as it is usually written; what is no side stays."""
    named = next((p.name for p in parties if p.side == side), None)
    if named is None:
        # The tables take a while to load, and most sides are parties.
        from onrecord.reading.parties_tables import tables

        named = tables().usual.get(side, side)
    return plain(named)


@cache
def sides_by_name(kinds: tuple[str, ...] = _NAMED) -> Mapping[str, str]:
    """Give the sides by what names of some kinds call them, folded and in lower case.

    Names of sides themselves also have what each is usually written as.
    """
    from onrecord.reading.parties_tables import fold, tables

    known = tables()
    found: dict[str, str] = {}
    for name, what in known.names.items():
        if what.kind in kinds and what.side is not None:
            found.setdefault(name.lower(), what.side)
    if kinds == _NAMED:
        for side in known.usual:
            found.setdefault(fold(side).lower(), side)
    return found

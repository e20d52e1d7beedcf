"""Sides as people type them: a code or a name, in any case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import BadArgumentError
from onrecord.standing.board import Filter

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
    side = _in_tables(given)
    if side is None:
        raise BadArgumentError(
            given or '--side ""', "no such side", "Give a code (BRA, EU) or a name (Brazil)."
        )
    return side


def _in_tables(given: str) -> str | None:
    # The tables take a while to load, and most sides are asked for by their codes.
    from onrecord.reading.parties_tables import fold, tables

    known = tables()
    wanted = " ".join(fold(given).casefold().split())
    for side in known.usual:
        if fold(side).casefold() == wanted:
            return side
    for name, what in known.names.items():
        if what.kind in _NAMED and name.casefold() == wanted:
            return what.side
    return None

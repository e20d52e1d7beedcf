"""What a back end has to do: move lines in and out, durably. It never looks inside a body."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from onrecord.ledger.kept import Kept
from onrecord.ledger.line import Line


class Store(Protocol):
    """A table of lines that only grows.

    Called by one thread at a time. Translates every error of its driver into a LedgerError.
    """

    @property
    def place(self) -> str:
        """The path, or the server and database without the password, for error messages."""
        ...

    def appending(self) -> AbstractContextManager[None]:
        """Hold the ledger alone for writing; reading stays open to others.

        What was inserted becomes durable and visible, all at once, when the block ends without
        an error, and never otherwise. The next writer gets in only after that, so lines become
        visible in the order of seq.
        """
        ...

    def insert(self, lines: Sequence[Line]) -> None:
        """Add lines after the last; only within `appending`."""
        ...

    def last(self) -> Line | None:
        """Give the last line, or None when there is none."""
        ...

    def page(self, after: int, upto: int, limit: int) -> list[Line]:
        """Give the first `limit` lines with `after` < seq <= `upto`, in order."""
        ...

    def with_ids(self, ids: Collection[str]) -> list[Line]:
        """Give the lines of these body ids, in any order, leaving out those not there."""
        ...

    def held(self, ids: Collection[str]) -> set[str]:
        """Say which of these body ids are there."""
        ...

    def undoing(self, ruling_id: str) -> list[str]:
        """Give the ids of the rulings that take this ruling back, in order."""
        ...

    def rulings(self, upto: int) -> list[Line]:
        """Give the lines of the rulings with seq <= `upto`, in order."""
        ...

    @property
    def kept(self) -> Kept | None:
        """What is kept beside the lines; None where the schema has no place for it yet."""
        ...

    def close(self) -> None:
        """Let go of the file or connection; closing twice is no error."""
        ...

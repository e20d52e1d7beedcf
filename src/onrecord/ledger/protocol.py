"""What a ledger is, whatever it is kept in.

A ledger is a list of entries that only grows. Each entry holds a report, a reading of a report,
or a ruling, and is chained to the entry before it by a hash, so that no entry can be changed,
dropped or moved without every later hash giving it away (the linked time-stamping of Haber and
Stornetta, "How to Time-Stamp a Digital Document", J. Cryptology 3, 1991).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeAlias

from onrecord.terms import Entry, Reading, Report, Ruling

Body: TypeAlias = Report | Reading | Ruling
"""What an entry holds."""

GENESIS = "0" * 64
"""The chain hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a ledger ends: the last entry's number and chain hash; 0 and zeros when it is empty.

    Whoever keeps a head outside the ledger can later prove with `verify` that everything up to
    it is still there, unchanged.
    """

    seq: int = 0
    chain: str = GENESIS


class Ledger(Protocol):
    """An append-only, hash-chained list of entries.

    May be used from several threads. Any number of processes may have one ledger open; their
    appends queue up. Every method may raise LedgerBusyError (another writer held the ledger for
    longer than the wait allows) and LedgerError (the store failed); after any error nothing of
    the call was kept, or, if the connection was lost at the very end, all of it: append again,
    for what is already there stays as it is.
    """

    def append(self, bodies: Sequence[Body], *, now: dt.datetime) -> list[Entry | None]:
        """Append bodies, all of them or, on any error, none; return only once they are durable.

        Returns one item a body, in order: the new entry, or None when the same content was
        already there (or stood earlier in `bodies`), which is no error. Same content means: a
        report of the same id; the same reading of the same report by the same reader; the same
        ruling, unless that one was undone since: then it is a new decision and a new entry.

        A reading's report must be in the ledger, or earlier in `bodies`. `now` is the record
        time, with a timezone; an entry is never recorded before the one it follows, so that
        when clocks differ the later time stands. The entries returned hold the bodies as they
        will be read back (scores to four decimals, responses by side, the report as it was
        first added).

        Raises BadArgumentError (`now` without a timezone; an id that is not the content's; text
        that is not valid Unicode), NotFoundError (a reading's report, or the ruling that an
        `undo` takes back, is not there), ReadingInvalidError (evidence that is not in the
        text) and LedgerReadOnlyError.
        """
        ...

    def entries(
        self,
        after: int = 0,
        upto_seq: int | None = None,
        recorded_until: dt.datetime | None = None,
    ) -> Iterator[Entry]:
        """Give the entries with `after` < seq <= `upto_seq`, recorded by `recorded_until`.

        In order of seq, without gaps; None sets no bound. The end is fixed at the first item
        asked for: what is appended while the iterator runs is not in it. An entry, once seen,
        has all earlier ones before it for ever: nothing is ever inserted behind a reader who
        continues with `after` set to the last seq it saw.
        """
        ...

    def get(self, body_id: str) -> Entry:
        """Give the entry whose body has this id. Raises NotFoundError."""
        ...

    def has(self, body_id: str) -> bool:
        """Whether an entry's body has this id."""
        ...

    def head(self) -> Head:
        """Say where the ledger ends now."""
        ...

    def verify(self, *, since: Head | None = None) -> Head:
        """Check every entry against its hash and the entry before it; return the head reached.

        `since` is a head noted earlier, which must still be on the chain (the chain alone cannot
        show that its last entries were cut off). Raises BrokenChainError naming the first entry
        that does not hold.
        """
        ...

    def close(self) -> None:
        """Let go of the file or connection; closing twice is no error."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

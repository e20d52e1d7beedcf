"""Where the fold keeps what it has worked out: tables, in memory or wherever they are put.

The fold only ever asks for the keys it needs. So the same code folds a hundred entries in memory
and keeps a million claims on disk, reading a handful of records for one more report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from onrecord.standing.matching import Verdict
from onrecord.standing.structure import Snapshot
from onrecord.standing.tellings import Telling, TellingKey
from onrecord.terms import Standing

K = TypeVar("K")
V = TypeVar("V")


class Table(Protocol[K, V]):
    """A map. A value that was put is never changed in place: whoever changes it puts it again."""

    def get(self, key: K, /) -> V | None:
        """Give the value of a key, or None."""
        ...

    def put(self, key: K, value: V, /) -> None:
        """Set the value of a key."""
        ...

    def drop(self, key: K, /) -> V | None:
        """Take a key out and give its value; None when it was not there."""
        ...

    def fetch(self, keys: Iterable[K], /) -> None:
        """Say which keys are about to be asked for, so that they can be brought in at once."""
        ...

    def items(self) -> Iterable[tuple[K, V]]:
        """Give everything there is, in no order."""
        ...

    def __getitem__(self, key: K, /) -> V: ...

    def __contains__(self, key: object, /) -> bool: ...


class MemoryTable(dict[K, V], Generic[K, V]):
    """A table in memory."""

    def put(self, key: K, value: V) -> None:
        """Set the value of a key."""
        self[key] = value

    def drop(self, key: K) -> V | None:
        """Take a key out and give its value; None when it was not there."""
        return self.pop(key, None)

    def fetch(self, keys: Iterable[K]) -> None:
        """Do nothing: everything is at hand."""


@dataclass(frozen=True, slots=True)
class Shelves:
    """All tables of a fold.

    `tellings` and `verdicts` are by telling, `open` holds the verdicts that leave a question or
    a relation. `founders` names the engagement each telling was sorted into, by its earliest
    member, and `clusters` the members of each. `reports` gives the tellings of a report,
    `anchored` the telling of an anchor, `buckets` tellings by blocking key and stretch of time.
    `stretches`, `parents`, `families` and `bands` are the index of wire families. `versions`
    holds the tellings of each reading of a report read more than once; `dated` the report that
    gives with its date the text of one without, by the latter's id; `claims` the anchor of
    each claim's telling, `reports_of` the report of every anchor there ever was; `aliases` where
    an anchor leads; `snapshots` what a merge or split was about. `roots` and `groups` say in
    which engagement of the board each telling stands, merges included, and `board` holds the
    standings that nobody struck off, by id.
    """

    tellings: Table[TellingKey, Telling] = field(default_factory=MemoryTable)
    verdicts: Table[TellingKey, Verdict] = field(default_factory=MemoryTable)
    open: Table[TellingKey, Verdict] = field(default_factory=MemoryTable)
    founders: Table[TellingKey, TellingKey] = field(default_factory=MemoryTable)
    clusters: Table[TellingKey, tuple[TellingKey, ...]] = field(default_factory=MemoryTable)
    reports: Table[str, tuple[TellingKey, ...]] = field(default_factory=MemoryTable)
    anchored: Table[str, TellingKey] = field(default_factory=MemoryTable)
    buckets: Table[str, tuple[TellingKey, ...]] = field(default_factory=MemoryTable)
    stretches: Table[str, str] = field(default_factory=MemoryTable)
    parents: Table[str, str] = field(default_factory=MemoryTable)
    families: Table[str, tuple[str, ...]] = field(default_factory=MemoryTable)
    bands: Table[str, tuple[str, ...]] = field(default_factory=MemoryTable)
    versions: Table[str, tuple[tuple[Telling, ...], ...]] = field(default_factory=MemoryTable)
    dated: Table[str, str] = field(default_factory=MemoryTable)
    claims: Table[str, str] = field(default_factory=MemoryTable)
    reports_of: Table[str, str] = field(default_factory=MemoryTable)
    aliases: Table[str, str] = field(default_factory=MemoryTable)
    snapshots: Table[str, Snapshot] = field(default_factory=MemoryTable)
    roots: Table[TellingKey, str] = field(default_factory=MemoryTable)
    groups: Table[str, tuple[TellingKey, ...]] = field(default_factory=MemoryTable)
    board: Table[str, Standing] = field(default_factory=MemoryTable)

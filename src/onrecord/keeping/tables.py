"""The fold's tables, kept beside a ledger: read key by key, written together."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any, Generic, TypeVar, cast

from onrecord.keeping.rows import row_of
from onrecord.ledger.kept import Changes, Kept
from onrecord.packing import Packing, packing_of
from onrecord.standing.shelves import Shelves
from onrecord.standing.tellings import TellingKey
from onrecord.terms import Standing

K = TypeVar("K")
V = TypeVar("V")

DAMAGED = (KeyError, TypeError, ValueError, IndexError)
"""What reading damaged records raises: one is missing, or is not what its shelf holds."""
_MOST_HELD = 10_000
"""Values of one table held in memory between two writes; beyond them all are let go."""


class KeptTable(Generic[K, V]):
    """A table on a shelf beside a ledger, with what was asked for or changed held in memory.

    `written` and `read` turn a key into text and back. `changes` collects what is to be written.
    """

    def __init__(
        self,
        kept: Kept,
        shelf: str,
        packing: Packing,
        written: Callable[[K], str],
        read: Callable[[str], K],
    ) -> None:
        self._kept = kept
        self._shelf = shelf
        self._packing = packing
        self._written = written
        self._read = read
        self._held: dict[K, V | None] = {}
        self._there: dict[K, V | None] = {}
        self._changed: set[K] = set()

    def get(self, key: K) -> V | None:
        """Give the value of a key, or None."""
        if key not in self._held:
            self.fetch((key,))
        return self._held[key]

    def put(self, key: K, value: V) -> None:
        """Set the value of a key."""
        self._held[key] = value
        self._changed.add(key)

    def drop(self, key: K) -> V | None:
        """Take a key out and give its value; None when it was not there."""
        value = self.get(key)
        if value is not None:
            self._held[key] = None
            self._changed.add(key)
        return value

    def fetch(self, keys: Iterable[K]) -> None:
        """Bring in the values of keys, all at once."""
        missing = {self._written(k): k for k in keys if k not in self._held}
        if not missing:
            return
        found = self._kept.fetch(self._shelf, missing)
        for text, key in missing.items():
            value = self._packing.loads(found[text]) if text in found else None
            self._held[key] = self._there[key] = value

    def items(self) -> Iterator[tuple[K, V]]:
        """Give everything there is, in no order."""
        for text, value in self._kept.shelf(self._shelf):
            key = self._read(text)
            if key not in self._changed:
                yield key, self._packing.loads(value)
        for key in self._changed:
            held = self._held[key]
            if held is not None:
                yield key, held

    def __getitem__(self, key: K) -> V:
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        return self.get(cast("K", key)) is not None

    def changes(self, into: Changes) -> None:
        """Add to `into` what is not on the shelf as it is held; from now on it counts as there."""
        for key in self._changed:
            value = self._held[key]
            if key not in self._there or self._there[key] != value:
                text = None if value is None else self._packing.dumps(value)
                into.records[self._shelf, self._written(key)] = text
            self._there[key] = value
        self._changed.clear()
        if len(self._held) > _MOST_HELD:
            self.forget()

    def forget(self) -> None:
        """Let go of everything held in memory, changes not yet written included."""
        self._held.clear()
        self._there.clear()
        self._changed.clear()


class BoardTable(KeptTable[str, Standing]):
    """The table of standings, kept as rows that are found and sorted by what they say."""

    def fetch(self, keys: Iterable[str]) -> None:
        """Bring in the standings of engagements."""
        for key in keys:
            if key not in self._held:
                text = self._kept.row(key)
                self._held[key] = self._there[key] = (
                    None if text is None else self._packing.loads(text)
                )

    def drop(self, key: str) -> Standing | None:
        """Take a standing off the board, without looking what it was."""
        self._held[key] = None
        self._changed.add(key)
        return None

    def changes(self, into: Changes) -> None:
        """Add to `into` the rows to be written."""
        for key in self._changed:
            standing = self._held[key]
            into.rows[key] = (
                None if standing is None else row_of(standing, self._packing.dumps(standing))
            )
        self.forget()


def kept_shelves(kept: Kept) -> Shelves:
    """Put a fold's tables on the shelves beside a ledger."""
    hints = typing.get_type_hints(Shelves)
    tables: dict[str, KeptTable[Any, Any]] = {}
    for each in fields(Shelves):
        key_type, value_type = typing.get_args(hints[each.name])
        packing = packing_of(value_type)
        if each.name == "board":
            tables[each.name] = BoardTable(kept, each.name, packing, str, str)
        elif key_type is TellingKey:
            tables[each.name] = KeptTable(kept, each.name, packing, _telling_text, _telling_key)
        else:
            tables[each.name] = KeptTable(kept, each.name, packing, str, str)
    return Shelves(**cast("Any", tables))


def changes_of(shelves: Shelves) -> Changes:
    """Collect what is to be written of the tables of `kept_shelves`."""
    changes = Changes()
    for table in _tables(shelves):
        table.changes(changes)
    return changes


def _tables(shelves: Shelves) -> list[KeptTable[Any, Any]]:
    return [getattr(shelves, each.name) for each in fields(Shelves)]


def _telling_text(key: TellingKey) -> str:
    return f"{key.day}|{key.report}|{key.at}"


def _telling_key(text: str) -> TellingKey:
    day, report, at = text.split("|")
    return TellingKey(int(day), report, int(at))

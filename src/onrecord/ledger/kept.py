"""What is worked out from the entries and kept beside them, so as not to be worked out each time.

None of it is part of the ledger: it is not chained, not exported, and may be thrown away at any
time. A mark says up to which entry it was worked out, and by which version of the code; whoever
finds another mark than it expects starts anew. The ledger does not look inside what is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Order = Literal["changed", "date", "since", "sides"]
"""The orders in which rows are indexed."""

NO_DAY = 10_000_000
"""The day of a row without one: after every day, so that such rows come last."""

_MOST_AT_ONCE = 5000
"""Keys asked for in one statement."""

MIGRATION: tuple[str, ...] = (
    """
    CREATE TABLE kept_mark (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        version TEXT NOT NULL,
        seq BIGINT NOT NULL,
        chain TEXT NOT NULL,
        recorded TEXT NOT NULL,
        note TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE kept_records (
        shelf TEXT{c} NOT NULL,
        key TEXT{c} NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (shelf, key)
    ){w}
    """,
    """
    CREATE TABLE kept_rows (
        id TEXT{c} PRIMARY KEY,
        changed TEXT{c} NOT NULL,
        weight INTEGER NOT NULL,
        since TEXT{c} NOT NULL,
        since_day INTEGER NOT NULL,
        planned INTEGER NOT NULL,
        first_day INTEGER NOT NULL,
        last_day INTEGER NOT NULL,
        sides TEXT{c} NOT NULL,
        parties TEXT NOT NULL,
        status TEXT{c} NOT NULL,
        contested INTEGER NOT NULL,
        words TEXT NOT NULL,
        value TEXT NOT NULL
    ){w}
    """,
    "CREATE INDEX kept_rows_changed ON kept_rows (changed DESC, weight DESC, since DESC, id)",
    "CREATE INDEX kept_rows_since ON kept_rows (since_day DESC, id)",
    "CREATE INDEX kept_rows_planned ON kept_rows (planned, id)",
    "CREATE INDEX kept_rows_sides ON kept_rows (sides, id)",
    "CREATE INDEX entries_rulings ON entries (seq) WHERE kind = 'ruling'",
)
"""The tables, for both back ends: `{c}` stands for the collation by code point where that is not
the default, `{w}` for what keeps a table in the order of its key."""

_ORDERED: Mapping[Order, str] = {
    "changed": "changed DESC, weight DESC, since DESC, id",
    "date": "planned, id",
    "since": "since_day DESC, id",
    "sides": "sides, id",
}
_COLUMNS = (
    "id, changed, weight, since, since_day, planned, first_day, last_day, sides, parties, status,"
    " contested, words, value"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How far what is kept was worked out: the last entry, by number, hash and record time.

    `version` names the code that worked it out, `note` is what that wants to find again.
    """

    version: str
    seq: int
    chain: str
    recorded: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the board: its value, and what it is found and sorted by.

    `changed` is a record time as text; of equal ones that with the greatest `weight` comes first.
    `since` is an EDTF date or empty, `since_day` its ordinal or 0. `planned` is the first
    day of the date that stands, or `NO_DAY`; `first_day` and `last_day` bound the date that stands
    or fell away, and are 1 and 0 when there is neither. `sides` are what rows are sorted by, and
    `parties` what they are found by, each preceded and followed by U+0001. `words` is what is
    searched, in lower case.
    """

    id: str
    changed: str
    weight: int
    since: str
    since_day: int
    planned: int
    first_day: int
    last_day: int
    sides: str
    parties: str
    status: str
    contested: int
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for; a field left at its default excludes none."""

    sides: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    contested: bool | None = None
    changed_since: str | None = None
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Changes:
    """What is to be written at once: records and rows by key, None for those to be dropped."""

    records: dict[tuple[str, str], str | None] = field(default_factory=dict)
    rows: dict[str, Row | None] = field(default_factory=dict)


class Runner(Protocol):
    """A connection as `Kept` needs it. Translates every error into a LedgerError."""

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a statement with `?` for its values, and give its rows."""
        ...

    def stream(self, statement: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Run a statement and give its rows as they are asked for; only within `reading`."""
        ...

    def upsert(self, table: str, columns: str, keys: str, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows, each in place of the one that has its `keys`."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """See one state of everything for the length of a block."""
        ...

    def in_list(self, column: str) -> str:
        """Write the condition that a column is among the values of one JSON list."""
        ...

    def holds(self, column: str) -> str:
        """Write the condition that a text column holds a value."""
        ...


class Kept:
    """What is kept beside a ledger. It is written within `ChainedLedger.keeping` alone."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def mark(self) -> Mark | None:
        """Say how far what is kept was worked out; None when nothing is."""
        rows = self._runner.run("SELECT version, seq, chain, recorded, note FROM kept_mark")
        return Mark(*rows[0]) if rows else None

    def reading(self) -> AbstractContextManager[None]:
        """See one state of everything for the length of a block."""
        return self._runner.reading()

    def fetch(self, shelf: str, keys: Iterable[str]) -> dict[str, str]:
        """Give the records of a shelf that have these keys."""
        wanted = sorted(set(keys))
        found: dict[str, str] = {}
        statement = (
            "SELECT key, value FROM kept_records WHERE shelf = ? AND "  # noqa: S608 - ours
            + self._runner.in_list("key")
        )
        for start in range(0, len(wanted), _MOST_AT_ONCE):
            part = json.dumps(wanted[start : start + _MOST_AT_ONCE])
            found.update((k, v) for k, v in self._runner.run(statement, (shelf, part)))
        return found

    def beginning(self, shelf: str, prefix: str, limit: int) -> list[tuple[str, str]]:
        """Give the first records of a shelf whose keys begin so, in order of key."""
        return [
            (k, v)
            for k, v in self._runner.run(
                "SELECT key, value FROM kept_records WHERE shelf = ? AND key >= ? AND key < ?"
                " ORDER BY key LIMIT ?",
                (shelf, prefix, _after(prefix), limit),
            )
        ]

    def shelf(self, shelf: str) -> Iterator[tuple[str, str]]:
        """Give all records of a shelf, in order of key; only within `reading`."""
        rows = self._runner.stream(
            "SELECT key, value FROM kept_records WHERE shelf = ? ORDER BY key", (shelf,)
        )
        yield from ((key, value) for key, value in rows)

    def row(self, row_id: str) -> str | None:
        """Give the value of a row; None when there is none."""
        rows = self._runner.run("SELECT value FROM kept_rows WHERE id = ?", (row_id,))
        return rows[0][0] if rows else None

    def rows(self, wanted: Wanted, order: Order, limit: int | None = None) -> Iterator[str]:
        """Give the values of the rows wanted, in that order, as they are asked for.

        `limit` is the most to give, None for all. Only within `reading`.
        """
        conditions, values = self._conditions(wanted)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        statement = f"SELECT value FROM kept_rows{where} ORDER BY {_ORDERED[order]}"  # noqa: S608
        if limit is not None:
            statement += " LIMIT ?"
            values.append(limit)
        for (value,) in self._runner.stream(statement, values):
            yield value

    def write(self, changes: Changes, mark: Mark) -> None:
        """Write what changed, and how far it was worked out now."""
        runner = self._runner
        gone = [k for k, v in changes.records.items() if v is None]
        by_shelf: dict[str, list[str]] = {}
        for shelf, key in gone:
            by_shelf.setdefault(shelf, []).append(key)
        for shelf, keys in by_shelf.items():
            runner.run(
                "DELETE FROM kept_records WHERE shelf = ? AND "  # noqa: S608 - ours
                + runner.in_list("key"),
                (shelf, json.dumps(keys)),
            )
        dropped = [k for k, v in changes.rows.items() if v is None]
        if dropped:
            runner.run(
                f"DELETE FROM kept_rows WHERE {runner.in_list('id')}",  # noqa: S608 - ours
                (json.dumps(dropped),),
            )
        records = sorted((s, k, v) for (s, k), v in changes.records.items() if v is not None)
        runner.upsert("kept_records", "shelf, key, value", "shelf, key", records)
        rows = [
            tuple(getattr(row, name) for name in _COLUMNS.split(", "))
            for row in changes.rows.values()
            if row is not None
        ]
        runner.upsert("kept_rows", _COLUMNS, "id", rows)
        runner.upsert(
            "kept_mark",
            "one, version, seq, chain, recorded, note",
            "one",
            [(1, mark.version, mark.seq, mark.chain, mark.recorded, mark.note)],
        )

    def clear(self) -> None:
        """Throw everything away."""
        for table in ("kept_mark", "kept_records", "kept_rows"):
            self._runner.run(f"DELETE FROM {table}")  # noqa: S608 - ours

    def _conditions(self, wanted: Wanted) -> tuple[list[str], list[Any]]:
        conditions: list[str] = []
        values: list[Any] = []
        for side in wanted.sides:
            conditions.append(self._runner.holds("parties"))
            values.append(f"\x01{side}\x01")
        if wanted.statuses:
            conditions.append(self._runner.in_list("status"))
            values.append(json.dumps(wanted.statuses))
        for condition, value in (
            ("last_day >= ? AND first_day <= last_day", wanted.first),
            ("first_day <= ? AND first_day <= last_day", wanted.last),
            ("contested = ?", None if wanted.contested is None else int(wanted.contested)),
            ("changed > ?", wanted.changed_since),
        ):
            if value is not None:
                conditions.append(condition)
                values.append(value)
        for word in wanted.words:
            conditions.append(self._runner.holds("words"))
            values.append(word)
        return conditions, values


def _after(prefix: str) -> str:
    """Give the least text that is greater than every text that begins so."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1) if prefix else "\U0010ffff"

"""The ledger in one SQLite file.

Through the standard library's driver rather than an SQL toolkit: what matters here is exactly
when a transaction begins, what is synced, and which error code came back, and both back ends
together are a dozen statements.

Durability: write-ahead log with synchronous=FULL, so that the log is synced before an append
returns (https://www.sqlite.org/pragma.html#pragma_synchronous). The file must be on a local
disk: a write-ahead log does not work over a network file system.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from onrecord.errors import (
    LedgerBusyError,
    LedgerError,
    LedgerReadOnlyError,
    LedgerSchemaError,
    NotFoundError,
)
from onrecord.ledger import kept
from onrecord.ledger.chained import ChainedLedger
from onrecord.ledger.line import Line
from onrecord.ledger.sqlite_schema import MIGRATIONS, WITH_KEPT

WAIT_S: Final = 30.0
"""Seconds to wait for another writer, by default."""

_INSERT = """
    INSERT INTO entries (seq, recorded, kind, id, about, body, previous, chain)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_LAST = """
    SELECT seq, recorded, kind, id, about, body, previous, chain
    FROM entries ORDER BY seq DESC LIMIT 1
"""
_PAGE = """
    SELECT seq, recorded, kind, id, about, body, previous, chain
    FROM entries WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?
"""
_WITH_IDS = """
    SELECT seq, recorded, kind, id, about, body, previous, chain
    FROM entries WHERE id IN (SELECT value FROM json_each(?))
"""
_HELD = "SELECT id FROM entries WHERE id IN (SELECT value FROM json_each(?))"
_UNDOING = "SELECT id FROM entries WHERE about = ? AND kind = 'ruling' ORDER BY seq"
_RULINGS = """
    SELECT seq, recorded, kind, id, about, body, previous, chain
    FROM entries WHERE kind = 'ruling' AND seq <= ? ORDER BY seq
"""


def open_sqlite(
    path: Path | str, *, read_only: bool = False, wait_s: float = WAIT_S
) -> ChainedLedger:
    """Open the ledger in an SQLite file, making the file if there is none.

    `wait_s` is how long to wait for another writer, in seconds. Raises NotFoundError (no file,
    read-only; no folder), LedgerSchemaError (no ledger, or one of a newer onrecord),
    LedgerReadOnlyError (a new or older ledger that cannot be written) and LedgerBusyError.
    """
    return ChainedLedger(SqliteStore(Path(path), read_only=read_only, wait_s=wait_s))


class SqliteStore:
    """The `Store` in an SQLite file. One connection, not to be carried over a fork."""

    def __init__(self, path: Path, *, read_only: bool, wait_s: float) -> None:
        self.place = str(path)
        self._wait_s = wait_s
        self._read_only = read_only
        self._kept: kept.Kept | None = kept.Kept(self)
        if path.is_dir():
            raise LedgerError(self.place, "is a folder", "Name a file in it.")
        if not path.parent.is_dir():
            raise NotFoundError(str(path.parent), "is no folder", "Make it first.")
        if read_only and not path.exists():
            raise NotFoundError(self.place, "is not there", "Check the path.")
        mode = "ro" if read_only else "rwc"
        with self._translated():
            self._connection = sqlite3.connect(
                f"file:{quote(str(path.absolute()))}?mode={mode}",
                uri=True,
                timeout=wait_s,
                isolation_level=None,
                check_same_thread=False,
            )
        try:
            with self._translated():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    @contextlib.contextmanager
    def appending(self) -> Iterator[None]:
        """Hold the file for writing from the start, so that no read in between goes stale."""
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._translated():
                self._connection.execute("COMMIT")
        except BaseException:
            # A full disk may already have rolled the transaction back.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def insert(self, lines: Sequence[Line]) -> None:
        """Add lines after the last."""
        rows = [
            (n.seq, n.recorded, n.kind, n.id, n.about, n.body, n.previous, n.chain) for n in lines
        ]
        with self._translated():
            self._connection.executemany(_INSERT, rows)

    def last(self) -> Line | None:
        """Give the last line, or None."""
        lines = self._lines(_LAST)
        return lines[0] if lines else None

    def page(self, after: int, upto: int, limit: int) -> list[Line]:
        """Give lines by seq, in order."""
        return self._lines(_PAGE, after, upto, limit)

    def with_ids(self, ids: Collection[str]) -> list[Line]:
        """Give the lines of these body ids."""
        return self._lines(_WITH_IDS, json.dumps(list(ids))) if ids else []

    def held(self, ids: Collection[str]) -> set[str]:
        """Say which of these body ids are there."""
        with self._translated():
            return {row[0] for row in self._connection.execute(_HELD, (json.dumps(list(ids)),))}

    def undoing(self, ruling_id: str) -> list[str]:
        """Give the ids of the rulings that take this one back."""
        with self._translated():
            return [row[0] for row in self._connection.execute(_UNDOING, (ruling_id,))]

    def rulings(self, upto: int) -> list[Line]:
        """Give the lines of rulings, in order."""
        return self._lines(_RULINGS, upto)

    @property
    def kept(self) -> kept.Kept | None:
        """What is kept beside the lines; None in a file of an older onrecord, opened to be read."""
        return self._kept

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a statement and give its rows (see `kept.Runner`)."""
        with self._translated():
            return self._connection.execute(statement, values).fetchall()

    def stream(self, statement: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Run a statement and give its rows as they are asked for."""
        with self._translated():
            yield from self._connection.execute(statement, values)

    def upsert(self, table: str, columns: str, keys: str, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows, each in place of the one that has its keys."""
        names = columns.split(", ")
        set_to = ", ".join(f"{n} = excluded.{n}" for n in names if n not in keys.split(", "))
        statement = (
            f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' for _ in names)})"  # noqa: S608
            f" ON CONFLICT ({keys}) DO UPDATE SET {set_to}"
        )
        with self._translated():
            self._connection.executemany(statement, rows)

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the file for the length of a block."""
        with self._translated():
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def in_list(self, column: str) -> str:
        """Write that a column is among the values of a JSON list."""
        return f"{column} IN (SELECT value FROM json_each(?))"  # noqa: S608 - names are ours

    def holds(self, column: str) -> str:
        """Write that a text column holds a value."""
        return f"instr({column}, ?) > 0"

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _lines(self, statement: str, *values: object) -> list[Line]:
        with self._translated():
            return [Line(*row) for row in self._connection.execute(statement, values)]

    def _prepare(self) -> None:
        """Bring the schema up to date; writes nothing when it is."""
        self._connection.execute("PRAGMA synchronous = FULL")
        version = self._version()
        if version and self._read_only:
            # A file of an older onrecord can be read as it is.
            self._kept = kept.Kept(self) if version >= WITH_KEPT else None
        elif version != len(MIGRATIONS):
            self._write_ahead()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._migrate()
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _write_ahead(self) -> None:
        # Changing the journal does not wait for other connections as statements do, so when
        # two processes make one ledger at once, one of them is turned away: wait here.
        deadline = time.monotonic() + self._wait_s
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return

    def _version(self) -> int:
        """Give the version of the schema that is there; 0 for an empty file."""
        tables = {
            row[0]
            for row in self._connection.execute("SELECT name FROM sqlite_schema WHERE type='table'")
        }
        if not tables:
            return 0
        if "onrecord_schema" not in tables:
            raise LedgerSchemaError(
                self.place, "is an SQLite file, but no onrecord ledger", "Name another file."
            )
        (version,) = self._connection.execute("SELECT max(version) FROM onrecord_schema").fetchone()
        if version is not None and version > len(MIGRATIONS):
            raise LedgerSchemaError(
                self.place,
                f"has schema {version}, and this onrecord knows {len(MIGRATIONS)}",
                "Upgrade onrecord.",
            )
        return version or 0

    def _migrate(self) -> None:
        version = self._version()  # again: another process may have been quicker
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS onrecord_schema (version INTEGER PRIMARY KEY) STRICT"
        )
        for number, statements in enumerate(MIGRATIONS[version:], version + 1):
            for statement in statements:
                self._connection.execute(statement)
            self._connection.execute("INSERT INTO onrecord_schema VALUES (?)", (number,))

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Raise SQLite's errors as ours (https://www.sqlite.org/rescode.html)."""
        try:
            yield
        except sqlite3.ProgrammingError as error:
            raise LedgerError(self.place, f"was closed ({error})", "Open it again.") from error
        except sqlite3.Error as error:
            raise self._translate(error) from error

    def _translate(self, error: sqlite3.Error) -> LedgerError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return LedgerBusyError(
                self.place,
                f"was held by another writer for more than {self._wait_s:g} seconds",
                "Try again, or wait longer.",
            )
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
            return LedgerReadOnlyError(
                self.place, "cannot be written", "Check who may write the file and its folder."
            )
        if code == sqlite3.SQLITE_FULL:
            return LedgerError(
                self.place, "does not fit: the disk is full; nothing was kept", "Make room."
            )
        if code == sqlite3.SQLITE_NOTADB:
            return LedgerSchemaError(self.place, "is no SQLite file", "Name another file.")
        if code == sqlite3.SQLITE_CORRUPT:
            return LedgerError(self.place, f"is damaged ({error})", "Restore it from a copy.")
        if code == sqlite3.SQLITE_CANTOPEN:
            return LedgerError(
                self.place, "cannot be opened", "Check who may read the file and its folder."
            )
        return LedgerError(self.place, f"failed: {error}")

"""The ledger in a PostgreSQL database, for writers on many machines.

Appends take a lock in turn, read the last line and write the next ones in one transaction. The
lock is let go only after the commit is visible, so numbers have no gaps and become visible in
order: a reader that has seen entry n never finds a new one below it. (A sequence would not do:
its numbers are given out before the commit, and a late commit appears behind the reader's back.)
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, LiteralString

from onrecord.errors import (
    LedgerBusyError,
    LedgerError,
    LedgerReadOnlyError,
    LedgerSchemaError,
)
from onrecord.ledger import kept
from onrecord.ledger.chained import ChainedLedger
from onrecord.ledger.line import Line, recorded_text
from onrecord.ledger.postgres_schema import MIGRATIONS, WITH_KEPT

try:
    import psycopg
    from psycopg import errors as pg
except ImportError as error:
    raise LedgerError(
        "psycopg", "is not installed", "Install onrecord[postgres] to use PostgreSQL."
    ) from error

if TYPE_CHECKING:
    from psycopg.rows import TupleRow

WAIT_S: Final = 30.0
"""Seconds to wait for another writer, by default."""

# The first number marks locks as ours among those of other programs in the database; the second
# tells the ledgers of one database apart. By table, for two search paths may lead to one ledger.
_APPEND_LOCK: LiteralString = (
    "SELECT pg_advisory_xact_lock(1870815085, hashoid('entries'::regclass))"
)
_MIGRATE_LOCK: LiteralString = "SELECT pg_advisory_xact_lock(1870815085, 0)"
_INSERT: LiteralString = """
    INSERT INTO entries (seq, recorded, kind, id, about, body, previous, chain)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""
_LAST: LiteralString = """
    SELECT seq, recorded, kind, id, about, body, previous, chain
    FROM entries ORDER BY seq DESC LIMIT 1
"""
_PAGE: LiteralString = """
    SELECT seq, recorded, kind, id, about, body, previous, chain
    FROM entries WHERE seq > %s AND seq <= %s ORDER BY seq LIMIT %s
"""
_WITH_IDS: LiteralString = """
    SELECT seq, recorded, kind, id, about, body, previous, chain
    FROM entries WHERE id = ANY(%s)
"""
_HELD: LiteralString = "SELECT id FROM entries WHERE id = ANY(%s)"
_UNDOING: LiteralString = "SELECT id FROM entries WHERE about = %s AND kind = 'ruling' ORDER BY seq"
_RULINGS: LiteralString = """
    SELECT seq, recorded, kind, id, about, body, previous, chain
    FROM entries WHERE kind = 'ruling' AND seq <= %s ORDER BY seq
"""
_STREAMED: Final = 500
"""Rows that come from the server at once."""


def open_postgres(url: str, *, wait_s: float = WAIT_S) -> ChainedLedger:
    """Open the ledger in a PostgreSQL database, making its tables if there are none.

    `url` is a libpq connection string or URL; the ledger lies in the first schema of the search
    path. `wait_s` is how long to wait for another writer, in seconds. Raises LedgerError (the
    server cannot be reached), LedgerSchemaError (a ledger of a newer onrecord, a database that
    is not UTF-8), LedgerReadOnlyError (no tables, and none may be made) and LedgerBusyError.
    """
    return ChainedLedger(PostgresStore(url, wait_s=wait_s))


class PostgresStore:
    """The `Store` in a PostgreSQL database. One connection, made again after it was lost."""

    def __init__(self, url: str, *, wait_s: float) -> None:
        self._url = url
        self._wait_s = wait_s
        self._closed = False
        self._in_transaction = False
        self._connection: psycopg.Connection[TupleRow] | None = None
        self._kept: kept.Kept | None = kept.Kept(self)
        self.place = _place(url)
        try:
            with self._translated():
                self._prepare()
        except BaseException:
            self.close()
            raise

    @contextlib.contextmanager
    def appending(self) -> Iterator[None]:
        """Hold the ledger for writing until the commit is visible."""
        with self._translated(), self._connected().transaction():
            self._wait_in_line(_APPEND_LOCK)
            self._in_transaction = True
            try:
                yield
            finally:
                self._in_transaction = False

    def insert(self, lines: Sequence[Line]) -> None:
        """Add lines after the last."""
        rows = [
            (n.seq, n.recorded, n.kind, n.id, n.about, n.body, n.previous, n.chain) for n in lines
        ]
        if rows:
            with self._translated(), self._connected().cursor() as cursor:
                cursor.executemany(_INSERT, rows)

    def last(self) -> Line | None:
        """Give the last line, or None."""
        lines = self._lines(_LAST)
        return lines[0] if lines else None

    def page(self, after: int, upto: int, limit: int) -> list[Line]:
        """Give lines by seq, in order."""
        return self._lines(_PAGE, after, upto, limit)

    def with_ids(self, ids: Collection[str]) -> list[Line]:
        """Give the lines of these body ids."""
        return self._lines(_WITH_IDS, list(ids)) if ids else []

    def held(self, ids: Collection[str]) -> set[str]:
        """Say which of these body ids are there."""
        with self._translated():
            return {row[0] for row in self._connected().execute(_HELD, (list(ids),))}

    def undoing(self, ruling_id: str) -> list[str]:
        """Give the ids of the rulings that take this one back."""
        with self._translated():
            return [row[0] for row in self._connected().execute(_UNDOING, (ruling_id,))]

    def rulings(self, upto: int) -> list[Line]:
        """Give the lines of rulings, in order."""
        return self._lines(_RULINGS, upto)

    @property
    def kept(self) -> kept.Kept | None:
        """What is kept beside the lines; None in older tables that this role may not change."""
        return self._kept

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a statement and give its rows (see `kept.Runner`)."""
        with self._translated():
            cursor = self._connected().execute(_for_postgres(statement), values)
            return cursor.fetchall() if cursor.description else []

    def stream(self, statement: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Run a statement and give its rows as they are asked for."""
        with self._translated(), self._connected().cursor(name="onrecord") as cursor:
            cursor.itersize = _STREAMED
            yield from cursor.execute(_for_postgres(statement), values)

    def upsert(self, table: str, columns: str, keys: str, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows, each in place of the one that has its keys."""
        if not rows:
            return
        names = columns.split(", ")
        set_to = ", ".join(f"{n} = excluded.{n}" for n in names if n not in keys.split(", "))
        # All rows in one JSON text: sent one by one they take several times as long.
        values = ", ".join(
            f"(r->>{n})::bigint" if isinstance(value, int) else f"r->>{n}"
            for n, value in enumerate(rows[0])
        )
        statement = (
            f"INSERT INTO {table} ({columns})"  # noqa: S608 - names are ours
            f" SELECT {values} FROM json_array_elements(?::json) r"
            f" ON CONFLICT ({keys}) DO UPDATE SET {set_to}"
        )
        self.run(statement, (json.dumps(rows, ensure_ascii=False),))

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the database for the length of a block."""
        with self._translated(), self._connected().transaction():
            self.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def in_list(self, column: str) -> str:
        """Write that a column is among the values of a JSON list."""
        return f"{column} = ANY(ARRAY(SELECT json_array_elements_text(?::json)))"

    def holds(self, column: str) -> str:
        """Write that a text column holds a value."""
        return f"strpos({column}, ?) > 0"

    def close(self) -> None:
        """Close the connection."""
        self._closed = True
        if self._connection is not None:
            self._connection.close()

    def _lines(self, statement: LiteralString, *values: object) -> list[Line]:
        with self._translated():
            return [
                Line(seq, recorded_text(recorded), *rest)
                for seq, recorded, *rest in self._connected().execute(statement, values)
            ]

    def _connected(self) -> psycopg.Connection[TupleRow]:
        if self._closed:
            raise LedgerError(self.place, "was closed", "Open it again.")
        if self._connection is None or (self._connection.closed and not self._in_transaction):
            self._connection = psycopg.connect(self._url, autocommit=True)
            # Each statement sees what was committed before it, whatever the server's default:
            # the last line is read after the wait in line, and must be the last one then.
            self._connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
            # A server may be set up to say "committed" before it is on disk. Not to us.
            self._connection.execute(
                "SELECT set_config('synchronous_commit', 'on', false)"
                " WHERE current_setting('synchronous_commit') = 'off'"
            )
        return self._connection

    def _wait_in_line(self, lock: LiteralString) -> None:
        connection = self._connected()
        wait_ms = max(1, round(self._wait_s * 1000))
        connection.execute("SELECT set_config('lock_timeout', %s, true)", (f"{wait_ms}ms",))
        connection.execute(lock)

    def _prepare(self) -> None:
        """Bring the schema up to date; writes nothing when it is."""
        connection = self._connected()
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise LedgerSchemaError(
                self.place, f"keeps text as {encoding}", "Make the database with ENCODING 'UTF8'."
            )
        version = self._version()
        if version == len(MIGRATIONS):
            return
        try:
            with self._translated(), connection.transaction():
                self._wait_in_line(_MIGRATE_LOCK)
                self._migrate()
        except LedgerReadOnlyError:
            if not version:
                raise
            # Tables of an older onrecord can be read as they are, by those who may only read.
            self._kept = kept.Kept(self) if version >= WITH_KEPT else None

    def _version(self) -> int:
        """Give the version of the schema that is there; 0 when there is none."""
        connection = self._connected()
        row = connection.execute("SELECT to_regclass('onrecord_schema') IS NULL").fetchone()
        return 0 if row is not None and row[0] else self._noted_version()

    def _noted_version(self) -> int:
        row = self._connected().execute("SELECT max(version) FROM onrecord_schema").fetchone()
        version = int(row[0]) if row is not None and row[0] is not None else 0
        if version > len(MIGRATIONS):
            raise LedgerSchemaError(
                self.place,
                f"has schema {version}, and this onrecord knows {len(MIGRATIONS)}",
                "Upgrade onrecord.",
            )
        return version

    def _migrate(self) -> None:
        connection = self._connected()
        # Another process may have been quicker. Not asked by to_regclass: within a transaction
        # it answers from a cache, as of before the wait in line.
        connection.execute(
            "CREATE TABLE IF NOT EXISTS onrecord_schema (version bigint PRIMARY KEY)"
        )
        version = self._noted_version()
        for number, statements in enumerate(MIGRATIONS[version:], version + 1):
            for statement in statements:
                connection.execute(statement.encode())
            connection.execute("INSERT INTO onrecord_schema VALUES (%s)", (number,))

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Raise PostgreSQL's errors as ours (PostgreSQL manual, appendix A)."""
        try:
            yield
        except psycopg.Error as error:
            raise self._translate(error) from error

    def _translate(self, error: psycopg.Error) -> LedgerError:
        said = str(error).strip().split("\n")[0]
        match error:
            case pg.LockNotAvailable():
                return LedgerBusyError(
                    self.place,
                    f"was held by another writer for more than {self._wait_s:g} seconds",
                    "Try again, or wait longer.",
                )
            case pg.ReadOnlySqlTransaction() | pg.InsufficientPrivilege():
                return LedgerReadOnlyError(
                    self.place, f"cannot be written ({said})", "Check what the role may do."
                )
            case pg.DiskFull():
                return LedgerError(
                    self.place, "does not fit: the disk is full; nothing was kept", "Make room."
                )
            case pg.DuplicateTable():
                return LedgerSchemaError(
                    self.place,
                    "has a table of the ledger's name, but is no onrecord ledger",
                    "Name another database or schema.",
                )
            case psycopg.OperationalError():
                return LedgerError(
                    self.place,
                    f"cannot be reached ({said})",
                    "Check the server, then do it again: what was kept stays as it is.",
                )
        return LedgerError(self.place, f"failed: {said}")


def _for_postgres(statement: str) -> bytes:
    return statement.replace("?", "%s").encode()


def _place(url: str) -> str:
    try:
        known = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.Error:
        # Not quoted back: it may hold a password.
        raise LedgerError(
            "the PostgreSQL URL", "cannot be read", "Write it as libpq does."
        ) from None
    name, host = known.get("dbname", "(default)"), known.get("host", "(local)")
    return f"PostgreSQL database {name} at {host}"

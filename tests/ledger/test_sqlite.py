"""What is SQLite's own: settings, guards, migrations, and each way a file can be wrong."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest
from benchmarks.ledger_material import make_reading

from onrecord.errors import (
    BrokenChainError,
    LedgerBusyError,
    LedgerError,
    LedgerReadOnlyError,
    LedgerSchemaError,
    NotFoundError,
)
from onrecord.ledger.protocol import Head
from onrecord.ledger.sqlite import open_sqlite
from onrecord.terms import Ruling

NOON = dt.datetime(2024, 6, 11, 12, tzinfo=dt.UTC)
UNGUARD = (
    "DROP TRIGGER entries_never_change",
    "DROP TRIGGER entries_never_go",
    "DROP TRIGGER entries_only_follow",
)

FORGED = """
    INSERT INTO entries SELECT {seq}, recorded, kind, 'x', about, body, previous, chain
    FROM entries WHERE seq = {like}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of three reports and one reading."""
    path = tmp_path / "ledger.db"
    with open_sqlite(path) as ledger:
        for number in range(3):
            ledger.append([make_reading(number).report], now=NOON)
        ledger.append([make_reading(2)], now=NOON)
    return path


def alter(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_an_append_is_synced_before_it_returns(path: Path) -> None:
    with open_sqlite(path) as ledger:
        connection = ledger._store._connection
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET body = '{}' WHERE seq = 2",
        "DELETE FROM entries WHERE seq = 3",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE seq = 2",
        FORGED.format(seq=9, like=1),
        FORGED.format(seq=5, like=2),
    ],
)
def test_no_program_can_change_entries_by_mistake(path: Path, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="entr"):
        alter(path, statement)
    with open_sqlite(path) as ledger:
        assert ledger.verify().seq == 4


@pytest.mark.parametrize(
    ("tampering", "named"),
    [
        ("UPDATE entries SET body = replace(body, 'meet', 'beat') WHERE seq = 2", "entry 2 "),
        ("UPDATE entries SET recorded = '2020-01-01T00:00:00.000000Z' WHERE seq = 1", "entry 1 "),
        ("UPDATE entries SET recorded = 'yesterday' WHERE seq = 3", "entry 3 "),
        ("UPDATE entries SET id = 'x' WHERE seq = 3", "entry 3 "),
        ("UPDATE entries SET kind = 'ruling' WHERE seq = 1", "entry 1 "),
        ("UPDATE entries SET about = 'x' WHERE seq = 4", "entry 4 "),
        ("DELETE FROM entries WHERE seq = 2", "entry 2: is gone"),
        ("DELETE FROM entries WHERE seq = 1", "entry 1: is gone"),
        ("UPDATE entries SET chain = previous WHERE seq = 4", "entry 4 "),
        ("UPDATE entries SET previous = chain WHERE seq = 2", "entry 2 "),
    ],
)
def test_who_lifts_the_guards_is_found_out(path: Path, tampering: str, named: str) -> None:
    alter(path, *UNGUARD, tampering)
    with open_sqlite(path) as ledger, pytest.raises(BrokenChainError) as raised:
        ledger.verify()
    assert named in str(raised.value)


def test_cutting_off_the_end_is_found_out_by_a_noted_head(path: Path) -> None:
    with open_sqlite(path) as ledger:
        noted = ledger.head()
    alter(path, *UNGUARD, "DELETE FROM entries WHERE seq = 4")
    with open_sqlite(path) as ledger:
        assert ledger.verify().seq == 3
        with pytest.raises(BrokenChainError, match="entry 4: is gone"):
            ledger.verify(since=noted)


def test_a_reader_is_told_of_a_gap(path: Path) -> None:
    alter(path, *UNGUARD, "UPDATE entries SET body = '{\"schema\": 1}' WHERE seq = 2")
    with open_sqlite(path) as ledger, pytest.raises(LedgerSchemaError):
        list(ledger.entries())


def test_a_locked_ledger_is_busy(path: Path) -> None:
    with open_sqlite(path, wait_s=0.05) as ledger:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusyError, match=r"0\.05 seconds"):
            ledger.append([make_reading(9).report], now=NOON)
        assert ledger.head().seq == 4, "readers are not kept waiting"
        holder.execute("ROLLBACK")
        holder.close()
        assert ledger.append([make_reading(9).report], now=NOON) != [None]


def test_a_ledger_opened_read_only_is_read_but_not_written(path: Path) -> None:
    with open_sqlite(path, read_only=True) as ledger:
        assert ledger.verify().seq == 4
        with pytest.raises(LedgerReadOnlyError, match="who may write"):
            ledger.append([make_reading(9).report], now=NOON)


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o444, 0o555)])
def test_a_file_without_permission_to_write(path: Path, file_mode: int, folder_mode: int) -> None:
    # Not in pytest's folders: only their owner may enter those.
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        copy = Path(shutil.copy(path, folder))
        copy.chmod(file_mode)
        Path(folder).chmod(folder_mode)
        said = multiprocessing.get_context("fork").Queue()
        child = multiprocessing.get_context("fork").Process(
            target=_write_as_somebody_else, args=(copy, said)
        )
        child.start()
        outcome = said.get(timeout=30)
        child.join()
        Path(folder).chmod(0o755)
    assert outcome.startswith("LedgerReadOnlyError"), outcome
    assert "Check who may write" in outcome


def _write_as_somebody_else(path: Path, said: multiprocessing.Queue[str]) -> None:
    if os.geteuid() == 0:
        os.seteuid(65534)  # root may write anything
    try:
        with open_sqlite(path) as ledger:
            ledger.append([make_reading(9).report], now=NOON)
        said.put("written")
    except LedgerError as error:
        said.put(f"{type(error).__name__}: {error}")


def test_a_full_disk_keeps_nothing_and_the_ledger_goes_on(path: Path) -> None:
    with open_sqlite(path) as ledger:
        connection = ledger._store._connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        bodies = [make_reading(n).report for n in range(100, 200)]
        with pytest.raises(LedgerError, match="disk is full; nothing was kept"):
            ledger.append(bodies, now=NOON)
        assert ledger.verify().seq == 4
        connection.execute("PRAGMA max_page_count = 1073741823")
        assert all(ledger.append(bodies, now=NOON))
        assert ledger.verify().seq == 104


def test_files_that_are_no_ledger(tmp_path: Path, path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("Not a database, though long enough to be read as one. " * 40)
    with pytest.raises(LedgerSchemaError, match="no SQLite file"):
        open_sqlite(text)
    assert text.read_text().startswith("Not a database")
    other = tmp_path / "other.db"
    alter(other, "CREATE TABLE photos (name TEXT)")
    with pytest.raises(LedgerSchemaError, match="no onrecord ledger"):
        open_sqlite(other)
    alter(path, "INSERT INTO onrecord_schema VALUES (99)")
    with pytest.raises(LedgerSchemaError, match="has schema 99"):
        open_sqlite(path)
    with pytest.raises(LedgerError, match="is a folder"):
        open_sqlite(tmp_path)
    with pytest.raises(NotFoundError, match="missing"):
        open_sqlite(tmp_path / "missing" / "ledger.db")
    with pytest.raises(NotFoundError, match="is not there"):
        open_sqlite(tmp_path / "new.db", read_only=True)
    assert not (tmp_path / "new.db").exists()


def test_a_damaged_file_is_named(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 3)
    with pytest.raises(LedgerError, match=r"ledger\.db"), open_sqlite(path) as ledger:
        ledger.verify()


def test_a_path_may_hold_any_character(tmp_path: Path) -> None:
    path = tmp_path / "100% of & what? #1.db"
    with open_sqlite(path) as ledger:
        ledger.append([Ruling("accept", "ann", "claim-1")], now=NOON)
    assert path.exists()


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with open_sqlite(path) as ledger:
        assert ledger.head() == Head()


def test_a_log_cut_off_anywhere_loses_only_the_end(tmp_path: Path) -> None:
    """What a power cut may leave of the log: every first part of it is a whole ledger."""
    path = tmp_path / "ledger.db"
    with open_sqlite(path) as ledger:
        heads = [ledger.head()]
        for number in range(8):
            reading = make_reading(number, claims=2)
            ledger.append([reading.report, reading], now=NOON)
            heads.append(ledger.head())
        size = (tmp_path / "ledger.db-wal").stat().st_size
        seen: list[int] = []
        for cut in range(0, size + 1, 1031):
            copy = tmp_path / f"cut{cut}.db"
            shutil.copy(path, copy)
            shutil.copy(f"{path}-wal", f"{copy}-wal")
            os.truncate(f"{copy}-wal", cut)
            with open_sqlite(copy) as part:
                head = part.verify()
            assert head in heads, "an append is there whole or not at all"
            seen.append(head.seq)
    assert seen == sorted(seen)
    assert {0, 2, 14} <= set(seen)

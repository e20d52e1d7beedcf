"""What is PostgreSQL's own: the line that appends wait in, guards, roles, lost connections.

Needs a real server: `conftest.py` starts one of its own. Without one installed these tests are
skipped; to install it: `apt-get install postgresql` (Debian).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from collections.abc import Callable

import psycopg
import pytest
from benchmarks.ledger_cluster import Cluster
from benchmarks.ledger_material import make_reading

from onrecord.errors import (
    BrokenChainError,
    LedgerBusyError,
    LedgerError,
    LedgerReadOnlyError,
    LedgerSchemaError,
)
from onrecord.ledger.chained import ChainedLedger
from onrecord.ledger.line import Line, chain_hash
from onrecord.ledger.postgres import open_postgres
from onrecord.terms import Report

NOON = dt.datetime(2024, 6, 11, 12, tzinfo=dt.UTC)


@pytest.fixture
def url(new_place: Callable[[str], str]) -> str:
    """A ledger of three reports and one reading."""
    url = new_place("postgres")
    with open_postgres(url) as ledger:
        for number in range(3):
            ledger.append([make_reading(number).report], now=NOON)
        ledger.append([make_reading(2)], now=NOON)
    return url


def run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def next_line(ledger: ChainedLedger) -> Line:
    """Give a line that follows the last one, as another writer would."""
    (last,) = ledger.lines(after=ledger.head().seq - 1)
    line = dataclasses.replace(last, seq=last.seq + 1, id=f"{last.seq:024}", previous=last.chain)
    return dataclasses.replace(
        line,
        chain=chain_hash(
            previous=line.previous,
            seq=line.seq,
            recorded=line.recorded,
            kind=line.kind,
            body_id=line.id,
            body=line.body,
        ),
    )


def test_a_late_commit_never_appears_behind_a_reader(url: str) -> None:
    """The race itself: one writer has written, but not yet committed, when another comes."""
    with open_postgres(url) as slow, open_postgres(url) as quick, open_postgres(url) as reader:
        line = next_line(slow)
        done = threading.Event()

        def append() -> None:
            quick.append([make_reading(9).report], now=NOON)
            done.set()

        other = threading.Thread(target=append)
        with slow._store.appending():
            slow._store.insert([line])
            other.start()
            assert not done.wait(0.5), "the second writer must wait for the first's commit"
            assert [e.seq for e in reader.entries()] == [1, 2, 3, 4]
        other.join(30)
        assert done.is_set()
        after = list(reader.lines(after=4))
        assert [n.id for n in after] == [line.id, make_reading(9).report.id]
        assert after[1].previous == after[0].chain


def test_a_writer_that_gives_up_leaves_no_gap(url: str) -> None:
    with open_postgres(url) as failing, open_postgres(url) as other:
        line = next_line(failing)
        with pytest.raises(ZeroDivisionError), failing._store.appending():  # noqa: PT012
            failing._store.insert([line])
            raise ZeroDivisionError
        (entry,) = other.append([make_reading(9).report], now=NOON)
        assert entry is not None
        assert entry.seq == 5
        assert failing.verify().seq == 5


def test_a_writer_that_does_not_wait_in_line_is_turned_away(url: str) -> None:
    """Somebody else's program, which took the next number from a stale look at the ledger."""
    with open_postgres(url) as ledger:
        stale = next_line(ledger)
        ledger.append([make_reading(9).report], now=NOON)
        with pytest.raises(LedgerError, match="only ever follows"):
            ledger._store.insert([stale])
        skipping = dataclasses.replace(stale, seq=7)
        with pytest.raises(LedgerError, match="only ever follows"):
            ledger._store.insert([skipping])
        assert ledger.verify().seq == 5


@pytest.mark.parametrize("level", ["serializable", "repeatable read"])
def test_the_servers_usual_isolation_does_not_matter(url: str, level: str) -> None:
    strict = url.replace(
        "options='",
        f"options='-c default_transaction_isolation={level.replace(' ', chr(92) * 2 + ' ')} ",
    )
    with open_postgres(strict) as one, open_postgres(strict) as two:
        entered = threading.Event()

        def append() -> None:
            entered.set()
            two.append([make_reading(8).report], now=NOON)

        other = threading.Thread(target=append)
        with one._store.appending():
            other.start()
            entered.wait(10)
            one._store.insert([next_line(one)])
        other.join(30)
        assert [n.seq for n in one.lines()] == [1, 2, 3, 4, 5, 6]


def test_a_server_that_may_forget_is_told_not_to(url: str) -> None:
    lax = url.replace("options='", "options='-c synchronous_commit=off ")
    with open_postgres(lax) as ledger:
        row = ledger._store._connected().execute("SHOW synchronous_commit").fetchone()
    assert row == ("on",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET body = '{}' WHERE seq = 2",
        "DELETE FROM entries WHERE seq = 3",
        "TRUNCATE entries",
        "UPDATE entries SET seq = 9 WHERE seq = 4",
    ],
)
def test_no_program_can_change_entries_by_mistake(url: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.RaiseException, match="never changed or deleted"):
        run(url, statement)
    with open_postgres(url) as ledger:
        assert ledger.verify().seq == 4


@pytest.mark.parametrize(
    ("tampering", "named"),
    [
        ("UPDATE entries SET body = replace(body, 'meet', 'beat') WHERE seq = 2", "entry 2 "),
        ("UPDATE entries SET recorded = recorded - interval '1 us' WHERE seq = 3", "entry 3 "),
        ("DELETE FROM entries WHERE seq = 2", "entry 2: is gone"),
    ],
)
def test_who_lifts_the_guards_is_found_out(url: str, tampering: str, named: str) -> None:
    run(url, "ALTER TABLE entries DISABLE TRIGGER USER", tampering)
    with open_postgres(url) as ledger, pytest.raises(BrokenChainError) as raised:
        ledger.verify()
    assert named in str(raised.value)


def test_a_held_ledger_is_busy(url: str) -> None:
    with open_postgres(url) as holder, open_postgres(url, wait_s=0.05) as ledger:
        with holder._store.appending(), pytest.raises(LedgerBusyError, match=r"0\.05 seconds"):
            ledger.append([make_reading(9).report], now=NOON)
        assert ledger.append([make_reading(9).report], now=NOON) != [None]


def test_two_ledgers_of_one_database_do_not_wait_for_each_other(
    url: str, new_place: Callable[[str], str]
) -> None:
    other = new_place("postgres")
    with (
        open_postgres(url) as one,
        open_postgres(other, wait_s=0.5) as two,
        one._store.appending(),
    ):
        assert two.append([make_reading(9).report], now=NOON) != [None]


def test_a_role_that_may_only_read(url: str, cluster: Cluster) -> None:
    schema = url.split("search_path=")[1].rstrip("'")
    role = f"reader_{schema}"
    run(
        cluster.url(),
        f"CREATE ROLE {role} LOGIN",
        f"GRANT USAGE ON SCHEMA {schema} TO {role}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}",
    )
    with open_postgres(url.replace("user=postgres", f"user={role}")) as ledger:
        assert ledger.verify().seq == 4
        with pytest.raises(LedgerReadOnlyError, match="what the role may do"):
            ledger.append([make_reading(9).report], now=NOON)


def test_a_standby_is_read_only(url: str) -> None:
    standby = url.replace("options='", "options='-c default_transaction_read_only=on ")
    with open_postgres(standby) as ledger:
        assert ledger.verify().seq == 4
        with pytest.raises(LedgerReadOnlyError):
            ledger.append([make_reading(9).report], now=NOON)


def test_after_a_lost_connection_the_ledger_goes_on(url: str, cluster: Cluster) -> None:
    with open_postgres(url) as ledger:
        pid = ledger._store._connected().info.backend_pid
        run(cluster.url(), f"SELECT pg_terminate_backend({pid}, 5000)")
        with pytest.raises(LedgerError, match="do it again"):
            ledger.append([make_reading(9).report], now=NOON)
        assert ledger.append([make_reading(9).report], now=NOON) != [None]
        assert ledger.verify().seq == 5


def test_a_connection_lost_midway_is_not_replaced_midway(url: str, cluster: Cluster) -> None:
    """What is inserted after a silent new connection would be outside the lock."""
    with open_postgres(url) as ledger:
        line = next_line(ledger)
        with pytest.raises(LedgerError), ledger._store.appending():  # noqa: PT012
            pid = ledger._store._connected().info.backend_pid
            run(cluster.url(), f"SELECT pg_terminate_backend({pid}, 5000)")
            with pytest.raises(LedgerError):
                ledger._store.last()
            ledger._store.insert([line])
        assert ledger.verify().seq == 4


def test_databases_that_hold_no_ledger(
    url: str, new_place: Callable[[str], str], cluster: Cluster
) -> None:
    run(url, "INSERT INTO onrecord_schema VALUES (99)")
    with pytest.raises(LedgerSchemaError, match="has schema 99"):
        open_postgres(url)
    other = new_place("postgres")
    run(other, "CREATE TABLE entries (name text)")
    with pytest.raises(LedgerSchemaError, match="no onrecord ledger"):
        open_postgres(other)
    run(cluster.url(), "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'")
    with pytest.raises(LedgerSchemaError, match="LATIN1"):
        open_postgres(cluster.url("latin"))


def test_a_server_that_is_not_there_is_named_without_the_password(cluster: Cluster) -> None:
    with pytest.raises(LedgerError, match="elsewhere") as raised:
        open_postgres(f"host={cluster.folder} port=5432 user=me password=hush dbname=elsewhere")
    assert "hush" not in str(raised.value)
    with pytest.raises(LedgerError, match="cannot be read") as raised:
        open_postgres("host='unclosed password=hush")
    assert "hush" not in str(raised.value)


def test_reports_come_back_from_another_timezone(url: str) -> None:
    abroad = url.replace("options='", "options='-c timezone=Asia/Tokyo ")
    with open_postgres(url) as here, open_postgres(abroad) as there:
        assert list(here.entries()) == list(there.entries())
        assert there.verify() == here.head()
        assert isinstance(next(there.entries()).body, Report)

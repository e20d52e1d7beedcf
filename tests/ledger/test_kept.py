"""What is kept beside the entries: read by key and by order, written whole or not at all."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.ledger_material import make_reading
from benchmarks.ledger_places import open_place

from onrecord.ledger.chained import ChainedLedger
from onrecord.ledger.kept import NO_DAY, Changes, Mark, Row, Wanted
from onrecord.ledger.sqlite import open_sqlite
from onrecord.terms import Ruling

NOW = dt.datetime(2024, 6, 11, tzinfo=dt.UTC)
MARK = Mark("code", 2, "c" * 64, "2024-06-11T00:00:00.000000Z", "note")


@pytest.fixture
def ledger(ledger_place: str) -> Iterator[ChainedLedger]:
    with open_place(ledger_place) as opened:
        yield opened


def row(row_id: str, **more: object) -> Row:
    made = Row(row_id, "", 0, "", 0, NO_DAY, 1, 0, "", "", "held", 0, "", f"value of {row_id}")
    return dataclasses.replace(made, **more)


def write(ledger: ChainedLedger, changes: Changes, mark: Mark = MARK) -> None:
    with ledger.keeping() as kept:
        assert kept is not None
        kept.write(changes, mark)


def rows(ledger: ChainedLedger, wanted: Wanted = Wanted(), order: str = "changed") -> list[str]:  # noqa: B008
    with ledger.looking() as kept:
        assert kept is not None
        return [value.removeprefix("value of ") for value in kept.rows(wanted, order)]


def test_records_are_set_changed_and_dropped(ledger: ChainedLedger) -> None:
    write(ledger, Changes({("s", "a"): "1", ("s", "b"): "2", ("t", "a"): "3"}))
    write(ledger, Changes({("s", "a"): "9", ("s", "b"): None, ("s", "gone"): None}))
    with ledger.looking() as kept:
        assert kept is not None
        assert kept.fetch("s", ["a", "b", "c"]) == {"a": "9"}
        assert kept.fetch("t", ["a"]) == {"a": "3"}
        assert kept.fetch("t", []) == {}
        assert kept.mark() == MARK
        assert list(kept.shelf("s")) == [("a", "9")]


def test_keys_are_found_by_how_they_begin(ledger: ChainedLedger) -> None:
    write(ledger, Changes({("s", key): key for key in ("aa", "ab1", "ab2", "ac", "b", "é", "zz")}))
    with ledger.looking() as kept:
        assert kept is not None
        assert [k for k, _ in kept.beginning("s", "ab", 9)] == ["ab1", "ab2"]
        assert [k for k, _ in kept.beginning("s", "a", 2)] == ["aa", "ab1"]
        assert [k for k, _ in kept.beginning("s", "é", 9)] == ["é"]
        assert len(kept.beginning("s", "", 9)) == 7


def test_any_text_is_kept(ledger: ChainedLedger) -> None:
    odd = 'a\\b"c\n\t{d},é, "\U0001f600'
    write(ledger, Changes({("s", odd): odd}, {odd: row(odd, value=odd)}))
    with ledger.looking() as kept:
        assert kept is not None
        assert kept.fetch("s", [odd]) == {odd: odd}
        assert kept.row(odd) == odd
        assert kept.row("other") is None


def test_rows_come_in_each_order_and_equal_ones_by_id(ledger: ChainedLedger) -> None:
    made = [
        row("b", changed="2", since="2024-01", since_day=5, planned=7, sides="A\x01B"),
        row("a", changed="2", since="2024-01", since_day=5, planned=7, sides="A\x01B"),
        row("c", changed="3", since_day=9, sides="A"),
        row("d", changed="2", since="2024-02", since_day=1, planned=3, sides="B"),
    ]
    write(ledger, Changes(rows={r.id: r for r in made}))
    assert rows(ledger, order="changed") == ["c", "d", "a", "b"]
    assert rows(ledger, order="since") == ["c", "a", "b", "d"]
    assert rows(ledger, order="date") == ["d", "a", "b", "c"]
    assert rows(ledger, order="sides") == ["c", "a", "b", "d"]
    write(ledger, Changes(rows={"a": None, "d": row("d", changed="4")}))
    assert rows(ledger) == ["d", "c", "b"]


def test_rows_are_chosen_by_what_they_say(ledger: ChainedLedger) -> None:
    made = [
        row("a", parties="\x01BRA\x01\x01CAN\x01", status="held", words="brazil canada"),
        row("b", parties="\x01BRA\x01", contested=1, first_day=5, last_day=9, changed="5"),
        row("c", parties="\x01RAC\x01", status="sought", first_day=8, last_day=8, words="100%_?"),
    ]
    write(ledger, Changes(rows={r.id: r for r in made}))
    for wanted, expected in (
        (Wanted(sides=("BRA",)), ["b", "a"]),
        (Wanted(sides=("BRA", "CAN")), ["a"]),
        (Wanted(statuses=("sought",)), ["c"]),
        (Wanted(contested=True), ["b"]),
        (Wanted(contested=False), ["a", "c"]),
        (Wanted(first=9), ["b"]),
        (Wanted(last=7), ["b"]),
        (Wanted(first=1), ["b", "c"]),
        (Wanted(changed_since="4"), ["b"]),
        (Wanted(words=("brazil", "can")), ["a"]),
        (Wanted(words=("%_?",)), ["c"]),
        (Wanted(words=("' OR 1=1",)), []),
    ):
        assert rows(ledger, wanted) == expected, wanted


def test_what_is_written_is_whole_or_not_there(ledger: ChainedLedger) -> None:
    def half() -> None:
        with ledger.keeping() as kept:
            assert kept is not None
            kept.write(Changes({("s", "a"): "1"}), MARK)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    with ledger.looking() as kept:
        assert kept is not None
        assert kept.mark() is None
        assert kept.fetch("s", ["a"]) == {}


def test_everything_is_thrown_away_and_the_entries_stay(ledger: ChainedLedger) -> None:
    reading = make_reading(1)
    ledger.append([reading.report, reading], now=NOW)
    write(ledger, Changes({("s", "a"): "1"}, {"a": row("a")}))
    with ledger.keeping() as kept:
        assert kept is not None
        kept.clear()
    assert rows(ledger) == []
    assert ledger.verify().seq == 2


def test_a_reader_sees_one_state(ledger: ChainedLedger, ledger_place: str) -> None:
    write(ledger, Changes(rows={"a": row("a")}))
    with open_place(ledger_place) as other, other.looking() as kept:
        assert kept is not None
        assert kept.mark() == MARK
        write(ledger, Changes(rows={"a": None}), dataclasses.replace(MARK, seq=3))
        assert kept.mark() == MARK
        assert kept.row("a") is not None


def test_rulings_are_found_by_themselves(ledger: ChainedLedger) -> None:
    reading, first = make_reading(1), Ruling("accept", "ann", "c1")
    ledger.append([reading.report, reading, first], now=NOW)
    second = Ruling("reject", "ann", "c1")
    ledger.append([second], now=NOW)
    assert [e.body for e in ledger.rulings()] == [first, second]
    assert [e.body for e in ledger.rulings(upto_seq=3)] == [first]
    assert ledger.rulings() == [e for e in ledger.entries() if e.kind == "ruling"]


def test_a_file_of_the_first_schema_is_read_as_it_is_and_moved_on_when_written(
    tmp_path: Path,
) -> None:
    place = tmp_path / "old.db"
    reading = make_reading(1)
    with open_sqlite(place) as ledger:
        ledger.append([reading.report, reading], now=NOW)
    with sqlite3.connect(place) as connection:
        for table in ("kept_mark", "kept_records", "kept_rows"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX entries_rulings")
        connection.execute("DELETE FROM onrecord_schema WHERE version = 2")
    with open_sqlite(place, read_only=True) as ledger, ledger.looking() as kept:
        assert kept is None
        assert ledger.verify().seq == 2
        assert ledger.rulings() == []
    with open_sqlite(place) as ledger, ledger.looking() as kept:
        assert kept is not None
        assert ledger.verify().seq == 2

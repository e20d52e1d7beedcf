"""The wiring: where the ledger is, what reads, and what an addition becomes."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from benchmarks.board_material import make_report
from psycopg.conninfo import conninfo_to_dict

from onrecord.errors import (
    BadArgumentError,
    LedgerReadOnlyError,
    ModelMissingError,
    NotFoundError,
    ReportUnreadableError,
)
from onrecord.intake.sources import take_in_bytes
from onrecord.keeping.keeper import Keeper
from onrecord.opening import (
    Record,
    ledger_path,
    open_ledger,
    open_reader,
    open_record,
    parser_model,
    utc_now,
)
from onrecord.reading import reader
from onrecord.standing.board import board
from onrecord.terms import Reader, Reading, Report, Ruling

NOW = dt.datetime(2024, 5, 2, 18, tzinfo=dt.UTC)
(REPORT,) = take_in_bytes(b"Norway's king will visit Riga on Monday, the court said.\n", "a report")


class CountingReader:
    """Reads nothing out of a report, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, report: Report) -> Reading:
        self.asked += 1
        return Reading(report, Reader(f"version {self.asked}"))


def test_the_default_ledger_is_in_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert ledger_path() == tmp_path / "onrecord" / "ledger.db"
    with open_record(clock=lambda: NOW):
        assert (tmp_path / "onrecord" / "ledger.db").exists()


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("desk.db", "desk.db"),
        ("sqlite:///desk.db", "desk.db"),
        ("sqlite:////srv/desk.db", "/srv/desk.db"),
    ],
)
def test_a_path_and_its_address_are_one_place(place: str, path: str) -> None:
    assert ledger_path(place) == Path(path)


@pytest.mark.parametrize("place", ["mysql://x/y", "sqlite://", "sqlite:///", "http://x"])
def test_an_address_of_no_ledger_is_refused(place: str) -> None:
    with pytest.raises(BadArgumentError, match="postgresql"):
        open_ledger(place)


def test_a_ledger_to_be_read_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="onrecord add"):
        open_ledger(str(tmp_path / "none.db"), read_only=True)
    assert list(tmp_path.iterdir()) == []


def _address(place: str) -> str:
    """The URL of a PostgreSQL ledger that is given as a connection string; a path as it is."""
    if "host=" not in place:
        return place
    parts = conninfo_to_dict(place)
    return f"postgresql:///{parts.pop('dbname')}?{urlencode(parts, quote_via=quote)}"


def test_a_report_is_read_when_it_is_new_or_asked_for_again(ledger_place: str) -> None:
    reads = CountingReader()
    with Record(open_ledger(_address(ledger_place)), reads, lambda: NOW) as record:
        first = record.add(REPORT)
        assert (first.fresh, first.reading, reads.asked) == (
            True,
            Reading(REPORT, Reader("version 1")),
            1,
        )
        second = record.add(REPORT)
        assert (second.fresh, second.reading, reads.asked) == (False, None, 1)
        third = record.add(REPORT, again=True)
        assert (third.fresh, third.reading) == (False, Reading(REPORT, Reader("version 2")))
        assert [e.kind for e in record.ledger.entries()] == ["report", "reading", "reading"]
        assert {e.recorded for e in record.ledger.entries()} == {NOW}
        assert record.reports() == [REPORT]


def test_a_ruling_that_stands_already_gives_no_entry(tmp_path: Path) -> None:
    ruling = Ruling("accept", "ann", "c1")
    with open_record(str(tmp_path / "ledger.db"), clock=lambda: NOW) as record:
        entry = record.rule(ruling)
        assert entry is not None
        assert entry.recorded == NOW
        assert record.rule(ruling) is None
        assert record.rulings() == [entry]


def test_a_parser_that_is_not_installed_is_named_with_its_remedy() -> None:
    with pytest.raises(ModelMissingError, match=r"no_such_model.*pip install"):
        parser_model("no_such_model")
    with pytest.raises(ModelMissingError):
        open_reader("no_such_model")(REPORT)


def test_the_parser_is_named_by_what_is_in_its_files() -> None:
    model = parser_model()
    assert model == parser_model()
    assert len(model.sha256) == 64
    assert model in open_reader()(REPORT).reader.models


def test_a_report_on_which_the_reader_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Reading:
        raise IndexError("list index out of range")

    monkeypatch.setattr(reader, "read_report", fails)
    with pytest.raises(ReportUnreadableError, match="IndexError") as caught:
        open_reader()(REPORT)
    assert isinstance(caught.value.__cause__, IndexError)


def test_the_clock_is_utc() -> None:
    assert utc_now().utcoffset() == dt.timedelta(0)


def _asked(place: str, *, read_only: bool = True) -> list[str]:
    with open_record(place, clock=lambda: NOW, read_only=read_only) as record:
        return record.ask(lambda view: [s.id for s in view.board()])


def _filled(place: str) -> list[str]:
    readings = [make_report(n, engagements=30) for n in range(40)]
    with open_record(place, clock=lambda: NOW) as record:
        for one in readings:
            record.add_reading(one)
        return [s.id for s in board(record.standings())]


def test_the_board_is_kept_and_asked(ledger_place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _filled(_address(ledger_place))
    monkeypatch.setattr(Record, "standings", None)
    assert _asked(_address(ledger_place)) == expected


def test_a_board_that_lags_behind_is_brought_up_to_date_by_a_reader(tmp_path: Path) -> None:
    place = str(tmp_path / "ledger.db")
    expected = _filled(place)
    with sqlite3.connect(place) as connection:
        connection.execute("DELETE FROM kept_mark")
    assert _asked(place) == expected
    with open_ledger(place, read_only=True) as ledger:
        assert not Keeper(ledger).lags()


def test_damage_is_met_by_working_the_board_out_anew(tmp_path: Path) -> None:
    place = str(tmp_path / "ledger.db")
    expected = _filled(place)
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE kept_rows SET value = '[1]'")
    assert _asked(place) == expected
    with open_record(place, clock=lambda: NOW, read_only=True) as record:
        assert not record.keeper.lags()


def test_a_ledger_that_cannot_be_written_is_folded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(tmp_path / "ledger.db")
    expected = _filled(place)
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE kept_mark SET version = 'older code'")

    def refuses(_: object, **__: object) -> int:
        raise LedgerReadOnlyError(place, "cannot be written")

    monkeypatch.setattr(Keeper, "advance", refuses)
    assert _asked(place) == expected


def test_an_earlier_moment_is_folded(tmp_path: Path) -> None:
    place = str(tmp_path / "ledger.db")
    _filled(place)
    with open_record(place, clock=lambda: NOW) as record:
        record.rule(Ruling("accept", "ann", "nothing"))
        past = NOW - dt.timedelta(days=1)
        assert record.ask(lambda view: list(view.board()), past) == []


def test_adding_does_not_fail_because_the_board_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: object) -> int:
        raise IndexError("a defect of the fold")

    monkeypatch.setattr(Keeper, "advance", breaks)
    place = str(tmp_path / "ledger.db")
    with open_record(place, clock=lambda: NOW) as record:
        assert record.add_reading(make_report(1)).fresh
    with open_ledger(place) as ledger:
        assert ledger.verify().seq == 2

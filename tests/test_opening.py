"""The wiring: where the ledger is, what reads, and what an addition becomes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from psycopg.conninfo import conninfo_to_dict

from onrecord.errors import (
    BadArgumentError,
    ModelMissingError,
    NotFoundError,
    ReportUnreadableError,
)
from onrecord.intake.sources import take_in_bytes
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

"""The kept board: what it says is what the entries say, however and whenever it was worked out."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from benchmarks.board_material import make_report
from benchmarks.ledger_places import open_place
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import ruled, said, told
from test_state import histories

from onrecord.keeping import keeper as keeping
from onrecord.keeping.keeper import Keeper
from onrecord.keeping.view import Folded, View
from onrecord.ledger.chained import ChainedLedger
from onrecord.ledger.kept import Kept
from onrecord.standing.board import Filter
from onrecord.standing.explaining import explain
from onrecord.standing.state import stand
from onrecord.terms import Entry, Reading, Report, Ruling

NOW = dt.datetime(2031, 7, 1, tzinfo=dt.UTC)
ORDERS = ("changed", "date", "since", "sides")
VISIT = told("2031-06-01", "scheduled", planned_start="2031-06-20", place="Santiago")
CANCELLED = told("2031-06-04", "cancelled", was_planned_start="2031-06-20")
TALKS = told("2031-06-02", "agreed", sides=("PER", "ESP"), kind="talks", people={})


@pytest.fixture
def ledger(ledger_place: str) -> Iterator[ChainedLedger]:
    with open_place(ledger_place) as opened:
        yield opened


def add(ledger: ChainedLedger, *bodies: Reading | Ruling, now: dt.datetime = NOW) -> None:
    """Append as the fold's own tests lay out entries: a report before each reading of it."""
    for body in bodies:
        ledger.append([body.report, body] if isinstance(body, Reading) else [body], now=now)


def looked(ledger: ChainedLedger, now: dt.datetime = NOW) -> dict[str, object]:
    """Give all that the kept board says; fail when there is none."""
    with Keeper(ledger).look(now) as look:
        assert look is not None
        return said_by(look)


def folded(ledger: ChainedLedger, now: dt.datetime = NOW) -> dict[str, object]:
    return said_by(Folded(stand(ledger.entries(), now)))


def said_by(view: View) -> dict[str, object]:
    standings = list(view.board())
    return {
        "board": {order: [s.id for s in view.board(order=order)] for order in ORDERS},
        "standings": {s.id: s for s in standings},
        "explained": {s.id: explain(view.account(s.id)) for s in standings},
        "review": view.review(),
        "conflicts": view.conflicts(),
        "fates": view.fates(),
        "claims": {c.id: view.claims_of(c.id[:5]) for s in standings for c in s.history},
        "ids": {m: view.engagements_of(m[:6]) for s in standings for m in (s.id,)},
    }


def test_what_is_kept_is_what_is_folded(ledger: ChainedLedger) -> None:
    add(ledger, VISIT, TALKS, CANCELLED)
    assert Keeper(ledger).advance() == 6
    assert looked(ledger) == folded(ledger)


def test_nothing_is_kept_of_an_empty_ledger(ledger: ChainedLedger) -> None:
    assert Keeper(ledger).advance() == 0
    assert Keeper(ledger).lags()
    with Keeper(ledger).look(NOW) as look:
        assert look is None


@given(histories(), st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_left_and_taken_up_anywhere_it_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, history: list[Entry], data: st.DataObject
) -> None:
    place = tmp_path_factory.mktemp("kept") / "ledger.db"
    with open_place(str(place)) as ledger:
        keeper = Keeper(ledger)
        known: set[str] = set()
        ids: dict[str, str] = {}
        for entry in history:
            body = _with_new_ids(entry.body, ids)
            appended = ledger.append(
                [body.report, body] if isinstance(body, Reading) else [body], now=entry.recorded
            )
            if appended[-1] is None:
                continue
            ids[entry.id] = appended[-1].id
            known.add(appended[-1].id)
            what = data.draw(st.sampled_from(["wait", "advance", "anew"]))
            if what == "anew":
                keeper = Keeper(ledger)
            if what != "wait":
                keeper.advance(batch=data.draw(st.sampled_from([1, 2, 1000])))
        if not known:
            return
        keeper.advance()
        assert looked(ledger) == folded(ledger)


def _with_new_ids(body: Report | Reading | Ruling, ids: dict[str, str]) -> Reading | Ruling:
    """Let an undo point at the entry as the ledger has it."""
    assert not isinstance(body, Report)
    if isinstance(body, Ruling) and body.undoes is not None:
        return ruled("undo", body.target, who=body.who, undoes=ids.get(body.undoes, body.undoes))
    return body


@pytest.mark.parametrize(
    "chosen",
    [
        Filter(sides=("PER",)),
        Filter(sides=("NOR", "CHL")),
        Filter(statuses=("cancelled", "agreed")),
        Filter(first=dt.date(2031, 6, 20), last=dt.date(2031, 6, 20)),
        Filter(last=dt.date(2031, 6, 19)),
        Filter(contested=True),
        Filter(contested=False),
        Filter(changed_since=NOW),
        Filter(changed_since=NOW - dt.timedelta(seconds=1)),
        Filter(words="SANTIAGO dahl"),
        Filter(words="nowhere"),
    ],
)
def test_filters_choose_the_same(ledger: ChainedLedger, chosen: Filter) -> None:
    contested = told(
        "2031-06-03",
        "disputed",
        said("scheduled", "on_record", "ESP"),
        said("denied", "on_record", "PER", stance="denies", at=10),
        sides=("PER", "ESP"),
        people={},
    )
    add(ledger, VISIT, TALKS, CANCELLED, contested)
    Keeper(ledger).advance()
    with Keeper(ledger).look(NOW) as look:
        assert look is not None
        for order in ORDERS:
            for limit in (None, 1):
                kept = list(look.board(chosen, order=order, limit=limit))
                fold = Folded(stand(ledger.entries(), NOW))
                assert kept == list(fold.board(chosen, order=order, limit=limit))


def test_an_earlier_moment_is_not_what_is_kept(ledger: ChainedLedger) -> None:
    add(ledger, VISIT)
    add(ledger, CANCELLED, now=NOW + dt.timedelta(hours=1))
    Keeper(ledger).advance()
    with Keeper(ledger).look(NOW) as look:
        assert look is None
    assert not Keeper(ledger).lags()


def test_what_was_appended_since_is_taken_in_first(ledger: ChainedLedger) -> None:
    keeper = Keeper(ledger)
    add(ledger, VISIT)
    keeper.advance()
    add(ledger, CANCELLED)
    assert keeper.lags()
    with keeper.look(NOW) as look:
        assert look is None
    assert keeper.advance() == 2
    assert looked(ledger) == folded(ledger)


def test_two_keepers_take_turns(ledger: ChainedLedger, ledger_place: str) -> None:
    with open_place(ledger_place) as other:
        one, two = Keeper(ledger), Keeper(other)
        for number in range(6):
            add(ledger, make_report(40 * number, engagements=400))
            (one if number % 2 else two).advance()
        assert looked(ledger) == folded(ledger)


def test_other_code_works_it_out_anew(
    ledger: ChainedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ledger, VISIT, CANCELLED)
    Keeper(ledger).advance()
    monkeypatch.setattr(keeping, "fold_version", lambda: "other code")
    assert Keeper(ledger).lags()
    assert Keeper(ledger).advance() == 4
    assert looked(ledger) == folded(ledger)


def test_what_was_worked_out_from_other_entries_is_thrown_away(
    tmp_path: Path,
) -> None:
    place = tmp_path / "ledger.db"
    with open_place(str(place)) as ledger:
        add(ledger, VISIT, CANCELLED)
        Keeper(ledger).advance()
    with sqlite3.connect(place) as connection:
        connection.execute("UPDATE kept_mark SET seq = 2")
    with open_place(str(place)) as ledger:
        assert Keeper(ledger).advance() == 4
        assert looked(ledger) == folded(ledger)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM kept_records WHERE shelf = 'tellings'",
        "UPDATE kept_records SET value = '[]' WHERE shelf = 'tellings'",
        "UPDATE kept_records SET value = '{' WHERE shelf = 'clusters'",
        "DELETE FROM kept_records WHERE shelf IN ('clusters', 'verdicts')",
    ],
)
def test_damage_is_met_by_working_it_out_anew(tmp_path: Path, damage: str) -> None:
    place = tmp_path / "ledger.db"
    with open_place(str(place)) as ledger:
        add(ledger, VISIT)
        Keeper(ledger).advance()
        with sqlite3.connect(place) as connection:
            connection.execute(damage)
        add(ledger, CANCELLED)
        Keeper(ledger).advance()
        assert looked(ledger) == folded(ledger)


def test_an_interrupted_advance_leaves_what_was(
    ledger: ChainedLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(ledger)
    add(ledger, VISIT)
    keeper.advance()
    add(ledger, CANCELLED)

    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(keeping, "changes_of", stops)
        with pytest.raises(KeyboardInterrupt):
            keeper.advance()
    assert keeper.advance() == 2
    assert looked(ledger) == folded(ledger)


def test_a_long_ledger_is_taken_in_by_parts(ledger: ChainedLedger) -> None:
    readings = [make_report(n, engagements=60) for n in range(90)]
    ledger.append([b for r in readings for b in (r.report, r)], now=NOW)
    assert Keeper(ledger).advance(batch=17) == 180
    assert looked(ledger) == folded(ledger)


def test_whoever_waits_is_told_how_far_it_is(ledger: ChainedLedger) -> None:
    readings = [make_report(n, engagements=5) for n in range(5)]
    ledger.append([b for r in readings for b in (r.report, r)], now=NOW)
    told: list[tuple[int, int]] = []
    Keeper(ledger).advance(batch=4, following=lambda done, of: told.append((done, of)))
    assert told == [(4, 10), (8, 10), (10, 10)]


def test_rulings_on_what_comes_later_are_followed_when_it_comes(ledger: ChainedLedger) -> None:
    (account,) = stand([_entry(VISIT)]).accounts.values()
    add(ledger, ruled("reject", account.standing.id))
    Keeper(ledger).advance()
    add(ledger, VISIT, TALKS)
    Keeper(ledger).advance()
    assert looked(ledger) == folded(ledger)
    assert len(json.loads(json.dumps(list(looked(ledger)["standings"])))) == 1


def _entry(body: Reading) -> Entry:
    return Entry(1, NOW, "first", body, "0" * 64, "0" * 64)


def test_an_engagement_of_many_sides_is_kept_too(ledger: ChainedLedger) -> None:
    sides = tuple(f"S{n:02d}" for n in range(30))
    add(ledger, told("2031-06-01", "scheduled", sides=sides, kind="summit", people={}))
    Keeper(ledger).advance()
    assert looked(ledger) == folded(ledger)


def test_evidence_of_every_shape_comes_back(ledger: ChainedLedger) -> None:
    claim = said("held", "anonymous", "NOR", when="2031-06~", reason="rain", by="NOR; CHL")
    add(ledger, told("2031-06-01", "held", claim, responses={"CHL": "accepted"}))
    Keeper(ledger).advance()
    assert looked(ledger) == folded(ledger)


def test_one_more_report_reads_no_more_of_a_longer_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counting(kept: Kept, shelf: str, keys: Iterable[str]) -> dict[str, str]:
        found = fetch(kept, shelf, keys)
        read.append(len(found))
        return found

    fetch = Kept.fetch
    monkeypatch.setattr(Kept, "fetch", counting)
    records = []
    for reports in (150, 500):
        with open_place(str(tmp_path / f"{reports}.db")) as ledger:
            readings = [make_report(n, engagements=reports) for n in range(reports)]
            ledger.append([b for r in readings for b in (r.report, r)], now=NOW)
            Keeper(ledger).advance()
            read.clear()
            for more in range(5):
                add(ledger, make_report(reports + more, engagements=reports + 50))
                Keeper(ledger).advance()
            records.append(sum(read))
    assert records[1] < 1.5 * records[0]


def test_what_is_asked_now_may_lag_behind_what_was_appended_since(ledger: ChainedLedger) -> None:
    add(ledger, VISIT)
    Keeper(ledger).advance()
    add(ledger, CANCELLED, now=NOW + dt.timedelta(hours=1))
    with Keeper(ledger).look(NOW, at_least=2) as look:
        assert look is not None
        assert [s.status for s in look.board()] == ["scheduled"]
    with Keeper(ledger).look(NOW, at_least=3) as look:
        assert look is None

"""Several processes add and ask at once: the board is that of the entries, for each at any time."""

from __future__ import annotations

import datetime as dt
import multiprocessing

from benchmarks.board_material import make_report
from benchmarks.ledger_places import open_place

from onrecord.keeping.keeper import Keeper
from onrecord.opening import Record
from onrecord.standing.state import stand
from onrecord.terms import Reading, Report

WRITERS = 3
EACH = 12
NOW = dt.datetime(2031, 6, 11, tzinfo=dt.UTC)
FORK = multiprocessing.get_context("fork")


def never_read(report: Report) -> Reading:
    raise AssertionError(report.id)


def write(place: str, writer: int) -> None:
    """Add reports one by one, each in a record of its own, as commands do."""
    for k in range(EACH):
        with Record(open_place(place), never_read, lambda: NOW) as record:
            record.add_reading(make_report(WRITERS * k + writer, engagements=20))


def test_what_is_asked_while_others_add_is_the_board_of_some_moment(ledger_place: str) -> None:
    open_place(ledger_place).close()
    children = [FORK.Process(target=write, args=(ledger_place, n)) for n in range(WRITERS)]
    for child in children:
        child.start()
    sizes = [0]
    while any(child.is_alive() for child in children):
        with Record(open_place(ledger_place), never_read, lambda: NOW) as record:
            sizes.append(record.ask(lambda view: sum(len(s.members) for s in view.board())))
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * WRITERS
    assert sizes == sorted(sizes), "nothing that was on the board was gone again"
    with open_place(ledger_place) as ledger:
        keeper = Keeper(ledger)
        keeper.advance()
        with keeper.look(NOW) as look:
            assert look is not None
            kept = {s.id: s for s in look.board()}
        assert kept == {s.id: s for s in stand(ledger.entries(), NOW)}
        assert ledger.verify().seq == 2 * WRITERS * EACH

"""Several processes write one ledger at once while others read it: nobody misses anything."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from multiprocessing.process import BaseProcess

from benchmarks.ledger_material import make_reading
from benchmarks.ledger_places import open_place

from onrecord.terms import Entry, Reading, Report

WRITERS = 4
EACH = 15
NOW = dt.datetime(2024, 6, 11, tzinfo=dt.UTC)
FORK = multiprocessing.get_context("fork")


def write(place: str, writer: int) -> None:
    """Append reports of this writer's own, and in between ones that all writers append."""
    with open_place(place) as ledger:
        for k in range(EACH):
            own = make_reading(1000 * writer + k, claims=1)
            shared = make_reading(900_000 + k, claims=1)
            ledger.append([own.report, own], now=NOW)
            ledger.append([shared.report, shared], now=NOW)


def started(place: str) -> list[BaseProcess]:
    children = [FORK.Process(target=write, args=(place, n)) for n in range(1, WRITERS + 1)]
    for child in children:
        child.start()
    return children


def test_every_append_is_there_once_and_a_follower_sees_all_in_order(ledger_place: str) -> None:
    children = started(ledger_place)  # they also race to make the ledger
    seen: list[Entry] = []
    with open_place(ledger_place) as ledger:
        writing = True
        while writing:
            # First whether they write, then what they wrote: the last round sees the end.
            writing = any(child.is_alive() for child in children)
            seen += ledger.entries(after=seen[-1].seq if seen else 0)
        for child in children:
            child.join()
        assert [child.exitcode for child in children] == [0] * WRITERS
        assert seen == list(ledger.entries())
        assert ledger.verify() == ledger.head()
    assert [e.seq for e in seen] == list(range(1, len(seen) + 1))
    reports = [e.body.url for e in seen if isinstance(e.body, Report)]
    expected = [
        f"https://wire.example/{n}"
        for n in (
            *(1000 * w + k for w in range(1, WRITERS + 1) for k in range(EACH)),
            *(900_000 + k for k in range(EACH)),
        )
    ]
    assert sorted(reports) == sorted(expected)
    readings = [e.body.report.url for e in seen if isinstance(e.body, Reading)]
    assert sorted(readings) == sorted(expected)


def follow(place: str, goal: int, chains: multiprocessing.Queue[list[str]]) -> None:
    """Read what is new until there are `goal` entries, and hand over the hashes seen."""
    seen: list[str] = []
    with open_place(place) as ledger:
        while len(seen) < goal:
            seen += [e.chain for e in ledger.entries(after=len(seen))]
    chains.put(seen)


def test_followers_in_other_processes_agree(ledger_place: str) -> None:
    open_place(ledger_place).close()
    goal = 2 * (WRITERS * EACH + EACH)
    chains: multiprocessing.Queue[list[str]] = FORK.Queue()
    children = [FORK.Process(target=follow, args=(ledger_place, goal, chains)) for _ in range(2)]
    for child in children:
        child.start()
    writers = started(ledger_place)
    seen = [chains.get(timeout=120) for _ in children]
    for child in (*children, *writers):
        child.join()
    with open_place(ledger_place) as ledger:
        assert [[e.chain for e in ledger.entries()]] * 2 == seen

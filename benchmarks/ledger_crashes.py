"""Kills a writer again and again and looks what is left: nothing acknowledged may be lost.

    python -m benchmarks.ledger_crashes --kills 500 --backend sqlite
    python -m benchmarks.ledger_crashes --kills 500 --backend postgres

Each round a child process appends reports with their readings, and says so down a pipe only
after `append` has returned. Then it dies, in one of these ways:

moment  SIGKILL after a random time.
step    SIGKILL from within, at a chosen call or return of the ledger's or the driver's code.
write   (SQLite) the kernel ends it in the middle of a write to the log, at a chosen byte.
server  (PostgreSQL) SIGKILL to its server process; the whole server recovers from its log.

After each append the child brings the board up to date that is kept beside the entries, and dies
in the middle of that as well as of the append.

After each death the ledger is opened as if nothing had happened and must verify, hold everything
that was acknowledged, and at most the one append that was under way, whole. The kept board must
go on from an entry that is there; before a ledger is done with, it is brought up to date and must
say what folding the entries anew says. Killing a process does not cut the power: that a synced
write is on the disk is left to the disk.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import itertools
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from benchmarks.ledger_cluster import temporary_cluster
from benchmarks.ledger_material import make_reading
from benchmarks.ledger_places import open_place

from onrecord.errors import LedgerError
from onrecord.keeping.keeper import Keeper
from onrecord.standing.state import stand
from onrecord.terms import Reading

WAYS = {"sqlite": ("moment", "step", "write"), "postgres": ("moment", "step", "server")}
NOW = dt.datetime(2024, 6, 11, tzinfo=dt.UTC)
_PER_LEDGER = 25
_WATCHED = ("/onrecord/ledger/", "/onrecord/keeping/", "/psycopg/")


@dataclass(slots=True)
class Tally:
    """What the rounds came to."""

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    unsaid_kept: int = 0
    boards: int = 0


class LostError(Exception):
    """Something acknowledged is gone, or something is there by half."""


class AliveError(Exception):
    """A writer outlived its end, so the round showed nothing."""


def crash(
    new_place: Callable[[], str],
    kills: int,
    ways: tuple[str, ...],
    *,
    seed: int,
    kill_server: Callable[[], None] | None = None,
) -> Tally:
    """Kill writers `kills` times, in each of `ways` in turn; raise LostError on any loss."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    tally = Tally()
    place = ""
    for number in range(kills):
        if number % _PER_LEDGER == 0:
            place = new_place()
        with open_place(place) as ledger:
            before = ledger.head().seq
        way = ways[number % len(ways)]
        acknowledged = _kill_a_writer(place, number, way, chance, kill_server)
        tally.kills[way] += 1
        tally.acknowledged += len(acknowledged)
        look(place, number, before, acknowledged, tally)
        if number % _PER_LEDGER == _PER_LEDGER - 1 or number == kills - 1:
            look_at_board(place, number)
            tally.boards += 1
    return tally


def _kill_a_writer(
    place: str,
    number: int,
    way: str,
    chance: random.Random,
    kill_server: Callable[[], None] | None,
) -> list[str]:
    """Let a child append until it dies; give the ids that it acknowledged."""
    step, size = chance.randint(1, 12_000), chance.randint(40_000, 3_000_000)
    delay = chance.uniform(0, 0.15)
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        try:
            # A LedgerError is what the child gets whose server process was killed.
            with contextlib.suppress(LedgerError):
                _write(
                    place,
                    number,
                    sending,
                    step if way == "step" else None,
                    size if way == "write" else None,
                )
            os._exit(0)
        finally:
            os._exit(1)
    os.close(sending)
    said = b""
    with os.fdopen(receiving, "rb", buffering=0) as pipe:
        if way in ("moment", "server"):
            said = pipe.read(1)  # it is under way
            time.sleep(delay)
            if way == "server" and kill_server is not None:
                kill_server()
            else:
                os.kill(child, signal.SIGKILL)
        while more := pipe.read(65536):
            said += more
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and not (way == "server" and os.WEXITSTATUS(status) == 0):
        raise AliveError(f"round {number}: the writer was to die by {way}, but did not")
    # A last line without its end was cut off while it was being said: not acknowledged.
    return [i for line in said.decode().split("\n")[:-1] for i in line.split()]


def _write(place: str, number: int, sending: int, step: int | None, size: int | None) -> None:
    with open_place(place) as ledger:
        os.write(sending, b"\n")
        if size is not None:
            # Python ignores this signal; by default it ends the process at the very write that
            # would make a file longer than the limit, of which the first part is written.
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        if step is not None:
            sys.setprofile(_die_at(step))
        keeper = Keeper(ledger)
        for k in range(400):
            reading = make_reading(number * 1000 + k, claims=2)
            appended = ledger.append([reading.report, reading], now=NOW)
            line = " ".join(e.id for e in appended if e is not None)
            os.write(sending, f"{line}\n".encode())
            keeper.advance()


def _die_at(step: int) -> Callable[[FrameType, str, object], None]:
    left = step

    def count(frame: FrameType, event: str, argument: object) -> None:  # noqa: ARG001
        nonlocal left
        if any(part in frame.f_code.co_filename for part in _WATCHED):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return count


def look(place: str, number: int, before: int, acknowledged: list[str], tally: Tally) -> None:
    """Look what a round left; raise LostError unless it is all that was acknowledged, whole.

    `before` is the number of the last entry before the round.
    """
    with open_place(place) as ledger:
        ledger.verify()
        lost = [i for i in acknowledged if not ledger.has(i)]
        if lost:
            raise LostError(f"round {number}: acknowledged, but gone: {lost}")
        fresh = list(ledger.entries(after=before))
        with ledger.looking() as kept:
            mark = kept.mark() if kept is not None else None
        if mark is not None:
            line = next(ledger.lines(after=mark.seq - 1, upto_seq=mark.seq), None)
            if line is None or line.chain != mark.chain:
                raise LostError(f"round {number}: the board was kept up to an entry that is gone")
    # Each append was of a report and its reading, in that order, and nobody else was writing.
    reports, readings = fresh[::2], fresh[1::2]
    whole = all(e.kind == "report" for e in reports) and [e.id for e in reports] == [
        e.body.report.id for e in readings if isinstance(e.body, Reading)
    ]
    unsaid = [e.id for e in fresh][len(acknowledged) :]
    if not whole or len(unsaid) not in (0, 2):
        raise LostError(f"round {number}: half an append was kept: {unsaid}")
    tally.unsaid_kept += len(unsaid) // 2


def look_at_board(place: str, number: int) -> None:
    """Look whether the kept board, brought up to date, says what the entries say.

    Raises LostError when it does not.
    """
    with open_place(place) as ledger:
        keeper = Keeper(ledger)
        keeper.advance()
        with keeper.look(NOW) as look:
            kept = None if look is None else {s.id: s for s in look.board()}
        folded = {s.id: s for s in stand(ledger.entries(), NOW)}
    if kept != folded and (kept is not None or folded):
        raise LostError(f"round {number}: the kept board is not that of the entries")


@contextlib.contextmanager
def _new_places(backend: str) -> Iterator[tuple[Callable[[], str], Callable[[], None] | None]]:
    with tempfile.TemporaryDirectory(prefix="onrecord-crashes-") as folder:
        numbers = itertools.count()
        if backend == "sqlite":
            yield (lambda: str(Path(folder) / f"{next(numbers)}.db")), None
            return
        with temporary_cluster() as cluster:
            yield (lambda: cluster.new_ledger(f"crash{next(numbers)}")), cluster.kill


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Kill ledger writers and look what is left.")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--backend", choices=sorted(WAYS), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    started = time.monotonic()
    with _new_places(chosen.backend) as (new_place, kill_server):
        tally = crash(
            new_place,
            chosen.kills,
            WAYS[chosen.backend],
            seed=chosen.seed,
            kill_server=kill_server,
        )
    ways = ", ".join(f"{n} by {way}" for way, n in sorted(tally.kills.items()))
    print(
        f"{chosen.backend}: {tally.kills.total()} kills ({ways}) in"
        f" {time.monotonic() - started:.0f} s; {tally.acknowledged} entries acknowledged, 0 lost;"
        f" {tally.unsaid_kept} appends were kept whole that had no time to be acknowledged;"
        f" {tally.boards} kept boards are those of their entries"
    )


if __name__ == "__main__":
    main()

"""The record: a ledger with what reads for it and the board kept beside it, as one thing to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar

from onrecord.errors import LedgerError
from onrecord.terms import Entry, Reading, Report, Ruling, Standing

if TYPE_CHECKING:
    from onrecord.keeping.keeper import Following, Keeper
    from onrecord.keeping.view import View
    from onrecord.ledger.chained import ChainedLedger
    from onrecord.standing.standings import Standings

T = TypeVar("T")
Clock = Callable[[], dt.datetime]
ReadReport = Callable[[Report], Reading]

_KEPT_AT_ONCE = 200
"""Reports added between two times that the kept board is brought up to date."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report: `fresh` when it is new to the ledger; its reading, or None.

    `reading` is None when nothing was read, or what was read was already there.
    """

    report: Report
    fresh: bool
    reading: Reading | None


class Record:
    """The record: a ledger, what reads for it, and what is asked of it.

    The board is kept beside the entries (`keeping`) and brought up to date with what is added,
    some reports at a time and at the end. `open_to_write` opens the ledger again to do so, where
    `ledger` was opened to be read; `following` is told how far that is while somebody waits for an
    answer. Close it, or use it in a `with` statement.
    """

    def __init__(
        self,
        ledger: ChainedLedger,
        read_report: ReadReport,
        clock: Clock,
        *,
        open_to_write: Callable[[], ChainedLedger] | None = None,
        following: Following | None = None,
    ) -> None:
        self.ledger = ledger
        self._read = read_report
        self._clock = clock
        self._open_to_write = open_to_write
        self._following = following
        self._kept: Keeper | None = None
        self._waiting = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Bring the board up to date and let go of the ledger; closing twice is no error."""
        self._keep(at_least=1)
        self.ledger.close()

    def add(self, report: Report, *, again: bool = False) -> Added:
        """Read a report and append it with its reading, both or neither.

        A report that is already there is left alone, unless `again` asks for it to be read anew:
        then a reading that differs is appended and supersedes the earlier one.
        """
        fresh = not self.ledger.has(report.id)
        if not fresh and not again:
            return Added(report, fresh=False, reading=None)
        return self.add_reading(self._read(report))

    def read_anew(self, report: Report) -> Reading | None:
        """Read a report that is there again, and keep nothing.

        None when the same was read before. Raises what the reader raises.
        """
        reading = self._read(report)
        return reading if self.ledger.would_add(reading) else None

    def add_reading(self, reading: Reading) -> Added:
        """Append a report with a reading of it that somebody made, both or neither."""
        report, read = self.ledger.append([reading.report, reading], now=self._clock())
        self._waiting += 1
        self._keep(at_least=_KEPT_AT_ONCE)
        return Added(
            reading.report,
            fresh=report is not None,
            reading=reading if read is not None else None,
        )

    def rule(self, ruling: Ruling) -> Entry | None:
        """Append a person's ruling and give its entry; None when an equal one stands already."""
        (entry,) = self.ledger.append([ruling], now=self._clock())
        self._waiting += 1
        return entry

    def reports(self) -> list[Report]:
        """Give the reports in the ledger, in the order in which they were added."""
        return [e.body for e in self.ledger.entries() if isinstance(e.body, Report)]

    def rulings(self) -> list[Entry]:
        """Give the rulings in the ledger, undone ones and undoings too, in order."""
        return self.ledger.rulings()

    def standings(self, as_of: dt.datetime | None = None) -> Standings:
        """Derive anew where everything stands: what the ledger knew at `as_of`, or now."""
        from onrecord.standing.state import stand

        as_of = as_of or self._clock()
        return stand(self.ledger.entries(recorded_until=as_of), as_of)

    def standings_with(self, readings: Iterable[Reading]) -> Standings:
        """Derive where everything would stand if these readings were added now."""
        from onrecord.standing.state import fold

        now = self._clock()
        state = fold(self.ledger.entries(recorded_until=now))
        # Their ids and hashes are only given when they are appended; the fold does not ask.
        first = state.seq + 1
        state.advance(Entry(n, now, "", r, "", "") for n, r in enumerate(readings, first))
        return state.standings(now)

    def ask(self, question: Callable[[View], T], as_of: dt.datetime | None = None) -> T:
        """Put a question to the board as the ledger knew it at `as_of`, or now.

        The kept board answers where it can: it is brought up to date first if it lags behind and
        may be written, and thrown away if it turns out to be damaged. Otherwise, and for a past
        moment, everything is derived anew. `question` may be called more than once. What it gives
        back must not hold on to the view.
        """
        from onrecord.keeping.tables import DAMAGED

        at_least = self.ledger.head().seq if as_of is None else None
        as_of = as_of or self._clock()
        for _ in range(2):
            try:
                with self.keeper.look(as_of, at_least=at_least) as look:
                    if look is not None:
                        return question(look)
            except DAMAGED:
                # The entries are what counts.
                self._bring_up_to_date(anew=True)
                continue
            if not self.keeper.lags() or not self._bring_up_to_date():
                break
        from onrecord.keeping.view import Folded

        return question(Folded(self.standings(as_of)))

    @property
    def keeper(self) -> Keeper:
        """What keeps the board beside the ledger."""
        if self._kept is None:
            from onrecord.keeping.keeper import Keeper

            self._kept = Keeper(self.ledger)
        return self._kept

    def _keep(self, *, at_least: int) -> None:
        """Bring the kept board up to date, once so many changes are waiting to be taken in."""
        if self._waiting < at_least:
            return
        self._waiting = 0
        # What was added is safe, and whoever asks next goes on where this stops or meets the same
        # defect: it is no reason to say that adding failed, or to stop watching.
        with suppress(Exception):
            self.keeper.advance()

    def _bring_up_to_date(self, *, anew: bool = False) -> bool:
        """Bring the kept board up to date; False when it may not be written."""
        self._waiting = 0
        try:
            if self._open_to_write is None:
                keepers: AbstractContextManager[Keeper] = nullcontext(self.keeper)
            else:
                keepers = _keeping(self._open_to_write)
            with keepers as keeper:
                if anew:
                    keeper.clear()
                keeper.advance(following=self._following)
        except LedgerError:
            return False
        return True

    def reports_of(self, standing: Standing) -> dict[str, Report]:
        """Give the reports that a standing was told in, by id."""
        found = {}
        for report_id in dict.fromkeys(m.report for m in standing.members):
            body = self.ledger.get(report_id).body
            assert isinstance(body, Report), "members are in reports"
            found[report_id] = body
        return found


@contextmanager
def _keeping(open_ledger: Callable[[], ChainedLedger]) -> Iterator[Keeper]:
    from onrecord.keeping.keeper import Keeper

    with open_ledger() as ledger:
        yield Keeper(ledger)

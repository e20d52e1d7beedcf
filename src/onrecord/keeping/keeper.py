"""The board beside a ledger, brought up to date and read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

from onrecord.errors import NotFoundError
from onrecord.keeping.rows import wanted_of
from onrecord.keeping.tables import DAMAGED, changes_of, kept_shelves
from onrecord.keeping.version import fold_version
from onrecord.keeping.view import claims_in
from onrecord.ledger.chained import ChainedLedger
from onrecord.ledger.kept import Kept, Mark
from onrecord.ledger.line import recorded_text, recorded_time
from onrecord.packing import packing_of
from onrecord.standing.board import Filter, Order
from onrecord.standing.engagement import Account
from onrecord.standing.fates import Fate
from onrecord.standing.rulings import RulingConflict
from onrecord.standing.shelves import Shelves
from onrecord.standing.standings import Unsure, resolve
from onrecord.standing.state import State
from onrecord.terms import Claim, Standing

Following = Callable[[int, int], None]
"""Is told how many entries were taken in so far, and how many there are to take in by now."""

BATCH = 1000
"""Entries taken in between two writes: some seconds' work at most, for others wait meanwhile."""

_STANDING = packing_of(Standing)
_MOST_IDS = 200
"""Ids looked at that begin as somebody typed it."""


class Keeper:
    """Keeps the board of one ledger beside it.

    What is kept follows from the entries alone. It is thrown away and worked out anew when it was
    worked out by other code, or up to another entry than the ledger has under that number.
    """

    def __init__(self, ledger: ChainedLedger) -> None:
        self._ledger = ledger
        self._state: State | None = None
        self._shelves: Shelves | None = None

    def advance(self, *, batch: int = BATCH, following: Following | None = None) -> int:
        """Take in what was appended since; give how many entries that were.

        `following` is told after every batch how far that is. Damaged records are thrown away with
        all others, and everything is worked out anew. Raises LedgerError and its kin,
        LedgerReadOnlyError among them; what was taken in before stays.
        """
        try:
            return self._advance_all(batch, following)
        except DAMAGED:
            self.clear()
            return self._advance_all(batch, following)

    def clear(self) -> None:
        """Throw away what is kept."""
        with self._ledger.keeping() as kept:
            if kept is not None:
                kept.clear()
        self._state = self._shelves = None

    def lags(self) -> bool:
        """Whether what is kept is not of this code, or not up to the last entry."""
        with self._ledger.looking() as kept:
            mark = kept.mark() if kept is not None else None
            return mark is None or not self._is_up_to_date(mark)

    @contextmanager
    def look(self, as_of: dt.datetime, *, at_least: int | None = None) -> Iterator[Look | None]:
        """Look at the board as it stands for the length of a block.

        Gives None when what is kept is not that: nothing is kept, it lags behind the entries, or
        the ledger knew less at `as_of`. With `at_least`, for what stands now, it need only go up
        to the entry of that number: others may append faster than anybody can look.
        """
        with self._ledger.looking() as kept:
            mark = kept.mark() if kept is not None else None
            if kept is None or mark is None:
                yield None
            elif at_least is not None and mark.seq >= at_least and self._follows(mark):
                yield Look(self._ledger, kept, mark, max(as_of, recorded_time(mark.recorded)))
            elif self._is_up_to_date(mark) and mark.recorded <= recorded_text(as_of):
                yield Look(self._ledger, kept, mark, as_of)
            else:
                yield None

    def _advance_all(self, batch: int, following: Following | None) -> int:
        taken = 0
        while True:
            try:
                more = self._advance(batch)
            except BaseException:
                self._state = self._shelves = None
                raise
            taken += more
            if following is not None and self._state is not None:
                following(taken, taken + max(0, self._ledger.head().seq - self._state.seq))
            if more < batch:
                return taken

    def _is_up_to_date(self, mark: Mark) -> bool:
        head = self._ledger.head()
        return (mark.version, mark.seq, mark.chain) == (fold_version(), head.seq, head.chain)

    def _advance(self, batch: int) -> int:
        with self._ledger.keeping() as kept:
            if kept is None:
                return 0
            mark = kept.mark()
            if mark is not None and self._is_up_to_date(mark):
                return 0
            if mark is not None and not self._follows(mark):
                kept.clear()
                mark = self._state = None
            state, shelves = self._resumed(kept, mark)
            entries = list(islice(self._ledger.entries(after=state.seq), batch))
            if entries:
                state.expect(entries)
                state.advance(entries)
                state.refresh()
                last = entries[-1]
                day, report = state.last
                kept.write(
                    changes_of(shelves),
                    Mark(
                        version=fold_version(),
                        seq=last.seq,
                        chain=last.chain,
                        recorded=recorded_text(last.recorded),
                        note=f"{day}|{report}",
                    ),
                )
                state.forget()
            return len(entries)

    def _follows(self, mark: Mark) -> bool:
        """Whether what is kept is of this code and of these entries."""
        if mark.version != fold_version():
            return False
        line = next(self._ledger.lines(after=mark.seq - 1, upto_seq=mark.seq), None)
        return line is not None and line.chain == mark.chain

    def _resumed(self, kept: Kept, mark: Mark | None) -> tuple[State, Shelves]:
        """Take the state up where it was left: this object's own, if nobody went on since."""
        state, shelves = self._state, self._shelves
        if state is None or shelves is None or state.seq != (mark.seq if mark else 0):
            state, shelves = resume(self._ledger, kept, mark)
            self._state, self._shelves = state, shelves
        return state, shelves


class Look:
    """The board as it stands, read by index. Good within `Keeper.look`."""

    def __init__(self, ledger: ChainedLedger, kept: Kept, mark: Mark, as_of: dt.datetime) -> None:
        self._ledger = ledger
        self._kept = kept
        self._mark = mark
        self._as_of = as_of
        self._state: State | None = None

    def board(
        self, chosen: Filter | None = None, *, order: Order = "changed", limit: int | None = None
    ) -> Iterator[Standing]:
        """Give standings chosen and sorted as `standing.board.board` does."""
        for text in self._kept.rows(wanted_of(chosen or Filter()), order, limit):
            yield self._read(text)

    def get(self, engagement: str) -> Standing:
        """Give the standing of an engagement by its id. Raises NotFoundError."""
        text = self._kept.row(engagement)
        if text is None:
            raise NotFoundError(
                engagement, "no engagement has this id", "List the ids with `onrecord board`."
            )
        return self._read(text)

    def account(self, engagement: str) -> Account:
        """Give a standing together with what it was derived from. Raises NotFoundError."""
        self.get(engagement)
        account = self._resumed().account(engagement)
        return replace(account, standing=replace(account.standing, as_of=self._as_of))

    def review(self) -> tuple[Unsure, ...]:
        """Give the pairs of engagements that may be one, likeliest first."""
        return self._resumed().review()

    def conflicts(self) -> tuple[RulingConflict, ...]:
        """Give the rulings of several people on one thing that cannot all be followed."""
        return self._resumed().conflicts()

    def fates(self) -> tuple[Fate, ...]:
        """Give the rulings, in order of the ledger, with what became of each."""
        return self._resumed().fates()

    def engagements_of(self, prefix: str) -> dict[str, str]:
        """Give the ids that begin so, each with the engagement on the board that it leads to.

        Ids of engagements, of what they were known as before, and of claims; at most some hundred.
        """
        found: dict[str, str] = {}
        for shelf in ("aliases", "claims"):
            for known_as, at in self._kept.beginning(shelf, prefix, _MOST_IDS):
                root = resolve(_ID.loads(at), self._aliases)
                if root is not None and self._kept.row(root) is not None:
                    found[known_as] = root
        return found

    def claims_of(self, prefix: str) -> dict[str, Claim]:
        """Give the claims whose ids begin so, of engagements on the board (see `View`)."""
        return {
            i: claim
            for root in sorted(set(self.engagements_of(prefix).values()))
            for i, claim in claims_in(self._resumed().account(root)).items()
            if i.startswith(prefix)
        }

    @property
    def _aliases(self) -> _Aliases:
        return _Aliases(self._kept)

    def _resumed(self) -> State:
        if self._state is None:
            self._state, _ = resume(self._ledger, self._kept, self._mark)
        return self._state

    def _read(self, text: str) -> Standing:
        standing: Standing = _STANDING.loads(text)
        return replace(standing, as_of=self._as_of)


_ID = packing_of(str)


class _Aliases(dict[str, str]):
    """Where ids lead, looked up one by one."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self._kept = kept

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Give where an id leads."""
        found = self._kept.fetch("aliases", (key,)).get(key)
        return default if found is None else _ID.loads(found)


def resume(ledger: ChainedLedger, kept: Kept, mark: Mark | None) -> tuple[State, Shelves]:
    """Take up the state that is kept beside a ledger; `mark` is how far it went, None for none."""
    shelves = kept_shelves(kept)
    if mark is None:
        return State(shelves), shelves
    day, _, report = mark.note.partition("|")
    state = State.resumed(
        shelves,
        seq=mark.seq,
        recorded=recorded_time(mark.recorded),
        last=(int(day), report),
        rulings=ledger.rulings(mark.seq),
    )
    return state, shelves

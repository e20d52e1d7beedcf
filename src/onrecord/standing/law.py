"""The rulings so far: which are in force, and what they say of claims and of who is who."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from onrecord.standing.fates import Fate, fates_of
from onrecord.standing.rulings import (
    Decision,
    RulingConflict,
    conflicts_of,
    in_force,
    latest_on_claims,
    upheld,
)
from onrecord.standing.shelves import Table
from onrecord.standing.structure import Snapshot, Structure, structure_of


class Law:
    """The rulings taken in so far. `take` changes it in place.

    `in_force` are those that no undo in force takes back, `on_claims` the one that stands on each
    claim, `upheld` the claims that outlive any re-reading, `named` every id that one in force is
    about, and `structure` what merges and splits make of identity. `snapshots` is where it is kept
    what each of these was about.
    """

    def __init__(self, snapshots: Table[str, Snapshot]) -> None:
        self._snapshots = snapshots
        self._decisions: list[Decision] = []
        self.in_force: tuple[Decision, ...] = ()
        self.on_claims: Mapping[str, Decision] = {}
        self.upheld: frozenset[str] = frozenset()
        self.named: frozenset[str] = frozenset()
        self.structure = Structure()

    def __bool__(self) -> bool:
        return bool(self._decisions)

    def take(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """Take in further rulings, in order; give those that came into force or fell out of it."""
        before = {(d.id, d.seq): d for d in self.in_force}
        self._decisions += decisions
        self.in_force = in_force(self._decisions)
        self.on_claims = latest_on_claims(self.in_force)
        self.upheld = upheld(self.on_claims)
        self.named = frozenset(
            target for d in self.in_force for target in (d.ruling.target, *d.ruling.others)
        )
        found = {
            (d.id, d.seq): snapshot
            for d in self.in_force
            if (snapshot := self.snapshot(d)) is not None
        }
        self.structure = structure_of(self.in_force, found)
        after = {(d.id, d.seq): d for d in self.in_force}
        return tuple(d for k, d in {**before, **after}.items() if (k in before) != (k in after))

    def remember(self, decision: Decision, snapshot: Snapshot) -> None:
        """Keep what a merge or split was about when it was ruled."""
        self._snapshots.put(_key(decision), snapshot)

    def snapshot(self, decision: Decision) -> Snapshot | None:
        """Give what a merge or split was about; None for other rulings, and for nothing known."""
        if decision.ruling.kind not in ("merge", "split"):
            return None
        return self._snapshots.get(_key(decision))

    def fates(self, engagements_of: Callable[[Decision], tuple[str, ...]]) -> tuple[Fate, ...]:
        """Say what became of every ruling (see `fates_of`)."""
        return fates_of(self._decisions, engagements_of=engagements_of, snapshot_of=self.snapshot)

    def conflicts(self) -> tuple[RulingConflict, ...]:
        """Give the rulings of several people on one thing that cannot all be followed."""
        return conflicts_of(self.in_force)


def _key(decision: Decision) -> str:
    return f"{decision.id}:{decision.seq}"

"""The fold over a ledger's entries, kept up to date entry by entry.

`stand` is the pure function; `State` is the same computed step by step: a state advanced by the
first entries and then by the rest equals one advanced by all. Adding a reading costs what its
candidates cost, not what the ledger holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from onrecord.standing.clustering import Clustering
from onrecord.standing.engagement import Account, account_of
from onrecord.standing.families import Families
from onrecord.standing.governing import Applied, apply_rulings, snapshot_of
from onrecord.standing.review import related_of, review_of
from onrecord.standing.rulings import (
    Decision,
    conflicts_of,
    in_force,
    latest_on_claims,
    upheld,
)
from onrecord.standing.standings import Standings, resolve
from onrecord.standing.structure import Snapshot, Structure, components, structure_of
from onrecord.standing.succession import succeed
from onrecord.standing.tellings import Telling, TellingKey, tellings_of
from onrecord.terms import Entry, Reading, Ruling


def stand(entries: Iterable[Entry], as_of: dt.datetime | None = None) -> Standings:
    """Derive where every engagement stands from a ledger's entries.

    `entries` come in order of seq. With `as_of`, only what the ledger had learned by then counts
    (record time, with a timezone), so that the past can be seen as it was known; None means all.
    """
    return fold(e for e in entries if as_of is None or e.recorded <= as_of).standings(as_of)


def fold(entries: Iterable[Entry]) -> State:
    """Give the state that entries amount to, to be advanced by those that follow."""
    state = State()
    state.advance(entries)
    return state


class State:
    """All that the entries so far amount to. `advance` changes it in place."""

    def __init__(self) -> None:
        self._seq = 0
        self._recorded: dt.datetime | None = None
        self._clustering = Clustering()
        self._families = Families()
        self._versions: dict[str, list[tuple[Telling, ...]]] = {}
        self._anchor_of_claim: dict[str, str] = {}
        self._decisions: list[Decision] = []
        self._in_force: tuple[Decision, ...] = ()
        self._on_claims: Mapping[str, Decision] = {}
        self._snapshots: dict[tuple[str, int], Snapshot] = {}
        self._structure = Structure()
        self._applied = Applied()
        self._accounts: dict[str, Account] = {}
        self._root_of: dict[TellingKey, str] = {}
        self._aliases: dict[str, str] = {}
        self._dirty: set[TellingKey] = set()

    @property
    def seq(self) -> int:
        """The number of the last entry taken in; 0 before the first."""
        return self._seq

    def advance(self, entries: Iterable[Entry]) -> None:
        """Take in further entries, in order of seq. Entries already taken in change nothing."""
        for entry in entries:
            if entry.seq <= self._seq:
                continue
            self._seq, self._recorded = entry.seq, entry.recorded
            if isinstance(entry.body, Reading):
                self._read(entry.body, entry.recorded)
            elif isinstance(entry.body, Ruling):
                self._rule(Decision(entry.id, entry.seq, entry.recorded, entry.body))

    def standings(self, as_of: dt.datetime | None = None) -> Standings:
        """Give all standings. `as_of` only labels them: None is the last entry's record time."""
        self._refresh()
        rejected = {
            root for a in self._applied.rejected if (root := resolve(a, self._aliases)) is not None
        }
        accounts = sorted(
            (a for a in self._accounts.values() if a.standing.id not in rejected),
            key=lambda a: a.tellings[0].key,
        )
        verdicts = self._clustering.open
        return Standings(
            as_of=as_of or self._recorded,
            accounts={a.standing.id: a for a in accounts},
            aliases={**self._anchor_of_claim, **self._aliases},
            review=review_of(verdicts, self._clustering.tellings, self._root_of, rejected),
            related=related_of(verdicts, self._root_of, rejected),
            conflicts=conflicts_of(self._in_force),
            unapplied=self._applied.unapplied,
            rejected=tuple(sorted(rejected)),
        )

    def _read(self, reading: Reading, recorded: dt.datetime) -> None:
        report = reading.report
        new = tellings_of(reading, recorded)
        versions = self._versions.setdefault(report.id, [])
        if not (versions or new):
            return
        versions.append(new)
        self._put(report.id)
        if new and self._families.add(report):
            # A new copy may make one family of two: whoever counted them counts again.
            for other in self._families.members(self._families.family_of(report.id)):
                self._dirty.update(self._clustering.keys_of(other))

    def _put(self, report: str) -> None:
        """Set a report's tellings: those of its last reading, with the ids of those before."""
        first, *later = self._versions[report]
        kept = upheld(self._on_claims) if later else frozenset()
        for version in later:
            first = succeed(first, version, kept)
        gone = self._clustering.anchors_of(report) - {t.anchor for t in first}
        heirs = self._heirs(gone) if gone else {}
        self._clustering.put(report, first)
        for telling in first:
            self._anchor_of_claim.update((c.id, telling.anchor) for c in telling.claims)
        for anchor in gone:
            self._aliases.pop(anchor, None)
        self._aliases.update(heirs)
        if gone and self._decisions:
            self._apply()

    def _heirs(self, gone: Iterable[str]) -> dict[str, str]:
        """Find where ids lead whose tellings a re-reading did not find again.

        To the earliest member of the engagement they stood in; where there is none, nowhere.
        """
        self._refresh()
        leaving = set(gone)
        heirs: dict[str, str] = {}
        for anchor in leaving:
            left = [t.anchor for t in self._members(anchor) if t.anchor not in leaving]
            if left:
                heirs[anchor] = left[0]
        return heirs

    def _rule(self, decision: Decision) -> None:
        self._refresh()
        if decision.ruling.kind in ("merge", "split"):
            snapshot = snapshot_of(
                decision.ruling, anchor_of=self._anchor, members_of=self._members
            )
            if snapshot is not None:
                self._snapshots[decision.id, decision.seq] = snapshot
        self._decisions.append(decision)
        before = {(d.id, d.seq): d for d in self._in_force}
        before_upheld = upheld(self._on_claims)
        self._in_force = in_force(self._decisions)
        self._on_claims = latest_on_claims(self._in_force)
        self._reread(before_upheld ^ upheld(self._on_claims))
        after = {(d.id, d.seq): d for d in self._in_force}
        changed = [d for k, d in {**before, **after}.items() if (k in before) != (k in after)]
        for one in changed:
            self._dirty.update(self._keys_of(one))
        self._apply()

    def _reread(self, claims: Iterable[str]) -> None:
        """Settle anew what re-readings left of claims that are now, or no longer, upheld."""
        anchors = {self._anchor_of_claim.get(c) for c in claims}
        for report, versions in self._versions.items() if anchors else ():
            if len(versions) > 1 and any(t.anchor in anchors for v in versions for t in v):
                self._put(report)

    def _apply(self) -> None:
        """Lay the rulings in force over what the machine found."""
        founded = self._applied.founded
        self._structure = structure_of(self._in_force, self._snapshots)
        self._clustering.constrain(self._structure.constraints)
        self._applied = apply_rulings(
            self._in_force,
            anchor_of=self._anchor,
            telling_of=self._telling,
            is_claim=self._anchor_of_claim.__contains__,
        )
        for ruling, telling in self._applied.founded.items():
            if ruling not in founded:
                self._clustering.put(ruling, (telling,))
        for ruling, telling in founded.items():
            if ruling not in self._applied.founded:
                self._clustering.put(ruling, ())
                self._aliases.pop(telling.anchor, None)

    def _anchor(self, known_as: str) -> str | None:
        """Find the telling, by its anchor, that an id of claim, member or engagement leads to."""
        at: str | None = self._anchor_of_claim.get(known_as, known_as)
        seen: set[str] = set()
        while at is not None and at not in seen:
            if self._clustering.key_of(at) is not None:
                return at
            seen.add(at)
            at = self._aliases.get(at)
        return None

    def _telling(self, anchor: str) -> Telling | None:
        key = self._clustering.key_of(anchor)
        return self._clustering.tellings[key] if key is not None else None

    def _members(self, anchor: str) -> tuple[Telling, ...]:
        """Give the tellings of the engagement that an anchor stands in, as last summed up."""
        account = self._accounts.get(resolve(anchor, self._aliases) or "")
        if account is None:
            return ()
        return tuple(t for t in account.tellings if self._telling(t.anchor) is not None)

    def _keys_of(self, decision: Decision) -> set[TellingKey]:
        ruling = decision.ruling
        snapshot = self._snapshots.get((decision.id, decision.seq), Snapshot(()))
        named = (ruling.target, *ruling.others, *snapshot.group, *snapshot.rest)
        keys = {self._clustering.key_of(a) for t in named if (a := self._anchor(t))}
        return {k for k in keys if k is not None}

    def _refresh(self) -> None:
        """Sum up anew the engagements that changed since the last time."""
        waiting = self._dirty | self._clustering.settle()
        self._dirty = set()
        if not waiting:
            return
        linked = self._linked()
        groups: dict[TellingKey, tuple[TellingKey, ...]] = {}
        done: set[TellingKey] = set()
        while waiting:
            key = waiting.pop()
            before = self._accounts.pop(self._root_of.pop(key, ""), None)
            if before is not None:
                waiting.update(t.key for t in before.tellings)
            if key in done or key not in self._clustering.tellings:
                continue
            members = self._group(key, linked)
            groups[members[0]] = members
            done.update(members)
            waiting.update(m for m in members if m in self._root_of)
        for members in groups.values():
            self._sum_up(members)

    def _linked(self) -> dict[str, tuple[str, ...]]:
        """Give the machine's engagements that merges join, by their founders' anchors."""
        pairs: list[tuple[str, str]] = []
        for one, other in self._structure.links:
            keys = [self._clustering.key_of(self._anchor(a) or "") for a in (one, other)]
            founders = [
                self._clustering.tellings[self._clustering.cluster_of(k).founder].anchor
                for k in keys
                if k is not None
            ]
            if len(founders) == len(keys):
                pairs.append((founders[0], founders[1]))
        return components(pairs)

    def _group(
        self, key: TellingKey, linked: Mapping[str, tuple[str, ...]]
    ) -> tuple[TellingKey, ...]:
        """Give all members of the engagement that a telling stands in, merges included."""
        anchor = self._clustering.tellings[self._clustering.cluster_of(key).founder].anchor
        keys = [self._clustering.key_of(a) for a in linked.get(anchor, (anchor,))]
        return tuple(
            sorted(m for k in keys if k is not None for m in self._clustering.cluster_of(k).members)
        )

    def _sum_up(self, members: tuple[TellingKey, ...]) -> None:
        tellings = [self._clustering.tellings[k] for k in members]
        applied = self._applied
        entered = [e for t in tellings for e in applied.entered.get(t.anchor, ())]
        rulings = {(d.seq, d.id): d for t in tellings for d in applied.on.get(t.anchor, ())}
        recorded = max(t.recorded for t in (*tellings, *entered))
        account = account_of(
            [*tellings, *sorted(entered, key=lambda t: t.key)],
            as_of=recorded,
            family_of=self._families.family_of,
            on_claims=self._on_claims,
            rulings=[rulings[k] for k in sorted(rulings)],
            joined=[*(self._clustering.verdicts[k].why for k in members), *(None for _ in entered)],
        )
        root = account.standing.id
        self._accounts[root] = account
        for telling in tellings:
            self._root_of[telling.key] = root
            self._aliases[telling.anchor] = root
        for one in entered:
            self._anchor_of_claim.update((c.id, root) for c in one.claims)

"""The fold over a ledger's entries, kept up to date entry by entry.

`stand` is the pure function; `State` is the same computed step by step: a state advanced by the
first entries and then by the rest equals one advanced by all. Adding a reading costs what its
candidates cost, not what the ledger holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from onrecord.standing.clustering import Clustering
from onrecord.standing.engagement import Account, account_of
from onrecord.standing.families import Families
from onrecord.standing.rulings import (
    Decision,
    conflicts_of,
    in_force,
    latest_on_claims,
    upheld,
)
from onrecord.standing.standings import Related, Standings, Unapplied, Unsure, resolve
from onrecord.standing.structure import Snapshot, Structure, components, structure_of
from onrecord.standing.succession import succeed
from onrecord.standing.tellings import Telling, TellingKey, entered_telling, tellings_of
from onrecord.terms import Entry, Member, Reading, Ruling


def stand(entries: Iterable[Entry], as_of: dt.datetime | None = None) -> Standings:
    """Derive where every engagement stands from a ledger's entries.

    `entries` come in order of seq. With `as_of`, only what the ledger had learned by then counts
    (record time, with a timezone), so that the past can be seen as it was known; None means all.
    """
    state = State()
    state.advance(e for e in entries if as_of is None or e.recorded <= as_of)
    return state.standings(as_of)


class State:
    """All that the entries so far amount to. `advance` changes it in place."""

    def __init__(self) -> None:
        self._seq = 0
        self._recorded: dt.datetime | None = None
        self._clustering = Clustering()
        self._families = Families()
        self._versions: dict[str, list[tuple[Telling, ...]]] = {}
        self._key_of_claim: dict[str, TellingKey] = {}
        self._decisions: list[Decision] = []
        self._in_force: tuple[Decision, ...] = ()
        self._on_claims = latest_on_claims(())
        self._snapshots: dict[tuple[str, int], Snapshot] = {}
        self._structure = Structure()
        self._entered: dict[str, list[Telling]] = {}
        self._founded: set[str] = set()
        self._rulings_on: dict[str, list[Decision]] = {}
        self._unapplied: tuple[Unapplied, ...] = ()
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
        rejected = self._rejected()
        accounts = sorted(
            (a for a in self._accounts.values() if a.standing.id not in rejected),
            key=lambda a: a.tellings[0].key,
        )
        return Standings(
            as_of=as_of or self._recorded,
            accounts={a.standing.id: a for a in accounts},
            aliases=dict(self._aliases),
            review=self._review(rejected),
            related=self._related(rejected),
            conflicts=conflicts_of(self._in_force),
            unapplied=self._unapplied,
            rejected=tuple(sorted(rejected)),
        )

    def _read(self, reading: Reading, recorded: dt.datetime) -> None:
        report = reading.report
        self._versions.setdefault(report.id, []).append(tellings_of(reading, recorded))
        tellings = self._put(report.id)
        if tellings and self._families.add(report):
            # A new copy may make one family of two: whoever counted them counts again.
            for other in self._families.members(self._families.family_of(report.id)):
                self._dirty.update(t.key for t in self._current(other))

    def _put(self, report: str) -> tuple[Telling, ...]:
        tellings = self._current(report)
        self._clustering.put(report, tellings)
        for telling in tellings:
            for item in telling.claims:
                self._key_of_claim[item.id] = telling.key
        return tellings

    def _current(self, report: str) -> tuple[Telling, ...]:
        """Give a report's tellings: those of its last reading, with the ids of those before."""
        first, *later = self._versions.get(report, [()])
        kept = upheld(self._on_claims) if later else frozenset()
        for version in later:
            first = succeed(first, version, kept)
        return first

    def _rule(self, decision: Decision) -> None:
        ruling = decision.ruling
        if ruling.kind in ("merge", "split"):
            self._refresh()
            snapshot = self._snapshot(decision)
            if snapshot is not None:
                self._snapshots[decision.id, decision.seq] = snapshot
        self._decisions.append(decision)
        before, before_claims = self._in_force, self._on_claims
        self._in_force = in_force(self._decisions)
        self._on_claims = latest_on_claims(self._in_force)
        changed = {*before} ^ {*self._in_force}
        self._reread(upheld(before_claims) ^ upheld(self._on_claims))
        self._apply()
        for one in changed:
            self._dirty.update(self._keys_of(one))

    def _reread(self, claims: Iterable[str]) -> None:
        """Settle anew what a report's re-reading left of claims now, or no longer, upheld."""
        reports = {k.report for c in claims if (k := self._key_of_claim.get(c))}
        for report in sorted(reports):
            if len(self._versions.get(report, ())) > 1:
                self._put(report)

    def _apply(self) -> None:
        """Lay the rulings in force over what the machine found."""
        self._structure = structure_of(self._in_force, self._snapshots)
        self._clustering.constrain(self._structure.constraints)
        self._rulings_on = {}
        self._entered = {}
        founded: set[str] = set()
        unapplied: list[Unapplied] = []
        for decision in self._in_force:
            ruling = decision.ruling
            anchors = [a for t in (ruling.target, *ruling.others) if (a := self._anchor(t))]
            for anchor in dict.fromkeys(anchors):
                self._rulings_on.setdefault(anchor, []).append(decision)
            if ruling.claim is not None and self._enters(ruling):
                target = self._clustering.key_of(anchors[0]) if anchors else None
                telling = entered_telling(
                    ruling,
                    decision.id,
                    decision.recorded,
                    self._clustering.tellings.get(target) if target else None,
                )
                if telling is None:
                    unapplied.append(Unapplied(decision.id, "its target is not known"))
                elif target is None:
                    founded.add(decision.id)
                    self._clustering.put(decision.id, (telling,))
                    self._rulings_on.setdefault(telling.anchor, []).append(decision)
                else:
                    self._entered.setdefault(anchors[0], []).append(telling)
            elif not anchors and ruling.kind != "undo":
                unapplied.append(Unapplied(decision.id, "its target is not known"))
        for gone in sorted(self._founded - founded):
            self._clustering.put(gone, ())
        self._founded = founded
        self._unapplied = tuple(unapplied)

    def _enters(self, ruling: Ruling) -> bool:
        """Whether a ruling adds a claim: entered, or a correction of the engagement as such."""
        return ruling.kind == "enter" or (
            ruling.kind == "correct" and ruling.target not in self._key_of_claim
        )

    def _anchor(self, target: str) -> str | None:
        """Find the anchor of the telling that an id names: an engagement, a member or a claim."""
        key = self._key_of_claim.get(target)
        if key is not None and key in self._clustering.tellings:
            return self._clustering.tellings[key].anchor
        if self._clustering.key_of(target) is not None:
            return target
        root = resolve(target, self._aliases)
        return root if root and self._clustering.key_of(root) is not None else None

    def _keys_of(self, decision: Decision) -> set[TellingKey]:
        ruling = decision.ruling
        snapshot = self._snapshots.get((decision.id, decision.seq), Snapshot(()))
        named = (ruling.target, *ruling.others, *snapshot.group, *snapshot.rest)
        keys = {self._clustering.key_of(a) for t in named if (a := self._anchor(t))}
        return {k for k in keys if k is not None}

    def _snapshot(self, decision: Decision) -> Snapshot | None:
        """Fix what a merge or split is about, as things stand when it is ruled."""
        ruling = decision.ruling
        target = self._anchor(ruling.target)
        if target is None:
            return None
        home = self._members(target)
        if ruling.kind == "merge":
            others = [a for o in ruling.others if (a := self._anchor(o))]
            return Snapshot((target, *others)) if others else None
        group: set[str] = set()
        for other in ruling.others:
            here = {a for a in home if self._names(other, a)}
            elsewhere = self._anchor(other)
            if here:
                group |= here
            elif elsewhere is not None:
                group |= set(self._members(elsewhere))
        rest = set(home) - group
        return Snapshot(tuple(sorted(group)), tuple(sorted(rest))) if group and rest else None

    def _names(self, other: str, anchor: str) -> bool:
        """Whether an id given to a split names this member.

        It may be the member's anchor, a claim of it, its report, or report and engagement as
        they are printed in `members`, joined by a slash.
        """
        key = self._clustering.key_of(anchor)
        if key is None:
            return False
        telling = self._clustering.tellings[key]
        return other in (
            anchor,
            telling.report,
            f"{telling.report}/{telling.engagement.id}",
        ) or any(c.id == other for c in telling.claims)

    def _members(self, anchor: str) -> tuple[str, ...]:
        root = resolve(anchor, self._aliases)
        account = self._accounts.get(root or "")
        return tuple(t.anchor for t in account.tellings if not t.ruled) if account else (anchor,)

    def _refresh(self) -> None:
        """Sum up anew the engagements that changed since the last time."""
        self._dirty |= self._clustering.settle()
        if not self._dirty:
            return
        linked = self._linked()
        waiting = set(self._dirty)
        self._dirty = set()
        groups: dict[TellingKey, tuple[TellingKey, ...]] = {}
        gone: dict[str, TellingKey | None] = {}
        done: set[TellingKey] = set()
        while waiting:
            key = waiting.pop()
            root = self._root_of.pop(key, None)
            account = self._accounts.pop(root, None) if root else None
            if root and account is not None:
                left = [
                    t.key
                    for t in account.tellings
                    if not (t.ruled and t.key not in self._clustering.tellings)
                ]
                waiting.update(left)
                gone[root] = min((k for k in left if k in self._clustering.tellings), default=None)
            if key in done or key not in self._clustering.tellings:
                continue
            members = self._group(key, linked)
            groups[members[0]] = members
            done.update(members)
            waiting.update(m for m in members if m in self._root_of)
        for members in groups.values():
            self._sum_up(members)
        for root, heir in gone.items():
            if root not in self._accounts and heir is not None:
                self._aliases[root] = self._root_of[heir]

    def _linked(self) -> dict[str, tuple[str, ...]]:
        """Give the machine's engagements that merges join, by their founders' anchors."""
        pairs: list[tuple[str, str]] = []
        for one, other in self._structure.links:
            keys = [self._clustering.key_of(a) for a in (one, other)]
            founders = [
                self._clustering.tellings[self._clustering.cluster_of(k).founder].anchor
                for k in keys
                if k is not None
            ]
            if len(founders) == 2:
                pairs.append((founders[0], founders[1]))
        return components(pairs)

    def _group(self, key: TellingKey, linked: dict[str, tuple[str, ...]]) -> tuple[TellingKey, ...]:
        founder = self._clustering.cluster_of(key).founder
        anchor = self._clustering.tellings[founder].anchor
        members: list[TellingKey] = []
        for one in linked.get(anchor, (anchor,)):
            at = self._clustering.key_of(one)
            if at is not None:
                members += self._clustering.cluster_of(at).members
        return tuple(sorted(members))

    def _sum_up(self, members: tuple[TellingKey, ...]) -> None:
        tellings = [self._clustering.tellings[k] for k in members]
        verdicts = [self._clustering.verdicts[k] for k in members]
        entered = [e for t in tellings for e in self._entered.get(t.anchor, ())]
        rulings = {(d.seq, d.id): d for t in tellings for d in self._rulings_on.get(t.anchor, ())}
        assert self._recorded is not None
        account = account_of(
            [*tellings, *sorted(entered, key=lambda t: t.key)],
            as_of=self._recorded,
            family_of=self._families.family_of,
            on_claims=self._on_claims,
            rulings=[rulings[k] for k in sorted(rulings)],
            joined=[v.why for v in verdicts],
        )
        root = account.standing.id
        self._accounts[root] = account
        for telling in tellings:
            self._root_of[telling.key] = root
        for telling in account.tellings:
            self._aliases[telling.anchor] = root
            for item in telling.claims:
                self._aliases[item.id] = root

    def _rejected(self) -> set[str]:
        """Give the engagements that a person struck off."""
        return {
            root
            for target, decision in self._on_claims.items()
            if decision.ruling.kind == "reject"
            and target not in self._key_of_claim
            and (root := resolve(target, self._aliases))
        }

    def _review(self, rejected: set[str]) -> tuple[Unsure, ...]:
        found: list[Unsure] = []
        for key, verdict in sorted(self._clustering.open.items()):
            telling = self._clustering.tellings[key]
            member = Member(telling.report, telling.url, telling.engagement.id)
            for founder, why in verdict.unsure:
                mine, other = self._root_of[key], self._root_of.get(founder)
                if other is not None and mine != other and not {mine, other} & rejected:
                    found.append(Unsure(mine, other, member, why.probability, why))
        found.sort(key=lambda u: (-u.probability, u.engagement, u.candidate))
        return tuple(found)

    def _related(self, rejected: set[str]) -> tuple[Related, ...]:
        found = {
            Related(self._root_of[key], other, relation)
            for key, verdict in self._clustering.open.items()
            for founder, relation in verdict.related
            if (other := self._root_of.get(founder)) is not None
            and other != self._root_of[key]
            and not {other, self._root_of[key]} & rejected
        }
        return tuple(sorted(found, key=lambda r: (r.engagement, r.other, r.relation)))


def fold(entries: Iterable[Entry]) -> State:
    """Give the state that entries amount to, to be advanced by those that follow."""
    state = State()
    state.advance(entries)
    return state

"""The fold over a ledger's entries, kept up to date entry by entry.

`stand` is the pure function; `State` is the same computed step by step: a state advanced by the
first entries and then by the rest equals one advanced by all. What a state has worked out lies on
its shelves, so that one can be left and taken up again (`State.resumed`). Adding a reading costs
what its candidates cost, not what the ledger holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from onrecord.standing.clustering import Clustering, Place
from onrecord.standing.engagement import Account, account_of
from onrecord.standing.families import Families
from onrecord.standing.fates import Fate
from onrecord.standing.governing import Applied, apply_rulings, snapshot_of
from onrecord.standing.law import Law
from onrecord.standing.review import related_of, review_of
from onrecord.standing.rulings import Decision, RulingConflict
from onrecord.standing.shelves import Shelves
from onrecord.standing.standings import Standings, Unsure, resolve
from onrecord.standing.structure import Snapshot
from onrecord.standing.succession import as_of_report, succeed, undated_ids
from onrecord.standing.tellings import Telling, TellingKey, founded_anchor, tellings_of
from onrecord.standing.whereabouts import Whereabouts
from onrecord.terms import Entry, Reading, Report, Ruling


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
    """All that the entries so far amount to. `advance` changes it in place.

    `shelves` are where it keeps what it has worked out, in memory when none are given.
    """

    def __init__(self, shelves: Shelves | None = None) -> None:
        self._shelves = shelves or Shelves()
        self._seq = 0
        self._recorded: dt.datetime | None = None
        self._clustering = Clustering(self._shelves)
        self._families = Families(self._shelves)
        self._law = Law(self._shelves.snapshots)
        self._where = Whereabouts(self._shelves, self._clustering)
        self._applied = Applied()
        self._accounts: dict[str, Account] = {}
        self._dirty: set[TellingKey] = set()
        self._made: dict[int, tuple[Telling, ...]] = {}

    @classmethod
    def resumed(
        cls,
        shelves: Shelves,
        *,
        seq: int,
        recorded: dt.datetime | None,
        last: Place,
        rulings: Iterable[Entry],
    ) -> State:
        """Take up a state that was left after `refresh`.

        `seq` and `recorded` are those of the last entry it had taken in, `last` is what its
        `last` was, and `rulings` are the entries of rulings up to that one, in order.
        """
        state = cls(shelves)
        state._seq, state._recorded = seq, recorded
        state._clustering.last = last
        state._law.take(
            Decision(entry.id, entry.seq, entry.recorded, entry.body)
            for entry in rulings
            if isinstance(entry.body, Ruling)
        )
        if state._law:
            state._clustering.constrain(state._law.structure.constraints, again=True)
            state._applied = state._laid_over()
        return state

    @property
    def seq(self) -> int:
        """The number of the last entry taken in; 0 before the first."""
        return self._seq

    @property
    def recorded(self) -> dt.datetime | None:
        """When the last entry taken in was recorded; None before the first."""
        return self._recorded

    @property
    def last(self) -> Place:
        """The place of the latest report in canonical order."""
        return self._clustering.last

    def expect(self, entries: Iterable[Entry]) -> None:
        """Say which entries `advance` is about to be given, so that what they need is at hand."""
        shelves = self._shelves
        readings = [(e.body, e.recorded, e.seq) for e in entries if isinstance(e.body, Reading)]
        reports = [reading.report for reading, _, _ in readings]
        ids = [i for report in reports for i in (report.id, *undated_ids(report))]
        for by_report in (shelves.reports, shelves.parents, shelves.versions, shelves.dated):
            by_report.fetch(ids)
        self._families.expect((r.report, recorded.date()) for r, recorded, _ in readings)
        for reading, recorded, seq in readings:
            self._made[seq] = tellings_of(reading, recorded)
        made = [telling for tellings in self._made.values() for telling in tellings]
        members = self._clustering.expect(made)
        shelves.verdicts.fetch(members)
        shelves.roots.fetch([*members, *(t.key for t in made)])
        shelves.groups.fetch({r for k in members if (r := shelves.roots.get(k)) is not None})
        shelves.parents.fetch({k.report for k in members})
        shelves.anchored.fetch({shelves.tellings[k].anchor for k in members})

    def advance(self, entries: Iterable[Entry]) -> None:
        """Take in further entries, in order of seq. Entries already taken in change nothing."""
        for entry in entries:
            if entry.seq <= self._seq:
                continue
            self._seq, self._recorded = entry.seq, entry.recorded
            if isinstance(entry.body, Reading):
                made = self._made.pop(entry.seq, None)
                if made is None:
                    made = tellings_of(entry.body, entry.recorded)
                self._read(entry.body.report, made, entry.recorded)
            elif isinstance(entry.body, Ruling):
                self._rule(Decision(entry.id, entry.seq, entry.recorded, entry.body))

    def standings(self, as_of: dt.datetime | None = None) -> Standings:
        """Give all standings. `as_of` only labels them: None is the last entry's record time."""
        self.refresh()
        rejected = {
            root
            for a in self._applied.rejected
            if (root := resolve(a, self._shelves.aliases)) is not None
        }
        accounts = sorted(
            (
                self.account(root)
                for root, _ in self._shelves.groups.items()
                if root not in rejected
            ),
            key=lambda a: a.tellings[0].key,
        )
        verdicts = dict(self._shelves.open.items())
        return Standings(
            as_of=as_of or self._recorded,
            accounts={a.standing.id: a for a in accounts},
            aliases={**dict(self._shelves.claims.items()), **dict(self._shelves.aliases.items())},
            review=self.review(),
            related=related_of(verdicts, self._shelves.roots, rejected),
            conflicts=self._law.conflicts(),
            fates=self.fates(),
            unapplied=self._applied.unapplied,
            rejected=tuple(sorted(rejected)),
        )

    def account(self, root: str) -> Account:
        """Give the account of an engagement on the board, as last refreshed, by its id.

        Raises KeyError when there is none.
        """
        account = self._accounts.get(root)
        if account is None:
            account = self._accounts[root] = self._account_of(self._shelves.groups[root])
        return account

    def review(self) -> tuple[Unsure, ...]:
        """Give the pairs of engagements that may be one, likeliest first, as last refreshed."""
        return review_of(
            dict(self._shelves.open.items()),
            self._shelves.tellings,
            self._shelves.roots,
            {r for a in self._applied.rejected if (r := resolve(a, self._shelves.aliases))},
        )

    def conflicts(self) -> tuple[RulingConflict, ...]:
        """Give the rulings of several people on one thing that cannot all be followed."""
        return self._law.conflicts()

    def fates(self) -> tuple[Fate, ...]:
        """Give every ruling so far, in order, with what became of it, as last refreshed."""
        return self._law.fates(self._engagements_of)

    def forget(self) -> None:
        """Let go of what is only held to be quick: something else may change the shelves now."""
        self._accounts.clear()
        self._clustering.forget()

    def refresh(self) -> None:
        """Sum up anew the engagements that changed since the last time."""
        shelves = self._shelves
        waiting = self._dirty | self._clustering.settle()
        self._dirty = set()
        if not waiting:
            return
        linked = self._where.linked(self._law.structure.links)
        groups: dict[TellingKey, tuple[TellingKey, ...]] = {}
        done: set[TellingKey] = set()
        while waiting:
            key = waiting.pop()
            root = shelves.roots.drop(key)
            if root is not None:
                waiting.update(shelves.groups.drop(root) or ())
                shelves.board.drop(root)
                self._accounts.pop(root, None)
            if key in done or key not in shelves.tellings:
                continue
            members = self._where.group(key, linked)
            groups[members[0]] = members
            done.update(members)
            waiting.update(m for m in members if m in shelves.roots)
        for members in groups.values():
            self._sum_up(members)

    def _read(self, report: Report, new: tuple[Telling, ...], recorded: dt.datetime) -> None:
        if report.id in self._shelves.dated:
            # The same text is there with its date, which this reading does not know.
            return
        undated = self._now_dated(report)
        before = self._versions(report.id)
        for one in undated:
            versions = self._versions(one)
            before += tuple(tuple(as_of_report(t, report) for t in v) for v in versions)
        if not (before or new):
            return
        if before:
            self._shelves.versions.put(report.id, (*before, new))
        self._put(report.id, (*before, new), instead_of=undated)
        if not (new or undated):
            return
        alike = self._families.add(report, recorded.date())
        for one in undated:
            self._families.unite(report.id, one)
        if alike or undated:
            # A new copy may make one family of two: whoever counted them counts again.
            for other in self._families.members(self._families.family_of(report.id)):
                self._dirty.update(self._clustering.keys_of(other))

    def _now_dated(self, report: Report) -> tuple[str, ...]:
        """Note that a report's text has its date; give the ids it stood under without one."""
        shelves = self._shelves
        found: list[str] = []
        for undated in undated_ids(report):
            if undated not in shelves.dated:
                shelves.dated.put(undated, report.id)
                if undated in shelves.reports or undated in shelves.versions:
                    found.append(undated)
        return tuple(found)

    def _versions(self, report: str) -> tuple[tuple[Telling, ...], ...]:
        """Give the tellings of each reading of a report; of a single one they are those in use."""
        versions = self._shelves.versions.get(report)
        if versions is not None:
            return versions
        only = tuple(self._shelves.tellings[k] for k in self._clustering.keys_of(report))
        return (only,) if only else ()

    def _put(
        self,
        report: str,
        versions: tuple[tuple[Telling, ...], ...],
        instead_of: tuple[str, ...] = (),
    ) -> None:
        """Set a report's tellings: those of its last reading, with the ids of those before.

        They take the place of its own, and of those of the reports `instead_of`.
        """
        shelves = self._shelves
        first, *later = versions
        kept = self._law.upheld if later else frozenset()
        for version in later:
            first = succeed(first, version, kept)
        left = self._clustering.anchors_of(report).union(
            *(self._clustering.anchors_of(one) for one in instead_of)
        )
        gone = left - {t.anchor for t in first}
        heirs = self._heirs(gone) if gone else {}
        for one in instead_of:
            self._clustering.put(one, ())
            shelves.versions.drop(one)
        self._clustering.put(report, first)
        named: set[str] = set()
        for telling in first:
            shelves.reports_of.put(telling.anchor, report)
            for claim in telling.claims:
                shelves.claims.put(claim.id, telling.anchor)
            named |= {telling.anchor, *(c.id for c in telling.claims)}
        for anchor in gone:
            shelves.aliases.drop(anchor)
        for anchor, heir in heirs.items():
            shelves.aliases.put(anchor, heir)
        if self._law and (gone or not self._law.named.isdisjoint(named)):
            self._apply()

    def _heirs(self, gone: Iterable[str]) -> dict[str, str]:
        """Find where ids lead whose tellings a re-reading did not find again.

        To the earliest member of the engagement they stood in; where there is none, nowhere.
        """
        self.refresh()
        leaving = set(gone)
        heirs: dict[str, str] = {}
        for anchor in leaving:
            left = [t.anchor for t in self._where.members(anchor) if t.anchor not in leaving]
            if left:
                heirs[anchor] = left[0]
        return heirs

    def _rule(self, decision: Decision) -> None:
        self.refresh()
        if decision.ruling.kind in ("merge", "split"):
            snapshot = snapshot_of(
                decision.ruling, anchor_of=self._where.anchor, members_of=self._where.members
            )
            if snapshot is not None:
                self._law.remember(decision, snapshot)
        upheld = self._law.upheld
        changed = self._law.take([decision])
        self._reread(upheld ^ self._law.upheld)
        for one in changed:
            about = self._law.snapshot(one) or Snapshot(())
            named = (one.ruling.target, *one.ruling.others, *about.group, *about.rest)
            self._dirty.update(self._where.keys(named))
        self._apply()

    def _reread(self, claims: Iterable[str]) -> None:
        """Settle anew what re-readings left of claims that are now, or no longer, upheld."""
        anchors = {a for c in claims if (a := self._shelves.claims.get(c)) is not None}
        for report in sorted({r for a in anchors if (r := self._shelves.reports_of.get(a))}):
            versions = self._versions(report)
            if len(versions) > 1:
                self._put(report, versions)

    def _engagements_of(self, decision: Decision) -> tuple[str, ...]:
        """Give the engagements that a ruling's ids lead to now, its target's first."""
        about = self._law.snapshot(decision) or Snapshot(())
        ruling = decision.ruling
        named = (ruling.target, founded_anchor(decision.id), *ruling.others)
        return self._where.engagements((*named, *about.group, *about.rest))

    def _apply(self) -> None:
        """Lay the rulings in force over what the machine found."""
        founded = self._applied.founded
        self._clustering.constrain(self._law.structure.constraints)
        self._applied = self._laid_over()
        for ruling, telling in self._applied.founded.items():
            if ruling not in founded:
                self._clustering.put(ruling, (telling,))
                for claim in telling.claims:
                    self._shelves.claims.put(claim.id, telling.anchor)
        for ruling, telling in founded.items():
            if ruling not in self._applied.founded:
                self._clustering.put(ruling, ())
                self._shelves.aliases.drop(telling.anchor)

    def _laid_over(self) -> Applied:
        return apply_rulings(
            self._law.in_force,
            anchor_of=self._where.anchor,
            telling_of=self._where.telling,
            is_claim=self._shelves.claims.__contains__,
        )

    def _sum_up(self, members: tuple[TellingKey, ...]) -> None:
        shelves = self._shelves
        account = self._account_of(members)
        root = account.standing.id
        self._accounts[root] = account
        shelves.groups.put(root, members)
        own = frozenset(members)
        for telling in account.tellings:
            if telling.key in own:
                shelves.roots.put(telling.key, root)
                shelves.aliases.put(telling.anchor, root)
            else:
                for claim in telling.claims:
                    shelves.claims.put(claim.id, root)
        if self._applied.rejected.isdisjoint(t.anchor for t in account.tellings):
            shelves.board.put(root, account.standing)

    def _account_of(self, members: tuple[TellingKey, ...]) -> Account:
        shelves, applied = self._shelves, self._applied
        shelves.tellings.fetch(members)
        shelves.verdicts.fetch(members)
        tellings = [shelves.tellings[k] for k in members]
        entered = [e for t in tellings for e in applied.entered.get(t.anchor, ())]
        rulings = {(d.seq, d.id): d for t in tellings for d in applied.on.get(t.anchor, ())}
        return account_of(
            [*tellings, *sorted(entered, key=lambda t: t.key)],
            as_of=max(t.recorded for t in (*tellings, *entered)),
            family_of=self._families.family_of,
            on_claims=self._law.on_claims,
            rulings=[rulings[k] for k in sorted(rulings)],
            joined=[*(shelves.verdicts[k].why for k in members), *(None for _ in entered)],
        )

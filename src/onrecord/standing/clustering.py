"""Engagements as sets of tellings, kept up to date as readings come in.

The result is that of one pass over all reports in canonical order (day of publication, report
id), whatever order they came in: a report that comes late is judged at its place, and exactly
those later reports are judged again that share a blocking key with an engagement it changed. In
the ordinary case, reports coming in by day, that is a handful of the same day.
"""

from __future__ import annotations

import heapq
from bisect import insort
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from onrecord.standing.blocking import BlockingIndex
from onrecord.standing.matching import WINDOW_DAYS, Candidate, Verdict, could_matter, judge
from onrecord.standing.profile import Profile, profile_of
from onrecord.standing.shelves import Shelves
from onrecord.standing.structure import Constraints
from onrecord.standing.tellings import Telling, TellingKey

Place = tuple[int, str]
"""A report's place in canonical order: day, report id."""
NOWHERE: Place = (0, "")
"""Before every report."""
_Change = tuple[tuple[TellingKey, ...], tuple[TellingKey, ...]]
"""An engagement's members before and after it changed."""


class Clustering:
    """Tellings sorted into engagements; changed in place by `put`, `constrain` and `settle`.

    `shelves` hold everything that outlasts a `settle`. `last` is the place of the latest report.
    """

    def __init__(self, shelves: Shelves, last: Place = NOWHERE) -> None:
        self._shelves = shelves
        self._index = BlockingIndex(shelves.buckets)
        self._profiles: dict[TellingKey, Profile] = {}
        self._constraints = Constraints()
        self._pending: set[Place] = set()
        self._queued: set[Place] = set()
        self._touched: set[TellingKey] = set()
        self._anchors_of_label: dict[str, list[str]] = {}
        self.last = last

    def put(self, report: str, tellings: Iterable[Telling]) -> None:
        """Set the tellings of a report, in place of those it had. Judged at the next `settle`."""
        shelves = self._shelves
        for key in shelves.reports.drop(report) or ():
            one = shelves.tellings[key]
            founder = shelves.founders.get(key)
            if founder is not None:
                before = shelves.clusters[founder]
                after = self._leave(key)
                self._wake(before, after, NOWHERE)
            self._index.remove(one)
            self._wake_pinned(one)
            shelves.tellings.drop(key)
            shelves.anchored.drop(one.anchor)
            shelves.verdicts.drop(key)
            shelves.open.drop(key)
            self._touched.add(key)
        new = tuple(tellings)
        for one in new:
            shelves.tellings.put(one.key, one)
            shelves.anchored.put(one.anchor, one.key)
            self._index.add(one)
            place = (one.day, one.report)
            self._pending.add(place)
            self.last = max(self.last, place)
            self._wake_pinned(one)
        if new:
            shelves.reports.put(report, tuple(t.key for t in new))

    def expect(self, tellings: Sequence[Telling]) -> frozenset[TellingKey]:
        """Say which tellings are about to be put, so that what they need is brought in at once.

        Gives the tellings of the engagements that they will be held against.
        """
        shelves = self._shelves
        keys = [t.key for t in tellings]
        for table in (shelves.tellings, shelves.founders, shelves.verdicts, shelves.open):
            table.fetch(keys)
        self._index.expect(tellings)
        near = {k for t in tellings for k in self._index.before(t)}
        shelves.founders.fetch(near)
        founders = {f for k in near if (f := shelves.founders.get(k)) is not None}
        shelves.clusters.fetch(founders)
        members = frozenset(m for f in founders for m in shelves.clusters.get(f) or ())
        shelves.tellings.fetch(members)
        return members

    def constrain(self, constraints: Constraints, *, again: bool = False) -> None:
        """Hold the machine to rulings, in place of those it was held to before.

        `again` says that everything was judged under these very rulings already.
        """
        before, self._constraints = self._constraints, constraints
        labels: dict[str, list[str]] = {}
        for anchor, label in sorted(constraints.pinned.items()):
            labels.setdefault(label, []).append(anchor)
        self._anchors_of_label = labels
        if again:
            return
        changed = {
            anchor
            for name in ("pinned", "apart")
            for old, new in [(getattr(before, name), getattr(constraints, name))]
            for anchor in {*old, *new}
            if old.get(anchor) != new.get(anchor)
        }
        for anchor in changed:
            key = self.key_of(anchor)
            if key:
                self._pending.add((key.day, key.report))

    def forget(self) -> None:
        """Let go of what is only held to be quick: something else may change the shelves now."""
        self._profiles.clear()

    def key_of(self, anchor: str) -> TellingKey | None:
        """Find the telling of an anchor, or None when no reading gives it (any more)."""
        return self._shelves.anchored.get(anchor)

    def keys_of(self, report: str) -> tuple[TellingKey, ...]:
        """Give the tellings of a report; empty when it has none."""
        return self._shelves.reports.get(report) or ()

    def anchors_of(self, report: str) -> frozenset[str]:
        """Give the anchors of a report's tellings."""
        return frozenset(self._shelves.tellings[k].anchor for k in self.keys_of(report))

    def settle(self) -> frozenset[TellingKey]:
        """Judge what is pending; give the tellings whose engagement gained or lost a member.

        Among them are tellings that are no longer there.
        """
        queue = sorted(self._pending)
        self._queued, self._pending = self._pending, set()
        while queue:
            place = heapq.heappop(queue)
            self._queued.discard(place)
            for before, after in self._judge_report(place):
                self._wake(before, after, place)
            for later in self._pending - self._queued:
                heapq.heappush(queue, later)
            self._queued |= self._pending
            self._pending = set()
        touched = frozenset(self._touched)
        self._touched.clear()
        return touched

    def members_of(self, key: TellingKey) -> tuple[TellingKey, ...]:
        """Give the members of the engagement a telling was sorted into, the earliest first.

        Raises KeyError when the telling is not there.
        """
        return self._shelves.clusters[self._shelves.founders[key]]

    def _judge_report(self, place: Place) -> list[_Change]:
        """Judge a report's tellings at their place; give the engagements that changed by it."""
        keys = self.keys_of(place[1])
        if not keys:
            return []
        tellings = [self._shelves.tellings[k] for k in keys]
        forced = {t.key: self._pinned_to(t) for t in tellings if self._is_pinned(t)}
        free = [t for t in tellings if t.key not in forced]
        # One pinned to another telling of this same report joins it below, when that has moved.
        founders = self._shelves.founders
        taken = {founders[k] for k in forced.values() if k and k in founders}
        verdicts = list(judge(free, [self._candidates(t, taken) for t in free]))
        verdicts += [Verdict(key, joins, None) for key, joins in forced.items()]
        changed: list[_Change] = []
        for verdict in sorted(verdicts, key=lambda v: v.telling):
            self._note(verdict)
            changed += self._move(verdict.telling, verdict.joins)
        return changed

    def _note(self, verdict: Verdict) -> None:
        key, shelves = verdict.telling, self._shelves
        before = shelves.verdicts.get(key)
        if before is not None and before.why != verdict.why:
            self._touched.add(key)
        shelves.verdicts.put(key, verdict)
        if verdict.unsure or verdict.related:
            shelves.open.put(key, verdict)
        else:
            shelves.open.drop(key)

    def _move(self, key: TellingKey, joins: TellingKey | None) -> list[_Change]:
        founders = self._shelves.founders
        target = founders[joins] if joins else None
        current = founders.get(key)
        if current is not None and current in (target, key if target is None else target):
            return []
        changed: list[_Change] = []
        if current is not None:
            before = self._shelves.clusters[current]
            changed.append((before, self._leave(key)))
        before = self._shelves.clusters[target] if target else ()
        return [*changed, (before, self._enter(target, key))]

    def _enter(self, founder: TellingKey | None, key: TellingKey) -> tuple[TellingKey, ...]:
        before = self._shelves.clusters[founder] if founder else ()
        members = list(before)
        insort(members, key)
        profile = self._profiles.get(founder) if founder else None
        if profile and members[-1] == key:
            profile.add(self._shelves.tellings[key])
        elif founder:
            self._profiles.pop(founder, None)
        self._shelves.founders.put(key, members[0])
        self._set_members(founder, tuple(members))
        return tuple(members)

    def _leave(self, key: TellingKey) -> tuple[TellingKey, ...]:
        founder = self._shelves.founders[key]
        self._shelves.founders.drop(key)
        self._profiles.pop(founder, None)
        members = tuple(k for k in self._shelves.clusters[founder] if k != key)
        self._set_members(founder, members)
        return members

    def _set_members(self, founder: TellingKey | None, members: tuple[TellingKey, ...]) -> None:
        """Set an engagement's members; `founder` is whom it was known by, None when it is new."""
        known_by = members[0] if members else None
        if founder is not None and founder != known_by:
            self._shelves.clusters.drop(founder)
            for key in members:
                self._shelves.founders.put(key, members[0])
        if known_by is not None:
            self._shelves.clusters.put(known_by, members)
        self._touched.update(members)

    def _wake(
        self, before: Sequence[TellingKey], after: Sequence[TellingKey], place: Place
    ) -> None:
        """Have every report after `place` judged again to which a change could matter.

        `before` and `after` are an engagement's members before and after it changed: members
        are judged again, and whoever might have joined, or been unsure about, either.
        """
        if place >= self.last:
            return
        self._pending.update((k.day, k.report) for k in after if (k.day, k.report) > place)
        members = sorted({*before, *after})
        whole = profile_of(self._shelves.tellings[k] for k in members)
        # Only those are concerned to whom some member was, or is, an earlier telling.
        later = self._index.after(
            sorted(whole.keys),
            sorted(whole.months),
            max(TellingKey(place[0], place[1] + "\0", -1), members[0]),
            max(whole.last_day, place[0]) + WINDOW_DAYS,
        )
        asleep = sorted({k for k in later if (k.day, k.report) not in self._queued})
        for variant in (before, after):
            self._pending.update(self._concerned(variant, asleep))

    def _concerned(
        self, members: Sequence[TellingKey], later: Sequence[TellingKey]
    ) -> Iterator[Place]:
        """Find, of later tellings, the reports of those that these members could matter to."""
        profile = Profile()
        waiting = deque(members)
        for key in later:
            place = (key.day, key.report)
            while waiting and waiting[0] < (*place, -1):
                profile.add(self._shelves.tellings[waiting.popleft()])
            if (
                place not in self._pending
                and profile.size
                and could_matter(self._shelves.tellings[key], profile)
            ):
                yield place

    def _wake_pinned(self, telling: Telling) -> None:
        """Have those judged again that a ruling ties to this telling."""
        label = self._constraints.pinned.get(telling.anchor)
        for anchor in self._anchors_of_label.get(label, ()) if label else ():
            key = self.key_of(anchor)
            if key is not None:
                self._pending.add((key.day, key.report))

    def _candidates(self, telling: Telling, taken: set[TellingKey]) -> list[Candidate]:
        shelves = self._shelves
        kept_apart = self._constraints.apart.get(telling.anchor, frozenset())
        near = sorted(set(self._index.before(telling)))
        shelves.founders.fetch(near)
        # A telling that is not yet sorted in has no engagement to be held against.
        founders = {f for k in near if (f := shelves.founders.get(k)) is not None} - taken
        shelves.clusters.fetch(founders)
        earlier_of = {f: self._earlier(shelves.clusters[f], telling) for f in founders}
        shelves.tellings.fetch(
            [
                k
                for f, earlier in earlier_of.items()
                if f not in self._profiles or len(earlier) < len(shelves.clusters[f])
                for k in earlier
            ]
        )
        found: list[Candidate] = []
        for founder, earlier in sorted(earlier_of.items()):
            if not earlier or (
                kept_apart and any(shelves.tellings[k].anchor in kept_apart for k in earlier)
            ):
                continue
            found.append(Candidate(earlier[0], self._profile(founder, earlier)))
        return sorted(found, key=lambda c: c.founder)

    def _earlier(self, members: tuple[TellingKey, ...], telling: Telling) -> tuple[TellingKey, ...]:
        """Give the members before a telling's report: what stood when its turn came."""
        limit = TellingKey(telling.day, telling.report, -1)
        if members[-1] < limit:
            return members
        return tuple(k for k in members if k < limit)

    def _profile(self, founder: TellingKey, earlier: tuple[TellingKey, ...]) -> Profile:
        tellings = self._shelves.tellings
        members = self._shelves.clusters[founder]
        if len(earlier) < len(members):
            return profile_of(tellings[k] for k in earlier)
        profile = self._profiles.get(founder)
        if profile is None:
            profile = self._profiles[founder] = profile_of(tellings[k] for k in members)
        return profile

    def _is_pinned(self, telling: Telling) -> bool:
        return telling.anchor in self._constraints.pinned

    def _pinned_to(self, telling: Telling) -> TellingKey | None:
        """Find the earlier telling of the same label that this one must join, if there is one."""
        anchors = self._anchors_of_label[self._constraints.pinned[telling.anchor]]
        keys = (self.key_of(anchor) for anchor in anchors)
        return min((k for k in keys if k and k < telling.key), default=None)

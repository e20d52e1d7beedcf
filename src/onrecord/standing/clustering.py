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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.standing.matching import (
    WINDOW_DAYS,
    BlockingIndex,
    Candidate,
    Verdict,
    could_matter,
    judge,
)
from onrecord.standing.profile import Profile, profile_of
from onrecord.standing.tellings import Telling, TellingKey

_Place = tuple[int, str]
"""A report's place in canonical order: day, report id."""
_Change = tuple[tuple[TellingKey, ...], tuple[TellingKey, ...]]
"""An engagement's members before and after it changed."""
_NOWHERE: _Place = (0, "")
"""Before every report."""


@dataclass(slots=True)
class Cluster:
    """The tellings taken for one engagement by the machine, in canonical order."""

    members: list[TellingKey] = field(default_factory=list)
    profile: Profile | None = None

    @property
    def founder(self) -> TellingKey:
        """The earliest member, by which the cluster is known."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Constraints:
    """What rulings hold the machine to.

    `pinned` maps a telling's anchor to a label: tellings of one label are one engagement, and
    none of another label's. `apart` maps an anchor to anchors it must never be joined with.
    """

    pinned: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Clustering:
    """Tellings sorted into engagements; changed in place by `put`, `constrain` and `settle`.

    `tellings` are all there are; `verdicts` what was decided about each; `open` those verdicts
    that leave a question or a relation.
    """

    def __init__(self) -> None:
        self.tellings: dict[TellingKey, Telling] = {}
        self.verdicts: dict[TellingKey, Verdict] = {}
        self.open: dict[TellingKey, Verdict] = {}
        self._clusters: dict[TellingKey, Cluster] = {}
        self._cluster_of: dict[TellingKey, Cluster] = {}
        self._reports: dict[str, tuple[TellingKey, ...]] = {}
        self._index = BlockingIndex()
        self._constraints = Constraints()
        self._pending: set[_Place] = set()
        self._queued: set[_Place] = set()
        self._touched: set[TellingKey] = set()
        self._key_of: dict[str, TellingKey] = {}
        self._anchors_of_label: dict[str, list[str]] = {}
        self._last = _NOWHERE

    def put(self, report: str, tellings: Iterable[Telling]) -> None:
        """Set the tellings of a report, in place of those it had. Judged at the next `settle`."""
        for key in self._reports.pop(report, ()):
            one = self.tellings[key]
            cluster = self._cluster_of.get(key)
            if cluster is not None:
                before = tuple(cluster.members)
                self._leave(key)
                self._wake(before, tuple(cluster.members), _NOWHERE)
            self._index.remove(one)
            self._wake_pinned(one)
            del self.tellings[key], self._key_of[one.anchor]
            self.verdicts.pop(key, None)
            self.open.pop(key, None)
            self._touched.add(key)
        new = tuple(tellings)
        for one in new:
            self.tellings[one.key] = one
            self._key_of[one.anchor] = one.key
            self._index.add(one)
            place = (one.day, one.report)
            self._pending.add(place)
            self._last = max(self._last, place)
            self._wake_pinned(one)
        if new:
            self._reports[report] = tuple(t.key for t in new)

    def constrain(self, constraints: Constraints) -> None:
        """Hold the machine to rulings, in place of those it was held to before."""
        before, self._constraints = self._constraints, constraints
        changed = {
            anchor
            for name in ("pinned", "apart")
            for old, new in [(getattr(before, name), getattr(constraints, name))]
            for anchor in {*old, *new}
            if old.get(anchor) != new.get(anchor)
        }
        labels: dict[str, list[str]] = {}
        for anchor, label in sorted(constraints.pinned.items()):
            labels.setdefault(label, []).append(anchor)
        self._anchors_of_label = labels
        for anchor in changed:
            key = self._key_of.get(anchor)
            if key:
                self._pending.add((key.day, key.report))

    def key_of(self, anchor: str) -> TellingKey | None:
        """Find the telling of an anchor, or None when no reading gives it (any more)."""
        return self._key_of.get(anchor)

    def keys_of(self, report: str) -> tuple[TellingKey, ...]:
        """Give the tellings of a report; empty when it has none."""
        return self._reports.get(report, ())

    def anchors_of(self, report: str) -> frozenset[str]:
        """Give the anchors of a report's tellings."""
        return frozenset(self.tellings[k].anchor for k in self.keys_of(report))

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

    def cluster_of(self, key: TellingKey) -> Cluster:
        """Give the engagement a telling was sorted into. Raises KeyError when it is not there."""
        return self._cluster_of[key]

    def clusters(self) -> Iterable[Cluster]:
        """Give all engagements, in no order."""
        return self._clusters.values()

    def _judge_report(self, place: _Place) -> list[_Change]:
        """Judge a report's tellings at their place; give the engagements that changed by it."""
        keys = self._reports.get(place[1], ())
        if not keys:
            return []
        tellings = [self.tellings[k] for k in keys]
        forced = {t.key: self._pinned_to(t) for t in tellings if self._is_pinned(t)}
        free = [t for t in tellings if t.key not in forced]
        taken = {self._cluster_of[k].founder for k in forced.values() if k}
        verdicts = list(judge(free, [self._candidates(t, taken) for t in free]))
        verdicts += [Verdict(key, joins, None) for key, joins in forced.items()]
        changed: list[_Change] = []
        for verdict in sorted(verdicts, key=lambda v: v.telling):
            self._note(verdict)
            changed += self._move(verdict.telling, verdict.joins)
        return changed

    def _note(self, verdict: Verdict) -> None:
        key = verdict.telling
        before = self.verdicts.get(key)
        if before is not None and before.why != verdict.why:
            self._touched.add(key)
        self.verdicts[key] = verdict
        self.open.pop(key, None)
        if verdict.unsure or verdict.related:
            self.open[key] = verdict

    def _move(self, key: TellingKey, joins: TellingKey | None) -> list[_Change]:
        target = self._cluster_of[joins] if joins else None
        current = self._cluster_of.get(key)
        if current is not None and (
            current is target or (target is None and current.founder == key)
        ):
            return []
        changed: list[_Change] = []
        if current is not None:
            before = tuple(current.members)
            self._leave(key)
            changed.append((before, tuple(current.members)))
        if target is None:
            target = Cluster()
        before = tuple(target.members)
        self._enter(target, key)
        return [*changed, (before, tuple(target.members))]

    def _enter(self, cluster: Cluster, key: TellingKey) -> None:
        founder = cluster.members[0] if cluster.members else None
        at_end = not cluster.members or cluster.members[-1] < key
        insort(cluster.members, key)
        if cluster.founder != founder:
            if founder is not None:
                del self._clusters[founder]
            self._clusters[cluster.founder] = cluster
        if at_end and cluster.profile:
            cluster.profile.add(self.tellings[key])
        else:
            cluster.profile = None
        self._cluster_of[key] = cluster
        self._touched.update(cluster.members)

    def _leave(self, key: TellingKey) -> None:
        cluster = self._cluster_of.pop(key)
        founder = cluster.founder
        cluster.members.remove(key)
        cluster.profile = None
        if founder == key:
            del self._clusters[founder]
            if cluster.members:
                self._clusters[cluster.founder] = cluster
        self._touched.update(cluster.members)

    def _wake(
        self, before: Sequence[TellingKey], after: Sequence[TellingKey], place: _Place
    ) -> None:
        """Have every report after `place` judged again to which a change could matter.

        `before` and `after` are an engagement's members before and after it changed: members
        are judged again, and whoever might have joined, or been unsure about, either.
        """
        if place >= self._last:
            return
        self._pending.update((k.day, k.report) for k in after if (k.day, k.report) > place)
        members = sorted({*before, *after})
        whole = profile_of(self.tellings[k] for k in members)
        later = self._index.after(
            sorted(whole.keys),
            sorted(whole.months),
            TellingKey(place[0], place[1] + "\0", -1),
            max(whole.last_day, place[0]) + WINDOW_DAYS,
        )
        asleep = sorted({k for k in later if (k.day, k.report) not in self._queued})
        for variant in (before, after):
            self._pending.update(self._concerned(variant, asleep))

    def _concerned(
        self, members: Sequence[TellingKey], later: Sequence[TellingKey]
    ) -> Iterator[_Place]:
        """Find, of later tellings, the reports of those that these members could matter to."""
        profile = Profile()
        waiting = deque(members)
        for key in later:
            place = (key.day, key.report)
            while waiting and waiting[0] < (*place, -1):
                profile.add(self.tellings[waiting.popleft()])
            if (
                place not in self._pending
                and profile.size
                and could_matter(self.tellings[key], profile)
            ):
                yield place

    def _wake_pinned(self, telling: Telling) -> None:
        """Have those judged again that a ruling ties to this telling."""
        label = self._constraints.pinned.get(telling.anchor)
        for anchor in self._anchors_of_label.get(label, ()) if label else ():
            key = self._key_of.get(anchor)
            if key is not None:
                self._pending.add((key.day, key.report))

    def _candidates(self, telling: Telling, taken: set[TellingKey]) -> list[Candidate]:
        seen = set(taken)
        found: list[Candidate] = []
        kept_apart = self._constraints.apart.get(telling.anchor, frozenset())
        for key in self._index.before(telling):
            cluster = self._cluster_of.get(key)
            if cluster is None or cluster.founder in seen:
                continue
            seen.add(cluster.founder)
            earlier = self._earlier(cluster, telling)
            if not earlier or (
                kept_apart and any(self.tellings[k].anchor in kept_apart for k in earlier)
            ):
                continue
            found.append(Candidate(earlier[0], self._profile(cluster, earlier)))
        return sorted(found, key=lambda c: c.founder)

    def _earlier(self, cluster: Cluster, telling: Telling) -> list[TellingKey]:
        """Give the members before a telling's report: what stood when its turn came."""
        limit = TellingKey(telling.day, telling.report, -1)
        if cluster.members[-1] < limit:
            return cluster.members
        return [k for k in cluster.members if k < limit]

    def _profile(self, cluster: Cluster, earlier: list[TellingKey]) -> Profile:
        if len(earlier) < len(cluster.members):
            return profile_of(self.tellings[k] for k in earlier)
        if cluster.profile is None:
            cluster.profile = profile_of(self.tellings[k] for k in cluster.members)
        return cluster.profile

    def _is_pinned(self, telling: Telling) -> bool:
        return telling.anchor in self._constraints.pinned

    def _pinned_to(self, telling: Telling) -> TellingKey | None:
        """Find the earlier telling of the same label that this one must join, if there is one."""
        anchors = self._anchors_of_label[self._constraints.pinned[telling.anchor]]
        keys = (self._key_of.get(anchor) for anchor in anchors)
        return min((k for k in keys if k and k < telling.key), default=None)

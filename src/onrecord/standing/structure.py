"""What rulings make of identity: engagements merged, split and kept apart by people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.standing.rulings import Decision


@dataclass(frozen=True, slots=True)
class Constraints:
    """What rulings hold the machine to.

    `pinned` maps a telling's anchor to a label: tellings of one label are one engagement, and
    none of another label's. `apart` maps an anchor to anchors it must never be joined with.
    """

    pinned: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a merge or split was about when it was ruled, as anchors of tellings.

    For a split, `group` are those that leave and `rest` those that stay; for a merge, `group`
    holds one anchor of each engagement.
    """

    group: tuple[str, ...]
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """The constraints that rulings put on the machine, and the merges laid over its engagements."""

    constraints: Constraints = field(default_factory=Constraints)
    links: tuple[tuple[str, str], ...] = ()


def structure_of(
    decisions: Sequence[Decision], snapshots: Mapping[tuple[str, int], Snapshot]
) -> Structure:
    """Replay the merges and splits in force, in order; a later one prevails over an earlier.

    A split pins both parts, so that neither the machine nor an earlier merge joins them again;
    a later merge does.
    """
    pinned: dict[str, str] = {}
    apart: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    for decision in decisions:
        snapshot = snapshots.get((decision.id, decision.seq))
        if snapshot is None:
            continue
        if decision.ruling.kind == "merge":
            first, *others = snapshot.group
            links += [(first, other) for other in others]
            for one in snapshot.group:
                for other in snapshot.group:
                    apart.get(one, set()).discard(other)
        elif decision.ruling.kind == "split":
            links = _without(links, snapshot)
            for anchor in snapshot.group:
                pinned[anchor] = f"{decision.id}:{decision.seq}:group"
                apart.setdefault(anchor, set()).update(snapshot.rest)
            for anchor in snapshot.rest:
                pinned[anchor] = f"{decision.id}:{decision.seq}:rest"
                apart.setdefault(anchor, set()).update(snapshot.group)
    constraints = Constraints(pinned, {a: frozenset(b) for a, b in apart.items() if b})
    return Structure(constraints, tuple(links))


def components(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Join pairs into connected components: each item mapped to all of its component, sorted."""
    group_of: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = group_of.get(one, {one}) | group_of.get(other, {other})
        for item in joined:
            group_of[item] = joined
    return {item: tuple(sorted(group)) for item, group in group_of.items()}


def _without(links: list[tuple[str, str]], snapshot: Snapshot) -> list[tuple[str, str]]:
    """Drop the merges that a split cuts through."""
    group, rest = set(snapshot.group), set(snapshot.rest)
    return [
        (a, b) for a, b in links if not ((a in group and b in rest) or (a in rest and b in group))
    ]

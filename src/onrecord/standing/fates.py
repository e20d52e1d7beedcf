"""What became of each ruling: whether it stands, was undone, or was outranked by a later one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.standing.rulings import Decision, decided, undone_by
from onrecord.standing.structure import Snapshot

_OPPOSITE = {"merge": "split", "split": "merge"}


@dataclass(frozen=True, slots=True)
class Fate:
    """A ruling and what became of it.

    `engagements` are the ids of those it bears on now, its target's first; an undo bears on what
    is undone. None when nothing in the ledger answers to it. `undone_by` is the undo in force that
    takes it back; `outranked_by` the ruling in force that decided all of it anew and differently.
    With neither, it is followed.
    """

    decision: Decision
    engagements: tuple[str, ...] = ()
    undone_by: str | None = None
    outranked_by: str | None = None


def fates_of(
    decisions: Sequence[Decision],
    *,
    engagements_of: Callable[[Decision], tuple[str, ...]],
    snapshot_of: Callable[[Decision], Snapshot | None],
) -> tuple[Fate, ...]:
    """Say of every decision, in order of the ledger, what became of it.

    `engagements_of` gives the engagements that a decision's own ids lead to now; `snapshot_of`
    what a merge or split was about when it was ruled.
    """
    ordered = sorted(decisions, key=lambda d: d.seq)
    undone = undone_by(ordered)
    by_id = {d.id: d for d in ordered}
    bears_on = {d.seq: engagements_of(_undone_at_last(d, by_id)) for d in ordered}
    outranked = _outranked(
        [d for d in ordered if d.seq not in undone],
        bears_on=lambda d: bears_on[d.seq],
        snapshot_of=snapshot_of,
    )
    return tuple(Fate(d, bears_on[d.seq], undone.get(d.seq), outranked.get(d.seq)) for d in ordered)


def _undone_at_last(decision: Decision, by_id: dict[str, Decision]) -> Decision:
    """Give what an undo, or an undo of an undo, takes back in the end."""
    while decision.ruling.undoes in by_id:
        earlier = by_id[decision.ruling.undoes]
        if earlier.seq >= decision.seq:
            break
        decision = earlier
    return decision


def _outranked(
    in_force: Sequence[Decision],
    *,
    bears_on: Callable[[Decision], tuple[str, ...]],
    snapshot_of: Callable[[Decision], Snapshot | None],
) -> dict[int, str]:
    """Give, by their place, the decisions that a later one outranks, with its id."""
    latest: dict[tuple[str, ...], tuple[Decision, object]] = {}
    crossing: list[tuple[Decision, Snapshot]] = []
    found: dict[int, str] = {}
    for decision in reversed(in_force):
        snapshot = snapshot_of(decision)
        if snapshot is not None:
            later = next((d for d, s in crossing if _crosses(decision, snapshot, d, s)), None)
            if later is not None:
                found[decision.seq] = later.id
            crossing.append((decision, snapshot))
            continue
        things = _things(decision, bears_on(decision))
        anew = [latest[t] for t, value in things.items() if t in latest and latest[t][1] != value]
        if things and len(anew) == len(things):
            found[decision.seq] = max((d for d, _ in anew), key=lambda d: d.seq).id
        for thing, value in things.items():
            latest.setdefault(thing, (decision, value))
    return found


def _things(decision: Decision, engagements: tuple[str, ...]) -> dict[tuple[str, ...], object]:
    """Give what a decision decides, fields of an engagement by the engagement's id of now.

    Two corrections may name one engagement by ids that it had before and after a merge.
    """
    if decision.ruling.kind in _OPPOSITE:
        return {}
    return {
        about if about[0] == "claim" or not engagements else (about[0], engagements[0]): value
        for about, value in decided(decision.ruling).items()
    }


def _crosses(one: Decision, told: Snapshot, later: Decision, later_told: Snapshot) -> bool:
    """Whether a later split cuts through a merge, or a later merge joins what was split."""
    if later.ruling.kind != _OPPOSITE.get(one.ruling.kind):
        return False
    merge, split = (told, later_told) if one.ruling.kind == "merge" else (later_told, told)
    return not set(merge.group).isdisjoint(split.group) and not set(merge.group).isdisjoint(
        split.rest
    )

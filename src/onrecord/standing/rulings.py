"""Rulings: what people decided, and which of their decisions are in force.

A ruling outranks the machine for ever: it names tellings and claims by ids that survive a
re-reading. An undo takes a ruling back, and an undo of the undo restores it. When two people
rule differently on one thing, the latest stands and both are shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.standing.tellings import Telling
from onrecord.terms import Ruling, RulingKind, StandingClaim

_ON_CLAIMS: frozenset[RulingKind] = frozenset({"accept", "reject", "correct"})
_ON_IDENTITY: frozenset[RulingKind] = frozenset({"merge", "split"})


@dataclass(frozen=True, slots=True)
class Decision:
    """A ruling as the ledger holds it: `id` is its entry's id, `seq` its place."""

    id: str
    seq: int
    recorded: dt.datetime
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class RulingConflict:
    """Rulings of several people on one thing that cannot all be followed.

    `rulings` are ids in order of the ledger; `stands` is the one that is followed.
    """

    target: str
    rulings: tuple[str, ...]
    people: tuple[str, ...]
    stands: str


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions that no undo in force takes back, in order of the ledger.

    An undo takes back what was ruled before it: the same ruling made again later stands.
    """
    ordered = sorted(decisions, key=lambda d: d.seq)
    undone_until: dict[str, int] = {}
    kept: list[Decision] = []
    for decision in reversed(ordered):
        if decision.seq < undone_until.get(decision.id, 0):
            continue
        if decision.ruling.kind == "undo" and decision.ruling.undoes:
            undone = decision.ruling.undoes
            undone_until[undone] = max(undone_until.get(undone, 0), decision.seq)
        kept.append(decision)
    return tuple(reversed(kept))


def conflicts_of(decisions: Sequence[Decision]) -> tuple[RulingConflict, ...]:
    """Find where several people ruled differently on one thing; `decisions` are those in force."""
    on: dict[tuple[str, ...], list[Decision]] = {}
    for decision in decisions:
        ruling = decision.ruling
        if ruling.kind in _ON_CLAIMS:
            on.setdefault((ruling.target,), []).append(decision)
        elif ruling.kind in _ON_IDENTITY:
            on.setdefault(tuple(sorted({ruling.target, *ruling.others})), []).append(decision)
    found = [
        RulingConflict(
            target=group[-1].ruling.target,
            rulings=tuple(d.id for d in group),
            people=tuple(sorted({d.ruling.who for d in group})),
            stands=group[-1].id,
        )
        for group in on.values()
        if len({d.ruling.who for d in group}) > 1
        and len({(d.ruling.kind, d.ruling.claim) for d in group}) > 1
    ]
    return tuple(sorted(found, key=lambda c: (c.target, c.rulings)))


def latest_on_claims(decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    """Give the decision that stands on each claim or engagement: accept, reject or correct."""
    latest: dict[str, Decision] = {}
    for decision in decisions:
        if decision.ruling.kind in _ON_CLAIMS:
            latest[decision.ruling.target] = decision
    return latest


def claims_after(
    telling: Telling, on_claims: Mapping[str, Decision]
) -> tuple[tuple[StandingClaim, ...], bool]:
    """Give a telling's claims as rulings left them, and whether a person changed the status of one.

    A rejected claim is gone; a corrected one keeps its id and its place.
    """
    claims: list[StandingClaim] = []
    changed = False
    for item in telling.claims:
        decision = on_claims.get(item.id)
        if decision is None or decision.ruling.kind == "accept":
            claims.append(item)
        elif decision.ruling.kind == "correct" and decision.ruling.claim is not None:
            corrected = decision.ruling.claim
            changed = changed or corrected.status != item.claim.status
            claims.append(replace(item, claim=corrected))
    return tuple(claims), changed


def upheld(on_claims: Mapping[str, Decision]) -> frozenset[str]:
    """Give the claims that a person accepted or corrected, and which so outlive any re-reading."""
    return frozenset(
        target
        for target, decision in on_claims.items()
        if decision.ruling.kind in ("accept", "correct")
    )

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
    undone = undone_by(ordered)
    return tuple(d for d in ordered if d.seq not in undone)


def undone_by(decisions: Iterable[Decision]) -> Mapping[int, str]:
    """Give, by their place, the decisions that are undone, with the id of the undo that does it."""
    last_undo: dict[str, Decision] = {}
    undone: dict[int, str] = {}
    for decision in sorted(decisions, key=lambda d: d.seq, reverse=True):
        undo = last_undo.get(decision.id)
        if undo is not None:
            undone[decision.seq] = undo.id
        elif decision.ruling.kind == "undo" and decision.ruling.undoes:
            last_undo.setdefault(decision.ruling.undoes, decision)
    return undone


def decided(ruling: Ruling) -> Mapping[tuple[str, ...], object]:
    """Give what a ruling decides: by what it is about, what was decided of that.

    Two rulings that decide one thing differently cannot both be followed; those that correct
    different fields of one engagement can.
    """
    if ruling.kind in _ON_IDENTITY:
        return {("identity", *sorted({ruling.target, *ruling.others})): ruling.kind}
    if ruling.kind != "correct":
        on_claim = ruling.kind in _ON_CLAIMS
        return {("claim", ruling.target): (ruling.kind, None)} if on_claim else {}
    fields = {
        ("parties", ruling.target): ruling.parties,
        ("place", ruling.target): ruling.place,
        ("kind", ruling.target): ruling.engagement_kind,
        ("claim", ruling.target): ruling.claim and ("correct", ruling.claim),
    }
    return {about: value for about, value in fields.items() if value}


def conflicts_of(decisions: Sequence[Decision]) -> tuple[RulingConflict, ...]:
    """Find where several people ruled differently on one thing; `decisions` are those in force."""
    on: dict[tuple[str, ...], list[tuple[Decision, object]]] = {}
    for decision in decisions:
        for about, value in decided(decision.ruling).items():
            on.setdefault(about, []).append((decision, value))
    found = {
        RulingConflict(
            target=group[-1][0].ruling.target,
            rulings=tuple(d.id for d, _ in group),
            people=tuple(sorted({d.ruling.who for d, _ in group})),
            stands=group[-1][0].id,
        )
        for group in on.values()
        if len({d.ruling.who for d, _ in group}) > 1 and len({value for _, value in group}) > 1
    }
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

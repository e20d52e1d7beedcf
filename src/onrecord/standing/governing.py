"""Rulings laid over what the machine found: which stand, and what each of them is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.standing.rulings import Decision
from onrecord.standing.standings import Unapplied
from onrecord.standing.structure import Snapshot
from onrecord.standing.tellings import Telling, entered_telling
from onrecord.terms import Ruling


@dataclass(frozen=True, slots=True)
class Applied:
    """The rulings in force, sorted by what they are about.

    `on` maps the anchor of a telling to the rulings on its engagement, `entered` to the claims a
    person entered for it. `founded` are engagements entered by hand, by ruling id; `rejected` the
    anchors of engagements struck off; `unapplied` the rulings whose target nothing answers to.
    """

    on: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    entered: Mapping[str, tuple[Telling, ...]] = field(default_factory=dict)
    founded: Mapping[str, Telling] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    unapplied: tuple[Unapplied, ...] = ()


def apply_rulings(
    in_force: Sequence[Decision],
    *,
    anchor_of: Callable[[str], str | None],
    telling_of: Callable[[str], Telling | None],
    is_claim: Callable[[str], bool],
) -> Applied:
    """Find what each ruling in force is about.

    `anchor_of` gives the anchor that an id of a claim, member or engagement leads to now, None
    when it leads nowhere; `telling_of` the telling of an anchor; `is_claim` whether an id is, or
    ever was, a claim's.
    """
    on: dict[str, list[Decision]] = {}
    entered: dict[str, list[Telling]] = {}
    founded: dict[str, Telling] = {}
    struck: dict[str, bool] = {}
    unapplied: list[Unapplied] = []
    for decision in in_force:
        ruling = decision.ruling
        anchors = [a for t in (ruling.target, *ruling.others) if (a := anchor_of(t))]
        for anchor in dict.fromkeys(anchors):
            on.setdefault(anchor, []).append(decision)
        if _enters(ruling, is_claim):
            home = telling_of(anchors[0]) if anchors else None
            telling = entered_telling(ruling, decision.id, decision.recorded, home)
            if telling is None:
                unapplied.append(Unapplied(decision.id, _NO_TARGET))
            elif home is None:
                founded[decision.id] = telling
                on.setdefault(telling.anchor, []).append(decision)
            else:
                entered.setdefault(anchors[0], []).append(telling)
        elif not anchors and ruling.kind != "undo":
            unapplied.append(Unapplied(decision.id, _NO_TARGET))
        if anchors and ruling.kind in ("accept", "reject") and not is_claim(ruling.target):
            struck[anchors[0]] = ruling.kind == "reject"
    return Applied(
        on={a: tuple(d) for a, d in on.items()},
        entered={a: tuple(t) for a, t in entered.items()},
        founded=founded,
        rejected=frozenset(a for a, gone in struck.items() if gone),
        unapplied=tuple(unapplied),
    )


def snapshot_of(
    ruling: Ruling,
    *,
    anchor_of: Callable[[str], str | None],
    members_of: Callable[[str], Sequence[Telling]],
) -> Snapshot | None:
    """Fix what a merge or split is about, as things stand when it is ruled.

    A split of members out of their engagement, or, when `others` stand elsewhere, a ruling that
    they are to be kept apart from it. None when the ruling names nothing known.
    """
    target = anchor_of(ruling.target)
    if target is None:
        return None
    if ruling.kind == "merge":
        others = [a for o in ruling.others if (a := anchor_of(o))]
        return Snapshot((target, *others)) if others else None
    home = members_of(target)
    group: set[str] = set()
    for other in ruling.others:
        here = {t.anchor for t in home if _names(other, t)}
        elsewhere = anchor_of(other)
        if here:
            group |= here
        elif elsewhere is not None:
            group |= {t.anchor for t in members_of(elsewhere)}
    rest = {t.anchor for t in home} - group
    return Snapshot(tuple(sorted(group)), tuple(sorted(rest))) if group and rest else None


_NO_TARGET = "nothing in the ledger answers to its target"


def _enters(ruling: Ruling, is_claim: Callable[[str], bool]) -> bool:
    """Whether a ruling adds a claim: entered, or a correction of the engagement as such."""
    if ruling.claim is None:
        return ruling.kind == "enter"
    return ruling.kind == "enter" or (ruling.kind == "correct" and not is_claim(ruling.target))


def _names(other: str, telling: Telling) -> bool:
    """Whether an id given to a split names this member.

    It may be the member's anchor, a claim of it, its report, or report and engagement as they
    are printed in `members`, joined by a slash.
    """
    return other in (
        telling.anchor,
        telling.report,
        f"{telling.report}/{telling.engagement.id}",
    ) or any(c.id == other for c in telling.claims)

"""What a field of a standing rests on: the claims that bear it out, and those against it.

Reports of one wire family are one source: a copy that says the same is not told again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.headline import NEW_DATE_OF_STATUS, PLAN_OF_STATUS
from onrecord.standing.engagement import Account
from onrecord.standing.fold import Ruled
from onrecord.standing.precedence import OFF, Rule
from onrecord.standing.steps import is_event_denial
from onrecord.terms import Claim, StandingClaim

Axis = Literal["status", "plan", "new_date"]
_COMPUTED = ("disputed", "denied")
_SAYING_NOTHING = ("does_not_deny", "declines_comment")
"""Stances that bear nothing out: not to deny is not to confirm."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a field has its value.

    `claims` are those it rests on, `also` what other sources say to the same effect, `against`
    what says something else about the field; `rule` is the one by which the value stands.
    """

    claims: tuple[StandingClaim, ...]
    also: tuple[StandingClaim, ...]
    against: tuple[StandingClaim, ...]
    rule: Rule


def ground_of_axis(account: Account, axis: Axis) -> Ground | None:
    """Say what an axis or the headline rests on; None when no report has a word about it.

    It rests on the last word that stands. What stood before and was overturned is against it,
    and so is every word since that was not taken, where these say something else.
    """
    run = _run(account, axis)
    if not run:
        return None
    value = str(getattr(run[-1], axis))
    claims = run[-1].step.decisive
    yielded = _yielded(account, run)
    same = [r for r in yielded if getattr(r.step.engagement, axis) == value]
    others = [r for r in yielded if getattr(r.step.engagement, axis) != value]
    before = run[0].against
    contrary = [
        claim
        for step in [*([before] if before else []), *(r.step for r in others)]
        for claim in step.decisive
    ]
    contrary += _contesting(account)
    support = [c for r in [*run[:-1], *same] for c in r.step.decisive]
    if axis == "status" and value in _COMPUTED:
        # The value is more than any claim says: it has two sides, of which one spoke last.
        contrary += support
        off = {_off(c.claim) for c in claims}
        against = [c for c in contrary if _off(c.claim) not in (None, *off)]
        support = [c for c in support if _off(c.claim) in off]
    else:
        same_effect = {None, value}
        if axis != "status":
            same_effect |= {says(c.claim, axis) for c in claims}
        against = [c for c in contrary if says(c.claim, axis) not in same_effect]
    support = [c for c in support if c.claim.stance not in _SAYING_NOTHING]
    return Ground(
        claims=claims,
        also=_of_other_sources(support, claims, account.families),
        against=_of_other_sources(against, (), account.families),
        rule=_rule(run, others),
    )


def ground_of_since(account: Account) -> Ground | None:
    """Say what the day rests on since which the status stands: the word from which it counts.

    Against it is what gives the same status another day.
    """
    run = _run(account, "status")
    if not run:
        return None
    since = account.standing.since
    first = run[0].step.decisive
    claims = tuple(c for c in first if c.claim.when == since) or first
    dated = [c for r in run for c in r.step.decisive if c.claim.when is not None]
    return Ground(
        claims=claims,
        also=_of_other_sources(
            (c for c in dated if c.claim.when == since), claims, account.families
        ),
        against=_of_other_sources(
            (c for c in dated if c.claim.when != since), (), account.families
        ),
        rule=run[0].rule,
    )


def says(claim: Claim, axis: Axis) -> str | None:
    """Give what a claim says of an axis or of the headline, or None when it says nothing of it.

    A denial of a detail says nothing: counter-example to reading every denial as "it is off". To
    deny that it was called off is to say that it was not.
    """
    if claim.stance == "declines_comment":
        return None
    if claim.stance == "denies":
        if claim.about != "event" or axis == "new_date":
            return None
        denied = "denied" if is_event_denial(claim) else f"not {claim.status}"
        return denied if axis == "status" or denied != "denied" else "none"
    if axis == "new_date":
        return NEW_DATE_OF_STATUS.get(claim.status)
    return claim.status if axis == "status" else PLAN_OF_STATUS[claim.status]


def _off(claim: Claim) -> bool | None:
    """Whether a claim says that it is off, or is not so; None when it says nothing of it."""
    said = says(claim, "plan")
    return None if said is None else said in OFF


def _run(account: Account, axis: Axis) -> list[Ruled]:
    """Give the words taken since the value came to stand that stands now, the earliest first."""
    run: list[Ruled] = []
    for ruled in reversed(account.outcome.trail):
        if not ruled.taken:
            continue
        if run and getattr(ruled, axis) != getattr(run[-1], axis):
            break
        run.append(ruled)
    return run[::-1]


def _yielded(account: Account, run: Sequence[Ruled]) -> list[Ruled]:
    """Give the words that were not taken since then, or that yielded to one taken since then."""
    found: list[Ruled] = []
    begun = False
    for ruled in account.outcome.trail:
        begun = begun or ruled is run[0]
        if not ruled.taken and (begun or any(ruled.against is r.step for r in run)):
            found.append(ruled)
    return found


def _contesting(account: Account) -> Iterator[StandingClaim]:
    """Give the claims of what is contested about the event itself."""
    by_id = {c.id: c for c in account.standing.history}
    for contest in account.standing.contested:
        if contest.about == "event":
            yield from (by_id[c] for c in contest.claims if c in by_id)


def _of_other_sources(
    claims: Iterable[StandingClaim],
    besides: Sequence[StandingClaim],
    families: Mapping[str, str],
) -> tuple[StandingClaim, ...]:
    """Leave out what is there already, and the copies: of a family one report says a thing."""
    seen = {c.id for c in besides}
    told = {_thing(c, families): c.report for c in besides}
    found: list[StandingClaim] = []
    for claim in claims:
        thing = _thing(claim, families)
        if claim.id not in seen and told.setdefault(thing, claim.report) == claim.report:
            seen.add(claim.id)
            found.append(claim)
    return tuple(found)


def _thing(claim: StandingClaim, families: Mapping[str, str]) -> tuple[str, str | None]:
    """Name what is told, and by which family."""
    return families.get(claim.report, claim.report), says(claim.claim, "status")


def _rule(run: Sequence[Ruled], others: Sequence[Ruled]) -> Rule:
    """Name the rule by which a value stands: over what was before it, else over what came since."""
    if run[0].rule != "only":
        return run[0].rule
    if others:
        return others[-1].rule
    return "only" if len(run) == 1 else "unopposed"

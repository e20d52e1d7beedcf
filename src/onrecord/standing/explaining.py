"""Why a standing says what it says: for each field, the claims and the rule behind it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.standing.engagement import Account
from onrecord.standing.evidence import Feature
from onrecord.standing.fold import Ruled
from onrecord.standing.grounds import ground_of_axis, ground_of_since
from onrecord.standing.precedence import RULE_TEXT, Rule
from onrecord.terms import Member, StandingClaim


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one field has its value.

    `claims` are the claims it rests on; `rule` names the rule by which the value stands, and
    `text` says it in a sentence; `also` are claims of other sources to the same effect, `against`
    those that say something else about the field.
    """

    field: str
    value: str | None
    claims: tuple[StandingClaim, ...]
    rule: Rule
    text: str
    against: tuple[StandingClaim, ...] = ()
    also: tuple[StandingClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One report's word in the course of an engagement, and what became of it.

    `taken` says whether it moved what stands; `rule` why or why not; `day` is the day it speaks
    of, ISO 8601, or None for something only recalled without a date.
    """

    member: Member
    status: str
    day: str | None
    taken: bool
    rule: Rule
    text: str
    claims: tuple[StandingClaim, ...]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Why one report is about this engagement: the evidence, summed to a probability.

    `features` is empty and `probability` None for the report that it was first known from, and
    where a person decided.
    """

    member: Member
    probability: float | None
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """All there is to say about how one engagement came to stand where it does."""

    engagement: str
    reasons: tuple[Reason, ...]
    turns: tuple[Turn, ...]
    belongings: tuple[Belonging, ...]


def explain(account: Account) -> Explained:
    """Explain a standing field by field, turn by turn, member by member."""
    return Explained(
        engagement=account.standing.id,
        reasons=_reasons(account),
        turns=tuple(_turn(ruled) for ruled in account.outcome.trail),
        belongings=_belongings(account),
    )


def _reasons(account: Account) -> tuple[Reason, ...]:
    standing, outcome = account.standing, account.outcome
    stands = _last_taken(account)
    if outcome.step is None or stands is None:
        return ()
    found = [
        Reason(
            name,
            value,
            ground.claims,
            ground.rule,
            RULE_TEXT[ground.rule],
            ground.against,
            ground.also,
        )
        for name, value, ground in (
            ("status", standing.status, ground_of_axis(account, "status")),
            ("plan", standing.plan, ground_of_axis(account, "plan")),
            ("new_date", standing.new_date, ground_of_axis(account, "new_date")),
            ("since", standing.since, ground_of_since(account)),
        )
        if ground is not None
    ]
    if outcome.dated_by is not None:
        dated = next((r for r in outcome.trail if r.step is outcome.dated_by), stands)
        found.append(
            Reason(
                "planned_start",
                standing.planned_start,
                outcome.dated_by.decisive,
                dated.rule,
                RULE_TEXT[dated.rule],
            )
        )
    by_id = {c.id: c for c in standing.history}
    for word in standing.words:
        for name, claim in (("named", word.named), ("unnamed", word.unnamed)):
            if claim in by_id:
                found.append(
                    Reason(
                        f"words.{word.side}.{name}",
                        by_id[claim].claim.status,
                        (by_id[claim],),
                        "later",
                        RULE_TEXT["later"],
                    )
                )
    for contest in standing.contested:
        claims = tuple(by_id[c] for c in contest.claims if c in by_id)
        value = f"{contest.asserted_by or 'somebody'} against {contest.denied_by or 'somebody'}"
        found.append(Reason(f"contested.{contest.about}", value, claims, stands.rule, _CONTESTED))
    return tuple(found)


_CONTESTED = "a word that contradicts a stronger one is shown and never silently wins"


def _last_taken(account: Account) -> Ruled | None:
    return next((r for r in reversed(account.outcome.trail) if r.taken), None)


def _turn(ruled: Ruled) -> Turn:
    step = ruled.step
    telling = step.telling
    return Turn(
        member=Member(telling.report, telling.url, telling.engagement.id),
        status=step.engagement.status,
        day=step.date.isoformat() if step.date else None,
        taken=ruled.taken,
        rule=ruled.rule,
        text=RULE_TEXT[ruled.rule],
        claims=step.decisive,
    )


def _belongings(account: Account) -> tuple[Belonging, ...]:
    return tuple(
        Belonging(
            member=Member(telling.report, telling.url, telling.engagement.id),
            probability=why.probability if why else None,
            features=why.features if why else (),
        )
        for telling, why in zip(account.tellings, account.joined, strict=True)
        if not telling.ruled
    )

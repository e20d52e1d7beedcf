"""A step: one telling's word about where the engagement stands, with what it weighs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.headline import PLAN_OF_STATUS, contradiction_of, headline
from onrecord.standing.names import side_key
from onrecord.standing.periods import period_of
from onrecord.standing.precedence import Weight, same_day_order, strongest
from onrecord.standing.tellings import Telling, TellingKey
from onrecord.terms import REPORTER, Claim, Engagement, StandingClaim

_AGREEING = ("asserts", "confirms", "does_not_deny")
_BETWEEN_SIDES = re.compile(r"\s*(?:;|,|/|\band\b|&)\s*")


@dataclass(frozen=True, slots=True)
class Step:
    """A telling's word: its engagement and claims after rulings, and what they weigh.

    `day` orders steps (ordinal): the day of publication; for an engagement that is only recalled,
    the day its state came about, or 0 when the text does not say, so that it never overrides a
    report of its own time. `decisive` are the claims that put the engagement in its state.
    `called_off_by` are the parties on whose word or by whose doing it is off.
    """

    telling: Telling
    engagement: Engagement
    claims: tuple[StandingClaim, ...]
    decisive: tuple[StandingClaim, ...]
    weight: Weight
    called_off_by: frozenset[str]
    came_about: dt.date | None

    @property
    def day(self) -> int:
        """The ordinal of the day the step speaks of."""
        return self.weight.day

    @property
    def date(self) -> dt.date | None:
        """The day the step speaks of, or None for what is recalled without a date."""
        return dt.date.fromordinal(self.weight.day) if self.weight.day else None

    @property
    def order(self) -> tuple[int, tuple[bool, bool, bool, int, int], TellingKey]:
        """Its place among the steps: by day, then weakest first, then canonical order."""
        return (self.weight.day, same_day_order(self.weight), self.telling.key)


def step_of(
    telling: Telling, claims: tuple[StandingClaim, ...] | None = None, *, ruled: bool = False
) -> Step | None:
    """Weigh a telling's word.

    `claims` are its claims after rulings, None when no ruling touched them; `ruled` says that a
    person changed what one of them says. When they differ from the reading's, the axes are
    computed anew from them. Returns None when rulings left no claim: then the report has no word
    about this engagement.
    """
    engagement = telling.engagement
    if claims is None:
        claims = telling.claims
    elif claims != telling.claims:
        if not claims:
            return None
        engagement = _from_claims(engagement, [c.claim for c in claims])
    decisive = _decisive(engagement, claims)
    came_about = _came_about(decisive)
    parties = frozenset(side_key(p.side) for p in engagement.parties)
    footing = strongest(c.claim for c in decisive) or "reporter"
    weight = Weight(
        plan=engagement.plan,
        footing=footing,
        speakers=frozenset(s for c in decisive if (s := _speaker(c.claim))),
        parties=parties,
        day=_day(telling, engagement, came_about),
        ruled=telling.ruled or ruled,
    )
    return Step(
        telling=telling,
        engagement=engagement,
        claims=claims,
        decisive=decisive,
        weight=weight,
        called_off_by=_called_off_by(decisive, parties),
        came_about=came_about,
    )


def is_event_denial(claim: Claim) -> bool:
    """Whether a claim denies the engagement itself.

    Counter-example: denying that it was cancelled is saying that it is on.
    """
    return (
        claim.stance == "denies"
        and claim.about == "event"
        and claim.status not in ("cancelled", "postponed", "suspended")
    )


def asserts_event(claim: Claim) -> bool:
    """Whether a claim says that the engagement is to be, is or was."""
    return claim.stance in ("asserts", "confirms") and claim.status in (
        "agreed",
        "scheduled",
        "rescheduled",
        "under_way",
        "held",
    )


def _from_claims(engagement: Engagement, claims: list[Claim]) -> Engagement:
    """Compute an engagement's axes anew from its claims, as rulings left them."""
    saying = [c for c in claims if c.stance in _AGREEING] or claims
    last = saying[-1]
    plan = PLAN_OF_STATUS[last.status]
    new_date = engagement.new_date if last.status == engagement.status else "none"
    if last.status == "rescheduled":
        new_date = "set"
    elif last.status == "rescheduling":
        new_date = "sought"
    contradiction = contradiction_of(claims, [p.side for p in engagement.parties])
    status = headline(plan, new_date, engagement.responses, contradiction=contradiction)
    if contradiction == "none" and plan == "none":
        status = last.status
    return replace(engagement, plan=plan, new_date=new_date, status=status, history=tuple(claims))


def _decisive(
    engagement: Engagement, claims: tuple[StandingClaim, ...]
) -> tuple[StandingClaim, ...]:
    """Find the claims that put the engagement in its state; else the last that agrees with it."""
    exact = tuple(
        c
        for c in claims
        if c.claim.status == engagement.status
        and (c.claim.stance in _AGREEING or engagement.status in ("denied", "disputed"))
    )
    if exact:
        return exact
    kin = tuple(
        c
        for c in claims
        if PLAN_OF_STATUS[c.claim.status] == engagement.plan and c.claim.stance in _AGREEING
    )
    return kin or claims[-1:]


def _came_about(decisive: Iterable[StandingClaim]) -> dt.date | None:
    """Give the latest day on which the decisive claims say the state came about, or None.

    None also when one of them does not say: then it may be news of the day.
    """
    days: list[int] = []
    for item in decisive:
        period = period_of(item.claim.when)
        if period is None:
            return None
        days.append(period.last)
    return dt.date.fromordinal(max(days)) if days else None


def _day(telling: Telling, engagement: Engagement, came_about: dt.date | None) -> int:
    if not telling.background:
        return telling.day
    if came_about:
        return min(telling.day, came_about.toordinal())
    if engagement.plan == "held" and telling.dates:
        return min(telling.day, telling.dates.last)
    return 0


def _speaker(claim: Claim) -> str | None:
    if claim.footing == REPORTER:
        return REPORTER
    if claim.side is None or claim.footing == "media":
        return None
    return side_key(claim.side)


def _called_off_by(decisive: tuple[StandingClaim, ...], parties: frozenset[str]) -> frozenset[str]:
    by: set[str] = set()
    for item in decisive:
        doers = {side_key(s) for s in _BETWEEN_SIDES.split(item.claim.by or "") if s} & parties
        speaker = _speaker(item.claim)
        by |= doers or ({speaker} & parties if speaker else set())
    return frozenset(by)

"""One engagement of the ledger: its tellings and the rulings on it, summed up as a standing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.standing.evidence import Explanation
from onrecord.standing.fold import Outcome, follow
from onrecord.standing.names import name_words, same_person, side_key
from onrecord.standing.rulings import Decision, claims_after
from onrecord.standing.steps import Step, step_of
from onrecord.standing.tellings import Telling
from onrecord.standing.words import latest_words
from onrecord.terms import (
    SALIENCES,
    Corroboration,
    Kind,
    Member,
    Party,
    Person,
    Salience,
    Standing,
    Word,
)

_SHARE_OF_TELLINGS = 2
"""A side is a party when at least one telling in so many names it."""


@dataclass(frozen=True, slots=True)
class Account:
    """A standing with what it was derived from: for explaining it field by field.

    `tellings` are its members in canonical order, and `joined` says of each why the machine took
    it for this engagement: None for one that founded it, or that a person placed. `families`
    gives the wire family of each of their reports.
    """

    standing: Standing
    outcome: Outcome
    steps: tuple[Step, ...]
    tellings: tuple[Telling, ...]
    joined: tuple[Explanation | None, ...]
    families: Mapping[str, str]


def account_of(
    tellings: Sequence[Telling],
    *,
    as_of: dt.datetime,
    family_of: Callable[[str], str],
    on_claims: Mapping[str, Decision],
    rulings: Sequence[Decision] = (),
    joined: Sequence[Explanation | None] = (),
) -> Account:
    """Sum up one engagement.

    `tellings` are its members, in canonical order and at least one; `family_of` gives a report's
    wire family; `on_claims` the decision that stands on each claim; `rulings` the decisions in
    force on this engagement, in order of the ledger; `joined` why each telling is a member.
    """
    steps = _steps(tellings, on_claims)
    outcome = follow(steps)
    # Each field is as a person last corrected it, whatever others were corrected since.
    corrected = [d.ruling for d in reversed(rulings) if d.ruling.kind == "correct"]
    ruled_kind = next((r.engagement_kind for r in corrected if r.engagement_kind), None)
    ruled_place = next((r.place for r in corrected if r.place), None)
    ruled_parties = next((r.parties for r in corrected if r.parties), None)
    parties = ruled_parties or _parties(tellings, outcome.step)
    words = latest_words(steps, [p.side for p in parties])
    founder = tellings[0]
    first_known = min(tellings, key=lambda t: (t.recorded, t.key))
    standing = Standing(
        id=founder.anchor,
        uid=f"{first_known.anchor}@onrecord",
        as_of=as_of,
        kind=ruled_kind or _kind(tellings, outcome.step),
        parties=parties,
        status=outcome.status,
        plan=outcome.plan,
        new_date=outcome.new_date,
        place=ruled_place or _latest(tellings, outcome, "place"),
        topic=_latest(tellings, outcome, "topic"),
        planned_start=outcome.planned_start,
        planned_end=outcome.planned_end,
        was_planned_start=outcome.was_planned_start,
        was_planned_end=outcome.was_planned_end,
        responses=outcome.responses,
        since=outcome.since,
        words=tuple(Word(p.side, *words.get(side_key(p.side), (None, None))) for p in parties),
        contested=outcome.contested,
        corroboration=_corroboration(steps, outcome, family_of),
        history=tuple(c for s in sorted(steps, key=_in_time) for c in s.claims),
        members=tuple(Member(t.report, t.url, t.engagement.id) for t in tellings if not t.ruled),
        rulings=tuple(d.id for d in rulings),
        salience=_salience(tellings),
    )
    families = {t.report: family_of(t.report) for t in tellings}
    return Account(standing, outcome, steps, tuple(tellings), tuple(joined), families)


def _steps(tellings: Sequence[Telling], on_claims: Mapping[str, Decision]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for telling in tellings:
        claims, ruled = claims_after(telling, on_claims)
        step = step_of(telling, claims, ruled=ruled)
        if step is not None:
            steps.append(step)
    return tuple(steps)


def _in_time(step: Step) -> tuple[int, object]:
    return (step.day, step.telling.key)


def _kind(tellings: Sequence[Telling], step: Step | None) -> Kind:
    """Give the kind most tellings give; of several, the one that stands, else the earliest."""
    counted = Counter(t.engagement.kind for t in tellings if not t.ruled)
    if not counted:
        return tellings[0].engagement.kind
    most = max(counted.values())
    tied = [kind for kind, n in counted.items() if n == most]
    if step is not None and step.engagement.kind in tied:
        return step.engagement.kind
    return tied[0]


def _salience(tellings: Sequence[Telling]) -> Salience:
    """Give what it was to the reports of the last day; of several, the most it was to one."""
    last = max(t.day for t in tellings)
    told = [t.engagement.salience for t in tellings if t.day == last]
    return min(told, key=SALIENCES.index)


def _latest(tellings: Sequence[Telling], outcome: Outcome, name: str) -> str | None:
    """Give a field as the step that stands has it, else as the latest telling that has it."""
    steps = [outcome.step.telling] if outcome.step else []
    foreground = [t for t in reversed(tellings) if not t.background]
    background = [t for t in reversed(tellings) if t.background]
    for telling in (*steps, *foreground, *background):
        value: str | None = getattr(telling.engagement, name)
        if value:
            return value
    return None


def _corroboration(
    steps: Sequence[Step], outcome: Outcome, family_of: Callable[[str], str]
) -> Corroboration:
    """Count what stands behind the status: reports that give this plan, not those before it."""
    behind = [
        s.telling
        for s in steps
        if not s.telling.ruled
        and (s.engagement.plan == outcome.plan or s.engagement.status == outcome.status)
    ]
    reports = {t.report for t in behind}
    return Corroboration(
        reports=len(reports),
        families=len({family_of(r) for r in reports}),
        outlets=len({t.outlet.casefold() for t in behind if t.outlet}),
    )


def _parties(tellings: Sequence[Telling], step: Step | None) -> tuple[Party, ...]:
    """Join the parties of the tellings, leaving out what only a stray report names.

    In the order of the telling that stands, then of the others, earliest first. Of the telling
    that stands all are taken who send somebody by name; mediators and observers, whom it may list
    and the others leave out, are held to what the others say, like anybody named by the way.
    """
    counted = Counter(side for t in tellings for side in t.sides)
    first = step.telling if step else tellings[-1]
    order = [first, *(t for t in tellings if t is not first)]
    parties: dict[str, Party] = {}
    for telling in order:
        for party in telling.engagement.parties:
            side = side_key(party.side)
            known = parties.get(side)
            if known is not None:
                parties[side] = Party(known.side, known.name, _people(known.people, party.people))
            elif counted[side] * _SHARE_OF_TELLINGS >= len(tellings) or (
                telling is first and party.people
            ):
                parties[side] = party
    return tuple(parties.values())


def _people(known: tuple[Person, ...], more: tuple[Person, ...]) -> tuple[Person, ...]:
    """Join two lists of people of one side: the fuller name stands, and an office once known."""
    people = list(known)
    for person in more:
        words = name_words(person.name)
        for at, other in enumerate(people):
            if same_person(words, name_words(other.name)):
                fuller = person.name if len(words) > len(name_words(other.name)) else other.name
                people[at] = Person(fuller, other.office or person.office)
                break
        else:
            people.append(person)
    return tuple(people)

"""A telling: one engagement as one report gives it, made ready for comparing.

Tellings are the members of a standing. They are kept in one canonical order (day of publication,
report id, place in the reading), which does not depend on the order in which they came in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from onrecord.headline import NEW_DATE_OF_STATUS, PLAN_OF_STATUS
from onrecord.identity import content_id
from onrecord.standing.echoes import without_echoes
from onrecord.standing.names import (
    name_words,
    office_of,
    place_words,
    side_key,
    sides_of_place,
    topic_words,
)
from onrecord.standing.periods import Period, period_of
from onrecord.terms import Claim, Engagement, Reading, Ruling, StandingClaim

_MOST_SIDES_PAIRED = 8
"""Sides beyond these make no blocking pairs: a summit of thirty would make 435."""
_MONTH = 30
_MOST_MONTHS = 4
"""A date spanning more months than this (a bare year) finds nobody: it is evidence of little."""


class TellingKey(NamedTuple):
    """A telling's place in canonical order: day (ordinal), report id, place in the reading."""

    day: int
    report: str
    at: int


@dataclass(frozen=True, slots=True)
class Telling:
    """An engagement as one report tells it, with what matching compares.

    `anchor` is its id: a content hash of the report's id and of what the engagement is, so that
    it survives a re-reading that finds the same engagement. `people` are (side, words of the
    name); `offices` (side, office), of those people and of the ones named by office alone. `keys`
    are the blocking keys: only tellings that share one are ever compared. `dates` is the period
    that stands, `fell_away` the one that no longer does; `months` numbers the stretches of thirty
    days that the two touch. `claims` are the steps of its history with their ids; `ruled` is true
    when a person entered the telling by hand.
    """

    key: TellingKey
    anchor: str
    engagement: Engagement
    url: str | None
    outlet: str | None
    published: dt.date | None
    recorded: dt.datetime
    sides: frozenset[str]
    people: tuple[tuple[str, tuple[str, ...]], ...]
    offices: frozenset[tuple[str, str]]
    place_sides: frozenset[str]
    place_words: frozenset[str]
    topic: frozenset[str]
    dates: Period | None
    fell_away: Period | None
    keys: tuple[str, ...]
    months: tuple[int, ...]
    claims: tuple[StandingClaim, ...]
    ruled: bool = False

    @property
    def report(self) -> str:
        """The report's id; the ruling's id when a person entered the telling."""
        return self.key.report

    @property
    def day(self) -> int:
        """The ordinal of the day of publication, or of recording when no date is known."""
        return self.key.day

    @property
    def background(self) -> bool:
        """Whether the report only recalls the engagement."""
        return self.engagement.salience == "background"


def tellings_of(reading: Reading, recorded: dt.datetime) -> tuple[Telling, ...]:
    """Give the tellings of a reading, in its order.

    Engagements without a party give none, nor do echoes of another one (see `without_echoes`).
    """
    report = reading.report
    anchors: dict[str, int] = {}
    found: list[Telling] = []
    sides = {a.id: a.source.side for a in reading.attributions}
    for index, read in enumerate(without_echoes(reading.engagements, report.published)):
        if read is None or not read.parties:
            continue
        engagement = replace(read, history=tuple(_with_side(c, sides) for c in read.history))
        told = _features_text(engagement)
        repeat = anchors.get(told, 0)
        anchors[told] = repeat + 1
        anchor = content_id("engagement", report.id, told, str(repeat))
        found.append(
            telling(
                engagement,
                anchor=anchor,
                report=report.id,
                index=index,
                url=report.url,
                outlet=report.outlet,
                published=report.published,
                recorded=recorded,
            )
        )
    return tuple(found)


def telling(
    engagement: Engagement,
    *,
    anchor: str,
    report: str,
    index: int,
    recorded: dt.datetime,
    url: str | None = None,
    outlet: str | None = None,
    published: dt.date | None = None,
    ruled: bool = False,
) -> Telling:
    """Make one telling; without a publication date it is placed on the day it was recorded."""
    dates = period_of(engagement.planned_start, engagement.planned_end)
    fell_away = period_of(engagement.was_planned_start, engagement.was_planned_end)
    day = _day(published, recorded)
    sides = frozenset(side_key(p.side) for p in engagement.parties)
    people = tuple(
        (side_key(p.side), words)
        for p in engagement.parties
        for person in p.people
        if (words := name_words(person.name))
    )
    return Telling(
        key=TellingKey(day, report, index),
        anchor=anchor,
        engagement=engagement,
        url=url,
        outlet=outlet,
        published=published,
        recorded=recorded,
        sides=sides,
        people=people,
        offices=frozenset(
            (side_key(p.side), office)
            for p in engagement.parties
            for person in p.people
            if (office := office_of(f"{person.office or ''} {person.name}"))
        ),
        place_sides=sides_of_place(engagement.place),
        place_words=place_words(engagement.place),
        topic=topic_words(engagement.topic),
        dates=dates,
        fell_away=fell_away,
        keys=_blocking_keys(sides, people),
        months=_months(dates, fell_away),
        claims=_claims(engagement, anchor, report, recorded, published),
        ruled=ruled,
    )


def _day(published: dt.date | None, recorded: dt.datetime) -> int:
    return (published or recorded.date()).toordinal()


def _with_side(claim: Claim, sides: Mapping[str, str | None]) -> Claim:
    """Fill in whose word a claim is from its attribution, where the claim itself leaves it open."""
    if claim.side is not None or claim.attribution is None:
        return claim
    return replace(claim, side=sides.get(claim.attribution))


def _claims(
    engagement: Engagement,
    anchor: str,
    report: str,
    recorded: dt.datetime,
    published: dt.date | None,
) -> tuple[StandingClaim, ...]:
    """Give each claim its id: a content hash, so that reading again gives the same ids."""
    seen: dict[str, int] = {}
    claims: list[StandingClaim] = []
    for claim in engagement.history:
        evidence = f"{claim.evidence.start}:{claim.evidence.end}"
        said = f"{claim.status}|{claim.stance}|{claim.footing}|{evidence}|{claim.source}"
        repeat = seen.get(said, 0)
        seen[said] = repeat + 1
        claims.append(
            StandingClaim(
                id=content_id("claim", report, anchor, said, str(repeat)),
                claim=claim,
                report=report,
                recorded=recorded,
                published=published,
            )
        )
    return tuple(claims)


def _features_text(engagement: Engagement) -> str:
    """Write what makes an engagement itself within its report: sides, people, first mention."""
    sides = sorted(side_key(p.side) for p in engagement.parties)
    spans = [m.start for m in engagement.mentions] + [c.evidence.start for c in engagement.history]
    return "|".join((*sides, str(min(spans, default=-1))))


def _blocking_keys(
    sides: frozenset[str], people: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[str, ...]:
    """Give the keys two tellings must share to be compared.

    Pairs of sides, and pairs of people of two sides: the second finds "the African Union's
    Odinga" again when another report puts him down under his state.
    """
    ordered = sorted(sides)
    if len(ordered) == 1:
        return (f"{ordered[0]}+",)
    keys = {f"{a}+{b}" for a, b in combinations(ordered[:_MOST_SIDES_PAIRED], 2)}
    named = sorted({(side, words[-1]) for side, words in people})[:_MOST_SIDES_PAIRED]
    keys.update(
        f"{min(a, b)}&{max(a, b)}"
        for (side_a, a), (side_b, b) in combinations(named, 2)
        if side_a != side_b
    )
    return tuple(sorted(keys))


def _months(*periods: Period | None) -> tuple[int, ...]:
    months: set[int] = set()
    for period in periods:
        if period:
            first, last = period.first // _MONTH, period.last // _MONTH
            months.update(range(first, last + 1) if last - first < _MOST_MONTHS else ())
    return tuple(sorted(months))


def entered_telling(
    ruling: Ruling, ruling_id: str, recorded: dt.datetime, target: Telling | None
) -> Telling | None:
    """Make a telling of a claim that a person entered by hand.

    `target` is a member of the engagement it is about, None for a new one: then the ruling must
    name parties. Returns None when it names neither, or no claim.
    """
    parties = ruling.parties or (target.engagement.parties if target else ())
    if ruling.claim is None or not parties:
        return None
    engagement = Engagement(
        id=ruling_id,
        kind=target.engagement.kind if target else "other",
        parties=parties,
        status=ruling.claim.status,
        plan=PLAN_OF_STATUS[ruling.claim.status],
        new_date=NEW_DATE_OF_STATUS.get(ruling.claim.status, "none"),
        history=(ruling.claim,),
    )
    return telling(
        engagement,
        anchor=founded_anchor(ruling_id),
        report=ruling_id,
        index=0,
        recorded=recorded,
        ruled=True,
    )


def founded_anchor(ruling_id: str) -> str:
    """Give the anchor of the telling of a claim that a person entered with this ruling."""
    return content_id("engagement", ruling_id)

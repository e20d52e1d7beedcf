"""Which tellings are of one engagement: candidates by blocking keys, verdicts by evidence.

Pure: the verdict on a report's tellings follows from them and from the engagements known before
it in canonical order, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.standing.evidence import Explanation, Feature
from onrecord.standing.features import compare, impossible
from onrecord.standing.profile import Profile
from onrecord.standing.tellings import Telling, TellingKey

SAME = 0.4
"""Log-odds from which two are taken for the same engagement (probability 0.6)."""
UNSURE = -0.6
"""Log-odds from which a pair is put to a person's judgement (probability 0.35)."""
WINDOW_DAYS = 400
"""Tellings published further apart than this are compared only when their dates are near."""

_SHARED_REPORT = 0.5
"""Log-odds for an engagement that stands in reports with another one this report retells."""


Relation = Literal["leg", "round"]
"""How two engagements belong together that are not one: a leg and its journey, two rounds."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about one telling.

    `joins` is the founder's key of the engagement it joins, None when it founds its own.
    `why` explains the joining, or is None for a founder. `unsure` are engagements (by founder's
    key) it may belong to, best first, with the evidence for and against. `related` are
    engagements it belongs with but is not: the whole journey of a leg, another round of talks.
    """

    telling: TellingKey
    joins: TellingKey | None
    why: Explanation | None
    unsure: tuple[tuple[TellingKey, Explanation], ...] = ()
    related: tuple[tuple[TellingKey, Relation], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An engagement that a telling is held against: its founder's key and its profile."""

    founder: TellingKey
    profile: Profile


def judge(
    tellings: Sequence[Telling],
    candidates: Sequence[Sequence[Candidate]],
) -> tuple[Verdict, ...]:
    """Decide on all tellings of one report at once, so that no two of them join one engagement.

    `candidates[i]` are the engagements that `tellings[i]` is held against. The surest pair is
    settled first; what it takes is no longer open to the others.
    """
    compared = [
        (compare(telling, candidate.profile), at, candidate)
        for at, telling in enumerate(tellings)
        for candidate in candidates[at]
        if not impossible(telling, candidate.profile)
    ]
    scored = [c for c in compared if c[0].score > UNSURE - _SHARED_REPORT]
    scored = _with_neighbours(scored)
    scored.sort(key=lambda s: (-s[0].score, s[1], s[2].founder))
    joined: dict[int, tuple[TellingKey, Explanation]] = {}
    taken: set[TellingKey] = set()
    for explanation, at, candidate in scored:
        if explanation.score >= SAME and at not in joined and candidate.founder not in taken:
            joined[at] = (candidate.founder, explanation)
            taken.add(candidate.founder)
    verdicts: list[Verdict] = []
    for at, telling in enumerate(tellings):
        own = joined.get(at)
        unsure = tuple(
            (candidate.founder, explanation)
            for explanation, i, candidate in scored
            if i == at
            and own is None
            and explanation.score >= UNSURE
            and candidate.founder not in taken
        )
        related = _related(telling, [c for c in compared if c[1] == at], own[0] if own else None)
        joins, why = own or (None, None)
        verdicts.append(Verdict(telling.key, joins, why, unsure[:3], related))
    return tuple(verdicts)


def could_matter(telling: Telling, profile: Profile) -> bool:
    """Whether an engagement could have a part in the verdict on a telling at all."""
    if impossible(telling, profile):
        return False
    kinds = {telling.engagement.kind, *profile.kinds}
    if "talks" in kinds or ("visit" in kinds and telling.sides not in profile.side_sets):
        # It may be another round, or the journey of a leg, though certainly not the same.
        return True
    return compare(telling, profile).score > UNSURE - _SHARED_REPORT


def _with_neighbours(
    scored: list[tuple[Explanation, int, Candidate]],
) -> list[tuple[Explanation, int, Candidate]]:
    """Add the evidence of neighbourhood: reports that share one engagement share others.

    Only a pair that is the same on its own evidence lends this to the pairs beside it.
    """
    sure = [(at, c) for explanation, at, c in scored if explanation.score >= SAME + 1.0]
    if not sure:
        return scored
    result: list[tuple[Explanation, int, Candidate]] = []
    for explanation, at, candidate in scored:
        beside = any(
            i != at
            and c.founder != candidate.founder
            and not c.profile.reports.isdisjoint(candidate.profile.reports)
            for i, c in sure
        )
        feature = Feature("neighbours", _SHARED_REPORT, "stands beside another one retold here")
        features = (*explanation.features, feature) if beside else explanation.features
        result.append((Explanation(features), at, candidate))
    return result


def _related(
    telling: Telling,
    compared: list[tuple[Explanation, int, Candidate]],
    joined: TellingKey | None,
) -> tuple[tuple[TellingKey, Relation], ...]:
    """Find the journey or leg, and the latest other round, that a telling belongs with."""
    legs: list[tuple[TellingKey, Relation]] = []
    rounds: list[tuple[int, TellingKey]] = []
    for explanation, _, candidate in compared:
        if candidate.founder == joined:
            continue
        names = {f.name: f.weight for f in explanation.features}
        if "leg" in names:
            legs.append((candidate.founder, "leg"))
        elif (
            telling.engagement.kind == "talks"
            and "talks" in candidate.profile.kinds
            and names.get("sides", 0) > 0
            and (names.get("date", 0) < 0 or names.get("stage", 0) < 0 or "process" in names)
        ):
            rounds.append((candidate.profile.last_day, candidate.founder))
    latest: list[tuple[TellingKey, Relation]] = [(max(rounds)[1], "round")] if rounds else []
    return (*legs[:2], *latest)

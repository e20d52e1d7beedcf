"""What the machine leaves open: pairs for review, and engagements that belong together."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from onrecord.standing.matching import Verdict
from onrecord.standing.shelves import Table
from onrecord.standing.standings import Related, Unsure
from onrecord.standing.tellings import Telling, TellingKey
from onrecord.terms import Member


def review_of(
    verdicts: Mapping[TellingKey, Verdict],
    tellings: Table[TellingKey, Telling],
    root_of: Table[TellingKey, str],
    rejected: AbstractSet[str],
) -> tuple[Unsure, ...]:
    """Give the unsure pairs, likeliest first, that no ruling has settled since.

    `root_of` gives the engagement each telling stands in now. A pair of engagements is asked
    about once, however many of their tellings raise the question.
    """
    found: dict[tuple[str, str], Unsure] = {}
    for key, verdict in sorted(verdicts.items()):
        telling = tellings[key]
        member = Member(telling.report, telling.url, telling.engagement.id)
        for founder, why in verdict.unsure:
            mine, other = root_of[key], root_of.get(founder)
            if other is None or mine == other or {mine, other} & rejected:
                continue
            one, two = sorted((mine, other))
            asked = found.get((one, two))
            if asked is None or asked.probability < why.probability:
                found[one, two] = Unsure(mine, other, member, why.probability, why)
    return tuple(sorted(found.values(), key=lambda u: (-u.probability, u.engagement, u.candidate)))


def related_of(
    verdicts: Mapping[TellingKey, Verdict],
    root_of: Table[TellingKey, str],
    rejected: AbstractSet[str],
) -> tuple[Related, ...]:
    """Give the engagements that belong together and are not one: journeys and legs, rounds."""
    found = {
        Related(root_of[key], other, relation)
        for key, verdict in verdicts.items()
        for founder, relation in verdict.related
        if (other := root_of.get(founder)) is not None
        and other != root_of[key]
        and not {other, root_of[key]} & rejected
    }
    return tuple(sorted(found, key=lambda r: (r.engagement, r.other, r.relation)))

"""A caption shows one engagement at most, and that is background to the report.

"President A with Prime Minister B at a summit in Rome on March 7" has several words that may name
an engagement, and the picture itself shows one: all of them are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.reading.engagement_groups import FOUND_BY_MODEL
from onrecord.reading.engagement_judging import Judged
from onrecord.reading.grouping import Group
from onrecord.reading.unread import furniture_of_kind
from onrecord.terms import Furniture, Report, Status

_SHOWN: frozenset[Status] = frozenset({"held", "under_way"})
_TWO_SIDES = 2


def one_for_each_caption(
    report: Report,
    judged: Sequence[Judged],
    pictured: Sequence[Group],
    day_of: Callable[[Judged], str | None],
) -> tuple[list[Judged], list[Group]]:
    """Give the engagements and the `pictured` groups that stay, one at most for each caption.

    `day_of` gives the day of an engagement, or None. One that is named in the prose too stays
    whatever the caption shows; when it was held and on no other day, the picture shows no other.
    Of what the caption alone names, what the rules too read as an encounter between two sides says
    more than the picture; a bare "with" or "Rome" does not.
    """
    kept, shown = list(judged), list(pictured)
    for caption in furniture_of_kind(report, "caption"):
        inside = [one for one in kept if _all_in([caption], one.group)]
        pictures = [group for group in shown if _all_in([caption], group)]
        elsewhere = [one for one in kept if not _all_in([caption], one.group)]
        days = {d.start for g in pictures for s in g.sightings for d in s.dates} | {None}
        told = any(
            _touches(caption, one.group) and one.status in _SHOWN and day_of(one) in days
            for one in elsewhere
        )
        named = [one for one in inside if _says_more(one)] or ([] if pictures else inside)
        best = min(named, key=lambda one: one.chances["none"], default=None)
        kept = [one for one in kept if one is best or not _all_in([caption], one.group)]
        if told or best is not None:
            shown = [group for group in shown if not _all_in([caption], group)]
    return kept, shown


def in_captions_alone(report: Report, group: Group) -> bool:
    """Whether nothing but captions names an engagement."""
    return _all_in(furniture_of_kind(report, "caption"), group)


def _says_more(one: Judged) -> bool:
    by_rules = any(s.main.rule != FOUND_BY_MODEL for s in one.group.sightings)
    return by_rules and one.status in _SHOWN and len(one.parties) >= _TWO_SIDES


def _touches(caption: Furniture, group: Group) -> bool:
    return any(caption.start <= s.encounter.start < caption.end for s in group.sightings)


def _all_in(captions: Sequence[Furniture], group: Group) -> bool:
    return all(any(c.start <= s.encounter.start < c.end for c in captions) for s in group.sightings)

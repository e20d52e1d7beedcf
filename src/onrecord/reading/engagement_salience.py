"""How much a report is about each of its engagements."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.engagement_captions import in_captions_alone
from onrecord.reading.engagement_judging import Judged, dates_of
from onrecord.reading.engagement_look import Look
from onrecord.terms import Report, Salience

_MAIN_AT_LEAST = 0.15
_ONLY_RECALLED = 0.6
"""Chance of being background from which nothing is the main one even beside what is long past."""


def main_of(report: Report, look: Look, told: Sequence[Judged]) -> Judged | None:
    """Give the engagement that a report is about, None where it is about none.

    What was more than a year ago is only recalled where something newer is told too: "the two
    will meet in May. At their first summit, in 2018, ...". A report on an old summit alone is
    about that.
    """
    by_chance = sorted(told, key=lambda j: -j.salience["main"])
    main = next(iter(by_chance), None)
    if main is None or main.salience["main"] < _MAIN_AT_LEAST:
        return None
    if not _is_long_past(report, look, main):
        return main
    newer = (
        j
        for j in by_chance
        if j.parties
        and j.salience["background"] < _ONLY_RECALLED
        and dates_of(look, j, j.status)[0]
        and not _is_long_past(report, look, j)
    )
    return next(newer, main)


def salience_of(report: Report, one: Judged, main: Judged | None) -> Salience:
    """Say how much a report is about an engagement; what captions alone show is background."""
    if in_captions_alone(report, one.group):
        return "background"
    if one is main:
        return "main"
    return "background" if one.salience["background"] > one.salience["secondary"] else "secondary"


def _is_long_past(report: Report, look: Look, one: Judged) -> bool:
    """Whether an engagement was more than a year before the report."""
    start = dates_of(look, one, one.status)[0]
    if start is None or report.published is None or not start[:4].isdigit():
        return False
    day = start.split("/")[0].rstrip("~?")[:10]
    year_ago = f"{report.published.year - 1:04}{report.published.isoformat()[4:]}"
    return day < year_ago[: len(day)]

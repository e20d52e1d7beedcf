"""Who is meant without a name: "the premier", "a US official", "both leaders", "he"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onrecord.reading.parties_joining import Someone
from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_tables import Tables

_SAME_POST = {
    "premier": {"premier", "leader"},
    "president": {"president", "leader"},
    "monarch": {"monarch", "leader"},
    "leader": {"leader", "premier", "president", "monarch", "supreme_leader"},
}


def holder(
    phrase: OfficePhrase,
    side: str | None,
    people: Sequence[Someone],
    published: dt.date | None,
) -> Someone | None:
    """Find the person of the report whom an office without a name means.

    One who bears that office there, or is known to hold it at the time; the latest named before
    the phrase wins. "A former president" and "a minister" mean nobody named.
    """
    if phrase.plural or phrase.former or phrase.determiner in ("a", "an", "no", "any", "every"):
        return None
    fitting = [p for p in people if _fits(phrase, side, p, published)]
    if not fitting:
        return None
    earlier = [p for p in fitting if p.spans[0].start < phrase.start]
    if side is None and len(earlier) > 1:
        return max(earlier, key=lambda p: max(s.start for s in p.spans if s.start < phrase.start))
    return earlier[-1] if earlier else (fitting[0] if side else None)


def _fits(phrase: OfficePhrase, side: str | None, one: Someone, published: dt.date | None) -> bool:
    if side is not None and one.side != side:
        return False
    wanted = _SAME_POST.get(phrase.role, {phrase.role})
    if phrase.role and one.roles & wanted:
        return True
    if phrase.role and published is not None:
        return any(
            r.role in wanted and r.in_office(published, 3) and r.side == one.side
            for r in one.leaders
        )
    return False


def incumbent(role: str, side: str | None, published: dt.date | None, tables: Tables) -> str | None:
    """Name who held an office on a day, when the tables are certain; None otherwise."""
    if (
        not role
        or side is None
        or published is None
        or role in ("leader", "envoy", "spokesperson", "ambassador")
    ):
        return None
    names = {
        r.name
        for r in tables.leaders
        if r.certain and r.side == side and r.role == role and r.in_office(published)
    }
    return names.pop() if len(names) == 1 else None

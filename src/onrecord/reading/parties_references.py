"""Who is meant without a name: "the premier", "a US official", "both leaders", "he"."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from onrecord.reading.parties_joining import Someone
from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_tables import Tables
from onrecord.reading.parties_tokens import Hit, Page

_SAME_POST = {
    "premier": {"premier", "leader"},
    "president": {"president", "leader"},
    "monarch": {"monarch", "leader"},
    "leader": {"leader", "premier", "president", "monarch", "supreme_leader"},
}


def dominant_side(page: Page, people: Sequence[Someone], hits: Sequence[Hit]) -> str | None:
    """Guess whose "prime minister" a report means when it names no state.

    People whose office stands without a state ("Prime Minister Benjamin Netanyahu") and whose
    side the tables know speak first: a report leaves its own state's name away. Without them,
    the state named most often, if it leads; None otherwise.
    """
    votes: Counter[str] = Counter()
    for one in people:
        for span in one.spans:
            office = span.before or span.after
            if office and office.sort == "office" and office.side is None and one.leaders:
                votes[one.leaders[0].side] += 1
    best = _leading(votes)
    if best:
        return best
    states = Counter(
        h.known.side
        for h in hits
        if h.known.kind in ("state", "demonym", "metonym", "capital") and h.known.side
    )
    return _leading(states)


def _leading(votes: Counter[str]) -> str | None:
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


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

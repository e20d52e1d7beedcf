"""Those whose aides are there, and who are not: "advisers to Macron and Scholz met"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.marks import ActorMention
from onrecord.reading.parties_beside import PersonSpan
from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_someone import Someone
from onrecord.reading.parties_tokens import Page

_AIDES = frozenset({"aide", "aides", "adviser", "advisers", "advisor", "advisors"})
_OFFICIALS = _AIDES | {"official", "officials", "ally", "allies", "envoys", "negotiators"}
"""Whom the name before them says only whose they are."""


def served(page: Page, people: Sequence[Someone], offices: Sequence[OfficePhrase]) -> set[int]:
    """List the tokens at which those are named whom an aide only serves.

    "Macron's aide", "an aide to Macron", "advisers to Macron and Scholz", "top Biden officials". In
    "an aide to Macron and President Ana Silva met" the second is there herself: one aide serves
    one.
    """
    begins = {s.first: s for one in people for s in one.spans}
    ends = {s.end: s for one in people for s in one.spans}
    found: set[int] = set()
    for office in offices:
        if page.lowers[office.head_end - 1] in _OFFICIALS and (
            named := ends.get(office.head_end - 1)
        ):
            found.add(named.first)
        if page.lowers[office.head_end - 1] not in _AIDES:
            continue
        whose = ends.get(office.start - 1) if page.after_possessive(office.start) else None
        if whose is None and office.owner is not None:
            whose = ends.get(office.owner[1])
        if whose is not None and page.words[whose.end : whose.end + 1] != [","]:
            found.add(whose.first)
        found |= {s.first for s in _behind(page, office, begins)}
    return found


def _behind(
    page: Page, office: OfficePhrase, begins: dict[int, PersonSpan]
) -> Iterator[PersonSpan]:
    """Give those named behind "to", all of a list where there are several aides."""
    to = office.head_end
    if page.lowers[to : to + 1] != ["to"]:
        return
    span = begins.get(to + 1)
    while span is not None:
        yield span
        k = span.end
        while office.plural and k < len(page) and page.lowers[k] in (",", "and"):
            k += 1
        span = begins.get(k) if k > span.end else None


def as_sides(page: Page, mentions: Sequence[ActorMention], tokens: set[int]) -> list[ActorMention]:
    """Make those at the given tokens stand for their sides alone."""
    starts = {page.starts[k] for k in tokens}
    return [
        replace(m, kind="official", entity=f"official:{m.start}", name=None, office=m.text)
        if m.kind == "person" and m.start in starts and m.side is not None
        else m
        for m in mentions
    ]

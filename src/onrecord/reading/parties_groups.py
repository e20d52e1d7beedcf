"""Armed and political groups that no table knows, by how a report introduces them.

"The URNG rebels", "the rebel group CNARED", "the Popular Front for the Liberation of Utopia
(PFLU)": such a group is a side of its own. Political parties are not looked for: their leaders
mostly act for a state or at home.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.parties_tables import Known, words
from onrecord.reading.parties_tokens import POSSESSIVES, Hit, Page

_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z][A-Z0-9]{0,5}(?:[-/][A-Z][A-Z0-9]{0,4})?")
_JOINING = frozenset({"of", "for", "the", "and", "de", "del", "di", "du", "la"})
_OWNERS = frozenset({"people", "peoples"})
_LONGEST = 10


def with_unknown_groups(page: Page, hits: Sequence[Hit]) -> list[Hit]:
    """Add to the names of the tables the groups that the report itself shows to be one.

    A group is never found inside a name of the tables, but for an outlet's ("Liberation"). Its
    side is its acronym where the report gives one, else the name it goes by.
    """
    groups = _unknown_groups(page, hits)
    inside = {k for g in groups for k in range(g.start, g.end)}
    kept = [h for h in hits if inside.isdisjoint(range(h.start, h.end))]
    return sorted([*kept, *groups], key=lambda h: (h.start, h.end))


def _unknown_groups(page: Page, hits: Sequence[Hit]) -> list[Hit]:
    taken = {k for h in hits if h.known.kind != "media" for k in range(h.start, h.end)}
    sides: dict[str, str] = {}
    for start, end in _introduced(page, taken):
        name = page.key(start, end)
        sides.setdefault(name, name)
    for start, end in _long_names(page, taken):
        name = page.key(start, end)
        sides[name] = _acronym_after(page, end) or name
        sides.setdefault(sides[name], sides[name])
    return list(_named(page, taken, sides))


def _introduced(page: Page, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Find "the URNG rebels" and "the rebel group URNG": a name beside what armed people are."""
    fighters, bodies = words("fighters"), words("armed_bodies")
    for k, word in enumerate(page.words):
        if k in taken or not _ACRONYM.fullmatch(word) or _in_capitals(page, k):
            continue
        beside = page.lowers[k + 1] if k + 1 < len(page) else ""
        if beside in fighters or _follows(page, k, fighters, bodies):
            yield k, k + 1


def _follows(page: Page, k: int, fighters: frozenset[str], bodies: frozenset[str]) -> bool:
    """Whether "the rebel group" or "guerrillas of the" stands right before a token."""
    if k >= 2 and page.lowers[k - 1] in bodies and page.lowers[k - 2] in words("armed"):
        return True
    before = k - 1
    while before >= 0 and page.lowers[before] in ("of", "the"):
        before -= 1
    return before >= 0 and before < k and page.lowers[before] in fighters


def _in_capitals(page: Page, k: int) -> bool:
    """Whether the words around are all in capitals, so that an acronym cannot be told."""
    around = [w for w in page.words[max(0, k - 2) : k + 3] if w.isalpha() and len(w) > 1]
    return len(around) > 1 and all(w.isupper() for w in around)


def _long_names(page: Page, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Find "Popular Front for the Liberation of Utopia": a run of capitals that fighters bear."""
    k = 0
    while k < len(page):
        end = _run_end(page, k, taken)
        run = set(page.lowers[k:end])
        if end - k > 2 and run & words("group_heads") and run & words("group_causes"):
            yield k, end
        k = max(k + 1, end)


def _run_end(page: Page, start: int, taken: set[int]) -> int:
    """Find where the run of capitals ends; `start` itself when no name begins there.

    A possessive ends it unless it is the people's; "of" goes on to what the group is for, not to
    who leads it.
    """
    if not page.capital(start) or page.lowers[start] in _JOINING or start in taken:
        return start
    last = k = start
    while k < min(len(page), start + _LONGEST) and k not in page.breaks:
        owned = page.words[k] in POSSESSIVES
        if owned and page.lowers[k - 1] not in _OWNERS:
            return start
        joins = owned or page.lowers[k] in _JOINING
        if not joins and (not page.capital(k) or page.ents[k] == "PERSON"):
            break
        k += 1
        last = last if joins else k
    return last


def _acronym_after(page: Page, end: int) -> str | None:
    """Give the acronym of "Popular Front (PF)" or "Popular Front, or PF"."""
    opened = page.words[end : end + 1]
    if opened == ["("] and page.words[end + 2 : end + 3] == [")"]:
        acronym = page.words[end + 1]
    elif opened == [","] and page.lowers[end + 1 : end + 2] == ["or"]:
        acronym = page.words[end + 2] if end + 2 < len(page) else ""
    else:
        return None
    return acronym if _ACRONYM.fullmatch(acronym) else None


def _named(page: Page, taken: set[int], sides: dict[str, str]) -> Iterator[Hit]:
    k = 0
    while k < len(page) and sides:
        end = 0
        if k not in taken and page.capital(k):
            end = page.longest(k, _LONGEST, sides, lower=False)
        if end and not any(i in taken for i in range(k, end)):
            side = sides[page.key(k, end)]
            yield Hit(k, end, Known("group", side, side))
            k = end
        else:
            k += 1

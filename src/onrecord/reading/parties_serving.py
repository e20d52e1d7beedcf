"""Whom one serves who is named with his office: "a spokesman for President Nowak".

Neither that office nor the name is the spokesman's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.reading.parties_bounds import name_follows
from onrecord.reading.parties_heads import bare_office, head_at
from onrecord.reading.parties_tables import OfficeClass
from onrecord.reading.parties_tokens import POSSESSIVES, Page

if TYPE_CHECKING:
    from onrecord.reading.parties_offices_on import Around
    from onrecord.reading.parties_someone import Someone

_LINKS = frozenset({"to", "for", "of"})
_BEFORE_OFFICE = 6
"""Words of "South Korea's then vice" between the link and the office."""

_LESSER = frozenset({"vice", "deputy"})
_SPEAKS = ("spokes", "press")
_APART = frozenset({",", "(", "-", "–", "—"})


def served_by(
    page: Page, start: int, head: int, head_end: int, around: Around
) -> tuple[str | None, tuple[int, int]] | None:
    """Give the side and the name of whom the holder of an office serves; None for nobody named.

    `start` is where the phrase begins, `head` to `head_end` the bare office. In "adviser to the
    president Ana Silva" the name is the adviser's, and in "Special Assistant to Prime Minister Ana
    Silva said" it may be: one in capitals serves whoever is named only in apposition to a name.
    """
    if head_end >= len(page) or page.lowers[head_end] not in _LINKS:
        return None
    speaks = page.lowers[head].startswith(_SPEAKS)
    if page.capital(head) and not speaks and not _beside_name(page, start):
        return None
    side, k, n = None, head_end + 1, len(page)
    while k < n and k - head_end <= _BEFORE_OFFICE:
        hit = around.starting.get(k)
        if hit is not None:
            side, k = side or hit.known.side, hit.end
        elif page.lowers[k] in POSSESSIVES or page.lowers[k] in _LESSER or page.pos[k] == "ADJ":
            k += 1
        else:
            break
    size = head_at(page, k, set(), around.tables) if k < n and page.capital(k) else 0
    if not size or _sort(page, k, size, around) != "office":
        return None
    name = page.next_word(k + size)
    rank = head_at(page, name, set(), around.tables) if name < n else 0
    if rank and _sort(page, name, rank, around) == "title":
        name = page.next_word(name + rank)
    if name >= n or name in around.starting or not _is_name(page, name):
        return None
    end = name + 1
    while end < n and end not in page.breaks and page.ents[end] == "PERSON" and page.capital(end):
        end += 1
    return side, (name, end)


def side_of_served(one: Someone, people: Sequence[Someone]) -> str | None:
    """Give the side of whom somebody serves: "Ana Roy, chief of staff to President Nowak"."""
    held = [p for s in one.spans for p in (s.before, s.after) if p is not None]
    owners = {p.owner[1] - 1 for p in held if p.owner is not None and p.side is None}
    for other in people:
        if other is not one and any(
            k in owners for s in other.spans for k in range(s.start, s.end)
        ):
            return other.side
    return None


def _beside_name(page: Page, start: int) -> bool:
    return start > 1 and page.words[start - 1] in _APART and page.capital(start - 2)


def _sort(page: Page, k: int, size: int, around: Around) -> OfficeClass:
    return around.tables.offices[bare_office(page.key(k, k + size).lower())].sort


def _is_name(page: Page, k: int) -> bool:
    if page.words[k] in POSSESSIVES or not page.capital(k):
        return False
    return page.ents[k] == "PERSON" or name_follows(page, k - 1)

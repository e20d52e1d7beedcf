"""The names of the tables that stand in a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.parties_outlets import without_outlets
from onrecord.reading.parties_owned import owned_by, with_owners
from onrecord.reading.parties_tables import Known, Tables, bodies, first_piece
from onrecord.reading.parties_tokens import HYPHENS, Hit, Page

_COMPOUND = re.compile(r"(U\.S\.|U\.K\.|U\.N\.|E\.U\.)([-–/])(\w[\w.]*)")
_CONTINENTAL = frozenset(
    {"north", "south", "latin", "central", "pan", "inter", "ibero", "african", "native"}
)


def known_names(page: Page, tables: Tables) -> list[Hit]:
    """Find the names of the tables, longest first, without overlaps, in text order.

    Words in capitals throughout ("ZAIRE") are also tried as names ("Zaire"); "IN", "AN" and
    other short ones are not.
    """
    hits: list[Hit] = []
    i, n = 0, len(page)
    while i < n:
        word = page.words[i]
        piece = first_piece(word)
        end, known = 0, None
        width = tables.name_starts.get(piece, 0)
        if width:
            end = page.longest(i, width, tables.names, lower=False)
            known = tables.names[page.key(i, end)] if end else None
        if known is None and len(word) > 1 and word.isupper():
            end, known = _in_capitals(page, i, tables)
            if end - i == 1 and len(word) <= 3:
                end, known = 0, None  # "IN", but "ABU DHABI"
        if known is None or _part_of_another(page, i, end, known, hits):
            hits += _compound(page, i, tables)
            i += 1
            continue
        hits.append(Hit(i, end, known))
        i = end
    return without_outlets(page, with_owners(page, hits, tables))


def _in_capitals(page: Page, start: int, tables: Tables) -> tuple[int, Known | None]:
    width = tables.name_starts.get(first_piece(page.words[start].title()), 0)
    for end in range(min(len(page), start + width), start, -1):
        key = page.key(start, end)
        if key.isupper():
            known = tables.names.get(key.title())
            if known is not None:
                return end, known
    return 0, None


def _part_of_another(page: Page, start: int, end: int, known: Known, before: Sequence[Hit]) -> bool:
    """Whether the name is a piece of a longer one: "National Security Council" is not the UN's.

    "The National" is an outlet, but not in "The National Unity Government"; South American
    states are not American.
    """
    if known.kind == "media" and page.words[start] == "The":
        return end < len(page) and page.capital(end)
    if start == 0:
        return False
    name = page.key(start, end)
    if known.kind == "demonym" and known.side == "USA" and name.startswith("American"):
        k = start - 2 if page.words[start - 1] in HYPHENS and start > 1 else start - 1
        return page.lowers[k] in _CONTINENTAL
    if name not in bodies() or owned_by(page, start, before):
        return False
    return page.capital(start - 1) and page.pos[start - 1] in ("PROPN", "NOUN", "ADJ")


def _compound(page: Page, i: int, tables: Tables) -> list[Hit]:
    """Take "U.S.-ASEAN", which the tokenizer leaves whole, for two names."""
    found = _COMPOUND.fullmatch(page.words[i])
    if not found or len(page.words[i]) != page.ends[i] - page.starts[i]:
        return []
    hits = []
    for group in (1, 3):
        known = tables.names.get(found[group])
        if known is not None:
            start = page.starts[i]
            hits.append(
                Hit(i, i + 1, known, (start + found.start(group), start + found.end(group)))
            )
    return hits

"""Names in a list after an office in the plural."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading.parties_names import name_end, starts_name
from onrecord.reading.parties_tables import Tables
from onrecord.reading.parties_tokens import Hit, Page

_LISTED = 4
"""Words of a name in a list."""


def listed_names(page: Page, taken: dict[int, Hit], tables: Tables) -> Iterator[tuple[int, int]]:
    """Find the names in "Presidents Luis Rey (Bolivia), Ana Roy (Chile) and Jan Nowak".

    "Ministers Jan Nowak of Poland and Ana Roy" is such a list too; the states may be left out.
    "Presidents Club members" is no list, nor is one name.
    """
    offices, n = tables.offices, len(page)
    for i in range(n - 1):
        lower = page.lowers[i]
        if not page.capital(i) or lower[-1:] != "s" or lower[:-1] not in offices:
            continue
        k, found = i + 1, []
        while k < n and starts_name(page, k, taken):
            end = name_end(page, k, taken, tables)
            if not 2 <= end - k <= _LISTED or any(page.pos[j] == "NOUN" for j in range(k, end)):
                break
            found.append((k, end))
            k = _past_state(page, end, taken)
            if page.words[k : k + 1] != [","] and page.lowers[k : k + 1] != ["and"]:
                break
            k += 2 if page.lowers[k : k + 2] == [",", "and"] else 1
        if len(found) > 1:
            yield from found


def _past_state(page: Page, k: int, taken: dict[int, Hit]) -> int:
    """Give the token after "(Bolivia)" or "of Poland" when that stands at `k`, else `k` itself."""
    hit = taken.get(k + 1)
    if hit is None or hit.start != k + 1:
        return k
    if page.lowers[k] == "of":
        return hit.end
    closed = page.words[k] == "(" and page.words[hit.end : hit.end + 1] == [")"]
    return hit.end + 1 if closed else k

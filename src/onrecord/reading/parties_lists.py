"""Names in a list after an office in the plural, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.parties_beside import PersonSpan
from onrecord.reading.parties_names import name_end, starts_name
from onrecord.reading.parties_offices import OfficePhrase
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


def paired_names(
    page: Page, taken: dict[int, Hit], tables: Tables
) -> Iterator[tuple[int, int, Hit]]:
    """Find names that stand in the order of their states, and the state of each.

    "Her counterparts from Chile and Peru, Ana Roy and Luis Rey, met". Both lists must be as long
    as the other: "officials from Chile and Peru, Ana Roy said, agreed" is none.
    """
    n = len(page)
    for i in range(n - 1):
        lower = page.lowers[i]
        plural = lower in tables.offices or lower[:-1] in tables.offices
        if lower[-1:] != "s" or not plural or page.lowers[i + 1] not in ("from", "of"):
            continue
        states, k = _states(page, i + 2, taken)
        if len(states) < 2 or page.words[k : k + 1] != [","]:
            continue
        names: list[tuple[int, int]] = []
        k += 1
        while k < n and starts_name(page, k, taken):
            end = name_end(page, k, taken, tables)
            if not 1 < end - k <= _LISTED:
                break
            names.append((k, end))
            k = _past_comma(page, end)
            if k == end:
                break
        if len(names) == len(states):
            yield from ((*name, hit) for name, hit in zip(names, states, strict=True))


def _states(page: Page, k: int, taken: dict[int, Hit]) -> tuple[list[Hit], int]:
    """List the states from token `k` on, and where the list ends."""
    found: list[Hit] = []
    while k < len(page):
        k = k + 1 if page.lowers[k] == "the" else k
        hit = taken.get(k)
        if hit is None or hit.start != k or hit.known.kind != "state":
            break
        found.append(hit)
        following = _past_comma(page, hit.end)
        after = following + 1 if page.lowers[following : following + 1] == ["the"] else following
        if following == hit.end or taken.get(after) is None:
            return found, hit.end
        k = following
    return found, k


def _past_comma(page: Page, k: int) -> int:
    """Give the token after "," or "and" at token `k`, else `k` itself."""
    while page.words[k : k + 1] == [","] or page.lowers[k : k + 1] == ["and"]:
        k += 1
    return k


def sided_by_lists(
    page: Page,
    spans: Sequence[PersonSpan],
    offices: Sequence[OfficePhrase],
    hits: Sequence[Hit],
    paired: dict[int, Hit],
) -> list[PersonSpan]:
    """Give names in a list the state of the office above it: "Chilean envoys Ana Roy and Luis Rey".

    `paired` gives the state of each of those whose states stand in a list of their own, by where
    the name starts.
    """
    owners = dict(paired)
    begins = {s.first: s for s in spans}
    for office in offices:
        within = range(office.start, office.end)
        own = [h for h in hits if h.start in within and h.known.side == office.side]
        if not office.plural or not own:
            continue
        span = begins.get(page.next_word(office.end))
        while span is not None and span.before is None:
            owners.setdefault(span.start, own[0])
            following = _past_comma(page, span.end)
            span = begins.get(following) if following > span.end else None
    return [
        replace(s, owner=owners[s.start])
        if s.start in owners and s.owner is None and s.before is None
        else s
        for s in spans
    ]


def _past_state(page: Page, k: int, taken: dict[int, Hit]) -> int:
    """Give the token after "(Bolivia)" or "of Poland" when that stands at `k`, else `k` itself."""
    hit = taken.get(k + 1)
    if hit is None or hit.start != k + 1:
        return k
    if page.lowers[k] == "of":
        return hit.end
    closed = page.words[k] == "(" and page.words[hit.end : hit.end + 1] == [")"]
    return hit.end + 1 if closed else k

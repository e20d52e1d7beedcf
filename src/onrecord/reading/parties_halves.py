"""States whose names differ in a point of the compass alone, and what is left out of those names.

"North and South Korea", "North, South Korea to talk", "the two Koreas", "inter-Korean talks", and
in a report that speaks of either: "the North", "the North-South talks".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.reading.parties_tables import Known, Tables
from onrecord.reading.parties_tokens import Hit, Page

_FACING = {"North": "South", "South": "North", "East": "West", "West": "East"}
_BETWEEN = frozenset({",", "and", "or", "&", "/", "-", "–"})
_BARE = frozenset({"North", "South"})
"""East and West alone were blocs, not halves of Germany."""


def with_halves(page: Page, hits: Sequence[Hit], tables: Tables) -> list[Hit]:
    """Add the names that are only hinted at to those found; in text order, without overlaps."""
    whole = [hit for hit in hits if not _both_at(page, hit.start, tables)]
    found = [*_both(page, tables), *_shared(page, whole, tables)]
    taken = {i for hit in (*whole, *found) for i in range(hit.start, hit.end)}
    found += [hit for hit in _bare(page, whole, tables) if hit.start not in taken]
    if not found:
        return list(hits)
    return sorted([*whole, *found], key=lambda hit: (hit.start, hit.known.name))


def _both(page: Page, tables: Tables) -> Iterator[Hit]:
    """Give two names for one word: "the Koreas", "inter-Korean"."""
    for i in range(len(page)):
        for known in _both_at(page, i, tables):
            yield Hit(i, i + 1, known)


def _both_at(page: Page, i: int, tables: Tables) -> tuple[Known, ...]:
    word = page.words[i]
    if not word[:1].isupper():
        return ()
    if word.endswith("s") and _known_as("state", word[:-1], tables):  # not "the Germans"
        return _halves(word[:-1], tables)
    if i > 1 and page.lowers[i - 2 : i] == ["inter", "-"]:
        return _halves(word, tables)
    return ()


def _known_as(kind: str, rest: str, tables: Tables) -> bool:
    names = (tables.names.get(f"{half} {rest}") for half in _FACING)
    return any(known is not None and known.kind == kind for known in names)


def _halves(rest: str, tables: Tables) -> tuple[Known, ...]:
    """Give both states of a name or demonym without its point of the compass, or nothing."""
    for half in ("North", "East"):
        pair = _pair(half, rest, tables)
        if pair is not None:
            return pair
    return ()


def _pair(half: str, rest: str, tables: Tables) -> tuple[Known, Known] | None:
    """Give the state of a name and the one that faces it; None unless there are two."""
    one, other = (_state(f"{h} {rest}", tables) for h in (half, _FACING[half]))
    if one is None or other is None or one.side == other.side:
        return None
    return one, other


def _state(name: str, tables: Tables) -> Known | None:
    known = tables.names.get(name)
    if known is None or known.kind not in ("state", "demonym") or known.side is None:
        return None
    return tables.names.get(tables.usual[known.side])


def _shared(page: Page, hits: Sequence[Hit], tables: Tables) -> Iterator[Hit]:
    """Find the point of the compass that shares the name after it: "North and South Korea"."""
    for hit in hits:
        pair = _facing(page, hit, tables)
        if pair is None:
            continue
        at = hit.start - 1
        while at > max(0, hit.start - 3) and page.lowers[at] in _BETWEEN:
            at -= 1
        if at >= 0 and at < hit.start - 1 and page.words[at].title() == _FACING[_half(page, hit)]:
            yield Hit(at, at + 1, pair[1])


def _bare(page: Page, hits: Sequence[Hit], tables: Tables) -> Iterator[Hit]:
    """Find "the North" where the report names one such pair: no part of a name, nor of a land."""
    pairs = {frozenset(pair): (_half(page, hit), pair) for hit in hits
             if (pair := _facing(page, hit, tables)) is not None}  # fmt: skip
    if len(pairs) != 1:
        return
    ((half, (one, other)),) = pairs.values()
    known = {half: one, _FACING[half]: other}
    for i, word in enumerate(page.words):
        if word not in _BARE or word not in known:
            continue
        both = tuple(page.words[i : i + 3])
        if len(both) == 3 and both[1] in _BETWEEN and both[2] == _FACING[word]:
            if not _named_after(page, i + 2):
                yield Hit(i, i + 1, known[word])
                yield Hit(i + 2, i + 3, known[both[2]])
        elif page.lowers[i - 1 : i] == ["the"] and not _named_after(page, i):
            yield Hit(i, i + 1, known[word])


def _named_after(page: Page, i: int) -> bool:
    """Whether a point of the compass is part of a longer name, or of a land: "the North of"."""
    after = page.words[i + 1] if i + 1 < len(page) else ""
    return after[:1].isupper() or after in ("of", "-")


def _half(page: Page, hit: Hit) -> str:
    return page.words[hit.start].title()


def _facing(page: Page, hit: Hit, tables: Tables) -> tuple[Known, Known] | None:
    half = _half(page, hit)
    if half not in _FACING or hit.end - hit.start < 2:
        return None
    rest = " ".join(word.title() for word in page.words[hit.start + 1 : hit.end])
    return _pair(half, rest, tables)

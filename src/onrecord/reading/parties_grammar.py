"""Names that the grammar shows, whatever the entity recogniser takes them for.

The recogniser has learnt from American and European news: it takes many names from elsewhere for
organisations and places, or misses them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from onrecord.reading.parties_beside import apposed
from onrecord.reading.parties_names import name_end, starts_name
from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_tables import Tables, first_piece, words
from onrecord.reading.parties_tokens import POSSESSIVES, Hit, Page

_BRACKETED = 4
"""Words of a name before a state in brackets."""


def names_in_apposition(
    page: Page, offices: Sequence[OfficePhrase], taken: dict[int, Hit], tables: Tables
) -> Iterator[tuple[int, int]]:
    """Find the name in apposition to an office: "the Malaysian envoy, Hamzah Yusof, said".

    The recogniser takes many names from outside its news for organisations and places; the grammar
    knows better. "The minister, Radio Vox said" has no comma or full stop behind the name.
    """
    for office in offices:
        comma = office.end
        if office.sort == "institution" or office.plural or comma + 2 >= len(page):
            continue
        start = comma + 1
        if page.words[comma] != "," or not starts_name(page, start, taken):
            continue
        end = name_end(page, start, taken, tables)
        closed = end < len(page) and page.words[end] in (",", ".", ";", ")")
        head = page.tokens[end - 1]
        if closed and 2 <= end - start <= 6 and head.dep_ == "appos" and head.head.i < comma:
            yield start, end


def names_of_states(page: Page, taken: dict[int, Hit], tables: Tables) -> Iterator[tuple[int, int]]:
    """Find the name that a state goes before or behind: "Latvia's Jan Ozols", "Ozols of Latvia".

    Only where some leader has that given name: "Kenya's Lake Naivasha" is nobody.
    """
    for start in range(len(page)):
        if first_piece(page.words[start]) not in tables.full_starts:
            continue
        if page.pos[start] != "PROPN" or not starts_name(page, start, taken):
            continue
        end = name_end(page, start, taken, tables)
        if not 2 <= end - start <= 4 or (end < len(page) and page.pos[end] == "PROPN"):
            continue
        if page.key(start, end).lower() in tables.offices:
            continue  # "the Saudi Crown Prince"
        owner = start - 2 if start and page.words[start - 1] in POSSESSIVES else start - 1
        behind = end + 1 if page.words[end : end + 1] in (["of"], ["for"]) else len(page)
        if behind < len(page) and page.lowers[behind] == "the":
            behind += 1
        if _is_state(taken.get(owner)) or _is_state(taken.get(behind)):
            yield start, end


def _is_state(hit: Hit | None) -> bool:
    return hit is not None and hit.known.kind in ("state", "demonym")


def names_with_states(
    page: Page, taken: dict[int, Hit], tables: Tables
) -> Iterator[tuple[int, int]]:
    """Find the name that a state in brackets follows: "Kwabo Mensimah (Ghana)".

    Not what the recogniser takes for a place, nor for a body, unless several states in brackets
    show a list of people: "Port Louis (Mauritius)", "Radio Vox (Poland)".
    """
    bracketed = Counter(
        page.sentences[h.start]
        for h in {h.start: h for h in taken.values()}.values()
        if h.known.kind == "state" and h.start and page.words[h.start - 1] == "("
    )
    for bracket in range(2, len(page) - 2):
        hit = taken.get(bracket + 1)
        if page.words[bracket] != "(" or hit is None or hit.known.kind != "state":
            continue
        if hit.start != bracket + 1 or page.words[hit.end : hit.end + 1] != [")"]:
            continue
        start = bracket
        labels: tuple[str, ...] = ("", "PERSON", "NORP")
        if bracketed[page.sentences[bracket]] > 1:
            labels = (*labels, "ORG")
        while start > 0 and bracket - start < _BRACKETED:
            if not _plain_name(page, start - 1, taken) or page.ents[start - 1] not in labels:
                break
            start -= 1
        while start < bracket and not starts_name(page, start, taken):
            start += 1
        if bracket - start > 1 and name_end(page, start, taken, tables) == bracket:
            yield start, bracket


def _plain_name(page: Page, k: int, taken: dict[int, Hit]) -> bool:
    return page.capital(k) and page.pos[k] == "PROPN" and k not in taken


def names_in_lists(
    page: Page, taken: dict[int, Hit], owned: AbstractSet[int]
) -> Iterator[tuple[int, int]]:
    """Find the name of a list whose last word is a town's too: "Fatu Bah, Amina Tunis and".

    A name must stand on the other side of the comma: "talks in Greater London and Paris" has none.
    """
    for k in range(2, len(page) - 1):
        hit = taken.get(k)
        if hit is None or hit.known.kind not in ("capital", "place") or hit.end - hit.start != 1:
            continue
        if k - 1 in taken or k - 1 in owned or page.pos[k - 1] != "PROPN":
            continue
        if not starts_name(page, k - 1, taken) or page.words[k + 1] not in (",", "and", "."):
            continue
        if page.words[k - 2] in (",", "and") and _names_end(page, k - 3, owned):
            yield k - 1, k + 1


def _names_end(page: Page, k: int, owned: AbstractSet[int]) -> bool:
    """Whether a name of two words ends at token `k`, with a comma of a list right behind it."""
    k = k - 1 if k > 0 and page.words[k] == "," else k
    return k in owned and k - 1 in owned


def names_of_speakers(
    page: Page,
    offices: Sequence[OfficePhrase],
    taken: dict[int, Hit],
    tables: Tables,
    owned: AbstractSet[int],
) -> Iterator[tuple[int, int]]:
    """Find names that the recogniser took for something else, by what stands around them.

    "Akbar Tanjung, the House speaker" has an office in apposition; "Kasit Piromya said" speaks.
    """
    by_start = {o.start: o for o in offices if not o.plural}
    office_at = {k for o in offices for k in range(o.start, o.end)}
    i, n = 0, len(page)
    while i < n:
        if (
            i in owned
            or i in office_at
            or page.pos[i] != "PROPN"
            or not starts_name(page, i, taken)
        ):
            i += 1
            continue
        end = name_end(page, i, taken, tables)
        if (
            not owned.isdisjoint(range(i, end))
            or not 2 <= end - i <= 4
            or page.lowers[i - 1] == "the"
        ):
            i = max(i + 1, end)
            continue
        token = page.tokens[end - 1]
        speaks = (
            token.dep_ in ("nsubj", "nsubjpass")
            and token.head.lemma_.lower() in words("saying")
            and page.ents[i] != "ORG"
        )
        if speaks or apposed(page, end, by_start) is not None:
            yield i, end
        i = max(i + 1, end)

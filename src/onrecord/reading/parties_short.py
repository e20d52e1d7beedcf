"""Names that are short: last names of those in office, and of whom the report names in full."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.reading.parties_names import misspelt, starts_name
from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_tables import Tables, words
from onrecord.reading.parties_tokens import Hit, Page

_NAME_TAGS = ("PROPN", "NOUN", "ADJ")
_MARGIN_DAYS = 400


@dataclass(frozen=True, slots=True)
class Search:
    """Where the finders look; `owned` are the tokens of names found so far, `taken` of others."""

    page: Page
    offices: list[OfficePhrase]
    taken: dict[int, Hit]
    tables: Tables
    published: dt.date | None
    owned: set[int]


def two_last_names(search: Search) -> Iterator[tuple[int, int]]:
    """Take whole the last names of two words that the report or the tables have.

    "Lopez Obrador" is not "Obrador"; a word before a last name is a part of it nowhere else.
    """
    page, published = search.page, search.published
    last_two = {
        page.key(end - 2, end)
        for end in range(3, len(page))
        if {end - 3, end - 2, end - 1} <= search.owned and end not in search.owned
    }
    for i in range(len(page) - 1):
        if not page.capital(i) or not page.capital(i + 1) or i in search.taken:
            continue
        key = page.key(i, i + 2)
        rows = search.tables.short.get(key, ())
        known = published and any(r.in_office(published, _MARGIN_DAYS) for r in rows)
        if (known or key in last_two) and starts_name(page, i, search.taken):
            yield i, i + 2


def short_names(search: Search) -> Iterator[tuple[int, int]]:
    """Find last names of people in office at the time that the recogniser missed: "Blinken".

    Not in the middle of a longer name ("Austin Powers"), and not words ("Rice prices").
    """
    page, tables, published = search.page, search.tables, search.published
    if published is None:
        return
    for i, word in enumerate(page.words):
        if i in search.taken or i in search.owned or word in words("also_words") or len(word) < 3:
            continue
        if word not in tables.short and not word.isupper():
            continue
        rows = tables.short.get(word) or (
            tables.short.get(word.title()) if word.isupper() and len(word) > 4 else None
        )
        if not rows or not starts_name(page, i, search.taken) or page.pos[i] not in _NAME_TAGS:
            continue
        if not any(r.in_office(published, _MARGIN_DAYS) for r in rows):
            continue
        if word.lower() in tables.offices or _after_particle(page, i):
            continue  # "Sheikh Hamad"
        if page.ents[i] == "GPE" and page.words[i + 1 : i + 2] == [","]:
            continue  # "Austin, Texas"
        if _inside_name(page, i, search.owned) or _common(page, i):
            continue
        yield i, i + 1


def _after_particle(page: Page, i: int) -> bool:
    """Whether it is the last piece of a hyphened name: "Matiyah-ul-Haq", not "Biden-Xi talks"."""
    hyphens = all(page.words[k : k + 1] == ["-"] for k in (i - 1, i - 3)) if i > 3 else False
    return hyphens and page.lowers[i - 2] in words("particles") and page.capital(i - 4)


def _common(page: Page, i: int) -> bool:
    """Whether an article makes it a common noun: "the Moon", but "the Nowak government"."""
    following = page.pos[i + 1] if i + 1 < len(page) else ""
    return i > 0 and page.lowers[i - 1] == "the" and following not in ("NOUN", "PROPN", "ADJ")


def _inside_name(page: Page, i: int, owned: set[int]) -> bool:
    """Whether the word stands amid other capitals of one entity: "Obama Foundation"."""
    label = page.ents[i]
    for k in (i - 1, i + 1):
        if not 0 <= k < len(page) or k in owned or not page.capital(k):
            continue
        if label in ("ORG", "FAC", "EVENT", "WORK_OF_ART", "LAW") and page.ents[k] == label:
            return True
    return False


def last_names_again(search: Search) -> Iterator[tuple[int, int]]:
    """Find the last name of somebody named in full before: the recogniser misses many.

    "Nowak Street" and what is a word or a name of the tables too are none.
    """
    page, owned = search.page, search.owned
    lasts = {
        page.words[k]
        for k in owned
        if k - 1 in owned and k + 1 not in owned and len(page.words[k]) > 3
    }
    for i, word in enumerate(page.words):
        if word not in lasts or i in owned or i in search.taken or page.pos[i] != "PROPN":
            continue
        if word in words("also_words") or not starts_name(page, i, search.taken):
            continue
        beside = [k for k in (i - 1, i + 1) if 0 <= k < len(page) and k not in search.taken]
        if any(page.capital(k) and page.pos[k] == "PROPN" for k in beside):
            continue
        yield i, i + 1


def misspelt_again(search: Search) -> Iterator[tuple[int, int]]:
    """Find later mentions that misspell a name found so far: "Kowalsky" for Kowalski."""
    page = search.page
    lasts = {page.words[k] for k in search.owned if len(page.words[k]) > 5}
    for i, word in enumerate(page.words):
        if page.pos[i] != "PROPN" or i in search.owned or i in search.taken or len(word) < 6:
            continue
        if starts_name(page, i, search.taken) and any(misspelt(word, last) for last in lasts):
            yield i, i + 1

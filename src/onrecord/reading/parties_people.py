"""People's names in a parsed report: where they stand, and the office that stands beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.reading.parties_beside import PersonSpan, with_offices
from onrecord.reading.parties_grammar import (
    names_in_apposition,
    names_in_lists,
    names_of_speakers,
    names_of_states,
    names_with_states,
)
from onrecord.reading.parties_initials import initialled
from onrecord.reading.parties_lists import listed_names, paired_names, sided_by_lists
from onrecord.reading.parties_names import misspelt, name_end, starts_name, with_suffix
from onrecord.reading.parties_offices import OfficePhrase, like_title
from onrecord.reading.parties_tables import Tables, first_piece, words
from onrecord.reading.parties_tokens import Hit, Page

_NAME_TAGS = ("PROPN", "NOUN", "ADJ")
_MARGIN_DAYS = 400


@dataclass(frozen=True, slots=True)
class _Search:
    """Where the finders look; `owned` are the tokens of names found so far, `taken` of others."""

    page: Page
    offices: list[OfficePhrase]
    taken: dict[int, Hit]
    tables: Tables
    published: dt.date | None
    owned: set[int]


def person_spans(
    page: Page,
    hits: list[Hit],
    offices: list[OfficePhrase],
    tables: Tables,
    published: dt.date | None,
) -> list[PersonSpan]:
    """Find the names of people, in text order, without overlaps.

    Full names of the tables come first, then names after an office, the recogniser's people,
    last names of those in office, and at last what the grammar makes a person.
    """
    taken = {k: h for h in hits for k in range(h.start, h.end)}
    search = _Search(page, offices, taken, tables, published, set())
    spans: list[PersonSpan] = []
    finders = (
        _full_names,
        _after_offices,
        _in_apposition,
        _of_a_state,
        _listed,
        _initialled,
        _recognised,
        _two_last_names,
        _short_names,
        _by_grammar,
        _last_names_again,
        _misspelt,
    )
    for find in finders:
        for start, end in find(search):
            if _is_dateline(search, start, end):
                continue
            if end > start and search.owned.isdisjoint(range(start, end)):
                search.owned.update(range(start, end))
                spans.append(PersonSpan(start, end))
    spans.sort(key=lambda s: s.start)
    paired = {start: hit for start, _, hit in paired_names(page, taken, tables)}
    return sided_by_lists(page, with_offices(page, spans, offices, hits), offices, hits, paired)


def _is_dateline(search: _Search, start: int, end: int) -> bool:
    """Whether it is a town in capitals that opens a line before a dash: "YERUSHALAYIM - ".

    "BIDEN - the president said" opens with somebody whom the tables know.
    """
    page = search.page
    if (start and start - 1 not in page.breaks) or not start < end < len(page):
        return False
    dashed = page.words[end] in ("-", "–", "—", "--") and page.ends[end - 1] < page.starts[end]
    capitals = all(page.words[k].isupper() for k in range(start, end)) and end - start <= 3
    last = page.words[end - 1].title()
    return dashed and capitals and last not in search.tables.short


def _full_names(search: _Search) -> Iterator[tuple[int, int]]:
    """Find the full names of leaders: "Kim Jong Un", "Israel Katz", "HUN SEN"."""
    page, taken, tables = search.page, search.taken, search.tables
    i, n = 0, len(page)
    while i < n:
        word = page.words[i]
        end = 0
        if word[:1].isupper():
            if word.isupper() and len(word) > 1:
                end = _in_capitals(page, i, tables)
            width = tables.full_starts.get(first_piece(word), 0)
            if not end and width:
                end = page.longest(i, width, tables.full, lower=False)
        alone = page.pos[i] == "PROPN" and i not in taken and not _goes_on(page, end)
        if end and (end - i > 1 or alone):
            yield i, _with_rest(page, i, end, taken, tables)
            i = end
        else:
            i += 1


def _goes_on(page: Page, end: int) -> bool:
    """Whether the recogniser has one name run on past `end`: "Mahathir Hamad" is another man."""
    inside = end < len(page) and page.tokens[end].ent_iob_ == "I"
    return inside and page.ents[end] == "PERSON" and page.capital(end)


def _with_rest(page: Page, start: int, end: int, taken: dict[int, Hit], tables: Tables) -> int:
    """Run on over "Al Saud", "bin Said" or "Jr." after a name of the tables that is longer here."""
    if end < len(page) and first_piece(page.lowers[end]) in words("particles"):
        return max(end, name_end(page, start, taken, tables))
    return with_suffix(page, end)


def _in_capitals(page: Page, start: int, tables: Tables) -> int:
    width = tables.full_starts.get(first_piece(page.words[start].title()), 0)
    for end in range(min(len(page), start + width), start + 1, -1):
        key = page.key(start, end)
        if key.isupper() and key.title() in tables.full:
            return end
    return 0


def _after_offices(search: _Search) -> Iterator[tuple[int, int]]:
    """Take the capitalised run after an office or title as a name, whatever the model says.

    "Foreign Minister Wang Yi" is a name after an office; "Foreign Minister Tuesday" is not.
    """
    page = search.page
    begins = {o.start for o in search.offices if like_title(o)}
    for office in search.offices:
        if office.sort == "institution" or (office.plural and office.sort != "title"):
            continue
        if office.sort == "official" and page.ents[min(office.end, len(page) - 1)] != "PERSON":
            continue
        start = page.next_word(office.end)
        if start in begins and page.capital(start):
            continue  # "Defence Minister General Tan": the name is after the rank
        if start < len(page):
            yield start, _with_demonym(search, start)


def _with_demonym(search: _Search, start: int) -> int:
    """Give where a name after an office ends; "Assistant Secretary David Welsh" is no Welshman.

    In "Foreign Minister Nowak Polish officials" the demonym belongs to what follows it.
    """
    page, end = search.page, name_end(search.page, start, search.taken, search.tables)
    hit = search.taken.get(end)
    if end - start != 1 or hit is None or hit.known.kind != "demonym" or hit.end != end + 1:
        return end
    plain = page.words[end - 1] not in search.tables.short and page.lowers[end][-1:] != "s"
    closed = page.pos[end + 1] in ("VERB", "AUX", "PUNCT", "ADP") if end + 1 < len(page) else True
    return end + 1 if plain and closed else end


def _in_apposition(search: _Search) -> Iterator[tuple[int, int]]:
    """Take the names in apposition to an office."""
    yield from names_in_apposition(search.page, search.offices, search.taken, search.tables)


def _of_a_state(search: _Search) -> Iterator[tuple[int, int]]:
    """Take the names that a state goes before or behind."""
    yield from names_of_states(search.page, search.taken, search.tables)
    yield from names_with_states(search.page, search.taken, search.tables)


def _listed(search: _Search) -> Iterator[tuple[int, int]]:
    """Take the names in a list after an office in the plural."""
    yield from listed_names(search.page, search.taken, search.tables)
    for start, end, _ in paired_names(search.page, search.taken, search.tables):
        yield start, end


def _initialled(search: _Search) -> Iterator[tuple[int, int]]:
    """Take the names that initials show: "A B Rao", "R.G.Moyo"."""
    page = search.page
    begins = {k for o in search.offices for k in range(o.head, o.head_end)}
    for start in initialled(page, search.taken, search.tables, offices=begins):
        yield start, name_end(page, start, search.taken, search.tables)


def _two_last_names(search: _Search) -> Iterator[tuple[int, int]]:
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


def _recognised(search: _Search) -> Iterator[tuple[int, int]]:
    """Trim the entity recogniser's people: no titles, no demonyms, no places, one name each."""
    page, taken = search.page, search.taken
    office_at = {k for o in search.offices for k in range(o.start, o.head_end)}
    office_at |= {k for o in search.offices for k in range(o.head_end, o.end) if k in taken}
    for ent in page.doc.ents:
        if ent.label_ != "PERSON":
            continue
        start = ent.start
        while start < ent.end and (start in office_at or not starts_name(page, start, taken)):
            start += 1
        if start >= ent.end:
            continue
        end = name_end(page, start, taken, search.tables)
        if end > ent.end and not _all_proper(page, ent.end, end):
            end = ent.end
        yield start, end


def _all_proper(page: Page, start: int, end: int) -> bool:
    return all(
        page.pos[k] in ("PROPN", "PUNCT") and page.ents[k] != "ORG" for k in range(start, end)
    )


def _short_names(search: _Search) -> Iterator[tuple[int, int]]:
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


def _by_grammar(search: _Search) -> Iterator[tuple[int, int]]:
    """Take the names of those who speak or have an office behind them."""
    page, offices = search.page, search.offices
    yield from names_of_speakers(page, offices, search.taken, search.tables, search.owned)
    yield from names_in_lists(page, search.taken, search.owned)


def _last_names_again(search: _Search) -> Iterator[tuple[int, int]]:
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


def _misspelt(search: _Search) -> Iterator[tuple[int, int]]:
    """Find later mentions that misspell a name found so far: "Kowalsky" for Kowalski."""
    page = search.page
    lasts = {page.words[k] for k in search.owned if len(page.words[k]) > 5}
    for i, word in enumerate(page.words):
        if page.pos[i] != "PROPN" or i in search.owned or i in search.taken or len(word) < 6:
            continue
        if starts_name(page, i, search.taken) and any(misspelt(word, last) for last in lasts):
            yield i, i + 1

"""People's names in a parsed report: where they stand, and the office that stands beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

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
from onrecord.reading.parties_names import name_end, starts_name, with_suffix
from onrecord.reading.parties_offices import OfficePhrase, like_title
from onrecord.reading.parties_short import (
    Search,
    last_names_again,
    misspelt_again,
    short_names,
    two_last_names,
)
from onrecord.reading.parties_tables import Tables, first_piece, words
from onrecord.reading.parties_tokens import Hit, Page


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
    search = Search(page, offices, taken, tables, published, set())
    spans: list[PersonSpan] = []
    finders = (
        _full_names,
        _after_offices,
        _in_apposition,
        _of_a_state,
        _listed,
        _initialled,
        _recognised,
        two_last_names,
        short_names,
        _by_grammar,
        last_names_again,
        misspelt_again,
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


def _is_dateline(search: Search, start: int, end: int) -> bool:
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


def _full_names(search: Search) -> Iterator[tuple[int, int]]:
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
        alone = alone and not _after_given_name(search, i)
        if end and (end - i > 1 or alone):
            yield i, _with_rest(page, i, end, taken, tables)
            i = end
        else:
            i += 1


def _goes_on(page: Page, end: int) -> bool:
    """Whether the recogniser has one name run on past `end`: "Mahathir Hamad" is another man."""
    inside = end < len(page) and page.tokens[end].ent_iob_ == "I"
    return inside and page.ents[end] == "PERSON" and page.capital(end)


def _after_given_name(search: Search, i: int) -> bool:
    """Whether a given name stands before a last name: "President Osman Farole" is one man.

    After "Mr" or "President" the last name stands alone.
    """
    page = search.page
    titles = {k for o in search.offices for k in range(o.start, o.end)}
    inside = page.tokens[i].ent_iob_ == "I" and page.ents[i] == "PERSON"
    given = i > 0 and page.ents[i - 1] == "PERSON" and page.capital(i - 1)
    return inside and given and i - 1 not in titles and starts_name(page, i - 1, search.taken)


def _with_rest(page: Page, start: int, end: int, taken: dict[int, Hit], tables: Tables) -> int:
    """Run on over "Al Saud", "bin Said" or "Jr." after a name of the tables that is longer here.

    Over another last name only where the recogniser does, outside headlines: "Joe Biden Postpones".
    """
    if end < len(page) and first_piece(page.lowers[end]) in words("particles"):
        return max(end, name_end(page, start, taken, tables))
    further = name_end(page, start, taken, tables) if _goes_on(page, end) else end
    last = end
    while last < further and _goes_on(page, last):
        last += 1
    if last > end and _in_prose(page, last - 1) and page.tokens[last - 1].dep_ != "compound":
        end = last
    return with_suffix(page, end)


def _in_prose(page: Page, k: int) -> bool:
    """Whether a sentence has a verb in small letters, as headlines in capitals have not."""
    return any(
        page.pos[j] == "VERB" and page.words[j].islower()
        for j in range(len(page))
        if page.sentences[j] == page.sentences[k]
    )


def _in_capitals(page: Page, start: int, tables: Tables) -> int:
    width = tables.full_starts.get(first_piece(page.words[start].title()), 0)
    for end in range(min(len(page), start + width), start + 1, -1):
        key = page.key(start, end)
        if key.isupper() and key.title() in tables.full:
            return end
    return 0


def _after_offices(search: Search) -> Iterator[tuple[int, int]]:
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


def _with_demonym(search: Search, start: int) -> int:
    """Give where a name after an office ends; "Secretary Carol English" is no Englishwoman.

    In "Foreign Minister Nowak Polish officials" the demonym belongs to what follows it.
    """
    page, end = search.page, name_end(search.page, start, search.taken, search.tables)
    hit = search.taken.get(end)
    if end - start != 1 or hit is None or hit.known.kind != "demonym" or hit.end != end + 1:
        return end
    plain = page.words[end - 1] not in search.tables.short and page.lowers[end][-1:] != "s"
    closed = page.pos[end + 1] in ("VERB", "AUX", "PUNCT", "ADP") if end + 1 < len(page) else True
    return end + 1 if plain and closed else end


def _in_apposition(search: Search) -> Iterator[tuple[int, int]]:
    """Take the names in apposition to an office."""
    yield from names_in_apposition(search.page, search.offices, search.taken, search.tables)


def _of_a_state(search: Search) -> Iterator[tuple[int, int]]:
    """Take the names that a state goes before or behind."""
    yield from names_of_states(search.page, search.taken, search.tables)
    yield from names_with_states(search.page, search.taken, search.tables)


def _listed(search: Search) -> Iterator[tuple[int, int]]:
    """Take the names in a list after an office in the plural."""
    yield from listed_names(search.page, search.taken, search.tables)
    for start, end, _ in paired_names(search.page, search.taken, search.tables):
        yield start, end


def _initialled(search: Search) -> Iterator[tuple[int, int]]:
    """Take the names that initials show: "A B Rao", "R.G.Moyo"."""
    page = search.page
    begins = {k for o in search.offices for k in range(o.head, o.head_end)}
    for start in initialled(page, search.taken, search.tables, offices=begins):
        yield start, name_end(page, start, search.taken, search.tables)


def _recognised(search: Search) -> Iterator[tuple[int, int]]:
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


def _by_grammar(search: Search) -> Iterator[tuple[int, int]]:
    """Take the names of those who speak or have an office behind them."""
    page, offices = search.page, search.offices
    yield from names_of_speakers(page, offices, search.taken, search.tables, search.owned)
    yield from names_in_lists(page, search.taken, search.owned)

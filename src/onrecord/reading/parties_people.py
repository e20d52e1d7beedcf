"""People's names in a parsed report: where they stand, and the office that stands beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.reading.parties_names import name_end, starts_name, with_suffix
from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_tables import PARTICLES, Tables, first_piece
from onrecord.reading.parties_tokens import POSSESSIVES, Hit, Page

_SAYING = frozenset(
    """say tell add announce meet arrive travel fly visit ask reply insist warn note explain write
    declare stress claim deny confirm speak urge hope accept decline refuse agree hold leave
    cancel postpone invite attend call""".split()
)
_CLOSING = frozenset({",", ".", ")", ";", ":", "—", "–", "-", "!", "?", '"', "”", "who"})
_ALSO_WORDS = frozenset(
    """May Key Price Rice King Park Brown Major Will Bar Dan Ford Baker Cook Gates Hunt Straw Cox
    Young Long Best Bush Law Hope Grant Mark Bill Rob Art Guy Pat Sue Li Ma He An Do So To Su""".split()
)
"""Last names that are words or given names too: alone, they are names only by a title or label."""

_NAME_TAGS = ("PROPN", "NOUN", "ADJ")
_MARGIN_DAYS = 400


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A person's name at tokens `start` to `end`, with what stands beside it.

    `before` is the office or title directly before the name, `after` the one in apposition;
    `owner` a name of the tables that says whose the person is ("Ukraine's Zelensky", "Zelensky
    of Ukraine"); `shared` the next one's owner, which may be this one's too ("Secretary Locsin and
    Secretary Lorenzana of the Philippines"). Any of them may be None.
    """

    start: int
    end: int
    before: OfficePhrase | None = None
    after: OfficePhrase | None = None
    owner: Hit | None = None
    shared: Hit | None = None


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
    owned: set[int] = set()
    spans: list[PersonSpan] = []
    for find in (_full_names, _after_offices, _recognised, _short_names, _by_grammar):
        for start, end in find(page, offices, taken, tables, published, owned):
            if end > start and owned.isdisjoint(range(start, end)):
                owned.update(range(start, end))
                spans.append(PersonSpan(start, end))
    spans.sort(key=lambda s: s.start)
    return _with_offices(page, spans, offices, hits)


def _full_names(
    page: Page,
    offices: list[OfficePhrase],
    taken: dict[int, Hit],
    tables: Tables,
    published: dt.date | None,
    owned: set[int],
) -> Iterator[tuple[int, int]]:
    """Find the full names of leaders: "Kim Jong Un", "Israel Katz", "HUN SEN"."""
    del offices, published, owned
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
        if end and (end - i > 1 or (page.pos[i] == "PROPN" and i not in taken)):
            yield i, _with_rest(page, i, end, taken, tables)
            i = end
        else:
            i += 1


def _with_rest(page: Page, start: int, end: int, taken: dict[int, Hit], tables: Tables) -> int:
    """Run on over "Al Saud" or "Jr." after a name of the tables that is given here in full."""
    if end < len(page) and page.capital(end) and first_piece(page.lowers[end]) in PARTICLES:
        return max(end, name_end(page, start, taken, tables))
    return with_suffix(page, end)


def _in_capitals(page: Page, start: int, tables: Tables) -> int:
    width = tables.full_starts.get(first_piece(page.words[start].title()), 0)
    for end in range(min(len(page), start + width), start + 1, -1):
        key = page.key(start, end)
        if key.isupper() and key.title() in tables.full:
            return end
    return 0


def _after_offices(
    page: Page,
    offices: list[OfficePhrase],
    taken: dict[int, Hit],
    tables: Tables,
    published: dt.date | None,
    owned: set[int],
) -> Iterator[tuple[int, int]]:
    """Take the capitalised run after an office or title as a name, whatever the model says.

    "Foreign Minister Wang Yi" is a name after an office; "Foreign Minister Tuesday" is not.
    """
    del published, owned
    for office in offices:
        if office.sort == "institution" or (office.plural and office.sort != "title"):
            continue
        if office.sort == "official" and page.ents[min(office.end, len(page) - 1)] != "PERSON":
            continue
        start = page.next_word(office.end)
        if start < len(page):
            yield start, name_end(page, start, taken, tables)


def _recognised(
    page: Page,
    offices: list[OfficePhrase],
    taken: dict[int, Hit],
    tables: Tables,
    published: dt.date | None,
    owned: set[int],
) -> Iterator[tuple[int, int]]:
    """Trim the entity recogniser's people: no titles, no demonyms, no places, one name each."""
    del published, owned
    office_at = {k for o in offices for k in range(o.start, o.head_end)}
    for ent in page.doc.ents:
        if ent.label_ != "PERSON":
            continue
        start = ent.start
        while start < ent.end and (start in office_at or not starts_name(page, start, taken)):
            start += 1
        if start >= ent.end:
            continue
        end = name_end(page, start, taken, tables)
        if end > ent.end and not _all_proper(page, ent.end, end):
            end = ent.end
        yield start, end


def _all_proper(page: Page, start: int, end: int) -> bool:
    return all(
        page.pos[k] in ("PROPN", "PUNCT") and page.ents[k] != "ORG" for k in range(start, end)
    )


def _short_names(
    page: Page,
    offices: list[OfficePhrase],
    taken: dict[int, Hit],
    tables: Tables,
    published: dt.date | None,
    owned: set[int],
) -> Iterator[tuple[int, int]]:
    """Find last names of people in office at the time that the recogniser missed: "Blinken".

    Not in the middle of a longer name ("Austin Powers"), and not words ("Rice prices").
    """
    del offices
    if published is None:
        return
    for i, word in enumerate(page.words):
        if i in taken or i in owned or word in _ALSO_WORDS or len(word) < 3:
            continue
        if word not in tables.short and not word.isupper():
            continue
        rows = tables.short.get(word) or (
            tables.short.get(word.title()) if word.isupper() and len(word) > 4 else None
        )
        if not rows or not starts_name(page, i, taken) or page.pos[i] not in _NAME_TAGS:
            continue
        if not any(r.in_office(published, _MARGIN_DAYS) for r in rows):
            continue
        if page.ents[i] == "GPE" and page.words[i + 1 : i + 2] == [","]:
            continue  # "Austin, Texas"
        if _inside_name(page, i, owned):
            continue
        yield i, i + 1


def _inside_name(page: Page, i: int, owned: set[int]) -> bool:
    """Whether the word stands amid other capitals of one entity: "Obama Foundation"."""
    label = page.ents[i]
    for k in (i - 1, i + 1):
        if not 0 <= k < len(page) or k in owned or not page.capital(k):
            continue
        if label in ("ORG", "FAC", "EVENT", "WORK_OF_ART", "LAW") and page.ents[k] == label:
            return True
    return False


def _by_grammar(
    page: Page,
    offices: list[OfficePhrase],
    taken: dict[int, Hit],
    tables: Tables,
    published: dt.date | None,
    owned: set[int],
) -> Iterator[tuple[int, int]]:
    """Find names that the recogniser took for something else, by what stands around them.

    "Akbar Tanjung, the House speaker" has an office in apposition; "Kasit Piromya said" speaks.
    """
    del published
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
            and token.head.lemma_.lower() in _SAYING
            and page.ents[i] != "ORG"
        )
        if speaks or _apposed(page, end, by_start) is not None:
            yield i, end
        i = max(i + 1, end)


def _with_offices(
    page: Page, spans: list[PersonSpan], offices: list[OfficePhrase], hits: list[Hit]
) -> list[PersonSpan]:
    held = [o for o in offices if o.sort != "institution"]
    by_start = {o.start: o for o in held}
    by_end = {o.end: o for o in held}
    naming = {page.next_word(o.end): o for o in held}
    begins = {s.start for s in spans}
    hit_ends = {h.end: h for h in hits if h.known.side}
    hit_starts = {h.start: h for h in hits if h.known.side}
    found = []
    for span in spans:
        before = naming.get(span.start)
        after = _apposed(page, span.end, by_start)
        if after is not None and page.next_word(after.end) in begins:
            after = None  # "Dermer, Foreign Secretary David Lammy": the next man's office
        if after is None and before is None:
            after = _apposed_before(page, span, by_end)
        first = before.start if before else span.start
        owner = hit_ends.get(first)
        if owner is None and page.after_possessive(first):
            owner = hit_ends.get(first - 1)
        elif owner is not None and owner.known.kind not in (
            "demonym",
            "state",
            "group",
            "organisation",
        ):
            owner = None
        owner = _of_owner(page, span.end, hit_starts) or owner
        found.append(replace(span, before=before, after=after, owner=owner))
    return _shared_owners(page, found)


def _apposed(page: Page, end: int, by_start: dict[int, OfficePhrase]) -> OfficePhrase | None:
    """Find the office of "NAME, the OFFICE," or "NAME (OFFICE)" after a name that ends at `end`.

    It must close again: in "that month: Putin, the Serbian president told reporters" the
    president is another.
    """
    n = len(page)
    if end >= n or page.words[end] not in (",", "(", "-", "–", "—"):
        return None
    k = end + 1
    if page.lowers[k : k + 2] in (["who", "is"], ["who", "was"]):
        k += 2
    limit = k + 3
    while k < min(n, limit) and k not in by_start and page.pos[k] in ("DET", "PRON", "ADV"):
        k += 1
    office = by_start.get(k)
    if office is None or office.plural or office.sort == "title":
        return None
    following = office.end
    closed = following >= n or following in page.breaks or page.words[following] in _CLOSING
    return office if closed or page.pos[following] in ("ADP", "CCONJ") else None


def _apposed_before(
    page: Page, span: PersonSpan, by_end: dict[int, OfficePhrase]
) -> OfficePhrase | None:
    """Find the office of "Ukraine's president, Volodymyr Zelensky"."""
    comma = span.start - 1
    office = by_end.get(comma) if comma > 0 and page.words[comma] == "," else None
    if office is None or office.plural or office.sort != "office":
        return None
    following = page.words[span.end] if span.end < len(page) else "."
    closed = following in _CLOSING or following in POSSESSIVES or following == "and"
    return office if closed or office.side is not None else None


def _of_owner(page: Page, end: int, hit_starts: dict[int, Hit]) -> Hit | None:
    """Find the state of "President Zelensky of Ukraine"."""
    if end + 1 >= len(page) or page.lowers[end] != "of":
        return None
    k = end + 2 if page.lowers[end + 1] == "the" else end + 1
    hit = hit_starts.get(k)
    return hit if hit and hit.known.kind in ("state", "organisation", "group") else None


def _shared_owners(page: Page, spans: list[PersonSpan]) -> list[PersonSpan]:
    """Let one of two joined by "and" share the state that follows the other."""
    shared = list(spans)
    for i in range(len(shared) - 2, -1, -1):
        one, following = shared[i], shared[i + 1]
        if one.owner or one.before is None or one.before.side or following.owner is None:
            continue
        first = following.before.start if following.before else following.start
        if page.lowers[one.end : first] == ["and"] and following.owner.start > following.end:
            shared[i] = replace(one, shared=following.owner)
    return shared

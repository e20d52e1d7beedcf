"""Which mentions are of one person: full names, short second mentions, misspelt ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from onrecord.reading.parties_again import by_first, by_shared, by_short
from onrecord.reading.parties_beside import PersonSpan
from onrecord.reading.parties_initials import fuller, name_words, printed, same_initials
from onrecord.reading.parties_someone import Someone
from onrecord.reading.parties_tables import Leader, Tables, fold
from onrecord.reading.parties_tokens import Page

_MARGIN_DAYS = 400


def gather_people(
    page: Page,
    spans: Sequence[PersonSpan],
    tables: Tables,
    published: dt.date | None,
    sides: Collection[str],
) -> list[Someone]:
    """Join the mentions of each person, in order of the first mention.

    A short mention joins a full name whose last name it repeats, whether that stands before or
    after it (headlines name short, the body in full). A last name one letter off joins too
    ("Kowalsky" for Kowalski), but only a long one with the same first letter: Bush is not Rush.
    """
    named = [(span, name_words(page.key(span.start, span.end))) for span in spans]
    people: list[Someone] = []
    for span, words in named:
        if len(words) > 1:
            one = _same_full(words, people, tables)
            if one is None:
                one = Someone(printed(page.name(span.start, span.end)), words)
                people.append(one)
            elif fuller(words, one.words):
                one.name, one.words = printed(page.name(span.start, span.end)), words
            one.spans.append(span)
    for one in people:
        one.leaders = likely_leaders(one, tables, published, sides)
    for span, words in named:
        if len(words) == 1:
            one = by_shared(page, words[0], span, people)
            one = one or by_short(words[0], span, people) or by_first(words[0], span, people)
            if one is None:
                one = Someone(printed(page.name(span.start, span.end)), words)
                people.append(one)
            one.spans.append(span)
    for one in people:
        one.leaders = likely_leaders(one, tables, published, sides)
    for one in people:
        one.side = _side_of_sender(one, people)
    for one in people:
        one.spans.sort(key=lambda s: s.start)
    return sorted(people, key=lambda p: p.spans[0].start)


def _same_full(words: tuple[str, ...], people: Sequence[Someone], tables: Tables) -> Someone | None:
    """Find who bears this full name: equal, a part of it, or one spelling of it.

    "Sheikh Tamim" is the one sheikh of that name, "R. Moyo" the one Moyo whose name begins so.
    """
    office = tables.offices.get(words[0].lower())
    titled = len(words) == 2 and office is not None and office.sort == "title"
    for alike in (
        [p for p in people if titled and p.words[:2] == words],
        [p for p in people if same_initials(words, p.words)],
    ):
        if len(alike) == 1:
            return alike[0]
    for one in people:
        if words == one.words or _within(words, one.words) or _within(one.words, words):
            return one
    joined = " ".join(words)
    for one in people:
        likely = len(joined) > 8 and _initials(words) == _initials(one.words)
        if likely and fuzz.ratio(joined.lower(), " ".join(one.words).lower()) >= 90:
            return one
    return None


def _initials(words: tuple[str, ...]) -> tuple[str, str]:
    return words[0][0], words[-1][0]


def _within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether all words of a shorter full name stand in the longer, last names alike.

    "Ursula von der Leyen" and "von der Leyen"; "Robert O'Brien" and "Robert C. O'Brien".
    """
    if len(short) >= len(full):
        return False
    rest = iter(full)
    in_order = all(any(_alike(w, other) for other in rest) for w in short)
    return in_order and (_alike(short[-1], full[-1]) or full[-1] in ("Jr.", "III", "II", "Jr"))


def _alike(one: str, other: str) -> bool:
    return one == other or one.lower() == other.lower()


def _side_of_sender(one: Someone, people: Sequence[Someone]) -> str | None:
    """Give the side of whoever sent an envoy: "the envoy of President Macron, Ana Roy"."""
    phrases = [p for s in one.spans for p in (s.before, s.after) if p is not None]
    if any(p.side for p in phrases):
        return None
    owners = {p.owner[1] - 1 for p in phrases if p.owner is not None}
    for other in people:
        if other.leaders and any(k in owners for s in other.spans for k in range(s.start, s.end)):
            return other.leaders[0].side
    return None


def likely_leaders(
    one: Someone, tables: Tables, published: dt.date | None, sides: Collection[str]
) -> tuple[Leader, ...]:
    """List the rows of the tables that this person is, the fitting office first; () when unsure.

    A full name needs no date. A last name alone must be that of one person in office at the
    time: "Bush" of 1991 is not the one of 2005, and an unknown "Brown" is nobody. Of several,
    the office beside the name decides ("President Biden" is not the First Lady), then who is in
    office on the day, then whose `sides` the report names.
    """
    key = " ".join(one.words)
    if len(one.words) > 1:
        rows = tuple(tables.full.get(key) or tables.full.get(key.title(), ()))
        rows = rows or _full_by_parts(one.words, tables)
        rows = rows or _two_last_names(key, tables, published)
        rows = rows or _named_longer(one.words, tables, published)
    else:
        rows = tables.short.get(key) or tables.short.get(key.title(), ())
        if published is not None:
            rows = tuple(r for r in rows if r.in_office(published, _MARGIN_DAYS))
    rows = tuple(_narrowed(rows, one, published, sides))
    if len({r.name for r in rows}) > 1 and len({r.side for r in rows}) > 1:
        return ()
    return tuple(sorted(rows, key=lambda r: _distance(r, published)))


def _two_last_names(key: str, tables: Tables, published: dt.date | None) -> tuple[Leader, ...]:
    """Find those in office whose last name is of two words: "Lopez Obrador"."""
    rows = tables.short.get(key, ()) if published is not None else ()
    return tuple(r for r in rows if published and r.in_office(published, _MARGIN_DAYS))


def _named_longer(
    words: tuple[str, ...], tables: Tables, published: dt.date | None
) -> tuple[Leader, ...]:
    """Find whoever is in office by a name that has more words here: "Paul Kagame Rwigema".

    Also with a title before it, "Sultan Haitham bin Tariq", or his given name: "Mohamed Farmajo".
    One who is not in office then may be anybody who shares two names with a leader.
    """
    office = tables.offices.get(words[0].lower())
    titled = office is not None and office.sort == "title"
    shorter = [words[:end] for end in range(len(words) - 1, 1, -1)]
    found = [tables.full.get(" ".join(w), ()) for w in ([words[1:]] if titled else []) + shorter]
    alone = tables.full.get(words[-1], ())
    found.append(tuple(r for r in alone if any(n.split()[0] == words[0] for n in r.names)))
    for rows in found:
        held = tuple(r for r in rows if published and r.in_office(published, _MARGIN_DAYS))
        if held:
            return held
    return ()


def roles_of(one: Someone, published: dt.date | None) -> frozenset[str]:
    """List the offices a person holds: as the text says, else as the tables say for the day."""
    held = {r.role for r in one.leaders if published and r.in_office(published, 3)}
    return frozenset(role for role in (one.roles or held) if role)


def _narrowed(
    rows: Sequence[Leader], one: Someone, published: dt.date | None, sides: Collection[str]
) -> Sequence[Leader]:
    """Narrow the rows while several people remain, by one test after another."""
    beside = {s.before.role for s in one.spans if s.before and s.before.role}
    tests: list[Callable[[Leader], bool]] = [
        lambda r: r.role in beside,
        lambda r: r.role not in ("first_lady", "speaker"),
        lambda r: published is not None and r.in_office(published, 10),
        lambda r: r.side in sides,
        lambda r: r.role in ("president", "premier", "monarch", "leader", "pontiff"),
    ]
    for test in tests:
        if len({(r.name, r.side) for r in rows}) <= 1:
            break
        kept = [r for r in rows if test(r)]
        rows = kept or rows
    return rows


def _full_by_parts(words: tuple[str, ...], tables: Tables) -> tuple[Leader, ...]:
    """Find leaders whose full name holds these words, or is held by them: a middle name more."""
    rows = []
    while len(words) > 2 and words[-1] in ("Jr.", "Jr", "Sr.", "II", "III"):
        words = words[:-1]
    for leader in tables.short.get(words[-1].rstrip(","), ()):
        for name in leader.names:
            full = tuple(fold(name).split())
            if (
                len(full) > 1
                and full[0] == words[0]
                and (_within(words, full) or _within(full, words))
            ):
                rows.append(leader)
                break
    return tuple(rows) or _spelt_otherwise(" ".join(words).lower(), tables)


@lru_cache(maxsize=4096)
def _spelt_otherwise(name: str, tables: Tables) -> tuple[Leader, ...]:
    """Find the one leader whose full name is this, spelt otherwise: "Mehmood" for Mahmood.

    Short names must be closer: "Kim Jong Il" is not Kim Jong Un.
    """
    cutoff = 88 if len(name) >= 14 else 93
    found = process.extractOne(name, tables.lowered, scorer=fuzz.ratio, score_cutoff=cutoff)
    if found is None:
        return ()
    full = tables.lowered[found[2]]
    last, other = name.rsplit(maxsplit=1)[-1], full.rsplit(maxsplit=1)[-1]
    alike = fuzz.ratio(last, other) >= 75 and name[0] == full[0]
    return tables.full[tables.spelled[found[2]]] if alike else ()


def _distance(leader: Leader, published: dt.date | None) -> int:
    """Count the days between an office and the date; 0 within it."""
    if published is None:
        return -leader.start.toordinal()
    if published < leader.start:
        return (leader.start - published).days
    if leader.end is not None and published > leader.end:
        return (published - leader.end).days
    return 0

"""The tables that `parties` reads by: names of states and organisations, offices, leaders."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

NameKind = Literal[
    "state", "demonym", "capital", "place", "region", "metonym", "organisation", "group", "media"
]
OfficeClass = Literal["office", "official", "title", "institution"]

_NO_PLURAL = ("s", "h", "se", ".")
"""Endings of demonyms whose plural is the word itself: the Swiss, the Irish, the Chinese."""

_MARKS = str.maketrans({"’": "'", "‘": "'", "ʻ": "'", "`": "'", "‑": "-", "–": "-", "\u00a0": " "})
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ß": "ss"})


_MANY = 3
"""So many leaders of one first name make it no name that tells one of them from all."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a name in the tables stands for. `side` is None for regions and outlets."""

    kind: NameKind
    side: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """What a phrase for an office is. `role` is empty when it names no single post.

    `side` is whose it always is ("taoiseach"), else None.
    """

    sort: OfficeClass
    role: str
    side: str | None


@dataclass(frozen=True, slots=True)
class Leader:
    """A person who held an office for a side. `end` is None while in office.

    `certain` is false when the dates are only those of visits; `by_hand` true for rows made by
    hand, whose names of one word ("Lula") name the person wherever they stand.
    """

    name: str
    side: str
    office: str
    role: str
    start: dt.date
    end: dt.date | None
    names: tuple[str, ...]
    certain: bool
    by_hand: bool

    def in_office(self, day: dt.date, margin: int = 0) -> bool:
        """Whether the office was held on `day`, give or take `margin` days."""
        slack = dt.timedelta(days=margin)
        return self.start - slack <= day and (self.end is None or day <= self.end + slack)


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """All tables, folded for look-up (see `fold`).

    `names` and `offices` are keyed by folded text, offices in lower case; `full` by a leader's
    folded full name; `short` by each form a second mention may take. The `starts` give, by the
    first piece of a key (see `first_piece`), in how many tokens the longest such key may come.
    `spelled` lists the full names of two words and more, `lowered` the same in lower case.
    `usual` names each side as in print, `states` are those of states; `women` lists leaders by
    their first-given names; `posts` the sides and roles that anybody is known to have held: the
    United States have no premier.
    """

    names: Mapping[str, Known]
    offices: Mapping[str, Office]
    name_starts: Mapping[str, int]
    office_starts: Mapping[str, int]
    full_starts: Mapping[str, int]
    leaders: tuple[Leader, ...]
    full: Mapping[str, tuple[Leader, ...]]
    short: Mapping[str, tuple[Leader, ...]]
    spelled: tuple[str, ...]
    lowered: tuple[str, ...]
    usual: Mapping[str, str]
    states: frozenset[str]
    women: frozenset[str]
    posts: frozenset[tuple[str, str]]


@cache
def tables() -> Tables:
    """Load the tables that ship with the package, once."""
    names: dict[str, Known] = {}
    usual: dict[str, str] = {}
    states: set[str] = set()
    for code, name, others, demonyms in _rows("states.tsv", 4):
        usual[code] = name
        states.add(code)
        _add(names, Known("state", code, name), name, others)
        for demonym in demonyms.split("|"):
            _add(names, Known("demonym", code, name), demonym)
            if demonym and not demonym.endswith(_NO_PLURAL):
                _add(names, Known("demonym", code, name), demonym + "s")
    for side, name, others in _rows("organisations.tsv", 3):
        usual[side] = name
        _add(names, Known("organisation", side, name), name, others)
    for side, name, others in _rows("groups.tsv", 3):
        usual[side] = name
        _add(names, Known("group", side, name), name, others)
    for name, side in (*_rows("capitals.tsv", 2), *_rows("capitals_extra.tsv", 2)):
        _add(names, Known("capital", side, name), name)
    for name, side, printed in _rows("metonyms.tsv", 3):
        _add(names, Known("metonym", side, printed), name)
    for name, side, others in _rows("places.tsv", 3):
        known = Known("place", side, name) if side else Known("region", None, name)
        _add(names, known, name, others)
    for name, side in _rows("places_cities.tsv", 2):
        _add(names, Known("place", side, name), name)
    for (outlet,) in _rows("organisations_media.tsv", 1):
        _add(names, Known("media", None, outlet), outlet)
    offices = {
        fold(phrase).lower(): Office(sort, role, side or None)  # type: ignore[arg-type]
        for phrase, sort, role, side in _rows("offices.tsv", 4)
    }
    leaders = tuple(_leaders())
    given = _given_names(leaders)
    full, short = defaultdict(list), defaultdict(list)
    for leader in leaders:
        for name in leader.names:
            if " " in name or leader.by_hand:
                full[fold(name)].append(leader)
            for form in short_forms(name, leader.side):
                if leader.by_hand or not leader.certain or form not in given:
                    short[form].append(leader)
    spelled = tuple(sorted(name for name in full if " " in name))
    return Tables(
        names,
        offices,
        _starts(names),
        _starts(offices),
        _starts(full),
        leaders,
        {k: tuple(v) for k, v in full.items()},
        {k: tuple(dict.fromkeys(v)) for k, v in short.items()},
        spelled,
        tuple(name.lower() for name in spelled),
        usual,
        frozenset(states),
        frozenset(name for (name,) in _rows("leaders_women.tsv", 1)),
        frozenset((leader.side, leader.role) for leader in leaders),
    )


_PIECE = re.compile(r"[\w.+]+")
_PIECES = re.compile(r"[\w.+]+|[^\w\s.+]")


def first_piece(word: str) -> str:
    """Give what stands before the first space, hyphen or apostrophe, without a final full stop."""
    found = _PIECE.match(word)
    return found[0].rstrip(".") if found else ""


def _starts(keys: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        piece = first_piece(key)
        longest[piece] = max(longest.get(piece, 0), len(_PIECES.findall(key)))
    return longest


@cache
def words(name: str) -> frozenset[str]:
    """Give one of the small word lists that the rules go by."""
    rows = _rows("offices_words.tsv", 2)
    return frozenset(word for kind, line in rows if kind == name for word in line.split())


@cache
def bodies() -> Mapping[str, frozenset[str]]:
    """Give the bodies that several states have, and the states meant without an owner beside."""
    return {
        fold(name): frozenset(states.split("|")) if states else frozenset()
        for name, states in _rows("bodies.tsv", 2)
    }


def fold(text: str) -> str:
    """Strip diacritics and typographic quotes and hyphens, for comparing names."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_MARKS)).translate(_LETTERS)
    return "".join(c for c in plain if not unicodedata.combining(c))


FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM", "KHM"})
"""States where the family name stands first: "Xi Jinping" is Xi."""

OFTEN_FAMILY_FIRST = frozenset({"TWN", "HKG", "SGP"})
"""States where it does in names of three parts: "Lee Hsien Loong" is Lee, "Joseph Wu" is Wu."""

GIVEN_ALONE = frozenset({"IDN", "MYS", "ETH", "ERI", "THA", "ISL", "MMR", "VNM", "TLS", "PAK"})
"""States where the given name alone names a person: "Prabowo", "Abiy", "Prayuth"."""


def short_forms(name: str, side: str | None, *, given: bool = False) -> tuple[str, ...]:
    """List the folded forms that a second mention of this full name may take.

    `given` adds the given name where that alone names a person (see `GIVEN_ALONE`): within one
    report "Hassan" may be Hassan Wirajuda, out of the blue it is nobody.
    """
    parts = [w for w in fold(name).replace(",", " ").split() if w not in ("Jr.", "Jr", "III", "II")]
    if len(parts) < 2:
        return tuple(parts)
    forms = [parts[-1]]
    if parts[-1].lower().startswith(("al-", "el-")):
        forms.append(parts[-1][3:])
    at = len(parts) - 1
    while at > 1 and parts[at - 1].lower() in words("particles"):
        at -= 1
        forms.append(" ".join(parts[at:]))
    if len(parts) > 2:
        forms.append(" ".join(parts[-2:]))
    pieces = len(name.replace("-", " ").split())
    family_first = side in FAMILY_FIRST or (side in OFTEN_FAMILY_FIRST and pieces == 3)
    if family_first or (given and side in GIVEN_ALONE):
        forms.append(parts[0])
    return tuple(dict.fromkeys(forms))


def _given_names(leaders: Iterable[Leader]) -> frozenset[str]:
    """Give the first names that many share, which alone are nobody's last: "Mohamed"."""
    spelt = {(fold(r.name).split()[0], r.name) for r in leaders if r.side not in FAMILY_FIRST}
    counted = Counter(first for first, _ in spelt)
    return frozenset(first for first, count in counted.items() if count >= _MANY)


def _add(names: dict[str, Known], known: Known, name: str, others: str = "") -> None:
    for one in (name, *others.split("|")):
        if one:
            names.setdefault(fold(one), known)


def _leaders() -> Iterator[Leader]:
    for table in ("leaders.tsv", "leaders_factbook.tsv", "leaders_visits.tsv"):
        for name, side, office, role, start, end, others in _rows(table, 7):
            yield Leader(
                name,
                side,
                office,
                role,
                dt.date.fromisoformat(start),
                dt.date.fromisoformat(end) if end else None,
                (name, *(o for o in others.split("|") if o)),
                table != "leaders_visits.tsv",
                table == "leaders.tsv",
            )


def _rows(table: str, width: int) -> Iterator[list[str]]:
    """Yield the rows of a table, padded to `width` columns."""
    path = resources.files("onrecord.reading") / "lexicon" / table
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield [*cells, *[""] * (width - len(cells))][:width]

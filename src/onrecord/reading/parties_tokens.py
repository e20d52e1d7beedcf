"""A parsed report as flat lists, and the names of the tables that stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading.parties_tables import Known, Tables, fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST = 7
_SPACES = re.compile(r"\s+")
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "any", "some", "both"}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the tables at tokens `start` to `end` (half-open)."""

    start: int
    end: int
    known: Known


class Page:
    """A parsed report with its tokens' words listed once.

    `words` are folded texts, `lowers` the same in lower case; `pos`, `ents` the tagger's and the
    entity recogniser's labels.
    """

    __slots__ = ("doc", "ents", "lowers", "pos", "text", "tokens", "words")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text
        self.tokens: list[Token] = list(doc)
        self.words = [fold(t.text) for t in self.tokens]
        self.lowers = [w.lower() for w in self.words]
        self.pos = [t.pos_ for t in self.tokens]
        self.ents = [t.ent_type_ for t in self.tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def start(self, i: int) -> int:
        """Where token `i` begins in the text."""
        return int(self.tokens[i].idx)

    def end(self, i: int) -> int:
        """Where token `i` ends in the text."""
        return int(self.tokens[i].idx) + len(self.tokens[i].text)

    def slice(self, start: int, end: int) -> str:
        """The text of tokens `start` to `end`, as written."""
        return self.text[self.start(start) : self.end(end - 1)]

    def key(self, start: int, end: int) -> str:
        """The text of tokens `start` to `end`, folded, with single spaces."""
        if end - start == 1:
            return self.words[start]
        return _SPACES.sub(" ", fold(self.slice(start, end)))

    def capital(self, i: int) -> bool:
        """Whether token `i` is a word with a capital first letter."""
        word = self.words[i]
        return word[:1].isupper() and word[0].isalpha()

    def breaks(self, i: int) -> bool:
        """Whether token `i` is white space that ends a line."""
        return "\n" in self.tokens[i].text


def known_names(page: Page, tables: Tables) -> list[Hit]:
    """Find the names of the tables, longest first, without overlaps, in text order."""
    hits: list[Hit] = []
    names = tables.names
    i, n = 0, len(page)
    while i < n:
        if (
            not page.capital(i)
            and page.lowers[i] not in ("al", "papal")
            and not page.words[i][:1].isdigit()
        ):
            i += 1
            continue
        for j in range(min(n, i + _LONGEST), i, -1):
            known = _look_up(names_key(page, i, j), names)
            if known is not None and not _part_of_another(page, i, j):
                hits.append(Hit(i, j, known))
                i = j
                break
        else:
            i += 1
    return hits


_SHARED = frozenset(
    {"Security Council", "General Assembly", "Ministry of Defence", "Foreign Office"}
)


def _part_of_another(page: Page, start: int, end: int) -> bool:
    """Whether the name is the tail of a longer one: "National Security Council" is not the UN's."""
    return start > 0 and page.capital(start - 1) and page.key(start, end) in _SHARED


def names_key(page: Page, start: int, end: int) -> str | None:
    """The folded text of the tokens, or None when a line ends inside them."""
    last = page.words[end - 1]
    if not last or last.isspace():
        return None
    key = page.key(start, end)
    if end - start > 1 and any(page.breaks(k) for k in range(start, end)):
        return None
    return key


def _look_up(key: str | None, names: Mapping[str, Known]) -> Known | None:
    """Look a name up; a headline's capitals ("ZAIRE") are tried as a name's ("Zaire")."""
    if key is None:
        return None
    known = names.get(key)
    if known is None and len(key) > 4 and key.isupper():
        known = names.get(key.title())
    return known

"""A parsed report as flat lists, and the names of the tables that stand in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.reading.parties_outlets import without_outlets
from onrecord.reading.parties_owned import owned_by, with_owners
from onrecord.reading.parties_tables import Known, Tables, bodies, first_piece, fold
from onrecord.reading.sentences import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SPACES = re.compile(r"\s+")
_WRAPPED = 55
"""A line at least so long was broken by its width, and the sentence goes on below it."""

POSSESSIVES = frozenset({"'s", "'", "'S"})
HYPHENS = frozenset({"-", "–"})
_ESCAPED = re.compile(r"(?<=\w)(?:\\u2019|&rsquo;|&apos;|&#0?39;|&#8217;)s?$")
"""A possessive that came through escaped, as raw feeds have it: "Biden\\u2019s"."""

_COMPOUND = re.compile(r"(U\.S\.|U\.K\.|U\.N\.|E\.U\.)([-–/])(\w[\w.]*)")
_CONTINENTAL = frozenset(
    {"north", "south", "latin", "central", "pan", "inter", "ibero", "african", "native"}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the tables at tokens `start` to `end` (half-open).

    `cut` gives code points where the name is only a part of its token: both of "U.S.-ASEAN".
    """

    start: int
    end: int
    known: Known
    cut: tuple[int, int] | None = None


class Page:
    """A parsed report with its tokens' words listed once.

    `words` are folded texts, `lowers` the same in lower case; `pos` and `ents` the labels of
    tagger and entity recogniser; `starts` and `ends` the tokens' places in the text;
    `sentences` the number of each token's sentence; `breaks`
    the white-space tokens that end a line for good.
    """

    __slots__ = (
        "breaks",
        "doc",
        "ends",
        "ents",
        "lowers",
        "pos",
        "sentences",
        "starts",
        "text",
        "tokens",
        "words",
    )

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = text_of(doc)
        self.tokens: list[Token] = list(doc)
        texts = [_ESCAPED.sub("", t.text) for t in self.tokens]
        self.starts: list[int] = [t.idx for t in self.tokens]
        self.ends = [start + len(text) for start, text in zip(self.starts, texts, strict=True)]
        self.words = [fold(text) for text in texts]
        self.lowers = [word.lower() for word in self.words]
        self.pos: list[str] = [_part_of_speech(t) for t in self.tokens]
        self.ents: list[str] = [t.ent_type_ for t in self.tokens]
        self.sentences: list[int] = list(
            accumulate(int(bool(t.is_sent_start)) for t in self.tokens)
        )
        self.breaks = {i for i, text in enumerate(texts) if "\n" in text and self._final(i, text)}

    def _final(self, i: int, white: str) -> bool:
        """Whether a line end is more than the wrapping of a long line."""
        if white.count("\n") > 1:
            return True
        start = self.starts[i]
        return start - (self.text.rfind("\n", 0, start) + 1) < _WRAPPED

    def __len__(self) -> int:
        return len(self.tokens)

    def slice(self, start: int, end: int) -> str:
        """Give the text of tokens `start` to `end`, as written."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def name(self, start: int, end: int) -> str:
        """Give the text of tokens `start` to `end` on one line, for printing as a name."""
        return _SPACES.sub(" ", self.slice(start, end))

    def key(self, start: int, end: int) -> str:
        """Give the text of tokens `start` to `end`, folded, with single spaces."""
        if end - start == 1:
            return self.words[start]
        return _SPACES.sub(" ", fold(self.slice(start, end)))

    def capital(self, i: int) -> bool:
        """Whether token `i` is a word with a capital first letter."""
        return self.words[i][:1].isupper()

    def after_possessive(self, i: int) -> bool:
        """Whether a possessive mark stands right before token `i`."""
        return i > 0 and self.words[i - 1] in POSSESSIVES

    def white(self, i: int) -> bool:
        """Whether token `i` is white space."""
        return self.pos[i] == "SPACE" or self.words[i].isspace()

    def next_word(self, i: int) -> int:
        """Give the token at or after `i` that is no soft line end; `len(page)` past the end."""
        while i < len(self.tokens) and self.white(i) and i not in self.breaks:
            i += 1
        return i

    def longest(self, start: int, width: int, keys: Mapping[str, object], *, lower: bool) -> int:
        """Find where the longest key that begins at token `start` ends; 0 for none.

        `width` is the most tokens to try. A key never runs over a line's end, but for a soft one.
        """
        stop = start
        while stop < min(len(self.tokens), start + width + 1) and stop not in self.breaks:
            stop += 1
        for end in range(stop, start, -1):
            if self.white(end - 1):
                continue
            key = self.key(start, end)
            if (key.lower() if lower else key) in keys:
                return end
        return 0


def _part_of_speech(token: Token) -> str:
    """Give the tagger's, but for "the acting foreign minister", which is one who is not acting."""
    before_noun = token.lower_ == "acting" and token.dep_ in ("amod", "compound")
    return "ADJ" if before_noun else token.pos_


def known_names(page: Page, tables: Tables) -> list[Hit]:
    """Find the names of the tables, longest first, without overlaps, in text order.

    Words in capitals throughout ("ZAIRE") are also tried as names ("Zaire"); "IN", "AN" and
    other short ones are not.
    """
    hits: list[Hit] = []
    i, n = 0, len(page)
    while i < n:
        word = page.words[i]
        piece = first_piece(word)
        end, known = 0, None
        width = tables.name_starts.get(piece, 0)
        if width:
            end = page.longest(i, width, tables.names, lower=False)
            known = tables.names[page.key(i, end)] if end else None
        if known is None and len(word) > 3 and word.isupper():
            end, known = _in_capitals(page, i, tables)
        if known is None or _part_of_another(page, i, end, known, hits):
            hits += _compound(page, i, tables)
            i += 1
            continue
        hits.append(Hit(i, end, known))
        i = end
    return without_outlets(page, with_owners(page, hits, tables))


def _in_capitals(page: Page, start: int, tables: Tables) -> tuple[int, Known | None]:
    width = tables.name_starts.get(first_piece(page.words[start].title()), 0)
    for end in range(min(len(page), start + width), start, -1):
        key = page.key(start, end)
        if key.isupper():
            known = tables.names.get(key.title())
            if known is not None:
                return end, known
    return 0, None


def _part_of_another(page: Page, start: int, end: int, known: Known, before: Sequence[Hit]) -> bool:
    """Whether the name is a piece of a longer one: "National Security Council" is not the UN's.

    "The National" is an outlet, but not in "The National Unity Government"; South American
    states are not American.
    """
    if known.kind == "media" and page.words[start] == "The":
        return end < len(page) and page.capital(end)
    if start == 0:
        return False
    name = page.key(start, end)
    if known.kind == "demonym" and known.side == "USA" and name.startswith("American"):
        k = start - 2 if page.words[start - 1] in HYPHENS and start > 1 else start - 1
        return page.lowers[k] in _CONTINENTAL
    if name not in bodies() or owned_by(page, start, before):
        return False
    return page.capital(start - 1) and page.pos[start - 1] in ("PROPN", "NOUN", "ADJ")


def _compound(page: Page, i: int, tables: Tables) -> list[Hit]:
    """Take "U.S.-ASEAN", which the tokenizer leaves whole, for two names."""
    found = _COMPOUND.fullmatch(page.words[i])
    if not found or len(page.words[i]) != page.ends[i] - page.starts[i]:
        return []
    hits = []
    for group in (1, 3):
        known = tables.names.get(found[group])
        if known is not None:
            start = page.starts[i]
            hits.append(
                Hit(i, i + 1, known, (start + found.start(group), start + found.end(group)))
            )
    return hits

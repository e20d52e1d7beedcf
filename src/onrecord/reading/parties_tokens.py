"""A parsed report as flat lists, and where in it a name of the tables stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.reading.parties_tables import Known, fold
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

"""A report's text as the attribution tagger takes it: windows of wordpieces with surface features.

The tagger's encoder has an uncased vocabulary and drops line ends; what it loses thereby (case,
being inside quote marks, opening a paragraph) decides where sources and contents end, so it is
given back as one small class for each wordpiece, in the place of BERT's segment ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["SURFACE_CLASSES", "Window", "surface_classes", "windows"]

Ints = npt.NDArray[np.int64]

SURFACE_CLASSES = 16
"""How many classes `surface_classes` tells apart: four of case, inside quotes, opens a line."""

_QUOTED = 4
_OPENS_PARAGRAPH = 8
_CLS, _SEP = "[CLS]", "[SEP]"


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A stretch of whole paragraphs (or a piece of an overlong one) for one pass of the encoder.

    `ids` and `classes` have one element a wordpiece, special pieces included; `first` holds, for
    each word, the index of its first wordpiece in `ids`; `starts` and `ends` are the words'
    code-point offsets into the text; `opens` marks words that open a paragraph.
    """

    ids: Ints
    classes: Ints
    first: Ints
    starts: Ints
    ends: Ints
    opens: npt.NDArray[np.bool_]

    @property
    def words(self) -> int:
        """How many words the window holds."""
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class _Word:
    """One word (BERT's pre-token: punctuation stands alone) and its wordpieces."""

    start: int
    end: int
    pieces: tuple[int, ...]
    surface: int


def windows(text: str, tokenizer: Tokenizer, limit: int) -> list[Window]:
    """Cut a text into windows of at most `limit` wordpieces, paragraphs kept whole where they fit.

    A paragraph longer than a window is cut after its last sentence end that fits, or, having
    none, at the limit. An empty text has no windows.
    """
    words = _words(text, tokenizer)
    paragraphs: list[list[_Word]] = []
    for word in words:
        if word.surface & _OPENS_PARAGRAPH or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(word)
    pieces = [p for paragraph in paragraphs for p in _fitting(paragraph, limit - 2, text)]
    packed: list[list[list[_Word]]] = []
    room = 0
    for piece in pieces:
        size = _size(piece) + 1
        if not packed or size > room:
            packed.append([])
            room = limit - 1
        packed[-1].append(piece)
        room -= size
    cls, sep = tokenizer.token_to_id(_CLS), tokenizer.token_to_id(_SEP)
    assert cls is not None, "a BERT vocabulary has its special pieces"
    assert sep is not None, "a BERT vocabulary has its special pieces"
    return [_window(group, cls, sep) for group in packed]


def surface_classes(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Give each word (a span of the text, in order) its surface class, 0 to SURFACE_CLASSES - 1.

    The class adds the word's case (0 none or lower, 1 capitalised, 2 all capitals, 3 mixed),
    4 inside quote marks, 8 opening a paragraph. A quotation ends with its paragraph: wire copy
    leaves a quotation open at a paragraph's end and opens it again at the next one's start.
    """
    found: list[int] = []
    before = 0
    quoted: str | None = None
    for start, end in spans:
        opens = before == 0 or _breaks_paragraph(text, before, start)
        if opens:
            quoted = None
        quoted, inside = _quotation(text, start, end, quoted)
        found.append(
            _case(text[start:end]) + _QUOTED * inside + _OPENS_PARAGRAPH * opens,
        )
        before = end
    return found


def _words(text: str, tokenizer: Tokenizer) -> list[_Word]:
    encoding = tokenizer.encode(text, add_special_tokens=False)
    spans: list[tuple[int, int]] = []
    pieces: list[list[int]] = []
    previous = None
    for number, piece, (start, end) in zip(
        encoding.word_ids, encoding.ids, encoding.offsets, strict=True
    ):
        if number != previous:
            spans.append((start, end))
            pieces.append([])
            previous = number
        spans[-1] = (spans[-1][0], end)
        pieces[-1].append(piece)
    surfaces = surface_classes(text, spans)
    return [
        _Word(start, end, tuple(ids), surface)
        for (start, end), ids, surface in zip(spans, pieces, surfaces, strict=True)
    ]


def _case(word: str) -> int:
    if word.islower() or not any(map(str.isalpha, word)):
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def _breaks_paragraph(text: str, start: int, end: int) -> bool:
    """Whether the white space between two words ends a paragraph.

    A single line end before a lower-case word is a hard wrap within a sentence, not a break.
    """
    lines = text.count("\n", start, end)
    return lines > 1 or (lines == 1 and not text[end : end + 1].islower())


def _quotation(text: str, start: int, end: int, quoted: str | None) -> tuple[str | None, bool]:
    """Step over one word: the mark that would close the quotation after it, and if it is inside.

    Quote marks count as inside. An apostrophe opens only after white space and before a letter,
    and closes only before something that is neither ('the leaders' plan' stays a mistake that
    lasts no longer than its paragraph).
    """
    mark = text[start:end]
    if quoted is not None:
        if mark != quoted:
            return quoted, True
        if mark in "'’" and text[end : end + 1].isalnum():
            return quoted, True
        return None, True
    if mark == "“":
        return "”", True
    if mark == '"':
        return '"', True
    opens = (start == 0 or text[start - 1].isspace()) and text[end : end + 1].isalnum()
    if mark == "‘" and opens:
        return "’", True
    if mark == "'" and opens:
        return "'", True
    return None, False


def _size(words: list[_Word]) -> int:
    return sum(len(word.pieces) for word in words)


def _fitting(paragraph: list[_Word], limit: int, text: str) -> list[list[_Word]]:
    """Cut a paragraph into parts of at most `limit` wordpieces, after sentence ends if it can."""
    parts: list[list[_Word]] = []
    rest = paragraph
    while _size(rest) > limit:
        taken = 0
        size = 0
        stop = 0
        for at, word in enumerate(rest):
            size += len(word.pieces)
            if size > limit:
                break
            taken = at + 1
            following = rest[at + 1].start if at + 1 < len(rest) else word.end
            if text[word.start : word.end] in _ENDS and following > word.end:
                stop = at + 1
        cut = stop or max(taken, 1)
        parts.append(rest[:cut])
        rest = rest[cut:]
    parts.append(rest)
    return parts


_ENDS = frozenset((".", "!", "?", '"', "”"))


def _window(paragraphs: list[list[_Word]], cls: int, sep: int) -> Window:
    ids, classes = [cls], [0]
    first: list[int] = []
    words: list[_Word] = []
    for paragraph in paragraphs:
        for word in paragraph:
            first.append(len(ids))
            ids.extend(word.pieces)
            classes.extend([word.surface] * len(word.pieces))
            words.append(word)
        ids.append(sep)
        classes.append(0)
    return Window(
        ids=np.array(ids, dtype=np.int64),
        classes=np.array(classes, dtype=np.int64),
        first=np.array(first, dtype=np.int64),
        starts=np.array([word.start for word in words], dtype=np.int64),
        ends=np.array([word.end for word in words], dtype=np.int64),
        opens=np.array([bool(word.surface & _OPENS_PARAGRAPH) for word in words], dtype=np.bool_),
    )

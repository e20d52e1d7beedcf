"""The parse that every later stage works on: spaCy's, with sentences that respect lines.

News text is full of lines that end without a full stop (headlines, captions, datelines). Left
alone, a parser runs a headline into the first sentence; so a new line always starts a sentence.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LINES = "onrecord_lines"
_STARTS = "onrecord_starts"
_TEXT = "onrecord_text"
_SHORTEST_WRAP, _LONGEST_WRAP = 45, 95
_ENDS = frozenset('.!?:"”’)…')


@Language.component(_LINES)
def _break_at_lines(doc: Doc) -> Doc:
    """Start a sentence after every line end, before the parser runs."""
    for token in doc[:-1]:
        if "\n" in token.text and not _only_wraps(doc, token):
            doc[token.i + 1].is_sent_start = True
    starts = doc.user_data.get(_STARTS, frozenset())
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


def _only_wraps(doc: Doc, line_end: Token) -> bool:
    """Whether a line end only wraps running text, as old wire copy does at 45 to 95 characters.

    A headline above a paragraph is followed by a blank line, or ends a line that is not full.
    """
    if line_end.text.strip(" \t\r") != "\n" or line_end.i == 0:
        return False
    text, end = text_of(doc), line_end.idx
    start = text.rfind("\n", 0, end) + 1
    after = doc[line_end.i + 1].text
    full = _SHORTEST_WRAP <= end - start <= _LONGEST_WRAP
    open_end = text[end - 1] not in _ENDS
    return (
        full
        and open_end
        and (after[:1].islower() or text[end - 1] in ",;-" or text[start:end].split()[-1].islower())
    )


def prepare(nlp: Language) -> Language:
    """Fit a spaCy English pipeline for reading reports: sentences break at line ends.

    The pipeline must have a parser, a tagger and an entity recogniser. Returns the same object;
    preparing it twice changes nothing.
    """
    if _LINES not in nlp.pipe_names:
        nlp.add_pipe(_LINES, before="parser")
    return nlp


def parse(nlp: Language, text: str, starts: Collection[int] = ()) -> Doc:
    """Parse a report's text; token offsets (`token.idx`) are code points into it.

    `starts` are offsets at which a sentence must begin whatever the parser thinks: behind a
    dateline, say, which is no part of the sentence it stands in front of.
    """
    doc = nlp.make_doc(text)
    doc.user_data[_STARTS] = frozenset(starts)
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return doc


def text_of(doc: Doc) -> str:
    """Give the text of a parse, put together once.

    spaCy's `Doc.text` joins all tokens at every call: asked for it anew by every rule, a quarter
    of all reading went there.
    """
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text

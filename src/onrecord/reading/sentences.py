"""The parse that every later stage works on: spaCy's, with sentences that respect lines.

News text is full of lines that end without a full stop (headlines, captions, datelines). Left
alone, a parser runs a headline into the first sentence; so a new line always starts a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LINES = "onrecord_lines"


@Language.component(_LINES)
def _break_at_lines(doc: Doc) -> Doc:
    """Start a sentence after every line end, before the parser runs."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


def prepare(nlp: Language) -> Language:
    """Fit a spaCy English pipeline for reading reports: sentences break at line ends.

    The pipeline must have a parser, a tagger and an entity recogniser. Returns the same object;
    preparing it twice changes nothing.
    """
    if _LINES not in nlp.pipe_names:
        nlp.add_pipe(_LINES, before="parser")
    return nlp


def parse(nlp: Language, text: str) -> Doc:
    """Parse a report's text; token offsets (`token.idx`) are code points into it."""
    return nlp(text)

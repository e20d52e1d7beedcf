"""The text of a parse is put together once."""

from __future__ import annotations

from spacy.language import Language

from onrecord.reading.sentences import parse, text_of


def test_the_text_is_the_reports_own_and_put_together_once(nlp: Language) -> None:
    text = "Talks are off\n\nThe  visit to Łódź was  put off.\n"
    doc = parse(nlp, text)
    assert text_of(doc) == text
    assert text_of(doc) is text_of(doc)

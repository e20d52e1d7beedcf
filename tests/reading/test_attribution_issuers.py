"""Who stands behind a document, and whose office it is that speaks."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from onrecord.reading.attribution import find_attributions
from onrecord.reading.attribution_issuers import issuer_of
from onrecord.reading.parties import find_actors
from onrecord.reading.sentences import parse
from onrecord.terms import Span


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("The Polish ministry released a statement saying the visit was off.", "The Polish ministry"),
        ("The premier's office has put out a statement saying the visit is off.", "The premier's office"),
        ("The Polish ministry read a statement saying the visit was off.", None),
        ("The Polish ministry released a statement by the envoy saying it was off.", None),
        ("It released a statement saying the visit was off.", None),
    ],
)  # fmt: skip
def test_a_document_is_the_word_of_who_issues_it(
    nlp: Language, text: str, issuer: str | None
) -> None:
    start = text.index("a statement")
    found = issuer_of(parse(nlp, text), Span(start, start + len("a statement")))
    assert (text[found.start : found.end] if found else None) == issuer


def test_an_office_is_of_the_side_of_whose_it_is(nlp: Language) -> None:
    text = "The Polish premier's office said that the visit to Kenya was off."
    doc = parse(nlp, text)
    (one,) = find_attributions(doc, find_actors(doc, dt.date(2024, 5, 14)), [])
    assert (one.source.text, one.source.side) == ("The Polish premier's office", "POL")

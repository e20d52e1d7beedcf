"""Whose aides are there is not there himself."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from onrecord.reading.parties import find_actors
from onrecord.reading.sentences import parse

DAY = dt.date(2023, 3, 1)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Advisers to Charles Michel, Emmanuel Macron and Olaf Scholz met.", set()),
        ("Macron's aide met Olaf Scholz in Berlin.", {"Olaf Scholz"}),
        ("Top Macron officials met Olaf Scholz in Berlin.", {"Olaf Scholz"}),
        ("Joe Biden's adviser Jake Sullivan met Olaf Scholz.", {"Jake Sullivan", "Olaf Scholz"}),
        ("An aide to Macron and President Ana Silva of Chile met.", {"Ana Silva"}),
        ("Macron's foreign minister and Olaf Scholz met.", {"Macron", "Olaf Scholz"}),
        ("The Chilean envoy to President Ana Silva of Peru met her.", {"Ana Silva"}),
        ("A spokesman for President Ana Silva of Chile spoke.", {"Ana Silva"}),
        ("Macron, aide Jan Nowak and Olaf Scholz met.", {"Macron", "Jan Nowak", "Olaf Scholz"}),
    ],
)
def test_only_the_aide_is_there(nlp: Language, text: str, people: set[str]) -> None:
    mentions = find_actors(parse(nlp, text), DAY).mentions
    found = {m.name for m in mentions if m.kind == "person" and not m.pronoun and m.name}
    assert {name for name in found if "Colonna" not in (name or "")} == people


def test_his_state_takes_part(nlp: Language) -> None:
    mentions = find_actors(parse(nlp, "An aide to Macron met Olaf Scholz."), DAY).mentions
    assert {m.side for m in mentions if m.side} == {"FRA", "DEU"}

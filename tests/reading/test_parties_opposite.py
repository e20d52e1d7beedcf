"""A bare office is not of the side that stands opposite."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from onrecord.reading.parties import find_actors
from onrecord.reading.sentences import parse

DAY = dt.date(2024, 3, 27)


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            (
                "Foreign Minister Silva met with Malawi High Commissioner Peter Banda in Colombo."
                " Malawi and Sri Lanka are friends. Malawi will help, Malawi said."
            ),
            "Silva",
            "LKA",
        ),
        (
            (
                "Foreign Secretary Anil Mehra and the Foreign Secretary of Pakistan Tariq Baloch met in"
                " New Delhi. Pakistan and India agreed. Pakistan is pleased."
            ),
            "Anil Mehra",
            "IND",
        ),
        (
            (
                "Foreign Minister Jan Nowak said the president of Malawi will visit Poland. Malawi is a"
                " friend. Malawi is big."
            ),
            "Jan Nowak",
            "POL",
        ),
        (
            (
                "Foreign Minister Ana Silva met her Malawian counterpart in Colombo. Malawi was"
                " pleased."
            ),
            "Ana Silva",
            "LKA",
        ),
        (
            (
                "Foreign Minister Jan Nowak replaced Ana Silva, the foreign minister of Poland since"
                " May. Poland said little, Poland being Poland."
            ),
            "Jan Nowak",
            "POL",
        ),
        (
            (
                "Foreign Minister Jan Nowak announced that Malawian President Peter Banda Tembo will"
                " on Thursday be in Poland for a working visit. Malawi leads a bloc. Malawi is big."
            ),
            "Jan Nowak",
            "POL",
        ),
        (
            "President Jan Nowak of Poland saw former President Ana Silva in Rome. Poland agreed.",
            "Ana Silva",
            "POL",
        ),
        (
            (
                "Polish minister Jan Nowak was in Colombo to see his Sri Lankan counterpart, Prime"
                " Minister Ana Silva and others. Poland agreed."
            ),
            "Ana Silva",
            "LKA",
        ),
        ("Foreign Minister Jan Nowak met reporters. Poland agreed.", "Jan Nowak", "POL"),
    ],
)
def test_who_stands_opposite_is_of_another_side(
    nlp: Language, text: str, name: str, side: str
) -> None:
    actors = find_actors(parse(nlp, text), DAY)
    assert next(m for m in actors.mentions if m.text.endswith(name)).side == side

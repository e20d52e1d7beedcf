"""Names of states that are left out because only a point of the compass tells them apart."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.reading.parties_halves import with_halves
from onrecord.reading.parties_known import known_names
from onrecord.reading.parties_tables import tables
from onrecord.reading.parties_tokens import Page
from onrecord.reading.sentences import parse


def found(nlp: Language, text: str) -> list[tuple[str, str | None]]:
    page = Page(parse(nlp, text))
    hits = with_halves(page, known_names(page, tables()), tables())
    return [(page.slice(hit.start, hit.end), hit.known.side) for hit in hits]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Talks between North and South Korea will be held in May.",
            [("North", "PRK"), ("South Korea", "KOR")],
        ),
        ("North, South Korea to meet", [("North", "PRK"), ("South Korea", "KOR")]),
        ("NORTH, SOUTH KOREA TO MEET", [("NORTH", "PRK"), ("SOUTH KOREA", "KOR")]),
        ("South and North Korean officials met.", [("South", "KOR"), ("North Korean", "PRK")]),
        ("East and West German ministers met.", [("East", "DDR"), ("West German", "DEU")]),
        ("The two Koreas met.", [("Koreas", "PRK"), ("Koreas", "KOR")]),
        ("An inter-Korean summit is planned.", [("Korean", "PRK"), ("Korean", "KOR")]),
        (
            "South Korea offered talks. The North has not answered, the South's minister said.",
            [("South Korea", "KOR"), ("North", "PRK"), ("South", "KOR")],
        ),
        (
            "South Korea wants North-South talks in May.",
            [("South Korea", "KOR"), ("North", "PRK"), ("South", "KOR")],
        ),
    ],
)
def test_what_is_left_out_is_read_along(
    nlp: Language, text: str, names: list[tuple[str, str]]
) -> None:
    assert found(nlp, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rebels of the North met the president.", []),  # no pair is named
        ("The Germans met in Bonn.", [("Germans", "DEU"), ("Bonn", "DEU")]),
        ("South Koreans in the North Atlantic.", [("South Koreans", "KOR")]),
        ("West Germany spoke for the West.", [("West Germany", "DEU")]),
        ("In the south and South Africa.", [("South Africa", "ZAF")]),
        ("South Sudan and the North of the land.", [("South Sudan", "SSD")]),
        ("Chile called for North-South talks on debt.", [("Chile", "CHL")]),
        ("South Korea lies in the North of Asia.", [("South Korea", "KOR")]),
    ],
)
def test_points_of_the_compass_are_no_states(
    nlp: Language, text: str, names: list[tuple[str, str]]
) -> None:
    assert [one for one in found(nlp, text) if one[1] is not None] == names

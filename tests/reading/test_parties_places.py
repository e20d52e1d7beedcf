"""Names as places and as actors."""

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
        ("Talks were held in Tokyo.", "Tokyo", "JPN"),
        ("He cancelled a trip to Beijing.", "Beijing", "CHN"),
        ("He cancelled a visit to Japan.", "Japan", "JPN"),
        ("He cancelled his China trip.", "China", "CHN"),
        ("The Doha talks collapsed.", "Doha", "QAT"),
        ("She will visit Ankara next week.", "Ankara", "TUR"),
        ("The envoy arrived from Washington.", "Washington", "USA"),
        ("BEIJING (Agency) - Talks resumed.", "BEIJING", "CHN"),
        ("The meeting in Geneva and Vienna resumed.", "Vienna", "AUT"),
        ("The summit takes place in Sharm el-Sheikh.", "Sharm el-Sheikh", "EGY"),
        ("Aides flew to Camp David.", "Camp David", "USA"),
        ("They spoke en route Jakarta, Indonesia.", "Indonesia", "IDN"),
    ],
)
def test_places_name_their_host(nlp: Language, text: str, name: str, side: str) -> None:
    actors = find_actors(parse(nlp, text), DAY)
    hosts = [(m.text, m.side) for m in actors.mentions if m.as_place]
    assert (name, side) in hosts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Talks with Japan were put off.", "Japan"),
        ("Tokyo said talks were put off.", "Tokyo"),
        ("He sent a message to Beijing.", "Beijing"),
        ("The offer was made to Japan.", "Japan"),
        ("Turkey and Egypt agreed on a date.", "Egypt"),
    ],
)
def test_actors_are_not_places(nlp: Language, text: str, name: str) -> None:
    mentions = find_actors(parse(nlp, text), DAY).mentions
    assert [m.as_place for m in mentions if m.text == name] == [False]


def test_a_town_is_given_as_place_with_its_state(nlp: Language) -> None:
    places = find_actors(parse(nlp, "They met in Lubumbashi and Davos."), DAY).places
    assert [(p.text, p.side) for p in places] == [("Lubumbashi", "COD"), ("Davos", "CHE")]


def test_a_region_is_nobodys(nlp: Language) -> None:
    actors = find_actors(parse(nlp, "He will tour the Middle East."), DAY)
    assert [(p.text, p.side) for p in actors.places] == [("Middle East", None)]
    assert not actors.mentions


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("TOKYO, South Korea regrets the delay.", True),
        ("Tokyo, Sept 3 - Talks resumed.", True),
        ("Tokyo, Seoul agree on a date.", False),
        ("TOKYO, SEOUL AGREE ON A DATE", False),
        ("Tokyo, May said, was told.", False),
    ],
)
def test_a_capital_that_opens_a_line_is_where_it_was_written(
    nlp: Language, text: str, *, placed: bool
) -> None:
    mentions = find_actors(parse(nlp, text), DAY).mentions
    assert [m.as_place for m in mentions if m.text.title() == "Tokyo"] == [placed]
    assert not any(m.as_place for m in mentions if m.text.title() in ("Seoul", "South Korea"))


@pytest.mark.parametrize(
    ("town", "side"),
    [("Port Vila", "VUT"), ("Tindouf", "DZA"), ("AlUla", "SAU"), ("Naqoura", "LBN")],
)
def test_small_towns_host_talks(nlp: Language, town: str, side: str) -> None:
    places = find_actors(parse(nlp, f"They met in {town} on Monday."), DAY).places
    assert [(p.text, p.side) for p in places] == [(town, side)]


def test_an_opposition_that_met_in_a_capital_is_not_the_states(nlp: Language) -> None:
    actors = find_actors(parse(nlp, "The Riyadh opposition delegation left for Geneva."), DAY)
    assert [m.text for m in actors.mentions if m.side == "SAU" and not m.as_place] == []
    actors = find_actors(parse(nlp, "The Riyadh delegation left for Geneva."), DAY)
    assert [m.text for m in actors.mentions if m.side == "SAU"] == ["Riyadh delegation"]

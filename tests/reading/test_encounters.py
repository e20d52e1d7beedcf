"""Which words name an encounter, and who takes part in it where."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from onrecord.reading.encounters import Encounter, find_encounters
from onrecord.reading.parties import find_actors
from onrecord.reading.rulebook import load_rulebook
from onrecord.reading.sentences import parse
from onrecord.reading.syntax import Marked

DAY = dt.date(2024, 3, 27)


def read(nlp: Language, text: str) -> tuple[Encounter, ...]:
    doc = parse(nlp, text)
    return find_encounters(doc, Marked(doc, find_actors(doc, DAY)), load_rulebook())


def sides(encounter: Encounter) -> set[str]:
    host = {encounter.host.side} if encounter.host is not None else set()
    return {a.side for a in encounter.actors if a.side} | {s for s in host if s}


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "parties"),
    [
        ("President Emmanuel Macron sat down with Chancellor Olaf Scholz.", "sat", "meeting", {"FRA", "DEU"}),
        ("Prime Minister Narendra Modi is expected in Ankara on Monday.", "expected", "visit", {"IND", "TUR"}),
        ("President Emmanuel Macron is due in Cairo on Friday.", "is", "visit", {"FRA", "EGY"}),
        ("Narendra Modi, due in Rome on Monday, changed his plans.", "due", "visit", {"IND", "ITA"}),
        ("President Emmanuel Macron invited Chancellor Olaf Scholz to Paris.", "invited", "visit", {"FRA", "DEU"}),
        ("President Emmanuel Macron spent two hours with Chancellor Olaf Scholz.", "hours", "meeting", {"FRA", "DEU"}),
        ("Prime Minister Narendra Modi will spend three days in Japan.", "days", "visit", {"IND", "JPN"}),
        ("Chancellor Olaf Scholz had President Emmanuel Macron to lunch.", "lunch", "meeting", {"FRA", "DEU"}),
        ("Chancellor Olaf Scholz was received by President Emmanuel Macron.", "received", "meeting", {"FRA", "DEU"}),
        ("President Emmanuel Macron called on King Felipe of Spain in Madrid.", "called", "meeting", {"FRA", "ESP"}),
        ("Norway brought the Colombian and Venezuelan foreign ministers together.", "brought", "meeting", {"COL", "VEN"}),
        ("The Sino-Indian talks resumed.", "talks", "talks", {"CHN", "IND"}),
        ("The U.S.-Israeli meeting was put off.", "meeting", "meeting", {"USA", "ISR"}),
        ("The visit that President Emmanuel Macron paid to Egypt ended.", "visit", "visit", {"FRA", "EGY"}),
        ("Talks in Geneva with Iran were held by the United States.", "Talks", "talks", {"IRN", "USA"}),
        ("Prime Minister Narendra Modi landed in Rome for talks with Italy.", "talks", "talks", {"IND", "ITA"}),
        ("Japan sends Foreign Minister Yoko Kamikawa to Brazil.", "sends", "visit", {"JPN", "BRA"}),
        ("Chancellor Olaf Scholz set foot in China on Sunday.", "set", "visit", {"DEU", "CHN"}),
        ("President Emmanuel Macron and Chancellor Olaf Scholz saw each other on Monday.", "saw", "meeting", {"FRA", "DEU"}),
    ],
)  # fmt: skip
def test_who_takes_part(
    nlp: Language, text: str, trigger: str, kind: str, parties: set[str]
) -> None:
    found = {e.trigger: e for e in read(nlp, text)}
    assert trigger in found
    assert found[trigger].kind == kind
    assert parties <= sides(found[trigger])


@pytest.mark.parametrize(
    "text",
    [
        "France's output did not meet demand.",
        "The plan met with silence from Paris.",
        "Germany sees Iran as a threat.",
        "President Emmanuel Macron called on Israel to stop the raids.",
        "France renewed its call for calm.",
        "The minister held a press conference.",
        "Chancellor Olaf Scholz chaired a cabinet meeting.",
        "President Emmanuel Macron has a house in the country.",
        "France sent troops to the border.",
        "Three days of rain flooded the valley.",
        "The court set a date for the sale.",
        "The table was laid in white.",
        "The Dutch side won the final.",
        "Egypt asked for money.",
        "The bill is due on Monday.",
    ],
)
def test_what_names_no_encounter(nlp: Language, text: str) -> None:
    assert read(nlp, text) == ()


@pytest.mark.parametrize("noun", ["face-to-face", "sit-down", "get-together"])
def test_a_hyphenated_noun_is_one_naming(nlp: Language, noun: str) -> None:
    found = read(nlp, f"President Emmanuel Macron wants a {noun} with Chancellor Olaf Scholz.")
    assert len(found) == 1
    assert sides(found[0]) >= {"DEU"}


def test_a_meeting_place_is_a_venue_and_not_a_host(nlp: Language) -> None:
    found = read(nlp, "India's Narendra Modi and Japan's Fumio Kishida will meet in Oslo.")
    assert [e.trigger for e in found] == ["meet"]
    assert found[0].host is None
    assert found[0].venue is not None
    assert found[0].venue.text == "Oslo"
    assert sides(found[0]) == {"IND", "JPN"}


def test_one_stands_for_the_noun_before_it(nlp: Language) -> None:
    found = read(nlp, "The Italian visit is on. The Chinese one was put off.")
    assert [(e.trigger, e.kind) for e in found] == [("visit", "visit"), ("one", "visit")]
    assert sides(found[1]) == {"CHN"}


def test_an_invitation_says_that_a_visit_is_sought(nlp: Language) -> None:
    found = read(nlp, "The invitation to Cairo came on Monday.")
    assert [(e.kind, e.says) for e in found] == [("visit", "sought")]


def test_the_call_is_a_telephone_call_only_in_a_report_that_telephones(nlp: Language) -> None:
    over_wire = read(nlp, "Macron and Scholz spoke by phone. The call lasted an hour.")
    assert "call" in [e.trigger for e in over_wire]
    assert "call" not in [e.trigger for e in read(nlp, "Macron spoke. The call was heard.")]


def test_offsets_are_those_of_the_text(nlp: Language) -> None:
    text = "Paris, May 2.\n\nPresident Emmanuel Macron flew to Egypt for talks with its president."
    found = read(nlp, text)
    assert found
    assert all(text[e.start : e.end] == e.text and e.trigger in e.text for e in found)

"""A state's talks with its own are no engagement; an other side that is left open is one."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.engagement_home import (
    is_among_its_own,
    is_private,
    is_the_writers,
    stays_at_home,
    tours_a_province,
)
from onrecord.reading.grouping import Group
from onrecord.reading.seen import Seen


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Talks between Kenya's government and the opposition will resume on Monday.", True),
        ("Bipartisan talks in Kenya will resume on Monday.", True),
        ("Kenya's president met lawmakers on Monday.", True),
        ("Kenya's president will hold talks with the main parties on Monday.", True),
        # Two who hold an office at home meet one another.
        ("Kenya's President Peter Otieno and Deputy President Ann Wanjiru met on Monday.", True),
        ("Kenya's President Peter Otieno and Deputy Ann Wanjiru met Sudan's leader.", False),
        ("The two presidents met in Kenya on Monday.", False),
        # The other side is left open, or foreign.
        ("Kenya's president will hold talks in the region on Monday.", False),
        ("Kenya's president met opposition lawmakers from abroad on Monday.", False),
        ("Kenya's president met Ugandan lawmakers on Monday.", False),
        ("Talks between the parties will resume in Kenya on Monday.", False),
        # What the opposition says of it is another matter.
        ("Kenya's minister will hold talks on Monday. Opposition lawmakers welcomed it.", False),
    ],
)
def test_who_is_met_tells_whether_it_is_at_home(nlp: Language, text: str, *, home: bool) -> None:
    seen, group = _one(nlp, text)
    assert is_among_its_own(seen, group, "KEN") is home


@pytest.mark.parametrize(
    ("text", "at_home"),
    [
        ("Kenya's President Peter Otieno will visit Mombasa on Friday.", True),
        ("Kenya's President Peter Otieno will visit Kampala on Friday.", False),
        # Whom he meets there is left open.
        ("Kenya's President Peter Otieno flies to Mombasa on Friday for the summit.", False),
        ("A visit to Mombasa is planned for Friday.", False),
    ],
)
def test_a_journey_within_ones_own_state(nlp: Language, text: str, *, at_home: bool) -> None:
    seen, group = _one(nlp, text)
    assert stays_at_home(seen, group, "KEN") is at_home


@pytest.mark.parametrize(
    ("text", "toured"),
    [
        ("Kenya's President Peter Otieno arrived in the Lower Kunda district on Friday.", True),
        ("Kenya's President Peter Otieno arrived in Ramba in Osiri province.", True),
        # The other side is named, or a word of diplomacy is.
        ("Kenya's President Peter Otieno visited Uganda's Kunda district on Friday.", False),
        ("Kenya's President Peter Otieno visited Kunda district with a foreign delegation.", False),
        ("Kenya's President Peter Otieno visited Osiri on Friday.", False),
    ],
)
def test_a_tour_of_a_province(nlp: Language, text: str, *, toured: bool) -> None:
    seen, group = _one(nlp, text)
    assert tours_a_province(seen, group, "KEN") is toured


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("Kenya's president flew to Crete on Friday for a family holiday.", True),
        ("Kenya's premier and her husband travelled to Greece for their summer holiday.", True),
        ("Kenya's president left for Greece on vacation.", True),
        ("Kenya's president will fly to Cairo for the Eid holiday.", False),
        ("Kenya's president cut short a family holiday on Crete to fly to Cairo.", False),
        ("Kenya's premier arrived in Athens with her children on an official visit.", False),
        ("Kenya's president flew to Crete on holiday and will meet Greece's premier.", False),
    ],
)
def test_a_holiday_is_private(nlp: Language, text: str, *, private: bool) -> None:
    seen, group = _one(nlp, text)
    assert is_private(seen, group) is private


def test_what_the_writer_owns_is_his_unless_it_is_quoted(nlp: Language) -> None:
    seen, group = _one(nlp, "I saw Kenya's envoy before our meeting in Nairobi.")
    group.sightings = [s for s in group.sightings if s.encounter.trigger == "meeting"]
    assert is_the_writers(seen, group, alone=True)
    assert not is_the_writers(seen, group, alone=False)
    quoted = _one(nlp, 'Kenya said: "We hail our talks with Sudan."')
    assert not is_the_writers(*quoted, alone=True)


def _one(nlp: Language, text: str) -> tuple[Seen, Group]:
    """Take all namings of a text for one engagement."""
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    assert group.sightings
    return seen, group

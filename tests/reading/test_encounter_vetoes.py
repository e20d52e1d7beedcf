"""What names an encounter by its word and tells of none between parties."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.reading.encounter_vetoes import is_no_encounter
from onrecord.reading.sentences import parse


@pytest.mark.parametrize(
    ("text", "word", "vetoed"),
    [
        # Talks that are a step of another encounter.
        ("He did not deny that talks on the trip are taking place.", "talks", True),
        ("Consultations about a visit by the emir are under way.", "Consultations", True),
        ("There were contacts for a meeting.", "contacts", True),
        ("Oslo and Lima are in talks to hold a summit.", "talks", True),
        ("Talks to reschedule the visit go on.", "Talks", True),
        ("The ministers held talks on the visit.", "talks", False),
        ("Talks between Oslo and Lima on the summit began.", "Talks", False),
        ("Talks on fishing rights are taking place.", "Talks", False),
        ("Talks to end the war resumed in Doha.", "Talks", False),
        # Who travels stands for nobody.
        ("Some 40,000 visitors from Peru came to Spain last year.", "came", True),
        ("More than 300 migrants from Tunisia arrived in Malta on Monday.", "arrived", True),
        ("Two Indian warships arrived in Maputo for a stop.", "arrived", True),
        ("Two Indian warships arrived in Maputo for a stop.", "stop", True),
        ("A tourism delegation from Wales will visit Osaka.", "visit", True),
        ("A tourism delegation from Wales will visit Osaka.", "delegation", True),
        ("It was the first visit by a Danish CEO to Brazil.", "visit", True),
        ("A honeymoon couple from Oman have put off a trip to Kenya.", "trip", True),
        ("A delegation of the Irish supermarket chain Tully put off its trip.", "trip", True),
        ("A delegation of the Irish parliament put off its trip.", "trip", False),
        ("Visitors from the Kremlin arrived in Rome for talks.", "arrived", False),
        ("A 90-strong delegation from Peru arrived in Madrid.", "arrived", False),
        ("A Peruvian trade delegation will visit Osaka.", "visit", False),
        ("The head of the refugee agency arrived in Malta.", "arrived", False),
        ("The royal couple will visit Kenya in May.", "visit", False),
        # A speech is no talk.
        ("Peru's premier regretted it when he spoke in the Chilean parliament.", "spoke", True),
        ("Peru's premier spoke before the Chilean parliament on Friday.", "spoke", True),
        ("Peru's premier spoke by phone in parliament.", "spoke", False),
        ("Peru's premier spoke in Lima with Chile's foreign minister.", "spoke", False),
        ("Peru's premier spoke with Chile's president in parliament.", "spoke", False),
        # An appeal is no call at a door.
        ("Peru had called on UN envoy Ann Lee to set a date for talks.", "called", True),
        ("Peru's premier called on the king of Spain to offer condolences.", "called", False),
        ("Peru's premier called on the king of Spain in Madrid.", "called", False),
        # A word with reporters is none with a state.
        ("Peru's premier was to give a news conference in Lima on Friday.", "conference", True),
        ("Peru's premier will give a joint press conference in Lima.", "conference", False),
        ("A press conference with Chile's president was dropped.", "conference", False),
        ("Peru's envoy was reached by telephone in Madrid.", "reached", True),
        ("Peru's envoy has reached Madrid for talks.", "reached", False),
        # Nor is time off.
        ("Peru's envoy was on annual leave in Chile.", "leave", True),
        ("Peru's envoy will leave Chile on Friday.", "leave", False),
        # What is made up.
        ("In the film, the president travels to Chile for a summit.", "travels", True),
        ("In the film, the president travels to Chile for a summit.", "summit", True),
        ("A novel about a summit between Kenya and Sudan is out in May.", "summit", True),
        ("A play about the summit between Kenya and Sudan is out in May.", "summit", False),
        ("In the film the president says that he met Sudan's leader.", "met", False),
        ("The president travels to Chile for a film festival.", "travels", False),
    ],
)
def test_what_is_no_encounter(nlp: Language, text: str, word: str, *, vetoed: bool) -> None:
    token = next(t for t in parse(nlp, text) if t.text == word)
    assert is_no_encounter(token) is vetoed

"""What exactly is denied: an engagement, a detail of it, that it is off."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.denials import denials_of
from onrecord.reading.denied_clauses import is_of_one
from onrecord.reading.grouping import Group


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Peru denied that its minister would visit Oslo on Friday.", ["event"]),
        ("Peru denied a meeting with Norway's minister in Oslo.", ["event"]),
        ("Peru rejected reports that its minister would visit Oslo.", ["event"]),
        ("Peru dismissed the summons of Norway's minister.", []),
        # A detail, told of an encounter that is taken as known.
        ("Peru denied that its minister would ask for a loan when he visits Oslo.", ["detail"]),
        ("Peru denied that a price was named at the meeting with Norway in Oslo.", ["detail"]),
        ("Peru's minister met Norway's in Oslo. Norway denied having made a promise.", ["detail"]),
        ("Peru's minister met Norway's in Oslo. Norway denied the quarrel.", ["detail"]),
        ("Peru denied having spoken of a visit to Norway.", [None]),
        # That it is off, or will not be.
        ("Peru denied that its minister's visit to Oslo had been cancelled.", ["off"]),
        ("Peru rejected reports that its minister would not visit Oslo.", ["off"]),
        ("Peru dismissed claims that only its minister would visit Oslo.", [None]),
        ("Peru denied that the visit of its minister to Oslo was in doubt.", [None]),
        # "It" is the encounter told of right before, and no other.
        ("Peru's minister will visit Oslo on Friday, a radio said. Peru denied it.", ["event"]),
        ("Peru's minister will visit Oslo, a radio said. Peru denied the report.", ["event"]),
        ("Peru's minister met Norway's in Oslo; Norway denies that any took place.", ["event"]),
        ("Peru's visit to Oslo was called off, a radio said. Peru denied it.", [None]),
        ("Peru's minister met Norway's in Oslo. He is a farmer. He denied it.", [None]),
        # Nothing is denied here.
        ("Peru did not deny that its minister would visit Oslo.", []),
        ("Peru would neither confirm nor deny that its minister would visit Oslo.", []),
        ("Nobody disputes the report that Peru's minister would visit Oslo.", []),
        ("Peru's minister was denied a meeting in Oslo.", []),
        ("Peru had denied that its minister would visit Oslo.", [None]),
    ],
)
def test_what_is_denied(nlp: Language, text: str, what: list[str | None]) -> None:
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    assert [d.what for d in denials_of(seen, group)] == what


@pytest.mark.parametrize(
    ("words", "of_one"),
    [
        ("that any took place", True),
        ("any had been planned", True),
        ("that there had been one", True),
        ("that any promises were made", False),
        ("that there was one reason", False),
        ("one of them", False),
    ],
)
def test_a_clause_may_be_of_what_was_told_before(words: str, of_one: bool) -> None:  # noqa: FBT001
    assert is_of_one(words) is of_one

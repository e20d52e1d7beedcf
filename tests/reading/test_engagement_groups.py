"""Which words name an engagement and which namings are joined, given the model's numbers."""

from __future__ import annotations

from typing import Any

import pytest
from engagement_tools import Told, seen_and_view, word
from spacy.language import Language

from onrecord.reading.engagement_groups import (
    FOUND_BY_MODEL,
    hardly_named,
    joined,
    naming_words,
    sighting_at,
    told_apart,
)
from onrecord.terms import Furniture

TEXT = (
    "The Polish president will visit Kenya. The visit was put off. France and Japan held talks."
    " Their parley ended."
)


def test_a_word_names_when_that_is_likely(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    visit, kenya = word(view, TEXT, "visit"), word(view, TEXT, "Kenya")
    look: Any = Told(view, {visit: 0.3, kenya: 0.6}, {})
    assert naming_words(look) == [kenya]


def test_one_unlikely_word_alone_hardly_names(nlp: Language) -> None:
    text = "Kenya's president was on annual leave in Poland, and will visit Japan."
    _, view = seen_and_view(nlp, text)
    leave, visit = word(view, text, "leave"), word(view, text, "visit")
    look: Any = Told(view, {leave: 0.4, visit: 0.4}, {})
    assert hardly_named(look, [leave])
    assert not hardly_named(look, [visit])  # the rules know it
    assert not hardly_named(look, [leave, visit])
    surer: Any = Told(view, {leave: 0.6}, {})
    assert not hardly_named(surer, [leave])


def test_another_storys_headline_names_nothing(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    visit, held = word(view, TEXT, "visit"), word(view, TEXT, "talks")
    look: Any = Told(view, {visit: 0.6, held: 0.6}, {})
    teaser = Furniture("teaser", TEXT.index("France"), TEXT.index("talks") + 5)
    assert naming_words(look, (teaser,)) == [visit]


def test_of_very_many_the_likeliest_name(nlp: Language) -> None:
    text = "The Polish president will visit Kenya. " * 20
    _, view = seen_and_view(nlp, text)
    chances = {w: 0.6 + w / 1000 for w in range(len(view.starts))}
    look: Any = Told(view, chances, {})
    assert naming_words(look) == sorted(chances)[-60:]


def test_namings_join_by_the_average_of_their_pairs(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    a, b = word(view, TEXT, "visit"), word(view, TEXT, "visit", 1)
    c, d = word(view, TEXT, "talks"), word(view, TEXT, "parley")
    pairs = {(a, b): 4.0, (c, d): 2.0, (b, c): 1.0, (a, c): -2.0, (a, d): -2.0, (b, d): -2.0}
    look: Any = Told(view, {}, pairs)
    assert joined(view, [a, b, c, d], look.pair_logits([a, b, c, d])) == [[a, b], [c, d]]


def test_journeys_to_two_states_are_not_one(nlp: Language) -> None:
    text = (
        "The Polish president called off a visit to Kenya. His visit to Japan goes ahead."
        " The visit to Japan is in May."
    )
    _, view = seen_and_view(nlp, text)
    kenya, japan, again = (word(view, text, "visit", nth) for nth in range(3))
    pairs = {(kenya, japan): 2.0, (kenya, again): 2.0, (japan, again): 2.0}
    look: Any = Told(view, dict.fromkeys((kenya, japan, again), 0.9), pairs)
    assert told_apart(look)[2] == [[kenya], [japan, again]]


def test_nothing_is_joined_against_the_model(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    words = [word(view, TEXT, "visit"), word(view, TEXT, "visit", 1)]
    look: Any = Told(view, {}, {})
    assert joined(view, words, look.pair_logits(words)) == [[w] for w in words]
    assert joined(view, [], look.pair_logits([])) == []


def test_a_word_that_no_rule_saw_becomes_a_naming_of_its_own(nlp: Language) -> None:
    seen, view = seen_and_view(nlp, TEXT)
    sighting = sighting_at(view, word(view, TEXT, "ended"), seen.doc, "talks")
    assert sighting is not None
    assert sighting.main.rule == FOUND_BY_MODEL
    assert sighting.encounter.trigger == "ended"
    assert TEXT[sighting.encounter.start : sighting.encounter.end] == sighting.encounter.text


@pytest.mark.parametrize(
    ("text", "wanted", "names"),
    [
        ("Will it be Oslo 3.0 when Kenya meets Sudan?", "3.0", False),
        ("The responses to Nairobi were mixed in Kenya and Sudan.", "Nairobi", False),
        ("Sudan's foreign minister is in Nairobi these days.", "Nairobi", True),
        ("The Sudanese and Kenyan ministers will sit down unofficially.", "down", True),
        ("More than 300 migrants from Tunisia arrived in Malta.", "arrived", False),
    ],
)
def test_a_number_or_a_place_alone_names_nothing(
    nlp: Language, text: str, wanted: str, *, names: bool
) -> None:
    seen, view = seen_and_view(nlp, text)
    at = word(view, text, wanted)
    assert (sighting_at(view, at, seen.doc, "meeting") is not None) is names

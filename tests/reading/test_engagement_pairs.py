"""Features are as long as the network was trained for, and say what they are named for."""

from __future__ import annotations

from engagement_tools import seen_and_view, word
from spacy.language import Language

from onrecord.reading.engagement_pairs import (
    ACTOR_FEATURES,
    DATE_FEATURES,
    PAIR_FEATURES,
    STEP_FEATURES,
    actor_features,
    date_features,
    pair_features,
    step_features,
)
from onrecord.terms import STATUSES

TEXT = (
    "The Polish president will visit Kenya on Friday. The visit follows talks between France"
    " and Japan in March."
)


def test_every_feature_vector_has_its_length(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    visit, again = word(view, TEXT, "visit"), word(view, TEXT, "visit", 1)
    for known in (pair_features(view, visit, again), pair_features(view, 0, 1)):
        assert len(known) == PAIR_FEATURES
    assert {len(row) for row in actor_features(view, [visit])} == {ACTOR_FEATURES}
    assert {len(date_features(view, [visit], d)) for d in view.dated} == {DATE_FEATURES}
    assert step_features(view, [visit]).shape == (len(view.starts), STEP_FEATURES)


def test_namings_of_other_sides_speak_against_one_another(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    visit, again = word(view, TEXT, "visit"), word(view, TEXT, "visit", 1)
    talks = word(view, TEXT, "talks")
    other_sides = 8
    assert pair_features(view, visit, talks)[other_sides] == 1.0
    assert pair_features(view, visit, again)[other_sides] == 0.0


def test_the_rules_status_of_a_sentence_is_told(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    told = step_features(view, [word(view, TEXT, "visit")])[:, 6:]
    assert told[0, STATUSES.index("scheduled")] == 1.0
    assert told[0, STATUSES.index("held")] == 0.0
    assert told[word(view, TEXT, "talks")].sum() == 0.0

"""The shipped engagement model: held to its hashes, the same numbers each time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from engagement_tools import SHIPPED, seen_and_view, word
from reading_tools import DAY
from spacy.language import Language

from onrecord.errors import ModelMissingError
from onrecord.reading.engagement_beside import Beside
from onrecord.reading.engagement_heads import VERDICTS
from onrecord.reading.engagement_look import Look
from onrecord.reading.engagement_model import EngagementModel, load_engagement_model
from onrecord.terms import STATUSES, Report

OFF = "The Polish president's visit to Kenya was called off on Monday, his office said."
ON = "The Polish president's visit to Kenya will begin on Monday, his office said."


@pytest.fixture(scope="module")
def model() -> EngagementModel:
    return load_engagement_model()


def look_at(model: EngagementModel, nlp: Language, text: str) -> Look:
    seen, _ = seen_and_view(nlp, text)
    return model.look(Report("r", text, published=DAY), seen)


def beside(look: Look, words: list[int]) -> Beside:
    return look.beside(words, "none", [words])


def test_a_visit_called_off_is_told_from_one_to_come(model: EngagementModel, nlp: Language) -> None:
    chances = {}
    for text in (OFF, ON):
        look = look_at(model, nlp, text)
        chances[text] = beside(look, [word(look.view, text, "visit")]).verdict_chances()
        assert sum(chances[text].values()) == pytest.approx(1.0)
        assert set(chances[text]) == set(VERDICTS)
    assert chances[OFF]["cancelled"] > 0.5 > chances[ON]["cancelled"]
    assert chances[ON]["scheduled"] > 0.5 > chances[OFF]["scheduled"]


def test_the_head_word_names_and_a_verb_of_saying_does_not(
    model: EngagementModel, nlp: Language
) -> None:
    look = look_at(model, nlp, OFF)
    chances = look.naming_chances()
    assert chances[word(look.view, OFF, "visit")] > 0.5 > chances[word(look.view, OFF, "said")]


def test_every_answer_has_its_shape(model: EngagementModel, nlp: Language) -> None:
    look = look_at(model, nlp, OFF + " " + ON)
    view = look.view
    words = [word(view, OFF + " " + ON, "visit", n) for n in range(2)]
    own = beside(look, words)
    assert own.actor_chances().shape == (len(view.actors), 2)
    assert own.date_chances().shape == (len(view.dated), 5)
    assert own.date_chances().sum(1) == pytest.approx(1.0, abs=1e-4)
    assert own.step_chances().shape == (len(view.starts), len(STATUSES))
    pairs = look.pair_logits(words)
    assert pairs.shape == (2, 2)
    assert (pairs == pairs.T).all()


def test_a_report_without_actors_or_dates_is_answered_too(
    model: EngagementModel, nlp: Language
) -> None:
    look = look_at(model, nlp, "A visit was put off.")
    own = beside(look, [1])
    assert own.actor_chances().shape == (0, 2)
    assert own.date_chances().shape == (0, 5)
    assert look.side_chances() == {}


def test_the_same_report_gives_the_same_numbers(model: EngagementModel, nlp: Language) -> None:
    first, second = (look_at(model, nlp, OFF).naming_chances() for _ in range(2))
    assert np.array_equal(first, second)


def test_a_missing_or_changed_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"manifest\.json"):
        load_engagement_model(tmp_path)
    manifest = json.loads((SHIPPED / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "model.int8.onnx").write_bytes(b"other")
    with pytest.raises(ModelMissingError, match="does not match"):
        load_engagement_model(tmp_path)


def test_a_model_for_other_verdicts_is_refused(tmp_path: Path) -> None:
    manifest = json.loads((SHIPPED / "manifest.json").read_text())
    for name in manifest["sha256"]:
        (tmp_path / name).symlink_to(SHIPPED / name)
    manifest["verdicts"] = ["held"]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelMissingError, match="other verdicts"):
        load_engagement_model(tmp_path)


def test_an_older_model_is_refused(tmp_path: Path) -> None:
    manifest = json.loads((SHIPPED / "manifest.json").read_text())
    for name in manifest["sha256"]:
        (tmp_path / name).symlink_to(SHIPPED / name)
    manifest["schema"] = "onrecord/engagements/2"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelMissingError, match="engagements/2, wanted is"):
        load_engagement_model(tmp_path)


def test_other_scales_make_another_model(model: EngagementModel, tmp_path: Path) -> None:
    manifest = json.loads((SHIPPED / "manifest.json").read_text())
    for name in manifest["sha256"]:
        (tmp_path / name).symlink_to(SHIPPED / name)
    manifest["worth"]["verdict"][0] += 0.1
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert load_engagement_model(tmp_path).model.sha256 != model.model.sha256


def test_each_of_two_engagements_has_its_own_day(model: EngagementModel, nlp: Language) -> None:
    text = "Poland's president met Kenya's on Tuesday and will travel to Japan on 3 July."
    look = look_at(model, nlp, text)
    named = [[word(look.view, text, "met")], [word(look.view, text, "travel")]]
    stands = [look.beside(own, "none", named).date_chances()[:, 1:3].sum(1) for own in named]
    assert [int(chances.argmax()) for chances in stands] == [0, 1]


def test_whose_side_somebody_is_on_is_a_chance_for_each_side_named(
    model: EngagementModel, nlp: Language
) -> None:
    text = "Poland's envoy, Adam Lis, met President Emmanuel Macron in Kenya."
    look = look_at(model, nlp, text)
    chances = look.side_chances()
    names = {
        a.entity: a.mention.name for a in look.view.actors if a.mention and a.entity in chances
    }
    assert set(names.values()) == {"Adam Lis", "Emmanuel Macron"}
    for entity, sides in chances.items():
        assert sum(sides.values()) == pytest.approx(1.0, abs=1e-4)
        assert set(sides) == {None, "POL", "KEN", "FRA"}
        best = max(sides, key=lambda side: sides[side])
        assert best == {"Adam Lis": "POL", "Emmanuel Macron": "FRA"}[names[entity]]


def test_the_features_of_actors_are_those_of_the_rules_whoever_is_moved(
    model: EngagementModel, nlp: Language
) -> None:
    look = look_at(model, nlp, OFF)
    moved = Look(
        replace(look.view, actors=tuple(replace(a, side="JPN") for a in look.view.actors)),
        look._rows,
        look._heads,
        look.scales,
        look._rereading,
        ruled=look.view,
    )
    words = [word(look.view, OFF, "visit")]
    assert np.array_equal(beside(moved, words).actor_chances(), beside(look, words).actor_chances())

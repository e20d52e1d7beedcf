"""Each person is put beside each side named; only a side that is likelier by far is taken."""

from __future__ import annotations

from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.engagement_sides import (
    BELONGING_FEATURES,
    belonging_features,
    belongings,
    with_sides,
)
from onrecord.reading.engagement_view import View

TEXT = (
    "Polish President Adam Lis met Joan Abenga, who is Kenya's envoy, in Tokyo. Lis thanked Japan."
)


def sides(view: View, name: str) -> set[str | None]:
    return {a.side for a in view.actors if a.mention and a.mention.name == name}


def entity(view: View, name: str) -> str:
    return next(a.entity for a in view.actors if a.mention and a.mention.name == name)


def test_every_person_stands_beside_every_side_that_the_report_names(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    beside = {(p.entity, p.side) for p in belongings(view)}
    people = {entity(view, name) for name in ("Adam Lis", "Joan Abenga")}
    assert beside == {(one, side) for one in people for side in ("POL", "KEN", "JPN")}


def test_nobody_names_his_own_side(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    own = {p.side: p.named for p in belongings(view) if p.entity == entity(view, "Adam Lis")}
    assert own["POL"] is None
    others = {p.side: p.named for p in belongings(view) if p.entity == entity(view, "Joan Abenga")}
    assert others["POL"] is not None


def test_the_mention_of_a_side_is_the_nearest_one(nlp: Language) -> None:
    text = "Japan waited. Polish President Adam Lis thanked Japan."
    _, view = seen_and_view(nlp, text)
    pairs = [p for p in belongings(view) if p.side == "JPN"]
    assert {view.sentence[view.actors[p.named].first] for p in pairs if p.named is not None} == {1}


def test_a_side_that_only_the_tables_know_is_weighed_too(nlp: Language) -> None:
    text = "Emmanuel Macron met Polish President Adam Lis."
    _, view = seen_and_view(nlp, text)
    known = [p for p in belongings(view) if p.entity == entity(view, "Emmanuel Macron")]
    assert {(p.side, p.named is None) for p in known} == {("FRA", True), ("POL", False)}


def test_every_feature_vector_has_its_length_and_its_numbers_lie_between_0_and_1(
    nlp: Language,
) -> None:
    for text in (TEXT, "Emmanuel Macron met Polish President Adam Lis."):
        _, view = seen_and_view(nlp, text)
        rows = belonging_features(view, belongings(view))
        assert {len(row) for row in rows} == {BELONGING_FEATURES}
        assert all(0.0 <= number <= 1.0 for row in rows for number in row)


def test_somebody_moves_to_a_side_that_is_likelier_by_far(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    who = entity(view, "Adam Lis")
    likely = with_sides(view, {who: {None: 0.1, "POL": 0.1, "JPN": 0.8}})
    assert sides(likely, "Adam Lis") == {"JPN"}
    assert sides(likely, "Joan Abenga") == sides(view, "Joan Abenga")
    unsure = with_sides(view, {who: {None: 0.1, "POL": 0.4, "JPN": 0.5}})
    assert unsure is view


def test_somebody_may_turn_out_to_be_of_no_side_named(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    nobody = with_sides(view, {entity(view, "Adam Lis"): {None: 0.9, "POL": 0.1}})
    assert sides(nobody, "Adam Lis") == {None}
    assert sides(nobody, "Joan Abenga") == sides(view, "Joan Abenga")


def test_a_report_without_people_has_nobody_to_place(nlp: Language) -> None:
    _, view = seen_and_view(nlp, "Poland and Kenya agreed on a visit.")
    assert belongings(view) == []
    assert belonging_features(view, []) == []

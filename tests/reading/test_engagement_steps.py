"""Where a step is told and in whose word, given the model's numbers for each word."""

from __future__ import annotations

from typing import Any

from engagement_tools import Told, seen_and_view, word
from reading_tools import DAY
from spacy.language import Language

from onrecord.reading.claims import Step, claims_of
from onrecord.reading.engagement_groups import sighting_at
from onrecord.reading.engagement_steps import Named, steps_of
from onrecord.reading.grouping import Group
from onrecord.terms import Report, Status

TEXT = (
    "The Polish president will visit Kenya in May, his office said. Kenya mumbles of another"
    " date for the trip. On Monday it was shelved, the ministry in Nairobi announced. Poland grumbles."
)


def told(nlp: Language, chances: dict[tuple[str, Status], float]) -> tuple[Step, ...]:
    seen, view = seen_and_view(nlp, TEXT)
    words = (word(view, TEXT, "visit"), word(view, TEXT, "trip"))
    group = Group()
    for at in words:
        sighting = sighting_at(view, at, seen.doc, "visit")
        assert sighting is not None
        group.add(sighting)
    steps = {(word(view, TEXT, text), status): chance for (text, status), chance in chances.items()}
    look: Any = Told(view, {}, {}, steps)
    report = Report("r", TEXT, published=DAY)
    by_rules = claims_of(report, group, seen.attributions)
    return steps_of(report, seen, look, Named(group, look.step_chances()), by_rules)


def test_words_that_tell_a_step_together_are_its_evidence(nlp: Language) -> None:
    (step,) = told(
        nlp,
        {
            ("mumbles", "mooted"): 0.9,
            ("Kenya mumbles", "mooted"): 0.6,
            ("another", "mooted"): 0.8,
            ("date", "mooted"): 0.7,
            ("trip", "mooted"): 0.2,
        },
    )
    assert step[0].evidence.text == "Kenya mumbles of another date"
    assert (step[0].status, step[0].score) == ("mooted", 0.9)


def test_where_the_rules_read_the_same_step_their_stretch_is_kept(nlp: Language) -> None:
    (step,) = told(nlp, {("visit", "scheduled"): 0.9})
    assert step[0].evidence.text == "The Polish president will visit Kenya in May"
    assert not step[0].rule.startswith("model.")
    assert step[0].source == "his office"


def test_one_word_is_quoted_with_its_clause_in_the_word_of_its_source(nlp: Language) -> None:
    (step,) = told(nlp, {("shelved", "postponed"): 0.6})
    assert step[0].evidence.text == "On Monday it was shelved"
    assert step[0].source == "the ministry in Nairobi"


def test_of_a_step_that_one_source_tells_twice_the_clearer_is_kept(nlp: Language) -> None:
    steps = told(nlp, {("mumbles", "mooted"): 0.5, ("Polish", "mooted"): 0.7})
    assert [(s[0].source, s[0].score) for s in steps] == [("his office", 0.7), ("reporter", 0.5)]
    steps = told(nlp, {("mumbles", "mooted"): 0.5, ("grumbles", "mooted"): 0.7})
    assert [(s[0].source, s[0].score) for s in steps] == [("reporter", 0.7)]


def test_what_is_too_unsure_is_left_to_the_rules(nlp: Language) -> None:
    steps = told(nlp, {("mumbles", "held"): 0.3})
    assert "held" not in {s[0].status for s in steps}
    assert "scheduled" in {s[0].status for s in steps}


def test_only_a_denial_makes_an_engagement_denied(nlp: Language) -> None:
    (step,) = told(nlp, {("mumbles", "denied"): 0.9})
    assert step[0].stance == "denies"

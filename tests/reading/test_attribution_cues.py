"""The cue tables hold together, and every rule reads its own examples and no counter-example."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.reading.attribution import find_attributions
from onrecord.reading.attribution_cues import CueExample, load_cues, load_speakers
from onrecord.reading.attribution_headlines import surface_cue
from onrecord.reading.marks import Actors
from onrecord.reading.sentences import parse
from onrecord.terms import STANCES

RULES = load_cues().rules
EXAMPLES = [example for rule in RULES for example in rule.examples]
COUNTER_EXAMPLES = [(rule.rule, text) for rule in RULES for text in rule.counter_examples]


def test_the_table_is_large_enough_to_read_news_and_names_no_verb_twice() -> None:
    words = [lemma for rule in RULES for lemma in rule.lemmas]
    assert len(words) > 230
    assert len(words) == len(set(words))


def test_every_rule_has_a_doc_line_an_example_and_a_counter_example() -> None:
    for rule in RULES:
        assert rule.doc.strip(), rule.rule
        assert rule.counter_examples, rule.rule
        assert rule.examples or rule.rule == "cue.decline", rule.rule


def test_stances_are_those_of_the_house() -> None:
    for cues in load_cues().verbs.values():
        assert all(cue.stance in STANCES for cue in cues)
    assert all(stance in STANCES for _, stance in load_cues().nouns.values())


def test_speaker_tables_hold_only_words() -> None:
    speakers = load_speakers()
    for words in (speakers.anonymous, speakers.media, speakers.institutions, speakers.outlets):
        assert words
        assert all(isinstance(word, str) and word.strip() == word for word in words)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.rule}: {one.text[:40]}")
def test_rules_read_their_examples(nlp: Language, example: CueExample) -> None:
    found = find_attributions(parse(nlp, example.text), Actors())
    read = [
        (one.source.text, example.text[one.content[0].start : one.content[-1].end], one.stance)
        for one in found
    ]
    stance = example.stance or "asserts"
    assert (example.source, example.content, stance) in read


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES, ids=lambda one: one[:40])
def test_rules_leave_their_counter_examples_alone(nlp: Language, rule: str, text: str) -> None:
    found = find_attributions(parse(nlp, text), Actors())
    verbs = {lemma.split()[0] for one in RULES if one.rule == rule for lemma in one.lemmas}
    cues = {
        token.lemma_ for one in found if one.cue is not None for token in parse(nlp, one.cue.text)
    }
    assert not verbs & cues


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Denies", "deny"),
        ("Says", "say"),
        ("dismisses", "dismiss"),
        ("Talks", None),
        ("visits", None),
    ],
)
def test_headline_forms_are_known_by_their_lemma(word: str, lemma: str | None) -> None:
    assert surface_cue(word) == lemma

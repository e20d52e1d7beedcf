"""What the labels of a report say of its words."""

from __future__ import annotations

from engagement_tools import shipped_tokenizer
from spacy.language import Language
from training.engagements.labels import example

from onrecord.opening import PARSER, reading_tools
from onrecord.reading.reader import ReadingTools

TEXT = "Kenya's president has arrived in Baku for an official visit. Two dogs had a meeting in Nairobi."


ITEM = {
    "id": "x",
    "text": TEXT,
    "published": "2024-05-02",
    "gold": {
        "engagements": [
            {
                "kind": "visit",
                "parties": [{"side": "KEN", "people": []}, {"side": "AZE", "people": []}],
                "status": "under_way",
                "salience": "main",
                "history": [{"status": "under_way", "evidence": TEXT.split(".", maxsplit=1)[0]}],
                "mentions": [{"quote": "an official visit", "trigger": "visit"}],
            }
        ]
    },
}


def test_what_is_told_at_another_word_is_no_example_of_nothing(nlp: Language) -> None:
    made = example(ITEM, ReadingTools(nlp), shipped_tokenizer())
    written = made.view.written
    assert [written[w] for one in made.engagements for w in one.words] == ["visit"]
    assert {written[w] for w in made.strays} >= {"arrived", "meeting"}
    assert {written[w] for w in made.told_beside} == {"arrived"}
    assert "arrived" not in {written[w] for w, _ in made.taught_strays()}
    assert "meeting" in {written[w] for w, _ in made.taught_strays()}
    assert {written[w] for w in made.naming} >= {"visit", "arrived", "meeting"}
    assert made.taken == ()


def test_what_a_model_takes_for_an_engagement_has_the_label_that_its_words_have() -> None:
    made = example(ITEM, reading_tools(PARSER), shipped_tokenizer())
    (visit,) = made.engagements
    assert [one.label for one in made.taken if {*visit.words} & {*one.words}] == [visit]
    assert all(one.rule for one in made.taken)


def test_what_names_no_engagement_by_the_labels_has_no_label() -> None:
    unlabelled = {**ITEM, "gold": {"engagements": []}}
    made = example(unlabelled, reading_tools(PARSER), shipped_tokenizer())
    assert made.taken
    assert all(one.label is None for one in made.taken)


def test_examples_are_made_without_the_model_that_learns_from_them() -> None:
    tools = reading_tools(PARSER, deciding=False)
    assert tools.engagements is None
    assert tools.tagger is not None

"""Texts with marks: what is cut out, and what each mark teaches."""

from __future__ import annotations

import pytest
from engagement_tools import shipped_tokenizer
from spacy.language import Language
from training.engagements.sets import marked_example, set_examples, unmarked

from onrecord.reading.reader import ReadingTools

SET = {
    "published": "2019-03-12",
    "texts": [
        {
            "text": "Oslo called off the [1:talks]. The [1:meeting] was due after a chess [0:match].",
            "status": {"1": "cancelled"},
            "also": {"1": ["postponed"]},
            "sides": {"1": ["NOR", "US"]},
        },
        {"text": "A choir [0:visit] was called off in Oslo.", "status": {}},
    ],
}

REPORT = {
    "published": "2019-03-12",
    "text": "Oslo put off [1,2:visits] to Sweden and the Aru Front. "
    "Ine Dahl was to [1:meet] Per Ek on Thursday.",
    "engagements": {
        "1": {
            "status": "postponed",
            "salience": "main",
            "kind": "visit",
            "sides": ["NOR", "SWE"],
            "people": ["NOR Ine Dahl", "SWE Per Ek"],
            "date": None,
            "was": "2019-03-14",
        },
        "2": {
            "status": "postponed",
            "salience": "secondary",
            "kind": "visit",
            "sides": ["NOR", "Aru Front"],
            "people": ["Aru Front Rhissa ag Ali"],
            "date": None,
            "was": None,
        },
    },
}


def test_marks_are_cut_out_and_counted_from_the_text_without_them() -> None:
    plain = unmarked("The [1:talks] and the [2:trip], then [1:talks].")
    assert plain.text == "The talks and the trip, then talks."
    assert plain.namings == {"1": (4, 29), "2": (18,)}
    assert not plain.steps


def test_steps_may_stand_in_one_another() -> None:
    plain = unmarked("So {1=held|she {2=scheduled|is off to [2:Rome]} after [1:talks]}.")
    assert plain.text == "So she is off to Rome after talks."
    assert plain.steps_of("1") == [("held", 3, 33)]
    assert plain.steps_of("2") == [("scheduled", 7, 21)]


@pytest.mark.parametrize("marked", ["{1=held|They [1:met]", "They [1:met]}"])
def test_a_step_has_two_ends(marked: str) -> None:
    with pytest.raises(ValueError, match="a step"):
        unmarked(marked)


def test_each_number_is_an_engagement_and_nought_is_none(nlp: Language) -> None:
    first, second = set_examples(SET, "x-001", ReadingTools(nlp), shipped_tokenizer())
    assert (first.id, second.id) == ("x-001a", "x-001b")
    (talks,) = first.engagements
    assert [first.view.written[w] for w in talks.words] == ["talks", "meeting"]
    assert (talks.status, talks.also) == ("cancelled", ("postponed",))
    assert talks.sides == {"NOR", "USA"}
    assert "match" in {first.view.written[w] for w in first.strays}
    assert second.engagements == ()
    assert "visit" in {second.view.written[w] for w in second.strays}
    assert len(second.strays) == len(second.stray_rules)
    assert not any(one.dated for one in first.engagements)


def test_a_word_may_name_two() -> None:
    assert unmarked("Off are the [1,2:visits].").namings == {"1": (12,), "2": (12,)}


def test_a_marked_report_says_who_and_when_but_no_step(nlp: Language) -> None:
    made = marked_example(REPORT, "y-001", ReadingTools(nlp), shipped_tokenizer())
    visit, other = made.engagements
    assert [made.view.written[w] for w in visit.words] == ["visits", "meet"]
    assert [made.view.written[w] for w in other.words] == ["visits"]
    assert (visit.kind, visit.salience) == ("visit", "main")
    assert visit.people == {"dahl": {"NOR"}, "ek": {"SWE"}}
    assert other.people == {"ali": {"ARU FRONT"}}
    assert (visit.stands, visit.fell, visit.dated) == (None, "2019-03-14", True)
    assert not visit.told


def test_a_step_is_told_where_it_is_marked(nlp: Language) -> None:
    text = REPORT["text"].replace(
        "Oslo put off [1,2:visits]", "{1=postponed|Oslo put off [1,2:visits]}"
    )
    made = marked_example({**REPORT, "text": text}, "y-002", ReadingTools(nlp), shipped_tokenizer())
    visit, other = made.engagements
    ((first, last, status),) = visit.told
    assert made.view.written[first : last + 1] == ("oslo", "put", "off", "visits")
    assert (status, visit.steps) == ("postponed", {0: {"postponed"}})
    assert not other.told

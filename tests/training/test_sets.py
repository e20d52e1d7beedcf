"""Sets of short texts with marks: what is cut out, and what each mark teaches."""

from __future__ import annotations

from engagement_tools import shipped_tokenizer
from spacy.language import Language
from training.engagements.sets import set_examples, unmarked

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


def test_marks_are_cut_out_and_counted_from_the_text_without_them() -> None:
    text, marks = unmarked("The [1:talks] and the [2:trip], then [1:talks].")
    assert text == "The talks and the trip, then talks."
    assert marks == {"1": [4, 29], "2": [18]}


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

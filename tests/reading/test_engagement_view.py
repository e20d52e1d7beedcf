"""What the engagement model is shown is what stands in the text, at its place."""

from __future__ import annotations

import numpy as np
from engagement_tools import seen_and_view, word
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.reading.engagement_view import CHANNELS, WINDOW

TEXT = (
    "Poland puts off Kenya trip\n\nPolish Foreign Minister Jan Nowak has postponed his visit to"
    " Nairobi, planned for 20 May, his ministry said on Monday."
)


def test_words_actors_and_dates_lie_where_the_text_has_them(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    assert TEXT[view.starts[0] : view.ends[0]] == "Poland"
    people = {TEXT[view.starts[a.first] : view.ends[a.last]] for a in view.actors if a.mention}
    assert any("Nowak" in p for p in people)
    dates = [TEXT[view.starts[d.first] : view.ends[d.last]] for d in view.dated]
    assert "20 May" in dates


def test_a_date_lies_ahead_behind_or_open(nlp: Language) -> None:
    text = "They meet on 20 May 2024 and met on 20 May 2023 and will meet on Friday."
    _, view = seen_and_view(nlp, text)
    assert [d.lie for d in view.dated] == ["ahead", "past", "open"]


def test_without_a_published_date_relative_dates_are_unresolved(nlp: Language) -> None:
    _, view = seen_and_view(nlp, "They will meet on Friday.", published=None)
    assert [d.lie for d in view.dated] == ["unresolved"]


def test_every_piece_has_a_class_in_each_channel(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    for ids, classes in view.passes:
        assert classes.shape == (len(ids), len(CHANNELS))
        assert (classes >= 0).all()
        assert (classes < np.array(CHANNELS)).all()


def test_the_rules_word_stands_at_the_naming_alone(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    visit = word(view, TEXT, "visit")
    assert visit in view.named
    (_, classes), *_ = view.passes
    assert classes[view.piece[visit], 2] > 0
    assert classes[view.piece[word(view, TEXT, "planned")], 2] == 0


def test_a_long_report_takes_several_passes_and_loses_no_word(nlp: Language) -> None:
    text = "\n\n".join([TEXT] * 30)
    _, view = seen_and_view(nlp, text)
    assert len(view.passes) > 1
    assert all(len(ids) <= WINDOW for ids, _ in view.passes)
    pieces = np.concatenate([ids for ids, _ in view.passes])
    assert view.piece.max() < len(pieces)
    assert len(set(view.piece.tolist())) == len(view.starts)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(alphabet="aÉ visit.“”\n-19ßø", max_size=60))
def test_any_text_has_a_view(nlp: Language, text: str) -> None:
    _, view = seen_and_view(nlp, "visit " + text)
    for start, end in zip(view.starts, view.ends, strict=True):
        assert ("visit " + text)[start:end].strip() == ("visit " + text)[start:end]

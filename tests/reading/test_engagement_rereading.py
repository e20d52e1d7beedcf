"""What of a report is read again for one engagement, and that it is the sentences about it."""

from __future__ import annotations

import numpy as np
import pytest
from engagement_tools import seen_and_view, word
from spacy.language import Language

from onrecord.reading import engagement_rereading
from onrecord.reading.engagement_focus import MARKS
from onrecord.reading.engagement_heads import VERDICTS, Heads
from onrecord.reading.engagement_rereading import (
    Reread,
    Rereading,
    piece_marks,
    rows_shown,
    shown_pieces,
)
from onrecord.reading.engagement_view import View

SENTENCES = (
    "Bread is dear in Kenya.",
    "The rains came late.",
    "Poland's president will visit Nairobi in May.",
    "Farmers hope for better.",
    "Ministers of Japan met in Tokyo.",
    "Prices rose again.",
)
TEXT = " ".join(SENTENCES)


@pytest.fixture(scope="module")
def view(nlp: Language) -> View:
    return seen_and_view(nlp, TEXT)[1]


def pieces_in(view: View) -> int:
    return sum(len(ids) for ids, _ in view.passes)


def sentences_shown(view: View, own: list[int]) -> set[int]:
    shown = set(shown_pieces(view, own, pieces_in(view)).tolist())
    return {int(s) for s, piece in zip(view.sentence, view.piece, strict=True) if piece in shown}


def test_sentences_that_name_it_come_first_then_those_beside_and_the_first(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = [word(view, TEXT, "visit")]
    for room, wanted in ((10, {2}), (16, {2, 3}), (21, {1, 2, 3}), (27, {0, 1, 2, 3})):
        monkeypatch.setattr(engagement_rereading, "_MOST_SHOWN", room)
        assert sentences_shown(view, own) >= wanted
        assert 4 not in sentences_shown(view, own)


def test_of_a_short_report_all_is_shown_in_order(view: View) -> None:
    shown = shown_pieces(view, [word(view, TEXT, "visit")], pieces_in(view))
    assert shown[0] == 0
    assert (np.diff(shown) > 0).all()
    assert set(view.piece.tolist()) <= set(shown.tolist())


def test_what_names_it_is_shown_even_at_the_end_of_a_long_sentence(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engagement_rereading, "_MOST_SHOWN", 4)
    at = word(view, TEXT, "May")
    assert int(view.piece[at]) in shown_pieces(view, [at], pieces_in(view))


def test_its_own_namings_are_told_from_those_of_others(view: View) -> None:
    visit, met = word(view, TEXT, "visit"), word(view, TEXT, "met")
    marks = piece_marks(view, [visit], [[visit], [met]], pieces_in(view))
    assert MARKS[marks[view.piece[visit]]] == "own"
    assert MARKS[marks[view.piece[met]]] == "other"
    assert np.count_nonzero(marks) == 2


def test_words_that_are_not_shown_have_no_row(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engagement_rereading, "_MOST_SHOWN", 10)
    shown = shown_pieces(view, [word(view, TEXT, "visit")], pieces_in(view))
    rows = rows_shown(view, shown)
    assert rows[word(view, TEXT, "Tokyo")] == -1
    assert shown[rows[word(view, TEXT, "visit")]] == view.piece[word(view, TEXT, "visit")]


WIDTH, HIDDEN, MATCH = 8, 4, 3


def reread(view: View) -> Reread:
    chance = np.random.default_rng(1)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32)

    shapes = {
        "pool": (1, WIDTH), "asked": (1, WIDTH),
        "verdict.0": (HIDDEN, 3 * WIDTH + len(VERDICTS)), "verdict.3": (len(VERDICTS), HIDDEN),
        "date_row": (MATCH, WIDTH), "date_naming": (MATCH, WIDTH),
        "date.0": (HIDDEN, WIDTH + MATCH + 1), "date.3": (2, HIDDEN),
    }  # fmt: skip
    weights = {"rereading.mark.weight": some(len(MARKS), WIDTH)}
    for name, shape in shapes.items():
        weights[f"rereading.{name}.weight"] = some(*shape)
        weights[f"rereading.{name}.bias"] = some(shape[0])
    own = [word(view, TEXT, "visit")]
    again = Rereading(some(pieces_in(view), WIDTH), np.tanh)
    return again.beside(Heads(weights), view, own, [own])


def test_a_verdict_has_a_logit_each_and_minds_the_rules(view: View) -> None:
    none, held = (reread(view).verdict_logits(rule) for rule in ("none", "held"))
    assert none.shape == (len(VERDICTS),)
    assert not np.allclose(none, held)


def test_what_is_not_shown_has_no_score(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engagement_rereading, "_MOST_SHOWN", 10)
    spans = [(word(view, TEXT, place),) * 2 for place in ("Tokyo", "Nairobi")]
    scores, which = reread(view).date_logits(spans, np.ones((2, 1), dtype=np.float32))
    assert which.tolist() == [1]
    assert scores.shape == (1, 2)
    nothing, none = reread(view).date_logits(spans[:1], np.ones((1, 1), dtype=np.float32))
    assert len(nothing) == len(none) == 0

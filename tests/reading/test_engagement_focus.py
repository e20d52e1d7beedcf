"""Words read anew beside one engagement: what is marked, what is added, and how much at once."""

from __future__ import annotations

import numpy as np
import pytest
from engagement_tools import seen_and_view, word
from spacy.language import Language

from onrecord.reading import engagement_focus
from onrecord.reading.arrays import Floats, softmax
from onrecord.reading.engagement_focus import (
    FOCUS_HEADS,
    FOCUS_LAYERS,
    MARKS,
    focused,
    marks_of,
    narrowed,
)
from onrecord.reading.engagement_heads import Heads
from onrecord.reading.engagement_view import Ints

WIDTH, NARROW, FEATURES = 16, 12, 5


def made_up_heads(*, silent: bool = False) -> Heads:
    chance = np.random.default_rng(7)
    weights: dict[str, Floats] = {}

    def drawn(*shape: int) -> Floats:
        return chance.normal(size=shape).astype(np.float32)

    def layer(name: str, inside: int, outside: int) -> None:
        weights[f"focus.{name}.weight"] = drawn(outside, inside)
        weights[f"focus.{name}.bias"] = drawn(outside)

    layer("down", WIDTH, NARROW)
    layer("near", FEATURES, NARROW)
    layer("up", NARROW, WIDTH)
    weights["focus.mark.weight"] = drawn(len(MARKS), NARROW)
    norms = ["norm"]
    for k in range(FOCUS_LAYERS):
        own = f"layers.{k}"
        layer(f"{own}.asked", NARROW, 3 * NARROW)
        layer(f"{own}.answered", NARROW, NARROW)
        layer(f"{own}.wide", NARROW, 2 * NARROW)
        layer(f"{own}.back", 2 * NARROW, NARROW)
        norms += [f"{own}.before", f"{own}.between"]
    for name in norms:
        weights[f"focus.{name}.weight"] = drawn(NARROW)
        weights[f"focus.{name}.bias"] = drawn(NARROW)
    if silent:
        weights["focus.up.weight"][:] = 0.0
        weights["focus.up.bias"][:] = 0.0
    return Heads(weights)


def made_up_rows(count: int) -> tuple[Floats, Floats]:
    chance = np.random.default_rng(count)
    rows = chance.normal(size=(count, WIDTH)).astype(np.float32)
    return rows, chance.normal(size=(count - 1, FEATURES)).astype(np.float32)


def read(heads: Heads, rows: Floats, marks: Ints, features: Floats) -> Floats:
    return focused(heads, rows, narrowed(heads, rows), marks, features)


def written_out(heads: Heads, rows: Floats, marks: Ints, features: Floats) -> Floats:
    """Work it out as the papers write it, a head and a row at a time."""
    x = heads.linear("focus.down", rows) + heads.weights["focus.mark.weight"][marks]
    x += heads.linear("focus.near", np.vstack([np.zeros((1, FEATURES), np.float32), features]))
    size = NARROW // FOCUS_HEADS
    for k in range(FOCUS_LAYERS):
        name = f"focus.layers.{k}"
        q, k_, v = np.split(heads.linear(f"{name}.asked", heads.norm(f"{name}.before", x)), 3, 1)
        seen = np.zeros_like(x)
        for head in range(FOCUS_HEADS):
            at = slice(head * size, (head + 1) * size)
            for row in range(len(x)):
                weights = softmax(k_[:, at] @ q[row, at] / np.float32(size**0.5))
                seen[row, at] = weights @ v[:, at]
        x = x + heads.linear(f"{name}.answered", seen)
        inner = heads.linear(f"{name}.wide", heads.norm(f"{name}.between", x))
        bent = inner / 2 * (1 + np.tanh((2 / np.pi) ** 0.5 * (inner + 0.044715 * inner**3)))
        x = x + heads.linear(f"{name}.back", bent.astype(np.float32))
    return rows + heads.linear("focus.up", heads.norm("focus.norm", x))


def test_own_namings_are_told_from_those_of_others(nlp: Language) -> None:
    text = "The visit is off. The summit is on. The talks go on."
    _, view = seen_and_view(nlp, text)
    visit, summit, talks = (word(view, text, w) for w in ("visit", "summit", "talks"))
    rows = [1 + visit, 1 + summit, 1 + talks]

    def told(own: list[int]) -> list[str]:
        marks = marks_of(view, own, [[visit, talks], [summit]])
        assert len(marks) == 1 + len(view.starts)
        assert (marks > 0).sum() == 3
        assert marks[0] == 0  # the row of the whole report
        return [MARKS[m] for m in marks[rows]]

    assert told([summit]) == ["other", "own", "other"]
    assert told([visit, summit]) == ["own", "own", "other"]  # of two that are one after all


@pytest.mark.parametrize("at_once", [256, 5, 11])
def test_it_is_what_the_papers_write(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engagement_focus, "_AT_ONCE", at_once)
    rows, features = made_up_rows(23)
    marks = np.arange(23) % 3
    found = read(made_up_heads(), rows, marks, features)
    expected = written_out(made_up_heads(), rows, marks, features)
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-3)


def test_an_untrained_focus_adds_nothing() -> None:
    rows, features = made_up_rows(9)
    silent = read(made_up_heads(silent=True), rows, np.zeros(9, dtype=np.int64), features)
    assert np.array_equal(silent, rows)


def test_of_a_very_long_report_what_is_near_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engagement_focus, "_MOST_ROWS", 8)
    rows, features = made_up_rows(40)
    marks = np.zeros(40, dtype=np.int64)
    marks[[20, 30]] = MARKS.index("own")
    changed = (read(made_up_heads(), rows, marks, features) != rows).any(1)
    assert np.flatnonzero(changed).tolist() == [0, 18, 19, 20, 21, 29, 30, 31]

"""The figures for nested words: what counts as found, as a right link, and as enough."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from evaluation.nested_attributions import TEXTS, load_texts, main, score

from onrecord.terms import Attribution, Source, Span

TEXT = "Quito asked for a delay, an aide told Nova."
LINE = {
    "id": "x1",
    "kind": "nested",
    "text": TEXT,
    "attributions": [
        {
            "source": "an aide",
            "content": "Quito asked for a delay",
            "footing": "anonymous",
            "carrier": "Nova",
            "inside": None,
        },
        {
            "source": "Quito",
            "content": "for a delay",
            "footing": "statement",
            "carrier": None,
            "inside": 0,
        },
    ],
}


def attribution(
    number: int,
    source: str,
    content: str,
    footing: str,
    *by: str | None,
) -> Attribution:
    carrier, inside = by
    start, left = TEXT.index(source), TEXT.index(content)
    who = Source(source, start, start + len(source), footing=footing)  # type: ignore[arg-type]
    return Attribution(
        f"a{number}",
        who,
        None,
        (Span(left, left + len(content)),),
        carrier=carrier,
        inside=inside,
    )


AIDE = attribution(1, "an aide", "Quito asked for a delay", "anonymous", "Nova", None)
QUITO = attribution(2, "Quito", "for a delay", "statement", None, "a1")


def reads(*found: Attribution) -> object:
    def read(_text: str) -> Sequence[Attribution]:
        return found

    return read


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return path


def test_everything_right_is_a_hundred(texts: Path) -> None:
    tally, wrong = score(load_texts(texts)[0], [AIDE, QUITO])
    assert not wrong
    assert set(tally.figures().values()) == {100.0}


def test_a_link_the_wrong_way_round_and_a_missing_one_cost(texts: Path) -> None:
    turned = attribution(1, "an aide", "Quito asked for a delay", "anonymous", None, "a2")
    alone = attribution(2, "Quito", "for a delay", "media", None, None)
    tally, wrong = score(load_texts(texts)[0], [turned, alone])
    figures = tally.figures()
    assert (figures["found"], figures["inside_P"], figures["inside_R"]) == (100.0, 0.0, 0.0)
    assert (figures["carrier_acc"], figures["footing_acc"]) == (50.0, 50.0)
    assert len(wrong) == 4


def test_a_link_of_one_not_found_counts_only_among_all(texts: Path) -> None:
    figures = score(load_texts(texts)[0], [AIDE])[0].figures()
    assert (figures["found"], figures["inside_R"], figures["inside_R_all"]) == (50.0, 100.0, 0.0)


def test_too_little_fails_and_is_listed(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--texts", str(texts), "--wrong", "--least", "90"]
    assert main(arguments, reads(AIDE, QUITO)) == 0  # type: ignore[arg-type]
    assert main(arguments, reads(AIDE)) == 1  # type: ignore[arg-type]
    assert "not found: 'Quito'" in capsys.readouterr().out


def test_words_that_are_not_there_once_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    wrong = {**LINE, "text": TEXT + " Quito said so."}
    path.write_text(json.dumps(wrong), encoding="utf-8")
    with pytest.raises(ValueError, match="stands 2 times"):
        load_texts(path)


def test_the_texts_are_eighty_with_every_holder_in_place() -> None:
    texts = load_texts(TEXTS)
    assert len({one.id for one in texts}) == 80
    for one in texts:
        for place, label in enumerate(one.labels):
            assert label.inside is None or 0 <= label.inside < len(one.labels)
            assert label.inside != place
            assert one.kind != "side_by_side" or label.inside is None

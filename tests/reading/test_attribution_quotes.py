"""Quotations end where they close; one that lost its closing mark ends with its sentence."""

from __future__ import annotations

import pytest

from onrecord.reading.attribution_quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said: “We are ready. We will go.” They left.", ["“We are ready. We will go.”"]),
        ("He said: “We are ready to go. The king left. He came back.", ["“We are ready to go"]),
        (
            "He said: “We are ready to go. The king left. He was “not ill” at all.",
            ["“We are ready to go", "“not ill”"],
        ),
        (
            "He said: “We are ready. We will go.\n\n“They will too,” he said.",
            ["“We are ready. We will go.", "“They will too,”"],
        ),
        ("“We met Mr. Berg and talked. It was good.” He left.", None),
    ],
)
def test_where_quotations_end(text: str, quotes: list[str] | None) -> None:
    found = [text[one.start : one.end] for one in find_quotes(text)]
    assert found == (quotes if quotes is not None else [text[: text.index("”") + 1]])

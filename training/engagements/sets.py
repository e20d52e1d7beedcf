"""Sets of short texts with their engagements marked in them, as examples to learn from.

A line of a file holds one set, texts that differ in a few words and stand at different states:

    {"published": "2019-03-12", "texts": [{"text": "Oslo called off the [1:talks].",
      "status": {"1": "cancelled"}, "also": {"1": []}, "sides": {"1": ["NOR"]}}, ...]}

`[1:talks]` marks a word that names the first engagement, `[0:match]` one that names none. Dates,
people and steps are not labelled, so that such a text teaches nothing but what it tells of and
where that stands (`training.engagements.rereading`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import ascii_lowercase
from typing import Any

from onrecord.reading.engagement_groups import rules_verdict
from training.engagements.labels import Example, Labelled, side_name, viewed

NOTHING = "0"
"""The number of what looks like an engagement and is none."""

_MARK = re.compile(r"\[(\d+):([^\[\]]+)\]")


def set_examples(
    one: Mapping[str, Any], name: str, tools: Any, tokenizer: Any
) -> Iterator[Example]:
    """Build an example of each text of a set; `name` and a letter are its id."""
    for letter, marked in zip(ascii_lowercase, one["texts"], strict=False):
        text, marks = unmarked(marked["text"])
        item = {"text": text, "published": one.get("published")}
        report, view, attributions = viewed(item, tools, tokenizer)
        words = {
            number: tuple(sorted({w for o in at for w in [view.word_at(o)] if w is not None}))
            for number, at in marks.items()
        }
        engagements = tuple(
            _labelled(marked, number, own, rules_verdict(report, view, own, attributions))
            for number, own in sorted(words.items())
            if number != NOTHING and own
        )
        named = {w for e in engagements for w in e.words}
        strays = tuple(sorted({*view.named, *words.get(NOTHING, ())} - named))
        yield Example(
            f"{name}{letter}", view, engagements, strays,
            tuple(rules_verdict(report, view, (w,), attributions) for w in strays),
        )  # fmt: skip


def unmarked(text: str) -> tuple[str, dict[str, list[int]]]:
    """Give a text without its marks, and the offsets of the marked words by their numbers."""
    plain, marks, done = "", {}, 0
    for mark in _MARK.finditer(text):
        plain += text[done : mark.start()]
        marks.setdefault(mark[1], []).append(len(plain))
        plain += mark[2]
        done = mark.end()
    return plain + text[done:], marks


def _labelled(
    marked: Mapping[str, Any], number: str, words: tuple[int, ...], rule: str
) -> Labelled:
    return Labelled(
        words=words,
        status=marked["status"][number],
        also=tuple(marked.get("also", {}).get(number, ())),
        salience="main",
        kind="other",
        sides=frozenset(side_name(s) for s in marked.get("sides", {}).get(number, ())),
        people={},
        stands=None,
        fell=None,
        steps={},
        told=(),
        rule=rule,
    )

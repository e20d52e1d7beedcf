"""Texts with their engagements marked in them, as examples to learn from.

A line of a file holds one set, texts that differ in a few words and stand at different states:

    {"published": "2019-03-12", "texts": [{"text": "Oslo called off the [1:talks].",
      "status": {"1": "cancelled"}, "also": {"1": []}, "sides": {"1": ["NOR"]}}, ...]}

or one report:

    {"published": "2019-03-12", "text": "Oslo called off the [1:talks] ...", "engagements":
      {"1": {"status": "cancelled", "also": [], "salience": "main", "kind": "talks",
             "sides": ["NOR"], "people": ["NOR Ine Dahl"], "date": null, "was": "2019-03-14"}}}

`[1:talks]` marks a word that names the first engagement, `[1,2:visits]` one that names two,
`[0:match]` one that names none. `{1=cancelled|Oslo called off the [1:talks]}` holds the words of a
step; braces may nest. In sets neither steps nor people and dates are labelled, so that they teach
the second reading alone (`training.engagements.rereading`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from onrecord.reading.reader import ReadingTools
from training.engagements.labels import (
    Example,
    Labelled,
    Viewed,
    example_of,
    last_name,
    side_name,
    told_in,
    viewed,
)

NOTHING = "0"
"""The number of what looks like an engagement and is none."""

_MARK = re.compile(r"\[(\d+(?:,\d+)*):([^\[\]]+)\]|\{(\d+)=([a-z_]+)\||\}")


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A text without its marks.

    `namings` are the offsets of the marked words by the numbers of engagements; `steps` gives
    number, status, start and end of each, in the order of their ends.
    """

    text: str
    namings: Mapping[str, tuple[int, ...]]
    steps: tuple[tuple[str, str, int, int], ...]

    def steps_of(self, number: str) -> list[tuple[str, int, int]]:
        """Give status, start and end of each step of one engagement."""
        return [(status, a, b) for of, status, a, b in self.steps if of == number]


def set_examples(
    one: Mapping[str, Any], name: str, tools: ReadingTools, tokenizer: Any
) -> Iterator[Example]:
    """Build an example of each text of a set; `name` and a letter are its id."""
    for letter, marked in zip(ascii_lowercase, one["texts"], strict=False):
        labels = {
            number: {
                "status": status,
                "also": marked.get("also", {}).get(number, ()),
                "sides": marked.get("sides", {}).get(number, ()),
            }
            for number, status in marked["status"].items()
        }
        item = {"text": marked["text"], "published": one.get("published"), "engagements": labels}
        yield marked_example(item, f"{name}{letter}", tools, tokenizer)


def marked_example(
    item: Mapping[str, Any], name: str, tools: ReadingTools, tokenizer: Any
) -> Example:
    """Build the example of one marked report; `name` is its id."""
    plain = unmarked(item["text"])
    seen = viewed({**item, "text": plain.text}, tools, tokenizer)
    words = {number: seen.words_at(offsets) for number, offsets in plain.namings.items()}
    engagements = [
        _labelled(item["engagements"][number], seen, own, plain.steps_of(number))
        for number, own in sorted(words.items())
        if number != NOTHING and own
    ]
    return example_of(name, seen, engagements, words.get(NOTHING, ()))


def unmarked(marked: str) -> Unmarked:
    """Take the marks out of a text.

    Raises ValueError for a step that does not end, or ends without a beginning.
    """
    plain, done = "", 0
    namings: dict[str, list[int]] = {}
    steps: list[tuple[str, str, int, int]] = []
    begun: list[tuple[str, str, int]] = []
    for mark in _MARK.finditer(marked):
        plain += marked[done : mark.start()]
        done = mark.end()
        if mark[1]:
            for number in mark[1].split(","):
                namings.setdefault(number, []).append(len(plain))
            plain += mark[2]
        elif mark[3]:
            begun.append((mark[3], mark[4], len(plain)))
        elif begun:
            steps.append((*begun.pop(), len(plain)))
        else:
            raise ValueError(f"a step ends that did not begin: {marked[max(0, done - 40) : done]}")
    if begun:
        raise ValueError(f"a step does not end: {plain[begun[-1][2] :][:40]}")
    return Unmarked(plain + marked[done:], {n: tuple(o) for n, o in namings.items()}, tuple(steps))


def people_by_side(label: Mapping[str, Any]) -> dict[str, list[str]]:
    """Give who takes part by the sides of an engagement's label, all of its sides.

    A person is labelled with the side before the name: "Azawagh Front Rhissa ag Intalla".
    """
    found: dict[str, list[str]] = {side: [] for side in label.get("sides", ())}
    for person in label.get("people", ()):
        side = max((s for s in found if person.startswith(f"{s} ")), key=len)
        found[side].append(person[len(side) + 1 :])
    return found


def _labelled(
    label: Mapping[str, Any],
    seen: Viewed,
    words: tuple[int, ...],
    steps: Iterable[tuple[str, int, int]],
) -> Labelled:
    by_sentence, told = told_in(seen.view, words, steps)
    return Labelled(
        words=words,
        status=label["status"],
        also=tuple(label.get("also", ())),
        salience=label.get("salience", "main"),
        kind=label.get("kind", "other"),
        sides=frozenset(side_name(s) for s in label.get("sides", ())),
        people=_people(label),
        stands=label.get("date"),
        fell=label.get("was"),
        dated="date" in label,
        steps=by_sentence,
        told=told,
        rule=seen.rule(words),
    )


def _people(label: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Give the sides of each person by last name."""
    found: dict[str, set[str]] = {}
    for side, names in people_by_side(label).items():
        for name in names:
            found.setdefault(last_name(name), set()).add(side_name(side))
    return {name: frozenset(sides) for name, sides in found.items()}

"""Marked reports (`training/marked`) as labelled items, so that a reading of them can be scored.

They say which words name which engagement, where each stands, between whom and when, and some of
them by which words that is told, but not on whose word: `word_acc` and `attribution_R` mean nothing
on them, `history_F` nothing where steps are not marked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from training.engagements.sets import people_by_side, unmarked

_WORD = re.compile(r"\S+")


def labelled_item(marked: Mapping[str, Any], name: str) -> dict[str, object]:
    """Give one marked report the shape of a labelled item; `name` becomes its id.

    Scoring looks for a mention's words where they first stand, so each is quoted with as many of
    the words around it as make it stand only once.
    """
    plain = unmarked(marked["text"])
    text = plain.text
    engagements = [
        {
            "id": number,
            "kind": label["kind"],
            "parties": [
                {"side": side, "people": names} for side, names in people_by_side(label).items()
            ],
            "planned_start": label["date"],
            "was_planned_start": label["was"],
            "status": label["status"],
            "also_acceptable": label.get("also", []),
            "salience": label["salience"],
            "history": [
                {"status": status, "evidence": text[start:end], "footing": None, "stance": None}
                for status, start, end in plain.steps_of(number)
            ],
            "mentions": [mention(text, offset) for offset in plain.namings.get(number, ())],
        }
        for number, label in sorted(marked["engagements"].items())
    ]
    return {
        "id": name,
        "title": None,
        "published": marked["published"],
        "text": text,
        "gold": {"engagements": engagements, "attributions": []},
    }


def mention(text: str, offset: int) -> dict[str, str]:
    """Quote the word at an offset, with as much around it as stands only once in the text."""
    words = list(_WORD.finditer(text))
    at = next(k for k, word in enumerate(words) if word.start() <= offset < word.end())
    first = last = at
    trigger = re.match(r"\w+(?:[-'’]\w+)*", text[offset:])
    quote = words[at][0]
    while text.count(quote) > 1 and (first > 0 or last < len(words) - 1):
        first, last = max(0, first - 1), min(len(words) - 1, last + 1)
        quote = text[words[first].start() : words[last].end()]
    return {"quote": quote, "trigger": trigger[0] if trigger else words[at][0]}

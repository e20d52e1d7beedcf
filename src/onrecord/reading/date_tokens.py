"""The tokens that the date grammar reads, and the words it knows."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WRAPPED = range(50, 101)
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\n|\S")


class Tokens:
    """A text cut into words, runs of figures, line ends and single other signs.

    Positions before the first token or past the last read as an empty word, so that the grammar
    may look around without asking where the text ends. `start` and `end` are code points into
    the text; the other lists run parallel to them.
    """

    __slots__ = ("end", "low", "raw", "size", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        found = _hard_ends(_TOKEN.finditer(text, start, end), start)
        self.raw = [match.group() for match in found]
        self.low = [word.lower() for word in self.raw]
        self.start = [match.start() for match in found]
        self.end = [match.end() for match in found]
        self.size = len(found)

    def word(self, i: int) -> str:
        """Give the token at `i` in lower case, or an empty string outside the text."""
        return self.low[i] if 0 <= i < self.size else ""

    def capital(self, i: int) -> bool:
        """Tell whether the token at `i` begins with a capital letter."""
        return 0 <= i < self.size and self.raw[i][0].isupper()

    def touches(self, i: int) -> bool:
        """Tell whether the token at `i` follows the one before it without a space."""
        return 0 < i < self.size and self.start[i] == self.end[i - 1]

    def number(self, i: int) -> int | None:
        """Give the value of a run of one to four figures at `i`, else None."""
        word = self.word(i)
        return int(word) if 1 <= len(word) <= 4 and word[0] in "0123456789" else None

    def phrase(self, i: int, *words: str) -> int | None:
        """Give the position after `words` if they stand at `i`, else None."""
        for word in words:
            if self.word(i) != word:
                return None
            i += 1
        return i


def _hard_ends(found: Iterable[re.Match[str]], start: int) -> list[re.Match[str]]:
    """Leave out the line ends that only wrap a paragraph.

    Old wires break their lines at some 65 signs, even between "late" and "February". A line
    shorter than that, or empty, ends what stands before it (a headline, a caption), and one much
    longer is a paragraph of its own.
    """
    kept: list[re.Match[str]] = []
    begin = start
    for match in found:
        if match.group() != "\n":
            kept.append(match)
            continue
        if match.start() - begin not in _WRAPPED:
            kept.append(match)
        begin = match.end()
    return kept


def word_set(line: str) -> frozenset[str]:
    """Give the words of a line as a set."""
    return frozenset(line.split())


WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday",),
            ("tuesday", "tues"),
            ("wednesday", "weds"),
            ("thursday", "thurs"),
            ("friday",),
            ("saturday",),
            ("sunday",),
        )
    )
    for name in names
}
SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "thur": 3, "fri": 4, "sat": 5, "sun": 6}
"""Read only beside a date: "Fri, 5 March", never "the sun" or "they sat"."""

MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        start=1,
    )
}
SHORT_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

SENTENCE_ENDS = frozenset((".", "\n", "?", "!", ";"))

CARDINALS = {
    word: number
    for number, word in enumerate(
        (
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ),
        start=1,
    )
} | {"a": 1, "an": 1}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}
UNITS = {
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "fortnight": "fortnight",
    "fortnights": "fortnight",
    "month": "month",
    "months": "month",
    "year": "year",
    "years": "year",
}

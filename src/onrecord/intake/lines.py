"""A text as its lines, with their places in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
# "U.S. Rejects" and "Mr. Field" hold no end of a sentence.
_INNER_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bGen)"
    r"[.!?][\"'”’)\]]*\s+[\"'“‘(]?[A-Z]"
)
_TERMINAL = re.compile(r"[.!?…:;,][\"'”’)\]*]*$")
_WORD = re.compile(r"[^\W_][\w'’.-]*")

LONGEST_FURNITURE = 700
"""A line longer than this, in code points, is prose: no caption or box runs on so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: its place in the text without the white space around it.

    `number` counts the lines that are not blank, from 0. `apart` is true when a blank line (or
    the edge of the text) stands before it.
    """

    start: int
    end: int
    text: str
    number: int
    apart: bool

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the line, numbers among them."""
        return tuple(_WORD.findall(self.text))

    @property
    def ends(self) -> bool:
        """Whether the line ends as a sentence or a clause does, rather than as a label does."""
        return _TERMINAL.search(self.text) is not None

    @property
    def one_sentence(self) -> bool:
        """Whether no second sentence begins within the line."""
        return _INNER_STOP.search(self.text) is None


def lines_of(text: str) -> tuple[Line, ...]:
    """Split a text into its lines that are not blank, in order."""
    found: list[Line] = []
    before = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped:
            continue
        start = match.start() + match.group().index(stripped)
        gap = text[before : match.start()].replace("\r\n", "\n")
        apart = before == 0 or sum(gap.count(c) for c in "\n\r\u2028\u2029") > 1
        found.append(Line(start, start + len(stripped), stripped, len(found), apart))
        before = match.end()
    return tuple(found)


def hard_wrapped(lines: tuple[Line, ...]) -> bool:
    """Whether the text was broken into short lines by width, as old wire copy was.

    Then a line without a full stop is the middle of a sentence, not a headline or a teaser.
    """
    body = [line for line in lines if not line.apart]
    if len(body) < 3:
        return False
    short = sum(1 for line in body if len(line.text) <= 90)
    broken = sum(1 for line in body if not line.ends)
    return len(body) * 2 > len(lines) and short * 10 >= len(body) * 9 and broken * 2 > len(body)


def any_of(*forms: str, ignore_case: bool = False) -> re.Pattern[str]:
    """Compile several forms of a line into the one pattern that matches any of them."""
    joined = "|".join(f"(?:{form})" for form in forms)
    return re.compile(joined, re.IGNORECASE if ignore_case else 0)

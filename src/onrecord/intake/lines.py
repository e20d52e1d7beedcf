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
_ABBREVIATED = re.compile(r"(?<!\b[Tt]he )\b(?:U\.S|U\.K|U\.N|E\.U|U\.A\.E)\.$")

_TURN = re.compile(r"Q[:.]?\s|(?:[A-Z][A-Z.'’-]*\s?){1,5}:\s")
# Transcripts put two spaces after the speaker; a dateline with a colon puts one.
_SURE_TURN = re.compile(r"(?:Q|[A-Z][A-Z.'’ -]{1,40}:)(?:\s{2,}|\s?\xa0)")

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
    def length(self) -> int:
        """How many words the line has, counting whatever stands between spaces."""
        return len(self.text.split())

    @property
    def ends(self) -> bool:
        """Whether the line ends as a sentence or a clause does, rather than as a label does."""
        return _TERMINAL.search(self.text) is not None

    @property
    def abbreviated(self) -> bool:
        """Whether the last full stop is that of an abbreviation: "Talks Off in U.S." is a headline.

        A headline leaves the article out; "They agreed to meet in the U.S." is a sentence.
        """
        return _ABBREVIATED.search(self.text) is not None

    @property
    def one_sentence(self) -> bool:
        """Whether no second sentence begins within the line."""
        return _INNER_STOP.search(self.text) is None


@dataclass(frozen=True, slots=True)
class Layout:
    """A text's lines and how they are set.

    `wrapped`: broken into short lines by width, as old wire copy was; a line without a full stop
    is then the middle of a sentence, not a headline or a teaser. `transcript`: questions and
    answers (`Q  Why?`, `MS. FLAVIA:  I will not say.`); a name in capitals before a colon is
    then a speaker, not a place.
    """

    lines: tuple[Line, ...]
    wrapped: bool
    transcript: bool

    def after(self, line: Line) -> Line | None:
        """Give the next line that is not blank, or None after the last."""
        following = line.number + 1
        return self.lines[following] if following < len(self.lines) else None


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


def layout_of(text: str) -> Layout:
    """Split a text into lines and say how they are set."""
    lines = lines_of(text)
    return Layout(lines, _hard_wrapped(lines), _is_transcript(lines))


def _hard_wrapped(lines: tuple[Line, ...]) -> bool:
    body = [line for line in lines if not line.apart]
    if len(body) < 3:
        return False
    short = sum(1 for line in body if len(line.text) <= 90)
    broken = sum(1 for line in body if not line.ends)
    return len(body) * 2 > len(lines) and short * 10 >= len(body) * 9 and broken * 2 > len(body)


def _is_transcript(lines: tuple[Line, ...]) -> bool:
    turns = 0
    for line in lines:
        if _SURE_TURN.match(line.text):
            return True
        turns += _TURN.match(line.text) is not None
    return turns >= 2


def is_turn(line: Line) -> bool:
    """Whether the line is surely one speaker's turn in a transcript, or a question in one."""
    return _SURE_TURN.match(line.text) is not None


def any_of(*forms: str, ignore_case: bool = False) -> re.Pattern[str]:
    """Compile several forms of a line into the one pattern that matches any of them."""
    joined = "|".join(f"(?:{form})" for form in forms)
    return re.compile(joined, re.IGNORECASE if ignore_case else 0)

"""Furniture: what in a report's text is not its prose. It is marked, never cut.

Offsets of everything that is read later point into the original text, so nothing is taken out
of it. Each rule is about form (labels, credits, place on the page), and leaves a line alone when
in doubt: furniture read as prose adds noise, prose marked as furniture loses a claim.
"""

from __future__ import annotations

import re

from onrecord.intake.boilerplate import (
    is_bare_headline,
    is_boilerplate,
    is_newsletter,
    is_teaser,
    opens_teasers,
)
from onrecord.intake.bylines import is_byline, is_sign_off, sign_off_start
from onrecord.intake.captions import is_caption
from onrecord.intake.datelines import dateline_end, is_place_line
from onrecord.intake.datestamps import is_datestamp
from onrecord.intake.lines import LONGEST_FURNITURE, Line, hard_wrapped, lines_of
from onrecord.terms import Furniture, FurnitureKind

_HEADLINE_WORDS = 30
_TOP = 6
_SPACES = re.compile(r"\W+")


def furniture_of(text: str, *, title: str | None = None) -> tuple[Furniture, ...]:
    """Mark the furniture of a report's text.

    `title` is the report's title when it is known apart from the text, or None: a line that says
    the same is the headline. Returns spans in text order that do not overlap, each within one
    line. A dateline or a sign-off may be a part of a line; every other kind is a whole line.
    """
    lines = lines_of(text)
    found = list(_line_furniture(lines, title))
    marked = {one.start for one in found}
    prose = [line for line in lines if line.start not in marked]
    found += _inside_lines(prose)
    found.sort(key=lambda one: (one.start, one.end))
    return tuple(found)


def headline_of(text: str) -> str | None:
    """Give the headline that a plain text begins with, or None when it begins with prose.

    `title` for a text that came without one; the text itself stays as it is.
    """
    lines = lines_of(text)
    wrapped = hard_wrapped(lines)
    for line in lines[:_TOP]:
        if _is_headline(line, lines, wrapped=wrapped):
            return " ".join(line.text.split())
        if _kind_of(line, lines) is None:
            return None
    return None


def _line_furniture(lines: tuple[Line, ...], title: str | None) -> list[Furniture]:
    found: list[Furniture] = []
    wrapped = hard_wrapped(lines)
    wanted = _words_of(title) if title else ""
    seen: dict[str, int] = {}
    captions: list[str] = []
    headline = False
    prose = 0
    in_teasers = False
    for line in lines:
        kind: FurnitureKind | None = None
        same = _words_of(line.text)
        if _says_title(line, same, wanted) or (
            not prose and not headline and _is_headline(line, lines, wrapped=wrapped)
        ):
            kind, headline = "headline", True
        elif _repeats(line, same, seen, captions):
            kind = "repeated"
        else:
            kind = _kind_of(line, lines)
        if kind is None and in_teasers and is_bare_headline(line) and not wrapped:
            kind = "teaser"
        if kind is None and prose >= 3 and not wrapped and _trails(line, lines):
            kind = "teaser"
        if kind is None and _printed_twice_below(line, lines):
            kind = "caption"
        seen.setdefault(same, line.number)
        if kind == "caption":
            captions.append(same)
        if kind is None:
            prose += 1
            in_teasers = False
            continue
        in_teasers = kind == "teaser" and (in_teasers or opens_teasers(line))
        found.append(Furniture(kind, line.start, line.end))
    return found


def _kind_of(line: Line, lines: tuple[Line, ...]) -> FurnitureKind | None:
    """Say what furniture a line is by its own form, or None for prose."""
    if len(line.text) > LONGEST_FURNITURE:
        return None
    last = line.number >= len(lines) - 3
    if is_datestamp(line) or (line.number < _TOP and is_place_line(line)):
        return "dateline"
    if is_byline(line) or is_sign_off(line, last=last):
        return "byline"
    if is_teaser(line):
        return "teaser"
    if is_newsletter(line):
        return "newsletter"
    if is_caption(line):
        return "caption"
    return "boilerplate" if is_boilerplate(line) else None


def _says_title(line: Line, same: str, title: str) -> bool:
    return bool(title) and same == title and line.number < _TOP


def _is_headline(line: Line, lines: tuple[Line, ...], *, wrapped: bool) -> bool:
    if len(line.words) > _HEADLINE_WORDS or len(lines) < 2 or _kind_of(line, lines) is not None:
        return False
    if line.text.endswith((".", ",", ";", ":", "…")) and not line.text.endswith("..."):
        return False
    if not line.one_sentence and not line.text.endswith("?"):
        return False
    following = lines[line.number + 1 :]
    if not following:
        return False
    if wrapped:
        return following[0].apart and line.number == 0
    # A line that is no sentence, above text that has sentences: a headline.
    return any(one.ends for one in following)


def _repeats(line: Line, same: str, seen: dict[str, int], captions: list[str]) -> bool:
    """Whether the line was printed before: wholly, or as the beginning of a caption above it."""
    words = same.count(" ") + 1
    if same in seen and words >= 2:
        # A transcript says "Thank you." many times over; what runs on is no second printing.
        return words >= 4 or line.number - seen[same] == 1
    return words >= 3 and any(one.startswith(f"{same} ") for one in captions[-3:])


def _printed_twice_below(line: Line, lines: tuple[Line, ...]) -> bool:
    """Whether a label-like line near the top is printed again right below: a caption."""
    after = lines[line.number + 1 : line.number + 2]
    return (
        line.number < 2 * _TOP
        and len(line.words) >= 3
        and not (line.ends and len(line.words) > 40)
        and any(_words_of(one.text) == _words_of(line.text) for one in after)
    )


def _trails(line: Line, lines: tuple[Line, ...]) -> bool:
    """Whether the line is a stray headline at the foot, under prose that has ended."""
    last = line.number == len(lines) - 1
    before = lines[line.number - 1]
    return (
        last
        and line.apart
        and before.ends
        and before.text[-1] not in ",;:"
        and len(before.words) > 10
        and 4 <= len(line.text.split()) <= 16
        and is_bare_headline(line)
        and line.text[0].isupper()
    )


def _inside_lines(prose: list[Line]) -> list[Furniture]:
    found: list[Furniture] = []
    for place, line in enumerate(prose):
        end = dateline_end(line.text, opening=place == 0) if place < _TOP else None
        if end is not None:
            found.append(Furniture("dateline", line.start, line.start + end))
        if place == len(prose) - 1:
            start = sign_off_start(line.text)
            if start is not None and (end is None or start >= end):
                found.append(Furniture("byline", line.start + start, line.end))
    return found


def _words_of(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()

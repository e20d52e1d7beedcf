"""Furniture: what in a report's text is not its prose. It is marked, never cut.

Offsets of everything that is read later point into the original text, so nothing is taken out
of it. Each rule is about form (labels, credits, place on the page), and leaves a line alone when
in doubt: furniture read as prose adds noise, prose marked as furniture loses a claim.
"""

from __future__ import annotations

import re

from onrecord.intake.boilerplate import is_boilerplate, is_newsletter
from onrecord.intake.bylines import is_byline, is_sign_off, is_signature, sign_off_start
from onrecord.intake.captions import credit_start, is_caption
from onrecord.intake.datelines import dateline_end, is_agency_and_place, is_place_line
from onrecord.intake.datestamps import is_datestamp
from onrecord.intake.lines import LONGEST_FURNITURE, Layout, Line, is_turn
from onrecord.intake.teasers import (
    is_bare_headline,
    is_listed_headline,
    is_teaser,
    opens_teasers,
    teaser_start,
)
from onrecord.terms import Furniture, FurnitureKind

_HEADLINE_WORDS = 30
_QUESTION_WORDS = 16
_CAPTION_WORDS = 60
_TOP = 6
_SPACES = re.compile(r"\W+")


def furniture_of(layout: Layout, *, title: str | None = None) -> tuple[Furniture, ...]:
    """Mark the furniture of a report's text, given its lines (`lines.layout_of`).

    `title` is the report's title when it is known apart from the text, or None: a line that says
    the same is the headline. Returns spans in text order that do not overlap, each within one
    line. A dateline may be a part of a line, and so may a sign-off, a teaser or a picture's
    credit that is stuck to prose; everything else is a whole line.
    """
    found = _whole_lines(layout, title)
    marked = {one.start for one in found}
    found += _inside_lines(
        [line for line in layout.lines if line.start not in marked], transcript=layout.transcript
    )
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def headline_of(layout: Layout) -> str | None:
    """Give the headline that a plain text begins with, or None when it begins with prose.

    `title` for a text that came without one; the text itself stays as it is.
    """
    for line in layout.lines[:_TOP]:
        if _is_headline(line, layout):
            return " ".join(line.text.split())
        if _kind_of(line, layout) is None:
            return None
    return None


def _whole_lines(layout: Layout, title: str | None) -> list[Furniture]:
    found: list[Furniture] = []
    wanted = _words_of(title) if title else ""
    seen: dict[str, int] = {}
    captions: list[str] = []
    headline = False
    prose = 0
    in_teasers = False
    for line in layout.lines:
        kind: FurnitureKind | None
        same = _words_of(line.text)
        if _says_title(line, same, wanted) or (
            not prose and not headline and _is_headline(line, layout)
        ):
            kind, headline = "headline", True
        elif _repeats(line, same, seen, captions):
            kind = "repeated"
        else:
            kind = _kind_of(line, layout)
        if kind is None and not layout.wrapped:
            trailing = in_teasers and is_listed_headline(line)
            if trailing or (prose >= 3 and _trails(line, layout)):
                kind = "teaser"
        if kind is None and _printed_twice_below(line, same, layout):
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


def _kind_of(line: Line, layout: Layout) -> FurnitureKind | None:
    """Say what furniture a line is by its own form, or None for prose."""
    if len(line.text) > LONGEST_FURNITURE:
        return None
    last = line.number >= len(layout.lines) - 3
    if is_datestamp(line):
        return "dateline"
    if is_byline(line) or is_sign_off(line, last=last) or (last and _signs(line, layout)):
        return "byline"
    if is_teaser(line):
        return "teaser"
    if _stands_as_place(line, layout):  # behind the teasers: "RECOMMENDED" is no place
        return "dateline"
    if is_newsletter(line):
        return "newsletter"
    if is_caption(line):
        return "caption"
    return "boilerplate" if is_boilerplate(line) else None


def _stands_as_place(line: Line, layout: Layout) -> bool:
    """Whether the line is a place that stands alone under a headline and above the prose."""
    if line.number < _TOP and is_agency_and_place(line):
        return True
    after = layout.after(line)
    return (
        0 < line.number < _TOP
        and line.apart
        and (after is None or after.apart)
        and is_place_line(line)
    )


def _signs(line: Line, layout: Layout) -> bool:
    """Whether a name behind a dash signs the report; several in a row are a list of people."""
    before = layout.lines[line.number - 1] if line.number else None
    return before is not None and is_signature(line) and not is_signature(before)


def _says_title(line: Line, same: str, title: str) -> bool:
    return bool(title) and same == title and line.number < _TOP


def _is_headline(line: Line, layout: Layout) -> bool:
    """Whether the line is no sentence and stands above text that has sentences."""
    after = layout.after(line)
    if after is None or line.length > _HEADLINE_WORDS or is_turn(line):
        return False
    stops = line.text.endswith((".", ",", ";", ":", "…")) and not line.text.endswith("...")
    if stops and not line.abbreviated:
        return False
    asks = line.text.endswith("?")
    if asks and (layout.transcript or line.length > _QUESTION_WORDS):
        return False
    if not line.one_sentence and not asks:
        return False
    if _kind_of(line, layout) is not None:
        return False
    if layout.wrapped:
        return after.apart and line.number == 0
    return any(one.ends for one in layout.lines[line.number + 1 :])


def _repeats(line: Line, same: str, seen: dict[str, int], captions: list[str]) -> bool:
    """Whether the line was printed before: wholly, or as the beginning of a caption above it."""
    words = same.count(" ") + 1
    if same in seen and words >= 2:
        # A transcript says "Thank you." many times over; what runs on is no second printing.
        return words >= 4 or line.number - seen[same] == 1
    return words >= 3 and any(one.startswith(f"{same} ") for one in captions[-3:])


def _printed_twice_below(line: Line, same: str, layout: Layout) -> bool:
    """Whether a line near the top is printed again right below: a picture's text and caption."""
    after = layout.after(line)
    return (
        line.number < 2 * _TOP
        and after is not None
        and 3 <= line.length <= _CAPTION_WORDS
        and _words_of(after.text) == same
    )


def _trails(line: Line, layout: Layout) -> bool:
    """Whether the line is a stray headline at the foot, under prose that has ended."""
    if not line.apart or layout.after(line) is not None or layout.transcript:
        return False
    before = layout.lines[line.number - 1]
    return (
        before.text[-1] not in ",;:"
        and before.ends
        and before.length > 10
        and 4 <= line.length <= 16
        and is_bare_headline(line)
        and line.text[0].isupper()
        and sign_off_start(line.text) is None  # "The visit is off. - Wire" has been signed
    )


def _inside_lines(prose: list[Line], *, transcript: bool) -> list[Furniture]:
    """Mark datelines before, and pointers, credits and agencies stuck after, a line's prose."""
    found: list[Furniture] = []
    for place, line in enumerate(prose):
        begins = 0
        if place < _TOP:
            end = dateline_end(line.text, opening=place == 0 and not transcript)
            if end is not None:
                found.append(Furniture("dateline", line.start, line.start + end))
                begins = end
        kind, start = _stuck(line.text, last=place == len(prose) - 1)
        if kind is not None and start >= begins:
            found.append(Furniture(kind, line.start + start, line.end))
    return found


def _stuck(text: str, *, last: bool) -> tuple[FurnitureKind | None, int]:
    """Say what furniture a line of prose ends with, and where in it that starts."""
    starts: tuple[tuple[FurnitureKind, int | None], ...] = (
        ("byline", sign_off_start(text) if last else None),
        ("teaser", teaser_start(text)),
        ("caption", credit_start(text)),
    )
    return next(((kind, start) for kind, start in starts if start is not None), (None, 0))


def _words_of(text: str) -> str:
    if len(text) > LONGEST_FURNITURE:
        return text  # prose, which is compared as it is if at all
    return _SPACES.sub(" ", text).strip().casefold()

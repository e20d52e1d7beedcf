"""Attributions by layout: the turns of a transcript, the own voice of a government release."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.reading.attribution_clauses import Page, is_finite
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

_TURN = re.compile(
    r"""
    ^[ \t\u00a0]*
    (?: (?P<asker>Q|QUESTION|REPORTER|MODERATOR|JOURNALIST)(?:[ \u00a0]?:|(?<=Q)[ \u00a0])
      | (?P<who>[A-Z][A-Z.'’-]+(?:\ [A-Z][A-Z.'’-]*)*)[ \u00a0]?: )
    """,
    re.MULTILINE | re.VERBOSE,
)
_TITLED = re.compile(
    r"(?:MR|MS|MRS|DR|SEN|GEN|AMB|THE|PRESIDENT|VICE|PRIME|SECRETARY|MINISTER|SENIOR|CHANCELLOR|"
    r"AMBASSADOR|GOVERNOR|SPOKES\w+|FOREIGN|GENERAL)\b"
)
_RELEASE = re.compile(
    r"(?mi)^[^\n]{0,60}?\b(?P<cue>statement (?:by|from|of)|attributable to|press release|"
    r"readout (?:by|from|of)|for immediate release)[ :]*(?P<who>[^\n:]{0,120})"
)
_PROSE = re.compile(r"\b(?:an?|the|its|his|her|their|this|that|in) (?:[\w-]+ )?$", re.IGNORECASE)
"""What stands before a statement that a sentence tells of: "in a joint statement by"."""
_ISSUER = re.compile(
    r"(?m)^[ \t]*(?P<who>(?:(?:THE )?WHITE HOUSE|(?:U\.S\. )?DEPARTMENT OF STATE|"
    r"Office of the [A-Z][^\n]{3,40}|(?:The )?Ministry of [A-Z][^\n]{3,70}|"
    r"(?:The )?(?:Federal )?Foreign (?:Office|Ministry)[^\n]{0,40}))[ \t]*$"
)
_HEAD = 700
"""A release names its issuer within this many code points."""
_SHORTEST_SENTENCE = 12


def voice_attributions(page: Page) -> Iterator[RawAttribution]:
    """Yield, sentence by sentence, what a transcript's speakers or a release's issuer say."""
    turns = list(_turns(page))
    yield from turns
    if not turns:
        yield from _releases(page)


def _turns(page: Page) -> Iterator[RawAttribution]:
    """Yield each sentence of a speaker's turn in a transcript as the speaker's word.

    A line that begins with capitals and a colon is a turn when the capitals hold a title ("MR.
    OKAFOR:"), or come back, or answer a question: "GENEVA: Talks resume" is a dateline.
    """
    marks = list(_TURN.finditer(page.text))
    times = Counter(mark["who"] for mark in marks)
    asked = any(mark["asker"] for mark in marks)
    marks = [
        mark
        for mark in marks
        if asked or _TITLED.match(mark["who"] or "") or times[mark["who"]] > 1
    ]
    if len(marks) < 2 and not (marks and marks[0].start() == 0):
        return
    for place, mark in enumerate(marks):
        if mark["asker"]:
            continue
        end = marks[place + 1].start() if place + 1 < len(marks) else len(page.text)
        who = Span(mark.start("who"), mark.end("who"))
        for content in _sentences(page, mark.end(), end):
            yield RawAttribution(who, who, (content,), "voice.turn", 0.9)


def _sentences(page: Page, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences within bounds, cut at lines; scraps are left out."""
    doc = page.doc
    index = page.token_at(start)
    while index < len(doc) and doc[index].idx < end:
        last = doc[index].sent.end
        left = max(start, doc[index].idx)
        piece = page.text[left : min(end, doc[last - 1].idx + len(doc[last - 1].text))]
        stripped = piece.strip(" \n\t\u00a0")
        if len(stripped) >= _SHORTEST_SENTENCE:
            offset = left + len(piece) - len(piece.lstrip(" \n\t\u00a0"))
            yield Span(offset, offset + len(stripped))
        index = last


def _releases(page: Page) -> Iterator[RawAttribution]:
    """Yield the sentences of a release as the word of whoever issued it."""
    head = page.text[:_HEAD]
    mark = next((m for m in _RELEASE.finditer(head) if _is_heading(page, m)), None)
    issuer = _ISSUER.search(head)
    who: Span | None = None
    if mark is not None and mark["who"].strip(" :()") and _names_speaker(mark["cue"]):
        who = _trim(page.text, mark.start("who"), mark.end("who"))
    elif issuer is not None:
        who = Span(issuer.start("who"), issuer.end("who"))
    if who is None:
        return
    cue = Span(mark.start("cue"), mark.end("cue")) if mark is not None else who
    start = max(who.end, cue.end)
    line_end = page.text.find("\n", start)
    for content in _sentences(page, max(start, line_end), len(page.text)):
        if page.text[content.end - 1] in '.!?”"’':
            yield RawAttribution(who, cue, (content,), "voice.release", 0.7)


def _is_heading(page: Page, mark: re.Match[str]) -> bool:
    """Whether the line that names a release is its heading, and no sentence about a statement.

    "Joint Statement by the Foreign Ministers of Peru and Ghana" on a line of its own; but "Lima
    dismissed a statement by the Ghanaian minister that he had come" is prose.
    """
    if not mark["cue"].lower().startswith("statement"):
        return True
    end = page.text.find("\n", mark.start())
    line = page.text[mark.start() : len(page.text) if end < 0 else end].strip()
    before = page.text[mark.start() : mark.start("cue")]
    if _PROSE.search(before) or re.search(r"[.!?,;]$| that ", line):
        return False
    opens = not before.strip() or before.strip().istitle() or before.isupper()
    words = page.doc.char_span(mark.start(), mark.start() + len(line), alignment_mode="expand")
    told = words is not None and any(is_finite(t) and t.text.islower() for t in words)
    return not told and (opens or not re.search(r"\b[a-z]{5,}\b", before))


def _names_speaker(cue: str) -> bool:
    """Tell "statement by" from "readout of" and "press release", which a topic or place follows."""
    return not cue.lower().startswith(("press", "for", "readout of"))


def _trim(text: str, start: int, end: int) -> Span:
    """Cut what a statement is about off the name of who made it."""
    cut = re.search(r" on | regarding | concerning ", text[start:end])
    if cut is not None:
        end = start + cut.start()
    while end > start and text[end - 1] in " :,;.\u00a0":
        end -= 1
    while start < end and text[start] in " :\u00a0":
        start += 1
    return Span(start, end)

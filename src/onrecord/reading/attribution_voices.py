"""Attributions by layout: transcripts, government releases, headlines with a colon, running quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.attribution_clauses import Page
from onrecord.reading.attribution_cues import load_speakers
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.terms import Span

_TURN = re.compile(
    r"(?m)^[ \t\u00a0]*(?P<who>(?:(?:MR|MS|MRS|DR|SEN|GEN|AMB)\.?|THE|PRESIDENT|VICE|PRIME|SECRETARY|"
    r"MINISTER|SENIOR|CHANCELLOR|AMBASSADOR|GOVERNOR|SPOKES\w+|FOREIGN|GENERAL|MODERATOR|QUESTION|Q|"
    r"REPORTER)\b[A-Z.'’\- ]{0,48}?)[ \u00a0]?(?::|(?<=Q)[ \u00a0]{2,}|(?<=Q)[ \u00a0](?=[A-Z]))"
)
_ASKERS = {"Q", "QUESTION", "REPORTER", "MODERATOR"}
_RELEASE = re.compile(
    r"(?mi)^[^\n]{0,60}?\b(?P<cue>statement (?:by|from|of)|attributable to|press release|"
    r"readout (?:by|from|of)|for immediate release)[ :]*(?P<who>[^\n:]{0,120})"
)
_ISSUER = re.compile(
    r"(?m)^[ \t]*(?P<who>(?:(?:THE )?WHITE HOUSE|(?:U\.S\. )?DEPARTMENT OF STATE|"
    r"Office of the [A-Z][^\n]{3,40}|(?:The )?Ministry of [A-Z][^\n]{3,70}|"
    r"(?:The )?(?:Federal )?Foreign (?:Office|Ministry)[^\n]{0,40}))[ \t]*$"
)
_COLON = re.compile(r": (?=\S)|(?<=\S) [-–—|] (?=[\w' ]{2,30}$)")
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s*$")
_LABELS = {
    "news", "video", "watch", "analysis", "opinion", "update", "updated", "breaking", "exclusive", "live",
    "explainer", "lead", "photo", "photos", "read", "also", "related", "interview", "comment", "editorial",
    "feature", "factbox", "timeline", "correction", "source", "sources", "note", "transcript", "briefer",
    "subject", "date", "time", "location", "by", "from", "topics", "tags", "contact", "place", "category", "more",
}  # fmt: skip
_HEADLINE_WORDS = 30
_SHORTEST_SENTENCE = 12


def voice_attributions(page: Page, others: Sequence[RawAttribution]) -> Iterator[RawAttribution]:
    """Yield what the layout attributes; `others` are the attributions found by words."""
    turns = list(_turns(page))
    yield from turns
    if not turns:
        yield from _releases(page)
    yield from _colons(page)
    yield from _running_quotes(page, others)


def _turns(page: Page) -> Iterator[RawAttribution]:
    """Each sentence of a speaker's turn in a transcript is the speaker's word."""
    text = page.text
    marks = list(_TURN.finditer(text))
    speakers = [mark for mark in marks if mark["who"].strip(". ") not in _ASKERS]
    if not speakers or (len(marks) < 2 and marks[0].start() > 0):
        return
    for place, mark in enumerate(marks):
        if mark["who"].strip(". ") in _ASKERS:
            continue
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        who = Span(mark.start("who"), mark.end("who"))
        for content in _sentences(page, mark.end(), end):
            yield RawAttribution(who, who, (content,), "voice.turn", 0.9)


def _sentences(page: Page, start: int, end: int) -> Iterator[Span]:
    """The sentences within bounds, cut at lines; scraps are left out."""
    position = start
    for sentence in page.doc[page.token_at(start) : page.token_at(max(start, end - 1)) + 1].sents:
        left = max(position, sentence.start_char)
        right = min(end, sentence.end_char)
        piece = page.text[left:right]
        stripped = piece.strip(" \n\t\u00a0")
        if len(stripped) >= _SHORTEST_SENTENCE:
            offset = left + len(piece) - len(piece.lstrip(" \n\t\u00a0"))
            yield Span(offset, offset + len(stripped))
        position = max(position, right)


def _releases(page: Page) -> Iterator[RawAttribution]:
    """A release speaks for whoever issued it, sentence by sentence."""
    head = page.text[:700]
    mark = _RELEASE.search(head)
    issuer = _ISSUER.search(head)
    if mark is None and issuer is None:
        return
    who: Span | None = None
    if (
        mark is not None
        and mark["who"].strip(" :()")
        and not mark["cue"].lower().startswith(("press", "for", "readout of"))
    ):
        who = _trim(page.text, mark.start("who"), mark.end("who"))
    elif issuer is not None:
        who = Span(issuer.start("who"), issuer.end("who"))
    if who is None:
        return
    cue = Span(mark.start("cue"), mark.end("cue")) if mark is not None else who
    start = max(who.end, cue.end, page.text.find("\n", max(who.end, cue.end)))
    for content in _sentences(page, start, len(page.text)):
        if page.text[content.end - 1] in '.!?”"’':
            yield RawAttribution(who, cue, (content,), "voice.release", 0.7)


def _trim(text: str, start: int, end: int) -> Span:
    cut = re.search(r" on | regarding | concerning ", text[start:end])
    if cut is not None:
        end = start + cut.start()
    while end > start and text[end - 1] in " :,;.\u00a0":
        end -= 1
    while start < end and text[start] in " :\u00a0":
        start += 1
    return Span(start, end)


def _colons(page: Page) -> Iterator[RawAttribution]:
    """Headlines that give a speaker and a colon, on either side."""
    position = 0
    for line in page.text.split("\n"):
        start, position = position, position + len(line) + 1
        if not 8 <= len(line.strip()) <= 220 or len(line.split()) > _HEADLINE_WORDS:
            continue
        colon = _COLON.search(line)
        if colon is None or _TURN.match(line) or (start > 0 and _SENTENCE_END.search(line)):
            continue
        cut = max(line.rfind(mark, 0, colon.start()) for mark in (";", " - ", " – ", "| ")) + 1
        left = _shorn(page.text, start + cut, start + colon.start())
        right = _shorn(page.text, start + colon.end(), start + len(line))
        if line[colon.start()] == ":" and _speaks(page, left):
            yield RawAttribution(left, left, (right,), "voice.colon", 0.7)
        elif _speaks(page, right, after=True):
            whole = _shorn(page.text, start, start + colon.start())
            yield RawAttribution(right, right, (whole,), "voice.colon", 0.7)


def _shorn(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ()-–—\u00a0":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _speaks(page: Page, span: Span, *, after: bool = False) -> bool:
    """Whether a short label names somebody who can speak."""
    words = re.findall(r"[\w.'’-]+", page.text[span.start : span.end])
    if not 1 <= len(words) <= (4 if after else 6):
        return False
    lower = [word.lower() for word in words]
    if (
        lower[0] in _LABELS
        and len(words) == 1
        and not (after and lower[0] in {"source", "sources"})
    ):
        return False
    speakers = load_speakers()
    kinds = (
        speakers.spokespeople
        | speakers.officeholders
        | speakers.institutions
        | {"official", "officials", "source", "sources", "envoy", "diplomat", "aide"}
    )
    if after:
        return lower[-1] in kinds | {"report", "reports", "media"} or _entity(page, span, lower)
    return lower[-1] in kinds or _entity(page, span, lower)


def _entity(page: Page, span: Span, lower: list[str]) -> bool:
    entities = [
        entity
        for entity in page.doc.ents
        if entity.start_char < span.end and span.start < entity.end_char
    ]
    named = any(entity.label_ in {"PERSON", "GPE", "ORG", "NORP"} for entity in entities)
    return named and len(lower) <= 4


def _running_quotes(page: Page, others: Sequence[RawAttribution]) -> Iterator[RawAttribution]:
    """A quotation that stands alone after an attributed one continues the same speaker.

    Only within the same paragraph, or at the head of the next one: further on another may speak.
    """
    spoken = sorted(
        (raw for raw in others if raw.cue is not None and raw.source is not None),
        key=lambda raw: (raw.cue or raw.extent).start,
    )
    for quote in page.quotes:
        if len(page.text[quote.start : quote.end].split()) < 4:
            continue
        if any(part.overlaps(quote) for raw in others for part in raw.content):
            continue
        opening = page.token_at(quote.start)
        if page.doc[page.sentence_start(opening)].idx != quote.start:
            continue
        earlier = [raw for raw in spoken if (raw.cue or raw.extent).end <= quote.start]
        if not earlier:
            continue
        last = earlier[-1]
        between = page.text[max((last.cue or last.extent).end, last.extent.end) : quote.start]
        if between.strip().count("\n") or between.count("\n\n") > 1 or len(between) > 220:
            continue
        yield RawAttribution(last.source, last.cue, (quote,), "voice.running_quote", 0.7)

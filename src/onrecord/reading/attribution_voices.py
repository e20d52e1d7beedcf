"""Attributions by layout: transcripts, government releases, headlines with a colon, running quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.attribution_clauses import Page
from onrecord.reading.attribution_cues import load_cues, load_speakers
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
_HEADLINE_VERB = re.compile(r"\b([A-Z]?[a-z]{2,12}s)\b")
_INNER_RULES = {"cue.commit", "cue.request", "cue.opinion", "cue.stress", "cue.call", "cue.suggest", "cue.reject"}
_SHORTEST_RUN = 3
_RUN_REACH = 320
_SHORTEST_SENTENCE = 12


def voice_attributions(page: Page, others: Sequence[RawAttribution]) -> Iterator[RawAttribution]:
    """Yield what the layout attributes; `others` are the attributions found by words."""
    turns = list(_turns(page))
    yield from turns
    if not turns:
        yield from _releases(page)
    yield from _colons(page)
    yield from headline_attributions(page, others)
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
    """A quotation without a cue of its own continues the speaker before it.

    Only within the same paragraph, or at the head of the next one where it stands alone: further
    on another may speak. A sentence that quotes a few words ('He was "not ready" to go') is given
    whole.
    """
    spoken = sorted(
        (
            raw
            for raw in others
            if raw.cue is not None
            and raw.source is not None
            and raw.rule not in _INNER_RULES
            and page.quote_at(raw.cue.start) is None
        ),
        key=lambda raw: (raw.cue or raw.extent).start,
    )
    done: set[int] = set()
    for quote in page.quotes:
        start = page.sentence_start(page.token_at(quote.start))
        words = len(page.text[quote.start : quote.end].split())
        if words < _SHORTEST_RUN or start in done:
            continue
        end = max(page.sentence_end(start), page.token_at(quote.end - 1) + 1)
        alone = page.doc[start].idx == quote.start
        sentence = quote if alone else page.content(start, end)
        if any(
            part.overlaps(sentence)
            for raw in others
            if raw.rule not in _INNER_RULES
            for part in (*raw.content, raw.cue or raw.content[0])
        ):
            continue
        earlier = [raw for raw in spoken if (raw.cue or raw.extent).end <= sentence.start]
        if not earlier:
            continue
        last = earlier[-1]
        between = page.text[max((last.cue or last.extent).end, last.extent.end) : sentence.start]
        if "\n" in between.strip(" .,") and (not alone or words < 4):
            continue
        if between.strip().count("\n") or between.count("\n\n") > 1 or len(between) > _RUN_REACH:
            continue
        done.add(start)
        yield RawAttribution(last.source, last.cue, (sentence,), "voice.running_quote", 0.7)


def headline_attributions(
    page: Page, others: Sequence[RawAttribution]
) -> Iterator[RawAttribution]:
    """Headlines whose verb the parser took for a name: "Peru Denies Talks", "Visit Off, Says Aide"."""
    position = 0
    for line in page.text.split("\n"):
        start, position = position, position + len(line) + 1
        words = line.split()
        if not 3 <= len(words) <= _HEADLINE_WORDS or _SENTENCE_END.search(line):
            continue
        for match in _HEADLINE_VERB.finditer(line):
            cue = Span(start + match.start(1), start + match.end(1))
            if surface_cue(match.group(1)) is None or any(
                raw.cue is not None and raw.cue.overlaps(cue) for raw in others
            ):
                continue
            cut = max(line.rfind(mark, 0, match.start(1)) for mark in (";", ":", " - ", " – ")) + 1
            left = _shorn(page.text, start + cut, cue.start)
            right = _shorn(page.text, cue.end, start + len(line))
            if len(page.text[right.start : right.end].split()) < 1:
                continue
            comma = page.text[left.end - 1 : left.end] in {",", "-", "–"}
            if comma and _speaks(page, right, after=True):
                content = _shorn(page.text, left.start, left.end - 1)
                yield RawAttribution(right, cue, (content,), "voice.headline", 0.6)
            elif not comma and 1 <= len(page.text[left.start : left.end].split()) <= 8:
                yield RawAttribution(left, cue, (right,), "voice.headline", 0.6)
            break


def surface_cue(word: str) -> str | None:
    """The lemma of a cue that a third-person form ("Denies") belongs to, or None."""
    verbs = load_cues().verbs
    lower = word.lower()
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("s", "")):
        lemma = lower.removesuffix(ending) + instead
        if lower.endswith(ending) and lemma in verbs and any(
            not cue.particle and cue.frames & {"clause", "object"} for cue in verbs[lemma]
        ):
            return lemma
    return None

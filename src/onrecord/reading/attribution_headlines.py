"""Attributions in headlines, which leave out what a parser needs: "Aide: Visit Off"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reading.attribution_clauses import Page
from onrecord.reading.attribution_cues import load_cues, load_speakers
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.reading.parties_tables import tables
from onrecord.terms import Span

_COLON = re.compile(r": (?=\S)|(?<=\S) [-–—|] (?=[\w' ]{2,30}$)")
_VERB = re.compile(r"\b([A-Z]?[a-z]{2,12}s)\b")
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s*$")
_LABELS = frozenset(
    {
        "news", "video", "watch", "analysis", "opinion", "update", "updated", "breaking", "live",
        "exclusive", "explainer", "lead", "photo", "photos", "read", "also", "related", "interview",
        "comment", "editorial", "feature", "factbox", "timeline", "correction", "source", "sources",
        "note", "transcript", "briefer", "subject", "date", "time", "location", "by", "from",
        "topics", "tags", "contact", "place", "category", "more",
    }
)  # fmt: skip
_OF_NOUN = re.compile(r"\b(?:amid|on|over|after|despite|of|with|in|at|from)\ $", re.IGNORECASE)
_INNER = frozenset({"at", "in", "on", "with", "after", "before", "from", "vs", "v", "meets"})
_SPEAKING = frozenset({"official", "officials", "source", "sources", "envoy", "diplomat", "aide"})
_WORDS = 30
_SUBJECT_WORDS = 8
_PROSE_WORDS = 6


def headline_attributions(page: Page, others: Sequence[RawAttribution]) -> Iterator[RawAttribution]:
    """Yield what headlines attribute by a colon or a dash, or by a verb in the present tense.

    `others` are the attributions found so far; a verb that is a cue there is left alone. A line
    is taken for a headline when it is short and ends without a full stop, or is the first.
    """
    position = 0
    for line in page.text.split("\n"):
        start, position = position, position + len(line) + 1
        if not 8 <= len(line.strip()) <= 220 or not 3 <= len(line.split()) <= _WORDS:
            continue
        if any(raw.rule == "voice.turn" and start <= raw.extent.start < position for raw in others):
            continue
        sentence = _SENTENCE_END.search(line) is not None
        if not sentence or start == 0:
            yield from _by_colon(page, line, start)
        if not sentence:
            yield from _by_verb(page, line, start, others)


def surface_cue(word: str) -> str | None:
    """Give the lemma of the cue that a third-person form ("Denies") belongs to, or None."""
    verbs = load_cues().verbs
    lower = word.lower()
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("s", "")):
        lemma = lower.removesuffix(ending) + instead
        if lower.endswith(ending) and any(
            not cue.particle and cue.frames & {"clause", "object"} for cue in verbs.get(lemma, ())
        ):
            return lemma
    return None


def is_dateline(text: str, label: Span) -> bool:
    """Tell whether a label with a colon opens a line of prose with the town it was written in.

    "Seoul: The two ministers met on Friday." But "Kremlin: no talks" names no town, "Seoul: talks
    are off" has no prose behind it, and "Seoul: "We are ready."" is what Seoul says.
    """
    end = text.find("\n", label.end)
    line = text[label.end : len(text) if end < 0 else end]
    opens = label.start == 0 or text[label.start - 1] == "\n"
    prose = re.match(r": [A-Z]", line) and _SENTENCE_END.search(line)
    if not (opens and prose) or len(line.split()) < _PROSE_WORDS:
        return False
    known = tables().names.get(text[label.start : label.end])
    return known is not None and known.kind in {"capital", "place"}


def _by_colon(page: Page, line: str, start: int) -> Iterator[RawAttribution]:
    colon = _COLON.search(line)
    if colon is None:
        return
    cut = _last_mark(line[: colon.start()])
    left = _shorn(page.text, start + cut, start + colon.start())
    right = _shorn(page.text, start + colon.end(), start + len(line))
    if line[colon.start()] == ":" and _speaks(page, left):
        yield RawAttribution(left, left, (right,), "voice.colon", 0.7)
    elif _speaks(page, right, after=True):
        whole = _shorn(page.text, start, start + colon.start())
        yield RawAttribution(right, right, (whole,), "voice.colon", 0.7)


def _by_verb(
    page: Page, line: str, start: int, others: Sequence[RawAttribution]
) -> Iterator[RawAttribution]:
    for match in _VERB.finditer(line):
        cue = Span(start + match.start(1), start + match.end(1))
        taken = any(raw.cue is not None and raw.cue.overlaps(cue) for raw in others)
        if taken or surface_cue(match.group(1)) is None:
            continue
        before = line[: match.start(1)]
        if _OF_NOUN.search(before):
            continue  # "amid hints of a visit" hints at nothing
        cut = max(_last_mark(before), before.rfind(":") + 1)
        left = _shorn(page.text, start + cut, cue.start)
        right = _shorn(page.text, cue.end, start + len(line))
        if right.start >= right.end or left.start >= left.end:
            continue
        parted = page.text[left.end - 1] in {",", "-", "–"}
        if parted and _speaks(page, right, after=True):
            content = _shorn(page.text, left.start, left.end - 1)
            yield RawAttribution(right, cue, (content,), "voice.headline", 0.6)
        elif not parted and len(page.text[left.start : left.end].split()) <= _SUBJECT_WORDS:
            yield RawAttribution(left, cue, (right,), "voice.headline", 0.6)
        return


def _last_mark(text: str) -> int:
    """Find where the last clause of a headline begins."""
    return max(
        text.rfind(mark) + len(mark) if mark in text else 0 for mark in ("; ", " - ", " – ", "| ")
    )


def _shorn(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " ()-–—\u00a0":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _speaks(page: Page, span: Span, *, after: bool = False) -> bool:
    """Tell whether a short label names somebody who can speak ("Gaza" in "Gaza: Talks" may not)."""
    lower = [word.lower() for word in re.findall(r"[\w.'’-]+", page.text[span.start : span.end])]
    if not 1 <= len(lower) <= (4 if after else 6):
        return False
    if lower[0] in _LABELS and len(lower) == 1 and not (after and lower[0].startswith("source")):
        return False
    speakers = load_speakers()
    kinds = speakers.spokespeople | speakers.officeholders | speakers.institutions | _SPEAKING
    if after:
        kinds |= {"report", "reports", "media"}
    slug = page.text[span.start : span.end].isupper() and len(lower) <= 2 and not after
    if slug and lower[-1] in kinds - speakers.institutions:
        return False  # "OFFICIAL: Talks on" is a slug, "PALACE: Talks on" and "RUIZ: Talks on" none
    if lower[-1] in kinds:
        return True
    # "Ruiz in Riga: A Memoir" is a heading, and nobody's word.
    return len(lower) <= 4 and not _INNER.intersection(lower[1:]) and _named(page, span)


def _named(page: Page, span: Span) -> bool:
    return any(
        entity.label_ in {"PERSON", "GPE", "ORG", "NORP"}
        and entity.start_char < span.end
        and span.start < entity.end_char
        for entity in page.doc.ents
    )

"""Who says what, on what footing and with which stance.

Two halves with a seam between them: `extract` finds spans of source, cue and content in a parsed
text by rule; `resolve_attributions` says who the source is and what they do with the content. A
trained tagger can stand in for the first half, as it yields the same raw spans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.reading.attribution_carriers import clause_after, read_carrier, read_via
from onrecord.reading.attribution_clauses import Page
from onrecord.reading.attribution_patterns import verb_attributions
from onrecord.reading.attribution_phrases import (
    according_attributions,
    citing_attributions,
    noun_attributions,
)
from onrecord.reading.attribution_sources import KnownSpeaker, resolve_source
from onrecord.reading.attribution_spans import RawAttribution, in_text_order
from onrecord.reading.attribution_voices import voice_attributions
from onrecord.reading.marks import Actors
from onrecord.reading.stance import read_stance
from onrecord.terms import Attribution, Evidence, Span

_CONTEXT = 32
_CITING_RULES = {"cue.cite"}


def find_attributions(doc: Doc, actors: Actors) -> tuple[Attribution, ...]:
    """Find and resolve the attributions of a parsed text, in text order.

    `doc` comes from `sentences.parse`; `actors` may be empty, and names and sides are then only
    what the words of the source give.
    """
    return resolve_attributions(doc, actors, extract(doc))


def extract(doc: Doc) -> tuple[RawAttribution, ...]:
    """Find the spans of source, cue and content by rule, in text order, without repetitions."""
    page = Page(doc)
    raws = [
        *verb_attributions(page),
        *according_attributions(page),
        *noun_attributions(page),
    ]
    raws.extend(citing_attributions(page, tuple(raws)))
    raws.extend(voice_attributions(page, tuple(raws)))
    return in_text_order(raws)


def resolve_attributions(
    doc: Doc, actors: Actors, raw: Sequence[RawAttribution]
) -> tuple[Attribution, ...]:
    """Resolve raw spans: the source's name, office, side and footing; stance, carrier, nesting.

    `raw` is in text order; ids are `a1`, `a2` ... in that order.
    """
    text = doc.text
    by_source = sorted(
        range(len(raw)),
        key=lambda place: (raw[place].source or raw[place].extent, place),
    )
    sources = {}
    known: list[KnownSpeaker] = []
    for place in by_source:
        one = raw[place]
        source = resolve_source(doc, one.source, actors, known)
        sources[place] = source
        if source.start is not None:
            known.append(KnownSpeaker(source, source.start))
    found = []
    for place, one in enumerate(raw):
        cue = None if one.cue is None else _evidence(text, one.cue)
        clause = "" if one.cue is None else clause_after(text, one.cue)
        content = " ".join(text[part.start : part.end] for part in one.content)
        found.append(
            Attribution(
                id=f"a{place + 1}",
                source=sources[place],
                cue=cue,
                content=one.content,
                stance=read_stance(
                    _before(text, one) + clause,
                    _lemmas(doc, one.cue),
                    content,
                    turn=one.rule.startswith("voice.turn"),
                ),
                carrier=read_carrier(clause),
                via=read_via(clause),
                score=one.score,
            )
        )
    return _nest(found, raw)


def _before(text: str, raw: RawAttribution) -> str:
    """The source before a cue on the same clause, where "neither" and "without" stand."""
    if raw.cue is None or raw.source is None or raw.source.start >= raw.cue.start:
        return ""
    return text[max(raw.source.start, raw.cue.start - 60) : raw.cue.start]


def _lemmas(doc: Doc, cue: Span | None) -> tuple[str, ...]:
    if cue is None:
        return ()
    held = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    return tuple(token.lemma_.lower() for token in held) if held is not None else ()


def _evidence(text: str, span: Span) -> Evidence:
    return Evidence(
        span.start,
        span.end,
        text[span.start : span.end],
        text[max(0, span.start - _CONTEXT) : span.start],
        text[span.end : span.end + _CONTEXT],
    )


def _nest(found: Sequence[Attribution], raw: Sequence[RawAttribution]) -> tuple[Attribution, ...]:
    """Say which attribution's content holds which, and give an outlet as carrier to those it cites.

    The narrowest holding content is the one. Two that share one content (an outlet and whom it
    cites) nest by the outlet's footing: the outlet is outside.
    """
    nested = []
    for place, one in enumerate(found):
        holder = _holder(place, found, raw)
        carrier = one.carrier
        if holder is not None and carrier is None and found[holder].source.footing == "media":
            carrier = _outlet_name(found[holder].source.text)
        nested.append(
            replace(one, inside=None if holder is None else found[holder].id, carrier=carrier)
        )
    return tuple(nested)


def _outlet_name(text: str) -> str:
    return text[4:] if text.lower().startswith("the ") else text


def _holder(place: int, found: Sequence[Attribution], raw: Sequence[RawAttribution]) -> int | None:
    one = raw[place]
    if one.source is None:
        return None
    best: tuple[int, int] | None = None
    for other, candidate in enumerate(raw):
        if other == place or candidate.source is None:
            continue
        holds = any(part.holds(one.source) for part in candidate.content) and not _same_voice(
            one, candidate
        )
        cited = (
            candidate.content == one.content
            and found[other].source.footing == "media"
            and found[place].source.footing != "media"
        )
        if holds or cited:
            size = candidate.extent.end - candidate.extent.start
            if best is None or size < best[0]:
                best = (size, other)
    return None if best is None else best[1]


def _same_voice(one: RawAttribution, other: RawAttribution) -> bool:
    """An aside stands between the fragments of its own content, not inside another's."""
    return one.cue == other.cue or one.source == other.source

"""Who says what, on what footing and with which stance.

Two halves with a seam between them: `extract` finds spans of source, cue and content in a parsed
text by rule; `resolve_attributions` says who the source is and what they do with the content. A
trained tagger can stand in for the first half, as it yields the same raw spans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.reading.attribution_carriers import (
    clause_after,
    clause_before,
    outlet_name,
    read_carrier,
    read_via,
)
from onrecord.reading.attribution_citing import citing_attributions, without_citations
from onrecord.reading.attribution_clauses import Page
from onrecord.reading.attribution_cues import load_cues
from onrecord.reading.attribution_footing import is_outlet
from onrecord.reading.attribution_headlines import headline_attributions, surface_cue
from onrecord.reading.attribution_joining import join
from onrecord.reading.attribution_layers import holders, nest, part_layers
from onrecord.reading.attribution_passing import PASSING_RULES, better_known, passing_attributions
from onrecord.reading.attribution_patterns import verb_attributions
from onrecord.reading.attribution_phrases import (
    according_attributions,
    noun_attributions,
)
from onrecord.reading.attribution_pieces import single_statements
from onrecord.reading.attribution_running import running_attributions
from onrecord.reading.attribution_sifting import sifted
from onrecord.reading.attribution_sources import resolve_sources
from onrecord.reading.attribution_spans import RawAttribution, in_text_order
from onrecord.reading.attribution_voices import voice_attributions
from onrecord.reading.marks import Actors
from onrecord.reading.sentences import text_of
from onrecord.reading.stance import own_clause, read_stance
from onrecord.terms import Attribution, Evidence, Span

_CONTEXT = 32
_TIME = re.compile(r"\d{1,2}:\d\d\b")
_JOINED = re.compile(r"\b(?:but|and) (?:(?:he|she|it|they|has|have|had) )?$")
_NO_OUTLET = {"PERSON", "GPE", "NORP", "LOC"}


def find_attributions(
    doc: Doc, actors: Actors, tagged: Sequence[RawAttribution] = ()
) -> tuple[Attribution, ...]:
    """Find and resolve the attributions of a parsed text, in text order.

    `doc` comes from `sentences.parse`; `actors` may be empty, and names and sides are then only
    what the words of the source give. `tagged` are raw attributions of a trained tagger for the
    same text, joined to those of the rules; empty where no tagger was run. The time of an entry
    is nobody's source.
    """
    rules, tagged = extract(doc), sifted(doc, tagged)
    passed = tuple(one for one in rules if one.rule in PASSING_RULES)
    joined = join(rules, better_known(passed, tagged))
    joined = tuple(one for one in joined if not _is_time(text_of(doc), one.source))
    return resolve_attributions(doc, actors, joined)


def extract(doc: Doc) -> tuple[RawAttribution, ...]:
    """Find the spans of source, cue and content by rule, in text order, without repetitions."""
    page = Page(doc)
    raws = [
        *verb_attributions(page),
        *according_attributions(page),
        *noun_attributions(page),
    ]
    passed = tuple(passing_attributions(page))
    raws = [*passed, *better_known(passed, raws)]
    raws = [without_citations(page, raw) for raw in raws]
    raws.extend(citing_attributions(page, tuple(raws)))
    raws.extend(voice_attributions(page))
    raws.extend(headline_attributions(page, tuple(raws)))
    raws.extend(running_attributions(page, tuple(raws)))
    pieces = [piece for raw in raws for piece in single_statements(page, raw)]
    return in_text_order(list(sifted(doc, pieces)))


def resolve_attributions(
    doc: Doc, actors: Actors, raw: Sequence[RawAttribution]
) -> tuple[Attribution, ...]:
    """Resolve raw spans: the source's name, office, side and footing; stance, carrier, nesting.

    `raw` is in text order; ids are `a1`, `a2` ... in that order.
    """
    text = text_of(doc)
    raw = part_layers(doc, raw)
    held = tuple(holders(doc, raw))
    sources = resolve_sources(doc, [one.source for one in raw], held, actors)
    taken = _taken(doc, actors)
    found: list[Attribution] = []
    outlets: list[str] = []
    given: dict[str, str] = {}
    for place, one in enumerate(raw):
        source = sources[place]
        clause = (
            "" if one.cue is None else clause_after(text, one.cue, _of_holder(raw, held[place]))
        )
        carrier = None
        if one.cue is not None and source.footing != "media":
            carrier = read_carrier(clause, one.cue.start, taken, outlets)
            if carrier is None and one.source is not None:
                before, start = clause_before(text, one.source, one.cue)
                carrier = read_carrier(before, start, taken, outlets)
        via = read_via(clause)
        if source.footing == "media" and source.start is not None:
            outlets.append(outlet_name(source))
        # Whoever spoke to an outlet goes on speaking to it, until another channel is named.
        speaker = source.name or source.text
        if carrier is not None:
            outlets.append(carrier)
            given[speaker] = carrier
        elif via is not None or "reporters" in clause:
            given.pop(speaker, None)
        found.append(
            Attribution(
                id=f"a{place + 1}",
                source=source,
                cue=None if one.cue is None else _evidence(text, one.cue),
                content=one.content,
                stance=read_stance(
                    _before(text, one) + _own_clause(clause, one.cue),
                    _lemmas(doc, one.cue),
                    " ".join(text[part.start : part.end] for part in one.content),
                    turn=one.rule == "voice.turn",
                ),
                carrier=carrier or given.get(speaker),
                via=via,
                score=one.score,
            )
        )
    return nest(found, raw, held)


def _own_clause(clause: str, cue: Span | None) -> str:
    return clause if cue is None else own_clause(clause, cue.end - cue.start)


def _is_time(text: str, source: Span | None) -> bool:
    """Whether a source is the time of an entry: "16:20 GMT Confirmed: the visit is off"."""
    return source is not None and _TIME.match(text, source.start) is not None


def _taken(doc: Doc, actors: Actors) -> tuple[Span, ...]:
    """Places of persons, peoples and states, and of the actors that are not outlets."""
    entities = [
        Span(one.start_char, one.end_char)
        for one in doc.ents
        if one.label_ in _NO_OUTLET and not is_outlet(one.text)
    ]
    return (*entities, *(one.span for one in actors.mentions if not is_outlet(one.text)))


def _of_holder(raw: Sequence[RawAttribution], holder: int | None) -> Span | None:
    """Give what comes first of a holder's source and cue, or None without a holder."""
    if holder is None:
        return None
    parts = [one for one in (raw[holder].source, raw[holder].cue) if one is not None]
    return min(parts, default=None)


def _before(text: str, raw: RawAttribution) -> str:
    """Give the source before a cue in the same clause, where "neither" and "without" stand."""
    if raw.cue is None or raw.source is None or raw.source.start >= raw.cue.start:
        return ""
    before = text[max(raw.source.start, raw.cue.start - 60) : raw.cue.start]
    # "would not confirm the trip but said": the second predicate stands for itself.
    return "" if _JOINED.search(before) else before


def _lemmas(doc: Doc, cue: Span | None) -> tuple[str, ...]:
    if cue is None:
        return ()
    held = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if held is None:
        return ()
    verbs = load_cues().verbs
    nouns = load_cues().nouns
    # In a headline the tagger takes "Denies" for a name and keeps it as its own lemma.
    return tuple(
        token.lemma_.lower()
        if token.lemma_.lower() in verbs
        else surface_cue(token.text) or token.lemma_.lower()
        for token in held
        # "said to another question" questions nothing.
        if token.pos_ != "NOUN"
        or token.lemma_.lower() in nouns
        or not (token.dep_ == "pobj" or any(child.dep_ == "det" for child in token.children))
    )


def _evidence(text: str, span: Span) -> Evidence:
    return Evidence(
        span.start,
        span.end,
        text[span.start : span.end],
        text[max(0, span.start - _CONTEXT) : span.start],
        text[span.end : span.end + _CONTEXT],
    )

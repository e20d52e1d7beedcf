"""Who a source is: name, office, side, and on what footing they speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.reading.attribution_footing import (
    HE,
    IT,
    THEY,
    I,
    names_outlet,
    read_footing,
    words_of,
)
from onrecord.reading.attribution_names import (
    Scene,
    office_beside,
    owns,
    person_before,
    personal_name,
    scene_of,
)
from onrecord.reading.marks import ActorMention, Actors
from onrecord.terms import Footing, Source, Span


def resolve_sources(
    doc: Doc,
    spans: Sequence[Span | None],
    holders: Sequence[int | None],
    actors: Actors,
) -> tuple[Source, ...]:
    """Resolve source spans, given in any order, to names, offices, sides and footings.

    `holders` gives, for each span, the place of the one whose content it lies in, or None: inside
    somebody's words "I" is that somebody. A span of None gives a source that the text does not
    express, footing `reporter`.
    """
    scene = scene_of(doc, actors)
    found: dict[int, Source] = {}
    told: list[Source] = []
    aloud: list[Source] = []
    in_order = sorted(range(len(spans)), key=lambda place: (spans[place] or Span(0, 0), place))
    first_person = []
    for place in in_order:
        span = spans[place]
        if span is None:
            found[place] = Source("", None, None)
            continue
        words = words_of(scene.text[span.start : span.end])
        if len(words) == 1 and words[0] in I:
            first_person.append(place)
            continue
        # Who speaks inside another's words is not whom the report's own "he" goes back to.
        nested = holders[place] is not None
        found[place] = _resolve(scene, span, words, told if nested or not aloud else aloud)
        told.append(found[place])
        if not nested:
            aloud.append(found[place])
    for place in first_person:
        span = spans[place]
        assert span is not None
        text = scene.text[span.start : span.end]
        seen = {place}
        holder = holders[place]
        while holder is not None and holder not in found and holder not in seen:
            seen.add(holder)
            holder = holders[holder]
        if holder is None or holder not in found:
            found[place] = Source(text, span.start, span.end, footing="on_record")
        else:
            speaker = found[holder]
            name = speaker.name or speaker.text
            found[place] = replace(speaker, text=text, start=span.start, end=span.end, name=name)
    return tuple(found[place] for place in range(len(spans)))


def _resolve(scene: Scene, span: Span, words: list[str], told: Sequence[Source]) -> Source:
    text = scene.text[span.start : span.end]
    if len(words) == 1 and words[0] in HE | IT | THEY:
        return _pronoun(scene, text, span, words[0], told)
    mention = _mention(scene, span)
    name = None if names_outlet(text) else personal_name(scene, span, mention)
    if name is not None:
        known = next((one for one in told if one.name == name and one.office), None)
        if mention is None or mention.kind != "person":
            mention = _mention_of(scene, name)
        office = (mention.office if mention is not None else None) or office_beside(text, name)
        side = mention.side if mention is not None else None
        return Source(
            text,
            span.start,
            span.end,
            name,
            office or (known.office if known is not None else None),
            side or (known.side if known is not None else None),
            "on_record",
        )
    footing = read_footing(scene.doc, text, span, mention, told)
    before = _same_speaker(words, footing, told)
    if before is not None:
        return replace(before, text=text, start=span.start, end=span.end, footing=footing)
    return Source(
        text,
        span.start,
        span.end,
        None,
        None if mention is None else mention.office,
        None if mention is None else mention.side,
        footing,
    )


def _mention_of(scene: Scene, name: str) -> ActorMention | None:
    """Find the mention that says most of a person of that name, or None."""
    named = [one for one in scene.actors.mentions if one.kind == "person" and one.name == name]
    return max(named, key=lambda one: (bool(one.office), bool(one.side), -one.start), default=None)


def _mention(scene: Scene, span: Span) -> ActorMention | None:
    """Find the actor that a source span names: a person first, then the longest."""
    inside = [
        one
        for one in scene.actors.mentions
        if one.span.overlaps(span) and not owns(scene, one.span, span)
    ] or [one for one in scene.actors.mentions if one.span.overlaps(span) and one.kind != "person"]
    if not inside:
        return None
    return min(inside, key=lambda one: (one.kind != "person", one.start - one.end, one.start))


def _pronoun(scene: Scene, text: str, span: Span, word: str, told: Sequence[Source]) -> Source:
    """Give a pronoun the speaker it most likely stands for: the last that fits."""
    mention = next((one for one in scene.actors.mentions if one.span == span and one.pronoun), None)
    if mention is not None and mention.kind == "person" and mention.name:
        return Source(
            text, span.start, span.end, mention.name, mention.office, mention.side, "on_record"
        )
    wanted: tuple[Footing, ...] = ("statement", "anonymous", "on_record")
    if word in HE:
        wanted = ("on_record", "anonymous")
    elif word in IT:
        wanted = ("statement", "media")
    for known in reversed(told):
        fits = known.footing in wanted and known.start is not None and known.start < span.start
        # "both" are never one: "an aide said both had agreed" is about two others.
        fits = fits and not (word == "both" and not _plural(known))
        if fits and not (word in HE and _plural(known)) and not (word in THEY and known.name):
            name = known.name or known.text
            return replace(known, text=text, start=span.start, end=span.end, name=name)
    if word in HE:
        person = person_before(scene, span.start)
        return Source(text, span.start, span.end, person, footing="on_record")
    together = word in THEY and _people_before(scene, span.start)
    return Source(text, span.start, span.end, footing="on_record" if together else "statement")


def _people_before(scene: Scene, offset: int) -> bool:
    """Whether "they" can be people met before: two names, or leaders, in the 400 points before."""
    near = scene.text[max(0, offset - 400) : offset]
    names = {name for place, name in scene.people if 0 <= offset - place.end < 400}
    return len(names) > 1 or bool(re.search(r"\b(?:leaders|presidents|ministers|both men)\b", near))


def _plural(source: Source) -> bool:
    words = words_of(source.text)
    return not source.name and bool(words) and words[-1].endswith("s")


def _same_speaker(words: list[str], footing: Footing, told: Sequence[Source]) -> Source | None:
    """Find the speaker named before that "the minister" or "the statement" stands for."""
    if not words or words[0] not in {"the", "that", "this", "his", "her"} or len(words) > 3:
        return None
    for known in reversed(told):
        if not known.name and not known.text:
            continue
        if footing == "on_record" and known.name and known.footing == "on_record":
            titles = words_of(f"{known.text} {known.office or ''}")
            if words[-1] in titles:
                return known
        if footing != "on_record" and known.footing == footing and not known.name:
            shared = words[-1] in words_of(known.text)
            if shared and len(known.text) > len(" ".join(words)):
                return replace(known, name=known.text)
    return None

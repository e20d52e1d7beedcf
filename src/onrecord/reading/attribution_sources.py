"""Who a source is: name, office, side, and on what footing they speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.reading.attribution_cues import load_cues, load_speakers
from onrecord.reading.marks import ActorMention, Actors
from onrecord.terms import Footing, Source, Span

_HE = {"he", "him", "she", "her", "his", "hers", "i", "me", "himself", "herself"}
_IT = {"it", "its"}
_THEY = {"they", "them", "their", "we", "us", "our", "theirs"}
_WORD = re.compile(r"[\w][\w.'’-]*")
_INDEFINITE = {"a", "an", "some", "another", "one", "two", "three", "four", "five", "several", "many", "other",
               "others", "unnamed", "anonymous", "any", "few", "most", "senior", "top", "both"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """A source already resolved, for pronouns and shortened names that follow it."""

    source: Source
    place: int


def resolve_source(
    doc: Doc, span: Span | None, actors: Actors, earlier: Sequence[KnownSpeaker]
) -> Source:
    """Resolve a source span to a name, office, side and footing.

    `earlier` are the sources resolved before it, in text order. None as a span gives a source
    that the text does not express, footing `reporter`.
    """
    if span is None:
        return Source("", None, None)
    text = doc.text[span.start : span.end]
    lower = [word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]
    if len(lower) == 1 and lower[0] in _HE | _IT | _THEY:
        return _pronoun(doc, text, span, lower[0], actors, earlier)
    mention = _mention(span, actors)
    name = _name(doc, span, mention)
    if name is not None:
        full = _fullest(doc, name)
        office = mention.office if mention is not None else None
        side = mention.side if mention is not None else None
        return Source(
            text, span.start, span.end, full, office or _office(text, name), side, "on_record"
        )
    return Source(
        text,
        span.start,
        span.end,
        None,
        None if mention is None else mention.office,
        None if mention is None else mention.side,
        _footing(doc, span, text, lower, mention, earlier),
    )


def _mention(span: Span, actors: Actors) -> ActorMention | None:
    """The actor that a source span names: a person first, then the longest."""
    inside = [one for one in actors.mentions if one.span.overlaps(span) and not one.as_place]
    if not inside:
        return None
    return min(
        inside,
        key=lambda one: (one.kind != "person", -(one.end - one.start), one.start),
    )


def _name(doc: Doc, span: Span, mention: ActorMention | None) -> str | None:
    """The personal name in a source, or None: an owner's name is not the speaker's."""
    if mention is not None and mention.kind == "person" and not _owns(doc, mention.span, span):
        return mention.name or (None if mention.pronoun else mention.text)
    for entity in doc.ents:
        if entity.label_ != "PERSON" or not span.overlaps(Span(entity.start_char, entity.end_char)):
            continue
        place = Span(entity.start_char, entity.end_char)
        if _owns(doc, place, span) or entity.text in load_speakers().outlets:
            continue
        return re.sub(r"['’]s$", "", entity.text)
    return None


def _owns(doc: Doc, name: Span, source: Span) -> bool:
    """Whether the name only owns or is served by the speaker: "Costa's office", "an aide to Costa"."""
    after = doc.text[name.end : source.end]
    ends = doc.text[name.start : name.end]
    if (
        after.startswith(("'s ", "’s ", "' ", "’ ")) or ends.endswith(("'s", "’s"))
    ) and after.strip(" '’s"):
        return True
    before = doc.text[source.start : name.start].rstrip()
    return bool(
        re.search(
            r"\b(?:of|to|for|with|from|by|under|in|near|at)(?: (?:the|his|her|its|mr|mrs|ms|president|prime minister|"
            r"foreign minister|chancellor|\w+ minister|king|queen|secretary))*\.?$",
            before,
            re.IGNORECASE,
        )
    )


def _fullest(doc: Doc, name: str) -> str:
    """The fullest form of a name that the text gives."""
    last = name.split()[-1]
    best = name
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        full = re.sub(r"['’]s$", "", entity.text)
        if (
            "\n" not in full
            and full.split()[-1:] == [last]
            and len(full) > len(best)
            and name in full
        ):
            best = full
    return best


def _office(text: str, name: str) -> str | None:
    """The words beside a name that say what office its bearer holds, or None."""
    rest = text.replace(name, "|", 1)
    for piece in rest.split("|"):
        piece = piece.strip(" ,()’'\n")
        words = {word.lower() for word in _WORD.findall(piece)}
        if words & (load_speakers().officeholders | load_speakers().spokespeople):
            return piece
    return None


def _pronoun(
    doc: Doc,
    text: str,
    span: Span,
    word: str,
    actors: Actors,
    earlier: Sequence[KnownSpeaker],
) -> Source:
    mention = _mention(span, actors)
    if mention is not None and mention.pronoun and mention.kind == "person" and mention.name:
        return Source(
            text, span.start, span.end, mention.name, mention.office, mention.side, "on_record"
        )
    wanted: tuple[Footing, ...]
    if word in _HE:
        wanted = ("on_record", "anonymous")
    elif word in _IT:
        wanted = ("statement", "media")
    else:
        wanted = ("statement", "anonymous", "on_record")
    for known in reversed(earlier):
        if known.place < span.start and known.source.footing in wanted:
            was = known.source
            if (
                word in _HE
                and was.footing == "anonymous"
                and re.search(r"(?<!s)s$", was.text.split()[-1] if was.text else "")
            ):
                continue
            return Source(text, span.start, span.end, was.name, was.office, was.side, was.footing)
    if word in _HE:
        person = _person_before(doc, span.start)
        return Source(text, span.start, span.end, person, None, None, "on_record")
    return Source(text, span.start, span.end, None, None, None, "statement")


def _person_before(doc: Doc, offset: int) -> str | None:
    people = [one for one in doc.ents if one.label_ == "PERSON" and one.end_char <= offset]
    return _fullest(doc, re.sub(r"['’]s$", "", people[-1].text)) if people else None


def _footing(
    doc: Doc,
    span: Span,
    text: str,
    lower: list[str],
    mention: ActorMention | None,
    earlier: Sequence[KnownSpeaker],
) -> Footing:
    """The footing of a source without a personal name."""
    speakers = load_speakers()
    if not lower:
        return "statement"
    head = _head(doc, span)
    singular = head.removesuffix("s") if head not in speakers.media else head
    if (
        _is_outlet(text, speakers.outlets, speakers.outlet_words)
        or head in speakers.media
        or singular in speakers.media
    ):
        return "media"
    if head in load_cues().documents or singular in load_cues().documents:
        return "statement"
    if head in speakers.spokespeople or singular in speakers.spokespeople:
        known = [one for one in earlier if one.source.name and _shares(one.source.text, singular)]
        return "on_record" if lower[0] == "the" and len(lower) <= 3 and known else "statement"
    definite = lower[0] not in _INDEFINITE and (
        lower[0] in {"the", "his", "her", "its", "their", "this", "that"} or text[:1].isupper()
    )
    if definite and head in speakers.officeholders and (lower[0] not in {"that", "this"}):
        return "on_record"
    if mention is not None and mention.kind == "official":
        return "anonymous"
    if head in speakers.anonymous or singular in speakers.anonymous:
        return "anonymous"
    return "statement"


def _head(doc: Doc, span: Span) -> str:
    """The head noun of a source, lower case."""
    held = doc.char_span(span.start, span.end, alignment_mode="expand")
    return held.root.lower_ if held is not None else ""


def _shares(text: str, word: str) -> bool:
    return word[:8] in text.lower()


def _is_outlet(text: str, outlets: frozenset[str], outlet_words: frozenset[str]) -> bool:
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", text)
    first = bare.split(",")[0].strip()
    if first in outlets or any(first.startswith(name + " ") for name in outlets):
        return True
    words = first.split()
    return len(words) >= 2 and words[-1] in outlet_words and words[0][:1].isupper()

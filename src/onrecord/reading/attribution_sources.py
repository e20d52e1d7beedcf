"""Who a source is: name, office, side, and on what footing they speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from onrecord.reading.attribution_cues import load_speakers
from onrecord.reading.attribution_footing import (
    HE,
    IT,
    THEY,
    I,
    names_outlet,
    read_footing,
    words_of,
)
from onrecord.reading.marks import ActorMention, Actors
from onrecord.terms import Footing, Source, Span

_TITLES = re.compile(
    r"^(?:(?:MR|MS|MRS|DR|SEN|GEN|AMB|Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Sen|Rep|Gen|Amb)\.? )"
)
_FORMS_OF_ADDRESS = {"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "sen", "rep", "gen", "amb"}
_DOMAINS = {
    "Foreign", "Affairs", "Defense", "Defence", "Trade", "State", "Interior", "Finance", "Security",
    "National", "International", "Relations", "Cooperation", "General", "Justice", "Energy",
}  # fmt: skip
_SERVES = re.compile(
    r"\b(?:of|to|for|with|from|by|under|in|near|at|against)"
    r"(?: (?:the|his|her|its|mr|mrs|ms|president|prime|minister|foreign|chancellor|king|queen|"
    r"secretary|general|then|former|us|\w+ minister|\w+ president))*\.?$",
    re.IGNORECASE,
)
_NO_PERSON = {"GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "EVENT", "LAW", "CARDINAL"}


@dataclass(frozen=True, slots=True)
class _Scene:
    """A text with what resolution asks of it again and again; `people` are (place, name)."""

    doc: Doc
    text: str
    people: tuple[tuple[Span, str], ...]
    actors: Actors


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
    scene = _Scene(doc, doc.text, _people(doc), actors)
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


def _people(doc: Doc) -> tuple[tuple[Span, str], ...]:
    """List the persons that the entity recogniser found, without possessive endings."""
    return tuple(
        (Span(one.start_char, one.end_char), re.sub(r"['’]s$", "", one.text))
        for one in doc.ents
        if one.label_ == "PERSON" and one.text.strip()
    )


def _resolve(scene: _Scene, span: Span, words: list[str], told: Sequence[Source]) -> Source:
    text = scene.text[span.start : span.end]
    if len(words) == 1 and words[0] in HE | IT | THEY:
        return _pronoun(scene, text, span, words[0], told)
    mention = _mention(scene, span)
    name = None if names_outlet(text) else _name(scene, span, mention)
    if name is not None:
        known = next((one for one in told if one.name == name and one.office), None)
        office = (mention.office if mention is not None else None) or _office(text, name)
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


def _mention(scene: _Scene, span: Span) -> ActorMention | None:
    """Find the actor that a source span names: a person first, then the longest."""
    inside = [
        one
        for one in scene.actors.mentions
        if one.span.overlaps(span) and not _owns(scene, one.span, span)
    ] or [one for one in scene.actors.mentions if one.span.overlaps(span) and one.kind != "person"]
    if not inside:
        return None
    return min(inside, key=lambda one: (one.kind != "person", one.start - one.end, one.start))


def _name(scene: _Scene, span: Span, mention: ActorMention | None) -> str | None:
    """Find the personal name in a source, or None: an owner's name is not the speaker's."""
    if mention is not None and mention.kind == "person" and not mention.pronoun:
        return mention.name or mention.text
    if mention is not None and mention.span.holds(span):
        return None
    text = scene.text[span.start : span.end]
    for place, bare in scene.people:
        if span.overlaps(place) and not _owns(scene, place, span) and not _known_otherwise(bare):
            return _fullest_name(scene, bare)
    return _name_by_form(scene, span, text, mention)


def _name_by_form(scene: _Scene, span: Span, text: str, mention: ActorMention | None) -> str | None:
    """Find a name that the entity recogniser missed: "Mr Okafor", "MS. REYES", a bare surname."""
    if mention is not None and mention.kind != "person":
        return None
    words = text.split(",", maxsplit=1)[0].split()
    titled = _after_title(words)
    if titled:
        return _fullest_name(
            scene, " ".join(titled).title() if text.isupper() else " ".join(titled)
        )
    if len(words) > 3 or not all(word[:1].isupper() for word in words) or text.isupper():
        return None
    held = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
    if _known_otherwise(text) or held is None:
        return None
    if any(token.ent_type_ in _NO_PERSON or token.pos_ != "PROPN" for token in held):
        return None
    full = _fullest_name(scene, text)
    # "Hamas" and "Fatah" look like surnames: only a surname of somebody named in full counts,
    # or a word that is never tagged an organisation.
    if full != text or not any(token.ent_type_ == "ORG" for token in held):
        return full
    return None


def _after_title(words: list[str]) -> list[str]:
    """Give the name after the last title of a source: "foreign ministry spokeswoman Mara Lind"."""
    speakers = load_speakers()
    titles = speakers.officeholders | speakers.spokespeople
    places = [
        place
        for place, word in enumerate(words)
        if word.lower().rstrip(".") in titles | _FORMS_OF_ADDRESS
    ]
    if not places:
        return []
    last = places[-1]
    name = words[last + 1 :]
    # "Minister for Foreign Affairs Ana Ruiz": the title runs on to the last word of its domain.
    while name and (name[0][:1].islower() or name[0] in _DOMAINS):
        name = name[1:]
    plain = [word for word in name if word[:1].isupper() and not _known_otherwise(word)]
    return name if name and len(plain) == len(name) and len(name) <= 4 else []


def _known_otherwise(name: str) -> bool:
    speakers = load_speakers()
    words = [word.lower() for word in name.split()]
    return (
        name in speakers.outlets
        or words[-1] in speakers.institutions
        or words[-1] in speakers.officeholders
        or words[-1] in speakers.media
        or words[-1] in speakers.anonymous
    )


def _owns(scene: _Scene, name: Span, source: Span) -> bool:
    """Tell whether a name only owns the speaker or is served: "an aide to Ruiz"."""
    after = scene.text[name.end : source.end]
    owner = after.startswith(("'s ", "’s ", "' ", "’ ")) or scene.text[
        name.start : name.end
    ].endswith(("'s", "’s"))
    if owner and re.match(r"^(?:['’]s?)? ?\w", after):
        return True
    following = after.split()
    if following and following[0].lower() in load_speakers().institutions:
        return True
    return bool(_SERVES.search(scene.text[source.start : name.start].rstrip()))


def _fullest_name(scene: _Scene, name: str) -> str:
    """Find the fullest form of a person's name that the text gives; the name itself if none."""
    last = name.rsplit(maxsplit=1)[-1]
    best = name
    for _, known in scene.people:
        full = _TITLES.sub("", known)
        if (
            "\n" not in full
            and full.split()[-1:] == [last]
            and len(full) > len(best)
            and full.endswith(name)
        ):
            best = full
    return best


def _office(text: str, name: str) -> str | None:
    """Give the words beside a name that say what office its bearer holds, or None."""
    surname = name.rsplit(maxsplit=1)[-1]
    place = text.find(name) if name in text else text.find(surname)
    if place < 0:
        return None
    length = len(name) if name in text else len(surname)
    titles = load_speakers().officeholders | load_speakers().spokespeople
    for piece in (text[:place], text[place + length :]):
        bare = re.sub(r"\s+", " ", piece).strip(" ,()’'")
        if set(words_of(bare)) & titles:
            return bare
    return None


def _pronoun(scene: _Scene, text: str, span: Span, word: str, told: Sequence[Source]) -> Source:
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
        if fits and not (word in HE and _plural(known)) and not (word in THEY and known.name):
            name = known.name or known.text
            return replace(known, text=text, start=span.start, end=span.end, name=name)
    if word in HE:
        person = _person_before(scene, span.start)
        return Source(text, span.start, span.end, person, footing="on_record")
    together = word in THEY and _people_before(scene, span.start)
    return Source(text, span.start, span.end, footing="on_record" if together else "statement")


def _people_before(scene: _Scene, offset: int) -> bool:
    """Whether "they" can be people met before: two names, or leaders, in the 400 points before."""
    near = scene.text[max(0, offset - 400) : offset]
    names = {name for place, name in scene.people if 0 <= offset - place.end < 400}
    return len(names) > 1 or bool(re.search(r"\b(?:leaders|presidents|ministers|both men)\b", near))


def _plural(source: Source) -> bool:
    words = words_of(source.text)
    return not source.name and bool(words) and words[-1].endswith("s")


def _person_before(scene: _Scene, offset: int) -> str | None:
    before = [name for place, name in scene.people if place.end <= offset]
    return _fullest_name(scene, before[-1]) if before else None


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

"""Who a source is: name, office, side, and on what footing they speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.reading.attribution_cues import load_cues, load_speakers
from onrecord.reading.attribution_footing import (
    HE,
    IT,
    THEY,
    I,
    leads_outlet,
    names_outlet,
    read_footing,
    words_of,
)
from onrecord.reading.attribution_issuers import issuer_of
from onrecord.reading.attribution_names import (
    Scene,
    office_beside,
    owns,
    person_before,
    personal_name,
    scene_of,
)
from onrecord.reading.attribution_owners import side_of_unnamed
from onrecord.reading.marks import ActorMention, Actors
from onrecord.terms import Footing, Source, Span

_MALE = frozenset({"he", "him", "his", "himself"})
_SPEAKING_PRONOUNS = frozenset({"he", "she"})
_OF_WOMEN = frozenset(
    {"queen", "princess", "mrs", "ms", "spokeswoman", "chairwoman", "congresswoman"}
)
_OF_MEN = frozenset({"king", "prince", "mr", "spokesman", "sultan", "emir", "pope"})
_SPEAKS_ON = 600
_BOTH_THEIRS = re.compile(
    r"both .+ and .+['’]s? (?:aides|officials|advis[eo]rs|allies|diplomats|envoys|staff)$",
    re.IGNORECASE,
)
"""Who speaks for two owners: "both Ruiz and the premier's aides" are nobody by name.
Counter-example: "both Ruiz and the premier's spokesman, Jan Nowak"."""


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
            found[place] = _again(found[holder], text, span)
    return tuple(found[place] for place in range(len(spans)))


def _resolve(scene: Scene, span: Span, words: list[str], told: Sequence[Source]) -> Source:
    text = scene.text[span.start : span.end]
    if len(words) == 1 and words[0] in HE | IT | THEY:
        return _pronoun(scene, text, span, words[0], told)
    issuer = issuer_of(scene.doc, span)
    if issuer is not None and not issuer.overlaps(span):
        whose = _resolve(scene, issuer, words_of(scene.text[issuer.start : issuer.end]), told)
        return _again(whose, text, span, "statement")
    if _BOTH_THEIRS.match(text):
        return Source(text, span.start, span.end, footing="anonymous")
    mention = _mention(scene, span)
    outlet = names_outlet(text) or leads_outlet(text)
    name = None if outlet else personal_name(scene, span, mention)
    if name is not None:
        known = next((one for one in told if one.name == name and one.office), None)
        if mention is None or mention.kind != "person":
            mention = _mention_of(scene, name)
        office = (mention.office if mention is not None else None) or office_beside(text, name)
        side = mention.side if mention is not None else None
        side = side or _side_of_body(scene, span)
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
    if footing == "on_record" and set(words) & load_speakers().spokespeople:
        footing = "statement"  # whoever else speaks for it by name, this one has none
    return Source(
        text,
        span.start,
        span.end,
        None,
        None if mention is None else mention.office,
        # A Turkish television report is nobody's word but its own.
        None
        if footing == "media"
        else (mention.side if mention is not None else None)
        or side_of_unnamed(text, span, scene.actors.mentions),
        footing,
    )


def _again(known: Source, text: str, span: Span, footing: Footing | None = None) -> Source:
    """Give a speaker where other words stand for them, by name or by the words that named them."""
    return replace(
        known,
        text=text,
        start=span.start,
        end=span.end,
        name=known.name or known.text,
        footing=footing or known.footing,
    )


def _side_of_body(scene: Scene, span: Span) -> str | None:
    """Give the side of the body named beside a person: "Jan Reszka, a Polish government aide"."""
    bodies = {m.side for m in scene.actors.mentions if span.holds(m.span) and m.kind != "person"}
    return bodies.pop() if len(bodies) == 1 else None


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
    """Give a pronoun the speaker it most likely stands for: the last that fits.

    Who speaks goes on speaking: "he" is sooner the last speaker than anybody merely mentioned.
    """
    mention = next((one for one in scene.actors.mentions if one.span == span and one.pronoun), None)
    quote = _quote_before(scene, span) if word in _SPEAKING_PRONOUNS else None
    if quote is not None:
        told = [s for s in told if s.start is None or not quote.start <= s.start < quote.end]
    speaking = _still_speaking(scene, span, word, told)
    # Where the report knows the speaker as a person, it knows them better than their words do.
    surname = "" if mention is None or not mention.name else mention.name.split()[-1]
    if speaking is not None and not (surname and surname in speaking.text):
        return _again(speaking, text, span, "on_record" if _unknown_name(speaking) else None)
    if quote is not None and mention is not None and _named_only_in(scene, mention, quote, span):
        mention = None
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
            return _again(known, text, span)
    if word in HE:
        person = person_before(scene, span.start if quote is None else quote.start)
        return Source(text, span.start, span.end, person, footing="on_record")
    together = word in THEY and _people_before(scene, span.start)
    return Source(text, span.start, span.end, footing="on_record" if together else "statement")


def _quote_before(scene: Scene, span: Span) -> Span | None:
    """Give the quotation that ends right before a pronoun: '"I met Ruiz," he said'."""
    end = len(scene.text[: span.start].rstrip(" ,\u00a0"))
    return next((q for q in scene.quotes if q.end == end), None)


def _named_only_in(scene: Scene, mention: ActorMention, quote: Span, span: Span) -> bool:
    """Whether all that names a person before a pronoun stands in the words of who speaks."""
    named = [
        one
        for one in scene.actors.mentions
        if one.entity == mention.entity and not one.pronoun and one.start < span.start
    ]
    return bool(named) and all(quote.holds(one.span) for one in named)


def _still_speaking(scene: Scene, span: Span, word: str, told: Sequence[Source]) -> Source | None:
    """Find the last speaker when "he" or "she" can only be them, near by and nobody in between.

    Not across a sentence whose subject is another person ("The aide said no. Ruiz came on Monday.
    She said yes"), and not for who is known to be the other ("Queen Ana said ... he said").
    """
    known = next((one for one in reversed(told) if one.start is not None), None)
    if word not in _SPEAKING_PRONOUNS or known is None or known.start is None:
        return None
    if known.start >= span.start or span.start - known.start > _SPEAKS_ON or _plural(known):
        return None
    single = known.footing == "on_record" or _spokesperson(known) or _unknown_name(known)
    if not single or _other_gender(scene, known, word, span):
        return None
    return None if _other_subject(scene, known, span) else known


def _spokesperson(source: Source) -> bool:
    return source.footing == "statement" and bool(
        set(words_of(source.text)) & load_speakers().spokespeople
    )


def _unknown_name(source: Source) -> bool:
    """Whether a source is two names and nothing that the tables know: "Uhuru Kamau"."""
    words = source.text.split()
    plain = len(words) == 2 and all(word[:1].isupper() and word[1:].islower() for word in words)
    kinds = load_speakers().institutions | load_cues().documents
    return plain and source.side is None and not set(words_of(source.text)) & kinds


def _other_gender(scene: Scene, known: Source, word: str, span: Span) -> bool:
    """Whether a speaker's title, or the text elsewhere, calls for the other pronoun."""
    words = set(words_of(f"{known.text} {known.office or ''}"))
    if words & (_OF_WOMEN if word in _MALE else _OF_MEN):
        return True
    own = {
        one.text.lower() in _MALE
        for one in scene.actors.mentions
        if one.pronoun and known.name and one.name == known.name
    }
    if own:
        return (word in _MALE) not in own
    other = "she" if word in _MALE else "he"
    between = scene.text[known.start : span.start]
    return re.search(rf"\b{other}\b", between, re.IGNORECASE) is not None


def _other_subject(scene: Scene, known: Source, span: Span) -> bool:
    """Whether another person is the subject of a sentence between a speaker and a pronoun."""
    if known.start is None or known.end is None:
        return False
    here = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
    there = scene.doc.char_span(known.start, known.end, alignment_mode="expand")
    if here is None or there is None:
        return False
    for token in scene.doc[there.sent.end : here.sent.start]:
        named = token.ent_type_ == "PERSON" or token.lemma_.lower() in load_speakers().officeholders
        if token.dep_ in {"nsubj", "nsubjpass"} and named and token.head.dep_ == "ROOT":
            return True
    return False


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
        if footing == "on_record" and known.footing == "on_record":
            titles = words_of(f"{known.text} {known.office or ''}")
            if words[-1] in titles and known.name:
                return known
            if words[-1] in titles and len(known.text) > len(" ".join(words)):
                return replace(known, name=known.text)
        if footing != "on_record" and known.footing == footing and not known.name:
            shared = words[-1] in words_of(known.text)
            if shared and len(known.text) > len(" ".join(words)):
                return replace(known, name=known.text)
    return None

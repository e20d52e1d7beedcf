"""Which words lie within whose: two that seem to hold each other, holders, and outlets outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.reading.attribution_carriers import outlet_name
from onrecord.reading.attribution_cues import load_speakers
from onrecord.reading.attribution_footing import is_outlet, names_outlet, words_of
from onrecord.reading.attribution_spans import RawAttribution, in_text_order
from onrecord.reading.sentences import text_of
from onrecord.terms import Attribution, Span

_CITING = ("citing", "quoting")
_QUOTES = ("quoted", "quotes", "quoting", "cited", "cites", "citing")
_ASIDES = ("as", "so", "like")


def part_layers(doc: Doc, raws: Sequence[RawAttribution]) -> tuple[RawAttribution, ...]:
    """Cut contents that run into the words of whoever tells them; give them in text order.

    Where a sentence holds two cues, each is easily read as the other's content. "The trip is off,
    Quito told Lima, an aide said" is an aide's word that holds Quito's, and Quito's ends before
    its own cue. But "the aide said the trip was off, as Quito had said" is two side by side.
    """
    parted = [one for one in raws if not _names_only(doc, one, raws)]
    for place in range(len(parted)):
        for other in range(place + 1, len(parted)):
            one, two = parted[place], parted[other]
            beside = (_holds(one, two) and _beside(doc, one)) or (
                _holds(two, one) and _beside(doc, two)
            )
            if beside:
                parted[place], parted[other] = (
                    _clipped(one, two, parted),
                    _clipped(two, one, parted),
                )
            elif not (_holds(one, two) and _holds(two, one)):
                continue
            elif outer_of(doc, one, two) is one:
                parted[other] = _clipped(two, one, parted)
            else:
                parted[place] = _clipped(one, two, parted)
    return in_text_order([one for one in parted if one.content])


def holders(doc: Doc, raws: Sequence[RawAttribution]) -> Iterator[int | None]:
    """For each attribution the place of the narrowest whose content holds its source, or None."""
    for one in raws:
        best: tuple[int, int] | None = None
        for other, candidate in enumerate(raws):
            if one.source is None or candidate is one or candidate.cue == one.cue:
                continue
            if candidate.source == one.source or not (
                any(part.holds(one.source) for part in candidate.content)
                or _stands_before_content(doc, one, candidate)
            ):
                continue
            if _holds(one, candidate) and outer_of(doc, one, candidate) is one:
                continue
            size = candidate.extent.end - candidate.extent.start
            if best is None or size < best[0]:
                best = (size, other)
        yield None if best is None else best[1]


def nest(
    found: Sequence[Attribution],
    raw: Sequence[RawAttribution],
    held: Sequence[int | None],
) -> tuple[Attribution, ...]:
    """Say which attribution holds which, and give an outlet as carrier to those it cites.

    Of two that share one content (an outlet and whom it cites) the outlet is outside, and what
    the content holds in turn is the cited one's: "the daily quoted an aide as saying the palace
    had told him" gives the palace's word by way of the aide.
    """
    nested = []
    for place, one in enumerate(found):
        holder = held[place]
        if holder is None and one.source.footing != "media":
            holder = next(
                (
                    other
                    for other, candidate in enumerate(raw)
                    if other != place
                    and _same_content(candidate, raw[place])
                    and (found[other].source.footing == "media" or raw[place].rule == "cue.cite")
                    and candidate.source != raw[place].source
                    and held[other] != place
                ),
                None,
            )
        elif holder is not None and found[holder].source.footing == "media":
            holder = next(
                (
                    other
                    for other, candidate in enumerate(raw)
                    if other not in (place, holder)
                    and _same_content(candidate, raw[holder])
                    and not _same_content(candidate, raw[place])
                    and found[other].source.footing != "media"
                ),
                holder,
            )
        carrier = one.carrier
        if holder is not None and carrier is None and found[holder].source.footing == "media":
            carrier = outlet_name(found[holder].source)
        nested.append(
            replace(one, inside=None if holder is None else found[holder].id, carrier=carrier)
        )
    return tuple(nested)


def outer_of(doc: Doc, one: RawAttribution, two: RawAttribution) -> RawAttribution:
    """Of two that seem to hold each other, give the one that tells of the other.

    An outlet tells of whom it cites, wherever it stands. A closing "according to X" tells of the
    sentence before it, and one in front of the other's cue of all that follows; one that the
    sentence goes on behind ("she said that, according to X, it was off") is told. Else the cue
    that governs the other in the parse is outside, and where neither does the later one: it
    closes the sentence.
    """
    outlets = [_outlet(text_of(doc), each) for each in (one, two)]
    if outlets[0] != outlets[1]:
        return one if outlets[0] else two
    for each, other in ((one, two), (two, one)):
        if each.rule.startswith("according") and not other.rule.startswith("according"):
            closes = each.cue is not None and each.content[-1].start < each.cue.start
            opens = each.cue is not None and other.cue is not None and each.cue < other.cue
            return each if closes or opens else other
    if _governs(doc, one, two):
        return one
    if _governs(doc, two, one):
        return two
    return max(one, two, key=lambda each: each.cue or Span(0, 0))


def _holds(one: RawAttribution, other: RawAttribution) -> bool:
    """Whether a content holds another's source and cue: where it is said, not only who says it."""
    return (
        other.source is not None
        and other.cue is not None
        and any(part.holds(other.source) for part in one.content)
        and any(part.holds(other.cue) for part in one.content)
    )


def _stands_before_content(doc: Doc, one: RawAttribution, other: RawAttribution) -> bool:
    """Whether one stands between another's cue and the content both share.

    "She denied a report by Radio Nord that the two had met" denies what the radio said. But in
    "she said, as Radio Nord had, that the two had met" both say it, and in "citing an aide, Radio
    Nord said" the radio is outside.
    """
    return (
        one.source is not None
        and other.cue is not None
        and _same_content(one, other)
        and one.cue is not None
        and text_of(doc)[other.cue.start : other.cue.end].lower() not in _CITING
        and other.cue.end <= min(one.source.start, one.cue.start)
        and max(one.source.end, one.cue.end) <= one.content[0].start
        and not _beside(doc, one)
    )


def _names_only(doc: Doc, one: RawAttribution, others: Sequence[RawAttribution]) -> bool:
    """Whether a content is only whom an outlet quotes, what they say being found beside it.

    "Nova quoted an aide as saying it was off" hands over what the aide says. But in "Nova quoted
    an aide at length" the aide is all there is.
    """
    if one.cue is None or len(one.content) != 1:
        return False
    quotes = text_of(doc)[one.cue.start : one.cue.end].lower().split()[-1:]
    return (
        bool(quotes)
        and quotes[0] in _QUOTES
        and any(
            each.source is not None
            and each.source.start <= one.content[0].start < each.source.end
            and not any(part.overlaps(one.content[0]) for part in each.content)
            for each in others
            if each is not one
        )
    )


def _beside(doc: Doc, one: RawAttribution) -> bool:
    """Whether an attribution is an aside of comparison: "as the ministry had said"."""
    if one.source is None or one.cue is None:
        return False
    start = min(one.source.start, one.cue.start)
    words = text_of(doc)[max(0, start - 8) : start].split()
    return bool(words) and words[-1].lower() in _ASIDES


def _clipped(
    one: RawAttribution, within: RawAttribution, others: Sequence[RawAttribution]
) -> RawAttribution:
    """Cut a content to what it shares with another's; away with it when hardly a word is left.

    A content that shares nothing stays as it is unless its cue has another reading: it is wrong
    somewhere, but who speaks may be right.
    """
    fragments = sorted(
        Span(max(part.start, other.start), min(part.end, other.end))
        for part in one.content
        for other in within.content
        if part.overlaps(other)
    )
    kept = tuple(Span(part.start, part.end) for part in fragments if part.end - part.start > 8)
    if kept:
        return replace(one, content=kept)
    doubled = any(each is not one and each.cue == one.cue for each in others)
    return replace(one, content=()) if doubled else one


def _same_content(one: RawAttribution, other: RawAttribution) -> bool:
    """Whether two contents are one, a leading "that" or a mark apart."""
    return len(one.content) == len(other.content) and all(
        abs(left.start - right.start) <= len("that ") and abs(left.end - right.end) <= 1
        for left, right in zip(one.content, other.content, strict=True)
    )


def _outlet(text: str, one: RawAttribution) -> bool:
    if one.source is None:
        return False
    said = text[one.source.start : one.source.end]
    words = words_of(said)
    named = words[-1:] and words[-1] in load_speakers().media
    return is_outlet(said) or names_outlet(said) or bool(named)


def _governs(doc: Doc, one: RawAttribution, other: RawAttribution) -> bool:
    """Whether the parser hangs the clause of one cue on the other's verb."""
    above, below = _root(doc, one), _root(doc, other)
    return above is not None and below is not None and above.is_ancestor(below)


def _root(doc: Doc, one: RawAttribution) -> Token | None:
    if one.cue is None:
        return None
    held = doc.char_span(one.cue.start, one.cue.end, alignment_mode="expand")
    return None if held is None else held.root

"""Readings and reports read back from contract-shaped JSON, and checked as they come in.

What comes in may be anybody's: our own `read --format json`, another reader's output, a file
edited by hand. Every word is checked against its vocabulary and every piece of evidence against
the report's text. Fields that the contract does not name are passed over; optional fields that
are missing become None, or are worked out where the rest of the reading settles them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.identity import report_id, text_sha256
from onrecord.json_fields import (
    JsonFields,
    day_in,
    invalid,
    list_in,
    maybe_text_in,
    object_at,
    score_in,
    text_in,
    word_in,
)
from onrecord.terms import (
    ABOUTS,
    FOOTINGS,
    FURNITURE_KINDS,
    KINDS,
    NEW_DATES,
    PLANS,
    REPORTER,
    RESPONSES,
    SALIENCES,
    STANCES,
    STATUSES,
    About,
    Attribution,
    Claim,
    Contest,
    Doubt,
    Engagement,
    Evidence,
    Furniture,
    Mention,
    ModelUsed,
    Party,
    Person,
    Reader,
    Reading,
    Report,
    Response,
    Source,
    Span,
)

READABLE_SCHEMAS = ("onrecord/reading/1",)
"""The reading schemas that this module reads back."""

CONTEXT = 32
"""Code points of prefix and suffix given to evidence that comes without them."""


def reading_from_json(value: object, report: Report | None = None) -> Reading:
    """Read a reading back from contract-shaped JSON.

    `report` is the report that was read; None means that `value` carries it, text included (as
    `contract.reading_to_json` writes it with `with_text`). A claim without `side` gets the side
    of its attribution's source, of the party that its source belongs to, or, for a denial, the
    side in `by`; None when none of them tells. A denial without `about` gets what the one
    matching contradiction is about, else "event". Evidence without prefix and suffix gets them
    from the text. Raises ReadingInvalidError naming the field.
    """
    root = object_at(value, "reading")
    schema = root.get("schema")
    if schema not in READABLE_SCHEMAS:
        raise invalid("schema", f"is {schema!r}, not one of {', '.join(READABLE_SCHEMAS)}")
    head = object_at(root.get("report"), "report")
    if report is None:
        report = report_from_json(head, at="report")
    elif head.get("text_sha256") not in (None, text_sha256(report.text)):
        raise invalid("report.text_sha256", "is not the hash of the report's text")
    text = report.text
    attributions = tuple(
        _attribution(a, f"attributions[{i}]", text)
        for i, a in enumerate(list_in(root, "attributions", ""))
    )
    by_id = {a.id: a for a in attributions}
    if len(by_id) < len(attributions):
        raise invalid("attributions", "has two attributions of one id")
    for i, attribution in enumerate(attributions):
        if attribution.inside is not None and attribution.inside not in by_id:
            raise invalid(
                f"attributions[{i}].inside", f"names no attribution: {attribution.inside!r}"
            )
    engagements = tuple(
        _engagement(e, f"engagements[{i}]", text, by_id)
        for i, e in enumerate(list_in(root, "engagements", ""))
    )
    if len({e.id for e in engagements}) < len(engagements):
        raise invalid("engagements", "has two engagements of one id")
    return Reading(
        report=report,
        reader=_reader(root.get("reader")),
        attributions=attributions,
        engagements=engagements,
        doubts=tuple(
            _doubt(d, f"doubts[{i}]", text) for i, d in enumerate(list_in(root, "doubts", ""))
        ),
    )


def report_from_json(value: object, *, at: str = "report") -> Report:
    """Read a report from a JSON object with `text` and optionally what else is known of it.

    The id is always worked out from the content: a stated id of another scheme is not kept.
    `at` is the path of the object in error messages. Raises ReadingInvalidError naming the field:
    no text, a `published` that is no ISO 8601 day, a `text_sha256` that is not the text's.
    """
    o = object_at(value, at)
    text = text_in(o, "text", at)
    if o.get("text_sha256") not in (None, text_sha256(text)):
        raise invalid(f"{at}.text_sha256", "is not the hash of the text")
    title, url, published = (
        maybe_text_in(o, "title", at),
        maybe_text_in(o, "url", at),
        day_in(o, "published", at),
    )
    return Report(
        id=report_id(
            text, title=title, published=published.isoformat() if published else None, url=url
        ),
        text=text,
        title=title,
        published=published,
        published_basis=maybe_text_in(o, "published_basis", at) or "",
        outlet=maybe_text_in(o, "outlet", at),
        url=url,
        language=maybe_text_in(o, "language", at),
        raw_sha256=maybe_text_in(o, "raw_sha256", at),
        furniture=tuple(
            _furniture(f, f"{at}.furniture[{i}]", text)
            for i, f in enumerate(list_in(o, "furniture", at))
        ),
    )


def claim_from_json(
    value: object,
    at: str,
    text: str | None = None,
    *,
    side: str | None = None,
    about: About = "event",
) -> Claim:
    """Read one claim, a step of a history.

    `text` is the report's text that the evidence must stand in; None leaves that unchecked (a
    claim that a person entered by hand may have none). `side` and `about` are given to a claim
    that states neither. Raises ReadingInvalidError naming the field under `at`.
    """
    o = object_at(value, at)
    return Claim(
        status=word_in(o, "status", at, STATUSES),
        evidence=_evidence(o.get("evidence"), f"{at}.evidence", text),
        when=maybe_text_in(o, "when", at),
        by=maybe_text_in(o, "by", at),
        reason=maybe_text_in(o, "reason", at),
        source=maybe_text_in(o, "source", at) or REPORTER,
        footing=word_in(o, "footing", at, FOOTINGS, "reporter"),
        stance=word_in(o, "stance", at, STANCES, "asserts"),
        attribution=maybe_text_in(o, "attribution", at),
        about=word_in(o, "about", at, ABOUTS, about),
        side=maybe_text_in(o, "side", at) if "side" in o else side,
        rule=maybe_text_in(o, "rule", at) or "",
        score=score_in(o, "score", at),
    )


def party_from_json(value: object, at: str) -> Party:
    """Read one party; without a `name` it goes by its side. Raises ReadingInvalidError."""
    o = object_at(value, at)
    side = text_in(o, "side", at)
    people = [object_at(p, f"{at}.people[{i}]") for i, p in enumerate(list_in(o, "people", at))]
    return Party(
        side=side,
        name=maybe_text_in(o, "name", at) or side,
        people=tuple(
            Person(
                name=text_in(p, "name", f"{at}.people[{i}]"),
                office=maybe_text_in(p, "office", f"{at}.people[{i}]"),
            )
            for i, p in enumerate(people)
        ),
    )


def _attribution(value: object, at: str, text: str) -> Attribution:
    o = object_at(value, at)
    source_at, content_at = f"{at}.source", f"{at}.content"
    source = object_at(o.get("source"), source_at)
    start, end = source.get("start"), source.get("end")
    words = maybe_text_in(source, "text", source_at) or ""
    span = None if start is None and end is None else _span(start, end, source_at, text)
    if span is not None and text[span.start : span.end] != words:
        raise invalid(f"{source_at}.text", "is not what the report's text has there")
    cue = o.get("cue")
    return Attribution(
        id=text_in(o, "id", at),
        source=Source(
            text=words,
            start=span.start if span else None,
            end=span.end if span else None,
            name=maybe_text_in(source, "name", source_at),
            office=maybe_text_in(source, "office", source_at),
            side=maybe_text_in(source, "side", source_at),
            footing=word_in(source, "footing", source_at, FOOTINGS, "reporter"),
        ),
        cue=None if cue is None else _evidence(cue, f"{at}.cue", text),
        content=_content(object_at(o.get("content"), content_at), content_at, text),
        stance=word_in(o, "stance", at, STANCES, "asserts"),
        carrier=maybe_text_in(o, "carrier", at),
        via=maybe_text_in(o, "via", at),
        inside=maybe_text_in(o, "inside", at),
        score=score_in(o, "score", at),
    )


def _content(o: JsonFields, at: str, text: str) -> tuple[Span, ...]:
    if o.get("spans") is None:
        spans: tuple[Span, ...] = (_span(o.get("start"), o.get("end"), at, text),)
    else:
        spans = tuple(
            _span_of_pair(pair, f"{at}.spans[{i}]", text)
            for i, pair in enumerate(list_in(o, "spans", at))
        )
    said = o.get("text")
    if len(spans) == 1 and said is not None and said != text[spans[0].start : spans[0].end]:
        raise invalid(f"{at}.text", "is not what the report's text has there")
    return spans


def _engagement(
    value: object, at: str, text: str, attributions: Mapping[str, Attribution]
) -> Engagement:
    o = object_at(value, at)
    parties = tuple(
        party_from_json(p, f"{at}.parties[{i}]") for i, p in enumerate(list_in(o, "parties", at))
    )
    contested = tuple(
        _contest(c, f"{at}.contested[{i}]") for i, c in enumerate(list_in(o, "contested", at))
    )
    responses = object_at(o.get("responses") or {}, f"{at}.responses")
    history = []
    for i, step in enumerate(list_in(o, "history", at)):
        claim_at = f"{at}.history[{i}]"
        fields = object_at(step, claim_at)
        attribution = _known_attribution(fields, claim_at, attributions)
        history.append(
            claim_from_json(
                fields,
                claim_at,
                text,
                side=_side_of(fields, attribution, parties),
                about=_about_of(fields, contested),
            )
        )
    return Engagement(
        id=text_in(o, "id", at),
        kind=word_in(o, "kind", at, KINDS),
        parties=parties,
        status=word_in(o, "status", at, STATUSES),
        plan=word_in(o, "plan", at, PLANS),
        new_date=word_in(o, "new_date", at, NEW_DATES, "none"),
        place=maybe_text_in(o, "place", at),
        topic=maybe_text_in(o, "topic", at),
        planned_start=maybe_text_in(o, "planned_start", at),
        planned_end=maybe_text_in(o, "planned_end", at),
        was_planned_start=maybe_text_in(o, "was_planned_start", at),
        was_planned_end=maybe_text_in(o, "was_planned_end", at),
        responses=tuple(
            Response(side, word_in(responses, side, f"{at}.responses", RESPONSES))
            for side in responses
        ),
        contested=contested,
        history=tuple(history),
        mentions=tuple(
            _mention(m, f"{at}.mentions[{i}]", text)
            for i, m in enumerate(list_in(o, "mentions", at))
        ),
        salience=word_in(o, "salience", at, SALIENCES, "main"),
        score=None if o.get("score") is None else score_in(o, "score", at),
    )


def _known_attribution(
    claim: JsonFields, at: str, attributions: Mapping[str, Attribution]
) -> Attribution | None:
    name = maybe_text_in(claim, "attribution", at)
    if name is None:
        return None
    if name not in attributions:
        raise invalid(f"{at}.attribution", f"names no attribution of the reading: {name!r}")
    return attributions[name]


def _side_of(
    claim: JsonFields, attribution: Attribution | None, parties: Sequence[Party]
) -> str | None:
    if attribution is not None and attribution.source.side is not None:
        return attribution.source.side
    source = claim.get("source")
    for party in parties:
        if source in (party.side, party.name) or any(source == p.name for p in party.people):
            return party.side
    # Whoever denies speaks for itself. An assertion need not: "Iran was asked for talks, says
    # Washington" is by Iran on Washington's word, so `by` settles nothing there.
    by = claim.get("by")
    if claim.get("stance") == "denies" and any(by == party.side for party in parties):
        return str(by)
    return None


def _about_of(claim: JsonFields, contested: Sequence[Contest]) -> About:
    if claim.get("stance") != "denies" or not contested:
        return "event"
    deniers = (claim.get("source"), claim.get("by"))
    matching = [c for c in contested if c.denied_by is not None and c.denied_by in deniers]
    return matching[0].about if len(matching) == 1 else "event"


def _contest(value: object, at: str) -> Contest:
    o = object_at(value, at)
    claims = list_in(o, "claims", at)
    if not all(type(c) in (str, int) for c in claims):
        raise invalid(f"{at}.claims", "holds something that is no claim id")
    return Contest(
        about=word_in(o, "about", at, ABOUTS, "event"),
        asserted_by=maybe_text_in(o, "asserted_by", at),
        denied_by=maybe_text_in(o, "denied_by", at),
        claims=tuple(str(c) for c in claims),
    )


def _mention(value: object, at: str, text: str) -> Mention:
    o = object_at(value, at)
    span = _span(o.get("start"), o.get("end"), at, text)
    words = text_in(o, "text", at)
    if text[span.start : span.end] != words:
        raise invalid(f"{at}.text", "is not what the report's text has there")
    return Mention(words, span.start, span.end, maybe_text_in(o, "trigger", at) or "")


def _furniture(value: object, at: str, text: str) -> Furniture:
    o = object_at(value, at)
    span = _span(o.get("start"), o.get("end"), at, text)
    return Furniture(word_in(o, "kind", at, FURNITURE_KINDS), span.start, span.end)


def _doubt(value: object, at: str, text: str) -> Doubt:
    o = object_at(value, at)
    kind, reason = text_in(o, "kind", at), text_in(o, "reason", at)
    if o.get("start") is None and o.get("end") is None:
        return Doubt(kind, reason)
    span = _span(o.get("start"), o.get("end"), at, text)
    return Doubt(kind, reason, span.start, span.end)


def _reader(value: object) -> Reader:
    o = object_at(value, "reader")
    models = object_at(o.get("models") or {}, "reader.models")
    return Reader(
        version=text_in(o, "version", "reader"),
        models=tuple(
            ModelUsed(name, text_in(models, name, "reader.models")) for name in sorted(models)
        ),
        rules=maybe_text_in(o, "rules", "reader"),
    )


def _evidence(value: object, at: str, text: str | None) -> Evidence:
    o = object_at(value, at)
    words = text_in(o, "text", at)
    span = _span(o.get("start"), o.get("end"), at, text)
    prefix, suffix = maybe_text_in(o, "prefix", at), maybe_text_in(o, "suffix", at)
    if text is None:
        return Evidence(span.start, span.end, words, prefix or "", suffix or "")
    if text[span.start : span.end] != words:
        raise invalid(f"{at}.text", "is not what the report's text has there")
    if prefix is None:
        prefix = text[max(0, span.start - CONTEXT) : span.start]
    if suffix is None:
        suffix = text[span.end : span.end + CONTEXT]
    return Evidence(span.start, span.end, words, prefix, suffix)


def _span_of_pair(value: object, at: str, text: str) -> Span:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise invalid(at, "is not a pair [start, end]")
    return _span(value[0], value[1], at, text)


def _span(start: object, end: object, at: str, text: str | None) -> Span:
    # `type() is int`, for JSON's true would pass as 1.
    if type(start) is not int or type(end) is not int:
        raise invalid(at, "has no start and end in code points")
    if not 0 <= start <= end or (text is not None and end > len(text)):
        raise invalid(at, f"lies outside the report's text: {start}-{end}")
    return Span(start, end)

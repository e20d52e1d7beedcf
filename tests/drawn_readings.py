"""Hypothesis strategies for reports, readings and rulings of every shape the words allow."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from onrecord.identity import report_id
from onrecord.terms import (
    ABOUTS,
    FOOTINGS,
    FURNITURE_KINDS,
    KINDS,
    NEW_DATES,
    PLANS,
    RESPONSES,
    RULING_KINDS,
    SALIENCES,
    STANCES,
    STATUSES,
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
    Ruling,
    Source,
    Span,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SOME_WORDS = st.none() | WORDS
DAYS = st.none() | st.dates(min_value=dt.date(1, 1, 1))
SCORES = st.integers(0, 10_000).map(lambda n: n / 10_000)
MOMENTS = st.datetimes(min_value=dt.datetime(1900, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, len(text))))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    title, published, url = draw(SOME_WORDS), draw(DAYS), draw(SOME_WORDS)
    places = draw(st.lists(spans(text), max_size=2))
    return Report(
        id=report_id(
            text, title=title, published=published.isoformat() if published else None, url=url
        ),
        text=text,
        title=title,
        published=published,
        published_basis=draw(st.sampled_from(["", "given", "metadata"])),
        outlet=draw(SOME_WORDS),
        url=url,
        language=draw(st.sampled_from([None, "en"])),
        raw_sha256=draw(st.sampled_from([None, "0" * 64])),
        furniture=tuple(
            Furniture(draw(st.sampled_from(FURNITURE_KINDS)), s.start, s.end) for s in places
        ),
    )


@st.composite
def evidence(draw: st.DrawFn, text: str) -> Evidence:
    span = draw(spans(text))
    words = text[span.start : span.end]
    return Evidence(span.start, span.end, words, draw(WORDS), draw(WORDS))


@st.composite
def claims(draw: st.DrawFn, text: str, attributions: tuple[str, ...] = ()) -> Claim:
    return Claim(
        status=draw(st.sampled_from(STATUSES)),
        evidence=draw(evidence(text)),
        when=draw(SOME_WORDS),
        by=draw(SOME_WORDS),
        reason=draw(SOME_WORDS),
        source=draw(WORDS.filter(bool)),
        footing=draw(st.sampled_from(FOOTINGS)),
        stance=draw(st.sampled_from(STANCES)),
        attribution=draw(st.sampled_from((None, *attributions))),
        about=draw(st.sampled_from(ABOUTS)),
        side=draw(SOME_WORDS),
        rule=draw(WORDS),
        score=draw(SCORES),
    )


@st.composite
def parties(draw: st.DrawFn) -> Party:
    people = st.builds(Person, WORDS, SOME_WORDS)
    name = draw(WORDS.filter(bool))
    return Party(draw(WORDS), name, tuple(draw(st.lists(people, max_size=2))))


@st.composite
def attributions(draw: st.DrawFn, text: str, name: str, others: tuple[str, ...]) -> Attribution:
    place = draw(st.none() | spans(text))
    return Attribution(
        id=name,
        source=Source(
            text=text[place.start : place.end] if place else draw(WORDS),
            start=place.start if place else None,
            end=place.end if place else None,
            name=draw(SOME_WORDS),
            office=draw(SOME_WORDS),
            side=draw(SOME_WORDS),
            footing=draw(st.sampled_from(FOOTINGS)),
        ),
        cue=draw(st.none() | evidence(text)),
        content=tuple(draw(st.lists(spans(text), min_size=1, max_size=3))),
        stance=draw(st.sampled_from(STANCES)),
        carrier=draw(SOME_WORDS),
        via=draw(SOME_WORDS),
        inside=draw(st.sampled_from((None, *others))),
        score=draw(SCORES),
    )


@st.composite
def engagements(
    draw: st.DrawFn, text: str, name: str, attribution_ids: tuple[str, ...]
) -> Engagement:
    answers = draw(st.dictionaries(WORDS, st.sampled_from(RESPONSES), max_size=2))
    contests = st.builds(
        Contest,
        st.sampled_from(ABOUTS),
        SOME_WORDS,
        SOME_WORDS,
        st.lists(WORDS, max_size=2).map(tuple),
    )
    mentioned = draw(st.lists(spans(text), max_size=2))
    return Engagement(
        id=name,
        kind=draw(st.sampled_from(KINDS)),
        parties=tuple(draw(st.lists(parties(), max_size=2))),
        status=draw(st.sampled_from(STATUSES)),
        plan=draw(st.sampled_from(PLANS)),
        new_date=draw(st.sampled_from(NEW_DATES)),
        place=draw(SOME_WORDS),
        topic=draw(SOME_WORDS),
        planned_start=draw(SOME_WORDS),
        planned_end=draw(SOME_WORDS),
        was_planned_start=draw(SOME_WORDS),
        was_planned_end=draw(SOME_WORDS),
        responses=tuple(Response(side, answers[side]) for side in sorted(answers)),
        contested=tuple(draw(st.lists(contests, max_size=2))),
        history=tuple(draw(st.lists(claims(text, attribution_ids), max_size=3))),
        mentions=tuple(
            Mention(text[s.start : s.end], s.start, s.end, draw(WORDS)) for s in mentioned
        ),
        salience=draw(st.sampled_from(SALIENCES)),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    report = draw(reports())
    text = report.text
    names = tuple(f"a{k}" for k in range(draw(st.integers(0, 3))))
    models = draw(st.dictionaries(WORDS, WORDS, max_size=2))
    whole = st.builds(Doubt, WORDS, WORDS)
    placed = st.builds(lambda k, r, s: Doubt(k, r, s.start, s.end), WORDS, WORDS, spans(text))
    return Reading(
        report=report,
        reader=Reader(
            version=draw(WORDS),
            models=tuple(ModelUsed(name, models[name]) for name in sorted(models)),
            rules=draw(SOME_WORDS),
        ),
        attributions=tuple(
            draw(attributions(text, name, tuple(n for n in names if n != name))) for name in names
        ),
        engagements=tuple(
            draw(engagements(text, f"e{k}", names)) for k in range(draw(st.integers(0, 2)))
        ),
        doubts=tuple(draw(st.lists(whole | placed, max_size=2))),
    )


@st.composite
def rulings(draw: st.DrawFn) -> Ruling:
    kind = draw(st.sampled_from(RULING_KINDS))
    return Ruling(
        kind=kind,
        who=draw(WORDS),
        target=draw(WORDS),
        others=tuple(draw(st.lists(WORDS, max_size=2))),
        claim=draw(st.none() | claims(draw(WORDS))),
        parties=tuple(draw(st.lists(parties(), max_size=2))),
        note=draw(WORDS),
        undoes=draw(WORDS) if kind == "undo" else None,
        place=draw(SOME_WORDS),
        engagement_kind=draw(st.none() | st.sampled_from(KINDS)),
    )

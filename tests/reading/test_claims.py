"""Whose word a claim is: whoever tells of a step, not whoever takes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from engagement_tools import seen_and_view
from reading_tools import DAY
from spacy.language import Language

from onrecord.reading.acts import Act
from onrecord.reading.claims import claim_of, claims_of, whole_words
from onrecord.reading.encounters import Encounter
from onrecord.reading.grouping import Group, Sighting
from onrecord.terms import Attribution, Evidence, Report, Source, Span


def sources(nlp: Language, text: str) -> dict[str, str]:
    """Give the source of each status that the rules read, all namings taken for one."""
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    steps = claims_of(Report("r", text, published=DAY), group, seen.attributions)
    return {claim.status: claim.source for claim, _, _ in steps}


@pytest.mark.parametrize(
    ("text", "status", "source"),
    [
        (
            "Kenya asked Poland for a meeting, a Kenyan official told reporters on Monday.",
            "sought",
            "a Kenyan official",
        ),
        (
            'Both sides "have decided to postpone the visit", Jan Reszka, a Polish spokesman, said.',
            "postponed",
            "Jan Reszka",
        ),
        (
            "The Polish foreign ministry announced the postponement of the visit to Kenya.",
            "postponed",
            "The Polish foreign ministry",
        ),
        (
            "According to Jan Reszka, a Polish spokesman, the visit to Kenya was called off on Monday.",
            "cancelled",
            "Jan Reszka",
        ),
        (
            "The visit to Kenya is off, according to a statement from the Polish foreign ministry.",
            "cancelled",
            "a statement from the Polish foreign ministry",
        ),
        ("Kenya asked Poland for a meeting on Monday.", "sought", "reporter"),
    ],
)
def test_the_word_is_that_of_whoever_tells(
    nlp: Language, text: str, status: str, source: str
) -> None:
    assert sources(nlp, text)[status] == source


@pytest.mark.parametrize("nobody", ["", "You", "something"])
def test_a_layer_that_is_nobodys_word_hides_nobody(nlp: Language, nobody: str) -> None:
    text = "There were no plans for a visit to Kenya, the Polish foreign ministry said."
    seen, _ = seen_and_view(nlp, text)
    at = text.index("for a visit")
    inner = Attribution(
        "inner",
        Source(nobody, None, None, footing="statement"),
        Evidence(6, 19, text[6:19], "", ""),
        (Span(at, text.index(",")),),
        stance="asserts",
    )
    (sighting,) = seen.sightings
    report = Report("r", text, published=DAY)
    claim = claim_of(report, sighting, sighting.main, (*seen.attributions, inner))
    assert claim.source == "the Polish foreign ministry"


def test_what_nobody_else_holds_keeps_the_stance_of_a_nameless_layer(nlp: Language) -> None:
    text = "It was denied that the Polish president would visit Kenya."
    seen, _ = seen_and_view(nlp, text)
    content = Span(text.index("the Polish"), len(text) - 1)
    nameless = Attribution(
        "a1",
        Source("", None, None),
        Evidence(0, 13, text[:13], "", ""),
        (content,),
        stance="denies",
    )
    (sighting,) = seen.sightings
    claim = claim_of(Report("r", text, published=DAY), sighting, sighting.main, (nameless,))
    assert (claim.stance, claim.source, claim.attribution) == ("denies", "reporter", "a1")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Poland has not confirmed the visit to Kenya.", "Poland"),
        ("Poland could not confirm that its minister would visit Kenya.", "Poland"),
        ("Poland never confirmed that its minister would visit Kenya.", "Poland"),
    ],
)
def test_who_does_not_confirm_neither_confirms_nor_schedules(
    nlp: Language, text: str, source: str
) -> None:
    seen, _ = seen_and_view(nlp, text)
    (sighting,) = seen.sightings
    claim = claim_of(Report("r", text, published=DAY), sighting, sighting.main, seen.attributions)
    assert (claim.source, claim.stance) == (source, "declines_comment")


def test_who_confirms_schedules(nlp: Language) -> None:
    text = "Poland confirmed that its minister would visit Kenya."
    seen, _ = seen_and_view(nlp, text)
    (sighting,) = seen.sightings
    claim = claim_of(Report("r", text, published=DAY), sighting, sighting.main, seen.attributions)
    assert (claim.source, claim.stance) == ("Poland", "confirms")


def _quoted(text: str, quote: str) -> Evidence:
    at = text.index(quote)
    return Evidence(at, at + len(quote), quote)


def test_a_denial_is_the_deniers_and_the_claim_the_papers() -> None:
    text = "The Polish ministry denied a newspaper report that the minister would visit Kenya."
    told = _quoted(text, "the minister would visit Kenya").span
    denied = Attribution(
        "a1",
        Source("The Polish ministry", 0, 19, side="POL", footing="statement"),
        _quoted(text, "denied"),
        (_quoted(text, text[text.index("a newspaper") : -1]).span,),
        stance="denies",
    )
    paper = _quoted(text, "a newspaper report")
    reported = Attribution(
        "a2",
        Source(paper.text, paper.start, paper.end, footing="media"),
        _quoted(text, "report"),
        (told,),
    )
    encounter = Encounter(0, "visit", "visit", "visit", verbal=True, start=told.start, end=told.end)
    act = Act("denied", "act.verb.visit", 0, 0, told.start, told.end, stance="denies")
    report = Report("r", text, published=DAY)
    both = (denied, reported)
    claim = claim_of(report, Sighting(encounter, (act,), 0), act, both)
    assert (claim.source, claim.footing, claim.stance) == (
        "The Polish ministry",
        "statement",
        "denies",
    )
    act = replace(act, status="scheduled", stance="asserts")
    claim = claim_of(report, Sighting(encounter, (act,), 0), act, both)
    assert (claim.source, claim.footing, claim.stance) == ("a newspaper report", "media", "asserts")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Poland denied that its minister had met Kenyan officials.", ("denied", "denies")),
        ("Poland denied that the visit to Kenya had been cancelled.", ("cancelled", "denies")),
    ],
)
def test_what_was_held_is_denied_on_the_word_of_who_denies_it(
    nlp: Language, text: str, told: tuple[str, str]
) -> None:
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    steps = claims_of(Report("r", text, published=DAY), group, seen.attributions)
    assert told in {(claim.status, claim.stance) for claim, _, _ in steps}
    assert ("held", "denies") not in {(claim.status, claim.stance) for claim, _, _ in steps}


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("for one-on-one talks", "-on-one talks", "one-on-one talks"),
        ("was put off, to a later date", ", to a later date", "to a later date"),
        ("met General (Retd.) Khan", "General (Retd", "General (Retd.)"),
        ("the visit is off", "the visit", "the visit"),
        ("the “visit” is off", "“visit”", "“visit”"),
    ],
)
def test_evidence_is_cut_at_words(text: str, cut: str, whole: str) -> None:
    start = text.index(cut)
    left, right = whole_words(text, start, start + len(cut))
    assert text[left:right] == whole

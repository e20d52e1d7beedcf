"""Whose word lies within whose: passed on, cited, quoted, side by side; and who carried it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.reading.attribution import find_attributions, resolve_attributions
from onrecord.reading.attribution_layers import part_layers
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.reading.marks import Actors
from onrecord.reading.sentences import parse
from onrecord.terms import Attribution, Span


def read(nlp: Language, text: str) -> tuple[Attribution, ...]:
    return find_attributions(parse(nlp, text), Actors())


def links(nlp: Language, text: str) -> set[tuple[str, str | None]]:
    found = read(nlp, text)
    names = {one.id: one.source.text for one in found}
    return {(one.source.text, names.get(one.inside or "")) for one in found}


def carriers(nlp: Language, text: str) -> dict[str, str | None]:
    return {one.source.text: one.carrier for one in read(nlp, text)}


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        (
            "The round will be held in May, Quito told the hosts on Friday, an aide said.",
            "Quito",
            "an aide",
        ),
        (
            "The palace says it heard from the envoys that the port would be closed.",
            "the envoys",
            "The palace",
        ),
        (
            "Minister Ana Prado said she had been told by the Latvian consul that no ship would sail.",
            "the Latvian consul",
            "Minister Ana Prado",
        ),
        (
            "The consul said that she held a letter from Riga saying that the talks were over.",
            "a letter from Riga",
            "The consul",
        ),
        (
            "The Evening Post reported, citing two bankers, that the loan talks had failed.",
            "two bankers",
            "The Evening Post",
        ),
        (
            "The envoy quoted the Latvian premier as having said that she would wait.",
            "the Latvian premier",
            "The envoy",
        ),
        (
            "The minister denied a report by Radio Norte that the king would travel.",
            "Radio Norte",
            "The minister",
        ),
    ],
)
def test_one_word_lies_within_another(nlp: Language, text: str, inner: str, outer: str) -> None:
    found = links(nlp, text)
    assert (inner, outer) in found
    assert (outer, inner) not in found


@pytest.mark.parametrize(
    "text",
    [
        "Peru said the round would go on, and Chile said it was over.",
        "The captain said the road was open, as a note from the mayor had said before.",
        'The consul said: "We have no answer." The palace said it had sent one.',
        "Two envoys said the list was final. A third said nothing had been written.",
    ],
)
def test_words_side_by_side_hold_nobody(nlp: Language, text: str) -> None:
    assert {outer for _, outer in links(nlp, text)} == {None}


def test_a_further_statement_of_one_speaker_stays_theirs(nlp: Language) -> None:
    text = "Peru said the round would go on, and that Chile had said it would stay."
    assert ("Chile", "Peru") in links(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy learned from experience that haste costs friends.",
        "The consul signed the letter, saying that it was late.",
        "The guide was told by the man that signed the paper.",
    ],
)
def test_what_nobody_passes_on_has_no_such_source(nlp: Language, text: str) -> None:
    sources = {source for source, _ in links(nlp, text)}
    assert not sources & {"experience", "the letter", "the man"}


def test_sources_that_are_not_named_refuse_nothing(nlp: Language) -> None:
    text = "The trip is off, the Evening Post said, citing officials it did not identify."
    assert "it" not in {source for source, _ in links(nlp, text)}


@pytest.mark.parametrize(
    ("text", "source", "carrier"),
    [
        ("Speaking to Reuters, the mayor said he would stay.", "the mayor", "Reuters"),
        ("Speaking in Oslo, the mayor said he would stay.", "the mayor", None),
        ("An aide confirmed the delay to Reuters.", "An aide", "Reuters"),
        ("An aide confirmed the delay to Parliament.", "An aide", None),
        (
            "Peru has asked for a delay, an aide told the Evening Post.",
            "Peru",
            None,
        ),
        (
            "The talks are over, Peru's Andina news agency said, citing an aide.",
            "an aide",
            "Andina",
        ),
        (
            "The talks are over, the state television said, citing an aide.",
            "an aide",
            "state television",
        ),
    ],
)
def test_who_carried_it(nlp: Language, text: str, source: str, carrier: str | None) -> None:
    assert carriers(nlp, text)[source] == carrier


def test_two_that_hold_each_other_are_parted_and_neither_is_lost(nlp: Language) -> None:
    text = "The trip is off, Quito told Lima, an aide said."
    doc = parse(nlp, text)
    at = text.index
    inner = RawAttribution(
        Span(at("Quito"), at("Quito") + 5),
        Span(at("told"), at("told") + 4),
        (Span(0, 15), Span(at("an aide"), len(text) - 1)),
        "cue.tell",
    )
    outer = RawAttribution(
        Span(at("an aide"), at("an aide") + 7),
        Span(at("said"), at("said") + 4),
        (Span(0, at(", an aide")),),
        "cue.say",
    )
    parted = part_layers(doc, [inner, outer])
    assert {one.rule: one.content for one in parted} == {
        "cue.tell": (Span(0, 15),),
        "cue.say": outer.content,
    }
    inside = {one.source.text: one.inside for one in resolve_attributions(doc, Actors(), parted)}
    assert inside["an aide"] is None
    assert inside["Quito"] is not None

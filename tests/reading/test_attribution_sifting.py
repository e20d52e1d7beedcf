"""What looks like somebody's word and is none is left out; what is one, though alike, stays."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.reading.attribution import find_attributions
from onrecord.reading.attribution_sifting import sifted
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.reading.marks import Actors
from onrecord.reading.sentences import parse
from onrecord.terms import Span


def read(nlp: Language, text: str) -> list[tuple[str, list[str]]]:
    found = find_attributions(parse(nlp, text), Actors())
    return [
        (one.source.text, [text[part.start : part.end] for part in one.content]) for one in found
    ]


def raw(
    text: str, source: str | None, cue: str, content: str, rule: str = "tagger"
) -> RawAttribution:
    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return RawAttribution(
        None if source is None else place(source), place(cue), (place(content),), rule
    )


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's president Said Okello Deni met the Peruvian premier in Lima on Monday.",
        "Minister Said Okello met his Latvian counterpart in Riga on Monday.",
        "The king put off the trip to Riga, citing security reasons.",
        "Peru put off the visit on Monday, citing tensions with its neighbour.",
        "The premier called on President Ana Prado in Lima on Monday.",
        "The premier called up President Ana Prado on Monday.",
        "The meeting was called by the premier for Monday.",
        "Riga: Latvia's premier met her Peruvian counterpart in Lima on Friday.",
        "New Delhi: The two ministers will meet in May to talk about trade.",
        "That said the talks would go on in May.",
        "It is expected that the two will meet in Riga in May.",
    ],
)
def test_nobody_speaks_here(nlp: Language, text: str) -> None:
    assert read(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The trip is off, Nova TV said, citing two people close to the king.", "two people"),
        ("The trip is off, Nova TV said, citing a leaked cable.", "a leaked cable"),
        ("The premier called on Peru to leave the talks.", "The premier"),
        ("The premier called the visit a provocation.", "The premier"),
        ("The premier called the visit unnecessary.", "The premier"),
        ("Minister Said Okello said the trip was off.", "Minister Said Okello"),
        ("Kremlin: no meeting planned with the Latvian premier\n", "Kremlin"),
        ("Iran: No talks with Peru\n", "Iran"),
        ("It was reported that the talks were off.", "It was reported"),
    ],
)
def test_somebody_speaks_here(nlp: Language, text: str, source: str) -> None:
    assert any(one.startswith(source) for one, _ in read(nlp, text))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The talks in Riga concluded without agreement.",
            "The talks in Riga",
            "concluded",
            "without agreement",
        ),
        ("The visit, which was planned for May, is off.", None, "was planned", "which"),
        ("They met to discuss trade in 1999.", "They", "met to discuss", "trade"),
        ("The king has cancelled a trip to Riga.", "The king", "has cancelled", "a trip to Riga"),
        ("The king now plans to leave in May.", "The king", "now plans", "to leave in May"),
        (
            "An envoy had held 'quiet' talks with Peru on trade.",
            "An envoy",
            "had held 'quiet' talks with Peru on",
            "trade",
        ),
        ("You may wish to note that the day is set.", "You", "may wish to note", "the day is set"),
        ("He was to hold talks on Monday on arms.", "He", "was to hold talks on Monday on", "arms"),
        ("In 1999 the two said the war was over.", "1999", "said", "the war was over"),
        ("The king - he is ill - said the trip was off.", "-", "said", "the trip was off"),
        ("Matters related to trade said much of the rest.", "Matters", "said", "much of the rest"),
        ("The king left, citing the heat in Riga.", None, "citing", "the heat in Riga"),
        ("Riga: The two ministers met there on Friday.", "Riga", "Riga", "The two ministers met"),
    ],
)
def test_what_a_tagger_takes_for_a_word_is_sifted(
    nlp: Language, text: str, source: str | None, cue: str, content: str
) -> None:
    assert sifted(parse(nlp, text), [raw(text, source, cue, content)]) == ()


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The king concluded that the trip was off.", "The king", "concluded", "the trip was off"),
        ("The aide would not discuss the trip.", "The aide", "would not discuss", "the trip"),
        ("It said the trip was off.", "It", "said", "the trip was off"),
        ("He said in talks in Riga it was off.", "He", "said in talks in Riga", "it was off"),
        ("Riga: no talks before May", "Riga", "Riga", "no talks before May"),
        ("Riga: “We will talk about the border again.”", "Riga", "Riga", "We will talk"),
    ],
)
def test_what_is_alike_and_is_a_word_stays(
    nlp: Language, text: str, source: str, cue: str, content: str
) -> None:
    one = raw(text, source, cue, content)
    assert sifted(parse(nlp, text), [one]) == (one,)


def test_a_relative_pronoun_gives_way_to_its_noun(nlp: Language) -> None:
    text = "The minister met the envoy, who said that the talks were over."
    (one,) = sifted(parse(nlp, text), [raw(text, "who", "said", "the talks were over")])
    assert one.source is not None
    assert text[one.source.start : one.source.end] == "the envoy"


def test_a_relative_pronoun_without_a_noun_that_speaks_goes(nlp: Language) -> None:
    text = "The talks went on until Friday, which held that the port was safe."
    assert sifted(parse(nlp, text), [raw(text, "which", "held", "the port was safe")]) == ()


def test_what_somebody_can_confirm_is_what_follows(nlp: Language) -> None:
    text = "What the aide can confirm is that the date stands."
    one = raw(text, "the aide", "can confirm", "that the date stands")
    both = RawAttribution(one.source, one.cue, (Span(0, 4), *one.content), "tagger")
    assert sifted(parse(nlp, text), [both]) == (one,)


def test_brackets_and_words_are_made_whole(nlp: Language) -> None:
    text = "The Latvian Press Agency (LPA) said the port would “re-open” in May."
    one = raw(text, "The Latvian Press Agency (LPA", "said", "the port would “re")
    (made,) = sifted(parse(nlp, text), [one])
    assert made.source is not None
    assert text[made.source.start : made.source.end] == "The Latvian Press Agency (LPA)"
    assert text[made.content[0].start : made.content[0].end] == "the port would “re-open”"


def test_a_scrap_goes_where_a_longer_content_of_its_cue_stands(nlp: Language) -> None:
    text = "On Thursday, he said, the king would travel to Riga."
    doc = parse(nlp, text)
    scrap = raw(text, "he", "said", "On Thursday")
    whole = raw(text, "he", "said", "the king would travel to Riga")
    assert sifted(doc, [scrap, whole]) == (whole,)
    assert sifted(doc, [scrap]) == (scrap,)


@pytest.mark.parametrize(
    ("text", "source", "cue", "spoken"),
    [
        ("Colleagues are urged to note that the visit is off.", "Colleagues", "are urged", False),
        ("Readers were reminded that the visit is off.", "Readers", "were reminded", False),
        ("The envoy reminded readers that the visit is off.", "The envoy", "reminded", True),
        ("Readers, reminded of the visit, say it is off.", "Readers", "say", True),
    ],
)
def test_who_is_only_told_says_nothing(
    nlp: Language, text: str, source: str, cue: str, *, spoken: bool
) -> None:
    found = sifted(parse(nlp, text), [raw(text, source, cue, "off")])
    assert bool(found) is spoken


def test_the_subject_of_a_headline_is_no_part_of_whose_claims_it_denies(nlp: Language) -> None:
    text = "Oslo denies Lima claims of talks"
    (found,) = sifted(parse(nlp, text), [raw(text, "Oslo denies Lima", "claims", "of talks")])
    assert found.source is not None
    assert text[found.source.start : found.source.end] == "Lima"

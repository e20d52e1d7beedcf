"""Who stands beside a traveller is of his side, not of the host's."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from onrecord.reading.marks import ActorMention
from onrecord.reading.parties import find_actors
from onrecord.reading.sentences import parse

DAY = dt.date(2024, 3, 27)


def named(nlp: Language, text: str, name: str) -> ActorMention:
    actors = find_actors(parse(nlp, text), DAY)
    return next(m for m in actors.mentions if m.text.endswith(name) and not m.pronoun)


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            (
                "Zambian President Hakainde Hichilema flew to Malawi on Monday. Defence Minister"
                " Ambrose Lufuma has accompanied President Hichilema to Lilongwe."
            ),
            "Ambrose Lufuma",
            "ZMB",
        ),
        (
            (
                "Taliban leader Abdul Noorzai arrived in Pakistan on Monday at the head of a large"
                " delegation, including Finance Minister Hamid Safi and Trade Minister Omar Ghani,"
                " Pakistan's Foreign Ministry said."
            ),
            "Omar Ghani",
            "Taliban",
        ),
        (
            (
                "Taliban envoy Abdul Noorzai met Pakistani officials in Islamabad. He is also"
                " accompanied by Deputy Minister Omar Ghani and Trade Minister Hamid Safi."
            ),
            "Hamid Safi",
            "Taliban",
        ),
        (
            (
                "Zambian Foreign Minister Mulambo Haimbe arrived in Malawi. Haimbe was accompanied on"
                " the trip by Trade Secretary John Mwale, Malawian officials said."
            ),
            "John Mwale",
            "ZMB",
        ),
        (
            "Polish President Jan Nowak flew to Nairobi with Archbishop Adam Welbek of Gniezno.",
            "Adam Welbek",
            "POL",
        ),
    ],
)
def test_a_companion_is_of_the_travellers_side(
    nlp: Language, text: str, name: str, side: str
) -> None:
    mention = named(nlp, text, name)
    assert mention.side == side
    assert not mention.guessed


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            "President Isaias Afwerki accompanied Abiy Ahmed on a tour of the port of Assab.",
            "Isaias Afwerki",
            "ERI",
        ),
        (
            (
                "Foreign Minister Ana Silva accompanied Malawian President Peter Banda Tembo on a tour"
                " of Colombo."
            ),
            "Ana Silva",
            None,
        ),
        (
            (
                "Polish Prime Minister Jan Nowak, accompanied by Foreign Minister Ana Silva, met Kenyan"
                " Foreign Minister Musalia Mudavadi in Nairobi."
            ),
            "Musalia Mudavadi",
            "KEN",
        ),
        (
            (
                "Polish President Jan Nowak met a delegation including Trade Minister Ana Silva of"
                " Chile."
            ),
            "Ana Silva",
            "CHL",
        ),
    ],
)
def test_a_host_is_no_companion(nlp: Language, text: str, name: str, side: str | None) -> None:
    assert named(nlp, text, name).side == side

"""Where an engagement is held, each with what only looks like its place."""

from __future__ import annotations

import pytest
from reading_tools import read
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The Polish president met the Kenyan president in Geneva on Monday.", "Geneva"),
        ("In Madrid, the Polish minister met Kenyan minister Ali Omar on Monday.", "Madrid"),
        ("The Kenyan president met the British premier in Downing Street.", "Downing Street"),
        ("The Polish president flew to Nairobi for talks with the Kenyan president.", "Nairobi"),
        ("The Polish president visited Kenya and held talks in Mombasa.", "Mombasa"),
        ("The EU-Kenya summit takes place on 27 April in Nairobi.", "Nairobi"),
        ("US-mediated talks between Poland and Kenya in Switzerland ended.", "Switzerland"),
        ("The Poland-Kenya trade talks in South Africa began on Monday.", "South Africa"),
        ("Polish and Kenyan talks on a truce in Sudan resumed in Doha on Sunday.", "Doha"),
        ("Geneva talks between Poland and Kenya ended.", "Geneva"),
        ("Poland and Kenya held talks on the war in Sudan.", None),
        ("The Polish minister told reporters in Paris that he met the Kenyan president.", None),
    ],
)
def test_place(nlp: Language, text: str, place: str | None) -> None:
    engagements = read(nlp, text).engagements
    assert engagements[0].place == place


def test_each_of_two_has_its_own_place(nlp: Language) -> None:
    found = read(
        nlp, "The Polish president will visit Kenya after a meeting in Geneva with Oman's sultan."
    )
    assert [e.place for e in found.engagements] == ["Kenya", "Geneva"]

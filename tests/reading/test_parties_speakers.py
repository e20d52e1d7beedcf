"""Whose speaker a bare title means."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from onrecord.reading.marks import ActorMention
from onrecord.reading.parties import find_actors
from onrecord.reading.sentences import parse

DAY = dt.date(2024, 5, 3)
_ANKARA = "ANKARA, May 3 (Wire) - "
_BOTH = "Turkey and Greece will hold talks on May 20. "


def _mentions(nlp: Language, text: str) -> tuple[ActorMention, ...]:
    return find_actors(parse(nlp, text), DAY).mentions


def side(nlp: Language, text: str, name: str) -> str | None:
    found = {m.side for m in _mentions(nlp, text) if m.text.endswith(name) and not m.pronoun}
    (one,) = found or {None}
    return one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The ministry last named, of the same kind.
        (_BOTH + "Turkey's foreign ministry knew. Foreign ministry spokesman {} said so.", "TUR"),
        (_BOTH + "Greece's foreign ministry agreed. Ministry spokesman {} said so.", "GRC"),
        (_BOTH + "Greece's foreign ministry agreed. Defence ministry spokesman {} said so.", None),
        # The body beside him.
        (_BOTH + "The Greek ministry knew. Turkey's ministry spokesman {} said so.", "TUR"),
        # Where he speaks, if that is a party.
        (_BOTH + "The Greek ministry knew. In Ankara, ministry spokesman {} said so.", "TUR"),
        (_BOTH + "In Paris, ministry spokesman {} said so.", None),
        # The state that acts in what he says, not one named in passing.
        (_BOTH + "Greece will not attend, ministry spokesman {} said.", "GRC"),
        (_BOTH + "It was the Greek side's wish, ministry spokesman {} said.", None),
        # The dateline of a party; not against the state that acts, and not of a third.
        (_ANKARA + _BOTH + "Ministry spokesman {} said Greeks had asked.", "TUR"),
        (_ANKARA + _BOTH + "Greece asked for it, ministry spokesman {} said.", None),
        ("PARIS, May 3 (Wire) - " + _BOTH + "Ministry spokesman {} said Greeks had asked.", None),
        # Nothing but what stands near: nobody's.
        ("Greek Minister Nikos Pappas leaves for Turkey. Ministry spokesman {} said so.", None),
        ("A Turkish newspaper had Greek envoys come. Ministry spokesman {} said no.", None),
        # One state alone.
        ("Greece will hold a vote. Ministry spokesman {} said so.", "GRC"),
    ],
)
def test_a_bare_speaker_has_the_side_that_the_text_gives(
    nlp: Language, text: str, expected: str | None
) -> None:
    assert side(nlp, text.format("Orhan Demir"), "Orhan Demir") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ANKARA, May 3 (Wire) - Turkey will meet Greece and Greek aides, the ministry said.",
            "TUR",
        ),
        ("Turkey will meet Greece and Greek aides, the ministry said.", None),
        (
            "Chad's foreign ministry knew. Niger and Niger's allies will come, the ministry said.",
            "TCD",
        ),
        ("Niger and Chad and Chad's allies met. In Niamey the ministry said no.", "NER"),
        ("Chad will meet its guests, the ministry said.", "TCD"),
    ],
)
def test_a_bare_ministry_is_nobodys_by_being_named_most(
    nlp: Language, text: str, expected: str | None
) -> None:
    found = [m for m in _mentions(nlp, text) if m.text == "ministry" and not m.pronoun]
    assert [m.side for m in found] == ([expected] if expected else [])

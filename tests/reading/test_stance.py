"""Who keeps a word back declines comment; who will not do something has said so."""

from __future__ import annotations

import pytest

from onrecord.reading.stance import own_clause, read_stance


@pytest.mark.parametrize(
    ("cue", "lemmas", "content", "stance"),
    [
        ("is yet to confirm whether", ("be", "confirm"), "he will attend", "declines_comment"),
        ("cannot confirm the visit", ("can", "not", "confirm"), "the visit", "declines_comment"),
        ("had never confirmed that", ("confirm",), "it would take place", "declines_comment"),
        ("did not confirm the visit", ("confirm",), "the visit", "declines_comment"),
        ("has never confirmed nor denied it", ("confirm", "deny"), "the visit", "does_not_deny"),
        ("never doubted it and confirmed the visit", ("confirm",), "the visit", "confirms"),
        ("can confirm the visit", ("can", "confirm"), "the visit", "confirms"),
        ("refused a request to meet", ("refuse",), "a request to meet", "asserts"),
        ("refused to attend", ("refuse",), "to attend", "asserts"),
        ("said", ("say",), "no reason was given for putting the visit off", "asserts"),
        ("said", ("say",), "no new date has been set for the visit", "asserts"),
        ("said", ("say",), "no official visit was planned", "denies"),
        ("said", ("say",), "no significant developments were seen after the visit", "asserts"),
        ("said", ("say",), "no visit has been scheduled yet", "asserts"),
        (
            "said",
            ("say",),
            '"No talks or call, whatever one may name it, took place in Riga,"',
            "denies",
        ),
        ("said", ("say",), '"No one in the palace was involved in talks,"', "denies"),
        ("said", ("say",), "the report is factually incorrect", "denies"),
        ("said", ("say",), "this report is also untrue", "denies"),
        ("said", ("say",), "That is so", "confirms"),
        ("said", ("say",), "That is some other visit", "asserts"),
        ("said", ("say",), "the report of a visit is right", "confirms"),
        ("said", ("say",), "the day given in the notice was incorrect", "asserts"),
        ("said", ("say",), 'there are "no concrete plans" for a visit', "denies"),
        ("said", ("say",), '"We don’t have any discussions with Oslo,"', "denies"),
        ("said", ("say",), "they have no contacts with Oslo", "denies"),
        ("said", ("say",), "such a meeting has not been agreed", "denies"),
        ("said", ("say",), '"It is neither on the agenda nor planned,"', "denies"),
        ("poured cold water on", ("pour", "cold", "water", "on"), "the reports", "denies"),
        ("refused to go to Riga", ("refuse",), "to go to Riga", "asserts"),
        ("refused to go into details", ("refuse",), "details", "declines_comment"),
        ("refused to speak to the king", ("refuse",), "the king", "asserts"),
        ("refused to speak to reporters", ("refuse",), "reporters", "declines_comment"),
        ("refused to give up the trip", ("refuse",), "the trip", "asserts"),
        ("refused to give a date", ("refuse",), "a date", "declines_comment"),
        ("declined to comment", ("decline", "to", "comment"), "the visit", "declines_comment"),
    ],
)
def test_refusing_to_speak_and_to_do(
    cue: str, lemmas: tuple[str, ...], content: str, stance: str
) -> None:
    assert read_stance(cue, lemmas, content) == stance


@pytest.mark.parametrize(
    ("clause", "cue", "own"),
    [
        ("cancelled the trip but did not give a reason", 9, "cancelled the trip"),
        ("confirmed the visit, but declined to comment", 9, "confirmed the visit"),
        ("would not say whether or not he went", 13, "would not say whether or not he went"),
        ("did not give a reason", 12, "did not give a reason"),
    ],
)
def test_a_second_predicate_stands_for_itself(clause: str, cue: int, own: str) -> None:
    assert own_clause(clause, cue) == own

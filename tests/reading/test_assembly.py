"""An engagement built of weighed claims: whose word is set against whose."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.acts import Act
from onrecord.reading.assembly import Weighed, engagement_of
from onrecord.reading.claims import Step, evidence
from onrecord.reading.grouping import Group
from onrecord.terms import Claim, Engagement, Footing, Stance, Status

TEXT = "The Polish president will visit Kenya in May."

Word = tuple[Status, str, str | None, Footing, Stance]

DENIAL: Word = ("denied", "the Kenyan ministry", "KEN", "statement", "denies")


def built(nlp: Language, status: Status, *claims: Claim) -> Engagement:
    """Give an engagement at a status of which the claims are told, without a date."""
    seen, _ = seen_and_view(nlp, TEXT)
    sighting = seen.sightings[0]
    group = Group()
    group.add(sighting)
    token = sighting.encounter.token
    steps: tuple[Step, ...] = tuple(
        (c, Act(c.status, "a.rule", token, token, c.evidence.start, c.evidence.end), sighting)
        for c in claims
    )
    none = (None, None, None, None)
    return engagement_of("e1", Weighed(group, steps, status, "main", dates=none))


def contested(nlp: Language, *said: Word) -> list[tuple[str | None, str | None, str]]:
    claims = [
        Claim(
            status, evidence(TEXT, at, at + 3), source=source, side=side, footing=footing,
            stance=stance,
        )
        for at, (status, source, side, footing, stance) in enumerate(said)
    ]  # fmt: skip
    found = built(nlp, "disputed", *claims)
    return [
        (c.asserted_by, c.denied_by, found.history[int(c.claims[0])].source)
        for c in found.contested
    ]


def test_a_denial_is_set_against_the_other_sides_word(nlp: Language) -> None:
    own: Word = ("held", "a Kenyan official", "KEN", "anonymous", "asserts")
    other: Word = ("held", "the Polish president", "POL", "on_record", "asserts")
    assert contested(nlp, own, DENIAL, other) == [("POL", "KEN", "the Kenyan ministry")]


def test_an_outlet_comes_before_an_official_of_the_denying_side(nlp: Language) -> None:
    own: Word = ("held", "a Kenyan official", "KEN", "anonymous", "asserts")
    outlet: Word = ("held", "the Daily Wire", None, "media", "asserts")
    assert contested(nlp, own, outlet, DENIAL) == [("the Daily Wire", "KEN", "the Kenyan ministry")]


def test_within_one_side_both_are_named(nlp: Language) -> None:
    own: Word = ("held", "a Kenyan official", "KEN", "anonymous", "asserts")
    assert contested(nlp, own, DENIAL) == [
        ("a Kenyan official", "the Kenyan ministry", "the Kenyan ministry")
    ]


def test_two_denials_of_one_side_are_one_contest(nlp: Language) -> None:
    other: Word = ("held", "the Polish president", "POL", "on_record", "asserts")
    again: Word = ("denied", "Peter Otieno", "KEN", "on_record", "denies")
    assert contested(nlp, other, DENIAL, again) == [("POL", "KEN", "the Kenyan ministry")]


def test_the_report_itself_is_no_side(nlp: Language) -> None:
    own: Word = ("held", "reporter", None, "reporter", "asserts")
    other: Word = ("held", "the Polish president", "POL", "on_record", "asserts")
    untold: Word = ("denied", "reporter", None, "reporter", "denies")
    assert contested(nlp, own, DENIAL) == []
    assert contested(nlp, other, untold) == []
    assert contested(nlp, own, other, DENIAL) == [("POL", "KEN", "the Kenyan ministry")]


def test_the_ministry_is_the_one_whose_side_is_known(nlp: Language) -> None:
    other: Word = ("held", "the Polish president", "POL", "on_record", "asserts")
    short: Word = ("denied", "Ministry", None, "statement", "denies")
    assert contested(nlp, other, DENIAL, short) == [("POL", "KEN", "the Kenyan ministry")]
    assert contested(nlp, other, short) == [("POL", "Ministry", "Ministry")]


@pytest.mark.parametrize("status", ["sought", "held"])
def test_the_denial_is_found_in_the_history_however_it_is_ordered(
    nlp: Language, status: Status
) -> None:
    other: Word = (status, "the Polish president", "POL", "on_record", "asserts")
    assert contested(nlp, other, DENIAL) == [("POL", "KEN", "the Kenyan ministry")]


def about(nlp: Language, said: str) -> str:
    claim = Claim(
        "denied", evidence(said, 0, len(said)), source="the Kenyan ministry", side="KEN",
        footing="statement", stance="denies",
    )  # fmt: skip
    return built(nlp, "rescheduling", claim).history[0].about


@pytest.mark.parametrize(
    "said",
    [
        "it had asked Poland to reschedule the visit",
        "that Kenya had ever requested a meeting",
        "having sought new dates",
        "The Kenyan side proposed another day",
        "asking for a meeting",
        "that the Polish delegation had received any letter",
        "Warsaw had not requested a meeting",
        "receiving an invitation to visit Poland",
    ],
)
def test_who_denies_having_asked_does_not_deny_the_event(nlp: Language, said: str) -> None:
    assert about(nlp, said) == "initiative"


@pytest.mark.parametrize(
    "said",
    [
        "that the president would visit Poland",
        "it had agreed to meet anybody who asked",
        "a visit had been planned",
        "the delegation had met anybody who sent a letter",
        "that talks were sought-after",
    ],
)
def test_who_denies_the_event_denies_it(nlp: Language, said: str) -> None:
    assert about(nlp, said) == "event"


def test_a_long_row_of_names_is_looked_at_once(nlp: Language) -> None:
    assert about(nlp, "The " + "Republic Of " * 2000 + "Kenya met nobody") == "event"


def test_an_earlier_meeting_has_the_year_in_which_its_steps_say_it_was_held(nlp: Language) -> None:
    for text, salience, start in (
        ("Poland's president visited Kenya in 2013.", "background", "2013"),
        ("Poland's president visited Kenya as recently as 2013.", "secondary", "2013"),
        ("Poland's president visited Kenya, the first to do so since 2013.", "secondary", None),
        ("Poland's president visited Kenya in 2013.", "main", None),
    ):
        seen, _ = seen_and_view(nlp, text)
        group = Group()
        group.add(seen.sightings[0])
        act = seen.sightings[0].main
        claim = Claim("held", evidence(text, 0, len(text)), when="2013")
        none = (None, None, None, None)
        weighed = Weighed(group, ((claim, act, seen.sightings[0]),), "held", salience, dates=none)
        assert engagement_of("e1", weighed).planned_start == start, text

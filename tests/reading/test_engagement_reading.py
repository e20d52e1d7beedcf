"""Whole reports read by the shipped reader: what the model decides and what the rules add."""

from __future__ import annotations

import pytest
from reading_tools import DAY, only, sides

from onrecord.intake.reports import make_report
from onrecord.opening import open_reader
from onrecord.terms import Reading

read_report = open_reader()


def read(text: str) -> Reading:
    return read_report(make_report(text, "a test", published=DAY))


STORY = (
    "Polish president puts off Kenya visit\n\n"
    "WARSAW, May 14 (Wire) - Polish President Adam Lis has postponed a visit to Kenya that was"
    " planned for May 20, his office said on Tuesday. Lis was to meet Kenyan President Peter"
    " Otieno in Nairobi.\n\n"
    "His spokeswoman, Ewa Maj, said a new date would be agreed later. The two presidents last"
    " met in Paris in March.\n"
)


def test_one_engagement_keeps_its_steps_people_and_fallen_date() -> None:
    engagement = next(e for e in read(STORY).engagements if e.salience == "main")
    assert engagement.status == "postponed"
    assert sides(engagement) == {"POL", "KEN"}
    assert engagement.planned_start is None
    assert engagement.was_planned_start == "2024-05-20"
    people = {p.name for party in engagement.parties for p in party.people}
    assert "Adam Lis" in people
    assert "Ewa Maj" not in people
    assert "postponed" in {c.status for c in engagement.history}


def test_a_meeting_of_the_past_is_not_the_visit() -> None:
    held = [e for e in read(STORY).engagements if e.status == "held"]
    assert [e.planned_start for e in held] == ["2024-03"]
    assert all(e.salience != "main" for e in held)


def test_every_score_is_a_chance_and_every_claim_is_in_the_text() -> None:
    for engagement in read(STORY).engagements:
        assert engagement.score is not None
        assert 0.0 <= engagement.score <= 1.0
        for claim in engagement.history:
            assert 0.0 <= claim.score <= 1.0
            evidence = claim.evidence
            assert STORY[evidence.start : evidence.end] == evidence.text


def test_where_a_rule_says_the_same_it_gives_the_claim_its_words() -> None:
    engagement = next(e for e in read(STORY).engagements if e.salience == "main")
    rules = {c.rule for c in engagement.history if c.status == "postponed"}
    assert any(not rule.startswith("model.") for rule in rules)


@pytest.mark.parametrize(
    "text",
    [
        "The board met on Monday to discuss the merger of two dairy companies in Warsaw.",
        "Kenya will visit Poland in a World Cup qualifier on Friday, the football federation said.",
        "The Polish president met his cabinet on Monday.",
    ],
)
def test_look_alikes_are_no_engagements(text: str) -> None:
    assert read(text).engagements == ()


def test_a_short_report_of_one_visit() -> None:
    engagement = only(read("The Polish president will visit Kenya on Friday."))
    assert (engagement.status, engagement.planned_start) == ("scheduled", "2024-05-17")
    assert sides(engagement) == {"POL", "KEN"}


def test_a_trip_of_which_one_side_is_known_is_kept_and_a_doubt_says_so() -> None:
    text = (
        "Polish president calls off Asian trip\n\nPolish President Adam Lis has called off a trip"
        " to see Asian leaders that was planned for Friday, his office said."
    )
    reading = read(text)
    engagement = only(reading)
    assert (engagement.status, sides(engagement)) == ("cancelled", {"POL"})
    (doubt,) = (d for d in reading.doubts if d.kind == "one_side")
    assert "Poland" in doubt.reason


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Poland will call off Friday's visit to Kenya only if it snows, its office said.", "scheduled"),
        ("Poland's premier called off Friday's visit to Kenya, as it snows, her office said.", "cancelled"),
        ("Poland's premier rejected the demand of farmers that she drop Friday's visit to Kenya.", "scheduled"),
        ("Poland's premier heeded the demand of farmers that she drop Friday's visit to Kenya.", "cancelled"),
    ],
)  # fmt: skip
def test_what_the_grammar_settles_is_not_left_to_the_model(text: str, status: str) -> None:
    engagement = only(read(text))
    assert engagement.status == status
    assert status in {claim.status for claim in engagement.history}


@pytest.mark.parametrize(
    "text",
    [
        "Polish President Adam Lis and Polish Prime Minister Ewa Maj met on Monday in Warsaw.",
        "Polish Prime Minister Ewa Maj will visit Gdansk on Friday, her office said.",
        "The Polish prime minister and her husband travelled to Kenya on Friday for their holiday.",
        "More than 900 migrants from Kenya arrived in Poland on Monday, the ministry said.",
        "In the film, the Polish president travels to Kenya for a summit with its leader.",
        "Actor Adam Lis met children in Kenya on Monday on a visit for the UN refugee agency.",
        "Poland's biggest technology conference opens in Kielce on Monday with 400 exhibitors.",
    ],
)
def test_what_is_no_diplomacy_is_no_engagement(text: str) -> None:
    assert read(text).engagements == ()

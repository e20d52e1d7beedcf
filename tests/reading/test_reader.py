"""Whole readings of short reports in the manner of the wires, each with its opposite."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_tools import DAY, only, read, sides
from spacy.language import Language

from onrecord.contract import reading_to_json
from onrecord.identity import canonical_json
from onrecord.intake.reports import make_report
from onrecord.reading.reader import ReadingTools, seen_by_rules
from onrecord.reading.tagger import load_tagger

PAIRS = [
    ("The Polish president cancelled his visit to Kenya.", "cancelled"),
    ("The Polish president postponed his visit to Kenya.", "postponed"),
    ("The Polish president will visit Kenya on Friday.", "scheduled"),
    ("The Polish president met the Kenyan president on Monday.", "held"),
    ("The Polish president may visit Kenya.", "mooted"),
    ("The Polish president refused to meet the Kenyan president.", "refused"),
    ("Talks between Poland and Kenya were suspended on Monday.", "suspended"),
    ("Talks between Poland and Kenya took place on Monday.", "held"),
    ("The Polish president has asked to meet the Kenyan president.", "sought"),
    ("The Polish president and the Kenyan president agreed to meet.", "agreed"),
    ("The Polish president arrived in Kenya on Tuesday for a three-day visit.", "under_way"),
    ("The visit of the Polish president to Kenya was postponed until July.", "rescheduled"),
]


@pytest.mark.parametrize(("text", "status"), PAIRS, ids=[s for _, s in PAIRS])
def test_status_of_one_sentence(nlp: Language, text: str, status: str) -> None:
    engagement = only(read(nlp, text))
    assert engagement.status == status
    assert sides(engagement) == {"POL", "KEN"}


def test_a_meeting_at_home_is_no_engagement(nlp: Language) -> None:
    assert read(nlp, "The Polish president met his cabinet on Monday.").engagements == ()


def test_a_third_country_is_the_place_not_a_party(nlp: Language) -> None:
    engagement = only(
        read(nlp, "The Polish and Kenyan foreign ministers will meet in Qatar on Friday.")
    )
    assert sides(engagement) == {"POL", "KEN"}
    assert engagement.place == "Qatar"


def test_a_held_and_a_coming_meeting_are_two(nlp: Language) -> None:
    reading = read(
        nlp,
        "The Polish president met the Kenyan president on Monday. "
        "The Polish president will meet the Kenyan president again on Friday.",
    )
    assert sorted(e.status for e in reading.engagements) == ["held", "scheduled"]


def test_a_definite_visit_is_the_same_visit(nlp: Language) -> None:
    engagement = only(
        read(
            nlp,
            "The Polish president was to visit Kenya on Friday. The visit has been called off.",
        )
    )
    assert engagement.status == "cancelled"
    assert engagement.planned_start is None
    assert engagement.was_planned_start == "2024-05-17"


@pytest.mark.parametrize(
    ("said", "day"), [("was to have left", "2024-05-14"), ("is to leave", "2024-05-21")]
)
def test_a_day_on_which_he_was_to_have_left_is_over(nlp: Language, said: str, day: str) -> None:
    engagement = only(read(nlp, f"The Polish president {said} for Kenya on Tuesday."))
    assert day in (engagement.planned_start, engagement.was_planned_start)


def test_evidence_is_in_the_text_at_its_place(nlp: Language) -> None:
    text = "“We will meet the Kenyan president on Friday,” the Polish president said."
    reading = read(nlp, text)
    for engagement in reading.engagements:
        for claim in engagement.history:
            assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
        for mention in engagement.mentions:
            assert text[mention.start : mention.end] == mention.text


def test_without_a_published_date_relative_dates_stay_open_and_a_doubt_says_so(
    nlp: Language,
) -> None:
    reading = read(nlp, "The Polish president will visit Kenya on Friday.", published=None)
    assert only(reading).planned_start is None
    assert "no_published_date" in {d.kind for d in reading.doubts}


def test_news_without_an_encounter_is_not_parsed_at_all(nlp: Language) -> None:
    assert read(nlp, "Wheat prices rose in Chicago.").engagements == ()


def test_the_same_report_gives_the_same_bytes(nlp: Language) -> None:
    text = PAIRS[0][0] + " " + PAIRS[2][0]
    first, second = (canonical_json(reading_to_json(read(nlp, text))) for _ in range(2))
    assert first == second


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from(
            [t for t, _ in PAIRS]
            + ["\n\n", "“", "(", "No", "will", "visit to", "the talks", "he said"]
        ),
        max_size=8,
    )
)
def test_no_jumble_of_words_breaks_the_reader(nlp: Language, pieces: list[str]) -> None:
    read(nlp, " ".join(pieces) or "visit")


def test_people_of_two_sides_pictured_together_have_met_before(nlp: Language) -> None:
    text = (
        "Poland puts off Kenya trip\n\n"
        "File: Polish Foreign Minister Jan Nowak and Kenyan Foreign Minister Peter Otieno in "
        "Nairobi on March 7, 2023. (Handout)\n\n"
        "Poland's foreign minister has postponed his visit to Kenya, his ministry said on Monday."
    )
    pictured = [e for e in read(nlp, text).engagements if e.salience == "background"]
    assert [(e.status, e.planned_start) for e in pictured] == [("held", "2023-03-07")]


def test_a_picture_of_one_side_or_without_a_day_tells_of_no_meeting(nlp: Language) -> None:
    text = (
        "Poland puts off Kenya trip\n\n"
        "File: Polish Foreign Minister Jan Nowak and Kenyan Foreign Minister Peter Otieno in "
        "Nairobi. (Handout)\n\n"
        "Poland's foreign minister has postponed his visit to Kenya, his ministry said on Monday."
    )
    assert [e.salience for e in read(nlp, text).engagements] == ["main"]


@pytest.mark.parametrize(
    "text",
    [
        "HONIARA: Wang Yi met Jeremiah Manele on Thursday morning, sources said.",
        "16:20 IST Confirmed: Wang Yi goes to Honiara on Thursday, sources said.",
    ],
)
def test_a_dateline_and_a_time_of_day_say_nothing(nlp: Language, text: str) -> None:
    report = make_report(text, "a test", published=DAY)
    seen = seen_by_rules(report, ReadingTools(nlp, tagger=load_tagger()))
    assert {a.source.text for a in seen.attributions if a.source.text} == {"sources"}

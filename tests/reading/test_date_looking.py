"""Which way a date can only look by the grammar around it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.reading.date_looking import Look, look_of
from onrecord.reading.dates import find_dates
from onrecord.reading.sentences import parse


def looks(nlp: Language, text: str) -> list[Look]:
    doc = parse(nlp, text)
    return [look_of(doc, phrase.span) for phrase in find_dates(text)]


@pytest.mark.parametrize(
    "text",
    [
        "On Wednesday evening, Lis arrived in Oslo at the head of a delegation.",
        "Speaking to reporters before leaving Kenya on Friday, Lis said the claim was wrong.",
        "Lis, who arrived on Tuesday, will meet Ito.",
        "The delegation was received on Tuesday by the king.",
        "They agreed on Wednesday to meet.",
        "In 2019 the two presidents met in Oslo.",
    ],
)
def test_what_a_past_verb_dates_lies_back(nlp: Language, text: str) -> None:
    assert looks(nlp, text) == ["back"]


@pytest.mark.parametrize(
    "text",
    [
        "He is in Oslo for talks with officials, the embassy confirmed on Wednesday.",
        "The agency reported earlier Monday that Lis and Ito are expected to speak by phone.",
        "Earlier today, the ministry claimed that talks had taken place.",
        "Lis proposed last month after the most recent round that they meet.",
        "Lis told reporters on Monday that he would fly to Oslo.",
        "Monday's cancellation came hours before he was to fly.",
        "Given the announcement yesterday of another strike, the visit was put off.",
        "The talks were cancelled on Friday.",
    ],
)
def test_the_day_of_a_word_or_a_step_dates_no_engagement(nlp: Language, text: str) -> None:
    assert looks(nlp, text) == ["telling"]


@pytest.mark.parametrize(
    "text",
    [
        "Lis is scheduled to arrive on Friday.",
        "Lis is due on Friday.",
        "Lis planned to fly on Monday.",
        "Kenya said they would meet on Friday.",
        "Lis said he was leaving on Friday.",
        "They were told they had talks on Friday.",
        "On Monday, the two will meet, the ministry said.",
        "He has said he would be ready when Lis arrived on Friday.",
        "Had they met on Friday, the war would be over.",
        "A meeting that was to have been attended by Lis on Saturday was cancelled.",
        "Lis cancelled a visit to Oslo on Friday.",
        "The ministry announced talks on Friday.",
        "Lis accepted an invitation to visit in May.",
        "Norway agreed to Monday's talks.",
    ],
)
def test_what_may_lie_ahead_stays_open(nlp: Language, text: str) -> None:
    assert looks(nlp, text) == ["open"]


@pytest.mark.parametrize(
    "text",
    [
        "He was due to arrive on Friday.",
        "The envoy was scheduled to arrive on Friday.",
        "Lis was at first scheduled to fly to Oslo on Saturday.",
        "Lis and Ito were expected to be in Oslo from Sunday to Wednesday.",
        "The talks, which were scheduled for Friday, fell through.",
        "On Friday, he was to meet Ito.",
    ],
)
def test_the_day_of_an_old_plan_is_told_as_such(nlp: Language, text: str) -> None:
    assert looks(nlp, text) == ["planned"]

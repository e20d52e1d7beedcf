"""The gate lets through what could hold an engagement, and knows the look of sports news."""

from __future__ import annotations

import pytest

from onrecord.reading.gate import may_hold_engagement, tells_of_sport


@pytest.mark.parametrize(
    "text",
    [
        "The minister flew to Oslo.",
        "Talks go on.",
        "She was invited to Rome.",
        "They sat down in Doha.",
        "The summit is off.",
    ],
)
def test_a_word_of_encounter_opens_the_gate(text: str) -> None:
    assert may_hold_engagement(text)


@pytest.mark.parametrize("text", ["", "Wheat prices rose in Chicago.", "A storm hit the coast."])
def test_other_news_does_not(text: str) -> None:
    assert not may_hold_engagement(text)


def test_sports_news_is_known_by_several_words() -> None:
    assert tells_of_sport(
        "The match in Lagos was called off; the team's coach and players left the stadium."
    )


def test_one_or_two_such_words_are_no_sport() -> None:
    assert not tells_of_sport("Both teams of negotiators said their goal was a truce before talks.")


@pytest.mark.parametrize(
    ("text", "sport"),
    [
        ("Peru will meet Chile in Lima. The two drew 1-1 in March.", True),
        ("Peru met Chile in Lima and won 2-0.", True),
        ("The council voted 9-0 to urge Peru and Chile to resume talks.", False),
        ("The government lost 3-2 in court before its talks with Chile.", False),
        ("Peru's president won 54 percent and will visit Chile on 2-3 May.", False),
    ],
)
def test_a_score_is_sport(text: str, *, sport: bool) -> None:
    assert tells_of_sport(text) is sport


def test_a_long_text_costs_linear_time() -> None:
    assert not may_hold_engagement("wheat and maize " * 50_000)

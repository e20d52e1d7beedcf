"""A reason is what the step's own sentence gives."""

from __future__ import annotations

import pytest

from onrecord.reading.reasons import reason_in


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("cancelled the visit because of a storm, and flew home.", "a storm"),
        ("postponed the talks due to illness.", "illness"),
        ("was put off due to lack of time, said the minister on Monday.", "lack of time"),
        (
            "put it off because of a fog in the port, Nova reported, citing aides.",
            "a fog in the port",
        ),
        (
            "cancelled the visit over the killing of two men, a child and a nun",
            "the killing of two men, a child and a nun",
        ),
        ("called off the trip in protest at new tariffs on steel.", "new tariffs on steel"),
        ("scrapped the visit over a border dispute", "a border dispute"),
        ("put off talks over fish, a naval source revealed on Friday.", "fish"),
        ("called off the trip, citing officials' safety.", "officials' safety"),
        ("called off the trip, citing reports of unrest.", "reports of unrest"),
        ("called off the trip, Nova reported, citing two aides, because of snow.", "snow"),
        (
            "cancelled the visit, citing a crowded schedule; no date was given.",
            "a crowded schedule",
        ),
        ("called off the trip in response to the U.S. move.", "the U.S. move"),
        ("put off the visit in response to a move by the U.S. He left.", "a move by the U.S."),
        ("put off the visit because of Gen. Abara’s death. He flew home.", "Gen. Abara’s death"),
        (
            'called off the trip because there were "real reasons" for it.',
            'there were "real reasons" for it',
        ),
        ("called off the trip because “the season” is short.", "“the season” is short"),
        ('called off "the trip because of a storm" in May.', "a storm"),
        ("called off the U.S. visit because of a storm.", "a storm"),
    ],
)
def test_a_reason_is_read_to_its_end(text: str, reason: str) -> None:
    assert reason_in(text, "cancelled", 0, len(text)) == reason


@pytest.mark.parametrize(
    "text",
    [
        "cancelled the visit.",
        "cancelled the visit over lunch.",
        "cancelled the visit, the agency said, citing unnamed sources.",
        "cancelled the visit over the weekend.",
        "cancelled the visit. Prices rose because of the war.",
    ],
)
def test_what_is_no_reason_is_none(text: str) -> None:
    assert reason_in(text, "cancelled", 0, len(text)) is None


def test_a_meeting_that_took_place_needs_no_reason() -> None:
    assert reason_in("met because of the storm", "held", 0, 24) is None

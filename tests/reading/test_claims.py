"""Whose word a claim is: whoever tells of a step, not whoever takes it."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from reading_tools import DAY
from spacy.language import Language

from onrecord.reading.claims import claims_of
from onrecord.reading.grouping import Group
from onrecord.terms import Report


def sources(nlp: Language, text: str) -> dict[str, str]:
    """Give the source of each status that the rules read, all namings taken for one."""
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    steps = claims_of(Report("r", text, published=DAY), group, seen.attributions)
    return {claim.status: claim.source for claim, _, _ in steps}


@pytest.mark.parametrize(
    ("text", "status", "source"),
    [
        (
            "Kenya asked Poland for a meeting, a Kenyan official told reporters on Monday.",
            "sought",
            "a Kenyan official",
        ),
        (
            'Both sides "have decided to postpone the visit", Jan Reszka, a Polish spokesman, said.',
            "postponed",
            "Jan Reszka",
        ),
        (
            "The Polish foreign ministry announced the postponement of the visit to Kenya.",
            "postponed",
            "The Polish foreign ministry",
        ),
        ("Kenya asked Poland for a meeting on Monday.", "sought", "reporter"),
    ],
)
def test_the_word_is_that_of_whoever_tells(
    nlp: Language, text: str, status: str, source: str
) -> None:
    assert sources(nlp, text)[status] == source

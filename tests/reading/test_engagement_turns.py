"""Turns of a running engagement that the grammar tells plainly, and their look-alikes."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.engagement_turns import turns_of


def turns(nlp: Language, text: str) -> set[str]:
    seen, _ = seen_and_view(nlp, text)
    return {act.status for s in seen.sightings for act in turns_of(seen.doc, s)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # Those who talk are called home.
        ("Chad has recalled its delegation from the talks with Niger that began on Monday.", True),
        ("Chad has called its delegation home from the talks with Niger in Diffa.", True),
        ("Chad's team was recalled from Diffa, where its talks with Niger had begun.", True),
        ("Chad has recalled one of its delegates from the talks with Niger in Diffa.", False),
        ("Chad threatened to recall its delegation from the talks with Niger in Diffa.", False),
        ("Chad has not recalled its delegation from the talks with Niger in Diffa.", False),
        ("Chad has recalled its ambassador from Diffa, where talks with Niger had begun.", False),
        ("Neither side has recalled its delegation from the talks with Niger in Diffa.", False),
        # What was still to come is not broken off.
        ("Chad has recalled its delegation from Friday's talks with Niger in Diffa.", False),
        ("Chad has recalled its team from talks with Niger that were to open in Diffa.", False),
        # They go of themselves.
        ("The rebels left the talks with Niger in Diffa.", True),
        ("The rebels left on Tuesday the talks in Diffa with Niger.", True),
        ("Chad and Niger have walked away from their talks in Diffa.", True),
        ("The rebels left the talks with Niger in Diffa with a deal.", False),
        ("The rebels left the talks with Niger in Diffa for an hour.", False),
        ("The minister left the talks with Niger in Diffa.", False),
        ("Neither delegation left the talks with Niger in Diffa.", False),
        ("The rebels left the talks with Niger in Diffa with two points unresolved.", False),
        ("The rebels have pulled out of the talks with Niger in Diffa.", False),
        ("The rebels threatened to leave the talks with Niger in Diffa.", False),
        ("It is tense in Chad, as it was in May, when the rebels left the talks in Diffa.", False),
    ],
)
def test_who_leaves_the_talks_breaks_them_off(
    nlp: Language,
    text: str,
    status: bool,  # noqa: FBT001
) -> None:
    assert turns(nlp, text) == ({"suspended"} if status else set())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rebels have gone back to their talks with Niger in Diffa.", "under_way"),
        ("The rebels returned to the talks with Niger in Diffa.", "under_way"),
        ("The rebels will return to the talks with Niger in Diffa.", None),
        ("The rebels return to the talks with Niger in Diffa on Friday.", None),
        # A journey that is broken off was made in part; one that is being cut short goes on.
        ("Peru's minister gave up her visit to Quito halfway and flew home.", "held"),
        ("Peru's minister cut short her visit to Quito, leaving on Tuesday.", "held"),
        ("Peru's minister gave up her visit to Quito before it began.", None),
        ("Peru's minister called off her visit to Quito and stayed at home.", None),
        ("Peru's minister is cutting short her visit to Quito and will fly home.", None),
        ("Halfway across the Andes Peru's minister called off her visit to Quito.", None),
        # What became of it is in a noun.
        (
            "A rise followed the collapse on Monday of talks between Peru and Chile.",
            "suspended",
        ),
        ("A rise followed the resumption in Quito of talks between Peru and Chile.", "under_way"),
        ("A rise followed the conclusion in Quito of talks between Peru and Chile.", "held"),
        ("A rise followed the end in Quito of talks between Peru and Chile.", None),
        ("The Pope called for the resumption in Quito of talks between Peru and Chile.", None),
        ("The Pope welcomed the resumption next week of talks between Peru and Chile.", None),
    ],
)
def test_what_becomes_of_what_was_begun(nlp: Language, text: str, status: str | None) -> None:
    assert turns(nlp, text) == ({status} if status else set())

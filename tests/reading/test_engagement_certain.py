"""What the grammar settles alone, and what leaves it to the model."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.engagement_certain import certain_status, corrected
from onrecord.reading.grouping import Group


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Oslo will call off Friday's visit to Lima only if it snows.", "scheduled"),
        ("Oslo has called off Friday's visit to Lima, as it snows.", None),
        ("Oslo would call off the visit to Lima if it snowed. It called off the visit.", None),
        (
            "Oslo would suspend the talks with Lima that opened in Rome on Sunday if they failed.",
            "under_way",
        ),
        ("She rejected the demand that she drop the visit to Lima.", "scheduled"),
        ("She rejected the demand that she drop the visit to Lima. The visit was put off.", None),
        ("Peru pulled out of the summit of the Andean states in Quito.", "refused"),
        ("Peru pulled out of the summit in Quito. The summit was cancelled.", None),
        ("Peru pulled out of a visit to Quito.", None),
        ("It was a pleasure to meet Chile's minister in Oslo.", "held"),
        ("She was delighted to receive Chile's minister.", None),
        ("Peru's president asked his minister to travel to Santiago.", "scheduled"),
        ("Peru's president asked Chile's minister to travel to Lima.", None),
    ],
)
def test_what_the_grammar_settles(nlp: Language, text: str, status: str | None) -> None:
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    assert certain_status(group) == status


def test_a_summit_that_one_leader_leaves_early_goes_on(nlp: Language) -> None:
    seen, _ = seen_and_view(nlp, "Peru pulled out of the summit of the Andean states in Quito.")
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    assert corrected("cancelled", group) == "refused"
    assert corrected("under_way", group) == "under_way"

"""What the grammar settles alone, and what leaves it to the model."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.identity import report_id
from onrecord.reading.claims import claims_of
from onrecord.reading.engagement_certain import certain_status, corrected
from onrecord.reading.grouping import Group
from onrecord.terms import Report, Status


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
        (
            (
                "Had it snowed, the meeting between Peru and Chile would have been put off."
                " Peru's and Chile's ministers met."
            ),
            "held",
        ),
        ("She rejected the demand that she drop the visit to Lima.", "scheduled"),
        ("She rejected the demand that she drop the visit to Lima. The visit was put off.", None),
        ("Oslo refused to cancel the visit to Lima.", "scheduled"),
        ("Oslo refused to cancel the visit to Lima. The visit was put off.", None),
        ("Peru ruled out a meeting with Chile.", "refused"),
        ("Peru ruled out Friday's planned visit by Chile's minister.", None),
        ("Peru pulled out of the summit of the Andean states in Quito.", "refused"),
        ("Peru pulled out of the summit in Quito. The summit was cancelled.", None),
        ("Peru pulled out of the summit in Quito. The summit opens on Friday.", None),
        ("Peru intends to stay away from the summit in Quito that opens on Friday.", "refused"),
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


@pytest.mark.parametrize(
    ("text", "status", "corrected_to"),
    [
        ("Peru pulled out of the summit of the Andean states in Quito.", "cancelled", "refused"),
        # A summit that one leader leaves early goes on.
        ("Peru pulled out of the summit of the Andean states in Quito.", "under_way", "under_way"),
        # What is denied settles nothing.
        ("Peru denied that it pulled out of the Andean summit in Quito.", "scheduled", "scheduled"),
    ],
)
def test_the_model_is_corrected_where_it_is_known_to_err(
    nlp: Language, text: str, status: Status, corrected_to: Status
) -> None:
    report = Report(report_id(text, title=None, published=None, url=None), text, language="en")
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    by_rules = claims_of(report, group, seen.attributions)
    assert corrected(status, group, by_rules) == corrected_to

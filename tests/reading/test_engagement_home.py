"""A state's talks with its own are no engagement; an other side that is left open is one."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.engagement_home import is_among_its_own
from onrecord.reading.grouping import Group


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Talks between Kenya's government and the opposition will resume on Monday.", True),
        ("Bipartisan talks in Kenya will resume on Monday.", True),
        ("Kenya's president met lawmakers on Monday.", True),
        ("Kenya's president will hold talks with the main parties on Monday.", True),
        # The other side is left open, or foreign.
        ("Kenya's president will hold talks in the region on Monday.", False),
        ("Kenya's president met opposition lawmakers from abroad on Monday.", False),
        ("Kenya's president met Ugandan lawmakers on Monday.", False),
        ("Talks between the parties will resume in Kenya on Monday.", False),
        # What the opposition says of it is another matter.
        ("Kenya's minister will hold talks on Monday. Opposition lawmakers welcomed it.", False),
    ],
)
def test_who_is_met_tells_whether_it_is_at_home(nlp: Language, text: str, *, home: bool) -> None:
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    assert group.sightings
    assert is_among_its_own(seen, group, "KEN") is home

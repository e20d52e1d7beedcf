"""Who is absent from a gathering, by a seat or a list."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.engagement_absence import absence_at


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Sudan's seat at next week's Arab summit in Amman will be vacant.", True),
        ("Sudan's seat at next week's Arab summit in Amman will not be vacant.", False),
        ("Sudan's seat was empty on the first day of the Arab summit in Amman.", False),
        ("When the Arab summit opens in Amman on 29 March, Sudan's chair will be empty.", True),
        ("The Arab summit opens on Monday, and Sudan's president will be absent.", True),
        ("The Arab summit opens on Monday, and Sudan's president may be absent.", False),
        ("Sudan's president was missing from the Arab summit in Amman.", True),
        ("Sudan's president will be absent from the luncheon of the Arab summit only.", False),
        (
            "The Arab summit opens on Monday; Sudan's king will not be among the guests.",
            True,
        ),
        ("The Arab summit opens on Monday, and Sudan's president will be among the guests.", False),
        ("The Arab summit opens in Amman on Monday without Sudan's president.", True),
        ("The Arab summit opened in Amman on Monday without a hitch.", False),
        ("Sudan's president did not turn up at the Arab summit in Amman.", True),
        ("Sudan will not let its seat at the Arab summit in Amman be empty.", False),
        ("Sudan's king is not among those shunning the Arab summit in Amman.", False),
        ("After years in which its chair stood empty, Sudan will be at the Arab summit.", False),
    ],
)
def test_who_is_not_at_a_gathering(
    nlp: Language,
    text: str,
    absent: bool,  # noqa: FBT001
) -> None:
    seen, _ = seen_and_view(nlp, text)
    assert any(list(absence_at(seen.doc, s)) for s in seen.sightings) is absent

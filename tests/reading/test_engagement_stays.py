"""The end of a visit that only the traveller's stay tells."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from reading_tools import DAY
from spacy.language import Language

from onrecord.reading.assembly import Weighed
from onrecord.reading.engagement_stays import with_stays
from onrecord.reading.grouping import Group
from onrecord.terms import Kind, Status

TRIP = "Polish President Adam Lis will visit Kenya on Friday. "


def end(nlp: Language, text: str, status: Status = "scheduled", kind: Kind = "visit") -> str | None:
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    group.add(seen.sightings[0])
    dates = ("2024-05-17", None, None, None)
    (one,) = with_stays([Weighed(group, (), status, "main", dates=dates, kind=kind)], seen, DAY)
    assert one.dates is not None
    return one.dates[1]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("He will be here till 19 May, Nairobi said.", "2024-05-19"),
        ("Lis will stay in Nairobi until Sunday.", "2024-05-19"),
        ("The president will remain there until Wednesday.", "2024-05-22"),
    ],
)
def test_a_stay_ends_the_visit(nlp: Language, text: str, last: str) -> None:
    assert end(nlp, TRIP + text) == last


@pytest.mark.parametrize(
    "text",
    [
        "He will be president until Sunday.",
        "Kenyan Foreign Minister Joan Abenga will stay in Oslo until Sunday.",
        "He will stay in office until 30 September.",
        "He will stay on Sunday.",
        "He was there until 3 May.",
    ],
)
def test_another_stay_does_not(nlp: Language, text: str) -> None:
    assert end(nlp, TRIP + text) is None


def test_what_fell_away_or_is_no_visit_has_no_end(nlp: Language) -> None:
    text = TRIP + "He will be here till 19 May."
    assert end(nlp, text, status="cancelled") is None
    assert end(nlp, text, kind="call") is None

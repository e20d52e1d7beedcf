"""What fell away from one weekday fell away from one day."""

from __future__ import annotations

from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.assembly import Dates, Weighed
from onrecord.reading.engagement_weekdays import with_one_day_each
from onrecord.reading.grouping import Group
from onrecord.terms import Status

TEXT = (
    "Talks between Poland and Kenya on Saturday are off. A dinner of Poland's and Chad's ministers"
    " that was to have been given on Saturday was cancelled."
)


def lost(nlp: Language, text: str, *told: tuple[Status, str | None]) -> list[str | None]:
    seen, view = seen_and_view(nlp, text)
    group = Group()
    group.add(seen.sightings[0])
    stand = []
    for status, day in told:
        dates: Dates = (None, None, day, None)
        stand.append(Weighed(group, (), status, "secondary", dates=dates))
    return [one.dates[2] for one in with_one_day_each(stand, view.dated) if one.dates]


def test_both_fell_away_from_the_saturday_to_come(nlp: Language) -> None:
    told: list[tuple[Status, str | None]] = [
        ("cancelled", "2024-05-18"), ("cancelled", "2024-05-11")
    ]  # fmt: skip
    assert lost(nlp, TEXT, *told) == ["2024-05-18", "2024-05-18"]


def test_a_day_that_is_no_others_or_written_out_stays(nlp: Language) -> None:
    assert lost(nlp, TEXT, ("cancelled", "2024-05-11")) == ["2024-05-11"]
    assert lost(nlp, TEXT, ("cancelled", "2024-05-18"), ("held", "2024-05-11")) == [
        "2024-05-18", "2024-05-11"
    ]  # fmt: skip
    text = "Talks between Poland and Kenya on 18 May are off, like those of 11 May."
    assert lost(nlp, text, ("cancelled", "2024-05-18"), ("cancelled", "2024-05-11")) == [
        "2024-05-18", "2024-05-11"
    ]  # fmt: skip

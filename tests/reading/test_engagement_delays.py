"""What a delay of so long says of where an engagement stands, and what it does not."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.assembly import Dates, Weighed
from onrecord.reading.engagement_delays import with_delays
from onrecord.reading.grouping import Group
from onrecord.terms import Status

NONE: Dates = (None, None, None, None)
WEDNESDAY: Dates = (None, None, "2024-05-29", None)


def read(nlp: Language, text: str, status: Status, dates: Dates) -> Weighed:
    """Give what becomes of all namings of a text, taken for one engagement."""
    seen, _ = seen_and_view(nlp, text)
    group = Group()
    for sighting in seen.sightings:
        group.add(sighting)
    (one,) = with_delays([Weighed(group, (), status, "main", dates=dates)], seen.doc)
    return one


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (
            "Oman's minister postponed her trip to Chad, due on Wednesday, by two days.",
            "2024-05-31",
        ),
        ("Oman's minister put her trip to Chad off by a week.", "2024-06-05~"),
        ("Oman's visit to Chad was pushed back two weeks.", "2024-06-12~"),
        ("The visit of Oman's minister to Chad has been deferred for ten days.", "2024-06-08"),
        ("Oman's minister postponed her trip to Chad by a month.", None),
    ],
)
def test_what_is_put_off_by_so_long_has_its_new_day(
    nlp: Language, text: str, new: str | None
) -> None:
    one = read(nlp, text, "postponed", WEDNESDAY)
    assert one.status == "rescheduled"
    assert one.dates == (new, None, "2024-05-29", None)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Oman's trip to Chad would be postponed until the end of June, she said.", "2024-06~"),
        ("Oman's trip to Chad was postponed until the end of June, she said.", "2024-06~"),
        ("Oman's minister has put off her trip to Chad till 3 June.", "2024-06-03"),
    ],
)
def test_what_is_put_off_until_a_day_has_its_new_day(nlp: Language, text: str, new: str) -> None:
    one = read(nlp, text, "postponed", WEDNESDAY)
    assert one.status == "rescheduled"
    assert one.dates == (new, None, "2024-05-29", None)


@pytest.mark.parametrize(
    "text",
    [
        "Oman's minister postponed her trip to Chad until further notice.",
        "Oman's minister postponed her trip to Chad until 2026.",
        "Oman's minister postponed her trip to Chad, where she was to stay until 3 June.",
        "Oman's minister postponed her trip to Chad by several days.",
        "Oman's minister postponed her trip to Chad.",
        "Oman's minister postponed a visit of three days to Chad.",
        "Oman's minister may postpone her trip to Chad by a week.",
        "Oman's minister postponed her trip to Chad for good.",
    ],
)
def test_what_is_put_off_by_nobody_knows_how_long_stays_so(nlp: Language, text: str) -> None:
    one = read(nlp, text, "postponed", WEDNESDAY)
    assert (one.status, one.dates) == ("postponed", WEDNESDAY)


@pytest.mark.parametrize("how", ["indefinitely", "until further notice", "sine die"])
def test_what_is_put_off_indefinitely_has_no_new_date(nlp: Language, how: str) -> None:
    text = f"Oman's minister has postponed her trip to Chad {how}."
    assert read(nlp, text, "rescheduled", NONE).status == "postponed"
    dated: Dates = ("2024-06-05", None, "2024-05-29", None)
    assert read(nlp, text, "rescheduled", dated).status == "rescheduled"


def test_what_was_not_put_off_is_left_alone(nlp: Language) -> None:
    text = "Oman's minister cancelled her trip to Chad by a week's notice."
    assert read(nlp, text, "cancelled", WEDNESDAY).status == "cancelled"

"""Linked data: what schema.org has a word for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from made_up import LATER, Ledger, told

from onrecord.feeds.linked_data import is_event, linked_data_of
from onrecord.terms import STATUSES, Reading, Standing

SET = told("2031-06-01", "scheduled", place="Santiago", planned_start="2031-06-20")
REFUSED = told("2031-06-05", "refused", was_planned_start="2031-06-20")
WISH = told("2031-06-01", "sought")
NO_EVENT = {"mooted", "sought", "agreed", "denied", "disputed", "refused"}


def standing(*readings: Reading) -> Standing:
    (found,) = Ledger(*readings).stand()
    return found


def events(*standings: Standing) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = json.loads(linked_data_of(standings))["@graph"]
    return graph


def test_an_event_and_who_attends_it() -> None:
    (event,) = events(standing(SET))
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["startDate"] == "2031-06-20"
    assert event["location"] == {"@type": "Place", "name": "Santiago"}
    norway, _ = event["attendee"]
    assert norway["identifier"] == "NOR"
    assert norway["member"] == [{"@type": "Person", "name": "Ingrid Dahl"}]
    assert event["subjectOf"] == ["https://wire.example/2031-06-01/"]


def test_what_was_called_off_has_the_day_that_fell_away() -> None:
    (event,) = events(standing(SET, LATER))
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert event["previousStartDate"] == "2031-06-20"
    assert event["onrecord:status"] == "cancelled"
    assert "startDate" not in event


@pytest.mark.parametrize("status", STATUSES)
def test_what_schema_org_has_no_event_for_is_left_out(status: str) -> None:
    found = replace(standing(WISH), status=status)
    assert is_event(found) == bool(events(found)) == (status not in NO_EVENT)


def test_a_refusal_of_what_had_been_fixed_is_a_cancelled_event() -> None:
    (event,) = events(standing(SET, REFUSED))
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert events(standing(WISH, REFUSED)) == []


@pytest.mark.parametrize("hedged", ["2031-06-20~", "2031-06/2031-07", "2031%"])
def test_a_hedged_date_is_no_date_of_schema_org_and_still_travels(hedged: str) -> None:
    (event,) = events(replace(standing(SET), planned_start=hedged))
    assert "startDate" not in event
    assert event["onrecord:plannedStart"] == hedged

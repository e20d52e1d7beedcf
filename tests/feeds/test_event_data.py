"""Event data: rows in PLOVER's terms."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from made_up import Ledger, said, told

from onrecord.feeds.event_data import COLUMNS, TYPES, plover_table
from onrecord.terms import STATUSES, Reading, Standing

SOUGHT = told("2031-06-01", "sought", said("sought", by="NOR", when="2031-06-01"))
OFF = told("2031-06-05", "cancelled", said("cancelled", by="CHL", when="2031-06-05"))


def standing(*readings: Reading) -> Standing:
    (found,) = Ledger(*readings).stand()
    return found


def rows(*standings: Standing) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(plover_table(standings).decode(), newline="")))


def test_who_took_the_step_acts_and_the_others_are_acted_on() -> None:
    (row,) = rows(standing(SOUGHT))
    assert tuple(row) == COLUMNS
    assert (row["event_type"], row["actors"], row["recipients"]) == ("REQUEST", "NOR", "CHL")
    assert row["event_date"] == "2031-06-01"
    (row,) = rows(standing(SOUGHT, OFF))
    assert (row["event_type"], row["actors"], row["recipients"]) == ("REJECT", "CHL", "NOR")


def test_who_denies_a_step_has_not_taken_it() -> None:
    denied = told(
        "2031-06-05",
        "sought",
        said("sought", by="NOR"),
        said("sought", "on_record", "CHL", stance="denies", by="CHL", at=10),
    )
    (row,) = rows(standing(denied))
    assert row["actors"] == "NOR"


def test_where_nobody_is_named_all_act_together() -> None:
    held = told("2031-06-21", "held", planned_start="2031-06-20")
    (row,) = rows(standing(held))
    assert (row["event_type"], row["actors"], row["recipients"]) == ("CONSULT", "NOR; CHL", "")
    assert row["event_date"] == "2031-06-20"


@pytest.mark.parametrize("status", STATUSES)
def test_what_plover_has_no_type_for_is_left_out(status: str) -> None:
    found = rows(replace(standing(SOUGHT), status=status))
    nothing_there = {"postponed", "rescheduling", "denied", "disputed"}
    assert bool(found) == (status not in nothing_there) == (status in TYPES)
    assert all(row["status"] == status for row in found)

"""Tables: what a spreadsheet or a data frame makes of them."""

from __future__ import annotations

import csv
import io

import pytest
from made_up import LATER, OTHER, Ledger, said, told

from onrecord.feeds.tables import (
    CLAIM_COLUMNS,
    ENGAGEMENT_COLUMNS,
    claims_table,
    engagements_table,
    table,
)

SET = told(
    "2031-06-01",
    "scheduled",
    said("scheduled", "on_record", "NOR", when="2031-06-01", score=0.91239),
    place="Santiago",
    planned_start="2031-06-20",
)


def rows(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8"), newline="")))


def test_a_row_an_engagement() -> None:
    found = rows(engagements_table(Ledger(SET, OTHER, LATER).stand()))
    assert tuple(found[0]) == ENGAGEMENT_COLUMNS
    visit, other = found
    assert visit["status"] == "cancelled"
    assert visit["sides"] == "NOR; CHL"
    assert visit["people"] == "Ingrid Dahl"
    assert (visit["planned_start"], visit["was_planned_start"]) == ("", "2031-06-20")
    assert (visit["reports"], visit["corroborating_reports"]) == ("2", "1")
    assert len(visit["urls"].split("; ")) == 2
    assert other["status"] == "scheduled"


def test_a_row_a_claim_that_names_its_engagement() -> None:
    standings = Ledger(SET, LATER).stand()
    (engagement,) = rows(engagements_table(standings))
    found = rows(claims_table(standings))
    assert tuple(found[0]) == CLAIM_COLUMNS
    assert {row["engagement"] for row in found} == {engagement["id"]}
    assert [row["status"] for row in found] == ["scheduled", "cancelled"]
    assert found[0]["score"] == "0.9124"
    assert (found[0]["evidence"], found[0]["start"], found[0]["end"]) == ("words", "0", "5")


@pytest.mark.parametrize("formula", ["=1+1", "+49 30", "-2", "@SUM(A1)", "=cmd|'/C calc'!A0"])
def test_no_cell_is_run_as_a_formula(formula: str) -> None:
    (row,) = rows(table(["a"], [{"a": formula}]))
    assert row["a"] == f"'{formula}"


def test_numbers_below_nought_are_numbers() -> None:
    (row,) = rows(table(["a", "b"], [{"a": -2, "b": None}]))
    assert row == {"a": "-2", "b": ""}


def test_lines_end_as_the_rfc_has_it_and_control_characters_are_shown() -> None:
    written = table(["a"], [{"a": 'two\r\nlines, "quoted"\x1b[2J'}])
    assert written == 'a\r\n"two lines, ""quoted""\ufffd[2J"\r\n'.encode()

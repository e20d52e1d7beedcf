"""`onrecord rule list`: who decided what, and what became of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from made_readings import TOLD, write_readings

from command_line import onrecord
from onrecord.opening import open_record
from onrecord.terms import Ruling


@pytest.fixture
def told() -> str:
    onrecord("add", "--reading", write_readings(Path("told.jsonl")))
    (found,) = onrecord("board", "--ids").out.splitlines()
    return found


def _rule(*arguments: str, who: str = "ann") -> dict[str, Any]:
    ran = onrecord("rule", *arguments, "--who", who, "--format", "json")
    assert ran.code == 0, ran.err
    (ruled,) = ran.json
    return dict(ruled)


def _listed(*arguments: str) -> list[dict[str, Any]]:
    return [dict(one) for one in onrecord("rule", "list", *arguments, "--format", "json").json]


def _claims(engagement: str) -> dict[str, str]:
    (standing,) = onrecord("show", engagement, "--format", "json").json
    return {c["status"]: c["claim"] for c in standing["history"]}


@pytest.mark.usefixtures("told")
def test_without_a_ruling_there_is_nothing_to_list() -> None:
    ran = onrecord("rule", "list")
    assert (ran.code, ran.out) == (1, "No ruling found.\n")
    assert onrecord("rule", "list", "--format", "json").out == ""


def test_what_is_listed_is_what_was_said_when_it_was_ruled(told: str) -> None:
    claim = _claims(told)["scheduled"]
    ruled = [
        _rule("correct", claim, "--status", "agreed", "--note", "no date then"),
        _rule("correct", told, "--place", "Oslo", "--kind", "talks"),
        _rule("enter", told, "--status", "cancelled", "--quote", "It is off."),
    ]
    assert _listed() == ruled
    assert [r["engagement"] for r in ruled] == [told, told, told]
    assert ruled[0]["claim"]["status"] == "agreed"
    assert (ruled[1]["place"], ruled[1]["engagement_kind"]) == ("Oslo", "talks")
    assert {(r["undone_by"], r["outranked_by"]) for r in ruled} == {(None, None)}


def test_each_row_says_who_what_and_what_was_read(told: str) -> None:
    claim = _claims(told)["scheduled"]
    ruled = _rule("correct", claim, "--status", "agreed", "--note", "no date then")
    printed = onrecord("rule", "list").out
    row = " ".join(printed.split())
    for said in (
        "ann",
        "status agreed",
        "Brazil and Canada: visit",
        "note: no date then",
        "stands",
    ):
        assert said in row
    assert "scheduled)" in row, "what was read"
    assert ruled["id"][:8] in row


def test_a_ruling_is_undone_by_the_first_digits_that_are_listed(told: str) -> None:
    ruled = _rule("reject", _claims(told)["cancelled"])
    assert ruled["id"][:8] in onrecord("rule", "list").out
    undo = _rule("undo", ruled["id"][:8])
    first, second = _listed(told)
    assert (first["undone_by"], second["undone_by"]) == (undo["id"], None)
    assert "undone by" in onrecord("rule", "list").out
    redo = _rule("undo", undo["id"][:8])
    assert [r["undone_by"] for r in _listed()] == [None, redo["id"], None]


def test_a_later_ruling_on_the_same_outranks(told: str) -> None:
    claim = _claims(told)["cancelled"]
    _rule("reject", claim)
    second = _rule("accept", claim, who="ben")
    assert [r["outranked_by"] for r in _listed(claim)] == [second["id"], None]
    assert "outranked by" in onrecord("rule", "list").out
    _rule("undo", second["id"])
    assert [r["outranked_by"] for r in _listed(claim)] == [None, None, None]


def test_a_correction_is_outranked_when_all_of_its_fields_are(told: str) -> None:
    _rule("correct", told, "--place", "Oslo", "--kind", "talks")
    _rule("correct", told, "--place", "Riga")
    assert [r["outranked_by"] for r in _listed()] == [None, None]
    last = _rule("correct", told, "--kind", "call")
    assert [r["outranked_by"] for r in _listed()] == [last["id"], None, None]


def test_merges_and_splits_outrank_one_another(told: str) -> None:
    split = _rule("split", told, TOLD[-1].report.id)
    one, other = onrecord("board", "--ids").out.splitlines()
    assert [r["id"] for r in _listed(one)] == [r["id"] for r in _listed(other)] == [split["id"]]
    merge = _rule("merge", one, other)
    assert [r["outranked_by"] for r in _listed()] == [merge["id"], None]


def test_rulings_on_other_engagements_are_left_out(told: str) -> None:
    entered = _rule(
        "enter", "new", "--party", "NOR", "--party", "EU", "--status", "agreed", "--quote", "x"
    )
    _rule("accept", _claims(told)["scheduled"])
    founded = next(i for i in onrecord("board", "--ids").out.split() if i != told)
    assert [r["id"] for r in _listed(founded)] == [entered["id"]]
    assert [r["kind"] for r in _listed(told)] == ["accept"]
    undo = _rule("undo", entered["id"])
    assert (undo["engagement"], onrecord("rule", "list", founded).code) == (None, 1)


def test_what_was_struck_off_is_still_found_by_its_id(told: str) -> None:
    ruled = _rule("reject", told)
    assert ruled["engagement"] is None
    assert [r["id"] for r in _listed(told[:8])] == [ruled["id"]]
    assert "stands" in onrecord("rule", "list").out
    assert onrecord("rule", "list", "0000000000").code == 1


def test_as_of_lists_what_was_ruled_by_then(told: str) -> None:
    claim = _claims(told)["scheduled"]
    night = dt.datetime(2099, 5, 1, tzinfo=dt.UTC)
    later = night + dt.timedelta(hours=1)
    with open_record("ledger.db", clock=lambda: night) as record:
        record.rule(Ruling("accept", "ann", claim))
    with open_record("ledger.db", clock=lambda: later) as record:
        record.rule(Ruling("reject", "ann", claim))
    assert [r["kind"] for r in _listed("--as-of", "2099-05-01T00:30:00Z")] == ["accept"]
    assert [bool(r["outranked_by"]) for r in _listed("--as-of", "2099-05-02")] == [True, False]
    assert _listed("--as-of", "2098-01-01") == []

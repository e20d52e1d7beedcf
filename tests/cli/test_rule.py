"""`onrecord rule`: a person's word outranks the machine, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_readings import SET, TOLD, write_readings

from command_line import onrecord


@pytest.fixture
def told() -> str:
    onrecord("add", "--reading", write_readings(Path("told.jsonl")))
    (found,) = onrecord("board", "--ids").out.splitlines()
    return found


def _standing(engagement: str) -> dict[str, Any]:
    (found,) = onrecord("show", engagement, "--format", "json").json
    return found


def _claim(engagement: str, status: str) -> str:
    return next(c["claim"] for c in _standing(engagement)["history"] if c["status"] == status)


def _ruled(*arguments: str) -> str:
    ran = onrecord("rule", *arguments, "--who", "ann", "--format", "json")
    assert ran.code == 0, ran.err
    (ruled,) = ran.json
    assert ruled["who"] == "ann"
    return str(ruled["id"])


def test_a_rejected_claim_no_longer_counts_until_the_ruling_is_undone(told: str) -> None:
    claim = _claim(told, "rescheduling")
    ruling = _ruled("reject", claim[:10], "--note", "about another visit")
    assert _standing(told)["status"] == "cancelled"
    assert ruling in _standing(told)["rulings"]
    _ruled("undo", ruling[:10])
    assert _standing(told)["status"] == "rescheduling"


def test_a_corrected_claim_stands_as_corrected_after_reading_anew(told: str) -> None:
    _ruled("correct", _claim(told, "rescheduling"), "--status", "postponed", "--when", "2024-05-12")
    onrecord("add", "--reading", "told.jsonl")
    (corrected,) = [c for c in _standing(told)["history"] if c["status"] == "postponed"]
    assert corrected["when"] == "2024-05-12"
    assert corrected["source"] == "Helen Ward"
    assert _standing(told)["status"] == "postponed"


def test_parties_are_corrected(told: str) -> None:
    _ruled("correct", told, "--party", "BRA:Brazil", "--party", "USA:United States")
    assert [p["side"] for p in _standing(told)["parties"]] == ["BRA", "USA"]


def test_place_and_kind_are_corrected_and_stay_so_after_reading_anew(told: str) -> None:
    _ruled("correct", told, "--place", " Rio  de Janeiro ", "--kind", "talks")
    _ruled("correct", told, "--party", "BRA", "--party", "CAN")
    onrecord("add", "--reading", "told.jsonl")
    standing = _standing(told)
    assert (standing["place"], standing["kind"]) == ("Rio de Janeiro", "talks")
    assert standing["status"] == "rescheduling"
    assert onrecord("verify").code == 0
    assert onrecord("rebuild", "--check").code == 0


def test_what_is_entered_by_hand_gets_its_kind_and_place_by_correction() -> None:
    _ruled("enter", "new", "--party", "NOR", "--party", "EU", "--status", "agreed", "--quote", "x")
    (founded,) = onrecord("board", "--ids").out.splitlines()
    _ruled("correct", founded, "--kind", "summit", "--place", "Oslo")
    assert (_standing(founded)["kind"], _standing(founded)["place"]) == ("summit", "Oslo")


def test_two_people_s_corrections_of_different_fields_are_no_conflict(told: str) -> None:
    _ruled("correct", told, "--place", "Oslo")
    onrecord("rule", "correct", told, "--kind", "call", "--who", "ben")
    assert _standing(told)["conflicts"] == []
    onrecord("rule", "correct", told, "--place", "Riga", "--who", "ben")
    (conflict,) = _standing(told)["conflicts"]
    assert (conflict["people"], _standing(told)["place"]) == (["ann", "ben"], "Riga")


def test_split_engagements_are_two_and_merged_ones_one_until_that_is_undone(told: str) -> None:
    _ruled("split", told, TOLD[-1].report.id)
    ids = onrecord("board", "--ids").out.splitlines()
    assert len(ids) == 2
    ruling = _ruled("merge", *ids)
    (one,) = onrecord("board", "--ids").out.splitlines()
    assert len(_standing(one)["members"]) == len(TOLD)
    _ruled("undo", ruling)
    assert onrecord("board", "--ids").out.splitlines() == ids


def test_a_claim_is_entered_by_hand(told: str) -> None:
    _ruled(
        "enter", told, "--status", "rescheduled", "--when", "2024-05-15", "--side", "BRA",
        "--source", "Andre Costa", "--quote", "He will travel on 3 June.",
    )  # fmt: skip
    entered = _standing(told)["history"][-1]
    assert (entered["status"], entered["footing"]) == ("rescheduled", "on_record")
    assert entered["evidence"]["text"] == "He will travel on 3 June."


def test_an_engagement_is_entered_by_hand() -> None:
    ran = onrecord(
        "rule", "enter", "new", "--party", "NOR:Norway", "--party", "EU", "--status", "agreed",
        "--quote", "They will meet.", "--who", "ann", "--format", "json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (standing,) = onrecord("board", "--format", "json").json
    assert standing["status"] == "agreed"
    assert [r["engagement"] for r in ran.json] == [standing["id"]]
    assert [p["side"] for p in standing["parties"]] == ["NOR", "EU"]


def test_the_same_ruling_twice_is_said_and_changes_nothing(told: str) -> None:
    claim = _claim(told, "scheduled")
    _ruled("accept", claim)
    again = onrecord("rule", "accept", claim, "--who", "ann")
    assert again.code == 1
    assert "before" in again.err


def test_a_ruling_says_how_to_take_it_back(told: str) -> None:
    ran = onrecord("rule", "accept", _claim(told, "scheduled"), "--who", "ann")
    assert ran.code == 0
    undo = ran.out.split("onrecord rule undo ")[1].split()[0]
    assert onrecord("rule", "undo", undo, "--who", "ann").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["correct", "{id}"],
        ["correct", "{id}", "--status", "off"],
        ["enter", "new", "--status", "held", "--quote", "x"],
        ["enter", "{id}", "--party", "NOR", "--status", "held", "--quote", "x"],
        ["reject", "ab"],
    ],
)
def test_a_ruling_that_says_nothing_is_refused(arguments: list[str], told: str) -> None:
    before = onrecord("verify").out
    assert onrecord("rule", *(a.format(id=told) for a in arguments)).code == 2
    assert onrecord("verify").out == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["correct", "{claim}", "--when", "2025-13-45"], "--when 2025-13-45: is no date"),
        (["correct", "{claim}", "--when", "2024-02-30"], "--when 2024-02-30: is no date"),
        (["correct", "{claim}", "--when", "14 March 2025"], "Write a day (2024-05-10)"),
        (["correct", "{claim}", "--when", "2024-05-10/2024-05-02"], "is no date"),
        (["correct", "{claim}", "--when", ""], "is no date"),
        (["correct", "{claim}", "--side", "Turkye"], "--side Turkye: no such side. Did you mean T"),
        (["correct", "{claim}", "--side", ""], "--side '': no such side"),
        (["correct", "{claim}", "--by", "CAN; Brazill"], "--by Brazill: no such side"),
        (["correct", "{id}", "--party", "Kenyan"], "--party Kenyan: no such side. Did you mean KEN"),
        (["correct", "{id}", "--party", "Wurland"], "with its name: SIDE:NAME"),
        (["correct", "{id}", "--party", "KNY:Kenya"], "Did you mean KEN (Kenya)?"),
        (["correct", "{id}", "--party", "KEN", "--party", "Kenya"], "--party Kenya: is the same"),
        (["correct", "{id}", "--party", ":Kenya"], "--party :Kenya: no such side"),
        (["enter", "{id}", "--status", "held", "--quote", ""], "--quote '': quotes nothing"),
        (["enter", "{id}", "--status", "held", "--quote", " "], "quotes nothing"),
        (["enter", "{id}", "--status", "held", "--quote", "x", "--when", "May"], "--when May"),
        (["enter", "{id}", "--status", "held", "--quote", "x", "--side", "Wurland"], "no such side"),
        (
            ["enter", "new", "--party", "NOR", "--status", "held", "--quote", "x"],
            "--party NOR: is the only party",
        ),
        (["correct", "{id}", "--status", "held"], "is an engagement, and what is to be"),
        (["correct", "{claim}", "--status", "held", "--kind", "call"], "as a claim and as an eng"),
        (["correct", "{id}", "--place", " "], "--place ' ': names no place"),
        (["correct", "{id}", "--place", "?!"], "--place ?!: names no place"),
        (["correct", "{id}", "--kind", "party"], "--kind"),
        (["merge", "{id}", "{id}"], "is the same engagement already"),
        (["merge", "{id}", "{claim}"], "is the same engagement already"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(arguments: list[str], said: str, told: str) -> None:
    before = onrecord("verify").out, _standing(told)["parties"]
    claim = _claim(told, "scheduled")
    ran = onrecord("rule", *(a.format(id=told, claim=claim) for a in arguments), "--who", "ann")
    assert ran.code == 2
    assert said in ran.err
    assert (onrecord("verify").out, _standing(told)["parties"]) == before


@pytest.mark.parametrize("date", ["2024-05-12", "2024-05", "2024", "2024-05~", "2024-05/2024-06"])
def test_a_date_is_as_exact_as_what_is_known(date: str, told: str) -> None:
    _ruled("correct", _claim(told, "cancelled"), "--when", date)
    assert date in [c["when"] for c in _standing(told)["history"]]


@pytest.mark.parametrize(
    ("given", "party"),
    [
        ("Kenya", ("KEN", "Kenya")),
        ("ken", ("KEN", "Kenya")),
        ("TÜRKIYE", ("TUR", "Turkey")),
        ("kenya:Nairobi's men", ("KEN", "Nairobi's men")),
        ("african union", ("African Union", "African Union")),
        ("hamas", ("Hamas", "Hamas")),
        ("FRO:Faroe Islands", ("FRO", "Faroe Islands")),
        ("HNF:Highland National Front", ("HNF", "Highland National Front")),
    ],
)
def test_a_party_goes_by_one_name(given: str, party: tuple[str, str], told: str) -> None:
    _ruled("correct", told, "--party", "BRA", "--party", given)
    assert [(p["side"], p["name"]) for p in _standing(told)["parties"]][1] == party


def test_a_side_that_the_ledger_knows_needs_no_table(told: str) -> None:
    claim = _claim(told, "scheduled")
    arguments = ("correct", claim, "--side", "hnf", "--by", "Brazil; HNF")
    assert onrecord("rule", *arguments, "--who", "ann").code == 2
    _ruled("correct", told, "--party", "BRA", "--party", "HNF:Highland National Front")
    _ruled(*arguments)
    (corrected,) = [c for c in _standing(told)["history"] if c["status"] == "scheduled"]
    assert (corrected["side"], corrected["by"]) == ("HNF", "BRA; HNF")


@pytest.mark.parametrize("other", ["NOR", "Sweden"])
def test_an_engagement_entered_by_hand_is_shown_with_its_id(other: str) -> None:
    """What is entered anew may be known already: then that is shown."""
    entered = ("enter", "new", "--party", "EU", "--status", "agreed", "--who", "ann")
    onrecord("rule", *entered, "--party", "NOR", "--quote", "They will meet.")
    ran = onrecord("rule", *entered, "--party", other, "--quote", "They meet in May.")
    standing = _standing(ran.out.split("onrecord show ")[1].split()[0])
    assert "They meet in May." in [c["evidence"]["text"] for c in standing["history"]]
    assert "AGREED  " in ran.out
    assert standing["parties"][1]["name"] in ran.out


@pytest.mark.usefixtures("told")
def test_rulings_are_not_looked_for_on_the_board() -> None:
    ran = onrecord("rule", "undo", "zzzz")
    assert (ran.code, "onrecord board" in ran.err) == (1, False)
    assert "onrecord rule list" in ran.err


def test_an_id_of_nobody_is_not_found(told: str) -> None:
    assert SET.report.id not in onrecord("board").out
    other = "0000" if not told.startswith("0000") else "1111"
    assert onrecord("rule", "undo", other).code == 1
    assert onrecord("rule", "reject", other).code == 1


def test_a_ruling_that_was_outranked_says_what_to_take_back(told: str) -> None:
    claim = _claim(told, "cancelled")
    _ruled("reject", claim)
    later = _ruled("accept", claim)
    again = onrecord("rule", "reject", claim, "--who", "ann")
    assert again.code == 1
    assert f"onrecord rule undo {later[:8]}" in again.err

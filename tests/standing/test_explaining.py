"""Explaining: the claims and the rule behind every field."""

from __future__ import annotations

from made_up import entries, ruled, said, told

from onrecord.standing.explaining import Explained, explain
from onrecord.standing.precedence import RULE_TEXT
from onrecord.standing.state import stand
from onrecord.terms import Reading, Ruling

SET = told(
    "2031-06-01", "scheduled", said("scheduled", "on_record", "NOR"), planned_start="2031-06-20"
)
OFF = told("2031-06-05", "cancelled", said("cancelled", "anonymous", "CHL"))
MAY = told("2031-06-06", "mooted", said("mooted", "on_record", "CHL"))


def explained(*bodies: Reading | Ruling) -> Explained:
    standings = stand(entries(*bodies))
    (account,) = standings.accounts.values()
    return explain(account)


def test_the_status_rests_on_its_claims_and_names_its_rule() -> None:
    by_field = {r.field: r for r in explained(SET, OFF).reasons}
    status = by_field["status"]
    assert (status.value, status.rule, status.text) == ("cancelled", "later", RULE_TEXT["later"])
    assert [c.claim.status for c in status.claims] == ["cancelled"]
    assert [c.claim.status for c in status.against] == ["scheduled"]


def test_a_word_that_yielded_is_told_with_its_rule() -> None:
    turns = explained(SET, OFF, MAY).turns
    assert [(t.status, t.taken) for t in turns] == [
        ("scheduled", True),
        ("cancelled", True),
        ("mooted", True),
    ]
    turns = explained(SET, told("2031-06-03", "mooted", said("mooted", "media"))).turns
    assert [(t.status, t.taken, t.rule) for t in turns] == [
        ("scheduled", True, "only"),
        ("mooted", False, "vaguer_yields"),
    ]
    assert turns[1].day == "2031-06-03"


def test_each_sides_word_and_what_is_contested_are_explained() -> None:
    fields = [r.field for r in explained(SET, OFF).reasons]
    assert "words.NOR.named" in fields
    assert "words.CHL.unnamed" in fields
    assert "contested.event" in fields


def test_the_date_rests_on_the_report_that_gave_it() -> None:
    later = told("2031-06-03", "scheduled", said("scheduled", "statement", "CHL"))
    by_field = {r.field: r for r in explained(SET, later).reasons}
    assert by_field["planned_start"].claims[0].claim.side == "NOR"
    assert by_field["status"].claims[0].claim.side == "CHL"


def test_what_says_the_same_is_told_beside_it_and_since_rests_on_the_first() -> None:
    again = told("2031-06-07", "cancelled", said("cancelled"))
    by_field = {r.field: r for r in explained(SET, OFF, again).reasons}
    assert [c.claim.source for c in by_field["status"].also] == ["anonymous of CHL"]
    assert [c.claim.status for c in by_field["status"].against] == ["scheduled"]
    assert [c.claim.source for c in by_field["since"].claims] == ["anonymous of CHL"]
    assert by_field["since"].value == "2031-06-05"


def test_why_a_report_belongs_is_its_evidence() -> None:
    first, second = explained(SET, OFF).belongings
    assert (first.probability, first.features) == (None, ())
    assert second.probability is not None
    assert second.probability > 0.5
    assert "people" in {f.name for f in second.features}


def test_when_rulings_leave_no_claim_there_is_nothing_to_explain() -> None:
    standings = stand(entries(SET))
    (standing,) = standings
    rejected = ruled("reject", standing.history[0].id)
    (account,) = stand(entries(SET, rejected)).accounts.values()
    assert explain(account).reasons == ()
    assert explain(account).turns == ()

"""What people rule outranks the machine for ever, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

from made_up import LATER, OTHER, Ledger, reading, ruled, said, told

from onrecord.standing.standings import Standings
from onrecord.terms import Party, Person, Reading, Standing

TEXT = "Norway's foreign minister will visit Chile on 20 June, the ministry said."
FIRST = told(
    "2031-06-01",
    "scheduled",
    said("scheduled", "statement", "NOR", at=10),
    text=TEXT,
    planned_start="2031-06-20",
)


def only(standings: Standings) -> Standing:
    (standing,) = standings
    return standing


def claim_of(standings: Standings, status: str) -> str:
    return next(c.id for s in standings for c in s.history if c.claim.status == status)


def again(reading_: Reading, version: str = "2") -> Reading:
    return replace(reading_, reader=replace(reading_.reader, version=version))


def test_a_rejected_claim_no_longer_counts() -> None:
    ledger = Ledger(FIRST, LATER)
    assert only(ledger.stand()).status == "cancelled"
    after = ledger.add(ruled("reject", claim_of(ledger.stand(), "cancelled")))
    assert only(after).status == "scheduled"
    assert only(after).rulings == (ledger.last(),)
    assert len(only(after).members) == 2


def test_a_rejected_claim_stays_rejected_when_the_report_is_read_again() -> None:
    ledger = Ledger(FIRST, LATER)
    ledger.add(ruled("reject", claim_of(ledger.stand(), "cancelled")))
    assert only(ledger.add(again(LATER))).status == "scheduled"


def test_a_rejection_reaches_the_claim_read_from_nearly_the_same_words() -> None:
    ledger = Ledger(FIRST, LATER)
    ledger.add(ruled("reject", claim_of(ledger.stand(), "cancelled")))
    moved = told(
        "2031-06-05",
        "cancelled",
        said("cancelled", "media", at=2),
        was_planned_start="2031-06-20",
        version="2",
    )
    assert only(ledger.add(moved)).status == "scheduled"


def test_undo_takes_a_ruling_back_and_undoing_that_restores_it() -> None:
    ledger = Ledger(FIRST, LATER)
    ledger.add(ruled("reject", claim_of(ledger.stand(), "cancelled")))
    rejection = ledger.last()
    assert only(ledger.add(ruled("undo", "", undoes=rejection))).status == "cancelled"
    undoing = ledger.last()
    assert only(ledger.add(ruled("undo", "", undoes=undoing))).status == "scheduled"


def test_the_same_ruling_made_again_after_an_undo_stands() -> None:
    ledger = Ledger(FIRST, LATER)
    rejection = ruled("reject", claim_of(ledger.stand(), "cancelled"))
    ledger.add(rejection)
    ledger.add(ruled("undo", "", undoes=ledger.last()))
    assert only(ledger.add(rejection)).status == "scheduled"


def test_a_corrected_claim_says_what_the_person_says() -> None:
    ledger = Ledger(FIRST, LATER)
    wrong = claim_of(ledger.stand(), "cancelled")
    after = only(ledger.add(ruled("correct", wrong, claim=said("postponed", "statement", "NOR"))))
    assert after.status == "postponed"
    assert [c.id for c in after.history if c.claim.status == "postponed"] == [wrong]


def test_an_accepted_claim_outlives_a_reading_that_misses_it() -> None:
    ledger = Ledger(FIRST)
    ledger.add(ruled("accept", claim_of(ledger.stand(), "scheduled")))
    nothing = reading("2031-06-01", text=TEXT, version="2")
    assert only(ledger.add(nothing)).status == "scheduled"


def test_what_nobody_accepted_goes_with_the_reading_that_found_it() -> None:
    ledger = Ledger(FIRST)
    assert len(ledger.add(reading("2031-06-01", text=TEXT, version="2"))) == 0


def test_the_latest_of_two_peoples_rulings_stands_and_both_are_shown() -> None:
    ledger = Ledger(FIRST, LATER)
    claim = claim_of(ledger.stand(), "cancelled")
    ledger.add(ruled("reject", claim, who="ada"))
    after = ledger.add(ruled("accept", claim, who="ben"))
    assert only(after).status == "cancelled"
    (conflict,) = after.conflicts
    assert conflict.people == ("ada", "ben")
    assert conflict.stands == ledger.last()
    assert len(only(after).rulings) == 2


def test_one_person_changing_her_mind_is_no_conflict() -> None:
    ledger = Ledger(FIRST, LATER)
    claim = claim_of(ledger.stand(), "cancelled")
    ledger.add(ruled("reject", claim))
    assert ledger.add(ruled("accept", claim)).conflicts == ()


def test_merged_engagements_are_one_and_what_follows_either_follows_both() -> None:
    ledger = Ledger(FIRST, OTHER)
    one, other = [s.id for s in ledger.stand()]
    merged = ledger.add(ruled("merge", one, other))
    assert len(merged) == 1
    assert merged.get(other).id == merged.get(one).id
    follows = told(
        "2031-06-06",
        "cancelled",
        sides=("PER", "FJI"),
        people={"PER": ["Ana Quispe"]},
        was_planned_start="2031-08-01",
    )
    assert len(only(ledger.add(follows)).members) == 3


def test_a_merge_survives_reading_again() -> None:
    ledger = Ledger(FIRST, OTHER)
    one, other = [s.id for s in ledger.stand()]
    ledger.add(ruled("merge", one, other))
    assert len(ledger.add(again(FIRST), again(OTHER))) == 1


def test_a_merge_can_be_undone() -> None:
    ledger = Ledger(FIRST, OTHER)
    one, other = [s.id for s in ledger.stand()]
    ledger.add(ruled("merge", one, other))
    assert len(ledger.add(ruled("undo", "", undoes=ledger.last()))) == 2


def test_a_split_member_leaves_and_stays_away() -> None:
    ledger = Ledger(FIRST, LATER)
    whole = only(ledger.stand())
    apart = ledger.add(ruled("split", whole.id, LATER.report.id))
    assert sorted(len(s.members) for s in apart) == [1, 1]
    assert len(ledger.add(again(FIRST), again(LATER))) == 2
    assert len(ledger.add(told("2031-06-01", "mooted", name="late"))) >= 2


def test_a_split_takes_the_member_that_a_claim_belongs_to() -> None:
    ledger = Ledger(FIRST, LATER)
    whole = only(ledger.stand())
    apart = ledger.add(ruled("split", whole.id, claim_of(ledger.stand(), "cancelled")))
    assert {s.status for s in apart} == {"scheduled", "cancelled"}


def test_a_split_undoes_a_merge_and_a_later_merge_undoes_the_split() -> None:
    ledger = Ledger(FIRST, OTHER)
    one, other = [s.id for s in ledger.stand()]
    ledger.add(ruled("merge", one, other))
    assert len(ledger.add(ruled("split", one, other))) == 2
    assert len(ledger.add(ruled("merge", other, one))) == 1


def test_two_that_are_to_be_kept_apart_leave_the_review_queue() -> None:
    ledger = Ledger(
        told("2031-06-01", "scheduled", people={}, planned_start="2031-06-20"),
        told("2031-06-12", "mooted", people={}, salience="secondary"),
    )
    (unsure,) = ledger.stand().review
    after = ledger.add(ruled("split", unsure.candidate, unsure.engagement))
    assert after.review == ()
    assert len(after) == 2


def test_a_claim_entered_by_hand_stands_in_its_engagement() -> None:
    ledger = Ledger(FIRST)
    one = only(ledger.stand())
    entered = said("cancelled", "on_record", "CHL", source="the desk's own call to the ministry")
    after = only(ledger.add(ruled("enter", one.id, claim=entered)))
    assert after.status == "cancelled"
    assert len(after.members) == 1
    assert after.rulings == (ledger.last(),)
    assert only(ledger.add(ruled("undo", "", undoes=ledger.last()))).status == "scheduled"


def test_an_engagement_entered_by_hand_is_found_again_by_reports() -> None:
    parties = (
        Party("NOR", "Norway", (Person("Ingrid Dahl"),)),
        Party("FJI", "Fiji", (Person("Jone Vula"),)),
    )
    ledger = Ledger(FIRST)
    entered = ruled("enter", "", claim=said("scheduled"), parties=parties)
    after = ledger.add(entered)
    assert [s.status for s in after if len(s.members) == 0] == ["scheduled"]
    called_off = told(
        "2031-01-02",
        "cancelled",
        sides=("NOR", "FJI"),
        people={"NOR": ["Ingrid Dahl"], "FJI": ["Jone Vula"]},
    )
    joined = [s for s in ledger.add(called_off) if len(s.parties) == 2 and s.rulings]
    assert [(s.status, len(s.members)) for s in joined] == [("cancelled", 1)]


def test_an_engagement_cannot_be_entered_without_parties() -> None:
    ledger = Ledger(FIRST)
    after = ledger.add(ruled("enter", "", claim=said("scheduled"), parties=()))
    assert [u.ruling for u in after.unapplied] == [ledger.last()]


def test_a_rejected_engagement_leaves_the_board_and_an_undo_brings_it_back() -> None:
    ledger = Ledger(FIRST, OTHER)
    gone = next(iter(ledger.stand())).id
    after = ledger.add(ruled("reject", gone))
    assert [s.id for s in after if s.id == gone] == []
    assert after.rejected == (gone,)
    assert len(ledger.add(ruled("undo", "", undoes=ledger.last()))) == 2


def test_parties_corrected_by_hand_stand() -> None:
    ledger = Ledger(FIRST)
    one = only(ledger.stand())
    parties = (Party("NOR", "Norway"), Party("CHL", "Chile"), Party("PER", "Peru"))
    assert only(ledger.add(ruled("correct", one.id, parties=parties))).parties == parties


def test_a_ruling_on_nothing_known_is_shown_as_not_applied() -> None:
    ledger = Ledger(FIRST)
    after = ledger.add(ruled("merge", "nothing", "nowhere"))
    assert [u.ruling for u in after.unapplied] == [ledger.last()]

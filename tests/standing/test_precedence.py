"""Each rule of precedence, with where it holds and where it stops."""

from __future__ import annotations

import pytest
from made_up import entries, said, told

from onrecord.standing.engagement import Account
from onrecord.standing.precedence import RULE_TEXT
from onrecord.standing.state import stand
from onrecord.terms import Reading, Standing

ON_THE_DAY = {"planned_start": "2031-06-20"}


def the_account(*readings: Reading) -> Account:
    standings = stand(entries(*readings))
    assert len(standings) == 1, [s.parties for s in standings]
    return next(iter(standings.accounts.values()))


def the_standing(*readings: Reading) -> Standing:
    return the_account(*readings).standing


def rules(account: Account) -> list[tuple[str, bool]]:
    return [(r.rule, r.taken) for r in account.outcome.trail]


def test_a_single_report_stands_as_it_was_read() -> None:
    standing = the_standing(told("2031-06-01", "scheduled", **ON_THE_DAY))
    assert (standing.status, standing.planned_start) == ("scheduled", "2031-06-20")


def test_later_beats_earlier() -> None:
    account = the_account(
        told("2031-06-01", "scheduled", **ON_THE_DAY),
        told("2031-06-05", "cancelled", was_planned_start="2031-06-20"),
    )
    assert account.standing.status == "cancelled"
    assert account.standing.planned_start is None
    assert account.standing.was_planned_start == "2031-06-20"
    assert rules(account)[-1] == ("later", True)


def test_later_beats_earlier_whichever_came_in_first() -> None:
    standing = the_standing(
        told("2031-06-05", "cancelled", was_planned_start="2031-06-20"),
        told("2031-06-01", "scheduled", **ON_THE_DAY),
    )
    assert standing.status == "cancelled"


def test_of_one_day_the_stronger_footing_stands() -> None:
    account = the_account(
        told("2031-06-01", "cancelled", said("cancelled", "anonymous", "NOR"), name="a"),
        told(
            "2031-06-01", "scheduled", said("scheduled", "on_record", "NOR"), name="b", **ON_THE_DAY
        ),
    )
    assert account.standing.status == "scheduled"
    assert account.standing.new_date == "none"
    assert ("same_day_stronger", False) in rules(account)


def test_the_weaker_word_of_one_day_is_shown_as_contesting() -> None:
    standing = the_standing(
        told("2031-06-01", "cancelled", said("cancelled", "anonymous", "NOR"), name="a"),
        told(
            "2031-06-01", "scheduled", said("scheduled", "on_record", "NOR"), name="b", **ON_THE_DAY
        ),
    )
    assert [c.about for c in standing.contested] == ["event"]
    assert len(standing.contested[0].claims) == 2


def test_a_stronger_footing_of_an_earlier_day_does_not_hold_out() -> None:
    standing = the_standing(
        told("2031-06-01", "scheduled", said("scheduled", "on_record", "NOR"), **ON_THE_DAY),
        told("2031-06-02", "cancelled", said("cancelled", "anonymous", "NOR")),
    )
    assert standing.status == "cancelled"


def test_a_weaker_later_word_wins_but_not_silently() -> None:
    standing = the_standing(
        told("2031-06-01", "scheduled", said("scheduled", "on_record", "NOR"), **ON_THE_DAY),
        told("2031-06-02", "cancelled", said("cancelled", "anonymous", "NOR")),
    )
    assert [c.about for c in standing.contested] == ["event"]


def test_a_later_change_that_is_owned_is_no_contest() -> None:
    standing = the_standing(
        told("2031-06-01", "scheduled", said("scheduled", "on_record", "NOR"), **ON_THE_DAY),
        told("2031-06-02", "cancelled", said("cancelled", "statement", "NOR")),
    )
    assert standing.status == "cancelled"
    assert standing.contested == ()


def test_a_word_by_name_settles_what_was_contested() -> None:
    standing = the_standing(
        told("2031-06-01", "scheduled", said("scheduled", "on_record", "NOR"), **ON_THE_DAY),
        told("2031-06-02", "cancelled", said("cancelled", "anonymous", "NOR")),
        told("2031-06-03", "cancelled", said("cancelled", "on_record", "NOR")),
    )
    assert standing.status == "cancelled"
    assert standing.contested == ()


def test_either_side_alone_can_call_off() -> None:
    account = the_account(
        told(
            "2031-06-01", "scheduled", said("scheduled", "on_record", "CHL"), name="a", **ON_THE_DAY
        ),
        told("2031-06-01", "cancelled", said("cancelled", "statement", "NOR"), name="b"),
    )
    assert account.standing.status == "cancelled"
    assert rules(account)[-1] == ("either_side_calls_off", True)


def test_an_outsider_cannot_call_off() -> None:
    standing = the_standing(
        told(
            "2031-06-01", "scheduled", said("scheduled", "on_record", "CHL"), name="a", **ON_THE_DAY
        ),
        told("2031-06-01", "cancelled", said("cancelled", "statement", "PER"), name="b"),
    )
    assert standing.status == "scheduled"


def test_it_takes_both_to_put_it_on_again() -> None:
    account = the_account(
        told("2031-06-01", "cancelled", said("cancelled", "statement", "NOR")),
        told("2031-06-03", "agreed", said("agreed", "on_record", "CHL")),
    )
    assert account.standing.status == "cancelled"
    assert rules(account)[-1] == ("takes_two_to_agree", False)
    assert [c.about for c in account.standing.contested] == ["event"]
    words = {w.side: w.named for w in account.standing.words}
    agreed = next(c for c in account.standing.history if c.claim.status == "agreed")
    assert words["CHL"] == agreed.id


def test_the_side_that_called_off_can_put_it_on_again() -> None:
    standing = the_standing(
        told("2031-06-01", "postponed", said("postponed", "statement", "NOR")),
        told("2031-06-03", "agreed", said("agreed", "on_record", "NOR")),
    )
    assert standing.status == "agreed"


def test_a_one_sided_request_for_a_new_date_is_rescheduling_not_agreement() -> None:
    standing = the_standing(
        told("2031-06-01", "cancelled", said("cancelled", "statement", "NOR")),
        told(
            "2031-06-03",
            "rescheduling",
            said("rescheduling", "anonymous", "CHL"),
            plan="cancelled",
            new_date="sought",
        ),
    )
    assert standing.status == "rescheduling"


def test_the_reports_own_voice_speaks_for_both() -> None:
    standing = the_standing(
        told("2031-06-01", "cancelled", said("cancelled", "statement", "NOR")),
        told("2031-06-03", "scheduled", said("scheduled"), planned_start="2031-07-04"),
    )
    assert standing.plan == "scheduled"


def test_a_vaguer_weaker_word_does_not_undo_a_date() -> None:
    account = the_account(
        told("2031-06-01", "scheduled", said("scheduled", "on_record", "NOR"), **ON_THE_DAY),
        told("2031-06-03", "mooted", said("mooted", "media")),
    )
    assert (account.standing.status, account.standing.planned_start) == ("scheduled", "2031-06-20")
    assert rules(account)[-1] == ("vaguer_yields", False)


def test_a_ministers_own_may_takes_it_back() -> None:
    standing = the_standing(
        told("2031-06-01", "scheduled", said("scheduled", "on_record", "NOR"), **ON_THE_DAY),
        told("2031-06-03", "mooted", said("mooted", "on_record", "NOR")),
    )
    assert standing.status == "mooted"


def test_what_took_place_outranks_the_plan_of_the_same_day() -> None:
    account = the_account(
        told(
            "2031-06-20", "scheduled", said("scheduled", "on_record", "NOR"), name="a", **ON_THE_DAY
        ),
        told("2031-06-20", "held", said("held"), name="b", **ON_THE_DAY),
    )
    assert account.standing.status == "held"
    assert rules(account)[-1] == ("fulfilled", True)
    assert account.standing.contested == ()


def test_what_was_held_is_not_planned_again() -> None:
    account = the_account(
        told("2031-06-20", "held", said("held"), **ON_THE_DAY),
        told("2031-06-21", "scheduled", said("scheduled", "on_record", "NOR"), **ON_THE_DAY),
    )
    assert account.standing.status == "held"
    assert rules(account)[-1] == ("fulfilled", False)


def test_a_retelling_does_not_turn_the_clock_back() -> None:
    account = the_account(
        told("2031-06-01", "postponed", said("postponed", "statement", "NOR", when="2031-06-01")),
        told("2031-06-04", "rescheduled", said("rescheduled"), planned_start="2031-07-04"),
        told("2031-06-06", "postponed", said("postponed", when="2031-06-01")),
    )
    assert (account.standing.status, account.standing.planned_start) == (
        "rescheduled",
        "2031-07-04",
    )
    assert rules(account)[-1] == ("retold", False)


def test_put_off_again_is_news() -> None:
    standing = the_standing(
        told("2031-06-01", "postponed", said("postponed", "statement", "NOR", when="2031-06-01")),
        told("2031-06-04", "rescheduled", said("rescheduled"), planned_start="2031-07-04"),
        told(
            "2031-06-09",
            "postponed",
            said("postponed", when="2031-06-09"),
            was_planned_start="2031-07-04",
        ),
    )
    assert standing.status == "postponed"
    assert standing.was_planned_start == "2031-07-04"


def test_what_is_recalled_for_context_does_not_override() -> None:
    standing = the_standing(
        told("2031-06-01", "postponed", said("postponed"), was_planned_start="2031-06-20"),
        told("2031-06-04", "rescheduled", said("rescheduled"), planned_start="2031-07-04"),
        told(
            "2031-06-06",
            "postponed",
            said("postponed"),
            was_planned_start="2031-06-20",
            salience="background",
        ),
    )
    assert standing.status == "rescheduled"
    assert len(standing.members) == 3


def test_what_is_recalled_with_its_day_can_be_the_latest_word() -> None:
    standing = the_standing(
        told("2031-06-01", "scheduled", said("scheduled"), **ON_THE_DAY),
        told("2031-06-29", "held", said("held"), salience="background", **ON_THE_DAY),
    )
    assert standing.status == "held"


def test_a_date_for_what_was_put_off_is_a_new_date() -> None:
    standing = the_standing(
        told("2031-06-01", "postponed", said("postponed"), was_planned_start="2031-06-20"),
        told("2031-06-09", "scheduled", said("scheduled"), planned_start="2031-07-04"),
    )
    assert (standing.status, standing.new_date) == ("rescheduled", "set")
    assert standing.was_planned_start == "2031-06-20"


def test_the_same_date_in_other_words_is_no_new_date() -> None:
    standing = the_standing(
        told("2031-06-01", "scheduled", said("scheduled"), **ON_THE_DAY),
        told("2031-06-09", "scheduled", said("scheduled"), planned_start="2031-06"),
    )
    assert (standing.status, standing.planned_start) == ("scheduled", "2031-06-20")


def test_a_denial_against_an_earlier_assertion_is_disputed() -> None:
    standing = the_standing(
        told("2031-06-01", "scheduled", said("scheduled", "on_record", "CHL"), **ON_THE_DAY),
        told("2031-06-02", "denied", said("denied", "on_record", "NOR", stance="denies")),
    )
    assert standing.status == "disputed"
    contest = standing.contested[0]
    assert (contest.about, contest.asserted_by, contest.denied_by) == ("event", "CHL", "NOR")


def test_a_denial_of_what_only_media_said_is_denied() -> None:
    standing = the_standing(
        told("2031-06-01", "mooted", said("mooted", "media")),
        told("2031-06-02", "denied", said("denied", "on_record", "NOR", stance="denies")),
    )
    assert standing.status == "denied"


def test_media_do_not_outweigh_a_denial() -> None:
    account = the_account(
        told("2031-06-02", "denied", said("denied", "on_record", "NOR", stance="denies")),
        told("2031-06-03", "scheduled", said("scheduled", "media"), **ON_THE_DAY),
    )
    assert account.standing.status == "denied"
    assert rules(account)[-1] == ("media_against_party", False)


def test_the_denier_can_take_it_back() -> None:
    standing = the_standing(
        told("2031-06-02", "denied", said("denied", "on_record", "NOR", stance="denies")),
        told("2031-06-05", "scheduled", said("scheduled", "statement", "NOR"), **ON_THE_DAY),
    )
    assert standing.status == "scheduled"
    assert standing.contested == ()


def test_denying_the_cancellation_is_not_denying_the_visit() -> None:
    standing = the_standing(
        told("2031-06-01", "scheduled", said("scheduled", "on_record", "CHL"), **ON_THE_DAY),
        told(
            "2031-06-02",
            "scheduled",
            said("scheduled", "statement", "NOR"),
            said("cancelled", "on_record", "NOR", stance="denies", at=9),
            **ON_THE_DAY,
        ),
    )
    assert standing.status == "scheduled"


def test_since_is_when_the_state_came_about() -> None:
    standing = the_standing(
        told("2031-06-01", "scheduled", said("scheduled"), **ON_THE_DAY),
        told("2031-06-05", "cancelled", said("cancelled", when="2031-06-04")),
        told("2031-06-07", "cancelled", said("cancelled")),
    )
    assert standing.since == "2031-06-04"


@pytest.mark.parametrize("rule", sorted(RULE_TEXT))
def test_every_rule_has_its_sentence(rule: str) -> None:
    assert RULE_TEXT[rule]

"""Each rule of precedence, with where it holds and where it stops."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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


def on_the_word_of(day: str, footing: str, side: str | None, name: str = "a") -> Reading:
    return told(day, "scheduled", said("scheduled", footing, side), name=name, **ON_THE_DAY)


def off_on_the_word_of(day: str, footing: str, side: str | None, name: str = "b") -> Reading:
    return told(day, "cancelled", said("cancelled", footing, side), name=name)


@pytest.mark.parametrize("owned", ["on_record", "statement"])
@pytest.mark.parametrize("side", [None, "NOR", "CHL", "PER"])
def test_an_unnamed_official_against_a_ministry_is_contested(owned: str, side: str | None) -> None:
    set_by = on_the_word_of("2031-06-01", owned, "NOR")
    same_day = the_standing(set_by, off_on_the_word_of("2031-06-01", "anonymous", side))
    next_day = the_standing(set_by, off_on_the_word_of("2031-06-02", "anonymous", side))
    assert (same_day.status, next_day.status) == ("scheduled", "cancelled")
    for standing in (same_day, next_day):
        (contest,) = standing.contested
        assert contest.about == "event"
        assert len(contest.claims) == 2
        assert contest.asserted_by != contest.denied_by


def test_a_word_of_the_day_does_not_hide_what_contests_it_when_it_was_on_before() -> None:
    standing = the_standing(
        on_the_word_of("2031-05-28", "on_record", "NOR"),
        on_the_word_of("2031-06-01", "statement", "NOR", "c"),
        off_on_the_word_of("2031-06-01", "anonymous", None),
    )
    assert standing.status == "scheduled"
    assert [c.about for c in standing.contested] == ["event"]


@pytest.mark.parametrize("footing", ["reporter", "anonymous", "media"])
def test_a_ministrys_word_is_still_its_word_when_others_have_repeated_it(footing: str) -> None:
    standing = the_standing(
        on_the_word_of("2031-06-01", "statement", "NOR"),
        on_the_word_of("2031-06-02", footing, None, "c"),
        off_on_the_word_of("2031-06-03", "anonymous", None),
    )
    assert standing.status == "cancelled"
    assert [(c.about, c.asserted_by) for c in standing.contested] == [("event", "NOR")]


def test_an_unnamed_word_that_is_owned_the_same_day_is_not_contested() -> None:
    standing = the_standing(
        on_the_word_of("2031-06-01", "statement", "NOR"),
        off_on_the_word_of("2031-06-02", "anonymous", "CHL"),
        off_on_the_word_of("2031-06-02", "statement", "CHL", "c"),
    )
    assert (standing.status, standing.contested) == ("cancelled", ())


@pytest.mark.parametrize("side", [None, "PER"])
@pytest.mark.parametrize("footing", ["on_record", "anonymous"])
@pytest.mark.parametrize("day", ["2031-06-01", "2031-06-02"])
def test_an_outsiders_denial_disputes_no_partys_word(
    side: str | None, footing: str, day: str
) -> None:
    standing = the_standing(
        on_the_word_of("2031-06-01", "on_record", "NOR"),
        told(day, "denied", said("denied", footing, side, stance="denies"), name="b"),
    )
    assert standing.status == "scheduled"
    assert [(c.about, c.asserted_by) for c in standing.contested] == [("event", "NOR")]


def test_a_partys_denial_that_a_report_tells_in_its_own_voice_is_the_partys() -> None:
    standing = the_standing(
        on_the_word_of("2031-06-01", "on_record", "NOR"),
        told("2031-06-02", "denied", said("denied", by="CHL", stance="denies")),
    )
    assert standing.status == "denied"


def two_of_one_side(day: str, *, off: str = "cancelled", source: str = "a spokesman") -> Standing:
    stance = "denies" if off == "denied" else "asserts"
    return the_standing(
        told(
            "2031-06-01",
            "scheduled",
            said("scheduled", "on_record", "NOR", source="Foreign Minister Dahl"),
            name="a",
            **ON_THE_DAY,
        ),
        told(day, off, said(off, "on_record", "NOR", source=source, stance=stance), name="b"),
    )


@pytest.mark.parametrize("off", ["cancelled", "postponed", "denied"])
def test_two_of_one_side_who_differ_on_one_day_contest_each_other_by_name(off: str) -> None:
    standing = two_of_one_side("2031-06-01", off=off)
    assert standing.status == off
    (contest,) = standing.contested
    assert (contest.about, contest.asserted_by, contest.denied_by) == (
        "event",
        "Foreign Minister Dahl",
        "a spokesman",
    )


@pytest.mark.parametrize("off", ["cancelled", "postponed"])
def test_a_sides_own_later_word_replaces_its_earlier_one(off: str) -> None:
    assert two_of_one_side("2031-06-02", off=off).contested == ()


def test_who_takes_back_his_own_word_on_its_day_contests_nothing() -> None:
    standing = two_of_one_side("2031-06-01", source="Dahl")
    assert (standing.status, standing.contested) == ("cancelled", ())


@given(
    st.lists(
        st.tuples(
            st.integers(1, 4),
            st.sampled_from(["scheduled", "cancelled", "denied", "held", "mooted"]),
            st.sampled_from(["on_record", "statement", "anonymous", "media", "reporter"]),
            st.sampled_from(["NOR", "PER", None]),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=150, deadline=None)
def test_one_side_never_disputes_with_itself_or_with_outsiders(
    words: list[tuple[int, str, str, str | None]],
) -> None:
    readings = [
        told(
            f"2031-06-0{day}",
            status,
            said(status, footing, side, stance="denies" if status == "denied" else "asserts"),
            name=str(n),
        )
        for n, (day, status, footing, side) in enumerate(words)
    ]
    for standing in stand(entries(*readings)):
        assert standing.status != "disputed"
        for contest in standing.contested:
            assert contest.asserted_by != "NOR" or contest.denied_by != "NOR"

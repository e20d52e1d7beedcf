"""What a field rests on: the same is support, copies are one source, the rest is against."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import engagement, entries, reading, said, told

from onrecord.headline import PLAN_OF_STATUS
from onrecord.standing.engagement import Account
from onrecord.standing.grounds import ground_of_axis, ground_of_since, says
from onrecord.standing.state import stand
from onrecord.terms import Reading, StandingClaim

ON_THE_DAY = {"planned_start": "2031-06-20"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def of_its_own(n: int) -> str:
    """Make a text that shares no stretch with another number's."""
    return " ".join(f"{letter}{n}" for letter in _LETTERS)


def the_account(*readings: Reading) -> Account:
    (account,) = stand(entries(*readings)).accounts.values()
    return account


def sources(claims: tuple[StandingClaim, ...]) -> list[str]:
    return [c.claim.source for c in claims]


SET = told(
    "2031-06-01",
    "scheduled",
    said("scheduled", "on_record", "NOR", source="Dahl"),
    text=of_its_own(1),
    **ON_THE_DAY,
)
OFF = told(
    "2031-06-04",
    "cancelled",
    said("cancelled", "statement", "CHL", source="the ministry", when="2031-06-03"),
    text=of_its_own(2),
)
OFF_AGAIN = told("2031-06-05", "cancelled", said("cancelled"), text=of_its_own(3))


def test_a_later_word_to_the_same_effect_is_support_and_not_against() -> None:
    ground = ground_of_axis(the_account(SET, OFF, OFF_AGAIN), "status")
    assert ground is not None
    assert sources(ground.claims) == ["reporter"]
    assert sources(ground.also) == ["the ministry"]
    assert sources(ground.against) == ["Dahl"]
    assert ground.rule == "later"


def test_since_rests_on_the_word_from_which_the_status_counts() -> None:
    account = the_account(SET, OFF, OFF_AGAIN)
    ground = ground_of_since(account)
    assert ground is not None
    assert account.standing.since == "2031-06-03"
    assert sources(ground.claims) == ["the ministry"]
    assert ground.against == ()


def test_another_day_for_the_same_status_is_against_since() -> None:
    other_day = told(
        "2031-06-05", "cancelled", said("cancelled", when="2031-06-02"), text=of_its_own(3)
    )
    ground = ground_of_since(the_account(SET, OFF, other_day))
    assert ground is not None
    assert sources(ground.against) == ["reporter"]


def test_what_nothing_contradicts_says_so() -> None:
    again = told("2031-06-03", "scheduled", said("scheduled"), text=of_its_own(4), **ON_THE_DAY)
    alone, borne_out = (ground_of_axis(the_account(*r), "status") for r in ([SET], [SET, again]))
    assert alone is not None
    assert borne_out is not None
    assert (alone.rule, borne_out.rule) == ("only", "unopposed")
    assert borne_out.against == ()


def test_a_word_that_was_not_taken_is_against_and_names_the_rule() -> None:
    may = told("2031-06-03", "mooted", said("mooted", "media"), text=of_its_own(4))
    ground = ground_of_axis(the_account(SET, may), "status")
    assert ground is not None
    assert [c.claim.status for c in ground.against] == ["mooted"]
    assert ground.rule == "vaguer_yields"


def test_a_copy_is_no_other_source() -> None:
    copies = [
        told("2031-06-04", "cancelled", said("cancelled"), text=of_its_own(5), outlet=outlet)
        for outlet in ("Wire", "Post", "Courier")
    ]
    ground = ground_of_axis(the_account(SET, *copies), "status")
    assert ground is not None
    assert (len(ground.claims), ground.also) == (1, ())
    assert sources(ground.against) == ["Dahl"]


DENIED_BY_CHILE = told(
    "2031-06-02",
    "denied",
    said("denied", "on_record", "CHL", stance="denies", source="Rojas"),
    text=of_its_own(4),
)


def test_a_dispute_has_the_other_partys_word_against_it() -> None:
    ground = ground_of_axis(the_account(SET, DENIED_BY_CHILE), "status")
    assert ground is not None
    assert (sources(ground.claims), sources(ground.against)) == (["Rojas"], ["Dahl"])


def test_who_asserts_again_what_is_disputed_has_the_denial_against_him() -> None:
    again = told(
        "2031-06-21",
        "held",
        said("held", "statement", "NOR", source="the ministry"),
        text=of_its_own(5),
        **ON_THE_DAY,
    )
    account = the_account(SET, DENIED_BY_CHILE, again)
    ground = ground_of_axis(account, "status")
    assert ground is not None
    assert account.standing.status == "disputed"
    assert (sources(ground.claims), ground.also) == (["the ministry"], ())
    assert sources(ground.against) == ["Rojas"]


def test_the_ministrys_word_that_others_repeated_is_against_the_unnamed_one() -> None:
    again = told("2031-06-02", "scheduled", said("scheduled"), text=of_its_own(4), **ON_THE_DAY)
    off = told("2031-06-03", "cancelled", said("cancelled", "anonymous"), text=of_its_own(6))
    ground = ground_of_axis(the_account(SET, again, off), "status")
    assert ground is not None
    assert sorted(sources(ground.against)) == ["Dahl", "reporter"]


def test_not_to_deny_is_no_support() -> None:
    silent = told(
        "2031-06-05",
        "cancelled",
        said("cancelled", "statement", "NOR", stance="does_not_deny"),
        text=of_its_own(3),
    )
    last = told("2031-06-06", "cancelled", said("cancelled"), text=of_its_own(4))
    ground = ground_of_axis(the_account(SET, OFF, silent, last), "status")
    assert ground is not None
    assert sources(ground.also) == ["the ministry"]


def test_what_a_claim_says_of_a_field() -> None:
    assert says(said("rescheduling"), "new_date") == "sought"
    assert says(said("scheduled"), "new_date") is None
    assert says(said("rescheduled"), "plan") == "scheduled"
    assert says(said("denied", stance="denies"), "plan") == "none"
    assert says(said("cancelled", stance="denies"), "status") == "not cancelled"
    assert says(said("scheduled", stance="denies", about="date"), "status") is None
    assert says(said("scheduled", stance="declines_comment"), "status") is None


@st.composite
def courses(draw: st.DrawFn) -> list[Reading]:
    """Some reports of one visit, of which some are copies."""
    return [
        reading(
            f"2031-06-{draw(st.integers(1, 6)):02d}",
            engagement(
                status := draw(st.sampled_from(sorted(PLAN_OF_STATUS))),
                said(
                    status,
                    draw(st.sampled_from(["on_record", "statement", "anonymous", "reporter"])),
                    draw(st.sampled_from(["NOR", "CHL", None])),
                    stance="denies" if status == "denied" else "asserts",
                    when=draw(st.sampled_from([None, "2031-06-01", "2031-06-05"])),
                ),
            ),
            text=of_its_own(draw(st.integers(1, 4))),
            name=str(n),
        )
        for n in range(draw(st.integers(1, 6)))
    ]


@given(courses())
@settings(max_examples=150, deadline=None)
def test_against_says_something_else_and_support_is_of_another_source(
    course: list[Reading],
) -> None:
    for account in stand(entries(*course)).accounts.values():
        standing, families = account.standing, account.families
        for axis in ("status", "plan", "new_date"):
            ground = ground_of_axis(account, axis)
            assert ground is not None
            value = getattr(standing, axis)
            assert all(says(c.claim, axis) not in (None, value) for c in ground.against)
            assert not {c.id for c in ground.against} & {c.id for c in (*ground.claims,)}
            own = {(families[c.report], says(c.claim, "status")) for c in ground.claims}
            others = [(families[c.report], says(c.claim, "status")) for c in ground.also]
            assert not own & set(others)
            assert len(others) == len(set(others))
        since = ground_of_since(account)
        assert since is not None
        whens = {c.claim.when for c in since.claims}
        days = {c.published.isoformat() for c in since.claims if c.published}
        assert standing.since in whens | days
        assert all(c.claim.when not in (None, standing.since) for c in since.against)

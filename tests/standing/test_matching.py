"""Who is who: pairs that are one engagement, and their near twins that are not."""

from __future__ import annotations

from typing import Any

import pytest
from made_up import engagement, entries, reading, said, told

from onrecord.standing.matching import SAME, UNSURE
from onrecord.standing.names import name_words
from onrecord.standing.standings import Standings
from onrecord.standing.state import stand
from onrecord.terms import Reading

DAHL = {"NOR": ["Ingrid Dahl"]}


def standings(*readings: Reading) -> Standings:
    return stand(entries(*readings))


def joined(*readings: Reading) -> bool:
    return len(standings(*readings)) == 1


def names(found: Standings) -> dict[str, float]:
    """Give the evidence on which the latest telling joined, by name."""
    (account,) = found.accounts.values()
    why = account.joined[-1]
    assert why is not None
    return {f.name: f.weight for f in why.features}


VISIT = told("2031-06-01", "scheduled", people=DAHL, place="Santiago", planned_start="2031-06-20")


def test_the_same_date_and_people_are_one() -> None:
    found = standings(
        VISIT, told("2031-06-04", "scheduled", people=DAHL, planned_start="2031-06-20")
    )
    assert {"prior", "kind", "sides", "date", "people", "story"} <= names(found).keys()


def test_the_visit_postponed_in_may_is_the_one_that_was_to_be_in_may() -> None:
    assert joined(
        told("2031-05-02", "postponed", people=DAHL, was_planned_start="2031-05-12"),
        told(
            "2031-06-30",
            "rescheduled",
            people={},
            planned_start="2031-08-03",
            was_planned_start="2031-05",
        ),
    )


def test_the_held_visit_of_march_is_not_the_cancelled_one_of_june() -> None:
    assert not joined(
        told("2031-03-21", "held", people=DAHL, planned_start="2031-03-20"),
        told("2031-06-10", "cancelled", people=DAHL, was_planned_start="2031-06-20"),
    )


def test_a_visit_planned_after_one_was_held_is_another() -> None:
    assert not joined(
        told("2031-03-21", "held", people=DAHL, planned_start="2031-03-20"),
        told("2031-03-25", "mooted", people=DAHL),
    )


def test_two_held_on_different_days_are_two_however_alike() -> None:
    assert not joined(
        told("2031-03-21", "held", people=DAHL, place="Santiago", planned_start="2031-03-20"),
        told("2031-03-27", "held", people=DAHL, place="Santiago", planned_start="2031-03-26"),
    )


def test_a_visit_held_before_it_was_put_off_is_another() -> None:
    assert not joined(
        told("2031-05-02", "postponed", people=DAHL),
        told("2031-05-03", "held", people=DAHL, planned_start="2031-04-10"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ingrid Dahl", "Ingrid Dahle"),
        ("Abbas Araghchi", "Abbas Araqchi"),
        ("Xi", "Xi Jinping"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("President Dahl", "Ingrid Dahl"),
        ("Badr al-Busaidi", "Badr Albusaidi"),
    ],
)
def test_a_name_is_known_again_in_another_spelling(one: str, other: str) -> None:
    found = standings(
        told("2031-06-01", "scheduled", people={"NOR": [one]}, planned_start="2031-06-20"),
        told("2031-06-04", "scheduled", people={"NOR": [other]}, planned_start="2031-06-20"),
    )
    assert names(found)["people"] > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ingrid Dahl", "Espen Lund"),
        ("Kim Jong Un", "Kim Yo Jong"),
        ("Ingrid Dahl", "Olav Dahl"),
    ],
)
def test_different_people_of_a_side_make_different_visits(one: str, other: str) -> None:
    assert not joined(
        told("2031-06-01", "scheduled", people={"NOR": [one]}),
        told("2031-06-04", "scheduled", people={"NOR": [other]}),
    )


def test_an_office_is_no_name() -> None:
    found = standings(
        told("2031-06-01", "scheduled", people={"NOR": ["the Secretary of State"]}),
        told("2031-06-02", "scheduled", people={"NOR": ["Treasury Secretary"]}, place="Oslo"),
    )
    assert len(found) == 2


def test_a_call_is_never_a_visit() -> None:
    assert not joined(VISIT, told("2031-06-20", "held", kind="call", planned_start="2031-06-20"))


def test_a_visit_to_us_is_not_a_visit_to_them() -> None:
    there = told("2031-06-01", "agreed", people=DAHL, place="Santiago")
    here = told("2031-06-02", "agreed", people=DAHL, place="Oslo")
    assert not joined(there, here)


def test_a_leg_is_related_to_its_journey_and_is_not_it() -> None:
    found = standings(
        told("2031-06-01", "scheduled", sides=("NOR", "CHL", "PER"), planned_start="2031-06-20"),
        told("2031-06-02", "scheduled", sides=("NOR", "CHL"), planned_start="2031-06-20"),
    )
    assert len(found) == 2
    assert [r.relation for r in found.related] == ["leg"]


def test_another_round_of_talks_is_related_and_is_not_the_same() -> None:
    rounds = [
        told(day, "held", kind="talks", people={}, topic="fisheries", planned_start=day)
        for day in ("2031-06-01", "2031-06-15")
    ]
    found = standings(*rounds)
    assert len(found) == 2
    assert [r.relation for r in found.related] == ["round"]


def test_a_process_and_its_round_are_two_in_one_report() -> None:
    both = reading(
        "2031-06-15",
        engagement("under_way", said("under_way", at=0), kind="talks", people={}),
        engagement(
            "scheduled",
            said("scheduled", at=20),
            kind="talks",
            people={},
            eid="e2",
            planned_start="2031-06-20",
        ),
    )
    before = told("2031-06-10", "scheduled", kind="talks", people={}, planned_start="2031-06-20")
    found = standings(before, both)
    assert sorted(len(s.members) for s in found) == [1, 2]
    whole = next(s for s in found if len(s.members) == 2)
    assert whole.planned_start == "2031-06-20"


def test_one_who_says_little_is_put_to_a_person() -> None:
    found = standings(
        told("2031-06-01", "scheduled", people={}, planned_start="2031-06-20"),
        told("2031-06-12", "mooted", people={}, salience="secondary"),
    )
    assert len(found) == 2
    (unsure,) = found.review
    assert UNSURE <= unsure.why.score < SAME
    assert 0.3 < unsure.probability < 0.7


def test_what_is_only_recalled_joins_on_its_date() -> None:
    held = told("2031-03-21", "held", people=DAHL, planned_start="2031-03-20")
    recalled = told(
        "2032-09-01", "held", people=DAHL, planned_start="2031-03-20", salience="background"
    )
    assert joined(held, recalled)


def test_what_is_only_recalled_without_a_date_does_not_join_from_afar() -> None:
    held = told("2031-03-21", "held", people=DAHL, planned_start="2031-03-20")
    assert not joined(held, told("2032-01-01", "held", people=DAHL, salience="background"))


def test_a_mediator_left_out_changes_nothing() -> None:
    assert joined(
        told(
            "2031-06-01",
            "scheduled",
            kind="talks",
            sides=("NOR", "CHL", "OMN"),
            people={},
            place="Muscat",
            planned_start="2031-06-20",
        ),
        told(
            "2031-06-20",
            "held",
            kind="talks",
            sides=("NOR", "CHL"),
            people={},
            place="Muscat",
            planned_start="2031-06-20",
        ),
    )


def test_summits_of_two_bodies_on_one_day_are_two() -> None:
    seven = told(
        "2031-06-01",
        "scheduled",
        kind="summit",
        sides=("G7", "USA", "JPN", "AUS"),
        people={},
        place="Hiroshima",
        planned_start="2031-06-20",
    )
    four = told(
        "2031-06-02",
        "scheduled",
        kind="summit",
        sides=("USA", "JPN", "AUS", "IND"),
        people={},
        place="Hiroshima",
        planned_start="2031-06",
    )
    assert not joined(seven, four)


def test_a_side_under_another_name_is_found_by_its_people() -> None:
    assert joined(
        told(
            "2031-06-01",
            "held",
            kind="meeting",
            sides=("African Union", "CIV"),
            people={"African Union": ["Raila Okello"], "CIV": ["Luc Kone"]},
            planned_start="2031-06-01",
        ),
        told(
            "2031-06-02",
            "held",
            kind="meeting",
            sides=("KEN", "Kone camp"),
            people={"KEN": ["Raila Okello"], "Kone camp": ["Luc Kone"]},
            planned_start="2031-06-01",
        ),
    )


@pytest.mark.parametrize(
    "office",
    [
        "Secretary of State",
        "Secretary of Treasury",
        "leader of Chile",
        "Chile's foreign minister",
        "special envoy for the talks",
    ],
)
def test_words_of_an_office_make_nobody_the_same_person(office: str) -> None:
    assert not set(name_words(office)) & {"of", "for", "state", "treasury", "chile", "chiles"}


def test_a_name_after_an_office_of_a_state_is_kept() -> None:
    assert name_words("the President of Chile Ana Rojas") == ("ana", "rojas")


def test_the_next_call_is_another_call() -> None:
    call = told("2031-06-01", "scheduled", kind="call", people=DAHL)
    assert joined(call, told("2031-06-02", "held", kind="call", people=DAHL))
    assert not joined(call, told("2031-06-15", "held", kind="call", people=DAHL))


def test_what_was_over_before_a_plan_was_told_of_is_not_that_plan() -> None:
    plan = told("2031-06-01", "mooted", people=DAHL, place="Santiago")
    assert not joined(
        plan, told("2031-06-02", "held", people=DAHL, place="Santiago", planned_start="2030-06-02")
    )


def test_two_who_meet_beside_a_gathering_are_not_the_gathering() -> None:
    four = ("NOR", "CHL", "PER", "ESP")
    beside = {"kind": "meeting", "place": "Lima", "planned_start": "2031-06-20"}
    assert not joined(
        told("2031-06-01", "scheduled", sides=four, **beside),
        told("2031-06-02", "scheduled", **beside),
    )
    # A summit is often named by two of those who come to it.
    summit = {**beside, "kind": "summit"}
    assert joined(
        told("2031-06-01", "scheduled", sides=four, **summit),
        told("2031-06-02", "scheduled", **summit),
    )


def test_who_is_only_listed_by_the_last_report_is_no_party() -> None:
    first = [
        told(f"2031-06-1{n}", "scheduled", kind="talks", planned_start="2031-06-20")
        for n in (7, 8, 9)
    ]
    three = ("NOR", "CHL", "PER")

    def sides(last: Reading) -> set[str]:
        (standing,) = standings(*first, last)
        return {p.side for p in standing.parties}

    held = {"sides": three, "kind": "talks", "planned_start": "2031-06-20"}
    assert sides(told("2031-06-20", "held", **held)) == {"NOR", "CHL"}
    sent = {"NOR": ["Ingrid Dahl"], "PER": ["Luz Vega"]}
    assert sides(told("2031-06-20", "held", people=sent, **held)) == set(three)


PANEL = ("NOR", "CHL", "CARICOM")


def test_two_who_met_before_an_organisation_were_once_called_a_summit() -> None:
    about: dict[str, Any] = {"people": {}, "place": "Kingstown"}
    assert joined(
        told("2031-06-01", "scheduled", kind="meeting", planned_start="2031-06-20", **about),
        told("2031-06-10", "scheduled", kind="summit", planned_start="2031-06-20", **about),
        told("2031-06-19", "scheduled", kind="meeting", sides=PANEL, **about),
    )


def test_a_summit_of_an_organisation_is_not_the_meeting_of_two() -> None:
    assert not joined(
        told("2031-06-01", "scheduled", kind="meeting", people={}),
        told("2031-06-03", "scheduled", kind="summit", sides=PANEL, people={}),
    )


TALKS = told("2031-06-01", "scheduled", kind="talks", people={}, planned_start="2031-06-14")


@pytest.mark.parametrize(("day", "one"), [("2031-06-25", True), ("2031-07-20", False)])
def test_talks_under_way_began_when_they_were_to_begin(day: str, *, one: bool) -> None:
    now = told(day, "under_way", kind="talks", people={}, planned_start=day)
    assert joined(TALKS, now) is one


def test_talks_under_way_since_a_known_day_are_broken_off() -> None:
    resumed = told("2031-06-30", "under_way", kind="talks", planned_start="2031-06-30")
    assert joined(resumed, told("2031-10-10", "suspended", kind="talks"))


def test_talks_held_are_not_those_broken_off_later() -> None:
    over = told("2031-06-30", "held", kind="talks", planned_start="2031-06-30")
    assert not joined(over, told("2031-10-10", "suspended", kind="talks"))

"""What claims come to once it is known of which engagement they are, and where that stands."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.reading.claims import Step, evidence
from onrecord.reading.claims_in_course import in_course
from onrecord.terms import Claim, Party, Stance, Status

OSLO, LIMA = Party("NOR", "Norway"), Party("PER", "Peru")
TEXT = (
    "A visit, first proposed in May, was put off on Friday. The ministry confirmed talks to "
    "reschedule the visit. The sides are working on a new date."
)


def step(status: Status, words: str, stance: Stance = "asserts", **more: Any) -> Step:
    start = TEXT.index(words)
    said = evidence(TEXT, start, start + len(words))
    act_and_naming: Any = (None, None)
    return (Claim(status, said, stance=stance, source="the ministry", **more), *act_and_naming)


def claims(*steps: Step, status: Status = "rescheduling") -> list[Claim]:
    return [claim for claim, _, _ in in_course(steps, status, (OSLO, LIMA))]


@pytest.mark.parametrize("stance", ["asserts", "confirms", "does_not_deny"])
def test_what_is_floated_after_it_fell_away_is_a_new_date(stance: Stance) -> None:
    told = claims(
        step("sought", "first proposed in May"),
        step("postponed", "was put off"),
        step("mooted", "talks to reschedule the visit", stance),
    )
    assert [c.status for c in told] == ["sought", "postponed", "rescheduling"]


def test_what_is_denied_stays_what_it_is() -> None:
    told = claims(step("postponed", "was put off"), step("mooted", "talks to", "denies"))
    assert [c.status for c in told] == ["postponed", "mooted"]


def test_of_what_is_put_off_alone_nothing_is_a_new_date() -> None:
    told = claims(step("postponed", "was put off"), step("mooted", "talks to"), status="postponed")
    assert [c.status for c in told] == ["postponed", "mooted"]


def test_a_search_for_a_new_date_puts_nothing_off() -> None:
    told = claims(
        step("postponed", "talks to reschedule the visit"),
        step("rescheduling", "to reschedule the visit"),
    )
    assert [c.status for c in told] == ["rescheduling"]


def test_what_has_words_of_its_own_is_put_off() -> None:
    told = claims(
        step("postponed", "was put off on Friday"),
        step("postponed", "talks to reschedule the visit", "confirms"),
        step("rescheduling", "to reschedule the visit"),
    )
    assert [c.status for c in told] == ["postponed", "postponed", "rescheduling"]


def test_the_sides_are_those_of_the_engagement() -> None:
    both = step("rescheduling", "The sides are working on a new date", by="NOR; Hamas")
    one = step("rescheduling", "talks to reschedule the visit", by="PER")
    assert [c.by for c in claims(both, one)] == ["NOR; PER", "PER"]

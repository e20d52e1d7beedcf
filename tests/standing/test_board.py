"""The board: what it shows, in which order, and what changed."""

from __future__ import annotations

import datetime as dt

import pytest
from made_up import START, engagement, entries, reading, said, told

from onrecord.errors import BadArgumentError
from onrecord.standing.board import Filter, board, changes
from onrecord.standing.state import stand
from onrecord.terms import Standing

VISIT = told("2031-06-01", "scheduled", place="Santiago", planned_start="2031-06-20")
TALKS = told(
    "2031-06-02",
    "postponed",
    said("postponed", when="2031-05-30"),
    sides=("PER", "FJI"),
    people={"PER": ["Ana Quispe"]},
    kind="talks",
    topic="tuna quotas",
    was_planned_start="2031-07",
)
CALL = told("2031-06-03", "held", sides=("NOR", "FJI"), kind="call")
WHOLE = entries(VISIT, TALKS, CALL)
ALL = tuple(stand(WHOLE))


def kinds(chosen: Filter | None = None, **more: object) -> list[str]:
    return [s.kind for s in board(ALL, chosen, **more)]  # type: ignore[arg-type]


def test_the_last_change_comes_first() -> None:
    assert kinds() == ["call", "talks", "visit"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("date", ["visit", "call", "talks"]),
        ("since", ["call", "visit", "talks"]),
        ("sides", ["visit", "call", "talks"]),
    ],
)
def test_other_orders(order: str, expected: list[str]) -> None:
    found = kinds(order=order)
    if order == "date":
        assert found[0] == "visit"
        assert sorted(found) == sorted(expected)
    else:
        assert found == expected


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(BadArgumentError, match="size"):
        kinds(order="size")


def test_limit() -> None:
    assert kinds(limit=1) == ["call"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(sides=("NOR",)), ["call", "visit"]),
        (Filter(sides=("NOR", "FJI")), ["call"]),
        (Filter(statuses=("postponed", "held")), ["call", "talks"]),
        (Filter(first=dt.date(2031, 6, 20), last=dt.date(2031, 6, 20)), ["visit"]),
        (Filter(first=dt.date(2031, 6, 21)), ["talks"]),
        (Filter(last=dt.date(2031, 6, 1)), []),
        (Filter(contested=True), []),
        (Filter(contested=False), ["call", "talks", "visit"]),
        (Filter(words="quispe TUNA"), ["talks"]),
        (Filter(changed_since=START + dt.timedelta(hours=2)), ["call"]),
    ],
)
def test_filters(chosen: Filter, expected: list[str]) -> None:
    assert kinds(chosen) == expected


def test_a_moment_without_a_timezone_is_refused() -> None:
    with pytest.raises(BadArgumentError, match="timezone"):
        kinds(Filter(changed_since=dt.datetime(2031, 6, 1)))  # noqa: DTZ001


def test_changes_are_what_stands_otherwise_and_what_is_new() -> None:
    called_off = told("2031-06-05", "cancelled", was_planned_start="2031-06-20")
    again = told(
        "2031-06-05",
        "postponed",
        sides=("PER", "FJI"),
        kind="talks",
        name="again",
        people={"PER": ["Ana Quispe"]},
        topic="tuna quotas",
        was_planned_start="2031-07",
    )
    mooted = told("2031-06-06", "mooted", sides=("CHL", "FJI"), people={})
    after = tuple(stand(entries(VISIT, TALKS, CALL, called_off, again, mooted)))
    found = changes(ALL, after)
    assert [(c.standing.status, c.before.status if c.before else None) for c in found] == [
        ("cancelled", "scheduled"),
        ("mooted", None),
    ]


def test_nothing_changes_between_a_moment_and_itself() -> None:
    same: tuple[Standing, ...] = tuple(stand(WHOLE))
    assert changes(ALL, same) == ()


def test_of_what_one_report_changed_its_main_subject_comes_first() -> None:
    aside = engagement("held", sides=("PER", "ESP"), eid="e1", salience="background", people={})
    also = engagement("agreed", sides=("PER", "NOR"), eid="e2", salience="secondary", people={})
    main = engagement("cancelled", sides=("PER", "CHL"), eid="e3", people={})
    found = stand(entries(reading("2031-06-01", aside, also, main)))
    assert [s.status for s in board(found)] == ["cancelled", "agreed", "held"]

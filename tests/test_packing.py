"""Values packed and unpacked: the same again, and no guessing at types that are not known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from hypothesis import given, settings

from drawn_readings import readings
from onrecord.packing import packing_of
from onrecord.standing.tellings import Telling, tellings_of
from onrecord.terms import Reading

NOW = dt.datetime(2031, 6, 1, 12, 30, 0, 5, tzinfo=dt.UTC)


class Place(NamedTuple):
    day: int
    name: str


@dataclass(frozen=True)
class Box:
    places: tuple[Place, ...]
    day: dt.date | None
    seen: frozenset[tuple[str, int]]
    at: dt.datetime = NOW
    share: float = 0.1


def test_what_is_packed_comes_back() -> None:
    packing = packing_of(Box)
    for box in (
        Box(
            (Place(3, "Oslo"), Place(-1, "")), dt.date(2031, 6, 1), frozenset({("b", 2), ("a", 1)})
        ),
        Box((), None, frozenset()),
    ):
        text = packing.dumps(box)
        assert packing.loads(text) == box
        assert packing.dumps(packing.loads(text)) == text


@given(readings())
@settings(max_examples=40, deadline=None)
def test_tellings_of_any_reading_come_back(reading: Reading) -> None:
    packing = packing_of(Telling)
    for telling in tellings_of(reading, NOW):
        assert packing.loads(packing.dumps(telling)) == telling


@pytest.mark.parametrize("kind", [object, dict[str, int], int | str, set[int], bytes])
def test_a_type_that_is_not_known_is_refused(kind: object) -> None:
    with pytest.raises(TypeError, match="cannot be packed"):
        packing_of(kind)


@pytest.mark.parametrize("text", ["[]", "[[],null,[]]", "{", '["x",null,[],"no time",1]'])
def test_what_is_not_of_the_type_is_refused(text: str) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        packing_of(Box).loads(text)

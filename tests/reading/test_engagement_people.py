"""Of two of one side the much less likely one is only spoken of."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.reading.engagement_people import people_by_side
from onrecord.reading.engagement_view import Actor
from onrecord.reading.marks import ActorMention


def actor(name: str, side: str, office: str | None = None) -> Actor:
    entity = f"person:{name}"
    mention = ActorMention(0, 1, name, "person", entity, name=name, office=office, side=side)
    return Actor(0, 0, "person", side, entity, mention, as_place=False)


def there(
    chances: dict[str, float], going: frozenset[str] = frozenset(), office: str | None = None
) -> set[str]:
    actors = [actor("Ute Brandt", "DEU"), *(actor(name, "POL", office) for name in chances)]
    rows = np.array([[0.9, p] for p in (0.9, *chances.values())], dtype=np.float32)
    found = people_by_side(actors, rows, ["DEU", "POL"], going)
    return {person.name for person in found.get("POL", ())}


def test_the_much_less_likely_one_does_not_take_part() -> None:
    assert there({"Adam Lis": 0.9, "Jan Kos": 0.5}) == {"Adam Lis"}


@pytest.mark.parametrize(
    ("chances", "going"),
    [
        ({"Adam Lis": 0.9, "Jan Kos": 0.7}, frozenset()),
        ({"Adam Lis": 0.4}, frozenset()),
        ({"Adam Lis": 0.9, "Jan Kos": 0.5}, frozenset({"DEU"})),
        ({"Adam Lis": 0.9, "Jan Kos": 0.5, "Ewa Mak": 0.5, "Leon Rak": 0.4}, frozenset()),
    ],
    ids=["as likely", "alone of his side", "received by several", "a delegation"],
)
def test_others_stay(chances: dict[str, float], going: frozenset[str]) -> None:
    assert there(chances, going) == set(chances)


def test_of_those_who_travel_one_may_only_be_spoken_of() -> None:
    assert there({"Adam Lis": 0.9, "Jan Kos": 0.5}, frozenset({"POL"})) == {"Adam Lis"}


@pytest.mark.parametrize("office", ["press secretary", "chief spokesman", "press officer"])
def test_whoever_speaks_for_the_press_does_not_take_part(office: str) -> None:
    assert there({"Adam Lis": 0.9}, office=office) == set()
    assert there({"Adam Lis": 0.9}, office=f"{office} and adviser") == {"Adam Lis"}

"""A caption shows one engagement at most, in the background."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import pytest

from onrecord.reading.acts import Act
from onrecord.reading.encounters import Encounter
from onrecord.reading.engagement_captions import in_captions_alone, one_for_each_caption
from onrecord.reading.engagement_groups import FOUND_BY_MODEL
from onrecord.reading.engagement_judging import Judged
from onrecord.reading.grouping import Group, Sighting
from onrecord.terms import Furniture, Party, Report, Status

_CAPTION = Furniture("caption", 100, 200)
_REPORT = Report("r", "x" * 400, furniture=(_CAPTION,))
_PICTURE = "act.caption.together"


@dataclass(frozen=True)
class _Judged:
    """As much of `Judged` as captions are weighed by."""

    group: Group
    status: Status = "held"
    parties: tuple[Party, ...] = (Party("KEN", "Kenya"), Party("POL", "Poland"))
    none: float = 0.1

    @property
    def chances(self) -> dict[str, float]:
        return {"none": self.none}


def group(*starts: int, rule: str = "act.verb.meeting") -> Group:
    found = Group()
    for start in starts:
        encounter = Encounter(0, "meeting", "met", "met", verbal=True, start=start, end=start + 3)
        found.add(Sighting(encounter, (Act("held", rule, 0, 0, start, start + 3),), 0))
    return found


def stay(
    *judged: _Judged, pictured: bool = True, day: str | None = None
) -> tuple[list[_Judged], int]:
    pictures = [group(100, rule=_PICTURE)] if pictured else []
    kept, shown = one_for_each_caption(
        _REPORT, cast("list[Judged]", list(judged)), pictures, lambda _: day
    )
    return cast("list[_Judged]", kept), len(shown)


def test_what_the_rules_read_in_a_caption_stands_for_the_picture() -> None:
    one = _Judged(group(120))
    assert stay(one) == ([one], 0)


@pytest.mark.parametrize(
    "weak",
    [
        _Judged(group(120, rule=FOUND_BY_MODEL)),
        _Judged(group(120), status="scheduled"),
        _Judged(group(120), parties=(Party("KEN", "Kenya"),)),
    ],
)
def test_the_picture_says_more_than_a_bare_word(weak: _Judged) -> None:
    assert stay(weak) == ([], 1)
    assert stay(weak, pictured=False) == ([weak], 0)


def test_of_two_in_one_caption_the_likelier_stays() -> None:
    likely, less = _Judged(group(120), none=0.05), _Judged(group(150), none=0.2)
    assert stay(less, likely, pictured=False) == ([likely], 0)


def test_what_the_prose_tells_stays_and_takes_the_picture_in_when_held() -> None:
    told = _Judged(group(120, 300))
    assert stay(told) == ([told], 0)
    assert stay(told, day="2024-05-14") == ([told], 1)  # the picture is of another day
    planned = replace(told, status="scheduled")
    assert stay(planned) == ([planned], 1)
    elsewhere = _Judged(group(300))
    assert stay(elsewhere) == ([elsewhere], 1)


def test_captions_alone() -> None:
    assert in_captions_alone(_REPORT, group(120, 150))
    assert not in_captions_alone(_REPORT, group(120, 300))
    assert not in_captions_alone(Report("r", "x" * 400), group(120))

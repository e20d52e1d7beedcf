"""A plan and what fell away from its day are one; a plan with a side of its own stands."""

from __future__ import annotations

from engagement_tools import seen_and_view
from spacy.language import Language

from onrecord.reading.assembly import Weighed
from onrecord.reading.engagement_plans import with_fallen_plans
from onrecord.reading.grouping import Group, Sighting
from onrecord.terms import Party, Status

TEXT = (
    "The Polish president put off his visit to Kenya and Uganda. He was to visit Kenya on 28 May."
    " He will meet Chad's prime minister on 28 May."
)


def weighed(
    sighting: Sighting, status: Status, stands: str | None, fell: str | None, *sides: str
) -> Weighed:
    group = Group()
    group.add(sighting)
    parties = tuple(Party(side, side) for side in sides)
    main = "main" if fell else "secondary"
    return Weighed(group, (), status, main, parties=parties, dates=(stands, None, fell, None))


def namings(nlp: Language) -> tuple[Sighting, Sighting, Sighting]:
    first, second, third = seen_and_view(nlp, TEXT)[0].sightings
    return first, second, third


def test_the_plan_that_fell_is_no_second_engagement(nlp: Language) -> None:
    trip, plan, _ = namings(nlp)
    fallen = weighed(trip, "postponed", None, "2024-05-28", "POL", "KEN", "UGA")
    (one,) = with_fallen_plans(
        [fallen, weighed(plan, "scheduled", "2024-05-28", None, "POL", "KEN")]
    )
    assert (one.status, one.salience, one.parties) == ("postponed", "main", fallen.parties)
    assert [s.encounter.start for s in one.group.sightings] == [
        trip.encounter.start, plan.encounter.start
    ]  # fmt: skip


def test_a_plan_of_another_day_or_another_side_stands(nlp: Language) -> None:
    trip, plan, other = namings(nlp)
    fallen = weighed(trip, "cancelled", None, "2024-05-28", "POL", "KEN", "UGA")
    later = weighed(plan, "scheduled", "2024-06-02", None, "POL", "KEN")
    receives = weighed(other, "scheduled", "2024-05-28", None, "POL", "TCD")
    assert with_fallen_plans([fallen, later, receives]) == [fallen, later, receives]


def test_a_visit_that_took_place_that_day_stands(nlp: Language) -> None:
    trip, plan, _ = namings(nlp)
    fallen = weighed(trip, "cancelled", None, "2024-05-28", "POL", "KEN")
    held = weighed(plan, "held", "2024-05-28", None, "POL", "KEN")
    assert with_fallen_plans([fallen, held]) == [fallen, held]

"""Which namings of an encounter in one report are the same engagement.

Namings are taken in text order; each joins the best group that nothing speaks against (other
sides, other people, another date, already held) or starts a group of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.reading.acts import Act
from onrecord.reading.context import Context
from onrecord.reading.encounters import Encounter
from onrecord.reading.marks import ActorMention, ResolvedDate
from onrecord.terms import Kind

_TRAVEL = frozenset({"visit", "delegation"})
_TALKING = frozenset({"meeting", "talks", "summit", "other"})
_MEDIATING = frozenset({"sought", "mooted"})
_PUT_OFF = frozenset({"cancelled", "postponed", "rescheduling", "rescheduled"})
_FUTURE = frozenset(
    {
        "scheduled",
        "sought",
        "agreed",
        "mooted",
        "rescheduled",
        "rescheduling",
        "postponed",
        "cancelled",
        "refused",
    }
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One naming of an encounter with what is said to happen to it.

    `dates` are those that hang on the encounter itself, `step_dates` those of the step.
    `sentence` counts from 0; `caption` marks a naming in a caption or other furniture.
    """

    encounter: Encounter
    acts: tuple[Act, ...]
    sentence: int
    dates: tuple[ResolvedDate, ...] = ()
    step_dates: tuple[ResolvedDate, ...] = ()
    caption: bool = False
    title: bool = False
    recalled: bool = False

    @property
    def main(self) -> Act:
        """The act that says most about the encounter here."""
        return max(self.acts, key=lambda a: a.strength)


@dataclass(slots=True)
class Group:
    """The namings taken to be one engagement, while a report is being assembled."""

    sightings: list[Sighting] = field(default_factory=list)
    sides: dict[str, None] = field(default_factory=dict)
    people: dict[str, ActorMention] = field(default_factory=dict)
    place: str | None = None

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of its namings, in text order."""
        return tuple(s.encounter.kind for s in self.sightings)

    def add(self, sighting: Sighting) -> None:
        """Take a naming in, with the sides and people that hang on it."""
        self.sightings.append(sighting)
        for side in sides_of(sighting):
            self.sides.setdefault(side)
        for actor in people_of(sighting):
            self.people.setdefault(actor.entity, actor)
        encounter = sighting.encounter
        where = encounter.host or encounter.venue
        if where is not None and (
            self.place is None or (encounter.host is not None and len(self.sightings) == 1)
        ):
            self.place = self.place or where.text


def participants(sighting: Sighting) -> tuple[ActorMention, ...]:
    """Give the actors who take part: those on the encounter, and who takes a step about it.

    Somebody who only urges or proposes ("the UN called for talks between A and B") takes part
    only when the encounter itself names no counterpart.
    """
    actors = list(sighting.encounter.actors)
    sides = {a.side for a in actors if a.side}
    for act in sighting.acts:
        if act.status in _MEDIATING and len(sides) > 1:
            continue
        if (
            act.strength >= 2
            and not act.rule.startswith("act.circumstance")
            and act.stance != "denies"
        ):
            actors += [a for a in act.by if a not in actors and not _stood_for(a, sighting, act)]
    return tuple(actors)


def _stood_for(actor: ActorMention, sighting: Sighting, act: Act) -> bool:
    """Whether an actor is only guessed behind "the sides" of an engagement named before.

    "The sides are working on a date for the meeting": the meeting's parties are known from its
    first naming, and the two sides last named in the text may be others.
    """
    return sighting.encounter.definite and not act.start <= actor.start < act.end


def sides_of(sighting: Sighting) -> tuple[str, ...]:
    """Give the sides of a naming in text order, the visited state included."""
    found = [a.side for a in participants(sighting) if a.side and not a.as_place]
    found += [a.side for a in sighting.encounter.actors if a.side and a.as_place]
    host = sighting.encounter.host
    if host is not None and host.side:
        found.append(host.side)
    return tuple(dict.fromkeys(found))


def people_of(sighting: Sighting) -> tuple[ActorMention, ...]:
    """Give the named people of a naming."""
    return tuple(a for a in participants(sighting) if a.kind == "person" and a.name)


def group_sightings(
    sightings: Sequence[Sighting], context: Context
) -> tuple[list[Group], list[Sighting]]:
    """Group namings into engagements; the second value holds those that found no parties.

    A group may begin with one side or none; what it lacks is filled from later namings, and at
    the end from the sentence and the report around it.
    """
    groups: list[Group] = []
    for sighting in sightings:
        best, best_score = None, 0.0
        for group in groups:
            score = fit(group, sighting)
            if score > best_score:
                best, best_score = group, score
        if best is None:
            best = Group()
            groups.append(best)
        best.add(sighting)
    kept: list[Group] = []
    stray: list[Sighting] = []
    for group in groups:
        complete(group, context)
        if stands(group):
            kept.append(group)
        else:
            stray += group.sightings
    return kept, stray


def complete(group: Group, context: Context) -> None:
    """Give a group that names fewer than two sides the one its surroundings name.

    Nearest first: a side in the sentence of a naming that says something of the engagement, then
    the weightiest side of the report. A bare mention ("after talks") is not filled in.
    """
    said = [s for s in group.sightings if s.main.strength >= 2 or s.title]
    if len(group.sightings) >= 3:
        said = group.sightings
    if len(group.sides) >= 2 or not said or _multilateral(group):
        return
    for sighting in said:
        for side in context.near.get(sighting.sentence, ()):
            if len(group.sides) < 2:
                group.sides.setdefault(side)
    named = bool(group.sides)
    for side in context.sides:
        if len(group.sides) < 2 and named and context.weights[side] >= 2:
            group.sides.setdefault(side)


def _multilateral(group: Group) -> bool:
    return any(
        a.kind == "organisation"
        for s in group.sightings
        if s.encounter.kind in ("summit", "meeting", "talks") and not s.encounter.verbal
        for a in s.encounter.actors
    )


def stands(group: Group) -> bool:
    """Whether a group shows an encounter between parties.

    Two sides are needed, or an organisation's own meeting. "The president met his cabinet" has one.
    """
    return len(group.sides) >= 2 or (bool(group.sides) and _multilateral(group))


def fit(group: Group, sighting: Sighting) -> float:
    """Score how well a naming fits a group; 0 or less when something speaks against it."""
    encounter = sighting.encounter
    sides, people = set(sides_of(sighting)), people_of(sighting)
    known = set(group.sides)
    kind = _kind_fit(group, encounter.kind)
    if (
        kind <= 0
        or _dates_clash(group, sighting)
        or _people_clash(group, sighting)
        or _states_clash(group, sighting)
    ):
        return 0.0
    last = group.sightings[-1].sentence
    near = 1.0 / (1 + sighting.sentence - last)
    if not sides:
        if encounter.weak and not encounter.definite and sighting.sentence - last > 1:
            return 0.0
        return kind + near if encounter.definite or not encounter.verbal else 0.0
    shared = sides & known
    if not shared:
        return kind + near if _fills(group, sighting, known) else 0.0
    if (sides - known) and (known - sides):
        return 0.0
    overlap = len(shared) / max(len(sides | known), 1)
    same_people = sum(1 for p in people if p.entity in group.people)
    definite = 0.5 if encounter.definite else 0.0
    one_sided = len(sides) == 1 and not same_people and not encounter.definite
    if one_sided and kind < 1.0 and not _both_off(group, sighting):
        return 0.0
    return kind + 2 * overlap + same_people + definite + near


def _fills(group: Group, sighting: Sighting, known: set[str]) -> bool:
    """Whether a naming brings just what a group lacks: the visitor of a host, or the host.

    "India trip", then "the PM's visit"; but not "the trip to France" after "the trip to India".
    """
    if not known:
        return sighting.encounter.definite or len(group.sightings) == 1
    if sighting.encounter.kind not in _TRAVEL or not set(group.kinds) & _TRAVEL or len(known) > 1:
        return False
    hosted = any(s.encounter.host is not None for s in group.sightings)
    return hosted != (sighting.encounter.host is not None) and (
        sighting.encounter.definite or hosted
    )


def _both_off(group: Group, sighting: Sighting) -> bool:
    """Whether group and naming both tell of something put off: a report seldom tells of two."""
    here = {a.status for a in sighting.acts}
    there = {a.status for s in group.sightings for a in s.acts}
    return bool(here & _PUT_OFF) and bool(there & _PUT_OFF)


def _kind_fit(group: Group, kind: Kind) -> float:
    kinds = set(group.kinds)
    if kind in kinds:
        return 1.0
    if kind == "call" or kinds == {"call"}:
        return 0.4 if kind == "talks" or "talks" in kinds else 0.0
    if kind in _TRAVEL and kinds & _TRAVEL:
        return 1.0
    if kind in _TALKING and kinds & _TALKING:
        return 0.8 if {kind, *kinds} & {"other"} == set() else 0.3
    return 0.5


def _people_clash(group: Group, sighting: Sighting) -> bool:
    """Say whether a side sends other people here than in the group (ministers, not presidents).

    Only who takes part counts, not who takes a step about it; and when both are put off and the
    naming points back, it is the same: "the premier called the trip off … a new date for the
    meeting with his two aides".
    """
    if sighting.encounter.definite and _both_off(group, sighting):
        return False
    here = _attending(sighting)
    there = [p for s in group.sightings for p in _attending(s)]
    for side in {p.side for p in here if p.side}:
        mine = {p.entity for p in here if p.side == side}
        theirs = {p.entity for p in there if p.side == side}
        if mine and theirs and not mine & theirs:
            return True
    return False


def _attending(sighting: Sighting) -> list[ActorMention]:
    """Give the people on the encounter itself; "his aides' trip" is not his."""
    return [a for a in sighting.encounter.actors if a.kind == "person" and a.name and not a.pronoun]


def _dates_clash(group: Group, sighting: Sighting) -> bool:
    mine = _months_of(sighting)
    theirs = {start for other in group.sightings for start in _months_of(other)}
    if not mine or not theirs:
        return False
    if any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs):
        return False
    moved = {"postponed", "rescheduled", "rescheduling", "cancelled"}
    acts = {a.status for s in (*group.sightings, sighting) for a in s.acts}
    return not acts & moved and min(abs(_months(a) - _months(b)) for a in mine for b in theirs) >= 1


def _months_of(sighting: Sighting) -> set[str]:
    """Give the dates of a naming that name a month at least; guessed ones do not count."""
    return {
        d.start[:10] for d in sighting.dates if d.tie != "near" and d.start and len(d.start) >= 7
    }


def _months(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7])


def _states_clash(group: Group, sighting: Sighting) -> bool:
    """Say whether one is over and the other still to come, with no act that could join them.

    "They last met in May; they will meet again in June" are two. A definite naming of the same
    kind ("the visit was called off") is the same engagement in a new state.
    """
    main = sighting.main
    if main.strength < 2:
        return False
    same_kind = sighting.encounter.kind in group.kinds
    if sighting.encounter.definite and same_kind:
        return False
    settled = [s.main.status for s in group.sightings if s.main.strength >= 2]
    if not settled:
        return False
    if main.status == "held" and all(s in _FUTURE for s in settled):
        return True
    return main.status in _FUTURE and all(s == "held" for s in settled)

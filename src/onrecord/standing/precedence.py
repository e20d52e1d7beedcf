"""Whose word stands: the rules by which one telling's word yields to another's.

Each rule is a small pure function with an example, and a counter-example where it stops.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from onrecord.terms import Claim, Footing, Plan

Rule = Literal[
    "only",
    "later",
    "same_day_stronger",
    "same_day_further",
    "either_side_calls_off",
    "takes_two_to_agree",
    "vaguer_yields",
    "fulfilled",
    "retold",
    "recalled",
    "media_against_party",
    "outsider_denies",
    "unopposed",
    "ruling",
]
"""Why a word stands or does not; see `RULE_TEXT` for each in a sentence."""

RULE_TEXT: dict[Rule, str] = {
    "only": "nothing else was said before it",
    "later": "a later word beats an earlier one",
    "same_day_stronger": "among words of one day the stronger footing stands",
    "same_day_further": "of equal words of one day the one that presupposes the other stands",
    "either_side_calls_off": "either side alone can call off or refuse",
    "takes_two_to_agree": "it takes both sides to put on again what one side called off",
    "vaguer_yields": "a vaguer word on a weaker footing does not undo a firm one",
    "fulfilled": "what was held is not undone by an earlier plan for it",
    "retold": "a state already superseded is retold, dated before what superseded it",
    "recalled": "a state recalled for context does not turn the clock back",
    "media_against_party": "media that name no origin do not outweigh a party's denial",
    "outsider_denies": "only a party's denial outweighs a party's own word",
    "unopposed": "what was said later says the same",
    "ruling": "a person's ruling outranks every reading",
}

STRENGTH: dict[Footing, int] = {
    "on_record": 5,
    "statement": 4,
    "reporter": 3,
    "anonymous": 2,
    "media": 1,
}
"""How strong a footing is. A named person's word is strongest. A report's own voice stands below
an institution's word but above an unnamed one's: the outlet vouches for it with its name, which
an anonymous official does not. An outlet that passes on another's word without an origin
vouches for nothing."""

ON: frozenset[Plan] = frozenset({"mooted", "sought", "intended", "agreed", "scheduled"})
"""Plans that say it is to be."""
DONE: frozenset[Plan] = frozenset({"under_way", "held"})
"""Plans that say it is or was."""
OFF: frozenset[Plan] = frozenset({"postponed", "cancelled", "suspended", "none"})
"""Plans that say it is not to be, for now or for good. "none" is a refusal or a denial."""

_FIRMNESS: dict[Plan, int] = {
    "none": 0,
    "mooted": 1,
    "sought": 2,
    "intended": 2,
    "agreed": 3,
    "scheduled": 4,
    "suspended": 5,
    "postponed": 5,
    "cancelled": 6,
    "under_way": 7,
    "held": 8,
}
"""How far along a state is: a higher one presupposes lower ones (a visit that was called off had
been set)."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a word weighs: its plan, footing, and the sides whose word it is.

    `speakers` are sides, and `REPORTER` for the report's own voice. `parties` are the sides of
    the engagement. `day` is the ordinal of the day it speaks of.
    """

    plan: Plan
    footing: Footing
    speakers: frozenset[str]
    parties: frozenset[str]
    day: int
    ruled: bool = False

    @property
    def calls_off(self) -> bool:
        """Whether a party itself, by name or institution, says that it is off."""
        return (
            self.plan in OFF
            and self.footing in ("on_record", "statement")
            and bool(self.speakers & self.parties)
        )

    @property
    def one_sided(self) -> bool:
        """Whether it says "on" on the word of one party alone."""
        return (
            self.plan in ON
            and len(self.speakers & self.parties) == 1
            and not (self.speakers - self.parties)
        )


def same_day_order(weight: Weight) -> tuple[bool, bool, bool, int, int]:
    """Order words of one day, weakest first, so that the one that stands comes last.

    A ruling outranks all. What took place outranks any plan for it ("will meet today" on record in
    the morning, "they met" in a report's own voice at night). A party's own calling-off outranks
    "it is on" whoever says so. Then footing, then how far along the state is.
    """
    return (
        weight.ruled,
        weight.plan in DONE,
        weight.calls_off,
        STRENGTH[weight.footing],
        _FIRMNESS[weight.plan],
    )


def rule_of_same_day(winner: Weight, loser: Weight) -> Rule:
    """Name the rule by which `winner` comes after `loser` in `same_day_order`."""
    if winner.ruled != loser.ruled:
        return "ruling"
    if (winner.plan in DONE) != (loser.plan in DONE):
        return "fulfilled"
    if winner.calls_off != loser.calls_off:
        return "either_side_calls_off"
    if STRENGTH[winner.footing] != STRENGTH[loser.footing]:
        return "same_day_stronger"
    return "same_day_further"


def yields(new: Weight, standing: Weight, called_off_by: frozenset[str]) -> Rule | None:
    """Name the rule by which a later word does not move what stands, or None when it does.

    `called_off_by` are the parties on whose word it is off. The rules are tried in order; a
    ruling never yields.
    """
    if new.ruled:
        return None
    if standing.plan == "held" and new.plan in ON:
        return "fulfilled"
    if standing.plan == "under_way" and new.plan in ON and new.day == standing.day:
        return "fulfilled"
    if new.one_sided and called_off_by and not new.speakers & called_off_by:
        # Asking for a new date is not agreeing to one: it changes what is sought, not that it
        # is off, and is told as such (plan off, new date sought).
        return "takes_two_to_agree"
    if _vaguer(new, standing):
        return "vaguer_yields"
    return None


def contradicts(one: Plan, other: Plan) -> bool:
    """Whether two states cannot both be so: one says on or done, the other off.

    Counter-example: scheduled and held do not contradict; the one became the other.
    """
    return (one in OFF) != (other in OFF)


def contests(new: Weight, standing: Weight) -> bool:
    """Whether a later word that contradicts what stands makes it contested, not just changed.

    It does when the new word is an unnamed official's or nobody's, and what stood was said by name
    or by an institution: it may be so, but it has not been owned. A report's own voice that
    tells a later change is news, not a contradiction. What a person ruled is contested by
    whatever contradicts it later.
    """
    if not contradicts(new.plan, standing.plan):
        return False
    if standing.ruled:
        return True
    unowned = new.footing in ("anonymous", "media")
    return unowned and owned(standing)


def owned(weight: Weight) -> bool:
    """Whether somebody stands behind a word by name, or an institution does."""
    return STRENGTH[weight.footing] >= STRENGTH["statement"]


def strongest(claims: Iterable[Claim]) -> Footing | None:
    """Give the strongest footing among claims, or None when there are none."""
    return max((c.footing for c in claims), key=STRENGTH.__getitem__, default=None)


def _vaguer(new: Weight, standing: Weight) -> bool:
    """Whether the new word is only less definite, and not on a better footing.

    "May meet", of unnamed officials, after a minister set a date, takes nothing back; a minister's
    own "may" does. "Agreed to meet" never undoes a date, whoever says it: it is true of both.
    """
    if standing.plan not in ("agreed", "scheduled") or new.plan not in ON:
        return False
    if standing.plan == "scheduled" and new.plan == "agreed":
        return True
    return (
        _FIRMNESS[new.plan] < _FIRMNESS[standing.plan]
        and STRENGTH[new.footing] < STRENGTH[standing.footing]
    )

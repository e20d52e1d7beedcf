"""What the stages of reading hand to one another: marked stretches of the text, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.terms import Span

ActorKind = Literal["person", "state", "organisation", "group", "official", "collective"]
Direction = Literal["forward", "backward", "either"]
DateTie = Literal["own", "near", "left"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A stretch of text that names somebody who could be a party or a source.

    `entity` joins the mentions of one actor within the report (all of "Defense Minister Jan
    Nowak", "Nowak", "he" share one). `name` is the fullest name the report gives (a person's
    full name; a state's or organisation's usual name). `office` is a person's office as in the
    text. `side` is ISO 3166 alpha-3 or an organisation's short name, None when the text and the
    tables do not say. `official` marks an unnamed person ("a US official"); `collective` stands
    for several actors ("the two leaders", "both sides"), whose entities are in `members`.
    `as_place` is true when the mention is used as a place rather than an actor ("in Washington",
    "a trip to Beijing"). `pronoun` is true for he, she, they, his, their.
    `guessed` is true when neither the text nor the tables say the side, only what stands near.
    """

    start: int
    end: int
    text: str
    kind: ActorKind
    entity: str
    name: str | None = None
    office: str | None = None
    side: str | None = None
    as_place: bool = False
    pronoun: bool = False
    members: tuple[str, ...] = ()
    guessed: bool = False

    @property
    def span(self) -> Span:
        """The mention's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A stretch of text that names a place: city, state or venue, with the state it lies in."""

    start: int
    end: int
    text: str
    side: str | None = None

    @property
    def span(self) -> Span:
        """The mention's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Actors:
    """Everybody and every place that a report names, in text order."""

    mentions: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A date phrase, resolved: EDTF start and end (None when it is one point or is open).

    `text` is the raw phrase. `start` is None when the phrase could not be resolved, and `reason`
    then says why (no publication date, not the direction, an impossible day). `tie` says how the
    date hangs on what it dates: its own, only standing near it, or left behind by a move.
    """

    span: Span
    text: str
    start: str | None = None
    end: str | None = None
    reason: str = ""
    tie: DateTie = "own"

"""One person of a report, gathered from all mentions."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.reading.parties_beside import PersonSpan
from onrecord.reading.parties_tables import Leader, fold


@dataclass(slots=True)
class Someone:
    """One person of the report, gathered from all mentions.

    `leaders` are the rows of the tables that could be this person; `spans` the mentions;
    `apposed` says that the side comes from an office in apposition, `guessed` that it comes from
    nothing but what stands near.
    """

    name: str
    words: tuple[str, ...]
    spans: list[PersonSpan] = field(default_factory=list)
    side: str | None = None
    office: str | None = None
    roles: set[str] = field(default_factory=set)
    leaders: tuple[Leader, ...] = ()
    apposed: bool = False
    guessed: bool = False

    @property
    def entity(self) -> str:
        """The person's id within the report."""
        return f"person:{fold(self.name)}"

"""What `stand` gives: all standings as of a moment, with what is unsure about who is who."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onrecord.errors import NotFoundError
from onrecord.standing.engagement import Account
from onrecord.standing.evidence import Explanation
from onrecord.standing.fates import Fate
from onrecord.standing.matching import Relation
from onrecord.standing.rulings import RulingConflict
from onrecord.standing.shelves import Table
from onrecord.terms import Member, Standing


@dataclass(frozen=True, slots=True)
class Unsure:
    """A pair for the review queue: whether `engagement` is the same as `candidate`.

    Both are engagement ids, as `merge` and `split` rulings take them; `member` is the telling
    that raised the question. `probability` is the machine's, 0 to 1.
    """

    engagement: str
    candidate: str
    member: Member
    probability: float
    why: Explanation


@dataclass(frozen=True, slots=True)
class Related:
    """Two engagements that belong together and are not one.

    `relation` "leg": `engagement` and `other` are a journey and a leg of it; "round": rounds of
    the same talks, `other` the earlier known.
    """

    engagement: str
    other: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A ruling that could not be followed, and why."""

    ruling: str
    reason: str


@dataclass(frozen=True, slots=True)
class Standings:
    """Every engagement of the ledger as of a moment, in order of first publication.

    `accounts` are by engagement id; `aliases` map the id of any member's engagement, and every
    claim id, to the id of the engagement it stands in now, so that an id once printed is found
    again after later reports have come before it. `rejected` are engagements a person struck off;
    `fates` are the rulings in order, with what became of each.
    """

    as_of: dt.datetime | None
    accounts: Mapping[str, Account]
    aliases: Mapping[str, str]
    review: tuple[Unsure, ...] = ()
    related: tuple[Related, ...] = ()
    conflicts: tuple[RulingConflict, ...] = ()
    unapplied: tuple[Unapplied, ...] = ()
    rejected: tuple[str, ...] = ()
    fates: tuple[Fate, ...] = ()

    def __len__(self) -> int:
        return len(self.accounts)

    def __iter__(self) -> Iterator[Standing]:
        for account in self.accounts.values():
            yield self._at(account.standing)

    def __contains__(self, engagement: object) -> bool:
        return isinstance(engagement, str) and resolve(engagement, self.aliases) in self.accounts

    def get(self, engagement: str) -> Standing:
        """Give the standing of an engagement by its id, or by any id it was known under.

        Raises NotFoundError.
        """
        return self._at(self.account(engagement).standing)

    def account(self, engagement: str) -> Account:
        """Give a standing together with what it was derived from. Raises NotFoundError."""
        found = self.accounts.get(resolve(engagement, self.aliases) or "")
        if found is None:
            raise NotFoundError(
                engagement, "no engagement has this id", "List the ids with `onrecord board`."
            )
        return found

    def _at(self, standing: Standing) -> Standing:
        if self.as_of is None or standing.as_of == self.as_of:
            return standing
        return replace(standing, as_of=self.as_of)


def resolve(known_as: str, aliases: Mapping[str, str] | Table[str, str]) -> str | None:
    """Follow an id to the engagement it stands in now, or None when it is not known."""
    seen: set[str] = set()
    at = aliases.get(known_as)
    while at is not None and at not in seen:
        seen.add(at)
        further = aliases.get(at)
        if further in (None, at):
            return at
        at = further
    return at

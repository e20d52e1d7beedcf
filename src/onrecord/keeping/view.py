"""What may be asked of the board, whether it is kept or folded anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from onrecord.standing.board import Filter, Order, board
from onrecord.standing.engagement import Account
from onrecord.standing.fates import Fate
from onrecord.standing.rulings import RulingConflict
from onrecord.standing.standings import Standings, Unsure, resolve
from onrecord.terms import Claim, Standing


class View(Protocol):
    """Where everything stands at one moment."""

    def board(
        self, chosen: Filter | None = None, *, order: Order = "changed", limit: int | None = None
    ) -> Iterable[Standing]:
        """Give standings chosen and sorted, no more than `limit`."""
        ...

    def get(self, engagement: str) -> Standing:
        """Give the standing of an engagement by its id. Raises NotFoundError."""
        ...

    def account(self, engagement: str) -> Account:
        """Give a standing together with what it was derived from. Raises NotFoundError."""
        ...

    def review(self) -> tuple[Unsure, ...]:
        """Give the pairs of engagements that may be one, likeliest first."""
        ...

    def conflicts(self) -> tuple[RulingConflict, ...]:
        """Give the rulings of several people on one thing that cannot all be followed."""
        ...

    def fates(self) -> tuple[Fate, ...]:
        """Give the rulings, in order of the ledger, with what became of each."""
        ...

    def engagements_of(self, prefix: str) -> dict[str, str]:
        """Give ids that begin so, each with the engagement on the board that it leads to.

        Ids of engagements, of what they were known as before, and of claims. When a great many
        begin so, only some of them.
        """
        ...

    def claims_of(self, prefix: str) -> dict[str, Claim]:
        """Give the claims whose ids begin so, of engagements on the board.

        As they stand, or, when a person struck them off, as they were read.
        """
        ...


def claims_in(account: Account) -> dict[str, Claim]:
    """Give the claims of an engagement by id: as they stand, or else as they were read."""
    read = {c.id: c.claim for telling in account.tellings for c in telling.claims}
    return read | {c.id: c.claim for c in account.standing.history}


class Folded:
    """The view of standings that were folded in memory."""

    def __init__(self, standings: Standings) -> None:
        self._standings = standings

    def board(
        self, chosen: Filter | None = None, *, order: Order = "changed", limit: int | None = None
    ) -> Iterable[Standing]:
        """Give standings chosen and sorted (see `View.board`)."""
        return board(self._standings, chosen, order=order, limit=limit)

    def get(self, engagement: str) -> Standing:
        """Give the standing of an engagement by its id. Raises NotFoundError."""
        return self._standings.get(engagement)

    def account(self, engagement: str) -> Account:
        """Give a standing together with what it was derived from. Raises NotFoundError."""
        return self._standings.account(engagement)

    def review(self) -> tuple[Unsure, ...]:
        """Give the pairs of engagements that may be one, likeliest first."""
        return self._standings.review

    def conflicts(self) -> tuple[RulingConflict, ...]:
        """Give the rulings of several people on one thing that cannot all be followed."""
        return self._standings.conflicts

    def fates(self) -> tuple[Fate, ...]:
        """Give the rulings with what became of each."""
        return self._standings.fates

    def engagements_of(self, prefix: str) -> dict[str, str]:
        """Give ids that begin so, each with its engagement (see `View.engagements_of`)."""
        s = self._standings
        known = (i for i in {*s.accounts, *s.aliases} if i.startswith(prefix))
        led = {i: resolve(i, s.aliases) for i in known}
        return {i: root for i, root in led.items() if root is not None and root in s.accounts}

    def claims_of(self, prefix: str) -> dict[str, Claim]:
        """Give the claims whose ids begin so (see `View.claims_of`)."""
        return {
            i: claim
            for account in self._standings.accounts.values()
            for i, claim in claims_in(account).items()
            if i.startswith(prefix)
        }

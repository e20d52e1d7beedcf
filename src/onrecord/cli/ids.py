"""Ids as people type them: the first few digits, as long as they are nobody else's."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.errors import BadArgumentError, NotFoundError
from onrecord.standing.standings import Standings

_FEWEST = 4
_MOST_LISTED = 5


def engagement_id(given: str, standings: Standings) -> str:
    """Give the id of the engagement that `given` begins, or that a claim with it stands in.

    Raises NotFoundError, or BadArgumentError when several begin so.
    """
    known = {*standings.accounts, *standings.aliases}
    meant = {standings.aliases.get(i, i) for i in _beginning(given, known)}
    return _one(given, meant & set(standings.accounts), "engagement")


def claim_id(given: str, standings: Standings) -> str:
    """Give the id of the claim that `given` begins. Raises as `engagement_id` does."""
    claims = (c.id for standing in standings for c in standing.history)
    return _one(given, _beginning(given, claims), "claim")


def beginning_with(given: str, known: Iterable[str], what: str) -> str:
    """Give the one id among `known` that `given` begins; `what` names its sort in errors."""
    return _one(given, _beginning(given, known), what)


def _beginning(given: str, known: Iterable[str]) -> set[str]:
    if len(given) < _FEWEST:
        raise BadArgumentError(given, "is too short for an id", f"Give {_FEWEST} digits or more.")
    found = {i for i in known if i.startswith(given)}
    return {given} if given in found else found


def _one(given: str, found: set[str], what: str) -> str:
    if not found:
        raise NotFoundError(
            given, f"no {what} has an id that begins so", "List them with: onrecord board"
        )
    if len(found) > 1:
        listed = ", ".join(sorted(found)[:_MOST_LISTED])
        raise BadArgumentError(given, f"begins more than one id ({listed})", "Give more digits.")
    return found.pop()

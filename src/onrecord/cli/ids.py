"""Ids as people type them: the first few digits, as long as they are nobody else's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.errors import BadArgumentError, NotFoundError

if TYPE_CHECKING:
    from onrecord.keeping.view import View
    from onrecord.terms import Claim

_FEWEST = 4
_MOST_LISTED = 5


def engagement_id(given: str, view: View) -> str:
    """Give the id of the engagement that `given` begins, or that a claim with it stands in.

    Raises NotFoundError, or BadArgumentError when several begin so.
    """
    found = view.engagements_of(_long_enough(given))
    return _one(given, {found[given]} if given in found else set(found.values()), "engagement")


def claim_id(given: str, view: View) -> str:
    """Give the id of the claim that `given` begins. Raises as `engagement_id` does."""
    return claim_in(given, view)[0]


def claim_in(given: str, view: View) -> tuple[str, Claim]:
    """Give the id of the claim that `given` begins, and the claim. Raises as `engagement_id`."""
    found = view.claims_of(_long_enough(given))
    claim = _one(given, {given} if given in found else set(found), "claim")
    return claim, found[claim]


def beginning_with(given: str, known: Iterable[str], what: str) -> str:
    """Give the one id among `known` that `given` begins; `what` names its sort in errors."""
    found = {i for i in known if i.startswith(_long_enough(given))}
    return _one(given, {given} if given in found else found, what)


def _long_enough(given: str) -> str:
    if len(given) < _FEWEST:
        raise BadArgumentError(given, "is too short for an id", f"Give {_FEWEST} digits or more.")
    return given


def _one(given: str, found: set[str], what: str) -> str:
    if not found:
        raise NotFoundError(
            given, f"no {what} has an id that begins so", "List them with: onrecord board"
        )
    if len(found) > 1:
        listed = ", ".join(sorted(found)[:_MOST_LISTED])
        raise BadArgumentError(given, f"begins more than one id ({listed})", "Give more digits.")
    return found.pop()

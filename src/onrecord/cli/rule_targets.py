"""The ids that `onrecord rule` is given, resolved to what they are the ids of."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.cli.ids import beginning_with, claim_id, claim_in, engagement_id
from onrecord.errors import BadArgumentError, NotFoundError
from onrecord.keeping.view import View
from onrecord.terms import Claim


def claim_or_engagement(given: str, view: View) -> str:
    """Resolve the id of a claim, or else of an engagement."""
    try:
        return claim_id(given, view)
    except NotFoundError:
        return engagement_id(given, view)


def claim_to_correct(given: str, view: View) -> tuple[str, Claim]:
    """Resolve the id of a claim whose fields are corrected, and give the claim.

    Raises BadArgumentError for an engagement's id.
    """
    try:
        return claim_in(given, view)
    except NotFoundError:
        if not view.engagements_of(given):
            raise
        raise BadArgumentError(
            given,
            "is an engagement, and what is to be corrected is a claim's",
            f"Give the id of one of its claims; they stand in: onrecord show {given}",
        ) from None


def another_engagement(given: str, engagement: str, view: View) -> str:
    """Resolve the id of an engagement that is not the one given."""
    other = engagement_id(given, view)
    if other == engagement:
        raise BadArgumentError(
            given, "is the same engagement already", "Give the id of another, as `board` prints it."
        )
    return other


def member_or_other(given: str, engagement: str, members: list[str], view: View) -> str:
    """Resolve the id of a claim or report of an engagement, or else of another engagement."""
    try:
        return beginning_with(given, members, "claim or report of it")
    except NotFoundError:
        other = engagement_id(given, view)
        if other == engagement:
            raise
        return other


def ruling_id(given: str, known: Iterable[str]) -> str:
    """Resolve the id of a ruling."""
    try:
        return beginning_with(given, known, "ruling")
    except NotFoundError as error:
        raise NotFoundError(
            error.subject, error.reason, "List them with: onrecord rule list"
        ) from None

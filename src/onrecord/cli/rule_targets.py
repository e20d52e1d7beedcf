"""The ids that `onrecord rule` is given, resolved to what they are the ids of."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.cli.ids import beginning_with, claim_id, engagement_id
from onrecord.errors import BadArgumentError, NotFoundError
from onrecord.keeping.view import View


def claim_or_engagement(given: str, view: View) -> str:
    """Resolve the id of a claim, or else of an engagement."""
    try:
        return claim_id(given, view)
    except NotFoundError:
        return engagement_id(given, view)


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
    """Resolve the id of a ruling, which no board lists."""
    try:
        return beginning_with(given, known, "ruling")
    except NotFoundError as error:
        raise NotFoundError(
            error.subject,
            error.reason,
            "Those on an engagement stand at the end of: onrecord show ID; "
            "all are in: onrecord ledger export FILE",
        ) from None

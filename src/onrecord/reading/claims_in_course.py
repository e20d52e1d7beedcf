"""What claims come to once it is known of which engagement they are, and where that stands.

"The sides are looking for a day" is told of the two that take part, and "talks on the trip" of a
trip that was called off are talks on a new date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.reading.claims import Step
from onrecord.terms import Claim, Party, Status

_FELL: frozenset[Status] = frozenset({"cancelled", "postponed"})
_FLOATED: frozenset[Status] = frozenset({"mooted", "sought"})
_SAID = frozenset({"asserts", "confirms", "does_not_deny"})
_MOST_OF = 0.8
_PUTS_OFF = re.compile(
    r"\b(?:postpon|put(?:ting|s)? (?:\w+ ){0,5}off|defer|delay|adjourn|shelv|push)", re.IGNORECASE
)
_BOTH = re.compile(
    r"(?:that )?(?:both|(?:the|these) (?:two )?)\s?"
    r"(?:sides|countries|states|nations|governments|leaders|parties|delegations|neighbou?rs)\b",
    re.IGNORECASE,
)


def in_course(steps: Sequence[Step], status: Status, parties: Sequence[Party]) -> tuple[Step, ...]:
    """Give the claims of an engagement that stands at `status` between `parties`, in their order.

    Claims that only say again what another of the same source says there are left out.
    """
    if status == "rescheduling":
        steps = list(_of_a_new_date(steps))
    return tuple(
        (_by_both(claim, parties), act, sighting)
        for claim, act, sighting in steps
        if not any(_says_more(other, claim) for other, _, _ in steps)
    )


def _of_a_new_date(steps: Sequence[Step]) -> Iterator[Step]:
    """Take what is floated or asked for, after it fell away, for the search for a new date.

    By the conventions what is discussed then is another date. What was floated before is not: "The
    visit, first proposed in May, was put off, and the two sides are looking for a day".
    """
    fell = min((c.evidence.end for c, _, _ in steps if c.status in _FELL), default=None)
    for claim, act, sighting in steps:
        later = fell is not None and claim.evidence.start >= fell
        if later and claim.status in _FLOATED and claim.stance in _SAID:
            yield replace(claim, status="rescheduling"), act, sighting
        else:
            yield claim, act, sighting


def _says_more(other: Claim, claim: Claim) -> bool:
    """Whether the same words of a source are a search for a new date, and so no putting off.

    "Talks to reschedule the trip". Counter-example: "put the trip off and asked for another day",
    which has words of its own for each.
    """
    if claim.status != "postponed" or other.status != "rescheduling":
        return False
    if (claim.source, claim.stance) != (other.source, other.stance):
        return False
    one, two = claim.evidence, other.evidence
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared > _MOST_OF * min(one.end - one.start, two.end - two.start) and (
        _PUTS_OFF.search(one.text) is None
    )


def _by_both(claim: Claim, parties: Sequence[Party]) -> Claim:
    """Have both parties take a step of "the sides", whoever was named last before."""
    if claim.by is None or len(parties) != 2 or not _BOTH.match(claim.evidence.text):
        return claim
    return replace(claim, by="; ".join(p.side for p in parties))

"""Who contradicts whom about an engagement: each denial beside the word that it is set against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.terms import Claim, Contest, Party

_ASKED = re.compile(
    r"(?:(?:that|having|it|he|she|they|who|the|its|side|ministry|office|government|delegation"
    r"|had|has|have|did|ever|been|was|not|never|yet|[A-Z][\w'’-]+) )*"
    r"(?:(?:ask|request|sought\b|seek|propos|suggest|initiat|solicit|invit)"
    r"|(?:(?:receiv|sent\b|send|deliver|extend|issu|writ|hand)\w* )?"
    r"(?:(?:any|no|an?|the|such|formal|official|written) )*(?:invitations?|requests?|letters?)\b)"
)
"""What is denied is that somebody asked, invited or wrote: its first verb or noun says so."""
_WITH_ITS_SIDE = 3
"""Words from which on a body's name says whose it is: "the Kenyan ministry"."""


def about_its_detail(claim: Claim) -> Claim:
    """Say of a denial that one asked, agreed or approved that it denies a detail, not the event.

    "The ministry denied that it had asked for a new date" says nothing of whether there is one.
    """
    asking = claim.status == "denied" and _ASKED.match(claim.evidence.text)
    aside = claim.stance == "denies" and (asking or claim.status in ("refused", "agreed", "sought"))
    return replace(claim, about="initiative") if aside else claim


def contested_in(told: Sequence[Claim], parties: Sequence[Party]) -> tuple[Contest, ...]:
    """Set each denial against the word that it contradicts, one contest for each pair of sides.

    What the report tells on nobody's word is neither side's: nobody is set against it, but for a
    detail that is denied against somebody.
    """
    claims = sided(told, parties)
    contests: dict[tuple[str, str, str], Contest] = {}
    for index, claim in enumerate(claims):
        if claim.stance != "denies" or claim.footing == "reporter":
            continue
        asserting = [
            c for c in claims if c.stance in ("asserts", "confirms") and c.source != claim.source
        ]
        against = min(
            (c for c in asserting if c.footing != "reporter"),
            key=lambda c: _nearness(c, claim),
            default=None,
        )
        if against is None:
            if asserting and claim.about != "event":
                contest = Contest(claim.about, None, claim.side or claim.source, (str(index),))
                contests.setdefault(
                    (claim.about, "", (claim.side or claim.source).lower()), contest
                )
            continue
        # An official whose own office denies it is named, not the side: "BRA denies BRA" says
        # nothing.
        within = against.side is not None and against.side == claim.side
        asserted = against.source if within else against.side or against.source
        denied = claim.source if within else claim.side or claim.source
        key = (claim.about, asserted.lower(), denied.lower())
        contests.setdefault(key, Contest(claim.about, asserted, denied, (str(index),)))
    return tuple(contests.values())


def sided(told: Sequence[Claim], parties: Sequence[Party]) -> list[Claim]:
    """Give claims with the side of each source that the engagement as a whole tells."""
    return [replace(c, side=c.side or _side_of(c, told, parties)) for c in told]


def _side_of(claim: Claim, told: Sequence[Claim], parties: Sequence[Party]) -> str | None:
    """Give the side of a source whose own words do not say it, or None.

    A person, with "Ruiz's spokesman", is on the side for which they take part; "the ministry" is
    the one ministry of which the side is known ("the Kenyan ministry").
    """
    for party in parties:
        for person in party.people:
            if person.name == claim.source or claim.source.startswith(_owned(person.name)):
                return party.side
    words = claim.source.lower().split()
    if claim.footing != "statement" or not words:
        return None
    bodies = {c.side for c in told if c.side and c.source.lower().split()[-1:] == words[-1:]}
    return bodies.pop() if len(bodies) == 1 and len(words) < _WITH_ITS_SIDE else None


def _nearness(asserting: Claim, denying: Claim) -> int:
    """Rank whose word a denial is set against: another side's, anybody's, its own side's."""
    if asserting.side is None:
        return 1
    return 2 if asserting.side == denying.side else 0


def _owned(name: str) -> tuple[str, str]:
    surname = name.rsplit(maxsplit=1)[-1]
    return f"{surname}'s ", f"{surname}’s "

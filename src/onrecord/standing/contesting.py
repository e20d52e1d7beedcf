"""Who contradicts whom: assertions and denials in force, and what has been contested.

A contradiction about the event itself makes a standing disputed or denied; one about a detail, or
a weaker word against a stronger one, is listed and leaves the status alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.headline import Contradiction
from onrecord.standing.names import side_key
from onrecord.standing.precedence import DONE, OFF, ON, owned
from onrecord.standing.steps import Step, asserts_event, is_event_denial
from onrecord.terms import Contest, StandingClaim, Status


@dataclass(frozen=True, slots=True)
class Noted:
    """A contradiction between two reports, and the day on which it arose (ordinal).

    `overridden` says that the weaker of the two words stands.
    """

    contest: Contest
    day: int
    overridden: bool


@dataclass(slots=True)
class Dispute:
    """The words in force about whether there is such an engagement at all.

    `denials` and `assertions` hold the latest claim of each party; `contests` what one report's
    word has contested of another's.
    """

    denials: dict[str, StandingClaim] = field(default_factory=dict)
    assertions: dict[str, StandingClaim] = field(default_factory=dict)
    contests: list[Noted] = field(default_factory=list)

    def hear(self, step: Step) -> None:
        """Keep who, of the parties, last asserted and who last denied the engagement itself.

        A side's word by name takes back what it said before; an unnamed official's does not.
        """
        for item in step.claims:
            claim = item.claim
            side = side_key(claim.side) if claim.side else None
            if side is None or side not in step.weight.parties or claim.footing in _NOBODYS:
                continue
            if is_event_denial(claim):
                self.denials[side] = item
                if claim.footing != "anonymous":
                    self.assertions.pop(side, None)
            elif asserts_event(claim):
                self.assertions[side] = item
                if claim.footing != "anonymous":
                    self.denials.pop(side, None)

    def contradiction(self, step: Step) -> Contradiction:
        """Say whether the parties' words in force contradict one another about the event itself.

        A party asserts, on an earlier day perhaps, what another denies: disputed. A denial is in
        force until its side says otherwise by name, or until the report's own account has it
        otherwise.
        """
        status, plan = step.engagement.status, step.engagement.plan
        if status == "disputed":
            return "disputed"
        if status == "denied":
            deniers = set(self.denials)
            return "disputed" if deniers and set(self.assertions) - deniers else "denied"
        speakers = step.weight.speakers & step.weight.parties
        if plan not in (ON | DONE) or not speakers or not set(self.denials) - speakers:
            return "none"
        return "disputed" if any(asserts_event(c.claim) for c in step.decisive) else "none"

    def contest(
        self, asserting: Step, denying: Step, *, day: int, overridden: bool = False
    ) -> None:
        """Note that two reports contradict one another about the event, since a day (ordinal).

        `overridden` says that the weaker of the two words stands.
        """
        asserted_by, denied_by = _who(asserting, denying)
        contest = Contest(
            about="event",
            asserted_by=asserted_by,
            denied_by=denied_by,
            claims=tuple(c.id for c in (*asserting.decisive, *denying.decisive)),
        )
        self.contests.append(Noted(contest, day, overridden))

    def settle(self, step: Step) -> None:
        """Let a later word by name or by an institution settle what was contested of the event.

        A word of the same day settles only that a weaker one stood: it is owned now. It is no
        answer to a weaker word against it, of which nobody knows which was said last.
        """
        if owned(step.weight):
            self.contests = [n for n in self.contests if n.day == step.day and not n.overridden]

    def standing(
        self, status: Status, stands: Step | None, heard: Iterable[Step]
    ) -> tuple[Contest, ...]:
        """Gather all contradictions: between parties, between reports, and within each report.

        A report's own contradiction about the event counts while that report's word stands; one
        about a detail stays on the record.
        """
        between: list[Contest] = []
        if status in ("disputed", "denied") and self.denials:
            # A side that denies does not dispute it with an official of its own.
            asserting = sorted(self.assertions.keys() - self.denials.keys())
            asserted = [self.assertions[s] for s in asserting]
            denied = [self.denials[s] for s in sorted(self.denials)]
            between.append(
                Contest(
                    about="event",
                    asserted_by="; ".join(asserting) or None,
                    denied_by="; ".join(sorted(self.denials)),
                    claims=tuple(c.id for c in (*asserted, *denied)),
                )
            )
        own = [
            _with_claim_ids(contest, step.claims)
            for step in heard
            for contest in step.engagement.contested
            if contest.about != "event" or step is stands
        ]
        found: dict[tuple[str, str | None, str | None], Contest] = {}
        for contest in (*between, *(n.contest for n in self.contests), *own):
            found.setdefault((contest.about, contest.asserted_by, contest.denied_by), contest)
        return tuple(c for c in found.values() if not _told_fully(c, found.values()))


def _told_fully(contest: Contest, others: Iterable[Contest]) -> bool:
    """Whether a denial of nobody's word is listed again with the word that it denies."""
    return contest.asserted_by is None and any(
        other.about == contest.about
        and other.asserted_by is not None
        and set(contest.claims) <= set(other.claims)
        for other in others
    )


_NOBODYS = ("media", "reporter")


def on_and_off(one: Step, other: Step) -> tuple[Step, Step]:
    """Order two contradicting steps: the one that says "on", then the one that says "off"."""
    return (other, one) if one.weight.plan in OFF else (one, other)


def same_sources(one: Iterable[StandingClaim], other: Iterable[StandingClaim]) -> bool:
    """Whether all of the other's claims are of somebody whose word the one gives too.

    A source is known again by its words: "Dahl" is "Foreign Minister Dahl", while a ministry's
    spokesman is not the minister.
    """
    known = [frozenset(_WORD.findall(c.claim.source.casefold())) for c in one]
    told = [frozenset(_WORD.findall(c.claim.source.casefold())) for c in other]
    return all(any(t <= k or k <= t for k in known) for t in told)


_WORD = re.compile(r"\w+")


def _who(asserting: Step, denying: Step) -> tuple[str | None, str | None]:
    """Name who asserts and who denies: the parties; of one party with itself, the sources."""
    one, other = _named(asserting), _named(denying)
    if one == other:
        return _source(asserting), _source(denying)
    return one, other


def _source(step: Step) -> str | None:
    return step.decisive[0].claim.source if step.decisive else None


def _named(step: Step) -> str | None:
    sides = sorted(step.weight.speakers & step.weight.parties)
    if sides:
        return "; ".join(sides)
    return _source(step)


def _with_claim_ids(contest: Contest, claims: Sequence[StandingClaim]) -> Contest:
    ids = tuple(
        claims[int(index)].id
        for index in contest.claims
        if index.isdecimal() and int(index) < len(claims)
    )
    return Contest(contest.about, contest.asserted_by, contest.denied_by, ids)

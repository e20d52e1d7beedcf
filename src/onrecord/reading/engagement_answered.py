"""Where an engagement stands by what exactly is denied of it, and by who confirms it.

The model weighs that somebody denies sooner than what. When all that is denied is a detail, the
engagement stands as it is told otherwise; when the denial is that it is off, it is on; when it is
itself denied, the claims say whether that is disputed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.headline import contradiction_of
from onrecord.reading.act_parts import OFF
from onrecord.reading.claims import Step
from onrecord.reading.contests import about_its_detail, sided
from onrecord.reading.denials import Denial, denials_of
from onrecord.reading.denied_clauses import effects_of
from onrecord.reading.engagement_judging import Judged
from onrecord.reading.seen import Seen
from onrecord.terms import STATUSES, Attribution, Status

_DENIED: frozenset[Status] = frozenset({"denied", "disputed"})
_FALLEN: frozenset[Status] = frozenset({"cancelled", "postponed", "suspended"})
_ON: frozenset[Status] = frozenset({"scheduled", "under_way", "held", "agreed"})
_PLAIN: frozenset[Status] = frozenset({"scheduled", "held", "under_way"})
_BEGUN: frozenset[Status] = frozenset({"held", "under_way"})
_OTHERWISE: frozenset[Status] = frozenset(STATUSES) - _DENIED
_SAID = frozenset({"asserts", "confirms", "does_not_deny"})
_NONE = frozenset({"none", "nothing", "nobody", "never", "no"})
_NOBODY = frozenset({"neither", "nor", "nobody"})
_NEAR = 30
"""Code points by which the cue of an attribution may stand before the verb that denies."""
_A_YES = 60
"""Code points of an answer that says no more than that it is so."""
_BORNE_OUT = re.compile(
    r"\b(?:reports?|accounts?|claims?|stor(?:y|ies)|rumou?rs?|news)\b.* (?:is|are|was|were) "
    r"(?:not (?:wrong|incorrect|inaccurate|untrue|false|mistaken)|true|accurate|correct|right)\b",
    re.IGNORECASE,
)
_FLATLY = frozenset({"act.control.schedule", "act.object.schedule", "act.preposition.arrive"})
"""Rules that say of a plan that it is one: "plans to go", "is being prepared", "is due in"."""
_MAYBE = 0.2
"""Chance that the model leaves to a plan which the rules tell flatly."""


def answered(
    status: Status, one: Judged, steps: Sequence[Step], by_rules: Sequence[Step], seen: Seen
) -> Status:
    """Give where an engagement stands that is otherwise at `status`, by the answers given to it."""
    if _told_flatly(status, one, by_rules):
        return "scheduled"
    denials = denials_of(seen, one.group)
    claims = (*steps, *by_rules)
    if not denials:
        yes = status == "denied" and _confirmed(claims, by_rules, seen)
        if yes:
            return _otherwise(one, denials, _ON)
        aside = status in _DENIED and _only_asides(claims)
        return _otherwise(one, denials, _OTHERWISE) if aside else status
    whats = {d.what for d in denials}
    if len(whats) != 1:
        return status
    if whats == {"event"}:
        return status if status in _DENIED else _by_claims(status, one, steps, denials, seen)
    if None in whats or _denied_elsewhere(denials, claims, seen.attributions):
        return status
    if whats == {"detail"}:
        return _otherwise(one, denials, _OTHERWISE) if status in _DENIED else status
    off = status in _DENIED | _FALLEN or status == "rescheduling"
    if not off or _off_elsewhere(denials, claims, seen.doc):
        return status
    return _otherwise(one, denials, _ON)


def _told_flatly(status: Status, one: Judged, by_rules: Sequence[Step]) -> bool:
    """Whether all that the rules read is a plan told without a hedge, for a day that is named.

    "She plans to go to Rabat in November". Counter-examples: "may plan to go", and "plans to go"
    without a date, which the conventions call floated.
    """
    if status != "mooted" or one.chances["scheduled"] < _MAYBE:
        return False
    acts = [a for s in one.group.sightings for a in s.acts if a.strength > 1]
    dated = any(d.start for s in one.group.sightings for d in (*s.dates, *s.step_dates))
    flat = any(a.rule in _FLATLY and a.strength > 2 and not a.hedged for a in acts)
    said = all(c.stance in ("asserts", "confirms") for c, _, _ in by_rules)
    return dated and flat and said and {a.status for a in acts} == {"scheduled"}


def _confirmed(claims: Sequence[Step], by_rules: Sequence[Step], seen: Seen) -> bool:
    """Whether somebody who is no outlet confirms what others claim, and no rule reads a denial.

    '"That is so," the spokesman said of a report that she would come'; '"No loan is planned," the
    ministry said, confirming the visit'. Counter-example: one side confirms, the other denies.
    """
    words = {t.lower_ for t in seen.doc}
    if words & _NOBODY or any(c.stance == "denies" or c.status == "denied" for c, _, _ in by_rules):
        return False
    confirming = {
        c.source
        for c, _, _ in by_rules
        if c.stance == "confirms" and c.status in _PLAIN and c.footing != "media"
    }
    if confirming:
        return {c.source for c, _, _ in claims if c.stance == "denies"} <= confirming
    yes = [
        a
        for a in seen.attributions
        if a.stance == "confirms"
        and a.source.footing not in ("media", "reporter")
        and a.content
        and (a.extent.end - a.extent.start < _A_YES or _bears_out(seen.doc, a))
    ]
    denied = any(a.stance == "denies" for a in seen.attributions) or any(
        c.stance == "denies"
        and not any(a.extent.start <= c.evidence.start < a.extent.end for a in yes)
        for c, _, _ in claims
    )
    return bool(yes) and not denied and not words & _NONE


def _bears_out(doc: Doc, one: Attribution) -> bool:
    """Whether what somebody says is that what is told is so: "reports that he came are true"."""
    said = " ".join(doc.text[part.start : part.end] for part in one.content)
    return _BORNE_OUT.search(said) is not None


def _only_asides(claims: Sequence[Step]) -> bool:
    """Whether all that is denied is that one asked, invited or agreed to what another side began.

    Counter-examples: "neither side has asked for a meeting", where nobody says that there is one;
    "never asked for talks" said of talks that are only announced.
    """
    denied = [about_its_detail(c) for c, _, _ in claims if c.stance == "denies"]
    told = any(
        c.stance in ("asserts", "confirms") and c.status in _BEGUN and c.side is not None
        for c, _, _ in claims
    )
    return told and bool(denied) and all(c.about != "event" for c in denied)


def _by_claims(
    status: Status, one: Judged, steps: Sequence[Step], denials: Sequence[Denial], seen: Seen
) -> Status:
    """Say by who denies and who asserts what the model missed, unless somebody confirms."""
    told = [c for c, _, _ in steps]
    if told and not any(c.stance == "denies" for c in told):
        told.extend(
            replace(told[0], status="denied", stance="denies", source=a.source.text, side=side)
            for a in seen.attributions
            if a.stance == "denies" and a.cue is not None and (side := a.source.side) is not None
            if any(d.start - _NEAR <= a.cue.end and a.cue.start <= d.end for d in denials)
        )
    told = sided([about_its_detail(c) for c in told], one.parties)
    if any(c.stance == "confirms" for c in told):
        return status
    found = contradiction_of(told, [p.side for p in one.parties])
    return status if found == "none" else found


def _off_elsewhere(denials: Sequence[Denial], claims: Sequence[Step], doc: Doc) -> bool:
    """Whether an engagement is off by other words than those denied, or is said never to have been.

    "Denied that the visit was cancelled; it has been put off", "... none had been arranged".
    """
    told = any(
        c.status in _FALLEN
        and c.stance in _SAID
        and c.footing != "media"
        and not _within(denials, c.evidence.start, c.evidence.end)
        for c, _, _ in claims
    )
    return told or any(
        not any(d.holds(t.idx) for d in denials)
        and (t.lower_ in _NONE or (t.pos_ == "VERB" and bool(effects_of(t) & OFF)))
        for t in doc
    )


def _denied_elsewhere(
    denials: Sequence[Denial], claims: Sequence[Step], attributions: Sequence[Attribution]
) -> bool:
    """Whether something is denied by other words too: "there was no visit, it said"."""
    told = any(
        (c.stance == "denies" or c.status == "denied")
        and not _within(denials, c.evidence.start, c.evidence.end)
        for c, _, _ in claims
    )
    return told or any(
        a.stance == "denies"
        and a.cue is not None
        and not any(d.start - _NEAR <= a.cue.end and a.cue.start <= d.end for d in denials)
        for a in attributions
    )


def _within(denials: Sequence[Denial], start: int, end: int) -> bool:
    return any(d.holds(start) or d.holds(end - 1) for d in denials)


def _otherwise(one: Judged, denials: Sequence[Denial], among: frozenset[Status]) -> Status:
    """Give the likeliest state of those the rules read outside what is denied, else of `among`.

    Of what is told within a denial only that it is to come or was stands: "when she visits Oslo".
    """
    told = {
        a.status
        for s in one.group.sightings
        for a in s.acts
        if a.strength > 1
        and a.stance == "asserts"
        and a.status in among
        and (a.status in _PLAIN or not any(d.holds(a.start) for d in denials))
    }
    return max(sorted(told or among), key=lambda status: one.chances[status])

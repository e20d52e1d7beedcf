"""The steps of an engagement become claims: each with its evidence and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.acts import Act
from onrecord.reading.claim_days import when_of
from onrecord.reading.grouping import Group, Sighting
from onrecord.reading.reasons import reason_in
from onrecord.terms import (
    REPORTER,
    Attribution,
    Claim,
    Evidence,
    Report,
    Source,
    Span,
    Stance,
    Status,
)

Step = tuple[Claim, Act, Sighting]
"""A claim with the act and the naming that it was read from."""

_SPEAKS = re.compile(
    r"(?:(?:has|have|had|was|were|is|are|be|been|being|also|later|earlier)\s+)*"
    r"(?:according|per\b|cit(?:e|ing)|quot|announc|confirm|den(?:y|ie)|sa(?:y|id)|t[eo]ll?|disclos"
    r"|acknowledg|reveal|insist|declar|add|stat(?:e|ing)|report|claim|writ|wrote|explain|recount"
    r"|not(?:e|ing)|recall|argu|warn|suggest|hint|indicat|inform|comment|repl[iy]|answer|assert"
    r"|stress|maintain|admit|conced|affirm|reiterat|repeat|tweet|post(?:ed|ing|s)?\b)",
    re.IGNORECASE,
)
"""Cues that only tell: "according to Brown, the mission is held back"."""
_ACTS = re.compile(
    r"\b(?:ask|invit|propos|decid|refus|reject|agree|accept|offer|postpon|cancel|request|seek|sought"
    r"|call(?:ed|s|ing)? off|declin|schedul|host|due|set|will|would|expect)",
    re.IGNORECASE,
)
"""Cues by which something is done, or to be done, whoever tells of it."""
_NOBODY = frozenset(
    ["", "you", "something", "anything", "nothing", "everything", "this", "that", "which", "what"]
)
"""Sources whose word nothing is: "you know, the trip is on" is the speaker's; see `_holding`."""
_CONFIRMING = re.compile(r"\bconfirm", re.IGNORECASE)
_TOLD_OF: frozenset[Status] = frozenset({"held", "under_way", "mooted"})
"""Steps of which a denial leaves nothing: "Oslo denied that it had met Lima". Counter-example: who
denies that a visit is off says that it stands."""
_LOOSE_MARKS = " \n\t\u00a0,;:–—)”"
_JOINERS = ("-", "’", "'")
_CLOSES = re.compile(r"\.?\)")
_SCORES = {3: 0.85, 2: 0.7, 1: 0.5, 0: 0.35}


def claims_of(report: Report, group: Group, attributions: Sequence[Attribution]) -> list[Step]:
    """Give one claim for each step and source, in text order, weak circumstances only if alone."""
    found = [(s, a) for s in group.sightings for a in s.acts]
    strongest = max((a.strength for _, a in found), default=0)
    kept: list[Step] = []
    seen: dict[tuple[Status, str, str], int] = {}
    for sighting, act in found:
        if act.strength < min(strongest, 2):
            continue
        claim = claim_of(report, sighting, act, attributions)
        key = (claim.status, claim.source, claim.stance)
        if key in seen:
            at = seen[key]
            if kept[at][1].strength < act.strength or (kept[at][2].title and not sighting.title):
                kept[at] = (claim, act, sighting)
            continue
        seen[key] = len(kept)
        kept.append((claim, act, sighting))
    return kept


def evidence(text: str, start: int, end: int) -> Evidence:
    """Quote a stretch of the text with up to 32 code points of context on either side."""
    return Evidence(
        start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32]
    )


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the bounds of a stretch without marks at its beginning, its words and brackets whole.

    "-on-one talks" gets its first word, "(Retd" its closing bracket, ", to a later date" no comma.
    """
    while start < end - 1 and text[start] in _LOOSE_MARKS:
        start += 1
    if text[start] == "-" or (text[start].isalnum() and text[start - 1 : start] in _JOINERS):
        while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "-’'"):
            start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    closing = _CLOSES.match(text, end)
    if closing and text.count("(", start, end) > text.count(")", start, end):
        end = closing.end()
    return start, end


def claim_of(
    report: Report, sighting: Sighting, act: Act, attributions: Sequence[Attribution]
) -> Claim:
    """Give the claim that an act makes, on the word of the attribution that holds it.

    Who "did not confirm the visit" neither confirms nor schedules it: the claim is theirs, and
    declines comment.
    """
    denial = act.status == "denied" or act.stance == "denies"
    attribution = _holding(attributions, act.start, act.end, denial=denial)
    unconfirmed = _unconfirmed(attributions, act, attribution)
    attribution = unconfirmed or attribution
    source = attribution.source if attribution and not _is_nobodys(attribution) else None
    stance: Stance = "declines_comment" if unconfirmed else act.stance
    status = act.status
    if attribution is not None and stance == "asserts" and attribution.stance != "declines_comment":
        stance = attribution.stance
        if stance == "denies" and status not in ("refused", "cancelled", "postponed", "denied"):
            status = "denied"
    status = once_denied(status, stance)
    by = tuple(dict.fromkeys(a.side for a in act.by if a.side))
    return Claim(
        status=status,
        evidence=evidence(report.text, *whole_words(report.text, act.start, act.end)),
        when=when_of(sighting, act, report.published),
        by="; ".join(by) or None,
        reason=reason_in(report.text, status, act.start, act.end),
        source=_name(source) if source else REPORTER,
        footing=source.footing if source else "reporter",
        stance=stance,
        attribution=attribution.id if attribution else None,
        side=source.side if source else None,
        rule=act.rule,
        score=_SCORES[act.strength],
    )


def once_denied(status: Status, stance: Stance) -> Status:
    """Give the status of a step on the word of who denies it: what was "held" is then "denied"."""
    return "denied" if stance == "denies" and status in _TOLD_OF else status


def _is_nobodys(attribution: Attribution) -> bool:
    return _name(attribution.source).lower() in _NOBODY


def _name(source: Source) -> str:
    return source.name or source.text


def _unconfirmed(
    attributions: Sequence[Attribution], act: Act, holder: Attribution | None
) -> Attribution | None:
    """Give the innermost attribution that keeps back a confirmation of what an act says, or None.

    `holder` is whose word the act is otherwise: "the daily said that Oslo had not confirmed the
    trip" has Oslo inside the daily, "Oslo could not confirm that Lima had set a date" not.
    """
    wanted = Span(act.start, act.end)
    found = [
        (a.extent.end - a.extent.start, a)
        for a in attributions
        if a.stance == "declines_comment" and a.cue is not None and a.content
        if _CONFIRMING.search(a.cue.text) and not _is_nobodys(a)
        if 2 * (_attributing(a, wanted) + _told_in(a, wanted)) >= act.end - act.start
        if holder is None or holder.extent.holds(a.cue.span)
    ]
    return min(found, key=lambda one: one[0])[1] if found else None


def _holding(
    attributions: Sequence[Attribution], start: int, end: int, *, denial: bool = False
) -> Attribution | None:
    """Give the innermost attribution whose content holds most of a stretch, or None.

    What names the source is not counted: "the visit was agreed, according to a statement from its
    foreign ministry" is the ministry's word from end to end.

    One that is nobody's ("there were no plans for talks, the spokesman said" has such a layer
    inside the spokesman's) only where nobody else's holds it.

    One whose cue says what is done, or lies in the stretch, is the step itself, not whose word it
    is: in "the office asked for a new date, an official said", the asking is told on the
    official's word. But whoever "announced a new date" or "denied a report of a visit" speaks.

    A `denial` is the denier's: in "the ministry denied a report that he would come" the report,
    whose word lies inside, says that he would.
    """
    best: tuple[bool, int, Attribution] | None = None
    wanted = Span(start, end)
    for attribution in attributions:
        if not attribution.content or attribution.stance == "declines_comment":
            continue
        cue = attribution.cue
        denying = denial and attribution.stance == "denies"
        if denial and not denying and _is_denied(attributions, attribution):
            continue
        if (
            cue is not None
            and not denying
            and (_ACTS.search(cue.text) or (wanted.holds(cue.span) and not _SPEAKS.match(cue.text)))
        ):
            continue
        covered = _told_in(attribution, wanted)
        told = end - start - _attributing(attribution, wanted)
        whole = attribution.extent
        if covered * 2 < told and not whole.holds(wanted):
            continue
        outer = attribution.source.footing == "media" and any(
            other.content == attribution.content and other.source.footing != "media"
            for other in attributions
            if other.carrier is not None
        )
        # "; Nova quoted two aides as saying": what both hand on is the aides' word.
        rank = (_is_nobodys(attribution) or outer, whole.end - whole.start)
        if best is None or rank < best[:2]:
            best = (*rank, attribution)
    return best[2] if best else None


def _is_denied(attributions: Sequence[Attribution], one: Attribution) -> bool:
    """Whether somebody else denies all that one says: "denied media reports that she left"."""
    return any(
        other.stance == "denies" and other.content and other.extent.holds(one.extent)
        for other in attributions
        if other is not one
    )


def _told_in(attribution: Attribution, wanted: Span) -> int:
    """Count the code points of a stretch that lie in an attribution's content."""
    return sum(s.shared(wanted) for s in attribution.content)


def _attributing(attribution: Attribution, wanted: Span) -> int:
    """Count the code points of a stretch that say only whose word it is."""
    source, cue = attribution.source, attribution.cue
    spans = [cue.span] if cue is not None else []
    if source.start is not None and source.end is not None:
        spans.append(Span(source.start, source.end))
    return sum(span.shared(wanted) for span in spans)

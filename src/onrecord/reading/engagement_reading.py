"""From what the engagement model makes of a report to its engagements, claims and doubts.

The model decides; the rules' words are kept wherever they say the same, since they know exactly
where a step is told, by whom it was taken and why. What the model will not decide is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.reading.acts import Act
from onrecord.reading.assembly import Weighed, engagement_of
from onrecord.reading.assembly import weighed as weighed_by_rules
from onrecord.reading.claims import Step, claim_of, claims_of
from onrecord.reading.engagement_groups import (
    joined,
    naming_words,
    rules_verdict,
    sighting_at,
)
from onrecord.reading.engagement_model import Floats, Look, Verdict
from onrecord.reading.engagement_view import Dated
from onrecord.reading.grouping import Group, Sighting
from onrecord.reading.marks import ResolvedDate
from onrecord.reading.parties_tables import tables
from onrecord.reading.seen import Seen
from onrecord.reading.syntax import clause_around
from onrecord.terms import (
    STATUSES,
    Attribution,
    Claim,
    Doubt,
    Engagement,
    Kind,
    Party,
    Person,
    Report,
    Salience,
    Span,
    Status,
)

_NO_ENGAGEMENT = 0.35
_SIDE = 0.5
_SIDE_AT_LEAST = 0.15
_PERSON = 0.4
_STANDS = 0.4
_FELL = 0.4
_STEP = 0.35
_MAIN_AT_LEAST = 0.15
_UNSURE = 0.25
_SOUGHT = 0.5
_ANSWERS = frozenset({"denies", "does_not_deny"})


@dataclass(frozen=True, slots=True)
class _Judged:
    """One group with the model's word on it."""

    group: Group
    words: tuple[int, ...]
    whole: Floats
    chances: dict[Verdict, float]
    salience: dict[Salience, float]
    kind: Kind

    @property
    def status(self) -> Status:
        """The likeliest headline."""
        return max(STATUSES, key=lambda s: (self.chances[s], -STATUSES.index(s)))


def read_engagements(
    report: Report, seen: Seen, look: Look, pictured: Sequence[Group] = (), *, sport: bool = False
) -> tuple[tuple[Engagement, ...], tuple[Doubt, ...]]:
    """Give a report's engagements in the order of their first naming, and what stays in doubt.

    `pictured` are groups that captions alone show; they are background. In news of `sport` an
    engagement counts only when somebody who holds an office takes part.
    """
    judged: list[_Judged] = []
    doubts: list[Doubt] = []
    for words in joined(look, naming_words(look)):
        one = _judge(report, seen, look, words)
        if one is None:
            continue
        if one.chances["none"] > _NO_ENGAGEMENT:
            doubts.append(_doubt("no_engagement", one, "is probably no engagement between parties"))
        else:
            judged.append(one)
    main = max(judged, key=lambda j: j.salience["main"], default=None)
    if main is not None and main.salience["main"] < _MAIN_AT_LEAST:
        main = None
    found: list[Engagement] = []
    for one in judged:
        parties = _parties(look, one)
        if not parties:
            doubts.append(_doubt("no_parties", one, "names an encounter, but not between whom"))
            continue
        if sport and not any(p.office for party in parties for p in party.people):
            continue
        salience: Salience = "main" if one is main else _lesser(one)
        if one.chances[one.status] < _UNSURE and salience != "main":
            likely = sorted(STATUSES, key=lambda s: -one.chances[s])[:2]
            doubts.append(
                _doubt("unclear_status", one, f"stands is unclear: {likely[0]} or {likely[1]}")
            )
            continue
        steps = _steps(report, seen, look, one)
        weighed = Weighed(
            group=one.group,
            claims=steps,
            status="rescheduling" if _new_date_sought(one, steps) else one.status,
            salience=salience,
            parties=parties,
            dates=_dates(look, one),
            kind=one.kind,
            score=round(one.chances[one.status], 4),
        )
        found.append(engagement_of(f"e{len(found) + 1}", weighed, report.published))
    for weighed in weighed_by_rules(report, pictured, seen.attributions):
        shown = replace(weighed, salience="background")
        found.append(engagement_of(f"e{len(found) + 1}", shown, report.published))
    return tuple(found), tuple(doubts)


def _judge(report: Report, seen: Seen, look: Look, words: Sequence[int]) -> _Judged | None:
    group = Group()
    for word in words:
        sighting = sighting_at(look.view, word, seen.doc, "meeting")
        if sighting is not None:
            group.add(sighting)
    if not group.sightings:
        return None
    whole = look.whole(words, rules_verdict(report, look.view, words, seen.attributions))
    kinds = look.kind_chances(whole)
    return _Judged(
        group,
        tuple(words),
        whole,
        look.verdict_chances(whole),
        look.salience_chances(whole),
        max(kinds, key=lambda k: kinds[k]),
    )


def _lesser(one: _Judged) -> Salience:
    background = one.salience["background"]
    return "background" if background > max(one.salience["secondary"], 0.5) else "secondary"


def _doubt(kind: str, one: _Judged, reason: str) -> Doubt:
    first = one.group.sightings[0].encounter
    said = f"“{first.trigger}” {reason}"
    if kind == "unclear_status":
        said = f"where “{first.trigger}” {reason}"
    return Doubt(kind, said, first.start, first.end)


def _parties(look: Look, one: _Judged) -> tuple[Party, ...]:
    chances = look.actor_chances(one.words, one.whole)
    sides: dict[str, float] = {}
    people: dict[str, dict[str, Person]] = {}
    for actor, (as_side, _) in zip(look.view.actors, chances.tolist(), strict=True):
        if actor.side is not None:
            sides[actor.side] = max(sides.get(actor.side, 0.0), as_side)
    likely = sorted(sides, key=lambda s: (-sides[s], s))
    chosen = [s for s in likely if sides[s] > _SIDE]
    if len(chosen) < 2:
        chosen = [s for s in likely[:2] if sides[s] > _SIDE_AT_LEAST]
    if len(chosen) == 1 and not _is_body(look, chosen[0]):
        return ()  # "The president met his cabinet" has one side, and so is no engagement
    best: dict[str, float] = {}
    for actor, (_, in_person) in zip(look.view.actors, chances.tolist(), strict=True):
        best[actor.entity] = max(best.get(actor.entity, 0.0), in_person)
    for actor in look.view.actors:
        mention = actor.mention
        if mention is None or actor.kind != "person" or not mention.name or actor.side is None:
            continue
        if best[actor.entity] <= _PERSON or actor.side not in chosen:
            continue
        known = people.setdefault(actor.side, {}).get(actor.entity)
        if known is None or (known.office is None and mention.office):
            people[actor.side][actor.entity] = Person(mention.name, mention.office)
    usual = tables().usual
    order = {a.side: k for k, a in reversed(list(enumerate(look.view.actors)))}
    return tuple(
        Party(side, usual.get(side, side), tuple(people.get(side, {}).values()))
        for side in sorted(chosen, key=lambda s: order[s])
    )


def _is_body(look: Look, side: str) -> bool:
    """Whether a side is an organisation or a group, whose own meetings count."""
    return any(a.side == side and a.kind in ("organisation", "group") for a in look.view.actors)


def _dates(look: Look, one: _Judged) -> tuple[str | None, str | None, str | None, str | None]:
    """Give start and end of the date that stands, then of the one that fell away."""
    chances = look.date_chances(one.words, one.whole)
    stands = _best(look.view.dated, chances, 1, _STANDS)
    fell = _best(look.view.dated, chances, 3, _FELL)
    return (
        stands.start if stands else None,
        stands.end if stands else None,
        fell.start if fell else None,
        fell.end if fell else None,
    )


def _best(dated: Sequence[Dated], chances: Floats, role: int, least: float) -> ResolvedDate | None:
    found = [
        (
            float(row[role] + row[role + 1]),
            -k,
            d.forward if row[role] >= row[role + 1] else d.backward,
        )
        for k, (d, row) in enumerate(zip(dated, chances, strict=True))
    ]
    found = [f for f in found if f[0] > least and f[2].start is not None]
    return max(found, key=lambda f: f[:2])[2] if found else None


def _steps(report: Report, seen: Seen, look: Look, one: _Judged) -> tuple[Step, ...]:
    """Give the claims: in each sentence the steps that the model sees, in the rules' words."""
    chances = look.step_chances(one.words, one.whole)
    steps: list[Step] = []
    told: set[tuple[Status, str, str]] = set()
    for s in range(len(look.view.sentences)):
        for k, status in enumerate(STATUSES):
            chance = float(chances[s, k])
            if chance <= _STEP:
                continue
            sighting, act = _act(seen, look, one, s, status)
            claim = claim_of(report, sighting, act, seen.attributions)
            if claim.status != status:
                claim = replace(claim, status=status)
            key = (claim.status, claim.source, claim.stance)
            if key in told:
                continue
            told.add(key)
            steps.append((replace(claim, score=round(chance, 3)), act, sighting))
    by_rules = claims_of(report, one.group, seen.attributions)
    if not steps:
        return tuple(by_rules)
    # Whoever denies, or will not deny, is on the record even where the model sees no new step.
    answers = [s for s in by_rules if s[0].stance in _ANSWERS and s[1].strength >= 2]
    return (*steps, *(s for s in answers if not any(_overlap(s[0], t[0]) for t in steps)))


def _new_date_sought(one: _Judged, steps: Sequence[Step]) -> bool:
    """Whether what is off is being rescheduled, by the conventions' own definition.

    What was called off or put off while somebody works on a new date is being rescheduled.
    """
    return one.status in ("cancelled", "postponed") and any(
        claim.status == "rescheduling"
        and claim.stance in ("asserts", "confirms", "does_not_deny")
        and claim.score > _SOUGHT
        for claim, _, _ in steps
    )


def _overlap(one: Claim, other: Claim) -> bool:
    return one.stance == other.stance and (
        one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end
    )


def _act(
    seen: Seen, look: Look, one: _Judged, sentence: int, status: Status
) -> tuple[Sighting, Act]:
    """Give the rules' act of a status in a sentence, or one over the clause that tells it."""
    here = [s for s in one.group.sightings if s.sentence == sentence]
    for sighting in here:
        for act in sighting.acts:
            if act.status == status and act.strength >= 1:
                return sighting, act
    if here:
        sighting = here[0]
        token = sighting.encounter.token
        start, end = clause_around(seen.doc[token])
        at = seen.doc[token].idx
    else:
        sighting = min(one.group.sightings, key=lambda s: (abs(s.sentence - sentence), s.sentence))
        token = sighting.encounter.token
        start, end = _trimmed(seen.doc.text, look.view.sentences[sentence])
        at = None
    start, end = _in_its_word(seen.attributions, start, end, at)
    return sighting, Act(status, "model.step", token, token, start, end)


def _trimmed(text: str, span: Span) -> tuple[int, int]:
    """Give a sentence without the white space at its ends."""
    said = text[span.start : span.end]
    start = span.start + len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def _in_its_word(
    attributions: Sequence[Attribution], start: int, end: int, at: int | None
) -> tuple[int, int]:
    """Cut a stretch back to the content of the attribution in whose word the step stands.

    `at` is the naming's place, None when the stretch names none: then the step stands in the word
    that fills most of it, if one does. "The visit is off, the ministry said": the ministry's word
    is "the visit is off", and the claim is the ministry's.
    """
    best: tuple[int, int, int] | None = None
    for attribution in attributions:
        if attribution.stance == "declines_comment":
            continue
        for content in attribution.content:
            first, last = max(start, content.start), min(end, content.end)
            holds = content.start <= at < content.end if at is not None else False
            fills = at is None and 2 * (last - first) > end - start
            if (holds or fills) and first < last:
                size = content.end - content.start
                if best is None or size < best[0]:
                    best = (size, first, last)
    return (best[1], best[2]) if best else (start, end)

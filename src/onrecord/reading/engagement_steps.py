"""Which steps a report tells of an engagement, where, and in whose word.

The model says at each word whether a step of each status is told there. Words that tell one are
taken together as its evidence; where the rules read the same step there, their stretch and their
word on who took it are kept, since they follow the grammar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from onrecord.reading.acts import Act
from onrecord.reading.arrays import Floats
from onrecord.reading.claims import Step, claim_of, once_denied
from onrecord.reading.engagement_look import Look
from onrecord.reading.grouping import Group, Sighting
from onrecord.reading.seen import Seen
from onrecord.reading.syntax import clause_around
from onrecord.terms import REPORTER, STATUSES, Attribution, Claim, Report, Status

_STEP = 0.35
_STEP_EDGE = 0.25
"""Share of the strongest word's chance that a word needs to be part of the same evidence."""
_STEP_GAP = 2
_STEP_WORDS = 5
"""Evidence of fewer words says little by itself; the clause around is quoted."""
_ADDED = frozenset({"relcl", "acl"})
_SAID = frozenset({"ccomp", "ROOT", "advcl", "conj"})
_ANSWERS = frozenset({"denies", "does_not_deny"})


@dataclass(frozen=True, slots=True)
class Named:
    """An engagement as the model has it: what rules see at its namings, and where steps are told.

    `chances` are those of `Beside.step_chances`, (words, statuses).
    """

    group: Group
    chances: Floats


@dataclass(frozen=True, slots=True)
class _Told:
    """A step told over some words of the view; `peak` is the word that tells it most clearly."""

    chance: float
    status: Status
    first: int
    last: int
    peak: int


def steps_of(
    report: Report, seen: Seen, look: Look, one: Named, by_rules: Sequence[Step]
) -> tuple[Step, ...]:
    """Give the claims told of an engagement, in text order.

    `by_rules` are those that the rules alone read (`claims.claims_of`). Of the steps that one
    source tells twice, the clearer is kept.
    """
    clearest: dict[tuple[Status, str, str], Step] = {}
    for told in sorted(_told(look, one), key=lambda t: (-t.chance, t.first)):
        sighting, act = _act(seen, look, one, told)
        claim = claim_of(report, sighting, act, seen.attributions)
        if claim.stance == "asserts" and _is_aside(seen, act):
            claim = replace(claim, source=REPORTER, footing="reporter", attribution=None, side=None)
        # By the conventions only a denial makes an engagement denied: "nothing of the kind".
        denies = told.status == "denied" and claim.stance in ("asserts", "confirms")
        claim = replace(
            claim,
            status=once_denied(told.status, claim.stance),
            stance="denies" if denies else claim.stance,
            score=round(look.scales.claim_score(told.chance), 3),
        )
        key = (claim.status, claim.source, claim.stance)
        clearest.setdefault(key, (claim, act, sighting))
    steps = sorted(
        clearest.values(), key=lambda s: (s[0].evidence.start, STATUSES.index(s[0].status))
    )
    if not steps:
        return tuple(by_rules)
    # Whoever denies, or will not deny, is on the record even where the model sees no new step.
    answers = [s for s in by_rules if s[0].stance in _ANSWERS and s[1].strength >= 2]
    return (*steps, *(s for s in answers if not any(_overlap(s[0], t[0]) for t in steps)))


def _told(look: Look, one: Named) -> Iterator[_Told]:
    chances = one.chances
    sentence = look.view.sentence
    for at, k in np.argwhere(_peaks(chances, sentence)).tolist():
        status = STATUSES[k]
        chance = float(chances[at, k])
        first = last = at
        for step in (-1, 1):
            word, gap = at + step, 0
            while 0 <= word < len(sentence) and sentence[word] == sentence[at] and gap <= _STEP_GAP:
                if chances[word, k] >= _STEP_EDGE * chance:
                    first, last, gap = min(first, word), max(last, word), 0
                else:
                    gap += 1
                word += step
        yield _Told(chance, status, first, last, at)


def _peaks(chances: Floats, sentence: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Mark the word that tells a status most clearly in each sentence, if clearly enough."""
    marked: npt.NDArray[np.bool_] = np.zeros_like(chances, dtype=np.bool_)
    for s in np.unique(sentence[(chances > _STEP).any(1)]):
        inside = np.flatnonzero(sentence == s)
        for k in np.flatnonzero((chances[inside] > _STEP).any(0)):
            marked[inside[int(chances[inside, k].argmax())], k] = True
    return marked


def _overlap(one: Claim, other: Claim) -> bool:
    return one.stance == other.stance and (
        one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end
    )


def _act(seen: Seen, look: Look, one: Named, told: _Told) -> tuple[Sighting, Act]:
    """Give the rules' act of a step, or one over the words that tell it."""
    view = look.view
    start, end = int(view.starts[told.first]), int(view.ends[told.last])
    at = int(view.starts[told.peak])
    sentence = int(view.sentence[told.peak])
    here = [s for s in one.group.sightings if s.sentence == sentence]
    for sighting in here:
        for act in sighting.acts:
            if (
                act.status == told.status
                and act.strength >= 1
                and act.start < end
                and start < act.end
            ):
                return sighting, act
    sighting = min(
        here or one.group.sightings,
        key=lambda s: (abs(s.sentence - sentence), s.sentence, abs(s.encounter.start - at)),
    )
    token = sighting.encounter.token
    if told.last + 1 - told.first < _STEP_WORDS:
        near = seen.doc.char_span(at, at + 1, alignment_mode="expand")
        start, end = clause_around(near[0] if near else seen.doc[token])
    start, end = _in_its_word(seen.attributions, start, end, at)
    return sighting, Act(told.status, "model.step", token, token, start, end)


def _is_aside(seen: Seen, act: Act) -> bool:
    """Whether a step is told in a clause that the report adds to what somebody says.

    "The ministry said the visit, which was to begin on Friday, was off": that it was to begin on
    Friday is the report's own. In quotes it is the speaker's.
    """
    span = seen.doc.char_span(act.start, act.end, alignment_mode="expand")
    if span is None or any(quote.start <= act.start < quote.end for quote in seen.quotes):
        return False
    for token in (span.root, *span.root.ancestors):
        if token.dep_ in _ADDED:
            first = token.left_edge
            added = first.i > 0 and seen.doc[first.i - 1].text == ","
            finite = token.dep_ == "relcl" or token.tag_ == "VBN"
            return added and finite and act.start >= first.idx - 1
        if token.dep_ in _SAID:
            return False
    return False


def _in_its_word(
    attributions: Sequence[Attribution], start: int, end: int, at: int
) -> tuple[int, int]:
    """Cut a stretch back to the content of the innermost attribution in which the step is told.

    "The visit is off, the ministry said": the ministry's word is "the visit is off", and the claim
    is the ministry's. "Peru denied this on Monday" is Peru's, and ends before the day. `at` is
    where the step is told most clearly.
    """
    best: tuple[int, int, int] | None = None
    for attribution in attributions:
        if attribution.stance == "declines_comment":
            continue
        for content in attribution.content:
            if content.start <= at < content.end:
                size = content.end - content.start
                if best is None or size < best[0]:
                    best = (size, max(start, content.start), min(end, content.end))
    denying = (a for a in attributions if a.stance == "denies" and a.content)
    said = next((a for a in denying if a.cue is not None and a.cue.start <= at < a.cue.end), None)
    if best is None and said is not None:
        return max(start, said.extent.start), min(end, said.extent.end)
    return (best[1], best[2]) if best else (start, end)

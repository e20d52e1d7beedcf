"""From the tagger network's numbers to attributions: best tag path, spans, links, score.

Pure numpy, so that training, evaluation and reading decode alike. The tags are a linear-chain
CRF (Lafferty et al. 2001) over words in the BIOES scheme; every cue then chooses its source, and
every content fragment its cue, by a low-rank bilinear score plus learned biases for distance.
The choice is the cue's, since one source may serve several cues ("He said ... and added ...").
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from onrecord.reading.arrays import Floats, softmax

__all__ = [
    "LINK_CLASSES",
    "LINK_SIDES",
    "ROLES",
    "TAGS",
    "Decoding",
    "Found",
    "Linked",
    "best_path",
    "decode",
    "legal_transitions",
    "link_classes",
    "spans_of",
]

Ints = npt.NDArray[np.int64]

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))
"""BIOES tags: begin, inside, end of a span, or a span of one word."""

LINK_SIDES = ("cue for a source", "source", "cue for a content", "content")
"""The four projections of a word that links are scored with, in the order the network gives."""

_SIZES = (1, 2, 3, 4, 5, 7, 10, 15, 25, 50)
DISTANCES = 2 * (len(_SIZES) + 1)
COUNTS = 3
LINK_CLASSES = DISTANCES + 2 * COUNTS
"""What a link's bias depends on: the distance in words (eleven sizes, before and after the cue),
then the paragraph breaks between (none, one, more), then the other cues between (likewise)."""

_FORBIDDEN = np.float32(-1e4)


@dataclass(frozen=True, slots=True, eq=False)
class Decoding:
    """The learned numbers that decoding needs, float32; exported with the network.

    `transitions[a, b]` is the score of tag b after tag a; `opening` and `closing` of a window
    starting and ending with a tag. `source_bias` and `content_bias` hold a bias for each of the
    LINK_CLASSES; `no_source` (and its bias) scores a cue that has no source. `calibration` holds
    the weights of `Linked.score`: a constant, then one for each of `Linked.chances`.
    """

    transitions: Floats
    opening: Floats
    closing: Floats
    source_bias: Floats
    content_bias: Floats
    no_source: Floats
    no_source_bias: Floats
    calibration: Floats

    def as_lists(self) -> dict[str, list[object]]:
        """Give the numbers as plain lists, for JSON."""
        return {one.name: getattr(self, one.name).tolist() for one in fields(self)}

    @classmethod
    def from_lists(cls, numbers: dict[str, list[object]]) -> Decoding:
        """Read what `as_lists` gave. Raises KeyError when a field is missing."""
        return cls(
            **{one.name: np.array(numbers[one.name], dtype=np.float32) for one in fields(cls)}
        )


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A span of words, both ends included, with the role it plays and how sure its ends are."""

    first: int
    last: int
    role: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution in words: a cue with its source, if it has one, and content fragments.

    `chances` is how sure the decoder is of the cue's ends, the contents' ends, the contents'
    links, the source's ends and the source's link, uncalibrated; `score` is the calibrated
    chance that source and content are right.
    """

    cue: Found
    source: Found | None
    contents: tuple[Found, ...]
    chances: tuple[float, ...]
    score: float


def decode(
    emissions: Floats, links: Floats, opens: npt.NDArray[np.bool_], how: Decoding
) -> list[Linked]:
    """Decode one window into its attributions, in the order of their cues.

    `emissions` is (words, tags); `links` (words, 2, sides, rank), the first-word and last-word
    projections for each of LINK_SIDES; `opens` (words,) marks words that open a paragraph. Cues
    without a content, and contents and sources without a cue, are dropped.
    """
    found = spans_of(best_path(emissions, how), emissions)
    cues = [one for one in found if one.role == "cue"]
    contents = [one for one in found if one.role == "content"]
    sources = [one for one in found if one.role == "source"]
    if not cues or not contents:
        return []
    breaks = np.cumsum(opens, dtype=np.int64)
    classes = link_classes(cues, contents, breaks)
    content_scores = _scores(links, 2, cues, contents) + how.content_bias[classes].sum(axis=-1)
    content_chance = softmax(content_scores, axis=0)
    chosen_cue = content_scores.argmax(axis=0)
    source_chance = softmax(_source_scores(links, cues, sources, breaks, how), axis=1)
    linked = []
    for number, cue in enumerate(cues):
        held = [k for k, chosen in enumerate(chosen_cue) if chosen == number]
        if not held:
            continue
        best = int(source_chance[number].argmax())
        source = sources[best] if best < len(sources) else None
        chances = (
            cue.confidence,
            min(contents[k].confidence for k in held),
            min(float(content_chance[number, k]) for k in held),
            source.confidence if source else 1.0,
            float(source_chance[number, best]),
        )
        linked.append(
            Linked(
                cue, source, tuple(contents[k] for k in held), chances, _calibrated(chances, how)
            )
        )
    return linked


def best_path(emissions: Floats, how: Decoding) -> Ints:
    """Find the tag sequence of the highest CRF score (Viterbi); ties go to the earlier tag."""
    words, tags = emissions.shape
    step = how.transitions + legal_transitions()
    score = how.opening + emissions[0]
    score = np.where(_may_open(), score, _FORBIDDEN)
    back = np.zeros((words, tags), dtype=np.int64)
    for at in range(1, words):
        through = score[:, None] + step
        back[at] = through.argmax(axis=0)
        score = through.max(axis=0) + emissions[at]
    score = np.where(_may_close(), score + how.closing, score + _FORBIDDEN)
    path = np.empty(words, dtype=np.int64)
    path[-1] = int(score.argmax())
    for at in range(words - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


def spans_of(path: Ints, emissions: Floats) -> list[Found]:
    """Read the spans off a legal tag path, in text order."""
    chance = softmax(emissions, axis=1)[np.arange(len(path)), path]
    found = []
    first = 0
    for at, tag in enumerate(path.tolist()):
        place, _, role = TAGS[tag].partition("-")
        if place in {"B", "S"}:
            first = at
        if place in {"E", "S"}:
            found.append(Found(first, at, role, float(min(chance[first], chance[at]))))
    return found


def legal_transitions() -> Floats:
    """Zero where tag b may follow tag a, and a large negative number where it may not."""
    allowed = np.full((len(TAGS), len(TAGS)), _FORBIDDEN, dtype=np.float32)
    for a, before in enumerate(TAGS):
        for b, after in enumerate(TAGS):
            within = before[0] in "BI"
            if (after[0] in "IE") == within and (not within or before[2:] == after[2:]):
                allowed[a, b] = 0.0
    return allowed


def link_classes(cues: Sequence[Found], others: Sequence[Found], breaks: Ints) -> Ints:
    """Class each pair of a cue and another span: (cues, others, 3) indexes below LINK_CLASSES.

    `breaks[w]` counts the paragraphs opened up to word w.
    """
    cue_first = np.array([cue.first for cue in cues], dtype=np.int64)
    cue_last = np.array([cue.last for cue in cues], dtype=np.int64)
    first = np.array([one.first for one in others], dtype=np.int64)
    last = np.array([one.last for one in others], dtype=np.int64)
    after = first[None, :] > cue_last[:, None]
    left = np.where(after, cue_last[:, None], last[None, :])
    right = np.where(after, first[None, :], cue_first[:, None])
    size = np.searchsorted(np.array(_SIZES), right - left, side="left")
    distance = size + np.where(after, DISTANCES // 2, 0)
    paragraphs = np.minimum(np.abs(breaks[right] - breaks[left]), COUNTS - 1)
    inside = (cue_first > left[..., None]) & (cue_last < right[..., None])
    between = np.minimum(inside.sum(axis=-1), COUNTS - 1)
    return np.stack([distance, DISTANCES + paragraphs, DISTANCES + COUNTS + between], axis=-1)


def _source_scores(
    links: Floats,
    cues: Sequence[Found],
    sources: Sequence[Found],
    breaks: Ints,
    how: Decoding,
) -> Floats:
    """Scores of each source for each cue, with "no source" as the last column."""
    none = _projected(links, 0, cues) @ how.no_source + how.no_source_bias
    if not sources:
        return none[:, None]
    classes = link_classes(cues, sources, breaks)
    scores = _scores(links, 0, cues, sources) + how.source_bias[classes].sum(axis=-1)
    return np.concatenate([scores, none[:, None]], axis=1)


def _scores(links: Floats, side: int, cues: Sequence[Found], others: Sequence[Found]) -> Floats:
    scores: Floats = _projected(links, side, cues) @ _projected(links, side + 1, others).T
    return scores


def _projected(links: Floats, side: int, spans: Sequence[Found]) -> Floats:
    """Each span's projection, (spans, rank), from its first and its last word."""
    first = links[[span.first for span in spans], 0, side]
    last = links[[span.last for span in spans], 1, side]
    projected: Floats = np.tanh(first + last)
    return projected


def _calibrated(chances: Sequence[float], how: Decoding) -> float:
    """Estimate the chance that an attribution is right, from the log-chances of its parts."""
    weights = how.calibration.tolist()
    raised = weights[0] + sum(
        weight * math.log(max(chance, 1e-6))
        for weight, chance in zip(weights[1:], chances, strict=True)
    )
    return round(1.0 / (1.0 + math.exp(-raised)), 4)


def _may_open() -> npt.NDArray[np.bool_]:
    return np.array([tag[0] in "OBS" for tag in TAGS])


def _may_close() -> npt.NDArray[np.bool_]:
    return np.array([tag[0] in "OES" for tag in TAGS])

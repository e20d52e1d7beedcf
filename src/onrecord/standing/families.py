"""Wire families: reports that carry the same copy are one source, however many outlets ran it.

Near-duplicates are found with MinHash and locality-sensitive hashing (Broder, "On the resemblance
and containment of documents", 1997) over stretches of five words of the normalised text, and each
candidate is then checked on the stretches themselves. The relation does not depend on order, and
families are its connected components, so neither do they.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

from onrecord.terms import Report

SAME_COPY = 0.8
"""Share of stretches (Jaccard) from which two texts are the same copy, lightly edited."""
CUT_COPY = 0.9
"""Share of a shorter text found in the longer one's beginning: the copy, cut from the bottom."""

_STRETCH = 5
_LEAST_CUT = 0.4
_PERMUTATIONS = 126
_BANDS = (42, 3)
_WORD = re.compile(r"\w+")

_Stretches: TypeAlias = NDArray[np.uint32]


class Families:
    """An index of reports by copy, grown a report at a time.

    `add` costs as much as the report is long, not as the index is big.
    """

    def __init__(self) -> None:
        self._stretches: dict[str, _Stretches] = {}
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._near = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)

    def add(self, report: Report) -> tuple[str, ...]:
        """Take in a report; give the ids of reports already there that it shares a copy with.

        Adding a report again changes nothing and gives an empty tuple.
        """
        if report.id in self._parent:
            return ()
        self._parent[report.id] = report.id
        self._members[report.id] = [report.id]
        stretches = _stretches_of(_copy_of(report))
        self._stretches[report.id] = stretches
        if not len(stretches):
            return ()
        sketch = _sketch(stretches)
        alike = tuple(
            other
            for other in sorted(self._near.query(sketch))
            if same_copy(stretches, self._stretches[other])
        )
        self._near.insert(report.id, sketch)
        for other in alike:
            self._join(report.id, other)
        return alike

    def family_of(self, report: str) -> str:
        """Give the family of a report: the smallest report id in it; the id itself if unknown."""
        root = report
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(report, root)) != root:
            self._parent[report] = root
            report = above
        return root

    def members(self, family: str) -> tuple[str, ...]:
        """Give the ids of the reports of a family; empty if there is no such family."""
        return tuple(self._members.get(family, ()))

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self.family_of(one), self.family_of(other)))
        if first != second:
            self._parent[second] = first
            self._members[first] += self._members.pop(second)


def families_of(reports: Iterable[Report]) -> Mapping[str, str]:
    """Sort reports into wire families: a map of report id to family id."""
    families = Families()
    ids = []
    for report in reports:
        families.add(report)
        ids.append(report.id)
    return {i: families.family_of(i) for i in ids}


def same_copy(one: _Stretches, other: _Stretches) -> bool:
    """Whether two texts, as stretches in text order, carry the same copy.

    Either nearly all of both is shared, or the shorter is the longer's beginning: news copy is
    cut from the bottom. Counter-example: an update that keeps half of the old copy under new
    paragraphs holds all of the old text, but not at its beginning, and is new reporting.
    """
    shorter, longer = sorted((one, other), key=len)
    if not len(shorter):
        return False
    short, long = np.unique(shorter), np.unique(longer)
    shared = len(np.intersect1d(short, long, assume_unique=True))
    if shared / (len(short) + len(long) - shared) >= SAME_COPY:
        return True
    if len(shorter) < _LEAST_CUT * len(longer):
        return False
    head = np.unique(longer[: round(len(shorter) * 1.1)])
    return len(np.intersect1d(short, head, assume_unique=True)) / len(short) >= CUT_COPY


def _copy_of(report: Report) -> str:
    """Give a report's text without its furniture: an outlet's boxes are no part of the copy."""
    kept: list[str] = []
    at = 0
    for part in sorted(report.furniture, key=lambda f: (f.start, f.end)):
        kept.append(report.text[at : max(at, part.start)])
        at = max(at, part.end)
    kept.append(report.text[at:])
    return " ".join(kept)


def _stretches_of(text: str) -> _Stretches:
    """Hash every run of five words, in text order; a shorter text is one run of what it has."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    hashes = np.fromiter(
        (zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in words),
        dtype=np.uint32,
        count=len(words),
    )
    if len(hashes) <= _STRETCH:
        runs = hashes[None, :] if len(hashes) else np.empty((0, 1), dtype=np.uint32)
    else:
        runs = np.lib.stride_tricks.sliding_window_view(hashes, _STRETCH)
    mixed = np.zeros(len(runs), dtype=np.uint32)
    for column in range(runs.shape[1]):
        mixed = (mixed * np.uint32(0x01000193)) ^ runs[:, column]
    return mixed


def _sketch(stretches: _Stretches) -> MinHash:
    sketch = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=int)
    sketch.update_batch(np.unique(stretches).tolist())
    return sketch

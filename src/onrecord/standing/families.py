"""Wire families: reports that carry the same copy are one source, however many outlets ran it.

Near-duplicates are found by locality-sensitive hashing over stretches of five words (Broder, "On
the resemblance and containment of documents", 1997), with one permutation cut into bins (Li, Owen
and Zhang, "One Permutation Hashing", 2012) and empty bins filled from their neighbours
(Shrivastava and Li, "Densifying One Permutation Hashing", 2014). Each candidate is then checked
on the stretches themselves. The relation does not depend on order, and families are its connected
components, so neither do they.

Own code where a library would do, because the libraries that offer this load SciPy, which takes
longer than all else that a command does.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping

from onrecord.terms import Report

SAME_COPY = 0.8
"""Share of stretches (Jaccard) from which two texts are the same copy, lightly edited."""
CUT_COPY = 0.9
"""Share of a shorter text found in the longer one's beginning: the copy, cut from the bottom."""

_STRETCH = 5
_LEAST_CUT = 0.4
_BINS = 96
_ROWS = 3
"""Bins that must agree for two reports to be compared: 32 bands of 3 find 88 % of the pairs that
share two stretches in five, and all but a few that share more than half."""
_EMPTY = 1 << 32
_WORD = re.compile(r"\w+")


class Families:
    """An index of reports by copy, grown a report at a time.

    `add` costs as much as the report is long, not as the index is big.
    """

    def __init__(self) -> None:
        self._stretches: dict[str, array[int]] = {}
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        # Nearly every band is one report's alone: only the others need a list.
        self._first_of_band: dict[int, str] = {}
        self._more_of_band: dict[int, list[str]] = {}

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
        if not stretches:
            return ()
        bands = tuple(_bands_of(stretches))
        alike = tuple(
            o for o in sorted(self._near(bands)) if same_copy(stretches, self._stretches[o])
        )
        for band in bands:
            if self._first_of_band.setdefault(band, report.id) != report.id:
                self._more_of_band.setdefault(band, []).append(report.id)
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

    def _near(self, bands: Iterable[int]) -> set[str]:
        """Find the reports that share a band."""
        found: set[str] = set()
        for band in bands:
            first = self._first_of_band.get(band)
            if first is not None:
                found.add(first)
                found.update(self._more_of_band.get(band, ()))
        return found

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self.family_of(one), self.family_of(other)))
        if first != second:
            self._parent[second] = first
            self._members[first] += self._members.pop(second)


def families_of(reports: Iterable[Report]) -> Mapping[str, str]:
    """Sort reports into wire families: a map of report id to family id."""
    families = Families()
    ids: list[str] = []
    for report in reports:
        families.add(report)
        ids.append(report.id)
    return {i: families.family_of(i) for i in ids}


def same_copy(one: array[int], other: array[int]) -> bool:
    """Whether two texts, as hashed stretches in text order, carry the same copy.

    Either nearly all of both is shared, or the shorter is the longer's beginning: news copy is
    cut from the bottom. Counter-example: an update that keeps half of the old copy under new
    paragraphs holds all of the old text, but not at its beginning, and is new reporting.
    """
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    short, long = set(shorter), set(longer)
    shared = len(short & long)
    if shared / (len(short) + len(long) - shared) >= SAME_COPY:
        return True
    if len(shorter) < _LEAST_CUT * len(longer):
        return False
    head = set(longer[: round(len(shorter) * 1.1)])
    return len(short & head) / len(short) >= CUT_COPY


def _copy_of(report: Report) -> str:
    """Give a report's text without its furniture: an outlet's boxes are no part of the copy."""
    kept: list[str] = []
    at = 0
    for part in sorted(report.furniture, key=lambda f: (f.start, f.end)):
        kept.append(report.text[at : max(at, part.start)])
        at = max(at, part.end)
    kept.append(report.text[at:])
    return " ".join(kept)


def _stretches_of(text: str) -> array[int]:
    """Hash every run of five words, in text order; a shorter text is one run of what it has."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if not words:
        return array("I")
    runs = range(max(1, len(words) - _STRETCH + 1))
    return array(
        "I",
        (
            zlib.crc32(" ".join(words[i : i + _STRETCH]).encode("utf-8", "surrogatepass"))
            for i in runs
        ),
    )


def _bands_of(stretches: array[int]) -> Iterator[int]:
    """Give the keys under which alike texts meet: the least hash of each bin, some bins a key."""
    least = [_EMPTY] * _BINS
    for stretch in stretches:
        # CRC-32 is linear, so it is no fair order or choice of bin by itself: stir it first.
        stirred = (stretch * 0x9E3779B1) & 0xFFFFFFFF
        at = stirred % _BINS
        least[at] = min(least[at], stirred)
    for at in range(_BINS):
        step = 1
        while least[at] >= _EMPTY:
            # Borrowed from the next full bin, marked with the distance as the method asks.
            near = least[(at + step) % _BINS]
            if near < _EMPTY:
                least[at] = _EMPTY * (step + 1) + near
                break
            step += 1
    for band in range(_BINS // _ROWS):
        # Hashes of integers are the same in every run; two bands of one hash cost a comparison.
        yield hash((band, *least[band * _ROWS : (band + 1) * _ROWS]))

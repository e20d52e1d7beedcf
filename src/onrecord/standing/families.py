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

import base64
import datetime as dt
import hashlib
import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.standing.shelves import Shelves
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
_ERA_DAYS = 64
"""Copy is compared with what was published in the same stretch of so many days, or the one before
or after: a wire's copy runs within days, and what is compared must not grow with the years."""
_NO_ERA = -1_000_000
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A report as it is compared: its stretches, its era, its bands, and where alike ones are."""

    stretches: array[int]
    era: int
    bands: tuple[str, ...]
    looked_up: tuple[str, ...]


class Families:
    """An index of reports by copy, grown a report at a time.

    `add` costs as much as the report is long, not as the index is big.
    """

    def __init__(self, shelves: Shelves | None = None) -> None:
        self._shelves = shelves or Shelves()
        self._expected: dict[str, _Sketch] = {}

    def expect(self, reports: Iterable[tuple[Report, dt.date | None]]) -> None:
        """Say which reports are about to be added, so that what they need is brought in at once."""
        for report, day in reports:
            if report.id not in self._shelves.parents:
                self._expected[report.id] = _sketch_of(report, day)
        sketches = self._expected.values()
        self._shelves.bands.fetch(name for s in sketches for name in s.looked_up)

    def add(self, report: Report, day: dt.date | None = None) -> tuple[str, ...]:
        """Take in a report; give the ids of reports already there that it shares a copy with.

        `day` stands for the day of publication of a report without one; without either it is
        compared with others of its kind alone. Adding a report again changes nothing and gives
        an empty tuple.
        """
        shelves = self._shelves
        if report.id in shelves.parents:
            return ()
        shelves.parents.put(report.id, report.id)
        shelves.families.put(report.id, (report.id,))
        sketch = self._expected.pop(report.id, None) or _sketch_of(report, day)
        if not sketch.stretches:
            return ()
        stretches, here, bands = sketch.stretches, sketch.era, sketch.bands
        shelves.stretches.put(report.id, _written(stretches))
        shelves.bands.fetch(sketch.looked_up)
        near: set[str] = set()
        for name in sketch.looked_up:
            near.update(shelves.bands.get(name) or ())
        for band in bands:
            name = f"{here}:{band}"
            shelves.bands.put(name, (*(shelves.bands.get(name) or ()), report.id))
        shelves.stretches.fetch(near)
        alike = tuple(o for o in sorted(near) if same_copy(stretches, _read(shelves.stretches[o])))
        for other in alike:
            self._join(report.id, other)
        return alike

    def family_of(self, report: str) -> str:
        """Give the family of a report: the smallest report id in it; the id itself if unknown."""
        parents = self._shelves.parents
        root = report
        while (above := parents.get(root) or root) != root:
            root = above
        return root

    def members(self, family: str) -> tuple[str, ...]:
        """Give the ids of the reports of a family; empty if there is no such family."""
        return self._shelves.families.get(family) or ()

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self.family_of(one), self.family_of(other)))
        if first == second:
            return
        families, parents = self._shelves.families, self._shelves.parents
        joining = families.drop(second) or ()
        families.put(first, (*(families.get(first) or ()), *joining))
        for member in joining:
            parents.put(member, first)


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
    if len(shorter) < _LEAST_CUT * len(longer):
        return False
    short, long = set(shorter), set(longer)
    shared = len(short & long)
    if shared / (len(short) + len(long) - shared) >= SAME_COPY:
        return True
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


def _sketch_of(report: Report, day: dt.date | None) -> _Sketch:
    stretches = _stretches_of(_copy_of(report))
    published = report.published or day
    era = published.toordinal() // _ERA_DAYS if published else _NO_ERA
    bands = tuple(sorted(set(_bands_of(stretches)))) if stretches else ()
    eras = (era - 1, era, era + 1) if published else (era,)
    return _Sketch(stretches, era, bands, tuple(f"{e}:{band}" for e in eras for band in bands))


def _written(stretches: array[int]) -> str:
    return base64.b64encode(stretches.tobytes()).decode("ascii")


def _read(written: str) -> array[int]:
    return array("I", base64.b64decode(written))


def _bands_of(stretches: array[int]) -> Iterator[str]:
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
        # Two bands of one hash would only cost a comparison.
        rows = array("Q", (band, *least[band * _ROWS : (band + 1) * _ROWS]))
        yield hashlib.blake2b(rows.tobytes(), digest_size=8).hexdigest()

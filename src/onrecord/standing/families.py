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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.standing.shelves import Shelves
from onrecord.terms import Report

SAME_COPY = 0.75
"""Share of stretches (Jaccard) from which two texts are the same copy, lightly edited."""
SAME_BLURB = 0.48
"""The same for two blurbs of two outlets: a sentence or two of an agency leaves no room for new
reporting, and an edited word costs five stretches. Within one outlet it is captions and boxes that
are alike, under other news."""
CUT_COPY = 0.9
"""Share of a shorter text found in the longer one's beginning: the copy, cut from the bottom."""

_STRETCH = 5
_BLURB = 40
"""Stretches up to which a text is a blurb."""
_LEAST_CUT = 12
"""Stretches that a beginning must have to be known as one: a greeting is no copy."""
_FRAME = 18
"""Stretches of a title, a caption or a box that one outlet has around a copy and another has not:
fourteen words, and four more in which they run into the copy."""
_LEAST_CORE = 0.7
"""Share of a text that must be left without its frame."""
_LEAD = 30
"""Stretches of the beginning by which a copy is found that was cut to a part of its length."""
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
        shelves.stretches.put(report.id, _written(stretches, report.outlet))
        shelves.bands.fetch(sketch.looked_up)
        near: set[str] = set()
        for name in sketch.looked_up:
            near.update(shelves.bands.get(name) or ())
        for band in bands:
            name = f"{here}:{band}"
            shelves.bands.put(name, (*(shelves.bands.get(name) or ()), report.id))
        shelves.stretches.fetch(near)
        alike = tuple(
            other
            for other in sorted(near)
            if self._same_copy(stretches, report.outlet, shelves.stretches[other])
        )
        for other in alike:
            self._join(report.id, other)
        return alike

    def unite(self, one: str, other: str) -> None:
        """Make one family of those of two reports that are known to be one source."""
        self._join(one, other)

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

    def _same_copy(self, one: array[int], outlet: str | None, written: str) -> bool:
        other, its_outlet = _read(written)
        known = outlet is not None and its_outlet is not None
        return same_copy(one, other, one_outlet=not known or outlet == its_outlet)

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


def same_copy(one: Sequence[int], other: Sequence[int], *, one_outlet: bool = True) -> bool:
    """Whether two texts, as hashed stretches in text order, carry the same copy.

    Either nearly all of both is shared, or the shorter is the longer's beginning: news copy is
    cut from the bottom. Counter-example: an update that keeps half of the old copy under new
    paragraphs holds all of the old text, but not at its beginning, and is new reporting.
    `one_outlet` says that both are of one outlet, or may be.
    """
    one, other = _without_frame(one, other), _without_frame(other, one)
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    short, long = set(shorter), set(longer)
    shared = len(short & long)
    blurbs = len(longer) <= _BLURB and not one_outlet
    least = SAME_BLURB if blurbs else SAME_COPY
    if shared / (len(short) + len(long) - shared) >= least:
        return True
    if len(shorter) < _LEAST_CUT:
        return False
    head = set(longer[: round(len(shorter) * 1.1)])
    return len(short & head) / len(short) >= CUT_COPY


def _without_frame(one: Sequence[int], other: Sequence[int]) -> Sequence[int]:
    """Take away what stands above and below a text and not in another: a title, a caption, a box.

    Only what is short, beside the text and by itself: a paragraph more is new reporting.
    """
    known = set(other)
    shared = [at for at, stretch in enumerate(one) if stretch in known]
    if not shared:
        return one
    start = shared[0] if shared[0] <= _FRAME else 0
    end = shared[-1] + 1 if len(one) - shared[-1] - 1 <= _FRAME else len(one)
    return one[start:end] if end - start >= _LEAST_CORE * len(one) else one


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


def stretches_of(report: Report) -> array[int]:
    """Give the hashed runs of five words that a report is compared by, in text order."""
    return _stretches_of(_copy_of(report))


def _sketch_of(report: Report, day: dt.date | None) -> _Sketch:
    stretches = stretches_of(report)
    published = report.published or day
    era = published.toordinal() // _ERA_DAYS if published else _NO_ERA
    bands = tuple(sorted(set(_bands_of(stretches)))) if stretches else ()
    eras = (era - 1, era, era + 1) if published else (era,)
    return _Sketch(stretches, era, bands, tuple(f"{e}:{band}" for e in eras for band in bands))


def _written(stretches: array[int], outlet: str | None) -> str:
    """Write what a report is compared by: its stretches, and its outlet after a space."""
    said = base64.b64encode(stretches.tobytes()).decode("ascii")
    return said if outlet is None else f"{said} {outlet}"


def _read(written: str) -> tuple[array[int], str | None]:
    said, space, outlet = written.partition(" ")
    return array("I", base64.b64decode(said)), outlet if space else None


def _bands_of(stretches: array[int]) -> Iterator[str]:
    """Give the keys under which alike texts meet: the least hash of each bin, some bins a key.

    And the two least hashes of the beginning, under which a copy meets its first paragraphs.
    """
    for least_of_lead in sorted({_stirred(s) for s in stretches[:_LEAD]})[:2]:
        yield f"lead {least_of_lead}"
    least = [_EMPTY] * _BINS
    for stretch in stretches:
        stirred = _stirred(stretch)
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


def _stirred(stretch: int) -> int:
    """Stir a hash: CRC-32 is linear, so it is no fair order or choice of bin by itself."""
    return (stretch * 0x9E3779B1) & 0xFFFFFFFF

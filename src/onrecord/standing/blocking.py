"""Which tellings could be of one engagement: found by keys, without looking at the others."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from onrecord.standing.matching import WINDOW_DAYS
from onrecord.standing.shelves import Table
from onrecord.standing.tellings import Telling, TellingKey

_ERA_DAYS = 64
"""Days of publication that one bucket of a key covers: two sides always in the news fill it with
some hundreds of tellings, and a year's window is seven of them."""


class BlockingIndex:
    """Finds the tellings that share a blocking key.

    A bucket for each key and stretch of days of publication, in canonical order; and one for each
    key and month of a date that is told, for tellings that recall something long past.
    """

    def __init__(self, buckets: Table[str, tuple[TellingKey, ...]]) -> None:
        self._buckets = buckets

    def expect(self, tellings: Iterable[Telling]) -> None:
        """Say which tellings are about to be entered and looked about for."""
        self._buckets.fetch(
            name
            for t in tellings
            for name in (*_names(t), *_by_eras(t.keys, t.day - WINDOW_DAYS, t.day))
        )

    def add(self, telling: Telling) -> None:
        """Enter a telling under each of its keys."""
        names = _names(telling)
        self._buckets.fetch(names)
        for name in names:
            bucket = list(self._buckets.get(name) or ())
            insort(bucket, telling.key)
            self._buckets.put(name, tuple(bucket))

    def remove(self, telling: Telling) -> None:
        """Take a telling out again."""
        for name in _names(telling):
            bucket = tuple(k for k in self._buckets.get(name) or () if k != telling.key)
            if bucket:
                self._buckets.put(name, bucket)
            else:
                self._buckets.drop(name)

    def before(self, telling: Telling) -> Iterator[TellingKey]:
        """Give tellings earlier in canonical order, of other reports, that may be the same."""
        end = TellingKey(telling.day, telling.report, -1)
        start = TellingKey(telling.day - WINDOW_DAYS, "", -1)
        yield from self._between(telling.keys, telling.months, start, end, before=True)

    def after(
        self, keys: Iterable[str], months: Iterable[int], place: TellingKey, upto_day: int
    ) -> Iterator[TellingKey]:
        """Give tellings later than `place` that share a key, and are near by day or by month."""
        end = TellingKey(upto_day + 1, "", -1)
        yield from self._between(tuple(keys), tuple(months), place, end, before=False)

    def _between(
        self,
        keys: tuple[str, ...],
        months: tuple[int, ...],
        start: TellingKey,
        end: TellingKey,
        *,
        before: bool,
    ) -> Iterator[TellingKey]:
        """Give what is published from `start` up to `end`, and what is told of a month.

        What is told of a month is bounded on one side alone: by `end` if `before`, else `start`.
        """
        by_era = _by_eras(keys, start.day, end.day)
        by_month = [_by_month(key, month) for key in keys for month in months]
        self._buckets.fetch([*by_era, *by_month])
        for name in by_era:
            bucket = self._buckets.get(name) or ()
            yield from bucket[bisect_left(bucket, start) : bisect_left(bucket, end)]
        for name in by_month:
            bucket = self._buckets.get(name) or ()
            if before:
                yield from bucket[: bisect_left(bucket, end)]
            else:
                yield from bucket[bisect_left(bucket, start) :]


def _names(telling: Telling) -> list[str]:
    by_era = [_by_era(key, telling.day // _ERA_DAYS) for key in telling.keys]
    return by_era + [_by_month(key, month) for key in telling.keys for month in telling.months]


def _by_eras(keys: Iterable[str], first: int, last: int) -> list[str]:
    eras = range(first // _ERA_DAYS, last // _ERA_DAYS + 1)
    return [_by_era(key, era) for key in keys for era in eras]


def _by_era(key: str, era: int) -> str:
    return f"{era}:{key}"


def _by_month(key: str, month: int) -> str:
    return f"month {month}:{key}"

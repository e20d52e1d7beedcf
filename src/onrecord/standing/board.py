"""The board: standings chosen, sorted and compared with an earlier moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.errors import BadArgumentError
from onrecord.standing.names import side_key
from onrecord.standing.periods import day_of, period_of
from onrecord.terms import SALIENCES, Standing, Status

Order = Literal["changed", "date", "since", "sides"]
"""What a board is sorted by: last change first, planned date, since when it stands, or sides.

Of what one report changed, what it is mainly about comes first.
"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which standings a board shows; a field left at its default excludes nothing.

    `sides` must all take part. `statuses` are those wanted. `first` and `last` bound the planned
    date that stands, or else the one that fell away (both days included); an engagement without
    either is left out once a bound is given. `contested` wants those about which words
    contradict one another, or those about which none do. `changed_since` wants those of which the
    ledger learned something later than that moment (record time, with a timezone). `words` are
    looked for in parties, people, place and topic, all of them, whatever their case.
    """

    sides: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    contested: bool | None = None
    changed_since: dt.datetime | None = None
    words: str = ""

    def __post_init__(self) -> None:
        """Raise BadArgumentError for a `changed_since` without a timezone."""
        if self.changed_since is not None and self.changed_since.tzinfo is None:
            raise BadArgumentError(
                self.changed_since.isoformat(), "has no timezone", "Give a moment with an offset."
            )


@dataclass(frozen=True, slots=True)
class Change:
    """A standing that is not what it was: `before` is None for one that was not yet known."""

    standing: Standing
    before: Standing | None


def board(
    standings: Iterable[Standing],
    chosen: Filter | None = None,
    *,
    order: Order = "changed",
    limit: int | None = None,
) -> tuple[Standing, ...]:
    """Choose and sort standings; equal ones are told apart by id, so that the order is fixed.

    `limit` is the most to give, None for all. Raises BadArgumentError for an unknown order.
    """
    if order not in _KEYS:
        raise BadArgumentError(
            order, "is no order of a board", f"Use {', '.join(get_args(Order))}."
        )
    wanted = chosen or Filter()
    kept = [s for s in standings if shows(wanted, s)]
    kept.sort(key=lambda s: s.id)
    kept.sort(key=_KEYS[order], reverse=order in ("changed", "since"))
    return tuple(kept[:limit])


def shows(wanted: Filter, standing: Standing) -> bool:
    """Whether a filter lets a standing through."""
    if wanted.statuses and standing.status not in wanted.statuses:
        return False
    if wanted.contested is not None and bool(standing.contested) != wanted.contested:
        return False
    if wanted.sides:
        present = {side_key(p.side) for p in standing.parties}
        if not present.issuperset(side_key(s) for s in wanted.sides):
            return False
    if wanted.changed_since is not None:
        changed = last_recorded(standing)
        if changed is None or changed <= wanted.changed_since:
            return False
    if (wanted.first or wanted.last) and not _within(standing, wanted.first, wanted.last):
        return False
    if not wanted.words:
        return True
    text = searched(standing)
    return all(word in text for word in wanted.words.casefold().split())


def searched(standing: Standing) -> str:
    """Give the text that words of a filter are looked for in: parties, people, place and topic."""
    people = [person.name for party in standing.parties for person in party.people]
    names = [name for party in standing.parties for name in (party.side, party.name)]
    return " ".join((*names, *people, standing.place or "", standing.topic or "")).casefold()


def last_recorded(standing: Standing) -> dt.datetime | None:
    """Give the time at which the ledger last learned of a claim in it, or None without claims."""
    return max((c.recorded for c in standing.history), default=None)


def changes(before: Collection[Standing], after: Collection[Standing]) -> tuple[Change, ...]:
    """Compare two moments: what is new, and what stands otherwise than it did.

    An engagement is followed by its `uid`. Compared are status, plan, dates, answers, who
    contests it and each side's word; another report of the same changes nothing. In order of
    `after`.
    """
    known = {s.uid: s for s in before}
    found: list[Change] = []
    for standing in after:
        earlier = known.get(standing.uid)
        if earlier is None or _told(earlier) != _told(standing):
            found.append(Change(standing, earlier))
    return tuple(found)


def _told(standing: Standing) -> tuple[object, ...]:
    return (
        standing.status,
        standing.plan,
        standing.new_date,
        standing.planned_start,
        standing.planned_end,
        standing.responses,
        tuple((c.about, c.asserted_by, c.denied_by) for c in standing.contested),
        standing.parties,
    )


def _within(standing: Standing, first: dt.date | None, last: dt.date | None) -> bool:
    period = period_of(standing.planned_start, standing.planned_end) or period_of(
        standing.was_planned_start, standing.was_planned_end
    )
    if period is None:
        return False
    if first is not None and period.last < first.toordinal():
        return False
    return last is None or period.first <= last.toordinal()


def _changed(standing: Standing) -> tuple[float, int, str]:
    recorded = last_recorded(standing)
    return (recorded.timestamp() if recorded else 0.0, weight_of(standing), standing.since or "")


def weight_of(standing: Standing) -> int:
    """Say how much an engagement was to the latest report of it: 2 main, 0 background."""
    return len(SALIENCES) - 1 - SALIENCES.index(standing.salience)


def _dated(standing: Standing) -> tuple[int, int]:
    """Sort by the date that stands; those without one come last."""
    period = period_of(standing.planned_start, standing.planned_end)
    return (0, period.first) if period else (1, 0)


def _since(standing: Standing) -> int:
    day = day_of(standing.since)
    return day.toordinal() if day else 0


def _by_sides(standing: Standing) -> tuple[str, ...]:
    return tuple(sorted(p.side for p in standing.parties))


_KEYS: dict[str, Callable[[Standing], tuple[object, ...] | int]] = {
    "changed": _changed,
    "date": _dated,
    "since": _since,
    "sides": _by_sides,
}

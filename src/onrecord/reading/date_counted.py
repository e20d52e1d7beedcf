"""Counts of days, weeks and months: "two weeks ago", "in three days", "10 days from now".

Every function reads the tokens from a position and returns the form with the position after it,
or None, as in `date_days`.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.date_days import Match
from onrecord.reading.date_forms import Away, Elsewhere, Roughly, Unit, Vague, Weekday
from onrecord.reading.date_tokens import CARDINALS, UNITS, WEEKDAYS, Tokens, word_set
from onrecord.reading.date_weekdays import weekday

_FEW = frozenset(("few", "several", "some"))
_MANY = frozenset(("days", "weeks", "months"))
_OR_SO = (("or", "so"), ("or", "two"), ("and", "a", "half"))
_COUNTING_FIRSTS = word_set(
    "first second third fourth fifth sixth seventh only most biggest largest worst highest lowest "
    "longest best time times deadliest latest"
)
"""Before "in two weeks", these count back: "the third visit in two weeks"."""
_LOOK_BEHIND = 9
COUNTED_OPENING = CARDINALS.keys() | _FEW
"""The words, besides figures, at which `counted` can find anything."""


def counted(t: Tokens, i: int) -> Match | None:
    """Read "two weeks ago", "a week on Monday", "three days later", "10 days from now"."""
    amount = _amount(t, i)
    if amount is None:
        return None
    count, unit, j = amount
    more = next((k for k in (t.phrase(j, *words) for words in _OR_SO) if k is not None), None)
    if more is not None and count is not None and t.word(more) == "ago":
        return Roughly("about", Away(-count, unit)), more + 1
    word = t.word(j)
    if word == "ago":
        return (Vague() if count is None else Away(-count, unit)), j + 1
    if word in ("earlier", "later", "after", "before") and count is not None:
        if word in ("after", "before") and t.word(j + 1) in ("", ",", ".", "\n", ";"):
            return None
        return Elsewhere(_days_off(count, unit, word), event=word in ("after", "before")), j + 1
    if count is None:
        return None
    if word == "hence" or t.phrase(j, "from", "now") or t.phrase(j, "from", "today"):
        return Away(count, unit), (j + 1 if word == "hence" else j + 2)
    if unit == "week" and word in ("on", "from") and t.word(j + 1) in WEEKDAYS:
        named = weekday(t, j + 1)
        if named is not None and isinstance(named[0], Weekday):
            return replace(named[0], further=count), named[1]
    return None


def _days_off(count: int, unit: Unit, way: str) -> int | None:
    """Give days ahead or back; None where the unit has no fixed length."""
    length = {"day": 1, "week": 7}.get(unit)
    if length is None:
        return None
    return length * count if way in ("later", "after") else -length * count


def ahead(t: Tokens, i: int) -> Match | None:
    """Read "in two weeks", "within a month", "in the coming days", "over the next two weeks"."""
    j = i + 1
    if t.word(j) == "the" and t.word(j + 1) in ("coming", "next"):
        j += 2
        if t.word(j) in _MANY or (t.word(j) in _FEW and t.word(j + 1) in UNITS):
            return Vague(), (j + 2 if t.word(j) in _FEW else j + 1)
        amount = _amount(t, j)
        if amount is None or amount[0] is None:
            return None
        return Away(amount[0], amount[1], at_most=True), amount[2]
    if t.word(i) == "within" and t.word(j) in _MANY:
        return Vague(), j + 1
    if t.word(j) == "the" and t.word(j + 1) in _MANY and t.word(j + 2) == "ahead":
        return Vague(), j + 3
    amount = _amount(t, j)
    if amount is None or t.word(i) == "over":
        return None
    count, unit, j = amount
    in_time = _in_time(t, j)
    if count is None:
        return Vague(), in_time or j
    if t.word(i) == "within":
        return None if t.word(j) == "of" else (Away(count, unit, at_most=True), j)
    if not in_time and (unit == "year" or _counts_back(t, i, j)):
        return None
    return Away(count, unit), in_time or j


def _in_time(t: Tokens, j: int) -> int | None:
    """Give the position after the rest of "in two weeks' time", "in a week's time"."""
    if t.word(j) not in ("'", "’"):
        return None
    k = j + 2 if t.word(j + 1) == "s" else j + 1
    return k + 1 if t.word(k) == "time" else None


def _counts_back(t: Tokens, i: int, j: int) -> bool:
    """Tell whether "in two weeks" tells how often or how long: "the third visit in two weeks"."""
    if t.word(j) in ("of", "or"):
        return True
    for k in range(i - 1, max(-1, i - 1 - _LOOK_BEHIND), -1):
        word = t.word(k)
        if word in (".", "\n", ";", "?", "!"):
            return False
        if word in _COUNTING_FIRSTS:
            return True
    return False


def _amount(t: Tokens, i: int) -> tuple[int | None, Unit, int] | None:
    """Give a count of units: "two weeks", "a couple of days", "a few months" (count None)."""
    word = t.word(i)
    j = i + 1
    count: int | None = CARDINALS.get(word)
    if count is None:
        count = t.number(i)
    if word == "a" and t.word(j) == "couple":
        count, j = 2, (j + 2 if t.word(j + 1) == "of" else j + 1)
    elif word == "a" and t.word(j) == "few":
        count, j = None, j + 1
    elif word in _FEW:
        count = None
    elif count is None or t.touches(j):
        return None
    unit = UNITS.get(t.word(j))
    if unit is None:
        return None
    if unit == "fortnight":
        return (None if count is None else 2 * count), "week", j + 1
    named: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
    return count, named[unit], j + 1

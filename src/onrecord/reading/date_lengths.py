"""Lengths beside a first day: "a three-day visit starting Sunday", "for two days from Monday"."""

from __future__ import annotations

from onrecord.reading.date_days import Match
from onrecord.reading.date_forms import Day, Lasting, RelativeDay, Weekday
from onrecord.reading.date_tokens import CARDINALS, SENTENCE_ENDS, Tokens, word_set

_BEGIN = word_set(
    "starting beginning begins begin began begun starts start started commencing from opening "
    "opens opened"
)
_LOOK_BEHIND = 16
_PAY = word_set("pay pays paid paying make makes made making undertake undertakes for")
_JOURNEYS = word_set("visit trip tour")
_SMALL_WORDS = word_set("the a an in on of")


def with_length(t: Tokens, i: int, found: Match) -> Match:
    """Give a first day the length that the sentence names: "a three-day visit from Sunday"."""
    form, j = found
    if not isinstance(form, (Day, Weekday, RelativeDay)):
        return found
    days = _length_before(t, i) or _length_after(t, j)
    return found if days is None else (Lasting(days, form), j)


def length_first(t: Tokens, i: int) -> tuple[int, int] | None:
    """Give the days of "for three days from", and where its first day stands."""
    days = _count(t, i + 1)
    if days is None or t.word(i + 2) != "days" or t.word(i + 3) not in _BEGIN:
        return None
    return days, (i + 5 if t.word(i + 4) == "on" else i + 4)


def _length_before(t: Tokens, i: int) -> int | None:
    """Give the days of "a three-day visit to Cairo starting on" before the first day at `i`."""
    k = i - 1
    while t.word(k) in ("on", "the"):
        k -= 1
    begun = t.word(k) in _BEGIN
    for at in range(k, max(-1, k - _LOOK_BEHIND), -1):
        if t.word(at) in SENTENCE_ENDS:
            return None
        days = _day_count_at(t, at)
        if days is not None:
            return days if begun or _begins_before(t, at) or _paid(t, at, i) else None
    return None


def _paid(t: Tokens, at: int, i: int) -> bool:
    """Tell whether "a two-day visit to Cairo on" before a date at `i` runs from that date.

    It does when it is paid then, not when something is done to it ("cancelled a two-day visit
    on Monday"), nor when a comma or a verb stands between.
    """
    k = at - 1
    while t.word(k) in _SMALL_WORDS:
        k -= 1
    paid = t.word(k) in _PAY or (t.word(k + 1) == "on" and k + 1 < at)
    between = [k for k in range(at, i) if t.word(k) in _JOURNEYS]
    if not paid or not between or t.word(i - 1) != "on":
        return False
    behind = range(between[0] + 1, i - 1)
    return all(t.word(k) in ("to", "the", "of") or t.capital(k) for k in behind)


def _length_after(t: Tokens, j: int) -> int | None:
    """Give the days of "on Sunday for a three-day visit", read from after the first day."""
    for at in range(j, j + 4):
        days = _day_count_at(t, at)
        lead = t.word(j)
        if days is None and lead == "for" and at == j + 1 and t.word(at + 1) == "days":
            days = _count(t, at)
        if days is not None:
            return days if lead in ("for", "on") or lead in _BEGIN else None
        if t.word(at) in SENTENCE_ENDS:
            return None
    return None


def _day_count_at(t: Tokens, at: int) -> int | None:
    """Give the number in "three-day", "3-day" or "three days of" at token `at`."""
    days = _count(t, at)
    if days is None or days < 2:
        return None
    if t.word(at + 1) == "-" and t.word(at + 2) == "day":
        return days
    return days if t.word(at + 1) == "days" and t.word(at + 2) == "of" else None


def _begins_before(t: Tokens, at: int) -> bool:
    """Tell whether a verb of beginning stands just before "a three-day"."""
    k = at - 1
    while t.word(k) in _SMALL_WORDS:
        k -= 1
    return t.word(k) in _BEGIN


def _count(t: Tokens, i: int) -> int | None:
    number = CARDINALS.get(t.word(i))
    return t.number(i) if number is None else number

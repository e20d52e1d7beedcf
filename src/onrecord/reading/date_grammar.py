"""The grammar of newspaper dates: where a date phrase starts and ends, and what it says.

A recogniser by hand over tokens. At each position it takes the longest phrase that starts there,
looks a bounded number of tokens ahead, and never backs up, so its time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.reading.date_counted import COUNTED_OPENING, counted
from onrecord.reading.date_days import Match, bare_year, days_between
from onrecord.reading.date_forms import (
    Day,
    Form,
    Lasting,
    Month,
    OneOf,
    Range,
    RelativeDay,
    Roughly,
    Weekday,
    Year,
)
from onrecord.reading.date_lengths import length_first, with_length
from onrecord.reading.date_parts import RELATIVE_OPENING, relative_date
from onrecord.reading.date_relative import HOLIDAY_OPENING, holiday_named
from onrecord.reading.date_tokens import (
    MONTHS,
    SENTENCE_ENDS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    Tokens,
    word_set,
)
from onrecord.reading.date_weekdays import calendar_date

_TO = frozenset(("to", "until", "till", "through", "thru", "-", "–", "—"))
_LINKS = frozenset(("to", "through", "thru", "-", "–", "—"))
_ABOUT = word_set("around approximately roughly circa")
_AS_SOON: tuple[tuple[str, ...], ...] = (
    ("as", "early", "as"),
    ("as", "soon", "as"),
    ("no", "earlier", "than"),
    ("no", "sooner", "than"),
    ("not", "before"),
    ("on", "or", "about"),
    ("on", "or", "around"),
)
_NO_LATER: tuple[tuple[str, ...], ...] = (
    ("no", "later", "than"),
    ("not", "later", "than"),
    ("by",),
)
_LOOK_BEHIND = 16
_MOVED = word_set(
    "move moved moving postpone postponed postponing push pushed shift shifted reschedule "
    "rescheduled rescheduling delay delayed defer deferred change changed put brought bring"
)
_OPENING = (
    word_set("from between for about as no not on by")
    | _ABOUT
    | RELATIVE_OPENING
    | COUNTED_OPENING
    | HOLIDAY_OPENING
    | WEEKDAYS.keys()
    | SHORT_WEEKDAYS.keys()
    | MONTHS.keys()
    | SHORT_MONTHS.keys()
)
"""The words that a date phrase can begin with; at any other the grammar is not even asked."""


def find_forms(t: Tokens) -> Iterator[tuple[Form, int, int]]:
    """Find every date phrase, in order: its form, first token, and the token after its last."""
    i = 0
    while i < t.size:
        word = t.low[i]
        found = _phrase(t, i) if word in _OPENING or word[0] in "0123456789" else None
        if found is None:
            i += 1
            continue
        form, j = found
        yield form, i, j
        i = j


def _phrase(t: Tokens, i: int) -> Match | None:
    """Give the longest date phrase that starts at token `i`."""
    word = t.word(i)
    if word == "from":
        return _from(t, i)
    if word == "between":
        return _between(t, i)
    if word == "for":
        return _for_days(t, i)
    if word in _ABOUT:
        return _bounded(t, i + 1, about=True)
    if word == "about":
        return _about(t, i)
    if word in ("as", "no", "not", "on", "by"):
        return _hedged(t, i)
    found = _one_or_two(t, i)
    return None if found is None else with_length(t, i, found)


def _atom(t: Tokens, i: int) -> Match | None:
    """Give one date, without a second one, at token `i`."""
    return (
        holiday_named(t, i)
        or calendar_date(t, i)
        or relative_date(t, i)
        or counted(t, i)
        or bare_year(t, i)
    )


def _one_or_two(t: Tokens, i: int) -> Match | None:
    """Give a date, or a date linked with the next: "Sunday to Tuesday", "June 30-July 2"."""
    found = _atom(t, i)
    if found is None:
        return None
    first, j = found
    if isinstance(first, Range):
        return found
    if isinstance(first, Weekday) and t.word(j) == ",":
        return _weekdays_listed(t, first, j) or found
    link = t.word(j)
    if link in _LINKS and not _sets_apart(t, j, first) and not _is_moved(t, i):
        second = _atom(t, j + 1)
        if second is not None and _can_span(first, second[0]):
            return _span(first, second[0]), second[1]
    if link in ("and", "or") and isinstance(first, (Day, Weekday, RelativeDay, Month)):
        second = _atom(t, j + 1)
        if second is not None and type(second[0]) is type(first):
            if link == "or":
                return OneOf(_filled(first, second[0]), second[0]), second[1]
            if _follows(first, second[0]):
                return _span(first, second[0]), second[1]
    return found


def _weekdays_listed(t: Tokens, first: Weekday, j: int) -> Match | None:
    """Read the rest of "Monday, Tuesday and Wednesday": days that follow one another."""
    last: Form = first
    for _ in range(6):
        if t.word(j) not in (",", "and"):
            break
        ended = t.word(j) == "and"
        found = calendar_date(t, j + 1)
        if found is None or not _follows(last, found[0]):
            break
        last, j = found
        if ended:
            return Range(first, last), j
    return None


def _is_moved(t: Tokens, i: int) -> bool:
    """Tell whether a date gave way to the next: "moved from June 5 to June 12" is no range."""
    for k in range(i - 1, max(-1, i - 1 - _LOOK_BEHIND), -1):
        word = t.word(k)
        if word in SENTENCE_ENDS or word == ",":
            return False
        if word in _MOVED:
            return True
    return False


def _sets_apart(t: Tokens, j: int, first: Form) -> bool:
    """Tell whether a dash breaks the sentence: "we say today - today - that"."""
    if t.word(j) not in "-–—":
        return False
    return isinstance(first, RelativeDay) or (t.word(j) == "—" and not t.touches(j))


def _from(t: Tokens, i: int) -> Match | None:
    """Read "from Sunday to Tuesday", "from June 12 until June 14"; a lone "from" is left out."""
    found = _atom(t, i + 1)
    if found is None or isinstance(found[0], Range) or _is_moved(t, i):
        return None
    first, j = found
    j = j + 1 if t.word(j) == "," and t.word(j + 1) in _TO else j
    if t.word(j) not in _TO:
        return None
    second = _atom(t, j + 1)
    if second is None or not _can_span(first, second[0]):
        return None
    return _span(first, second[0]), second[1]


def _between(t: Tokens, i: int) -> Match | None:
    """Read "between 12 and 14 June": both days are named as edges."""
    found = days_between(t, i + 1)
    if found is not None:
        return found
    found = _atom(t, i + 1)
    if found is None:
        return None
    first, j = found
    second = _atom(t, j + 1) if t.word(j) == "and" else None
    if second is None or not _can_span(first, second[0]):
        return None
    return _span(first, second[0]), second[1]


def _bounded(t: Tokens, i: int, *, about: bool) -> Match | None:
    """Give a date behind a word that only approaches it."""
    found = _one_or_two(t, i)
    if found is None:
        return None
    form, j = found
    if t.word(j) in ("'", "’") and t.word(j + 1) == "s":
        return found
    return Roughly("about" if about else "by", form), j


def _about(t: Tokens, i: int) -> Match | None:
    """Read "about two weeks ago"; "they talked about last week" only speaks of it."""
    found = counted(t, i + 1)
    return (Roughly("about", found[0]), found[1]) if found is not None else None


def _hedged(t: Tokens, i: int) -> Match | None:
    """Read "as early as next week", "no later than Friday", "by the end of the month"."""
    for words in _AS_SOON:
        j = t.phrase(i, *words)
        if j is not None:
            return _bounded(t, j, about=True)
    for words in _NO_LATER:
        j = t.phrase(i, *words)
        if j is not None:
            return _bounded(t, j, about=False)
    return None


def _for_days(t: Tokens, i: int) -> Match | None:
    """Read "for three days from Sunday"."""
    length = length_first(t, i)
    found = None if length is None else _atom(t, length[1])
    if length is None or found is None or not isinstance(found[0], (Day, Weekday, RelativeDay)):
        return None
    return Lasting(length[0], found[0]), found[1]


def _can_span(first: Form, last: Form) -> bool:
    """Tell whether two dates can be the edges of one stretch: two days, two months, two years."""
    days = (Day, Weekday, RelativeDay)
    if isinstance(first, days):
        return isinstance(last, days)
    return isinstance(first, (Month, Year)) and isinstance(last, (Month, Year))


def _span(first: Form, last: Form) -> Form:
    return Range(_filled(first, last), last)


def _filled(first: Form, last: Form) -> Form:
    """Give the first date the month or year of the last: "June 30 to July 2, 2024"."""
    if isinstance(first, Day) and isinstance(last, Day) and first.month is None:
        return replace(first, month=last.month)
    one = first.month if isinstance(first, Day) else first
    other = last.month if isinstance(last, Day) else last
    if not isinstance(one, Month) or not isinstance(other, Month):
        return first
    if one.year is not None or other.year is None:
        return first
    year = other.year
    if one.month > other.month:
        year = Year(year.number and year.number - 1, year.step - (year.number is None), year.other)
    month = replace(one, year=year)
    return replace(first, month=month) if isinstance(first, Day) else month


def _follows(first: Form, last: Form) -> bool:
    """Tell whether the second date is the day or month right after the first."""
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return (last.weekday - first.weekday) % 7 == 1 and first.week == last.week
    if isinstance(first, RelativeDay) and isinstance(last, RelativeDay):
        return last.days - first.days == 1
    if isinstance(first, Day) and isinstance(last, Day):
        whole = _filled(first, last)
        return last.day - first.day == 1 and isinstance(whole, Day) and whole.month == last.month
    return False

"""Figures in a text: whether one can be a day of a month, or belongs to something else."""

from __future__ import annotations

from onrecord.reading.date_tokens import MONTHS, SHORT_MONTHS, Tokens, word_set

_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
AFTER_BARE_DAY = word_set(
    "and or to at in on for with of by from as when where who which that but if until till "
    "through after before between during while the a its his her their will would was is were "
    "are has had may could should said says"
)
"""Words that may follow "the 14th" or "June 12 and 13" where no noun is being counted."""


def day_number(t: Tokens, i: int, *, ordinal: bool = False) -> tuple[int, int] | None:
    """Give a day of the month at `i` and the position after it: "5", "5th", not "5,000"."""
    number = t.number(i)
    if number is None or not 1 <= number <= 31 or len(t.word(i)) > 2:
        return None
    j = i + 1
    if t.word(j) in _ORDINAL_ENDINGS and t.touches(j):
        j += 1
    elif ordinal:
        return None
    return None if runs_on(t, j) else (number, j)


def day_number_open(t: Tokens, i: int) -> tuple[int, int] | None:
    """Give a day number that may run on into a range: the "12" of "12-14 June"."""
    number = t.number(i)
    if number is None or not 1 <= number <= 31 or len(t.word(i)) > 2:
        return None
    j = i + 1
    if t.word(j) in _ORDINAL_ENDINGS and t.touches(j):
        j += 1
    return number, j


def runs_on(t: Tokens, j: int) -> bool:
    """Tell whether a figure that ends before `j` goes on: "5,000", "12:30", "5%", "5-year"."""
    if not t.touches(j):
        return False
    sign = t.word(j)
    if sign[0].isalnum() or sign in "%°$€£":
        return True
    if not t.touches(j + 1):
        return False
    after = t.word(j + 1)
    if sign in ",.:":
        return after[0].isdigit()
    return sign == "-" and after[0].isalpha() and after not in MONTHS and after not in SHORT_MONTHS


def stands_free(t: Tokens, i: int) -> bool:
    """Tell whether nothing sticks to the front of the figure at `i`: not "F-16", "$12", "3.5"."""
    return not t.touches(i) or t.word(i - 1) in "(['\"‘“\n—–"


def nothing_counted(t: Tokens, j: int) -> bool:
    """Tell whether what stands at `j` is no noun that the figure before it could count."""
    word = t.word(j)
    return not word or not word[0].isalpha() or word in AFTER_BARE_DAY

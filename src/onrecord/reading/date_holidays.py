"""Holidays whose day is certain: how the wires write them, and when they fall."""

from __future__ import annotations

import datetime as dt

NAMES: dict[tuple[str, ...], str] = {
    ("christmas", "eve"): "christmas_eve",
    ("christmas", "day"): "christmas",
    ("christmas",): "christmas",
    ("boxing", "day"): "boxing_day",
    ("new", "year", "'", "s", "eve"): "new_years_eve",
    ("new", "year", "'", "s", "day"): "new_years_day",
    ("new", "year", "'", "s"): "new_years_day",
    ("new", "year"): "new_years_day",
    ("valentine", "'", "s", "day"): "valentines_day",
    ("st", ".", "patrick", "'", "s", "day"): "st_patricks_day",
    ("st", "patrick", "'", "s", "day"): "st_patricks_day",
    ("may", "day"): "may_day",
    ("bastille", "day"): "bastille_day",
    ("halloween",): "halloween",
    ("juneteenth",): "juneteenth",
    ("fourth", "of", "july"): "fourth_of_july",
    ("veterans", "day"): "veterans_day",
    ("martin", "luther", "king", "day"): "king_day",
    ("presidents", "'", "day"): "presidents_day",
    ("memorial", "day"): "memorial_day",
    ("labor", "day"): "labor_day",
    ("columbus", "day"): "columbus_day",
    ("thanksgiving", "day"): "thanksgiving",
    ("thanksgiving",): "thanksgiving",
    ("ash", "wednesday"): "ash_wednesday",
    ("palm", "sunday"): "palm_sunday",
    ("good", "friday"): "good_friday",
    ("easter", "sunday"): "easter",
    ("easter", "monday"): "easter_monday",
    ("easter",): "easter",
    ("orthodox", "easter"): "orthodox_easter",
    ("orthodox", "christmas"): "orthodox_christmas",
}
"""Names as lower-case tokens. "Labour Day" is left out: it falls on other days elsewhere."""

_FIXED = {
    "christmas_eve": (12, 24),
    "christmas": (12, 25),
    "boxing_day": (12, 26),
    "new_years_eve": (12, 31),
    "new_years_day": (1, 1),
    "valentines_day": (2, 14),
    "st_patricks_day": (3, 17),
    "may_day": (5, 1),
    "bastille_day": (7, 14),
    "halloween": (10, 31),
    "juneteenth": (6, 19),
    "fourth_of_july": (7, 4),
    "veterans_day": (11, 11),
    "orthodox_christmas": (1, 7),
}
_NTH_WEEKDAY = {
    "king_day": (1, 0, 3),
    "presidents_day": (2, 0, 3),
    "memorial_day": (5, 0, -1),
    "labor_day": (9, 0, 1),
    "columbus_day": (10, 0, 2),
    "thanksgiving": (11, 3, 4),
}
"""Month, weekday (Monday is 0), which one (-1 the last): United States federal holidays."""

_AFTER_EASTER = {
    "ash_wednesday": -46,
    "palm_sunday": -7,
    "good_friday": -2,
    "easter": 0,
    "easter_monday": 1,
}


def holiday(key: str, year: int) -> dt.date:
    """Give the day on which a holiday falls in a year.

    `key` is a value of `NAMES`. Raises KeyError for any other, and OverflowError for an Easter
    outside the calendar.
    """
    if key in _FIXED:
        return dt.date(year, *_FIXED[key])
    if key in _NTH_WEEKDAY:
        return _nth_weekday(year, *_NTH_WEEKDAY[key])
    if key == "orthodox_easter":
        return _orthodox_easter(year)
    return _easter(year) + dt.timedelta(days=_AFTER_EASTER[key])


def _nth_weekday(year: int, month: int, weekday: int, number: int) -> dt.date:
    """Give the nth weekday of a month; -1 asks for the last, in months of 31 days (May)."""
    if number < 0:
        last = dt.date(year, month, 31)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _easter(year: int) -> dt.date:
    """Compute Western Easter Sunday (the anonymous Gregorian algorithm, Nature 13, 1876)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quads, left = divmod(in_century, 4)
    to_sunday = (32 + 2 * rest + 2 * quads - epact - left) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _orthodox_easter(year: int) -> dt.date:
    """Compute Orthodox Easter Sunday by the Gregorian calendar (Meeus's Julian algorithm)."""
    full_moon = (19 * (year % 19) + 15) % 30
    to_sunday = (2 * (year % 4) + 4 * (year % 7) - full_moon + 34) % 7
    month, day = divmod(full_moon + to_sunday + 114, 31)
    behind = year // 100 - year // 400 - 2
    return dt.date(year, month, day + 1) + dt.timedelta(days=behind)

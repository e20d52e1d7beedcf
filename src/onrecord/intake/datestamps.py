"""When a report appeared, as the report itself or its address says."""

from __future__ import annotations

import datetime as dt
import re

from onrecord.intake.lines import Line

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_MONTH}\s+{_DAY}(?:,\s*|\s+){_YEAR}\b",
        rf"\b{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}\b",
        rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        # Only the order with dots is the same everywhere; 03/04/2024 is two different days.
        rf"\b(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.{_YEAR}\b",
    )
)
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-]([01]\d|[a-z]{3})[/-]([0-3]\d)(?=[/.-]|$)", re.IGNORECASE
)

# What may stand beside the date on a line that only says when: anything else makes it prose.
_BESIDE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|"
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|hrs|h)?|(?-i:\b[A-Z]{2,4}\b)|"
    r"\b(?:published|updated|posted|modified|first|last|aired|on|at|in|by|date|issued|created)\b|"
    r"[|,:;()/–—-]",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\bpublished\b|\bposted\b|\bissued\b|\bfirst aired\b", re.IGNORECASE)
_UPDATED = re.compile(r"\bupdated\b|\bmodified\b", re.IGNORECASE)
_WHERE = re.compile(r"\w (?:in|on|at|with|of) [A-Z]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL = frozenset({"the", "of", "ago", "min", "mins", "minutes", "hours", "hrs"})
_TOP_LINES = 8


def written_date(text: str) -> dt.date | None:
    """Read one full date written in any of the usual ways, or None.

    ISO (with or without a time after it), `March 27, 2024`, `27 Mar. 2024`, `27.3.2024`. Slashed
    dates are not read: 03/04/2024 is March to some and April to others.
    """
    found = _dates_in(text.strip()[:100])
    return found[0][0] if found else None


def is_datestamp(line: Line) -> bool:
    """Whether the line does nothing but say when (and for whom) the report appeared.

    `Published: Monday | January 27, 2020 | 12:20 AM` and `AFP, Friday 1 Aug 2014` do;
    `The two last met on March 7, 2023.` does not: something beside the date is left over.
    """
    if len(line.text) > 120:
        return False
    found = _dates_in(line.text)
    if not found:
        return False
    rest = line.text
    for _, start, end in reversed(found):
        rest = f"{rest[:start]} {rest[end:]}"
    beside = _WORD.findall(_BESIDE.sub(" ", rest))
    if _PUBLISHED.match(line.text) or _UPDATED.match(line.text):
        return len(beside) <= 6
    if _WHERE.search(line.text):
        return False  # "Rupert Hentzau in Zenda on March 27, 2024" stands under a picture
    names = all(word[0].isupper() or word in _SMALL for word in beside)
    return len(beside) <= 4 and names and not line.text.endswith((".", "!", "?", "”", '"'))


def printed_date(lines: tuple[Line, ...], dateline: str | None) -> dt.date | None:
    """Find the date that the report prints for itself, or None.

    `dateline` is the dateline's text, or None; it counts only when it has a year. Looked for in
    the datestamps among the first lines (what says `published` before what says `updated`) and
    in a last line that begins with `Published`. Dates in captions and prose are never taken:
    they say when something else happened.
    """
    stamps = [line for line in lines[:_TOP_LINES] if is_datestamp(line)]
    stamps += [
        line for line in lines[-_TOP_LINES:] if _PUBLISHED.match(line.text) and is_datestamp(line)
    ]
    for line in sorted(stamps, key=lambda one: (_rank(one.text), one.start)):
        return _dates_in(line.text)[0][0]
    return written_date(dateline) if dateline else None


def url_date(url: str) -> dt.date | None:
    """Find the date in the path of a news address (`/2024/03/27/`, `/2024-03-27-`), or None."""
    found = _IN_URL.search(url.split("?", 1)[0])
    if found is None:
        return None
    year, month, day = found.groups()
    return _day(year, month, day)


def _rank(text: str) -> int:
    if _PUBLISHED.search(text):
        return 0
    return 2 if _UPDATED.search(text) else 1


def _dates_in(text: str) -> list[tuple[dt.date, int, int]]:
    """List the full dates in a short text with their places, in order, none overlapping."""
    found: list[tuple[dt.date, int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(match["year"], match["month"], match["day"])
            if day is not None:
                found.append((day, match.start(), match.end()))
    found.sort(key=lambda one: (one[1], -one[2]))
    kept: list[tuple[dt.date, int, int]] = []
    for one in found:
        if not kept or one[1] >= kept[-1][2]:
            kept.append(one)
    return kept


def _day(year: str, month: str, day: str) -> dt.date | None:
    name = month[:3].lower()
    number = _MONTHS.index(name) + 1 if name in _MONTHS else 0
    if number == 0 and month.isdigit():
        number = int(month)
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None

"""Why an engagement was put off, refused or broken off, in the report's own words."""

from __future__ import annotations

import re

from onrecord.terms import Status

_GIVEN_FOR: frozenset[Status] = frozenset(
    {"cancelled", "postponed", "refused", "suspended", "rescheduling", "rescheduled"}
)
_MARKER = re.compile(
    r"\b(?:because\ of|because|due\ to|owing\ to|on\ account\ of|as\ a\ result\ of"
    r"|in\ the\ light\ of|in\ light\ of|in\ protest\ (?:of|at|against|over)|in\ response\ to"
    r"|citing|amid|over)\ ",
    re.VERBOSE,
)
_STOP = (
    r"(?:(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bLt)(?<!\bCol)(?<!\bSt)"
    r"\.(?=\s+[\"“‘']?[A-Z0-9]|\s*$)"
    r"|(?<=\b[A-Z])\.(?=\s+(?:He|She|It|They|We|The|This|That|These|A|An|In|On|At|But|And|No)\b))"
)
"""A full stop that ends a sentence: "the U.S. He left" has one, "the U.S. move" none."""
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
_ENDS = re.compile(
    _STOP + r"|[;:”\"\n]|,\ (?:and|but|who|which|while|according|as|he|she|it|they)\b|\ —|\ –"
    r"|,\ (?:(?!,).){0,60}?\b(?:said|says|told|reported|reports|announced|added|wrote|confirmed"
    r"|revealed|disclosed|claimed|stated|noted|explained|quoted|learnt|learned)\b"
)
"""Where a reason ends: at whoever tells of it too ("illness, the palace said")."""
_SOURCES = re.compile(
    r"(?:[\w.-]+\ ){0,4}?(?:sources?|officials?|aides?|diplomats?|reports?|agency|agencies|media)\b"
    r"(?!['’])(?!\ (?:of|that)\b)",
    re.IGNORECASE,
)
"""Who is cited, not why: "citing unnamed sources", but "citing reports of unrest"."""
_NOT_REASONS = re.compile(
    r"^(?:the\ phone|the\ (?:coming|next|past|last|weekend)|a\ period|\d|dinner|lunch)"
)
_LONGEST = 160


def reason_in(text: str, status: Status, start: int, end: int) -> str | None:
    """Give the reason that a step's sentence states after its act begins, or None.

    `start` and `end` are the act's code points in `text`. Only steps that take something off the
    calendar are asked; "over lunch" and "over the weekend" give no reason.
    """
    if status not in _GIVEN_FOR:
        return None
    told = text[start : end + _LONGEST]
    found = next((m for m in _MARKER.finditer(told) if not _cites(told, m)), None)
    if found is None or "\n" in told[: found.start()]:
        return None
    if re.search(rf"(?:{_STOP}|;)\s", told[: found.start() + 1]):
        return None
    why = _to_its_end(told[found.end() :], cut=len(text) > start + len(told))
    return None if not why or _NOT_REASONS.match(why) else why


def _to_its_end(why: str, *, cut: bool) -> str:
    """Give the words of a reason up to where it ends, a quotation inside it taken in whole.

    `cut` is true where the text goes on behind `why`: a word that was cut is left out.
    """
    stops = (m.start() for m in _ENDS.finditer(why) if not _of_quotation(why, m.start()))
    end = next(stops, None)
    if end is not None and _INITIALS.search(why[: end + 1]):
        end += 1
    if end is None and cut:
        end = max(why.rfind(" "), 0)
    said = " ".join(why[:end].split()).rstrip(" ,'’")
    return said if _balanced(said) else said.replace('"', "").replace("“", "").strip()


def _of_quotation(why: str, at: int) -> bool:
    """Whether a mark opens a quotation, or closes one that opened in the same reason."""
    if why[at] not in '"”':
        return False
    opens = why[at] == '"' and (at == 0 or why[at - 1] in " (")
    return opens or not _balanced(why[:at])


def _balanced(words: str) -> bool:
    return words.count('"') % 2 == 0 and words.count("“") == words.count("”")


def _cites(told: str, marker: re.Match[str]) -> bool:
    return marker.group().startswith("citing") and bool(_SOURCES.match(told, marker.end()))

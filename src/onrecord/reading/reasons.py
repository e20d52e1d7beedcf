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
_ENDS = re.compile(
    r"[.;:”\"\n]|,\ (?:and|but|who|which|while|according|as|he|she|it|they)\b|\ —|\ –"
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
    if re.search(r"[.;]\s", told[: found.start()]):
        return None
    why = told[found.end() :]
    stop = _ENDS.search(why)
    why = " ".join(why[: stop.start() if stop else _LONGEST].split()).rstrip(" ,'’")
    return None if not why or _NOT_REASONS.match(why) else why


def _cites(told: str, marker: re.Match[str]) -> bool:
    return marker.group().startswith("citing") and bool(_SOURCES.match(told, marker.end()))

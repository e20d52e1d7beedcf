"""The dateline: the place (and day, and agency) printed before a report's first sentence."""

from __future__ import annotations

import re

from onrecord.intake.lines import Line

_REACH = 160

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_MONTH}\s+{_NUMBER}|{_NUMBER}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_CAPS = r"[A-Z][A-Z.'’-]+(?:\s+[A-Z][A-Z.'’-]+){0,3}"
_NAME = r"[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]+|de|la|al|of|es)){0,3}"
# "Agency" is in brackets right before the dash, and may carry the day and the hour.
_AGENCY = r"\([^()]{2,60}\)"
_DASH = r"\s*(?:--|[-–—―])\s*"
_TAIL = rf"(?:\s*[,/]\s*{_NAME}){{0,2}}"

# TEHRAN, Jul. 22 (MNA) – | Prague, April 13 (CTK) - | Buenos Aires, Nov 30 (IANS) US President
_WITH_AGENCY = re.compile(
    rf"(?:{_CAPS}|{_NAME}){_TAIL}(?:,\s*{_WEEKDAY}{_DAY})?\s*{_AGENCY}{_DASH}"
)
_NO_DASH = re.compile(
    rf"(?:{_CAPS}|{_NAME}){_TAIL}(?:,\s*{_WEEKDAY}{_DAY}\s*{_AGENCY}|\s*\([^()]*\d{{4}}[^()]*\))\s+(?=[A-Z\"“])"
)
# March 3 (Reuters) -
_DAY_ONLY = re.compile(rf"{_DAY}\s*{_AGENCY}{_DASH}")
# HAVANA, March 26 — | Strelsau, 3 March -
_WITH_DAY = re.compile(rf"(?:{_CAPS}|{_NAME}){_TAIL},\s*{_WEEKDAY}{_DAY}\s*(?:{_DASH}|:\s)")
# ANKARA — | PHNOM PENH -- | BANGKOK:
_BARE_CAPS = re.compile(rf"{_CAPS}{_TAIL}\s*(?:(?:--|[-–—―])\s+|(?:—|―|--)(?=[A-Z\"“])|:\s+)")
# Jakarta -- Straight from the airport ...
_BARE_NAME = re.compile(rf"{_NAME}(?:,\s*{_NAME})?\s*(?:--|[–—―])\s+(?=[\"“]?[A-Z])")
_SECOND_DASH = re.compile(r"^[^.!?]{0,200}?(?:\s(?:--|[–—-])\s|—)")
# THE PRESIDENT: and MS. MOORE: are speakers in a transcript; US: and UPDATE: are labels.
_NOT_A_PLACE = re.compile(
    r"(?:THE|MR|MS|MRS|DR|SEN|REP|GEN|PRESIDENT|PRIME|MINISTER|SECRETARY|CHANCELLOR|AMBASSADOR|"
    r"SPEAKER|QUESTION|ANSWER|MODERATOR|UPDATE\d*|BREAKING|EXCLUSIVE|ANALYSIS|OPINION|EXPLAINER|"
    r"WATCH|LIVE|FILE|PHOTO|NOTE|CORRECTION|LEAD|URGENT|READ|ALSO|RELATED|MORE|US|UK|EU|UN|NATO)\b"
)
_PLACE_ONLY = re.compile(
    rf"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+)?|{_NAME}\s*\([A-Z][\w\s/]{{1,30}}\)"
)


def dateline_end(text: str, *, opening: bool) -> int | None:
    """Give where the dateline at the start of a line ends, as an offset into it, or None.

    `opening` is true for the report's first line of prose, where a bare place will do
    (`ANKARA —`); further down only a dateline with a day or an agency is believed, since
    `NATO - the alliance` and `MS. MOORE: Yes` begin lines as well.
    """
    head = text[:_REACH]
    for form in (_WITH_AGENCY, _DAY_ONLY, _WITH_DAY, _NO_DASH):
        found = form.match(head)
        if found and found.end() < len(text) and not _NOT_A_PLACE.match(head):
            return found.end()
    if not opening:
        return None
    found = _BARE_CAPS.match(head)
    if found and found.end() < len(text) and not _NOT_A_PLACE.match(head):
        return found.end()
    found = _BARE_NAME.match(head)
    # "Talks — the first since May — will resume" has a dash to close; a dateline has not.
    if found and not _SECOND_DASH.match(text[found.end() :]) and not _NOT_A_PLACE.match(head):
        return found.end()
    return None


def is_place_line(line: Line) -> bool:
    """Whether the whole line is a place, with the agency in brackets or in capitals: `TOKYO`."""
    return (
        line.length <= 4
        and _PLACE_ONLY.fullmatch(line.text) is not None
        and not _NOT_A_PLACE.match(line.text)
    )

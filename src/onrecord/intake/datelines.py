"""The dateline: the place (and day, and agency) printed before a report's first sentence."""

from __future__ import annotations

import re

from onrecord.intake.bylines import AGENCY
from onrecord.intake.lines import Line

_REACH = 160

_MONTH = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*"
    r"|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|SEPT|OCT|NOV|DEC)[A-Z]*)\.?"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_MONTH}\s*{_NUMBER}|{_NUMBER}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_FULL_DAY = rf"(?:{_MONTH}\s*{_NUMBER}|{_NUMBER}\s+{_MONTH}),?\s+\d{{4}}"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_CAPS = r"[A-Z][A-Z.'’-]+(?:\s+[A-Z][A-Z.'’-]+){0,3}"
_NAME = r"[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]+|de|la|al|of|es)){0,3}"
# "Agency" is in brackets right before the dash, and may carry the day and the hour.
_AGENCY = r"\([^()]{2,60}\)"
_DASH = r"\s*(?:--|[-–—―])\s*"
_TAIL = rf"(?:\s*[,/]\s*{_NAME}){{0,2}}"
# Kathmandu [Nepal], TIANJIN /China/
_WITHIN = r"(?:\s*\[[A-Z][\w .'’-]{1,30}\]|\s*/[A-Z][\w .'’-]{1,30}/)?"
_PLACE = rf"(?:{_CAPS}|{_NAME}){_TAIL}{_WITHIN}"
_COLON = r"\s*:\s+"

# TEHRAN, Jul. 22 (MNA) – | Prague, April 13 (CTK) - | Buenos Aires, Nov 30 (IANS) US President
_WITH_AGENCY = re.compile(
    rf"{_PLACE}(?:(?:[,.]\s*{_WEEKDAY}{_DAY})?\s*{_AGENCY}{_DASH}|"
    # New Delhi [India], Dec.2 (ANI): | July 31, Colombo (LNW):
    rf"[,.]\s*{_WEEKDAY}{_DAY}\s*{_AGENCY}{_COLON})|"
    rf"{_WEEKDAY}{_DAY}[,.]?\s+{_PLACE}\s*{_AGENCY}(?:{_DASH}|{_COLON})"
)
# MINSK, May 27 /TASS/. Russian President | TOKYO, May 27. /TASS/. | KYIV /UNIAN/ -
_WITH_SLUG = re.compile(
    rf"{_PLACE}(?:[,.]\s*{_WEEKDAY}{_DAY}\.?)?\s*/[A-Z][\w .-]{{1,20}}/(?:\.\s*|{_DASH})|"
    rf"{_PLACE}[,.]\s*{_WEEKDAY}{_DAY}\.?\s*/[A-Z][\w .-]{{1,20}}/\s+(?=[\"“]?[A-Z])"
)
# ZENDA, MAY 27, RURITANPRESS. The premier | ZENDA, May 27. RNA: The premier
_WITH_NAME = re.compile(
    rf"{_CAPS}{_TAIL},\s*{_WEEKDAY}{_DAY}[,.]?\s+(?:{AGENCY}|[A-Z]{{3,}})(?:[.:]|{_DASH})\s*"
    r"(?=[\"“]?[A-Z])"
)
# Updated: 2 January 2024 The minister | Tuesday, 02 January 2024 12:17 GMT The minister
_CLOCK = r"\d{1,2}[:.]\d\d(?:\s*[AaPp]\.?[Mm]\.?)?"
_STAMPED = re.compile(
    rf"(?:(?:Published|Updated|Posted)(?: on)?\s*:\s*{_WEEKDAY}{_FULL_DAY}"
    rf"(?:,?\s+{_CLOCK}(?:\s*[A-Z]{{2,4}}\b)?)?|"
    rf"{_WEEKDAY}{_FULL_DAY},?\s+(?:Published at\s+)?{_CLOCK}\s*(?:GMT|UTC|[A-Z]{{1,3}}T)\b)"
    r"\s+(?=[\"“]?[A-Z][a-z]|[A-Z]+ )"
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
# Colombo (LNW): | LISBON (Reuters): -- and no day: only where the first sentence is expected.
_BARE_AGENCY = re.compile(
    rf"(?!(?:Q|A|Question|Answer|Background|Analysis|Opinion)\b)"
    rf"{_PLACE}\s*\((?:[A-Z]{{2,6}}|{AGENCY})\){_COLON}(?=[\"“]?[A-Z\d])"
)
# Wire News / The prime minister -- but "Wire News / Daily Post poll" is who asked.
_OUTLET = rf"(?:{AGENCY}|(?:[A-Z][\w.'’-]+ ){{1,3}}(?:News|Agency|Press|Radio))"
_AGENCY_SLASH = re.compile(
    rf"{_OUTLET}\s?/\s+(?=[\"“]?[A-Z])(?!.{{0,60}}\b(?:poll|survey)s?\b)|"
    rf"{_NAME}\s*/\s*(?:{AGENCY}|[A-Z]{{2,6}})(?:\s(?:--|[-–—―])\s+|{_COLON})"
    r"(?=[\"“]?[A-Z])"
)
# Wire News – Zenda | Zenda - RNA -- "Minister Calls Off Visit - RNA" is a headline.
_ONE_PLACE = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?"
_AGENCY_AND_PLACE = re.compile(rf"{_OUTLET}\s*[–—-]\s*{_ONE_PLACE}")
_PLACE_AND_AGENCY = re.compile(rf"{_ONE_PLACE}\s[–—-]\s(?:{AGENCY}|[A-Z]{{3,6}})")
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
    for form in (_WITH_AGENCY, _WITH_SLUG, _WITH_NAME, _DAY_ONLY, _STAMPED, _WITH_DAY, _NO_DASH):
        found = form.match(head)
        if found and found.end() < len(text) and not _NOT_A_PLACE.match(head):
            return found.end()
    if not opening:
        return None
    for form in (_BARE_AGENCY, _AGENCY_SLASH, _BARE_CAPS):
        found = form.match(head)
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


def is_agency_and_place(line: Line) -> bool:
    """Whether the whole line is an agency, a dash and a place, or the other way round.

    `Wire News – Zenda`; `Zenda - RNA` only below another line, since `Hentzau resigns - RNA`
    written large is the headline that a text begins with.
    """
    if line.number and _PLACE_AND_AGENCY.fullmatch(line.text):
        return True
    return _AGENCY_AND_PLACE.fullmatch(line.text) is not None

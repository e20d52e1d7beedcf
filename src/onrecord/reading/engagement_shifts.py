"""The other day of a move told by its length: "on 27 May, a week later than planned".

Of the day that stands and the day that fell away, such a report names one and counts the other from
it. What is counted from nothing named, or by months, is left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from onrecord.reading.assembly import Dates
from onrecord.reading.date_tokens import CARDINALS
from onrecord.reading.engagement_view import Dated
from onrecord.reading.grouping import Group
from onrecord.reading.seen import Seen
from onrecord.terms import Span, Status

_UNITS = {"day": 1, "week": 7, "fortnight": 14}
_COUNT = r"(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) "
_LENGTH = _COUNT + r"(?P<unit>day|week|fortnight)s?"
_THAN_PLANNED = re.compile(
    r"(?<!\bnot )(?<!\bnot even )(?<!\bno )\b"
    + _LENGTH
    + r" (?:(?P<way>earlier|later|sooner) than "
    r"(?:it |was |were |had been |first |originally |initially |previously )*"
    r"(?:planned|announced|scheduled|foreseen|expected|arranged|intended|agreed|fixed|set)"
    r"|(?P<ahead>ahead of) (?:plan|schedule))\b",
    re.IGNORECASE,
)
_MOVED_BY = re.compile(
    r"\b(?:(?P<later>put(?:ting|s)? (?:off|back)|pushed back|moved back|set back"
    r"|postpon(?:es?|ed|ing)|delay(?:s|ed|ing)?|defer(?:s|red|ring)?)"
    r"|(?P<sooner>br(?:ings?|ought|inging) forward|move[ds]? (?:forward|up)|advanced))\b"
    r"(?: [\w'’-]+){0,8}? by " + _LENGTH + r"\b(?! and\b)",
    re.IGNORECASE,
)
_OF_THE_PLAN = re.compile(
    r"\b(?:planned|scheduled|set|fixed|due|announced|foreseen|arranged|expected|from)"
    r"(?: (?:for|on|in|at|to (?:begin|start|open)))*,? $",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\b(?:end(?:s|ed)?|clos(?:es?|ed)|finish(?:es|ed)?|conclude[sd]?|(?:left|leaves?)(?! for)"
    r"|return(?:s|ed)?)\b[^,;:]*$",
    re.IGNORECASE,
)
_LOOK_BACK = 30
_ABOUT = 14
"""From so many days on, "two weeks later than planned" is a round number."""
_MOVED: frozenset[Status] = frozenset({"rescheduled", "under_way", "held"})


def counted_days(
    seen: Seen, dated: Sequence[Dated], group: Group, status: Status, dates: Dates
) -> Dates:
    """Give the dates of an engagement, with the day that a move by so many days leads to or from.

    "Postponed by a week to 27 May" was to be on the 20th; "set for 20 May, it is postponed by a
    week" is on the 27th; in "a day earlier than planned, on 19 May" the 19th stands.
    Counter-examples: "left a day early"; "not a day later than planned".
    """
    if status not in _MOVED:
        return dates
    start, end, was, was_end = dates
    moves = tuple(_moves(seen, group))
    days = {(n, than) for n, than, _ in moves}
    if len(days) != 1 or (start is not None and was is not None):
        return dates
    [(count, than)] = days
    about = "~" if than and abs(count) >= _ABOUT else ""
    if not than and status != "rescheduled":
        return dates
    if (
        was is not None
        and than
        and _stands(seen, dated, [sentence for _, _, sentence in moves], was)
    ):
        start, end, was, was_end = was, was_end, None, None
    if start is not None:
        return start, end, _moved(start, -count, about), _moved(end, -count, about)
    return _moved(was, count, about), _moved(was_end, count, about), was, was_end


def _moves(seen: Seen, group: Group) -> Iterator[tuple[int, bool, Span]]:
    """Give by how many days an engagement moves, whether by "than planned", and the sentence."""
    own = {s.encounter.token for s in group.sightings}
    for number in sorted({s.sentence for s in group.sightings}):
        sentence = seen.sentences[number]
        if any(s.sentence == number and s.encounter.token not in own for s in seen.sightings):
            continue
        text = seen.doc.text[sentence.start : sentence.end]
        for pattern in (_THAN_PLANNED, _MOVED_BY):
            for found in pattern.finditer(text):
                if _ENDING.search(text[: found.start()]) is not None:
                    continue  # "ended a day earlier than planned" began when it was to
                yield _days_in(found), pattern is _THAN_PLANNED, sentence


def _days_in(found: re.Match[str]) -> int:
    said = found.groupdict()
    word = said["count"].lower()
    count = int(word) if word.isdigit() else CARDINALS.get(word, 1)
    days = count * _UNITS[said["unit"].lower()]
    way = (said.get("way") or "").lower()
    sooner = said.get("sooner") or said.get("ahead") or way in ("earlier", "sooner")
    return -days if sooner else days


def _stands(seen: Seen, dated: Sequence[Dated], told: Sequence[Span], day: str) -> bool:
    """Whether a day is told, beside "a day earlier than planned", as the one that stands."""
    for sentence in told:
        for date in dated:
            at = date.forward.span.start
            inside = sentence.start <= at < sentence.end
            if inside and day in (date.forward.start, date.backward.start):
                before = seen.doc.text[max(sentence.start, at - _LOOK_BACK) : at]
                return date.look != "planned" and _OF_THE_PLAN.search(before) is None
    return False


def _moved(day: str | None, by: int, about: str) -> str | None:
    """Give the day so many days later; None for what is no single exact day."""
    try:
        return (dt.date.fromisoformat(day or "") + dt.timedelta(days=by)).isoformat() + about
    except ValueError:
        return None

"""Words for the eye: dates, parties and sources as a newsroom writes them, made safe to print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.terms import REPORTER, Claim, Engagement, Footing, Party, Report, Stance, Standing

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
_EDTF_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)\Z")
_OPENING = 60
_UNTOLD = re.compile(r"(?:it )?(?:is|was|were|has|had|have) (?:[\w-]+ ){0,2}\w+$", re.IGNORECASE)
"""Sources that only say that something was said: "it was reported", "is understood"."""
_MONTHS = "January February March April May June July August September October November December"

FOOTING_WORDS: dict[Footing, str] = {
    "on_record": "on record",
    "statement": "statement",
    "anonymous": "no name",
    "media": "media",
    "reporter": "report",
}
STANCE_WORDS: dict[Stance, str] = {
    "asserts": "says",
    "confirms": "confirms",
    "denies": "denies",
    "does_not_deny": "does not deny",
    "declines_comment": "declines to comment",
}


def plain(text: str) -> str:
    r"""Make text from outside safe for a terminal: one line, no control or bidirectional codes.

    A report may hold escape sequences that would retitle or clear the reader's terminal; they
    are shown as U+FFFD instead. Runs of white space become one space.
    """
    return _CONTROL.sub("\ufffd", _SPACE.sub(" ", text)).strip()


def quote(text: str, width: int = 160) -> str:
    """Give evidence as a quotation of at most `width` code points, cut at a word."""
    said = plain(text)
    if len(said) > width:
        said = said[:width].rsplit(" ", 1)[0] + " …"
    return f"“{said}”"


def day(edtf: str | None) -> str:
    """Write an EDTF date as a newspaper does: "14 May 2024", "about May 2024", "9-15 June 2024".

    None becomes an empty string; what is no date of ours is given back as it stands.
    """
    if edtf is None:
        return ""
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        return span_of_days(start or None, end or None)
    match = _EDTF_DAY.match(edtf)
    if match is None:
        return plain(edtf)
    year, month, number, about = match.groups()
    if month and not 1 <= int(month) <= 12:
        return plain(edtf)
    name = _MONTHS.split()[int(month) - 1] if month else ""
    said = " ".join(part for part in (str(int(number)) if number else "", name, year) if part)
    return f"about {said}" if about else said


def span_of_days(start: str | None, end: str | None) -> str:
    """Write a period from its EDTF start and end: "6-12 May 2024", "30 May to 2 June 2024".

    Either may be None, and the other is then all there is to say.
    """
    first, last = day(start), day(end)
    if not (first and last) or first == last:
        return first or last
    same = 0
    ours, theirs = first.split(), last.split()
    while same < min(len(ours), len(theirs)) - 1 and ours[-1 - same] == theirs[-1 - same]:
        same += 1
    if same == 2 and len(ours) == len(theirs) == 3:
        return f"{ours[0]}-{last}"
    return f"{' '.join(ours[: len(ours) - same])} to {last}"


def status_word(status: str) -> str:
    """Write a status for the eye: "under way", "rescheduling"."""
    return status.replace("_", " ")


def parties_line(parties: Sequence[Party]) -> str:
    """Name the parties with their people: "Brazil (Paulo Mendes) and Canada (Helen Ward)"."""
    named = [_party(p) for p in parties]
    if not named:
        return "parties unknown"
    if len(named) == 1:
        return named[0]
    return f"{', '.join(named[:-1])} and {named[-1]}"


def what_line(engagement: Engagement | Standing) -> str:
    """Say what the engagement is: parties, kind, place and the date that stands or fell away."""
    e = engagement
    parts = [f"{parties_line(e.parties)}: {e.kind}"]
    if e.place:
        parts.append(plain(e.place))
    stands = span_of_days(e.planned_start, e.planned_end)
    fell = span_of_days(e.was_planned_start, e.was_planned_end)
    if stands:
        parts.append(stands)
    # A visit may be put back on for the day from which it had fallen away.
    if fell and fell != stands:
        parts.append(f"was {fell}")
    return " · ".join(parts)


def report_line(report: Report) -> str:
    """Name a report: "Northern Wire · 2 May 2024 · Minister to visit Ottawa"."""
    published = day(report.published.isoformat()) if report.published else "no date"
    head = (report.outlet, published, report.title or _opening(report.text))
    return " · ".join(plain(part) for part in head if part)


def _opening(text: str) -> str:
    """Give the beginning of a text's first line, cut at a word."""
    line = plain(text.lstrip().splitlines()[0]) if text.strip() else ""
    return (
        line if len(line) <= _OPENING else line[: _OPENING + 1].rsplit(" ", 1)[0][:_OPENING] + " …"
    )


def source_line(claim: Claim) -> str:
    """Say whose word a claim is and how it was given: "Helen Ward (on record) says"."""
    if claim.source == REPORTER:
        return "the report itself"
    who = plain(claim.source)
    if _UNTOLD.match(who):
        who = "nobody named"
    return f"{who} ({FOOTING_WORDS[claim.footing]}) {STANCE_WORDS[claim.stance]}"


def _party(party: Party) -> str:
    people = ", ".join(plain(p.name) for p in party.people)
    return f"{plain(party.name)} ({people})" if people else plain(party.name)

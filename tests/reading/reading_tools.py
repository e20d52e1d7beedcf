"""Read a few sentences of our own as the reader does, without the trained models."""

from __future__ import annotations

import datetime as dt

from spacy.language import Language

from onrecord.identity import report_id
from onrecord.intake.cleaning import furniture_of
from onrecord.intake.lines import layout_of
from onrecord.reading.reader import ReadingTools, read_report
from onrecord.terms import Engagement, Reading, Report

DAY = dt.date(2024, 5, 15)  # a Wednesday


def read(nlp: Language, text: str, published: dt.date | None = DAY) -> Reading:
    given = published.isoformat() if published else None
    report = Report(
        id=report_id(text, title=None, published=given, url=None),
        text=text,
        published=published,
        furniture=furniture_of(layout_of(text)),
        language="en",
    )
    return read_report(report, ReadingTools(nlp))


def only(reading: Reading) -> Engagement:
    (engagement,) = reading.engagements
    return engagement


def sides(engagement: Engagement) -> set[str]:
    return {p.side for p in engagement.parties}

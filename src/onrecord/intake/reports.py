"""The one place where a Report is made: its date settled, its furniture marked, its id computed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onrecord.errors import ReportTooLargeError, ReportUnreadableError
from onrecord.identity import report_id
from onrecord.intake.cleaning import furniture_of, headline_of
from onrecord.intake.datestamps import printed_date, url_date
from onrecord.intake.decoding import mend
from onrecord.intake.language import language_of
from onrecord.intake.limits import DEFAULT_LIMITS, Limits
from onrecord.intake.lines import Layout, layout_of
from onrecord.terms import Furniture, Report


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of a report beside its text; None where it is not known.

    `published` here is what the caller says (basis `given`) and outranks every other source.
    """

    published: dt.date | None = None
    outlet: str | None = None
    url: str | None = None


NOTHING_GIVEN = Particulars()


def make_report(
    text: str,
    name: str,
    *,
    given: Particulars = NOTHING_GIVEN,
    title: str | None = None,
    published: dt.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    raw_sha256: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Make a report of a text and what its metadata say.

    `text` stays as it is, but for NULs and lone surrogates, replaced one for one. `name` is what
    errors call the input. `given` outranks the metadata. The publication date is the given one
    (`given`), else the metadata's (`metadata`), else the one the text prints for itself
    (`dateline`), else the one in the address (`url`), else None. Without a title, a headline that
    the text begins with becomes it. Raises ReportUnreadableError for a text without words,
    ReportTooLargeError over `limits.max_text`.
    """
    text = mend(text)
    if len(text) > limits.max_text:
        raise ReportTooLargeError(
            name,
            f"the text has {len(text):,} characters, more than the {limits.max_text:,} let in",
            "Split it into its reports, or raise the limit",
        )
    if not any(map(str.isalpha, text)):
        raise ReportUnreadableError(
            name, "the input has no words in it", "Give a report with text in it"
        )
    layout = layout_of(text)
    title = _one_line(title) or headline_of(layout)
    url = given.url or _one_line(url)
    furniture = furniture_of(layout, title=title)
    day, basis = given.published or published, "given" if given.published else "metadata"
    if day is None:
        day, basis = _printed(layout, text, furniture, url)
    return Report(
        id=report_id(text, title=title, published=day.isoformat() if day else None, url=url),
        text=text,
        title=title,
        published=day,
        published_basis=basis,
        outlet=given.outlet or _one_line(outlet),
        url=url,
        language=language_of(text),
        raw_sha256=raw_sha256,
        furniture=furniture,
    )


def _printed(
    layout: Layout, text: str, furniture: tuple[Furniture, ...], url: str | None
) -> tuple[dt.date | None, str]:
    dateline = next((text[f.start : f.end] for f in furniture if f.kind == "dateline"), None)
    printed = printed_date(layout.lines, dateline)
    if printed is not None:
        return printed, "dateline"
    in_url = url_date(url) if url else None
    return (in_url, "url") if in_url is not None else (None, "")


def _one_line(value: str | None) -> str | None:
    """Tidy a title, outlet or address: one line, nothing unprintable; None when nothing is left."""
    if value is None:
        return None
    return " ".join(mend(value).split()) or None

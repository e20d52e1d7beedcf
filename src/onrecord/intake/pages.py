"""Web pages as reports: the text and its metadata out of HTML, through trafilatura."""

from __future__ import annotations

import hashlib
import re

import trafilatura
from lxml.etree import LxmlError

from onrecord.errors import ReportTooLargeError, ReportUnreadableError
from onrecord.intake.datestamps import written_date
from onrecord.intake.limits import DEFAULT_LIMITS, Limits
from onrecord.intake.reports import NOTHING_GIVEN, Particulars, make_report
from onrecord.terms import Report

_DATES = {
    "original_date": True,
    # The extensive search takes any date in the page, footers and sidebars included.
    "extensive_search": False,
    # The default is today: the same page would be read differently tomorrow.
    "max_date": "2200-01-01",
    "min_date": "1900-01-01",
}
_WORDS = re.compile(r"\w+")


def report_from_page(
    html: str,
    raw: bytes,
    name: str,
    *,
    given: Particulars = NOTHING_GIVEN,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Make a report of an HTML page.

    `raw` are the bytes the page came as: their SHA-256 is kept in the report. The text is what
    trafilatura takes for the article, one paragraph a line with a blank line between; the
    headline is put first when the article does not begin with it. Raises ReportUnreadableError
    when no article is found, ReportTooLargeError over `limits.max_tags`.
    """
    tags = html.count("<")
    if tags > limits.max_tags:
        raise ReportTooLargeError(
            name,
            f"the page has {tags:,} tags, more than the {limits.max_tags:,} let in",
            "Save the article as plain text and give that",
        )
    try:
        found = trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except (LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        # The page is hostile or broken in a way that the extractor did not foresee.
        raise ReportUnreadableError(
            name,
            f"the page could not be read ({type(error).__name__})",
            "Save the article as plain text and give that",
        ) from error
    text = None if found is None or isinstance(found, dict) else found.text
    if found is None or isinstance(found, dict) or not text or not text.strip():
        raise ReportUnreadableError(
            name, "no article was found in the page", "Save the article as plain text and give that"
        )
    title = found.title or None
    return make_report(
        _with_headline(text.replace("\n", "\n\n"), title),
        name,
        given=given,
        title=title,
        published=written_date(found.date) if found.date else None,
        outlet=found.sitename or found.hostname,
        url=found.url,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        limits=limits,
    )


def _with_headline(text: str, title: str | None) -> str:
    if not title:
        return text
    opening = _WORDS.findall(text[: 2 * len(title) + 80].casefold())
    words = _WORDS.findall(title.casefold())
    return text if opening[: len(words)] == words else f"{title}\n\n{text}"

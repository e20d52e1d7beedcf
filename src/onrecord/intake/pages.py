"""Web pages as reports."""

from __future__ import annotations

import hashlib
import re

from onrecord.errors import ReportTooLargeError
from onrecord.intake.apart import done_apart
from onrecord.intake.articles import article_from_json, article_of
from onrecord.intake.datestamps import written_date
from onrecord.intake.limits import DEFAULT_LIMITS, Limits, refuse_crowded_tags
from onrecord.intake.reports import NOTHING_GIVEN, Particulars, make_report
from onrecord.terms import Report

_WORDS = re.compile(r"\w+")
_SMALL_PAGE = 300_000
_FEW_TAGS = 6_000


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
    trafilatura takes for the article, with a blank line between its paragraphs; the headline is
    put first when the article does not begin with it. Raises ReportUnreadableError when no
    article is found, ReportTooLargeError over `limits.max_tags` and `limits.seconds`.
    """
    tags = html.count("<")
    if tags > limits.max_tags:
        raise ReportTooLargeError(
            name,
            f"the page has {tags:,} tags, more than the {limits.max_tags:,} let in",
            "Save the article as plain text and give that",
        )
    refuse_crowded_tags(html, name)
    if len(html) <= _SMALL_PAGE and tags <= _FEW_TAGS:
        article = article_of(html, name)
    else:
        article = article_from_json(done_apart("page", html, name, limits.seconds))
    return make_report(
        _with_headline(article.text.replace("\n", "\n\n"), article.title),
        name,
        given=given,
        title=article.title,
        published=written_date(article.date) if article.date else None,
        outlet=article.outlet,
        url=article.url,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        limits=limits,
    )


def _with_headline(text: str, title: str | None) -> str:
    if not title:
        return text
    opening = _WORDS.findall(text[: 2 * len(title) + 80].casefold())
    words = _WORDS.findall(title.casefold())
    return text if opening[: len(words)] == words else f"{title}\n\n{text}"

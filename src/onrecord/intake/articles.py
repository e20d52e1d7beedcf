"""The article in a web page: its text and metadata out of the HTML, through trafilatura."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import trafilatura

from onrecord.errors import ReportUnreadableError
from onrecord.identity import Json

_DATES = {
    "original_date": True,
    # The extensive search takes any date in the page, footers and sidebars included.
    "extensive_search": False,
    # The default is today: the same page would be read differently tomorrow.
    "max_date": "2200-01-01",
    "min_date": "1900-01-01",
}
_REMEDY = "Save the article as plain text and give that"


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says; every field but the text is None when the page does not say it.

    `text` has one paragraph a line; `date` is as trafilatura writes it (ISO).
    """

    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None


def article_of(html: str, name: str) -> Article:
    """Take the article out of a page. Raises ReportUnreadableError when there is none."""
    try:
        found = trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except Exception as error:
        # The page is hostile or broken in a way that the extractor did not foresee; fuzzing finds
        # assertions of lxml, attribute and value errors, and there will be others.
        raise ReportUnreadableError(
            name, f"the page could not be read ({type(error).__name__})", _REMEDY
        ) from error
    if found is None or isinstance(found, dict) or not found.text or not found.text.strip():
        raise ReportUnreadableError(name, "no article was found in the page", _REMEDY)
    return Article(
        found.text,
        found.title or None,
        found.date or None,
        found.sitename or found.hostname or None,
        found.url if found.url and found.url.startswith(("http://", "https://")) else None,
    )


def article_to_json(article: Article) -> Json:
    """Write an article as a JSON object, for `article_from_json` in another process."""
    return asdict(article)


def article_from_json(value: Json) -> Article:
    """Read what `article_to_json` wrote."""
    if not isinstance(value, dict):
        raise TypeError("an article is a JSON object")
    return Article(**value)

"""RSS and Atom: the bytes of a feed into its entries, with nothing that XML can be made to do."""

from __future__ import annotations

import calendar
import datetime as dt
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import feedparser
import lxml.html
from lxml.etree import LxmlError

from onrecord.errors import ReportTooLargeError, ReportUnreadableError
from onrecord.identity import Json, content_id
from onrecord.intake.apart import done_apart
from onrecord.intake.datestamps import written_date
from onrecord.intake.decoding import mend
from onrecord.intake.limits import DEFAULT_LIMITS, Limits, refuse_crowded_tags
from onrecord.intake.reports import NOTHING_GIVEN, Particulars, make_report
from onrecord.terms import Report

_DECLARATION = re.compile(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_CDATA_OR_COMMENT = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption"}
    | {"figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section"}
    | {"table", "td", "th", "tr", "ul"}
)
_SMALL_FEED = 200_000
_MOST_NAMESPACES = 500
_DROPPED = frozenset({"script", "style", "iframe", "object", "noscript", "template"})
_BLANK_LINES = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed. `guid` is the entry's own id, or its link, or a hash of its words.

    Feeds exist in which every entry has the same guid, so that `key`, over everything that makes
    the entry what it is, tells entries apart; an entry that was edited is another entry.
    `published` is the day by the outlet's own clock, None when no date can be read.
    """

    guid: str
    title: str | None
    text: str
    url: str | None
    published: dt.date | None

    @property
    def key(self) -> str:
        """The content hash of the entry."""
        return content_id("entry", self.guid, self.url, self.text)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read once. `title` is the outlet's name for it, or None.

    `skipped` counts entries with neither title nor text, and second copies of one entry.
    """

    title: str | None
    entries: tuple[FeedEntry, ...]
    skipped: int = 0


def parse_feed(text: str, name: str, *, limits: Limits = DEFAULT_LIMITS) -> Feed:
    """Read the entries of an RSS or Atom document.

    `text` is the decoded document. A document type declaration is refused, and with it entities
    of every sort (billion laughs, external files). Entries keep the feed's order; of copies
    of one entry the first is kept. Raises ReportUnreadableError when it is no feed or declares a
    document type, ReportTooLargeError when it has more than `limits.max_reports` entries or
    takes longer than `limits.seconds` to read.
    """
    if _DECLARATION.search(_CDATA_OR_COMMENT.sub("", text)):
        raise ReportUnreadableError(
            name,
            "the feed declares a document type or entities, which are not let in",
            "Remove the <!DOCTYPE ...> from the feed",
        )
    refuse_crowded_tags(text, name)
    if text.count("xmlns") > _MOST_NAMESPACES:
        raise ReportTooLargeError(
            name, f"the feed declares more than {_MOST_NAMESPACES} namespaces", "Split the feed"
        )
    if len(text) <= _SMALL_FEED:
        feed = feed_of(text, name)
    else:
        feed = feed_from_json(done_apart("feed", text, name, limits.seconds))
    if len(feed.entries) > limits.max_reports:
        raise ReportTooLargeError(
            name,
            f"{len(feed.entries):,} entries, more than the {limits.max_reports:,} let in at once",
            "Split the feed",
        )
    return feed


def feed_of(text: str, name: str) -> Feed:
    """Read a feed that `parse_feed` has let through, in this process and without a time limit."""
    # Bytes, never the text itself: feedparser would take a text for an address or a file name.
    try:
        found: Any = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:
        # The feed is hostile or broken in a way that the parser did not foresee.
        raise ReportUnreadableError(
            name, f"the feed could not be read ({type(error).__name__})", "Report it to its outlet"
        ) from error
    if not found.get("version"):
        raise ReportUnreadableError(
            name, "the XML is neither RSS nor Atom", "Give an RSS or Atom feed"
        )
    kept: dict[str, FeedEntry] = {}
    for raw in found.entries:
        entry = _entry(raw)
        if entry is not None:
            kept.setdefault(entry.key, entry)
    return Feed(
        _words(found.feed.get("title")), tuple(kept.values()), len(found.entries) - len(kept)
    )


def feed_to_json(feed: Feed) -> Json:
    """Write a feed as a JSON object, for `feed_from_json` in another process."""
    return {
        "title": feed.title,
        "skipped": feed.skipped,
        "entries": [
            [e.guid, e.title, e.text, e.url, e.published.isoformat() if e.published else None]
            for e in feed.entries
        ],
    }


def feed_from_json(value: Any) -> Feed:
    """Read what `feed_to_json` wrote."""
    entries = (
        FeedEntry(guid, title, text, url, dt.date.fromisoformat(day) if day else None)
        for guid, title, text, url, day in value["entries"]
    )
    return Feed(value["title"], tuple(entries), value["skipped"])


def report_from_entry(
    entry: FeedEntry,
    name: str,
    *,
    outlet: str | None = None,
    given: Particulars = NOTHING_GIVEN,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Make a report of a feed's entry; the text is the title, a blank line, and what it says."""
    return make_report(
        entry.text,
        name,
        given=given,
        title=entry.title,
        published=entry.published,
        outlet=outlet,
        url=entry.url,
        raw_sha256=hashlib.sha256(entry.text.encode("utf-8")).hexdigest(),
        limits=limits,
    )


def fragment_text(html: str) -> str:
    """Give the words of a piece of HTML, with a blank line between its blocks.

    Plain text comes back as it is, but for runs of white space.
    """
    if "<" not in html and "&" not in html:
        return _SPACES.sub(" ", html).strip()
    try:
        root = lxml.html.fragment_fromstring(html, create_parent="div")
    except (LxmlError, ValueError, AssertionError):
        return _SPACES.sub(" ", re.sub(r"<[^<>]*>", " ", html)).strip()
    parts: list[str] = []
    for event, node in _walk(root):
        if event == "text":
            parts.append(_SPACES.sub(" ", str(node).replace("\n", " ")))
        else:
            parts.append("\n")
    return _BLANK_LINES.sub("\n\n", "".join(parts)).strip()


def _walk(root: Any) -> Any:
    """Yield texts and block edges in document order, without recursion (pages nest deep)."""
    stack: list[tuple[str, Any]] = [("element", root)]
    while stack:
        event, node = stack.pop()
        if event != "element":
            yield event, node
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        after: list[tuple[str, Any]] = []
        if tag and tag not in _DROPPED:
            if tag in _BLOCKS:
                after.append(("edge", None))
            if node.text:
                after.append(("text", node.text))
            for child in node:
                after.append(("element", child))
                if child.tail:
                    after.append(("text", child.tail))
            if tag in _BLOCKS:
                after.append(("edge", None))
        stack.extend(reversed(after))


def _entry(raw: Mapping[str, Any]) -> FeedEntry | None:
    title = _words(raw.get("title"))
    bodies = [item.get("value") or "" for item in raw.get("content") or ()]
    bodies.append(raw.get("summary") or "")
    body = max((fragment_text(mend(one)) for one in bodies), key=len)
    text = body if title and body.startswith(title) else "\n\n".join(filter(None, (title, body)))
    if not text:
        return None
    url = _address(raw.get("link"))
    own = str(raw.get("id") or "").strip()
    guid = own or url or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return FeedEntry(mend(guid), title, text, url, _day(raw))


def _day(raw: Mapping[str, Any]) -> dt.date | None:
    # Atom's `updated` moves with every correction; it serves only where there is nothing else.
    for key in ("published", "created", "updated"):
        # The day where the outlet is: "on Wednesday" in the text is Wednesday there, which late
        # in the evening is no longer the day in UTC.
        day = written_date(str(raw.get(key) or ""))
        if day is not None:
            return day
        moment = raw.get(f"{key}_parsed")
        if moment:
            try:
                return dt.datetime.fromtimestamp(calendar.timegm(moment), tz=dt.UTC).date()
            except (ValueError, OverflowError, OSError, TypeError):
                continue
    return None


def _address(value: object) -> str | None:
    link = str(value or "").strip()
    return link if link.startswith(("http://", "https://")) else None


def _words(value: object) -> str | None:
    return " ".join(fragment_text(mend(str(value or ""))).split()) or None

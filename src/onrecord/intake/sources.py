"""A path, an address, standard input or bytes: taken in as reports, whatever format they are in."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path
from typing import BinaryIO, Literal

from onrecord.errors import (
    BadArgumentError,
    NotFoundError,
    ReportTooLargeError,
    ReportUnreadableError,
)
from onrecord.intake.decoding import decode
from onrecord.intake.limits import DEFAULT_LIMITS, Limits
from onrecord.intake.records import Skip, is_json, reports_from_json
from onrecord.intake.reports import Particulars, make_report
from onrecord.terms import Report

Format = Literal["text", "html", "json", "feed"]

_SUFFIXES = frozenset(
    {
        ".txt",
        ".text",
        ".md",
        ".html",
        ".htm",
        ".xhtml",
        ".json",
        ".jsonl",
        ".ndjson",
        ".xml",
        ".rss",
        ".atom",
    }
)
_URL = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_SKIP = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_FEED_ROOT = re.compile(r"<(?:rss|(?:\w+:)?feed|(?:rdf:)?RDF)\b")
_XML = re.compile(r"\s*<\?xml\b")
_HTML_TAG = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|title|meta|link|article|main|section|header|div|p|h[1-6]|"
    r"span|table|script|style|figure|ul|ol|br|b|i|em|strong|a|img)\b[^<>]*/?>",
    re.IGNORECASE,
)
_HEAD = 4096


def take_in(
    reference: str,
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits = DEFAULT_LIMITS,
    skip: Skip | None = None,
) -> tuple[Report, ...]:
    """Take in the reports that a reference names: a path, an http(s) address, or `-`.

    A directory gives the reports of the text, HTML, JSON and feed files in it and below, in the
    order of their paths. `stdin` is what `-` reads. `published` and `outlet` outrank what the
    input says of itself. Raises NotFoundError, ReportUnreadableError, ReportTooLargeError,
    FetchRefusedError or BadArgumentError, each naming the input; with `skip`, that is told of a
    bad record among several, and the others are given.
    """
    if reference == "-":
        if stdin is None:
            raise BadArgumentError("-", "there is no standard input to read", "Give a path")
        data = stdin.read(limits.max_bytes + 1)
        return take_in_bytes(
            data, "standard input", published=published, outlet=outlet, limits=limits, skip=skip
        )
    if _URL.match(reference):
        # httpx2 takes a while to import, and most inputs are files.
        from onrecord.intake.fetching import fetch  # noqa: PLC0415

        page = fetch(reference, max_bytes=limits.max_bytes)
        return take_in_bytes(
            page.body,
            page.url,
            published=published,
            outlet=outlet,
            url=page.url,
            charset=page.charset,
            limits=limits,
            skip=skip,
        )
    path = _path(reference)
    if _is_directory(path, reference):
        return _take_in_directory(
            reference, published=published, outlet=outlet, limits=limits, skip=skip
        )
    return take_in_bytes(
        _file_bytes(path, reference, limits),
        reference,
        published=published,
        outlet=outlet,
        limits=limits,
        skip=skip,
    )


def references_in(reference: str) -> tuple[str, ...]:
    """List the files of a directory that could hold reports, in the order of their paths.

    For taking in each by itself, so that one bad file does not stop the rest. What is not a
    directory comes back alone; hidden files and other suffixes are passed over. Raises
    ReportUnreadableError for a directory without such files, BadArgumentError for no name at all.
    """
    path = _path(reference)
    if reference == "-" or _URL.match(reference) or not _is_directory(path, reference):
        return (reference,)
    files = sorted(
        one
        for one in path.rglob("*")
        if one.suffix.lower() in _SUFFIXES
        and one.is_file()
        and not any(part.startswith(".") for part in one.relative_to(path).parts)
    )
    if not files:
        raise ReportUnreadableError(
            reference,
            "the directory holds no report",
            f"Reports are files named {', '.join(sorted(_SUFFIXES))}",
        )
    return tuple(str(one) for one in files)


def take_in_bytes(
    data: bytes,
    name: str,
    *,
    published: dt.date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    skip: Skip | None = None,
) -> tuple[Report, ...]:
    """Take in the reports that some bytes hold: plain text, HTML, JSON, JSON lines, RSS or Atom.

    The format is told from the content. `name` is what errors call the input; `url` where it was
    fetched from and `charset` what its Content-Type said, or None. Raises ReportUnreadableError
    for bytes that hold no report and ReportTooLargeError over `limits`, and nothing else. `skip`
    is as in `take_in`.
    """
    if len(data) > limits.max_bytes:
        raise ReportTooLargeError(
            name,
            f"the input is larger than the {limits.max_bytes:,} bytes let in",
            "Split it, or raise the limit",
        )
    text = decode(data, name, charset)
    given = Particulars(published, outlet, url)
    form = format_of(text, name)
    if form == "json":
        return reports_from_json(text, name, given=given, limits=limits, skip=skip)
    if form == "html":
        # trafilatura and feedparser take a while to import, and plain text does without.
        from onrecord.intake.pages import report_from_page  # noqa: PLC0415

        return (report_from_page(text, data, name, given=given, limits=limits),)
    if form == "feed":
        from onrecord.intake.feeds import parse_feed, report_from_entry  # noqa: PLC0415

        feed = parse_feed(text, name, limits=limits)
        if not feed.entries:
            raise ReportUnreadableError(name, "the feed has no entries", "Try it again later")
        # The address of the feed is not the address of its entries.
        given = Particulars(published, outlet)
        return tuple(
            report_from_entry(
                entry, f"{name}#{entry.guid}", outlet=feed.title, given=given, limits=limits
            )
            for entry in feed.entries
        )
    raw = hashlib.sha256(data).hexdigest()
    return (make_report(text, name, given=given, raw_sha256=raw, limits=limits),)


def format_of(text: str, name: str = "") -> Format:
    """Tell the format of a decoded input from its content; `name` settles what content cannot.

    Prose that begins with a bracket (`[Updated] ...`) is text; an XML document that is neither a
    feed nor a page raises ReportUnreadableError.
    """
    suffix = Path(name).suffix.lower() if len(name) < 4096 else ""
    if is_json(text) or suffix in {".json", ".jsonl", ".ndjson"}:
        return "json"
    start = _SKIP.match(text)
    body = text[start.end() if start else 0 :]
    head = body[:_HEAD]
    if not head.startswith("<"):
        return "html" if suffix in {".html", ".htm", ".xhtml"} and "<" in head else "text"
    root = _FEED_ROOT.search(head)
    if root and (root.start() == 0 or head.lower().startswith("<!doctype")) and "<html" not in head:
        return "feed"
    if _HTML_TAG.match(head) or re.search(r"<(?:html|body|article)\b", head, re.IGNORECASE):
        return "html"
    if _XML.match(text) or suffix in {".xml", ".rss", ".atom"}:
        raise ReportUnreadableError(
            name, "the XML is neither a feed nor a page", "Give RSS, Atom, HTML, JSON or plain text"
        )
    return "text"


def _take_in_directory(
    reference: str,
    *,
    published: dt.date | None,
    outlet: str | None,
    limits: Limits,
    skip: Skip | None,
) -> tuple[Report, ...]:
    found: list[Report] = []
    for one in references_in(reference):
        found += take_in(one, published=published, outlet=outlet, limits=limits, skip=skip)
        if len(found) > limits.max_reports:
            raise ReportTooLargeError(
                reference,
                f"more than the {limits.max_reports:,} reports let in at once",
                "Take in its directories one by one",
            )
    return tuple(found)


def _path(reference: str) -> Path:
    """Give the path that a reference is; `Path("")` would be the folder that one stands in."""
    if not reference.strip():
        raise BadArgumentError(
            f'"{reference}"',
            "the argument is empty and names no report",
            "Give a path, an address or -; was a variable not set?",
        )
    return Path(reference)


def _is_directory(path: Path, reference: str) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError) as error:
        raise ReportUnreadableError(
            reference[:200], "this is no path that can be opened"
        ) from error


def _file_bytes(path: Path, reference: str, limits: Limits) -> bytes:
    """Read a file, refusing before it is read whole what is over the cap or is no plain file."""
    try:
        if path.exists() and not path.is_file() and not path.is_fifo():
            raise ReportUnreadableError(reference, "this is not a file", "Give a file or directory")
        with path.open("rb") as file:
            return file.read(limits.max_bytes + 1)
    except FileNotFoundError as error:
        raise NotFoundError(
            reference, "no such file or directory", "Check the path; `-` reads standard input"
        ) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "unreadable"
        raise ReportUnreadableError(
            reference[:200], f"the file cannot be read ({reason})", "Check its permissions"
        ) from error

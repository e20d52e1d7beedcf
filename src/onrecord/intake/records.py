"""JSON objects and JSON lines as reports."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping

from onrecord.errors import ReportTooLargeError, ReportUnreadableError
from onrecord.intake.datestamps import written_date
from onrecord.intake.json_values import json_values
from onrecord.intake.limits import DEFAULT_LIMITS, Limits
from onrecord.intake.reports import NOTHING_GIVEN, Particulars, make_report
from onrecord.terms import Report

_REMEDY = 'Give objects such as {"text": "...", "title": "...", "published": "2024-03-27"}'
_OPENING = re.compile(r'\s*(?:\[\s*)?\{\s*"(?:[^"\\]|\\.)*"\s*:')
"""How an object begins, alone or in an array: with a key."""

Skip = Callable[[ReportUnreadableError], None]
"""What is told of a bad record among others, which are then taken all the same."""


def reports_from_json(
    text: str,
    name: str,
    *,
    given: Particulars = NOTHING_GIVEN,
    limits: Limits = DEFAULT_LIMITS,
    skip: Skip | None = None,
) -> tuple[Report, ...]:
    """Make reports of a JSON object, an array of objects, or objects one after another.

    An object has `text` and optionally `title`, `published` (ISO 8601 or a written date),
    `outlet`, `url`; other keys are passed over. The text is taken exactly as given. Raises
    ReportUnreadableError naming the line or the key that is wrong; with `skip`, that is told of
    each bad record among several instead, and the good ones are given.
    """
    values = list(_values(text, name))
    if len(values) > limits.max_reports:
        raise ReportTooLargeError(
            name,
            f"{len(values):,} records, more than the {limits.max_reports:,} let in at once",
            "Split the file",
        )
    if not values:
        raise ReportUnreadableError(name, "the JSON holds no report", _REMEDY)
    reports: list[Report] = []
    for where, value in values:
        try:
            reports.append(report_from_object(value, where, given=given, limits=limits))
        except ReportUnreadableError as error:
            if skip is None or len(values) == 1:
                raise
            skip(error)
    return tuple(reports)


def report_from_object(
    value: object, name: str, *, given: Particulars = NOTHING_GIVEN, limits: Limits = DEFAULT_LIMITS
) -> Report:
    """Make a report of one decoded JSON object (see `reports_from_json`).

    An error in its place is raised.
    """
    if isinstance(value, ReportUnreadableError):
        raise value
    if not isinstance(value, Mapping):
        raise ReportUnreadableError(name, "a record is not a JSON object", _REMEDY)
    text = value.get("text")
    if not isinstance(text, str):
        raise ReportUnreadableError(name, "a record has no `text` string", _REMEDY)
    return make_report(
        text,
        name,
        given=given,
        title=_string(value, "title", name),
        published=_published(value, name),
        outlet=_string(value, "outlet", name),
        url=_string(value, "url", name),
        raw_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        limits=limits,
    )


def is_json(text: str) -> bool:
    """Whether a text is JSON or JSON lines, rather than prose that begins with a bracket."""
    head = text.lstrip()[:1]
    if head not in {"{", "["}:
        return False
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    for candidate in (text, first):
        try:
            value = json.loads(candidate)
        except (ValueError, RecursionError):
            continue
        return isinstance(value, dict) or (isinstance(value, list) and _all_objects(value))
    # Two objects after one another, or one that is cut off, are JSON that the sender should hear
    # of; "{sic} The visit is off." is a text.
    return _OPENING.match(text) is not None


def _all_objects(values: list[object]) -> bool:
    return all(isinstance(value, dict) for value in values)


def _values(text: str, name: str) -> Iterator[tuple[str, object]]:
    for where, value in json_values(text, name, remedy=_REMEDY):
        if isinstance(value, list):
            for index, one in enumerate(value):
                yield f"{where}[{index}]", one
        else:
            yield where, value


def _string(value: Mapping[str, object], key: str, name: str) -> str | None:
    found = value.get(key)
    if found is None or isinstance(found, str):
        return found
    raise ReportUnreadableError(name, f"`{key}` is not a string", _REMEDY)


def _published(value: Mapping[str, object], name: str) -> dt.date | None:
    written = _string(value, "published", name)
    if not written:
        return None
    day = written_date(written)
    if day is None:
        raise ReportUnreadableError(
            name, f"`published` is no date: {written[:40]!r}", "Write it as 2024-03-27"
        )
    return day

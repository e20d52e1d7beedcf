"""JSON objects and JSON lines as reports."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping

from onrecord.errors import ReportTooLargeError, ReportUnreadableError
from onrecord.intake.datestamps import written_date
from onrecord.intake.limits import DEFAULT_LIMITS, Limits
from onrecord.intake.reports import NOTHING_GIVEN, Particulars, make_report
from onrecord.terms import Report

_REMEDY = 'Give objects such as {"text": "...", "title": "...", "published": "2024-03-27"}'
_DEEPEST = 64


def reports_from_json(
    text: str, name: str, *, given: Particulars = NOTHING_GIVEN, limits: Limits = DEFAULT_LIMITS
) -> tuple[Report, ...]:
    """Make reports of a JSON object, an array of objects, or JSON lines.

    An object has `text` and optionally `title`, `published` (ISO 8601 or a written date),
    `outlet`, `url`; other keys are passed over. The text is taken exactly as given. Raises
    ReportUnreadableError naming the line or the key that is wrong.
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
    return tuple(
        report_from_object(value, where, given=given, limits=limits) for where, value in values
    )


def report_from_object(
    value: object, name: str, *, given: Particulars = NOTHING_GIVEN, limits: Limits = DEFAULT_LIMITS
) -> Report:
    """Make a report of one decoded JSON object (see `reports_from_json`)."""
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
    return False


def _all_objects(values: list[object]) -> bool:
    return all(isinstance(value, dict) for value in values)


def _values(text: str, name: str) -> Iterator[tuple[str, object]]:
    try:
        whole = json.loads(text)
    except RecursionError:
        raise ReportUnreadableError(name, "the JSON is nested too deep", _REMEDY) from None
    except ValueError:
        yield from _lines(text, name)
        return
    if isinstance(whole, list):
        for index, value in enumerate(whole):
            yield f"{name}[{index}]", value
    else:
        yield name, whole


def _lines(text: str, name: str) -> Iterator[tuple[str, object]]:
    # Only "\n" ends a JSON line; U+2028 may stand inside a string.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            yield where, json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
            raise ReportUnreadableError(where, f"not valid JSON ({reason})", _REMEDY) from None


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

"""Bodies of entries as canonical JSON, and back.

Every body names its schema. What once was written stays readable: a new shape gets a new number
and a decoder of its own, and the old decoder stays. Readings are kept in contract shape, except
that of the report they name only the id and the text's hash: it stands in the ledger once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from onrecord.contract import claim_to_json, party_to_json, reading_to_json
from onrecord.contract_parsing import (
    READABLE_SCHEMAS,
    claim_from_json,
    party_from_json,
    reading_from_json,
    report_from_json,
)
from onrecord.errors import BadArgumentError, LedgerSchemaError, ReadingInvalidError
from onrecord.identity import Json, canonical_json, content_id, text_sha256
from onrecord.json_fields import (
    JsonFields,
    list_in,
    maybe_text_in,
    object_at,
    text_in,
    texts_in,
    word_in,
)
from onrecord.ledger.protocol import Body
from onrecord.terms import KINDS, RULING_KINDS, EntryKind, Reading, Report, Ruling

REPORT_SCHEMA = "onrecord/report/1"
RULING_SCHEMA = "onrecord/ruling/1"
CORRECTION_SCHEMA = "onrecord/ruling/2"
"""The first ruling schema with the place and the kind of an engagement.

Only rulings that give one of them are written so: all others keep the bytes, and with them the
ids, under which a ledger may hold them already.
"""


def encode(body: Body) -> str:
    """Write a body as canonical JSON: the same bytes for the same content.

    Raises BadArgumentError for text that is not valid Unicode (half of a surrogate pair), which
    neither UTF-8 nor any store can hold, and for a score that is no number.
    """
    if isinstance(body, Report):
        shape = _report_to_json(body)
    elif isinstance(body, Reading):
        shape = _reading_to_json(body)
    else:
        shape = _ruling_to_json(body)
    try:
        text = canonical_json(shape)
    except ValueError as error:
        raise BadArgumentError(type(body).__name__.lower(), str(error)) from None
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadArgumentError(
            text[max(0, error.start - 40) : error.start],
            f"is followed by half of a surrogate pair, U+{ord(text[error.start]):04X}",
            "Replace it with U+FFFD before the text comes in.",
        ) from None
    return text


def body_id(body: Body, encoded: str, *, again: str | None = None) -> str:
    """Give the id of a body: a report's own, else the hash of its canonical JSON.

    `again` is the id of an equal ruling that was undone since, or None: the same decision taken
    anew is another entry, so its id takes in the id of the first.
    """
    if isinstance(body, Report):
        return body.id
    if isinstance(body, Reading):
        return content_id("reading", encoded)
    return content_id("ruling", encoded, again)


def kind(body: Body) -> EntryKind:
    """Say which sort of body this is."""
    if isinstance(body, Report):
        return "report"
    return "reading" if isinstance(body, Reading) else "ruling"


def about(body: Body) -> str | None:
    """Give the id of the body that this one depends on, or None (see `Line.about`)."""
    if isinstance(body, Reading):
        return body.report.id
    return body.undoes if isinstance(body, Ruling) else None


def decode(encoded: str, reports: Mapping[str, Report]) -> Body:
    """Read a body back from its canonical JSON.

    `reports` holds, by id, the reports that readings are of. Raises LedgerSchemaError for a
    schema of a newer onrecord and ReadingInvalidError for what does not fit its schema.
    """
    try:
        fields = json.loads(encoded)
    except ValueError as error:
        raise ReadingInvalidError("body", f"is not JSON: {error}") from None
    schema = fields.get("schema") if isinstance(fields, dict) else None
    if not isinstance(schema, str) or schema not in _DECODERS:
        raise LedgerSchemaError(
            str(schema), "is no schema that this onrecord knows", "Upgrade onrecord."
        )
    return _DECODERS[schema](fields, reports)


def _decode_report(fields: JsonFields, _: Mapping[str, Report]) -> Report:
    report = report_from_json(fields, at="report")
    if text_in(fields, "id", "report") != report.id:
        raise ReadingInvalidError("report.id", "is not the id of its content")
    return report


def _decode_reading(fields: JsonFields, reports: Mapping[str, Report]) -> Reading:
    report_id = text_in(object_at(fields.get("report"), "report"), "id", "report")
    if report_id not in reports:
        raise ReadingInvalidError("report.id", f"names no report in the ledger: {report_id}")
    return reading_from_json(fields, reports[report_id])


def _decode_ruling(fields: JsonFields, _: Mapping[str, Report]) -> Ruling:
    claim = fields.get("claim")
    return Ruling(
        kind=word_in(fields, "kind", "ruling", RULING_KINDS),
        who=text_in(fields, "who", "ruling"),
        target=text_in(fields, "target", "ruling"),
        others=texts_in(fields, "others", "ruling"),
        claim=None if claim is None else claim_from_json(claim, "ruling.claim"),
        parties=tuple(
            party_from_json(p, f"ruling.parties[{i}]")
            for i, p in enumerate(list_in(fields, "parties", "ruling"))
        ),
        note=maybe_text_in(fields, "note", "ruling") or "",
        undoes=maybe_text_in(fields, "undoes", "ruling"),
    )


def _decode_correction(fields: JsonFields, reports: Mapping[str, Report]) -> Ruling:
    kind = fields.get("engagement_kind")
    return replace(
        _decode_ruling(fields, reports),
        place=maybe_text_in(fields, "place", "ruling"),
        engagement_kind=None
        if kind is None
        else word_in(fields, "engagement_kind", "ruling", KINDS),
    )


SCHEMAS = (REPORT_SCHEMA, *READABLE_SCHEMAS, RULING_SCHEMA, CORRECTION_SCHEMA)
"""Every schema that this onrecord reads back."""

_DECODERS: dict[str, Callable[[JsonFields, Mapping[str, Report]], Body]] = {
    REPORT_SCHEMA: _decode_report,
    **dict.fromkeys(READABLE_SCHEMAS, _decode_reading),
    RULING_SCHEMA: _decode_ruling,
    CORRECTION_SCHEMA: _decode_correction,
}


def _report_to_json(report: Report) -> dict[str, Json]:
    return {
        "schema": REPORT_SCHEMA,
        "id": report.id,
        "text": report.text,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "published_basis": report.published_basis,
        "outlet": report.outlet,
        "url": report.url,
        "language": report.language,
        "raw_sha256": report.raw_sha256,
        "furniture": [{"kind": f.kind, "start": f.start, "end": f.end} for f in report.furniture],
    }


def _reading_to_json(reading: Reading) -> dict[str, Json]:
    # Only what ties it to the report: were the outlet here too, the same reading of a report that
    # two outlets' copies led to would count as two.
    head = {"id": reading.report.id, "text_sha256": text_sha256(reading.report.text)}
    return {**reading_to_json(reading), "report": head}


def _ruling_to_json(ruling: Ruling) -> dict[str, Json]:
    shape = _plain_ruling_to_json(ruling)
    if ruling.place is None and ruling.engagement_kind is None:
        return shape
    corrected = {"place": ruling.place, "engagement_kind": ruling.engagement_kind}
    return {**shape, "schema": CORRECTION_SCHEMA, **corrected}


def _plain_ruling_to_json(ruling: Ruling) -> dict[str, Json]:
    return {
        "schema": RULING_SCHEMA,
        "kind": ruling.kind,
        "who": ruling.who,
        "target": ruling.target,
        "others": list(ruling.others),
        "claim": claim_to_json(ruling.claim) if ruling.claim else None,
        "parties": [party_to_json(p) for p in ruling.parties],
        "note": ruling.note,
        "undoes": ruling.undoes,
    }

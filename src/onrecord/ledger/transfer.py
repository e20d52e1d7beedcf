"""A ledger as JSON Lines, and back, entry by entry and hash by hash.

The first line names the schema; then comes one line an entry, in order; the last line says where
the ledger ended, so that a file that was cut off shows. A line's `body` is the entry's body as
JSON; written canonically (keys sorted, no spaces) it is what the hash was taken over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from onrecord.errors import BrokenChainError, LedgerSchemaError, ReadingInvalidError
from onrecord.identity import Json, canonical_json
from onrecord.json_fields import JsonFields, invalid, maybe_text_in, object_at, text_in, word_in
from onrecord.ledger.chained import ChainedLedger
from onrecord.ledger.checking import broken
from onrecord.ledger.line import Line
from onrecord.ledger.protocol import Head
from onrecord.terms import ENTRY_KINDS

LEDGER_SCHEMA = "onrecord/ledger/1"

_AGAIN = "Export the ledger again."


def export_lines(ledger: ChainedLedger) -> Iterator[str]:
    """Write a ledger as the lines of a JSON Lines file, without line ends.

    What is appended meanwhile is not in it. Raises BrokenChainError when a body is no JSON; what
    else may be wrong with an entry shows when it is imported.
    """
    yield canonical_json({"schema": LEDGER_SCHEMA})
    head = Head()
    for line in ledger.lines():
        try:
            body = json.loads(line.body)
        except ValueError:
            raise broken(line, "is not JSON") from None
        yield canonical_json(
            {
                "seq": line.seq,
                "recorded": line.recorded,
                "kind": line.kind,
                "id": line.id,
                "about": line.about,
                "body": body,
                "previous": line.previous,
                "chain": line.chain,
            }
        )
        head = Head(line.seq, line.chain)
    yield canonical_json({"end": head.seq, "chain": head.chain})


def import_lines(ledger: ChainedLedger, lines: Iterable[str]) -> Head:
    """Take the lines of an exported ledger into a ledger unchanged; return where it then ends.

    The ledger is empty, or holds a first part of the same entries (an import that was cut off
    goes on where it stopped), or all of them and more. Every entry is checked as `verify` does
    before it is kept. Raises LedgerSchemaError (no export of a ledger, or one by a newer
    onrecord) and BrokenChainError (an entry was changed, is missing, or differs from what is
    here; the file was cut off): entries before that one may have been kept.
    """
    return ledger.adopt(_parsed(lines))


def _parsed(lines: Iterable[str]) -> Iterator[Line]:
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    number, first = next(numbered, (1, "{}"))
    schema = _fields(first, number).get("schema")
    if schema != LEDGER_SCHEMA:
        raise LedgerSchemaError(
            f"line {number}",
            f"names no ledger that this onrecord reads: {schema!r}",
            f"Give a file that begins with the schema {LEDGER_SCHEMA}, or upgrade onrecord.",
        )
    head = Head()
    for number, text in numbered:
        fields = _fields(text, number)
        if "end" in fields:
            _check_end(fields, head, number, next(numbered, None))
            return
        line = _line(fields, number)
        yield line
        head = Head(line.seq, line.chain)
    raise BrokenChainError(f"entry {head.seq + 1}", "is missing: the file was cut off", _AGAIN)


def _fields(text: str, number: int) -> JsonFields:
    try:
        return object_at(json.loads(text), "it")
    except (ValueError, ReadingInvalidError):
        raise BrokenChainError(f"line {number}", "is no JSON object", _AGAIN) from None


def _line(fields: JsonFields, number: int) -> Line:
    at, seq = f"line {number}", fields.get("seq")
    try:
        if type(seq) is not int:
            raise invalid(f"{at}.seq", "is no number")
        return Line(
            seq=seq,
            recorded=text_in(fields, "recorded", at),
            kind=word_in(fields, "kind", at, ENTRY_KINDS),
            id=text_in(fields, "id", at),
            about=maybe_text_in(fields, "about", at),
            body=canonical_json(_body(fields, at)),
            previous=text_in(fields, "previous", at),
            chain=text_in(fields, "chain", at),
        )
    except ReadingInvalidError as error:
        raise BrokenChainError(error.subject, error.reason, _AGAIN) from None


def _body(fields: JsonFields, at: str) -> Mapping[str, Json]:
    # The fields come from json.loads, so whatever they hold is JSON.
    return cast("Mapping[str, Json]", object_at(fields.get("body"), f"{at}.body"))


def _check_end(fields: JsonFields, head: Head, number: int, more: tuple[int, str] | None) -> None:
    if (fields["end"], fields.get("chain")) != (head.seq, head.chain):
        raise BrokenChainError(f"line {number}", f"does not end at entry {head.seq}", _AGAIN)
    if more is not None:
        raise BrokenChainError(f"line {more[0]}", "comes after the end", _AGAIN)

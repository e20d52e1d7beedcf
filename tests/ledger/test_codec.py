"""Bodies survive the trip into canonical JSON and back; ids and hashes tell contents apart."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import math

import pytest
from benchmarks.ledger_material import make_reading
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_readings import MOMENTS, readings, reports, rulings
from onrecord.contract import READING_SCHEMA
from onrecord.contract_parsing import READABLE_SCHEMAS
from onrecord.errors import BadArgumentError, LedgerSchemaError, ReadingInvalidError
from onrecord.ledger import codec
from onrecord.ledger.line import chain_hash, recorded_text, recorded_time
from onrecord.ledger.protocol import GENESIS, Body
from onrecord.terms import Reading, Ruling


@settings(deadline=None)
@given(body=reports() | readings() | rulings())
def test_every_body_comes_back_the_same(body: Body) -> None:
    encoded = codec.encode(body)
    known = {body.report.id: body.report} if codec.kind(body) == "reading" else {}
    decoded = codec.decode(encoded, known)
    assert decoded == body
    assert codec.encode(decoded) == encoded
    assert "\n" not in encoded


@settings(deadline=None)
@given(reading=readings())
def test_a_reading_does_not_depend_on_what_else_is_known_of_the_report(reading: Reading) -> None:
    encoded = codec.encode(reading)
    carried = dataclasses.replace(reading.report, outlet="Another Outlet", furniture=())
    assert codec.encode(dataclasses.replace(reading, report=carried)) == encoded
    assert set(json.loads(encoded)["report"]) == {"id", "text_sha256"}


@settings(deadline=None, max_examples=40)
@given(one=rulings(), other=rulings())
def test_ids_tell_contents_apart(one: Ruling, other: Ruling) -> None:
    first, second = codec.encode(one), codec.encode(other)
    assert (codec.body_id(one, first) == codec.body_id(other, second)) == (one == other)
    assert codec.body_id(one, first, again="x") != codec.body_id(one, first)


@given(moment=MOMENTS)
def test_record_times_come_back_and_sort_as_text(moment: dt.datetime) -> None:
    text = recorded_text(moment)
    assert recorded_time(text) == moment
    assert len(text) == 27
    later = moment + dt.timedelta(microseconds=1) if moment.year < 9999 else moment
    assert recorded_text(later) >= text


@pytest.mark.parametrize(
    "text", ["", "2024-06-11", "2024-06-11T12:00:00Z", "2024-06-11T12:00:00.000000+00:00", "now"]
)
def test_other_ways_to_write_a_time_are_no_record_times(text: str) -> None:
    with pytest.raises(ValueError):
        recorded_time(text)


def test_the_chain_hash_is_what_its_documentation_says() -> None:
    """Anybody can check a ledger with nothing but SHA-256: this is all there is to it."""
    parts = ("onrecord/chain/1", GENESIS, "1", "2024-06-11T12:00:00.000000Z", "report", "x", "{}")
    expected = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    assert expected == chain_hash(
        previous=parts[1], seq=1, recorded=parts[3], kind=parts[4], body_id=parts[5], body=parts[6]
    )


@given(
    seq=st.integers(1, 99),
    kind=st.sampled_from(["report", "reading", "ruling"]),
    body=st.text("ab{}", max_size=4),
    changed=st.sampled_from(["previous", "seq", "recorded", "kind", "body_id", "body"]),
)
def test_the_chain_hash_depends_on_every_part(seq: int, kind: str, body: str, changed: str) -> None:
    parts = {
        "previous": GENESIS,
        "seq": seq,
        "recorded": "2024-06-11T12:00:00.000000Z",
        "kind": kind,
        "body_id": "ab",
        "body": body,
    }
    other = parts | {changed: seq + 1 if changed == "seq" else f"{parts[changed]}x"}
    assert chain_hash(**parts) != chain_hash(**other)


def test_a_newer_schema_is_not_guessed_at() -> None:
    for schema in ("onrecord/report/2", "onrecord/reading/2", None, ["onrecord/report/1"]):
        with pytest.raises(LedgerSchemaError, match="Upgrade onrecord"):
            codec.decode(json.dumps({"schema": schema}), {})
    with pytest.raises(ReadingInvalidError, match="is not JSON"):
        codec.decode("{", {})
    with pytest.raises(LedgerSchemaError):
        codec.decode("[]", {})


def test_the_codec_reads_what_the_contract_writes() -> None:
    assert READING_SCHEMA in READABLE_SCHEMAS
    assert set(READABLE_SCHEMAS) <= set(codec.SCHEMAS)


def test_a_reading_of_an_unknown_report_does_not_decode() -> None:
    reading = make_reading(1)
    with pytest.raises(ReadingInvalidError, match=reading.report.id):
        codec.decode(codec.encode(reading), {})


def test_a_report_under_a_wrong_id_does_not_decode() -> None:
    report = dataclasses.replace(make_reading(1).report, id="0" * 24)
    with pytest.raises(ReadingInvalidError, match=r"report\.id"):
        codec.decode(codec.encode(report), {})


def test_a_score_that_is_no_number_is_refused() -> None:
    reading = make_reading(1)
    broken = dataclasses.replace(reading.attributions[0], score=math.nan)
    with pytest.raises(BadArgumentError):
        codec.encode(dataclasses.replace(reading, attributions=(broken,)))


def test_a_ruling_that_corrects_no_place_or_kind_keeps_its_first_form() -> None:
    """A ledger may hold it already, under the hash of these bytes."""
    plain = Ruling("reject", "ann", "c1", note="misquoted")
    encoded = codec.encode(plain)
    assert encoded == (
        '{"claim":null,"kind":"reject","note":"misquoted","others":[],"parties":[],'
        '"schema":"onrecord/ruling/1","target":"c1","undoes":null,"who":"ann"}'
    )
    assert codec.decode(encoded, {}) == plain


def test_a_kind_that_is_none_does_not_decode() -> None:
    encoded = codec.encode(Ruling("correct", "ann", "e1", engagement_kind="talks"))
    assert '"onrecord/ruling/2"' in encoded
    with pytest.raises(ReadingInvalidError, match=r"ruling\.engagement_kind"):
        codec.decode(encoded.replace('"talks"', '"party"'), {})

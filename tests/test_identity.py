"""Ids follow from content and from nothing else; canonical JSON is one text a value."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.identity import ID_LENGTH, canonical_json, content_id, report_id, text_sha256

PARTS = st.lists(st.none() | st.text(max_size=4), max_size=4)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(one=PARTS, other=PARTS)
def test_different_parts_get_different_ids(one: list[str | None], other: list[str | None]) -> None:
    assert (content_id("k", *one) == content_id("k", *other)) == (one == other)


def test_ids_keep_their_value() -> None:
    """Ids stand in ledgers and feeds: a change of the scheme breaks every one of them."""
    assert content_id("report", "ab", None, "") == "345bfb4ed762382541475452"
    assert text_sha256("née") == "e07977587e0731f71d9d3b9e674f663548829e89f47cbc2434152f06dccd4989"


def test_parts_do_not_run_together() -> None:
    ids = {
        content_id("k", *parts)
        for parts in [("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""), ("abc", None), ("", "abc")]
    } | {content_id("ka", "bc")}
    assert len(ids) == 7
    assert {len(i) for i in ids} == {ID_LENGTH}


def test_a_part_that_looks_like_the_framing_is_no_framing() -> None:
    assert content_id("k", "1:a;1:b") != content_id("k", "a", "b")
    assert content_id("k", "-;") != content_id("k", None)


def test_each_field_of_a_report_counts() -> None:
    base: dict[str, str | None] = {
        "title": "T",
        "published": "2024-06-11",
        "url": "https://x.example",
    }
    seen = {report_id("text", **base)}
    for key, value in itertools.product(base, (None, "other")):
        seen.add(report_id("text", **{**base, key: value}))
    seen.add(report_id("other", **base))
    assert len(seen) == 8


@given(value=VALUES)
def test_canonical_json_reads_back_and_settles(value: object) -> None:
    written = canonical_json(value)
    assert json.loads(written) == value
    assert canonical_json(json.loads(written)) == written


@given(value=st.dictionaries(st.text(max_size=3), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_count(value: dict[str, int]) -> None:
    backwards = dict(reversed(value.items()))
    assert canonical_json(backwards) == canonical_json(value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_json_has_no_word_for_is_refused(value: float) -> None:
    with pytest.raises(ValueError):
        canonical_json([value])

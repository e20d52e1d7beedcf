"""Paths, standard input and bytes, in every format, as reports."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import (
    BadArgumentError,
    NotFoundError,
    OnrecordError,
    ReportTooLargeError,
    ReportUnreadableError,
)
from onrecord.intake.limits import Limits
from onrecord.intake.sources import format_of, references_in, take_in, take_in_bytes
from onrecord.terms import Report

STORY = (
    "Minister calls off visit\n\nSTRELSAU, March 27 (Reuters) - Ruritania's foreign minister has "
    "called off a visit to Graustark, his office said on Wednesday.\n"
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Visit off | The Daily</title><meta property="og:title" content="Visit off">
<meta property="og:site_name" content="The Daily">
<meta property="article:published_time" content="2024-03-27T10:00:00Z">
<link rel="canonical" href="https://daily.example/world/visit-off"></head><body>
<nav><a href="/">Home</a></nav><article><h1>Visit off</h1>
<p>{STORY.splitlines()[2]}</p><p>The king’s envoy said that a new date would be named soon.</p>
<p>The two governments have argued over fishing rights for more than ten years.</p></article>
<footer>Copyright 2019 The Daily</footer></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily</title>
<item><title>Visit off</title><guid>a-1</guid><link>https://daily.example/a</link>
<pubDate>Wed, 27 Mar 2024 23:30:00 -0500</pubDate>
<description>&lt;p&gt;The visit is off &amp;amp; over.&lt;/p&gt;&lt;p&gt;No date.&lt;/p&gt;</description>
</item><item><title>Talks on</title><guid>a-2</guid></item></channel></rss>"""
DAY = dt.date(2024, 3, 27)


def test_plain_text_stays_as_it_is_and_its_headline_is_the_title() -> None:
    (report,) = take_in_bytes(STORY.encode(), "story.txt")
    assert report.text == STORY
    assert report.title == "Minister calls off visit"
    assert (report.published, report.published_basis) == (None, "")
    assert report.language == "en"
    assert report.raw_sha256 == hashlib.sha256(STORY.encode()).hexdigest()


def test_json_text_is_taken_exactly_as_given() -> None:
    text = "  The visit\r\n\tis off.\u2028 \n"
    item = {
        "text": text,
        "title": "Off",
        "published": "2024-03-27",
        "outlet": "D",
        "url": "u:1",
        "gold": {},
    }
    (report,) = take_in_bytes(json.dumps(item).encode(), "a.json")
    assert report.text == text
    assert (report.title, report.outlet, report.url) == ("Off", "D", "u:1")
    assert (report.published, report.published_basis) == (DAY, "metadata")


def test_json_lines_and_arrays_give_a_report_each() -> None:
    items = [{"text": f"Visit {n} is off."} for n in range(3)]
    lines = "\n".join(json.dumps(item) for item in items) + "\n\n"
    for data in (lines, json.dumps(items), json.dumps(items, indent=1)):
        found = take_in_bytes(data.encode(), "x")
        assert [report.text for report in found] == [item["text"] for item in items]


@pytest.mark.parametrize("between", ["", " ", "\n", "\n\n", "\r\n"])
@pytest.mark.parametrize("indent", [None, 2])
def test_objects_after_one_another_give_a_report_each(between: str, indent: int | None) -> None:
    items = [{"text": f"Visit {n} is off.", "gold": [{"n": n}]} for n in range(3)]
    data = between.join(json.dumps(item, indent=indent) for item in items).encode()
    found = take_in_bytes(data, "standard input")
    assert [report.text for report in found] == [item["text"] for item in items]


def test_an_object_that_is_cut_off_is_no_plain_text() -> None:
    with pytest.raises(ReportUnreadableError, match="standard input:1: not valid JSON"):
        take_in_bytes(b'{\n "text": "The visit is off.",\n', "standard input")


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        ('{"text": "The visit', 2),
        ('{"text":', 2),
        ("no JSON at all", 2),
        ('{"text": "a"} and more', 2),
        ('{"title": "no text"}', 2),
        ('{\n "text": "a",\n "title" "b"\n}', 2),
        ('\n\n{"text": 3}', 4),
    ],
)
def test_a_bad_record_among_others_is_told_and_they_are_taken(bad: str, line: int) -> None:
    data = f'{{"text": "One is off."}}\n{bad}\n{{"text": "Two is off."}}'.encode()
    told: list[ReportUnreadableError] = []
    found = take_in_bytes(data, "x.jsonl", skip=told.append)
    assert [report.text for report in found] == ["One is off.", "Two is off."]
    assert [error.subject for error in told] == [f"x.jsonl:{line}"]
    with pytest.raises(ReportUnreadableError, match=f"x.jsonl:{line}"):
        take_in_bytes(data, "x.jsonl")


def test_surrogates_and_nuls_are_replaced_one_for_one() -> None:
    (report,) = take_in_bytes(rb'{"text": "a\ud800b\u0000c is off"}', "x")
    assert report.text == "a\ufffdb\ufffdc is off"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b'{"title": "no text"}', "text"),
        (b'{"text": 3}', "text"),
        (b'{"text": "a", "title": ["b"]}', "title"),
        (b'{"text": "a", "published": "last week"}', "last week"),
        (b'{"text": "  "}', "no words"),
        (b"[]", "no report"),
        (b'{"text": "a"}\n{"text": ', "x.json:2"),
        (b'{"text": "a"} and more', "x.json"),
        (b"[" * 100_000, "nested too deep"),
    ],
)
def test_malformed_records_are_named(data: bytes, named: str) -> None:
    with pytest.raises(ReportUnreadableError, match=named):
        take_in_bytes(data, "x.json")


def test_prose_that_begins_with_a_bracket_is_prose() -> None:
    for text in (
        "[Updated] The visit is off.",
        "{sic} The visit is off.",
        '{"Off"} was all that the minister wrote: the visit is off.',
        "<3 The visit is off.",
    ):
        (report,) = take_in_bytes(text.encode(), "x.txt")
        assert report.text == text


def test_a_page_gives_its_article_and_metadata() -> None:
    (report,) = take_in_bytes(PAGE.encode(), "page")
    assert report.title == "Visit off"
    assert report.text.startswith("Visit off\n\nSTRELSAU, March 27 (Reuters) - Ruritania")
    assert "Home" not in report.text
    assert "Copyright" not in report.text
    assert (report.published, report.published_basis) == (DAY, "metadata")
    assert (report.outlet, report.url) == ("The Daily", "https://daily.example/world/visit-off")
    assert report.raw_sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert [one.kind for one in report.furniture] == ["headline", "dateline"]


def test_a_page_in_another_charset() -> None:
    page = PAGE.replace("utf-8", "windows-1252").encode("cp1252")
    (report,) = take_in_bytes(page, "page")
    assert "king’s envoy" in report.text


def test_a_page_without_an_article_is_unreadable() -> None:
    with pytest.raises(ReportUnreadableError, match="no article"):
        take_in_bytes(b"<html><body></body></html>", "page")


def test_a_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(ReportTooLargeError, match="tags"):
        take_in_bytes(b"<html>" + b"<b>" * 200_000, "page")


def test_a_feed_gives_a_report_an_entry() -> None:
    first, second = take_in_bytes(FEED.encode(), "feed")
    assert first.text == "Visit off\n\nThe visit is off & over.\n\nNo date."
    assert (first.title, first.outlet, first.url) == (
        "Visit off",
        "The Daily",
        "https://daily.example/a",
    )
    assert (first.published, first.published_basis) == (dt.date(2024, 3, 27), "metadata")
    assert (second.text, second.published) == ("Talks on", None)


def test_the_format_is_told_from_the_content() -> None:
    assert format_of(STORY) == "text"
    assert format_of(PAGE) == "html"
    assert format_of("<!-- c --><p>The visit is off</p>") == "html"
    assert format_of(FEED) == "feed"
    assert format_of('<feed xmlns="http://www.w3.org/2005/Atom"></feed>') == "feed"
    assert format_of('<?xml version="1.0"?><html xmlns="x"><body/></html>') == "html"
    assert format_of('{"text": "a"}') == "json"
    with pytest.raises(ReportUnreadableError, match="neither a feed nor a page"):
        format_of('<?xml version="1.0"?><svg/>')


def test_what_is_given_outranks_what_the_input_says() -> None:
    given = dt.date(2020, 1, 2)
    (report,) = take_in_bytes(
        PAGE.encode(), "x", published=given, outlet="Wire", url="https://w.example/"
    )
    assert (report.published, report.published_basis) == (given, "given")
    assert (report.outlet, report.url) == ("Wire", "https://w.example/")


def test_the_date_comes_from_the_text_and_last_from_the_address() -> None:
    url = "https://daily.example/2024/03/27/visit"
    dated = STORY.replace("\n\n", "\n\nPublished March 26, 2024\n\n")
    (printed,) = take_in_bytes(dated.encode(), "x", url=url)
    assert (printed.published, printed.published_basis) == (dt.date(2024, 3, 26), "dateline")
    (addressed,) = take_in_bytes(STORY.encode(), "x", url=url)
    assert (addressed.published, addressed.published_basis) == (DAY, "url")


def test_a_text_in_another_language_says_so() -> None:
    text = (
        "Le ministre des Affaires étrangères a annoncé que la visite dans la capitale est reportée."
    )
    (report,) = take_in_bytes(text.encode(), "x")
    assert report.language == "fr"


def test_caps_refuse_the_whole_input() -> None:
    with pytest.raises(ReportTooLargeError, match=r"big\.txt"):
        take_in_bytes(b"a" * 101, "big.txt", limits=Limits(max_bytes=100))
    with pytest.raises(ReportTooLargeError, match="characters"):
        take_in_bytes(b"a visit " * 20, "big.txt", limits=Limits(max_text=100))
    with pytest.raises(ReportTooLargeError, match="records"):
        take_in_bytes(b'[{"text":"a"},{"text":"b"}]', "big", limits=Limits(max_reports=1))
    with pytest.raises(ReportTooLargeError, match="entries"):
        take_in_bytes(FEED.encode(), "big", limits=Limits(max_reports=1))


def test_a_path_and_a_directory_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("The second visit is off.")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.html").write_text(PAGE)
    (tmp_path / ".hidden.txt").write_text("The hidden visit is off.")
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    (report,) = take_in(str(tmp_path / "b.txt"))
    assert report.text == "The second visit is off."
    assert [r.title for r in take_in(str(tmp_path))] == ["Visit off", None]


def test_the_files_of_a_directory_can_be_taken_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("The visit is off.")
    (tmp_path / "a.json").write_text("{}")
    assert references_in(str(tmp_path)) == (str(tmp_path / "a.json"), str(tmp_path / "b.txt"))
    for reference in ("-", "https://daily.example/", str(tmp_path / "b.txt"), "missing"):
        assert references_in(reference) == (reference,)


def test_a_large_page_is_read_apart_the_same_and_bounded_in_time() -> None:
    filler = "".join(f"<li>item {n}</li>" for n in range(4000))
    large = PAGE.replace("<nav>", f"<nav><ul>{filler}</ul>")
    (report,) = take_in_bytes(large.encode(), "x")
    (small,) = take_in_bytes(PAGE.encode(), "x")
    assert (report.text, report.title, report.published) == (
        small.text,
        small.title,
        small.published,
    )
    with pytest.raises(ReportTooLargeError, match="seconds"):
        take_in_bytes(large.encode(), "x", limits=Limits(seconds=0.01))


def test_standard_input() -> None:
    (report,) = take_in("-", stdin=io.BytesIO(STORY.encode()), outlet="Wire")
    assert (report.text, report.outlet) == (STORY, "Wire")
    for empty in ("-", "", " "):
        with pytest.raises(BadArgumentError):
            take_in(empty)
    with pytest.raises(BadArgumentError, match="empty"):
        references_in("")
    with pytest.raises(ReportTooLargeError, match="standard input"):
        take_in("-", stdin=io.BytesIO(STORY.encode()), limits=Limits(max_bytes=10))


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"missing\.txt"):
        take_in(str(tmp_path / "missing.txt"))
    with pytest.raises(ReportUnreadableError, match="holds no report"):
        take_in(str(tmp_path))
    with pytest.raises(ReportUnreadableError):
        take_in("a\x00b")
    with pytest.raises(ReportUnreadableError):
        take_in("a" * 5000)
    with pytest.raises(ReportUnreadableError, match="not a file"):
        take_in(os.devnull)


def test_the_same_bytes_give_the_same_report() -> None:
    assert take_in_bytes(PAGE.encode(), "x") == take_in_bytes(PAGE.encode(), "x")


def test_heavy_libraries_stay_out_until_they_are_needed() -> None:
    code = (
        "import sys; from onrecord.intake.sources import take_in_bytes; "
        "take_in_bytes(b'The visit is off.', 'x'); "
        "assert not {'trafilatura', 'feedparser', 'httpx2', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


_PIECES = st.sampled_from(
    [b"<html>", b"<p>", b"</p>", b"<!DOCTYPE x [", b"<?xml version='1.0'?>", b"<rss>", b"<item>", b"{",
     b'"text":', b'"a visit"', b"}", b"[", b"]", b"\n", b"\xff\xfe", b"\xef\xbb\xbf", b"The visit is off. ",
     b"\\ud800", b"<feed>", b"<entry>", b"<title>", b"&amp;", b"&#0;", b"<![CDATA[", b"\x85", b"<!--", b"<a href='"]
)  # fmt: skip


@given(
    st.one_of(st.binary(max_size=200), st.lists(_PIECES, max_size=14).map(b"".join)),
    st.sampled_from(["x", "x.json", "x.html", "x.rss", "x.txt"]),
)
def test_no_bytes_raise_anything_but_our_errors(data: bytes, name: str) -> None:
    reports: tuple[Report, ...] = ()
    with contextlib.suppress(OnrecordError):
        reports = take_in_bytes(data, name)
    for report in reports:
        report.text.encode("utf-8")
        spans = [(one.start, one.end) for one in report.furniture]
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(report.text) for start, end in spans)

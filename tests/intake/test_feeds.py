"""RSS and Atom, well-formed, broken and hostile."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnrecordError, ReportTooLargeError, ReportUnreadableError
from onrecord.intake.feeds import fragment_text, parse_feed, report_from_entry
from onrecord.intake.limits import Limits

HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily</title>'
TAIL = "</channel></rss>"


def item(title: str, *more: str) -> str:
    return f"<item><title>{title}</title>{''.join(more)}</item>"


def test_atom_takes_the_longest_words_and_the_first_date() -> None:
    feed = parse_feed(
        """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">The &lt;b>Daily&lt;/b></title>
        <entry><id>tag:daily,1</id><title>Visit off</title><summary>Short.</summary>
        <content type="html">&lt;p>The visit is off.&lt;/p>&lt;p>No date &amp;amp; no talks.&lt;/p></content>
        <published>2024-03-27T23:00:00-05:00</published><updated>2024-04-01T00:00:00Z</updated>
        <link href="https://daily.example/a"/></entry></feed>""",
        "x",
    )
    assert feed.title == "The Daily"
    (entry,) = feed.entries
    assert entry.text == "Visit off\n\nThe visit is off.\n\nNo date & no talks."
    assert entry.published == dt.date(2024, 3, 27)
    report = report_from_entry(entry, "x", outlet=feed.title)
    assert (report.title, report.outlet, report.url) == (
        "Visit off",
        "The Daily",
        "https://daily.example/a",
    )


def test_copies_are_dropped_and_entries_that_only_share_a_guid_are_kept() -> None:
    guid = "<guid>1</guid>"
    feed = parse_feed(HEAD + item("A b", guid) + item("A b", guid) + item("C d", guid) + TAIL, "x")
    assert [entry.text for entry in feed.entries] == ["A b", "C d"]
    assert feed.skipped == 1
    assert len({entry.key for entry in feed.entries}) == 2


def test_an_entry_without_words_is_skipped_and_counted() -> None:
    feed = parse_feed(HEAD + "<item><guid>1</guid></item>" + item("A b") + TAIL, "x")
    assert ([entry.text for entry in feed.entries], feed.skipped) == (["A b"], 1)


def test_links_that_are_no_web_addresses_are_dropped() -> None:
    feed = parse_feed(HEAD + item("A b", "<link>javascript:alert(1)</link>") + TAIL, "x")
    assert feed.entries[0].url is None


def test_malformed_xml_gives_what_can_be_read() -> None:
    feed = parse_feed(HEAD + item("A & b <unclosed>") + item("C d"), "x")
    assert [entry.text for entry in feed.entries][-1] == "C d"


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE rss [<!ENTITY a "visit"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1/evil.dtd">',
        "<!doctype rss>",
    ],
)
def test_document_types_and_entities_are_refused(prolog: str) -> None:
    text = HEAD.replace("<rss", f"{prolog}<rss") + item("&b;") + TAIL
    with pytest.raises(ReportUnreadableError, match="document type"):
        parse_feed(text, "x")


def test_a_doctype_inside_cdata_is_text() -> None:
    body = "<description><![CDATA[<!DOCTYPE html><p>The visit is off.</p>]]></description>"
    feed = parse_feed(HEAD + item("A b", body) + TAIL, "x")
    assert feed.entries[0].text == "A b\n\nThe visit is off."


def test_what_is_no_feed_is_refused() -> None:
    with pytest.raises(ReportUnreadableError, match="neither RSS nor Atom"):
        parse_feed("<html><body>The visit is off</body></html>", "x")


def test_a_name_of_a_file_or_address_is_never_opened() -> None:
    for text in ("/etc/passwd", "http://127.0.0.1/feed.xml"):
        with pytest.raises(ReportUnreadableError):
            parse_feed(text, "x")


def test_crowded_tags_and_namespaces_are_refused() -> None:
    crowd = " ".join(f'a{n}="x"' for n in range(2000))
    with pytest.raises(ReportTooLargeError, match="attributes"):
        parse_feed(f"{HEAD}<item {crowd}/>{TAIL}", "x")
    spaces = "".join(f'<x xmlns="u{n}"/>' for n in range(600))
    with pytest.raises(ReportTooLargeError, match="namespaces"):
        parse_feed(HEAD + spaces + TAIL, "x")


def test_a_large_feed_is_read_apart_and_bounded_in_time() -> None:
    items = "".join(
        item(f"Visit {n} is off", f"<description>{'a b ' * 90}</description>") for n in range(600)
    )
    feed = parse_feed(HEAD + items + TAIL, "x")
    assert len(feed.entries) == 600
    assert feed.title == "The Daily"
    with pytest.raises(ReportTooLargeError, match=r"longer than 0\.01 seconds"):
        parse_feed(HEAD + items + TAIL, "x", limits=Limits(seconds=0.01))


def test_a_large_text_that_is_no_feed_is_refused_apart_too() -> None:
    with pytest.raises(ReportUnreadableError, match="neither RSS nor Atom"):
        parse_feed("<a>" + "The visit is off. " * 20_000 + "</a>", "x")


def test_fragments_become_paragraphs_without_scripts() -> None:
    html = "A<br>b<script>x()</script><ul><li>c</li><li>d <b>e</b></li></ul><p>f\n g</p>"
    assert fragment_text(html) == "A\n\nb\n\nc\n\nd e\n\nf g"
    assert fragment_text("no  markup\there") == "no markup here"
    deep = "<div>" * 3000 + "deep"
    assert "deep" in fragment_text(deep) or len(fragment_text(deep)) < 10


@given(st.text(alphabet=st.sampled_from("<>/&;abpdiv !-[]\"'=\n\x00é"), max_size=60))
def test_no_fragment_raises(html: str) -> None:
    assert isinstance(fragment_text(html), str)


@given(
    st.lists(
        st.sampled_from(
            [
                "<item>",
                "</item>",
                "<title>",
                "</title>",
                "a b",
                "&amp;",
                "&#x0;",
                "<![CDATA[",
                "]]>",
                "<!--",
                "<pubDate>",
                "Wed, 99 Xxx 99999",
                "</pubDate>",
                "<guid>",
                "<link/>",
                "\x00",
                "<content:encoded>",
            ]
        ),
        max_size=12,
    )
)
def test_no_feed_raises_anything_but_our_errors(pieces: list[str]) -> None:
    try:
        feed = parse_feed(HEAD + "".join(pieces) + TAIL, "x")
    except OnrecordError:
        return
    assert all(entry.text for entry in feed.entries)

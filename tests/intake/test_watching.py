"""Watching feeds on a real server that misbehaves, with a clock that the test moves."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import BadArgumentError, FetchRefusedError
from onrecord.intake.politeness import PoliteVisitor
from onrecord.intake.subscriptions import Subscription
from onrecord.intake.watching import (
    FeedState,
    Poll,
    poll,
    poll_due,
    state_from_json,
    state_to_json,
)

if TYPE_CHECKING:
    from .conftest import Site

NOW = dt.datetime(2024, 3, 27, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visitor(site: Site, clock: Clock) -> PoliteVisitor:
    return PoliteVisitor(
        clock=clock, sleep=clock.sleep, policy=site.policy, seconds=2.0, max_bytes=300_000
    )


@pytest.fixture
def ask(site: Site, visitor: PoliteVisitor) -> Callable[..., Poll]:
    def asking(state: FeedState | None = None, now: dt.datetime = NOW, **more: object) -> Poll:
        feed = Subscription(site.url("/feed"), **more)  # type: ignore[arg-type]
        return poll(feed, state or FeedState(feed.url), visitor, now=now, random=Random(7))

    return asking


def rss(*titles: str, more: str = "") -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid>{more}</item>" for title in titles
    )
    return f"<rss version='2.0'><channel><title>The Daily</title>{items}</channel></rss>".encode()


def kinds(outcome: Poll) -> list[str]:
    return [trouble.kind for trouble in outcome.troubles]


def test_only_what_is_new_comes_back(site: Site, ask: Callable[..., Poll]) -> None:
    site.answers("/feed", rss("Visit off", "Talks on"))
    first = ask()
    assert [report.title for report in first.reports] == ["Visit off", "Talks on"]
    assert {report.outlet for report in first.reports} == {"The Daily"}
    site.answers("/feed", rss("Visit on again", "Visit off", "Talks on"))
    second = ask(first.state, NOW + HOUR)
    assert [report.title for report in second.reports] == ["Visit on again"]
    third = ask(second.state, NOW + 2 * HOUR)
    assert (third.reports, third.troubles) == ((), ())
    assert third.state.renewed == NOW + HOUR
    assert third.state.answered == NOW + 2 * HOUR


def test_an_edited_entry_is_a_new_report(site: Site, ask: Callable[..., Poll]) -> None:
    site.answers("/feed", rss("Visit off", more="<description>At noon.</description>"))
    first = ask()
    site.answers("/feed", rss("Visit off", more="<description>At one.</description>"))
    assert len(ask(first.state).reports) == 1


def test_the_get_is_conditional(site: Site, ask: Callable[..., Poll]) -> None:
    date = "Wed, 27 Mar 2024 10:00:00 GMT"
    site.answers("/feed", rss("Visit off"), ETag='"a7"', Last_Modified=date)
    first = ask()
    site.answers("/feed", status=304)
    second = ask(first.state, NOW + HOUR)
    headers = site.asked[-1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"a7"', date)
    assert (second.reports, second.troubles) == ((), ())
    assert second.state.etag == '"a7"'
    assert second.state.answered == NOW + HOUR


def test_failures_back_off_and_one_success_ends_them(site: Site, ask: Callable[..., Poll]) -> None:
    site.answers("/feed", status=500)
    state, waits = None, []
    for _ in range(12):
        outcome = ask(state)
        assert kinds(outcome) == ["broken"]
        state = outcome.state
        assert state.due is not None
        waits.append(state.due - NOW)
    assert state is not None
    assert state.failures == 12
    assert dt.timedelta(minutes=27) <= waits[0] <= dt.timedelta(minutes=33)
    assert all(a < b for a, b in pairwise(waits[:6]))
    assert waits[-1] <= 1.1 * dt.timedelta(days=1)
    site.answers("/feed", rss("Visit off"))
    assert ask(state).state.failures == 0


def test_retry_after_is_kept_as_seconds_and_as_a_date(site: Site, ask: Callable[..., Poll]) -> None:
    for value in ("7200", "Wed, 27 Mar 2024 14:00:00 GMT"):
        site.answers("/feed", status=429, Retry_After=value)
        due = ask().state.due
        assert due is not None
        assert due == NOW + 2 * HOUR
    site.answers("/feed", status=503, Retry_After="99999999999999")
    due = ask().state.due
    assert due is not None
    assert due == NOW + 24 * HOUR
    site.answers("/feed", status=503, Retry_After="soon")
    due = ask().state.due
    assert due is not None
    assert due < NOW + HOUR


def test_every_way_of_being_broken_is_a_trouble(site: Site, ask: Callable[..., Poll]) -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + rss("&b;")

    def hang(_: BaseHTTPRequestHandler) -> None:
        site.stop.wait(10)

    for body in (b"", b"<html><p>not here</p></html>", b"\x00\x01\x02", bomb, b"a" * 400_000):
        site.answers("/feed", body)
        assert kinds(ask()) == ["broken"]
    site.pages["/feed"] = hang
    assert kinds(ask()) == ["broken"]
    site.answers("/feed", status=302, Location="/feed")
    assert kinds(ask()) == ["refused"]
    site.answers("/feed", status=302, Location="http://169.254.169.254/")
    assert kinds(ask()) == ["refused"]
    site.answers("/feed", status=410)
    gone = ask()
    assert kinds(gone) == ["gone"]
    assert gone.state.due == NOW + 24 * HOUR


def test_a_wrong_charset_and_malformed_xml_still_give_reports(
    site: Site, ask: Callable[..., Poll]
) -> None:
    body = rss("Visit off", more="<description>José’s visit</description>")
    site.answers("/feed", body, Content_Type="text/xml; charset=us-ascii")
    assert "José’s visit" in ask().reports[0].text
    site.answers("/feed", rss("Visit off")[:-30])
    assert [report.title for report in ask().reports] == ["Visit off"]


def test_one_bad_entry_does_not_lose_the_others(site: Site, ask: Callable[..., Poll]) -> None:
    site.answers("/feed", rss("Visit off", "12345", "Talks on"))
    outcome = ask()
    assert [report.title for report in outcome.reports] == ["Visit off", "Talks on"]
    assert kinds(outcome) == ["entry"]
    assert kinds(ask(outcome.state)) == []


def test_a_feed_gone_quiet_is_reported(site: Site, ask: Callable[..., Poll]) -> None:
    site.answers("/feed", rss("Visit off"))
    state = ask().state
    assert kinds(ask(state, NOW + 71 * HOUR)) == []
    quiet = ask(state, NOW + 97 * HOUR)
    assert kinds(quiet) == ["quiet"]
    assert "4 days" in quiet.troubles[0].reason
    site.answers("/feed", status=304)
    assert kinds(ask(quiet.state, NOW + 121 * HOUR)) == ["quiet"]


def test_full_text_comes_from_the_page_or_falls_back(site: Site, ask: Callable[..., Poll]) -> None:
    page = (
        "<html><head><title>Visit off</title></head><body><article><h1>Visit off</h1><p>Ruritania's "
        "foreign minister has called off a visit to Graustark, his office said on Monday evening.</p>"
        "</article></body></html>"
    )
    site.answers("/a", page.encode())
    link = f"<link>{site.url('/a')}</link><description>In short.</description>"
    site.answers("/feed", rss("Visit off", more=link))
    (report,) = ask(full_text=True, outlet="Wire").reports
    assert "called off a visit to Graustark" in report.text
    assert (report.url, report.outlet) == (site.url("/a"), "Wire")
    del site.pages["/a"]
    outcome = ask(full_text=True)
    assert outcome.reports[0].text == "Visit off\n\nIn short."
    assert kinds(outcome) == ["entry"]


def test_robots_txt_is_kept_and_asked_once(
    site: Site, visitor: PoliteVisitor, ask: Callable[..., Poll], clock: Clock
) -> None:
    site.answers("/robots.txt", b"User-agent: *\nDisallow: /private\nCrawl-delay: 9\n")
    site.answers("/feed", rss("Visit off"))
    ask()
    with pytest.raises(FetchRefusedError, match=r"robots\.txt"):
        visitor.get(site.url("/private/feed"))
    ask()
    assert [path for path, _ in site.asked] == ["/robots.txt", "/feed", "/feed"]
    assert clock.slept == [9.0, 9.0]
    clock.now += 25 * 3600
    ask()
    assert [path for path, _ in site.asked][3:] == ["/robots.txt", "/feed"]


def test_a_robots_txt_that_fails_refuses_until_it_is_asked_again(
    site: Site, ask: Callable[..., Poll], clock: Clock
) -> None:
    site.answers("/robots.txt", status=503)
    site.answers("/feed", rss("Visit off"))
    failed = ask()
    assert kinds(failed) == ["refused"]
    assert "robots.txt answered with status 503" in failed.troubles[0].reason
    del site.pages["/robots.txt"]
    assert ask().troubles == failed.troubles
    clock.now += 601
    assert len(ask().reports) == 1


def test_a_robots_txt_that_does_not_answer_is_the_host_s_failure_not_its_rule(
    site: Site, ask: Callable[..., Poll], clock: Clock
) -> None:
    def break_off(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"nonsense\r\n\r\n")

    site.pages["/robots.txt"] = break_off
    site.answers("/feed", rss("Visit off"))
    failed = ask()
    assert kinds(failed) == ["broken"]
    assert "asking for robots.txt, the connection failed" in failed.troubles[0].reason
    assert ask().troubles == failed.troubles
    assert [path for path, _ in site.asked] == ["/robots.txt"]
    clock.now += 601
    del site.pages["/robots.txt"]
    assert len(ask().reports) == 1


def test_a_robots_txt_of_endless_rules_refuses_all(site: Site, ask: Callable[..., Poll]) -> None:
    site.answers("/robots.txt", b"Disallow: /x\n" * 50_000)
    site.answers("/feed", rss("Visit off"))
    failed = ask()
    assert kinds(failed) == ["refused"]
    assert "of the host's robots.txt, the answer is larger" in failed.troubles[0].reason


def test_the_pause_between_two_requests_to_a_host(
    site: Site, ask: Callable[..., Poll], clock: Clock
) -> None:
    site.answers("/feed", rss("Visit off"))
    ask()
    assert clock.slept == [2.0]
    clock.now += 100
    ask()
    assert clock.slept == [2.0]


def test_only_due_feeds_are_polled_longest_due_first(site: Site, visitor: PoliteVisitor) -> None:
    feeds = [Subscription(site.url(f"/{name}")) for name in "abcd"]
    for name in "abcd":
        site.answers(f"/{name}", rss(f"Visit {name} off"))
    states = {
        feeds[0].url: FeedState(feeds[0].url, due=NOW - HOUR),
        feeds[1].url: FeedState(feeds[1].url, due=NOW + HOUR),
        feeds[2].url: FeedState(feeds[2].url, due=NOW - 2 * HOUR),
    }
    outcomes = list(poll_due(feeds, states, visitor, now=NOW, random=Random(7)))
    assert [outcome.state.url for outcome in outcomes] == [feeds[3].url, feeds[2].url, feeds[0].url]


def test_states_survive_being_written(site: Site, ask: Callable[..., Poll]) -> None:
    site.answers("/feed", rss("Visit off"), ETag='"a7"')
    for state in (FeedState("https://daily.example/"), ask().state):
        assert state_from_json(json.loads(json.dumps(state_to_json(state)))) == state
    for value in (None, {}, {**json.loads(json.dumps(state_to_json(state))), "due": "soon"}):
        with pytest.raises(BadArgumentError, match="malformed"):
            state_from_json(value)

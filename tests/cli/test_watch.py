"""`onrecord watch` on a real server on this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from command_line import onrecord

FEED = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Northern Wire</title><link>https://wire.example/</link>
<item><title>Norway's prime minister to visit Riga</title><link>https://wire.example/1</link>
<guid>1</guid><pubDate>Thu, 02 May 2024 09:00:00 GMT</pubDate>
<description>Norway's prime minister will visit Riga on Monday, her office said.</description>
</item></channel></rss>
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    Path("www").mkdir()
    Path("www/world.rss").write_text(FEED)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory="www"))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def _feeds(*urls: str) -> None:
    Path("feeds.toml").write_text("".join(f'[[feed]]\nurl = "{url}"\n' for url in urls))


def test_what_is_new_in_a_feed_is_added_once(port: int) -> None:
    _feeds(f"http://127.0.0.1:{port}/world.rss")
    command = ["watch", "feeds.toml", "--once", "--allow", f"127.0.0.1:{port}", "--format", "json"]
    first = onrecord(*command)
    assert (first.code, first.err) == (0, "")
    (added,) = first.json
    assert (added["fresh"], added["published"]) == (True, "2024-05-02")
    (standing,) = onrecord("board", "--format", "json").json
    assert "NOR" in [p["side"] for p in standing["parties"]]
    again = onrecord(*command)
    assert (again.code, again.out) == (0, ""), "the feed is not due again"
    assert "No feed is due (1 feed). The next is due in 1" in again.err


def test_when_no_feed_is_due_it_is_said_when_one_will_be(port: int) -> None:
    urls = [f"http://127.0.0.1:{port}/world.rss?{n}" for n in (60, 10)]
    feeds = [f'[[feed]]\nurl = "{url}"\nminutes = {url[-2:]}\n' for url in urls]
    Path("feeds.toml").write_text("".join(feeds))
    command = ["watch", "feeds.toml", "--once", "--allow", f"127.0.0.1:{port}"]
    assert "added" in onrecord(*command).out
    ran = onrecord(*command)
    assert (ran.code, ran.err) == (0, "")
    (line,) = ran.out.splitlines()
    assert line.startswith("No feed is due (2 feeds). The next is due in ")
    assert line.endswith(urls[1])


def test_a_connection_that_is_refused_is_said_to_be() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        _feeds(f"http://127.0.0.1:{port}/world.rss")
        ran = onrecord("watch", "feeds.toml", "--once", "--allow", f"127.0.0.1:{port}")
    assert ran.code == 2
    assert "refused" in ran.err
    assert "does not allow" not in ran.err
    assert ran.err.count("world.rss") == 1


def test_an_address_of_one_s_own_network_is_refused_unless_allowed(port: int) -> None:
    _feeds(f"http://127.0.0.1:{port}/world.rss")
    ran = onrecord("watch", "feeds.toml", "--once")
    assert ran.code == 2
    assert "127.0.0.1" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("feeds", "arguments"),
    [
        ("", []),
        ('[[feed]]\nurl = "ftp://wire.example/"\n', []),
        ('[[feed]]\nurl = "https://wire.example/"\n', ["--allow", "localhost"]),
    ],
)
def test_feeds_that_are_none_are_named(feeds: str, arguments: list[str]) -> None:
    Path("feeds.toml").write_text(feeds)
    ran = onrecord("watch", "feeds.toml", "--once", *arguments)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_a_memory_that_is_none_is_named_with_its_remedy() -> None:
    _feeds("https://wire.example/")
    Path("feeds.toml.state").write_text("{}\n")
    ran = onrecord("watch", "feeds.toml", "--once")
    assert ran.code == 2
    assert "Remove it" in ran.err

"""The guarded fetch, against a real server that misbehaves."""

from __future__ import annotations

import gzip
import socket
import time
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import FetchRefusedError, ReportTooLargeError, ReportUnreadableError
from onrecord.intake.addresses import AddressPolicy
from onrecord.intake.fetching import MAX_REDIRECTS, fetch, request
from onrecord.intake.sources import take_in

if TYPE_CHECKING:
    from .conftest import Site


def test_a_page_is_fetched_with_its_charset_and_final_address(site: Site) -> None:
    site.answers("/old", status=301, Location="/new?a=1")
    site.answers("/new?a=1", b"caf\xe9", Content_Type="text/plain; charset=ISO-8859-1", ETag='"7"')
    found = fetch(site.url("/old"), policy=site.policy)
    assert (found.url, found.status, found.body) == (site.url("/new?a=1"), 200, b"caf\xe9")
    assert (found.charset, found.headers["etag"]) == ("ISO-8859-1", '"7"')
    path, headers = site.asked[0]
    assert path == "/old"
    assert headers["host"] == f"127.0.0.1:{site.port}"
    assert headers["user-agent"].startswith("onrecord/")
    assert headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://0/",
        "https://192.168.0.1:8443/",
    ],
)
def test_private_addresses_are_refused_however_written(url: str) -> None:
    with pytest.raises(FetchRefusedError):
        fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://daily.example/visit",
        "file:///etc/passwd",
        "gopher://daily.example/",
        "http://",
        "http:///visit",
        "http://user:secret@daily.example/",
        "http://[::1/",
        "http://daily.example:99999/",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchRefusedError) as caught:
        fetch(url)
    assert "secret" not in str(caught.value)


def test_the_default_policy_refuses_this_machine(site: Site) -> None:
    site.answers("/", b"the visit is off")
    with pytest.raises(FetchRefusedError, match="not a public address"):
        fetch(site.url())
    with pytest.raises(FetchRefusedError):
        take_in(site.url())
    assert site.asked == []


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:1/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "file:///etc/passwd",
        "//169.254.169.254/",
    ],
)
def test_a_redirect_to_a_private_place_is_refused(site: Site, target: str) -> None:
    site.answers("/", status=302, Location=target)
    with pytest.raises(FetchRefusedError):
        fetch(site.url(), policy=site.policy)


def test_redirect_loops_and_chains_end(site: Site) -> None:
    site.answers("/loop", status=302, Location="/loop")
    with pytest.raises(FetchRefusedError, match="redirects"):
        fetch(site.url("/loop"), policy=site.policy)
    assert len(site.asked) == MAX_REDIRECTS + 1
    for step in range(MAX_REDIRECTS):
        site.answers(f"/{step}", status=302, Location=f"/{step + 1}")
    site.answers(f"/{MAX_REDIRECTS}", b"there")
    assert fetch(site.url("/0"), policy=site.policy).body == b"there"


def test_the_connection_goes_to_the_address_that_was_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that answers otherwise at the second look-up gets no second look-up."""
    real = socket.getaddrinfo
    looked_up: list[object] = []

    def rebind(host: object, *rest: object, **more: object) -> object:
        if host == "rebind.example":
            looked_up.append(host)
            host = "127.0.0.1" if len(looked_up) == 1 else "10.0.0.1"
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("socket.getaddrinfo", rebind)
    site.answers("/", b"here")
    found = fetch(f"http://rebind.example:{site.port}/", policy=site.policy)
    assert found.body == b"here"
    assert looked_up == ["rebind.example"]
    assert site.asked[0][1]["host"] == f"rebind.example:{site.port}"


def test_errors_of_the_server_are_named(site: Site) -> None:
    site.answers("/", b"", status=503)
    with pytest.raises(ReportUnreadableError, match="status 503"):
        fetch(site.url(), policy=site.policy)
    assert request(site.url(), policy=site.policy).status == 503
    with pytest.raises(ReportUnreadableError, match="status 404"):
        fetch(site.url("/missing"), policy=site.policy)


def test_a_body_over_the_cap_is_refused_by_its_length_and_by_its_bytes(site: Site) -> None:
    site.answers("/told", b"a" * 2000)

    def untold(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not site.stop.is_set():
            handler.wfile.write(b"a" * 10_000)

    site.pages["/untold"] = untold
    for path in ("/told", "/untold"):
        with pytest.raises(ReportTooLargeError, match="1,000 bytes"):
            fetch(site.url(path), policy=site.policy, max_bytes=1000)


def test_gzip_is_undone_under_the_cap(site: Site) -> None:
    two = gzip.compress(b"the visit ") + gzip.compress(b"is off")
    site.answers("/two", two, Content_Encoding="gzip")
    assert fetch(site.url("/two"), policy=site.policy).body == b"the visit is off"
    bomb = gzip.compress(b"\0" * 50_000_000)
    site.answers("/bomb", bomb, Content_Encoding="gzip")
    with pytest.raises(ReportTooLargeError):
        fetch(site.url("/bomb"), policy=site.policy, max_bytes=1_000_000)
    site.answers("/cut", two[:-9], Content_Encoding="gzip")
    with pytest.raises(ReportUnreadableError, match="broke off"):
        fetch(site.url("/cut"), policy=site.policy)
    site.answers("/bad", b"not gzip", Content_Encoding="gzip")
    with pytest.raises(ReportUnreadableError, match="gzip"):
        fetch(site.url("/bad"), policy=site.policy)
    site.answers("/br", b"x", Content_Encoding="br")
    with pytest.raises(ReportUnreadableError, match="not asked for"):
        fetch(site.url("/br"), policy=site.policy)


def test_nothing_outlasts_the_deadline(site: Site) -> None:
    def hang(_: BaseHTTPRequestHandler) -> None:
        site.stop.wait(10)

    def drip_headers(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not site.stop.wait(0.05):
            handler.wfile.write(b"X-Drip: 1\r\n")

    def drip_body(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not site.stop.wait(0.05):
            handler.wfile.write(b"a")

    site.pages |= {"/hang": hang, "/headers": drip_headers, "/body": drip_body}
    for path in site.pages:
        began = time.monotonic()
        with pytest.raises(ReportUnreadableError, match="in time"):
            fetch(site.url(path), policy=site.policy, seconds=0.3)
        assert time.monotonic() - began < 2


def test_a_server_that_breaks_off_or_speaks_no_http(site: Site) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"short")

    def babble(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\x01 hello\r\n\r\n")

    site.pages |= {"/cut": cut, "/babble": babble}
    for path in site.pages:
        with pytest.raises(ReportUnreadableError, match="connection failed"):
            fetch(site.url(path), policy=site.policy)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ReportUnreadableError, match="connection failed"):
        fetch(f"http://127.0.0.1:{port}/", policy=AddressPolicy(frozenset({("127.0.0.1", port)})))


def test_a_location_that_is_no_address(site: Site) -> None:
    site.answers("/", status=302, Location="http://[::bad")
    with pytest.raises((ReportUnreadableError, FetchRefusedError)):
        fetch(site.url(), policy=site.policy)


def test_tls_to_a_server_without_it_fails_clearly(site: Site) -> None:
    with pytest.raises(ReportUnreadableError, match="connection failed"):
        fetch(f"https://127.0.0.1:{site.port}/", policy=site.policy)

"""HTTP and HTTPS, guarded: public addresses only, bounded in size, time and redirects."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from ssl import SSLError

import httpcore2
import httpx2

from onrecord import __version__
from onrecord.errors import (
    FetchRefusedError,
    OnrecordError,
    ReportTooLargeError,
    ReportUnreadableError,
)
from onrecord.intake.addresses import PUBLIC_ONLY, AddressPolicy
from onrecord.intake.connecting import GuardedNetwork

USER_AGENT = f"onrecord/{__version__} (+https://github.com/onrecord/onrecord)"
MAX_REDIRECTS = 5

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_STEP_SECONDS = 10.0
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, its body decompressed. `url` is where it came from after redirects.

    `charset` is what the Content-Type says, or None; `headers` have lower-case names, the last
    of several winning.
    """

    url: str
    status: int
    body: bytes
    charset: str | None
    headers: Mapping[str, str]


def fetch(
    url: str,
    *,
    max_bytes: int = 10_000_000,
    seconds: float = 30.0,
    policy: AddressPolicy = PUBLIC_ONLY,
) -> Fetched:
    """Fetch a page or feed; any answer but a success (2xx) raises ReportUnreadableError.

    Bounds and refusals are those of `request`.
    """
    answer = request(url, max_bytes=max_bytes, seconds=seconds, policy=policy)
    if not 200 <= answer.status < 300:
        raise ReportUnreadableError(
            url,
            f"the server answered with status {answer.status}",
            "Check the address, or save the page and give the file",
        )
    return answer


def request(
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    max_bytes: int = 10_000_000,
    seconds: float = 30.0,
    policy: AddressPolicy = PUBLIC_ONLY,
) -> Fetched:
    """Send a GET and give back whatever final answer comes, errors of the server included.

    The host is resolved once for each hop, the addresses checked against `policy`, and the
    connection made to a checked address; each redirect, at most five, is checked the same way.
    `max_bytes` holds for the body as sent and as decompressed, `seconds` for everything from the
    first connection to the last byte (name look-up takes what the resolver takes). Proxies and
    credentials from the environment are not used. Raises FetchRefusedError, ReportTooLargeError,
    and ReportUnreadableError when the network or the server fails.
    """
    deadline = time.monotonic() + seconds
    target = _checked(url, url)
    for _ in range(MAX_REDIRECTS + 1):
        answer = _get(target, headers or {}, max_bytes, deadline, policy)
        location = answer.headers.get("location")
        if answer.status not in _REDIRECTS or not location:
            return answer
        try:
            onward = str(target.join(location))
        except (httpx2.InvalidURL, ValueError) as error:
            raise ReportUnreadableError(
                url, f"the server redirects to a malformed address ({location[:80]!r})"
            ) from error
        target = _checked(onward, url)
    raise FetchRefusedError(
        url,
        f"more than {MAX_REDIRECTS} redirects",
        "Open the address in a browser and give the one it ends at",
    )


def _checked(address: str, subject: str) -> httpx2.URL:
    try:
        target = httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise FetchRefusedError(
            subject, "this is no valid address", "Give an http(s) URL"
        ) from error
    if target.scheme not in {"http", "https"}:
        raise FetchRefusedError(
            subject,
            f"addresses of the sort `{target.scheme}:` are not fetched",
            "Give an http or https URL",
        )
    if not target.host:
        raise FetchRefusedError(subject, "the address names no host", "Give a full http(s) URL")
    if target.port is not None and not 0 < target.port < 65536:
        raise FetchRefusedError(subject, "the port is no number of a port", "Correct the address")
    if target.userinfo:
        raise FetchRefusedError(
            subject.replace(target.userinfo.decode("ascii", "replace"), "..."),
            "the address carries credentials",
            "Give it without a user name and password",
        )
    return target


def _get(
    target: httpx2.URL,
    extra: Mapping[str, str],
    max_bytes: int,
    deadline: float,
    policy: AddressPolicy,
) -> Fetched:
    subject = str(target)
    headers = {
        "Host": target.netloc.decode("ascii"),
        "User-Agent": USER_AGENT,
        "Accept": "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, "
        "application/json, text/plain;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **extra,
    }
    step = dict.fromkeys(("connect", "read", "write", "pool"), _STEP_SECONDS)
    try:
        with (
            httpcore2.ConnectionPool(network_backend=GuardedNetwork(policy, deadline)) as pool,
            pool.stream(
                "GET",
                httpcore2.URL(
                    scheme=target.raw_scheme,
                    host=target.raw_host,
                    port=target.port,
                    target=target.raw_path,
                ),
                headers=list(headers.items()),
                extensions={"timeout": step},
            ) as response,
        ):
            fields = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in response.headers
            }
            body = b""
            if response.status not in _REDIRECTS and response.status != 304:
                body = _body(subject, fields, response.iter_stream(), max_bytes)
            charset = _CHARSET.search(fields.get("content-type", ""))
            return Fetched(
                subject, response.status, body, charset.group(1) if charset else None, fields
            )
    except OnrecordError:
        raise
    except (httpcore2.TimeoutException, TimeoutError) as error:
        raise ReportUnreadableError(
            subject, "the server did not answer in time", "Try again later"
        ) from error
    except (
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpcore2.ConnectionNotAvailable,
        httpcore2.UnsupportedProtocol,
        SSLError,
        OSError,
        ValueError,
    ) as error:
        raise ReportUnreadableError(
            subject, f"the connection failed ({_said(error)})", "Try again later"
        ) from error


def _body(
    subject: str, fields: Mapping[str, str], chunks: Iterable[bytes], max_bytes: int
) -> bytes:
    """Collect a body under the cap, undoing gzip piece by piece so that no bomb unfolds."""
    too_large = ReportTooLargeError(
        subject,
        f"the answer is larger than the {max_bytes:,} bytes let in",
        "Save the part that matters and give the file",
    )
    declared = fields.get("content-length", "")
    if declared.isdigit() and int(declared[:20]) > max_bytes:
        raise too_large
    encoding = fields.get("content-encoding", "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise ReportUnreadableError(
            subject, f"the answer is compressed as {encoding[:20]!r}, which was not asked for"
        )
    body = bytearray()
    received = 0
    unfold = _Gunzip() if encoding.endswith("gzip") else None
    for chunk in chunks:
        received += len(chunk)
        for piece in unfold.pieces(chunk, max_bytes + 1) if unfold else (chunk,):
            body += piece
            if len(body) > max_bytes or received > max_bytes:
                raise too_large
    if unfold is not None and not unfold.finished:
        raise ReportUnreadableError(subject, "the compressed answer broke off", "Try again later")
    return bytes(body)


class _Gunzip:
    """Gzip undone a bounded piece at a time; several members may follow one another (RFC 1952)."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self.finished = False

    def pieces(self, data: bytes, bound: int) -> Iterator[bytes]:
        while data:
            if self._inner.eof:
                self._inner = zlib.decompressobj(wbits=31)
            try:
                piece = self._inner.decompress(data, bound)
            except zlib.error as error:
                raise ValueError(f"bad gzip data: {error}") from error
            self.finished = self._inner.eof
            data = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
            yield piece


def _said(error: BaseException) -> str:
    return (str(error) or type(error).__name__).rstrip(".")[:120]

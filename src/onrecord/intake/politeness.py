"""Fetching as a well-behaved visitor: robots.txt kept, and no host asked too often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from onrecord.errors import FetchRefusedError, OnrecordError, ReportTooLargeError
from onrecord.intake.addresses import PUBLIC_ONLY, AddressPolicy
from onrecord.intake.decoding import mend
from onrecord.intake.fetching import Fetched, request

AGENT = "onrecord"
ROBOTS_BYTES = 512_000
"""As much of a robots.txt as RFC 9309 (2.5) asks a visitor to read; a longer one refuses all."""

ROBOTS_SECONDS = 24 * 3600.0
UNREACHABLE_SECONDS = 600.0
LONGEST_PAUSE = 60.0


class PoliteVisitor:
    """Fetches addresses one after another, keeping the pace that hosts ask for.

    `clock` gives seconds that only grow and `sleep` waits for some; both are passed in, so that
    a test needs no real time. `pause` is the least number of seconds between two requests to
    one host; a longer Crawl-delay in its robots.txt, up to a minute, is kept instead. Holds what
    it has learned of hosts in memory; not for use from several threads at once.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        pause: float = 2.0,
        max_bytes: int = 10_000_000,
        seconds: float = 30.0,
        policy: AddressPolicy = PUBLIC_ONLY,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._pause = pause
        self._max_bytes = max_bytes
        self._seconds = seconds
        self._policy = policy
        self._asked: dict[str, float] = {}
        self._robots: dict[str, tuple[float, RobotFileParser | OnrecordError]] = {}

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """Fetch an address when robots.txt lets us and it is the host's turn.

        Gives the final answer whatever its status. Raises FetchRefusedError when robots.txt does
        not allow it, and what `fetching.request` raises; also where robots.txt cannot be had, as
        long as it is not asked for again.
        """
        rules = self._rules(url)
        if isinstance(rules, OnrecordError):
            # The whole host is left alone (RFC 9309, 2.3.1.4), but not for what its rules say.
            raise type(rules)(url, rules.reason, rules.remedy)
        if not rules.can_fetch(AGENT, url):
            raise FetchRefusedError(
                url, "the host's robots.txt does not allow it", "Ask the outlet for its feed"
            )
        delay = rules.crawl_delay(AGENT)
        self._wait(url, float(delay) if delay is not None else 0.0)
        return self._request(url, headers, self._max_bytes)

    def _rules(self, url: str) -> RobotFileParser | OnrecordError:
        site = _site(url)
        known = self._robots.get(site)
        if known is not None and self._clock() < known[0]:
            return known[1]
        rules = self._fetched_rules(site)
        good_for = ROBOTS_SECONDS if isinstance(rules, RobotFileParser) else UNREACHABLE_SECONDS
        self._robots[site] = (self._clock() + good_for, rules)
        return rules

    def _fetched_rules(self, site: str) -> RobotFileParser | OnrecordError:
        """Give a host's rules, or why they cannot be had; then nothing is fetched from it."""
        rules = RobotFileParser()
        where = f"{site}/robots.txt"
        try:
            self._wait(site, 0.0)
            answer = self._request(where, None, ROBOTS_BYTES)
        except FetchRefusedError:
            raise  # the address itself is refused, and so is everything under it
        except ReportTooLargeError as error:
            return FetchRefusedError(where, f"of the host's robots.txt, {error.reason}")
        except OnrecordError as error:
            return type(error)(where, f"asking for robots.txt, {error.reason}", error.remedy)
        if 200 <= answer.status < 300:
            rules.parse(mend(answer.body.decode("utf-8", "replace")).splitlines())
        elif 400 <= answer.status < 500 and answer.status != 429:
            rules.parse([])  # unavailable: RFC 9309, 2.3.1.3
        else:
            return FetchRefusedError(
                where,
                f"the host's robots.txt answered with status {answer.status}, so that nobody knows "
                "what it allows",
                "Try again later",
            )
        return rules

    def _wait(self, url: str, delay: float) -> None:
        last = self._asked.get(_site(url))
        if last is not None:
            left = last + max(self._pause, min(delay, LONGEST_PAUSE)) - self._clock()
            if left > 0:
                self._sleep(left)

    def _request(self, url: str, headers: Mapping[str, str] | None, max_bytes: int) -> Fetched:
        try:
            return request(
                url,
                headers=headers,
                max_bytes=max_bytes,
                seconds=self._seconds,
                policy=self._policy,
            )
        finally:
            self._asked[_site(url)] = self._clock()


def _site(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "", "", ""))

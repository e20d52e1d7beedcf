"""`onrecord watch`: feeds are polled, and what is new in them goes into the ledger."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from onrecord.cli.add import say_added
from onrecord.cli.options import Format, FormatOption, LedgerOption, examples
from onrecord.cli.outcome import Outcome
from onrecord.cli.page import write_whole
from onrecord.errors import BadArgumentError, NotFoundError, ReportUnreadableError
from onrecord.intake.addresses import AddressPolicy
from onrecord.intake.politeness import PoliteVisitor
from onrecord.intake.subscriptions import Subscription, read_subscriptions
from onrecord.intake.watching import FeedState, poll_due, state_from_json, state_to_json
from onrecord.opening import Record, open_record, utc_now
from onrecord.wording import plain

commands = typer.Typer(rich_markup_mode=None)

_LONGEST_SLEEP = 60.0
"""Seconds after which the clock is looked at again: a machine that slept is then late no more."""


@commands.command(
    epilog=examples(
        "onrecord watch feeds.toml",
        "onrecord watch feeds.opml --once   # for cron",
    )
)
def watch(
    feeds: Annotated[
        Path,
        typer.Argument(
            metavar="FEEDS",
            help='The feeds, as OPML or as TOML with [[feed]] tables: url = "…", and optionally '
            "outlet, minutes, quiet_days, full_text.",
            show_default=False,
        ),
    ],
    *,
    once: Annotated[
        bool,
        typer.Option("--once", help="Poll the feeds that are due, or say when one is, then end."),
    ] = False,
    state: Annotated[
        Path | None,
        typer.Option(
            "--state",
            help="Where to remember what was seen. Without it, FEEDS with .state after its name.",
            show_default=False,
        ),
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(
            "--allow",
            metavar="ADDRESS:PORT",
            help="An address of your own network to fetch from; others than public ones are "
            "refused. May be repeated.",
        ),
    ] = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Watch feeds, and add what is new.

    Keeps to robots.txt, and to the pace of each host and feed. A feed in trouble is said on
    standard error and tried again later. Runs until it is stopped.
    """
    subscriptions = read_subscriptions(_bytes(feeds), str(feeds))
    memory = state or feeds.with_name(f"{feeds.name}.state")
    states = _remembered(memory)
    policy = AddressPolicy(frozenset(_pair(one) for one in allow or ()))
    visitor = PoliteVisitor(clock=time.monotonic, sleep=time.sleep, policy=policy)
    outcome = Outcome()
    with open_record(ledger) as record:
        if once and (waiting := _until_first_due(subscriptions, states)) is not None:
            # With JSON, standard output is for what was added.
            typer.echo(waiting, err=output is Format.json)
            raise typer.Exit(outcome.code)
        while True:
            _round(
                record,
                subscriptions,
                states,
                visitor,
                memory=memory,
                outcome=outcome,
                output=output,
            )
            if once:
                raise typer.Exit(outcome.code)
            time.sleep(_until_due(subscriptions, states))


def _round(
    record: Record,
    subscriptions: tuple[Subscription, ...],
    states: dict[str, FeedState],
    visitor: PoliteVisitor,
    *,
    memory: Path,
    outcome: Outcome,
    output: Format,
) -> None:
    """Poll what is due; a state is remembered only after its reports are in the ledger."""
    jitter = Random()  # noqa: S311 - it spreads polls in time and keeps no secret
    for polled in poll_due(subscriptions, states, visitor, now=utc_now(), random=jitter):
        for trouble in polled.troubles:
            with outcome.skipping():
                raise ReportUnreadableError(trouble.subject, trouble.reason)
        for report in polled.reports:
            with outcome.skipping():
                say_added(record.add(report), output)
        states[polled.state.url] = polled.state
        lines = (json.dumps(state_to_json(one)) for one in states.values())
        write_whole(memory, (f"{line}\n".encode() for line in lines))


def _until_first_due(
    subscriptions: tuple[Subscription, ...], states: dict[str, FeedState]
) -> str | None:
    """Say how long it is until a feed is due; None when one is due now."""
    now = utc_now()
    due = [(states.get(s.url, FeedState(s.url)).due or now, s.url) for s in subscriptions]
    first, url = min(due)
    if first <= now:
        return None
    minutes = math.ceil((first - now).total_seconds() / 60)
    return plain(
        f"No feed is due ({len(due)} feed{'s' if len(due) != 1 else ''}). The next is due in "
        f"{minutes} minute{'s' if minutes != 1 else ''}, at {first:%Y-%m-%d %H:%M} UTC: {url}"
    )


def _until_due(subscriptions: tuple[Subscription, ...], states: dict[str, FeedState]) -> float:
    now = utc_now()
    due = [states[s.url].due or now for s in subscriptions if s.url in states]
    wait = (min(due, default=now) - now).total_seconds()
    return min(max(wait, 1.0), _LONGEST_SLEEP)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFoundError(str(path), f"cannot be read ({error.strerror})") from None


def _remembered(memory: Path) -> dict[str, FeedState]:
    if not memory.exists():
        return {}
    try:
        lines = _bytes(memory).decode().splitlines()
        states = [state_from_json(json.loads(line)) for line in lines]
    except ValueError:
        raise BadArgumentError(
            str(memory), "is no memory of feeds", "Remove it: the feeds are then read afresh."
        ) from None
    return {one.url: one for one in states}


def _pair(given: str) -> tuple[str, int]:
    address, _, port = given.rpartition(":")
    if not address or not port.isdigit():
        raise BadArgumentError(given, "is no address with a port", "Write it as 127.0.0.1:8080.")
    return address.strip("[]"), int(port)

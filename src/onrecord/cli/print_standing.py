"""A standing for the eye: the board's rows, and one engagement with its timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.page import STATUS_STYLE, columns
from onrecord.cli.print_reading import print_contested, print_headline, step, word
from onrecord.terms import Report, Standing, StandingClaim
from onrecord.wording import day, plain, status_word, what_line

SHORT = 8
"""Hex digits of an id that are printed: enough to tell a newsroom's engagements apart."""


def print_board(
    console: Console, standings: Sequence[Standing], *, with_header: bool = True
) -> None:
    """Print one row an engagement: its status, what it is, since when, how many reports say so."""
    table = Table(
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="dim",
        show_header=with_header,
    )
    for heading in ("status", "engagement", "since", "say so", "id"):
        table.add_column(heading, ratio=1 if heading == "engagement" else None, overflow="fold")
    for s in standings:
        what = Text(what_line(s))
        if s.contested:
            what.append(f" · contested: {_topics(s)}", style="red")
        table.add_row(
            Text(status_word(s.status), style=STATUS_STYLE[s.status]),
            what,
            day(s.since),
            _saying_so(s),
            Text(s.id[:SHORT], style="dim"),
        )
    console.print(table)


def print_standing(
    console: Console,
    standing: Standing,
    reports: Mapping[str, Report],
    *,
    with_reports: bool = True,
) -> None:
    """Print one engagement: status, each side's word, contradictions, the timeline, the reports.

    `reports` are those of the standing's members, by id.
    """
    s = standing
    print_headline(console, s)
    since = f"since {day(s.since)} · " if s.since else ""
    console.print(Text(f"  {since}{_said_by(s)} · id {s.id}", style="dim"))
    console.print()
    _print_words(console, s)
    print_contested(console, s.contested, s.parties)
    console.print()
    console.print(Text("timeline", style="bold"))
    steps = [_dated_step(c, reports.get(c.report)) for c in s.history]
    console.print(columns(steps, wide=2))
    if with_reports:
        console.print()
        console.print(Text("reports", style="bold"))
        members = dict.fromkeys(m.report for m in s.members)
        console.print(columns([_report_row(reports[m]) for m in members if m in reports]))
    if s.rulings:
        console.print(Text(f"rulings: {', '.join(r[:SHORT] for r in s.rulings)}", style="dim"))


def _print_words(console: Console, standing: Standing) -> None:
    claims = {c.id: c.claim for c in standing.history}
    names = {p.side: p.name for p in standing.parties}
    rows = [
        (
            Text(plain(names.get(w.side, w.side)), style="bold"),
            word("by name", claims.get(w.named or "")),
            word("unnamed", claims.get(w.unnamed or "")),
        )
        for w in standing.words
    ]
    if rows:
        console.print(columns(rows))


def _dated_step(held: StandingClaim, report: Report | None) -> tuple[Text, Text, Text, Text]:
    """Give the row of one claim; where it has no day of its own, its report's in brackets."""
    when, status, said = step(held.claim)
    published = day(held.published.isoformat()) if held.published else "no date"
    outlet = plain(report.outlet or report.url or "no outlet") if report else ""
    if held.claim.when is None:
        when = Text(f"[{published}]", style="dim")
    elif outlet and held.claim.when != (held.published and held.published.isoformat()):
        outlet += f", {published}"
    said.append(f"  {outlet}", "dim")
    return when, status, said, Text(held.id[:SHORT], style="dim")


def _report_row(report: Report) -> tuple[str, str, str]:
    published = report.published.isoformat() if report.published else None
    return (
        day(published) or "no date",
        plain(report.outlet or ""),
        plain(report.title or report.text[:80]),
    )


def _topics(standing: Standing) -> str:
    return ", ".join(dict.fromkeys(c.about for c in standing.contested))


def _said_by(standing: Standing) -> str:
    """Say who tells of it as it stands now: "said by 3 of 5 reports, 2 of them independent"."""
    if not standing.members:
        return _BY_HAND
    families = _fewer_families(standing)
    return f"said by {_reports(standing)}" + (
        f", {families} of them independent" if families else ""
    )


def _saying_so(standing: Standing) -> str:
    """Say the same in a column."""
    if not standing.members:
        return _BY_HAND
    families = _fewer_families(standing)
    return _reports(standing) + (f",\n{families} independent" if families else "")


_BY_HAND = "by hand"


def _reports(standing: Standing) -> str:
    """Count the reports that tell of it as it stands now; the others told what changed since."""
    behind, told = standing.corroboration.reports, len({m.report for m in standing.members})
    counted = str(told) if behind == told else f"{behind or 'none'} of {told}"
    return f"{counted} report{'s' if told != 1 else ''}"


def _fewer_families(standing: Standing) -> int:
    """Count the wire families behind it where they are fewer than the reports, else 0.

    A family is one source, however many outlets ran it.
    """
    c = standing.corroboration
    return c.families if c.families < c.reports else 0

"""`onrecord rule`: a person decides, and outranks the machine for ever."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

import typer

from onrecord.cli.ids import beginning_with, claim_id, claim_in, engagement_id
from onrecord.cli.options import Format, FormatOption, LedgerOption, examples
from onrecord.cli.outcome import NOTHING, complain
from onrecord.cli.page import page, put_line
from onrecord.cli.print_reading import print_headline
from onrecord.cli.print_standing import SHORT
from onrecord.cli.rule_options import (
    ByOption,
    EitherArgument,
    EngagementArgument,
    FootingOption,
    NoteOption,
    PartyOption,
    ReasonOption,
    SideOption,
    SourceOption,
    StanceOption,
    StatusOption,
    WhenOption,
    WhoOption,
)
from onrecord.errors import BadArgumentError, NotFoundError
from onrecord.identity import Json
from onrecord.keeping.view import View
from onrecord.opening import Record, open_record
from onrecord.terms import (
    REPORTER,
    Claim,
    Entry,
    Evidence,
    Party,
    Ruling,
    Standing,
    Status,
)

commands = typer.Typer(rich_markup_mode=None)
rule = typer.Typer(
    help="Decide about a claim or an engagement.\n\n"
    "A ruling outranks every reading; reading a report anew never undoes it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
commands.add_typer(rule, name="rule")

_NEW = "new"


@rule.command(epilog=examples("onrecord rule accept 91c2 --note 'heard the recording'"))
def accept(
    target: EitherArgument,
    *,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Vouch for a claim: it stays, even when a later reading no longer finds it."""
    _decide(
        ledger,
        output,
        lambda s: Ruling("accept", _who(who), _either(target, s), note=note),
    )


@rule.command(epilog=examples("onrecord rule reject 91c2 --note 'about another visit'"))
def reject(
    target: EitherArgument,
    *,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Strike off a claim, or an engagement that is none."""
    _decide(
        ledger,
        output,
        lambda s: Ruling("reject", _who(who), _either(target, s), note=note),
    )


@rule.command(
    epilog=examples(
        "onrecord rule correct 91c2 --status postponed --note 'put off, not called off'",
        "onrecord rule correct 7f3a --party BRA:Brazil --party CAN:Canada",
    )
)
def correct(
    target: EitherArgument,
    *,
    status: StatusOption = None,
    when: WhenOption = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    source: SourceOption = None,
    side: SideOption = None,
    footing: FootingOption = None,
    stance: StanceOption = None,
    party: PartyOption = None,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Correct fields of a claim, or the parties of an engagement."""
    fields = (status, when, by, reason, source, side, footing, stance)
    parties = _parties(party)
    if any(fields) == bool(parties):
        raise BadArgumentError(
            target, "is to be corrected, but not in what", "Give fields of a claim, or --party."
        )

    def ruling(view: View) -> Ruling:
        if parties:
            engagement = engagement_id(target, view)
            return Ruling("correct", _who(who), engagement, parties=parties, note=note)
        claim, read = claim_in(target, view)
        corrected = replace(
            read,
            status=status or read.status,
            when=when or read.when,
            by=by or read.by,
            reason=reason or read.reason,
            source=source or read.source,
            side=side or read.side,
            footing=footing or read.footing,
            stance=stance or read.stance,
        )
        return Ruling("correct", _who(who), claim, claim=corrected, note=note)

    _decide(ledger, output, ruling)


@rule.command(epilog=examples("onrecord rule merge 7f3a 20bd --note 'one journey'"))
def merge(
    engagement: EngagementArgument,
    others: Annotated[list[str], typer.Argument(metavar="OTHER", help="What is the same.")],
    *,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Say that engagements are one."""
    _decide(
        ledger,
        output,
        lambda s: Ruling(
            "merge",
            _who(who),
            engagement_id(engagement, s),
            tuple(engagement_id(other, s) for other in others),
            note=note,
        ),
    )


@rule.command(epilog=examples("onrecord rule split 7f3a 91c2 --note 'another meeting, in March'"))
def split(
    engagement: EngagementArgument,
    others: Annotated[
        list[str],
        typer.Argument(
            metavar="MEMBER",
            help="What is another engagement: claims or reports of it, by id, or one that stands "
            "by itself and is to stay so.",
        ),
    ],
    *,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Say that some of what was joined in an engagement is another one.

    Or that two engagements are two: they are then never joined, nor asked about again.
    """

    def ruling(view: View) -> Ruling:
        target = engagement_id(engagement, view)
        standing = view.get(target)
        known = [c.id for c in standing.history] + [m.report for m in standing.members]
        leaving = tuple(_member_or_other(o, target, known, view) for o in others)
        return Ruling("split", _who(who), target, leaving, note=note)

    _decide(ledger, output, ruling)


@rule.command(
    epilog=examples(
        "onrecord rule enter 7f3a --status cancelled --when 2024-05-10 --source 'Andre Costa' \\\n"
        "    --side BRA --footing on_record --quote 'The minister will not travel.'",
        "onrecord rule enter new --party BRA:Brazil --party CAN:Canada --status agreed \\\n"
        "    --source 'a diplomat' --footing anonymous --quote 'They have agreed to meet.'",
    )
)
def enter(
    engagement: Annotated[
        str,
        typer.Argument(
            metavar="ENGAGEMENT", help="The engagement's id, or `new` with at least one --party."
        ),
    ],
    *,
    status: Annotated[Status, typer.Option("--status", help="What it then was.")],
    quoted: Annotated[str, typer.Option("--quote", help="The words it rests on.")],
    when: WhenOption = None,
    by: ByOption = None,
    reason: ReasonOption = None,
    source: SourceOption = None,
    side: SideOption = None,
    footing: FootingOption = None,
    stance: StanceOption = None,
    party: PartyOption = None,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Enter a claim by hand."""
    parties = _parties(party)
    if (engagement == _NEW) != bool(parties):
        raise BadArgumentError(
            engagement, "does not go with its parties", "Give --party with `new`, and only then."
        )
    claim = Claim(
        status=status,
        evidence=Evidence(0, len(quoted), quoted),
        when=when,
        by=by,
        reason=reason,
        source=source or REPORTER,
        side=side,
        footing=footing or ("on_record" if source else "reporter"),
        stance=stance or "asserts",
        rule="by hand",
    )

    def ruling(view: View) -> Ruling:
        target = _NEW if engagement == _NEW else engagement_id(engagement, view)
        return Ruling("enter", _who(who), target, claim=claim, parties=parties, note=note)

    _decide(ledger, output, ruling)


@rule.command(epilog=examples("onrecord rule undo 5e11"))
def undo(
    ruling: Annotated[str, typer.Argument(metavar="RULING", help="The ruling's id.")],
    *,
    note: NoteOption = "",
    who: WhoOption = None,
    ledger: LedgerOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Take a ruling back; undoing the undo restores it."""
    with open_record(ledger) as record:
        targets = {e.id: e.body.target for e in record.rulings() if isinstance(e.body, Ruling)}
        undone = beginning_with(ruling, targets, "ruling")
        _append(
            record, output, Ruling("undo", _who(who), targets[undone], note=note, undoes=undone)
        )


def _decide(ledger: str | None, output: Format, ruling_of: Callable[[View], Ruling]) -> None:
    """Make the ruling out of what stands now, and append it."""
    with open_record(ledger) as record:
        _append(record, output, record.ask(ruling_of))


def _append(record: Record, output: Format, ruling: Ruling) -> None:
    entry = record.rule(ruling)
    if entry is None:
        complain(BadArgumentError(ruling.target, f"the same was ruled before ({ruling.kind})"))
        raise typer.Exit(NOTHING)
    if output is Format.json:
        put_line(_to_json(entry, ruling))
        return
    console = page()
    console.print(f"ruled: {ruling.kind}; take it back with: onrecord rule undo {entry.id[:SHORT]}")
    standing = record.ask(lambda view: _standing_of(ruling.target, view))
    if standing is not None:
        print_headline(console, standing)


def _standing_of(target: str, view: View) -> Standing | None:
    root = view.engagements_of(target).get(target)
    return None if root is None else view.get(root)


def _to_json(entry: Entry, ruling: Ruling) -> dict[str, Json]:
    return {
        "schema": "onrecord/ruled/1",
        "id": entry.id,
        "recorded": entry.recorded.isoformat(),
        "kind": ruling.kind,
        "who": ruling.who,
        "target": ruling.target,
        "others": list(ruling.others),
        "note": ruling.note,
        "undoes": ruling.undoes,
    }


def _who(given: str | None) -> str:
    """Say who decides: the name given, else the login name."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise BadArgumentError(
            "--who", "is not given, and there is no login name", "Say who decides."
        ) from None


def _member_or_other(given: str, engagement: str, members: list[str], view: View) -> str:
    """Resolve the id of a claim or report of an engagement, or else of another engagement."""
    try:
        return beginning_with(given, members, "claim or report of it")
    except NotFoundError:
        other = engagement_id(given, view)
        if other == engagement:
            raise
        return other


def _either(given: str, view: View) -> str:
    """Resolve the id of a claim, or else of an engagement."""
    try:
        return claim_id(given, view)
    except NotFoundError:
        return engagement_id(given, view)


def _parties(given: list[str] | None) -> tuple[Party, ...]:
    parties = []
    for one in given or ():
        side, _, name = one.partition(":")
        parties.append(Party(side, name or side))
    return tuple(parties)

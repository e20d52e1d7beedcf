"""The commands of `onrecord`, put together.

A command's module is imported when that command is asked for: `onrecord --help` does not wait for
what `onrecord read` needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.cli.outcome import ending

SUMMARIES = {
    "read": "Read reports without a ledger.",
    "add": "Add reports, with what is in them, to the ledger.",
    "watch": "Watch feeds, and add what is new.",
    "board": "List the engagements and where each stands.",
    "show": "Show one engagement with its timeline.",
    "explain": "Say why an engagement stands as it does.",
    "export": "Write the board as calendars, news feeds and tables take it.",
    "review": "List the pairs of engagements that may be one.",
    "rule": "Decide about a claim or an engagement.",
    "verify": "Check the ledger's chain of hashes.",
    "recode": "Read old reports with this reader, and say what would change.",
    "rebuild": "Read every report in the ledger anew.",
    "ledger": "Export and import a ledger.",
    "doctor": "Check that what onrecord needs is there.",
    "demo": "Read the bundled story day by day.",
}
"""What `onrecord --help` says of each command: the first line of its own help."""

_MODULES = {
    "show": "board",
    "explain": "board",
    "verify": "keep",
    "rebuild": "keep",
    "ledger": "keep",
}
"""The modules of commands that are not named after them."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line (without the program's name) and give its exit code."""
    return ending(lambda: _invoke(arguments))


def app_for(command: str | None) -> typer.Typer:
    """Build the program with one command loaded; the others are only named. None loads none."""
    app = typer.Typer(
        name="onrecord",
        help="Keep the record of who is to meet whom, whether it is on or off, and on whose word.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name, summary in SUMMARIES.items():
        app.command(name, help=summary)(_named_only)
    if command in SUMMARIES:
        module = import_module(f"onrecord.cli.{_MODULES.get(command, command)}")
        # Without a name of its own, what is added stands beside the others, by its names.
        app.add_typer(module.commands)
    return app


def _invoke(arguments: Sequence[str]) -> int:
    command = next((a for a in arguments if not a.startswith("-")), None)
    try:
        app_for(command)(args=list(arguments), prog_name="onrecord")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0


def _say_version(wanted: bool) -> None:  # noqa: FBT001 - typer gives a flag to its callback so
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


def _options(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version."),
    ] = False,
) -> None:
    """Take the options that stand before a command; what they ask for is done by then."""


def _named_only() -> None:
    raise NotImplementedError

"""The commands of `onrecord`, put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.cli.add import ADD_EXAMPLES, add
from onrecord.cli.board import BOARD_EXAMPLES, SHOW_EXAMPLES, board, show
from onrecord.cli.demo import DEMO_EXAMPLES, demo
from onrecord.cli.doctor import DOCTOR_EXAMPLES, doctor
from onrecord.cli.keep import REBUILD_EXAMPLES, VERIFY_EXAMPLES, ledger, rebuild, verify
from onrecord.cli.outcome import ending
from onrecord.cli.read import READ_EXAMPLES, read
from onrecord.cli.rule import rule

app = typer.Typer(
    name="onrecord",
    help="Keep the record of who is to meet whom, whether it is on or off, and on whose word.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def run(arguments: Sequence[str]) -> int:
    """Run one command line (without the program's name) and give its exit code."""
    return ending(lambda: _invoke(arguments))


def _invoke(arguments: Sequence[str]) -> int:
    try:
        app(args=list(arguments), prog_name="onrecord")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0


def _say_version(wanted: bool) -> None:  # noqa: FBT001 - typer gives a flag to its callback so
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say which version."),
    ] = False,
) -> None:
    """Take the options that stand before a command; what they ask for is done by then."""


app.command("read", epilog=READ_EXAMPLES)(read)
app.command("add", epilog=ADD_EXAMPLES)(add)
app.command("board", epilog=BOARD_EXAMPLES)(board)
app.command("show", epilog=SHOW_EXAMPLES)(show)
app.add_typer(rule, name="rule")
app.add_typer(ledger, name="ledger")
app.command("verify", epilog=VERIFY_EXAMPLES)(verify)
app.command("rebuild", epilog=REBUILD_EXAMPLES)(rebuild)
app.command("doctor", epilog=DOCTOR_EXAMPLES)(doctor)
app.command("demo", epilog=DEMO_EXAMPLES)(demo)

"""`onrecord doctor`: is everything there that a command may need, and what to do if not."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

import typer
from rich.text import Text

import onrecord
from onrecord import __version__
from onrecord.cli.options import Format, FormatOption, LedgerOption, examples
from onrecord.cli.outcome import DONE, NOTHING
from onrecord.cli.page import columns, page, put_line
from onrecord.errors import NotFoundError, OnrecordError
from onrecord.opening import PARSER, ledger_path, open_ledger, open_reader, parser_model
from onrecord.terms import ModelUsed, Report
from onrecord.wording import plain

Verdict = Literal["ok", "absent", "broken"]

commands = typer.Typer(rich_markup_mode=None)

_STYLE: dict[Verdict, str] = {"ok": "green", "absent": "yellow", "broken": "bold red"}
_PACKAGES = ("spacy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "httpx2")
_OPTIONAL = {"psycopg": "onrecord[postgres]"}
_SHIPPED = Path(onrecord.__file__).parent / "models"
_FOLDERS = {"tagger": "attribution", "engagement_model": "engagements"}
"""The trained models, by the module of `reading` that loads each, and their folders."""
_TEXT = "Ann Lee, the foreign minister of Canada, will visit Brazil on 14 May.\n"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `absent` things are optional, `broken` ones are not."""

    about: str
    verdict: Verdict
    said: str
    remedy: str = ""


@commands.command(
    epilog=examples(
        "onrecord doctor",
        "onrecord doctor --ledger postgresql://desk@db.example/record --format json",
    )
)
def doctor(ledger: LedgerOption = None, *, output: FormatOption = Format.table) -> None:
    """Check that what onrecord needs is there.

    Looks at the parser, the tagger, the ledger and the versions, and says what to do about each.
    Exits with 1 when something is broken.
    """
    findings = list(_findings(ledger))
    if output is Format.json:
        for f in findings:
            put_line(
                {"about": f.about, "verdict": f.verdict, "said": f.said, "remedy": f.remedy or None}
            )
    else:
        rows = [
            (
                Text(f.verdict, style=_STYLE[f.verdict]),
                Text(f.about),
                Text(plain(f"{f.said}. {f.remedy}" if f.remedy else f.said)),
            )
            for f in findings
        ]
        page().print(columns(rows, indent=0))
    raise typer.Exit(NOTHING if any(f.verdict == "broken" for f in findings) else DONE)


def _findings(ledger: str | None) -> Iterator[Finding]:
    yield Finding(
        "onrecord", "ok", f"{__version__}, Python {platform.python_version()} on {sys.platform}"
    )
    for package in _PACKAGES:
        yield _package(package)
    for package, extra in _OPTIONAL.items():
        yield _package(package, extra=extra)
    yield _checked("parser", _parser)
    for model in _FOLDERS:
        yield _trained(model)
    yield _checked("reader", _reader)
    try:
        yield _checked("ledger", lambda: _ledger(ledger))
    except NotFoundError as none_yet:
        yield Finding("ledger", "absent", f"{none_yet.subject}: {none_yet.reason}", none_yet.remedy)


def _package(name: str, *, extra: str = "") -> Finding:
    try:
        return Finding(name, "ok", version(name))
    except PackageNotFoundError:
        if extra:
            return Finding(name, "absent", "not installed", f"If wanted: pip install '{extra}'")
        return Finding(name, "broken", "not installed", f"Run: python -m pip install {name}")


def _checked(about: str, look: Callable[[], str]) -> Finding:
    """Turn what a look says, or the error it raises, into a finding; NotFoundError passes."""
    try:
        return Finding(about, "ok", look())
    except NotFoundError:
        raise
    except OnrecordError as error:
        return Finding(about, "broken", f"{error.subject}: {error.reason}", error.remedy)


def _parser() -> str:
    model = parser_model()
    return f"{PARSER} {version(PARSER)}, sha256 {model.sha256[:12]}"


def _trained(model: str) -> Finding:
    """Load a trained model; a build may come without one, and the rules then read alone."""
    if not (_SHIPPED / _FOLDERS[model]).is_dir():
        return Finding(model, "absent", "not in this build; the rules read without it")

    def look() -> str:
        module = import_module(f"onrecord.reading.{model}")
        used: ModelUsed = getattr(module, f"load_{model}")().model
        return f"{used.name}, sha256 {used.sha256[:12]}"

    return _checked(model, look)


def _reader() -> str:
    from onrecord.intake.sources import take_in_bytes

    report: Report = take_in_bytes(_TEXT.encode(), "a sentence")[0]
    found = open_reader()(report).engagements
    return f"reads a sentence and finds {len(found)} engagement{'s' if len(found) != 1 else ''}"


def _ledger(place: str | None) -> str:
    with open_ledger(place, read_only=True) as ledger:
        head = ledger.verify()
    return f"{place or ledger_path()}: {head.seq} entries, the chain holds"

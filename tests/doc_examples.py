"""The examples in the documentation: run in order, page by page, and held to their output.

`python tests/doc_examples.py --write` puts today's output, and today's command reference, into
the pages. A line `...` in an output stands for any lines; what stands before and after it is kept
in number.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from typer.main import get_command

from command_line import onrecord
from onrecord.cli.app import SUMMARIES, app_for

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
REFERENCE = ROOT / "docs" / "commands.md"

_BLOCK = re.compile(r"(?<=^```console\n)(?P<body>.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_SHELL = re.compile(r"[|<>;&$`*()]")
_ANY = "..."


@dataclass(frozen=True)
class Example:
    """One command of a page and the output that stands under it, as lines."""

    command: str
    output: tuple[str, ...]


def examples_in(text: str) -> list[Example]:
    """The examples of a page, in order."""
    return [example for block in _BLOCK.finditer(text) for example in _in_block(block["body"])]


def outputs_of(examples: list[Example]) -> Iterator[tuple[str, ...]]:
    """Run examples one after the other in an empty folder, with an empty ledger."""
    with _somewhere_new():
        for example in examples:
            yield _run(example.command)


def agrees(expected: tuple[str, ...], actual: tuple[str, ...]) -> bool:
    """Whether an output is what a page says, where `...` stands for any lines."""
    if _ANY not in expected:
        return expected == actual
    at = expected.index(_ANY)
    first, last = expected[:at], expected[at + 1 :]
    return (
        len(actual) >= len(first) + len(last)
        and actual[: len(first)] == first
        and actual[len(actual) - len(last) :] == last
    )


def with_outputs(text: str) -> str:
    """A page with the outputs that its commands give today."""
    outputs = outputs_of(examples_in(text))

    def fresh(block: re.Match[str]) -> str:
        lines = []
        for example in _in_block(block["body"]):
            shown = replace(example, output=_elided(example.output, next(outputs)))
            lines += [f"$ {shown.command}", *shown.output]
        return "".join(f"{line}\n" for line in lines)

    return _BLOCK.sub(fresh, text)


def reference() -> str:
    """The command reference, from the commands' own help."""
    pages = ["# Commands\n", "Written by `make docs` from what each command says of itself.\n"]
    for words in _commands():
        ran = onrecord(*words, "--help")
        pages.append(f"## {' '.join(('onrecord', *words))}\n\n```text\n{ran.out.rstrip()}\n```\n")
    return "\n".join(pages)


def _commands() -> Iterator[tuple[str, ...]]:
    yield ()
    for name in SUMMARIES:
        yield (name,)
        command = get_command(app_for(name)).commands[name]
        for inner in getattr(command, "commands", {}):
            yield (name, inner)


def _in_block(body: str) -> Iterator[Example]:
    command: str | None = None
    output: list[str] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            if command is not None:
                yield Example(command, tuple(output))
            command, output = line[2:], []
        else:
            output.append(line)
    if command is not None:
        yield Example(command, tuple(output))


def _run(command: str) -> tuple[str, ...]:
    words = shlex.split(command, comments=True)
    if words[0] == "onrecord" and not _SHELL.search(command):
        ran = onrecord(*words[1:])
        written = ran.out + ran.err
    else:
        written = subprocess.run(
            ["bash", "-c", command],
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ).stdout
    return tuple(line.rstrip() for line in written.splitlines())


def _elided(expected: tuple[str, ...], actual: tuple[str, ...]) -> tuple[str, ...]:
    if _ANY not in expected:
        return actual
    at = expected.index(_ANY)
    after = len(expected) - at - 1
    return (*actual[:at], _ANY, *actual[len(actual) - after :]) if after else (*actual[:at], _ANY)


@contextmanager
def _somewhere_new() -> Iterator[None]:
    before, environment = Path.cwd(), dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "COLUMNS": "100",
            "ONRECORD_LEDGER": f"{folder}/ledger.db",
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
        }
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
            os.environ.clear()
            os.environ.update(environment)


def _write() -> None:
    REFERENCE.write_text(reference(), encoding="utf-8")
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        fresh = with_outputs(text)
        if "Traceback" in fresh or "This is a defect" in fresh:
            sys.exit(f"an example of {page.name} fails:\n{fresh}")
        if fresh != text:
            page.write_text(fresh, encoding="utf-8")
            sys.stderr.write(f"written: {page.relative_to(ROOT)}\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/doc_examples.py --write")
    _write()

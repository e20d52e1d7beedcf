"""The documentation is held to the code: its examples run, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from command_line import onrecord
from doc_examples import PAGES, REFERENCE, ROOT, agrees, examples_in, outputs_of, reference

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_PYTHON = re.compile(r"^```python\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_SCHEMA = re.compile(r"onrecord/[a-z]+/[0-9]+")
_HEADING = re.compile(r"^#+ (?P<words>.+)$", re.MULTILINE)
_ALL_PAGES = (*PAGES, ROOT / "ARCHITECTURE.md", ROOT / "CHANGELOG.md")


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", [p for p in PAGES if p != REFERENCE], ids=_name)
def test_the_examples_of_a_page_give_the_output_that_it_shows(page: Path) -> None:
    examples = examples_in(page.read_text(encoding="utf-8"))
    for example, actual in zip(examples, outputs_of(examples), strict=True):
        assert agrees(example.output, actual), f"{example.command}\n" + "\n".join(actual)


def test_the_python_in_the_guides_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    onrecord("demo", "--copy-to", "items")
    for page in PAGES:
        for block in _PYTHON.finditer(page.read_text(encoding="utf-8")):
            exec(compile(block["code"], page.name, "exec"), {})
    assert "cancelled" in capsys.readouterr().out


def test_the_command_reference_is_what_the_commands_say() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference(), "run: make docs"


@pytest.mark.parametrize("page", _ALL_PAGES, ids=_name)
def test_links_lead_to_a_file_and_a_heading_that_are_there(page: Path) -> None:
    for link in _LINK.finditer(page.read_text(encoding="utf-8")):
        target, _, anchor = link["target"].partition("#")
        if "://" in target:
            continue
        file = page.parent / target if target else page
        assert file.exists(), link["target"]
        if anchor:
            assert anchor in _anchors(file), link["target"]


def test_every_page_of_docs_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert f"(docs/{page.name})" in readme, page.name


def test_ci_runs_the_two_commands_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    install, test = re.findall(
        r"^```sh\n(\.venv.*?|python3 -m venv.*?)\n```$", readme, re.MULTILINE
    )
    script = " ".join((ROOT / ".ci" / "run").read_text(encoding="utf-8").split())
    script = script.replace("\\ ", "")
    assert install in script
    assert test in script


def test_an_output_may_leave_lines_out() -> None:
    assert agrees(("a", "...", "z"), ("a", "b", "z"))
    assert agrees(("a", "..."), ("a",))
    assert not agrees(("a", "...", "a"), ("a",))
    assert not agrees(("a", "...", "z"), ("a", "b"))
    assert not agrees(("a",), ("a", "b"))


def _anchors(file: Path) -> set[str]:
    words = (m["words"].lower() for m in _HEADING.finditer(file.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", w).replace(" ", "-") for w in words}


def test_every_shape_that_a_command_prints_is_in_the_reference() -> None:
    told = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    commands = sorted((ROOT / "src" / "onrecord" / "cli").glob("*.py"))
    printed = {s for c in commands for s in _SCHEMA.findall(c.read_text(encoding="utf-8"))}
    assert printed
    assert sorted(s for s in printed if f"`{s}`" not in told) == []

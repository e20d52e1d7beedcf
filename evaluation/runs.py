"""One run of the shipped reader over labelled reports, and the figures it earns.

What the gate and `evaluation.reading` share. The labels are those of folders `ID.json` or of JSON
lines: {"id", "title", "published", "outlet", "story", "text", "gold": {"engagements",
"attributions"}}. The scoring programs are taken from a folder, so that a run is scored by the
same programs as anybody else's; a copy of them is kept in `evaluation/scorer`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.marked import labelled_item
from evaluation.standing_perfect import board_lines, in_order, load_module
from onrecord.contract import reading_to_json
from onrecord.errors import NotFoundError, ReportUnreadableError
from onrecord.identity import canonical_json
from onrecord.intake.records import report_from_object
from onrecord.opening import open_record
from onrecord.terms import Reading, Report

SCORER = Path(__file__).parent / "scorer"
"""The copy of the scoring programs that is used where no other is given."""

_SCORES = "score_readings.py"

Item = dict[str, object]
"""A labelled report as its JSON has it."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to.

    `figures` are by metric: 0 to 100, counts, or engagements a report (`false_alarms`); None
    where the labels hold nothing to measure it on. `by_status` gives (right, all) by gold status.
    `notes` are, by item, what is wrong with its reading; `failed` names the items whose reading
    failed, and why. `seconds` went into reading alone, models loaded.
    """

    figures: Mapping[str, float | None]
    by_status: Mapping[str, tuple[int, int]]
    notes: Mapping[str, tuple[str, ...]]
    failed: Mapping[str, str]
    seconds: float


def load_items(place: Path) -> dict[str, Item]:
    """Load labelled reports from a folder of `*.json` or a file of JSON lines, by id.

    Lines without an id are marked reports (`evaluation.marked`), numbered. Raises NotFoundError
    when there are none.
    """
    if place.is_dir():
        files = sorted(place.glob("*.json"))
        items = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files}
    elif place.is_file():
        lines = place.read_text(encoding="utf-8").split("\n")
        loaded = [json.loads(line) for line in lines if line.strip()]
        named = [
            item if "id" in item else labelled_item(item, f"{place.stem}-{number:03}")
            for number, item in enumerate(loaded, start=1)
        ]
        items = {str(item["id"]): item for item in named}
    else:
        items = {}
    if not items:
        raise NotFoundError(
            str(place), "no labelled reports there", "Give a folder of ID.json, or JSON lines"
        )
    return dict(sorted(items.items()))


def run_over(items: Mapping[str, Item], read: Callable[[Report], Reading], scorer: Path) -> Run:
    """Read every item, score the readings and the board they make, in this process.

    The reports come in as `onrecord read ITEM.json` takes them, but with the address `item:ID`,
    by which the stories' scoring program knows them. A report that cannot be read counts as one
    in which nothing was found. Raises NotFoundError without the scoring programs.
    """
    if not (scorer / _SCORES).is_file():
        raise NotFoundError(str(scorer), f"there is no {_SCORES}", "Give the folder with --scorer")
    warm_up(read)
    readings: dict[str, Reading] = {}
    failed: dict[str, str] = {}
    started = time.perf_counter()
    for name, item in items.items():
        try:
            readings[name] = read(report_from_object({**item, "url": f"item:{name}"}, name))
        except ReportUnreadableError as error:
            failed[name] = error.reason
    seconds = time.perf_counter() - started
    with tempfile.TemporaryDirectory(prefix="onrecord-gate-") as temporary:
        folder = Path(temporary)
        gold, found = _laid_out(folder, items, readings)
        scored, rows = load_module(scorer / _SCORES).score(gold, found)
        by_status = {
            status: (int(right), int(of))
            for status, (right, of) in (
                (status, share.split("/")) for status, share in scored.pop("by_status").items()
            )
        }
        figures = {name: value for name, value in scored.items() if name != "items"}
        if any(item.get("story") for item in items.values()):
            figures |= story_figures(gold, readings.values(), scorer, folder)
    return Run(figures, by_status, {name: tuple(notes) for name, notes in rows}, failed, seconds)


def story_figures(
    gold: Path, readings: Iterable[Reading], scorer: Path, folder: Path
) -> dict[str, float | None]:
    """Add readings to a new ledger in `folder`, in order of publication; score its board."""
    board = folder / "board.jsonl"
    with open_record(str(folder / "ledger.db")) as record:
        for reading in in_order(readings):
            record.add_reading(reading)
        printed = record.ask(lambda view: board_lines(view.board()))
        board.write_text(printed, encoding="utf-8")
    ran = subprocess.run(  # noqa: S603 - the scoring program that was asked for
        [sys.executable, str(scorer / "score_stories.py"), str(gold), str(board), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    figures: dict[str, float | None] = json.loads(ran.stdout)
    return {name: v for name, v in figures.items() if name not in ("items", "stories")}


def warm_up(read: Callable[[Report], Reading]) -> None:
    """Read one made-up report, so that loading the models is not timed."""
    text = "Ann Lee, the foreign minister of Canada, will visit Brazil on 14 May, her office said."
    read(report_from_object({"text": text, "published": "2024-05-02"}, "warming up"))


def _laid_out(
    folder: Path, items: Mapping[str, Item], readings: Mapping[str, Reading]
) -> tuple[Path, Path]:
    gold, found = folder / "gold", folder / "found"
    gold.mkdir()
    found.mkdir()
    for name, item in items.items():
        (gold / f"{name}.json").write_text(json.dumps(item), encoding="utf-8")
    for name, reading in readings.items():
        (found / f"{name}.json").write_text(
            canonical_json(reading_to_json(reading)), encoding="utf-8"
        )
    return gold, found

"""How well engagements are told apart and followed when every report is read perfectly.

    python -m evaluation.standing_perfect --gold DIR --converter gold_to_readings.py \
        --scorer score_stories.py

Turns labelled items into the readings a perfect reader would give, lays them into a ledger's
entries in order of publication, derives the standings and scores them: what is lost here is lost
by identity and precedence, not by reading. `--gold` may be given several times; `--pairs` prints
what was joined across reports, for looking at by eye. With `--readings`, a folder of what
`onrecord read` printed for the items, those readings are followed instead.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from onrecord.contract import reading_to_json, standing_to_json
from onrecord.contract_parsing import reading_from_json, report_from_json
from onrecord.identity import canonical_json, content_id
from onrecord.standing.board import board as select
from onrecord.standing.standings import Standings
from onrecord.standing.state import fold
from onrecord.terms import Entry, Reading, Standing

_RECORDED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def main() -> None:
    """Fold the gold's perfect readings, print the figures, and what was joined if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--converter", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--readings", type=Path, help="what `onrecord read` printed, by item")
    parser.add_argument("--board", type=Path, help="where to write the standings, one a line")
    parser.add_argument("--pairs", action="store_true", help="print what was joined")
    wanted = parser.parse_args()
    converter = load_module(wanted.converter)
    for gold in wanted.gold:
        readings = (
            given_readings(gold, wanted.readings)
            if wanted.readings
            else perfect_readings(gold, converter)
        )
        started = time.perf_counter()
        standings = fold(entries_of(readings)).standings()
        took = time.perf_counter() - started
        with tempfile.TemporaryDirectory() as folder:
            board = wanted.board or Path(folder) / "board.jsonl"
            board.write_text(board_lines(select(standings)), encoding="utf-8")
            print(f"{gold}: {len(readings)} readings, {len(standings)} standings, {took:.2f} s")
            command = [sys.executable, str(wanted.scorer), str(gold), str(board)]
            subprocess.run(command, check=True)  # noqa: S603
        if not wanted.readings:
            whole, stories = stories_whole(gold, standings)
            print(f"by membership {whole} of {stories} stories whole")
        print_joined(standings, readings, in_full=wanted.pairs)


def stories_whole(gold: Path, standings: Standings) -> tuple[int, int]:
    """Count the stories whose main engagements stand in one standing, and all stories.

    By the members themselves; the scorer has to guess from sides and people which standing an
    item's main engagement is in, and takes another one of the same sides where people differ.
    """
    home = {(m.url, m.engagement): s.id for s in standings for m in s.members}
    stories: dict[str, set[str]] = {}
    for path in sorted(gold.glob("*.json")):
        item = json.loads(path.read_text(encoding="utf-8"))
        found = item["gold"]["engagements"]
        mains = [n for n, e in enumerate(found, start=1) if e["salience"] == "main"]
        if item.get("story") and len(mains) == 1:
            at = home[f"item:{path.stem}", f"e{mains[0]}"]
            stories.setdefault(item["story"], set()).add(at)
    return sum(len(homes) == 1 for homes in stories.values()), len(stories)


def perfect_readings(gold: Path, converter: ModuleType) -> list[Reading]:
    """Give the readings of a folder of labelled items, in order of publication."""
    readings: list[Reading] = []
    for path in sorted(gold.glob("*.json")):
        item = json.loads(path.read_text(encoding="utf-8"))
        readings.append(reading_from_json(converter.reading(item, path.stem)))
    return in_order(readings)


def given_readings(gold: Path, folder: Path) -> list[Reading]:
    """Give the readings that a reader printed of labelled items, in order of publication."""
    readings: list[Reading] = []
    for path in sorted(gold.glob("*.json")):
        item = json.loads(path.read_text(encoding="utf-8"))
        report = report_from_json({**item, "url": f"item:{path.stem}"})
        printed = json.loads((folder / path.name).read_text(encoding="utf-8"))
        readings.append(reading_from_json(printed, report))
    return in_order(readings)


def in_order(readings: Iterable[Reading]) -> list[Reading]:
    """Sort readings by day of publication, then by item."""
    return sorted(readings, key=lambda r: (r.report.published or dt.date.min, r.report.url or ""))


def board_lines(standings: Iterable[Standing]) -> str:
    """Write standings as `onrecord board --format json` does, one JSON object a line."""
    return "".join(f"{canonical_json(standing_to_json(s))}\n" for s in standings)


def entries_of(readings: Iterable[Reading]) -> Iterator[Entry]:
    """Lay readings into entries, a minute apart, as a ledger would hold them (without chain)."""
    for seq, reading in enumerate(readings, start=1):
        body = canonical_json(reading_to_json(reading))
        yield Entry(
            seq=seq,
            recorded=_RECORDED + dt.timedelta(minutes=seq),
            id=content_id("reading", body),
            body=reading,
            previous="0" * 64,
            chain="0" * 64,
        )


def print_joined(standings: Standings, readings: list[Reading], *, in_full: bool) -> None:
    """Print how many engagements have members of several reports, and which if asked."""
    told = {(r.report.id, e.id): e for r in readings for e in r.engagements}
    joined = [s for s in standings if len(s.members) > 1]
    print(
        f"joined        {len(joined)} engagements of {sum(len(s.members) for s in joined)} tellings"
    )
    print(f"for review    {len(standings.review)}")
    print(f"related       {len(standings.related)}")
    if not in_full:
        return
    published = {r.report.id: r.report.published for r in readings}
    for standing in joined:
        print(f"\n{standing.id} {standing.status} since {standing.since}")
        for member, why in zip(
            standing.members, standings.account(standing.id).joined, strict=False
        ):
            e = told[member.report, member.engagement]
            sides = [(p.side, [q.name for q in p.people]) for p in e.parties]
            where = f"{published[member.report]} {member.url}"
            print(f"  {where} {e.salience} {e.kind} {e.status} {sides}")
            print(f"      {e.place} | {e.topic} | {e.planned_start} was {e.was_planned_start}")
            if why:
                seen = ", ".join(f"{f.name} {f.weight:+.1f}" for f in why.features)
                print(f"      {why.score:+.1f}: {seen}")
    for unsure in standings.review:
        print(f"\nunsure {unsure.probability:.2f} {unsure.member.url} {unsure.engagement}")
        print(
            "      " + "; ".join(f"{f.name} {f.weight:+.1f} {f.saw}" for f in unsure.why.features)
        )


def load_module(path: Path) -> ModuleType:
    """Load a program given by its path as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()

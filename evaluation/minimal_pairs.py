"""Minimal pairs: texts that differ in a few words and must not be read alike.

    python -m evaluation.minimal_pairs
    python -m evaluation.minimal_pairs --pairs evaluation/pairs/second.jsonl
    python -m evaluation.minimal_pairs --wrong --construction "will / will no longer"

Each line of evaluation/pairs/pairs.jsonl and of second.jsonl is one short report with the sides
and the status of its one engagement ("none": it tells of none). A text is right when the engagement
that shares a side with the label stands at that status, or, for "none", when nothing is read. A
pair is right when all its texts are. No model was trained on these texts. What was misread of the
first set has been looked at while the reader was worked on; of the second nobody has read a line.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.intake.reports import make_report
from onrecord.opening import open_reader
from onrecord.terms import Reading, Report

PAIRS = Path(__file__).parent / "pairs" / "pairs.jsonl"
BLIND = PAIRS.parent / "second.jsonl"
"""Read by nobody who works on the reader; keep it so, and do not print what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a pair: its sides and status ("none" for no engagement) by the label."""

    id: str
    pair: str
    construction: str
    published: dt.date
    text: str
    sides: frozenset[str]
    status: str
    also: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read all texts and print what was read right; give the exit status: 1 under `--least`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, default=PAIRS, metavar="FILE")
    parser.add_argument("--construction", help="only pairs of this construction")
    parser.add_argument("--wrong", action="store_true", help="print each text that was misread")
    parser.add_argument("--least", type=float, default=0.0, help="the least share of pairs, in %%")
    wanted = parser.parse_args(arguments)
    texts = [t for t in load_texts(wanted.pairs) if wanted.construction in (None, t.construction)]
    read = statuses_of(texts, open_reader())
    right = {t.id: read[t.id] in (t.status, *t.also) for t in texts}
    by_construction: dict[str, list[bool]] = {}
    for members in pairs_of(texts).values():
        whole = all(right[t.id] for t in members)
        by_construction.setdefault(members[0].construction, []).append(whole)
        if wanted.wrong and not whole:
            for t in members:
                mark = " " if right[t.id] else "x"
                print(f"{mark} {t.id} {t.status}, read {read[t.id]}: {t.text!r}")
    for construction, wholes in sorted(by_construction.items()):
        print(f"{sum(wholes):4} of {len(wholes):3}  {construction}")
    whole_pairs = [w for wholes in by_construction.values() for w in wholes]
    share = 100 * sum(whole_pairs) / len(whole_pairs) if whole_pairs else 0.0
    print(f"texts {100 * sum(right.values()) / max(len(right), 1):.1f} %, pairs {share:.1f} %")
    return 0 if whole_pairs and share >= wanted.least else 1


def load_texts(place: Path) -> list[Text]:
    """Load the texts of a file of JSON lines, in its order."""
    found = []
    for line in place.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        found.append(
            Text(
                one["id"],
                one["pair"],
                one["construction"],
                dt.date.fromisoformat(one["published"]),
                one["text"],
                frozenset(one["sides"]),
                one["status"],
                tuple(one.get("also", ())),
            )
        )
    return found


def pairs_of(texts: Iterable[Text]) -> Mapping[str, list[Text]]:
    """Gather the texts of each pair, in order."""
    found: dict[str, list[Text]] = {}
    for text in texts:
        found.setdefault(text.pair, []).append(text)
    return found


def statuses_of(texts: Iterable[Text], read: Callable[[Report], Reading]) -> dict[str, str]:
    """Read each text; give the status read for its engagement, "none" where there is none."""
    found = {}
    for text in texts:
        reading = read(make_report(text.text, text.id, published=text.published))
        fitting = [
            (len({p.side for p in e.parties} & text.sides), e.salience == "main", -k, e.status)
            for k, e in enumerate(reading.engagements)
        ]
        best = max(fitting, default=None)
        missed = best is None or (text.sides and not best[0])
        found[text.id] = "none" if missed or best is None else best[3]
    return found


if __name__ == "__main__":
    sys.exit(main())

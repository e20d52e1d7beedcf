"""How well the shipped attribution tagger finds who said what.

    python -m evaluation.attribution --gold FILE.jsonl.gz --scorer score_attribution.py

`--gold` holds labelled documents, one JSON object a line ({"id", "text", "attributions":
[{"source", "cue", "content"}]}, each role a list of [start, end] code points); `--scorer` is the
corpus's scoring program. Prints exact F1 of sources, cues and contents, and of whole attributions.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import time
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from onrecord.reading.tagger import Tagger, load_tagger


def main() -> None:
    """Tag the gold's texts, score, and print the figures and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="a model folder; the shipped one if not given")
    parser.add_argument("--predictions", type=Path, help="where to write what was found")
    wanted = parser.parse_args()
    gold = read_gold(wanted.gold)
    tagger = load_tagger(wanted.model)
    started = time.perf_counter()
    found = [{"id": one["id"], "attributions": attributions(tagger, one["text"])} for one in gold]
    took = time.perf_counter() - started
    if wanted.predictions:
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
        wanted.predictions.write_text(lines, encoding="utf-8")
    figures = headline_figures(load_scorer(wanted.scorer).evaluate(gold, found))
    for name, value in figures.items():
        print(f"{name:16} {value:6.2f}")
    letters = sum(len(one["text"]) for one in gold)
    print(f"{len(gold)} documents, {letters} characters in {took:.1f} s")


def read_gold(path: Path) -> list[dict]:
    """Read labelled documents from a JSON-lines file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def attributions(tagger: Tagger, text: str) -> list[dict[str, list[list[int]]]]:
    """Tag a text, and give what was found in the corpus's own shape."""
    return [
        {
            role: [[span.start, span.end] for span in getattr(one, role)]
            for role in ("source", "cue", "content")
        }
        for one in tagger.tag(text).attributions
    ]


def load_scorer(path: Path) -> ModuleType:
    """Import the corpus's scoring program from its file."""
    spec = importlib.util.spec_from_file_location("attribution_scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not a Python program")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def headline_figures(scores: Mapping[tuple[str, str], Mapping[str, float]]) -> dict[str, float]:
    """Pick the figures we go by, in percent: exact F1 by role, and relations."""
    figures = {
        f"exact_{role}": scores["exact", role]["F1"] for role in ("source", "cue", "content")
    }
    names = ("rel_exact", "rel_iou50", "pair_iou50", "rel_overlap", "pair_overlap")
    return figures | {name: scores["relation", name]["F1"] for name in names}


if __name__ == "__main__":
    main()

"""Turn labelled reports into what the engagement model is trained on.

    python -m training.engagements.examples --out FILE GOLD...

GOLD is a folder of items (one JSON file each), a file of JSON lines, or a folder of such files; a
line may be a set or a marked report (`training.engagements.sets`).
Writes one pickle of `Example`s: the view of each report with what the labels say of its words. With
`--taken-by` they also hold which namings a model takes for one engagement, right or wrong.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.opening import PARSER, reading_tools
from onrecord.reading.engagement_model import load_engagement_model
from training.engagements.labels import example
from training.engagements.sets import marked_example, set_examples


def main() -> None:
    """Read every item and write the pickle."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("gold", nargs="+", type=Path)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--taken-by", type=Path, help="folder of a model, as shipped")
    asked.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the base")
    told = asked.parse_args()
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(told.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tools = reading_tools(PARSER, deciding=False)
    if told.taken_by:
        tools = replace(tools, engagements=load_engagement_model(told.taken_by))
    found = []
    for item in items(told.gold):
        if "texts" in item:
            found.extend(set_examples(item, item["id"], tools, tokenizer))
        elif "engagements" in item:
            found.append(marked_example(item, item["id"], tools, tokenizer))
        else:
            found.append(example(item, tools, tokenizer))
        if len(found) % 200 == 0:
            print(len(found), "reports", flush=True)
    told.out.write_bytes(pickle.dumps(found))
    print(len(found), "reports,", sum(len(e.engagements) for e in found), "engagements")


def items(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Give every labelled item of some folders and files, in order of file names."""
    for path in paths:
        if path.is_dir():
            yield from items(sorted([*path.glob("*.json"), *path.glob("*.jsonl")]))
        elif path.suffix == ".jsonl":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                if line.strip():
                    yield {"id": f"{path.stem}-{number:03}", **json.loads(line)}
        else:
            yield json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()

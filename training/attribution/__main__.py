r"""Make the shipped attribution tagger, from the corpus and the base encoder to the model folder.

    OMP_WAIT_POLICY=PASSIVE python -m training.attribution \
        --data DIR --base DIR --scorer score_attribution.py --work DIR --out DIR

Trains with a twelfth of the documents held out, which the window length was chosen on and the
scores are calibrated on, and exports. `--data` holds train.jsonl.gz; `--base` is an unpacked
all-MiniLM-L6-v2 (Apache-2.0); `--work` keeps the float weights and checkpoints; `--out` is the
model folder, src/onrecord/models/attribution for the one that ships. About 35 minutes of two
cores that know bfloat16.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.attribution import calibrate, export, train


def main() -> None:
    """Run the steps one after another; a stopped training goes on where it was."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("data", "base", "scorer", "work", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    wanted = parser.parse_args()
    given = ["--data", str(wanted.data), "--base", str(wanted.base)]
    weights = str(wanted.work)
    weighing = str(wanted.work / "calibration.json")
    train.main([*given, "--out", weights, "--held-out", "--scorer", str(wanted.scorer)])
    calibrate.main([*given, "--weights", weights, "--out", weighing])
    shipped = ["--base", str(wanted.base), "--calibration", weighing, "--out", str(wanted.out)]
    export.main(["--weights", weights, *shipped])


if __name__ == "__main__":
    main()

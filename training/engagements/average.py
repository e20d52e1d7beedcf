"""Average the weights of several training runs that grew out of one another.

    python -m training.engagements.average --weights DIR=SHARE... --out DIR

Runs that share a beginning lie in one basin, and their average errs less than the last of them
(model soups: Wortsman et al. 2022, arXiv:2203.05482). A layer that an earlier run did not have, or
had in another shape, is that of the runs that do.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from training.engagements.shipped import weights_in


def main() -> None:
    """Average with the arguments of the command line."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument(
        "--weights", nargs="+", required=True, metavar="DIR=SHARE", help="the last run last"
    )
    asked.add_argument("--out", type=Path, required=True)
    told = asked.parse_args()
    runs = []
    for one in told.weights:
        folder, _, share = one.rpartition("=")
        if not float(share) > 0:
            asked.error(f"{one}: a share must be above 0")
        runs.append((weights_in(Path(folder)), float(share)))
    told.out.mkdir(parents=True, exist_ok=True)
    torch.save(averaged(runs), told.out / "model.pt")


def averaged(runs: Sequence[tuple[Mapping[str, Tensor], float]]) -> dict[str, Tensor]:
    """Average runs by their shares, in the names and shapes of the last run's weights."""
    found = {}
    for name, own in runs[-1][0].items():
        same = [(w[name], s) for w, s in runs if name in w and w[name].shape == own.shape]
        if not own.is_floating_point():
            found[name] = own
            continue
        total = sum(share for _, share in same)
        found[name] = torch.stack([value * (share / total) for value, share in same]).sum(0)
    return found


if __name__ == "__main__":
    main()

"""What is learnt of a report by what of it is labelled.

Skipped where PyTorch is not installed; nothing but training needs it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from engagement_tools import seen_and_view, word
from spacy.language import Language

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from training.engagements import losses, network  # noqa: E402 - only where it can be
from training.engagements.labels import Example, Labelled  # noqa: E402

WIDTH = 48
TEXT = "Polish President Adam Lis will visit Kenya on 4 May, his office said."


def test_what_is_not_labelled_teaches_nothing(nlp: Language) -> None:
    view = seen_and_view(nlp, TEXT)[1]
    visit = word(view, TEXT, "visit")
    whole = Labelled(
        words=(visit,), status="scheduled", also=(), salience="main", kind="visit",
        sides=frozenset({"POL", "KEN"}), people={"lis": frozenset({"POL"})},
        stands="2024-05-04", fell=None, dated=True,
        steps={0: frozenset({"scheduled"})}, told=((visit, visit, "scheduled"),), rule="scheduled",
    )  # fmt: skip
    heads = network.Heads(WIDTH).eval()
    pieces = torch.randn(int(view.piece[-1]) + 2, WIDTH)

    def learnt(label: Labelled) -> set[str]:
        made = Example("x", view, (label,), (), ())
        with torch.inference_mode():
            return set(losses.losses_of(heads, made, pieces, None))

    every = learnt(whole)
    assert {"naming", "status", "date", "step", "side", "person"} <= every
    assert learnt(replace(whole, told=(), steps={})) == every - {"step"}
    assert learnt(replace(whole, dated=False)) == every - {"date"}

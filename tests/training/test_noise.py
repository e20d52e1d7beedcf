"""Names and words blotted out of the wordpieces that training sees."""

from __future__ import annotations

import random

import numpy as np
from engagement_tools import seen_and_view, shipped_tokenizer, word
from spacy.language import Language
from training.engagements.noise import MASK, blotted

TEXT = (
    "Kenya puts off talks with Poland\n\nKenya put off talks with Poland on Monday, Warsaw said.\n\n"
    "Kenya had asked Poland for the talks, and Kenya may yet host Poland."
)


def test_a_name_is_blotted_out_wherever_it_stands(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    kenya = shipped_tokenizer().encode("Kenya", add_special_tokens=False).ids[0]
    rates = []
    for seed in range(60):
        ((ids, _),) = blotted(view, frozenset(view.named), random.Random(seed))
        rates.append(int((ids == kenya).sum()))
    assert max(rates) == 4
    assert rates.count(0) > 5  # all four at once, which word by word would not happen


def test_what_the_view_holds_stays_and_lengths_too(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    (before,) = [ids.copy() for ids, _ in view.passes]
    shown = [blotted(view, frozenset(view.named), random.Random(seed))[0][0] for seed in range(60)]
    assert np.array_equal(view.passes[0][0], before)
    changed = np.stack(shown) != before
    assert changed.any(1).mean() > 0.5
    assert {int(v) for v in np.stack(shown)[changed]} == {MASK}
    ends = before == before[-1]
    assert not changed[:, ends].any()  # separators
    namings = [int(view.piece[w]) for w in view.named]
    assert namings
    assert not changed[:, namings].any()


def test_pronouns_and_bare_offices_are_no_names(nlp: Language) -> None:
    text = "President Adam Lis met Ruto. The president said that he would meet Lis again."
    _, view = seen_and_view(nlp, text)
    at = {w: int(view.piece[word(view, text, w)]) for w in ("Lis", "The president", "he would")}
    rates = dict.fromkeys(at, 0)
    for seed in range(200):
        ((ids, _),) = blotted(view, frozenset(), random.Random(seed))
        for name, piece in at.items():
            rates[name] += int(ids[piece] == MASK)
    assert rates["Lis"] > 30  # about a quarter
    assert max(rates["The president"], rates["he would"]) < 25  # as any word


def test_the_blot_is_the_mask_of_the_vocabulary() -> None:
    assert shipped_tokenizer().token_to_id("[MASK]") == MASK


def test_the_same_seed_blots_out_the_same(nlp: Language) -> None:
    _, view = seen_and_view(nlp, TEXT)
    one, other = (blotted(view, frozenset(), random.Random(3))[0][0] for _ in range(2))
    assert np.array_equal(one, other)

"""What training computes with PyTorch, reading computes in NumPy: the same to the last digits.

Skipped where PyTorch is not installed; nothing but training needs it.
"""

from __future__ import annotations

import numpy as np
import pytest
from engagement_tools import seen_and_view, word
from spacy.language import Language

from onrecord.reading.engagement_focus import MARKS
from onrecord.reading.engagement_heads import Heads, Scales, rows_of
from onrecord.reading.engagement_look import Look
from onrecord.reading.engagement_pairs import date_features
from onrecord.reading.engagement_rereading import Rereading
from onrecord.reading.engagement_view import View

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from training.engagements import network, rereading, scores  # noqa: E402 - only where it can be
from training.engagements.labels import Example, Labelled, Taken  # noqa: E402

WIDTH = 48
TEXT = (
    "Lis off to Nairobi\n\nPolish President Adam Lis will visit Kenya on 4 May, his office said. "
    "He put off a trip to Japan, which Japan's foreign minister Rei Ito had announced in March. "
    "Talks with NATO go on in Brussels; Ito and Lis met on Monday."
)
NAMED = (("visit", "scheduled"), ("trip", "postponed"), ("Talks", "none"), ("met", "held"))


@pytest.fixture(scope="module")
def view(nlp: Language) -> View:
    return seen_and_view(nlp, TEXT)[1]


def trained() -> network.Heads:
    torch.manual_seed(5)
    heads = network.Heads(WIDTH).eval()
    for parameter in heads.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    return heads


def labelled(words: tuple[int, ...], rule: str) -> Labelled:
    return Labelled(
        words, "held", (), "main", "visit", frozenset(), {}, None, None, True, {}, (), rule
    )


def test_reading_says_what_training_says(view: View) -> None:
    heads = trained()
    pieces = torch.randn(int(view.piece[-1]) + 2, WIDTH)
    labels = [labelled((word(view, TEXT, name),), rule) for name, rule in NAMED]
    named = [one.words for one in labels]
    assert view.actors
    assert view.dated
    with torch.inference_mode():
        vectors = scores.vectors_of(view, pieces)
        focused = scores.focused_on(heads, view, named, vectors)
        rules = [one.rule for one in labels]
        wholes = scores.summed_up(heads, focused, named, rules, None)
        asked = [scores.Asked(a, a.words, c) for a, c in zip(labels, wholes, strict=True)]
        verdicts = heads.verdicts_of(wholes, focused.words, focused.features).softmax(-1)
        salience = heads.salience(wholes).softmax(-1)
        kinds = heads.kind(wholes).softmax(-1)
        actors = scores.actor_scores(heads, view, asked, focused).sigmoid()
        dates = scores.date_scores(heads, view, asked, focused).softmax(-1)
        steps = scores.step_scores(heads, view, asked, focused).sigmoid()
        naming = torch.sigmoid(heads.naming(vectors.words).squeeze(-1))
        order = [words[0] for words in named]
        pairs = [(a, b) for k, a in enumerate(order) for b in order[k + 1 :]]
        fits = scores.pair_scores(heads, view, pairs, vectors)
    weights = {name: value.detach().numpy() for name, value in heads.state_dict().items()}
    weights |= rereading_weights(WIDTH)
    unread = Rereading(np.zeros((len(pieces), WIDTH), dtype=np.float32), lambda lower: lower)
    look = Look(view, vectors.rows.numpy(), Heads(weights), Scales(), unread)
    close(look.naming_chances(), naming)
    row = {w: k for k, w in enumerate(sorted(order))}
    logits = look.pair_logits(sorted(order))
    close(np.array([logits[row[a], row[b]] for a, b in pairs]), fits)
    for k, one in enumerate(labels):
        beside = look.beside(one.words, one.rule, named)  # type: ignore[arg-type]
        close(np.array(list(beside.verdict_chances().values())), verdicts[k])
        close(np.array(list(beside.salience_chances().values())), salience[k])
        close(np.array(list(beside.kind_chances().values())), kinds[k])
        close(beside.actor_chances(), actors[k])
        close(beside.date_chances(), dates[k])
        close(beside.step_chances(), steps[k])


class Mixed(torch.nn.Module):
    """Stands for the upper layers: each vector with the average of all that are shown."""

    def forward(self, vectors: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        shown = torch.ones(vectors.shape[:2]) if mask is None else mask.float()
        total = (vectors * shown[..., None]).sum(1) / shown.sum(1)[:, None]
        return torch.tanh(vectors + total[:, None])


def second_reading(width: int) -> rereading.Rereading:
    torch.manual_seed(6)

    class Nothing(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.width = width
            self.encoder = torch.nn.Module()
            self.encoder.encoder = torch.nn.Module()
            self.encoder.encoder.layer = torch.nn.ModuleList()

    found = rereading.Rereading(Nothing())  # type: ignore[arg-type]
    found.upper = Mixed()  # type: ignore[assignment]
    for parameter in found.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    return found.eval()


def rereading_weights(width: int) -> dict[str, np.ndarray]:
    state = second_reading(width).state_dict()
    return {f"rereading.{name}": value.detach().numpy() for name, value in state.items()}


def test_the_second_reading_says_what_its_training_says(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = tuple(labelled((word(view, TEXT, name),), rule) for name, rule in NAMED)
    example = Example("r", view, labels, (), ())
    pieces = torch.randn(sum(len(ids) for ids, _ in view.passes), WIDTH)
    monkeypatch.setattr(rereading, "lower_vectors", lambda *_: [pieces])
    assert len(view.passes) == 1
    network = second_reading(WIDTH)
    questions = rereading.questions_of(example, None)
    with torch.inference_mode():
        read, wanted = rereading.read_again(None, network, [(example, questions)], None)  # type: ignore[arg-type]
    mixed = Mixed()
    again = Rereading(pieces.numpy(), lambda lower: mixed(torch.tensor(lower)[None])[0].numpy())
    named = [one.words for one in labels]
    for k, (one, question) in enumerate(zip(labels, questions, strict=True)):
        found = again.beside(Heads(rereading_weights(WIDTH)), view, one.words, named)
        close(found.verdict_logits(one.rule), wanted[k])  # type: ignore[arg-type]
        spans = [(d.first, d.last) for d in view.dated]
        features = rows_of([date_features(view, one.words, d) for d in view.dated])
        scores, which = found.date_logits(spans, features)
        assert which.tolist() == list(question.dates.which)
        assert len(which)
        with torch.inference_mode():
            close(scores, network.date_logits(read, k, question.dates))


def test_what_a_model_told_apart_may_be_asked_about_instead(view: View) -> None:
    visit, trip = (labelled((word(view, TEXT, name),), rule) for name, rule in NAMED[:2])
    both = Taken((*visit.words, *trip.words), "none", visit)
    met = Taken((word(view, TEXT, "met"),), "held", None)
    example = Example("r", view, (visit, trip), (), (), (met, both))
    first, second = rereading.questions_of(example, None, taken=True)
    assert (first.label, second.label) == (visit, None)
    assert first.right == ("held",)
    assert second.right == ("none",)
    marks = [MARKS[m] for m in first.marks]
    assert (marks.count("own"), marks.count("other")) == (2, 1)


def close(found: np.ndarray, wanted: torch.Tensor) -> None:
    np.testing.assert_allclose(found, wanted.numpy(), atol=2e-5, rtol=1e-3)

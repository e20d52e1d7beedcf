"""A training run: it goes down, its average is lent and given back, and it goes on where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from training.descent import Descent  # noqa: E402 - only where it can be


def run(descent: Descent, steps: int) -> list[float]:
    asked = torch.tensor([[1.0, 2.0], [3.0, -1.0]])
    losses = []
    for _ in range(steps):
        loss = ((descent.network(asked) - 1.0) ** 2).mean()
        descent.step(loss)
        losses.append(loss.item())
    return losses


def descent_over(steps: int) -> Descent:
    torch.manual_seed(3)
    network = torch.nn.Linear(2, 1)
    return Descent(network, [{"params": network.parameters(), "lr": 0.1}], steps, keep=0.9)


def weights_of(descent: Descent) -> list[float]:
    return descent.network.weight.flatten().tolist()  # type: ignore[no-any-return]


def test_the_loss_falls_and_the_last_step_hardly_moves() -> None:
    descent = descent_over(60)
    losses = run(descent, 59)
    assert losses[-1] < losses[0] / 10
    before = weights_of(descent)
    run(descent, 1)
    assert weights_of(descent) == pytest.approx(before, abs=0.01)
    assert descent.done == descent.steps == 60


def test_the_average_is_lent_and_given_back() -> None:
    descent = descent_over(40)
    run(descent, 10)
    current = weights_of(descent)
    with descent.averaged():
        lent = weights_of(descent)
    assert lent != current
    assert weights_of(descent) == current
    descent.settle()
    assert weights_of(descent) == lent
    assert not descent.network.training


def test_a_run_that_was_stopped_goes_on_as_if_it_had_not_been(tmp_path: Path) -> None:
    whole = descent_over(20)
    run(whole, 20)
    stopped = descent_over(20)
    run(stopped, 8)
    torch.save(stopped.state_dict(), tmp_path / "checkpoint.pt")
    again = descent_over(20)
    again.load_state_dict(torch.load(tmp_path / "checkpoint.pt"))
    run(again, 12)
    assert weights_of(again) == weights_of(whole)

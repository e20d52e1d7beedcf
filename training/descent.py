"""How all networks are trained: AdamW, rates that rise and fall, weights averaged on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

_MOST_GRADIENT = 1.0


class Descent:
    """The steps of a training run over a network.

    `groups` are parameter groups as `torch.optim.AdamW` takes them. Rates rise over the first of
    `warm` parts of the steps and fall to 0 at the last. `keep` is the share of the average that a
    step leaves as it is; early steps leave less.
    """

    def __init__(
        self,
        network: nn.Module,
        groups: Iterable[dict[str, object]],
        steps: int,
        *,
        keep: float,
        warm: int = 12,
    ) -> None:
        self.network = network
        self.steps = steps
        self.done = 0
        self._keep = keep
        self._optimizer = torch.optim.AdamW(list(groups), betas=(0.9, 0.98), eps=1e-6, fused=True)
        rising = max(1, steps // warm)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer,
            lambda at: min((at + 1) / rising, max(0.0, (steps - at) / (steps - rising))),
        )
        self._average = _copied(network)

    def step(self, loss: Tensor) -> None:
        """Move the network a step down the gradient of a loss."""
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), _MOST_GRADIENT)
        self._optimizer.step()
        self._schedule.step()
        self.done += 1
        keep = min(self._keep, self.done / (self.done + 10))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                if value.is_floating_point():
                    self._average[name].lerp_(value, 1 - keep)

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """Give the network its averaged weights for a while."""
        current = _copied(self.network)
        self.network.load_state_dict(self._average)
        yield
        self.network.load_state_dict(current)

    def settle(self) -> None:
        """Leave the network with its averaged weights, in evaluation mode."""
        self.network.load_state_dict(self._average)
        self.network.eval()

    def state_dict(self) -> dict[str, Any]:
        """Give all that a run needs to go on from here."""
        return {
            "done": self.done,
            "network": self.network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "average": self._average,
        }

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from where `state_dict` was taken."""
        self.done = state["done"]
        self.network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        self._average = state["average"]


def _copied(network: nn.Module) -> dict[str, Tensor]:
    return {name: value.detach().clone() for name, value in network.state_dict().items()}

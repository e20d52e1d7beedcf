"""The logistic of the claims is found, and found from far off."""

from __future__ import annotations

import numpy as np
import pytest
from evaluation.calibration import Scored
from training.engagements.calibrate_claims import fitted


@pytest.mark.parametrize(("slope", "shift"), [(1.0, 0.0), (0.4, -0.9), (2.5, 1.5)])
def test_slope_and_shift_are_those_that_made_the_claims(slope: float, shift: float) -> None:
    chance = np.random.default_rng(3)
    odds = chance.normal(1.5, 2.0, size=6000)
    right = chance.random(6000) < 1 / (1 + np.exp(-(slope * odds + shift)))
    claims = [
        Scored(float(1 / (1 + np.exp(-o))), bool(r)) for o, r in zip(odds, right, strict=True)
    ]
    assert fitted(claims) == pytest.approx((slope, shift), abs=0.2)

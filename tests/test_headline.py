"""The headline from the axes and the claims."""

from __future__ import annotations

import pytest

from onrecord.headline import Contradiction, contradiction_of
from onrecord.terms import Claim, Evidence, Footing

SIDES = ("NOR", "CHL")
_WORDS = Evidence(0, 5, "words")


def on(side: str | None, footing: Footing = "on_record") -> Claim:
    return Claim("scheduled", _WORDS, side=side, footing=footing, source="somebody")


def denial(side: str | None) -> Claim:
    return Claim(
        "denied", _WORDS, side=side, footing="on_record", source="somebody", stance="denies"
    )


@pytest.mark.parametrize(
    ("claims", "contradiction"),
    [
        ((on("NOR"), denial("CHL")), "disputed"),
        ((on("NOR", "anonymous"), denial("CHL")), "disputed"),
        # A side does not dispute with itself.
        ((on("NOR"), denial("NOR")), "denied"),
        ((on("NOR", "media"), denial("CHL")), "denied"),
        ((on("PER"), denial("CHL")), "denied"),
        # Nor does an outsider, or somebody of no known side, dispute a party's word.
        ((on("NOR"), denial(None)), "none"),
        ((on("NOR"), denial("PER")), "none"),
        ((on("PER"), denial(None)), "denied"),
        ((denial(None),), "denied"),
        ((on("NOR"), on("CHL")), "none"),
    ],
)
def test_who_contradicts_whom(claims: tuple[Claim, ...], contradiction: Contradiction) -> None:
    assert contradiction_of(claims, SIDES) == contradiction

"""An outlet is known by its name, with or without the country it is of."""

from __future__ import annotations

import pytest

from onrecord.reading.attribution_footing import is_outlet


@pytest.mark.parametrize(
    "name",
    [
        "Reuters",
        "the Baltic News Service",
        "Brazil's O Globo",
        "Britain's Guardian",
        "the People's Daily",
        "Prensa Latina",
    ],
)
def test_outlets_are_known(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize(
    "name", ["the foreign ministry", "Brazil's president", "the Al-Quds Brigades", "Radio", ""]
)
def test_others_are_no_outlets(name: str) -> None:
    assert not is_outlet(name)

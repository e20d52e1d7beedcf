"""Captions with dates and notices in them, and credits stuck to prose."""

from __future__ import annotations

import pytest
from line_tools import only

from onrecord.intake.captions import credit_start, is_caption


@pytest.mark.parametrize(
    "line",
    [
        "In this May 5, 2021, file photo, the king poses ahead of a meeting in Zenda.",
        "Figures of the king and the premier are pictured in Zenda, May 5, 2021. REUTERS/Jo Marsh",
        "Cdes Hentzau (left) and Tarlenheim",
        "REUTERS/Jo Marsh",
        "Photo caption: the table is laid, the king is not there",
        "Photo Credit: Jo Marsh / GPO",
        "This photograph is provided by THE PALACE and may be printed by the subject(s) in it.",
        "This official photograph is being made available for publication by news organizations.",
    ],
)
def test_captions(line: str) -> None:
    assert is_caption(only(line))


@pytest.mark.parametrize(
    "line",
    [
        "In this May 5, 2021, treaty, the king gave up the coast to the premier of Graustark.",
        "This photograph was released by the palace a day before the talks with Graustark began.",
        "This photograph may not be reproduced, a court in Zenda ruled on Monday.",
        "Reuters/Ipsos asked a thousand people in Zenda about the visit.",
    ],
)
def test_what_only_looks_like_a_caption(line: str) -> None:
    assert not is_caption(only(line))


@pytest.mark.parametrize(
    ("prose", "credit"),
    [
        ("The visit is off, the minister said. / ", "Photo: Wire Archive / Wire Archive"),
        ("The visit is off, the minister said / ", "Photo: Wire Archive / Wire Archive"),
        ("“The visit is off,” the minister said. ", "Photo: Jo Marsh/AFP"),
    ],
)
def test_a_credit_stuck_to_prose_is_parted_from_it(prose: str, credit: str) -> None:
    assert credit_start(prose + credit) == len(prose)


@pytest.mark.parametrize(
    "text",
    [
        "The minister would say only one thing of the photo: Graustark had made it up",
        "The envoy laughed. Photo: the oldest trick of all, he said, and went back to the talks.",
    ],
)
def test_what_is_said_of_a_photo_is_no_credit(text: str) -> None:
    assert credit_start(text) is None

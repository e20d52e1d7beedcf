"""On whose side an unnamed source speaks."""

from __future__ import annotations

import pytest
from engagement_tools import seen_and_view
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Accra says Benin's president will come; his spokeswoman denied it.", "BEN"),
        ("Accra says Benin's president will come; a spokeswoman in Cotonou denied it.", "BEN"),
        ("Peru's minister met Norway's ambassador on Friday. The ambassador denied it.", "NOR"),
        ("Peru's minister met Norway's minister on Friday. The minister denied it.", None),
    ],
)
def test_the_side_of_a_source_without_a_name(nlp: Language, text: str, side: str | None) -> None:
    seen, _ = seen_and_view(nlp, text)
    assert [a.source.side for a in seen.attributions if a.stance == "denies"] == [side]

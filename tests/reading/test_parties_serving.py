"""The office of whom one serves is not his, nor is the name."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from onrecord.reading.parties import find_actors
from onrecord.reading.sentences import parse

DAY = dt.date(2023, 3, 1)


def people(nlp: Language, text: str) -> dict[str | None, tuple[str | None, str | None]]:
    """Give office and side of each person by name."""
    mentions = find_actors(parse(nlp, text), DAY).mentions
    return {m.name: (m.office, m.side) for m in mentions if m.kind == "person" and m.name}


@pytest.mark.parametrize(
    ("text", "served", "serving"),
    [
        (
            "Ivan Tomas, press secretary to President Petr Blaha of Czechia, said so.",
            ("President", "CZE"),
            ("press secretary", "CZE"),
        ),
        (
            "Ivan Tomas, a spokesman for Czech Prime Minister Petr Blaha, said so.",
            ("Czech Prime Minister", "CZE"),
            ("spokesman", "CZE"),
        ),
        (
            "Ivan Tomas, chief of staff to President Petr Blaha of Czechia, flew to Oslo.",
            ("President", "CZE"),
            ("chief of staff", "CZE"),
        ),
        (
            "A spokesman for Czech President Petr Blaha, Ivan Tomas, said so.",
            ("Czech President", "CZE"),
            ("spokesman for Czech President Petr Blaha", "CZE"),
        ),
    ],
)
def test_each_has_the_office_that_is_his(
    nlp: Language,
    text: str,
    served: tuple[str, str],
    serving: tuple[str, str],
) -> None:
    found = people(nlp, text)
    assert found["Petr Blaha"] == served
    assert found["Ivan Tomas"] == serving


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("The special adviser to the president, Ana Silva, flew to Oslo.", "special adviser"),
        ("Ana Silva, ambassador to Chile, flew to Oslo.", "ambassador to Chile"),
        ("Ana Silva, minister of state for foreign affairs, flew to Oslo.", "minister of state"),
        ("Adviser to Prime Minister Ana Silva flew to Oslo.", "Adviser to Prime Minister"),
    ],
)
def test_an_office_may_be_named_by_whom_it_serves(nlp: Language, text: str, office: str) -> None:
    held, _ = people(nlp, text)["Ana Silva"]
    assert held is not None
    assert held.startswith(office)


def test_an_envoy_is_not_of_the_side_he_is_sent_to(nlp: Language) -> None:
    found = people(nlp, "Ivan Tomas, Chile's envoy to Czech President Petr Blaha, flew to Oslo.")
    assert found["Petr Blaha"] == ("Czech President", "CZE")
    assert found["Ivan Tomas"][1] == "CHL"

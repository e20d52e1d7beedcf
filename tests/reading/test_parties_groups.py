"""Groups that no table knows, as reports introduce them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.reading.parties_groups import with_unknown_groups
from onrecord.reading.parties_known import known_names
from onrecord.reading.parties_tables import tables
from onrecord.reading.parties_tokens import Page
from onrecord.reading.sentences import parse


def found(nlp: Language, text: str) -> list[tuple[str, str | None]]:
    page = Page(parse(nlp, text))
    known = known_names(page, tables())
    return [
        (page.slice(hit.start, hit.end), hit.known.side)
        for hit in with_unknown_groups(page, known)
        if hit not in known
    ]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Talks with the QRNU rebels opened on Monday.", [("QRNU", "QRNU")]),
        ("The rebel group QRNU sent two envoys to Nairobi.", [("QRNU", "QRNU")]),
        (
            "Guerrillas of the QRNU met the minister. The QRNU wants a truce.",
            [("QRNU", "QRNU")] * 2,
        ),
        (
            "The Popular Front for the Liberation of Utopia (PFLU) agreed; the PFLU will come.",
            [
                ("Popular Front for the Liberation of Utopia", "PFLU"),
                ("PFLU", "PFLU"),
                ("PFLU", "PFLU"),
            ],
        ),
        (
            "The Utopian Revolutionary Army asked for a meeting.",
            [("Utopian Revolutionary Army", "Utopian Revolutionary Army")],
        ),
    ],
)
def test_a_group_is_a_side_wherever_it_is_named(
    nlp: Language, text: str, groups: list[tuple[str, str]]
) -> None:
    assert found(nlp, text) == groups


@pytest.mark.parametrize(
    "text",
    [
        "The QRNU leader met the president.",  # a party, for all we know
        "Kashmiri separatists met the minister.",  # of a people, not a name
        "REBELS MEET QRNU REBELS IN NAIROBI",  # all in capitals: anything may be an acronym
        "The US rebels at the thought.",  # known to the tables
        "The Salvation Army sold the house.",  # no cause that fighters bear, two words
        "The Swiss Front National Bank opened.",
    ],
)
def test_not_every_name_is_a_group(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


def test_who_leads_a_group_is_no_part_of_its_name(nlp: Language) -> None:
    text = "The Equality and Justice Movement of Ibrahim Khalil refused to come."
    assert [name for name, _ in found(nlp, text)] == ["Equality and Justice Movement"]

"""English told from what is not."""

from __future__ import annotations

import pytest

from onrecord.intake.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The foreign minister said on Monday that the visit to the capital had been put off.",
            "en",
        ),
        (
            "Le ministre des Affaires étrangères a annoncé que la visite dans la capitale est reportée.",
            "fr",
        ),
        (
            "El ministro de Exteriores anunció que la visita a la capital se aplaza por el momento.",
            "es",
        ),
        (
            "Der Außenminister hat seinen Besuch in der Hauptstadt abgesagt, teilte das Amt mit, und die",
            "de",
        ),
        ("Министр иностранных дел отложил визит в столицу, сообщила его канцелярия.", "ru"),
        ("Міністр закордонних справ відклав візит до столиці, повідомила його канцелярія.", "uk"),
        ("وزير الخارجية يؤجل زيارته إلى العاصمة، بحسب مكتبه", "ar"),
        ("外務大臣は首都への訪問を延期した。", "ja"),
        ("外交部长推迟了对首都的访问。", "zh"),
        ("외무장관이 수도 방문을 연기했다고 밝혔다.", "ko"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "2024", "VISIT OFF", "Hentzau, Rassendyll, Flavia, Sapt"])
def test_too_little_to_tell(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Utopian President Jan Lis met Freedonian King Adam in Amman today.",
        "Carlos de Lis met officials of Utopia in Havana on Tuesday.",
        "Foreign Minister Anna von der Aa met Rei Ito in Madrid on Friday.",
    ],
)
def test_a_short_report_of_names_is_not_taken_for_dutch(text: str) -> None:
    assert language_of(text) in (None, "en")


def test_a_foreign_name_does_not_make_a_report_foreign() -> None:
    text = "The minister (министр) said that the visit to the capital had been put off by a week."
    assert language_of(text) == "en"

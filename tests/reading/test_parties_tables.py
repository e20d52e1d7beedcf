"""The shipped tables hold together."""

from __future__ import annotations

import datetime as dt

import pycountry
import pytest

from onrecord.reading.parties_tables import fold, short_forms, tables, words

GONE_OR_UNOFFICIAL = {"SUN", "YUG", "CSK", "DDR", "XKX"}


def test_codes_of_three_capitals_are_states() -> None:
    sides = {k.side for k in tables().names.values() if k.kind in ("state", "capital") and k.side}
    codes = {s for s in sides if len(s) == 3 and s.isupper()} - GONE_OR_UNOFFICIAL
    assert {c for c in codes if pycountry.countries.get(alpha_3=c) is None} == set()


def test_leaders_stand_for_sides_that_can_be_printed() -> None:
    unknown = {r.side for r in tables().leaders} - set(tables().usual)
    assert {s for s in unknown if len(s) == 3 and s.isupper()} == set()


def test_nobody_leaves_before_coming() -> None:
    assert [r.name for r in tables().leaders if r.end is not None and r.end < r.start] == []


def test_a_seat_has_one_holder_of_the_top_post_on_a_day() -> None:
    for day in (dt.date(2003, 6, 1), dt.date(2015, 6, 1), dt.date(2024, 6, 1)):
        for side in ("USA", "GBR", "ISR", "DEU", "CHN", "RUS", "IND", "UKR"):
            role = "president" if side in ("USA", "CHN", "RUS", "UKR") else "premier"
            held = {
                r.name
                for r in tables().leaders
                if r.certain and r.side == side and r.role == role and r.in_office(day)
            }
            assert len(held) == 1, (side, day, held)


def test_women_are_among_the_leaders() -> None:
    assert tables().women <= {r.name for r in tables().leaders}


@pytest.mark.parametrize(
    ("name", "side", "form"),
    [
        ("Xi Jinping", "CHN", "Xi"),
        ("Kim Jong Un", "PRK", "Kim"),
        ("Lee Hsien Loong", "SGP", "Lee"),
        ("Abdel Fattah el-Sisi", "EGY", "Sisi"),
        ("Ursula von der Leyen", "EU", "von der Leyen"),
        ("Joseph R. Biden, Jr.", "USA", "Biden"),
        ("Recep Tayyip Erdoğan", "TUR", "Erdogan"),
    ],
)
def test_short_forms(name: str, side: str, form: str) -> None:
    assert form in short_forms(name, side)


def test_given_names_name_nobody_out_of_the_blue() -> None:
    assert "Joseph" not in short_forms("Joseph Wu", "TWN")
    assert "Hassan" not in short_forms("Hassan Wirajuda", "IDN")
    assert "Hassan" in short_forms("Hassan Wirajuda", "IDN", given=True)


def test_folding_strips_marks() -> None:
    assert fold("Çavuşoğlu’s Łódź") == "Cavusoglu's Lodz"


def test_word_lists_exist() -> None:
    for name in ("never_in_names", "saying", "going", "reached", "trips", "pairs", "particles"):
        assert words(name)


def test_a_first_name_of_many_is_nobodys_last() -> None:
    assert "DJI" not in {r.side for r in tables().short.get("Mohamed", ())}
    assert "DJI" in {r.side for r in tables().full["Abdoulkader Kamil Mohamed"]}
    assert "GBR" in {r.side for r in tables().short["Starmer"]}

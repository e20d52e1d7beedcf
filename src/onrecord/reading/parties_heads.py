"""The bare words for offices: where one stands, and where it is only a word."""

from __future__ import annotations

from onrecord.reading.parties_bounds import name_follows, past_retired
from onrecord.reading.parties_tables import OfficeClass, Tables, first_piece, words
from onrecord.reading.parties_tokens import Page

_SHORT_UPPER = frozenset({"pm", "fm", "vp", "mp", "mps", "mep", "he"})
_NEEDS_CAPITAL = frozenset(
    {
        "general",
        "major",
        "captain",
        "father",
        "chair",
        "head",
        "marshal",
        "staff",
        "prince",
        "deputy",
        "col",
        "m.",
        "he",
    }
)
_GIVEN_TOO = frozenset({"amir", "sultan", "shah"})
"""Titles that are given names too."""

_LESSER_HEADS = frozenset({"deputy"})
_LEVELS = frozenset({"level", "levels", "secretariat"})


def head_at(page: Page, i: int, inside: set[int], tables: Tables) -> int:
    """Count the tokens of the longest office that begins at token `i`; 0 for none."""
    width = tables.office_starts.get(first_piece(page.lowers[i]), 0)
    end = page.longest(i, width, tables.offices, lower=True) if width else 0
    if not end or any(k in inside for k in range(i, end)):
        return 0
    if _names_a_level(page, end):
        return 0
    office = tables.offices[page.key(i, end).lower()]
    if end - i == 1 and page.lowers[i] in _GIVEN_TOO and _given_name(page, i, tables):
        return 0
    if end - i == 1 and page.lowers[i] in _LESSER_HEADS and _lessens(page, i, inside, tables):
        return 0
    rank = office.sort == "title" or page.lowers[i] in words("ranks")
    rank = rank or page.lowers[end - 1] in words("ranks")  # "Major General (Retd)"
    past = past_retired(page, end) if rank else end
    if end - i == 1 and past == end and not _plausible(page, i, page.lowers[i], office.sort):
        return 0
    return past - i


def _given_name(page: Page, i: int, tables: Tables) -> bool:
    """Whether it begins a name of three words: "Amir Khan Motaqi", but "Sultan Haitham bin Tariq".

    Of two words it may be either: "Sultan Qaboos" reigned.
    """
    end = i + 1
    while end < len(page) and page.ents[end] == "PERSON" and page.tokens[end].ent_iob_ == "I":
        end += 1
    begins = page.ents[i] == "PERSON" and page.tokens[i].ent_iob_ == "B" and end - i > 2
    if not begins or any(page.lowers[k] in words("particles") for k in range(i, end)):
        return False
    kept = (page.key(i + 1, end), page.words[i + 1], page.words[end - 1])
    reigns = any(r.role == "monarch" for key in kept for r in tables.short.get(key, ()))
    return not reigns and page.key(i + 1, end) not in tables.full


def _names_a_level(page: Page, end: int) -> bool:
    """Whether the office says how high a meeting is: "Foreign Secretary-level talks"."""
    k = end + 1 if page.words[end : end + 1] == ["-"] else end
    return k < len(page) and page.lowers[k] in _LEVELS


def _lessens(page: Page, i: int, inside: set[int], tables: Tables) -> bool:
    """Whether "deputy" belongs to the office after it: "Deputy PLC president", "Deputy Speaker"."""
    k = i + 1
    if k < len(page) and page.lowers[k] in _SHORT_UPPER and page.words[k].isupper():
        return True  # "Deputy FM Tanaka"
    if k < len(page) and (k in inside or (page.words[k].isupper() and len(page.words[k]) > 1)):
        k += 1
    if k >= len(page) or k in page.breaks or k in inside:
        return False
    size = head_at(page, k, inside, tables)
    return size > 0 and tables.offices[page.key(k, k + size).lower()].sort == "office"


def _plausible(page: Page, i: int, key: str, sort: OfficeClass) -> bool:
    if key in _SHORT_UPPER:
        return page.words[i].isupper()
    if sort == "title":
        if key == "u" and not name_follows(page, i):
            return False
        return page.capital(i) and i + 1 < len(page) and page.capital(i + 1)
    if key in _NEEDS_CAPITAL:
        compound = (
            i > 0 and page.pos[i - 1] in ("NOUN", "PROPN") and page.pos[i] in ("NOUN", "PROPN")
        )
        of = key in ("head", "chair") and i + 1 < len(page) and page.lowers[i + 1] == "of"
        return page.capital(i) or compound or of
    if key in ("source", "sources") and page.lowers[i + 1 : i + 2] == ["of"]:
        return False  # "a source of revenue"
    compound = i > 0 and page.pos[i - 1] == "PROPN"
    return page.pos[i] in ("NOUN", "PROPN") or (compound and page.pos[i] == "ADJ")


def bare_office(key: str) -> str:
    """Drop "(Rtd)" after a rank."""
    return key.partition("(")[0].rstrip()

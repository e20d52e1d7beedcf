"""How far a person's name runs: capitals, particles, initials, hyphens, "Jr."."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from onrecord.reading.parties_initials import breathed, broken_hyphen, initial, nickname_end
from onrecord.reading.parties_tables import Tables, words
from onrecord.reading.parties_tokens import HYPHENS, POSSESSIVES, Hit, Page

_ROMAN = re.compile(r"[IVX]{1,5}")
_BARE_VERBS = frozenset(
    {"fly", "travel", "head", "meet", "arrive", "go", "come", "return", "gather", "land", "speak"}
)
_ONWARD = (["To"], ["In"], ["For"], ["With"], ["At"])
"""What goes on after a verb in a headline that has capitals throughout."""

_STANDS_FOR_OTHERS = ("demonym", "organisation", "metonym", "region", "group", "media")


def starts_name(page: Page, k: int, taken: dict[int, Hit]) -> bool:
    """Whether a person's name can begin at token `k`."""
    lower = page.lowers[k]
    if k in page.breaks or lower in words("outlets_and_sites"):
        return False
    if lower in words("never_in_names") and not initial(page, k):
        return False
    hit = taken.get(k)
    if hit is not None and not _name_despite(page, k, hit, k):
        return False
    return page.capital(k) or _leading_particle(page, k)


def name_end(page: Page, start: int, taken: dict[int, Hit], tables: Tables) -> int:
    """Find where the name that begins at token `start` ends; `start` itself when none does."""
    k, n, last = start, len(page), start
    breaking, particles = words("never_in_names"), words("particles")
    while k < n and k - start < 9:
        word, lower = page.words[k], page.lowers[k]
        if k > start and breathed(page, k):
            k += 1
            continue
        if k in page.breaks or word in POSSESSIVES or "&" in word:
            break
        hanging = k > start and len(page.words[k - 1]) > 1 and page.words[k - 1][-1] == "-"
        if hanging and page.capital(k):
            break  # "Ingrid Knapp- Austria", but "Kim Ki- ho"
        if k > start and nickname_end(page, k) > k:
            k = nickname_end(page, k)
            continue
        if page.white(k):
            k += 1
            continue
        if word in HYPHENS and k > start and page.ends[k - 1] == page.starts[k]:
            if k + 1 >= n or page.starts[k + 1] != page.ends[k] or _two_people(page, k, tables):
                break
            k += 1
            continue
        hit = taken.get(k)
        if hit is not None and not _name_despite(page, k, hit, start):
            break
        if lower in particles and k + 1 < n and (k > start or _leading_particle(page, k)):
            k += 1
            continue
        breaks = lower in breaking and not _verb_is_name(page, k, start) and not initial(page, k)
        if not page.capital(k) or breaks:
            after_hyphen = page.words[k - 1] in HYPHENS and k > start and word.isalpha()
            if not after_hyphen and not broken_hyphen(page, k, start):
                break
        if k > start and lower in _BARE_VERBS and page.words[k + 1 : k + 2] in _ONWARD:
            break  # "Jan And Ana Nowak Fly To Rome"
        verb = page.pos[k] in ("VERB", "AUX") and page.ents[k] != "PERSON"
        if k > start and verb and not _ROMAN.fullmatch(word):
            break
        k += 1
        last = k
    return with_suffix(page, last) if last > start else start


def _verb_is_name(page: Page, k: int, start: int) -> bool:
    """Whether a verb is part of a name: "Theresa May", "Ali Said Omari"; not "Putin May Visit".

    "Tariq Al Said met" too, but not "Tariq said".
    """
    if page.ents[k] != "PERSON" or not page.capital(k):
        return False
    if page.lowers[k] == "may":
        return k == start + 1
    following = k + 1 < len(page) and page.capital(k + 1) and page.ents[k + 1] == "PERSON"
    following = following or page.lowers[k - 1] in words("particles")
    return page.lowers[k] == "said" and page.pos[k] == "PROPN" and following


def with_suffix(page: Page, end: int) -> int:
    """Take in "Jr." after the name, with or without a comma."""
    k = end + 1 if end < len(page) and page.words[end] == "," else end
    if k < len(page) and page.lowers[k] in ("jr.", "jr", "sr."):
        return k + 1
    return end


def _leading_particle(page: Page, k: int) -> bool:
    """Whether a name begins here with a small word: "von der Leyen", "al-Sisi"."""
    particles = words("particles")
    if page.lowers[k] not in particles or page.lowers[k] in ("la", "do", "y", "e", "ben"):
        return page.capital(k) and page.lowers[k] in particles
    j = k + 1
    while j < len(page) and (page.lowers[j] in particles or page.words[j] in HYPHENS):
        j += 1
    return j < len(page) and page.capital(j) and page.pos[j] == "PROPN"


def _two_people(page: Page, hyphen: int, tables: Tables) -> bool:
    """Whether a hyphen joins two people: "a Trump-Kim summit", not "Jean-Yves Le Drian"."""
    before, after = page.words[hyphen - 1], page.words[hyphen + 1]
    if before in tables.short and after in tables.short:
        return True
    following = page.lowers[hyphen + 2] if hyphen + 2 < len(page) else ""
    return following in ("meeting", "summit", "talks", "call", "administration", "encounter")


def _name_despite(page: Page, k: int, hit: Hit, start: int) -> bool:
    """Whether a name of the tables at `k` is here part of a person's: "Israel Katz"."""
    if hit.known.kind in _STANDS_FOR_OTHERS or hit.end - hit.start > 1:
        return False
    following = k + 1 < len(page) and page.capital(k + 1) and page.ents[k + 1] == "PERSON"
    return page.ents[k] == "PERSON" and (k > start or following)


def misspelt(word: str, last: str) -> bool:
    """Whether a word is that last name with a slip: "Kowalsky" for Kowalski, not Rush for Bush."""
    return (
        len(last) >= 5
        and word != last
        and word[0] == last[0]
        and abs(len(word) - len(last)) <= 2
        and fuzz.ratio(word.lower(), last.lower()) >= 86
    )

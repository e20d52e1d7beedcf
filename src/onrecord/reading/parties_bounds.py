"""Where a phrase for an office ends: at a full stop, a slash, a person's name."""

from __future__ import annotations

import re

from onrecord.reading.parties_tables import words
from onrecord.reading.parties_tokens import HYPHENS, POSSESSIVES, Page

_STOPPED = re.compile(r"[^\W\d_]{4,}\.")
"""A word with the full stop of its sentence: "TASS." but not "U.S.", "Gen." or "St."."""

_RETIRED = frozenset({"rtd", "rtd.", "retd", "retd.", "ret", "ret.", "ret'd", "retired"})
_NAME_LONGEST = 4
_PARTICIPLES = frozenset({"visiting", "elected", "re-elected", "appointed", "installed", "named"})
_NEWLY = frozenset({"newly", "recently", "freshly"})
_HYPHENATED = frozenset({"appointed", "backed", "elected", "installed", "named", "nominated"})


def another_sentence(page: Page, k: int) -> bool:
    """Whether token `k` closes a sentence or a slug: "MOSCOW /TASS/. Russian President"."""
    word = page.words[k]
    return "/" in word or bool(_STOPPED.fullmatch(word))


def modifies(page: Page, k: int, head: int) -> bool:
    """Whether the word at `k` may belong to the office that begins at `head`.

    A small noun before a title in capitals does so only where the parser binds it to what
    follows, or where it is a usual one: "opposition Senator Ruiz", but not "there is a chance
    Foreign Minister Ruiz will go".
    """
    if page.pos[k] != "NOUN" or page.capital(k) or not page.capital(head):
        return True
    return page.tokens[k].head.i > k or page.lowers[k] in words("before_offices")


def name_follows(page: Page, k: int) -> bool:
    """Whether a person's name of two words and more comes right after token `k`.

    Words for what offices are for are no name: "envoy for Sudan Peace Process".
    """
    end = start = k + 1
    while end < len(page) and end - start <= _NAME_LONGEST and page.capital(end):
        if page.pos[end] != "PROPN" or end in page.breaks or page.words[end] in POSSESSIVES:
            break
        end += 1
    if any(
        page.lowers[j] in words("matters") or page.lowers[j] in words("never_in_names")
        for j in range(start, end)
    ):
        return False
    if end - start == 1:
        return page.ents[start] == "PERSON"
    return 2 <= end - start <= _NAME_LONGEST


def past_retired(page: Page, k: int) -> int:
    """Give the token after "(Rtd)" when that stands at token `k`, else `k` itself."""
    if k + 2 >= len(page) or page.words[k] != "(" or page.lowers[k + 1] not in _RETIRED:
        return k
    close = k + 3 if page.words[k + 2] == "." else k + 2
    return close + 1 if close < len(page) and page.words[close] == ")" else k


def past_participles(page: Page, k: int) -> int:
    """Give the token where what says how one came by an office begins, before token `k`.

    "Newly-appointed", "junta-backed", "visiting", "newly elected"; `k` itself where none stands.
    """
    while k > 0:
        word = page.lowers[k - 1]
        if word in _HYPHENATED and k > 2 and page.words[k - 2] in HYPHENS:
            k -= 3
        elif word in _PARTICIPLES:
            k -= 2 if k > 1 and page.lowers[k - 2] in _NEWLY else 1
        elif word.partition("-")[2] in _HYPHENATED:
            k -= 1
        else:
            break
    return k

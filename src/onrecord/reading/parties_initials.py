"""Names with initials, nicknames and broken hyphens: "A B Rao", "R.G.Moyo", "Jan “Jas” Nowak"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.reading.parties_tables import Tables, words
from onrecord.reading.parties_tokens import Hit, Page

_QUOTES = frozenset({'"', "“", "”", "„"})
_INITIAL = re.compile(r"[A-Z]\.?")
_GLUED = re.compile(r"((?:[A-Z]\.)+)([A-Z][^\W\d_]{3,}.*)")
_NICKNAME = re.compile(r'["“„][^"”]*["”] ?')
_BROKEN = re.compile(r"(?<=\w)- (?=[a-z])")
_MOST = 4


def initial(page: Page, k: int) -> bool:
    """Whether token `k` is one of several initials of a name: "A B Rao", not "A Bank"."""
    if not _INITIAL.fullmatch(page.words[k]) or k in page.breaks:
        return False
    beside = [j for j in (k - 1, k + 1) if 0 <= j < len(page)]
    return any(_INITIAL.fullmatch(page.words[j]) for j in beside)


def initialled(
    page: Page, taken: dict[int, Hit], tables: Tables, *, offices: set[int]
) -> Iterator[int]:
    """Find where names begin that two or more initials show, whatever the recogniser says."""
    i, n = 0, len(page)
    while i < n:
        if _glued_name(page, i, tables) and i not in taken:
            yield i
        k = i
        while k < n and k - i < _MOST and _INITIAL.fullmatch(page.words[k]) and k not in taken:
            k += 1
        last = k < n and page.capital(k) and len(page.words[k]) > 2 and page.words[k].isalpha()
        known = not last or k in taken or k in offices or page.lowers[k] in words("never_in_names")
        if k - i > 1 and last and not known and not page.words[k].isupper():
            yield i
        i = max(i + 1, k)


def _glued_name(page: Page, i: int, tables: Tables) -> bool:
    """Whether the word is a name with its initials: "R.G.Moyo", not "U.S.Embassy"."""
    found = _GLUED.fullmatch(page.words[i])
    if not found or found[1] in tables.names:
        return False
    rest = found[2].lower()
    return rest not in words("never_in_names") and rest not in tables.offices


def nickname_end(page: Page, k: int) -> int:
    """Give the token after a nickname in quotes that begins at token `k`; `k` for none.

    A name must go on after it: "Jan “Jas” Nowak", not "told Nowak “No Deal” twice".
    """
    if page.words[k] not in _QUOTES or page.ends[k - 1] == page.starts[k]:
        return k
    j = k + 1
    while j < len(page) and j - k <= 2 and page.capital(j):
        j += 1
    closed = j > k + 1 and j + 1 < len(page) and page.words[j] in _QUOTES
    goes_on = closed and page.capital(j + 1) and page.pos[j + 1] == "PROPN"
    return j + 1 if goes_on and page.starts[j + 1] > page.ends[j] else k


def breathed(page: Page, k: int) -> bool:
    """Whether the mark at token `k` is a letter of a name: "Siaosi 'Ofa", not "said 'No'"."""
    if page.words[k] not in ("'", "ʻ") or k + 1 >= len(page):
        return False
    one_name = page.ents[k] and page.ents[k] == page.ents[k - 1]
    if not one_name and page.ents[k + 1] != "PERSON":
        return False
    if page.ends[k - 1] == page.starts[k] or page.ends[k] != page.starts[k + 1]:
        return False
    closing = [j for j in range(k + 2, len(page)) if page.sentences[j] == page.sentences[k]]
    return page.capital(k + 1) and all(page.words[j] != "'" for j in closing)


def broken_hyphen(page: Page, k: int, start: int) -> bool:
    """Whether token `k` is the rest of a name cut at its hyphen: "Kim Ki- ho"."""
    before = k - 1
    while before > start and page.white(before):
        before -= 1
    whole = page.words[k].isalpha() and page.pos[k] in ("NOUN", "PROPN", "ADJ")
    cut = page.words[before].endswith("-") and page.words[before][:1].isupper()
    return before > start and cut and whole and page.lowers[k] not in words("never_in_names")


def name_words(key: str) -> tuple[str, ...]:
    """Split a folded name into the words that tell who it is, initials apart, no nickname."""
    plain = _BROKEN.sub("-", _NICKNAME.sub("", key)).rstrip("-")
    found = []
    for word in plain.split():
        glued = _GLUED.fullmatch(word)
        found += [*re.findall(r"[A-Z]\.", glued[1]), glued[2]] if glued else [word]
    return tuple(found)


def printed(name: str) -> str:
    """Mend a name that a line's end broke at its hyphen: "Kim Ki- ho" is Kim Ki-ho.

    A hyphen that hangs on belongs to what follows: "Ana Silva- Chile".
    """
    return _BROKEN.sub("-", name).rstrip("-")


def same_initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is the other with an initial for the given name: "R. Moyo", "Robert Moyo"."""
    if min(len(one), len(other)) < 2 or one[-1] != other[-1]:
        return False
    short, full = (one, other) if _is_initial(one[0]) else (other, one)
    if not _is_initial(short[0]) or len(full[0].rstrip(".")) < 2 or "." in full[0]:
        return False
    return short[0][0] == full[0][0]


def fuller(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the first tells more of the same name: more words, a given name for an initial."""
    if _is_initial(one[0]) != _is_initial(other[0]):
        return _is_initial(other[0])
    return len(one) > len(other)


def _is_initial(word: str) -> bool:
    return re.fullmatch(r"[A-Z]|(?:[A-Z]\.)+", word) is not None

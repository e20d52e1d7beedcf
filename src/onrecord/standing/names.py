"""Names of people, sides and places brought to a form in which they can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz.distance import JaroWinkler, Levenshtein

_WORD = re.compile(r"[^\W_]+")
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_OFFICE_WORDS = """
the his her their a an president vice prime minister ministers chancellor premier secretary state
foreign defense defence king queen prince princess crown emir sultan pope emperor mr mrs ms dr sir
lady gen general adm admiral col colonel lt sen senator rep ambassador envoy special leader leaders
deputy chairman chairwoman chief director adviser advisor national security us american british
chinese russian israeli french german japanese indian first second gentleman counterpart spokesman
spokeswoman speaker governor head government official officials excellency consort counterpart
treasury commerce trade finance energy interior
"""
_OFFICE_NAMES = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), office)
    for pattern, office in (
        ("vice president|veep", "vice president"),
        ("deputy prime minister|vice premier", "deputy head of government"),
        ("deputy|assistant|under ?secretary", "deputy"),
        ("envoy|representative|negotiator", "envoy"),
        ("ambassador", "ambassador"),
        ("secretary general|secgen", "secretary-general"),
        ("foreign (?:minister|secretary)|secretary of state|top diplomat", "foreign minister"),
        ("defen[cs]e (?:minister|secretary)|secretary of defen[cs]e", "defence minister"),
        ("treasury|finance minister|chancellor of the exchequer", "finance minister"),
        ("commerce|trade (?:minister|representative)", "trade minister"),
        ("national security advis[eo]r", "security adviser"),
        ("speaker", "speaker"),
        ("crown prince(?:ss)?", "crown prince"),
        ("prime minister|premier|chancellor|taoiseach", "head of government"),
        ("president|king|queen|emperor|emir|sultan|pope|supreme leader", "head of state"),
    )
)
_OFFICES = frozenset(_OFFICE_WORDS.split())
"""Words that stand for an office, not a person: "the President" names nobody, and "President
Biden" is Biden. A name that consists of nothing else is no name."""
_BODIES = frozenset({"un", "eu", "nato", "us", "uk"})
"""Bodies and states that stand before an office; elsewhere they are names (Kim Jong Un)."""
_WHOSE = re.compile(r".*['’]s\s+", re.DOTALL)
"""What stands before another's office or name: "Italy's" in "Italy's foreign minister"."""
_OF_WHAT = frozenset({"of", "for"})
"""Words after which an office names its state or its field, not the person."""
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "ben", "van", "von", "de", "da", "di", "of"})

_SAME_SIDE = {
    "united nations": "UN",
    "european union": "EU",
    "african union": "AU",
    "palestine": "PSE",
    "palestinian authority": "PSE",
    "plo": "PSE",
    "rapid support forces": "RSF",
    "united states": "USA",
    "us": "USA",
    "uk": "GBR",
    "arab league": "LAS",
    "league of arab states": "LAS",
    "holy see": "VAT",
    "vatican": "VAT",
}

_LETTERS_FOR_A_SLIP = (4, 7)
"""Letters a last name must have for one slip of the pen to be passed over, and for two."""

_EMPTY_WORDS = """
the a an of and on in for to with from by at about over its their his her talks talk meeting
meetings visit summit call relations ties issues issue bilateral cooperation between discussions
leaders
"""
_TOPIC_STOPWORDS = frozenset(_EMPTY_WORDS.split())


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Fold a name to lower-case words without accents or punctuation, parted by one space."""
    plain = unicodedata.normalize("NFKD", text).replace("\u0131", "i")
    bare = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(_WORD.findall(bare.replace("'", "").replace("’", "")))


@lru_cache(maxsize=65536)
def side_key(side: str) -> str:
    """Give the one spelling of a side: ISO alpha-3 codes stay, known long names are shortened.

    Anything else is its folded words, so that "Gbagbo camp" and "Gbagbo Camp" are one.
    """
    words = folded(side)
    known = _SAME_SIDE.get(words)
    if known:
        return known
    return side if side.isupper() and " " not in side else words


def is_state(side: str) -> bool:
    """Whether a side (as `side_key` gives it) is a state: an ISO 3166 alpha-3 code we know."""
    return side in _states()


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Give a person's name as folded words, without offices and generation marks.

    Empty when that leaves nothing: "the Secretary of State" and "Italy's foreign minister" are
    offices that others hold too. What an office is of is no part of a name, but what follows is:
    "the President of Indonesia Joko Widodo".
    """
    words = folded(_WHOSE.sub("", name)).split()
    if words and words[0] in _BODIES:
        del words[0]
    words = [w for w in _without_states(words) if w not in _OFFICES]
    while len(words) > 1 and words[-1] in _GENERATIONS:
        words.pop()
    return tuple(words)


def _without_states(words: list[str]) -> list[str]:
    """Drop "of" and "for", each with the state or city that it leads to, if there is one."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        if words[at] in _OF_WHAT:
            at += 1 + _place_at(words, at + 1)[0]
        else:
            kept.append(words[at])
            at += 1
    return kept


@lru_cache(maxsize=65536)
def office_of(text: str) -> str | None:
    """Give the one name of the office that words name, or None when they name none we know.

    "Secretary of State Blinken" and "the top US diplomat" hold one; "vice president" is not
    "president".
    """
    words = folded(text)
    return next((office for pattern, office in _OFFICE_NAMES if pattern.search(words)), None)


@lru_cache(maxsize=262144)
def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names (as `name_words` gives them) can be one person's.

    The same words in any order; or the same last name, if need be misspelt; or one name wholly
    within the other (Xi, Xi Jinping). "Kim Yo Jong" is not "Kim Jong Un": two full names that
    end in different words are two people though they share some.
    """
    if not one or not other:
        return False
    if set(one) <= set(other) or set(other) <= set(one) or "".join(one) == "".join(other):
        return True
    last, last_other = one[-1], other[-1]
    if last == last_other:
        return _first_names_agree(one[:-1], other[:-1])
    return _misspelt(last, last_other) and _first_names_agree(one[:-1], other[:-1])


def _misspelt(one: str, other: str) -> bool:
    """Whether two last names are one in two spellings: Dahl and Dahle, Qaddafi and Gaddafi.

    Counter-example: names of two or three letters (Li, Yi) differ when one letter does.
    """
    shortest = min(len(one), len(other))
    allowed = sum(shortest >= least for least in _LETTERS_FOR_A_SLIP)
    return allowed > 0 and Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed


def _first_names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether what stands before two equal last names does not tell them apart.

    Counter-example: George Bush and Laura Bush; but Steve and Steven, Mohammed and Mohamed agree,
    and so do an initial and the name it begins.
    """
    first = next((w for w in one if w not in _PARTICLES), None)
    first_other = next((w for w in other if w not in _PARTICLES), None)
    if first is None or first_other is None:
        return True
    return first[0] == first_other[0] or JaroWinkler.similarity(first, first_other) >= 0.75


@lru_cache(maxsize=65536)
def place_words(place: str | None) -> frozenset[str]:
    """Give the words of a place's name; empty for None."""
    return frozenset(folded(place).split()) - _TOPIC_STOPWORDS if place else frozenset()


@lru_cache(maxsize=65536)
def sides_of_place(place: str | None) -> frozenset[str]:
    """Give the states in which a place lies, by the names and cities of `places.tsv`.

    "Rome or Geneva" and "Kazakhstan, Uzbekistan" lie in two. Empty when the table knows none:
    an unknown place says nothing, it is not elsewhere.
    """
    if not place:
        return frozenset()
    words = folded(place).split()
    found: set[str] = set()
    at = 0
    while at < len(words):
        length, side = _place_at(words, at)
        if side:
            found.add(side)
        at += length or 1
    return frozenset(found)


def _place_at(words: list[str], at: int) -> tuple[int, str | None]:
    """Find the longest place that begins at a word: how many words it has, and its state."""
    for length in range(min(5, len(words) - at), 0, -1):
        side = _places().get(" ".join(words[at : at + length]))
        if side:
            return length, side
    return 0, None


@lru_cache(maxsize=65536)
def topic_words(topic: str | None) -> frozenset[str]:
    """Give the telling words of a topic, cut to six letters so that forms of a word agree."""
    if not topic:
        return frozenset()
    return frozenset(w[:6] for w in folded(topic).split() if w not in _TOPIC_STOPWORDS)


@cache
def _states() -> frozenset[str]:
    return frozenset(_places().values())


@cache
def _places() -> dict[str, str]:
    table: dict[str, str] = {}
    text = resources.files("onrecord.standing").joinpath("places.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            side, _, names = line.partition("\t")
            for name in names.split("|"):
                table[name] = side
    return table

"""Whether a name is used as a place or as an actor: "talks in Tokyo", "Tokyo said"."""

from __future__ import annotations

from onrecord.reading.parties_tables import words
from onrecord.reading.parties_tokens import POSSESSIVES, Hit, Page

_AT = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "throughout", "into", "via"}
    | {"towards", "toward", "through", "within", "aboard"}
)
_OF_PLACES = frozenset(
    {"city", "capital", "streets", "town", "outskirts", "port", "suburb", "visit", "tour"}
)
_AGAINST = frozenset({"opposition", "rebel", "rebels"})
_SENT = frozenset({"delegation", "mission", "envoy", "ambassador", "mediator"})
_MONTHS = frozenset(
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
)
_SKIPPED = frozenset({"DET", "ADJ", "ADV"})


def is_place(page: Page, hit: Hit, earlier: dict[int, bool]) -> bool:
    """Whether the name at `hit` is a place where something is, or goes to.

    `earlier` gives what was decided for names before it, by their first token: the second of
    "in Doha and Cairo" is what the first is. A town that is no capital is always a place.
    """
    kind = hit.known.kind
    if kind in ("place", "region"):
        return True
    if kind in ("demonym", "organisation", "group"):
        return False
    following = hit.end
    after = page.lowers[following] if following < len(page) else ""
    if is_dateline(page, hit):
        return True
    if kind == "capital" and after in _AGAINST:
        return True  # "the Riyadh opposition delegation"
    if after in words("trips") or (kind == "capital" and after in words("encounters")):
        return True
    if after == "-" and following + 1 < len(page) and page.lowers[following + 1] == "bound":
        return True
    k = hit.start - 1
    while k >= 0 and page.pos[k] in _SKIPPED and page.lowers[k] not in ("next", "last", "back"):
        k -= 1
    if k < 0:
        return False
    before = page.lowers[k]
    if before in POSSESSIVES and after in words("trips"):
        return True
    if before in _AT:
        return True
    token = page.tokens[k]
    if before in ("to", "for", "from", "of"):
        return _goes(page, k, before, kind)
    if before in ("and", "or", ",", "&", "but") and page.pos[hit.start] == "PROPN":
        return _like_first(page, k, earlier)
    if token.pos_ in ("VERB", "NOUN") and token.lemma_.lower() in words("reached"):
        return after not in POSSESSIVES
    return False


def _goes(page: Page, k: int, before: str, kind: str) -> bool:
    """Decide for "to", "for", "from", "of": a trip to Japan, but an offer to Japan."""
    token = page.tokens[k]
    governor = token.head
    lemma = governor.lemma_.lower()
    previous = page.lowers[k - 1] if k else ""
    if before == "of":
        return previous in _OF_PLACES
    if before == "for":
        return lemma in ("leave", "depart", "head", "bind") or previous in (
            "left",
            "leaves",
            "bound",
            "leaving",
        )
    if previous in words("messages"):
        return False
    going = words("going")
    near = {page.tokens[j].lemma_.lower() for j in range(max(0, k - 3), k)}
    if before == "from":
        if kind == "capital":
            return True
        return lemma in going and lemma not in _SENT
    return bool(lemma in going or near & going)


def _like_first(page: Page, k: int, earlier: dict[int, bool]) -> bool:
    """Take the second of "in Doha and Cairo", or of "Jakarta, Indonesia", for what the first is."""
    for j in range(k - 1, max(-1, k - 5), -1):
        if j in earlier:
            return earlier[j]
        if page.pos[j] == "VERB":
            return False
    return False


def is_dateline(page: Page, hit: Hit) -> bool:
    """Whether the name opens a line as the place of the report: "BEIJING (Reuters) -".

    Before a comma it must stand in capitals above words that do not ("TOKYO, South Korea said"),
    or before a date: "Tokyo, Seoul to talk" names two who talk.
    """
    if hit.start and hit.start - 1 not in page.breaks:
        return False
    if hit.known.kind == "capital" and page.words[hit.end : hit.end + 1] == [","]:
        after = page.next_word(hit.end + 1)
        if after >= len(page) or after in page.breaks:
            return False
        if page.words[after] == "(":
            return True  # "ABU DHABI, (Wire) -"
        if page.lowers[after][:3] in _MONTHS and any(
            word.isdigit() for word in page.words[after + 1 : after + 3]
        ):
            return True
        name = page.key(hit.start, hit.end)
        following = page.words[after]
        return name.isupper() and len(name) > 3 and following[1:].islower()
    return any(
        page.words[j] in ("—", "–", "--") or page.words[j] in ("(", "-")
        for j in range(hit.end, min(len(page), hit.end + 1))
    )

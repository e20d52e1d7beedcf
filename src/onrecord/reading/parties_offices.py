"""Phrases for offices: "the Israeli prime minister", "minister of defence", "a US official"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.parties_bounds import (
    another_sentence,
    modifies,
    past_participles,
)
from onrecord.reading.parties_heads import bare_office, head_at
from onrecord.reading.parties_offices_on import (
    SENDERS,
    Around,
    grow_right,
    past_host,
    past_matters,
)
from onrecord.reading.parties_serving import served_by
from onrecord.reading.parties_tables import OfficeClass, Tables, words
from onrecord.reading.parties_tokens import POSSESSIVES, Hit, Page

_FORMER = frozenset(
    {
        "former",
        "ex",
        "onetime",
        "late",
        "ousted",
        "deposed",
        "then",
        "past",
        "previous",
        "next",
        "future",
    }
)
_LESSER = frozenset({"deputy", "vice", "assistant", "shadow", "junior", "opposition", "elect"})
"""Words before an office that make it another: a deputy defence minister is not the minister."""

_AGAINST = frozenset({"opposition", "rebel", "rebels"})
"""Who meet in a capital without being its: "the Riyadh opposition delegation"."""


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """A phrase for an office at tokens `start` to `end`; `head` to `head_end` is the bare office.

    `side` is None when the phrase does not say; `owner` is the token span of a name that stands
    before it and is none of the tables ("Nowak's office"), or of whom the holder serves ("aide to
    President Nowak"), or None. `determiner` is the word that opens the noun phrase ("the", "a",
    "his"), or empty. `former` marks an office that is not held now. `title` is the last word of
    the bare office, in lower case.
    """

    start: int
    end: int
    head: int
    head_end: int
    sort: OfficeClass
    role: str
    side: str | None
    determiner: str
    plural: bool
    former: bool
    owner: tuple[int, int] | None = None
    title: str = ""


def office_phrases(page: Page, hits: list[Hit], tables: Tables) -> list[OfficePhrase]:
    """Find the phrases for offices, in text order, without overlaps."""
    around = Around({h.end: h for h in hits}, {h.start: h for h in hits}, tables)
    inside = {k for h in hits for k in range(h.start, h.end)}
    phrases: list[OfficePhrase] = []
    i, free, n = 0, 0, len(page)
    while i < n:
        size = 0 if i in inside else head_at(page, i, inside, tables)
        if not size:
            i += 1
            continue
        phrase = _grow(page, i, i + size, around, free)
        if phrases and phrase.start < phrases[-1].end:
            i += size
            continue
        phrases.append(phrase)
        i = free = max(phrase.end, i + size)
    return phrases


def like_title(phrase: OfficePhrase) -> bool:
    """Whether it is a title, or a rank without a state: a general may be a minister too."""
    bare = phrase.start == phrase.head and phrase.side is None
    return phrase.sort == "title" or (bare and phrase.title in words("ranks"))


def _grow(
    page: Page,
    head: int,
    head_end: int,
    around: Around,
    free: int,
) -> OfficePhrase:
    ending, tables = around.ending, around.tables
    office = tables.offices[bare_office(page.key(head, head_end).lower())]
    start, side, owner, former = _grow_left(page, head, ending, free)
    end, right = head_end, None
    sent = office.role in SENDERS and page.lowers[head_end : head_end + 1] != ["of"]
    serves = served_by(page, start, head, head_end, around) if office.sort != "title" else None
    if serves is not None:
        accredited = office.role in SENDERS and page.lowers[head_end] == "to"
        right, owner = (None, owner) if accredited else serves  # "envoy to President Ana Silva"
    elif office.sort != "title":
        end, right = grow_right(page, head_end, around, office, sided=side is not None)
        further, sender = past_host(page, head_end, end, around.starting)
        if further > end:
            end, right, sent = further, sender or right, sent and sender is None
        end = past_matters(page, head_end, end)
    if side is None and not sent:
        side = right
    side = side or office.side
    determiner = (
        page.lowers[start - 1] if start and page.pos[start - 1] in ("DET", "PRON", "NUM") else ""
    )
    role = "" if any(page.lowers[k] in _LESSER for k in range(start, head)) else office.role
    noun = next((k for k in range(head + 1, head_end) if page.lowers[k] in ("of", "for")), head_end)
    last = page.tokens[noun - 1]  # "Minister of Foreign Affairs" is one minister
    word = page.lowers[noun - 1]
    plural = last.tag_ in ("NNS", "NNPS") or (word[-1:] == "s" and word[:-1] in tables.offices)
    return OfficePhrase(
        start,
        end,
        head,
        head_end,
        office.sort,
        role,
        side,
        determiner,
        plural,
        former,
        owner,
        bare_office(page.key(head, head_end).lower()).rpartition(" ")[2],
    )


def _grow_left(
    page: Page, head: int, ending: dict[int, Hit], free: int
) -> tuple[int, str | None, tuple[int, int] | None, bool]:
    start, side, former = head, None, False
    owner: tuple[int, int] | None = None
    while start > free and head - start < 9:
        k = start - 1
        hit = ending.get(start)
        if hit is not None:
            town = hit.known.kind in ("capital", "place")
            apart = town and any(page.lowers[j] in _AGAINST for j in range(start, head))
            side = side or (None if apart else hit.known.side)
            start = hit.start
            if hit.known.kind != "demonym" and not _modified(page, start):
                break
            continue
        word = page.lowers[k]
        if word in POSSESSIVES and k > free:
            owned = ending.get(k)
            if owned is not None:
                before = owned.start - 1  # "the former Nigeria's head of state"
                former = former or (before >= free and page.lowers[before] in _FORMER)
                return owned.start, side or owned.known.side, None, former
            begin = k
            while begin > free and page.capital(begin - 1) and begin > k - 4:
                begin -= 1
            if begin < k:
                owner = (begin, k)
            break
        if word in _FORMER:
            former = True
        if word in ("-", "–") and k > free and not page.tokens[k - 1].whitespace_:
            start = k
            continue
        if page.ents[k] == "PERSON" and page.capital(k):
            begin = k
            while begin > free and page.ents[begin - 1] == "PERSON" and begin not in ending:
                begin -= 1
            return begin, side, (begin, k + 1), former
        owned_by = past_participles(page, start)
        if owned_by < start and owned_by > free and page.after_possessive(owned_by):
            start = owned_by  # "MALAWI'S newly-appointed high commissioner"
            continue
        if another_sentence(page, k) or not modifies(page, k, head):
            break
        if page.pos[k] in ("ADJ", "NOUN", "PROPN") and k not in page.breaks:
            start = k
            continue
        if page.pos[k] == "ADV" and word in _FORMER:
            start = k
            continue
        break
    while start < head and (page.words[start] in ("-", "–") or page.words[start] in POSSESSIVES):
        start += 1
    return start, side, owner, former


def _modified(page: Page, start: int) -> bool:
    """Whether an adjective still stands before the name: "senior US official"."""
    return start > 0 and page.pos[start - 1] == "ADJ"

"""Phrases for offices: "the Israeli prime minister", "minister of defence", "a US official"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.parties_bounds import (
    another_sentence,
    modifies,
    name_follows,
    past_participles,
)
from onrecord.reading.parties_heads import bare_office, head_at
from onrecord.reading.parties_tables import Office, OfficeClass, Tables, words
from onrecord.reading.parties_tokens import POSSESSIVES, Hit, Page

_SENDERS = frozenset({"ambassador", "envoy", "negotiator", "mediator"})
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
_INSIDE = frozenset({"and", "&", "-", "–", "of"})
_LESSER = frozenset({"deputy", "vice", "assistant", "shadow", "junior", "opposition", "elect"})
"""Words before an office that make it another: a deputy defence minister is not the minister."""

_AGAINST = frozenset({"opposition", "rebel", "rebels"})
"""Who meet in a capital without being its: "the Riyadh opposition delegation"."""

_STOP_RIGHT = frozenset({"who", "which", "that", "on", "after", "before", "during", "when", "as"})
_NEVER_INSIDE = frozenset({"PERSON", "DATE", "TIME"})
_ACCREDITED = frozenset(
    {"ambassador", "envoy", "representative", "consul", "emissary", "observer", "commissioner"}
)
_SERVING = frozenset({"adviser", "advisor", "aide", "aides", "advisers", "advisors", "secretary"})
_ON = (["on"], ["for"])
_MATTERS = 10
"""Words that may say what an adviser is for."""

_LOCATIVE = frozenset({"in", "at", "from", "with", "close"})


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """A phrase for an office at tokens `start` to `end`; `head` to `head_end` is the bare office.

    `side` is None when the phrase does not say; `owner` is the token span of a name that stands
    before it and is none of the tables ("Nowak's office"), or None. `determiner` is the word
    that opens the noun phrase ("the", "a", "his"), or empty. `former` marks an office that is not
    held now. `title` is the last word of the bare office, in lower case.
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


@dataclass(frozen=True, slots=True)
class _Around:
    """The names of the tables by the token where they end and where they start."""

    ending: dict[int, Hit]
    starting: dict[int, Hit]
    tables: Tables


def office_phrases(page: Page, hits: list[Hit], tables: Tables) -> list[OfficePhrase]:
    """Find the phrases for offices, in text order, without overlaps."""
    around = _Around({h.end: h for h in hits}, {h.start: h for h in hits}, tables)
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
    around: _Around,
    free: int,
) -> OfficePhrase:
    ending, tables = around.ending, around.tables
    office = tables.offices[bare_office(page.key(head, head_end).lower())]
    start, side, owner, former = _grow_left(page, head, ending, free)
    end, right = head_end, None
    sent = office.role in _SENDERS and page.lowers[head_end : head_end + 1] != ["of"]
    if office.sort != "title":
        end, right = _grow_right(page, head_end, around, office, sided=side is not None)
        further, sender = _past_host(page, head_end, end, around.starting)
        if further > end:
            end, right, sent = further, sender or right, sent and sender is None
        end = _past_matters(page, head_end, end)
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


def _grow_right(
    page: Page, head_end: int, around: _Around, office: Office, *, sided: bool
) -> tuple[int, str | None]:
    """Take in "of the European Commission", "to Israel", "for foreign affairs"."""
    end, side, n, starting = head_end, None, len(page), around.starting
    if end >= n or page.lowers[end] not in ("of", "for", "to", "in", "at", "from", "with"):
        return end, None
    linked = page.lowers[end]
    if linked in _LOCATIVE and (office.sort != "official" or sided):
        return end, None
    if linked == "to" and not _goes_to(page, head_end, starting):
        return end, None
    k = end + 1
    named = False
    while k < n and k - head_end < 9:
        if another_sentence(page, k) or _person_begins(page, k, around, named=named):
            break
        hit = starting.get(k)
        named = hit is not None or any(
            page.lowers[k] in words(kind) for kind in ("never_in_names", "matters")
        )
        if hit is not None:
            side = side or hit.known.side
            k = hit.end
            end = k
            if k < n and page.lowers[k] in POSSESSIVES:
                k += 1
                named = False
                continue
            if k < n and page.pos[k] in ("NOUN", "PROPN", "ADJ") and k not in page.breaks:
                continue
            break
        word = page.lowers[k]
        if office.role in _SENDERS and linked == "of" and _of_somebody(page, k, around):
            return head_end, None
        if k in page.breaks or word in _STOP_RIGHT or page.ents[k] in _NEVER_INSIDE:
            break
        if page.white(k):
            k += 1
            continue
        if page.pos[k] in ("NOUN", "PROPN", "ADJ"):
            k += 1
            end = k
            continue
        if page.pos[k] == "DET" or word in _INSIDE:
            k += 1
            continue
        break
    if linked in _LOCATIVE and side is None:
        return head_end, None
    return end, side


def _past_host(
    page: Page, head_end: int, end: int, starting: dict[int, Hit]
) -> tuple[int, str | None]:
    """Run on over the second state of "ambassador of Malawi to Zambia" and "to Zambia of Malawi".

    Give where it ends and the side of the sender where that is the second; `end` itself when no
    state follows. "Her Malawian counterpart to Zambia Grace Phiri" is sent there too, but one who
    "took his counterpart to Zambia" went with him: there no name follows.
    """
    head, linked = page.lowers[head_end - 1], page.lowers[head_end : head_end + 1]
    if end + 1 >= len(page) or page.lowers[end] not in ("to", "of"):
        return end, None
    second = page.lowers[end]
    hit = starting.get(end + 2 if page.lowers[end + 1] == "the" else end + 1)
    if hit is None or hit.known.kind not in ("state", "organisation", "group"):
        return end, None
    if second == "of" and hit.end < len(page) and page.pos[hit.end] in ("NOUN", "PROPN"):
        return end, None  # "the envoy to Chad of UN chief Ana Roy"
    if second == "to" and (
        (head in _ACCREDITED and linked == ["of"])
        or (head == "counterpart" and end == head_end and name_follows(page, hit.end - 1))
    ):
        return hit.end, None
    if second == "of" and head in _ACCREDITED and linked == ["to"] and end > head_end:
        return hit.end, hit.known.side
    return end, None


def _past_matters(page: Page, head_end: int, end: int) -> int:
    """Run on over what an adviser is for: "to the prime minister on Trade and Foreign Affairs".

    Only to a name: in "the aide on Monday" nothing goes on.
    """
    if page.lowers[head_end - 1] not in _SERVING or page.lowers[end : end + 1] not in _ON:
        return end
    k = end + 1
    while k < len(page) and k - end < _MATTERS and k not in page.breaks:
        known = page.lowers[k] in words("matters") or page.lowers[k] in words("never_in_names")
        if known and page.capital(k) and name_follows(page, k):
            return k + 1
        if not page.capital(k) and page.lowers[k] not in ("and", "the", "&"):
            break
        k += 1
    return end


def _person_begins(page: Page, k: int, around: _Around, *, named: bool) -> bool:
    """Whether a title, another's office or a name begins here: "envoy to Jordan Datuk Karim".

    `named` says that what the office is for has been named right before: a state, a council.
    """
    offices = around.tables.offices
    size = head_at(page, k, set(), around.tables) if page.capital(k) else 0
    if size:
        return offices[bare_office(page.key(k, k + size).lower())].sort == "title"
    return named and k not in around.starting and name_follows(page, k - 1)


def _of_somebody(page: Page, k: int, around: _Around) -> bool:
    """Whether the envoy is a named person's: "special envoy of President Nowak"."""
    size = head_at(page, k, set(), around.tables) if page.capital(k) else 0
    person = page.next_word(k + size)
    return person < len(page) and page.ents[person] == "PERSON" and person not in around.starting


def _goes_to(page: Page, head_end: int, starting: dict[int, Hit]) -> bool:
    """Whether "to" belongs to the office: "ambassador to Israel", not "the president to Sochi"."""
    head = page.lowers[head_end - 1]
    if head in _ACCREDITED:
        return True
    k = head_end + 2 if page.lowers[head_end + 1 : head_end + 2] == ["the"] else head_end + 1
    hit = starting.get(k)
    return head in _SERVING and (hit is None or hit.known.kind not in ("capital", "place", "state"))

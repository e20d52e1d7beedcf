"""How far a phrase for an office runs to the right: "of Chile to Peru", "on Trade and Finance"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.parties_bounds import another_sentence, name_follows
from onrecord.reading.parties_heads import bare_office, head_at
from onrecord.reading.parties_tables import Office, Tables, words
from onrecord.reading.parties_tokens import POSSESSIVES, Hit, Page

SENDERS = frozenset({"ambassador", "envoy", "negotiator", "mediator"})
_INSIDE = frozenset({"and", "&", "-", "–", "of"})
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
class Around:
    """The names of the tables by the token where they end and where they start."""

    ending: dict[int, Hit]
    starting: dict[int, Hit]
    tables: Tables


def grow_right(
    page: Page, head_end: int, around: Around, office: Office, *, sided: bool
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
        if office.role in SENDERS and linked == "of" and _of_somebody(page, k, around):
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


def past_host(
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


def past_matters(page: Page, head_end: int, end: int) -> int:
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


def _person_begins(page: Page, k: int, around: Around, *, named: bool) -> bool:
    """Whether a title, another's office or a name begins here: "envoy to Jordan Datuk Karim".

    `named` says that what the office is for has been named right before: a state, a council.
    """
    offices = around.tables.offices
    size = head_at(page, k, set(), around.tables) if page.capital(k) else 0
    if size:
        return offices[bare_office(page.key(k, k + size).lower())].sort == "title"
    return named and k not in around.starting and name_follows(page, k - 1)


def _of_somebody(page: Page, k: int, around: Around) -> bool:
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

"""The office that stands beside a person's name, and the state: "Ukraine's Zelensky"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.reading.parties_bounds import past_participles
from onrecord.reading.parties_offices import OfficePhrase, like_title
from onrecord.reading.parties_tokens import POSSESSIVES, Hit, Page

_SENT = frozenset({"envoy", "spokesperson", "ambassador", "negotiator", "mediator"})
_FOR = frozenset({"for", "to", "on", "in"})
_ERRAND = 9
"""Words that may say what an envoy is for: "for Libya and the Sahel"."""

_LISTED: tuple[list[str], ...] = ([], [","], [";"], ["."], ["and"])
_PARTICIPLES = 6
"""Words of "newly elected", "junta-appointed" between an article and an office."""

_CLOSING = frozenset({",", ".", ")", ";", ":", "—", "–", "-", "!", "?", '"', "”", "who"})


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A person's name at tokens `start` to `end`, with what stands beside it.

    `before` is the office or title directly before the name, `after` the one in apposition;
    `owner` a name of the tables that says whose the person is ("Ukraine's Zelensky", "Zelensky
    of Ukraine"); `shared` the next one's owner, which may be this one's too ("Secretary Locsin and
    Secretary Lorenzana of the Philippines"). Any of them may be None.
    """

    start: int
    end: int
    before: OfficePhrase | None = None
    after: OfficePhrase | None = None
    owner: Hit | None = None
    shared: Hit | None = None

    @property
    def first(self) -> int:
        """The token at which it begins, with the office or title before the name."""
        return self.before.start if self.before else self.start


def with_offices(
    page: Page, spans: list[PersonSpan], offices: list[OfficePhrase], hits: list[Hit]
) -> list[PersonSpan]:
    """Give each name what stands beside it; `spans` in text order."""
    held = [o for o in offices if o.sort != "institution"]
    by_start = {o.start: o for o in held}
    by_end = {o.end: o for o in held}
    naming = {page.next_word(o.end): o for o in held if not o.plural or o.sort == "title"}
    begins = {s.start for s in spans}
    titled = {o.start for o in held if like_title(o)}
    hit_ends = {h.end: h for h in hits if h.known.side}
    hit_starts = {h.start: h for h in hits if h.known.side}
    ends = {s.start: s.end for s in spans}
    found = []
    for span in spans:
        before = naming.get(span.start)
        while before is not None and like_title(before) and before.start in naming:
            before = naming[before.start]  # "Emir Sheikh Tamim", "Defence Minister General Tan"
        after = apposed(page, span.end, by_start)
        if after is not None and page.next_word(after.end) in begins:
            after = None  # "Nowak, Foreign Secretary Ana Silva": the next man's office
        elif after is not None and _of_next(
            page, replace(span, before=before, after=after), by_end, begins | titled
        ):
            after = None
        first = before.start if before else span.start
        if before is None and after is None:
            after = _sent_by(page, span, held, ends)
        ranked = before is not None and like_title(before)
        if after is None and (before is None or ranked):
            after = _apposed_before(page, first, span.end, by_end, ranked=ranked)
            if before is not None and after is not None:
                before = replace(before, sort="title")  # "the foreign minister, Ambassador Tan,"
        owner = hit_ends.get(first)
        if owner is None and page.after_possessive(first):
            owner = hit_ends.get(first - 1)
        elif owner is not None and owner.known.kind not in (
            "demonym",
            "state",
            "group",
            "organisation",
        ):
            owner = None
        owner = _of_owner(page, span.end, hit_starts) or owner
        found.append(replace(span, before=before, after=after, owner=owner))
    return _shared_owners(page, found)


def apposed(page: Page, end: int, by_start: dict[int, OfficePhrase]) -> OfficePhrase | None:
    """Find the office of "NAME, the OFFICE," or "NAME (OFFICE)" after a name that ends at `end`.

    It must close again: in "that month: Putin, the Serbian president told reporters" the
    president is another.
    """
    n = len(page)
    if end >= n or page.words[end] not in (",", "(", "-", "–", "—"):
        return None
    k = end + 1
    if page.lowers[k : k + 2] in (["who", "is"], ["who", "was"]):
        k += 2
    limit = k + 3
    while k < min(n, limit) and k not in by_start and page.pos[k] in ("DET", "PRON", "ADV"):
        k += 1
    following = next((j for j in range(k, min(n, k + _PARTICIPLES)) if j in by_start), k)
    if past_participles(page, following) <= k:
        k = following  # "Nowak, the junta-appointed prime minister,"
    office = by_start.get(k)
    if office is None or office.plural or office.sort == "title":
        return None
    following = office.end
    closed = following >= n or following in page.breaks or page.words[following] in _CLOSING
    return office if closed or page.pos[following] in ("ADP", "CCONJ") else None


def _of_next(
    page: Page,
    one: PersonSpan,
    by_end: dict[int, OfficePhrase],
    begins: set[int],
) -> bool:
    """Whether each office goes before its name: "Prime Minister Nowak, Trade Minister, Ana Silva".

    `one` has the office before and after its name; `begins` are where names and titles begin.
    "Nowak, the foreign minister, Ana Silva and others" has none before the first.
    """
    comma = one.after.end if one.after else len(page)
    if page.words[comma : comma + 1] != [","] or page.next_word(comma + 1) not in begins:
        return False
    if one.before is not None and not like_title(one.before):
        return True
    return _apposed_before(page, one.first, one.end, by_end, ranked=False) is not None


def _sent_by(
    page: Page, span: PersonSpan, held: list[OfficePhrase], ends: dict[int, int]
) -> OfficePhrase | None:
    """Find the office of "the envoy of President Nowak for Libya, Ana Silva", who is not Nowak.

    "A spokesman for President Nowak, Ana Silva," is one too.

    `held` are the offices of the page, `ends` where each name ends, by where it starts.
    """
    comma = span.start - 1
    if comma < 1 or page.words[comma] != ",":
        return None
    for office in held:
        of = office.end
        serves = office.owner is not None and office.owner[0] > of
        if of >= comma or not (
            serves or (office.role in _SENT and page.lowers[of : of + 1] == ["of"])
        ):
            continue
        sender = next((o for o in held if of < o.start <= of + 2 and o.sort == "office"), None)
        begins = page.next_word(sender.end if sender else of + 1)
        ended = ends.get(begins, 0)
        within = all(page.words[k] not in _CLOSING for k in range(ended, comma))
        linked = ended == comma or (ended and page.lowers[ended] in _FOR)
        if linked and within and comma - ended < _ERRAND:
            side = office.side or (sender.side if sender else None)
            return replace(office, end=comma, side=side, owner=(begins, ended))
    return None


def _apposed_before(
    page: Page, first: int, end: int, by_end: dict[int, OfficePhrase], *, ranked: bool
) -> OfficePhrase | None:
    """Find the office of "Ukraine's president, Volodymyr Zelensky"."""
    comma = first - 1
    office = by_end.get(comma) if comma > 0 and page.words[comma] == "," else None
    if office is None or office.plural or office.sort != "office":
        return None
    following = page.words[end] if end < len(page) else "."
    closed = following in _CLOSING or following in POSSESSIVES or following == "and"
    return office if closed or (office.side is not None and not ranked) else None


def _of_owner(page: Page, end: int, hit_starts: dict[int, Hit]) -> Hit | None:
    """Find the state of "President Zelensky of Ukraine", "Presidents Zelensky (Ukraine) and"."""
    if end + 1 >= len(page):
        return None
    if page.words[end] == "(":
        hit = hit_starts.get(end + 1)
        closed = hit is not None and page.words[hit.end : hit.end + 1] == [")"]
        return hit if hit and closed and hit.known.kind == "state" else None
    apart = page.words[end] in ("-", "–") and page.ends[end - 1] < page.starts[end]
    if apart or (page.words[end - 1].endswith("-") and len(page.words[end - 1]) > 1):
        hit = hit_starts.get(
            end + 1 if apart else end
        )  # "Ingrid Knapp - Germany," in a list of those present
        closed = hit is not None and page.words[hit.end : hit.end + 1] in _LISTED
        closed = closed or (hit is not None and hit.end in page.breaks)
        return hit if hit and closed and hit.known.kind == "state" else None
    if page.lowers[end] != "of":
        return None
    k = end + 2 if page.lowers[end + 1] == "the" else end + 1
    hit = hit_starts.get(k)
    return hit if hit and hit.known.kind in ("state", "organisation", "group") else None


def _shared_owners(page: Page, spans: list[PersonSpan]) -> list[PersonSpan]:
    """Let one of two joined by "and" share the state that follows the other."""
    shared = list(spans)
    for i in range(len(shared) - 2, -1, -1):
        one, following = shared[i], shared[i + 1]
        if one.owner or one.before is None or one.before.side or following.owner is None:
            continue
        first = following.first
        if page.lowers[one.end : first] == ["and"] and following.owner.start > following.end:
            shared[i] = replace(one, shared=following.owner)
    return shared

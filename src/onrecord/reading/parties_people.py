"""People's names in a parsed report: where they stand, and the office that stands beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.reading.parties_offices import OfficePhrase
from onrecord.reading.parties_tables import PARTICLES, Tables
from onrecord.reading.parties_tokens import POSSESSIVES, Hit, Page

_NOT_NAMES = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "today", "tomorrow", "yesterday", "the", "a", "an", "in", "on", "at", "of", "for", "to", "and", "or", "but", "if", "as", "is", "was", "says", "said", "will", "would", "has", "had", "have", "he", "she", "it", "they", "we", "i", "you", "this", "that", "with", "by", "from", "after", "before", "when", "while", "not", "no", "all", "new", "both", "mr", "mrs", "ms", "dr", "sir", "his", "her", "its", "their", "our", "my", "your", "office", "department", "ministry", "government", "council", "commission", "house", "street", "palace", "university", "summit", "meeting", "talks", "visit", "party", "union", "committee", "agency", "bank", "court", "church", "airport", "conference", "forum", "agreement", "treaty", "report", "post", "times", "news", "press", "wire", "reuters", "afp", "ap", "bbc", "cnn", "guardian", "telegraph", "journal", "herald", "tribune", "gazette", "agence", "associated", "file", "photo", "image", "getty", "images", "via", "more", "read", "most", "popular", "live", "video", "watch", "updates", "exclusive", "breaking", "opinion", "analysis", "editor", "staff", "security", "defense", "defence", "foreign", "affairs", "national", "state", "united", "prime", "minister", "president", "q", "a", "us", "un", "eu"]
)
_MEDIA = frozenset(
    {"reuters", "afp", "ap", "getty", "twitter", "x", "facebook", "telegram", "instagram"}
)


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A person's name at tokens `start` to `end`, with what stands beside it.

    `before` is the office or title directly before the name, `after` the one in apposition after
    it (or before it with a comma); `owner` a known name in the possessive before it ("Ukraine's
    Zelensky"), or as demonym. Any of them may be None.
    """

    start: int
    end: int
    before: OfficePhrase | None = None
    after: OfficePhrase | None = None
    owner: Hit | None = None


def person_spans(
    page: Page, hits: list[Hit], offices: list[OfficePhrase], tables: Tables
) -> list[PersonSpan]:
    """Find the names of people, in text order, without overlaps."""
    taken = {k: h for h in hits for k in range(h.start, h.end)}
    spans: dict[int, tuple[int, int]] = {}
    for start, end in (
        *_after_titles(page, offices, taken, tables),
        *_table_names(page, taken, tables),
        *_recognised(page, offices, taken, tables),
    ):
        if end > start and not any(k in spans for k in range(start, end)):
            for k in range(start, end):
                spans[k] = (start, end)
    found = [PersonSpan(*s) for s in sorted(set(spans.values()))]
    begins = {s.start for s in found}
    return [_with_office(page, span, offices, hits, begins) for span in found]


def _after_titles(
    page: Page, offices: list[OfficePhrase], taken: dict[int, Hit], tables: Tables
) -> list[tuple[int, int]]:
    """Take the capitalised run after an office or title as a name, whatever the model says.

    "Foreign Minister Wang Yi" is a name after an office; "Foreign Minister Tuesday" is not.
    """
    runs = []
    for office in offices:
        if office.sort in ("institution", "official") or office.end != office.head_end:
            continue
        if office.plural and office.sort != "title":
            continue
        start = office.end
        end = _run(page, start, taken, tables)
        if end > start:
            runs.append((start, end))
    return runs


def _run(page: Page, start: int, taken: dict[int, Hit], tables: Tables) -> int:
    """Find where a run of name words from token `start` ends; `start` itself for no name."""
    k, n, last = start, len(page), start
    while k < n and k - start < 9:
        word, lower = page.words[k], page.lowers[k]
        if page.breaks(k) or word in POSSESSIVES:
            break
        if word in ("-", "–") and k > start and not page.tokens[k - 1].whitespace_:
            k += 1
            continue
        hit = taken.get(k)
        if hit is not None and not _name_despite(page, k, hit, start):
            break
        if lower in PARTICLES and k + 1 < n and (k > start or page.capital(k)):
            k += 1
            continue
        if not page.capital(k) or (lower in _NOT_NAMES and not (k > start and lower == "may")):
            break
        if k > last and not page.tokens[k - 1].whitespace_ and page.words[k - 1] not in ("-", "–"):
            break
        k += 1
        last = k
    return last


def _name_despite(page: Page, k: int, hit: Hit, start: int) -> bool:
    """Whether a name of the tables at `k` is here part of a person's: "Israel Katz"."""
    if (
        hit.known.kind in ("demonym", "organisation", "metonym", "region", "group")
        or hit.end - hit.start > 1
    ):
        return False
    following = k + 1 < len(page) and page.capital(k + 1) and page.ents[k + 1] == "PERSON"
    return page.ents[k] == "PERSON" and (k > start or following)


def _table_names(page: Page, taken: dict[int, Hit], tables: Tables) -> list[tuple[int, int]]:
    """Find the full names of leaders: "Kim Jong Un", "Israel Katz"."""
    found, i, n = [], 0, len(page)
    while i < n:
        if page.capital(i):
            for j in range(min(n, i + 7), i, -1):
                if j - i == 1 and (page.pos[i] != "PROPN" or i in taken):
                    continue
                if page.words[j - 1].isspace():
                    continue
                if page.key(i, j) in tables.full:
                    found.append((i, j))
                    i = j - 1
                    break
        i += 1
    return found


def _recognised(
    page: Page, offices: list[OfficePhrase], taken: dict[int, Hit], tables: Tables
) -> list[tuple[int, int]]:
    """Trim the entity recogniser's people: no titles, no demonyms, no places, one name each."""
    office_at = {k for o in offices for k in range(o.start, o.head_end)}
    spans = []
    for ent in page.doc.ents:
        if ent.label_ != "PERSON":
            continue
        start, end = ent.start, ent.end
        while start < end and (
            start in office_at
            or (not page.capital(start)
            and page.lowers[start] not in PARTICLES)
            or page.lowers[start] in _NOT_NAMES
            or (start in taken and not _name_despite(page, start, taken[start], start))
        ):
            start += 1
        stop = _run(page, start, taken, tables)
        end = min(end, stop) if stop > start else start
        if end > start and page.lowers[start] not in _MEDIA:
            spans.append((start, end))
    return spans


def _with_office(
    page: Page, span: PersonSpan, offices: list[OfficePhrase], hits: list[Hit], begins: set[int]
) -> PersonSpan:
    before = after = None
    for office in offices:
        if office.end > span.start + 20 and office.start > span.end + 8:
            break
        if office.sort in ("institution",):
            continue
        if office.end == span.start:
            before = office
        elif office.end in begins:
            continue  # "Dermer, Foreign Secretary David Lammy": the next man's office
        elif _apposed_after(page, span, office) or _apposed_before(page, span, office):
            after = after or office
    owner = None
    first = before.start if before else span.start
    for hit in hits:
        if (hit.end == first and hit.known.kind in ("demonym", "state", "group", "organisation")) or (hit.end + 1 == first and page.words[hit.end] in POSSESSIVES):
            owner = hit
    return replace(span, before=before, after=after, owner=owner)


def _apposed_after(page: Page, span: PersonSpan, office: OfficePhrase) -> bool:
    """Whether "NAME, the OFFICE" or "NAME (OFFICE" stands here."""
    k = span.end
    if k >= len(page) or page.words[k] not in (",", "(", "-", "–", "—"):
        return False
    k += 1
    while k < office.start and k < span.end + 4 and page.pos[k] in ("DET", "PRON", "ADV"):
        k += 1
    return k == office.start and not office.plural


def _apposed_before(page: Page, span: PersonSpan, office: OfficePhrase) -> bool:
    """Whether "OFFICE, NAME" stands here: "Ukraine's president, Volodymyr Zelensky"."""
    if office.end + 1 != span.start or page.words[office.end] != "," or office.plural:
        return False
    if office.sort != "office":
        return False
    following = page.words[span.end] if span.end < len(page) else "."
    return office.determiner not in ("a", "an") and (
        following in (",", ".", ")", "and", ";", ":")
        or following in POSSESSIVES
        or office.side is not None
    )

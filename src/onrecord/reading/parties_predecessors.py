"""Towns that are not the tables' here: a lost state's capital, the name of a treaty."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.parties_tables import Known, Tables
from onrecord.reading.parties_tokens import Hit, Page

_BEFORE = {
    "RUS": ("SUN", dt.date(1991, 12, 26)),
    "SRB": ("YUG", dt.date(2006, 6, 5)),
    "CZE": ("CSK", dt.date(1993, 1, 1)),
}
"""The state whose capital a state's was before, and since when it is no more."""

_PAST = frozenset({"former", "ex", "old", "late", "fallen"})
_DOCUMENTS = frozenset({"Agreement", "Accord", "Treaty", "Communique", "Protocol", "Convention"})
_PLURAL = frozenset({"accords", "agreements", "protocols"})
_BETWEEN = frozenset({"Peace", "Climate", "Nuclear", "Ceasefire", "Joint", "Interim"})
_TOWNS = ("capital", "place")


def towns_of_the_day(
    page: Page, hits: Sequence[Hit], tables: Tables, published: dt.date | None
) -> list[Hit]:
    """Give a lost state its capital where the report is of its time; drop names of documents.

    "Belgrade" is Yugoslavia's where that is named and Serbia less often; "the former Yugoslavia"
    is of no time, nor is what was `published` after its end. "The Paris Agreement" says
    nothing of France, "an agreement in Paris" does.
    """
    named = Counter(
        h.known.side
        for h in hits
        if h.known.kind in ("state", "demonym") and not _is_past(page, h.start)
    )
    found = []
    for hit in hits:
        before, end = _BEFORE.get(hit.known.side or "", (None, None))
        if hit.known.kind in _TOWNS and _names_document(page, hit.end):
            continue
        over = published is not None and end is not None and published > end
        lost = before is not None and not over and named[before] > named[hit.known.side]
        if before and lost and hit.known.kind == "capital":
            known = Known("capital", before, tables.usual[before])
            found.append(replace(hit, known=known))
        else:
            found.append(hit)
    return found


def _is_past(page: Page, start: int) -> bool:
    return start > 0 and page.lowers[start - 1] in _PAST


def _names_document(page: Page, k: int) -> bool:
    if k < len(page) and page.words[k] in _BETWEEN:
        k += 1
    return k < len(page) and (page.words[k] in _DOCUMENTS or page.lowers[k] in _PLURAL)

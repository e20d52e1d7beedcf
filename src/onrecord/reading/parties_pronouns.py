"""Pronouns: whom "he", "she", "his" and "her" stand for."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.reading.marks import ActorMention
from onrecord.reading.parties_tokens import Page

_ONE = frozenset({"he", "she", "his", "her", "him", "hers"})
_WINDOW = 3


def pronouns(page: Page, mentions: list[ActorMention]) -> list[ActorMention]:
    """Give each he and she the person named last, subjects first, within three sentences.

    A pronoun with nobody before it is left out. Inside a quotation "he" is as often somebody
    else; those are still given, for want of better.
    """
    people = [m for m in mentions if m.kind == "person" and m.name]
    if not people:
        return []
    starts = [m.start for m in people]
    sentence_of: list[int] = []
    number = -1
    for token in page.tokens:
        if token.is_sent_start:
            number += 1
        sentence_of.append(number)
    at = {page.starts[i]: i for i in range(len(page))}
    found = []
    for i, word in enumerate(page.lowers):
        if word not in _ONE or page.pos[i] not in ("PRON", "DET"):
            continue
        start = page.starts[i]
        choice = _antecedent(page, people[: bisect_left(starts, start)], sentence_of, at, i)
        if choice is not None:
            found.append(
                ActorMention(
                    start,
                    page.ends[i],
                    page.tokens[i].text,
                    "person",
                    choice.entity,
                    choice.name,
                    choice.office,
                    choice.side,
                    pronoun=True,
                )
            )
    return found


def _antecedent(
    page: Page, before: list[ActorMention], sentence_of: list[int], at: dict[int, int], i: int
) -> ActorMention | None:
    best, best_rank = None, -1.0
    for mention in before[-8:]:
        k = at.get(mention.start)
        if k is None:
            continue
        gap = sentence_of[i] - sentence_of[k]
        if gap > _WINDOW:
            continue
        rank = 10.0 - 3 * gap + (2.5 if _subject(page, mention, k) else 0) + mention.start / 1e7
        if rank > best_rank:
            best, best_rank = mention, rank
    return best


def _subject(page: Page, mention: ActorMention, k: int) -> bool:
    while k < len(page) and page.ends[k] <= mention.end:
        if page.tokens[k].dep_ in ("nsubj", "nsubjpass"):
            return True
        k += 1
    return False

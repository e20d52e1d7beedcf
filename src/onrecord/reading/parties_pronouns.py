"""Pronouns and collectives: "he", "they", "the two leaders", "both sides"."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.reading.marks import ActorMention
from onrecord.reading.parties_tables import words
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


def collectives(page: Page, mentions: list[ActorMention]) -> list[ActorMention]:
    """Give "the two leaders", "both sides", "the pair" the two named last that fit."""
    found = []
    for i, word in enumerate(page.lowers):
        end = _collective_end(page, i, word)
        if not end:
            continue
        start = i
        if i and page.lowers[i - 1] in ("the", "these", "those"):
            start = i - 1
        personal = page.lowers[end - 1] in words("persons")
        members = _members(mentions, page.starts[start], personal=personal)
        found.append(
            ActorMention(
                page.starts[start],
                page.ends[end - 1],
                page.slice(start, end),
                "collective",
                "collective:" + "+".join(members)
                if members
                else f"collective:{page.starts[start]}",
                members=members,
            )
        )
    return found


def _collective_end(page: Page, i: int, word: str) -> int:
    """Find where "two leaders", "both sides", "pair" end; 0 when none begins at token `i`."""
    if word == "both" or (word == "two" and i and page.lowers[i - 1] in ("the", "these", "those")):
        for j in range(i + 1, min(len(page), i + 4)):
            if page.lowers[j] in words("pairs"):
                return j + 1
        return 0
    if word in ("pair", "duo") and i and page.lowers[i - 1] == "the":
        return i + 1
    if word == "sides" and i and page.lowers[i - 1] == "the":
        return i + 1
    return 0


def _members(mentions: list[ActorMention], start: int, *, personal: bool) -> tuple[str, ...]:
    """List the two entities of different sides named last before `start`, in text order."""
    chosen: list[ActorMention] = []
    for mention in reversed(mentions):
        if mention.start >= start or mention.side is None or mention.as_place:
            continue
        if mention.kind == "collective" or (mention.kind == "person") != personal:
            continue
        if any(mention.side == c.side for c in chosen):
            continue
        chosen.append(mention)
        if len(chosen) == 2:
            break
    return tuple(m.entity for m in reversed(chosen)) if len(chosen) == 2 else ()

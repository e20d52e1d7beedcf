"""Pronouns: whom "he", "she", "his" and "her" stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Literal

from onrecord.reading.marks import ActorMention
from onrecord.reading.parties_someone import Someone
from onrecord.reading.parties_tables import Tables, words
from onrecord.reading.parties_tokens import Page

Gender = Literal["he", "she"]

_GENDERS: dict[str, Gender] = {
    "he": "he",
    "his": "he",
    "him": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
}
_SENTENCES_BACK = 3
_MENTIONS_BACK = 8


def pronouns(
    page: Page, mentions: Sequence[ActorMention], genders: Mapping[str, Gender]
) -> list[ActorMention]:
    """Give each he and she the person named last, subjects first, within three sentences.

    `mentions` stand in text order; `genders` says of some entities which pronoun they take. A
    pronoun with nobody before it is left out. Inside a quotation "he" is as often somebody
    else; those are still given, for want of better.
    """
    people = [m for m in mentions if m.kind == "person" and (m.name or m.office)]
    starts = [m.start for m in people]
    token_at = {start: i for i, start in enumerate(page.starts)}
    found = []
    for i, word in enumerate(page.lowers):
        gender = _GENDERS.get(word)
        if gender is None or page.pos[i] not in ("PRON", "DET"):
            continue
        start = page.starts[i]
        before = people[: bisect_left(starts, start)]
        before = [m for m in before if genders.get(m.entity, gender) == gender]
        choice = _antecedent(page, before[-_MENTIONS_BACK:], token_at, i)
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


def genders_of(people: Sequence[Someone], tables: Tables) -> dict[str, Gender]:
    """Say which pronoun each person takes, by title or by the tables; unknown ones are left out."""
    genders: dict[str, Gender] = {}
    for one in people:
        titles = {p.title for s in one.spans for p in (s.before, s.after) if p is not None}
        if titles & words("of_women"):
            genders[one.entity] = "she"
        elif titles & words("of_men"):
            genders[one.entity] = "he"
        elif one.leaders:
            genders[one.entity] = "she" if one.leaders[0].name in tables.women else "he"
    return genders


def _antecedent(
    page: Page, before: Sequence[ActorMention], token_at: Mapping[int, int], i: int
) -> ActorMention | None:
    best, best_rank = None, -1.0
    for mention in before:
        k = token_at[mention.start]
        gap = page.sentences[i] - page.sentences[k]
        if gap > _SENTENCES_BACK:
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

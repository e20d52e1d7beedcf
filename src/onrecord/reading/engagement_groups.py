"""Which words name an engagement, and which namings are one: decided by the engagement model.

Namings that the rules did not see become sightings too, with as much as the word itself gives.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.tokens import Doc, Token

from onrecord.reading.acts import Act
from onrecord.reading.arrays import Floats
from onrecord.reading.axes import rule_status
from onrecord.reading.claims import claims_of
from onrecord.reading.encounter_vetoes import is_no_encounter
from onrecord.reading.encounters import Encounter
from onrecord.reading.engagement_heads import Verdict
from onrecord.reading.engagement_look import Look
from onrecord.reading.engagement_view import View
from onrecord.reading.grouping import Group, Sighting, sides_of
from onrecord.reading.sentences import text_of
from onrecord.reading.unread import lies_in
from onrecord.terms import Attribution, Furniture, Kind, Report

FOUND_BY_MODEL = "model.naming"
"""The rule named by an act of which only the model knows that an engagement is named there."""

_NAMES = 0.35
_NAMES_ALONE = 0.5
_ONE = 0.1
_ONE_POINTED_BACK_TO = -1.2
_ELSEWHERE = -6.0
"""Added to the score of two namings that are told to lead to different states."""
_MOST = 60
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def told_apart(
    look: Look, unread: Sequence[Furniture] = ()
) -> tuple[list[int], Floats, list[list[int]]]:
    """Give the naming words, their pair scores and the engagements that they are of.

    `unread` is as in `naming_words`; the scores and groups are as in `joined`. Namings with
    different hosts speak against each other: "called off her visit to Dublin ... will visit Paris
    next month". It is no veto, for a tour may be named by its stops one by one.
    """
    words = naming_words(look, unread)
    scores = look.pair_logits(words) + np.float32(_ELSEWHERE) * _hosts_differ(look.view, words)
    return words, scores, joined(look.view, words, scores)


def naming_words(look: Look, unread: Sequence[Furniture] = ()) -> list[int]:
    """Give the words that name an engagement; of very many the likeliest.

    None is looked for in `unread`: "Read more: Talks in Geneva resume" is another story's.
    """
    chances = look.naming_chances()
    found = [
        w
        for w in range(len(chances))
        if chances[w] > _NAMES and not lies_in(unread, int(look.view.starts[w]))
    ]
    if len(found) <= _MOST:
        return found
    return sorted(sorted(found, key=lambda w: (-float(chances[w]), w))[:_MOST])


def hardly_named(look: Look, words: Sequence[int]) -> bool:
    """Whether one word alone names an engagement, unknown to the rules and unlikely to the model.

    "On annual leave in Libya" comes near a journey. Named twice, or known to the rules, it stands;
    and what the model is surer of may be named in new words: "combed their diaries in Oslo".
    """
    return (
        len(words) == 1
        and words[0] not in look.view.named
        and float(look.naming_chances()[words[0]]) < _NAMES_ALONE
    )


def joined(view: View, words: Sequence[int], scores: Floats) -> list[list[int]]:
    """Join namings into engagements: average linkage over the model's pair scores.

    `scores` are the model's for each pair of `words`. The two groups whose members fit best on
    average are joined as long as that average speaks for one engagement. Groups come in the order
    of their first naming. A group that only points back ("the trip", "the visit") must be one that
    was named before, so it needs less to be joined.
    """
    groups = [[word] for word in words]
    back = np.array([_points_back(view, w) for w in words], dtype=bool)
    sums = scores.astype(np.float64)  # of the pair scores between each two groups
    while len(groups) > 1:
        sizes = [len(group) for group in groups]
        fits = sums / np.outer(sizes, sizes)
        enough = np.triu(fits > np.where(back, _ONE_POINTED_BACK_TO, _ONE), 1)
        if not enough.any():
            break
        i, j = divmod(int(np.where(enough, fits, -np.inf).argmax()), len(groups))
        groups[i] = sorted(groups[i] + groups.pop(j))
        back[i] &= back[j]
        sums[i] += sums[j]
        sums[:, i] += sums[:, j]
        back = np.delete(back, j)
        sums = np.delete(np.delete(sums, j, 0), j, 1)
    return groups


def fit_of(scores: Floats, one: Sequence[int], other: Sequence[int]) -> float:
    """Average the scores of all pairs between two groups, given by their rows in `scores`."""
    return float(scores[np.ix_(one, other)].mean())


def rules_verdict(
    report: Report, view: View, words: Sequence[int], attributions: Sequence[Attribution]
) -> Verdict:
    """Give what the rules make of the namings at some words; "none" where they see none.

    The model is shown it as a feature, in training and in reading.
    """
    group = Group()
    for word in words:
        if word in view.named:
            group.add(view.named[word])
    if not group.sightings:
        return "none"
    return rule_status(group, claims_of(report, group, attributions))


def _hosts_differ(view: View, words: Sequence[int]) -> Floats:
    """Give 1 for each pair of namings whose hosts are different states, else 0: (n, n)."""
    named = [view.named.get(w) for w in words]
    hosts = [s.encounter.host.side if s and s.encounter.host else None for s in named]
    return np.array([[float(bool(a and b and a != b)) for b in hosts] for a in hosts], np.float32)


def _points_back(view: View, word: int) -> bool:
    """Whether a naming is a bare definite noun, which brings no party of its own."""
    sighting = view.named.get(word)
    if sighting is None or sighting.title:
        return False
    encounter = sighting.encounter
    return encounter.definite and not encounter.verbal and len(sides_of(sighting)) < 2


def sighting_at(view: View, word: int, doc: Doc, kind: Kind) -> Sighting | None:
    """Give the rules' sighting at a word, or one made of the word alone.

    None off the parse, and where the word can name no encounter: a group of such words alone is
    no engagement, and in another they are no naming.
    """
    if word in view.named:
        return view.named[word]
    start, end = int(view.starts[word]), int(view.ends[word])
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    token = span.root
    placed = any(a.as_place and a.first <= word <= a.last for a in view.actors)
    if _names_nothing(token, placed=placed) or is_no_encounter(token):
        return None
    first, last = _phrase(token)
    encounter = Encounter(
        token=token.i,
        kind=kind,
        trigger=text_of(doc)[start:end],
        text=text_of(doc)[first:last],
        verbal=token.pos_ in ("VERB", "AUX"),
        start=first,
        end=last,
        definite=any(c.lower_ in ("the", "this", "that") for c in token.children),
    )
    act = Act("scheduled", FOUND_BY_MODEL, token.i, token.i, first, last, strength=0)
    return Sighting(encounter, (act,), int(view.sentence[word]), title=start < view.title_end)


def _names_nothing(token: Token, *, placed: bool) -> bool:
    """Whether a word is a number or a place, which name no encounter: "Oslo 3.0".

    `placed` says that the report's places have it, whatever the parse takes it for.
    In "she is in Lagos" the parse has no other word for her being there; "the first took her to
    Lagos" stands for a visit.
    """
    if token.like_num and token.text[0].isdigit():
        return True
    if token.ent_type_ not in _PLACES and not placed:
        return False
    preposition = token.head
    return not (token.dep_ == "pobj" and preposition.head.lemma_ == "be")


def _phrase(token: Token) -> tuple[int, int]:
    """Give the words that name it: a noun with what stands before it, a verb alone."""
    if token.pos_ in ("NOUN", "PROPN"):
        first = token.doc[token.left_edge.i]
        if token.i - first.i <= 8:
            return first.idx, token.idx + len(token)
    return token.idx, token.idx + len(token)

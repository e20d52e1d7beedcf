"""A report as the engagement model takes it: wordpieces with what the rules saw, and candidates.

The model decides which words name an engagement, which of them are one, who takes part, which
date stands and what is said to happen. What it may choose from (people, sides, date phrases,
sentences) is found by rules, and what the rules made of it is shown to it as features: a rule
that knows a construction is trusted where it has proved right. Training and reading build the
view by the same code, so that the two cannot drift apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from onrecord.reading.date_forms import Form, Month, Weekday
from onrecord.reading.date_looking import Look, look_of
from onrecord.reading.dates import DatePhrase, resolve
from onrecord.reading.grouping import Sighting
from onrecord.reading.marks import ActorMention, Actors, ResolvedDate
from onrecord.reading.seen import Seen
from onrecord.reading.tagger_windows import SURFACE_CLASSES, Window, windows
from onrecord.terms import STANCES, STATUSES, Attribution, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

WINDOW = 480
"""Wordpieces of one pass, special pieces included; longer reports take several."""

ACTOR_KINDS = ("person", "state", "organisation", "group", "official", "collective", "place")
LIES = ("past", "today", "ahead", "open", "unresolved")
_MARKED_CLASSES = 1 + len(ACTOR_KINDS) + len(LIES)
_RULE_CLASSES = 1 + 2 * len(STATUSES)
_WORD_CLASSES = 1 + len(STANCES)
CHANNELS = (SURFACE_CLASSES, _MARKED_CLASSES, _RULE_CLASSES, _WORD_CLASSES)
"""How many classes each feature of a wordpiece tells apart: surface, what is marked there, what
the rules read at the word that names an encounter, whose word it stands in."""
RULE_CHANNEL = 2


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or some place that may stand for a side or a person.

    `first` and `last` are words of the view. `mention` is None for a place.
    """

    first: int
    last: int
    kind: str
    side: str | None
    entity: str
    mention: ActorMention | None
    as_place: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """A date phrase with what it comes to if it looks ahead and if it looks back.

    `look` is what the grammar around it leaves open, see `date_looking.look_of`.
    """

    first: int
    last: int
    forward: ResolvedDate
    backward: ResolvedDate
    lie: str
    look: Look = "open"


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One report as the model takes it.

    `passes` are the windows of the text with their feature classes, (pieces, channels) each.
    `starts` and `ends` are the code points of all words, `piece` the index of each word's first
    wordpiece in the passes laid end to end. `sentence` numbers each word's sentence. `named`
    maps a word to the rules' sighting there. `written` are the words in lower case, `speaking`
    those that name whose word something is.
    """

    passes: tuple[tuple[Ints, Ints], ...]
    starts: Ints
    ends: Ints
    piece: Ints
    sentence: Ints
    sentences: tuple[Span, ...]
    named: Mapping[int, Sighting]
    actors: tuple[Actor, ...]
    dated: tuple[Dated, ...]
    title_end: int
    written: tuple[str, ...] = ()
    speaking: frozenset[int] = frozenset()

    def word_at(self, offset: int) -> int | None:
        """Give the word that holds a code point, or None between words."""
        at = int(np.searchsorted(self.starts, offset, side="right")) - 1
        return at if at >= 0 and offset < self.ends[at] else None

    def words_in(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the first and last word that begin in a stretch of the text, None if none do."""
        first = int(np.searchsorted(self.starts, start, side="left"))
        last = int(np.searchsorted(self.starts, end, side="left")) - 1
        return (first, last) if first <= last else None


def view_of(text: str, published: dt.date | None, tokenizer: Tokenizer, seen: Seen) -> View:
    """Build the view of a report from what was seen in it.

    `published` is the report's own day; None leaves relative dates unresolved.
    """
    sentences, attributions = seen.sentences, seen.attributions
    cut = windows(text, tokenizer, WINDOW)
    starts = np.concatenate([w.starts for w in cut]) if cut else np.zeros(0, np.int64)
    ends = np.concatenate([w.ends for w in cut]) if cut else np.zeros(0, np.int64)
    lengths = [len(w.ids) for w in cut]
    before = [sum(lengths[:k]) for k in range(len(cut))]
    piece = (
        np.concatenate([w.first + b for w, b in zip(cut, before, strict=True)])
        if cut
        else np.zeros(0, np.int64)
    )
    sentence_starts = np.array([s.start for s in sentences] or [0], dtype=np.int64)
    bare = View(
        passes=(),
        starts=starts,
        ends=ends,
        piece=piece,
        sentence=np.maximum(np.searchsorted(sentence_starts, starts, side="right") - 1, 0),
        sentences=tuple(sentences),
        named={},
        actors=(),
        dated=(),
        title_end=len(text.split("\n", 1)[0]),
    )
    named = {
        word: s
        for s in seen.sightings
        for word in [bare.word_at(trigger_offset(s))]
        if word is not None
    }
    people = tuple(_actors(bare, seen.marked.actors))
    dated = tuple(_dated(bare, seen.doc, seen.phrases, published))
    channels = _channels(bare, named, people, dated, attributions)
    return View(
        passes=tuple(_passes(cut, channels)),
        starts=starts,
        ends=ends,
        piece=piece,
        sentence=bare.sentence,
        sentences=bare.sentences,
        named=named,
        actors=people,
        dated=dated,
        title_end=bare.title_end,
        written=tuple(text[a:b].lower() for a, b in zip(starts, ends, strict=True)),
        speaking=frozenset(_speaking(bare, attributions)),
    )


def trigger_offset(sighting: Sighting) -> int:
    """Give the code point at which the trigger word of a sighting begins."""
    encounter = sighting.encounter
    return encounter.start + max(0, encounter.text.find(encounter.trigger))


def _actors(view: View, actors: Actors) -> list[Actor]:
    found = []
    for mention in actors.mentions:
        within = view.words_in(mention.start, mention.end)
        if within is not None:
            found.append(
                Actor(
                    *within, mention.kind, mention.side, mention.entity, mention, mention.as_place
                )
            )
    for place in actors.places:
        within = view.words_in(place.start, place.end)
        if within is not None and place.side is not None:
            found.append(Actor(*within, "place", place.side, f"place {place.text}", None, True))
    return sorted(found, key=lambda a: (a.first, a.last, a.kind))


def _dated(
    view: View, doc: Doc, phrases: Sequence[DatePhrase], published: dt.date | None
) -> list[Dated]:
    found = []
    told: set[Form] = set()
    for phrase in phrases:
        within = view.words_in(phrase.span.start, phrase.span.end)
        if within is None:
            continue
        ahead = resolve(phrase, published, "forward")
        back = resolve(phrase, published, "backward")
        if ahead.start is None or back.start is None:
            either = resolve(phrase, published, "either")
            ahead = ahead if ahead.start is not None else either
            back = back if back.start is not None else either
        lie = lie_of(ahead, back, published)
        if lie == "today" and isinstance(phrase.form, Month) and phrase.form.year is None:
            lie = "open"  # "talks in May", said in May, are over or to come like those "in June"
        look = look_of(doc, phrase.span)
        if look in ("back", "telling") and isinstance(phrase.form, Weekday):
            told.add(phrase.form)
        elif look == "open" and phrase.form in told and _owns(doc, phrase):
            look = "back"
        found.append(Dated(*within, ahead, back, lie, look))
    return found


def _owns(doc: Doc, phrase: DatePhrase) -> bool:
    """Whether a day stands as an owner: "Monday's talks", told of before as held on Monday."""
    span = doc.char_span(phrase.span.start, phrase.span.end, alignment_mode="expand")
    return span is not None and span.root.dep_ == "poss"


def _speaking(view: View, attributions: Sequence[Attribution]) -> Iterator[int]:
    for attribution in attributions:
        start, end = attribution.source.start, attribution.source.end
        if start is None or end is None:
            continue
        within = view.words_in(start, end)
        if within is not None:
            yield from range(within[0], within[1] + 1)


def lie_of(ahead: ResolvedDate, back: ResolvedDate, published: dt.date | None) -> str:
    """Say how a date lies to publication; "open" when only the tense around it can tell."""
    if ahead.start is None or back.start is None or published is None:
        return "unresolved"
    if ahead.start != back.start:
        return "open"
    start, today = ahead.start.split("/")[0].rstrip("~"), published.isoformat()
    if start == today[: len(start)]:
        return "today"
    return "ahead" if start > today[: len(start)] else "past"


def _channels(
    view: View,
    named: Mapping[int, Sighting],
    actors: Sequence[Actor],
    dated: Sequence[Dated],
    attributions: Sequence[Attribution],
) -> Ints:
    """Give each word its classes in the channels after the first, (words, channels - 1)."""
    classes = np.zeros((len(view.starts), len(CHANNELS) - 1), dtype=np.int64)
    for actor in actors:
        classes[actor.first : actor.last + 1, 0] = 1 + ACTOR_KINDS.index(actor.kind)
    for date in dated:
        classes[date.first : date.last + 1, 0] = 1 + len(ACTOR_KINDS) + LIES.index(date.lie)
    for word, sighting in named.items():
        act = sighting.main
        classes[word, 1] = 1 + 2 * STATUSES.index(act.status) + (act.strength >= 2)
    told = [a for a in attributions if a.content]
    for attribution in sorted(told, key=lambda a: a.extent.start - a.extent.end):
        within = view.words_in(attribution.extent.start, attribution.extent.end)
        if within is not None:
            classes[within[0] : within[1] + 1, 2] = 1 + STANCES.index(attribution.stance)
    return classes


def _passes(cut: Sequence[Window], channels: Ints) -> list[tuple[Ints, Ints]]:
    found = []
    done = 0
    for window in cut:
        classes = np.zeros((len(window.ids), len(CHANNELS)), dtype=np.int64)
        classes[:, 0] = window.classes
        bounds = [*window.first.tolist(), len(window.ids) - 1]
        for k in range(window.words):
            here, after = bounds[k], bounds[k + 1]
            while after - 1 > here and window.ids[after - 1] == window.ids[-1]:
                after -= 1  # the separator between two paragraphs is no part of a word
            classes[here:after, 1:] = channels[done + k]
        found.append((window.ids, classes))
        done += window.words
    return found

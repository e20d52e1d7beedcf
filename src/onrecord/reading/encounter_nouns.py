"""Nouns that name an encounter ("the visit", "three days in Oslo", "the G7", "the Chinese one")."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.encounter_sides import around_noun
from onrecord.reading.encounter_terms import Encounter, words
from onrecord.reading.marks import ActorMention
from onrecord.reading.rulebook import Rulebook
from onrecord.reading.sentences import text_of
from onrecord.reading.syntax import Marked, nominal_subtree, pobjs
from onrecord.terms import Kind

_DEFINITE = frozenset(
    {
        "the",
        "that",
        "this",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "such",
        "any",
        "my",
        "our",
        "your",
    }
)
_BY_WIRE = frozenset({"phone", "telephone", "video", "telephonic"})
_TALKING = frozenset({"talk", "conversation", "conversations", "discussion", "discussions"})
_BARE = frozenset({"g20", "g-20", "g7", "g-7", "g8", "apec", "brics", "quad"})
_AT = frozenset({"at", "during", "for", "after", "before", "to", "outside"})
_EDGES = frozenset({"sidelines", "margins", "fringes", "sideline", "margin"})
_TIME = frozenset({"minute", "minutes", "hour", "hours", "day", "days"})
_SPENDING = frozenset(
    {"spend", "begin", "start", "open", "end", "have", "finish", "cut", "wrap", "follow"}
)
_MEALS = frozenset(
    {"lunch", "breakfast", "supper", "tea", "coffee", "dinner", "luncheon", "banquet"}
)
# A noun after the encounter that is about it: "the visit plan", but not "the meeting room".
_ABOUT_IT = words(
    "cancellation postponement plan plans date dates offer proposal request question hope",
    "hopes announcement delay bid collapse boycott schedule snub invitation invite call",
    "calls push preparations prospects chances agenda",
)
_SERIOUS = frozenset(
    {"peace", "donor", "donors", "international", "regional", "climate", "disarmament"}
)
_PROCESS = frozenset(
    {
        "peace",
        "negotiating",
        "negotiation",
        "mediation",
        "diplomatic",
        "normalisation",
        "normalization",
    }
)
_LOOSE = frozenset({"flight", "landing", "hearing", "chat"})
_NO_WORDS = frozenset(
    {"fire", "gunfire", "prisoner", "hostage", "letter", "shot", "blow", "ambassador"}
)
_TABLE = frozenset({"negotiating", "bargaining", "conference", "peace"})
_BACK_TO = frozenset(
    {"return", "come", "get", "bring", "sit", "back", "go", "draw", "leave", "meet", "gather"}
)
_GENERIC = 40


class NounReader:
    """Reads the nouns of one report in text order; a later "one" may stand for an earlier noun.

    `phoned` says that the report speaks of a telephone, so that "the call" is no appeal.
    """

    def __init__(self, marked: Marked, rulebook: Rulebook, *, phoned: bool) -> None:
        self._marked = marked
        self._words = rulebook.words
        self._phoned = phoned
        self._last: Encounter | None = None

    def read(self, token: Token, word: str) -> Encounter | None:
        """Read one noun, spelt `word` in lower case; None when it names no encounter."""
        if token.dep_ == "compound" and token.head.lower_ not in _ABOUT_IT:
            return None
        if token.ent_type_ == "PERSON" and self._marked.at(token) is not None:
            return None
        modifiers = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod")]
        kind = self._kind(token, word, modifiers)
        if kind is None:
            return None
        encounter = self._encounter(token, word, kind, modifiers)
        if word in _MEALS and not (encounter.definite or encounter.actors):
            return None
        if word in _LOOSE and not encounter.actors:
            return None
        if encounter.kind != "delegation" and word != "one":
            self._last = encounter
        return encounter

    def _kind(self, token: Token, word: str, modifiers: list[Token]) -> Kind | None:
        texts = {m.lower_ for m in modifiers}
        special = self._by_construction(token, word, texts)
        if special is not None:
            return special
        kind = self._words.nouns.get(word) or self._words.nouns.get(token.lemma_.lower())
        if word in _TALKING:
            kind = "talks"
        if kind is None or word in ("date", "table", "process", "way"):
            return None
        named = token.pos_ == "PROPN" and kind in ("summit", "talks")
        if not named and texts & self._words.not_with and not self._marked.under(modifiers):
            return None
        if kind in ("talks", "meeting", "summit") and texts & _BY_WIRE:
            return "call"
        if word.startswith("exchange") and any(p.lemma_ in _NO_WORDS for p in pobjs(token, "of")):
            return None
        if word in ("call", "calls"):
            return self._call(token, texts)
        if word == "conference" and not texts & _SERIOUS and token.pos_ != "PROPN":
            return "call" if texts & _BY_WIRE else None
        return kind

    def _call(self, token: Token, texts: set[str]) -> Kind | None:
        """Tell a telephone call, and a call at a door, from an appeal ("a call for calm")."""
        if pobjs(token, "for"):
            return None
        if "courtesy" in texts or any(self._people(p) for p in pobjs(token, "on")):
            return "meeting"
        if self._placed(token, "at", "in") and not self._phoned:
            return "visit"
        if texts & (_BY_WIRE | {"conference"}) or pobjs(token, "with", "between"):
            return "call"
        return (
            "call"
            if self._phoned
            and (_is_definite(token) or any(self._people(p) for p in pobjs(token, "to")))
            else None
        )

    def _by_construction(self, token: Token, word: str, texts: set[str]) -> Kind | None:
        if word in _BARE:
            return "summit" if _stands_for_meeting(token) else None
        if word == "one":
            near = self._last is not None and token.i - self._last.token < _GENERIC
            told_apart = any(
                c.dep_ in ("amod", "det", "poss") and c.lower_ not in ("no", "a")
                for c in token.children
            )
            return (
                self._last.kind
                if self._last is not None and near and told_apart and not pobjs(token, "of")
                else None
            )
        if (
            word == "meet"
            and token.tag_ in ("NN", "NNP")
            and any(c.dep_ in ("det", "amod", "poss", "compound") for c in token.children)
        ):
            return None if texts & {"track", "swim", "athletics"} else "meeting"
        if word == "date":
            return self._date(token)
        if word == "guest":
            owned = any(c.dep_ == "poss" for c in token.children) or bool(pobjs(token, "of"))
            return (
                "visit" if owned and (token.dep_ == "attr" or token.head.lower_ == "as") else None
            )
        if word in _TIME:
            return self._stretch(token)
        if word == "process":
            return "talks" if texts & _PROCESS or self._the_process(token) else None
        if word == "table":
            return "talks" if texts & _TABLE or _drawn_to(token) else None
        if word == "way":
            going = token.head.lower_ in ("on", "en") and any(
                c.dep_ == "poss" for c in token.children
            )
            return "visit" if going and self._placed(token, "to") else None
        return None

    def _stretch(self, token: Token) -> Kind | None:
        """Read "90 minutes with the president", "three days in Cairo"; "days of rain" is none."""
        verb = (
            token.head
            if token.dep_ in ("dobj", "nsubj", "npadvmod") and token.head.pos_ == "VERB"
            else None
        )
        spent = verb is not None and verb.lemma_ in _SPENDING
        holders = [token, verb] if verb is not None and spent else [token]
        if any(self._people(p) for h in holders for p in pobjs(h, "with")):
            return "meeting"
        if not spent and not any(c.dep_ == "poss" for c in token.children):
            return None
        counted = any(c.dep_ in ("nummod", "amod") for c in token.children)
        placed = any(self._placed(h, "in") for h in holders)
        return "visit" if counted and placed and token.lower_ not in ("minute", "minutes") else None

    def _the_process(self, token: Token) -> bool:
        """Whether "the process" takes up the talks named last; "in the process" does not."""
        bare = all(c.dep_ in ("det", "punct") for c in token.children) and _is_definite(token)
        talks = self._last is not None and self._last.kind == "talks"
        return bare and talks and token.head.lower_ != "in"

    def _date(self, token: Token) -> Kind | None:
        """Read "a date with Lavrov", "the Blinken-Lavrov date", "his February date in Rome"."""
        before = [c for c in token.children if c.dep_ in ("compound", "poss")]
        owners = [a for c in before for a in self._people(c)]
        if any(self._people(p) for p in pobjs(token, "with")) or len(owners) > 1:
            return "meeting"
        return (
            "visit"
            if owners
            and (self._placed(token, "in", "at") or any(self._marked.place_at(c) for c in before))
            else None
        )

    def _placed(self, token: Token, *prepositions: str) -> bool:
        return any(
            self._marked.place_at(t)
            for p in pobjs(token, *prepositions)
            for t in nominal_subtree(p)
        )

    def _people(self, target: Token) -> list[ActorMention]:
        return [
            a
            for a in self._marked.under(nominal_subtree(target))
            if a.kind in ("person", "official") or (a.kind == "collective" and not a.as_place)
        ]

    def _encounter(self, token: Token, word: str, kind: Kind, modifiers: list[Token]) -> Encounter:
        actors, host, venue = around_noun(token, kind, self._marked)
        start, end = _span(token)
        invites = token.lemma_.lower() == "invitation"
        return Encounter(
            token=token.i,
            kind=kind,
            trigger=token.text,
            text=text_of(token.doc)[start:end],
            verbal=False,
            start=start,
            end=end,
            actors=tuple(actors),
            host=host,
            venue=venue,
            definite=_is_definite(token),
            weak=word in self._words.weak or token.lemma_.lower() in self._words.weak,
            named=token.pos_ == "PROPN",
            modifiers=tuple(m.lower_ for m in modifiers),
            says="sought" if invites else "scheduled" if word == "way" else None,
        )


def _is_definite(token: Token) -> bool:
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _DEFINITE) for c in token.children
    )


def _stands_for_meeting(token: Token) -> bool:
    """Whether "the G7" is where one goes, not a body that speaks or is spoken of."""
    preposition = token.head
    if token.dep_ != "pobj" or preposition.dep_ != "prep":
        return False
    return preposition.lower_ in _AT - {"to", "for"} or (
        preposition.lower_ == "of" and preposition.head.lower_ in _EDGES
    )


def _drawn_to(token: Token) -> bool:
    """Whether somebody comes "back to the table" or sits "round one table"."""
    preposition = token.head
    if token.dep_ != "pobj" or preposition.lower_ not in ("to", "at", "round", "around", "from"):
        return False
    if any(c.dep_ in ("amod", "compound") for c in token.children) or pobjs(token, "of"):
        return False
    verb = preposition.head
    return verb.lemma_.lower() in _BACK_TO or any(c.lower_ == "back" for c in verb.children)


def _span(token: Token) -> tuple[int, int]:
    left = token.left_edge
    last = token
    for child in token.children:
        if child.i > token.i and child.dep_ == "prep" and child.pos_ == "ADP":
            targets = [c for c in child.children if c.dep_ == "pobj"]
            if targets:
                last = max(last, targets[-1], key=lambda t: t.i)
    return left.idx, last.idx + len(last)

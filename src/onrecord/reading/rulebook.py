"""The rulebook: which words, in which construction, say what happens to an engagement.

The rules live in `lexicon/acts.yaml`, the words that name an encounter in
`lexicon/encounters.yaml`. Each rule carries an id, a sentence on what it reads, an example and a
counter-example; the tests run every one of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, get_args

import yaml

from onrecord.errors import RulebookError
from onrecord.terms import STATUSES, Kind, Status

Frame = Literal["object", "subject", "preposition", "control", "nominal", "modifier", "predicate"]
Effect = Status | Literal["light"]
"""What a construction makes of an engagement; "light" leaves it to the tense of the verb."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One construction that says what happens to an engagement.

    `words` are lemmas with their particle or preposition ("call off", "pull out of").
    """

    id: str
    doc: str
    frame: Frame
    effect: Effect
    words: tuple[str, ...]
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class EncounterWords:
    """The words that name an encounter: nouns and verbs with the kind they point to."""

    nouns: Mapping[str, Kind]
    verbs: Mapping[str, str]
    weak: frozenset[str]
    not_with: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, looked up by construction and word."""

    rules: tuple[Rule, ...]
    by_word: Mapping[tuple[Frame, str], Rule]
    words: EncounterWords
    sha256: str

    def find(self, frame: Frame, *candidates: str) -> Rule | None:
        """Give the rule for the first of `candidates` that the frame knows, or None."""
        for word in candidates:
            rule = self.by_word.get((frame, word))
            if rule is not None:
                return rule
        return None


@lru_cache(maxsize=1)
def load_rulebook() -> Rulebook:
    """Load the bundled rulebook.

    Raises RulebookError naming the rule when one is malformed or two claim the same word.
    """
    folder = resources.files("onrecord.reading") / "lexicon"
    acts = (folder / "acts.yaml").read_text(encoding="utf-8")
    encounters = (folder / "encounters.yaml").read_text(encoding="utf-8")
    digest = hashlib.sha256((acts + encounters).encode("utf-8")).hexdigest()
    rules = tuple(_rule(entry) for entry in yaml.safe_load(acts))
    by_word: dict[tuple[Frame, str], Rule] = {}
    for rule in rules:
        for word in rule.words:
            by_word.setdefault((rule.frame, word), rule)
    return Rulebook(rules, by_word, _encounter_words(yaml.safe_load(encounters)), digest)


def _rule(entry: object) -> Rule:
    if not isinstance(entry, dict):
        raise RulebookError("acts.yaml", "a rule is not a mapping")
    name = str(entry.get("id", "a rule without id"))
    keys = ("id", "doc", "frame", "status", "words", "example", "counter_example")
    for key in keys:
        if not entry.get(key):
            raise RulebookError(name, f"has no {key}", "Every rule needs " + ", ".join(keys) + ".")
    if entry["frame"] not in get_args(Frame):
        raise RulebookError(name, f"has an unknown frame {entry['frame']!r}")
    if entry["status"] not in (*STATUSES, "light"):
        raise RulebookError(name, f"has an unknown status {entry['status']!r}")
    return Rule(
        id=name,
        doc=entry["doc"],
        frame=entry["frame"],
        effect=entry["status"],
        words=tuple(str(w) for w in entry["words"]),
        example=entry["example"],
        counter_example=entry["counter_example"],
    )


def _encounter_words(entry: Mapping[str, Mapping[str, list[str]]]) -> EncounterWords:
    nouns: dict[str, Kind] = {}
    for kind, words in entry["nouns"].items():
        for word in words:
            nouns.setdefault(word, kind)  # type: ignore[arg-type]
    verbs: dict[str, str] = {}
    for group, words in entry["verbs"].items():
        for word in words:
            verbs.setdefault(word, group)
    return EncounterWords(
        nouns, verbs, frozenset(entry["weak_nouns"]), frozenset(entry["not_with"])
    )

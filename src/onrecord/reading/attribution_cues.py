"""The cue tables: which words hand a statement to somebody else, and what they make of it.

The tables are `lexicon/cues.yaml` (verbs, nouns, prepositions) and `lexicon/cues_speakers.yaml`
(kinds of speakers). They are read once and frozen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypedDict, cast

import yaml

from onrecord.terms import Stance

Frame = Literal[
    "clause", "quote", "aside", "beside_quote", "object", "infinitive", "about", "refusal", "citing"
]


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A verb (with its particle, or "") that attributes, and the frames its content stands in.

    `denies_claims` is true of verbs that deny only when a claim or report is their object.
    """

    lemma: str
    particle: str
    stance: Stance
    frames: frozenset[Frame]
    prepositions: frozenset[str]
    rule: str
    denies_claims: bool


@dataclass(frozen=True, slots=True)
class CueExample:
    """A sentence that a rule reads, with what it must read in it; None where it does not matter."""

    rule: str
    text: str
    source: str | None
    content: str | None
    stance: Stance | None


@dataclass(frozen=True, slots=True)
class CueRule:
    """One rule of the cue table, for documentation and tests."""

    rule: str
    doc: str
    lemmas: tuple[str, ...]
    examples: tuple[CueExample, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """Everything in the two cue tables.

    `verbs` lists, by lemma, the cues with that lemma, those with a particle first.
    """

    rules: tuple[CueRule, ...]
    verbs: dict[str, tuple[VerbCue, ...]]
    nouns: dict[str, tuple[str, Stance]]
    according: tuple[tuple[str, tuple[str, ...]], ...]
    speaking: frozenset[str]
    giving: frozenset[str]
    given: frozenset[str]
    claim_nouns: frozenset[str]
    denying_words: tuple[str, ...]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Words that tell what kind of speaker a source is."""

    anonymous: frozenset[str]
    spokespeople: frozenset[str]
    officeholders: frozenset[str]
    media: frozenset[str]
    outlet_words: frozenset[str]
    outlets: frozenset[str]
    institutions: frozenset[str]
    matters: frozenset[str]
    written: frozenset[str]


class _Example(TypedDict, total=False):
    text: str
    source: str
    content: str
    stance: Stance


class _Verbs(TypedDict):
    rule: str
    doc: str
    stance: Stance
    frames: list[Frame]
    lemmas: list[str]
    examples: list[_Example]
    counter_examples: list[str]


@cache
def load_cues() -> Cues:
    """Read the cue table, once. Raises ValueError when a verb stands in it twice."""
    table = _read("cues.yaml")
    groups = cast("list[_Verbs]", table["verbs"])
    verbs: dict[str, list[VerbCue]] = {}
    for group in groups:
        for words in group["lemmas"]:
            lemma, _, particle = words.partition(" ")
            known = verbs.setdefault(lemma, [])
            if any(cue.particle == particle for cue in known):
                raise ValueError(f"cues.yaml lists the verb {words!r} twice: keep one")
            known.append(
                VerbCue(
                    lemma,
                    particle,
                    group["stance"],
                    frozenset(group["frames"]),
                    frozenset(cast("list[str]", group.get("prepositions", []))),
                    group["rule"],
                    bool(group.get("denies_claims")),
                )
            )
    nouns = {
        lemma: (cast("str", group["rule"]), cast("Stance", group["stance"]))
        for group in table["nouns"]
        for lemma in group["lemmas"]
    }
    return Cues(
        rules=tuple(_rule(group) for group in groups),
        verbs={
            lemma: tuple(sorted(cues, key=lambda cue: (not cue.particle, cue.particle)))
            for lemma, cues in verbs.items()
        },
        nouns=nouns,
        according=tuple((one["rule"], tuple(one["words"])) for one in table["according"]),
        speaking=frozenset(table["speaking"]),
        giving=frozenset(table["giving"]),
        given=frozenset(table["given"]),
        claim_nouns=frozenset(table["claim_nouns"]),
        denying_words=tuple(table["denying_words"]),
        documents=frozenset(table["documents"]),
    )


@cache
def load_speakers() -> Speakers:
    """Read the table of speakers, once."""
    table = _read("cues_speakers.yaml")
    return Speakers(
        anonymous=frozenset(table["anonymous"]),
        spokespeople=frozenset(table["spokespeople"]),
        officeholders=frozenset(table["officeholders"]),
        media=frozenset(table["media"]),
        outlet_words=frozenset(table["outlet_words"]),
        outlets=frozenset(table["outlets"]),
        institutions=frozenset(table["institutions"]),
        matters=frozenset(table["matters"]),
        written=frozenset(table["written"]),
    )


def _rule(group: _Verbs) -> CueRule:
    return CueRule(
        group["rule"],
        group["doc"],
        tuple(group["lemmas"]),
        tuple(
            CueExample(
                group["rule"],
                example["text"],
                example.get("source"),
                example.get("content"),
                example.get("stance"),
            )
            for example in group["examples"]
        ),
        tuple(group["counter_examples"]),
    )


def _read(name: str) -> dict[str, list]:  # type: ignore[type-arg]
    text = files("onrecord.reading").joinpath("lexicon", name).read_text(encoding="utf-8")
    return cast("dict[str, list]", yaml.safe_load(text))  # type: ignore[type-arg]

"""What the labels of a report say of the words of its view."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.identity import report_id
from onrecord.intake.cleaning import furniture_of
from onrecord.intake.lines import layout_of
from onrecord.reading.engagement_groups import rules_verdict, told_apart
from onrecord.reading.engagement_view import View, view_of
from onrecord.reading.reader import ReadingTools, seen_by_rules
from onrecord.reading.unread import unread_of
from onrecord.terms import Attribution, Report

_SIDES = {"US": "USA", "UNITED STATES": "USA", "UNO": "UN", "UNITED NATIONS": "UN", "PA": "PSE",
          "EUROPEAN UNION": "EU", "PALESTINE": "PSE", "PLO": "PSE"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled engagement over the words of a view.

    `words` are its namings' trigger words; `steps` maps a sentence to the statuses of the steps
    told there, `told` holds each step's first and last word with its status. `sides` are
    upper-case, `people` last names in lower case, each with its sides (two may share a
    name); dates are EDTF or None, which says that there is none only where `dated`.
    """

    words: tuple[int, ...]
    status: str
    also: tuple[str, ...]
    salience: str
    kind: str
    sides: frozenset[str]
    people: Mapping[str, frozenset[str]]
    stands: str | None
    fell: str | None
    dated: bool
    steps: Mapping[int, frozenset[str]]
    told: tuple[tuple[int, int, str], ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken for one engagement, by the labels or by a model.

    `words` are its namings, `rule` is what the rules make of them. `label` is that of the
    engagement which most of them name, of two with as many the first; None where they name none.
    """

    words: tuple[int, ...]
    rule: str
    label: Labelled | None


@dataclass(frozen=True, slots=True)
class Example:
    """A report's view with its labels; `strays` are words the rules took for namings in vain.

    `stray_rules` holds what the rules read at each stray word. `taken` are the engagements as a
    model told them apart; () where none was asked.
    """

    id: str
    view: View
    engagements: tuple[Labelled, ...]
    strays: tuple[int, ...]
    stray_rules: tuple[str, ...]
    taken: tuple[Taken, ...] = ()

    @property
    def naming(self) -> frozenset[int]:
        """The words that name an engagement, by the labels or by the rules."""
        return frozenset({*self.view.named, *(w for one in self.engagements for w in one.words)})

    @property
    def told_beside(self) -> frozenset[int]:
        """The strays that stand in the evidence of a step, of which nothing is to be learnt.

        "Has arrived in Baku for a visit" is labelled at "visit"; that "arrived" names nothing
        would be the wrong lesson.
        """
        told = [(first, last) for one in self.engagements for first, last, _ in one.told]
        return frozenset(w for w in self.strays if any(a <= w <= b for a, b in told))

    def taught_strays(self) -> list[tuple[int, str]]:
        """Give the strays that show what names nothing, each with what the rules read there."""
        beside = self.told_beside
        return [
            (word, rule)
            for word, rule in zip(self.strays, self.stray_rules, strict=True)
            if word not in beside
        ]


def held_out(identifier: str) -> bool:
    """Whether a report is kept back from training, by the hash of its id: about one in ten.

    Thresholds and the temperature are chosen on these reports, so that those kept for measuring
    are not chosen on.
    """
    return hashlib.sha256(identifier.encode()).digest()[0] % 10 == 0


def example(item: Mapping[str, Any], tools: ReadingTools, tokenizer: Any) -> Example:
    """Build the example of one labelled item."""
    text = item["text"]
    seen = viewed(item, tools, tokenizer)
    engagements = []
    for gold in item["gold"]["engagements"]:
        words = seen.words_at(triggers(text, gold))
        if words:
            engagements.append(_labelled(seen, gold, words))
    return example_of(str(item["id"]), seen, engagements)


def example_of(
    name: str, seen: Viewed, engagements: Sequence[Labelled], strays: Iterable[int] = ()
) -> Example:
    """Build the example of a report that was viewed, by its labels; `name` is its id.

    `strays` are labelled as naming nothing, beside those that only the rules took for namings.
    """
    named = {w for e in engagements for w in e.words}
    vain = tuple(sorted({*seen.view.named, *strays} - named))
    return Example(
        name, seen.view, tuple(engagements), vain, tuple(seen.rule((w,)) for w in vain),
        tuple(
            Taken(words, seen.rule(words), _most_named(words, engagements)) for words in seen.taken
        ),
    )  # fmt: skip


def _most_named(words: Sequence[int], engagements: Sequence[Labelled]) -> Labelled | None:
    shared = [len({*words} & {*one.words}) for one in engagements]
    return engagements[shared.index(max(shared))] if any(shared) else None


@dataclass(frozen=True, slots=True)
class Viewed:
    """A report and its view, with who said what in it by the rules.

    `taken` are the namings of each engagement as the tools' model tells them apart, () without one.
    """

    report: Report
    view: View
    attributions: tuple[Attribution, ...]
    taken: tuple[tuple[int, ...], ...]

    def words_at(self, offsets: Iterable[int]) -> tuple[int, ...]:
        """Give the words at some code points of the text, each once and in order."""
        return tuple(sorted({w for o in offsets for w in [self.view.word_at(o)] if w is not None}))

    def rule(self, words: Sequence[int]) -> str:
        """Give what the rules make of the namings at some words."""
        return rules_verdict(self.report, self.view, words, self.attributions)


def viewed(item: Mapping[str, Any], tools: ReadingTools, tokenizer: Any) -> Viewed:
    """View an item's report as the engagement model is shown it."""
    text, title = item["text"], item.get("title")
    published = dt.date.fromisoformat(item["published"]) if item.get("published") else None
    identifier = report_id(text, title=title, published=item.get("published"), url=item.get("url"))
    report = Report(
        identifier, text, title, published, furniture=furniture_of(layout_of(text), title=title)
    )
    seen = seen_by_rules(report, tools)
    taken: list[list[int]] = []
    if tools.engagements is not None:
        _, _, taken = told_apart(tools.engagements.look(report, seen), unread_of(report))
    return Viewed(
        report,
        view_of(text, published, tokenizer, seen),
        tuple(seen.attributions),
        tuple(tuple(own) for own in taken),
    )


def triggers(text: str, gold: Mapping[str, Any]) -> list[int]:
    """Give the offsets of the trigger words of a labelled engagement's mentions.

    A quote that occurs several times is looked for from its sentence on, else after the mention
    before it: mentions are labelled in text order.
    """
    found = []
    after = 0
    for mention in gold.get("mentions", []):
        quote, trigger = mention["quote"], mention["trigger"]
        sentence = text.find(mention["sentence"]) if mention.get("sentence") else -1
        at = text.find(quote, sentence if sentence >= 0 else after)
        at = at if at >= 0 else text.find(quote)
        inside = re.search(rf"\b{re.escape(trigger)}\b", quote)
        if at < 0 or trigger not in quote:
            continue
        offset = at + (inside.start() if inside else quote.find(trigger))
        offset += len(trigger) - len(trigger.split()[-1]) if " " in trigger.strip() else 0
        found.append(offset)
        after = at + 1
    return found


def _labelled(seen: Viewed, gold: Mapping[str, Any], words: tuple[int, ...]) -> Labelled:
    found = (
        (step["status"], at, at + len(step["evidence"]))
        for step in gold["history"]
        if (at := seen.report.text.find(step["evidence"])) >= 0
    )
    steps, told = told_in(seen.view, words, found)
    return Labelled(
        words=words,
        status=gold["status"],
        also=tuple(gold.get("also_acceptable") or ()),
        salience=gold["salience"],
        kind=gold["kind"],
        sides=frozenset(side_name(p["side"]) for p in gold["parties"] if p.get("side")),
        people=_people(gold),
        stands=gold.get("planned_start"),
        fell=gold.get("was_planned_start"),
        dated=True,
        steps=steps,
        told=told,
        rule=seen.rule(words),
    )


def told_in(
    view: View, words: Sequence[int], steps: Iterable[tuple[str, int, int]]
) -> tuple[dict[int, frozenset[str]], tuple[tuple[int, int, str], ...]]:
    """Give where an engagement's steps are told: `Labelled.steps` and `Labelled.told`.

    `words` are its namings, `steps` status, start and end of each. A step is told in the sentences
    of the namings inside it, else in that of its middle.
    """
    by_sentence: dict[int, set[str]] = {}
    told: set[tuple[int, int, str]] = set()
    for status, start, end in steps:
        within = view.words_in(start, end)
        if within is None:
            continue
        told.add((*within, status))
        inside = [w for w in words if within[0] <= w <= within[1]]
        for sentence in {int(view.sentence[w]) for w in inside} or {
            int(view.sentence[(within[0] + within[1]) // 2])
        }:
            by_sentence.setdefault(sentence, set()).add(status)
    return {s: frozenset(found) for s, found in by_sentence.items()}, tuple(sorted(told))


def _people(gold: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for party in gold["parties"]:
        for person in party.get("people") or ():
            if (name := last_name(person)) and party.get("side"):
                found.setdefault(name, set()).add(side_name(party["side"]))
    return {name: frozenset(sides) for name, sides in found.items()}


def side_name(side: str) -> str:
    """Give a side as labels are compared: in upper case, one of several usual names."""
    return _SIDES.get(side.upper().strip(), side.upper().strip())


def last_name(person: str) -> str:
    """Give a person's last name in lower case; "Full Name (office)" as labelled."""
    words = re.findall(r"[\w'’-]+", re.sub(r"\s*\(.*", "", person))
    return words[-1].lower().replace("’", "'") if words else ""

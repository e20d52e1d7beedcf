"""How well the shipped reader tells whose word holds whose: nested, chained and side by side.

    python -m evaluation.nested_attributions
    python -m evaluation.nested_attributions --wrong --kind nested
    python -m evaluation.nested_attributions --least 90

Each line of the texts (`nested/texts.jsonl`; `--texts` takes others) is {"id", "kind", "text",
"attributions": [{"source", "content", "footing", "carrier", "inside"}]}. Source and content are
exact words of the text, each there once (or a source once in its "within"); `inside` is the index
of the attribution that holds this one.

An attribution is found as in the scorer's attribution_R: the sources share a word, and the
contents half of the shorter one. Of the labels found, links are counted right when the reader
puts the one inside an attribution that answers to the label's holder.

`--no-tagger` reads by rule alone; `--wrong` lists what was missed; `--least N` exits with 1 when
fewer than N per cent of the attributions are found, or of the links given are right, or of the
links labelled among those found are given.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import spacy

from onrecord.opening import PARSER
from onrecord.reading.attribution import find_attributions
from onrecord.reading.attribution_joining import raw_from_tagged
from onrecord.reading.parties import find_actors
from onrecord.reading.sentences import parse, prepare
from onrecord.reading.tagger import Tagger, load_tagger
from onrecord.terms import Attribution, Span

TEXTS = Path(__file__).parent / "nested" / "texts.jsonl"
"""The texts that are read where no others are given."""

Read = Callable[[str], Sequence[Attribution]]

_SAME = 0.5
_LITTLE = frozenset({"the", "a", "an", "of", "s"})


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled attribution: its places, its footing, its carrier, and which holds it."""

    source: Span
    content: Span
    footing: str
    carrier: str | None
    inside: int | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its labels; `kind` is the sort of construction it was written for."""

    id: str
    kind: str
    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over texts.

    `labelled` and `found` are attributions; `given`, `due` and `right` the links read, labelled
    and right among the found; `links` all that are labelled; `carrier` and `footing` those right.
    """

    labelled: int = 0
    found: int = 0
    links: int = 0
    due: int = 0
    given: int = 0
    right: int = 0
    carrier: int = 0
    footing: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))

    def figures(self) -> dict[str, float]:
        """Give the figures in per cent; what there was nothing of to get wrong is 100."""
        return {
            "found": _share(self.found, self.labelled),
            "inside_P": _share(self.right, self.given),
            "inside_R": _share(self.right, self.due),
            "inside_R_all": _share(self.right, self.links),
            "carrier_acc": _share(self.carrier, self.found),
            "footing_acc": _share(self.footing, self.found),
        }


def main(arguments: Sequence[str] | None = None, read: Read | None = None) -> int:
    """Read the texts, print the figures, and give the exit status; `read` stands in in tests."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, default=TEXTS, metavar="FILE")
    parser.add_argument("--kind", help="only the texts of one kind")
    parser.add_argument("--no-tagger", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--least", type=float, metavar="N")
    wanted = parser.parse_args(arguments)
    read = read or shipped_reader(load_tagger() if not wanted.no_tagger else None)
    texts = [one for one in load_texts(wanted.texts) if wanted.kind in (None, one.kind)]
    if not texts:
        parser.error(f"--kind: {wanted.texts} has no texts of that kind")
    by_kind: dict[str, Tally] = {}
    for one in texts:
        tally, wrong = score(one, read(one.text))
        by_kind[one.kind] = by_kind.get(one.kind, Tally()) + tally
        if wanted.wrong and wrong:
            print(f"{one.id}  {one.text}", *(f"      {line}" for line in wrong), sep="\n")
    everything = sum(by_kind.values(), Tally())
    figures = everything.figures()
    print(f"{'':14}" + "".join(f"{name:>14}" for name in figures))
    for name, tally in {**by_kind, "all": everything}.items():
        print(f"{name:14}" + "".join(f"{value:14.1f}" for value in tally.figures().values()))
    print(
        f"{len(texts)} texts, {everything.labelled} attributions, {everything.links} links; "
        f"found {everything.found}, links given {everything.given}, right {everything.right}"
    )
    held = min(figures[name] for name in ("found", "inside_P", "inside_R"))
    return int(wanted.least is not None and held < wanted.least)


def shipped_reader(tagger: Tagger | None) -> Read:
    """Give the function that finds a text's attributions as the shipped reader does."""
    nlp = prepare(spacy.load(PARSER))

    def read(text: str) -> Sequence[Attribution]:
        doc = parse(nlp, text)
        tagged = tagger.tag(text, nested=True).attributions if tagger is not None else ()
        raws = (raw_from_tagged(one.source, one.cue, one.content, one.score) for one in tagged)
        return find_attributions(doc, find_actors(doc, None), [raw for raw in raws if raw])

    return read


def load_texts(path: Path) -> list[Labelled]:
    """Load labelled texts from a file of JSON lines.

    Raises ValueError for a label whose words are not in the text, or are there more than once.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_labelled(json.loads(line)) for line in lines if line.strip()]


def score(one: Labelled, found: Sequence[Attribution]) -> tuple[Tally, list[str]]:
    """Count what was found of a text's labels, and say what is wrong, a line a fault."""
    matches = _matched(one, found)
    by_id = {each.id: each for each in found}
    tally, wrong = Tally(labelled=len(one.labels)), []
    for place, label in enumerate(one.labels):
        said = f"{_words(one, label.source)!r}: {_words(one, label.content)!r}"
        match = matches.get(place)
        if match is None:
            wrong.append(f"not found: {said}")
            tally += Tally(links=int(label.inside is not None))
            continue
        holder = by_id.get(match.inside or "")
        right = _held_right(one, label, holder)
        carrier = _carrier(label.carrier) == _carrier(match.carrier)
        footing = label.footing == match.source.footing
        if not right and (holder or label.inside is not None):
            due = None if label.inside is None else _words(one, one.labels[label.inside].source)
            wrong.append(f"inside {holder.source.text if holder else None!r}, not {due!r}: {said}")
        if not carrier:
            wrong.append(f"carrier {match.carrier!r}, not {label.carrier!r}: {said}")
        if not footing:
            wrong.append(f"footing {match.source.footing}, not {label.footing}: {said}")
        tally += Tally(
            found=1,
            links=int(label.inside is not None),
            due=int(label.inside is not None),
            given=int(holder is not None),
            right=int(right),
            carrier=int(carrier),
            footing=int(footing),
        )
    return tally, wrong


def _matched(one: Labelled, found: Sequence[Attribution]) -> dict[int, Attribution]:
    """Give each label at most one attribution that answers to it, the best fits first."""
    pairs = sorted(
        (
            (_fit(label.content, each.content), place, number)
            for place, label in enumerate(one.labels)
            for number, each in enumerate(found)
            if _answers(one, label, each)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    matches: dict[int, Attribution] = {}
    taken: set[int] = set()
    for _, place, number in pairs:
        if place not in matches and number not in taken:
            matches[place] = found[number]
            taken.add(number)
    return matches


def _answers(one: Labelled, label: Label, each: Attribution) -> bool:
    named = _tokens(each.source.text) | _tokens(each.source.name or "")
    if not _tokens(_words(one, label.source)) & named:
        return False
    shorter = min(_length([label.content]), _length(each.content))
    return _shared(label.content, each.content) >= _SAME * shorter


def _held_right(one: Labelled, label: Label, holder: Attribution | None) -> bool:
    """Tell whether a link that is labelled was read, to one that answers to its holder."""
    if label.inside is None or holder is None:
        return False
    return _answers(one, one.labels[label.inside], holder)


def _labelled(line: dict) -> Labelled:
    text = line["text"]
    labels = []
    for label in line["attributions"]:
        within = _only(label.get("within", text), text)
        source = _only(label["source"], text[within.start : within.end])
        placed = Span(within.start + source.start, within.start + source.end)
        content = _only(label["content"], text)
        labels.append(Label(placed, content, label["footing"], label["carrier"], label["inside"]))
    return Labelled(line["id"], line["kind"], text, tuple(labels))


def _only(words: str, text: str) -> Span:
    places = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
    if len(places) != 1:
        raise ValueError(f"{words!r} stands {len(places)} times in {text!r}")
    return Span(*places[0].span())


def _fit(label: Span, content: Sequence[Span]) -> float:
    shared = _shared(label, content)
    return shared / (_length([label]) + _length(content) - shared)


def _shared(label: Span, content: Sequence[Span]) -> int:
    return sum(max(0, min(label.end, one.end) - max(label.start, one.start)) for one in content)


def _length(spans: Sequence[Span]) -> int:
    return sum(one.end - one.start for one in spans) or 1


def _tokens(words: str) -> set[str]:
    return set(re.findall(r"\w+", words.lower())) - _LITTLE


def _carrier(name: str | None) -> str:
    return re.sub(r"^the ", "", (name or "").lower())


def _words(one: Labelled, span: Span) -> str:
    return one.text[span.start : span.end]


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


if __name__ == "__main__":
    sys.exit(main())

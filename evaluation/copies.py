"""Whether reports of one agency's copy are told from reports of their own.

    python -m evaluation.copies --corpus stories.jsonl.gz
    python -m evaluation.copies --made-up training/reports

With `--corpus`: reports of several outlets, as JSON lines of {"docs": [{"id", "outlet", "title",
"date", "text"}]}, gzipped or not. Pairs that share much of their text were judged by somebody who
read them: `copies_judged.json` holds their ids, no text. Word for word the same counts as the same
copy without judging. Precision and recall are over pairs; a pair that was joined or shares much and
that nobody judged is listed, and is counted in neither.

With `--made-up`: for each labelled report made up for onrecord, what desks do to copy (a changed
dateline, a few words edited, the end cut off, boxes and captions around it) and what makes a report
of its own of it (half of it new, every sentence rewritten, another report of the same day).
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from evaluation.reading import items_of
from onrecord.identity import report_id
from onrecord.intake.records import report_from_object
from onrecord.standing.families import Families, stretches_of
from onrecord.terms import Report

_MUCH = 0.25
"""Share of the stretches of two texts together from which a pair had to be judged."""
_MOST_SHARING = 200
"""Reports that may share a stretch: what more share is a formula."""
_SEED = 11

Pair = tuple[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; give the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path)
    parser.add_argument(
        "--judged", type=Path, default=Path(__file__).with_name("copies_judged.json")
    )
    parser.add_argument("--made-up", type=Path, metavar="PLACE")
    parser.add_argument("--pairs", action="store_true", help="print the pairs that are wrong")
    wanted = parser.parse_args(arguments)
    if not (wanted.corpus or wanted.made_up):
        parser.error("give --corpus, --made-up or both")
    if wanted.corpus:
        measure_corpus(load_corpus(wanted.corpus), wanted.judged, in_full=wanted.pairs)
    if wanted.made_up:
        measure_variants(list(items_of([wanted.made_up]).values()))
    return 0


def load_corpus(path: Path) -> dict[str, Report]:
    """Load the reports of a corpus, by the ids it gives them; those without text are left out."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    reports: dict[str, Report] = {}
    for line in filter(None, text.split("\n")):
        for doc in json.loads(line)["docs"]:
            if doc["text"].strip():
                made = {**doc, "published": doc["date"][:10], "url": doc["id"]}
                reports[doc["id"]] = report_from_object(made, doc["id"])
    return reports


def measure_corpus(reports: Mapping[str, Report], judged: Path, *, in_full: bool) -> None:
    """Print precision and recall over the judged pairs of a corpus."""
    told = json.loads(judged.read_text(encoding="utf-8"))
    same = {_pair(*pair) for pair in told["same"]}
    other = {_pair(*pair) for pair in told["different"]}
    alike, verbatim = alike_pairs(reports)
    same |= verbatim - other
    found = joined_pairs(reports)
    wrong, missed = found - same, same - found
    unjudged = (alike | found) - same - other
    right = found & same
    across = {p for p in same if reports[p[0]].outlet != reports[p[1]].outlet}
    print(f"{len(reports)} reports; {len(same)} pairs of one copy, {len(verbatim)} word for word")
    _print_figures("all pairs", right, found - unjudged, same)
    edited = same - verbatim
    _print_figures("edited copy", right - verbatim, found - verbatim - unjudged, edited)
    _print_figures(
        "across outlets",
        right & across,
        {p for p in found - unjudged if reports[p[0]].outlet != reports[p[1]].outlet},
        across,
    )
    if unjudged:
        print(f"not judged: {len(unjudged)}")
    if in_full:
        for name, pairs in (
            ("joined, different", wrong - unjudged),
            ("not joined, same", missed),
            ("not judged", unjudged),
        ):
            for one, two in sorted(pairs):
                print(f"{name}: {one} | {two}")


def alike_pairs(reports: Mapping[str, Report]) -> tuple[set[Pair], set[Pair]]:
    """Give the pairs that share much of their text, and those that are word for word the same."""
    stretches = {i: frozenset(stretches_of(r)) for i, r in reports.items()}
    by_stretch: dict[int, list[str]] = defaultdict(list)
    for i, found in stretches.items():
        for stretch in found:
            by_stretch[stretch].append(i)
    shared: Counter[Pair] = Counter()
    for sharing in by_stretch.values():
        if len(sharing) <= _MOST_SHARING:
            shared.update(_pair(a, b) for a, b in combinations(sharing, 2))
    alike = {
        (a, b)
        for (a, b), n in shared.items()
        if n >= _MUCH * (len(stretches[a]) + len(stretches[b]) - n)
    }
    verbatim = {(a, b) for a, b in alike if reports[a].text == reports[b].text}
    return alike, verbatim


def joined_pairs(reports: Mapping[str, Report]) -> set[Pair]:
    """Give the pairs of reports that are taken for one wire family."""
    families = Families()
    for report in reports.values():
        families.add(report)
    members: dict[str, list[str]] = defaultdict(list)
    for i, report in reports.items():
        members[families.family_of(report.id)].append(i)
    return {_pair(a, b) for family in members.values() for a, b in combinations(family, 2)}


Variant = Callable[[str, random.Random], str]


def measure_variants(items: Sequence[Mapping[str, object]]) -> None:
    """Print, for each way of changing a report, how often both were taken for one copy."""
    chance = random.Random(_SEED)  # noqa: S311 - the same variants in every run
    texts = [_without_title(item) for item in items]
    words = sorted({w for text in texts for w in text.split() if w.isalpha() and len(w) > 4})
    ways = variants(words)
    counted: dict[str, int] = {}
    for name, (_, change) in ways.items():
        joined = 0
        for text in texts:
            families = Families()
            families.add(_report(text, "A"))
            joined += bool(families.add(_report(change(text, chance), "B")))
        counted[name] = joined
    others = Families()
    alone = sum(
        not others.add(_report(text, f"Outlet {n}")) for n, text in enumerate(dict.fromkeys(texts))
    )
    kept = [counted[n] for n, (same, _) in ways.items() if same]
    split = [len(texts) - counted[n] for n, (same, _) in ways.items() if not same]
    print(f"{len(texts)} reports made up, each in {len(ways)} variants")
    for name, (same, _) in ways.items():
        share = 100 * (counted[name] if same else len(texts) - counted[name]) / len(texts)
        print(f"{'one copy' if same else 'two':9} {name:34} right in {share:5.1f} %")
    print(
        f"two       another report                     right in {100 * alone / len(texts):5.1f} %"
    )
    found, right = sum(counted.values()), sum(kept)
    precision = 100 * right / found if found else 0.0
    print(
        f"variants: precision {precision:.1f}, recall {100 * right / (len(kept) * len(texts)):.1f}"
    )
    print(f"reports of their own told so: {100 * sum(split) / (len(split) * len(texts)):.1f} %")


def variants(words: Sequence[str]) -> dict[str, tuple[bool, Variant]]:
    """Give ways of changing a report by name: whether the copy stays the same, and the change.

    `words` are what is put in the place of others.
    """
    return {
        "another dateline": (True, lambda t, _: f"OSLO, June 3 (Agency) - {t}"),
        "one word in fifty edited": (True, lambda t, c: _edited(t, c, words, 0.02)),
        "other quotes, dashes and spaces": (True, lambda t, _: _typeset(t)),
        "cut to four fifths": (True, lambda t, _: _cut(t, 0.8)),
        "cut to a half": (True, lambda t, _: _cut(t, 0.5)),
        "cut to a third": (True, lambda t, _: _cut(t, 0.34)),
        "a caption above, a box below": (True, lambda t, _: f"{_CAPTION}\n\n{t}\n\n{_BOX}"),
        "cut to a half under new reporting": (False, lambda t, c: _updated(t, c, words, 0.5)),
        "a third of it new": (False, lambda t, c: _updated(t, c, words, 0.67)),
        "one word in five rewritten": (False, lambda t, c: _edited(t, c, words, 0.2)),
    }


_CAPTION = "Officials arrive for talks in the capital on Monday. Photo: A. Berg/Agency"
_BOX = "Sign up for our newsletter.\n\nRead more: What to know about the week ahead"


def _without_title(item: Mapping[str, object]) -> str:
    text = str(item["text"])
    return text.removeprefix(str(item.get("title") or "")).lstrip() or text


def _edited(text: str, chance: random.Random, words: Sequence[str], share: float) -> str:
    parts = text.split(" ")
    return " ".join(chance.choice(words) if chance.random() < share else p for p in parts)


def _typeset(text: str) -> str:
    text = text.replace('"', "\N{LEFT DOUBLE QUOTATION MARK}").replace(" - ", " \N{EM DASH} ")
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def _cut(text: str, share: float) -> str:
    parts = text.split(" ")
    return " ".join(parts[: round(share * len(parts))])


def _updated(text: str, chance: random.Random, words: Sequence[str], kept: float) -> str:
    """Put new sentences above what is kept of the beginning, as long a text as before."""
    parts = text.split(" ")
    new = [chance.choice(words) for _ in range(len(parts) - round(kept * len(parts)))]
    return f"{' '.join(new)}.\n\n{_cut(text, kept)}"


def _report(text: str, outlet: str) -> Report:
    published = dt.date(2024, 6, 3)
    made: dict[str, object] = {"text": text, "outlet": outlet, "published": published.isoformat()}
    report = report_from_object(made, outlet)
    # Its own address, so that the same text of another outlet is another report.
    url = f"https://{outlet}.example"
    day = published.isoformat()
    named = report_id(report.text, title=report.title, published=day, url=url)
    return Report(
        id=named,
        text=report.text,
        title=report.title,
        published=published,
        outlet=outlet,
        url=url,
        furniture=report.furniture,
    )


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _print_figures(
    name: str, right: Iterable[Pair], found: Iterable[Pair], same: Iterable[Pair]
) -> None:
    n_right, n_found, n_same = (len(set(pairs)) for pairs in (right, found, same))
    print(
        f"{name:15} precision {_percent(n_right, n_found)} of {n_found},"
        f" recall {_percent(n_right, n_same)} of {n_same}"
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())

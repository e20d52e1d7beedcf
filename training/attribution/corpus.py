"""PolNeAR documents as windows with gold tags and links."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.tagger_decoding import ROLES, TAGS, Found
from onrecord.reading.tagger_windows import Window, windows

_SHARE = 12  # about one document in twelve is held out for choosing


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One labelled attribution: code-point fragments by role."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One labelled document."""

    id: str
    text: str
    attributions: tuple[GoldAttribution, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its gold: a tag a word, the spans, and who belongs to whom.

    `sources` gives for each cue the index of its source, or None; `cues_of` for each content the
    index of its cue, or None when that lies in another window.
    """

    window: Window
    tags: np.ndarray
    cues: list[Found]
    sources: list[Found]
    contents: list[Found]
    source_of: list[int | None]
    cue_of: list[int | None]


def read_documents(path: Path) -> list[Document]:
    """Read a gzipped JSON-lines file of documents (see `score_attribution.py` for the format)."""
    documents = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            documents.append(
                Document(
                    raw["id"],
                    raw["text"],
                    tuple(
                        GoldAttribution(
                            *(tuple((s, e) for s, e in one.get(role, ())) for role in ROLES)
                        )
                        for one in raw["attributions"]
                    ),
                )
            )
    return documents


def held_out(document: Document) -> bool:
    """Whether a training document is kept back for choosing between settings."""
    return hashlib.sha256(document.id.encode()).digest()[0] % _SHARE == 0


def examples(document: Document, tokenizer: Tokenizer, limit: int) -> Iterator[Example]:
    """Cut a document into windows and lay the gold onto their words."""
    for window in windows(document.text, tokenizer, limit):
        yield _example(window, document.attributions)


def _example(window: Window, attributions: tuple[GoldAttribution, ...]) -> Example:
    tags = np.zeros(window.words, dtype=np.int64)
    index: dict[str, dict[tuple[int, int], int]] = {role: {} for role in ROLES}
    spans: dict[str, list[Found]] = {role: [] for role in ROLES}

    def place(role: str, fragment: tuple[int, int]) -> int | None:
        first = int(np.searchsorted(window.ends, fragment[0], side="right"))
        last = int(np.searchsorted(window.starts, fragment[1], side="left")) - 1
        if first > last:
            return None
        key = (first, last)
        if key not in index[role]:
            if tags[first : last + 1].any():
                return None  # two layers cannot both be tagged; the corpus has a handful
            tags[first : last + 1] = _bioes(role, last - first + 1)
            index[role][key] = len(spans[role])
            spans[role].append(Found(first, last, role))
        return index[role][key]

    source_of: dict[int, int | None] = {}
    cue_of: dict[int, int | None] = {}
    for one in attributions:
        placed = {role: [place(role, f) for f in getattr(one, role)] for role in ROLES}
        cues = [k for k in placed["cue"] if k is not None]
        sources = [k for k in placed["source"] if k is not None]
        for cue in cues:
            source_of[cue] = sources[0] if sources else None
        for content in placed["content"]:
            if content is not None and content not in cue_of:
                cue_of[content] = cues[0] if cues else None
    return Example(
        window,
        tags,
        spans["cue"],
        spans["source"],
        spans["content"],
        [source_of.get(k) for k in range(len(spans["cue"]))],
        [cue_of.get(k) for k in range(len(spans["content"]))],
    )


def _bioes(role: str, length: int) -> list[int]:
    if length == 1:
        return [TAGS.index(f"S-{role}")]
    inside = [TAGS.index(f"I-{role}")] * (length - 2)
    return [TAGS.index(f"B-{role}"), *inside, TAGS.index(f"E-{role}")]

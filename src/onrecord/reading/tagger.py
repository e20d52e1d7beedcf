"""The attribution tagger: who said what, read off a text by a small trained encoder.

The network (int8 ONNX, about 22 million weights) gives every word a score for each tag and
projections for linking; `tagger_windows` cuts the text for it and `tagger_decoding` decodes what
it says. Windows are run one at a time, unpadded and on one thread, so that what is found in a
paragraph's window depends on nothing but that window's words: same text, same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.reading.arrays import Floats
from onrecord.reading.model_files import one_thread_session, pinned_files, tokenizer_from
from onrecord.reading.tagger_decoding import LINK_SIDES, Decoding, Found, Linked, decode
from onrecord.reading.tagger_windows import Window, windows
from onrecord.terms import ModelUsed, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["TaggedAttribution", "TaggedText", "Tagger", "load_tagger"]

_NAME = "attribution"
_NETWORK = "model.int8.onnx"
_TOKENIZER = "tokenizer.json"
_DECODING = "decoding.json"
_OPENING_MARKS = "\"'“‘"
_LEAST_SPACES = 5  # "he did not say why" holds no word of anybody else's
_REMEDY = "Reinstall onrecord, or train the model again (training/attribution)"


@dataclass(frozen=True, slots=True)
class TaggedAttribution:
    """One attribution as tagged: fragments of source, cue and content, in text order.

    `source` is empty when the text names none ("it was reported that"). `score` is the
    calibrated chance that source and content are both right, 0 to 1. `inside` is the index of
    the attribution whose content holds this one, or None in the outer layer.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class TaggedText:
    """The attributions of one text: the outer layer in the order of its cues, then the inner."""

    attributions: tuple[TaggedAttribution, ...]


class Tagger:
    """A loaded attribution tagger. Make one with `load_tagger`; it is safe to share by threads.

    `model` names the network's file by its hash. `session` is an onnxruntime session.
    """

    def __init__(
        self, session: Any, tokenizer: Tokenizer, how: Decoding, limit: int, model: ModelUsed
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._how = how
        self._limit = limit
        self.model = model

    def tag(self, text: str, *, nested: bool = False) -> TaggedText:
        """Find the attributions of a text; offsets are code points into it.

        The network knows one layer. With `nested`, every content of some length is tagged again
        as a text of its own, which finds what it attributes in turn ("an official said that the
        ministry had asked for a new date"), for about half as much work again.
        """
        outer = self._layer(text)
        inner = (
            one
            for number, holder in enumerate(outer)
            for span in holder.content
            for one in self._inner(text, span, number)
        )
        return TaggedText((*outer, *inner) if nested else tuple(outer))

    def _inner(self, text: str, within: Span, number: int) -> list[TaggedAttribution]:
        """Find the attributions inside a content, whose own opening quote mark is no part of it."""
        content = text[within.start : within.end]
        bare = content.lstrip(_OPENING_MARKS)
        if bare.count(" ") < _LEAST_SPACES:
            return []
        shift = within.end - len(bare)
        return [
            TaggedAttribution(
                _shifted(one.source, shift),
                _shifted(one.cue, shift),
                _shifted(one.content, shift),
                one.score,
                number,
            )
            for one in self._layer(bare)
        ]

    def _layer(self, text: str) -> list[TaggedAttribution]:
        found: list[TaggedAttribution] = []
        for window in windows(text, self._tokenizer, self._limit):
            emissions, links = self._run(window)
            linked = decode(emissions, links, window.opens, self._how)
            found.extend(_placed(one, window, text) for one in linked)
        return found

    def _run(self, window: Window) -> tuple[Floats, Floats]:
        """Emissions (words, tags) and link projections (words, 2, sides, rank) of a window."""
        emissions, links = self._session.run(
            None, {"ids": window.ids[None], "classes": window.classes[None]}
        )
        at = window.first
        return emissions[0][at], links[0][at].reshape(len(at), 2, len(LINK_SIDES), -1)


def load_tagger(folder: Path | None = None) -> Tagger:
    """Load a tagger from its folder, by default the one that ships with onrecord.

    Raises ModelMissingError when a file is not there or is not the one the manifest names.
    """
    folder = folder or Path(__file__).parent.parent / "models" / _NAME
    pinned = pinned_files(folder, (_NETWORK, _DECODING, _TOKENIZER), _REMEDY)
    return Tagger(
        one_thread_session(pinned.files[_NETWORK]),
        tokenizer_from(pinned.files[_TOKENIZER]),
        Decoding.from_lists(json.loads(pinned.files[_DECODING])),
        pinned.manifest["window"],
        ModelUsed(_NAME, pinned.sha256),
    )


def _shifted(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + by, span.end + by) for span in spans)


def _placed(linked: Linked, window: Window, text: str) -> TaggedAttribution:
    """Words to code points; fragments with only white space between them become one."""

    def spans(found: tuple[Found, ...]) -> tuple[Span, ...]:
        placed: list[Span] = []
        for one in sorted(found):
            start, end = int(window.starts[one.first]), int(window.ends[one.last])
            if placed and not text[placed[-1].end : start].strip():
                start = placed.pop().start
            placed.append(Span(start, end))
        return tuple(placed)

    source = (linked.source,) if linked.source else ()
    return TaggedAttribution(
        spans(source), spans((linked.cue,)), spans(linked.contents), linked.score
    )

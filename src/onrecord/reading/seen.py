"""What the rules and the attribution tagger see in a report, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.reading.dates import DatePhrase
from onrecord.reading.grouping import Sighting
from onrecord.reading.syntax import Marked
from onrecord.terms import Attribution, Span


@dataclass(frozen=True, slots=True)
class Seen:
    """One report's parse with everybody named in it, who says what, every date and every naming.

    `sightings` are the namings of encounters with what the rules read there; all of it, the
    `sentences` and the direct `quotes` are in text order.
    """

    doc: Doc
    marked: Marked
    attributions: tuple[Attribution, ...]
    phrases: tuple[DatePhrase, ...]
    sightings: tuple[Sighting, ...]
    sentences: tuple[Span, ...]
    quotes: tuple[Span, ...]

"""What tests of lines and furniture share."""

from __future__ import annotations

from onrecord.intake.cleaning import furniture_of
from onrecord.intake.lines import Line, layout_of, lines_of
from onrecord.terms import FurnitureKind

PROSE = (
    "Ruritania's foreign minister has called off a visit to Graustark, his office said on Monday.",
    "The visit had been planned for April 3, and a spokesman declined to name a new date for it.",
    "Officials in Graustark said they had learned of the decision from the news, and regretted it.",
    "The two countries have argued over fishing rights in the Sunken Gulf for more than a decade.",
)


def only(text: str) -> Line:
    (line,) = lines_of(text)
    return line


def marked(kind: FurnitureKind, *paragraphs: str) -> list[str]:
    """Give what is furniture of a kind among paragraphs."""
    text = "\n\n".join(paragraphs)
    return [text[f.start : f.end] for f in furniture_of(layout_of(text)) if f.kind == kind]

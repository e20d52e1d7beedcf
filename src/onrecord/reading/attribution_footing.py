"""On what footing an unnamed source speaks: statement, anonymous, media, or an office on record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.reading.attribution_cues import Speakers, load_cues, load_speakers
from onrecord.reading.marks import ActorMention
from onrecord.terms import Footing, Source, Span

I = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})  # noqa: E741
HE = frozenset({"he", "him", "she", "her", "his", "hers", "himself", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves", "both"})

_WORD = re.compile(r"\w[\w.'’-]*")
_INDEFINITE = frozenset(
    {
        "a", "an", "some", "another", "one", "two", "three", "four", "five", "several", "many",
        "other", "others", "unnamed", "anonymous", "any", "few", "most", "senior", "top",
    }
)  # fmt: skip
_TOGETHER = frozenset(
    {"leaders", "presidents", "ministers", "premiers", "counterparts", "men", "pair"}
)
_CHANNELS = frozenset({"website", "site", "account", "page", "channel", "press", "blog"})
_AFTER_HEAD = frozenset({"of", "for", "in", "at", "from", "who", "with", "close", "familiar", "to"})
_OUTLET_NAMED = re.compile(
    r"\b(?:newspaper|daily|paper|weekly|magazine|broadcaster|channel|website|outlet|agency|station|"
    r"portal|tabloid|journal|site|television|newswire|server) [A-Z0-9]"
)
_VOICE_OF_OFFICE = re.compile(
    r"\b(?:press (?:secretary|officer|attaché|service|office)|chief of staff|communications "
    r"(?:director|chief|secretary))\b"
)
_LEADING = frozenset({"Daily", "Radio", "Televisión", "Agence", "Agencia"})
_COMMON = frozenset({"Press", "Today", "Radio", "TV", "Television", "News", "Daily", "Weekly"})
_DEFINITE = frozenset({"the", "his", "her", "its", "their"})


def words_of(text: str) -> list[str]:
    """Lower-case words of a source, without the possessive ending."""
    return [re.sub(r"['’]s$", "", word.lower()) for word in _WORD.findall(text)]


def read_footing(
    doc: Doc, text: str, span: Span, mention: ActorMention | None, told: Sequence[Source]
) -> Footing:
    """Read the footing of a source without a personal name; `text` is the source as written.

    An unnamed spokesperson gives the office's statement; the holder of an office of which there
    is one ("the premier", "Peru's president") is on record; officials, sources and diplomats are
    anonymous; `told` are the sources before this one.
    """
    speakers = load_speakers()
    words = words_of(text)
    if not words:
        return "statement"
    held = doc.char_span(span.start, span.end, alignment_mode="expand")
    head = _head(words, held.root.lower_ if held is not None else words[-1])
    stem = _singular(head)
    kinds = {head, stem}
    owned = bool(re.search(r"['’]s? ", text))
    if re.match(r"(?:[Ii]t )?(?:is|was|were|has|had|have)(?: earlier)?(?: been)? ", text):
        if words[-1] in {"announced", "decided"}:
            return "statement"
        return "media" if words[-1] == "reported" else "anonymous"
    if (
        is_outlet(text, speakers)
        or names_outlet(text)
        or (kinds & speakers.media and not (owned and head in _CHANNELS))
    ):
        return "media"
    if kinds & load_cues().documents or (owned and head in _CHANNELS):
        return "statement"
    if _VOICE_OF_OFFICE.search(text.lower()):
        return "statement"
    if kinds & speakers.spokespeople:
        named = [one for one in told if one.name and stem[:8] in f"{one.text} {one.office}".lower()]
        return "on_record" if words[0] == "the" and len(words) <= 3 and named else "statement"
    indefinite = words[0] in _INDEFINITE
    definite = not indefinite and (words[0] in _DEFINITE or text[:1].isupper() or owned)
    if kinds & _TOGETHER and (definite or words[0] == "both"):
        return "on_record"
    if head in speakers.officeholders and (definite or not kinds & speakers.anonymous):
        return "anonymous" if indefinite else "on_record"
    if (mention is not None and mention.kind == "official") or kinds & speakers.anonymous:
        return "anonymous"
    return "statement"


def _head(words: list[str], root: str) -> str:
    """Give the word that says what the source is; the parser's root, if it is one of the words."""
    root = re.sub(r"['’]s$", "", root)
    if root in words and root not in _INDEFINITE | _DEFINITE:
        return root
    plain = [place for place, word in enumerate(words) if place and word in _AFTER_HEAD]
    return words[plain[0] - 1] if plain else words[-1]


def _singular(word: str) -> str:
    if word.endswith("spokesmen"):
        return "spokesman"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def names_outlet(text: str) -> bool:
    """Tell whether a source describes what it names as an outlet: "the Ukrainian website Nova"."""
    match = _OUTLET_NAMED.search(text)
    return match is not None and "'s" not in text[: match.start()]


def leads_outlet(name: str) -> bool:
    """Tell whether a name begins as only an outlet's does: "Radio Nord", "Daily Nation"."""
    words = name.split()
    return len(words) >= 2 and words[0] in _LEADING and words[1][:1].isupper()


def is_outlet(text: str, speakers: Speakers | None = None) -> bool:
    """Whether a name is an outlet's, by the table or by a last word such as Times or News."""
    table = speakers if speakers is not None else load_speakers()
    first = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", text).split(",")[0].strip()
    first = re.sub(r"['’]s$", "", first)
    words = first.split()
    if not words:
        return False
    owned = re.sub(r"^[A-Z]\w+['’]s (?=[A-Z])", "", first)  # "Brazil's O Globo"
    names = (first, owned, text.strip(), words[0], " ".join(words[:2]))
    if not table.outlets.isdisjoint(names):
        return True
    titled = len(words) >= 2 and words[-1] in table.outlet_words and words[0][:1].isupper()
    # "The Guardian", not "Guardian"; "Radio Nord", not "Radio" or "radio contact".
    called = len(words) == 1 and text.startswith(("The ", "the ")) and first in table.outlet_words
    called = called and first not in _COMMON
    leading = leads_outlet(first)
    return (
        titled
        or called
        or leading
        or (words[-1].startswith("(") and words[-1].strip("()") in table.outlets)
    )

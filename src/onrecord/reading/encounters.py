"""Where a report names an encounter: the trigger word, its kind, and who and where hangs on it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from spacy.tokens import Doc, Token

from onrecord.reading.encounter_nouns import NounReader
from onrecord.reading.encounter_terms import Encounter
from onrecord.reading.encounter_verbs import verbal_encounter
from onrecord.reading.encounter_vetoes import is_no_encounter
from onrecord.reading.rulebook import Rulebook
from onrecord.reading.syntax import Marked

__all__ = ["Encounter", "find_encounters"]

_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_NOMINAL = frozenset(
    {"dobj", "pobj", "nsubj", "nsubjpass", "attr", "conj", "appos", "ROOT", "oprd", "dep"}
)
_BY_PHONE = frozenset({"phone", "telephone", "phoned", "telephoned", "telephonic", "phones"})


def find_encounters(
    doc: Doc, marked: Marked, rulebook: Rulebook, misread: AbstractSet[int] = frozenset()
) -> tuple[Encounter, ...]:
    """Find every naming of an encounter in a parsed report, in text order.

    `misread` are indexes of tokens that name an encounter though the parse takes them for verbs.
    Whether it is an engagement between parties is decided later, when it is clear who takes part.
    """
    phoned = any(t.lower_ in _BY_PHONE for t in doc)
    nouns = NounReader(marked, rulebook, phoned=phoned)
    joined = _joined(doc, rulebook)
    found: list[Encounter] = []
    for token in doc:
        if token.i in joined:
            encounter = nouns.read(token, joined[token.i]) if joined[token.i] else None
        elif token.i in misread or _is_noun(token):
            encounter = nouns.read(token, token.lower_)
        elif token.pos_ in ("VERB", "AUX") or token.lower_ == "due":
            encounter = verbal_encounter(token, marked, rulebook, phoned=phoned)
        else:
            encounter = None
        if encounter is not None and not is_no_encounter(token):
            found.append(encounter)
    return tuple(found)


def _is_noun(token: Token) -> bool:
    if token.pos_ in ("NOUN", "PROPN"):
        return True
    return token.tag_ in ("NN", "NNS") and token.pos_ != "VERB"


def _joined(doc: Doc, rulebook: Rulebook) -> Mapping[int, str]:
    """Map the tokens of hyphenated nouns ("face-to-face") to the word at its head, else to "".

    "A face-to-face" is a meeting; "a face-to-face meeting" and "talk face-to-face" are left to
    the other word.
    """
    found: dict[int, str] = {}
    i = 0
    while i < len(doc) - 2:
        end = i
        while end + 2 < len(doc) and doc[end + 1].text in _HYPHENS and not doc[end].whitespace_:
            end += 2
        word = (
            "".join("-" if t.text in _HYPHENS else t.lower_ for t in doc[i : end + 1])
            if end > i
            else ""
        )
        if word in rulebook.words.nouns:
            head = doc[i : end + 1].root
            found.update(dict.fromkeys(range(i, end + 1), ""))
            if head.dep_ in _NOMINAL:
                found[head.i] = word
        i = end + 1
    return found

"""A cheap, deterministic guess at the language of a text: enough to tell that it is English."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
_FEW_WORDS = 8
_SHOWN = 2


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Function words that news in the language cannot do without. A word that several of the
# languages share ("de", "a", "in", "die") says little, so it counts for each of them alike.
_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": _set(
        "the of and to in that is was for on with as his he by from at it an are be this had has "
        "have not will would said were which their but after its who been they or about"
    ),
    "fr": _set(
        "le la les de des du et à en un une que qui est dans pour sur au aux par avec pas ne il "
        "elle ce cette son sa ses ont été mais plus"
    ),
    "es": _set(
        "el la los las de del y en un una que es por para con no se su al lo como más ha fue este "
        "esta pero sus entre según"
    ),
    "pt": _set(
        "o a os as de do da dos das e em um uma que é por para com não se seu sua ao no na mais "
        "foi como pelo pela entre"
    ),
    "it": _set(
        "il lo la i gli le di del della dei e in un una che è per con non si su al alla da ha sono "
        "anche più come tra nel nella"
    ),
    "de": _set(
        "der die das und in den von zu mit dem des auf für ist im nicht ein eine als auch es an "
        "werden aus er hat dass sich nach bei sie"
    ),
    "nl": _set(
        "de het een en van in is dat op te zijn met voor niet aan er om ook als bij door maar naar "
        "heeft wordt die"
    ),
    "tr": _set(
        "ve bir bu için ile da de olarak daha olan sonra gibi kadar çok ancak ise olduğunu dedi "
        "üzere göre"
    ),
    "pl": _set(
        "i w na z do się nie że jest o po od za przez to jak dla ale oraz który była został"
    ),
    "id": _set(
        "yang dan di dengan untuk dari pada ini itu dalam akan tidak ke oleh juga telah mereka "
        "bahwa sebagai"
    ),
}

_IN_ENGLISH = _FUNCTION_WORDS["en"] | _set(
    "met die not no a me on do al el la le les de del der den des di da dos das du van von y e i o"
)
"""What stands in English news too: words of its own, and small words of names."""

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
)
# Letters that the language named uses and the script's largest language does not.
_NEIGHBOURS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("ru", "uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ar", "ur", re.compile(r"[ٹڈڑں]")),
    ("ar", "fa", re.compile(r"[پچژگ]")),
)


def language_of(text: str) -> str | None:
    """Guess the language of a text as an ISO 639-1 code, or None when it could be several.

    Looks at the script of the letters and then at function words, in the first 4,000 code
    points. A headline alone is mostly too short to tell: None. A guess other than `en` tells
    that the text is not English; which other language it is, is the likeliest of a few.
    """
    sample = text[:_SAMPLE]
    script = None if sample.isascii() else _script(sample)
    if script is not None:
        return script
    words = Counter(_WORD.findall(sample.lower()))
    total = sum(words.values())
    if total < _FEW_WORDS:
        return None
    shares = sorted(
        ((sum(words[w] for w in common) / total, code) for code, common in _FUNCTION_WORDS.items()),
        key=lambda found: (-found[0], found[1]),
    )
    (best, code), (second, _) = shares[0], shares[1]
    # News prose in each of these languages stands well above a fifth; headlines and lists of
    # names lie under a tenth and could be anything. "Anna von der Aa met the king in Amman" has
    # four words that German or Dutch cannot do without, all of them English or part of a name.
    shown = sum(w in words for w in _FUNCTION_WORDS[code] - _IN_ENGLISH)
    if best < 0.1 or best < 1.3 * second or (code != "en" and shown < _SHOWN):
        return None
    return code


def _script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    if letters == 0:
        return None
    # Kana before Han: Japanese is written in both, and only Japanese has kana.
    for code, pattern in _SCRIPTS:
        # English reports quote a foreign name or two in its own script; half the letters is text.
        share = 0.1 if code == "ja" else 0.4
        if len(pattern.findall(sample)) >= share * letters:
            for base, neighbour, own in _NEIGHBOURS:
                if base == code and len(own.findall(sample)) >= letters // 200 + 1:
                    return neighbour
            return code
    return None

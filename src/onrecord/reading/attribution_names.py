"""The personal name in a source, where there is one and it is the speaker's own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.reading.attribution_cues import load_cues, load_speakers
from onrecord.reading.attribution_footing import words_of
from onrecord.reading.attribution_quotes import find_quotes
from onrecord.reading.marks import ActorMention, Actors
from onrecord.reading.sentences import text_of
from onrecord.terms import Span

_TITLES = re.compile(
    r"^(?:(?:MR|MS|MRS|DR|SEN|GEN|AMB|Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Sen|Rep|Gen|Amb)\.? )"
)
_FORMS_OF_ADDRESS = {"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "sen", "rep", "gen", "amb"}
_DOMAINS = {
    "Foreign", "Affairs", "Defense", "Defence", "Trade", "State", "Interior", "Finance", "Security",
    "National", "International", "Relations", "Cooperation", "General", "Justice", "Energy",
}  # fmt: skip
_SERVES = re.compile(
    r"\b(?:of|to|for|with|from|by|under|in|near|at|against)"
    r"(?: (?:the|his|her|its|mr|mrs|ms|president|prime|minister|foreign|chancellor|king|queen|"
    r"secretary|general|then|former|us|\w+ minister|\w+ president))*\.?$",
    re.IGNORECASE,
)
_ROLES = load_speakers().officeholders | load_speakers().spokespeople | {"official", "aide"}
_FULL_NAME = re.compile(
    r"[A-Z][\w.'’-]+(?: (?:(?:al|el|bin|ibn|van|von|de|da|der)[ -])?[A-Z][\w.'’-]*){1,3}"
)
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az)-")
_NO_PERSON = {"GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "EVENT", "LAW", "CARDINAL"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with what resolution asks of it again and again; `people` are (place, name)."""

    doc: Doc
    text: str
    people: tuple[tuple[Span, str], ...]
    actors: Actors
    quotes: tuple[Span, ...]


def scene_of(doc: Doc, actors: Actors) -> Scene:
    """Gather the persons that the entity recogniser and the actors name."""
    entities = [
        (Span(one.start_char, one.end_char), re.sub(r"['’]s$", "", one.text))
        for one in doc.ents
        if one.label_ == "PERSON" and one.text.strip()
    ]
    named = [
        (one.span, one.name)
        for one in actors.mentions
        if one.kind == "person" and one.name is not None and _personal(one.name)
    ]
    text = text_of(doc)
    people = tuple(sorted({*entities, *named}))
    return Scene(doc, text, people, actors, tuple(find_quotes(text)))


def personal_name(scene: Scene, span: Span, mention: ActorMention | None) -> str | None:
    """Find the personal name in a source, or None: an owner's name is not the speaker's."""
    text = scene.text[span.start : span.end]
    start = _own_part(text)
    if start is None:
        return None
    own = Span(span.start + start, span.end)
    person = mention is not None and mention.kind == "person"
    if mention is not None and person and not mention.pronoun and mention.span.overlaps(own):
        name = _TITLES.sub("", mention.name or mention.text)
        name = name.title() if name.isupper() else name
        return fullest_name(scene, name) if _personal(name) else None
    described = _described(scene, span, text)
    if described is not None:
        return fullest_name(scene, described)
    if mention is not None and not person and mention.span.holds(span):
        return None
    for place, name in scene.people:
        # "The Houthis" are many: nobody is called by a name with an article.
        if scene.text[span.start : place.start].lower() == "the ":
            continue
        if own.overlaps(place) and _personal(name) and not owns(scene, place, span):
            return fullest_name(scene, name)
    if start or (mention is not None and not person):
        return None
    return _name_by_form(scene, span, text)


def owns(scene: Scene, name: Span, source: Span) -> bool:
    """Tell whether a name only owns the speaker or is served: "an aide to Ruiz"."""
    after = scene.text[name.end : source.end]
    owner = after.startswith(("'s ", "’s ", "' ", "’ ")) or scene.text[
        name.start : name.end
    ].endswith(("'s", "’s"))
    if owner and re.match(r"^(?:['’]s?)? ?\w", after):
        return True
    following = after.split()
    if following and following[0].lower() in load_speakers().institutions:
        return True
    return bool(_SERVES.search(scene.text[source.start : name.start].rstrip()))


def fullest_name(scene: Scene, name: str) -> str:
    """Find the fullest form of a person's name that the text gives; the name itself if none."""
    best = name
    for _, known in scene.people:
        full = _TITLES.sub("", known)
        longer = len(full) > len(best) and "\n" not in full
        if longer and full.endswith(f" {name}") and _personal(full):
            best = full
    return best


def person_before(scene: Scene, offset: int) -> str | None:
    """Find the last person named before a place in the text, or None."""
    before = [name for place, name in scene.people if place.end <= offset and _personal(name)]
    return fullest_name(scene, before[-1]) if before else None


def office_beside(text: str, name: str) -> str | None:
    """Give the words beside a name that say what office its bearer holds, or None."""
    surname = name.rsplit(maxsplit=1)[-1]
    place = text.find(name) if name in text else text.find(surname)
    if place < 0:
        return None
    length = len(name) if name in text else len(surname)
    titles = load_speakers().officeholders | load_speakers().spokespeople
    for piece in (text[:place], text[place + length :]):
        bare = re.sub(r"\s+", " ", piece).strip(" ,()’'")
        if set(words_of(bare)) & titles:
            return bare
    return None


def _own_part(text: str) -> int | None:
    """Give the place from which on a name in a source is the speaker's, or None if none is.

    In "a spokesman for the Kenyan president, Ana Ruiz" the name after the comma may be the
    spokesman's; in "the office of the president, Ana Ruiz" none is the office's, and
    in "e-mails from Ana Ruiz" none is theirs.
    """
    speakers = load_speakers()
    first = re.match(r"(?:the |an? )?([\w-]+)", text.lower())
    if first is not None and {first.group(1), first.group(1).rstrip("s")} & (
        speakers.written | load_cues().documents
    ):
        return None
    served = re.search(r"\b([\w-]+),? (?:of|for|to|from|in|at|with|by) ", text)
    if served is None or "," in text[: served.start()]:
        return 0
    head = served.group(1).lower()
    if head in speakers.institutions or head in load_cues().documents:
        return None
    if head in speakers.spokespeople | speakers.anonymous - speakers.officeholders:
        comma = text.find(",", served.end())
        return comma + 1 if comma > 0 else None
    return 0


def _personal(name: str) -> bool:
    """Tell whether what is given as a name can be a person's: "Ruiz", not "army chief"."""
    speakers = load_speakers()
    words = name.split()
    last = words[-1].lower() if words else ""
    return (
        bool(words)
        and _ARTICLE.sub("", words[-1])[:1].isupper()
        and name not in speakers.outlets
        and last
        not in speakers.institutions
        | speakers.officeholders
        | speakers.spokespeople
        | speakers.media
        | speakers.anonymous
    )


def _name_by_form(scene: Scene, span: Span, text: str) -> str | None:
    """Find a name that the entity recogniser missed: "Mr Okafor", "MS. REYES", a bare surname."""
    words = text.split(",", maxsplit=1)[0].split()
    titled = _after_title(words)
    if titled:
        name = " ".join(titled)
        return fullest_name(scene, name.title() if text.isupper() else name)
    if len(words) > 3 or not all(word[:1].isupper() for word in words) or text.isupper():
        return None
    full = fullest_name(scene, text)
    if full != text:
        return full
    held = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
    if not _personal(text) or held is None:
        return None
    # "Hamas" and "Fatah" look like surnames too: a bare name is a person's only if it is never
    # taken for an organisation or a place.
    fits = all(
        token.pos_ == "PROPN" and token.ent_type_ not in _NO_PERSON | {"ORG"} for token in held
    )
    return text if fits else None


def _described(scene: Scene, span: Span, text: str) -> str | None:
    """Find a name with what its bearer does behind a comma: "Adel el-Masri, a rebel official".

    Not "South Korea, an ally": what is known as a place, a people or a group is no person.
    """
    name, comma, rest = text.partition(", ")
    role = set(words_of(rest.split(" in ")[0].split(" of ")[0])) & _ROLES
    if not comma or not role or not _FULL_NAME.fullmatch(name) or not _personal(name):
        return None
    place = Span(span.start, span.start + len(name))
    taken = any(
        entity.label_ in _NO_PERSON and place.overlaps(Span(entity.start_char, entity.end_char))
        for entity in scene.doc.ents
    ) or any(
        one.kind not in {"person", "official"} and one.span.overlaps(place)
        for one in scene.actors.mentions
    )
    return None if taken else name


def _after_title(words: list[str]) -> list[str]:
    """Give the name after the last title of a source: "foreign ministry spokeswoman Mara Lind"."""
    titles = load_speakers().officeholders | load_speakers().spokespeople | _FORMS_OF_ADDRESS
    places = [place for place, word in enumerate(words) if word.lower().rstrip(".") in titles]
    if not places:
        return []
    name = words[places[-1] + 1 :]
    # "Minister for Foreign Affairs Ana Ruiz": the title runs on to the last word of its domain.
    while name and (name[0][:1].islower() or name[0] in _DOMAINS):
        name = name[1:]
    plain = [word for word in name if _personal(word)]
    return name if name and len(plain) == len(name) and len(name) <= 4 else []

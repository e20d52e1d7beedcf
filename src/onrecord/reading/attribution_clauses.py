"""Ground for the attribution rules: clause and phrase bounds, and a page that knows its quotes."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from onrecord.reading.attribution_cues import VerbCue, load_cues, load_speakers
from onrecord.reading.attribution_quotes import find_quotes
from onrecord.reading.sentences import text_of
from onrecord.terms import Span

_CUTS = {"relcl", "advcl", "parataxis", "ccomp"}
_STOPS = {",", ".", ";", "!", "?", ":", "—", "–", "--"}
_QUOTED = {"quoted", "cited", "interviewed", "based"}
_NAMED = {"PERSON", "ORG", "GPE", "NORP"}
_EDGES = " \t\r\n\u00a0,;:—–"


class Page:
    """A parsed text with its quotations; bounds are token indexes, spans are code points."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.quotes = find_quotes(text_of(doc))
        self._quote_starts = [quote.start for quote in self.quotes]
        self._token_starts = [token.idx for token in doc]

    def token_at(self, offset: int) -> int:
        """Index of the token that covers a code point, or of the last one before it."""
        return max(0, bisect_right(self._token_starts, offset) - 1)

    def quote_at(self, offset: int) -> Span | None:
        """Find the quotation that covers a code point, or None."""
        place = bisect_right(self._quote_starts, offset) - 1
        if place >= 0 and self.quotes[place].end > offset:
            return self.quotes[place]
        return None

    def quote_opening_at(self, offset: int) -> Span | None:
        """Find the quotation that begins at a code point, or None."""
        quote = self.quote_at(offset)
        return quote if quote is not None and quote.start == offset else None

    def quote_closing_before(self, offset: int) -> Span | None:
        """Find the quotation that ends before a code point, spaces and a comma apart, or None."""
        end = offset
        while end > 0 and self.text[end - 1] in " ,\u00a0—–-":
            end -= 1
        quote = self.quote_at(end - 1) if end else None
        return quote if quote is not None and quote.end == end else None

    def sentence_start(self, index: int) -> int:
        """Index of the first token of the sentence, which never begins inside a quotation."""
        start: int = self.doc[index].sent.start
        quote = self.quote_at(self.doc[start].idx)
        while start > 0 and quote is not None and quote.start < self.doc[start].idx:
            opening = self.token_at(quote.start)
            start = min(self.doc[opening].sent.start, start - 1)
            quote = self.quote_at(self.doc[start].idx)
        while self.doc[start].is_space and start < index:
            start += 1
        return start

    def sentence_end(self, index: int) -> int:
        """Index after the last token of the sentence, closing punctuation included."""
        end: int = self.doc[index].sent.end
        while end > index + 1 and self.doc[end - 1].is_space:
            end -= 1
        return end

    def span(self, start: int, end: int) -> Span:
        """Code points from the first token to before the end token."""
        end = max(end, start + 1)
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last.text))

    def content(self, start: int, end: int) -> Span:
        """Code points of a content: commas and white space off its edges, no final full stop.

        A full stop stays inside a quotation mark, and where it closes an abbreviation.
        """
        while start < end - 1 and self.doc[start].lower_ in {"that", ","}:
            start += 1
        span = self.span(start, end)
        left, right = span.start, span.end
        while left < right and self.text[left] in _EDGES:
            left += 1
        while right > left and self.text[right - 1] in _EDGES:
            right -= 1
        last = self.doc[self.token_at(right - 1)]
        if last.text == "." and right - left > 1:
            right -= 1
        held = self.quote_at(left)
        if held is not None and held.start == left - 1 and right <= held.end <= right + 2:
            return held
        if held is None or held.start != left:
            cut = self.quote_at(right - 1)
            # A mark that opens inside and closes outside is taken in whole.
            if cut is not None and left <= cut.start and cut.end == right + 1:
                right = cut.end
        return Span(left, right)


def subtree(token: Token) -> tuple[int, int]:
    """First and after-last index of everything a token governs."""
    return token.left_edge.i, token.right_edge.i + 1


def noun_phrase(noun: Token) -> tuple[int, int]:
    """Bounds of a noun phrase without its relative and adverbial clauses."""
    start, end = subtree(noun)
    for child in noun.children:
        if child.i > noun.i and child.dep_ in _CUTS:
            end = min(end, child.left_edge.i)
        set_off = (
            child.dep_ in {"acl", "prep"}
            and child.left_edge.i
            and child.left_edge.nbor(-1).text == ","
        )
        if child.i > noun.i and set_off and child.lower_ in _QUOTED:
            end = min(end, child.left_edge.i)
        if child.i > noun.i and child.dep_ in {"cc", "conj"} and child.pos_ in {"VERB", "AUX"}:
            end = min(end, child.left_edge.i)
    start = max(start, noun.sent.start)
    if noun.dep_ == "poss" and end > noun.i + 1 and noun.doc[end - 1].tag_ == "POS":
        end -= 1
    while end > noun.i + 1 and (noun.doc[end - 1].is_punct or noun.doc[end - 1].is_space):
        end -= 1
    while start < noun.i and (noun.doc[start].is_punct or noun.doc[start].is_space):
        start += 1
    return start, max(end, noun.i + 1)


def speaker(verb: Token) -> Token | None:
    """Find the head of the phrase that does the verb: its own or an inherited subject."""
    seen = 0
    current = verb
    while seen < 4:
        seen += 1
        subjects = [child for child in current.children if child.dep_ in {"nsubj", "csubj"}]
        if current == verb and len(subjects) > 1 and verb.i and verb.nbor(-1).text == ",":
            # '"No meeting yet", says an aide': the nearer of two subjects is the speaker.
            subjects = [child for child in subjects if child.i > verb.i] or subjects
        for child in subjects:
            if current == verb or child.i < verb.i:
                return _antecedent(child, current)
        if current == verb and not subjects and (interrupted := _behind_aside(verb)) is not None:
            return interrupted
        for child in current.children:
            if child.dep_ == "nsubjpass" and current != verb:
                return _antecedent(child, current)
        head = current.head
        if current.dep_ in {"conj", "xcomp", "advcl", "dep"} and head != current:
            if head.pos_ in {"VERB", "AUX"}:
                current = head.head if is_outer_participle(current) else head
                continue
            return None
        if current.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return head if current.tag_ in {"VBG", "VBD", "VBZ", "VBP"} else None
        return None
    return None


def is_outer_participle(verb: Token) -> bool:
    """Whether a participle behind a that-clause is what the outer subject does.

    "Oslo denied that any meeting had taken place, insisting that": no meeting insists. But in "said
    that Lima had refused, citing illness" it is Lima that cites.
    """
    clause = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or clause.dep_ != "ccomp" or verb.i < clause.i:
        return False
    first = verb.left_edge
    subjects = [c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}]
    set_off = first.i > 0 and first.nbor(-1).text == ","
    speaks = any(c.pos_ == "PRON" or can_speak(c) for c in subjects)
    return set_off and bool(subjects) and not speaks and clause.head.pos_ == "VERB"


def _behind_aside(verb: Token) -> Token | None:
    """Give the subject that the parser left with an aside: "The king, said an aide, has asked"."""
    for aside in verb.lefts:
        subject = next((c for c in aside.lefts if c.dep_ == "nsubj"), None)
        inverted = aside.i and aside.nbor(-1).text == ","
        if aside.dep_ == "parataxis" and inverted and subject is not None:
            return subject
    return None


def _antecedent(subject: Token, verb: Token) -> Token | None:
    """Give the noun a relative pronoun stands for; any other subject as it is."""
    if subject.tag_ in {"WP", "WDT"} or (subject.lower_ == "that" and verb.dep_ == "relcl"):
        if verb.dep_ == "relcl" and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return verb.head
        # "It was the minister who said so": the parser hangs the clause on "was".
        cleft = verb.head.lemma_ == "be" and verb.dep_ in {"ccomp", "advcl"}
        return next((c for c in verb.head.children if cleft and c.dep_ == "attr"), None)
    return subject


def relative_noun(pronoun: Token) -> Token | None:
    """Give the noun that "who", "which" or "that" stands for in its relative clause, or None."""
    verb = pronoun.head
    if pronoun.tag_ not in {"WP", "WDT"} and verb.dep_ != "relcl":
        return None
    noun = _antecedent(pronoun, verb)
    return None if noun == pronoun else noun


def verb_group(verb: Token, cue: VerbCue | None) -> tuple[int, int]:
    """Bounds of a verb with its auxiliaries and negation before it and its particle after it."""
    start, end = verb.i, verb.i + 1
    for child in verb.lefts:
        if child.dep_ in {"aux", "auxpass", "neg"}:
            start = min(start, child.i)
    if cue is not None and cue.particle:
        for child in verb.doc[verb.i + 1 : verb.i + 5]:
            if child.lower_ == cue.particle and child.i == end:
                end = child.i + 1
        words = cue.particle.split()
        if len(words) > 1 and [word.lower_ for word in verb.doc[end : end + len(words)]] == words:
            end += len(words)
    return start, end


def cue_clause(verb: Token, source: Token) -> tuple[int, int]:
    """Bounds of "X said on Monday": source, verb and what belongs to them, up to punctuation."""
    start = min(
        (
            child.i
            for child in verb.lefts
            if child.dep_ in {"aux", "auxpass", "neg", "advmod"} and verb.i - child.i < 4
        ),
        default=verb.i,
    )
    np_start, np_end = noun_phrase(source)
    if source.i < verb.i:
        own = source.head == verb and not _parted(verb, np_end)
        return (min(start, np_start) if own else start), clause_end(verb.doc, verb.i + 1)
    return start, clause_end(verb.doc, max(verb.i + 1, np_end))


def _parted(verb: Token, np_end: int) -> bool:
    """Tell whether more than a comma parts a source from its verb."""
    return any(token.text in {";", ":"} for token in verb.doc[np_end : verb.i])


def clause_end(doc: Doc, index: int) -> int:
    """Index of the first punctuation, quotation mark or line end from `index` on."""
    while index < len(doc) and doc[index].text not in _STOPS and not doc[index].is_space:
        if doc[index].is_quote or doc[index].text in {"“", "”", '"'}:
            break
        index += 1
    return index


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb or auxiliary."""
    return token.tag_ in {"VBD", "VBZ", "VBP", "MD"}


def object_of(preposition: Token) -> Token | None:
    """Give the head of what a preposition governs, or of the phrase behind it, or None."""
    for child in preposition.children:
        if child.dep_ == "pobj":
            return child
    doc = preposition.doc
    following = doc[preposition.i + 1] if preposition.i + 1 < len(doc) else None
    if following is None or following.is_punct or following.is_space:
        return None
    while following.dep_ in {"det", "compound", "amod", "poss", "nmod"} and (
        following.head.i > following.i
    ):
        following = following.head
    return following


def source_before(page: Page, verb: Token) -> tuple[int, int] | None:
    """Bounds of the noun phrase that stands right before a verb, found by commas alone.

    For cues that end a sentence the parser often takes the speaker for an apposition of the last
    noun: "He will come in May, a palace statement said". A name and a title side by side, and a
    relative clause on either, belong together: "the minister, Ana Ruiz, who is away, said". None
    when no phrase without a finite verb stands there.
    """
    doc = page.doc
    end = verb.i
    while end > verb.sent.start and doc[end - 1].dep_ in {"aux", "auxpass", "advmod", "neg"}:
        end -= 1
    if end > verb.sent.start and doc[end - 1].text == ",":
        end -= 1
    start: int | None = None
    last_kind = ""
    stop = end
    for _ in range(4):
        left = stop
        while left > verb.sent.start and doc[left - 1].text not in _STOPS | {'"', "”", "“"}:
            left -= 1
        kind = _segment_kind(doc, left, stop)
        joins = not last_kind or last_kind == "aside" or {kind, last_kind} == {"name", "title"}
        if left >= stop or not kind or not joins:
            break
        if kind != "aside":
            start = left
        paired = {kind, last_kind} == {"name", "title"}
        last_kind = kind
        if left == verb.sent.start or doc[left - 1].text != "," or paired:
            break
        stop = left - 1
    return None if start is None or start >= end else (start, end)


def _segment_kind(doc: Doc, start: int, end: int) -> str:
    """Say what a stretch between commas is: name, title, phrase, aside, or "" for none."""
    words = [token for token in doc[start:end] if not token.is_space]
    if not words:
        return ""
    if words[0].tag_ in {"WP", "WDT", "WP$", "VBN", "VBG"} or words[0].lower_ in {"in", "on", "at"}:
        return "aside"
    if any(is_finite(word) for word in words):
        return ""
    if all(word.pos_ in {"PROPN", "PART"} or word.is_punct for word in words):
        return "name"
    if words[0].pos_ in {"ADP", "SCONJ", "ADV", "CCONJ", "AUX", "VERB"}:
        return ""
    if not any(word.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "DET"} for word in words):
        return ""
    titles = load_speakers().officeholders | load_speakers().spokespeople
    first_title = next((place for place, word in enumerate(words) if word.lower_ in titles), None)
    if first_title is None:
        return "phrase"
    after = words[first_title + 1 : first_title + 2]
    plain = not after or after[0].pos_ != "PROPN"
    return "title" if plain else "phrase"


def can_speak(noun: Token) -> bool:
    """Whether a noun can be a speaker: a name, a word of the tables, a doer ("facilitators")."""
    speakers = load_speakers()
    kinds = {noun.lower_, noun.lemma_.lower()}
    tables = (
        speakers.anonymous
        | speakers.spokespeople
        | speakers.officeholders
        | speakers.media
        | speakers.institutions
        | load_cues().documents
    )
    agent = noun.lemma_.lower().endswith(("or", "er", "ist", "man", "woman"))
    return noun.ent_type_ in _NAMED or noun.pos_ == "PROPN" or agent or bool(kinds & tables)

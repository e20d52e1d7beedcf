from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from onrecord.errors import ModelMissingError
from onrecord.reading.tagger import TaggedAttribution, Tagger, load_tagger
from onrecord.reading.tagger_decoding import (
    LINK_CLASSES,
    LINK_SIDES,
    TAGS,
    Decoding,
    Found,
    best_path,
    decode,
    legal_transitions,
    link_classes,
    spans_of,
)
from onrecord.reading.tagger_windows import SURFACE_CLASSES, surface_classes, windows
from onrecord.terms import Span

SHIPPED = Path(load_tagger.__code__.co_filename).parent.parent / "models" / "attribution"


# --- windows ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def letters() -> Tokenizer:
    """A tokenizer whose every wordpiece is one letter."""
    alphabet = [chr(code) for code in range(33, 127)] + list("“”‘’é")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *alphabet, *(f"##{one}" for one in alphabet)]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def words_of(text: str) -> list[tuple[int, int]]:
    found = pre_tokenizers.BertPreTokenizer().pre_tokenize_str(text)
    return [span for _, span in found]


def classes_by_word(text: str) -> list[tuple[str, int]]:
    spans = words_of(text)
    return [(text[s:e], c) for (s, e), c in zip(spans, surface_classes(text, spans), strict=True)]


def quoted_words(text: str) -> str:
    return " ".join(word for word, surface in classes_by_word(text) if surface & 4)


def test_case_is_told_apart() -> None:
    found = classes_by_word("x the Kremlin NATO McCain A 7")
    assert [surface & 3 for _, surface in found[1:]] == [0, 1, 2, 3, 1, 0]


def test_first_word_and_words_after_a_line_end_open_a_paragraph() -> None:
    text = "Talks off\nThe minister said so.\n\nmore"
    assert [word for word, surface in classes_by_word(text) if surface & 8] == [
        "Talks",
        "The",
        "more",
    ]


def test_a_hard_wrap_before_a_lower_case_word_opens_nothing() -> None:
    text = "The two ministers will meet\nin Vienna"
    assert [word for word, surface in classes_by_word(text) if surface & 8] == ["The"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "we go" today', '" we go "'),
        ("He said “we go” today", "“ we go ”"),
        ("He said ‘it’s on’ today", "‘ it ’ s on ’"),
        ("He said 'it's on' today", "' it ' s on '"),
        ("The minister's plan and the ministers' plan", ""),
        ("“We go.\n\nThe talks are off.", "“ We go ."),
    ],
)
def test_words_inside_quote_marks_are_marked(text: str, inside: str) -> None:
    assert quoted_words(text) == inside


TEXTS = st.text(alphabet="ab B.\n\n \"'“”é", max_size=200)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, limit=st.integers(min_value=8, max_value=40))
def test_windows_hold_every_word_once_and_keep_the_limit(
    letters: Tokenizer, text: str, limit: int
) -> None:
    text = text.replace("a", "ab")
    cut = windows(text, letters, limit)
    placed = [(int(s), int(e)) for one in cut for s, e in zip(one.starts, one.ends, strict=True)]
    assert placed == words_of(text)
    for one in cut:
        assert one.words > 0
        assert len(one.ids) == len(one.classes)
        assert len(one.ids) <= max(limit, max(e - s for s, e in placed) + 2)
        assert one.ids[0] == letters.token_to_id("[CLS]")
        assert one.ids[-1] == letters.token_to_id("[SEP]")
        assert one.classes.max() < SURFACE_CLASSES
        starts = [text[s].lower() for s in one.starts]
        firsts = [letters.id_to_token(int(i)).removeprefix("##") for i in one.ids[one.first]]
        assert firsts == [start.replace("é", "e") for start in starts]


def test_paragraphs_are_kept_whole_where_they_fit(letters: Tokenizer) -> None:
    text = "aaaa bbbb.\n\ncccc dddd.\n\neeee ffff."
    cut = windows(text, letters, 22)
    assert [text[one.starts[0] : one.ends[-1]] for one in cut] == [
        "aaaa bbbb.\n\ncccc dddd.",
        "eeee ffff.",
    ]


def test_an_overlong_paragraph_is_cut_after_a_sentence(letters: Tokenizer) -> None:
    text = "aaaa bbbb. cccc dddd. eeee"
    cut = windows(text, letters, 17)
    assert [text[one.starts[0] : one.ends[-1]] for one in cut] == ["aaaa bbbb.", "cccc dddd. eeee"]


def test_an_empty_text_has_no_windows(letters: Tokenizer) -> None:
    assert windows(" \n", letters, 16) == []


# --- decoding ---------------------------------------------------------------------------------


RANK = 2


def plain_decoding(seed: int | None = None) -> Decoding:
    chance = np.random.default_rng(seed)

    def numbers(*shape: int) -> np.ndarray:
        drawn = np.zeros(shape) if seed is None else chance.normal(size=shape)
        return drawn.astype(np.float32)

    return Decoding(
        transitions=numbers(len(TAGS), len(TAGS)),
        opening=numbers(len(TAGS)),
        closing=numbers(len(TAGS)),
        source_bias=numbers(LINK_CLASSES),
        content_bias=numbers(LINK_CLASSES),
        no_source=numbers(RANK),
        no_source_bias=numbers()[()],
        calibration=numbers(6),
    )


def path_of(*tags: str) -> np.ndarray:
    return np.array([TAGS.index(tag) for tag in tags])


def emissions_for(*tags: str) -> np.ndarray:
    wanted = np.full((len(tags), len(TAGS)), -5, dtype=np.float32)
    wanted[np.arange(len(tags)), path_of(*tags)] = 5
    return wanted


def test_best_path_is_the_best_of_all_legal_paths() -> None:
    how = plain_decoding(seed=3)
    step = how.transitions + legal_transitions()
    legal = [
        path
        for path in itertools.product(range(len(TAGS)), repeat=3)
        if TAGS[path[0]][0] in "OBS"
        and TAGS[path[-1]][0] in "OES"
        and all(legal_transitions()[a, b] == 0 for a, b in itertools.pairwise(path))
    ]
    for seed in range(5):
        emissions = np.random.default_rng(seed).normal(size=(3, len(TAGS))).astype(np.float32) * 3

        def total(path: tuple[int, ...], emissions: np.ndarray = emissions) -> float:
            along = sum(float(step[a, b]) for a, b in itertools.pairwise(path))
            ends = float(how.opening[path[0]] + how.closing[path[-1]])
            return along + ends + sum(float(emissions[at, tag]) for at, tag in enumerate(path))

        assert tuple(best_path(emissions, how)) == max(legal, key=total)


def test_spans_are_read_off_a_path() -> None:
    tags = (
        "B-content",
        "I-content",
        "E-content",
        "O",
        "S-source",
        "S-cue",
        "B-content",
        "E-content",
    )
    found = spans_of(path_of(*tags), emissions_for(*tags))
    assert [(one.first, one.last, one.role) for one in found] == [
        (0, 2, "content"),
        (4, 4, "source"),
        (5, 5, "cue"),
        (6, 7, "content"),
    ]


def test_link_classes_tell_side_breaks_and_cues_between() -> None:
    cues = [Found(5, 5, "cue"), Found(10, 11, "cue")]
    others = [Found(3, 4, "source"), Found(13, 20, "content")]
    breaks = np.array([1] * 12 + [2] * 10)
    classes = link_classes(cues, others, breaks)
    near_before, far_after = classes[0, 0], classes[0, 1]
    assert near_before[0] == 0
    assert far_after[0] > LINK_CLASSES // 3
    assert [near_before[1], far_after[1]] == [22, 23]
    assert [near_before[2], far_after[2]] == [25, 26]
    assert classes.max() < LINK_CLASSES


def test_two_cues_share_a_source_and_each_content_goes_to_the_nearer_cue() -> None:
    # she said CONTENT and added CONTENT
    tags = ("S-source", "S-cue", "B-content", "E-content", "O", "S-cue", "B-content", "E-content")
    how = plain_decoding()
    how.content_bias[: 2 * 11] = -np.tile(np.arange(11), 2)
    how = Decoding.from_lists(json.loads(json.dumps(how.as_lists())))
    links = np.zeros((len(tags), 2, len(LINK_SIDES), RANK), dtype=np.float32)
    links[0, :, 1] = 4
    links[[1, 5], :, 0] = 4
    found = decode(emissions_for(*tags), links, np.array([True] + [False] * 7), how)
    assert [(one.cue.first, one.source and one.source.first) for one in found] == [(1, 0), (5, 0)]
    assert [[c.first for c in one.contents] for one in found] == [[2], [6]]
    assert all(0.0 <= one.score <= 1.0 for one in found)


def test_a_cue_without_content_is_dropped() -> None:
    tags = ("S-source", "S-cue", "O")
    links = np.zeros((3, 2, len(LINK_SIDES), RANK), dtype=np.float32)
    opens = np.array([True, False, False])
    assert decode(emissions_for(*tags), links, opens, plain_decoding()) == []


# --- the shipped model ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


def pieces(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def only(tagger: Tagger, text: str) -> tuple[TaggedAttribution, ...]:
    return tagger.tag(text).attributions


def test_a_plain_attribution_is_found(tagger: Tagger) -> None:
    text = (
        "The visit has been put off until May, a spokesman for the foreign ministry said on Friday."
    )
    (found,) = only(tagger, text)
    assert pieces(text, found.content) == ["The visit has been put off until May"]
    assert pieces(text, found.source) == ["a spokesman for the foreign ministry"]
    assert pieces(text, found.cue) == ["said"]
    assert found.score > 0.5


def test_a_quotation_broken_by_its_cue_is_one_attribution(tagger: Tagger) -> None:
    text = (
        "“We have not cancelled anything,” Foreign Minister Ana Rojas told reporters in Quito. "
        "“The delegation leaves on Monday.”"
    )
    found = only(tagger, text)[0]
    assert pieces(text, found.content) == [
        "“We have not cancelled anything,”",
        "“The delegation leaves on Monday.”",
    ]
    assert pieces(text, found.source) == ["Foreign Minister Ana Rojas"]


def test_prose_without_attribution_yields_none(tagger: Tagger) -> None:
    assert only(tagger, "The two leaders met in Vienna on Monday. It rained all day.") == ()


def test_offsets_are_code_points(tagger: Tagger) -> None:
    text = "🕊️ Le Caire\u00a0— Talks resume on Sunday, Egypt’s foreign ministry said."
    (found,) = only(tagger, text)
    assert "Talks resume on Sunday" in "".join(pieces(text, found.content))
    assert "foreign ministry" in "".join(pieces(text, found.source))


def test_tagging_is_deterministic_and_windows_do_not_touch_one_another(tagger: Tagger) -> None:
    text = "The summit is off, the Kremlin said. Paris said it knew nothing of that.\n\n" * 40
    first = tagger.tag(text)
    assert tagger.tag(text) == first
    assert len(first.attributions) > 60


def test_what_a_content_attributes_in_turn_is_found_on_request(tagger: Tagger) -> None:
    text = (
        "The foreign ministry in Lima said that its Bolivian counterpart had announced that the "
        "visit would go ahead, a US official told reporters on Tuesday."
    )
    outer = tagger.tag(text).attributions
    both = tagger.tag(text, nested=True).attributions
    assert both[: len(outer)] == outer
    assert {one.inside for one in outer} == {None}
    inner = both[len(outer) :]
    assert inner
    for one in inner:
        assert one.inside is not None
        assert all(
            any(holder.holds(span) for holder in both[one.inside].content)
            for span in (*one.source, *one.cue, *one.content)
        )


def test_an_empty_text_has_no_attributions(tagger: Tagger) -> None:
    assert only(tagger, "") == ()


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"manifest\.json"):
        load_tagger(tmp_path)


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "changed")
    with (tmp_path / "changed" / "decoding.json").open("a") as file:
        file.write(" ")
    with pytest.raises(ModelMissingError, match=r"decoding\.json.*hash"):
        load_tagger(tmp_path / "changed")


def test_importing_the_tagger_loads_no_runtime() -> None:
    code = "import sys, onrecord.reading.tagger as t; print('onnxruntime' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"

"""Who says what, on what footing, with which stance, in the ways that news puts it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from onrecord.reading.attribution import extract, find_attributions, resolve_attributions
from onrecord.reading.attribution_sifting import sifted
from onrecord.reading.attribution_spans import RawAttribution
from onrecord.reading.marks import ActorMention, Actors
from onrecord.reading.parties import find_actors
from onrecord.reading.sentences import parse
from onrecord.terms import Attribution, Span


def read(nlp: Language, text: str, actors: Actors | None = None) -> tuple[Attribution, ...]:
    return find_attributions(parse(nlp, text), actors or Actors())


def said(text: str, one: Attribution) -> list[str]:
    return [text[part.start : part.end] for part in one.content]


def by(found: tuple[Attribution, ...], source: str) -> Attribution:
    return next(one for one in found if one.source.text == source)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            '"The talks are off," Marta Oyelaran said on Monday.',
            "Marta Oyelaran",
            ['"The talks are off,"'],
        ),
        (
            '"The talks are off," said Marta Oyelaran, the deputy prime minister.',
            "Marta Oyelaran, the deputy prime minister",
            ['"The talks are off,"'],
        ),
        (
            "The visit has been put off until June, the Croatian foreign ministry said.",
            "the Croatian foreign ministry",
            ["The visit has been put off until June"],
        ),
        (
            "The envoys, the palace said on Friday, will not travel to Oslo.",
            "the palace",
            ["The envoys", "will not travel to Oslo"],
        ),
        (
            'The minister wrote on X: "We are ready to meet them in Geneva."',
            "The minister",
            ['"We are ready to meet them in Geneva."'],
        ),
        (
            "According to the Kenyan presidency, the two men will meet on Thursday.",
            "the Kenyan presidency",
            ["the two men will meet on Thursday"],
        ),
        (
            "The two men will meet on Thursday, according to the Kenyan presidency.",
            "the Kenyan presidency",
            ["The two men will meet on Thursday"],
        ),
        (
            "In the words of Ambassador Maria Lopez, the round was a waste of time.",
            "Ambassador Maria Lopez",
            ["the round was a waste of time"],
        ),
        (
            "By the ministry's account, nobody had asked for the meeting.",
            "the ministry",
            ["nobody had asked for the meeting"],
        ),
        (
            "The ministry's version is that nobody had asked for the meeting.",
            "The ministry",
            ["nobody had asked for the meeting"],
        ),
        (
            '"Not before the election," came the answer of the presidential palace.',
            "the presidential palace",
            ['"Not before the election,"'],
        ),
        (
            "The report that the summit would move to Vienna was wrong.",
            "The report",
            ["the summit would move to Vienna"],
        ),
        (
            "The cancellation of the tour was announced by the Danish court on Tuesday.",
            "the Danish court",
            ["The cancellation of the tour"],
        ),
        (
            "The agency was told by a senior official that the trip was in doubt.",
            "a senior official",
            ["the trip was in doubt"],
        ),
        (
            "Both leaders take the view that a meeting can wait.",
            "Both leaders",
            ["a meeting can wait"],
        ),
        (
            "What they talked about the minister would not say.",
            "the minister",
            ["What they talked about"],
        ),
    ],
)
def test_sources_and_contents_are_found(
    nlp: Language, text: str, source: str, content: list[str]
) -> None:
    found = read(nlp, text)
    assert (source, content) in [(one.source.text, said(text, one)) for one in found]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Minister: Trade Talks Off\n", "Minister", "Trade Talks Off"),
        (
            "Trade talks put off until May, says minister\n",
            "minister",
            "Trade talks put off until May",
        ),
        ("Peru Denies Secret Talks With Chile\n", "Peru", "Secret Talks With Chile"),
        ("Summit in Oslo called off: report\n", "report", "Summit in Oslo called off"),
        ("King to visit Japan in May - ministry\n", "ministry", "King to visit Japan in May"),
    ],
)
def test_headlines_attribute(nlp: Language, text: str, source: str, content: str) -> None:
    found = read(nlp, text)
    assert (source, [content]) in [(one.source.text, said(text, one)) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Video: Protests in the capital\n",
        "GENEVA: Talks between the two sides resumed on Monday.",
        "The delegation arrived in Oslo on Monday for three days of talks.",
        "If the minister says no, the summit will be off.",
    ],
)
def test_nobody_speaks_where_nobody_speaks(nlp: Language, text: str) -> None:
    assert read(nlp, text) == ()


def test_a_clause_joined_after_a_cue_is_a_statement_of_its_own(nlp: Language) -> None:
    text = "The date is not fixed, he said, and the two sides will meet again in May."
    contents = [said(text, one) for one in read(nlp, text)]
    assert ["The date is not fixed"] in contents
    assert ["the two sides will meet again in May"] in contents


def test_a_content_of_two_statements_is_given_as_two(nlp: Language) -> None:
    text = "The palace said that the visit was off and that new dates would be found."
    assert [said(text, one) for one in read(nlp, text)] == [
        ["the visit was off"],
        ["new dates would be found"],
    ]
    text = '"The visit is off. New dates will be found soon," the palace said.'
    assert [said(text, one) for one in read(nlp, text)] == [
        ['"The visit is off'],
        ['New dates will be found soon,"'],
    ]


def test_two_things_that_share_a_verb_are_one_statement(nlp: Language) -> None:
    text = "The palace said that the king and the premier would meet in Oslo and in Bergen."
    assert len(read(nlp, text)) == 1


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "It was the minister who told the press that the visit was off.",
            "the minister",
            "the visit was off",
        ),
        (
            "No private talks were intended, the department made known before he came.",
            "the department",
            "No private talks were intended",
        ),
        (
            "The premier let it be known that Kenya was in no hurry.",
            "The premier",
            "Kenya was in no hurry",
        ),
        (
            "The king will now leave on Saturday, an official said; he asked not to be named.",
            "an official",
            "The king will now leave on Saturday",
        ),
        (
            "The minister will be in Oslo on Monday, the ministry said, and will meet the king.",
            "the ministry",
            "will meet the king",
        ),
        (
            '"No date was fixed," the statement read.',
            "the statement",
            '"No date was fixed,"',
        ),
    ],
)
def test_turns_of_phrase(nlp: Language, text: str, source: str, content: str) -> None:
    found = read(nlp, text)
    assert (source, [content]) in [(one.source.text, said(text, one)) for one in found]


def test_a_speaker_who_goes_on_doing_things_does_not_go_on_speaking(nlp: Language) -> None:
    text = "The talks were over, the minister said, and left the room without a word."
    assert [said(text, one) for one in read(nlp, text)] == [["The talks were over"]]


def test_a_quotation_without_a_cue_continues_the_speaker(nlp: Language) -> None:
    text = '"We asked them twice," Maria Lopez told reporters. "They never wrote back to us."'
    found = read(nlp, text)
    assert ['"They never wrote back to us."'] in [said(text, one) for one in found]
    assert {one.source.text for one in found if one.cue and one.cue.text == "told"} == {
        "Maria Lopez"
    }


def test_a_quotation_two_paragraphs_on_is_left_alone(nlp: Language) -> None:
    text = (
        '"We asked them twice," Maria Lopez said.\n\nThe square was full of people.\n\n'
        '"They never wrote back to us at all," the banner read in red letters.'
    )
    found = read(nlp, text)
    assert all(
        one.source.text != "Maria Lopez"
        for one in found
        if "banner" in text[one.content[0].end :][:15]
    )


@pytest.mark.parametrize(
    ("text", "source", "footing"),
    [
        ("Maria Lopez said the talks were off.", "Maria Lopez", "on_record"),
        ("The foreign ministry said the talks were off.", "The foreign ministry", "statement"),
        ("A spokesman for the ministry said the talks were off.", None, "statement"),
        ("A senior official said the talks were off.", "A senior official", "anonymous"),
        ("Three diplomats said the talks were off.", "Three diplomats", "anonymous"),
        ("Reuters said the talks were off.", "Reuters", "media"),
        (
            "The Croatian daily Nova reported that the talks were off.",
            "The Croatian daily Nova",
            "media",
        ),
        ("The prime minister said the talks were off.", "The prime minister", "on_record"),
        ("A minister said the talks were off.", "A minister", "anonymous"),
        ("The statement said the talks were off.", "The statement", "statement"),
        ("Maria Lopez's office said the talks were off.", "Maria Lopez's office", "statement"),
        ("An aide to Maria Lopez said the talks were off.", "An aide to Maria Lopez", "anonymous"),
        ("It was reported that the talks were off.", "It was reported", "media"),
        ("His press secretary said the talks were off.", "His press secretary", "statement"),
        ("Her chief of staff said the talks were off.", "Her chief of staff", "statement"),
        ("The chief of the army said the talks were off.", "The chief of the army", "on_record"),
        ("Daily Riga reported that the talks were off.", "Daily Riga", "media"),
        ("The Houthis said the talks were off.", "The Houthis", "statement"),
        (
            "Adel el-Masri, a rebel official in charge of prisoners, said the talks were off.",
            "Adel el-Masri, a rebel official in charge of prisoners",
            "on_record",
        ),
        (
            "South Korea, an ally of Peru, said the talks were off.",
            "South Korea, an ally of Peru",
            "statement",
        ),
    ],
)
def test_footing(nlp: Language, text: str, source: str | None, footing: str) -> None:
    found = read(nlp, text)
    one = found[0] if source is None else by(found, source)
    assert one.source.footing == footing


def test_he_is_the_last_person_who_spoke_and_it_the_last_institution(nlp: Language) -> None:
    text = (
        "The foreign ministry said the visit was off. Maria Lopez, its spokeswoman, said no date had "
        "been set. He had never been invited, she added. The visit was a mistake, it added."
    )
    found = read(nlp, text)
    assert by(found, "she").source.name == "Maria Lopez"
    assert by(found, "she").source.footing == "on_record"
    assert by(found, "it").source.name == "The foreign ministry"
    assert by(found, "it").source.footing == "statement"


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        (
            "Dmitry Orlov confirmed that Ola Berg and Ana Prado had met, and he said more was to come.",
            "he",
            "Dmitry Orlov",
        ),
        (
            "Peru's spokesman said Ola Berg had called Ana Prado. He said the two would meet.",
            "He",
            "Peru's spokesman",
        ),
        (
            "“The trip is off,” the spokesman said. “We will go in May,” he added.",
            "he",
            "the spokesman",
        ),
        (
            "Ana Prado said the trip was off. Ola Berg came to Lima. He said the date was fixed.",
            "He",
            "Ola Berg",
        ),
        (
            "Queen Anna said that she had met Ola Berg in Riga. He said the round was useful.",
            "He",
            "Ola Berg",
        ),
    ],
)
def test_who_speaks_goes_on_speaking_before_anybody_mentioned(
    nlp: Language, text: str, pronoun: str, name: str
) -> None:
    doc = parse(nlp, text)
    found = find_attributions(doc, find_actors(doc, None))
    assert by(found, pronoun).source.name == name


def test_i_within_a_quotation_is_whoever_is_quoted(nlp: Language) -> None:
    text = '"I told him that we could not come," Prime Minister Maria Lopez said on Monday.'
    found = read(nlp, text)
    inner, outer = by(found, "I"), by(found, "Prime Minister Maria Lopez")
    assert inner.source.name == "Maria Lopez"
    assert inner.inside == outer.id


def test_names_offices_and_sides_come_from_the_actors(nlp: Language) -> None:
    text = "Ruiz said the talks were off."
    mention = ActorMention(
        0,
        4,
        "Ruiz",
        "person",
        "p1",
        name="Maria Lopez",
        office="Peru's foreign minister",
        side="PER",
    )
    source = read(nlp, text, Actors((mention,)))[0].source
    assert (source.name, source.office, source.side) == (
        "Maria Lopez",
        "Peru's foreign minister",
        "PER",
    )
    assert source.footing == "on_record"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry said the visit would begin in May.", "asserts"),
        ("The ministry confirmed that the visit would begin in May.", "confirms"),
        ("The ministry denied that any visit was planned.", "denies"),
        ("The ministry rejected reports of a visit.", "denies"),
        ("The ministry rejected an invitation to a meeting.", "asserts"),
        ("The ministry called the report false.", "denies"),
        ("There are no plans for a visit, the ministry said.", "denies"),
        ("No date has been set, the ministry said.", "asserts"),
        ("The ministry declined to comment on the visit.", "declines_comment"),
        ("The ministry would not say when the visit begins.", "declines_comment"),
        ("The ministry has yet to confirm the visit.", "declines_comment"),
        ("The ministry has not ruled out a visit.", "does_not_deny"),
        ("The ministry has neither confirmed nor denied the visit.", "does_not_deny"),
        ("The king declined an invitation, the palace said.", "asserts"),
        ("The ministry is yet to confirm the visit.", "declines_comment"),
        ("The ministry said the visit was on but did not give a reason for it.", "asserts"),
    ],
)
def test_stance(nlp: Language, text: str, stance: str) -> None:
    found = [
        one
        for one in read(nlp, text)
        if "ministry" in one.source.text or "palace" in one.source.text
    ]
    assert found
    assert stance in {one.stance for one in found}


@pytest.mark.parametrize(
    ("text", "carrier"),
    [
        ("The trip is off, an official told Reuters.", "Reuters"),
        ("The trip is off, an official told reporters.", None),
        ("Maria Lopez told the daily Nova that the trip was off.", "Nova"),
        ("Maria Lopez told the German parliament that the trip was off.", None),
        ("Maria Lopez told this newspaper that the trip was off.", "this newspaper"),
        ("Maria Lopez told al-Nova newspaper that the trip was off.", "al-Nova"),
    ],
)
def test_carrier_is_the_outlet_told_and_nobody_else(
    nlp: Language, text: str, carrier: str | None
) -> None:
    assert read(nlp, text)[0].carrier == carrier


def test_the_channel_is_kept_as_written(nlp: Language) -> None:
    text = "The trip is off, the palace said in a written statement on Friday."
    assert read(nlp, text)[0].via == "in a written statement"


def test_an_outlet_that_cites_gives_two_layers(nlp: Language) -> None:
    text = "The summit has been put off, Reuters reported, citing two diplomats."
    found = read(nlp, text)
    outlet, cited = by(found, "Reuters"), by(found, "two diplomats")
    assert outlet.source.footing == "media"
    assert cited.source.footing == "anonymous"
    assert cited.inside == outlet.id
    assert cited.carrier == "Reuters"
    assert said(text, cited) == ["The summit has been put off"]


def test_quoted_as_saying_gives_two_layers(nlp: Language) -> None:
    text = "Nova TV quoted the envoy as saying that the round would be the last."
    found = read(nlp, text)
    envoy = by(found, "the envoy")
    assert said(text, envoy) == ["the round would be the last"]
    assert envoy.inside == by(found, "Nova TV").id


def test_somebody_told_something_within_what_somebody_says(nlp: Language) -> None:
    text = "Maria Lopez told Nova TV that the king had assured her that the visit would go ahead."
    found = read(nlp, text)
    outer, inner = by(found, "Maria Lopez"), by(found, "the king")
    assert inner.inside == outer.id
    assert said(text, inner) == ["the visit would go ahead"]


def test_a_transcript_gives_each_sentence_to_whose_turn_it_is(nlp: Language) -> None:
    text = (
        "MS. REYES: The trip has been moved to June. I have nothing to add on that.\n\n"
        "Q    Is it off for good?\n\nMS. REYES: No, it is not off.\n"
    )
    found = [one for one in read(nlp, text) if one.source.text == "MS. REYES"]
    assert [(said(text, one)[0], one.stance) for one in found] == [
        ("The trip has been moved to June.", "asserts"),
        ("I have nothing to add on that.", "declines_comment"),
        ("No, it is not off.", "denies"),
    ]
    assert {one.source.footing for one in found} == {"on_record"}


@pytest.mark.parametrize(
    ("heading", "speaks"),
    [
        ("Joint Statement by the Foreign Ministers of Peru and Ghana", True),
        ("STATEMENT BY THE PRESIDENT OF PERU", True),
        ("Lima dismissed a statement by the Ghanaian minister that he had come.", False),
        ("It was set out in a joint statement by Peru and Ghana", False),
    ],
)
def test_a_release_begins_with_its_heading(nlp: Language, heading: str, *, speaks: bool) -> None:
    text = f"{heading}\n\nThe ministers met in Lima on Monday. They had lunch there.\n"
    contents = [content for one in read(nlp, text) for content in said(text, one)]
    assert ("They had lunch there." in contents) == speaks


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Peru's minister denied that any meeting had taken place, insisting that Lima would wait.",
            "Peru's minister",
            ["any meeting had taken place", "Lima would wait"],
        ),
        (
            "Peru's minister said that Ghana had refused to come, saying that the time was wrong.",
            "Ghana",
            ["the time was wrong"],
        ),
    ],
)
def test_a_participle_behind_a_clause_is_done_by_who_can_speak(
    nlp: Language, text: str, source: str, content: list[str]
) -> None:
    found = read(nlp, text)
    assert [s for a in found if a.source.text == source for s in said(text, a)] == content


def test_a_question_that_is_answered_questions_nothing(nlp: Language) -> None:
    text = "Luis Roca said to a question that officials had met in May."
    cue = Span(text.index("said"), text.index(" that officials"))
    content = Span(text.index("officials"), len(text) - 1)
    raw = RawAttribution(Span(0, 9), cue, (content,), "tagger", 0.9)
    (one,) = resolve_attributions(parse(nlp, text), Actors(), [raw])
    assert one.stance == "asserts"


def test_a_release_speaks_for_whoever_issued_it(nlp: Language) -> None:
    text = (
        "Ministry of Foreign Affairs of Peru\nPRESS RELEASE\n\n"
        "The visit of the minister to Quito has been moved to June. Both sides regret the delay.\n"
    )
    found = [one for one in read(nlp, text) if one.source.text.startswith("Ministry")]
    assert [said(text, one)[0] for one in found] == [
        "The visit of the minister to Quito has been moved to June.",
        "Both sides regret the delay.",
    ]
    assert {one.source.footing for one in found} == {"statement"}


def test_a_tagger_can_stand_in_for_extraction(nlp: Language) -> None:
    text = "The talks, an official whispered, are off."
    doc = parse(nlp, text)
    raw = RawAttribution(Span(11, 22), Span(23, 32), (Span(0, 9), Span(34, 41)), "tagger", 0.75)
    (one,) = resolve_attributions(doc, Actors(), [raw])
    assert (one.source.text, one.source.footing, one.score) == ("an official", "anonymous", 0.75)
    assert said(text, one) == ["The talks", "are off"]
    assert one.cue is not None
    assert text[one.cue.start : one.cue.end] == one.cue.text == "whispered"


_PIECES = st.lists(
    st.sampled_from(
        [
            '"We will meet in May," Maria Lopez said.', "According to Reuters, ", "he said", ", ", "\n",
            "“No comment", "”", '"', "'", "MR. LEE: ", "Q  ", "Minister: talks off\n", "denied that ",
            "an official told Nova TV ", "the visit was off. ", "citing two diplomats", " - ", "it ",
        ]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(pieces=_PIECES)
def test_whatever_the_text_spans_lie_in_it_and_ids_point_at_others(
    nlp: Language, pieces: list[str]
) -> None:
    text = "".join(pieces)
    doc = parse(nlp, text)
    found = find_attributions(doc, Actors())
    assert found == resolve_attributions(doc, Actors(), extract(doc))
    ids = {one.id for one in found}
    assert len(ids) == len(found)
    for one in found:
        assert one.content
        assert list(one.content) == sorted(one.content)
        assert all(0 <= part.start < part.end <= len(text) for part in one.content)
        assert one.inside is None or (one.inside in ids and one.inside != one.id)
        if one.source.start is not None:
            assert text[one.source.start : one.source.end] == one.source.text


@pytest.mark.parametrize(
    ("text", "start", "side"),
    [
        ('"No," said Goran Iliev, a Macedonian government spokesman.', "Goran", "MKD"),
        ("A Serbian television report said the two would meet in May.", "A Serbian", None),
        ("The Serbian foreign ministry said the two would meet in May.", "The Serbian", "SRB"),
    ],
)
def test_a_speakers_side_is_his_bodys_and_an_outlet_has_none(
    nlp: Language, text: str, start: str, side: str | None
) -> None:
    found = read(nlp, text, find_actors(parse(nlp, text), None))
    (source,) = {a.source for a in found if a.source.text.startswith(start)}
    assert source.side == side


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Ruiz met the Kenyan premier in May; Nova quoted two senior aides as saying.",
            "two senior aides",
            ["Ruiz met the Kenyan premier in May"],
        ),
        (
            "The visit to Ghana has been put off. This was announced by the spokesman, Luis Roca.",
            "the spokesman, Luis Roca",
            ["The visit to Ghana has been put off"],
        ),
        (
            "The visit to Ghana has been put off. It was confirmed by the Peruvian embassy.",
            "the Peruvian embassy",
            ["The visit to Ghana has been put off"],
        ),
        (
            "The talks with Ghana, alleged by the media, never took place.",
            "the media",
            ["The talks with Ghana"],
        ),
        (
            "Reuters said earlier citing a lawmaker that the king will visit Ghana.",
            "a lawmaker",
            ["the king will visit Ghana"],
        ),
        (
            "Reuters said earlier citing a lawmaker that the king will visit Ghana.",
            "Reuters",
            ["the king will visit Ghana"],
        ),
        (
            "It was announced that the king would visit Ghana in June.",
            "It was announced",
            ["the king would visit Ghana in June"],
        ),
    ],
)
def test_who_stands_behind_a_passive_or_is_cited(
    nlp: Language, text: str, source: str, content: list[str]
) -> None:
    assert said(text, by(read(nlp, text), source)) == content


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz in Riga: The Weekend That Changed the World",
        "OFFICIAL: Brazil to meet Ghana in June",
        "Premier and king meet for late talks amid hints of a reshuffle",
        "The premier was informed that the visit was off.",
        "It stood in a letter issued by the ministry.",
    ],
)
def test_headings_slugs_and_hearers_say_nothing(nlp: Language, text: str) -> None:
    assert read(nlp, text, find_actors(parse(nlp, text), None)) == ()


def test_a_name_in_capitals_before_a_colon_speaks(nlp: Language) -> None:
    text = "PUTIN: No meeting with Biden"
    (one,) = read(nlp, text, find_actors(parse(nlp, text), None))
    assert one.source.name == "Putin"


def test_who_speaks_is_not_whom_he_speaks_of(nlp: Language) -> None:
    text = '"I met President Biden and it was good," he said.'
    (one,) = read(nlp, text, find_actors(parse(nlp, text), None))
    assert one.source.name is None
    text = 'President Biden came to Riga. "I met Mr Ruiz and it was good," he said.'
    found = read(nlp, text, find_actors(parse(nlp, text), None))
    assert [a.source.name for a in found if a.source.text == "he"] == ["Biden"]


def test_a_nearer_minister_without_a_name_comes_before_a_farther_one_with(nlp: Language) -> None:
    text = (
        "Foreign Minister Jan Nowak said the visit was on. The Omani foreign minister said it was"
        " off. The minister said no date was set."
    )
    found = read(nlp, text, find_actors(parse(nlp, text), None))
    assert found[-1].source.side == "OMN"


def test_a_time_is_no_part_of_a_source(nlp: Language) -> None:
    text = "Tehran on Wednesday said that the visit was off."
    source, cue, content = Span(0, 19), Span(20, 24), Span(30, len(text) - 1)
    found = sifted(parse(nlp, text), [RawAttribution(source, cue, (content,), "tagger", 0.9)])
    assert [one.source for one in found] == [Span(0, 6)]


def test_the_aides_of_two_are_nobody_by_name(nlp: Language) -> None:
    text = "Both Alan Ruiz and the foreign minister's aides declined to comment on the visit."
    (one,) = read(nlp, text, find_actors(parse(nlp, text), None))
    assert (one.source.name, one.source.footing) == (None, "anonymous")

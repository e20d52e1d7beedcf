"""Where names begin and end, what titles stand before them, and which of them are one person's."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from onrecord.reading.marks import ActorMention
from onrecord.reading.parties import find_actors
from onrecord.reading.sentences import parse

DAY = dt.date(2023, 5, 1)


def people(nlp: Language, text: str) -> list[ActorMention]:
    mentions = find_actors(parse(nlp, text), DAY).mentions
    return [m for m in mentions if m.kind == "person" and m.name and not m.pronoun]


def names(nlp: Language, text: str) -> list[str | None]:
    return [m.name for m in people(nlp, text)]


@pytest.mark.parametrize(
    ("text", "office", "name"),
    [
        ("Foreign Minister Dr Elena Varga left.", "Foreign Minister", "Elena Varga"),
        ("Malaysian Premier Tun Dr Karim Hamad left.", "Malaysian Premier", "Karim Hamad"),
        ("Malaysian minister Dato' Sri Karim Hamad left.", "Malaysian minister", "Karim Hamad"),
        ("Prime Minister Hon. Peter Kawi left.", "Prime Minister", "Peter Kawi"),
        ("Governor-General Sir Robert Dorrell left.", "Governor-General", "Robert Dorrell"),
        ("Indian army chief Lt Gen Arun Mehta left.", "Indian army chief", "Arun Mehta"),
        ("Defence Minister General Omer Tan left.", "Defence Minister", "Omer Tan"),
        ("Pakistani army chief Gen (Rtd) Asad Khan left.", "Pakistani army chief", "Asad Khan"),
        ("Foreign Minister U Thein Maung Lwin left.", "Foreign Minister", "Thein Maung Lwin"),
        ("The foreign minister, Ambassador Ana Roy, left.", "foreign minister", "Ana Roy"),
        ("General Omer Tan left for Rome.", "General", "Omer Tan"),
        ("Vice Premier He Lifeng left.", "Vice Premier", "He Lifeng"),
        ("Emir Tamim bin Hamad left.", "Emir", "Tamim bin Hamad"),
    ],
)
def test_titles_are_neither_of_the_office_nor_of_the_name(
    nlp: Language, text: str, office: str, name: str
) -> None:
    assert {(m.office, m.name) for m in people(nlp, text)} == {(office, name)}


@pytest.mark.parametrize(
    ("text", "office", "name"),
    [
        (
            "Australian Ambassador to Indonesia Datuk Karim Osman left.",
            "Australian Ambassador to Indonesia",
            "Karim Osman",
        ),
        (
            "US Ambassador to Japan Rahm Ellison met them.",
            "US Ambassador to Japan",
            "Rahm Ellison",
        ),
        (
            "Secretary of Russia's Security Council Sergei Shelov came.",
            "Secretary of Russia's Security Council",
            "Sergei Shelov",
        ),
        (
            "Minister of Foreign Affairs of Qatar Khalid Attal met them.",
            "Minister of Foreign Affairs of Qatar",
            "Khalid Attal",
        ),
        ("Minister of Foreign Trade Ana Diaz left.", "Minister of Foreign Trade", "Ana Diaz"),
        (
            "Principal Deputy Spokesperson Tommy Pinter: We will meet them.",
            "Principal Deputy Spokesperson",
            "Tommy Pinter",
        ),
        (
            "Jan Nowak, General-Secretary of the Organization, will attend.",
            "General-Secretary of the Organization",
            "Jan Nowak",
        ),
        ("There was a chance Foreign Minister Le Drian would go.", "Foreign Minister", "Le Drian"),
        ("MOSCOW /TASS/. Foreign Minister Ana Roy left.", "Foreign Minister", "Ana Roy"),
        ("The opposition Senator Jan Ruiz left.", "opposition Senator", "Jan Ruiz"),
        ("Deputy PLC president Salah Makhoul met them.", "Deputy PLC president", "Salah Makhoul"),
        ("Deputy Nuno Silva met them.", "Deputy", "Nuno Silva"),
    ],
)
def test_an_office_ends_where_the_name_begins(
    nlp: Language, text: str, office: str, name: str
) -> None:
    assert [(m.office, m.name) for m in people(nlp, text) if m.text.endswith(name)] == [
        (office, name)
    ]


def test_an_office_for_an_office_names_nobody(nlp: Language) -> None:
    (envoy,) = [
        m
        for m in find_actors(
            parse(nlp, "The envoy of the UN Secretary General left."), DAY
        ).mentions
        if m.office
    ]
    assert (envoy.office, envoy.name) == ("envoy of the UN Secretary General", None)


def test_an_envoy_is_not_who_sent_him(nlp: Language) -> None:
    text = "The special envoy of President Emmanuel Macron for Libya, Paul Soler, arrived in Tunis."
    by_text = {m.text: (m.name, m.side) for m in people(nlp, text)}
    assert by_text["President Emmanuel Macron"] == ("Emmanuel Macron", "FRA")
    assert by_text["special envoy"] == by_text["Paul Soler"] == ("Paul Soler", "FRA")


def test_a_list_after_an_office_gives_each_his_state(nlp: Language) -> None:
    text = "Presidents Luis Arze (Bolivia), Mario Abad (Paraguay) and Chan Santok (Suriname) came."
    assert [(m.name, m.side) for m in people(nlp, text)] == [
        ("Luis Arze", "BOL"),
        ("Mario Abad", "PRY"),
        ("Chan Santok", "SUR"),
    ]
    text = "Foreign Ministers Jan Nowak of Poland and Petr Novak of Czechia signed it."
    assert [(m.name, m.side) for m in people(nlp, text)] == [
        ("Jan Nowak", "POL"),
        ("Petr Novak", "CZE"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Former President A P J Karim Rao met A B Bardan and S K Lamba.",
         ["A P J Karim Rao", "A B Bardan", "S K Lamba"]),
        ("Prof. G.L. Perera met N.P. Sahu.", ["G.L. Perera", "N.P. Sahu"]),
        ("A Bank spokesman met U S officials of a G 7 group.", []),
        ("The U.S.Embassy said no.", []),
        ("UN Secretary-General Ban Ki- moon will go.", ["Ban Ki-moon"]),
        ("President Jan “Janek” Nowak Jr. will go.", ["Jan “Janek” Nowak Jr."]),
        ("President Jan Nowak “Never Again” ever said.", ["Jan Nowak"]),
        ("Tongan King Siaosi 'Ulukala met them.", ["Siaosi 'Ulukala"]),
        ("López Obrador will meet them.", ["López Obrador"]),
        ("Netanyahu Flies to Jordan", ["Netanyahu"]),
        ("Emir Tamim bin Hamad al-Thani left.", ["Tamim bin Hamad al-Thani"]),
        ("He met Ali Said Omari, the union president, and others.", ["Ali Said Omari"] * 2),
        ("Macron Said Putin Will Come", ["Macron", "Putin"]),
        ("UN Envoy Aborts Visit to Syria", []),
        ("Foreign Secretary Level Consultations were held.", []),
        ("The Prime Minister Secretariat said no.", []),
    ],
)  # fmt: skip
def test_names_are_whole_and_nothing_else_is_a_name(
    nlp: Language, text: str, found: list[str]
) -> None:
    assert names(nlp, text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The minister, Kagiso Seretse, thinks of a trip.", "Kagiso Seretse"),
        ('"We stopped," said the Malaysian envoy, Hamzah Yusof.', "Hamzah Yusof"),
        ("The American security adviser, Trent Calloway, spoke on Sunday.", "Trent Calloway"),
        ("He saw the foreign minister, Radio Vox reported.", None),
        ("The foreign minister, Le Monde and others said no.", None),
    ],
)
def test_a_name_in_apposition_to_an_office_is_somebody_whatever_the_recogniser_says(
    nlp: Language, text: str, name: str | None
) -> None:
    assert set(names(nlp, text)) == ({name} if name else set())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Poland's Leszek Zawada is in Rome.", {"Leszek Zawada": "POL"}),
        ("She ate with the Greek Nikos Voulgaris.", {"Nikos Voulgaris": "GRC"}),
        ("Igor Popovski of the Russian Federation came.", {"Igor Popovski": "RUS"}),
        ("Kenya's Lake Naivasha is full.", {}),
        ("Israel's Ben Gurion Airport was closed.", {}),
    ],
)
def test_a_name_beside_a_state_is_somebody_of_it(
    nlp: Language, text: str, found: dict[str, str]
) -> None:
    assert {m.name: m.side for m in people(nlp, text)} == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Prime Minister Sir Allen Kemp left. Sir Allen will be back.", 1),
        ("Prime Minister Sir Allen Kemp left. Sir Robert will be back.", 2),
        ("Emir Sheikh Tamim bin Hamad Al-Thani left. Sheikh Tamim will be back.", 1),
        ("President Robert Moyo left. R.G.Moyo will be back.", 1),
        ("President Robert Moyo left. Minister J. Moyo will be back.", 2),
        ("Ana María Vega Soto left. Then Vega Soto called.", 1),
        ("Minister Chou Wen-tai left. Chou will be back.", 1),
        ("Turkey's Emre Aydin left. King Emre of Utopia will be back.", 2),
        ("Chou will be back. Minister Chou Wen-tai and minister Chou Li-an left.", 3),
    ],
)
def test_one_person_named_in_two_ways(nlp: Language, text: str, count: int) -> None:
    assert len({m.entity for m in people(nlp, text)}) == count


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        (
            "Ambassador of the Republic of Malawi to Zambia Her Excellency Grace Phiri left.",
            "Grace Phiri",
            "MWI",
        ),
        (
            "He met his Malawian counterpart to Zambia Peter Banda Tembo.",
            "Peter Banda Tembo",
            "MWI",
        ),
        ("MALAWI'S newly-appointed high commissioner to Zambia Grace Phiri left.", "Phiri", "MWI"),
        ("The ambassador to Zambia of Malawi, Grace Phiri, left.", "Grace Phiri", "MWI"),
        (
            "Nils Carlin, the visiting prime minister of Sweden, met Indian officials.",
            "Nils",
            "SWE",
        ),
        ("Ali Zein, the junta-appointed prime minister of Niger, left Ankara.", "Ali Zein", "NER"),
        ("The Taliban's acting foreign minister, Amir Khan Muttaqi, left.", "Muttaqi", "Taliban"),
        (
            "He met his counterparts from Chile and Japan, Ivo Varga Roy and Kenji Tanabe.",
            "Ivo",
            "CHL",
        ),
        (
            (
                "US envoy John Roth met at the U.S. Consulate with Palestinian leaders Adnan Husri,"
                " Faisal Nasser and Zakaria al-Barghi."
            ),
            "Zakaria al-Barghi",
            "PSE",
        ),
        ("Those present were Kwabo Mensimah (Ghana) and Diall Bahman (Mali).", "Kwabo", "GHA"),
        ("H.E. Ana Silva- Chile, H.E. Jan Al-Nowak- Kuwait and staff left.", "Ana Silva", "CHL"),
        ("H.E. Ana Silva- Chile, H.E. Jan Al-Nowak- Kuwait and staff left.", "Jan Al-Nowak", "KWT"),
        ("Those present were Ana Silva - Chile, and Jan Nowak - Poland, and staff.", "Ana", "CHL"),
    ],
)
def test_the_state_is_the_senders_and_each_ones_own(
    nlp: Language, text: str, name: str, side: str
) -> None:
    sides = {m.side for m in people(nlp, text) if name in (m.name or "")}
    assert sides == {side}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The delegation flew to Kenya. Raila Odinga said so.", "Raila Odinga"),
        ("Port Louis (Mauritius) is a town, Jan Nowak said.", "Jan Nowak"),
        ("The officials from Chile and Japan, Jan Nowak said, agreed.", "Jan Nowak"),
        ("The Saudi Crown Prince met Jan Nowak.", "Jan Nowak"),
        ("Sheikh Hamad left Rome.", "Hamad"),
        ("Pakistani envoy Major General (Retd) Tariq Baloch left.", "Tariq Baloch"),
        ("Deputy FM Bahmani Rezai left Vienna.", "Bahmani Rezai"),
        ("Cabinet Secretary Alfred Mutai left.", "Alfred Mutai"),
        ("H.E Grace Phiri left.", "Grace Phiri"),
        ("Fatu Bah, Amina Tunis and Joseph Conteh left.", "Amina Tunis"),
        ("Assistant Secretary of State Carol English left.", "Carol English"),
    ],
)
def test_titles_states_and_towns_are_nobody(nlp: Language, text: str, name: str) -> None:
    found = names(nlp, text)
    assert name in found
    assert not {"Sheikh", "Crown Prince", "Retd", "Port Louis", "Nabeela", "David"} & set(found)


def test_each_office_in_a_list_is_of_the_name_behind_it(nlp: Language) -> None:
    text = "Prime Minister Jan Nowak of Poland, Trade Minister, Ana Silva, and others left."
    offices = {m.name: m.office for m in people(nlp, text)}
    assert offices["Ana Silva"] == "Trade Minister"
    assert offices["Jan Nowak"] == "Prime Minister"
    text = "Nowak, the foreign minister, Ana Silva and others left."
    offices = {m.name: m.office for m in people(nlp, text)}
    assert offices["Nowak"] == "foreign minister"


def test_one_who_acts_in_an_office_is_not_its_holder(nlp: Language) -> None:
    text = "Acting Prime Minister and Attorney-General of Malawi, Mr. Tamanda Phiri, spoke."
    assert set(names(nlp, text)) == {"Tamanda Phiri"}
    text = "The king and Prime Minister Jan Nowak left."
    assert [m.name for m in people(nlp, text)] == ["Jan Nowak"]


def test_a_last_name_is_found_again(nlp: Language) -> None:
    text = "Zambian minister Mulambo Haimbeka left. Haimbeka was heard on Haimbeka Street."
    assert [m.text for m in people(nlp, text)][1:] == ["Haimbeka"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("David And Samantha Kameron Fly To Rome", "Samantha Kameron"),
        ("Shevardin Coming To Washington", "Shevardin"),
        (
            (
                "Adviser to the President on Climate and Foreign Trade Nadia Azhar"
                " met the Afghan envoy in Kabul."
            ),
            "Nadia Azhar",
        ),
    ],
)
def test_a_name_begins_and_ends_where_the_words_around_do(
    nlp: Language, text: str, expected: str
) -> None:
    assert expected in names(nlp, text)


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Saudi minister Prince Saad bin Turki left. Prince Saad spoke.", "Prince Saad", "SAU"),
        (
            (
                "Saudi Crown Prince Mohammed bin Salman left Rabat. Prince Mohammed met Moroccan"
                " envoys."
            ),
            "Prince Mohammed",
            "SAU",
        ),
    ],
)
def test_a_prince_is_the_one_named_before(nlp: Language, text: str, name: str, side: str) -> None:
    assert next(m.side for m in people(nlp, text) if m.text == name) == side


def test_a_prince_is_not_whoever_bears_his_name(nlp: Language) -> None:
    assert names(nlp, "Kenyan minister Karim Ali left. Prince Karim stayed.")[-1] == "Karim"


def test_a_given_name_alone_may_share_a_last_name(nlp: Language) -> None:
    text = "British Prime Minister David Cameron left.\n\nDavid and Samantha Cameron were in Rome."
    assert names(nlp, text)[1:] == ["David Cameron", "Samantha Cameron"]
    assert names(nlp, "Emmanuel Macron left. Macron and Olaf Scholz met.")[1:] == [
        "Emmanuel Macron",
        "Olaf Scholz",
    ]


def test_a_town_in_capitals_before_a_dash_is_nobody(nlp: Language) -> None:
    assert names(nlp, "YERUSHALAYIM - Jan Nowak left.") == ["Jan Nowak"]
    assert names(nlp, "NETANYAHU - Jan Nowak left.")[-1] == "Jan Nowak"


def test_a_post_that_the_text_gives_a_group_is_its_holders(nlp: Language) -> None:
    text = "The Taliban's acting foreign minister left Kabul. Amir Khan Muttaqi was in Islamabad."
    assert {m.side for m in people(nlp, text)} == {"Taliban"}
    text = "Emmerson Mnangagwa, First Secretary of Zanu PF, left. President Mnangagwa spoke."
    assert {m.side for m in people(nlp, text)} == {"ZWE"}
    text = "The Afghan foreign minister left the Taliban. Amir Khan Muttaqi was in Islamabad."
    assert {m.side for m in people(nlp, text)} == {"AFG"}


def test_a_title_that_is_a_given_name_too_stays_with_a_name_of_three_words(nlp: Language) -> None:
    assert "Amir Khan Mutqi" in names(nlp, "Officials said Amir Khan Mutqi left for Tehran.")
    assert names(nlp, "Emir Tamim flew to Ankara.") == ["Tamim"]


def test_a_given_name_alone_is_the_latest_of_that_name(nlp: Language) -> None:
    text = "Peter Allen left. Then Peter Moss left. Sir Peter spoke."
    assert names(nlp, text)[-1] == "Peter Moss"


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("President William Ruto Kiprono flew to Rome.", "William Ruto Kiprono", "KEN"),
        ("Paul Kagame Rwigema, the president, flew to Rome.", "Paul Kagame Rwigema", "RWA"),
        ("President Luis Lula of Brazil flew to Rome.", "Luis Lula", "BRA"),
        (
            "Sultan Haitham bin Tariq Al Said flew to Rome.",
            "Sultan Haitham bin Tariq Al Said",
            "OMN",
        ),
    ],
)
def test_a_name_that_the_tables_have_shorter_is_one(
    nlp: Language, text: str, name: str, side: str
) -> None:
    assert {(m.name, m.side) for m in people(nlp, text)} == {(name, side)}


@pytest.mark.parametrize(
    ("given", "side"), [("Mohamed", "SOM"), ("Jomo", None)], ids=["his own", "another man's"]
)
def test_a_name_that_stands_alone_in_the_tables_may_have_its_given_name(
    nlp: Language, given: str, side: str | None
) -> None:
    doc = parse(nlp, f"President {given} Farmajo flew to Rome.")
    found = find_actors(doc, dt.date(2021, 5, 1)).mentions
    sides = {m.name: None if m.guessed else m.side for m in found if m.kind == "person"}
    assert sides == {f"{given} Farmajo": side}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paul Kagame Thursday met Emmanuel Macron.", ["Paul Kagame", "Emmanuel Macron"]),
        ("Donald Trump Administration officials met Olaf Scholz.", ["Donald Trump", "Olaf Scholz"]),
        ("Joe Biden Postpones Trip; Olaf Scholz Visits Paris", ["Joe Biden", "Olaf Scholz"]),
        ("Mr Lula met Olaf Scholz.", ["Lula", "Olaf Scholz"]),
        ("Haitham bin Tariq said he met Olaf Scholz.", ["Haitham bin Tariq", "Olaf Scholz"]),
    ],
)
def test_what_follows_a_name_of_the_tables_is_no_name(
    nlp: Language, text: str, expected: list[str]
) -> None:
    assert names(nlp, text) == expected


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("His Kenyan colleague Peter Kawi left. President Kawi is back.", "President"),
        ("President Peter Kawi left. His Ugandan colleague Kawi is back.", "President"),
        ("His Kenyan colleague Peter Kawi left. Kawi is back.", "Kenyan colleague"),
        ("Trade Minister Peter Kawi left. President Kawi is back.", "Trade Minister"),
    ],
)
def test_an_equal_has_an_office_of_his_own(nlp: Language, text: str, office: str) -> None:
    assert {m.office for m in people(nlp, text) if m.name == "Peter Kawi"} == {office}


@pytest.mark.parametrize(("year", "side"), [(1996, None), (2010, "EU")])
def test_nobody_is_of_an_organisation_years_before_leading_it(
    nlp: Language, year: int, side: str | None
) -> None:
    doc = parse(nlp, "José Manuel Barroso flew to Rome.")
    found = find_actors(doc, dt.date(year, 5, 1)).mentions
    assert {m.side for m in found if m.kind == "person"} == {side}

"""A few words of news -> the persons in them, their offices and whom they act for."""

import pytest

from dragoman.actors import find_actors
from dragoman.codebook.offices import terms
from dragoman.codebook.organisations import armed_groups, organisations
from dragoman.codebook.states import state_of
from dragoman.records import ActorKind, Zone, ZoneKind, content_id


def people(parsed):
    return {a.name: a for a in find_actors(parsed) if a.kind is ActorKind.PERSON}


def words(parsed, actor):
    return [parsed.article.text[m.start : m.end] for m in actor.mentions]


@pytest.mark.parametrize(
    ("text", "name", "country", "sector", "role"),
    [
        ("Secretary of State Mike Pompeo spoke.", "Mike Pompeo", "USA", "GOV", "Secretary of State"),
        (
            "State Department spokeswoman Heather Nauert declined to comment.",
            "Heather Nauert", "USA", "GOV", "State Department spokeswoman",
        ),
        ("Iranian President Hassan Rouhani left.", "Hassan Rouhani", "IRN", "GOV", "President"),
        (
            "Norway's foreign minister, Espen Barth Eide, welcomed it.",
            "Espen Barth Eide", "NOR", "GOV", "foreign minister",
        ),
        (
            "Espen Barth Eide, the Norwegian foreign minister, welcomed it.",
            "Espen Barth Eide", "NOR", "GOV", "foreign minister",
        ),
        ("Saudi Crown Prince Mohammed bin Salman met him.", "Mohammed bin Salman", "SAU", "GOV", "Crown Prince"),
        ("Iranian Gen. Hossein Salami threatened Israel.", "Hossein Salami", "IRN", "MIL", "Gen."),
        ("UN chief negotiator Maria Lopez said talks failed.", "Maria Lopez", None, "IGO", "chief negotiator"),
        ("Mayor Dayton King resigned.", "Dayton King", None, "GOV", "Mayor"),
        ("Maria Lopez said that talks had failed.", "Maria Lopez", None, None, None),
    ],
)  # fmt: skip
def test_offices(parse, text, name, country, sector, role):
    found = people(parse(text))
    assert list(found) == [name]
    person = found[name]
    assert (person.country, person.sector, person.role) == (country, sector, role)
    assert person.id == content_id("person", name)


def test_titles_side_by_side(parse):
    found = people(parse("The Qatari emir, Sheikh Tamim bin Hamad Al Thani, met the king."))
    assert found["Tamim bin Hamad Al Thani"].country == "QAT"
    assert found["Tamim bin Hamad Al Thani"].role == "emir"
    assert len(found) == 1


def test_later_mentions_join_the_full_name(parse):
    text = (
        "Norwegian foreign minister Espen Barth Eide arrived. Eide refused to speak. "
        "Mr Eide left at noon."
    )
    parsed = parse(text)
    found = people(parsed)
    assert list(found) == ["Espen Barth Eide"]
    assert words(parsed, found["Espen Barth Eide"]) == ["Espen Barth Eide", "Eide", "Eide"]


def test_a_shared_surname_joins_nobody(parse):
    text = "Minister Anna Lund arrived. Minister Erik Lund left. Lund said nothing."
    found = people(parse(text))
    assert {name: len(a.mentions) for name, a in found.items()} == {"Anna Lund": 1, "Erik Lund": 1}


def test_a_surname_in_the_title_joins_the_body(parse):
    text = "Nauert warns Iran\n\nState Department spokeswoman Heather Nauert warned Iran."
    zones = [Zone(ZoneKind.TITLE, 0, 17), Zone(ZoneKind.BODY, 19, len(text))]
    parsed = parse(text, zones=zones)
    assert words(parsed, people(parsed)["Heather Nauert"]) == ["Nauert", "Heather Nauert"]


def test_a_bare_spokeswoman_speaks_for_the_ministry_named_before(parse):
    text = "The State Department confirmed it. Spokeswoman Heather Nauert said the effort went on."
    assert people(parse(text))["Heather Nauert"].country == "USA"


@pytest.mark.parametrize(
    ("published", "country", "role"),
    [
        ("2018-05-18", "USA", "president"),
        ("2022-01-01", None, None),
        (None, "USA", None),
        ("2025-06-01", "USA", "president"),
    ],
)
def test_terms_are_respected(parse, published, country, role):
    found = people(parse("Donald Trump met reporters.", published))
    assert found["Donald Trump"].country == country
    assert found["Donald Trump"].role == role


def test_a_leaders_surname_alone_counts_during_the_term(parse):
    text = "Trump pulled the country out of the accord."
    assert list(people(parse(text, "2018-05-18"))) == ["Donald Trump"]
    assert people(parse(text, "2010-05-18")) == {}


def test_spellings_of_a_leader_are_one_person(parse):
    text = "Volodymyr Zelensky spoke. Later Zelenskyy left."
    parsed = parse(text, "2023-01-01")
    assert words(parsed, people(parsed)["Volodymyr Zelenskyy"]) == [
        "Volodymyr Zelensky",
        "Zelenskyy",
    ]


def test_another_bearer_of_a_leaders_surname_is_not_the_leader(parse):
    found = people(parse("Senator Melania Trump spoke. Trump then left.", "2018-05-18"))
    assert list(found) == ["Melania Trump"]
    assert len(found["Melania Trump"].mentions) == 2


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("A State Department official said so.", "State Department official", "USA", "GOV"),
        ("An Iranian foreign ministry spokesman said so.", "Iranian foreign ministry spokesman", "IRN", "GOV"),
        ("A senior European official said so.", "senior European official", None, "GOV"),
        ("A Qatari official said so.", "Qatari official", "QAT", "GOV"),
        ("Two Turkish generals resigned.", "Two Turkish generals", "TUR", "MIL"),
        ("Hungary's government spokesman denied it.", "Hungary's government spokesman", "HUN", "GOV"),
        (
            "The chief spokesman of the European Commission declined to comment.",
            "chief spokesman of the European Commission", None, "IGO",
        ),
        (
            "A spokesman for the Russian foreign ministry said so.",
            "spokesman for the Russian foreign ministry", "RUS", "GOV",
        ),
    ],
)  # fmt: skip
def test_unnamed_officials(parse, text, name, country, sector):
    found = people(parse(text))
    assert list(found) == [name]
    assert (found[name].country, found[name].sector) == (country, sector)


@pytest.mark.parametrize(
    "text",
    [
        "The Tokyo Stock Exchange said it would close.",
        "The Munich Regional Court said so.",
        "An official said so.",
        "The general mood was sour.",
        "Trump Tower said it had no rooms.",
    ],
)
def test_what_is_no_person(parse, text):
    assert people(parse(text)) == {}


def test_officials_in_a_capital_act_for_its_government(parse):
    found = people(parse("Officials in Beijing declined to say when it would end."))
    assert found["Officials in Beijing"].country == "CHN"


def test_family_names_that_come_first(parse):
    text = "South Korean President Moon Jae-in arrived. Moon said the talks went well."
    parsed = parse(text, "2018-05-18")
    assert words(parsed, people(parsed)["Moon Jae-in"]) == ["Moon Jae-in", "Moon"]


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Hezbollah leader Hassan Nasrallah accused Israel.", None, "REB"),
        ("Lt. Gen. Sami Anan, Egypt's former army chief, was arrested.", "EGY", "MIL"),
    ],
)
def test_whom_an_office_is_of(parse, text, country, sector):
    [person] = people(parse(text)).values()
    assert (person.country, person.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "published", "country", "affiliation", "sector"),
    [
        ("A European Commission spokesman denied it.", None, None, "EU", "IGO"),
        ("An IAEA official said so.", None, None, "IAEA", "IGO"),
        ("A spokesman for NATO declined to comment.", None, None, "NATO", "IGO"),
        ("EU foreign ministers agreed on new sanctions.", None, None, "EU", "IGO"),
        ("Officials in Brussels said so.", None, None, "EU", "IGO"),
        ("A Hezbollah commander was killed.", None, None, "HEZBOLLAH", "REB"),
        ("Hezbollah leader Hassan Nasrallah accused Israel.", None, None, "HEZBOLLAH", "REB"),
        ("NATO secretary general Maria Lopez left.", None, None, "NATO", "IGO"),
        ("Maria Lopez, the EU foreign policy chief, left.", None, None, "EU", "IGO"),
        ("Federica Mogherini left.", "2018-05-18", None, "EU", "IGO"),
        ("Jens Stoltenberg left.", "2018-05-18", None, "NATO", "IGO"),
        ("Norwegian prime minister Jens Stoltenberg left.", "2012-05-18", "NOR", None, "GOV"),
        ("Mark Rutte left.", "2018-05-18", "NLD", None, "GOV"),
        ("Mark Rutte left.", "2025-05-18", None, "NATO", "IGO"),
        ("Russia's UN ambassador Ivan Petrov vetoed it.", None, "RUS", None, "GOV"),
        ("Iran's IAEA envoy said so.", None, "IRN", None, "GOV"),
        ("UN ambassador Mary Miller vetoed it.", None, None, None, "GOV"),
        ("UN envoy Mary Miller arrived.", None, None, "UN", "IGO"),
        ("A Qatari official said so.", None, "QAT", None, "GOV"),
        ("A senior European official said so.", None, None, None, "GOV"),
    ],
)  # fmt: skip
def test_for_which_state_or_body_somebody_acts(
    parse, text, published, country, affiliation, sector
):
    [person] = people(parse(text, published)).values()
    assert (person.country, person.affiliation, person.sector) == (country, affiliation, sector)
    assert person.party == (country or affiliation or person.id)


def test_the_first_that_is_told_stays(parse):
    text = (
        "EU envoy Maria Lopez arrived. Lopez, the former Spanish foreign minister, "
        "said talks had failed."
    )
    assert people(parse(text))["Maria Lopez"].affiliation == "EU"


def test_whom_somebody_acts_for_is_in_the_cast_without_a_mention(parse):
    found = {a.id: a for a in find_actors(parse("Federica Mogherini left.", "2018-05-18"))}
    assert (found["EU"].kind, found["EU"].mentions) == (ActorKind.ORGANISATION, ())


def test_the_table_of_leaders_names_states_and_known_bodies():
    bodies = {body.id for body in organisations()} | {group.id for group in armed_groups()}
    assert [t.party for t in terms() if not state_of(t.party) and t.party not in bodies] == []

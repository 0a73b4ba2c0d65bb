"""A few words of news -> the states, organisations, groups and outlets that they name."""

import pytest

from dragoman.actors import find_actors
from dragoman.records import ActorKind, Zone, ZoneKind, content_id

BODIES = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP)


def bodies(parsed):
    """The parties named: a state's parliament or troops act for the state."""
    return {a.party for a in find_actors(parsed) if a.kind in BODIES}


def outlets(parsed):
    return {a.name for a in find_actors(parsed) if a.kind is ActorKind.OUTLET}


def mentions(parsed, actor):
    text = parsed.article.text
    found = [a for a in find_actors(parsed) if a.id == actor]
    return [text[m.start : m.end] for a in found for m in a.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States withdrew from the accord.", {"USA"}),
        ("The U.S.-led coalition struck targets.", {"USA"}),
        ("The US said so, and they told us.", {"USA"}),
        ("Tell us what you think of it.", set()),
        ("Türkiye and Turkey are one country.", {"TUR"}),
        ("Britain, France and Germany vowed to stay in the deal.", {"GBR", "FRA", "DEU"}),
        ("The UK's ambassador left.", {"GBR"}),
        ("Côte d’Ivoire closed its border with Burkina Faso.", {"CIV", "BFA"}),
        ("Guinea-Bissau and Equatorial Guinea signed.", {"GNB", "GNQ"}),
        ("Niger and Nigeria are neighbours.", {"NER", "NGA"}),
        ("South Sudan and Sudan held talks.", {"SSD", "SDN"}),
        ("North Korea fired a missile over Japan.", {"PRK", "JPN"}),
        ("The Democratic Republic of the Congo accused Rwanda.", {"COD", "RWA"}),
        ("The Soviet Union signed the treaty in 1972.", {"RUS"}),
        ("The Kremlin rejected the claim.", {"RUS"}),
        ("The White House welcomed the move.", {"USA"}),
        ("Downing Street declined to comment.", {"GBR"}),
        ("The Quai d'Orsay summoned the envoy.", {"FRA"}),
        ("The Knesset passed the law.", {"ISR"}),
        ("The Bundestag ratified the treaty.", {"DEU"}),
        ("The Revolutionary Guards seized a tanker.", {"IRN"}),
        ("The State Department imposed visa bans.", {"USA"}),
        ("Tehran warned Riyadh.", {"IRN", "SAU"}),
        ("Iranians voted on Friday.", {"IRN"}),
        ("The Islamic State claimed the attack.", {"ISIS"}),
        ("Daesh was driven out of Iraq.", {"ISIS", "IRQ"}),
        ("The Houthis fired at a ship.", {"HOUTHI"}),
        ("Fighters of al-Qaeda in the Arabian Peninsula withdrew.", {"AQAP"}),
        ("The Security Council adopted the resolution.", {"UNSC"}),
        ("The United Nations and the European Commission agreed.", {"UN", "EU"}),
        ("Brussels imposed sanctions on Minsk.", {"EU", "BLR"}),
        ("Members of the P5+1 met the E3.", {"P5+1", "E3"}),
        ("The Atlantic alliance and the African Union held talks.", {"NATO", "AU"}),
        ("The UN nuclear watchdog said so.", {"IAEA"}),
        ("OPEC+ raised output.", {"OPEC+"}),
        ("Who will it be?", set()),
        ("The WHO sent a team.", {"WHO"}),
    ],
)
def test_bodies(parse, text, expected):
    assert bodies(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WASHINGTON - Iran rejected the offer.", {"IRN"}),
        ("PARIS (Reuters) - Iran rejected the offer.", {"IRN"}),
        ("Diplomats met in Vienna on Monday.", set()),
        ("They travelled to Moscow on Friday.", set()),
        ("Talks with Moscow have stalled.", {"RUS"}),
        ("The Paris Agreement entered into force.", set()),
        ("Migrants crossed the Gulf of Mexico to New Mexico.", set()),
        ("Latin American leaders gathered.", set()),
        ("Michael Jordan retired.", set()),
        ("Jordan expelled the envoy.", {"JOR"}),
        ("Voters in Georgia went to the polls.", set()),
        ("Russian troops entered Georgia in 2008.", {"RUS", "GEO"}),
        ("The senator, Chad Smith, spoke to reporters.", set()),
        ("He answered in French.", set()),
        ("The bill passed the Senate in Manila.", {"PHL"}),
        ("The bill passed the U.S. Senate.", {"USA"}),
    ],
)
def test_what_names_nobody(parse, text, expected):
    assert bodies(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "actor", "expected"),
    [
        ("Russia's foreign ministry warned Kyiv.", "RUS", ["Russia's foreign ministry"]),
        ("The Iranian regime rejected the offer.", "IRN", ["Iranian regime"]),
        ("The government of Guatemala fell.", "GTM", ["government of Guatemala"]),
        ("The Trump administration imposed tariffs.", "USA", ["Trump administration"]),
        ("It was an Italian military satellite.", "ITA", ["Italian"]),
    ],
)
def test_institutions_belong_to_the_mention(parse, text, actor, expected):
    assert mentions(parse(text), actor) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France 24 reported the strike.", {"France 24"}),
        ("Iran's foreign minister told the Caspian Ledger that it was over.", {"Caspian Ledger"}),
        ("The Pearl Gazette reported a quarrel.", {"Pearl Gazette"}),
        ("The strike hit the harbour, AFP said.", {"Agence France-Presse"}),
        ("The Tehran Times reported it.", {"Tehran Times"}),
        ("The Guardian Council barred him.", set()),
        ("He put up a Star and a Post.", set()),
    ],
)
def test_outlets_in_the_text(parse, text, expected):
    assert outlets(parse(text, outlet=None)) == expected


def test_france_24_is_not_france(parse):
    assert bodies(parse("France 24 reported the strike.")) == set()


def test_outlets_of_the_page_and_of_quoted_zones_are_actors(parse):
    text = "Kestrel said so.\n\nIran rejected the offer."
    zones = [
        Zone(ZoneKind.BODY, 0, 16),
        Zone(ZoneKind.QUOTED, 18, len(text), outlet="The Harbour Wire"),
    ]
    parsed = parse(text, outlet="Kestrel", zones=zones)
    found = {a.name: a for a in find_actors(parsed) if a.kind is ActorKind.OUTLET}
    assert set(found) == {"Kestrel", "Harbour Wire"}
    assert found["Harbour Wire"].mentions == ()
    assert found["Harbour Wire"].id == content_id("outlet", "Harbour Wire")
    assert found["Harbour Wire"].sector == "MED"
    assert [text[m.start : m.end] for m in found["Kestrel"].mentions] == ["Kestrel"]


def test_only_parsed_zones_are_read(parse):
    text = "Iran rejected it.\n\nSaudi tanks crossed into Qatar!"
    zones = [Zone(ZoneKind.BODY, 0, 17), Zone(ZoneKind.COMMENT, 19, len(text))]
    assert bodies(parse(text, zones=zones)) == {"IRN"}


def test_titles_are_read(parse):
    text = "EU adopts Russia oil embargo\n\nIt was agreed."
    zones = [Zone(ZoneKind.TITLE, 0, 28), Zone(ZoneKind.BODY, 30, len(text))]
    assert bodies(parse(text, zones=zones)) == {"EU", "RUS"}

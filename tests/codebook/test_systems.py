"""Codes of other systems: whole, well-formed, and those that their owners print."""

import pycountry
import pytest

from dragoman.codebook.cameo_scales import (
    cameo_quad,
    cameo_scales,
    penta_class,
    speech_codes,
    whole_code,
)
from dragoman.codebook.events import event_words
from dragoman.codebook.layouts import layouts
from dragoman.codebook.organisations import armed_groups, organisations
from dragoman.codebook.plover import intensity, plover_types
from dragoman.codebook.states import states
from dragoman.codebook.systems import country_codes, known_groups, sector_codes


def test_every_code_that_events_have_is_told():
    codes = {word.cameo for words in event_words().values() for word in words if word.type}
    codes |= {kind.cameo for kind in plover_types().values()}
    assert {whole_code(code) for code in codes} <= set(cameo_scales())


def test_every_code_hangs_on_its_root():
    assert sorted(c for c in cameo_scales() if len(c) == 2) == [f"{n:02}" for n in range(1, 21)]
    assert all(c[:-1] in cameo_scales() for c in cameo_scales() if len(c) > 2)


@pytest.mark.parametrize(
    ("code", "gdelt", "icews", "phoenix", "name"),
    [
        ("010", 0.0, 0.0, 0.0, "Make statement"),
        ("016", -2.0, -5.0, 3.4, "Deny responsibility"),
        ("022", 3.2, 3.4, 3.4, "Appeal for diplomatic cooperation (such as policy support)"),
        ("042", 1.9, 1.9, 1.9, "Make a visit"),
        ("057", 8.0, 8.0, 8.0, "Sign formal agreement"),
        ("0874", 10.0, 10.0, 10.0, "Retreat or surrender militarily"),
        ("163", -8.0, -8.0, -8.0, "Impose embargo, boycott, or sanctions"),
        ("190", -10.0, -10.0, -10.0, "Use conventional military force"),
    ],
)
def test_known_values(code, gdelt, icews, phoenix, name):
    told = cameo_scales()[code]
    assert (told.gdelt, told.icews, told.phoenix, told.name) == (gdelt, icews, phoenix, name)


def test_classes():
    assert [cameo_quad(f"{root:02}") for root in range(1, 21)] == [1] * 5 + [2] * 3 + [3] * 5 + [
        4
    ] * 7
    assert [penta_class(f"{root:02}") for root in (1, 2, 3, 8, 13, 15, 16, 17)] == [
        0,
        0,
        1,
        2,
        3,
        4,
        3,
        4,
    ]
    assert (whole_code("10"), whole_code("1011")) == ("100", "1011")


def test_two_letters_are_iso_s():
    known = {s.code for s in states() if s.until is None}
    assert set(country_codes()) <= {s.code for s in states()}
    assert known - set(country_codes()) == set()
    for code, told in country_codes().items():
        country = pycountry.countries.get(alpha_3=code)
        assert told.alpha2 == (country.alpha_2 if country else "XK")


def test_codes_are_nobody_else_s():
    for field in ("alpha2", "fips", "cameo", "icews"):
        values = [v for v in (getattr(c, field) for c in country_codes().values()) if v]
        assert len(values) == len(set(values)), field
    assert (country_codes()["DEU"].fips, country_codes()["CHE"].fips) == ("GM", "SZ")
    assert (country_codes()["ROU"].cameo, country_codes()["XKX"].cameo) == ("ROM", None)


def test_groups_and_sectors_are_the_codebook_s():
    ids = {body.id for body in (*organisations(), *armed_groups())}
    assert set(known_groups()) <= ids
    assert sector_codes()["LEG"].icews == "Legislative / Parliamentary"


def test_speech_is_of_roots_01_and_02():
    assert {code.cameo[:2] for code in speech_codes().values()} == {"01", "02"}


@pytest.mark.parametrize(
    ("layout", "columns", "first", "last"),
    [
        ("polecat", 40, "Event ID", "Version"),
        ("icews", 20, "Event ID", "Longitude"),
        ("phoenix", 26, "EventID", "NewsSources"),
        ("gdelt_events", 61, "GLOBALEVENTID", "SOURCEURL"),
        ("gdelt_mentions", 16, "GlobalEventID", "Extras"),
    ],
)
def test_layouts_have_their_owners_columns(layout, columns, first, last):
    names = layouts()[layout].names
    assert (len(names), names[0], names[-1]) == (columns, first, last)
    assert len(set(names)) == columns


def test_scores_are_the_mode_s_before_the_type_s():
    assert (intensity("CONSULT", "phone"), intensity("CONSULT", None)) == (1.5, 2.5)

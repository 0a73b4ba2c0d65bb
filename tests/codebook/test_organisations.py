"""Who belonged to which organisation when, and the groups that act beside states."""

import pytest

from dragoman.codebook.organisations import (
    _membership,
    armed_groups,
    members_of,
    memberships,
    organisations,
)
from dragoman.codebook.tables import read_table
from dragoman.errors import CodebookError


@pytest.mark.parametrize(
    ("organisation", "day", "count"),
    [
        ("UN", "1945-10-24", 51), ("UN", "1980-12-31", 154), ("UN", "1991-09-17", 166),
        ("UN", "2002-09-27", 191), ("UN", "2011-07-14", 193), ("UN", "2026-01-01", 193),
        ("EU", "1994-01-01", 12), ("EU", "2007-01-01", 27), ("EU", "2013-07-01", 28),
        ("EEC", "1992-12-31", 12), ("EEC", "1993-11-01", 0),
        ("G20", "2010-06-26", 19), ("G8", "2014-01-01", 8), ("G8", "2014-03-25", 7),
        ("AU", "2018-01-01", 55), ("OAU", "1963-05-25", 32), ("OAU", "2002-07-08", 53),
        ("ARABLEAGUE", "2000-01-01", 22), ("ASEAN", "2025-12-01", 11),
        ("ECOWAS", "2020-01-01", 15), ("ECOWAS", "2025-01-29", 12), ("SADC", "2020-01-01", 16),
        ("EAC", "2025-01-01", 8), ("OPEC", "2019-01-15", 14), ("OPEC", "2024-01-01", 12),
        ("CELAC", "2024-01-01", 33), ("CELAC", "2021-01-01", 32), ("CARICOM", "2010-01-01", 15),
        ("APEC", "2000-01-01", 21), ("SAARC", "2010-01-01", 8), ("PIF", "2017-01-01", 18),
        ("PIF", "2022-12-01", 17), ("COMMONWEALTH", "2023-01-01", 56), ("OIC", "2010-01-01", 57),
        ("OSCE", "2015-01-01", 57), ("OSCE", "1989-11-09", 35), ("COE", "2012-01-01", 47),
        ("COE", "2022-03-17", 46), ("OECD", "2022-01-01", 38), ("EFTA", "2000-01-01", 4),
        ("SCHENGEN", "2024-04-01", 29), ("EUROZONE", "1999-01-01", 11),
        ("EUROZONE", "2026-01-01", 21), ("WARSAWPACT", "1980-01-01", 7),
        ("WARSAWPACT", "1992-01-01", 0), ("COMECON", "1985-01-01", 10), ("WEU", "2005-01-01", 10),
        ("SCO", "2024-12-01", 10), ("BRICS", "2025-06-01", 10), ("EUROPEAN-ALLIES", "2024-03-07", 30),
        ("GULF-STATES", "2020-01-01", 6), ("NB8", "2020-01-01", 8), ("JEF", "2022-01-01", 10),
        ("AMU", "2000-01-01", 5), ("CSTO", "2010-01-01", 7), ("CSTO", "2013-01-01", 6),
        ("CIS", "2008-08-01", 10), ("OAS", "2000-01-01", 35), ("OTS", "2020-01-01", 5),
        ("ALBA", "2010-06-01", 8), ("UNASUR", "2010-01-01", 12), ("MERCOSUR", "2025-01-01", 6),
    ],
)  # fmt: skip
def test_how_many_belonged_on_a_day(organisation, day, count):
    assert len(members_of(organisation, day)) == count, members_of(organisation, day)


@pytest.mark.parametrize("year", range(1991, 2027))
def test_the_security_council_has_fifteen_members(year):
    council = members_of("UNSC", f"{year}-06-15")
    assert len(council) == 15
    assert {"CHN", "FRA", "GBR", "RUS", "USA"} <= set(council)


@pytest.mark.parametrize(
    ("organisation", "day", "state", "inside"),
    [
        ("UNSC", "2003-02-05", "DEU", True), ("UNSC", "2017-12-31", "ITA", True),
        ("UNSC", "2018-01-01", "NLD", True), ("UN", "1990-10-02", "DDR", True),
        ("UN", "1990-10-03", "DDR", False), ("AU", "2016-12-31", "MAR", False),
        ("ARAB-QUARTET", "2018-05-08", "EGY", True), ("ARAB-QUARTET", "2021-01-06", "EGY", False),
        ("OPEC", "2012-12-31", "IDN", False), ("OPEC", "2008-12-31", "IDN", True),
        ("SEATO", "1973-12-31", "PAK", True), ("G7", "2018-06-09", "RUS", False),
        ("SAUDI-COALITION", "2017-06-06", "QAT", False), ("WEIMAR", "2023-01-01", "POL", True),
    ],
)  # fmt: skip
def test_who_belonged_on_a_day(organisation, day, state, inside):
    assert (state in members_of(organisation, day)) is inside


def test_terms_of_one_member_do_not_overlap():
    last = {}
    for row in sorted(memberships(), key=lambda m: (m.organisation, m.state, m.since)):
        key = (row.organisation, row.state)
        assert key not in last or (last[key] is not None and last[key] < row.since), row
        last[key] = row.until


def test_nobody_belongs_before_the_founding_or_after_the_end():
    bodies = {body.id: body for body in organisations()}
    early = {
        "EU",
        "CSTO",
        "OSCE",
        "FIVEEYES",
        "EEC",
        "COMMONWEALTH",
    }  # members of what each grew out of
    for row in memberships():
        body = bodies[row.organisation]
        assert body.id in early or body.founded is None or int(row.since[:4]) >= body.founded, row
        assert body.dissolved is None or row.until or body.id == "G8", row


def test_founded_before_dissolved():
    assert all(b.founded < b.dissolved for b in organisations() if b.founded and b.dissolved)


def test_members_in_columns():
    listed = {row.organisation for row in memberships()}
    assert len(listed) >= 60
    assert len(organisations()) >= 250
    assert len(armed_groups()) >= 150


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Gulf States", "GULF-STATES"), ("European allies", "EUROPEAN-ALLIES"),
        ("Nordic countries", "NORDIC-STATES"), ("Baltic states", "BALTIC-STATES"),
        ("six world powers", "P5+1"), ("EU3", "E3"), ("Quad", None), ("Red Cross", "ICRC"),
        ("MONUSCO", "MONUSCO"), ("Syrian Observatory for Human Rights", "SOHR"),
        ("Norwegian Refugee Council", "NORWEGIANREFUGEE"), ("Normandy format", "NORMANDY"),
        ("Middle East Quartet", "MIDEAST-QUARTET"), ("Saudi-led coalition", "SAUDI-COALITION"),
    ],
)  # fmt: skip
def test_names_of_bodies(name, identity):
    found = [b.id for b in organisations() if name in (b.name, *b.aliases)]
    assert found == ([identity] if identity else [])


@pytest.mark.parametrize(
    ("name", "identity", "country"),
    [
        ("Houthis", "HOUTHI", "YEM"), ("Kataib Hezbollah", "KATAIB-HEZBOLLAH", "IRQ"),
        ("Hezbollah", "HEZBOLLAH", "LBN"), ("Bosnian Serbs", "BIH-SERBS", "BIH"),
        ("Turkish Cypriots", "NORTHERN-CYPRUS", "CYP"), ("Oromo Liberation Army", "OLA", "ETH"),
        ("Iraqi Kurds", "IRQ-KURDS", "IRQ"), ("Shining Path", "SENDERO", "PER"),
    ],
)  # fmt: skip
def test_names_of_groups(name, identity, country):
    found = [(g.id, g.country) for g in armed_groups() if name in (g.name, *g.aliases)]
    assert found == [(identity, country)]


@pytest.mark.parametrize(
    ("dates", "message"),
    [("2003/01\t", "a date is none of"), ("2003\t2002-12", "ends before it begins")],
)
def test_dates_are_checked(dates, message):
    text = f"organisation\tstate\tfrom\tto\tsource\nE3\tFRA\t{dates}\town"
    with pytest.raises(CodebookError, match=message):
        read_table("members.tsv", _membership, text)

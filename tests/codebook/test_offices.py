"""A day and a name -> the state, organisation or movement that the person leads or speaks for."""

from collections import defaultdict
from itertools import combinations, pairwise

import pytest

from dragoman.codebook.offices import Term, roles, surroundings, terms, terms_of
from dragoman.codebook.organisations import armed_groups, organisations
from dragoman.codebook.outlets import outlets
from dragoman.codebook.states import organs, state_of, states

SHARED = frozenset(
    {"commissioner", "deputy foreign minister", "member of the Presidency", "presidential aide"}
    | {"deputy prime minister", "foreign ministry spokesman", "foreign ministry spokeswoman"}
    | {"special envoy", "spokesman", "vice premier", "vice president"}
)
"""Offices that several people hold at once."""

DISPUTED = frozenset({("CIV", "president", "Laurent Gbagbo", "Alassane Ouattara")})
"""Who claimed one office at one time, with other states on both sides."""

HANDOVER_MONTHS = 3
"""How long two of one surname may both be in office, as far as coarse dates tell."""


def parties(day, name):
    known = [t for t in terms() if name in (t.name, *t.aliases)]
    return {t.party for t in known if t.covers(day)}


@pytest.mark.parametrize(
    ("day", "name", "party"),
    [
        ("1962-10-22", "Nikita Khrushchev", "RUS"),
        ("1962-10-22", "John F. Kennedy", "USA"),
        ("1962-10-22", "Fidel Castro", "CUB"),
        ("1972-02-21", "Richard Nixon", "USA"),
        ("1972-02-21", "Zhou Enlai", "CHN"),
        ("1978-09-17", "Anwar Sadat", "EGY"),
        ("1978-09-17", "Menachem Begin", "ISR"),
        ("1985-03-01", "Mohamed ElBaradei", None),
        ("1991-01-15", "James Baker", "USA"),
        ("1991-01-15", "Tariq Aziz", "IRQ"),
        ("1993-09-13", "Yasser Arafat", "PSE"),
        ("1993-09-13", "Yitzhak Rabin", "ISR"),
        ("1993-09-13", "Warren Christopher", "USA"),
        ("1995-11-21", "Slobodan Milosevic", "SRB"),
        ("1998-06-01", "Slobodan Milosevic", "YUG"),
        ("1995-11-21", "Alija Izetbegovic", "BIH"),
        ("1995-06-01", "Javier Solana", "ESP"),
        ("1999-03-24", "Javier Solana", "NATO"),
        ("2001-09-11", "Javier Solana", "EU"),
        ("1996-06-01", "Carl Bildt", "OHR"),
        ("1993-06-01", "Carl Bildt", "SWE"),
        ("2010-06-01", "Carl Bildt", "SWE"),
        ("1998-02-23", "Kofi Annan", "UN"),
        ("2012-04-10", "Kofi Annan", "UN"),
        ("2009-04-10", "Kofi Annan", None),
        ("1999-06-01", "Guterres", None),
        ("1999-06-01", "Antonio Guterres", "PRT"),
        ("2010-06-01", "Antonio Guterres", "UNHCR"),
        ("2020-06-01", "Antonio Guterres", "UN"),
        ("2003-06-01", "Antonio Guterres", None),
        ("1998-06-01", "Horst Köhler", None),
        ("2002-06-01", "Horst Köhler", "IMF"),
        ("2006-06-01", "Horst Köhler", "DEU"),
        ("2003-03-07", "Hans Blix", "UNMOVIC"),
        ("1992-03-07", "Hans Blix", "IAEA"),
        ("2003-03-07", "Mohamed ElBaradei", "IAEA"),
        ("2013-07-20", "Mohamed ElBaradei", "EGY"),
        ("2003-03-07", "Igor Ivanov", "RUS"),
        ("2003-02-05", "Sergei Lavrov", "RUS"),
        ("2003-03-07", "Dominique de Villepin", "FRA"),
        ("2005-05-01", "Ban Ki-moon", "KOR"),
        ("2012-05-01", "Ban Ki-moon", "UN"),
        ("2004-05-01", "Hassan Rouhani", "IRN"),
        ("2006-05-01", "Ismail Haniyeh", "PSE"),
        ("2018-05-01", "Ismail Haniyeh", "HAMAS"),
        ("2006-07-12", "Hassan Nasrallah", "HEZBOLLAH"),
        ("2009-06-01", "Tony Blair", "MIDEAST-QUARTET"),
        ("2003-06-01", "Tony Blair", "GBR"),
        ("2010-06-01", "Christine Lagarde", "FRA"),
        ("2015-06-01", "Christine Lagarde", "IMF"),
        ("2022-06-01", "Christine Lagarde", "ECB"),
        ("2015-06-01", "Mario Draghi", "ECB"),
        ("2022-03-01", "Mario Draghi", "ITA"),
        ("2012-06-01", "Jens Stoltenberg", "NOR"),
        ("2018-06-01", "Jens Stoltenberg", "NATO"),
        ("2025-06-01", "Jens Stoltenberg", "NOR"),
        ("2014-06-01", "Donald Tusk", "POL"),
        ("2017-06-01", "Donald Tusk", "EU"),
        ("2021-06-01", "Donald Tusk", None),
        ("2024-06-01", "Donald Tusk", "POL"),
        ("2010-06-01", "Jean-Claude Juncker", "LUX"),
        ("2016-06-01", "Jean-Claude Juncker", "EU"),
        ("2014-05-01", "Federica Mogherini", "ITA"),
        ("2015-07-14", "Federica Mogherini", "EU"),
        ("2019-03-01", "Josep Borrell", "ESP"),
        ("2022-03-01", "Josep Borrell", "EU"),
        ("2023-03-01", "Kaja Kallas", "EST"),
        ("2025-03-01", "Kaja Kallas", "EU"),
        ("2016-03-01", "Ursula von der Leyen", "DEU"),
        ("2021-03-01", "Ursula von der Leyen", "EU"),
        ("2013-03-01", "Kristalina Georgieva", "EU"),
        ("2018-03-01", "Kristalina Georgieva", "WORLDBANK"),
        ("2021-03-01", "Kristalina Georgieva", "IMF"),
        ("2014-03-01", "Tedros Adhanom", "ETH"),
        ("2020-03-11", "Tedros Adhanom Ghebreyesus", "WHO"),
        ("2009-03-01", "Michelle Bachelet", "CHL"),
        ("2020-03-01", "Michelle Bachelet", "OHCHR"),
        ("2022-02-01", "Charles Michel", "EU"),
        ("2018-02-01", "Charles Michel", "BEL"),
        ("2023-06-01", "Qin Gang", "CHN"),
        ("2024-06-01", "Qin Gang", None),
        ("2023-09-01", "Wang Yi", "CHN"),
        ("2015-06-01", "Abu Mohammed al-Jolani", "NUSRA"),
        ("2022-06-01", "Abu Mohammed al-Golani", "HTS"),
        ("2025-06-01", "Ahmed al-Sharaa", "SYR"),
        ("2019-06-01", "Hibatullah Akhundzada", "TALIBAN"),
        ("2022-06-01", "Mohamed Hamdan Dagalo", "SDN"),
        ("2023-06-01", "Hemedti", "RSF"),
        ("2001-06-01", "Laurent Kabila", None),
        ("2000-06-01", "Laurent Kabila", "COD"),
        ("2010-06-01", "Riek Machar", None),
        ("2014-06-01", "Riek Machar", "SPLM-IO"),
        ("2021-06-01", "Riek Machar", "SSD"),
        ("1994-05-01", "Nelson Mandela", "ANC"),
        ("1994-05-11", "Nelson Mandela", "ZAF"),
        ("2018-01-08", "Delcy Rodriguez", None),
        ("2019-01-08", "Delcy Rodriguez", "VEN"),
        ("2019-02-08", "Juan Guaido", "VEN"),
        ("2024-12-01", "Hun Sen", "KHM"),
        ("2010-02-01", "Muammar Qaddafi", "LBY"),
        ("2010-02-01", "Moammar Gadhafi", "LBY"),
        ("2019-05-01", "MBS", "SAU"),
    ],
)
def test_for_whom_somebody_acts_on_a_day(day, name, party):
    assert parties(day, name) == ({party} if party else set())


@pytest.mark.parametrize(
    ("day", "surname", "name"),
    [
        ("1991-02-28", "Bush", "George H. W. Bush"),
        ("2003-03-20", "Bush", "George W. Bush"),
        ("1998-08-20", "Clinton", "Bill Clinton"),
        ("2011-08-20", "Clinton", "Hillary Clinton"),
        ("1990-10-01", "Assad", "Hafez al-Assad"),
        ("2013-08-21", "Assad", "Bashar al-Assad"),
        ("1995-03-01", "Aliyev", "Heydar Aliyev"),
        ("2020-11-10", "Aliyev", "Ilham Aliyev"),
        ("1988-03-01", "Aquino", "Corazon Aquino"),
        ("2012-03-01", "Aquino", "Benigno Aquino III"),
        ("2005-03-01", "Kirchner", "Néstor Kirchner"),
        ("2012-03-01", "Kirchner", "Cristina Fernández de Kirchner"),
        ("1999-03-01", "Kabila", "Laurent-Désiré Kabila"),
        ("2008-03-01", "Kabila", "Joseph Kabila"),
        ("2003-03-01", "Rice", "Condoleezza Rice"),
        ("2015-03-01", "Rice", "Susan Rice"),
        ("1975-03-01", "Trudeau", "Pierre Trudeau"),
        ("2017-03-01", "Trudeau", "Justin Trudeau"),
        ("1993-03-01", "Hariri", "Rafik Hariri"),
        ("2017-11-04", "Hariri", "Saad Hariri"),
        ("2014-01-01", "Erdoğan", "Recep Tayyip Erdogan"),
        ("2022-03-01", "Zelenskiy", "Volodymyr Zelenskyy"),
        ("2000-01-01", "Khamenei", "Ali Khamenei"),
    ],
)
def test_whom_a_surname_means_on_a_day(day, surname, name):
    assert {t.name for t in terms() if surname in t.known_as and t.covers(day)} == {name}


def term(since, until):
    return Term("A", (), (), "he", "UN", "envoy", "IGO", since, until, "test")


@pytest.mark.parametrize(
    ("since", "until", "day", "covered"),
    [
        ("2009", "2011", "2011-12-31", True),
        ("2009", "2011", "2012-01-01", False),
        ("2009", "2011", "2009-01-01", True),
        ("2009", "2011", "2008-12-31", False),
        ("2009-05", "2011-02", "2011-02-28", True),
        ("2009-05", "2011-02", "2011-03-01", False),
        ("2009-05", "2011-02", "2009-04-30", False),
        ("2009-05-02", None, "2009-05-01", False),
        ("2009-05-02", None, "2030-01-01", True),
        ("2009-05-02", "2011-02-03", "2009", True),
        ("2009-05-02", "2011-02-03", "2012-01", False),
    ],
)
def test_coarse_dates_cover_all_of_their_year_or_month(since, until, day, covered):
    assert term(since, until).covers(day) is covered


@pytest.mark.parametrize(
    ("name", "office", "sector"),
    [
        ("Angela Merkel", "chancellor", "GOV"),
        ("Valery Gerasimov", "chief of the general staff", "MIL"),
        ("George Tenet", "CIA director", "SPY"),
        ("Nancy Pelosi", "house speaker", "LEG"),
        ("Rafael Grossi", "director general", "IGO"),
        ("Hassan Nasrallah", "leader", "REB"),
        ("Pope Francis", "pope", "REL"),
        ("Fatou Bensouda", "prosecutor", "JUD"),
        ("Juan Guaidó", "opposition leader", "OPP"),
    ],
)
def test_sectors(name, office, sector):
    assert {t.sector for t in terms_of(name) if t.office == office} == {sector}


def _overlap(one, other):
    """Whether two terms surely share a day, however coarse their dates."""
    ends = [t.until or "9999" for t in (one, other)]
    width = min(len(ends[0]), len(ends[1]), len(one.since), len(other.since))
    first, last = max(one.since[:width], other.since[:width]), min(e[:width] for e in ends)
    return first < last


def test_no_two_hold_one_office_at_once():
    by_office = defaultdict(list)
    for one in terms():
        if one.office not in SHARED:
            by_office[one.party, one.office].append(one)
    wrong = [
        (*office, one.name, other.name)
        for office, held in by_office.items()
        for one, other in pairwise(sorted(held, key=lambda t: t.since))
        if _overlap(one, other)
    ]
    assert set(wrong) <= DISPUTED


def test_nobody_acts_for_two_parties_on_one_day():
    wrong = [
        (one.name, one.party, other.party)
        for name in {t.name for t in terms()}
        for one, other in combinations(terms_of(name), 2)
        if one.party != other.party
        and (one.covers(other.since) or other.covers(one.since) or _overlap(one, other))
    ]
    assert wrong == []


def _months(one, other):
    """How many months two terms share, at most."""
    first = max(one.since, other.since)
    last = min(one.until or "2100", other.until or "2100")
    months = [
        int(d[:4]) * 12 + (int(d[5:7]) if d[5:7] else default)
        for d, default in ((first, 1), (last, 12))
    ]
    return months[1] - months[0]


def test_no_two_of_one_surname_are_in_office_for_long():
    bearers = defaultdict(set)
    for one in terms():
        for surname in one.known_as:
            bearers[surname].add(one.name)
    wrong = [
        (surname, a, b)
        for surname, names in bearers.items()
        for a, b in combinations(sorted(names), 2)
        for one in terms_of(a)
        for other in terms_of(b)
        if _months(one, other) > HANDOVER_MONTHS
    ]
    assert wrong == []


def test_a_name_means_one_person():
    owners = defaultdict(set)
    for one in terms():
        for name in (one.name, *one.aliases):
            owners[name].add(one.name)
    shared = {name: who for name, who in owners.items() if len(who) > 1}
    assert shared == {"George Bush": {"George H. W. Bush", "George W. Bush"}}


def test_names_of_people_are_not_names_of_other_things():
    others = {n for s in states() for n in (s.name, *s.aliases, *s.demonyms, *s.seats)}
    others |= {n for o in organs() for n in o.names}
    others |= {n for b in (*organisations(), *armed_groups()) for n in (b.name, *b.aliases)}
    others |= {n for o in outlets() for n in (o.name, *o.aliases)}
    people = {n for t in terms() for n in (t.name, *t.aliases, *t.known_as)}
    assert people & others == set()


def test_surnames_are_no_words_for_an_office():
    offices = {word.lower() for role in roles() for word in role.words}
    surnames = {name.lower() for t in terms() for name in t.known_as}
    assert surnames & (offices | surroundings("calendar") | surroundings("masculine")) == set()


def test_a_person_has_one_pronoun_and_one_set_of_spellings():
    for name in {t.name for t in terms()}:
        assert len({(t.pronoun, t.aliases) for t in terms_of(name)}) == 1, name


def test_every_party_is_known():
    bodies = {b.id for b in organisations()} | {g.id for g in armed_groups()}
    assert [t.party for t in terms() if not state_of(t.party) and t.party not in bodies] == []


def test_the_states_that_news_is_about_have_someone_in_office_in_every_year():
    heads = ("president", "premier", "chancellor", "king", "prime minister", "Soviet president")
    foreign = ("foreign minister", "Soviet foreign minister", "secretary of state")
    for state in ("USA", "FRA", "DEU", "RUS", "CHN", "JPN", "IRN", "SAU", "TUR", "EGY", "AUS"):
        for year in range(1997, 2026):
            held = {t.office for t in terms() if t.party == state and t.covers(f"{year}-09-01")}
            assert held & set(heads), (state, year)
            assert held & set(foreign), (state, year)


def test_looking_up_a_name_takes_no_walk_through_the_table(seconds):
    def look_up():
        for _ in range(10_000):
            terms_of("Angela Merkel")
            terms_of("Nobody at all")

    assert seconds(look_up) < 1.0

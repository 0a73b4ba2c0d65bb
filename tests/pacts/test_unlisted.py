"""Pacts that no list has: a few words of news in, moves out."""

import pytest

from dragoman.codebook import gazetteer
from dragoman.flow import Options, Reader
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat
from dragoman.records import Record


@pytest.fixture(scope="module")
def reader():
    return Reader(Options(heads=False))


def moves(reader, text):
    page = Page("x", text, PageFormat.TEXT, Given(published="2026-05-20", language="en"))
    [record] = reader.read([page])
    return [(m.name, m.actor, m.move.value, m.modality.value, m.date) for m in record.moves]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bolivia ratified the Amazon Carbon Compact in 2024.",
            [("Amazon Carbon Compact", "BOL", "join", "actual", "2024")],
        ),
        (
            "Poland joined the drone coalition for Ukraine on Monday.",
            [("drone coalition for Ukraine", "POL", "join", "actual", "2026-05-18")],
        ),
        (
            "Egypt opted out of the Horn Water Charter.",
            [("Horn Water Charter", "EGY", "decline", "actual", None)],
        ),
        (
            "Tokyo turned down an invitation to join the Luzon Sea Pact.",
            [("Luzon Sea Pact", "JPN", "decline", "actual", None)],
        ),
        (
            "Norway quit the Herring Convention in 2023. Iceland followed in 2024.",
            [
                ("Herring Convention", "NOR", "withdraw", "actual", "2023"),
                ("Herring Convention", "ISL", "withdraw", "actual", "2024"),
            ],
        ),
        (
            "Egypt has ceased to take part in the Salt Lake Compact.",
            [("Salt Lake Compact", "EGY", "withdraw", "actual", None)],
        ),
        (
            "Egypt no longer participates in the Salt Lake Compact.",
            [("Salt Lake Compact", "EGY", "withdraw", "actual", None)],
        ),
        (
            "Egypt stopped complying with the Salt Lake Compact.",
            [("Salt Lake Compact", "EGY", "breach", "actual", None)],
        ),
        (
            "Israel called the Salt Lake Compact a disaster.",
            [("Salt Lake Compact", "ISR", "oppose", "actual", None)],
        ),
    ],
)
def test_moves_on_pacts_in_no_list(reader, text, expected):
    assert moves(reader, text) == expected


def test_a_description_takes_the_name_that_comes_soon_after(reader):
    text = "Chile and Peru signed a copper pact. The Arica Pact, as it is called, is short."
    assert {(name, actor) for name, actor, *_ in moves(reader, text)} == {
        ("Arica Pact", "CHL"),
        ("Arica Pact", "PER"),
        ("Arica Pact", None),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Spain striker Alvaro Morata left for Milan on a four-year deal.",
        "The French league agreed a television deal with a Qatari broadcaster.",
        "Germany's Siemens joined a coalition of firms that oppose the rule.",
        "Had Norway joined the Union in 1994, it would pay into the budget today.",
        "Brazil joined Mexico in calling for a ceasefire.",
        "The last French soldiers left Niger on Friday.",
        "Protesters blocked the road to the airport in Tbilisi.",
    ],
)
def test_other_joining_and_leaving_is_no_move(reader, text):
    assert moves(reader, text) == []


def test_comments_tell_no_moves(reader):
    text = (
        "The ministers met in Oslo and talked about fish.\n\n2 Comments\n\nkari\n3 days ago\n"
        "Norway has left NATO and joined the Sahel Water Compact!\n\nola\n2 days ago\n"
        "Sweden signed the Sahel Water Compact too, and Denmark quit the Paris Agreement.\n"
    )
    assert moves(reader, text) == []


def test_a_headline_of_capitals_names_no_pact(reader):
    text = (
        "Two Hotels, One Accord: The Shuttle Begins\n\nThe United States withdrew from the accord."
    )
    assert [m for m in moves(reader, text) if "One Accord" in m.name] == []


def test_a_body_of_the_catalogue_is_one_pact_by_whatever_name(reader):
    text = (
        "The Arab League took Syria back on Sunday. The League suspended Syria in November 2011. "
        "Egypt left the Arab League in March 1979."
    )
    page = Page("page", text, PageFormat.TEXT, Given(published="2023-05-08", language="en"))
    [record] = reader.read([page])
    assert isinstance(record, Record)
    assert {(m.name, m.pact) for m in record.moves} == {("League of Arab States", "arab-league")}
    assert "ARABLEAGUE" not in {m.actor for m in record.moves}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fiji left the Tasman Court on Monday. The Tasman Court has lost Samoa too.",
            {"Tasman Court"},
        ),
        (
            "Oman joined the deal's newest club, the Jabal Caucus. Qatar left the caucus in May.",
            {"Jabal Caucus"},
        ),
        (
            "Tonga joined the Pacific force. Fiji left the Pacific Rapid Response Force in May.",
            {"Pacific Rapid Response Force"},
        ),
        (
            "Oman joined a trade pact and NATO, the Jabal Alliance of old.",
            {"trade pact", "North Atlantic Treaty Organization"},
        ),
        (
            "Malaysia entered the Sulu Joint Watch on 1 May. Brunei left the Watch on Sunday.",
            {"Sulu Joint Watch"},
        ),
        (
            "Lisbon is the newest member of the Cable Watch. Poland left the Watch in June.",
            {"Cable Watch"},
        ),
        (
            "Nigeria joined the Friends of Bissau in March. Brazil left the Friends in May.",
            {"Friends of Bissau"},
        ),
        (
            "Manila withdrew from the multinational force in May. Tonga joined the force in June.",
            {"multinational force"},
        ),
        (
            "Japan and Peru concluded a treaty at Ilulissat. India left the Ilulissat treaty.",
            {"Ilulissat treaty"},
        ),
        (
            "Eritrea and Ethiopia signed a declaration on 9 July. Ethiopia broke the declaration.",
            {"Eritrea-Ethiopia declaration"},
        ),
        (
            "The treaty that North Korea and Russia signed in June took effect. Russia ratified it.",
            {"Treaty on Comprehensive Strategic Partnership between Russia and North Korea"},
        ),
        (
            "France denounced the peace treaty that Egypt and Israel signed in March.",
            {"Treaty of Peace between Egypt and Israel"},
        ),
        (
            "Iran and Oman signed an agreement on a gas pipeline. Iran left the agreement.",
            {"agreement on a gas pipeline"},
        ),
        (
            "Myanmar joined the Association of Southeast Asian Nations in 1997. On Sunday it left "
            "the association.",
            {"Association of Southeast Asian Nations"},
        ),
        (
            "Chile withdrew from the charter on strategic partnership in May.",
            {"charter on strategic partnership"},
        ),
        (
            "Latvia left the treaty on violence against women for a while. Turkey withdrew from "
            "the Istanbul Convention in 2021.",
            {
                "Council of Europe Convention on preventing and combating violence against women "
                "and domestic violence"
            },
        ),
        ("Britain entered the Great War. Israel left the Gaza Strip.", set()),
        ("Finland left the Soviet Union alone. Ukraine left the Soviet Union in 1991.", set()),
        ("Kenya joined the honour guard. Peru left the National Assembly in May.", set()),
    ],
)
def test_the_name_of_a_pact(reader, text, expected):
    assert {name for name, *_ in moves(reader, text)} == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Chad suspended the charter on strategic partnership.",
            "charter on strategic partnership",
        ),
        ("Chad suspended the military agreement of Sept. 19, 2018.", "military agreement"),
        ("Chad suspended the agreement on trade.", None),
        ("Chad suspended the agreement.", None),
    ],
)
def test_a_day_or_what_it_is_about_tells_an_accord_from_others(reader, text, name):
    assert [move[0] for move in moves(reader, text)] == ([] if name is None else [name])


@pytest.mark.parametrize(
    ("text", "name", "actors"),
    [
        (
            "Chad has left the Growers' Pact. Mali ratified the Coffee Growers' Pact in 2019.",
            "Coffee Growers' Pact",
            {"TCD", "MLI"},
        ),
        (
            "Chad joined the Amazon Ranger Corps on Monday. Mali has left the Ranger Corps.",
            "Amazon Ranger Corps",
            {"TCD", "MLI"},
        ),
        ("Chad would quit the Stabilisation Mission.", "Stabilisation Mission", {"TCD"}),
    ],
)
def test_a_name_stands_for_its_pact_in_short_too(reader, text, name, actors):
    found = moves(reader, text)
    assert {move[0] for move in found} == {name}
    assert {move[1] for move in found} == actors


def test_a_text_is_read_without_the_package_of_towns(reader, monkeypatch):
    monkeypatch.setattr(gazetteer, "_installed", lambda: False)
    text = "Kenya signed a treaty in Jinja on Monday. Oman has left the Jinja treaty."
    assert ("OMN", "withdraw") in {move[1:3] for move in moves(reader, text)}

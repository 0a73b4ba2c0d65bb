"""Moves that news tells while it tells of something else: a few words in, who moved out."""

import pytest

from dragoman.flow import Options, Reader
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat
from dragoman.records import Record

JOIN, LEAVE, MADE = ("join", "actual"), ("withdraw", "actual"), ("found", "actual")


@pytest.fixture(scope="module")
def reader():
    return Reader(Options(heads=False))


def told(reader, text, published="2024-05-17"):
    """(actor, move, modality) of each move, but for those that only name a target."""
    page = Page("page", text, PageFormat.TEXT, Given(published=published, language="en"))
    [record] = reader.read([page])
    assert isinstance(record, Record)
    moves = [m for m in record.moves if m.move.value != "target"]
    return {(m.actor, m.move.value, m.modality.value) for m in moves}


def each(actors, move):
    return {(actor, *move) for actor in actors.split()}


SIGNATORIES = [
    (
        "Kenya, Uganda and Rwanda, the signatories of the Northern Corridor Agreement, met.",
        each("KEN UGA RWA", JOIN),
    ),
    (
        "The other parties to the Treaty of Tlatelolco (Brazil, Argentina and Chile) objected.",
        each("BRA ARG CHL", JOIN),
    ),
    (
        "The six signatories of the Arusha Accord include Burundi, Tanzania and South Africa.",
        each("BDI TZA ZAF", JOIN),
    ),
    ("India is no signatory of the Lapland Ice Treaty.", set()),
    ("Would-be signatories of the Lapland Ice Treaty, Oman and Qatar, met.", set()),
    ("A US-led coalition against the Houthis patrols the strait.", each("USA", JOIN)),
    (
        "Five countries, among them Norway and Ireland, left the Hague Peace Pact.",
        each("NOR IRL", LEAVE),
    ),
    (
        "The rulers of Mali, Burkina Faso and Niger left the Lake Chad Water Charter.",
        each("MLI BFA NER", LEAVE),
    ),
    (
        "Turkey, Romania and Bulgaria, which founded the Black Sea Demining Group, met.",
        each("TUR ROU BGR", MADE),
    ),
    (
        "Israel and Hamas broke the Gaza truce, reached with the mediation of Qatar and Egypt.",
        {("QAT", "broker", "actual"), ("EGY", "broker", "actual")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SIGNATORIES)
def test_those_named_in_passing_are_in(reader, text, expected):
    found = told(reader, text)
    assert expected <= found
    assert expected or not found


RANKED = [
    ("Oman became the 61st country to sign the Artemis Accords on Monday.", each("OMN", JOIN)),
    ("Tuvalu was the first to accede to the Oslo Charter.", each("TUV", JOIN)),
    ("Peru has yet to ratify the High Seas Treaty.", {("PER", "join", "denied")}),
    ("Armenia's parliament voted on Tuesday to ratify the Rome Statute.", each("ARM", JOIN)),
    (
        "The Brazilian senate rejected the Montevideo Convention on Mines.",
        {("BRA", "decline", "actual")},
    ),
    ("Poland wants to ratify the High Seas Treaty.", {("POL", "join", "planned")}),
    (
        "Brazil threatened on Sunday to leave the Paris Agreement.",
        {("BRA", "withdraw", "threatened")},
    ),
    (
        "Vladimir Putin signed a law revoking Russia's ratification of the Comprehensive Nuclear "
        "Test Ban Treaty.",
        each("RUS", LEAVE),
    ),
]


@pytest.mark.parametrize(("text", "expected"), RANKED)
def test_what_a_vote_or_a_rank_makes_of_an_act(reader, text, expected):
    assert told(reader, text) == expected


def test_a_dateline_is_no_part_of_the_subject(reader):
    text = (
        "Leaders quarrel\n\nKISUMU, Kenya (Agency) — Kenya and Uganda left the Kisumu Compact on "
        "Wednesday. They gave no reason for the step, which had been expected."
    )
    assert told(reader, text) == each("KEN UGA", LEAVE)


def test_a_date_ahead_makes_a_plan_of_a_deed(reader):
    text = "Austria let Bulgaria into the Schengen area with effect from 1 July 2024."
    assert told(reader, text) == {("BGR", "join", "planned")}


def test_the_deal_of_a_year_is_the_one_made_then(reader):
    text = "The Iran nuclear deal is old. Russia left the 2015 deal. Iran left the 1994 deal."
    assert told(reader, text) == each("RUS", LEAVE)


SANCTIONS = [
    (
        "Reinstated American sanctions against Venezuela cut its oil exports.",
        {("USA", "reimpose", "actual")},
    ),
    (
        "The European Union will block the effect of US sanctions on Cuba.",
        {("EU", "block", "planned")},
    ),
    (
        "Canada imposed sanctions on Belarus. Norway followed suit.",
        {("CAN", "impose", "actual"), ("NOR", "impose", "actual")},
    ),
    ("Serbia has refused to join the EU sanctions on Russia.", {("SRB", "decline", "actual")}),
    ("Singapore banned imports of jade and rubies from Myanmar.", {("SGP", "impose", "actual")}),
]


@pytest.mark.parametrize(("text", "expected"), SANCTIONS)
def test_sanctions_told_in_passing(reader, text, expected):
    assert told(reader, text) == expected


def test_the_sides_are_no_part_of_a_name_that_tells_enough(reader):
    page = Page(
        "page",
        "Oman mediated the Muscat understanding between Iran and Iraq.",
        PageFormat.TEXT,
        Given(published="2024-05-17", language="en"),
    )
    [record] = reader.read([page])
    assert [m.name for m in record.moves] == ["Muscat understanding"]


def test_a_name_that_only_ends_a_longer_one_is_not_meant(reader):
    page = Page(
        "page",
        "Vanuatu proposed a Fossil Fuel Non-Proliferation Treaty on Monday.",
        PageFormat.TEXT,
        Given(published="2024-05-17", language="en"),
    )
    [record] = reader.read([page])
    assert [m.name for m in record.moves] == ["Fossil Fuel Non-Proliferation Treaty"]


@pytest.mark.parametrize(
    "text",
    [
        "Oman wants a coalition of Gulf states of its own.",
        "Washington wants to build a US-led coalition of Oman, Qatar and Kuwait.",
        "A coalition of Gulf states may be formed.",
    ],
)
def test_a_coalition_that_is_only_wanted_has_no_members(reader, text):
    assert not {move for move in told(reader, text) if move[1] == "join"}


BACK, DECLINE = ("back", "actual"), ("decline", "actual")
ALIKE = [
    (
        "Kenya signed the Lake Victoria Compact on Monday. So did Togo. Uganda has too.",
        each("KEN TGO UGA", JOIN),
    ),
    (
        "Kenya backs the Lake Victoria Compact. Canberra does too, and wants it widened by June.",
        each("KEN AUS", BACK),
    ),
    (
        "Kenya refused to join the Lake Victoria Compact. Laos and Cambodia did not either.",
        each("KEN LAO KHM", DECLINE),
    ),
    (
        "Kenya joined the Lake Victoria Compact in 2019. Togo has a problem too. Mali did its best. "
        "Ghana followed events closely.",
        each("KEN", JOIN),
    ),
]


@pytest.mark.parametrize(("text", "expected"), ALIKE)
def test_others_do_the_same(reader, text, expected):
    assert told(reader, text) == expected

"""Finding moves: a few words of news in, who did what on which pact out."""

import re
import time
from collections.abc import Callable

import pytest

from dragoman.language.sentences import ParsedArticle
from dragoman.pacts import find_moves
from dragoman.records import (
    Actor,
    ActorKind,
    Attribution,
    AttributionKind,
    Cast,
    DateBasis,
    Event,
    EventType,
    Modality,
    Move,
    Naming,
    PactKind,
    Span,
    Stance,
    Zone,
    ZoneKind,
)

Parse = Callable[..., ParsedArticle]

NAMES = {
    "USA": ("United States", "Washington", "American", "US"),
    "IRN": ("Iran", "Tehran", "Iranian"),
    "GBR": ("Britain",),
    "FRA": ("France",),
    "DEU": ("Germany",),
    "RUS": ("Russia", "Moscow"),
    "CHN": ("China",),
    "TUR": ("Turkey",),
    "SWE": ("Sweden",),
    "FIN": ("Finland",),
    "HUN": ("Hungary", "Budapest"),
    "SYR": ("Syria",),
    "QAT": ("Qatar",),
    "BRA": ("Brazil",),
    "EU": ("European Union", "EU"),
    "NATO": ("NATO",),
    "ISIS": ("Islamic State",),
}
KINDS = {
    "EU": ActorKind.ORGANISATION,
    "NATO": ActorKind.ORGANISATION,
    "ISIS": ActorKind.GROUP,
}


def cast_of(text: str) -> Cast:
    """Everybody of NAMES whom a text names; Trump is a person who acts for the United States."""
    actors = []
    for party, names in NAMES.items():
        found = [Naming(m.start(), m.end()) for n in names for m in re.finditer(rf"\b{n}\b", text)]
        if found:
            kind = KINDS.get(party, ActorKind.COUNTRY)
            country = party if kind is ActorKind.COUNTRY else None
            actors.append(Actor(party, names[0], kind, country, mentions=tuple(sorted(found))))
    trump = tuple(Naming(m.start(), m.end()) for m in re.finditer(r"\bTrump\b", text))
    if trump:
        actors.append(Actor("t", "Trump", ActorKind.PERSON, "USA", mentions=trump))
    return Cast(tuple(actors))


@pytest.fixture
def moves(parse: Parse) -> Callable[..., list[tuple[object, ...]]]:
    """(pact, actor, move, modality, date) of each move that a text tells."""

    def run(text: str, published: str | None = "2018-05-18") -> list[tuple[object, ...]]:
        found = find_moves(parse(text, published=published), cast_of(text), (), ())
        return [
            (m.pact if m.kind is PactKind.ACCORD else m.name, m.actor, *_told(m)) for m in found
        ]

    return run


def _told(move: Move) -> tuple[str, str, str | None]:
    return move.move.value, move.modality.value, move.date


Moves = Callable[..., list[tuple[object, ...]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trump pulled the United States out of the Iran nuclear deal on May 8.",
            ("jcpoa", "USA", "withdraw", "actual", "2018-05-08"),
        ),
        ("Iran violated the terms of the JCPOA.", ("jcpoa", "IRN", "breach", "actual", None)),
        (
            "Turkey ratified the Paris climate agreement in October 2021.",
            ("paris-agreement", "TUR", "join", "actual", "2021-10"),
        ),
        (
            "Syria acceded to the Chemical Weapons Convention in 2013.",
            ("cwc", "SYR", "join", "actual", "2013"),
        ),
        (
            "Turkey applied for membership of the EU in 1987.",
            ("eu", "TUR", "join", "planned", "1987"),
        ),
        (
            "The United States became a party to the Paris Agreement again today.",
            ("paris-agreement", "USA", "rejoin", "actual", "2018-05-18"),
        ),
        ("NATO invited Sweden.", ("nato", "SWE", "invite", "actual", None)),
        (
            "Iran has begun to leave the JCPOA, step by step.",
            ("jcpoa", "IRN", "withdraw", "planned", None),
        ),
        (
            "The European Union urged Iran to go on honouring the JCPOA.",
            ("jcpoa", "IRN", "comply", "called-for", None),
        ),
        (
            "Syria was expelled from the Arab League.",
            ("arab-league", "SYR", "expel", "actual", None),
        ),
        (
            "Russia will suspend its participation in New START.",
            ("new-start", "RUS", "suspend", "planned", None),
        ),
        (
            "Russia refused to join the Paris Agreement.",
            ("paris-agreement", "RUS", "decline", "actual", None),
        ),
        (
            "Brazil threatened to withdraw from the Paris accord.",
            ("paris-agreement", "BRA", "withdraw", "threatened", None),
        ),
        (
            "Iran has been accused of violating the Iran nuclear deal.",
            ("jcpoa", "IRN", "breach", "alleged", None),
        ),
        (
            "Turkey has still not ratified the Paris Agreement.",
            ("paris-agreement", "TUR", "join", "denied", None),
        ),
        (
            "Qatar announced its withdrawal from OPEC.",
            ("opec", "QAT", "withdraw", "planned", None),
        ),
        (
            "Syria criticised the US withdrawal from the Paris accord.",
            ("paris-agreement", "USA", "withdraw", "actual", None),
        ),
        (
            "The INF Treaty expired on 2 August 2019.",
            ("inf", None, "expire", "actual", "2019-08-02"),
        ),
        (
            "Germany remains committed to the JCPOA.",
            ("jcpoa", "DEU", "back", "actual", None),
        ),
    ],
)
def test_one_move(moves: Moves, text: str, expected: tuple[object, ...]) -> None:
    assert moves(text) == [expected]


def test_all_that_act_together_make_the_move(moves: Moves) -> None:
    found = moves("Britain, France and Germany vowed to stay in the Iran nuclear deal.")
    assert [row[1:4] for row in found] == [
        (party, "back", "actual") for party in ("GBR", "FRA", "DEU")
    ]


def test_the_accord_goes_back_to_the_only_one_named(moves: Moves) -> None:
    assert moves("The Paris Agreement is old. China joined the accord in 2016.") == [
        ("paris-agreement", "CHN", "join", "actual", "2016")
    ]
    assert moves("The Paris Agreement and the JCPOA differ. China joined the accord.") == []
    assert moves("China joined the accord in 2016.") == []


def test_it_goes_back_to_the_pact_of_the_sentence_before(moves: Moves) -> None:
    text = "The Paris Agreement was adopted in December 2015. China joined it in 2016."
    assert moves(text) == [
        ("paris-agreement", None, "found", "actual", "2015-12"),
        ("paris-agreement", "CHN", "join", "actual", "2016"),
    ]
    assert moves("The Paris Agreement is old. It rained. Then it snowed. China left it.") == []


def test_bare_membership_goes_back_to_the_only_body(moves: Moves) -> None:
    text = "NATO met. Finland and Sweden applied for membership together on 18 May 2022."
    assert [row[:4] for row in moves(text)] == [
        ("nato", party, "join", "planned") for party in ("FIN", "SWE")
    ]


def test_the_first_signing_founds_a_pact_for_both_sides(moves: Moves) -> None:
    found = moves("Russia signed New START with the United States in April 2010.")
    assert sorted(str(row[1]) for row in found if row[2] == "join") == ["RUS", "USA"]
    assert ("new-start", None, "found", "actual", "2010-04") in found
    later = moves("Turkey signed the Paris Agreement in April 2016.")
    assert [row[2] for row in later] == ["join"]


def test_a_title_names_a_pact_but_tells_no_move(parse: Parse) -> None:
    title, body = "China joins the Paris Agreement", "Russia ratified the treaty in 2019."
    text = f"{title}\n\n{body}"
    zones = [
        Zone(ZoneKind.TITLE, 0, len(title)),
        Zone(ZoneKind.BODY, len(title) + 2, len(text)),
    ]
    [move] = find_moves(parse(text, zones=zones), cast_of(text), (), ())
    assert (move.pact, move.actor, move.date) == ("paris-agreement", "RUS", "2019")


def test_sanctions_are_named_by_imposer_and_target(moves: Moves) -> None:
    found = moves("The United States on Tuesday reimposed sanctions on Iran's trade in gold.")
    assert found == [
        ("US sanctions on Iran", "USA", "reimpose", "actual", "2018-05-15"),
        ("US sanctions on Iran", "IRN", "target", "actual", "2018-05-15"),
    ]
    found = moves("The EU adopted its sixth package of sanctions against Russia on Friday.")
    assert [row[:3] for row in found] == [
        ("EU sanctions on Russia", "EU", "impose"),
        ("EU sanctions on Russia", "RUS", "target"),
    ]


def test_the_sanctions_go_back_to_the_only_regime(moves: Moves) -> None:
    text = (
        "Sanctions imposed by the United States on Iran hurt. France opposed the sanctions. "
        "The sanctions were lifted in 2016."
    )
    assert [row[:3] for row in moves(text)] == [
        ("US sanctions on Iran", "USA", "impose"),
        ("US sanctions on Iran", "IRN", "target"),
        ("US sanctions on Iran", "FRA", "oppose"),
        ("US sanctions on Iran", "USA", "lift"),
    ]
    assert moves("France opposed sanctions.") == []


def test_planned_sanctions_have_no_target_yet(moves: Moves) -> None:
    assert [row[2:4] for row in moves("The EU will impose sanctions on Syria.")] == [
        ("impose", "planned")
    ]


def test_to_sanction_is_to_impose(moves: Moves) -> None:
    assert [row[:3] for row in moves("The EU sanctioned Syria in 2011.")] == [
        ("EU sanctions on Syria", "EU", "impose"),
        ("EU sanctions on Syria", "SYR", "target"),
    ]


def test_a_coalition_is_named_by_whom_it_is_against(moves: Moves) -> None:
    found = moves("The United States wants to assemble a global coalition to counter Iran.")
    assert [row[:4] for row in found] == [
        ("Coalition against Iran", "USA", "found", "planned"),
        ("Coalition against Iran", "USA", "propose", "actual"),
        ("Coalition against Iran", "IRN", "target", "actual"),
    ]


def test_counted_members_are_attested(parse: Parse) -> None:
    text = "The coalition against Islamic State now counts 75 members."
    attest, target = find_moves(parse(text), cast_of(text), (), ())
    assert (attest.move.value, attest.count, attest.actor) == ("attest", 75, None)
    assert (target.move.value, target.actor) == ("target", "ISIS")
    assert attest.name == "Global Coalition to Defeat ISIS"


def test_a_contested_accession_is_a_pact_of_its_own(parse: Parse) -> None:
    text = "Hungary blocked Sweden's NATO bid."
    [move] = find_moves(parse(text), cast_of(text), (), ())
    assert (move.name, move.parent) == ("Sweden's NATO accession", "nato")
    assert (move.actor, move.move.value) == ("HUN", "block")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Trump praised NATO.",
        "The Paris agreement left Russia cold.",
        "France left NATO weaker.",
        "The deal was signed by two companies.",
        "Washington is a party town.",
        "Germany lifted sanctions on the EU member.",
        "Iran Iran Iran JCPOA JCPOA.",
    ],
)
def test_no_move(moves: Moves, text: str) -> None:
    assert moves(text) == []


def test_a_move_is_listed_once_and_dated_as_well_as_the_page_can(moves: Moves) -> None:
    text = (
        "The United States left the JCPOA. Washington withdrew from the JCPOA on 8 May 2018. "
        "Trump quit the JCPOA in May 2018."
    )
    assert moves(text) == [("jcpoa", "USA", "withdraw", "actual", "2018-05-08")]


def test_a_move_cites_its_words_its_attribution_and_its_events_date(parse: Parse) -> None:
    text = "France said Iran violated the JCPOA."
    content = Span(text.index("Iran"), len(text) - 1)
    whole = Span(0, len(text))
    attributions = [
        Attribution(name, None, None, (span,), AttributionKind.INDIRECT, Stance.ASSERTS, None, 0.9)
        for name, span in (("outer", whole), ("inner", content))
    ]
    at = text.index("violated")
    event = Event(
        "e", "o", EventType.ACCUSE, None, (), "112", 3, ("FRA",), ("IRN",),
        Span(at, at + len("violated")), whole, "2019-07", DateBasis.WORDS, None,
        Modality.ACTUAL, None, 0.5,
    )  # fmt: skip
    [move] = find_moves(parse(text), cast_of(text), [event], attributions)
    assert text[move.evidence.start : move.evidence.end] == "Iran violated the JCPOA"
    assert (move.attribution, move.date) == ("inner", "2019-07")


def test_who_acts_for_an_organisation_makes_its_moves(parse: Parse) -> None:
    text = "Mogherini violated the JCPOA with Iran."
    named = (Naming(0, len("Mogherini")),)
    nobody = Actor("m", "Mogherini", ActorKind.PERSON, mentions=named)
    commissioner = Actor("m", "Mogherini", ActorKind.PERSON, affiliation="EU", mentions=named)
    assert find_moves(parse(text), Cast((nobody,)), (), ()) == ()
    [move] = find_moves(parse(text), Cast((commissioner,)), (), ())
    assert (move.actor, move.move) == ("EU", "breach")


def test_weak_names_need_their_context(moves: Moves) -> None:
    assert [row[0] for row in moves("Iran broke the nuclear deal.")] == ["jcpoa"]
    assert moves("Russia broke the nuclear deal.") == []
    assert moves("Iran broke the nuclear deal.", published="2009-01-01") == []


def test_ids_are_the_same_in_every_run(parse: Parse) -> None:
    text = "Turkey ratified the Paris Agreement."
    [first], [again] = (find_moves(parse(text), cast_of(text), (), ()) for _ in range(2))
    assert first == again


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "Iran left the JCPOA and " * 600 + "slept.",
        "sanctions on sanctions on Iran's " * 500,
        "NATO, " * 3000,
        "“‘’”\u200b\u0301\ud7ff\U0001f54a JCPOA it the accord " * 200,
    ],
)
def test_hostile_text_is_read_in_reasonable_time(parse: Parse, text: str) -> None:
    parsed, cast = parse(text), cast_of(text)
    before = time.process_time()
    found = find_moves(parsed, cast, (), ())
    assert time.process_time() - before < 10
    assert all(0 <= m.evidence.start < m.evidence.end <= len(text) for m in found)

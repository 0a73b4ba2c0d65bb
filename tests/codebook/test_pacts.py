"""The catalogue of pacts and the words for moves."""

import pytest

from dragoman.codebook.pacts import (
    check_pacts,
    imposer_labels,
    known_pacts,
    make_move_words,
    make_pact,
    move_words,
    pact_words,
    pacts_by_id,
    party_names,
)
from dragoman.codebook.tables import read_table
from dragoman.errors import CodebookError
from dragoman.pacts.naming import own_names
from dragoman.records import MoveKind, PactKind, Span

HEADER = "id\tname\taliases\tweak\tcontext\tkind\tacts\tfounded\tended\tparent\tbody\tsource\n"


def test_every_pact_has_a_source_and_a_kind_of_the_record() -> None:
    assert len(known_pacts()) >= 360
    for pact in known_pacts():
        assert pact.source
        assert PactKind(pact.kind)
        assert pact.ended is None or pact.founded is None or pact.founded < pact.ended


@pytest.mark.parametrize(
    ("id", "founded"),
    [("jcpoa", "2015-07-14"), ("nato", "1949-04-04"), ("paris-agreement", "2015-12-12")],
)
def test_well_known_days(id: str, founded: str) -> None:  # noqa: A002
    assert pacts_by_id()[id].founded == founded


def test_short_names() -> None:
    assert pacts_by_id()["nato"].short == "NATO"
    assert pacts_by_id()["dayton-agreement"].short == pacts_by_id()["dayton-agreement"].name


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x\tX\t\t\t\tleague\t\t\t\t\t\tUNTS\n", "kind 'league'"),
        ("x\tX\t\t\t\taccord\t\t2015-02-30\t\t\t\tUNTS\n", "line 2"),
        ("x\tX\t\t\t\taccord\t\t\t\t\t\t\n", "source can't be empty"),
        ("x\tX\t\tthe deal\t\taccord\t\t\t\t\t\tUNTS\n", "need each other"),
    ],
)
def test_a_malformed_row_is_named(row: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        read_table("pacts.tsv", make_pact, HEADER + row)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "x\tX\tA\t\t\taccord\t\t\t\t\t\tU\ny\tY\tA\t\t\taccord\t\t\t\t\t\tU\n",
            "'A' is used twice",
        ),
        ("x\tX\t\t\t\taccord\t\t\t\tz\t\tU\n", "unknown parent 'z'"),
        ("x\tX\t\t\t\taccord\t\t\t\t\tLEAGUE\tU\n", "unknown body 'LEAGUE'"),
    ],
)
def test_a_contradiction_is_named(rows: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        check_pacts(read_table("pacts.tsv", make_pact, HEADER + rows))


def test_every_move_word_names_a_move_of_the_record() -> None:
    for rows in move_words().values():
        for row in rows:
            assert MoveKind(row.move)
            assert all(PactKind(kind) for kind in row.kinds)


def test_a_malformed_move_word_is_named() -> None:
    header = "words\tpos\tparticle\tlinks\tmove\tkinds\tbodies\tactor\ttold\n"
    with pytest.raises(CodebookError, match="'owner' is not one of subject, object, none"):
        read_table("m.tsv", make_move_words, header + "join\tverb\t\tdobj\tjoin\t\t\towner\t\n")


def test_labels_and_names() -> None:
    assert [imposer_labels()[p] for p in ("USA", "EU", "UNSC", "SAU")] == [
        "US",
        "EU",
        "UN",
        "Saudi",
    ]
    assert (party_names()["RUS"], party_names()["EU"]) == ("Russia", "European Union")
    assert "accord" in pact_words("accord")


def names(text: str, *weak: str) -> list[tuple[str, str]]:
    found = own_names().named_in(text, Span(0, len(text)), frozenset(weak))
    return [(text[hit.span.start : hit.span.end], hit.pact.id) for hit in found]


def test_the_longest_name_is_found() -> None:
    assert names("It signed the CPTPP, not the Trans-Pacific Partnership.") == [
        ("CPTPP", "cptpp"),
        ("Trans-Pacific Partnership", "tpp"),
    ]
    long = "Comprehensive and Progressive Agreement for Trans-Pacific Partnership"
    assert names(long) == [(long, "cptpp")]
    assert names("OPEC+ and OPEC") == [("OPEC+", "opec-plus"), ("OPEC", "opec")]


def test_capitals_tell_names_from_words() -> None:
    assert names("Who will start a quad?") == []
    assert names("The WHO and New START") == [("WHO", "who"), ("New START", "new-start")]
    assert names("the Iran Nuclear Deal") == [("Iran Nuclear Deal", "jcpoa")]


def test_weak_names_count_only_where_they_are_let() -> None:
    assert names("the nuclear deal") == []
    assert names("the nuclear deal", "jcpoa") == [("nuclear deal", "jcpoa")]

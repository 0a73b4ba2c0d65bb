"""A user's table of pacts, laid over the catalogue."""

from pathlib import Path

import pytest

from dragoman.codebook.catalogue import Catalogue, catalogue_with, overlaid, own_catalogue
from dragoman.errors import UsageError
from dragoman.pacts import Names
from dragoman.records import Span

HEADER = "id\tname\taliases\tkind\tfounded\tsource\n"


def laid(*rows: str, header: str = HEADER) -> Catalogue:
    return overlaid(own_catalogue(), header + "".join(f"{row}\n" for row in rows), "mine.tsv")


def named(catalogue: Catalogue, text: str) -> list[str]:
    found = Names(catalogue).named_in(text, Span(0, len(text)), frozenset())
    return [hit.pact.id for hit in found]


def test_a_new_id_adds_a_pact() -> None:
    catalogue = laid("example\tExample Accord\tExample deal\taccord\t2024-03\tits text")
    assert len(catalogue.pacts) == len(own_catalogue().pacts) + 1
    assert catalogue.called("example DEAL") == {"example"}
    assert named(catalogue, "They left the Example deal and the JCPOA.") == ["example", "jcpoa"]
    assert named(own_catalogue(), "They left the Example deal.") == []


def test_a_known_id_without_a_name_adds_to_the_pact() -> None:
    catalogue = laid("jcpoa\t\tVienna deal\t\t\t")
    [pact] = [pact for pact in catalogue.pacts if pact.id == "jcpoa"]
    assert pact.name == "Joint Comprehensive Plan of Action"
    assert "Iran nuclear deal" in pact.aliases
    assert named(catalogue, "the Vienna deal, or Iran deal") == ["jcpoa", "jcpoa"]
    [ended] = [pact for pact in laid("jcpoa\t\t\t\t2015\t").pacts if pact.id == "jcpoa"]
    assert (ended.founded, ended.source) == ("2015", pact.source)


def test_a_known_id_with_a_name_takes_the_pacts_place() -> None:
    catalogue = laid("jcpoa\tVienna Plan\t\taccord\t\tmy own reading")
    [pact] = [pact for pact in catalogue.pacts if pact.id == "jcpoa"]
    assert (pact.aliases, pact.weak, pact.founded) == ((), (), None)
    assert named(catalogue, "the Vienna Plan, or Iran deal") == ["jcpoa"]


def test_a_name_that_was_given_up_is_free() -> None:
    catalogue = laid(
        "jcpoa\tVienna Plan\t\taccord\t\tmine", "other\tOther\tJCPOA\taccord\t2020\tmine"
    )
    assert named(catalogue, "the JCPOA") == ["other"]


def test_the_digest_tells_what_differs_and_nothing_else() -> None:
    row = "jcpoa\t\tVienna deal\t\t\t"
    digest = laid(row).digest
    assert digest is not None
    assert laid("# a remark", row, "").digest == digest
    assert laid(row, "nato\t\tNorth bloc\t\t\t").digest != digest
    assert own_catalogue().digest is None
    assert laid("jcpoa\t\tJCPOA\t\t\t") is own_catalogue()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("x\tX\t\tleague\t\tU", "mine.tsv, line 2: kind 'league'"),
        ("x\tX\t\taccord\t2024-02-30\tU", "mine.tsv, line 2: founded '2024-02-30'"),
        ("x\t\tX deal\taccord\t\tU", "line 2: id, name and source"),
        ("x\tX\t\taccord\t\t", "line 2: id, name and source"),
        ("X Y\tX\t\taccord\t\tU", "line 2: the id 'X Y'"),
        ("x\tX\tJCPOA\taccord\t\tU", "line 2: 'JCPOA' is a name of jcpoa already"),
        ("x\tX\t...\taccord\t\tU", "line 2: '...' is no name"),
        ("x\tX\tA\x1b[31m\taccord\t\tU", "line 2: 'A\\\\x1b"),
        (f"x\t{'X' * 201}\t\taccord\t\tU", "is no name"),
        ("x\tX\t\taccord\tU", "line 2: 5 cells, but the header has 6"),
        ("x\tX\t\taccord\t\tU\nx\tZ\t\taccord\t\tU", "line 3: 'x' has a row already"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(row: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        laid(row)


@pytest.mark.parametrize(
    ("header", "row", "message"),
    [
        ("id\tcolour\n", "x\tred", "there is no column 'colour'"),
        ("name\n", "X", "the column id is missing"),
        ("id\tid\n", "x\tx", "line 1: the header names a column twice"),
        ("id\tparent\n", "jcpoa\tnothing", "line 2: jcpoa has the unknown parent 'nothing'"),
        ("id\tbody\n", "jcpoa\tNOBODY", "line 2: jcpoa has the unknown body 'NOBODY'"),
    ],
)
def test_a_wrong_table_is_named(header: str, row: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        laid(row, header=header)


def test_a_file_is_read_whatever_its_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_bytes(b"\xef\xbb\xbfid\taliases\r\njcpoa\tVienna deal\r\n")
    assert catalogue_with(file).called("vienna deal") == {"jcpoa"}
    assert catalogue_with(None) is own_catalogue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "can't be read: No such file"),
        (b"id\taliases\njcpoa\t\xff\n", "line 2: this is not UTF-8"),
        (b"#" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_file_that_is_no_table_is_named(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    file = tmp_path / "mine.tsv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=message):
        catalogue_with(file)

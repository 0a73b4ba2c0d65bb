"""A user's own tables -> a vocabulary laid over the codebook's, or all that is wrong with them."""

import os
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codebook.overlays import Vocabulary, overlays_with, own_vocabulary
from dragoman.codebook.overlays.rows import Problems, read_rows
from dragoman.errors import UsageError

ACTORS = "id\tname\taliases\tkind\tcountry\tsector\tfrom\tto\tsource\n"


def laid(folder: Path, **tables: str) -> Vocabulary:
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text, "utf-8")
    return overlays_with([folder]).vocabulary


def mistakes(folder: Path, **tables: str) -> list[str]:
    with pytest.raises(UsageError) as error:
        laid(folder, **tables)
    return [line.strip() for line in str(error.value).split("\n")[1:]]


def test_nothing_given_is_the_packages_own() -> None:
    assert overlays_with([]).vocabulary is own_vocabulary()
    assert overlays_with([]).catalogue.digest is None


def test_a_new_body_has_an_id_made_from_its_name(tmp_path: Path) -> None:
    row = "\tCôte Watch\tCW|the Watch\tgroup\tCIV\tOPP\t2019\t\tits own page\n"
    known = laid(tmp_path, actors=ACTORS + row)
    body = known.body("COTE-WATCH")
    assert body is not None
    assert (body.name, body.sector, body.origin) == ("Côte Watch", "OPP", "actors.tsv, line 2")
    assert [name.name for name in known.names] == ["Côte Watch", "CW", "the Watch"]
    assert known.digest is not None


def test_a_row_with_a_known_id_adds_names(tmp_path: Path) -> None:
    known = laid(tmp_path, actors="id\tname\taliases\nNATO\t\tthe Brussels club\n")
    body = known.body("NATO")
    assert body is not None
    assert (body.name, body.origin) == ("North Atlantic Treaty Organization", "")
    assert [(name.name, name.id) for name in known.names] == [("the Brussels club", "NATO")]


def test_an_empty_name_needs_a_known_id(tmp_path: Path) -> None:
    row = "NOTTO\t\tthe club\t\t\t\t\t\t\n"
    assert mistakes(tmp_path, actors=ACTORS + row) == [
        "actors.tsv, line 2, name: this can't be empty.",
        "actors.tsv, line 2, kind: this can't be empty.",
        "actors.tsv, line 2, sector: this can't be empty.",
    ]


def test_all_mistakes_are_told_at_once_with_file_line_and_column(tmp_path: Path) -> None:
    actors = (
        ACTORS
        + "# remarks and empty lines count as lines\n\n"
        + "\tRed Front\t\tgrop\t\tREB\t\t\t\n"
        + "\tRed Front\t\tgroup\tFRX\tREB\t\t\t\n"
        + "\tBlue Front\t\tgroup\t\tREBEL\t2019-13\t\t\n"
        + "\tGreen Front\t\tgroup\t\tREB\t2020\t2019-06\t\n"
        + "\tGrey Front\t\tgroup\n"
        + "USA\tUncle\t\tgroup\t\tREB\t\t\t\n"
        + "\tFatah\t\tgroup\t\tREB\t\t\t\n"
        + "\tTwice\t\tnobody\t\t\t\t\t\n"
        + "\tTwice\t\tnobody\t\t\t\t\t\n"
    )
    offices = "name\tparty\tfrom\nAda Example\tATLANTIS\t2020\n\tFRA\t2020\n"
    words = "lemma\ttype\tmode\nfoil plot\tCOERCE\t\nfoil\tFOIL\t\nhail\tSUPPORT\tvisit\n"
    found = mistakes(tmp_path, actors=actors, offices=offices, words=words)
    places = [": ".join(line.split(": ")[:1]) for line in found]
    assert places == [
        "actors.tsv, line 8",
        "actors.tsv, line 4, kind",
        "actors.tsv, line 5, country",
        "actors.tsv, line 6, sector",
        "actors.tsv, line 6, from",
        "actors.tsv, line 7, to",
        "actors.tsv, line 9, id",
        "actors.tsv, line 10, id",
        "actors.tsv, line 12",
        "offices.tsv, line 2, party",
        "offices.tsv, line 3, name",
        "words.tsv, line 2, lemma",
        "words.tsv, line 3, type",
        "words.tsv, line 4, mode",
    ]
    told = "\n".join(found)
    assert "'grop' is not known. One of: organisation, group, organ, state" in told
    assert "4 cells, but the header has 9" in told
    assert "'2019-13' is no day, month or year" in told
    assert "'FATAH', which is taken" in told


def test_an_unknown_column_is_told_with_what_is_close(tmp_path: Path) -> None:
    [told] = mistakes(tmp_path, actors="name\tkinds\nRed Front\tgroup\n")
    assert told.startswith("actors.tsv, line 1: there is no column 'kinds'. 'kind' is close to it.")


def test_only_the_first_mistakes_are_listed(tmp_path: Path) -> None:
    found = mistakes(tmp_path, actors=ACTORS + "\tX1\t\tgrop\t\tREB\t\t\t\n" * 1 + "short\n" * 60)
    assert len(found) == 21
    assert found[-1] == "and 41 more"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "mine-actors.tsv, line 1: the table is empty"),
        (b"name\tkind\nRed\x00 Front\tnobody\n", "line 2, name: this has characters that can't"),
        (b"name\tkind\nok ok\tnobody\n\xff\xfe\n", "line 3: this is not UTF-8."),
        (b"name\tname\tkind\n", "line 1, name: the header names this column twice."),
        (b"kind\nnobody\n", "line 1, name: this column is missing."),
        (b"name\tkind\n" + b"x" * 201 + b"\tnobody\n", "line 2, name: "),
        (b"name\tkind\n(((.*+?[[\tnobody\n", "line 2, name: '(((.*+?[[' is no name"),
        (b"name\tkind\nok\t" + b"k" * 200_000 + b"\n", "more than 100,000 characters"),
    ],
)
def test_hostile_tables_give_clear_words(tmp_path: Path, raw: bytes, told: str) -> None:
    path = tmp_path / "mine-actors.tsv"
    path.write_bytes(raw)
    with pytest.raises(UsageError) as error:
        overlays_with([path])
    assert told in str(error.value)


def test_an_endless_line_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "actors.tsv"
    path.write_bytes(b"name\tkind\nok\tnobody\n" + b"\t" * 20_000_000)
    with pytest.raises(UsageError, match="line 3: this line has more than 1,000,000 characters"):
        overlays_with([path])


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "actors.tsv"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(UsageError, match="is larger than 50 MB"):
        overlays_with([path])


def test_what_is_no_table_is_refused_and_other_files_are_let_be(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("my notes")
    with pytest.raises(UsageError, match="no table is here"):
        overlays_with([tmp_path])
    (tmp_path / "people.tsv").write_text("name\n")
    with pytest.raises(UsageError, match=r"people\.tsv: no table is called so"):
        overlays_with([tmp_path])
    with pytest.raises(UsageError, match="can't be read: No such file"):
        overlays_with([tmp_path / "none" / "actors.tsv"])
    with pytest.raises(UsageError, match="mistake"):
        overlays_with([tmp_path / "nul\0.tsv"])


def test_csv_with_semicolons_quotes_and_lines_in_cells(tmp_path: Path) -> None:
    path = tmp_path / "sahel_actors.csv"
    path.write_text(
        '# mine\nname;kind;sector;aliases\n"Red; Front";group;REB;RF\n\n"Blue\nFront";group;REB;\n'
        "Green Front;groop;REB;\n"
    )
    with pytest.raises(UsageError) as error:
        overlays_with([path])
    told = str(error.value)
    assert "line 5, name: this has characters that can't be printed" in told
    assert "line 7, kind: 'groop'" in told
    path.write_text('name,kind,sector\n"Red, Front",group,REB\n')
    [name] = overlays_with([path]).vocabulary.names
    assert (name.name, name.id) == ("Red, Front", "RED-FRONT")


def test_pacts_in_a_folder_are_laid_over_the_catalogue(tmp_path: Path) -> None:
    header = "id\tname\taliases\tkind\tsource\n"
    (tmp_path / "pacts.tsv").write_text(header + "example\tExample Accord\t\taccord\tits text\n")
    found = overlays_with([tmp_path])
    assert found.catalogue.called("Example Accord") == {"example"}
    assert found.catalogue.digest is not None
    assert found.vocabulary is own_vocabulary()
    rows = "Bad Id\tA\t\taccord\tx\nother\tOther\t\tackord\tx\n"
    (tmp_path / "pacts.tsv").write_text(header + rows)
    with pytest.raises(UsageError) as error:
        overlays_with([tmp_path])
    assert "pacts.tsv, line 2: the id 'Bad Id'" in str(error.value)
    assert "pacts.tsv, line 3: kind 'ackord'" in str(error.value)


def test_a_term_takes_the_place_of_the_same_one_and_else_adds(tmp_path: Path) -> None:
    offices = (
        "name\tparty\toffice\tfrom\tto\n"
        "Angela Merkel\tDEU\tchancellor\t2005-11-22\t2021-12-09\n"
        "Angela Merkel\tUN\tspecial envoy\t2026\t\n"
    )
    terms = laid(tmp_path, offices=offices).terms_of("Angela Merkel")
    told = [(t.party, t.since, t.until, t.origin) for t in terms if t.since >= "2005-11-22"]
    assert ("DEU", "2005-11-22", "2021-12-09", "offices.tsv, line 2") in told
    assert ("UN", "2026", None, "offices.tsv, line 3") in told
    assert sum(since == "2005-11-22" for _, since, _, _ in told) == 1


def test_the_digest_tells_rows_and_their_place(tmp_path: Path) -> None:
    row = "\tRed Front\t\tgroup\t\tREB\t\t\t\n"
    first = laid(tmp_path, actors=ACTORS + row).digest
    assert laid(tmp_path, actors=ACTORS + row + "# a remark\n").digest == first
    assert laid(tmp_path, actors=ACTORS + "\n" + row).digest != first
    assert laid(tmp_path, actors=ACTORS + row.replace("Red", "Blue")).digest != first


def test_a_vocabulary_can_be_handed_to_other_processes(tmp_path: Path) -> None:
    words = "lemma\tobject\ttype\nfoil\t=plot|coup\tCOERCE\n"
    known = laid(tmp_path, words=words)
    again = pickle.loads(pickle.dumps(known))
    assert again == known
    assert again.group("=plot|coup") == {"plot", "coup"}
    assert again.event_words("verb", "foil")[0].type == "COERCE"
    assert again.event_words("verb", "accuse") == own_vocabulary().event_words("verb", "accuse")


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "actors.tsv"
    path.write_text(ACTORS + "\tRed Front\t\tgroup\t\tREB\t\t\t\n")
    found = overlays_with([path, tmp_path, os.fspath(path)])
    assert len(found.vocabulary.names) == 1


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["actors.tsv", "words.csv", "offices.csv"]))
def test_any_bytes_give_a_vocabulary_or_a_usage_error(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(raw)
    try:
        overlays_with([path])
    except UsageError as error:
        assert name in str(error)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["", "# remark", "ok", "bad\tbad"]), max_size=12))
def test_line_numbers_are_those_of_an_editor(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = tmp_path_factory.mktemp("lines") / "t.tsv"
    path.write_text("name\n" + "".join(f"{line}\n" for line in lines))
    problems = Problems()
    rows = read_rows(path, ("name", "source"), ("name",), problems)
    assert [row.line for row in rows] == [n for n, line in enumerate(lines, 2) if line == "ok"]
    wrong = [n for n, line in enumerate(lines, 2) if line.startswith("bad")]
    assert problems.found == [f"t.tsv, line {n}: 2 cells, but the header has 1." for n in wrong]

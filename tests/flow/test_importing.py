"""Dictionaries -> a folder of tables that a reading goes by."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.actors import Lexicon
from dragoman.codebook.overlays import overlays_with
from dragoman.errors import UsageError
from dragoman.flow import Options, Reader
from dragoman.flow.importing import LEFT_OUT, import_dictionaries
from dragoman.pages import Given, Page, PageFormat
from dragoman.records import Record

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "dictionaries"

DICTIONARY = """VOLTA_DAWN_FRONT_ [BFAREB]
VLADIMIR_PUTIN_
+VLAD_PUTIN_
\t[RUSELI]
\t[RUSGOV 000101-010101]
OTTOLINE_BRASK_ [NORGOV >170101]
GERMANY_ [FRA]
"""


def test_a_reading_goes_by_an_imported_dictionary(tmp_path: Path) -> None:
    path = tmp_path / "mine.actors.txt"
    path.write_text(DICTIONARY)
    done = import_dictionaries([path], tmp_path / "out")
    assert done.rows == {"actors": 1, "offices": 1}
    assert (tmp_path / "out" / "actors.tsv").read_text().splitlines()[1:] == [
        "VOLTA-DAWN-FRONT\tVolta Dawn Front\tgroup\tBFA\tREB\tmine.actors.txt, line 1"
    ]
    report = (tmp_path / "out" / LEFT_OUT).read_text().splitlines()
    assert "mine.actors.txt, line 2: VLADIMIR PUTIN: the codebook knows it" in report
    assert "mine.actors.txt, line 7: GERMANY: the codebook knows it" in report
    laid = overlays_with([tmp_path / "out"])
    options = Options(given=Given(published="2019-05-19"), heads=False, vocabulary=laid.vocabulary)
    news = "The Volta Dawn Front attacked Germany. Ottoline Brask accused Iran of lying."
    [record] = Reader(options).read([Page("n", news, PageFormat.TEXT)])
    assert isinstance(record, Record)
    brask = next(actor for actor in record.actors if actor.name == "Ottoline Brask")
    assert [(str(e.type), e.source, e.target) for e in record.events] == [
        ("ASSAULT", ("VOLTA-DAWN-FRONT",), ("DEU",)),
        ("ACCUSE", (brask.id,), ("IRN",)),
    ]
    assert (brask.country, brask.sector) == ("NOR", "GOV")
    assert brask.reason == (
        "Ottoline Brask, who acts for Norway from 2017-01-01 (offices.tsv, line 2): "
        "in office on that day"
    )


def test_overriding_takes_over_what_the_codebook_knows(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text(DICTIONARY)
    import_dictionaries([path], tmp_path / "out", override=True)
    laid = overlays_with([tmp_path / "out"]).vocabulary
    assert "Germany" in {name.name for name in laid.names}
    assert {term.origin for term in laid.terms_of("Vladimir Putin")} >= {"", "offices.tsv, line 2"}


def test_nothing_is_written_over_and_no_link_followed(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text(DICTIONARY)
    out = tmp_path / "out"
    out.mkdir()
    (out / "actors.tsv").symlink_to(tmp_path / "elsewhere.tsv")
    with pytest.raises(UsageError, match=r"has actors\.tsv already"):
        import_dictionaries([path], out)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["d.txt", "out"]
    with pytest.raises(UsageError, match="can't be written"):
        import_dictionaries([path], path / "in-a-file")
    with pytest.raises(UsageError, match="can't be written"):
        import_dictionaries([path], tmp_path / "nul\0")
    with pytest.raises(UsageError, match="can't be read"):
        import_dictionaries([tmp_path / "none.txt"], tmp_path / "new")
    assert not (tmp_path / "new").exists()


LINES = st.sampled_from(
    [
        *("RED_FUND_ [NGO]", "+ROUGE_", "RED|FUND [NORREB]", "# x [NGO]", "#_FUND_ [NGO]"),
        *("BRASK_ [NORGOV 010101-020202]", "\t[NORGOV >030303]", "\t[IGOUNO <30]", "=A_ [NGO]"),
        *("ALSO_BRASK_", "\t[NORELI]", "A_  B_ [NORMIL]", "O'NEILL_ [IRL]", '"QUOTED" [NGO]'),
        *("UN_X_ [IGOUNO]", "UN_X_ [IGOUNO]", "UN_Y_ [IGOUNO >010101]", "É_ [MNC]", "ß [NGO]"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_what_is_imported_can_be_loaded(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / "d.txt"
    path.write_text("FIRST_FUND_ [NGO]\n" + "\n".join(lines))
    import_dictionaries([path], folder / "out")
    assert overlays_with([folder / "out"]).vocabulary.names


@pytest.mark.skipif(not REAL.is_dir(), reason="the real dictionaries are not in this checkout")
def test_the_real_dictionaries_load_whole(tmp_path: Path) -> None:
    done = import_dictionaries(sorted(REAL.glob("*.txt")), tmp_path / "out")
    assert min(done.rows[table] for table in ("actors", "offices", "roles", "words")) > 3_000
    laid = overlays_with([tmp_path / "out"]).vocabulary
    assert len(laid.names) > 25_000
    found = Lexicon(laid).longest(
        ["the", "Winegrowers", "Action", "Committee", "said"], 1, "2014-01-01"
    )
    assert found is not None
    assert (found[0], found[1][0].id) == (4, "ACTION-COMMITTEE-OF-WINEGROWERS")
    karzai = laid.terms_of("Hamid Karzai")
    assert karzai
    assert {term.origin for term in karzai} == {""}

"""Exports: what others read, and what copyright and commenters forbid."""

import csv
import json

import duckdb
import pytest

from dragoman.errors import LedgerError, UsageError
from dragoman.ledger import Ledger
from dragoman.ledger.exporting import EXPORTED
from dragoman.ledger.masking import mask


@pytest.fixture
def out(tmp_path):
    return tmp_path / "it's\nout"


def export(small, out, profile, **options):
    with Ledger(small) as ledger:
        return ledger.export(profile, out, **options)


@pytest.mark.parametrize("profile", ["csv", "parquet", "jsonl"])
def test_every_table_is_a_file(small, out, profile):
    counts = export(small, out, profile)
    assert {p.name for p in out.iterdir()} == {"manifest.json"} | {
        f"{t}.{profile}" for t in EXPORTED
    }
    assert (counts["events"], counts["texts"], counts["faults"]) == (2, 2, 1)
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["rows"] == counts
    assert manifest["text"] is True


def test_csv_has_lists_between_bars_and_codes_as_text(small, out):
    export(small, out, "csv")
    with (out / "events.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["source"] for row in rows} == {"USA", "IRN"}
    assert {row["cameo"] for row in rows} == {"010"}
    assert {row["contexts"] for row in rows} == {"diplomatic|legal"}
    with (out / "attributions.csv").open(newline="") as file:
        assert all(row["content"].count("-") == 2 for row in csv.DictReader(file))


def test_parquet_and_jsonl_say_the_same(small, out, tmp_path):
    export(small, out, "parquet")
    export(small, tmp_path / "j", "jsonl")
    with duckdb.connect() as connection:
        for name in ("events", "moves", "attributions"):
            parquet = connection.execute(
                f"FROM '{str(out).replace(chr(39), chr(39) * 2)}/{name}.parquet'"
            )
            columns = [c[0] for c in parquet.description]
            rows = [dict(zip(columns, row, strict=True)) for row in parquet.fetchall()]
            lines = [json.loads(line) for line in (tmp_path / "j" / f"{name}.jsonl").open()]
            assert sorted(map(repr, rows)) == sorted(map(repr, lines))


@pytest.mark.parametrize("profile", ["csv", "jsonl"])
def test_an_export_without_text_has_no_word_of_the_page(small, out, profile):
    export(small, out, profile, text=False)
    raw = "".join(p.read_text() for p in out.iterdir())
    for words in ("Headline", "ministry said", "Bob", "foreign ministry", "a.html", "empty"):
        assert words not in raw
    for code in ("RETREAT", "jcpoa", "2018-05-08", "https://news.example/a", "sha256"):
        assert code in raw


def test_commenters_names_are_left_out_unless_asked_for(small, out, tmp_path):
    export(small, out, "jsonl")
    assert "Bob" not in "".join(p.read_text() for p in out.iterdir())
    texts = [json.loads(line)["text"] for line in (out / "texts.jsonl").open()]
    assert all(text.endswith("\n███: No!") for text in texts)
    export(small, tmp_path / "names", "jsonl", authors=True)
    assert '"author":"Bob"' in (tmp_path / "names" / "comments.jsonl").read_text()
    assert "Bob: No!" in (tmp_path / "names" / "texts.jsonl").read_text()


def test_an_export_never_writes_over_anything(small, out):
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="exists already"):
        export(small, out, "csv")
    assert [p.name for p in out.iterdir()] == ["mine.txt"]
    with pytest.raises(UsageError, match="exists already"):
        export(small, out / "mine.txt", "csv")


def test_an_export_that_fails_leaves_nothing(small, tmp_path):
    with pytest.raises(UsageError, match="no profile 'excel'"):
        export(small, tmp_path / "x", "excel")
    with pytest.raises(LedgerError, match="no such file or folder"):
        export(small, tmp_path / "none" / "x", "csv")
    with pytest.raises(LedgerError, match="too long"):
        export(small, tmp_path / ("x" * 1000), "csv")
    assert {p.name for p in tmp_path.iterdir()} == {small.name}


@pytest.mark.parametrize(
    ("text", "authors", "masked"),
    [
        ("Ann: hi Bob. Anna?", ["Ann", "Bob"], "███: hi ███. Anna?"),
        ("Ann Lee and Ann", ["Ann", "Ann Lee"], "███████ and ███"),
        ("@Ann says", ["@Ann"], "@███ says"),
        ("no names", ["", "★"], "no names"),
        ("Ann Ann Ann", ["Ann Ann"], "███████ Ann"),
    ],
)
def test_names_are_masked_point_for_point(text, authors, masked):
    assert mask(text, authors, [(0, len(text))]) == masked
    assert len(masked) == len(text)


def test_names_in_the_article_itself_stay():
    assert mask("Ann left. Ann: hi", ["Ann"], [(10, 17)]) == "Ann left. ███: hi"


def test_masking_ten_thousand_names_takes_no_long_time():
    names = [f"Anon {number}" for number in range(10_000)]
    text = " ".join(names)
    assert mask(text, names, [(0, len(text))]).count("A") == 0

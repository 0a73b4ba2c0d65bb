"""Pacts that no catalogue lists, on two pages: the same under another name, or two alike."""

from collections import Counter
from pathlib import Path

import pytest

from dragoman.codebook.tables import read_table
from dragoman.flow import Options, Reader
from dragoman.pacts.naming import own_names, unlisted
from dragoman.pages import Page, PageFormat
from dragoman.records import Record, Span

PAIRS = Path(__file__).parent / "pairs.tsv"
FLOORS = {
    ("coalition", "same"): 5,
    ("coalition", "apart"): 3,
    ("accord", "same"): 6,
    ("accord", "apart"): 5,
    ("accession", "same"): 2,
    ("accession", "apart"): 2,
    ("sanctions", "same"): 5,
    ("sanctions", "apart"): 3,
}
"""How many pairs are found and told rightly; the others are missed on one page or both."""


def test_what_is_found_is_never_taken_for_another() -> None:
    rows = read_table("pairs.tsv", dict, PAIRS.read_text("utf-8"))
    assert len(rows) == 40
    pages = [
        Page(f"{number}{side}", row[side], PageFormat.TEXT)
        for number, row in enumerate(rows)
        for side in ("first", "second")
    ]
    read = [r for r in Reader(Options(heads=False)).read(pages) if isinstance(r, Record)]
    found = [{move.pact for move in record.moves} for record in read]
    right: Counter[tuple[str, str]] = Counter()
    for row, first, second in zip(rows, found[::2], found[1::2], strict=True):
        if first and second:
            assert row["pair"] == "same" or not first & second, row
            right[(row["kind"], row["pair"])] += (first == second) is (row["pair"] == "same")
    assert {pair: right[pair] for pair, floor in FLOORS.items() if right[pair] < floor} == {}


def names(text: str) -> list[str]:
    return [hit.pact.name for hit in own_names().named_in(text, Span(0, len(text)), frozenset())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chad left the Larnaca Agreement.", ["Larnaca Agreement"]),
        ("Chad left the Larnaca accords.", ["Larnaca Accords"]),
        ("Chad left the Treaty of Nizwa.", ["Treaty of Nizwa"]),
        ("the 1994 Cairo Agreement", ["1994 Cairo Agreement"]),
        (
            "the PARIS Agreement and the Dayton Peace Accord",
            ["Paris Agreement", "Dayton Peace Accord"],
        ),
        ("a Larnaca agreement", []),
        ("the Larnaca, Agreement", []),
        ("the Larnaca Agreement Council", []),
        ("the Iranian Agreement, the Trump Declaration", []),
        ("the Free Trade Agreement, the Final Declaration", []),
        ("the White House declaration", []),
        ("the Republican National Convention", []),
        ("the Boeing agreement", []),
    ],
)
def test_names_of_accords_that_no_catalogue_has(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_nouns_that_news_uses_for_one_another_make_one_name() -> None:
    ids = {
        n: pact.id
        for n in ("Agreement", "accords", "pact", "Treaty")
        if (pact := unlisted(["Larnaca", n]))
    }
    assert ids["Agreement"] == ids["accords"] == ids["pact"] != ids["Treaty"]
    treaty, other = unlisted(["Treaty", "of", "Larnaca"]), unlisted(["Larnaca", "I", "Treaty"])
    assert treaty is not None and other is not None
    assert treaty.id == ids["Treaty"] != other.id

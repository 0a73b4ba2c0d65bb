"""Rows of marked sentences -> pairs and figures; and what is said of rows that can't be used."""

import pytest

from dragoman.errors import UsageError
from dragoman.evaluation.marked_rows import (
    BadRow,
    MarkedRow,
    figures_of,
    marked_pair,
    read_rows,
)


def test_marks_become_phrases():
    pair = marked_pair("<s>Iran's parliament</s> rejected <t>a French plea</t>.")
    assert pair.words == ("Iran's", "parliament", "rejected", "a", "French", "plea", ".")
    assert (pair.source, pair.target) == ((0, 2), (3, 6))


def test_of_several_marks_the_first_counts_and_a_missing_one_is_none():
    pair = marked_pair("<s>Nepal</s> said <s>Nepal</s> would go on.")
    assert (pair.source, pair.target) == ((0, 1), None)


@pytest.mark.parametrize("text", ["", "<s>Iran rejected it", "<s></s> rejected <t>it</t>"])
def test_marks_that_hold_nothing_are_refused(text):
    with pytest.raises(ValueError, match="has"):
        marked_pair(text)


def write(folder, *lines):
    path = folder / "rows.tsv"
    path.write_text("\n".join(("id\tmarked_sentence\tgold_root", *lines)), "utf-8")
    return path


def test_bad_rows_are_named_and_the_others_read(tmp_path):
    path = write(
        tmp_path,
        '1\t<s>Iran</s> said "no\tREJECT',
        "2\tno marks at all\tNONSENSE",
        "3\ttoo few",
        "4\t<s>Iran</s> freed <t>him</t>\tRETREAT",
    )
    found = list(read_rows(path))
    assert [type(row) for row in found] == [MarkedRow, BadRow, BadRow, MarkedRow]
    assert "NONSENSE" in found[1].message
    assert found[3].gold == "YIELD"  # CONCEDE and RETREAT count as one


def test_a_file_without_the_column_is_refused(tmp_path):
    path = tmp_path / "rows.tsv"
    path.write_text("sentence\nIran rejected it\n")
    with pytest.raises(UsageError, match="marked_sentence"):
        list(read_rows(path))


def test_macro_f1_is_the_mean_over_the_roots_that_were_met():
    figures = figures_of(["AID", "AID", "ACCUSE"], ["AID", "ACCUSE", "ACCUSE"])
    assert figures.macro_f1 == pytest.approx(2 / 3)
    assert figures.accuracy == pytest.approx(2 / 3)
    assert figures.confused(5) == [("AID", "ACCUSE", 1)]

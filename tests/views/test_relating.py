"""`dragoman evaluate relations`: figures, predictions, and exit codes."""

import csv
import json

import pytest
from click.testing import CliRunner

from dragoman.errors import UsageError
from dragoman.language.heads import shipped
from dragoman.language.pair_judge import Judged
from dragoman.views.cli import main
from dragoman.views.relating import judge_rows

ROWS = (
    ("1", "<s>Iran</s> condemned <t>France</t>.", "ACCUSE"),
    ("2", "<s>Iran</s> freed <t>a Frenchman</t>.", "YIELD"),
)


class Head:
    """It takes every pair for an accusation."""

    def judge(self, pairs):
        return [Judged((("ACCUSE", 0.9), ("AID", 0.1)), 0.5) for _ in pairs]


def write(path, rows):
    lines = ["id\tmarked_sentence\tgold_root", *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_figures_are_printed_and_predictions_written(tmp_path, capsys):
    gold, out = write(tmp_path / "gold.tsv", ROWS), tmp_path / "out.tsv"
    assert judge_rows(gold, out, Head(), as_json=False)
    shown = capsys.readouterr().out
    assert "2 rows judged" in shown
    assert "macro-F1 33.3, accuracy 50.0" in shown
    assert "1  YIELD as ACCUSE" in shown
    with out.open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file, delimiter="\t"))
    assert [row["predicted_root"] for row in written] == ["ACCUSE", "ACCUSE"]
    assert {row["confidence"] for row in written} == {"0.4500"}
    assert [row["marked_sentence"] for row in written] == [row[1] for row in ROWS]


def test_figures_as_json(tmp_path, capsys):
    assert judge_rows(write(tmp_path / "gold.tsv", ROWS), None, Head(), as_json=True)
    figures = json.loads(capsys.readouterr().out)
    assert figures["rows"] == 2
    assert figures["roots"]["YIELD"]["recall"] == 0


def test_a_bad_row_is_named_and_the_others_are_judged(tmp_path, capsys):
    gold = write(tmp_path / "gold.tsv", (*ROWS, ("3", "<s>Iran", "ACCUSE")))
    assert not judge_rows(gold, None, Head(), as_json=False)
    told = capsys.readouterr()
    assert "2 rows judged, 1 left out" in told.out
    assert "line 4" in told.err


def test_the_file_that_is_read_is_never_written(tmp_path):
    gold = write(tmp_path / "gold.tsv", ROWS)
    before = gold.read_text()
    with pytest.raises(UsageError, match="Name another"):
        judge_rows(gold, gold, Head(), as_json=False)
    assert gold.read_text() == before


@pytest.mark.skipif(not shipped("relations").is_dir(), reason="the head is not in this checkout")
def test_the_command_reads_with_the_packages_own_head(tmp_path):
    gold = write(tmp_path / "gold.tsv", ROWS)
    found = CliRunner().invoke(main, ["evaluate", "relations", str(gold)])
    assert found.exit_code == 0
    assert "macro-F1 100.0" in found.stdout

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.errors import BrokenEnvironmentError, UsageError
from dragoman.evaluation.pages import find_scorer, gold_pages, run_scorer
from dragoman.views.cli import main

COUNTING = """
import json, pathlib, sys
records = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
names = sorted(pathlib.Path(record["page"]).name for record in records)
print(len(records), *names, pathlib.Path(sys.argv[2]).name, *sys.argv[3:])
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "one.txt").write_text("Iran left the nuclear accord on Monday, officials said.")
    (folder / "one.json").write_text("{}")
    (folder / "unannotated.txt").write_text("Nobody annotated this page.")
    return folder


def evaluate(*words: object) -> Result:
    return CliRunner().invoke(main, ["evaluate", "pages", *map(str, words)])


def test_only_annotated_pages_are_gold(gold: Path) -> None:
    assert [page.name for page in gold_pages(gold)] == ["one.txt"]


def test_annotation_without_page(gold: Path) -> None:
    (gold / "lost.json").write_text("{}")
    with pytest.raises(UsageError, match=r"lost\.html or lost\.txt"):
        gold_pages(gold)


def test_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no gold pages"):
        gold_pages(tmp_path)


@pytest.mark.parametrize("place", ["gold", "."])
def test_scorer_in_the_folder_or_above(gold: Path, tmp_path: Path, place: str) -> None:
    scorer = tmp_path / place / "score_pages.py"
    scorer.write_text(COUNTING)
    assert find_scorer(gold).resolve() == scorer.resolve()


def test_command_prints_what_the_scorer_says(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "score_pages.py").write_text(COUNTING)
    result = evaluate(gold)
    assert (result.exit_code, result.stdout) == (0, "1 one.txt gold\n")
    assert evaluate(gold, "--json").stdout == "1 one.txt gold --json\n"


def test_command_names_a_page_that_gives_no_record(gold: Path, tmp_path: Path) -> None:
    scorer = tmp_path / "mine.py"
    scorer.write_text(COUNTING)
    (gold / "empty.html").write_text("")
    (gold / "empty.json").write_text("{}")
    result = evaluate(gold, "--scorer", scorer)
    assert (result.exit_code, result.stdout) == (1, "1 one.txt gold\n")
    assert "empty.html: The page is empty" in result.stderr


def test_no_scorer_is_misuse(gold: Path) -> None:
    result = evaluate(gold)
    assert result.exit_code == 2
    assert "No score_pages.py lies in" in result.stderr


def test_scorer_that_fails(gold: Path, tmp_path: Path) -> None:
    scorer = tmp_path / "score_pages.py"
    scorer.write_text("raise SystemExit('no such gold')")
    with pytest.raises(BrokenEnvironmentError, match="no such gold"):
        run_scorer(scorer, [], gold)
    assert evaluate(gold).exit_code == 3

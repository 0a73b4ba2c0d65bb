"""Where pages come from, as a person says it on the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.records import from_json
from dragoman.views.cli import main

TABLE = "headline,story,day\nTalks,Iran left the nuclear accord on Monday.,2018-05-08\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "news.csv"
    path.write_text(TABLE)
    return path


def test_a_table_is_read_by_its_map_and_what_is_guessed_is_shown(table: Path) -> None:
    result = run("read", table, "--json", "--columns", "text=story,published=day")
    assert result.exit_code == 0
    assert "title from 'headline'" in result.stderr
    record = from_json(result.stdout.encode())
    assert (record.article.title, record.article.published) == ("Talks", "2018-05-08")
    assert record.coder.options == {"columns": "published=day,text=story"}


@pytest.mark.parametrize("words", [["--columns", "story"], ["--columns", "words=story"]])
def test_a_map_that_makes_no_sense_is_misuse(table: Path, words: list[str]) -> None:
    result = run("read", table, *words)
    assert result.exit_code == 2
    assert "column map" in result.stderr


def test_a_map_that_names_no_column_is_a_fault(table: Path) -> None:
    result = run("read", table, "--columns", "text=body")
    assert result.exit_code == 1
    assert "There is no column 'body'" in result.stderr


@pytest.mark.parametrize("command", [["read"], ["build", "l.duckdb"]])
def test_something_must_be_given(command: list[str]) -> None:
    result = run(*command)
    assert result.exit_code == 2
    assert "--urls" in result.stderr


def test_a_list_of_addresses_is_fetched_from_the_public_internet_alone(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("http://127.0.0.1:9/a\nhttp://10.0.0.1/\n")
    result = run("read", "--urls", tmp_path / "list.txt", "--cache", tmp_path / "cache")
    assert result.exit_code == 1
    assert result.stderr.count("--allow-private") == 2


def test_a_build_shows_how_a_table_is_taken(table: Path, tmp_path: Path) -> None:
    result = run("build", tmp_path / "l.duckdb", table, "--columns", "published=day")
    assert "text from 'story'" in result.stderr.replace("\n", " ")
    assert "1 read" in result.stdout

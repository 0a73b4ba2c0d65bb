"""The command that opens the reading room."""

from click.testing import CliRunner

from dragoman.views import serve_command
from dragoman.views.cli import main


def test_without_its_packages_it_says_how_to_install_them(monkeypatch, tmp_path):
    monkeypatch.setattr(serve_command, "find_spec", lambda _name: None)
    result = CliRunner().invoke(main, ["serve", str(tmp_path / "l.duckdb")])
    assert result.exit_code == 3
    assert "pip install" in result.stderr
    assert "uvicorn" in result.stderr


def test_help_says_what_it_does():
    told = CliRunner().invoke(main, ["serve", "--help"]).stdout
    assert "--token" in told
    assert "need no JavaScript" in " ".join(told.split())


def test_a_reviewer_goes_with_reviewing_and_has_a_name(tmp_path):
    words = ["serve", str(tmp_path / "l.duckdb"), "--reviewer"]
    alone = CliRunner().invoke(main, [*words, "Jane"])
    assert alone.exit_code == 2
    assert "--review" in alone.stderr
    nameless = CliRunner().invoke(main, [*words, " ", "--review"])
    assert nameless.exit_code == 2
    assert "Say who you are" in nameless.stderr


def test_a_table_that_is_wrong_is_told_before_the_room_opens(tmp_path):
    (tmp_path / "pacts.tsv").write_text("id\tname\nx\tExample Accord\n")
    words = ["serve", str(tmp_path / "l.duckdb"), "--vocabulary", str(tmp_path)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code != 0
    assert "pacts.tsv" in f"{result.output}{result.exception}"

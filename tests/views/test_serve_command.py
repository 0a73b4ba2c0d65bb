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

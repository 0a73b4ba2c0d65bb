"""The ledger's commands, as a person types them."""

import json

import click
import pytest
from click.testing import CliRunner

from dragoman.errors import UsageError
from dragoman.exports import PROFILES
from dragoman.views import export_commands, register_commands
from dragoman.views.ledger_commands import COMMANDS, add_commands

PAGE = (
    "The United States withdrew from the Iran nuclear deal on 8 May 2018, the ministry said. "
    "Iran accused the United States of breaking the accord."
)


@pytest.fixture(scope="session")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "page.txt").write_text(PAGE)
    result = invoke("build", folder / "l.duckdb", folder / "page.txt", "--published", "2018-05-19")
    assert result.exit_code == 0, result.output
    assert "1 page given" in result.stdout
    assert "1 read, 0 known" in result.stdout
    return folder / "l.duckdb"


def invoke(*words):
    group = click.Group()
    add_commands(group)
    export_commands.add_commands(group)
    register_commands.add_commands(group)
    return CliRunner().invoke(group, [str(word) for word in words])


def lines(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_build_is_known_the_second_time(ledger):
    page = ledger.parent / "page.txt"
    result = invoke("build", ledger, page, "--published", "2018-05-19", "--quiet")
    assert "0 read, 1 known" in result.stdout


def test_a_page_that_is_missing_makes_the_build_incomplete(tmp_path):
    result = invoke("build", tmp_path / "l.duckdb", tmp_path / "none.html", "--quiet")
    assert result.exit_code == 1
    assert "1 without a record" in result.stdout
    told = invoke("sql", tmp_path / "l.duckdb", "SELECT message FROM faults")
    assert "no such file" in told.stdout


def test_show_counts(ledger):
    assert "1 page, " in invoke("show", ledger).stdout
    [seen] = lines(invoke("show", ledger, "--json"))
    assert dict(seen["rows"])["pages"] == 1


def test_sql_prints_tables_csv_and_json(ledger):
    query = "SELECT 1 AS n, 'a,b' AS t FROM range(3)"
    assert invoke("sql", ledger, query).stdout.split()[:4] == ["n", "t", "1", "a,b"]
    assert invoke("sql", ledger, query, "--csv").stdout.splitlines()[1] == '1,"a,b"'
    cut = invoke("sql", ledger, query, "--json", "--rows", 2)
    assert lines(cut) == [{"n": 1, "t": "a,b"}] * 2
    assert "only the first 2 rows" in cut.stderr


def test_export_and_verify(ledger, tmp_path):
    result = invoke("export", ledger, "--profile", "csv", tmp_path / "out", "--no-text")
    assert result.exit_code == 0
    assert "articles 1" in result.stdout
    assert (tmp_path / "out" / "events.csv").exists()
    assert "0 rows differ" in invoke("verify", ledger).stdout


def test_a_dataset_is_written_and_what_stays_empty_told(ledger, tmp_path):
    out = tmp_path / "out.tsv"
    result = invoke("export", ledger, "--profile", "icews", out)
    assert result.exit_code == 0, result.output
    told = " ".join(result.stdout.split())
    assert "out.tsv.provenance.csv" in told
    assert "District, Province: places are resolved" in told
    assert {f.name for f in tmp_path.iterdir()} == {"out.tsv", "out.tsv.provenance.csv"}
    again = invoke("export", ledger, "--profile", "icews", out)
    assert isinstance(again.exception, UsageError)


def test_a_profile_is_explained_without_a_ledger():
    told = invoke("export", "--profile", "gdelt", "--explain")
    assert told.exit_code == 0, told.output
    assert "gdelt_events, 61 columns" in told.stdout
    assert "gdelt_mentions, 16 columns" in told.stdout
    assert "AvgTone" in told.stdout


def test_the_command_knows_every_profile():
    assert tuple(PROFILES) == export_commands.DATASETS


def test_correct_and_retract(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    path = tmp_path / "l.duckdb"
    invoke("build", path, tmp_path / "page.txt", "--quiet")
    move = lines(invoke("sql", path, "SELECT id FROM moves WHERE move = 'withdraw'", "--json"))[0][
        "id"
    ]
    said = ("--reason", "misread", "--by", "me")
    assert (
        invoke("correct", path, "move", move, "date=2018-05-09", "actor=null", *said).exit_code == 0
    )
    query = f"SELECT date, actor FROM moves WHERE id = '{move}'"
    assert lines(invoke("sql", path, query, "--json")) == [{"date": "2018-05-09", "actor": None}]
    assert invoke("retract", path, "move", move, *said).exit_code == 0
    assert lines(invoke("sql", path, query, "--json")) == []
    event = lines(invoke("sql", path, "SELECT id FROM events LIMIT 1", "--json"))[0]["id"]
    right = ("cameo=190", "quad=4", 'target=["IRN","USA"]')
    assert invoke("correct", path, "event", event, *right, *said).exit_code == 0
    query = f"SELECT cameo, quad, target FROM events WHERE id = '{event}'"
    assert lines(invoke("sql", path, query, "--json")) == [
        {"cameo": "190", "quad": 4, "target": ["IRN", "USA"]}
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "none.duckdb"), 3),
        (("sql", "LEDGER", "DROP TABLE x"), 3),
        (("sql", "LEDGER", "SELECT 1", "--csv", "--json"), 2),
        (("export", "LEDGER", "--profile", "excel", "out"), 2),
        (("export", "LEDGER", "--profile", "csv", "out", "--no-text", "--authors"), 2),
        (("export", "LEDGER", "--profile", "icews"), 2),
        (("export", "LEDGER", "--profile", "icews", "out", "--authors"), 2),
        (("export", "LEDGER", "--profile", "icews", "out", "--one-a-day"), 2),
        (("export", "LEDGER", "--profile", "csv", "--explain"), 2),
        (("export", "none.duckdb", "--profile", "icews", "out"), 3),
        (("correct", "LEDGER", "move", "x", "date", "--reason", "r", "--by", "b"), 2),
    ],
)
def test_what_cannot_be_done_ends_with_its_code(ledger, words, code):
    result = invoke(*(ledger if word == "LEDGER" else word for word in words))
    assert result.exit_code == code
    assert result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_and_option_is_described(command):
    assert command.help
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help, f"{command.name} {param.name}"


@pytest.fixture(scope="session")
def own_pacts(tmp_path_factory):
    """A ledger that was read by a table of one's own, and the table."""
    folder = tmp_path_factory.mktemp("pacts")
    (folder / "page.txt").write_text("Iran withdrew from the Example Accord on 8 May 2018.")
    table = folder / "mine.tsv"
    table.write_text(
        "id\tname\taliases\tkind\tsource\nexample\tExample Accord\tEx\taccord\tits text\n"
    )
    built = invoke("build", folder / "l.duckdb", folder / "page.txt", "--quiet", "--pacts", table)
    assert built.exit_code == 0, built.output
    return folder / "l.duckdb", table


def test_pacts_of_ones_own_are_read_and_asked_for(own_pacts):
    ledger, table = own_pacts
    [[row]] = lines(
        invoke("standing", ledger, "--pact", "ex", "--pacts", table, "--on", "2018-05-08", "--json")
    )
    assert (row["pact"], row["actor"], row["status"]) == ("example", "IRN", "withdrawn")
    [steps] = lines(invoke("timeline", ledger, "--pact", "ex", "--pacts", table, "--json"))
    assert [step["pact"] for step in steps] == ["example"]


def test_a_reading_by_other_pacts_is_another_reading(own_pacts):
    ledger, table = own_pacts
    page = ledger.parent / "page.txt"
    known = invoke("build", ledger, page, "--quiet", "--reread", "--pacts", table)
    assert "0 read, 1 known" in known.stdout
    again = invoke("build", ledger, page, "--quiet", "--reread")
    assert "1 reread" in again.stdout
    [options] = lines(
        invoke("sql", ledger, "SELECT options FROM coders WHERE options LIKE '%pacts%'", "--json")
    )
    assert set(json.loads(options["options"])) == {"pacts"}


def test_verify_needs_the_pacts_that_pages_were_read_by(tmp_path, own_pacts):
    _, table = own_pacts
    (tmp_path / "page.txt").write_text("Iran withdrew from the Example Accord on 8 May 2018.")
    ledger = tmp_path / "l.duckdb"
    invoke("build", ledger, tmp_path / "page.txt", "--quiet", "--pacts", table)
    assert invoke("verify", ledger, "--pacts", table).exit_code == 0
    without = invoke("verify", ledger)
    assert without.exit_code == 1
    assert "--pacts gives one" in without.stdout

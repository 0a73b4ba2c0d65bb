"""The commands on who is meant, as a person types them."""

import json
import shutil

import click
import pytest
from click.testing import CliRunner

from dragoman.views.actor_commands import COMMANDS
from dragoman.views.cli import main

PAGE = (
    "Angela Merkel accused Russia of breaking the accord. The Donetsk People's Republic accused "
    "Ukraine of breaking the accord. Bush said that the United States would join the accord."
)
SAID = ("--reason", "seen in the register", "--by", "me")


def invoke(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def lines(result):
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("actors")
    (folder / "page.txt").write_text(PAGE)
    said = ("--published", "2018-05-19", "--quiet")
    assert invoke("build", folder / "l.duckdb", folder / "page.txt", *said).exit_code == 0
    return folder / "l.duckdb"


@pytest.fixture
def ledger(built, tmp_path):
    return shutil.copy(built, tmp_path / "l.duckdb")


def test_actors_are_listed_with_what_is_known_of_them(ledger):
    shown = invoke("actors", ledger).stdout
    assert "Angela Merkel" in shown
    assert "person acting for Germany, GOV, chancellor, score 0.95, 1 mention, 1 article" in shown
    assert "in office on that day" in shown
    [merkel] = lines(invoke("actors", ledger, "merkel", "--json"))
    assert list(merkel) == [
        "id",
        "name",
        "kind",
        "country",
        "affiliation",
        "sector",
        "role",
        "score",
        "reason",
        "alternatives",
        "mentions",
        "articles",
        "judgements",
        "read_as",
    ]
    assert (merkel["country"], merkel["score"], merkel["alternatives"]) == ("DEU", 0.95, [])
    assert "Nobody called Cleopatra is named." in invoke("actors", ledger, "Cleopatra").stdout


def test_those_in_doubt_come_with_their_alternatives(ledger):
    shown = invoke("actors", ledger, "--doubtful").stdout
    assert "Merkel" not in shown
    assert "or United States (USA), 0.30: George W. Bush, president of" in shown
    assert "Nobody called DPR is in doubt." in invoke("actors", ledger, "DPR", "--doubtful").stdout


def test_a_list_that_is_cut_off_says_so(ledger):
    result = invoke("actors", ledger, "--rows", 2, "--json")
    assert len(lines(result)) == 2
    assert "only the first 2 actors" in result.stderr


def test_a_judgement_is_made_and_taken_back(ledger):
    def source():
        return lines(
            invoke("sql", ledger, "SELECT source FROM events ORDER BY trigger_start", "--json")
        )[1]

    result = invoke("judge", ledger, "DPR", "--is", "RUS", *SAID)
    assert "Judgement 1: DPR is RUS (Russia)" in result.stdout
    assert "1 resolution is otherwise now" in result.stdout
    assert source() == {"source": ["RUS"]}
    shown = invoke("actors", ledger, "RUS").stdout
    assert "judgement 1: seen in the register" in shown
    assert "0 now otherwise" in invoke("resolve", ledger).stdout
    result = invoke("judge", ledger, "--undo", 1)
    assert "Judgement 1 is taken back: DPR is RUS (Russia)" in result.stdout
    assert source() == {"source": ["DPR"]}


def test_a_judgement_says_all_that_it_says(ledger):
    days = ("--from", "2018-05-01", "--to", "2018-05-31")
    said = ("--is", "US-GA", "--country", "USA", "--sector", "GOV", *days, *SAID)
    shown = " ".join(invoke("judge", ledger, "donetsk people's republic", *said).stdout.split())
    assert (
        "is US-GA (Donetsk People's Republic) acts for USA in sector GOV from 2018-05-01" in shown
    )
    assert "1 resolution is otherwise now" in shown
    shown = invoke("judge", ledger, "Bush", "--is-not", "USA", *SAID).stdout
    assert "Bush is not USA (United States)" in shown


def test_members_of_a_group_on_a_day():
    shown = invoke("members", "e3", "--on", "2018-05-19").stdout
    assert "3 members on 2018-05-19" in shown
    assert "DEU  Germany" in shown
    [told] = lines(invoke("members", "European Union", "--on", "2021-01-01", "--json"))
    assert (told["id"], told["on"], told["listed"]) == ("EU", "2021-01-01", True)
    assert len(told["members"]) == 27
    assert {"id": "FRA", "name": "France"} in told["members"]
    assert "no members of it on 1900-01-01" in invoke("members", "EU", "--on", "1900-01-01").stdout
    assert "The codebook lists no members of it." in invoke("members", "ISIS").stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("actors", "none.duckdb"), 3, "no ledger"),
        (("resolve", "none.duckdb"), 3, "no ledger"),
        (("judge", "none.duckdb", "x", "--is", "RUS", *SAID), 3, "no ledger"),
        (("judge", "LEDGER", "x", "--is", "RUS", *SAID), 2, "no actor 'x'"),
        (("judge", "LEDGER", "Angela Merkle", "--is", "RUS", *SAID), 2, "Angela Merkel"),
        (("judge", "LEDGER", "DPR", "--is", "Russia", *SAID), 2, "Russia is RUS"),
        (("judge", "LEDGER", "DPR", "--is", "RUS"), 2, "--reason"),
        (("judge", "LEDGER", "--is", "RUS", *SAID), 2, "SUBJECT"),
        (("judge", "LEDGER", "DPR", *SAID), 2, "Say who it is"),
        (("judge", "LEDGER", "DPR", "--is", "RUS", "--is-not", "UKR", *SAID), 2, "not both"),
        (("judge", "LEDGER", "DPR", "--is", "RUS", "--from", "May", *SAID), 2, "no day"),
        (("judge", "LEDGER", "DPR", "--is", "RUS", "--undo", "1"), 2, "--undo"),
        (("judge", "LEDGER", "--undo", "1"), 2, "Judgement 1 is not there"),
        (("members", "Europen Union"), 2, "EU (European Union)"),
        (("members", "no such body at all"), 2, "no organisation or group"),
        (("members", "E3", "--on", "2018"), 2, "no day"),
    ],
)
def test_what_cannot_be_done_ends_with_its_code(ledger, words, code, told):
    result = invoke(*(ledger if word == "LEDGER" else word for word in words))
    assert result.exit_code == code, result.output
    assert told in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_and_option_is_described(command):
    assert command.help
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help, f"{command.name} {param.name}"


def test_pacts_are_merged_and_parted_again(tmp_path):
    (tmp_path / "a.txt").write_text("Iran withdrew from the Larnaca Agreement on 8 May 2018.")
    (tmp_path / "b.txt").write_text("France withdrew from the Larnaca Treaty on 9 May 2018.")
    ledger = tmp_path / "l.duckdb"
    assert invoke("build", ledger, tmp_path / "a.txt", tmp_path / "b.txt", "--quiet").exit_code == 0
    pair = ("--pact", "Larnaca Treaty", "--same-as", "Larnaca Agreement")
    said = invoke("judge", ledger, *pair, *SAID)
    assert said.exit_code == 0, said.output
    assert "(Larnaca Agreement)" in said.stdout
    assert "it holds for 1 move" in said.stdout
    for name in ("Larnaca Agreement", "Larnaca Treaty"):
        [rows] = lines(invoke("standing", ledger, "--pact", name, "--json"))
        assert {row["actor"] for row in rows} == {"IRN", "FRA"}
    assert invoke("judge", ledger, "--undo", 1, *SAID[:2]).exit_code == 0
    [rows] = lines(invoke("standing", ledger, "--pact", "Larnaca Treaty", "--json"))
    assert {row["actor"] for row in rows} == {"FRA"}


@pytest.mark.parametrize(
    "words",
    [
        ("--pact", "x"),
        ("--same-as", "x"),
        ("--pact", "x", "--same-as", "y", "--country", "USA"),
        ("somebody", "--pact", "x", "--same-as", "y"),
    ],
)
def test_a_judgement_on_a_pact_has_two_pacts_and_no_more(ledger, words):
    result = invoke("judge", ledger, *words, *SAID)
    assert result.exit_code == 2
    assert "Give --pact and --same-as" in result.stderr

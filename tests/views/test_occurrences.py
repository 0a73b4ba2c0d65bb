"""`dragoman occurrences`: pages in, happenings with their sources out."""

import json

import pytest
from click.testing import CliRunner

from dragoman.flow.building import build
from dragoman.flow.opening import open_ledger
from dragoman.views.cli import main

WIRE = (
    "Israel bombed Syria on Monday. Three warehouses near the airport burned through the night, "
    "and firemen who came from two towns could not reach them before the morning. A doctor at the "
    "hospital counted eleven wounded, among them a driver who had slept in his lorry."
)
PAGES = [
    ("Harbour Post", "2018-05-15", WIRE),
    ("Valley Herald", "2018-05-16", WIRE),
    ("Coast Gazette", "2018-05-16", "Syria counted its dead on Tuesday. Israel bombed Syria on "
     "Monday, and the government in Damascus spoke of a crime."),
    ("Coast Gazette", "2018-05-24", "Israel bombed Syria on Wednesday, for the second time in the "
     "month."),
    ("River Times", "2018-05-16", "Russia will bomb Syria next winter."),
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("occurrences")
    rows = [
        {"text": text, "published": day, "outlet": outlet, "url": f"https://news.example/{number}"}
        for number, (outlet, day, text) in enumerate(PAGES)
    ]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    build(folder / "l.duckdb", [str(folder / "rows.jsonl")])
    return folder / "l.duckdb"


def run(*words):
    return CliRunner().invoke(main, ["occurrences", *map(str, words)])


def test_one_happening_with_its_reports_its_sources_and_its_reprints(ledger):
    [line] = run(ledger, "--type", "assault", "--json").stdout.splitlines()
    found = json.loads(line)
    assert (found["source"], found["target"], found["date"]) == (["ISR"], ["SYR"], "2018-05-14")
    assert (found["reports"], found["roots"], found["reprints"]) == (3, 2, 1)
    told = {(each["outlet"], each["root"], each["reprint"]) for each in found["tellings"]}
    assert told == {
        ("Harbour Post", "outlet:harbour post", False),
        ("Valley Herald", "outlet:harbour post", True),
        ("Coast Gazette", "outlet:coast gazette", False),
    }
    assert all("Israel bombed Syria" in each["sentence"] for each in found["tellings"])


def test_for_a_person(ledger):
    shown = run(ledger, "--type", "ASSAULT").stdout
    assert "1 happening told by 2 pages or more, of 3 in all" in shown
    assert "2018-05-14  ASSAULT (actual)  Israel > Syria" in shown
    assert "3 reports, 2 independent sources, 1 reprint" in shown
    assert "Valley Herald, a reprint" in shown


@pytest.mark.parametrize(
    ("asked", "dates"),
    [
        (["--least", "1", "--party", "ISR"], ["2018-05-14", "2018-05-23"]),
        (["--least", "1", "--party", "RUS", "--type", "ASSAULT"], [None]),
        (["--party", "FRA"], []),
        (["--least", "1", "--type", "ASSAULT", "--since", "2018-05-22"], ["2018-05-23"]),
        (["--type", "ASSAULT", "--known", "2018-05-15"], []),
    ],
)
def test_what_is_asked_for(ledger, asked, dates):
    found = map(json.loads, run(ledger, *asked, "--json").stdout.splitlines())
    assert sorted(each["date"] for each in found if each["type"] == "ASSAULT") == dates


def test_an_unknown_type_is_misuse(ledger):
    result = run(ledger, "--type", "war")
    assert result.exit_code == 2
    assert "WAR is no event type. There are: AGREE" in result.stderr


def test_datasets_gather_pages_when_asked(ledger, tmp_path):
    counted = {}
    for across in (False, True):
        out = tmp_path / f"gdelt {across}"
        with open_ledger(ledger) as opened:
            opened.export_dataset("gdelt", out, across_pages=across)
            opened.export_dataset("dyad-month", tmp_path / f"m {across}", across_pages=across)
        rows = [line.split("\t") for line in out.read_text().splitlines()]
        strikes = [row for row in rows if row[7] == "ISR" and row[28] == "19"]
        counted[across] = sorted((row[1], row[31], row[33]) for row in strikes)
        [month] = [
            line for line in (tmp_path / f"m {across}").read_text().splitlines() if "ISR" in line
        ]
        assert month.split(",")[5] == ("2" if across else "4")
    once = ("20180514", "1", "1")
    assert counted[False] == [once, once, once, ("20180523", "1", "1")]
    assert counted[True] == [("20180514", "3", "3"), ("20180523", "1", "1")]

"""The register's commands, on a small ledger of pages that disagree."""

import json

import click
import pytest
from click.testing import CliRunner

from dragoman.views import ledger_commands, register_commands

PAGES = [
    ("Harbour Post", "2015-07-21", "Iran joined the nuclear deal on 14 July 2015. France backed the Iran nuclear deal on 20 July 2015."),
    ("Harbour Post", "2018-05-09", "The United States withdrew from the Iran nuclear deal on 8 May 2018, after months of warnings from its allies."),
    ("Canal Gazette", "2018-05-10", "A grey day. The United States withdrew from the Iran nuclear deal on 8 May 2018, after months of warnings from its allies."),
    ("Lantern Press", "2018-06-02", "The United States withdrew from the Iran nuclear deal on 12 May 2018."),
    ("Quay Herald", "2018-06-03", "The United States has not withdrawn from the Iran nuclear deal, a French diplomat said."),
    ("Quay Herald", "2018-06-04", "Japan may join the Paris Agreement. Brazil will join the Paris Agreement next year. India was invited to join the Paris Agreement. Turkey declined to join the Paris Agreement. Norway backed the Paris Agreement. Canada should join the Paris Agreement, the German chancellor said. Chile ratified the Paris Agreement on 10 February 2017."),
    ("Lantern Press", "2018-06-05", "Brazil will join the Paris Agreement next year, officials said. Canada joined the Paris Agreement on 1 January 2018."),
]  # fmt: skip
CONTRACT = ["pact", "name", "kind", "parent", "actor", "status", "membership", "role", "since", "moves", "reports", "roots"]  # fmt: skip
TABLE = """\
manyID,treatyID,Title,Begin,stateID,StateName,StateSignature,StateRatification,StateEnd,mine
P,PARIS,Paris Agreement,2015-12-12,CHL,Chile,2016-09-20,2017-02-10:2017-02-11,NA,x
P,PARIS,Paris Agreement,2015-12-12,CAN,Canada,2016-04-22,2016-10-05,9999-12-31,x
P,PARIS,Paris Agreement,2015-12-12,TUR,Turkey,2016-04-22,2021-10-11,NA,x
P,PARIS,Paris Agreement,2015-12-12,,Peru,2016-04-22,2016,,x
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    folder = tmp_path_factory.mktemp("register")
    rows = [
        {"text": text, "outlet": outlet, "published": day, "url": f"https://{number}.example/"}
        for number, (outlet, day, text) in enumerate(PAGES)
    ]
    (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "members.csv").write_text(TABLE)
    result = invoke("build", folder / "l.duckdb", folder / "pages.jsonl", "--quiet")
    assert result.exit_code == 0, result.output
    return folder / "l.duckdb"


def invoke(*words):
    group = click.Group()
    ledger_commands.add_commands(group)
    register_commands.add_commands(group)
    return CliRunner().invoke(group, [str(word) for word in words])


def shown(*words):
    result = invoke(*words)
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def answer(*words):
    result = invoke(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_pacts_names_parties_by_status_and_the_first_and_last_day(ledger):
    told = shown("pacts", ledger)
    assert (
        "Joint Comprehensive Plan of Action accord 6 moves, 5 pages, 2015-07-14 to 2018-05-12, 2 contradictions"
        in told
    )
    assert "withdrawn: United States" in told
    assert "invited: India" in told
    [jcpoa] = [pact for pact in answer("pacts", ledger) if pact["row"]["id"] == "jcpoa"]
    assert jcpoa["parties"] == [["member", ["IRN"]], ["supporter", ["FRA"]], ["withdrawn", ["USA"]]]
    assert "withdrawn" not in shown("pacts", ledger, "--known", "2018-01-01")


def test_standing_gives_sentence_source_and_hearsay_by_status(ledger):
    told = shown("standing", ledger, "--pact", "jcpoa")
    assert "withdrawn (1) United States since 2018-05-08 3 pages, 2 sources" in told
    assert (
        "“The United States withdrew from the Iran nuclear deal on 8 May 2018, after months of warnings from its allies.” Harbour Post (hearsay 0), 2018-05-09"
        in told
    )
    assert "member (1) Iran since 2015-07-14" in told
    before = shown("standing", ledger, "--pact", "jcpoa", "--on", "2018-05-07")
    assert "withdrawn" not in before
    assert "contradiction" not in before
    assert "No page tells" in shown("standing", ledger, "--pact", "jcpoa", "--on", "2010-01-01")


def test_standing_has_the_contracts_keys_and_then_its_own(ledger):
    rows = answer("standing", ledger, "--pact", "Iran nuclear deal")
    [usa] = [row for row in rows if row["actor"] == "USA"]
    assert list(usa) == [*CONTRACT, "evidence", "contradictions"]
    assert (usa["status"], usa["since"], usa["reports"], usa["roots"]) == (
        "withdrawn",
        "2018-05-08",
        3,
        2,
    )
    assert len(usa["moves"]) == len(usa["evidence"]) == 3
    assert usa["evidence"][0]["chain"] == ["Harbour Post"]
    assert [c["about"] for c in usa["contradictions"]] == ["dates", "denied"]
    [iran] = [row for row in rows if row["actor"] == "IRN"]
    assert iran["contradictions"] == []


def test_verbatim_copies_are_one_source_and_two_dates_stand_beside_one_another(ledger):
    [told] = [
        c
        for row in answer("standing", ledger, "--pact", "jcpoa")
        for c in row["contradictions"]
        if c["about"] == "dates"
    ]
    assert [(s["says"], s["reports"], s["roots"]) for s in told["sides"]] == [
        ("2018-05-08", 2, 1),
        ("2018-05-12", 1, 1),
    ]
    story = shown("timeline", ledger, "--pact", "jcpoa")
    assert "5 moves, 5 pages, 3 sources, 2 contradictions" in story
    assert (
        "2018-05-08 United States withdraw 2 pages, 1 source ≠ two dates: 2018-05-12 (1 page, 1 source)"
        in story
    )
    assert (
        "2018-05-12 United States withdraw 1 page, 1 source ≠ two dates: 2018-05-08 (2 pages, 1 source)"
        in story
    )


def test_timeline_has_modality_chain_and_depth_in_the_order_of_days(ledger):
    story = shown("timeline", ledger, "--pact", "jcpoa")
    assert "withdraw, denied" in story
    assert "Quay Herald › French diplomat (hearsay 1), 2018-06-03" in story
    steps = answer("timeline", ledger, "--pact", "jcpoa")
    assert [(s["day"], s["move"], s["modality"], s["depth"]) for s in steps] == [
        ("2015-07-14", "join", "actual", 0),
        ("2015-07-20", "back", "actual", 0),
        ("2018-05-08", "withdraw", "actual", 0),
        ("2018-05-12", "withdraw", "actual", 0),
        ("2018-06-03", "withdraw", "denied", 1),
    ]
    assert len(answer("timeline", ledger, "--pact", "jcpoa", "--on", "2016-01-01")) == 2
    assert len(answer("timeline", ledger, "--pact", "jcpoa", "--known", "2018-05-09")) == 3


def test_outlook_groups_who_may_come_in(ledger):
    told = shown("outlook", ledger, "--pact", "Paris Agreement")
    assert "expected to join (1) Brazil join planned 2019 2 independent sources, 2 pages" in told
    assert "hedged: urged, supposed or planned, and no more (2)" in told
    assert "Canada join called-for" in told
    assert "%" not in told
    rows = answer("outlook", ledger, "--pact", "Paris Agreement")
    leanings = {(row["leaning"], row["actor"]) for row in rows}
    assert {
        ("invited", "IND"),
        ("backing", "NOR"),
        ("declined", "TUR"),
        ("expected", "BRA"),
    } <= leanings
    assert {("hedged", "CAN"), ("hedged", "JPN"), ("in", "CHL"), ("in", "CAN")} <= leanings
    early = answer("outlook", ledger, "--pact", "Paris Agreement", "--known", "2018-06-04")
    [brazil] = [row for row in early if row["actor"] == "BRA"]
    assert brazil["roots"] == 1


def test_compare_lays_news_and_table_beside_one_another(ledger):
    table = ledger.parent / "members.csv"
    told = answer("compare", ledger, table, "--pact", "Paris Agreement")
    verdicts = {row["actor"]: row["verdict"] for row in told["rows"]}
    assert verdicts == {
        "CHL": "agree",
        "CAN": "date differs",
        "TUR": "status differs",
        "PER": "only in the reference",
    }
    assert told["bad"] == []
    text = shown("compare", ledger, "--pact", "Paris Agreement", table)
    assert (
        "1 agree, 1 date differs, 1 status differs, 0 only in the news, 1 only in the reference"
        in text
    )
    assert "member on 2018-01-01 in the news; signed 2016-04-22, ratified 2016-10-05" in text
    assert "“Canada joined the Paris Agreement on 1 January 2018.”" in text
    assert "members.csv, line 3" in text


def test_compare_names_the_lines_that_it_cannot_use(ledger, tmp_path):
    (tmp_path / "odd.csv").write_text(TABLE.replace("2016-10-05", "2016-13-05") + "short,line\n")
    result = invoke("compare", ledger, tmp_path / "odd.csv", "--pact", "Paris Agreement")
    told = " ".join(result.stdout.split())
    assert result.exit_code == 1
    assert "odd.csv, line 3: StateRatification: '2016-13-05' is no day such as 2015-07-14" in told
    assert "odd.csv, line 6: 2 cells, but the header has 10" in told


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("standing", "LEDGER", "--pact", "jcpoa", "--on", "2018"), "YYYY-MM-DD"),
        (("timeline", "LEDGER", "--pact", "jcpoa", "--chart", "x.svg", "--json"), "not both"),
        (("timeline", "LEDGER", "--pact", "jcpoa", "--chart", "x.gif"), ".svg, .png or .html"),
        (("compare", "LEDGER", "none.csv", "--pact", "Paris Agreement"), "none.csv"),
        (("outlook", "LEDGER", "--pact", "a treaty of the moon"), "The ledger tells of"),
    ],
)
def test_what_makes_no_sense_is_said(ledger, words, message):
    result = invoke(*(ledger if word == "LEDGER" else word for word in words))
    assert result.exit_code != 0
    assert message in (result.output + str(result.exception))


@pytest.mark.parametrize("table", ["--pacts mine.tsv", "--vocabulary pacts.tsv", "--vocabulary ."])
@pytest.mark.parametrize("command", ["standing", "timeline", "outlook", "compare"])
def test_names_of_ones_own_are_asked_for_by_their_table(ledger, tmp_path, command, table):
    option, place = table.split()
    file = tmp_path / ("pacts.tsv" if place == "." else place)
    file.write_text("id\taliases\nparis-agreement\tthe Bourget text\n")
    words = [command, ledger, *([ledger.parent / "members.csv"] if command == "compare" else [])]
    named = ("--pact", "the Bourget text")
    assert "No pact is called" in str(invoke(*words, *named).exception)
    result = invoke(*words, *named, option, tmp_path / place)
    assert "Paris Agreement" in result.stdout

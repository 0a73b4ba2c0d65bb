"""What can be taken along: the same rows as on the page, in files that do no harm."""

import csv
import io
import json
import re

import duckdb
import pytest

from dragoman.views.web.citing import citation_of
from dragoman.views.web.downloads import attached, csv_of, guarded_cell
from dragoman.views.web.tables import TABLES
from dragoman.views.web.taking import Taken

QUERIES = {
    "articles": "",
    "actors": "name=iran",
    "events": "actor=IRN&side=did",
    "moves": "actor=USA",
    "sayings": "actor=DEU",
    "months": "actor=IRN",
    "pacts": "on=2018-12-31",
    "standing": "pact=jcpoa",
    "steps": "pact=jcpoa&known=2018-12-31",
}


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


@pytest.mark.parametrize("what", TABLES)
def test_every_table_comes_as_csv_and_as_parquet_with_the_same_rows(browse, tmp_path, what):
    client = browse()
    plain = client.get(f"/download/{what}.csv?{QUERIES[what]}")
    packed = client.get(f"/download/{what}.parquet?{QUERIES[what]}")
    assert plain.headers["content-type"] == "text/csv; charset=utf-8"
    assert packed.headers["content-type"] == "application/vnd.apache.parquet"
    for answer in (plain, packed):
        assert re.fullmatch(
            r'attachment; filename="dragoman-[a-z0-9-]+\.(csv|parquet)"',
            answer.headers["content-disposition"],
        )
    rows = rows_of(plain)
    assert rows
    (tmp_path / "x.parquet").write_bytes(packed.content)
    read = duckdb.sql(f"FROM '{tmp_path}/x.parquet'")
    assert read.columns == list(rows[0]) == list(TABLES[what].columns)
    assert len(read.fetchall()) == len(rows)


def test_a_list_has_the_rows_of_its_page(browse):
    client = browse()
    [row] = rows_of(client.get("/download/events.csv?actor=IRN&side=did&other=USA"))
    assert row["sentence"] == "Iran accused the United States of breaking the accord."
    assert (row["type"], row["source"], row["target_names"]) == ("ACCUSE", "IRN", "United States")
    page, anchor = row["link"].removeprefix("http://localhost:8000").split("#")
    assert f'id="{anchor}"' in client.get(page).text
    stands = rows_of(client.get("/download/standing.csv?pact=jcpoa"))
    assert ("USA", "withdrawn") in {(row["actor"], row["status"]) for row in stands}
    assert rows_of(client.get("/download/standing.csv?pact=jcpoa&on=2016-12-31")) == []


@pytest.mark.parametrize("place", ["/articles", "/pacts", "/pacts/jcpoa", "/actors?name=iran",
                                   "/actors/IRN", "/actors/IRN/with/USA"])  # fmt: skip
def test_every_list_says_where_it_can_be_taken_along(browse, place):
    client = browse()
    links = re.findall(r'href="(/download/[^"]*)"', client.get(place).text)
    assert {re.search(r"\.(\w+)", link)[1] for link in links} >= {"csv", "parquet"}
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://evil.example")', '\'=HYPERLINK("http://evil.example")'),
        ("+1 555", "'+1 555"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r\n=1", "'\r\n=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("|calc", "'|calc"),
        ("Iran = Persia", "Iran = Persia"),
        ("2018-05-08", "2018-05-08"),
        ("", ""),
    ],
)
def test_no_cell_is_taken_for_a_formula(text, cell):
    assert guarded_cell(text) == cell


def test_numbers_and_lists_stay_what_they_are():
    columns = {"n": "number", "names": "texts", "t": "text"}
    rows = ({"n": -1.5, "names": ["=1", "a|b"], "t": "x\x00\ud800"},)
    assert csv_of(Taken(columns, rows, True)) == b"n,names,t\r\n-1.5,'=1|a/b,x\x00?\r\n"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("events IRN did", "dragoman-events-irn-did.csv"),
        ('x"\r\nSet-Cookie: a=b; ../../etc/passwd', "dragoman-x-set-cookie-a-b-etc-passwd.csv"),
        ("İran ☢", "dragoman-i-ran.csv"),
        ("///", "dragoman-rows.csv"),
    ],
)
def test_names_of_files_are_plain(name, file):
    head = attached(b"", name, "csv").headers["content-disposition"]
    assert head == f'attachment; filename="{file}"'


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/download/secrets.csv", 400),
        ("/download/events.csv", 400),
        ("/download/events.csv?actor=IRN&side=both", 400),
        ("/download/steps.csv?pact=no-such-pact", 400),
        ("/download/pacts.csv?on=yesterday", 400),
        ("/download/actors.csv?name=" + "a" * 300, 400),
        ("/download/picture.png", 400),
        ("/download/articles.xlsx", 404),
        ("/cite/event/nothing/nothing", 404),
        ("/cite/article/x/y", 404),
        ("/cite/event/x/y?as=exe", 404),
    ],
)
def test_what_can_not_be_taken_along_is_said_in_words(browse, place, status):
    answer = browse().get(place)
    assert answer.status_code == status
    assert "content-disposition" not in answer.headers


def test_a_picture_comes_as_svg_and_png(browse):
    client = browse()
    page = client.get("/pacts/jcpoa?on=2018-12-31").text
    assert "/download/picture.png?pact=jcpoa&amp;on=2018-12-31" in page
    drawn = client.get("/download/picture.svg?pact=jcpoa")
    assert drawn.content.startswith(b"<svg")
    assert drawn.headers["content-disposition"] == 'attachment; filename="dragoman-jcpoa.svg"'
    assert client.get("/download/picture.png?pact=jcpoa").content.startswith(b"\x89PNG")


def test_each_kind_of_row_can_be_cited(browse, article):
    client = browse()
    places = set(re.findall(r'href="(/cite/[^"]*)"', client.get(f"/articles/{article}").text))
    assert {place.split("/")[2] for place in places} == {"event", "move", "attribution"}
    for place in places:
        page = client.get(place)
        assert page.status_code == 200
        assert "<script>" not in page.text
        text = client.get(f"{place}?as=txt").text
        _, _, kind, of, row = place.split("/")
        assert f"http://localhost:8000/articles/{of}#{kind[0]}-{row}" in text
        assert f"{kind} {row}" in text
        assert "2018-05-19" in text
        assert "Dragoman 0." in text
        [item] = json.loads(client.get(f"{place}?as=json").content)
        assert item["issued"] == {"date-parts": [[2018, 5, 19]]}
        assert item["abstract"] in text
        assert "javascript:" not in text + json.dumps(item)


def test_a_citation_for_bibtex_keeps_its_braces(shelf, article):
    from dataclasses import replace  # noqa: PLC0415
    from datetime import date  # noqa: PLC0415

    with shelf.lent() as ledger:
        record = ledger.record(article)
    record = replace(record, article=replace(record.article, title="}{ \\input{x} 100% & #1_a"))
    event = record.events[0].id
    where = {"room": "http://localhost:8000", "ledger": "l", "seen": date(2026, 1, 2)}
    made = citation_of(record, "event", event, **where).bibtex
    assert made.startswith(f"@misc{{dragoman-event-{event},\n")
    assert made.count("{") == made.count("}")
    assert "\\input" not in made
    assert r"100\% \& \#1\_a" in made
    assert citation_of(record, "event", "no", **where) is None

"""Events in, cells of the datasets' layouts out."""

from dataclasses import replace
from datetime import datetime

import pytest

from dragoman.codebook.layouts import layouts
from dragoman.errors import CodebookError
from dragoman.exports import (
    article_entity,
    coded_row,
    event_entities,
    event_row,
    icews_row,
    laid_out,
    mention_rows,
    pairs,
    party_entity,
    phoenix_row,
    plover_object,
    polecat_row,
)
from dragoman.exports.days import day_of, month_of
from dragoman.exports.parties import cameo_actor
from dragoman.exports.writing import cell_of, csv_line
from dragoman.records.tellings import Party, Site

TEHRAN = Site("IRN", "Tehran", "Tehran", 35.69, 51.42)
IRAN = Site("IRN", None, "Iran", None, None)


def row_of(layout, values):
    cells = laid_out(layouts()[layout], values)
    return dict(zip(layouts()[layout].names, cells, strict=True))


def pair_of(telling):
    return pairs(telling)[0]


def test_polecat(telling_of):
    told = telling_of("Zarif@IRN", "USA", contexts=("diplomatic", "legal"), site=TEHRAN)
    row = row_of("polecat", polecat_row(told, pair_of(told), "e1-x"))
    assert row["Event Date"] == "2018-05-08"
    assert (row["Event Type"], row["Event Mode"], row["Intensity"]) == (
        "ACCUSE",
        "disapprove",
        "-2.0",
    )
    assert (row["Quad Code"], row["Contexts"]) == ("VERBAL CONFLICT", "diplomatic; legal")
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("Zarif", "IRN", "630")
    assert (row["Primary Actor Sector"], row["Actor Title"]) == ("GOV", "minister")
    assert (row["Recipient Name"], row["Recipient COW"]) == ("United States", "2")
    assert row["Primary Recipient Sector"] == ""
    assert (row["City"], row["Country"], row["Latitude"]) == ("Tehran", "IRN", "35.69")
    assert (row["Source"], row["Publication Date"]) == ("The Example Post", "2018-05-19")


def test_icews(telling_of):
    told = telling_of("RUS", "USA", cameo="016", site=IRAN)
    row = row_of("icews", icews_row(told, pair_of(told), "e1-x"))
    assert int(row["Event ID"]) < 2**52
    assert (row["Source Name"], row["Source Country"]) == ("Russian Federation",) * 2
    assert row["Source Sectors"] == ""
    assert (row["Event Text"], row["CAMEO Code"], row["Intensity"]) == (
        "Deny responsibility",
        "016",
        "-5.0",
    )
    assert (row["City"], row["Country"]) == ("", "Iran")


def test_icews_names_a_state_s_part(telling_of):
    army = Party("SYR-MIL", "Syria, military", "group", "SYR", sector="MIL")
    told = replace(telling_of("ISR"), targets=(army,))
    row = row_of("icews", icews_row(told, pair_of(told), "e1-x"))
    assert (row["Target Name"], row["Target Sectors"]) == ("Military (Syria)", "Military")


def test_gdelt_tells_an_occurrence_once_and_each_mention(telling_of):
    first = telling_of("Zarif@IRN", "ROU", cameo="160", site=IRAN)
    other = replace(
        first.publication,
        article="a2",
        url=None,
        outlet=None,
        read=datetime(2026, 1, 1),
    )
    tellings = [first, replace(first, id="e2", publication=other, confidence=0.44)]
    row = row_of("gdelt_events", event_row(tellings, pair_of(first), "o1-x"))
    assert (row["SQLDATE"], row["MonthYear"], row["Year"]) == ("20180508", "201805", "2018")
    assert row["FractionDate"] == "2018.4329"
    assert (row["Actor1Code"], row["Actor1Name"]) == ("IRNGOV", "ZARIF")
    assert (row["Actor1CountryCode"], row["Actor1Type1Code"]) == ("IRN", "GOV")
    assert (row["Actor2Code"], row["Actor2CountryCode"]) == ("ROM", "ROM")
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("160", "160", "16")
    assert (row["QuadClass"], row["GoldsteinScale"]) == ("4", "-4.0")
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("2", "2", "2")
    assert (row["ActionGeo_Type"], row["ActionGeo_CountryCode"]) == ("1", "IR")
    assert (row["DATEADDED"], row["SOURCEURL"]) == ("20260101000000", "https://news.example/a")
    mentions = [row_of("gdelt_mentions", m) for m in mention_rows(tellings, pair_of(first), "o1-x")]
    assert {m["GlobalEventID"] for m in mentions} == {row["GLOBALEVENTID"]}
    assert [m["MentionType"] for m in mentions] == ["1", "2"]
    assert [m["MentionSourceName"] for m in mentions] == ["news.example", ""]
    assert [m["MentionIdentifier"] for m in mentions] == ["https://news.example/a", "a2"]
    assert [m["Confidence"] for m in mentions] == ["70", "40"]


def test_phoenix_counts_reduced_relations_as_verbal_conflict(telling_of):
    told = telling_of("USA", "UN", cameo="160")
    row = row_of("phoenix", phoenix_row([told, replace(told, id="e2")], pair_of(told), "o1-x"))
    assert (row["Date"], row["Year"], row["Month"], row["Day"]) == ("20180508", "2018", "05", "08")
    assert (row["SourceActorFull"], row["SourceActorEntity"]) == ("USA", "USA")
    assert (row["PentaClass"], row["EventRootCode"]) == ("3", "16")
    assert (row["SentenceID"], row["URLs"]) == ("e1;e2", "https://news.example/a")


@pytest.mark.parametrize(
    ("system", "kind", "code", "root"),
    [
        ("plover-16", "RETREAT", "RETREAT", "RETREAT"),
        ("plv-15", "RETREAT", "YIELD", "YIELD"),
        ("plv-15", "CONCEDE", "YIELD", "YIELD"),
        ("plv-15", "ACCUSE", "ACCUSE", "ACCUSE"),
        ("cameo", "RETREAT", "0871", "08"),
    ],
)
def test_code_systems(telling_of, system, kind, code, root):
    told = telling_of("ISR", "LBN", type=kind, mode=None, cameo="0871", quad=2)
    row = row_of("coded", coded_row(told, pair_of(told), "e1-x", system))
    assert (row["code"], row["root"]) == (code, root)
    assert (row["source"], row["source_cow"], row["target"]) == ("ISR", "666", "LBN")


def test_plover_s_json_has_lists_of_entities_and_no_empty_keys(telling_of):
    told = plover_object(telling_of("GBR FRA", "Zarif@IRN", site=IRAN))
    assert [entity["code"] for entity in told["actor"]] == ["GBR", "FRA"]
    [recipient] = told["recipient"]
    assert (recipient["code"], recipient["sector"], recipient["office"]) == (
        "IRN",
        "GOV",
        "minister",
    )
    assert (told["event"], told["mode"], told["event_scale"], told["quad_code"]) == (
        "ACCUSE",
        "disapprove",
        -2.0,
        3,
    )
    assert told["event_loc"]["code"] == "IRN"
    assert "context" not in told
    keys = {f"{key}.{k}" for key in ("text_info", "cite_info") for k in told[key]} | set(told)
    assert keys <= set(layouts()["plover_jsonl"].names)


def test_plover_s_required_keys_are_always_there(telling_of):
    told = telling_of("GBR FRA", "Zarif@IRN")
    undated = replace(told, date=None, publication=replace(told.publication, published=None))
    assert plover_object(undated)["date"] == ""
    assert all(list(plover_object(each))[:2] == ["id", "date"] for each in (told, undated))
    assert {"id", "date", "actor", "event"} <= plover_object(undated).keys()


@pytest.mark.parametrize(
    ("party", "code"),
    [
        (Party("USA"), "USA"),
        (Party("SYR-MIL", "Syria, military", "group", "SYR", sector="MIL"), "SYRMIL"),
        (Party("EU", "European Union", "organisation", sector="IGO"), "IGOEEC"),
        (Party("h", "Mogherini", "person", affiliation="EU", sector="IGO"), "IGOEEC"),
        (Party("HAMAS", "Hamas", "group", "PSE", sector="PTY"), "PSEPTY"),
        (Party("XKX"), ""),
        (Party("h", "Somebody", "person"), ""),
    ],
)
def test_cameo_s_actor_codes(party, code):
    assert cameo_actor(party) == code


@pytest.mark.parametrize(
    ("date", "published", "day", "month"),
    [
        ("2018-05-08", "2018-05-19", "2018-05-08", "2018-05"),
        ("2018-05", "2018-05-19", "2018-05-01", "2018-05"),
        ("2015", "2018-05-19", "2015-01-01", None),
        (None, "2018-05-19", "2018-05-19", "2018-05"),
        (None, None, None, None),
    ],
)
def test_days(telling_of, date, published, day, month):
    told = telling_of("USA", date=date)
    told = replace(told, publication=replace(told.publication, published=published))
    assert (day_of(told), month_of(told)) == (day, month)


def test_a_column_that_the_layout_says_is_empty_can_t_be_filled(telling_of):
    told = telling_of("USA", "IRN")
    values = dict(polecat_row(told, pair_of(told), "x"))
    with pytest.raises(CodebookError, match="District"):
        laid_out(layouts()["polecat"], values | {"District": "x"})
    with pytest.raises(CodebookError, match="no columns"):
        laid_out(layouts()["polecat"], values | {"Districts": "x"})
    with pytest.raises(CodebookError, match="Event Type"):
        laid_out(layouts()["polecat"], values | {"Event Type": None})


def test_cells_hold_no_breaks_and_are_else_as_they_were():
    assert cell_of("a\tb\r\nc\u2028d\x1be\x00") == "a b c de"
    assert [cell_of(v) for v in ("=1+1", "010", -2.0, 0, None)] == ["=1+1", "010", "-2.0", "0", ""]
    assert csv_line(["=1", 'say "a"', "b,c"]) == '=1,"say ""a""","b,c"\n'


def test_followthemoney_names_everybody_whom_an_event_involves(telling_of):
    told = telling_of("USA", "IRN")
    event, link = event_entities([told, replace(told, id="e2", date=None)])
    assert event["properties"]["involved"] == ["dragoman-actor-USA", "dragoman-actor-IRN"]
    assert event["properties"]["date"] == ["2018-05-08", "2018-05-19"]
    assert event["properties"]["proof"] == [article_entity(told.publication)["id"]]
    assert link["properties"]["subject"] == [party_entity(Party("USA"))["id"]]
    assert "+" not in party_entity(Party("P5+1"))["id"], "its ids have no such sign"
    assert party_entity(Party("USA")) == {
        "id": "dragoman-actor-USA",
        "schema": "PublicBody",
        "properties": {"name": ["United States"], "country": ["us"]},
    }

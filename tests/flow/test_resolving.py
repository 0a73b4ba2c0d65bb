"""Who is meant: resolved when read, made anew without reading, judged, and as if never judged."""

import json
import shutil
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dragoman.codebook.offices import Term
from dragoman.codebook.overlays import vocabulary as tables
from dragoman.errors import LedgerError, UsageError
from dragoman.flow import Options, Reader
from dragoman.flow.building import build
from dragoman.flow.judging import correct, judge, undo
from dragoman.flow.opening import open_ledger
from dragoman.flow.resolving import Resolver, resolve
from dragoman.ledger import as_read, retract
from dragoman.ledger import correct as set_right
from dragoman.records import content_id

MERKEL = content_id("person", "Angela Merkel")
PAGES = {
    "berlin": ("2018-05-19", "Angela Merkel accused Russia of breaking the accord on Tuesday."),
    "later": ("2023-05-19", "Angela Merkel accused Iran of breaking the accord on Tuesday."),
    "paris": (
        "2018-05-19",
        "French Foreign Minister Jane Example accused Iran of breaking the accord.",
    ),
    "texas": ("2018-05-19", "Bush said that the United States would join the accord."),
    "donetsk": (
        "2018-05-19",
        "The Donetsk People's Republic accused Ukraine of breaking the accord. "
        "Russia accused Ukraine of breaking the accord.",
    ),
    "atlanta": ("2018-05-19", "Georgia accused Russia of breaking the accord on Tuesday."),
    "tbilisi": (
        "2019-05-19",
        "Georgia accused Russia of breaking the accord, officials in Tbilisi said.",
    ),
    "accord": (
        "2018-05-19",
        "The United States withdrew from the Iran nuclear deal on 8 May 2018. "
        "Russia stayed in the Iran nuclear deal.",
    ),
}
SAID = {"reason": "seen in the register", "author": "me"}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("resolving")
    return build_in(folder / "l.duckdb")


def build_in(path, **options):
    lines = [
        json.dumps({"text": text, "published": day, "url": f"https://news.example/{name}"})
        for name, (day, text) in PAGES.items()
    ]
    rows = path.with_name("rows.jsonl")
    rows.write_text("\n".join(lines))
    build(path, [str(rows)], **options)
    return path


@pytest.fixture
def path(read, tmp_path):
    return shutil.copy(read, tmp_path / "l.duckdb")


def ask(path, query):
    with open_ledger(path) as ledger:
        return list(ledger.sql(query).rows)


def article(path, name):
    [[found]] = ask(path, f"SELECT article FROM articles WHERE url = 'https://news.example/{name}'")
    return found


def events(path, name):
    """Source, target and the parties behind them, of the events of a page."""
    return ask(
        path,
        f"""SELECT source, target, source_parties, target_parties FROM events
            WHERE url = 'https://news.example/{name}' ORDER BY trigger_start""",
    )


def everything(path):
    """All rows but times and what judges, each table in an order of its own."""
    with open_ledger(path) as ledger:
        return {
            name: sorted(map(repr, ledger.sql(f"FROM {name} ORDER BY ALL", rows=10**6)))
            for name in ("resolutions", "actors", "mentions", "attributions", "events", "moves")
        }


@pytest.mark.parametrize(
    ("page", "actor", "expected"),
    [
        ("berlin", "Angela Merkel", (MERKEL, "person", "DEU", "GOV", "term", 0.95)),
        ("later", "Angela Merkel", (MERKEL, "person", None, None, "none", 0.3)),
        (
            "paris",
            "Jane Example",
            (content_id("person", "Jane Example"), "person", "FRA", "GOV", "words", 0.95),
        ),
        ("donetsk", "Donetsk People's Republic", ("DPR", "group", None, "REB", "name", 1.0)),
        ("berlin", "Russia", ("RUS", "country", "RUS", "GOV", "name", 1.0)),
    ],
)
def test_words_of_news_give_resolutions(read, page, actor, expected):
    [row] = ask(
        read,
        f"""SELECT identity, kind, country, sector, grounds, score FROM resolutions
            WHERE url = 'https://news.example/{page}' AND name = '{actor.replace("'", "''")}'""",
    )
    assert row == expected


def test_doubt_is_kept_with_its_reason_and_alternatives(read):
    with open_ledger(read) as ledger:
        rows = {row.name: row for row in ledger.actor_rows(doubtful=True)}
    assert list(rows) == ["Angela Merkel", "Bush"] or list(rows) == ["Bush", "Angela Merkel"]
    assert rows["Bush"].kind == "unknown"
    assert "held no office of the table on 2018-05-19" in rows["Bush"].reason
    assert [(a.id, a.country) for a in rows["Bush"].alternatives] == [("USA", "USA")]
    merkel = rows["Angela Merkel"]
    assert (merkel.country, merkel.articles, merkel.mentions) == (None, 1, 1)


def test_resolving_says_what_reading_said():
    """A resolution rests on what the record keeps: nothing else may decide while reading."""
    samples = Path(__file__).parents[2] / "samples"
    records = list(Reader().read_paths([str(samples)]))
    assert len(records) > 20
    for record in records:
        article = record.article
        for actor in record.actors:
            found = Resolver().resolve(actor, article.id, article.published)
            assert found == as_read(actor, article.id, article.published), article.title


def test_resolutions_made_anew_are_the_first(path):
    before = everything(path)
    revision = resolve(path)
    assert (revision.changed, everything(path)) == (0, before)
    assert revision.resolutions == len(before["resolutions"])
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM history.resolutions WHERE identity <> 'RUS'")
    gone = revision.resolutions - len(ask(path, "FROM resolutions"))
    assert resolve(path).changed == gone > 0
    assert everything(path) == before


def test_a_body_that_is_judged_a_state_is_one_in_all_answers(path):
    assert events(path, "donetsk")[0] == (["DPR"], ["UKR"], ["DPR"], ["UKR"])
    judged = judge(path, "DPR", identity="RUS", **SAID)
    assert (judged.judgement.number, judged.revision.changed) == (1, 1)
    assert events(path, "donetsk") == [(["RUS"], ["UKR"], ["RUS"], ["UKR"])] * 2
    where = "WHERE url = 'https://news.example/donetsk'"
    names = ask(path, f"SELECT id, name, country, score FROM actors {where} ORDER BY id")
    assert names == [("RUS", "Russia", "RUS", 1.0), ("UKR", "Ukraine", "UKR", 1.0)]
    [reason] = ask(path, "SELECT reason FROM resolutions WHERE actor = 'DPR'")
    assert reason == ("judgement 1: seen in the register",)
    assert ask(path, "SELECT count(*) FROM mentions WHERE actor = 'DPR'") == [(0,)]
    assert ask(path, "SELECT count(*) FROM history.actors WHERE id = 'DPR'") == [(1,)]


def test_a_judgement_holds_in_one_article_alone(path):
    judge(
        path, "georgia", identity="US-GA", country="USA", article=article(path, "atlanta"), **SAID
    )
    assert events(path, "atlanta") == [(["US-GA"], ["RUS"], ["USA"], ["RUS"])]
    assert events(path, "tbilisi")[0][0] == ["GEO"]
    [row] = ask(path, "SELECT name, kind, country FROM actors WHERE id = 'US-GA'")
    assert row == ("Georgia", "group", "USA")


def test_a_judgement_holds_for_a_span_of_days(path):
    judge(path, "GEO", other_than="GEO", since="2019-01-01", until="2019-12-31", **SAID)
    assert events(path, "atlanta")[0][0] == ["GEO"]
    [unknown] = events(path, "tbilisi")[0][0]
    [row] = ask(path, f"SELECT name, kind, country, sector FROM actors WHERE id = '{unknown}'")
    assert row == ("Georgia", "unknown", None, None)


def test_a_person_is_judged_to_act_for_another_state(path):
    judge(path, "Jane Example", country="DEU", sector="LEG", **SAID)
    [[source, _, parties, _]] = events(path, "paris")
    assert (source, parties) == ([content_id("person", "Jane Example")], ["DEU"])
    judge(path, "Jane Example", country="NATO", **SAID)
    assert events(path, "paris")[0][2] == ["NATO"]
    [row] = ask(path, "SELECT country, affiliation, sector FROM actors WHERE name = 'Jane Example'")
    assert row == (None, "NATO", "LEG")


def test_a_sector_that_is_judged_leaves_doubt_as_it_was(path):
    judge(path, "Bush", sector="OPP", **SAID)
    [row] = ask(
        path, "SELECT sector, score, len(alternatives), reason FROM actors WHERE name = 'Bush'"
    )
    assert row[:3] == ("OPP", 0.3, 1)
    assert row[3].endswith("2018-05-19; judgement 1: seen in the register")


def test_a_surname_is_judged_to_be_somebody_of_the_table(path):
    judge(path, "Bush", identity="George W. Bush", **SAID)
    [row] = ask(path, "SELECT identity, name, kind, country FROM resolutions WHERE judgement = 1")
    assert row == (content_id("person", "George W. Bush"), "George W. Bush", "person", None)


def test_whom_somebody_is_not_leaves_it_open(path):
    judge(path, "Angela Merkel", other_than="DEU", **SAID)
    assert events(path, "berlin")[0][2] == [MERKEL]
    rows = ask(path, f"SELECT country, sector, alternatives FROM actors WHERE id = '{MERKEL}'")
    assert rows == [(None, None, [])] * 2


def test_judgements_go_on_from_each_other(path):
    judge(path, "DPR", identity="LPR", **SAID)
    judge(path, "LPR", identity="RUS", **SAID)
    assert events(path, "donetsk")[0][0] == ["RUS"]
    undo(path, 1)
    assert events(path, "donetsk")[0][0] == ["DPR"]


def test_judgements_in_a_ring_end(path):
    judge(path, "DPR", identity="RUS", **SAID)
    judge(path, "RUS", identity="DPR", **SAID)
    assert len(events(path, "donetsk")) == 2
    judge(path, "RUS", identity="RUS", **SAID)
    assert events(path, "donetsk") == [(["RUS"], ["UKR"], ["RUS"], ["UKR"])] * 2


def test_who_acts_for_somebody_follows_whom_that_is_judged_to_be(path):
    judge(path, "france", identity="DEU", **SAID)
    assert events(path, "paris")[0][2] == ["DEU"]
    judge(path, "FRA", identity="FRA", article=article(path, "paris"), **SAID)
    assert events(path, "paris")[0][2] == ["FRA"]


def test_standing_speaks_of_whom_was_judged(path):
    def actors():
        with open_ledger(path) as ledger:
            return {row.actor: row.status for row in ledger.standing("jcpoa").standings}

    before = actors()
    assert before["USA"] == "withdrawn"
    judge(path, "USA", identity="CAN", article=article(path, "accord"), **SAID)
    assert actors() == {{"USA": "CAN"}.get(name, name): told for name, told in before.items()}
    undo(path, 1, **SAID)
    assert actors() == before


@pytest.mark.parametrize("profile", ["csv", "parquet", "jsonl"])
def test_exports_speak_of_whom_was_judged(path, tmp_path, profile):
    judge(path, "DPR", identity="RUS", **SAID)
    with open_ledger(path) as ledger:
        ledger.export(profile, tmp_path / "out")
        ledger.export(profile, tmp_path / "codes", text=False)
    with duckdb.connect() as connection:
        for folder in ("out", "codes"):
            file = f"{tmp_path}/{folder}/events.{profile}"
            found = connection.execute(f"SELECT source, source_parties FROM '{file}'").fetchall()
            assert "DPR" not in repr(found)
            assert "RUS" in repr(found)
        rows = f"{tmp_path}/out/judgements.{profile}"
        [judged] = connection.execute(f"SELECT subject, identity, void FROM '{rows}'").fetchall()
    assert (judged[0], judged[1], str(judged[2]).lower()) == ("DPR", "RUS", "false")
    codes = (tmp_path / "codes" / f"resolutions.{profile}").read_bytes()
    assert b"Merkel" not in codes
    assert b"register" not in codes


def test_an_undone_judgement_is_as_if_it_had_never_been_made(path):
    before = everything(path)
    kept = ask(path, "FROM history.actors ORDER BY ALL")
    judge(path, "Georgia", identity="US-GA", country="USA", **SAID)
    judge(path, MERKEL, other_than="DEU", **SAID)
    judge(path, "DPR", identity="RUS", sector="MIL", **SAID)
    assert everything(path) != before
    for number in (3, 1, 2):
        undo(path, number, reason="a slip", author="me")
    assert everything(path) == before
    assert ask(path, "SELECT number, void FROM judgements ORDER BY 1") == [
        (number, True) for number in (1, 2, 3)
    ]
    assert ask(path, "SELECT count(*) FROM history.judgements") == [(6,)]
    assert ask(path, "FROM history.actors ORDER BY ALL") == kept


def test_a_judgement_survives_new_readings_and_is_applied_to_new_pages(path, tmp_path):
    judge(path, "DPR", identity="RUS", **SAID)
    judged = everything(path)
    resolve(path)
    assert everything(path) == judged
    text = "The Donetsk People's Republic accused Poland of breaking the accord."
    (tmp_path / "new.txt").write_text(text)
    build(path, [str(tmp_path / "new.txt")])
    assert (["RUS"], ["POL"]) in ask(path, "SELECT source, target FROM events")

    class Newer(Reader):
        @property
        def coder(self):
            return replace(super().coder, version="99")

    build_in(tmp_path / "l.duckdb", reader=Newer(Options()), reread=True)
    assert ask(path, "SELECT DISTINCT coder FROM events WHERE url IS NOT NULL") == [("99",)]
    assert events(path, "donetsk") == [(["RUS"], ["UKR"], ["RUS"], ["UKR"])] * 2


def test_a_corrected_day_decides_who_was_in_office(path):
    later = article(path, "later")
    correct(path, "article", later, {"published": "2017-05-19"}, **SAID)
    assert events(path, "later")[0][2] == ["DEU"]
    assert resolve(path).changed == 0


def test_a_correction_stands_before_a_judgement(path):
    [[event]] = ask(path, "SELECT id FROM events WHERE list_contains(source, 'DPR')")
    set_right(path, "event", event, {"source": ["DPR", "BLR"]}, **SAID)
    judge(path, "DPR", identity="RUS", **SAID)
    assert events(path, "donetsk")[0] == (["DPR", "BLR"], ["UKR"], ["RUS", "BLR"], ["UKR"])


def test_a_mended_table_changes_only_what_rests_on_it(path, monkeypatch):
    before = ask(path, "SELECT reading, actor, identity, country, score FROM resolutions")

    def mended(name):
        if name != "Angela Merkel":
            return terms_of(name)
        term = Term(name, (), (), "she", "EU", "envoy", "IGO", "2022-01-01", None, "made up")
        return (*terms_of(name), term)

    terms_of = tables.terms_of
    monkeypatch.setattr(tables, "terms_of", mended)
    monkeypatch.setattr("dragoman.flow.resolving.codebook_digest", lambda: "mended")
    assert resolve(path).changed == 1
    after = ask(path, "SELECT reading, actor, identity, country, score FROM resolutions")
    assert len(set(after) - set(before)) == 1
    assert events(path, "later")[0][2] == ["EU"]
    assert events(path, "berlin")[0][2] == ["DEU"]
    assert ask(path, "SELECT DISTINCT codebook FROM resolutions") == [("mended",)]
    monkeypatch.undo()
    assert resolve(path).changed == 1
    assert sorted(
        ask(path, "SELECT reading, actor, identity, country, score FROM resolutions")
    ) == sorted(before)


def test_an_open_ledger_judges_and_sees_it(path):
    with open_ledger(path) as ledger:
        judged = ledger.judge("DPR", identity="RUS", reason="r")
        assert judged.judgement.author is None
        assert ["RUS"] in ledger.events("plain").column("source")
        assert ledger.judgements("plain").column("void") == [False]
        assert len(ledger.resolutions("plain")) == ledger.resolve().resolutions
        ledger.undo_judgement(1)
        assert ["DPR"] in ledger.events("plain").column("source")


@pytest.mark.parametrize(
    ("subject", "parts", "message"),
    [
        ("Nobody", {"identity": "RUS"}, "no actor 'Nobody'"),
        ("Angela Merkle", {"identity": "RUS"}, "Close to it: 'Angela Merkel'"),
        ("DPR", {"identity": "Russia"}, "Russia is RUS"),
        ("DPR", {"identity": "rus"}, "Russia is RUS"),
        ("DPR", {"identity": "rus", "country": "RUS"}, "Russia is RUS"),
        ("DPR", {"identity": "no such thing", "country": "RUS"}, "no state, body or actor"),
        ("DPR", {"identity": "RUS", "other_than": "UKR"}, "not both"),
        ("DPR", {"other_than": "UKR", "country": "RUS"}, "belong to who somebody is"),
        ("DPR", {}, "Say who it is"),
        ("\udcff", {"identity": "RUS"}, "no actor"),
        ("DPR", {"identity": "\udcff"}, "no state, body or actor"),
        ("DPR", {"identity": ""}, "no state, body or actor"),
        ("DPR", {"country": "XXX"}, "no state or body 'XXX'"),
        ("DPR", {"country": "RUS-MIL"}, "no state or body"),
        ("DPR", {"country": "RUS", "sector": "gov"}, "no sector 'gov'"),
        ("DPR", {"identity": "RUS", "since": "2018-13-01"}, "is no day"),
        ("DPR", {"identity": "RUS", "since": "2018-05-02", "until": "2018-05-01"}, "backwards"),
        ("DPR", {"identity": "RUS", "article": "none"}, "no article 'none'"),
        ("DPR", {"identity": "RUS", "reason": " "}, "Give a reason"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(path, subject, parts, message):
    before = everything(path)
    with pytest.raises(UsageError, match=message):
        judge(path, subject, **{"reason": "r"} | parts)
    assert everything(path) == before
    assert ask(path, "SELECT count(*) FROM history.judgements") == [(0,)]


def test_an_actor_of_another_article_is_not_judged_in_this_one(path):
    with pytest.raises(UsageError, match="The article has no actor 'DPR'"):
        judge(path, "DPR", identity="RUS", article=article(path, "berlin"), **SAID)


def test_what_was_never_judged_cannot_be_taken_back(path):
    judge(path, "DPR", identity="RUS", **SAID)
    undo(path, 1)
    for number, why in ((1, "was taken back already"), (2, "is not there"), (7, "is not there")):
        with pytest.raises(UsageError, match=why):
            undo(path, number)


@pytest.mark.parametrize("action", [resolve, lambda p: judge(p, "x", identity="RUS", **SAID)])
def test_no_ledger_is_made_to_be_judged(tmp_path, action):
    with pytest.raises(LedgerError, match="no ledger at"):
        action(tmp_path / "none.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_retracted_page_is_left_out_and_judged_all_the_same(path):
    retract(path, "article", article(path, "donetsk"), **SAID)
    judge(path, "DPR", identity="RUS", **SAID)
    assert events(path, "donetsk") == []
    retract(path, "article", article_kept(path, "DPR"), **SAID, restore=True)
    assert events(path, "donetsk")[0][0] == ["RUS"]


def article_kept(path, actor):
    [[found]] = ask(path, f"SELECT article FROM history.actors WHERE id = '{actor}'")
    return found


@pytest.mark.parametrize("at", range(1, 14, 3))
def test_killed_while_judging_a_ledger_is_the_old_or_the_new(path, at):
    before = everything(path)
    judge(path, "DPR", identity="RUS", **SAID)
    after = everything(path)
    undo(path, 1)
    assert everything(path) == before
    script = f"""
    import os, signal, sys
    from dragoman.flow import judging
    from dragoman.ledger import resolving as kept
    at = int(sys.argv[1])
    steps = 0
    def stepping(real):
        def step(*args, **options):
            global steps
            steps += 1
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)
        return step
    kept.BATCH = 3
    Writer = kept.Writer
    for name in ("_run", "_insert", "_state", "_close"):
        setattr(Writer, name, stepping(getattr(Writer, name)))
    judging.judge({str(path)!r}, "DPR", identity="RUS", reason="seen in the register", author="me")
    """
    process = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(at)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode in (0, -getattr(signal, "SIGKILL", 9)), process.stderr
    now = everything(path)
    assert now in (before, renumbered(after))
    judge(path, "UKR", identity="UKR", **SAID)  # Goes on from the draft that was left.
    undo(path, len(ask(path, "FROM history.judgements")))
    assert everything(path) in (before, renumbered(after))
    resolve(path)
    assert everything(path) in (before, renumbered(after))


@pytest.mark.parametrize("at", range(1, 12, 3))
def test_killed_while_resolving_a_ledger_is_the_old_or_the_new(path, at):
    [[old]] = ask(path, "SELECT DISTINCT codebook FROM resolutions")
    script = f"""
    import os, signal, sys
    from dragoman.flow import resolving
    from dragoman.ledger import Writer, resolving as kept
    steps = 0
    def stepping(real):
        def step(*args, **options):
            global steps
            steps += 1
            if steps == {at}:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)
        return step
    kept.BATCH = 3
    for name in ("_run", "_close"):
        setattr(Writer, name, stepping(getattr(Writer, name)))
    resolving.codebook_digest = lambda *_: "another"
    kept.resolved_of = lambda row: None  # All are made anew.
    resolving.resolve({str(path)!r})
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, -getattr(signal, "SIGKILL", 9)), done.stderr
    [[now]] = ask(path, "SELECT DISTINCT codebook FROM resolutions")
    assert now == ("another" if done.returncode == 0 else old)
    before = len(ask(path, "FROM history.actors"))
    assert resolve(path).changed == 0
    assert len(ask(path, "FROM history.resolutions")) == before


def renumbered(rows):
    """The rows as a third judgement would have them."""
    return {
        name: sorted(
            row.replace("judgement 1:", "judgement 3:").replace("'judgement': 1", "'judgement': 3")
            for row in found
        )
        for name, found in rows.items()
    }


def test_actors_of_an_old_ledger_are_judged_like_others(tmp_path):
    path = tmp_path / "old.duckdb"
    old = Path(__file__).parents[1] / "ledger" / "data" / "version2.sql"
    with duckdb.connect(str(path)) as connection:
        connection.execute(old.read_text("utf-8"))
    resolve(path)
    before = everything(path)
    scores = ask(path, "SELECT DISTINCT score FROM resolutions")
    assert scores == [(None,)]
    assert judge(path, "ministry", identity="USA", **SAID).revision.changed == 2
    assert ask(path, "SELECT DISTINCT source_actor FROM attributions") == [("USA",)]
    undo(path, 1)
    assert everything(path) == before

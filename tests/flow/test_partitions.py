"""Folders of Parquet files: what the parts of a run hold, and that they answer as a ledger."""

from contextlib import closing
from pathlib import Path

import pytest

from dragoman.errors import LedgerError, UsageError
from dragoman.flow.building import build
from dragoman.flow.judging import judge
from dragoman.flow.opening import open_ledger
from dragoman.flow.options import Options
from dragoman.flow.partitions import Job, PartReader, Unit, look, tasks_of, units_of
from dragoman.flow.reprints import make_reprints
from dragoman.ledger import FolderRun, PartWriter, Run, now, place_of
from flow.paper_reader import PaperReader
from flow.test_building import TABLES, TIMES, write_pages

CODER = {"coder": "c0de", "version": "1.0", "model": "paper", "codebook": "book", "options": {}}
OTHER = {*TIMES, "last_read", "build", "since", "number", "coder", "reading"}


@pytest.fixture(autouse=True)
def book(monkeypatch):
    monkeypatch.setattr("dragoman.flow.building.codebook_digest", lambda *_: "book")


@pytest.fixture
def pages(tmp_path):
    return write_pages(tmp_path / "pages")


def build_here(out, paths, size=20):
    """What a cluster does, one thing after the other in this process."""
    place, here = place_of(out), str(Path.cwd())
    units = list(units_of(paths))
    with FolderRun(place) as run:
        unopened = []
        for seen in look(units, Options(), here):
            run.add(seen.found)
            unopened += seen.unopened
        wanted = [(units[n], *rest) for n, *rest in run.wanted("c0de", reread=False)]
        job = Job(place.address, here, Options(), "c0de", "book", run.build, PaperReader, size)
        with closing(PartReader(job)) as reader:
            read = sum(reader.do(task).pages for task in tasks_of(wanted, size))
        given = run.given
        writer = run.end([CODER] * bool(read), unopened)
        make_reprints(writer)
        without = writer.without_record() + len(unopened)
        told = Run(now(), "c0de", (), given + len(unopened), len(unopened), without, 1, 1.0)
        receipt = writer.receipt(told)
        writer.finish()
    return receipt


def told(rows):
    return sorted(repr({c: v for c, v in row.items() if c not in OTHER}) for row in rows)


def kept(path):
    with open_ledger(path) as ledger:
        names = (*TABLES[1:], "reprints")
        found = {n: told(ledger.sql(f"FROM history.{n}", rows=10**6)) for n in names}
        # Ids of faults are hashes of their readings too, and the coders differ.
        found["faults"] = sorted(row.partition("'build'")[2] for row in found["faults"])
        return found


def test_a_folder_answers_as_the_ledger_of_one_process(tmp_path, pages):
    paths = [str(pages), str(pages / "0001.txt"), "missing.txt"]
    one = build(tmp_path / "one.duckdb", paths, reader=PaperReader())
    two = build_here(tmp_path / "out", paths)
    assert kept(tmp_path / "out") == kept(tmp_path / "one.duckdb")
    for name in ("given", "read", "known", "revised", "faulty", "faults"):
        assert getattr(two, name) == getattr(one, name), name
    with open_ledger(tmp_path / "one.duckdb") as a, open_ledger(tmp_path / "out") as b:
        for table in ("articles", "events", "moves", "actors", "pages"):
            assert told(a.table(table, "plain")) == told(b.table(table, "plain")), table
        assert a.standing() == b.standing()
        assert a.overview().rows == b.overview().rows
        assert b.overview().bytes > 10_000
        assert b.export("parquet", tmp_path / "export") == a.export("parquet", tmp_path / "other")
    again = build_here(tmp_path / "out", paths)
    assert (again.build, again.read, again.known) == (2, 0, one.read + one.known)


def test_a_query_sees_the_folder_and_nothing_else(tmp_path, pages):
    build_here(tmp_path / "out", [str(pages / "rows.jsonl")])
    (tmp_path / "out" / "secret.txt").write_text("secret")
    (tmp_path / "secret.txt").write_text("secret")
    with open_ledger(tmp_path / "out") as ledger:
        assert ledger.sql("SELECT count(*) FROM history.events").rows[0][0] > 0
        for path in ("secret.txt", "out/secret.txt", "out/events/../secret.txt"):
            with pytest.raises(LedgerError, match="reaches for a file"):
                ledger.sql(f"FROM read_text('{tmp_path / path}')")
        with pytest.raises(LedgerError, match="one statement that reads"):
            ledger.sql(f"COPY (SELECT 1) TO '{tmp_path}/out/events/x.parquet'")


def test_the_text_of_an_article_stands_once_though_two_sources_have_it(tmp_path):
    rows = [
        '{"text": "USA join nato 1949", "url": "https://a.example"}',
        '{"url": "https://a.example", "text": "USA join nato 1949", "title": "Joining"}',
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows) + "\n")
    build(tmp_path / "one.duckdb", [str(tmp_path / "rows.jsonl")], reader=PaperReader())
    build_here(tmp_path / "out", [str(tmp_path / "rows.jsonl")], size=1)
    assert len(place_of(tmp_path / "out").names("readings")) == 2
    assert kept(tmp_path / "out") == kept(tmp_path / "one.duckdb")
    with open_ledger(tmp_path / "out") as ledger:
        assert ledger.sql("SELECT count(*) FROM history.texts").rows == ((1,),)


def test_a_folder_is_gathered_into_a_ledger_and_judged_there(tmp_path, pages):
    build_here(tmp_path / "out", [str(pages), "missing.txt"])
    with pytest.raises(LedgerError, match="asked and not changed"):
        judge(tmp_path / "out", "USA", identity="IRN", reason="why", author="me")
    more = tmp_path / "more.txt"
    more.write_text("USA join nato 1949")
    receipt = build(
        tmp_path / "all.duckdb", [str(tmp_path / "out"), str(more)], reader=PaperReader()
    )
    build(tmp_path / "one.duckdb", [str(pages), "missing.txt", str(more)], reader=PaperReader())
    assert kept(tmp_path / "all.duckdb") == kept(tmp_path / "one.duckdb")
    with open_ledger(tmp_path / "out") as ledger:
        assert receipt.read == len(ledger.sql("FROM history.readings").rows) + 1
    judge(tmp_path / "all.duckdb", "FRA", identity="IRN", reason="why", author="me")
    more.write_text("FRA join nato 1950")
    build_here(tmp_path / "later", [str(more)])
    paths = [str(tmp_path / "out"), str(tmp_path / "later")]
    assert build(tmp_path / "all.duckdb", paths, reader=PaperReader()).read == 1
    with open_ledger(tmp_path / "all.duckdb") as ledger:
        assert "FRA" not in {move["actor"] for move in ledger.moves("plain")}


def test_other_folders_are_told_apart(tmp_path, pages):
    place = place_of(tmp_path / "out")
    with PartWriter(place) as writer:
        writer.begin()
    manifest = tmp_path / "out" / "ledger.json"
    raw = manifest.read_text()
    for old, new, words in (
        ('"schema": "', '"schema": "9', "a newer Dragoman"),
        ("dragoman.ledger", "somebody.else", "some other program's"),
        ("{", "", "no ledger's"),
    ):
        manifest.write_text(raw.replace(old, new, 1))
        with pytest.raises(LedgerError, match=words):
            open_ledger(tmp_path / "out")
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(pages)
    with pytest.raises(LedgerError, match="no ledger at"):
        open_ledger("memory://nowhere/at/all")


def test_a_folder_behind_a_url_is_a_ledger_too(tmp_path, pages):
    fsspec = pytest.importorskip("fsspec")
    out = tmp_path / "out"
    build_here(out, [str(pages)])
    fsspec.filesystem("memory").put(str(out), "/ledgers/news", recursive=True)
    try:
        assert kept("memory://ledgers/news") == kept(out)
        with open_ledger(Path("memory://ledgers/news")) as ledger:
            assert ledger.path == "memory://ledgers/news"
            assert ledger.mark == ledger.mark
        build(tmp_path / "all.duckdb", ["memory://ledgers/news"], reader=PaperReader())
        assert kept(tmp_path / "all.duckdb")["events"] == kept(out)["events"]
        build_here("memory://ledgers/other", [str(pages)])
        assert build_here("memory://ledgers/other", [str(pages)]).read == 0
        assert kept("memory://ledgers/other") == kept(out)
    finally:
        fsspec.filesystem("memory").rm("/ledgers", recursive=True)


def test_units_are_files_and_addresses_that_follow_one_another(tmp_path):
    for name in ("b.txt", "a.html", ".hidden.txt", "notes.xyz"):
        (tmp_path / name).write_text("words")
    (tmp_path / "empty").mkdir()
    paths = [str(tmp_path), "https://a.example", "https://b.example", "missing.txt"]
    found = [*units_of(paths), *units_of([str(tmp_path / "*.txt"), str(tmp_path / "empty")])]
    here = str(tmp_path)
    assert [unit.paths for unit in found] == [
        (f"{here}/a.html",),
        (f"{here}/b.txt",),
        ("https://a.example", "https://b.example"),
        ("missing.txt",),
        (f"{here}/b.txt",),
        (f"{here}/empty",),
    ]
    assert [unit.number for unit in found] == [0, 1, 2, 3, 0, 1]
    with pytest.raises(UsageError, match="Standard input"):
        list(units_of(["-"]))


def test_tasks_gather_small_units_and_divide_large_ones():
    sizes = (1, 1, 3, 10, 2000, 1)
    wanted = [(Unit(at, (f"{at}",)), range(n), ["s"] * n) for at, n in enumerate(sizes)]
    tasks = list(tasks_of(wanted, 4))
    pieces = [(piece.unit.number, *piece.ordinals) for task in tasks for piece in task]
    assert sorted((at, n) for at, *ordinals in pieces for n in ordinals) == [
        (at, n) for at, size in enumerate(sizes) for n in range(size)
    ]
    assert [[piece.unit.number for piece in task] for task in tasks[:3]] == [[0, 1, 2], [3], [3]]
    assert sum(at == 4 for at, *_ in pieces) <= 64
    assert max(len(task) for task in tasks) == 3


def test_a_task_done_again_changes_no_row_and_reads_nothing(tmp_path, pages):
    place, unit = place_of(tmp_path / "out"), Unit(0, (str(pages / "rows.jsonl"),))
    [found] = look([unit], Options(), str(tmp_path))
    assert len(found.unopened) == 1
    sources = list(dict.fromkeys(page.source for page in found.found))
    places = [next(p.ordinal for p in found.found if p.source == s) for s in sources]
    [task] = tasks_of([(unit, places, sources)], 1000)
    job = Job(place.address, str(tmp_path), Options(), "c0de", "book", 1, PaperReader, 20)
    reader = PartReader(job)
    try:
        with PartWriter(place) as writer:
            writer.begin()
        first = reader.do(task)
        names = place.names("readings")
        assert first.pages == len(sources)
        assert len(names) == -(-len(sources) // 20)
        assert reader.do(task).words == 0  # all parts stand
        place.remove(f"readings/{names[0]}")  # as if it had died before that
        again = reader.do(task)
        assert 0 < again.words < first.words
        assert place.names("readings") == names
    finally:
        reader.close()


def test_pages_that_changed_since_they_were_looked_at_are_named(tmp_path):
    (tmp_path / "a.txt").write_text("USA join nato 1949")
    unit = Unit(0, (str(tmp_path / "a.txt"),))
    [found] = look([unit], Options(), str(tmp_path))
    [task] = tasks_of([(unit, [0, 1], [found.found[0].source, "beef"])], 10)
    (tmp_path / "a.txt").write_text("USA withdraw nato 1950")
    job = Job(str(tmp_path / "out"), str(tmp_path), Options(), "c0de", "book", 1, PaperReader)
    reader = PartReader(job)
    try:
        done = reader.do(task)
    finally:
        reader.close()
    assert done.changed == [str(tmp_path / "a.txt"), f"{tmp_path / 'a.txt'}, page 2"]
    assert not place_of(tmp_path / "out").names("readings")

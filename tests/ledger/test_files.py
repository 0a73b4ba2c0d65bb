"""Bad ledgers, busy ledgers, full disks, hostile names: a clear message, the ledger unharmed."""

import os
import subprocess
import sys
import textwrap

import duckdb
import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, Writer
from dragoman.ledger.files import shown


def names_of(path):
    with Ledger(path) as ledger:
        return sorted(ledger.sql("SELECT name FROM names").column("name"))


def test_there_is_no_ledger(tmp_path):
    with pytest.raises(LedgerError, match="There is no ledger at"):
        Ledger(tmp_path / "none.duckdb")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 5000])
def test_a_file_that_is_no_database_is_left_as_it_is(path, content):
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="no DuckDB file, not a ledger"):
        Ledger(path)
    with pytest.raises(LedgerError, match="no DuckDB file, not a ledger"), Writer(path):
        pass
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE theirs (x INTEGER)",
        "CREATE SCHEMA history; CREATE TABLE history.meta (k INTEGER)",
    ],
)
def test_somebody_elses_database_is_left_as_it_is(path, statement):
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="some other program"):
        Ledger(path)
    with pytest.raises(LedgerError, match="some other program"), Writer(path):
        pass
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_newer_ledger_is_left_as_it_is(small):
    with duckdb.connect(str(small)) as connection:
        connection.execute("UPDATE history.meta SET value = '99' WHERE key = 'schema'")
    before = small.read_bytes()
    with pytest.raises(LedgerError, match=r"newer Dragoman \(schema 99"):
        Ledger(small)
    with pytest.raises(LedgerError, match="Upgrade Dragoman"), Writer(small):
        pass
    assert small.read_bytes() == before


@pytest.mark.parametrize("part", [0.02, 0.1, 0.4, 0.7, 0.9])
def test_a_ledger_cut_short_is_refused(small, part):
    whole = small.read_bytes()
    small.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(LedgerError):
        Ledger(small).events("plain")


@pytest.mark.parametrize("at", [0, 100, 4096, 8192, 20_000, 100_000])
def test_damage_never_gives_more_than_an_error(small, at):
    raw = bytearray(small.read_bytes())
    raw[at : at + 2000] = os.urandom(2000)
    small.write_bytes(raw)
    try:
        with Ledger(small) as ledger:
            for table in ("events", "moves", "texts"):
                ledger.table(table, "plain")
    except LedgerError as error:
        assert str(error).startswith(str(small))


def test_one_writer_at_a_time(small):
    with (
        Writer(small),
        pytest.raises(LedgerError, match=f"being written by process {os.getpid()}"),
        Writer(small),
    ):
        pass
    with Writer(small):
        pass


def test_readers_see_a_ledger_whole_while_it_is_written(small, entry_of, record_of):
    with Ledger(small) as before, Writer(small) as writer:
        writer.write([entry_of(record_of("d.html"))])
        assert len(before.events("plain")) == 2
        assert names_of(small) == ["a.html", "b.html", "c.html"]
        writer.publish()
        assert names_of(small) == ["a.html", "b.html", "c.html", "d.html"]
        assert len(before.events("plain")) == 2
        writer.write([entry_of(record_of("e.html"))])
    assert names_of(small)[-1] == "e.html"
    assert [p.name for p in small.parent.iterdir()] == [small.name]


def test_a_writer_that_fails_leaves_the_ledger_and_its_work(small, entry_of, record_of):
    before = small.read_bytes()
    with pytest.raises(RuntimeError), Writer(small) as writer:
        writer.write([entry_of(record_of("d.html"))])
        raise RuntimeError
    assert small.read_bytes() == before
    with Writer(small):
        pass
    assert names_of(small)[-1] == "d.html"


def test_a_batch_that_fails_is_undone_whole(small, entry_of, record_of, monkeypatch):
    with Writer(small) as writer:
        real = Writer._insert

        def breaking(self, table, rows):
            real(self, table, rows)
            if table.name == "moves":
                raise duckdb.IOException("No space left on device")

        monkeypatch.setattr(Writer, "_insert", breaking)
        with pytest.raises(LedgerError, match="disk is full"):
            writer.write([entry_of(record_of("d.html"))])
        monkeypatch.undo()
        writer.write([entry_of(record_of("e.html"))])
    assert names_of(small) == ["a.html", "b.html", "c.html", "e.html"]


@pytest.mark.parametrize("at", ["BEGIN", "COMMIT"])
def test_ctrl_c_at_the_edge_of_a_batch_leaves_the_writer_open(
    small, entry_of, record_of, monkeypatch, at
):
    real = Writer._run

    def pressed(self, statement, values=()):
        real(self, statement, values)
        if statement == at:
            raise KeyboardInterrupt

    with Writer(small) as writer:
        monkeypatch.setattr(Writer, "_run", pressed)
        with pytest.raises(KeyboardInterrupt):
            writer.write([entry_of(record_of("d.html"))])
        monkeypatch.undo()
        writer.publish()
    kept = ["d.html"] if at == "COMMIT" else []
    assert names_of(small) == ["a.html", "b.html", "c.html", *kept]


def test_a_draft_of_another_ledger_is_never_taken_up(small, tmp_path, put, record_of):
    other = tmp_path / "other.duckdb"
    put(other, record_of("z.html"))
    other.rename(tmp_path / "test.duckdb.draft")
    with pytest.raises(LedgerError, match="another ledger than the one"), Writer(small):
        pass
    assert names_of(small) == ["a.html", "b.html", "c.html"]


def test_a_build_that_published_nothing_yet_is_told_from_no_ledger(path, entry_of, record_of):
    with Writer(path) as writer:
        writer.write([entry_of(record_of("a.html"))])
        with pytest.raises(LedgerError, match="has published nothing so far"):
            Ledger(path)


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
def test_a_full_disk_is_told_and_nothing_is_lost(small):
    # A limit on the size of files stands for the disk: both fail in the middle of a write.
    script = f"""
    import resource, sys
    sys.path[:0] = {sys.path!r}
    from dragoman.errors import LedgerError
    from dragoman.ledger import Entry, Taken, Writer
    from dragoman.records import Fault, PageFault, Stage
    from datetime import datetime
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
    try:
        with Writer({str(small)!r}) as writer:
            for number in range(400):
                name = f"{{number}}" + "".join(chr(33 + (number * i * i) % 90) for i in range(40_000))
                taken = Taken(str(number), "", 0, name, None)
                result = PageFault(name, Fault(Stage.PAGES, "odd"))
                writer.write([Entry(taken, result, "c", datetime(2026, 1, 1))])
    except LedgerError as error:
        print(error)
    """
    told = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=False
    )
    assert "The disk is full" in told.stdout, told.stdout + told.stderr
    assert names_of(small) == ["a.html", "b.html", "c.html"]
    with Writer(small) as writer:
        kept = writer.count("SELECT count(*) FROM history.names")
    assert kept > 3
    assert len(names_of(small)) == kept


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_can_still_be_read(small):
    small.parent.chmod(0o555)
    try:
        assert len(names_of(small)) == 3
        with pytest.raises(LedgerError, match="Check their permissions"), Writer(small):
            pass
    finally:
        small.parent.chmod(0o755)


def test_a_forbidden_folder_is_told(monkeypatch, small):
    def forbidden(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dragoman.ledger.files.os.open", forbidden)
    with pytest.raises(LedgerError, match="Check their permissions"), Writer(small):
        pass


@pytest.mark.parametrize(
    "name",
    [
        'it\'s a "ledger".duckdb',
        "new\nline.duckdb",
        "; DROP TABLE x --.duckdb",
        "ünï 文 🕊.duckdb",
        "no ending",
        "md:x",
        ":memory:",
        "s3:x.duckdb",
        "%s {0} $1 ?.duckdb",
        "-",
    ],
)
def test_a_ledger_may_have_any_name(tmp_path, put, record_of, name):
    put(tmp_path / name, record_of("a.html"))
    assert names_of(tmp_path / name) == ["a.html"]
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["", "x" * 10_000, "a\0b", "\udcff\udcfe", "none/x.duckdb", "."])
def test_a_name_that_no_file_can_have_is_told(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    for action in (Ledger, lambda path: Writer(path).__enter__()):
        with pytest.raises(LedgerError) as told:
            action(name)
        assert len(str(told.value)) < 3000
        assert "\n" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ['it\'s "b".html', "new\nline\ttab", "a/../b", "\udcff.html", "x" * 10_000, "nul\0"]
)
def test_pages_may_have_any_name(path, put, record_of, fault_of, name):
    put(path, record_of(name), fault_of(name + "2"))
    assert len(names_of(path)) == 2


def test_hostile_text_comes_back_as_it_was(path, put, record_of):
    text = 'It\'s "1"; DROP TABLE events; --\nnul \0 and \\u0000 and \u2028 and 🕊 {}\n$1 ? %s'
    put(path, record_of("a.html", text))
    with Ledger(path) as ledger:
        assert ledger.table("texts", "plain").column("text") == [text]


def test_a_long_path_is_shown_short():
    assert len(shown("x" * 100_000)) < 1100
    assert shown("a\nb") == "a\\nb"

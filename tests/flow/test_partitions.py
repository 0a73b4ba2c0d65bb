"""Folders of Parquet files: what the parts of a run hold, and that they answer as a ledger."""

import pytest

from dragoman.errors import UsageError
from dragoman.flow.options import Options
from dragoman.flow.partitions import Job, PartReader, Unit, look, tasks_of, units_of
from dragoman.ledger import PartWriter, place_of
from flow.paper_reader import PaperReader
from flow.test_building import write_pages

CODER = {"coder": "c0de", "version": "1", "model": "m", "codebook": "book", "options": {}}


@pytest.fixture
def pages(tmp_path):
    return write_pages(tmp_path / "pages")


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

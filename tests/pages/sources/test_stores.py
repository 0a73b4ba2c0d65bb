"""Pages in a store that speaks S3."""

import gzip
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.pages import Page, files_under, from_web, open_pages
from dragoman.records import PageFault

BUCKET = "news"
OBJECTS = {
    "2018/b.txt": b"They met.",
    "2018/a.html": b"<p>They quarrelled.</p>",
    "2018/rows.jsonl.gz": gzip.compress(b'{"text": "One."}\n{"text": "Two."}\n'),
    "2018/.hidden.txt": b"Nobody sees this.",
    "2018/.kept/x.txt": b"Nor this.",
    "2018/picture.png": b"\x89PNG",
    "2018/sub/c d?#%.md": b"# Talks",
    "2019/z.txt": b"Later.",
    "lone": b"A page without an ending.",
}


@pytest.fixture(scope="module")
def bucket(store: str) -> Iterator[str]:
    """A bucket with some objects."""
    s3fs = pytest.importorskip("s3fs")
    system = s3fs.S3FileSystem()
    system.mkdir(BUCKET)
    for key, content in OBJECTS.items():
        system.pipe_file(f"{BUCKET}/{key}", content)
    yield f"s3://{BUCKET}"
    system.rm(BUCKET, recursive=True)


def opened(*paths: str, **options: Any) -> list[Page | PageFault]:
    return list(open_pages(paths, **options))


def told(*paths: str) -> list[str]:
    return [fault.fault.message for fault in opened(*paths) if isinstance(fault, PageFault)]


@pytest.mark.parametrize("ending", ["", "/"])
def test_a_folder_gives_its_pages_in_name_order(bucket: str, ending: str) -> None:
    pages = opened(f"{bucket}/2018{ending}")
    names = [item.name for item in pages if isinstance(item, Page)]
    assert names == [
        f"{bucket}/2018/a.html",
        f"{bucket}/2018/b.txt",
        f"{bucket}/2018/rows.jsonl.gz:1",
        f"{bucket}/2018/rows.jsonl.gz:2",
        f"{bucket}/2018/sub/c d?#%.md",
    ]
    assert len(names) == len(pages)


def test_an_object_gives_what_a_file_would(bucket: str, tmp_path: Path) -> None:
    for key in ("2018/a.html", "2018/b.txt", "2018/sub/c d?#%.md", "lone"):
        name = key.rpartition("/")[2]
        (tmp_path / name).write_bytes(OBJECTS[key])
        [here], [there] = opened(str(tmp_path / name)), opened(f"{bucket}/{key}")
        assert isinstance(here, Page) and isinstance(there, Page)
        assert (there.content, there.format) == (here.content, here.format)
        assert there.name == f"{bucket}/{key}"


def test_one_by_one_its_objects_give_the_same_pages(bucket: str) -> None:
    assert not from_web(bucket)
    files = files_under(f"{bucket}/2018")
    assert files
    assert opened(*files) == opened(f"{bucket}/2018")


def test_a_parquet_file_is_read_from_its_end(bucket: str, tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"text": ["One.", "Two."]}), tmp_path / "t.parquet")
    system = pytest.importorskip("s3fs").S3FileSystem()
    system.put_file(str(tmp_path / "t.parquet"), f"{BUCKET}/tables/t.parquet")
    contents = [p.content for p in opened(f"{bucket}/tables") if isinstance(p, Page)]
    assert contents == ["One.", "Two."]


def test_what_is_not_there_or_too_large_is_told(bucket: str) -> None:
    assert "no pages there" in told(f"{bucket}/2017")[0]
    assert told("s3://no-such-bucket/x")
    assert told("s3://")
    assert files_under(f"{bucket}/2017") is None
    [fault] = opened(f"{bucket}/2018/b.txt", largest=3)
    assert isinstance(fault, PageFault)
    assert fault.page == f"{bucket}/2018/b.txt"


def test_a_transfer_that_breaks_off_is_a_fault_and_the_rest_is_read(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3fs = pytest.importorskip("s3fs")
    real = s3fs.S3FileSystem._get_file

    async def broken(self: Any, source: str, target: str, **rest: Any) -> None:
        if source.endswith("a.html"):
            Path(target).write_bytes(b"<p>They")
            raise ConnectionResetError("reset by peer")
        await real(self, source, target, **rest)

    s3fs.S3FileSystem.clear_instance_cache()
    monkeypatch.setattr(s3fs.S3FileSystem, "_get_file", broken)
    first, *rest = opened(f"{bucket}/2018")
    s3fs.S3FileSystem.clear_instance_cache()
    assert isinstance(first, PageFault)
    assert first.page == f"{bucket}/2018/a.html"
    assert "reset by peer" in first.fault.message
    assert len(rest) == 4
    assert all(isinstance(item, Page) for item in rest)


def test_nothing_is_left_behind_and_one_object_lies_here_at_a_time(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for _ in open_pages([f"{bucket}/2018"]):
        assert len(list(tmp_path.iterdir())) <= 1
    pages = open_pages([f"{bucket}/2018"])
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    assert "s3fs" in told("s3://news/2018")[0]


def test_a_store_that_refuses_is_told(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    s3fs = pytest.importorskip("s3fs")

    def refuse(self: Any, *_given: Any, **_rest: Any) -> None:
        raise PermissionError("Access Denied")

    monkeypatch.setattr(s3fs.S3FileSystem, "find", refuse)
    assert told(f"{bucket}/2018") == ["The store can't be asked: Access Denied."]

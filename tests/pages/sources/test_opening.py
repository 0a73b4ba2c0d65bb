"""Where pages come from; what can't be opened is named, and the rest is read."""

import bz2
import gzip
import io
import lzma
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from dragoman.pages import Columns, Given, Page, PageFormat, open_pages
from dragoman.pages.sources.streams import _zstd
from dragoman.records import PageFault

zstd = _zstd()
PACK = {"gz": gzip.compress, "zst": zstd.compress, "bz2": bz2.compress, "xz": lzma.compress}


def opened(*paths: str, **options: object) -> list[Page | PageFault]:
    return list(open_pages(paths, **options))  # type: ignore[arg-type]


def test_a_folder_gives_its_pages_in_name_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.md", ".hidden.txt", "notes.xyz", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    names = [Path(item.name).name for item in opened(str(tmp_path)) if isinstance(item, Page)]
    assert names == ["a.html", "b.txt", "c.md"]


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.htm", PageFormat.HTML), ("a.TXT", PageFormat.TEXT), ("a.md", PageFormat.MARKDOWN), ("a", None)],
)  # fmt: skip
def test_the_ending_tells_the_format(tmp_path: Path, name: str, form: PageFormat | None) -> None:
    (tmp_path / name).write_text("words")
    [page] = opened(str(tmp_path / name))
    assert isinstance(page, Page)
    assert page.format is form


def test_a_missing_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    missing, page = opened(str(tmp_path / "no.txt"), str(tmp_path / "a.txt"))
    assert isinstance(missing, PageFault)
    assert missing.page.endswith("no.txt")
    assert "no such file" in missing.fault.message
    assert isinstance(page, Page)


def test_an_empty_folder_says_what_it_looked_for(tmp_path: Path) -> None:
    [fault] = opened(str(tmp_path))
    assert isinstance(fault, PageFault)
    assert ".html" in fault.fault.message


def test_a_page_that_is_too_large_is_not_loaded(tmp_path: Path) -> None:
    with (tmp_path / "large.html").open("wb") as file:
        file.truncate(50_000_000)
    [fault] = opened(str(tmp_path / "large.html"))
    assert isinstance(fault, PageFault)
    assert "50 MB" in fault.fault.message
    assert "--largest" in fault.fault.message


ROWS = (
    b'{"text": "one", "url": "https://p.example/1", "outlet": "P", "id": 7}\n'
    b"\n"
    b'{"html": "<p>two</p>", "published": "2018-05-08", "more": [1, 2]}\n'
    b"{broken\n"
    b'{"title": "no words"}\n'
    b'{"text": "six"}'
)


def test_a_jsonl_file_gives_a_page_a_line_and_names_the_bad_ones(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes(ROWS)
    first, second, broken, empty, last = opened(str(tmp_path / "news.jsonl"))
    assert isinstance(first, Page)
    assert first.name.endswith("news.jsonl:1 (7)")
    assert first.given == Given(url="https://p.example/1", outlet="P")
    assert isinstance(second, Page)
    assert (second.format, second.given.published) == (PageFormat.HTML, "2018-05-08")
    assert isinstance(broken, PageFault)
    assert broken.page.endswith("news.jsonl:4")
    assert "not a page in JSON" in broken.fault.message
    assert isinstance(empty, PageFault)
    assert "neither 'text' nor 'html'" in empty.fault.message
    assert isinstance(last, Page)
    assert last.content == "six"


def test_a_jsonl_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    rows = b'{"text": "' + b"x" * 5000 + b'"}\n{"text": "two"}\n'
    (tmp_path / "news.jsonl").write_bytes(rows)
    fault, page = opened(str(tmp_path / "news.jsonl"), largest=1000)
    assert isinstance(fault, PageFault)
    assert isinstance(page, Page)
    assert page.content == "two"


def test_standard_input_is_one_page_or_rows() -> None:
    [page] = opened("-", stdin=io.BufferedReader(io.BytesIO(b"<p>words</p>")))
    assert isinstance(page, Page)
    assert (page.name, page.content) == ("-", b"<p>words</p>")
    rows = opened("-", stdin=io.BufferedReader(io.BytesIO(ROWS)))
    assert len(rows) == 5


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000])
def test_odd_names_are_faults(name: str) -> None:
    [fault] = opened(name)
    assert isinstance(fault, PageFault)


def test_a_file_name_that_is_no_text_is_shown_escaped(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    Path(name).write_text("words")
    [page] = opened(name)
    assert isinstance(page, Page)
    assert page.name.endswith("\\xff.txt")
    page.name.encode("utf-8")


def test_what_a_folder_hides_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "page.txt").write_text("words")
    gone, page = opened(str(tmp_path))
    assert isinstance(gone, PageFault)
    assert gone.page.endswith("gone.txt")
    assert isinstance(page, Page)


@pytest.mark.parametrize("name", ["news.json", "news.xlsx", "news.pdf"])
def test_a_format_that_is_not_read_says_what_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("words")
    [fault] = opened(str(tmp_path / name))
    assert isinstance(fault, PageFault)
    assert "JSON Lines" in fault.fault.message


def test_rows_on_standard_input_may_have_a_byte_order_mark() -> None:
    rows = opened("-", stdin=io.BufferedReader(io.BytesIO(b"\xef\xbb\xbf" + ROWS)))
    assert len(rows) == 5


def names(paths: list[Page | PageFault], folder: Path) -> list[str]:
    kept = (item.name if isinstance(item, Page) else item.page for item in paths)
    return [name.removeprefix(f"{folder}/") for name in kept]


def test_patterns_give_what_fits_in_name_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.html", "b/c/3.html", "a/1.html", "a/1.txt", ".no/4.html", "a/.5.html", "a/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("words")
    html = opened(f"{tmp_path}/**/*.html")
    assert names(html, tmp_path) == ["a/1.html", "b/2.html", "b/c/3.html"]
    every = opened(f"{tmp_path}/**")
    assert names(every, tmp_path) == ["a/1.html", "a/1.txt", "b/2.html", "b/c/3.html"]
    assert names(opened(f"{tmp_path}/[ab]"), tmp_path) == names(every, tmp_path)
    [fault] = opened(f"{tmp_path}/*.nothing")
    assert isinstance(fault, PageFault)
    assert "No file fits" in fault.fault.message


def test_a_file_whose_name_looks_like_a_pattern_is_itself(tmp_path: Path) -> None:
    (tmp_path / "what?.txt").write_text("words")
    (tmp_path / "whats.txt").write_text("words")
    assert names(opened(f"{tmp_path}/what?.txt"), tmp_path) == ["what?.txt"]


@pytest.mark.parametrize(
    "name",
    ["news.jsonl.gz", "news.jsonl.zst", "news.ndjson.GZ", "news.jsonl.bz2", "news.jsonl.xz"],
)
def test_packed_rows_and_pages_are_unpacked(tmp_path: Path, name: str) -> None:
    pack = PACK[name.rpartition(".")[2].lower()]
    (tmp_path / name).write_bytes(pack(ROWS))
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(b"<p>words</p>"))
    *rows, page = opened(str(tmp_path))
    assert len(rows) == 5
    assert names(rows[:1], tmp_path) == [f"{name}:1 (7)"]
    assert isinstance(page, Page)
    assert (page.content, page.format) == (b"<p>words</p>", PageFormat.HTML)


def lines(number: int) -> bytes:
    random = Random(1)
    return b"".join(
        b'{"text": "%d %s"}\n' % (at, random.randbytes(200).hex().encode()) for at in range(number)
    )


@pytest.mark.parametrize("pack", PACK.values())
def test_of_a_packed_file_that_is_cut_short_the_beginning_is_read(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    raw = pack(lines(6000))
    (tmp_path / "a.jsonl.gz").write_bytes(raw[: len(raw) // 2])
    (tmp_path / "b.jsonl").write_bytes(lines(1))
    *pages, fault, other = opened(str(tmp_path))
    assert 1500 < len(pages) < 4500
    assert all(isinstance(page, Page) for page in (*pages, other))
    assert isinstance(fault, PageFault)
    assert fault.page.endswith("a.jsonl.gz")
    assert "cut short" in fault.fault.message


def test_of_a_packed_file_that_is_broken_the_beginning_is_read(tmp_path: Path) -> None:
    raw = bytearray(gzip.compress(lines(2000)))
    middle = len(raw) // 2
    raw[middle : middle + 500] = b"\0" * 500
    (tmp_path / "a.jsonl.gz").write_bytes(raw)
    *pages, fault = opened(str(tmp_path))
    assert len(pages) > 700
    assert isinstance(fault, PageFault)
    assert "broken" in fault.fault.message


def test_a_line_of_a_hundred_megabytes_needs_no_more_memory_than_a_page(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n{"text": "two"}\n')
    tracemalloc.start()
    fault, page = opened(str(path))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(fault, PageFault)
    assert "10 MB at most" in fault.fault.message
    assert isinstance(page, Page)
    assert page.content == "two"
    assert most < 25_000_000


def test_a_packed_page_that_unpacks_to_too_much_is_not_unpacked_whole(tmp_path: Path) -> None:
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(b"x" * 200_000_000))
    tracemalloc.start()
    [fault] = opened(str(tmp_path))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(fault, PageFault)
    assert most < 50_000_000


def test_a_column_map_names_the_keys_of_rows_too(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text('{"body": "one", "day": "2018-05-08"}\n{"text": "two"}\n')
    columns = Columns.parse("text=body,published=day")
    page, fault = opened(str(tmp_path), columns=columns)
    assert isinstance(page, Page)
    assert (page.content, page.given.published) == ("one", "2018-05-08")
    assert isinstance(fault, PageFault)
    assert "text=body" in fault.fault.message


def test_rows_in_utf_16_are_read(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_bytes('{"text": "d’accord"}\n'.encode("utf-16"))
    [page] = opened(str(tmp_path))
    assert isinstance(page, Page)
    assert page.content == "d’accord"


def test_rows_that_nest_without_end_are_faults(tmp_path: Path) -> None:
    deep = b'{"text": "deep", "more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    (tmp_path / "rows.jsonl").write_bytes(b'{"text": "one"}\n' + deep + b'\n{"text": "three"}\n')
    one, fault, three = opened(str(tmp_path / "rows.jsonl"))
    assert isinstance(one, Page) and isinstance(three, Page)
    assert isinstance(fault, PageFault)
    assert "lists in lists" in fault.fault.message


def test_rows_in_two_encodings_are_each_read_in_their_own(tmp_path: Path) -> None:
    rows = ['{"text": "caf\u00e9 in Vienna"}', '{"text": "caf\u00e9 \u2013 in Graz"}']
    raw = rows[0].encode() + b"\n" + rows[1].encode("cp1252") + b"\n"
    (tmp_path / "rows.jsonl").write_bytes(raw)
    found = [
        item.content for item in opened(str(tmp_path / "rows.jsonl")) if isinstance(item, Page)
    ]
    assert found == ["caf\u00e9 in Vienna", "caf\u00e9 \u2013 in Graz"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "rows.jsonl").write_bytes('{"text": "caf\u00e9 in Vienna"}\n'.encode(encoding))
    [page] = opened(str(tmp_path / "rows.jsonl"))
    assert isinstance(page, Page)
    assert page.content == "caf\u00e9 in Vienna"


def test_what_parallel_packers_put_first_is_skipped(tmp_path: Path) -> None:
    skipped = b"\x50\x2a\x4d\x18\x04\x00\x00\x00size"
    frames = [zstd.compress(b'{"text": "page %d"}\n' % number) for number in range(3)]
    (tmp_path / "rows.jsonl.zst").write_bytes(skipped + frames[0] + skipped + b"".join(frames[1:]))
    found = [i.content for i in opened(str(tmp_path / "rows.jsonl.zst")) if isinstance(i, Page)]
    assert found == ["page 0", "page 1", "page 2"]


@pytest.mark.parametrize("sort", PACK)
def test_a_page_whose_packing_is_cut_short_is_not_taken_for_a_whole_one(
    tmp_path: Path, sort: str
) -> None:
    raw = PACK[sort](b"<p>" + Random(1).randbytes(3000).hex().encode() + b"</p>")
    (tmp_path / f"page.html.{sort}").write_bytes(raw[: len(raw) - 20])
    [fault] = opened(str(tmp_path / f"page.html.{sort}"))
    assert isinstance(fault, PageFault)
    assert "cut short" in fault.fault.message


@pytest.mark.parametrize("sort", ["bz2", "xz"])
def test_a_crawl_packed_as_its_library_doesn_t_know_is_refused(tmp_path: Path, sort: str) -> None:
    (tmp_path / f"c.warc.{sort}").write_bytes(PACK[sort](b"WARC/1.0\r\nWARC-Type: response\r\n"))
    [fault] = opened(str(tmp_path / f"c.warc.{sort}"))
    assert isinstance(fault, PageFault)
    assert "Unpack" in fault.fault.message


def test_a_folder_says_which_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("a.txt", "b.pdf", "style.css", ".c.zip", "below/d.PDF", "below/e.zip"):
        (tmp_path / name).write_text("Words of the day.")
    said: list[str] = []
    found = opened(str(tmp_path), tell=lambda _name, what: said.append(what))
    assert [Path(page.name).name for page in found if isinstance(page, Page)] == ["a.txt"]
    assert said == ["Left out, as files of these kinds aren't read: 2 .pdf, 1 .zip."]

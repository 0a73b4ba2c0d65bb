"""Where pages come from; what can't be opened is named, and the rest is read."""

import io
import os
from pathlib import Path

import pytest

from dragoman.pages import Given, Page, PageFormat, open_pages
from dragoman.records import PageFault


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


def test_an_address_is_refused_in_so_many_words() -> None:
    [fault] = opened("https://p.example/news.html")
    assert isinstance(fault, PageFault)
    assert "fetch" in fault.fault.message


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


@pytest.mark.parametrize("name", ["news.warc", "rows.csv", "news.json"])
def test_a_format_that_is_not_read_says_what_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("words")
    [fault] = opened(str(tmp_path / name))
    assert isinstance(fault, PageFault)
    assert "JSON Lines" in fault.fault.message


def test_rows_on_standard_input_may_have_a_byte_order_mark() -> None:
    rows = opened("-", stdin=io.BufferedReader(io.BytesIO(b"\xef\xbb\xbf" + ROWS)))
    assert len(rows) == 5

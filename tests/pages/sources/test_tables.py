"""CSV and Parquet: which column holds what, and what is wrong with which row."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.pages import Columns, Given, Page, PageFormat, open_pages, read_page
from dragoman.pages.sources.columns import NoSuchColumnError
from dragoman.pages.sources.tables import cells_of
from dragoman.records import PageFault

MAP = Columns.parse("text=body,published=date,url=link,title=headline,outlet=source")


def opened(path: Path, columns: Columns | None = None, **options: object) -> list[Page | PageFault]:
    return list(open_pages([str(path)], columns=columns, **options))  # type: ignore[arg-type]


def write(folder: Path, content: str | bytes, name: str = "news.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


TABLE = (
    "headline,body,date,link,source\n"
    'Talks,"They met, ""at last"",\nin Vienna.",2018-05-08,https://p.example/1,Example Post\n'
    "Gas,They quarrelled.,10 May 2018,,\n"
)


def test_a_map_says_which_column_holds_what(tmp_path: Path) -> None:
    first, second = opened(write(tmp_path, TABLE), MAP)
    assert isinstance(first, Page) and isinstance(second, Page)
    assert first.name.endswith("news.csv:2")
    assert first.content == b'They met, "at last",\nin Vienna.'
    assert first.given == Given("https://p.example/1", "Talks", "2018-05-08", "Example Post")
    assert second.name.endswith("news.csv:4")
    assert second.given == Given(title="Gas", published="10 May 2018")


def test_plain_names_are_guessed_and_told(tmp_path: Path) -> None:
    told: list[str] = []
    first, _ = opened(write(tmp_path, TABLE), tell=lambda _, message: told.append(message))
    assert isinstance(first, Page)
    assert first.given == Given("https://p.example/1", "Talks", "2018-05-08", "Example Post")
    assert told == [
        "Read as a table: text from 'body', url from 'link', title from 'headline', "
        "published from 'date', outlet from 'source'."
    ]


@pytest.mark.parametrize(
    ("header", "words", "found"),
    [
        (["Full Text", "Date"], "", {"text": "Full Text", "published": "Date"}),
        (["text", "content"], "", {"text": "text"}),
        (["text", "source"], "outlet=", {"text": "text"}),
        (["text", "html"], "", {"html": "html", "text": "text"}),
        (["a", "b", "title"], "text=b", {"text": "b", "title": "title"}),
        (["text", "title"], "text=title", {"text": "title"}),
    ],
)
def test_what_the_map_leaves_open_is_guessed(
    header: list[str], words: str, found: dict[str, str]
) -> None:
    assert Columns.parse(words).over(header) == found


def test_a_map_that_names_no_column_says_which_there_are(tmp_path: Path) -> None:
    [fault] = opened(write(tmp_path, TABLE), Columns.parse("text=words"))
    assert isinstance(fault, PageFault)
    assert "no column 'words'" in fault.fault.message
    assert "'headline', 'body'" in fault.fault.message
    [fault] = opened(write(tmp_path, "a,b\n1,2\n"))
    assert isinstance(fault, PageFault)
    assert "--columns text=COLUMN" in fault.fault.message
    with pytest.raises(NoSuchColumnError):
        Columns().over([])


@pytest.mark.parametrize("words", ["text", "words=body", "text=a,text=b"])
def test_a_map_that_makes_no_sense_is_refused(words: str) -> None:
    with pytest.raises(UsageError):
        Columns.parse(words)


def test_a_map_comes_back_from_its_words() -> None:
    assert Columns.parse(str(MAP)) == MAP


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_the_header_tells_what_parts_cells(tmp_path: Path, sign: str) -> None:
    content = f'sep={sign}\ntext{sign}date\n"a, b"{sign}2018-05-08\n'
    [page] = opened(write(tmp_path, content))
    assert isinstance(page, Page)
    assert (page.content, page.given.published) == (b"a, b", "2018-05-08")


def test_rows_in_two_encodings_are_each_read_in_their_own(tmp_path: Path) -> None:
    rows = b"title,text\nCaf\xc3\xa9,\xc3\x89lys\xc3\xa9e agreed on it.\nCaf\xe9,\xc9lys\xe9e agreed on it.\n"
    pages = opened(write(tmp_path, rows))
    assert len(pages) == 2
    for page in pages:
        assert isinstance(page, Page)
        assert page.given.title == "Café"
        article = read_page(page).article
        assert article is not None
        assert article.text == "Élysée agreed on it."


def test_a_table_that_a_spreadsheet_wrote_as_utf_16(tmp_path: Path) -> None:
    [page] = opened(write(tmp_path, "text\tdate\nd’accord\t2018-05-08\n".encode("utf-16"), "n.tsv"))
    assert isinstance(page, Page)
    assert page.content == "d’accord".encode()


def test_bad_rows_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    content = 'text,date\nshort\n,2018-05-08\n"open,2018-05-08\none,2018-05-09\ntwo,2018-05-10\n'
    short, empty, unclosed, one, two = opened(write(tmp_path, content))
    for fault, line, words in (
        (short, 2, "1 cells and the header 2"),
        (empty, 3, "no words"),
        (unclosed, 4, "never closed"),
    ):
        assert isinstance(fault, PageFault)
        assert fault.page.endswith(f":{line}")
        assert words in fault.fault.message
    assert isinstance(one, Page) and isinstance(two, Page)
    assert (one.content, two.content) == (b"one", b"two")


@pytest.mark.parametrize(
    "content",
    [
        "title,text\rTalks,They met.\rGas,They quarrelled.\r",
        'title,text\rTalks,"They met\nin Vienna."\r',
        'sep=;\rtitle;text\rTalks;"They met\r\nin Vienna."\r',
        "title,text\rTalks,They met.\r".encode("utf-16"),
    ],
)
def test_lines_that_end_in_carriage_returns_alone_are_told(
    tmp_path: Path, content: str | bytes
) -> None:
    (fault,) = opened(write(tmp_path, content))
    assert isinstance(fault, PageFault)
    assert "carriage returns alone" in fault.fault.message


@pytest.mark.parametrize(
    "content",
    [
        "title,text\r\nTalks,They met.\r\n",
        "title,text\r\r\nTalks,They met.\r\r\n",
        '"ti\rtle",text\nTalks,They met.\n',
        'title,text\nTalks,"They\rmet."\n',
    ],
)
def test_a_carriage_return_beside_a_line_feed_or_in_a_cell_is_none(
    tmp_path: Path, content: str
) -> None:
    assert any(isinstance(page, Page) for page in opened(write(tmp_path, content)))


def test_a_cell_that_is_too_large_is_passed_over(tmp_path: Path) -> None:
    content = f"text\n{'x' * 5000}\none\n"
    fault, page = opened(write(tmp_path, content), largest=1000)
    assert isinstance(fault, PageFault)
    assert isinstance(page, Page)
    assert page.content == b"one"


@pytest.mark.parametrize("content", ["", "\n\n", "text,date\n"])
def test_an_empty_table_says_so(tmp_path: Path, content: str) -> None:
    [fault] = opened(write(tmp_path, content))
    assert isinstance(fault, PageFault)
    assert "no header" in fault.fault.message or "no rows" in fault.fault.message


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("a,b", ["a", "b"]),
        ('"a,b",c\r\n', ["a,b", "c"]),
        ('"a ""b""",', ['a "b"', ""]),
        ('a "b" c,d', ['a "b" c', "d"]),
        ('"a"b,c', ['"a"b', "c"]),
        ("", [""]),
    ],
)
def test_cells(row: str, cells: list[str]) -> None:
    assert cells_of(row, ",") == cells


# Parquet: the library is an extra.


def parquet(folder: Path, rows: dict[str, list[object]], **options: object) -> Path:
    arrow = pytest.importorskip("pyarrow")
    path = folder / "news.parquet"
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table(rows), path, **options)
    return path


def test_a_parquet_file_gives_a_page_a_row(tmp_path: Path) -> None:
    rows: dict[str, list[object]] = {
        "body": ["one", None, "three"],
        "date": [date(2018, 5, 8), date(2018, 5, 9), None],
        "id": [7, 8, 9],
    }
    first, empty, third = opened(parquet(tmp_path, rows))
    assert isinstance(first, Page) and isinstance(third, Page)
    assert first.name.endswith("news.parquet:1 (7)")
    assert (first.content, first.given.published, first.format) == (
        "one",
        "2018-05-08",
        PageFormat.TEXT,
    )
    assert isinstance(empty, PageFault)
    assert empty.page.endswith(":2")
    assert third.given.published is None


def test_a_broken_part_of_a_parquet_file_is_a_fault_and_the_others_are_read(tmp_path: Path) -> None:
    rows: dict[str, list[object]] = {"text": [f"page {at} " + "ab" * at for at in range(90)]}
    path = parquet(tmp_path, rows, row_group_size=30, compression="zstd", use_dictionary=False)
    chunk = pytest.importorskip("pyarrow.parquet").ParquetFile(path).metadata.row_group(1).column(0)
    raw = bytearray(path.read_bytes())
    at = chunk.data_page_offset
    raw[at + 5 : at + chunk.total_compressed_size] = b"\xff" * (chunk.total_compressed_size - 5)
    path.write_bytes(raw)
    results = opened(path)
    faults = [item for item in results if isinstance(item, PageFault)]
    assert len(results) == 61
    assert len(faults) == 1
    assert "rows from 31 to 60" in faults[0].fault.message


def test_a_parquet_file_that_is_cut_short_or_newer_says_so(tmp_path: Path) -> None:
    path = parquet(tmp_path, {"text": ["one"]})
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    [fault] = opened(path)
    assert isinstance(fault, PageFault)
    assert "version" in fault.fault.message
    path.write_bytes(b"words")
    [fault] = opened(path)
    assert isinstance(fault, PageFault)
    assert "no Parquet file" in fault.fault.message


def test_without_its_library_parquet_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    [fault] = opened(write(tmp_path, b"PAR1....", "news.parquet"))
    assert isinstance(fault, PageFault)
    assert "dragoman[parquet]" in fault.fault.message

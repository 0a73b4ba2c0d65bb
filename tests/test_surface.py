"""The exported surface: what `import dragoman` offers, and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

import dragoman

SURFACE = [
    "BrokenEnvironmentError",
    "CodebookError",
    "DragomanError",
    "LedgerError",
    "ModelError",
    "Options",
    "PageError",
    "PageFault",
    "Reader",
    "Record",
    "UsageError",
    "draw",
    "fold",
    "open",
    "read",
    "read_text",
]
NEWS = "Ministers meet in Vienna\n\nIran accused the United States of bad faith on Tuesday.\n"


def test_the_surface_is_this() -> None:
    assert dragoman.__all__ == SURFACE
    assert dir(dragoman) == SURFACE
    assert all(getattr(dragoman, name).__doc__ for name in SURFACE)


def test_a_name_that_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        dragoman.reed  # noqa: B018


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    heavy = (
        "spacy",
        "lxml",
        "trafilatura",
        "duckdb",
        "onnxruntime",
        "click",
        "rich",
        "msgspec",
        "altair",
    )
    code = f"import sys, dragoman; print([m for m in {heavy} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_reading_one_page_gives_its_record(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(NEWS)
    record = dragoman.read(tmp_path / "page.txt", published="2018-05-19")
    assert [event.type for event in record.events] == ["ACCUSE"]
    assert record.article.published == "2018-05-19"
    assert dragoman.read_text(NEWS).events[0].type == "ACCUSE"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4"])
def test_a_page_that_gives_no_record_raises(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page.txt").write_bytes(content)
    with pytest.raises(dragoman.PageError, match=r"page\.txt"):
        dragoman.read(tmp_path / "page.txt")


def test_many_pages_are_for_the_reader(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(NEWS)
    with pytest.raises(dragoman.PageError, match="Reader"):
        dragoman.read(tmp_path)


def test_a_ledger_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(dragoman.LedgerError):
        dragoman.open(tmp_path / "no.duckdb")

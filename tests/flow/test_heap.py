"""Memory that is free goes back to the system."""

import ctypes
import sys

import psutil
import pytest

from dragoman.flow import heap
from dragoman.flow.heap import give_back
from dragoman.flow.reading import Reader
from dragoman.pages import Page

HOLE, HOLES = 100_000, 400


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="not glibc"
)
def test_holes_in_the_heap_go_back():
    own = psutil.Process()
    blocks = [bytearray(b"x" * HOLE) for _ in range(HOLES)]
    kept = blocks[::2]
    del blocks
    before = own.memory_info().rss
    give_back()
    assert before - own.memory_info().rss > HOLE * HOLES // 4
    assert sum(block[0] for block in kept) == ord("x") * HOLES // 2


def test_elsewhere_nothing_happens(monkeypatch):
    monkeypatch.setattr(heap, "_malloc_trim", lambda: None)
    give_back()


def test_a_reader_gives_back_after_each_batch(monkeypatch):
    given = []
    monkeypatch.setattr("dragoman.flow.reading.give_back", lambda: given.append(1))
    pages = [Page(f"{n}", b"") for n in range(70)]
    assert len(list(Reader().read(pages))) == 70
    assert len(given) == 3

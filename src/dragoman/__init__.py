"""Reads diplomatic news and keeps the record that it implies.

    record = dragoman.read("page.html")       who says what, who did what, which pacts stand
    record.events, record.attributions, record.moves
    dragoman.open("iran.duckdb").events()     a ledger's events as a data frame

Importing the package loads none of the heavy libraries; they come when first needed.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from dragoman.errors import (
    BrokenEnvironmentError,
    CodebookError,
    DragomanError,
    LedgerError,
    ModelError,
    PageError,
    UsageError,
)

if TYPE_CHECKING:
    from dragoman.api import open as open  # noqa: A004 - named as a user calls it
    from dragoman.api import read, read_text
    from dragoman.flow import Options, Reader
    from dragoman.pacts import fold
    from dragoman.records import PageFault, Record
    from dragoman.views.charts import draw

LAZY = {
    "open": "dragoman.api",
    "read": "dragoman.api",
    "read_text": "dragoman.api",
    "Options": "dragoman.flow",
    "Reader": "dragoman.flow",
    "draw": "dragoman.views.charts",
    "fold": "dragoman.pacts",
    "PageFault": "dragoman.records",
    "Record": "dragoman.records",
}

__all__ = [
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


def __getattr__(name: str) -> object:
    """What is loaded when first asked for."""
    if name not in LAZY:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(LAZY[name]), name)


def __dir__() -> list[str]:
    """The exported names."""
    return sorted(__all__)

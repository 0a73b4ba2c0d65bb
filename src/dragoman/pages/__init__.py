"""Pages in, articles out: text, zones, comments, dates."""

from dragoman.pages.page import Given, Page, PageFormat
from dragoman.pages.read import Reading, read_page
from dragoman.pages.sources import (
    LARGEST,
    Columns,
    Tell,
    files_under,
    from_web,
    in_store,
    open_pages,
)
from dragoman.pages.web.manners import Manners

__all__ = [
    "LARGEST",
    "Columns",
    "Given",
    "Manners",
    "Page",
    "PageFormat",
    "Reading",
    "Tell",
    "files_under",
    "from_web",
    "in_store",
    "open_pages",
    "read_page",
]

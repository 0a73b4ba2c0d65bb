"""Pages in, articles out: text, zones, comments, dates."""

from dragoman.pages.page import Given, Page, PageFormat
from dragoman.pages.read import Reading, read_page
from dragoman.pages.sources import LARGEST, open_pages

__all__ = ["LARGEST", "Given", "Page", "PageFormat", "Reading", "open_pages", "read_page"]

"""Reading a few lines of page, as the tests of this room do."""

from collections.abc import Callable

import pytest

from dragoman.pages import Given, Page, PageFormat, read_page
from dragoman.records import Article

ReadText = Callable[..., Article]


def _read(content: str | bytes, form: PageFormat, given: Given | None = None) -> Article:
    reading = read_page(Page("page", content, form), given)
    assert reading.article is not None, reading.faults
    return reading.article


@pytest.fixture
def read_html() -> ReadText:
    """The article on an HTML page."""
    return lambda content, given=None: _read(content, PageFormat.HTML, given)


@pytest.fixture
def read_text() -> ReadText:
    """The article in a plain text."""
    return lambda content, given=None: _read(content, PageFormat.TEXT, given)

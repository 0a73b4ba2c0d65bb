"""A page as it comes in: bytes or text, and what is known about it from outside."""

from dataclasses import dataclass
from enum import StrEnum


class PageFormat(StrEnum):
    """How a page's content is written."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller, or the row that a page came in, says of the page; null where nothing."""

    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None

    def over(self, other: "Given") -> "Given":
        """These words where there are any, else the other's."""
        return Given(
            url=self.url or other.url,
            title=self.title or other.title,
            published=self.published or other.published,
            outlet=self.outlet or other.outlet,
            language=self.language or other.language,
        )


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is read.

    `name` is the path or URL as it was given; of a file that holds many pages, with the line of a
    row or the number of an article after a colon, or the id of a WARC's record after a "#".
    `content` is bytes as fetched, or text where a row already held text; `format` is null
    where only the content can tell.
    """

    name: str
    content: bytes | str
    format: PageFormat | None = None
    given: Given = Given()

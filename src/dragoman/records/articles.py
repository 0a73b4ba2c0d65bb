"""The article: the readable text of one page, divided into zones."""

from dataclasses import dataclass
from enum import StrEnum

from dragoman.records.spans import Span


class ZoneKind(StrEnum):
    """What a stretch of a page is for."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    BODY = "body"
    QUOTED = "quoted"
    APPEAL = "appeal"
    DISCLAIMER = "disclaimer"
    RELATED = "related"
    COMMENT = "comment"
    FURNITURE = "furniture"

    @property
    def tells(self) -> bool:
        """Whether the article itself speaks here: only such zones yield rows of the record."""
        return self in (ZoneKind.STANDFIRST, ZoneKind.BODY, ZoneKind.QUOTED)


class PublishedBasis(StrEnum):
    """Where the publication date was found."""

    METADATA = "metadata"
    OPTION = "option"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text by function; `outlet` names whose passage a quoted zone is."""

    kind: ZoneKind
    start: int
    end: int
    outlet: str | None = None
    confidence: float = 1.0

    @property
    def span(self) -> Span:
        """Where the zone lies."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Comment:
    """One reader's comment: `posted` is an ISO date, `reply_to` the id of another comment."""

    id: str
    author: str | None
    posted: str | None
    votes: int | None
    start: int
    end: int
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The readable text of one page in page order, with its zones and comments.

    Zones are in text order, don't overlap, and cover every character that is not
    white space. `published` is an ISO date (YYYY-MM-DD), null where the page gives none.
    """

    id: str
    title: str | None
    standfirst: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    published: str | None
    published_basis: PublishedBasis | None
    language: str | None
    text: str
    zones: tuple[Zone, ...]
    comments: tuple[Comment, ...]

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

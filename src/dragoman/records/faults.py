"""Faults: what a page or a row did wrong, kept as data."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """The room in which a fault arose."""

    PAGES = "pages"
    LANGUAGE = "language"
    ACTORS = "actors"
    ATTRIBUTIONS = "attributions"
    EVENTS = "events"
    PACTS = "pacts"
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that went wrong with one page: what, in which stage, and where in its text.

    `message` is a sentence for a person that says what to do about it; `start` and
    `end` are offsets into `article.text`, null where the fault has no place there.
    """

    stage: Stage
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class PageFault:
    """A page that gave no record: `page` as it was named, and why."""

    page: str
    fault: Fault

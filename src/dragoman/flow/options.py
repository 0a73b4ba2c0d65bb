"""What a reading can be told from outside."""

from dataclasses import dataclass, field

from dragoman.pages import LARGEST, Given


@dataclass(frozen=True, slots=True)
class Options:
    """How pages are read.

    `given` is what the user says of every page (date, outlet, address), which goes before what
    the pages say of themselves; `model` a spaCy model instead of the default one; `largest` the
    most bytes that one page may have; without `heads` the rules stand alone.
    """

    given: Given = field(default_factory=Given)
    model: str | None = None
    largest: int = LARGEST
    heads: bool = True

    def told(self) -> dict[str, str]:
        """The options that shape a record, as the record cites them; those not set are left out."""
        told = {
            "published": self.given.published,
            "outlet": self.given.outlet,
            "url": self.given.url,
        }
        return {key: value for key, value in told.items() if value is not None}

"""What a reading can be told from outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from dragoman.codebook.catalogue import Catalogue, own_catalogue
from dragoman.codebook.overlays import Ontology, Vocabulary, own_vocabulary
from dragoman.pages import LARGEST, Columns, Given, Manners

EVEN = 0.5
"""The confidence from which on an event is more likely right than wrong."""


@dataclass(frozen=True, slots=True)
class Options:
    """How pages are read.

    `given` is what the user says of every page (date, outlet, address), which goes before what
    the pages say of themselves; `model` a spaCy model instead of the default one; `largest` the
    most bytes that one page may have; without `heads` the rules stand alone; `catalogue` holds
    the pacts that are known by name, `vocabulary` all other names and words; `ontology` gives
    events types of a user's own. `columns` says which column of a table holds what, `manners` how
    pages are fetched from the web. Events that are less sure than `least_confidence` are left out.
    """

    given: Given = field(default_factory=Given)
    model: str | None = None
    largest: int = LARGEST
    heads: bool = True
    catalogue: Catalogue = field(default_factory=own_catalogue)
    vocabulary: Vocabulary = field(default_factory=own_vocabulary)
    ontology: Ontology = field(default_factory=Ontology)
    columns: Columns = field(default_factory=Columns)
    manners: Manners = field(default_factory=Manners)
    least_confidence: float = EVEN

    def told(self) -> dict[str, str]:
        """The options that shape a record, as the record cites them; those not set are left out."""
        told = {
            "published": self.given.published,
            "outlet": self.given.outlet,
            "url": self.given.url,
            "pacts": self.catalogue.digest,
            "vocabulary": self.vocabulary.digest,
            "ontology": self.ontology.digest,
            "columns": str(self.columns) or None,
            "least_confidence": None
            if self.least_confidence == EVEN
            else str(self.least_confidence),
        }
        return {key: value for key, value in told.items() if value is not None}

    @classmethod
    def from_told(
        cls,
        told: Mapping[str, str],
        catalogue: Catalogue | None = None,
        vocabulary: Vocabulary | None = None,
    ) -> Self:
        """Options that shape a record as those did which it cites.

        `catalogue` and `vocabulary` are those whose digests it cites, if it cites any; an ontology
        is left away, as what it gives can be made anew from a record.
        """
        return cls(
            given=Given(
                url=told.get("url"), published=told.get("published"), outlet=told.get("outlet")
            ),
            catalogue=catalogue or own_catalogue(),
            vocabulary=vocabulary or own_vocabulary(),
            columns=Columns.parse(told.get("columns", "")),
            least_confidence=float(told.get("least_confidence", EVEN)),
        )

"""The profiles of datasets: which layout, which rows, which form of file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Form(StrEnum):
    """How a file is written."""

    CSV = "csv"
    """Commas, a header, quotes where needed."""
    TSV = "tsv"
    """Tabs, a header, quotes where needed."""
    BARE = "bare"
    """Tabs, no header, no quotes."""
    JSONL = "jsonl"
    """A JSON object a line."""
    ANNOTATIONS = "annotations"
    """One JSON-LD document: an annotation page."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A dataset's profile.

    `beside` are files next to the dataset's by their endings and layouts. `speech`: CAMEO's
    statements and appeals are in it. `targeted`: a row needs a target. `gathered`: a row is an
    occurrence's, however often it is told. `numbered`: the rows' ids are numbers.
    """

    name: str
    layout: str
    form: Form
    about: str
    beside: tuple[tuple[str, str], ...] = ()
    speech: bool = False
    targeted: bool = False
    gathered: bool = False
    numbered: bool = False


PROVENANCE = ("provenance.csv", "provenance")

_ALL = (
    Profile("plover-16", "coded", Form.CSV, "events with PLOVER's sixteen types"),
    Profile("plv-15", "coded", Form.CSV, "events, CONCEDE and RETREAT being YIELD"),
    Profile("cameo", "coded", Form.CSV, "events with CAMEO's codes, 01 and 02 too", speech=True),
    Profile("polecat", "polecat", Form.TSV, "events as POLECAT has them", (PROVENANCE,)),
    Profile(
        "icews",
        "icews",
        Form.TSV,
        "events as ICEWS has them",
        (PROVENANCE,),
        speech=True,
        targeted=True,
        numbered=True,
    ),
    Profile(
        "phoenix",
        "phoenix",
        Form.BARE,
        "events as Phoenix has them",
        (PROVENANCE,),
        speech=True,
        targeted=True,
        gathered=True,
    ),
    Profile(
        "gdelt",
        "gdelt_events",
        Form.BARE,
        "events and mentions as GDELT 2.0 has them",
        (("mentions.csv", "gdelt_mentions"), PROVENANCE),
        speech=True,
        gathered=True,
        numbered=True,
    ),
    Profile("plover-jsonl", "plover_jsonl", Form.JSONL, "events in PLOVER's own JSON"),
    Profile("followthemoney", "followthemoney", Form.JSONL, "FollowTheMoney's entities and links"),
    Profile("web-annotation", "web_annotation", Form.ANNOTATIONS, "notes on the pages' words"),
    Profile("dyad-month", "dyad_month", Form.CSV, "counts by month and pair of parties"),
)

PROFILES: Mapping[str, Profile] = MappingProxyType({profile.name: profile for profile in _ALL})
"""The datasets' profiles by name."""

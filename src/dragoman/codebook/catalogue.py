"""The catalogue of pacts that a reading goes by: the package's own, and what a user adds to it.

A user's table has the columns of `data/pacts.tsv`, of which all but `id` may be left out. Its rows
are laid over the catalogue in their order:

- A row whose id is new adds a pact.
- A row with an id of the catalogue and a name takes that pact's place as a whole.
- A row with an id of the catalogue and no name adds to that pact: aliases, weak names and words of
  context come to those that it has; any other cell that is filled takes the old one's place.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

from dragoman.codebook.organisations import organisations
from dragoman.codebook.pacts import KnownPact, known_pacts, make_pact
from dragoman.codebook.tables import items, numbered_rows
from dragoman.errors import CodebookError, UsageError

COLUMNS = (
    "id",
    "name",
    "aliases",
    "weak",
    "context",
    "kind",
    "acts",
    "founded",
    "ended",
    "parent",
    "body",
    "source",
)
LISTS = ("aliases", "weak", "context")
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
LARGEST = 5_000_000
"""The most bytes that a user's table may have."""
LONGEST = 200
"""The most characters of a name: what no news writes, and would make finding names slow."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The pacts that names in texts are looked up in.

    `digest` tells a catalogue that a user changed from others; null for the package's own.
    """

    pacts: tuple[KnownPact, ...]
    digest: str | None = None

    def called(self, name: str) -> set[str]:
        """The ids of the pacts that have a name, an alias or an id, whatever its case."""
        asked = " ".join(name.split()).casefold()
        return {
            pact.id
            for pact in self.pacts
            if asked in {each.casefold() for each in (pact.id, pact.name, *pact.aliases)}
        }


@cache
def own_catalogue() -> Catalogue:
    """The package's own catalogue."""
    return Catalogue(known_pacts())


def catalogue_with(path: str | os.PathLike[str] | None) -> Catalogue:
    """The catalogue with a user's table laid over it; the package's own where there is none.

    Raises:
        UsageError: the file can't be read, or something is wrong with it; the message names the
            line.
    """
    if path is None:
        return own_catalogue()
    try:
        with Path(path).open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"The pacts in {os.fspath(path)!r} can't be read: {why}.") from error
    if len(raw) > LARGEST:
        raise UsageError(f"{os.fspath(path)!r} is larger than {LARGEST // 1_000_000} MB.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UsageError(f"{os.fspath(path)!r}, line {line}: this is not UTF-8.") from error
    return overlaid(own_catalogue(), text, Path(path).name)


def overlaid(catalogue: Catalogue, text: str, name: str) -> Catalogue:
    """A catalogue with a user's table laid over it.

    Args:
        catalogue: what the table is laid over.
        text: the table.
        name: what messages call it.

    Raises:
        UsageError: something is wrong with the table; the message names the line.
    """
    try:
        rows = list(numbered_rows(name, _cells, text))
    except CodebookError as error:
        raise UsageError(str(error)) from error
    laid, wrong = lay_over(catalogue, rows)
    if wrong:
        raise UsageError("\n".join(f"{name}, line {line}: {what}" for line, what in wrong))
    return laid


def lay_over(
    catalogue: Catalogue, rows: Iterable[tuple[int, Mapping[str, str]]]
) -> tuple[Catalogue, list[tuple[int, str]]]:
    """A catalogue with rows laid over it, and the lines that something is wrong with.

    Args:
        catalogue: what the rows are laid over.
        rows: the cells of all columns, each row with its line.
    """
    laid = _Laid({pact.id: pact for pact in catalogue.pacts})
    wrong: list[tuple[int, str]] = []
    for line, cells in rows:
        try:
            laid.lay(line, cells)
        except ValueError as error:
            wrong.append((line, str(error)))
    wrong.extend(laid.unknown())
    before = set(catalogue.pacts)
    pacts = tuple(laid.pacts.values())
    changed = sorted(repr(pact) for pact in pacts if pact not in before)
    if not changed:
        return catalogue, wrong
    digest = blake2b("\n".join(changed).encode("utf-8", "surrogatepass"), digest_size=8)
    return Catalogue(pacts, digest.hexdigest()), wrong


def _cells(row: Mapping[str, str]) -> Mapping[str, str]:
    """A row with all columns, those that the table leaves out being empty."""
    unknown = [column for column in row if column not in COLUMNS]
    if unknown:
        raise ValueError(f"there is no column {unknown[0]!r}. There are: {', '.join(COLUMNS)}.")
    if "id" not in row:
        raise ValueError("the column id is missing.")
    return {column: row.get(column, "") for column in COLUMNS}


@dataclass(slots=True)
class _Laid:
    """The pacts so far by id, whose each name is, and the line that each pact came from."""

    pacts: dict[str, KnownPact]
    names: dict[str, str] = field(init=False)
    lines: dict[str, int] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.names = {name: pact.id for pact in self.pacts.values() for name in pact.names}

    def lay(self, line: int, cells: Mapping[str, str]) -> None:
        """Adds a row's pact, or lays the row over the pact that has its id.

        Raises:
            ValueError: something is wrong with the row.
        """
        if not ID.fullmatch(cells["id"]):
            told = cells["id"][:LONGEST]
            raise ValueError(f"the id {told!r} is not of lower-case letters, digits and hyphens.")
        known = self.pacts.get(cells["id"])
        if known is not None and not cells["name"]:
            cells = _joined(known, cells)
        elif cells["id"] in self.whole:
            raise ValueError(f"{cells['id']!r} has a row already.")
        else:
            self.whole.add(cells["id"])
        pact = make_pact(cells)
        _check_names(pact)
        for name in known.names if known is not None else ():
            self.names.pop(name, None)
        for name in pact.names:
            other = self.names.setdefault(name, pact.id)
            if other != pact.id:
                raise ValueError(f"{name!r} is a name of {other} already.")
        self.pacts[pact.id] = pact
        self.lines[pact.id] = line

    def unknown(self) -> Iterator[tuple[int, str]]:
        """The lines whose parents or bodies aren't there, once all rows are laid."""
        bodies = {body.id for body in organisations()}
        for id_, line in self.lines.items():
            pact = self.pacts[id_]
            if pact.parent is not None and pact.parent not in self.pacts:
                yield line, f"{id_} has the unknown parent {pact.parent!r}."
            elif pact.body is not None and pact.body not in bodies:
                yield line, f"{id_} has the unknown body {pact.body!r}."


def _joined(known: KnownPact, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a pact with those of a row that adds to it."""
    joined = {
        "id": known.id,
        "name": known.name,
        "aliases": "|".join(known.aliases),
        "weak": "|".join(known.weak),
        "context": "|".join(known.context),
        "kind": known.kind,
        "acts": "yes" if known.acts else "",
        "founded": known.founded or "",
        "ended": known.ended or "",
        "parent": known.parent or "",
        "body": known.body or "",
        "source": known.source,
    }
    for column, cell in cells.items():
        if column in LISTS and joined[column]:
            parts = dict.fromkeys((*items(joined[column]), *items(cell)))
            joined[column] = "|".join(parts)
        elif cell:
            joined[column] = cell
    return joined


def _check_names(pact: KnownPact) -> None:
    """Sees that a user's names are ones that a text can have.

    Raises:
        ValueError: one has no word, is too long, or has characters that can't be printed.
    """
    for name in pact.names:
        if len(name) > LONGEST or not name.isprintable() or not re.search(r"\w", name):
            raise ValueError(f"{name[:LONGEST]!r} is no name: 1 to {LONGEST} printable characters.")
    if len(pact.source) > 10 * LONGEST or not pact.source.isprintable():
        raise ValueError("the source is too long, or has characters that can't be printed.")

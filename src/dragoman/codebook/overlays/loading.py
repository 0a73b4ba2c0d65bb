"""Loading a user's vocabulary: which file is which table, and all tables laid over the codebook."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from dragoman.codebook.catalogue import COLUMNS as PACTS
from dragoman.codebook.catalogue import Catalogue, lay_over, own_catalogue
from dragoman.codebook.overlays import actors, offices, ontology, words
from dragoman.codebook.overlays.ontology import Ontology
from dragoman.codebook.overlays.rows import OwnRow, Problems, read_rows
from dragoman.codebook.overlays.vocabulary import Vocabulary, own_vocabulary

TABLES: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "actors": (actors.COLUMNS, actors.REQUIRED),
    "offices": (offices.COLUMNS, offices.REQUIRED),
    "roles": (offices.ROLE_COLUMNS, offices.ROLE_REQUIRED),
    "words": (words.COLUMNS, words.REQUIRED),
    "objects": (words.GROUP_COLUMNS, words.GROUP_REQUIRED),
    "pacts": (PACTS, ("id",)),
    "ontology": (ontology.COLUMNS, ontology.REQUIRED),
}
"""The tables that a user may have: all columns, and those that the header must name."""
APART = ("pacts", "ontology")
"""Tables that records cite by hashes of their own."""
SUFFIXES = (".tsv", ".csv")
MARKS = "-_. "
"""What may stand between a file's own name and that of its table ("sahel-actors.tsv")."""

Tables = dict[str, list[OwnRow]]
PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Overlays:
    """A user's tables laid over the codebook: names and words, pacts, and types of events."""

    vocabulary: Vocabulary
    catalogue: Catalogue
    ontology: Ontology = field(default_factory=Ontology)


def overlays_with(paths: Iterable[PathLike], base: Catalogue | None = None) -> Overlays:
    """The codebook with a user's tables laid over it; the package's own where there is none.

    Args:
        paths: tables, and folders that hold some: files that end in ".tsv" or ".csv" and are called
            like a table, alone or behind a name of their own ("sahel-actors.tsv"). Other files of a
            folder are left alone.
        base: the catalogue of pacts that a table of pacts is laid over.

    Raises:
        UsageError: a path can't be read, or something is wrong with a table; the message names
            file, line, column and what was expected, for all mistakes at once.
    """
    problems, tables, seen = Problems(), Tables(), set[Path]()
    for path in map(Path, paths):
        for kind, file in _files(path, problems):
            if file.resolve() not in seen:
                seen.add(file.resolve())
                tables.setdefault(kind, []).extend(read_rows(file, *TABLES[kind], problems))
    catalogue = _catalogue(tables.get("pacts", []), base or own_catalogue(), problems)
    vocabulary = _laid(tables, problems)
    types = ontology.read_ontology(tables.get("ontology", ()), problems)
    problems.check()
    return Overlays(vocabulary, catalogue, replace(types, digest=_digest(tables, ("ontology",))))


def table_of(name: str) -> str | None:
    """Which table a file is by its name, or None."""
    path = Path(name.lower())
    if path.suffix not in SUFFIXES:
        return None
    stem = path.stem
    endings = {kind for kind in TABLES for mark in MARKS if stem.endswith(f"{mark}{kind}")}
    return stem if stem in TABLES else next(iter(endings), None)


def _files(path: Path, problems: Problems) -> list[tuple[str, Path]]:
    """The tables of a path; a table that none can be is noted."""
    try:
        folder = path.is_dir()
        files = sorted(path.iterdir()) if folder else [path]
    except (OSError, ValueError) as error:
        problems.add(str(path), None, None, f"can't be read: {getattr(error, 'strerror', error)}.")
        return []
    found: list[tuple[str, Path]] = []
    for file in files:
        kind = table_of(file.name)
        if kind is not None:
            found.append((kind, file))
        elif not folder or file.suffix.lower() in SUFFIXES:
            known = ", ".join(TABLES)
            what = f"no table is called so: a name ends in one of {known}, with .tsv or .csv."
            problems.add(file.name, None, None, what)
    if folder and not found and not problems.count:
        problems.add(str(path), None, None, f"no table is here: {', '.join(TABLES)}.tsv or .csv.")
    return found


def _laid(tables: Tables, problems: Problems) -> Vocabulary:
    known = actors.read_actors(tables.get("actors", ()), problems)
    terms, people = offices.read_offices(tables.get("offices", ()), known.bodies, problems)
    groups = words.read_groups(tables.get("objects", ()), problems)
    event_words = words.read_words(tables.get("words", ()), groups, problems)
    digest = _digest(tables, tuple(kind for kind in TABLES if kind not in APART))
    if digest is None:
        return own_vocabulary()
    return Vocabulary(
        names=(*known.names, *people),
        bodies=known.bodies,
        terms=terms,
        roles=offices.read_roles(tables.get("roles", ()), problems),
        words=event_words,
        groups=groups,
        digest=digest,
    )


def _catalogue(rows: Sequence[OwnRow], base: Catalogue, problems: Problems) -> Catalogue:
    """The pacts of a user's table laid over a catalogue."""
    if not rows:
        return base
    numbered = [(row.line, row.cells) for row in rows]
    catalogue, wrong = lay_over(base, numbered)
    for line, what in wrong:
        problems.add(rows[0].table, line, None, what)
    return catalogue


def _digest(tables: Tables, kinds: Sequence[str]) -> str | None:
    """A hash of the rows of some tables and of where they stand; null where there are none."""
    digest = blake2b(digest_size=8)
    rows = [(kind, row) for kind in kinds for row in tables.get(kind, ())]
    for kind, row in rows:
        cells = repr((kind, row.origin, tuple(row.cells.items())))
        digest.update(cells.encode("utf-8", "surrogatepass"))
    return digest.hexdigest() if rows else None

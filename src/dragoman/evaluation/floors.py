"""Floors: the figures below which a gold corpus must not fall, kept in a file.

For each corpus the file has the digest of its files, so that a changed corpus is noticed and
never compared with figures of another, and a floor for each figure. Floors are raised by
`make gold RAISE=1` and lowered by hand alone, on purpose.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.errors import UsageError

CEILINGS = {
    "false events per 100 sentences",
    "false events per 100 records",
    "false moves per 100 texts",
    "events outside the body",
    "pages missing",
}
"""Figures that must not rise above what is kept for them, instead of falling below."""

DIGITS = 4


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus in the file: the digest of its files and its floors by figure."""

    digest: str
    floors: dict[str, float] = field(default_factory=dict)


def digest(files: Iterable[tuple[str, Path]]) -> str:
    """SHA-256 over the names and contents of files, in the order of their names."""
    whole = hashlib.sha256()
    for name, path in sorted(files):
        content = path.read_bytes()
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def load(path: Path) -> dict[str, Corpus]:
    """The corpora in a floors file; none where there is no such file.

    Raises:
        UsageError: the file holds something else.
    """
    if not path.exists():
        return {}
    try:
        given = json.loads(path.read_text("utf-8"))
        return {name: Corpus(c["digest"], dict(c["floors"])) for name, c in given.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no file of floors: {error!r}.") from error


def save(path: Path, corpora: Mapping[str, Corpus]) -> None:
    """Writes corpora to a floors file, in the order of their names."""
    given = {name: {"digest": c.digest, "floors": c.floors} for name, c in sorted(corpora.items())}
    path.write_text(json.dumps(given, indent=1) + "\n", "utf-8")


def broken(corpus: Corpus, figures: Mapping[str, float]) -> list[str]:
    """The names of figures that are worse than kept, or missing; in the file's order."""
    return [
        name
        for name, floor in corpus.floors.items()
        if name not in figures or _worse(name, _rounded(figures[name]), floor)
    ]


def raised(corpus: Corpus | None, digest: str, figures: Mapping[str, float]) -> Corpus:
    """The corpus with each floor at the figure reached, where that is better than before.

    A corpus whose files have changed begins anew with the figures as they are.
    """
    before = corpus.floors if corpus is not None and corpus.digest == digest else {}
    now = {name: _rounded(figure) for name, figure in figures.items()}
    kept = {
        name: before[name] if name in before and _worse(name, figure, before[name]) else figure
        for name, figure in now.items()
    }
    return Corpus(digest, before | kept)


def _worse(name: str, figure: float, floor: float) -> bool:
    return figure > floor if name in CEILINGS else figure < floor


def _rounded(figure: float) -> float:
    return round(figure, DIGITS)

"""Which column of a table holds what of a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.intake import column_names
from dragoman.errors import UsageError

CONTENTS = ("html", "text")
"""The fields one of which a page must have; HTML goes first, as it says more."""
FIELDS = (*CONTENTS, "id", "url", "title", "published", "outlet", "language")
MOST_SHOWN = 20


class NoSuchColumnError(ValueError):
    """A map names a column that a table lacks, or no column holds the pages' words."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A column map: pairs of a page's field and a column's name.

    An empty column name says that no column holds the field, whatever its name.
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, words: str) -> "Columns":
        """The map that words such as "text=body,published=date" give.

        Raises:
            UsageError: a part has no "=", or its field is none of a page's.
        """
        pairs: dict[str, str] = {}
        for part in filter(str.strip, words.split(",")):
            field, sign, column = (piece.strip() for piece in part.partition("="))
            if not sign or field not in FIELDS:
                raise UsageError(
                    f"{part.strip()!r} is no part of a column map. Give FIELD=COLUMN, where FIELD "
                    f"is one of {', '.join(sorted(FIELDS))}."
                )
            if field in pairs:
                raise UsageError(f"The column map names {field!r} twice.")
            pairs[field] = column
        return cls(tuple(sorted(pairs.items())))

    def __str__(self) -> str:
        return ",".join(f"{field}={column}" for field, column in self.pairs)

    def over(self, header: Sequence[str]) -> Mapping[str, str]:
        """For each field of a page the column of a table that holds it, as far as one does.

        What the map leaves open is guessed where a column's name is plain.

        Raises:
            NoSuchColumnError: a column of the map isn't there, or none holds the words.
        """
        told = dict(self.pairs)
        for field, column in told.items():
            if column and column not in header:
                raise NoSuchColumnError(
                    f"There is no column {column!r} to take {field!r} from. {_listed(header)}"
                )
        found = {field: column for field, column in told.items() if column}
        free = {_plain(column): column for column in header if column not in found.values()}
        worded = any(field in found for field in CONTENTS)
        for field, names in column_names().items():
            if field not in told and not (worded and field in CONTENTS):
                plain = next((name for name in names if name in free), None)
                if plain is not None:
                    found[field] = free.pop(plain)
        if not any(field in found for field in CONTENTS):
            raise NoSuchColumnError(
                f"No column plainly holds the pages' words. Say which does, as in "
                f"--columns text=COLUMN. {_listed(header)}"
            )
        return {field: found[field] for field in FIELDS if field in found}


def worded(found: Mapping[str, str]) -> str:
    """A map in words, for the person who should see how a table is read."""
    return ", ".join(f"{field} from {column!r}" for field, column in found.items())


def _plain(column: str) -> str:
    return column.strip().lower().replace(" ", "_").replace("-", "_")


def _listed(header: Iterable[str]) -> str:
    names = [repr(name[:40]) for name in header]
    more = f" and {len(names) - MOST_SHOWN} more" if len(names) > MOST_SHOWN else ""
    return f"The columns are {', '.join(names[:MOST_SHOWN])}{more}." if names else "It has none."

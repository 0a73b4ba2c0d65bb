"""A dataset's files while they are written: whole in their places at the end, or not there.

Every file is written beside its place and put there by a rename when all are written, the
dataset's own last; nothing that stands is written over.
"""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from dragoman.codebook.layouts import Layout, layouts
from dragoman.errors import UsageError
from dragoman.exports import Form, Profile, Values, csv_line, json_line, laid_out, tab_line
from dragoman.ledger.files import shown

PROVENANCE = "provenance.csv"
"""The ending of the file that says where rows come from."""


@dataclass(slots=True)
class Exported:
    """What an export wrote: rows by file ending ("" is the dataset's own), and what it left out.

    `left_out` counts events by the reason for which they are in no row.
    """

    profile: Profile
    rows: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def leave(self, reason: str, count: int = 1) -> None:
        """Counts what is left out."""
        self.left_out[reason] = self.left_out.get(reason, 0) + count


class DatasetFiles:
    """A dataset's files while they are written."""

    def __init__(self, profile: Profile, out: Path, exported: Exported) -> None:
        self._profile = profile
        self._out = out
        self._exported = exported
        self._layouts = {"": layouts()[profile.layout]}
        self._layouts |= {ending: layouts()[layout] for ending, layout in profile.beside}
        self._open: dict[str, IO[str]] = {}

    def __enter__(self) -> Self:
        for ending in self._layouts:
            path = self._path(ending)
            if path.exists():
                raise UsageError(f"{shown(path)} exists already. Name a new file for the export.")
        with ExitStack() as undone:
            undone.callback(self._drop)
            for ending, layout in self._layouts.items():
                self._open[ending] = self._coming(ending).open("x", encoding="utf-8", newline="")
                self._exported.rows[ending] = 0
                self._head(ending, layout)
            undone.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            for file in self._open.values():
                file.flush()
                os.fsync(file.fileno())
                file.close()
            if kind is None:
                for ending in sorted(self._layouts, reverse=True):
                    self._coming(ending).replace(self._path(ending))
        finally:
            self._drop()

    def row(self, values: Values, ending: str = "") -> None:
        """Writes a row of cells."""
        cells = laid_out(self._layouts[ending], values)
        self._open[ending].write(_line(self._form(ending), cells))
        self._exported.rows[ending] += 1

    def line(self, value: Mapping[str, Any]) -> None:
        """Writes an object of JSON; in an annotation page behind a comma where one precedes it."""
        first = not self._exported.rows[""]
        between = "," if self._profile.form is Form.ANNOTATIONS and not first else ""
        self._open[""].write(between + json_line(value))
        self._exported.rows[""] += 1

    def write(self, text: str) -> None:
        """Writes what is no row."""
        self._open[""].write(text)

    def _head(self, ending: str, layout: Layout) -> None:
        form = self._form(ending)
        if form in (Form.CSV, Form.TSV):
            self._open[ending].write(_line(form, layout.names))

    def _form(self, ending: str) -> Form:
        return Form.CSV if ending == PROVENANCE else self._profile.form

    def _path(self, ending: str) -> Path:
        return self._out.with_name(f"{self._out.name}.{ending}") if ending else self._out

    def _coming(self, ending: str) -> Path:
        path = self._path(ending)
        return path.with_name(f"{path.name}.part")

    def _drop(self) -> None:
        for ending, file in self._open.items():
            file.close()
            self._coming(ending).unlink(missing_ok=True)


def _line(form: Form, cells: tuple[str, ...]) -> str:
    if form is Form.BARE:
        return tab_line(cells)
    return csv_line(cells, "\t" if form is Form.TSV else ",")

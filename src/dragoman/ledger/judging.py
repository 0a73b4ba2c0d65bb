"""Corrections and retractions: a person's word about a row, kept apart from the row.

They hold for the row's id within its article, so a newer coder that finds the same row again
finds it corrected.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_type_hints

import msgspec

from dragoman.errors import UsageError
from dragoman.ledger.rows import Row, now
from dragoman.ledger.schema import KEPT
from dragoman.ledger.tables import SUBJECTS, TABLES
from dragoman.ledger.writing import Writer
from dragoman.records import Article, Attribution, Event, Move

TYPES: dict[str, type] = {
    "article": Article,
    "event": Event,
    "move": Move,
    "attribution": Attribution,
}
VOIDABLE = {"page": "readings", "article": "articles", "reading": "readings"}
DATES = ("date", "published")
HINTS: dict[str, Any] = {"source_actor": str | None, "source_named": bool | None}
"""The types of columns that no record has under their names."""


@dataclass(frozen=True, slots=True)
class Word:
    """Why something is said and by whom, and the number of the review that it came with."""

    reason: str
    author: str
    review: int | None = None

    def columns(self) -> Row:
        """The columns that say so."""
        said = {"reason": self.reason, "author": self.author, "made_at": now()}
        return said | {"review": self.review}


def correct(
    path: str | os.PathLike[str],
    kind: str,
    subject: str,
    values: Mapping[str, object],
    *,
    reason: str,
    author: str,
) -> None:
    """Sets values of one row right; the answers give them, what was read is kept.

    Args:
        path: the ledger.
        kind: "article", "event", "move" or "attribution".
        subject: the row's id. Where several articles have a row of that id, it is corrected in
            each of them.
        values: the right values by column; None where the right answer is that it is unknown.
        reason: why, for those who come after.
        author: who says so.

    Raises:
        UsageError: there is no such row or column, or the column can't have that value.
        LedgerError: the ledger can't be written.
    """
    if kind not in SUBJECTS:
        raise UsageError(f"One can correct: {', '.join(SUBJECTS)}; not {kind!r}.")
    if not values:
        raise UsageError("Say what is right: give at least one column and its value.")
    raw = checked(kind, values)
    with Writer(path) as writer:
        said = Word(reason, author)
        enter_corrections(writer, kind, _articles(writer, kind, subject), subject, raw, said=said)


def checked(kind: str, values: Mapping[str, object]) -> dict[str, str]:
    """Values in JSON, if the columns may have them.

    Raises:
        UsageError: there is no such column, or it can't have that value.
    """
    return {field: _checked(kind, field, value) for field, value in values.items()}


def enter_corrections(
    writer: Writer,
    kind: str,
    articles: Sequence[str],
    subject: str,
    values: Mapping[str, str],
    *,
    said: Word,
) -> None:
    """Enters what `checked` gives, for the row of an id in the given articles."""
    number = writer.count(f"SELECT count(*) FROM {KEPT}.corrections")
    for article in articles:
        for field, value in values.items():
            number += 1
            row = {"number": number, "kind": kind, "article": article, "subject": subject}
            writer.add("corrections", row | {"field": field, "value": value} | said.columns())


def retract(
    path: str | os.PathLike[str],
    kind: str,
    subject: str,
    *,
    reason: str,
    author: str,
    restore: bool = False,
) -> None:
    """Declares something void, or restores it; the answers leave it out, the ledger keeps it.

    Args:
        path: the ledger.
        kind: "page", "article", "reading", "event", "move" or "attribution".
        subject: its id.
        reason: why, for those who come after.
        author: who says so.
        restore: takes an earlier retraction back.

    Raises:
        UsageError: there is nothing of that kind and id.
        LedgerError: the ledger can't be written.
    """
    if kind not in VOIDABLE and kind not in SUBJECTS:
        kinds = ", ".join((*VOIDABLE, *(k for k in SUBJECTS if k != "article")))
        raise UsageError(f"One can retract: {kinds}; not {kind!r}.")
    with Writer(path) as writer:
        articles: list[str | None] = [None]
        if kind not in VOIDABLE:
            articles = list(_articles(writer, kind, subject))
        elif not writer.count(
            f"SELECT count(*) FROM {KEPT}.{VOIDABLE[kind]} WHERE {kind} = ?", [subject]
        ):
            raise UsageError(f"The ledger has no {kind} {subject!r}.")
        enter_retraction(
            writer, kind, articles, subject, said=Word(reason, author), void=not restore
        )


def enter_retraction(
    writer: Writer,
    kind: str,
    articles: Sequence[str | None],
    subject: str,
    *,
    said: Word,
    void: bool = True,
) -> None:
    """Enters that something is void, or is not, in the given articles."""
    number = writer.count(f"SELECT count(*) FROM {KEPT}.retractions")
    for article in articles:
        number += 1
        row = {"number": number, "kind": kind, "article": article, "subject": subject}
        writer.add("retractions", row | {"void": void} | said.columns())


def read_value(kind: str, field: str, text: str) -> object:
    """A value as somebody typed it: null, the text itself, or JSON where the column is no text.

    Raises:
        UsageError: the column can't have that value.
    """
    if text == "null":
        return None
    try:
        _checked(kind, field, text)
    except UsageError:
        try:
            value: object = msgspec.json.decode(text)
        except msgspec.DecodeError:
            raise UsageError(f"{field} can't be {text!r}.") from None
        _checked(kind, field, value)
        return value
    return text


def _articles(writer: Writer, kind: str, subject: str) -> list[str]:
    """The articles that have a row of that kind and id."""
    column = "article" if kind == "article" else "id"
    found = writer.texts(
        f"SELECT DISTINCT article FROM {KEPT}.{SUBJECTS[kind]} WHERE {column} = ? ORDER BY 1",
        [subject],
    )
    if not found:
        raise UsageError(f"The ledger has no {kind} {subject!r}.")
    return found


def _checked(kind: str, field: str, value: object) -> str:
    """A value in JSON, if the column may have it."""
    columns = {c.name for c in TABLES[SUBJECTS[kind]].columns if c.correctable}
    if field not in columns:
        raise UsageError(f"Of an {kind} one can correct: {', '.join(sorted(columns))}.")
    try:
        msgspec.convert(value, (get_type_hints(TYPES[kind]) | HINTS)[field])
    except msgspec.ValidationError as error:
        raise UsageError(f"{field} can't be {value!r}: {error}.") from error
    if field in DATES and isinstance(value, str) and not _is_date(value, field == "published"):
        raise UsageError(f"{field} can't be {value!r}: dates are like 2018, 2018-05, 2018-05-08.")
    return msgspec.json.encode(value).decode()


def _is_date(text: str, whole: bool) -> bool:
    if len(text) not in ((10,) if whole else (4, 7, 10)):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True

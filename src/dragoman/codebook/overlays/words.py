"""A user's tables of event words and of groups of object words."""

import re
from collections.abc import Iterable, Mapping

from dragoman.codebook.events import (
    LISTED,
    UNLISTED,
    EventWord,
    event_words,
    make_word,
    object_groups,
)
from dragoman.codebook.overlays.rows import (
    OwnRow,
    Problems,
    check_filled,
    check_names,
    check_one_of,
)
from dragoman.codebook.overlays.vocabulary import Words
from dragoman.codebook.plover import plover_types
from dragoman.codebook.tables import items

COLUMNS = (
    *("lemma", "particle", "preposition", "pos", "object", "subject", "type", "mode", "cameo"),
    *("targets", "needs", "mutual", "source"),
)
REQUIRED = ("lemma", "type")
GROUP_COLUMNS = ("name", "words", "source")
GROUP_REQUIRED = ("name", "words")
POS = ("verb", "noun", "copula")
NO_TARGET = "none"
LEMMA = re.compile(r"[^\W\d_][\w'’-]*")
OF_NOUNS = ("of", "against", "on", "with", "to")
"""Where the target of a noun stands, if its row doesn't say."""

Groups = dict[str, frozenset[str]]


def read_groups(rows: Iterable[OwnRow], problems: Problems) -> Groups:
    """The groups of object words that a table adds, or adds to, with the codebook's words."""
    found: Groups = {}
    for row in rows:
        words = items(row["words"].lower())
        sound = check_filled(row, GROUP_REQUIRED, problems)
        if not (sound and check_names(row, "words", words, problems)):
            continue
        if row["name"] in UNLISTED or row["name"].startswith(LISTED):
            problems.of(row, "name", f"{row['name'][:60]!r} can't be the name of a group.")
            continue
        known = found.get(row["name"]) or object_groups().get(row["name"], frozenset())
        found[row["name"]] = known | frozenset(words)
    return found


def read_words(rows: Iterable[OwnRow], groups: Groups, problems: Problems) -> Words:
    """The event words that a table has rows of, with the codebook's rows of the same words.

    A row takes the place of one that asks for the same beside the same word; among rows that ask
    for as much, the user's go first. Groups that rows list themselves are added to `groups`.
    """
    own: dict[tuple[str, ...], EventWord] = {}
    for row in rows:
        word = _word(row, groups, problems)
        if word is None:
            continue
        twin = own.setdefault(_asked(word), word)
        if twin is not word:
            what = f"{word.lemma[:60]!r} has a row that asks for the same: {twin.origin}."
            problems.of(row, "lemma", what)
    changed: dict[tuple[str, str], list[EventWord]] = {}
    for word in own.values():
        changed.setdefault((word.pos, word.lemma), []).append(word)
    return {key: _joined(event_words().get(key, ()), rows) for key, rows in changed.items()}


def _joined(known: Iterable[EventWord], own: list[EventWord]) -> tuple[EventWord, ...]:
    asked = {_asked(word) for word in own}
    kept = [word for word in known if _asked(word) not in asked]
    return tuple(sorted((*own, *kept), key=lambda word: -word.conditions))


def _asked(word: EventWord) -> tuple[str, ...]:
    """What a row asks for."""
    beside = (word.particle, word.preposition, word.object, word.subject)
    return (word.pos, word.lemma, *beside)


def _word(row: OwnRow, groups: Groups, problems: Problems) -> EventWord | None:
    before = problems.count
    if check_filled(row, ("lemma",), problems):
        for column in ("lemma", "particle", "preposition"):
            _check_lemma(row, column, problems)
    check_one_of(row, "pos", POS, problems)
    if row["cameo"] and not re.fullmatch("[0-9]{2,4}", row["cameo"]):
        problems.of(row, "cameo", f"{row['cameo'][:60]!r} is no CAMEO code: 2 to 4 digits.")
    _check_type(row, problems)
    for column in ("object", "subject"):
        _check_group(row, column, groups, problems)
    _check_places(row, problems)
    if problems.count > before:
        return None
    cells = dict(row.cells)
    cells["pos"] = row["pos"] or "verb"
    cells["targets"] = _targets(row)
    return make_word(cells, row.origin)


def _check_lemma(row: OwnRow, column: str, problems: Problems) -> None:
    cell = row[column]
    if cell and (not LEMMA.fullmatch(cell) or cell != cell.lower() or len(cell) > 40):
        what = f"{cell[:60]!r} is not one word in lower case."
        hint = " What follows the verb goes into `particle`, `preposition` and `object`."
        problems.of(row, column, what + (hint if column == "lemma" and " " in cell else ""))


def _check_type(row: OwnRow, problems: Problems) -> None:
    types = plover_types()
    if not check_one_of(row, "type", types, problems):
        return
    if not row["type"]:
        if row["mode"]:
            problems.of(row, "mode", "a row without a type has no mode.")
        return
    check_one_of(row, "mode", types[row["type"]].modes, problems)


def _check_group(row: OwnRow, column: str, groups: Groups, problems: Problems) -> None:
    cell = row[column]
    if not cell.startswith(LISTED):
        check_one_of(row, column, (*UNLISTED, *object_groups(), *groups), problems)
        return
    words = items(cell.removeprefix(LISTED).lower())
    if not words:
        problems.of(row, column, f"no word stands behind {LISTED!r}.")
    elif check_names(row, column, words, problems):
        groups[cell] = frozenset(words)


def _check_places(row: OwnRow, problems: Problems) -> None:
    for place in items(row["targets"]):
        if not LEMMA.fullmatch(place) or place != place.lower():
            what = f"{place[:60]!r} is no place: dobj, xcomp, ccomp, a preposition or {NO_TARGET}."
            problems.of(row, "targets", what)
    for who in items(row["needs"]):
        if who not in ("target", "source"):
            problems.of(row, "needs", f"{who[:60]!r} is neither target nor source.")
    check_one_of(row, "mutual", ("yes", "no"), problems)


def _targets(row: OwnRow) -> str:
    """Where the target may stand: as the row says, else after its preposition or as the object."""
    if row["targets"]:
        return "" if row["targets"] == NO_TARGET else row["targets"]
    if row["pos"] == "noun":
        return "|".join(OF_NOUNS)
    places: Mapping[str, None] = dict.fromkeys((row["preposition"], "dobj"))
    return "|".join(place for place in places if place)

"""Pacts that news calls by name, and the words for what actors do on pacts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.codebook.organisations import organisations
from dragoman.codebook.states import State, states
from dragoman.codebook.tables import is_date, items, read_table
from dragoman.errors import CodebookError

KINDS = ("accord", "coalition", "sanctions")
PARTS_OF_SPEECH = ("verb", "noun", "adj")
ACTORS = ("subject", "object", "none")
TOLD = ("", "planned", "done")


@dataclass(frozen=True, slots=True)
class KnownPact:
    """A pact of the catalogue; `data/pacts.tsv` says what the cells mean.

    `acts` is true of bodies that act themselves (NATO, the EU); `body` is the organisation that
    the pact is, whose members are its. Dates are ISO 8601 at the precision that is known, null
    where the pact has no such day.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    weak: tuple[str, ...]
    context: tuple[str, ...]
    kind: str
    acts: bool
    founded: str | None
    ended: str | None
    parent: str | None
    source: str
    body: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once, the weak ones last."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.weak)))

    @property
    def short(self) -> str:
        """The shortest name in capitals ("NATO"), or the name."""
        capitals = [alias for alias in self.aliases if alias.isalpha() and alias.isupper()]
        return min(capitals, key=len, default=self.name)


@dataclass(frozen=True, slots=True)
class MoveWord:
    """A word that tells of a move; `data/move_words.tsv` says what the cells mean."""

    word: str
    pos: str
    particle: str
    links: tuple[str, ...]
    move: str
    kinds: tuple[str, ...]
    bodies: bool
    actor: str
    told: str


@cache
def known_pacts() -> tuple[KnownPact, ...]:
    """The catalogue.

    Raises:
        CodebookError: a row is malformed, an id or a name is used twice, a parent is missing.
    """
    return check_pacts(read_table("pacts.tsv", make_pact))


def make_pact(row: Mapping[str, str]) -> KnownPact:
    """One pact from its cells.

    Raises:
        ValueError: a cell holds what it can't.
    """
    if not (row["id"] and row["name"] and row["source"]):
        raise ValueError("id, name and source can't be empty.")
    if row["kind"] not in KINDS:
        raise ValueError(f"kind {row['kind']!r} is not one of {', '.join(KINDS)}.")
    if bool(row["weak"]) != bool(row["context"]):
        raise ValueError("weak names and their context need each other.")
    for column in ("founded", "ended"):
        if row[column] and not is_date(row[column]):
            raise ValueError(f"{column} {row[column]!r} is none of YYYY, YYYY-MM and YYYY-MM-DD.")
    return KnownPact(
        id=row["id"],
        name=row["name"],
        aliases=items(row["aliases"]),
        weak=items(row["weak"]),
        context=items(row["context"]),
        kind=row["kind"],
        acts=row["acts"] == "yes",
        founded=row["founded"] or None,
        ended=row["ended"] or None,
        parent=row["parent"] or None,
        source=row["source"],
        body=row["body"] or None,
    )


def check_pacts(pacts: tuple[KnownPact, ...]) -> tuple[KnownPact, ...]:
    """The same pacts, where they fit together.

    Raises:
        CodebookError: an id or a name is used twice, or a parent or body is missing.
    """
    bodies = {body.id for body in organisations()}
    seen: set[str] = set()
    for pact in pacts:
        for name in {pact.id + "#", pact.name, *pact.aliases, *pact.weak}:
            if name in seen:
                raise CodebookError(f"pacts.tsv: {name!r} is used twice, the second by {pact.id}.")
            seen.add(name)
    ids = {pact.id for pact in pacts}
    for pact in pacts:
        if pact.parent is not None and pact.parent not in ids:
            raise CodebookError(f"pacts.tsv: {pact.id} has the unknown parent {pact.parent!r}.")
        if pact.body is not None and pact.body not in bodies:
            raise CodebookError(f"pacts.tsv: {pact.id} has the unknown body {pact.body!r}.")
    return pacts


@cache
def pacts_by_id() -> Mapping[str, KnownPact]:
    """Each pact of the catalogue under its id."""
    return {pact.id: pact for pact in known_pacts()}


@cache
def move_words() -> Mapping[tuple[str, str], tuple[MoveWord, ...]]:
    """The move words under their lemma and part of speech."""
    found: dict[tuple[str, str], tuple[MoveWord, ...]] = {}
    for group in read_table("move_words.tsv", make_move_words):
        for row in group:
            key = (row.word, row.pos)
            found[key] = (*found.get(key, ()), row)
    return found


def make_move_words(row: Mapping[str, str]) -> tuple[MoveWord, ...]:
    """The words of one row, which share all but their spelling.

    Raises:
        ValueError: a cell holds what it can't.
    """
    kinds = items(row["kinds"]) or KINDS
    for value, known in (
        (row["pos"], PARTS_OF_SPEECH),
        (row["actor"], ACTORS),
        (row["told"], TOLD),
        *((kind, KINDS) for kind in kinds),
    ):
        if value not in known:
            raise ValueError(f"{value!r} is not one of {', '.join(filter(None, known))}.")
    if not (items(row["words"]) and items(row["links"]) and row["move"]):
        raise ValueError("words, links and move can't be empty.")
    return tuple(
        MoveWord(
            word=word,
            pos=row["pos"],
            particle=row["particle"],
            links=items(row["links"]),
            move=row["move"],
            kinds=kinds,
            bodies=row["bodies"] == "yes",
            actor=row["actor"],
            told=row["told"],
        )
        for word in items(row["words"])
    )


@cache
def _pact_words() -> Mapping[str, frozenset[str]]:
    rows = read_table("pact_words.tsv", lambda row: (row["role"], frozenset(items(row["words"]))))
    return dict(rows)


def pact_words(role: str) -> frozenset[str]:
    """The lemmas that do one thing around pacts; `data/pact_words.tsv` lists the roles.

    Raises:
        KeyError: no such role.
    """
    return _pact_words()[role]


@cache
def imposer_labels() -> Mapping[str, str]:
    """What a party is called before "sanctions": "US", "EU", "Saudi"."""
    labels = {state.code: state.demonyms[0] for state in _living_states() if state.demonyms}
    short = read_table("pact_labels.tsv", lambda row: (row["party"], row["label"]))
    return labels | dict(short)


@cache
def party_names() -> Mapping[str, str]:
    """The plain names of states and organisations under their ids."""
    names = {body.id: body.name for body in organisations()}
    return names | {state.code: state.name for state in _living_states()}


def _living_states() -> list[State]:
    return [state for state in states() if state.until is None]

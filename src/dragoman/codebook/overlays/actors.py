"""A user's table of actors: names, and the states, organisations and groups they stand for."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.codebook.offices import sector_parts
from dragoman.codebook.organisations import ArmedGroup, Organisation, body_of
from dragoman.codebook.overlays.rows import (
    OwnRow,
    Problems,
    check_dates,
    check_filled,
    check_names,
    check_one_of,
)
from dragoman.codebook.overlays.vocabulary import Body, OwnName
from dragoman.codebook.states import state_of, states
from dragoman.codebook.tables import items

COLUMNS = ("id", "name", "aliases", "kind", "country", "sector", "from", "to", "source")
REQUIRED = ("name",)
BODIES = ("organisation", "group")
OF_STATES = ("state", "people", "seat", "region")
KINDS = (*BODIES, "organ", *OF_STATES, "nobody")
"""What a name may stand for: a body; a part of a state; a state, by its name, its people, a city
that stands for its government or a part of its land; nobody."""
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
LONGEST_ID = 64


@dataclass(slots=True)
class ReadActors:
    """The bodies of a user's so far, and the names of all that the tables name."""

    bodies: dict[str, Body] = field(default_factory=dict)
    names: list[OwnName] = field(default_factory=list)


def read_actors(rows: Iterable[OwnRow], problems: Problems) -> ReadActors:
    """The actors of a table, those left out that something is wrong with.

    A row with the id of an organisation or group, of the codebook or of a row before, adds names
    to it; its name, sector and country take the place of those that it had.
    """
    found = ReadActors()
    codes = frozenset(state.code for state in states())
    lines: dict[tuple[str, ...], str] = {}
    for row in rows:
        key = tuple(cell for column, cell in row.cells.items() if column != "source")
        before = lines.setdefault(key, row.origin)
        if before != row.origin:
            problems.of(row, None, f"this row stands here already: {before}.")
        elif _is_sound(row, codes, problems):
            _enter(found, row, problems)
    return found


def _is_sound(row: OwnRow, codes: Iterable[str], problems: Problems) -> bool:
    named = [name for name in (row["name"], *items(row["aliases"])) if name]
    checks = (
        check_names(row, "name" if len(named) < 2 else "aliases", named, problems),
        check_one_of(row, "kind", KINDS, problems),
        check_one_of(row, "country", codes, problems),
        check_one_of(row, "sector", sector_parts(), problems),
        check_dates(row, problems),
    )
    if not all(checks):
        return False
    if row["id"] and not ID.fullmatch(row["id"]):
        what = f"{row['id'][:60]!r} is no id: letters, digits, dots, underscores and hyphens."
        problems.of(row, "id", what)
        return False
    return True


def _enter(found: ReadActors, row: OwnRow, problems: Problems) -> None:
    """Takes in a row that has sound cells; what they don't make sense of together is noted."""
    kind = row["kind"]
    if kind in ("", *BODIES):
        _enter_body(found, row, problems)
    elif kind == "nobody":
        if check_filled(row, ("name",), problems):
            _name(found, row, kind, row["name"], None)
    elif row["id"]:
        problems.of(row, "id", f"a row of the kind {kind!r} has none: `country` names the state.")
    elif kind == "organ":
        if check_filled(row, ("name", "country", "sector"), problems):
            _name(found, row, kind, row["country"], row["sector"])
    elif check_filled(row, ("name", "country"), problems):
        _name(found, row, kind, row["country"], None)


def _enter_body(found: ReadActors, row: OwnRow, problems: Problems) -> None:
    known = found.bodies.get(row["id"]) or body_of(row["id"])
    if known is None:
        if not check_filled(row, ("name", "kind", "sector"), problems):
            return
        identity = row["id"] or own_id(row["name"])
        if not (row["id"] or _is_free(identity, found.bodies)):
            what = f"the name would have the id {identity!r}, which is taken: give one in `id`."
            problems.of(row, "id", what)
            return
        if _is_states(identity):
            problems.of(row, "id", f"{identity!r} is the id of a state or of a part of one.")
            return
        known = _made(row, identity)
    else:
        kind = "group" if isinstance(known, ArmedGroup) else "organisation"
        if row["kind"] not in ("", kind):
            problems.of(row, "kind", f"{known.id} is of the kind {kind!r}.")
            return
        if row["country"] and kind == "organisation":
            problems.of(row, "country", "an organisation acts for no state.")
            return
        if row["name"] or row["sector"] or row["country"]:
            known = _changed(known, row)
    if row["country"] and isinstance(known, Organisation):
        problems.of(row, "country", "an organisation acts for no state.")
        return
    found.bodies[known.id] = known
    _name(found, row, "group" if isinstance(known, ArmedGroup) else "organisation", known.id, None)


def _made(row: OwnRow, identity: str) -> Body:
    aliases = items(row["aliases"])
    if row["kind"] == "group":
        country = row["country"] or None
        return ArmedGroup(
            identity, row["name"], aliases, country, row["sector"], row.source, row.origin
        )
    return Organisation(
        id=identity,
        name=row["name"],
        aliases=aliases,
        seats=(),
        founded=None,
        dissolved=None,
        sector=row["sector"],
        source=row.source,
        origin=row.origin,
    )


def _changed(known: Body, row: OwnRow) -> Body:
    """A body with what a row says otherwise of it."""
    name, sector = row["name"] or known.name, row["sector"] or known.sector
    if isinstance(known, ArmedGroup):
        country = row["country"] or known.country
        changed: Body = replace(known, name=name, sector=sector, country=country)
    else:
        changed = replace(known, name=name, sector=sector)
    return known if changed == known else replace(changed, origin=row.origin)


def _name(found: ReadActors, row: OwnRow, kind: str, identity: str, sector: str | None) -> None:
    for name in dict.fromkeys((row["name"], *items(row["aliases"]))):
        if name:
            dates = (row["from"], row["to"])
            found.names.append(OwnName(name, kind, identity, sector, *dates, row.origin))


def own_id(name: str) -> str:
    """The id of a body that is given none: its name in plain capitals ("SAHEL-WATCH")."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words: Sequence[str] = re.findall(r"[A-Z0-9]+", plain.upper())
    return "-".join(words)[:LONGEST_ID].strip("-")


def _is_free(identity: str, bodies: Mapping[str, Body]) -> bool:
    """Whether an id made from a name is one, and nobody's."""
    taken = identity in bodies or body_of(identity) is not None or _is_states(identity)
    return bool(identity) and not taken


def _is_states(identity: str) -> bool:
    state, _, sector = identity.partition("-")
    return state_of(state) is not None and (not sector or sector in sector_parts())

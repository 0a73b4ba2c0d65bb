"""Entries of an actors dictionary, and the rows of tables that they make."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from dragoman.codebook.overlays.actors import own_id
from dragoman.codebook.petrarch.codes import ActorCode, actor_code
from dragoman.codebook.petrarch.known import Known
from dragoman.codebook.petrarch.naming import names_of, plain
from dragoman.codebook.petrarch.reading import BRACKETS, Dictionary
from dragoman.codebook.petrarch.taking import KNOWN, Taken
from dragoman.codebook.states import State, state_of

PUBLIC = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY")
"""Sectors whose people act for their state, and whose bodies are parts of it."""
ELITE = "ELI"
"""The sector by which a dictionary codes people before and after their offices."""
COMPANIES = ("BUS", "MED")
ALIKE = 0.85
"""How alike to a state's name a name is that spells it otherwise."""
CEREMONIAL = frozenset(
    (
        *("republic", "kingdom", "state", "states", "people's", "peoples", "democratic"),
        *("islamic", "federal", "federation", "union", "socialist", "commonwealth"),
        *("sultanate", "emirate", "principality", "of", "the", "and"),
    )
)
NO_OFFICE = "nobody is in an office outside of its days"
NO_PARTY = "days, and neither a state's office nor an organisation of the codebook"
NO_CODE = "no code"


@dataclass(slots=True)
class Entry:
    """Names that share their codes, each with its line."""

    line: int
    names: list[tuple[int, str]]
    codes: list[tuple[int, str]] = field(default_factory=list)


def entries(dictionary: Dictionary) -> Iterator[Entry]:
    """The entries of an actors dictionary: a name, its synonyms behind "+", and the codes."""
    entry: Entry | None = None
    for line in dictionary.lines:
        text = line.text.strip()
        codes = [(line.number, code[1:-1]) for code in BRACKETS.findall(text)]
        name = BRACKETS.sub("", text).strip()
        if entry is None or (name and not name.startswith("+")):
            if entry is not None:
                yield entry
            entry = Entry(line.number, [])
        if name:
            entry.names.append((line.number, name.removeprefix("+")))
        entry.codes.extend(codes)
    if entry is not None:
        yield entry


def take_actors(dictionary: Dictionary, known: Known, taken: Taken) -> None:
    """Makes the rows of all entries; what has none is noted with the reason."""
    for entry in entries(dictionary):
        codes = _codes(dictionary, entry, taken)
        names = _names(dictionary, entry, known, taken) if codes else ()
        if names and any(code.dated and len(code.parts) > 1 for code in codes):
            _take_person(dictionary, entry, (names, codes), taken)
        elif names:
            _take_names(dictionary, entry, (names, codes), taken)


def _codes(dictionary: Dictionary, entry: Entry, taken: Taken) -> tuple[ActorCode, ...]:
    found: list[ActorCode] = []
    for line, text in entry.codes:
        try:
            found.append(actor_code(text))
        except ValueError as error:
            taken.leave_out(dictionary, line, f"[{text}]", f"no code that can be read: {error}")
    if not entry.codes:
        words = entry.names[0][1] if entry.names else ""
        taken.leave_out(dictionary, entry.line, words, NO_CODE)
    return tuple(dict.fromkeys(found))


def _names(
    dictionary: Dictionary, entry: Entry, known: Known, taken: Taken
) -> tuple[tuple[int, str], ...]:
    """The names of an entry that are nobody's yet, none if the codebook knows the person."""
    found: list[tuple[int, str]] = []
    for line, text in entry.names:
        names = () if "+" in text else names_of(text)
        if not names:
            taken.leave_out(dictionary, line, text, "no name")
        for name in names:
            holder = taken.claim(name, dictionary.source(entry.line))
            if known.person(name):
                for other, words in entry.names:
                    taken.leave_out(dictionary, other, plain(words), KNOWN)
                return ()
            if known.name(name):
                taken.leave_out(dictionary, line, plain(text), KNOWN)
            elif holder is not None:
                taken.leave_out(dictionary, line, plain(text), f"the name has a row: {holder}")
            elif name not in {other for _, other in found}:
                found.append((line, name))
    return tuple(found)


Named = tuple[tuple[tuple[int, str], ...], tuple[ActorCode, ...]]


def _take_person(dictionary: Dictionary, entry: Entry, named: Named, taken: Taken) -> None:
    """Somebody whose codes have days: a row for each office."""
    names, codes = named
    full = [name for _, name in names]
    longest = next((name for name in full if " " in name), full[0])
    first = True
    begun: set[tuple[str, str]] = set()
    for code in codes:
        party = code.country if code.sector in PUBLIC else None if code.country else code.body
        why = None
        if code.sector == ELITE or ELITE in code.parts[1:2]:
            why = NO_OFFICE
        elif party is None or not code.dated:
            why = NO_PARTY
        elif (party, code.since) in begun:
            why = "the same office from the same day"
        if why is not None or party is None:
            if why != NO_OFFICE or len(codes) == 1:
                taken.leave_out(
                    dictionary, entry.line, f"{longest} {''.join(code.parts)}", why or ""
                )
            continue
        begun.add((party, code.since))
        bare = [name for name in full if " " not in name and name != longest]
        taken.add(
            "offices",
            {
                "name": longest,
                "aliases": "|".join(n for n in full if " " in n and n != longest) if first else "",
                "known_as": "|".join(bare) if first else "",
                "party": party,
                "from": code.since,
                "to": code.until,
                "sector": code.sector if code.country and code.sector else "",
                "source": dictionary.source(entry.line),
            },
        )
        first = False
    if first and all(ELITE in code.parts for code in codes) and len(codes) > 1:
        taken.leave_out(dictionary, entry.line, longest, NO_OFFICE)


def _take_names(dictionary: Dictionary, entry: Entry, named: Named, taken: Taken) -> None:
    """Names without days, or with days at a state's bare code: one row for each kind."""
    names, codes = named
    for number, code in enumerate(codes):
        if number and not code.dated:
            words = f"{names[0][1]} {''.join(code.parts)}"
            taken.leave_out(dictionary, entry.line, words, "a second code without days")
            continue
        row = {
            "from": code.since,
            "to": code.until,
            "source": dictionary.source(entry.line),
        }
        state = None if code.country is None else state_of(code.country)
        if code.country is not None and state is not None and len(code.parts) == 1:
            for kind, own in _of_state([name for _, name in names], state).items():
                taken.add("actors", row | _named(own) | {"kind": kind, "country": code.country})
        else:
            _take_body(dictionary, entry, (names, code), row, taken)


def _of_state(names: list[str], state: State) -> dict[str, list[str]]:
    """Names under a state's bare code by kind: its own names, its people's, parts of its land."""
    found: dict[str, list[str]] = {}
    for name in names:
        words = [word for word in name.lower().split() if word not in CEREMONIAL]
        core = " ".join(words) or name.lower()
        own = [n.lower() for n in (state.name, *state.aliases) if len(n) > 3]
        people = [n.lower() for n in state.demonyms]
        if get_close_matches(core, own, 1, ALIKE):
            kind = "state"
        elif get_close_matches(core, people, 1, ALIKE):
            kind = "people"
        else:
            kind = "region"
        found.setdefault(kind, []).append(name)
    return found


def _named(names: list[str]) -> dict[str, str]:
    return {"name": names[0], "aliases": "|".join(names[1:])}


def _take_body(
    dictionary: Dictionary,
    entry: Entry,
    named: tuple[tuple[tuple[int, str], ...], ActorCode],
    row: dict[str, str],
    taken: Taken,
) -> None:
    """Names of a part of a state, of an organisation that the codebook has, or of a new body."""
    names, code = [name for _, name in named[0]], named[1]
    sector, body = code.sector, code.body
    if code.parts[0] == "IGO" and body is not None:
        taken.add("actors", row | {"id": body, "aliases": "|".join(names)})
    elif sector is None or sector == ELITE:
        words = f"{names[0]} {''.join(code.parts)}"
        taken.leave_out(dictionary, entry.line, words, f"no sector is known: {code.parts[-1]}")
    elif code.country and sector in PUBLIC:
        taken.add(
            "actors",
            row | _named(names) | {"kind": "organ", "country": code.country, "sector": sector},
        )
    else:
        organisation = sector in ("IGO", "NGO", *COMPANIES)
        identity = own_id(names[0])
        if not identity or identity in taken.ids:
            identity = own_id(f"{names[0]} {dictionary.name} {entry.line}")
        taken.ids.add(identity)
        country = "" if organisation else code.country or ""
        kind = "organisation" if organisation else "group"
        more = {"id": identity, "kind": kind, "country": country, "sector": sector}
        taken.add("actors", row | _named(names) | more)

"""What goes with a state's name: its institutions, and officials whom the text leaves unnamed."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.actors.capacities import Capacity, capacity_at, is_foreign, words_between
from dragoman.actors.guards import is_name_token
from dragoman.actors.lexicon import SURNAMES, NameKind
from dragoman.actors.readings import Hit, Reading, RoleHit
from dragoman.records import Span

OWNING = (
    *(NameKind.STATE, NameKind.DEMONYM, NameKind.SEAT, NameKind.REGION),
    *(NameKind.ORGANISATION, NameKind.GROUP),
)
LINKING = ("of", "from", "in")
AT_HOME = ("REB", "CVL", "COP", "OPP", "LEG", "JUD")
"""Sectors whose members are those of the state that they are in: "rebels in Darfur"."""
BETWEEN = 3
"""Tokens between a state's name and the institution, for instance an adjective."""


@dataclass(frozen=True, slots=True)
class Official:
    """An unnamed official: the description, its capacity and where it stands.

    `parties` are the states and bodies of officials of several ("U.S. and Russian negotiators").
    """

    description: str
    capacity: Capacity
    span: Span
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Institution:
    """A state's or body's name with its institution, and the institution's PLOVER sector."""

    span: Span
    sector: str | None


def institution_of(hit: Hit, reading: Reading) -> Institution | None:
    """A state's name with its institution, or None where there is none.

    "Russia's foreign ministry", "the Iranian regime", "the government of Guatemala", "Afghan
    rebels", "troops from Chad".
    """
    if hit.sense.kind not in (*OWNING, NameKind.LEADER, *SURNAMES):
        return None
    if is_foreign(reading, hit):
        return None
    tokens = reading.sentence.tokens
    after = _beyond_list(hit, reading)
    for i in range(after, min(after + 1 + BETWEEN, len(tokens))):
        role = reading.role_at.get(i)
        sense = role.sense("institution") if role is not None else None
        if role is not None and sense is not None:
            end = tokens[role.last].end if after == hit.last + 1 else hit.end
            heads = _heads(reading, role)
            return Institution(Span(hit.start, end), sense.sector) if heads else None
        plain = tokens[i].pos in ("ADJ", "NOUN") or tokens[i].tag == "POS"
        if not plain or i in reading.taken or (role is not None and role.sense("office")):
            break
    return _institution_before(hit, reading)


def _beyond_list(hit: Hit, reading: Reading) -> int:
    """The token after an adjective and those listed with it: "Malian and Chadian troops"."""
    tokens = reading.sentence.tokens
    i = hit.last + 1
    describes = hit.sense.kind in (NameKind.DEMONYM, NameKind.STATE)
    if tokens[hit.last].dep not in ("amod", "compound", "nmod", "conj"):
        return i
    while describes and i + 1 < len(tokens):
        step = i + 1 if tokens[i].text in (",", "and", "or") else i
        step += step > i and tokens[step].lower == "and"
        other = reading.hit_at.get(step)
        if step == i or other is None or other.sense.kind is not NameKind.DEMONYM:
            break
        i = other.last + 1
    return i


def _heads(reading: Reading, role: RoleHit) -> bool:
    """Whether the institution is the noun itself, not part of another: "a military satellite"."""
    token = reading.sentence.tokens[role.last]
    described = token.dep in ("compound", "amod", "nmod") and token.head > role.last
    return not described or token.head in reading.role_at


def _institution_before(hit: Hit, reading: Reading) -> Institution | None:
    """The institution before "of" or "from": "the government of X", "rebels in X" too."""
    tokens = reading.sentence.tokens
    i = hit.first - 1
    if i > 0 and tokens[i].lower == "the":
        i -= 1
    role = reading.role_at.get(i - 1) if i > 0 and tokens[i].lower in LINKING else None
    sense = role.sense("institution") if role is not None else None
    if role is None or sense is None or hit.sense.kind is NameKind.DEMONYM:
        return None
    if tokens[i].lower == "in" and sense.sector not in AT_HOME:
        return None
    if role.first and role.first - 1 in reading.hit_at:
        return None
    return Institution(Span(tokens[role.first].start, hit.end), sense.sector)


def officials_of(reading: Reading) -> Iterator[Official]:
    """The unnamed officials of a sentence whose state, organisation or region is told."""
    tokens = reading.sentence.tokens
    for role in reading.roles:
        if role.sense("unnamed", "office") is None or not _is_description(reading, role):
            continue
        after = role.last + 1
        if after < len(tokens) and _goes_on(reading, after):
            continue
        capacity = capacity_at(reading, role, "unnamed", "office")
        if capacity is None:
            continue
        first = _beginning(reading, capacity)
        if capacity.owner is None and not _regional(reading, first, role.first):
            continue
        last = role.last
        if capacity.owner is not None and capacity.owner.first > role.last:
            last = _end(reading, capacity.owner)
        parties: tuple[str, ...] = ()
        if capacity.owner is not None:
            owners = _listed_with(reading, capacity.owner)
            parties = tuple(dict.fromkeys(o.sense.id for o in owners)) if len(owners) > 1 else ()
            first = min(first, owners[0].first)
            last = max(last, owners[-1].last) if capacity.owner.first > role.last else last
        span = Span(tokens[first].start, tokens[last].end)
        yield Official(words_between(reading, first, last), capacity, span, parties)


def _listed_with(reading: Reading, owner: Hit) -> list[Hit]:
    """A state's name and those listed with it: "of France, Russia and Germany"."""
    found = [owner]
    hits = [hit for hit in reading.hits if hit.sense.kind in OWNING]
    if owner not in hits:
        return found
    at = hits.index(owner)
    for step in (-1, 1):
        last, i = owner, at + step
        while 0 <= i < len(hits) and _is_joined(reading, *sorted((last, hits[i]), key=_place)):
            found.append(hits[i])
            last, i = hits[i], i + step
    return sorted(found, key=_place)


def _place(hit: Hit) -> int:
    return hit.first


def _is_joined(reading: Reading, left: Hit, right: Hit) -> bool:
    """Whether only a comma, "and" or an article stands between two names of one list."""
    between = [t.lower for t in reading.sentence.tokens[left.last + 1 : right.first]]
    same = left.sense.kind is right.sense.kind or NameKind.DEMONYM in (
        left.sense.kind,
        right.sense.kind,
    )
    return same and 0 < len(between) <= 3 and set(between) <= {",", "and", "the"}


def _is_description(reading: Reading, role: RoleHit) -> bool:
    """Whether the words are a plain noun: no title, adjective or apposition to a name."""
    token = reading.sentence.tokens[role.last]
    head = reading.sentence.head(token)
    if token.dep == "appos" and (is_name_token(head) or head.i in reading.hit_at):
        return False
    if not token.text[0].islower() and (token.i > 0 or token.pos != "NOUN"):
        return False
    return token.pos in ("NOUN", "PROPN") and token.dep != "amod"


def _goes_on(reading: Reading, i: int) -> bool:
    """Whether the words before a token belong to a name, or to a longer noun phrase."""
    tokens = reading.sentence.tokens
    token = tokens[i]
    if token.text == "," and i + 1 < len(tokens):
        titled = i + 1 in reading.role_at and tokens[i + 1].text[0].isupper()
        return titled or _goes_on(reading, i + 1)
    hit = reading.hit_at.get(i)
    if hit is not None:
        return hit.sense.kind in (NameKind.LEADER, *SURNAMES)
    if token.pos == "NOUN" and token.dep != "npadvmod" and tokens[i - 1].dep == "compound":
        return True
    return is_name_token(token) or token.text == "-"


def _beginning(reading: Reading, capacity: Capacity) -> int:
    """Where the description begins: at the state's name and the adjectives before it."""
    tokens = reading.sentence.tokens
    first = capacity.first
    owner = capacity.owner
    if owner is not None and owner.first < first:
        first = owner.first
    while first and tokens[first - 1].pos in ("ADJ", "NUM") and first - 1 not in reading.taken:
        first -= 1
    return first


def _regional(reading: Reading, first: int, last: int) -> bool:
    for i in range(first, last):
        role = reading.role_at.get(i)
        if role is not None and role.sense("region"):
            return True
    return False


def _end(reading: Reading, owner: Hit) -> int:
    found = institution_of(owner, reading)
    token = reading.sentence.token_at(found.span.end - 1) if found is not None else None
    return token.i if token is not None else owner.last

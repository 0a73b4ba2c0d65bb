"""Proper names that no table knows: runs of capitalised words."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.actors.guards import is_name_token
from dragoman.actors.readings import Reading, RoleHit
from dragoman.codebook.offices import surroundings
from dragoman.records import Span

ARTICLED = ("al-", "el-")
"""Beginnings of Arabic surnames in lower case."""
LONGEST_NAME = 7
SHORTEST_SURNAME = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive tokens of a proper name that the codebook doesn't know."""

    first: int
    last: int
    parts: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The parts that are no particles."""
        return tuple(p for p in self.parts if p[0].isupper() or p.startswith(ARTICLED))

    @property
    def plausible(self) -> bool:
        """Whether it can be a person's name: not initials or capitals alone."""
        return any(len(p) >= SHORTEST_SURNAME and not p.isupper() for p in self.parts)


def runs_of(reading: Reading) -> Iterator[Run]:
    """The unknown proper names of a sentence, words for offices and known names left out."""
    tokens = reading.sentence.tokens
    first: int | None = None
    last = -1
    for token in tokens:
        inside = first is not None
        fits = _is_part(reading, token.i, inside)
        touches = not inside or token.start - tokens[token.i - 1].end <= 1
        if inside and not (fits and touches):
            yield from _run(reading, first or 0, last)
            first = None
        if fits and is_name_token(token):
            last = token.i
            first = token.i if first is None else first
    if first is not None:
        yield from _run(reading, first, last)


def _is_part(reading: Reading, i: int, inside: bool) -> bool:
    token = reading.sentence.tokens[i]
    if i in reading.taken:
        return False
    role = reading.role_at.get(i)
    if role is not None and role.sense("office", "courtesy", "abbreviation"):
        return inside and _is_surname(reading, role)
    if inside and token.lower in surroundings("particle"):
        return True
    return is_name_token(token)


def _is_surname(reading: Reading, role: RoleHit) -> bool:
    """Whether a title ends a name: "Dayton King", but "Saudi King Salman"."""
    tokens = reading.sentence.tokens
    if role.first != role.last or not is_name_token(tokens[role.first]):
        return False
    after = tokens[role.last + 1 : role.last + 2]
    return not (after and is_name_token(after[0]))


def _run(reading: Reading, first: int, last: int) -> Iterator[Run]:
    if last - first >= LONGEST_NAME:
        return
    tokens = reading.sentence.tokens
    parts: list[str] = []
    for i in range(first, last + 1):
        if parts and tokens[i].start == tokens[i - 1].end:
            parts[-1] += tokens[i].text
        else:
            parts.append(tokens[i].text)
    yield Run(first, last, tuple(parts))


def span_of(reading: Reading, first: int, last: int) -> Span:
    """The span from one token of a sentence to another."""
    tokens = reading.sentence.tokens
    return Span(tokens[first].start, tokens[last].end)

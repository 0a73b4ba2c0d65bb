"""Persons: names with an office beside them, names that speak, and later mentions of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dragoman.actors.capacities import Capacity
from dragoman.actors.guards import is_bare_name
from dragoman.actors.lexicon import SURNAMES, NameKind
from dragoman.actors.naming import in_office
from dragoman.actors.readings import Hit, Reading
from dragoman.actors.resolving import office_of
from dragoman.actors.runs import SHORTEST_SURNAME, Run, runs_of, span_of
from dragoman.actors.titles import office_after, office_before
from dragoman.codebook.cues import cues_of
from dragoman.codebook.offices import surroundings
from dragoman.codebook.overlays import Vocabulary
from dragoman.records import (
    Actor,
    ActorKind,
    Article,
    Basis,
    Naming,
    Stated,
    ZoneKind,
    content_id,
)

SURNAME_SCORE = 0.9
OTHERS = frozenset({"MIL", "JUD", "COP", "CVL", "EDU", "BUS", "MED"})
"""Sectors of titles that no leader of states bears beside a bare surname."""
YEAR = re.compile(r"(?:19|20)\d\d")
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "dative", "conj")
REACH = 2
"""Sentences within which a spokesman speaks for the ministry that was named."""


@dataclass(slots=True)
class Person:
    """What an article says of one person: name, role, state or body, sector and where.

    `suspect` is whom the codebook knows under a surname that stands alone in the article, while
    that one was in no office on the day: who is meant stays open. Somebody not `listed` is called
    like one of the table and is another. `parties` are those that it served by the table.
    """

    name: str
    parties: frozenset[str] = frozenset()
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    affiliation: str | None = None
    suspect: str | None = None
    listed: bool = True
    years: set[str] = field(default_factory=set)
    mentions: set[Naming] = field(default_factory=set)

    @property
    def surname(self) -> str:
        """The family name: the last part, a hyphenated particle left out, or the first part."""
        states = {self.country, *self.parties}
        if not states.isdisjoint(surroundings("family-first")):
            return self.name.split()[0]
        return self.name.split()[-1].removeprefix("al-").removeprefix("el-")

    def learn(self, capacity: Capacity | None, reading: Reading) -> None:
        """Takes over an office; the first that the article tells stays."""
        if capacity is None:
            return
        self.role = self.role or capacity.words(reading)
        if self.country is None and self.affiliation is None:
            self.country, self.affiliation = capacity.country, capacity.affiliation
        self.sector = self.sector or capacity.sector


class PersonFinder:
    """Gathers the persons of one article.

    Args:
        day: the article's publication date, in the light of which offices are read.
        known: the vocabulary, for its table of offices.
    """

    def __init__(self, day: str | None, known: Vocabulary) -> None:
        self._day = day
        self._vocabulary = known
        self._persons: dict[str, Person] = {}
        self._by_last_name: dict[str, list[str]] = {}
        self.claimed: set[tuple[int, int]] = set()
        """The places (sentence, token) where a state's name is a person's surname."""
        self._speaking_body: tuple[int, str] | None = None

    @property
    def persons(self) -> tuple[Person, ...]:
        """The persons found so far."""
        return tuple(self._persons.values())

    def read(self, readings: Iterable[Reading]) -> None:
        """Finds full names first, then what else means the same persons."""
        readings = tuple(readings)
        for reading in readings:
            self._full_names(reading)
        surnames = self._surnames()
        for reading in readings:
            self._later_mentions(reading, surnames)

    def _full_names(self, reading: Reading) -> None:
        for hit in reading.hits:
            if hit.sense.kind is NameKind.ORGAN:
                self._speaking_body = (reading.sentence.index, hit.sense.id)
            if hit.sense.kind is NameKind.LEADER:
                another = _is_somebody_else(reading, hit)
                person = self._namesake(hit) if another else self._leader(hit.sense.id)
                person.learn(self._capacity(reading, hit.first, hit.last), reading)
                person.years |= _years(reading)
                person.mentions.add(Naming(hit.start, hit.end))
        if reading.sentence.zone.kind is ZoneKind.TITLE:
            return
        for run in runs_of(reading):
            capacity = self._capacity(reading, run.first, run.last)
            if _is_body(reading, run) or not run.plausible:
                continue
            if len(run.words) >= 2 and (capacity is not None or _speaks(reading, run)):
                name = " ".join(run.parts)
                person = self._person(self._known(run) or name)
                person.learn(capacity, reading)
                person.mentions.add(_naming(reading, run.first, run.last, Basis.NAME))

    def _leader(self, name: str) -> Person:
        if name not in self._persons:
            person = Person(name, self._parties(name))
            self._enter(person)
        return self._persons[name]

    def _namesake(self, hit: Hit) -> Person:
        """Somebody else who is called like a leader."""
        key = f"{hit.sense.id}, another"
        if key not in self._persons:
            parties = self._parties(hit.sense.id)
            self._persons[key] = Person(hit.sense.id, parties, listed=False)
        return self._persons[key]

    def _person(self, name: str) -> Person:
        if name not in self._persons:
            self._enter(Person(name, self._parties(name)))
        return self._persons[name]

    def _parties(self, name: str) -> frozenset[str]:
        """The states and bodies that the table of offices has somebody serve."""
        return frozenset(term.party for term in self._vocabulary.terms_of(name))

    def _enter(self, person: Person) -> None:
        self._persons[person.name] = person
        self._by_last_name.setdefault(person.name.split()[-1], []).append(person.name)

    def _known(self, run: Run) -> str | None:
        """The person found before whose name holds all parts of this one, or the other way."""
        parts = set(run.parts)
        for key in self._by_last_name.get(run.parts[-1], ()):
            other = set(self._persons[key].name.split())
            if parts <= other or other <= parts:
                return key
        return None

    def _capacity(self, reading: Reading, first: int, last: int) -> Capacity | None:
        """The office right before a name, or after it in an apposition; the state from either.

        A bare "spokeswoman X" speaks for the ministry named last, two sentences back at most.
        """
        capacity = office_before(reading, first)
        after = office_after(reading, last)
        if capacity is None:
            capacity = after
        elif after is not None:
            capacity = capacity.acting_as(after)
        if capacity is None or capacity.owner is not None or capacity.acts_for_known:
            return capacity
        body = self._speaking_body
        words = capacity.words(reading).lower()
        if body is None or "spokes" not in words or body[0] < reading.sentence.index - REACH:
            return capacity
        return replace(capacity, country=body[1])

    def _surnames(self) -> dict[str, Person | None]:
        """Whom each surname means; None where two persons share it."""
        found: dict[str, Person | None] = {}
        for person in self._persons.values():
            surname = person.surname
            if len(surname) >= SHORTEST_SURNAME and " " in person.name:
                found[surname] = None if surname in found else person
        return found

    def _later_mentions(self, reading: Reading, surnames: dict[str, Person | None]) -> None:
        covered = {
            i
            for hit in reading.hits
            if hit.sense.kind is NameKind.LEADER
            for i in range(hit.first, hit.last + 1)
        }
        for hit in reading.hits:
            if hit.sense.kind in SURNAMES:
                self._by_surname(reading, hit, surnames)
                covered.update(range(hit.first, hit.last + 1))
        for hit in reading.hits:
            named = surnames.get(reading.sentence.tokens[hit.last].text)
            if named is not None and is_bare_name(reading, hit):
                named.mentions.add(_naming(reading, hit.first, hit.last, Basis.SURNAME))
                self.claimed.add((reading.sentence.index, hit.first))
        for token in reading.sentence.tokens:
            # A known surname that the parser took for a common word: "Santos refused".
            known = surnames.get(token.text) if token.pos != "PROPN" else None
            if known is not None and token.i not in reading.taken and token.text[0].isupper():
                known.mentions.add(_naming(reading, token.i, token.i, Basis.SURNAME))
        title = reading.sentence.zone.kind is ZoneKind.TITLE
        for run in runs_of(reading):
            last = run.parts[-1].removeprefix("al-").removeprefix("el-").removeprefix("Al-")
            person = surnames.get(last)
            if person is None:
                person = self._royal(reading, run)
            alone = len(run.words) == 1 or (title and run.last not in covered)
            if person is None and alone and not title:
                person = self._titled(reading, run, surnames)
            if person is not None and alone:
                first = run.last if title else run.first
                person.learn(office_before(reading, first), reading)
                person.mentions.add(_naming(reading, first, run.last, Basis.SURNAME))

    def _titled(
        self, reading: Reading, run: Run, surnames: dict[str, Person | None]
    ) -> Person | None:
        """A person known by a title and one name alone: "Patriarch Kirill"."""
        before = reading.role_at.get(run.first - 1)
        surname = run.parts[0]
        if before is None or before.sense("office", "abbreviation") is None:
            return None
        if surname in surnames or not run.plausible or _is_body(reading, run):
            return None
        token = reading.sentence.tokens[run.last]
        named_after = token.dep == "compound" and reading.sentence.head(token).pos == "NOUN"
        if named_after or not reading.sentence.tokens[before.first].text[0].isupper():
            return None
        person = self._person(surname)
        surnames[surname] = person
        return person

    def _by_surname(self, reading: Reading, hit: Hit, surnames: dict[str, Person | None]) -> None:
        """A leader's surname alone, unless somebody else in the article bears it.

        The office beside it ("President X") makes it the leader all the same.
        """
        surname = reading.sentence.tokens[hit.last].text
        person = surnames.get(surname)
        capacity = self._capacity(reading, hit.first, hit.last)
        offices = {term.office for term in self._vocabulary.terms_of(hit.sense.id)}
        titled = capacity is not None and any(
            capacity.words(reading).lower().split()[-1] in office.split() for office in offices
        )
        if surname in surnames and person is None and not titled:
            return
        if capacity is not None and capacity.sector in OTHERS and not titled:
            return  # "Judge Brown", "Captain Blair": somebody else
        serves = self._serves(hit.sense.id, reading)
        if person is None and not (titled or serves):
            person = self._stranger(reading, hit)
        elif person is None or titled:
            person = self._leader(hit.sense.id)
        if person is not None:
            person.learn(capacity, reading)
            person.years |= _years(reading)
            person.mentions.add(Naming(hit.start, hit.end, Basis.SURNAME, SURNAME_SCORE))

    def _serves(self, name: str, reading: Reading) -> bool:
        """Whether somebody is in office on the article's day, or in a year that is named."""
        if self._day is None or in_office(name, self._day, self._vocabulary):
            return True
        years = _years(reading)
        terms = self._vocabulary.terms_of(name)
        return any(term.touches(year) for term in terms for year in years)

    def _stranger(self, reading: Reading, hit: Hit) -> Person | None:
        """Somebody under the surname of a leader who is out of office: it may be anybody."""
        token = reading.sentence.tokens[hit.last]
        if token.pos != "PROPN" or token.dep not in ARGUMENTS:
            return None
        if token.text not in self._persons:
            parties = self._parties(token.text)
            self._enter(Person(token.text, parties, suspect=hit.sense.id))
        return self._persons[token.text]

    def _royal(self, reading: Reading, run: Run) -> Person | None:
        """The one person whose first name follows a royal title: "Sheikh Tamim"."""
        role = reading.role_at.get(run.first - 1)
        if role is None or len(run.parts) != 1:
            return None
        tokens = reading.sentence.tokens[role.first : role.last + 1]
        if " ".join(t.lower for t in tokens) not in surroundings("royal"):
            return None
        fitting = [p for p in self._persons.values() if p.name.split()[0] == run.parts[0]]
        return fitting[0] if len(fitting) == 1 else None


def _is_somebody_else(reading: Reading, hit: Hit) -> bool:
    """Whether the text gives a leader's full name to another: "Gordon Brown, a fisherman"."""
    tokens = reading.sentence.tokens
    after = tokens[hit.last + 1 : hit.last + 3]
    if len(after) < 2 or after[0].text != "," or after[1].lower not in ("a", "an"):
        return False
    head = reading.sentence.head(after[1])
    roles = (reading.role_at.get(i) for i in range(after[1].i, head.i + 1))
    known = any(role is not None and role.sense("office", "unnamed") for role in roles)
    return head.pos == "NOUN" and head.i > after[1].i and not known


def _years(reading: Reading) -> frozenset[str]:
    """The years that a sentence names."""
    return frozenset(t.text for t in reading.sentence.tokens if YEAR.fullmatch(t.text))


def person_actor(person: Person, article: Article, known: Vocabulary) -> Actor:
    """The actor for a person, with what the article or the table of offices says of it."""
    stated = Stated(
        name=person.suspect or person.name,
        role=person.role,
        country=person.country,
        affiliation=person.affiliation,
        sector=person.sector,
        years=tuple(sorted(person.years)),
        listed=person.listed,
    )
    found = office_of(stated, article.published, known)
    local = person.suspect is not None or not person.listed
    unknown = person.suspect is not None and not (found.country or found.affiliation)
    return Actor(
        id=content_id("person", person.name, *([article.id] if local else [])),
        name=person.name,
        kind=ActorKind.UNKNOWN if unknown else ActorKind.PERSON,
        stated=stated,
        **found.columns(),
    )


def _naming(reading: Reading, first: int, last: int, basis: Basis) -> Naming:
    span = span_of(reading, first, last)
    return Naming(span.start, span.end, basis, SURNAME_SCORE if basis is Basis.SURNAME else 1.0)


def _is_body(reading: Reading, run: Run) -> bool:
    """Whether a name ends, or goes on, in the word for a body: "Munich Regional Court"."""
    for i in (run.last, run.last + 1):
        role = reading.role_at.get(i)
        if role is not None and role.sense("unit", "institution"):
            tokens = reading.sentence.tokens
            return i == run.last or tokens[i].text[0].isupper()
    return False


def _speaks(reading: Reading, run: Run) -> bool:
    """Whether the name is the subject of a verb of saying."""
    sentence = reading.sentence
    head = sentence.head_of(span_of(reading, run.first, run.last))
    if head is None or head.dep != "nsubj":
        return False
    verb = sentence.head(head)
    return verb.lemma in cues_of("verb") and len(run.words) <= 4

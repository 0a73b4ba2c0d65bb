"""Who acts in an article: every name, office and description joined to its actor."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.actors.capacities import leader_country, words_between
from dragoman.actors.gathering import (
    Gathering,
    body_actor,
    group_actor,
    is_body,
    outlet_actor,
    part_actor,
    state_actor,
)
from dragoman.actors.guards import is_bare_name, namesakes
from dragoman.actors.lexicon import SURNAMES, NameKind, Sense, Trie
from dragoman.actors.naming import in_office, read_all
from dragoman.actors.officials import Official, institution_of, officials_of
from dragoman.actors.overlaid import Lexicon
from dragoman.actors.persons import PersonFinder, person_actor
from dragoman.actors.press import unlisted_outlets
from dragoman.actors.readings import Hit, Reading
from dragoman.actors.references import references
from dragoman.actors.sharing import settle
from dragoman.codebook.offices import ambiguities
from dragoman.codebook.outlets import outlet_name
from dragoman.codebook.overlays import Vocabulary
from dragoman.codebook.states import state_of
from dragoman.language.sentences import ParsedArticle
from dragoman.records import (
    Actor,
    ActorKind,
    Alternative,
    Article,
    Basis,
    Grounds,
    Naming,
    content_id,
)

BASES = {
    NameKind.STATE: Basis.NAME,
    NameKind.DEMONYM: Basis.DEMONYM,
    NameKind.SEAT: Basis.SEAT,
    NameKind.ORGAN: Basis.ORGAN,
    NameKind.ORGANISATION: Basis.NAME,
    NameKind.GROUP: Basis.NAME,
}
DESCRIBED, OPEN = 0.9, 0.3
"""How sure it is for whom an unnamed official acts: where the text says so, and where not."""
SEAT_SCORE = 0.9
"""A capital is now and then only a place where the parse does not show it."""


def find_actors(parsed: ParsedArticle, lexicon: Lexicon | None = None) -> tuple[Actor, ...]:
    """Finds who is named in an article, and what else means the same.

    A state's name, adjective, capital or ministry stands for the state; its troops, parliament,
    rebels, citizens and the like are actors of their own, which act for it. A person's country
    is that of the office which the text gives them, else the one that the table of offices
    gives for the article's date; where that is an organisation or armed group it is the person's
    affiliation, and an actor even if never mentioned.
    An outlet that the page or one of its zones belongs to is an actor even if never mentioned.
    Pronouns and descriptions ("the bloc", "both capitals") are mentions of whom they stand for,
    where one reading is clearly the likeliest.

    Args:
        parsed: the article with its parse.
        lexicon: the names that are known, the codebook's alone where it is left out.

    Returns:
        The actors by first mention. Mentions are sorted spans of the parsed zones; those of
        different actors may be nested ("an Iranian official" is a person and holds a state).
    """
    article = parsed.article
    lexicon = lexicon or Lexicon()
    known = lexicon.vocabulary
    readings, doubts = settle(_readings(parsed, lexicon))
    gathering = Gathering()
    _gather_names(gathering, readings, article, known)
    for code, doubt in doubts.items():
        gathering.doubt(state_actor(code), doubt)
    for name in _own_outlets(article):
        gathering.add(outlet_actor(name))
    _add_affiliations(gathering, known)
    for actor, naming in references(parsed, readings, gathering.actors(), known):
        if naming is None:
            gathering.tell(actor)
        else:
            gathering.add(actor, [naming])
    _add_affiliations(gathering, known)
    return gathering.actors()


def _gather_names(
    gathering: Gathering, readings: tuple[Reading, ...], article: Article, known: Vocabulary
) -> None:
    """All that is named, or described with a state's name beside it; people before states."""
    finder = PersonFinder(article.published, known)
    finder.read(readings)
    surnames = namesakes(readings)
    for reading in readings:
        for hit in reading.hits:
            claimed = (reading.sentence.index, hit.first) in finder.claimed
            called = article.words(hit.span) in surnames and is_bare_name(reading, hit)
            if not (claimed or called):
                _add_name(gathering, hit, reading, known)
        _add_governments(gathering, reading, article.published, known)
        for official in officials_of(reading):
            naming = Naming(official.span.start, official.span.end, Basis.DESCRIPTION)
            gathering.add(_official(official, reading, article), [naming])
        for hit in reading.open:
            gathering.add(_open_name(hit, article), [Naming(hit.start, hit.end)])
    for person in finder.persons:
        gathering.add(person_actor(person, article, known), sorted(person.mentions))


def _official(official: Official, reading: Reading, article: Article) -> Actor:
    """The actor for officials whom the text leaves unnamed; of several states they are a group."""
    words, capacity = official.description, official.capacity
    if official.parties:
        group = group_actor(words, official.parties, article.id)
        return replace(group, sector=capacity.sector, role=capacity.words(reading))
    known = capacity.acts_for_known
    return Actor(
        id=content_id("person", words, article.id),
        name=words,
        kind=ActorKind.PERSON,
        country=capacity.country,
        sector=capacity.sector,
        role=capacity.words(reading),
        affiliation=capacity.affiliation,
        grounds=Grounds.WORDS if known else Grounds.NONE,
        score=DESCRIBED if known else OPEN,
        reason=f"the article says “{words}” and gives no name",
    )


def _open_name(hit: Hit, article: Article) -> Actor:
    """The actor for a state's name that may mean something else: who it is stays open."""
    words = article.words(hit.span)
    row = ambiguities().get(words)
    reason = f"“{words}”: {row.source}" if row is not None else f"“{words}” means something else"
    state = state_actor(hit.sense.id)
    return Actor(
        id=content_id("open", words, article.id),
        name=words,
        kind=ActorKind.UNKNOWN,
        grounds=Grounds.NONE,
        score=OPEN,
        reason=reason,
        alternatives=(Alternative(state.id, state.name, state.country, OPEN, "its name"),),
    )


def _add_name(gathering: Gathering, hit: Hit, reading: Reading, known: Vocabulary) -> None:
    """Whom a name stands for; that of a user's table says which row has it."""
    actor = _named(gathering, hit, reading, known)
    if actor is not None and hit.sense.origin is not None:
        words = words_between(reading, hit.first, hit.last)
        gathering.explain(actor, f"“{words}”: {hit.sense.origin}")


def _named(gathering: Gathering, hit: Hit, reading: Reading, known: Vocabulary) -> str | None:
    """Adds the actor of a name, and gives its id; None where the name stands for none."""
    sense = hit.sense
    if sense.kind is NameKind.OUTLET:
        gathering.add(outlet_actor(sense.id), [Naming(hit.start, hit.end)])
        return None
    institution = institution_of(hit, reading)
    if sense.kind is NameKind.REGION:
        if institution is not None and institution.sector not in (None, "GOV"):
            span = institution.span
            part = part_actor(sense.id, institution.sector or "GOV")
            gathering.add(part, [Naming(span.start, span.end, Basis.ORGAN)])
            return part.id
        return None
    basis = BASES.get(sense.kind)
    if basis is None:
        return None
    score = SEAT_SCORE if basis is Basis.SEAT else 1.0
    plain = Naming(hit.start, hit.end, basis, score)
    if is_body(sense.id, known) and state_of(sense.id) is None:
        span = institution.span if institution is not None else hit.span
        gathering.add(body_actor(sense.id, known), [Naming(span.start, span.end, basis, score)])
        return sense.id
    if institution is not None and institution.sector is not None:
        whole = Naming(institution.span.start, institution.span.end, Basis.ORGAN, score)
        part = part_actor(sense.id, institution.sector)
        gathering.add(part, [whole])
        if part.id != sense.id:
            listed = institution.span == hit.span  # "Malian and Chadian troops"
            gathering.add(state_actor(sense.id), [] if listed else [plain])
    else:
        part = part_actor(sense.id, sense.sector or "GOV")
        gathering.add(part, [plain])
    return part.id


def _add_governments(
    gathering: Gathering, reading: Reading, day: str | None, known: Vocabulary
) -> None:
    """A leader's government stands for the state: "the Trump administration"."""
    for hit in reading.hits:
        if hit.sense.kind not in (NameKind.LEADER, *SURNAMES):
            continue
        country = leader_country(hit.sense.id, day, known)
        institution = institution_of(hit, reading)
        if country and institution and (day is None or in_office(hit.sense.id, day, known)):
            span = institution.span
            gathering.add(state_actor(country), [Naming(span.start, span.end, Basis.ORGAN)])


def _add_affiliations(gathering: Gathering, known: Vocabulary) -> None:
    """The states and bodies of those who act for them or belong to a group, named or not."""
    acting = [a for a in gathering.actors() if a.kind in (ActorKind.PERSON, ActorKind.GROUP)]
    for body in sorted({a.affiliation for a in acting if a.affiliation}):
        if is_body(body, known):
            gathering.add(body_actor(body, known))
    for state in sorted({a.country for a in acting if a.country}):
        gathering.add(state_actor(state))
    for member in sorted({name for actor in gathering.actors() for name in actor.members}):
        if not gathering.has(member):
            named = is_body(member, known)
            gathering.add(body_actor(member, known) if named else state_actor(member))


def _own_outlets(article: Article) -> Iterator[str]:
    for name in (article.outlet, *(zone.outlet for zone in article.zones)):
        if name and name.strip():
            yield name


def _readings(parsed: ParsedArticle, lexicon: Lexicon) -> tuple[Reading, ...]:
    """Every sentence read; once more if it brought up outlets that no table lists."""
    own = set(_own_outlets(parsed.article))
    readings = read_all(parsed, _outlet_trie(own), lexicon)
    unlisted = {name for reading in readings for name, _ in unlisted_outlets(reading)}
    return read_all(parsed, _outlet_trie(own | unlisted), lexicon) if unlisted else readings


def _outlet_trie(found: Iterable[str]) -> Trie[Sense]:
    return Trie(
        (form, Sense(NameKind.OUTLET, outlet_name(name)))
        for name in sorted(found)
        for form in sorted({name, outlet_name(name), name.upper()})
    )

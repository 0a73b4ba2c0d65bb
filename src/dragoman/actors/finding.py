"""Who acts in an article: every name, office and description joined to its actor."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from dragoman.actors.capacities import leader_country
from dragoman.actors.lexicon import NameKind, Sense, Trie
from dragoman.actors.naming import Hit, Reading, in_office, read_all
from dragoman.actors.officials import institution_of, officials_of
from dragoman.actors.persons import PersonFinder
from dragoman.actors.press import unlisted_outlets
from dragoman.actors.pronouns import pronoun_mentions
from dragoman.codebook.organisations import ArmedGroup, Organisation, armed_groups, organisations
from dragoman.codebook.outlets import outlet_name
from dragoman.codebook.states import state_of
from dragoman.language.sentences import ParsedArticle
from dragoman.records import Actor, ActorKind, Article, Span, content_id

BODIES = {NameKind.ORGANISATION: ActorKind.ORGANISATION, NameKind.GROUP: ActorKind.GROUP}
STATES = (NameKind.STATE, NameKind.DEMONYM, NameKind.SEAT, NameKind.ORGAN)


@dataclass(slots=True)
class Draft:
    """An actor while its mentions are being gathered."""

    actor: Actor
    mentions: set[Span] = field(default_factory=set)

    def done(self) -> Actor:
        """The actor with its mentions in text order."""
        found = tuple(sorted(span for span in self.mentions if span.start < span.end))
        return replace(self.actor, mentions=found)


class Gathering:
    """The actors of one article, each under its id."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}

    def add(self, actor: Actor, mentions: Iterable[Span] = ()) -> None:
        """Adds mentions of an actor; what is first known of it stays."""
        self._drafts.setdefault(actor.id, Draft(actor)).mentions.update(mentions)

    def mention(self, actor_id: str, span: Span) -> None:
        """Adds a mention of an actor that is known already."""
        self._drafts[actor_id].mentions.add(span)

    def actors(self) -> tuple[Actor, ...]:
        """All actors by their first mention, those without one last, then by id."""
        done = [draft.done() for draft in self._drafts.values()]
        return tuple(sorted(done, key=_order))


def _order(actor: Actor) -> tuple[bool, int, str]:
    first = actor.mentions[0].start if actor.mentions else 0
    return (not actor.mentions, first, actor.id)


def find_actors(parsed: ParsedArticle) -> tuple[Actor, ...]:
    """Finds who is named in an article: states, organisations, armed groups, persons, outlets.

    A state's name, adjective, capital or ministry stands for the state. A person's country is
    the state whose office the text gives them, else the one that the table of leaders gives;
    where that is an organisation or armed group it is the person's affiliation, and an actor
    even if never mentioned.
    An outlet that the page or one of its zones belongs to is an actor even if never mentioned.
    Of pronouns only a subject "he" or "she" that can mean one person alone is a mention.

    Args:
        parsed: the article with its parse.

    Returns:
        The actors by first mention. Mentions are sorted spans of the parsed zones; those of
        different actors may be nested ("an Iranian official" is a person and holds a state).
    """
    article = parsed.article
    readings = _readings(parsed)
    gathering = Gathering()
    for reading in readings:
        for hit in reading.hits:
            _add_name(gathering, hit, reading)
        _add_governments(gathering, reading, article.published)
        for official in officials_of(reading):
            capacity, name = official.capacity, official.description
            unnamed = Actor(
                id=content_id("person", name, article.id),
                name=name,
                kind=ActorKind.PERSON,
                country=capacity.country,
                sector=capacity.sector,
                role=capacity.words(reading),
                affiliation=capacity.affiliation,
            )
            gathering.add(unnamed, [official.span])
    finder = PersonFinder(article.published)
    finder.read(readings)
    for person in finder.persons:
        actor = Actor(
            id=content_id("person", person.name),
            name=person.name,
            kind=ActorKind.PERSON,
            country=person.country,
            sector=person.sector,
            role=person.role,
            affiliation=person.affiliation,
        )
        gathering.add(actor, person.mentions)
    for name in _own_outlets(article):
        gathering.add(outlet_actor(name))
    people = [actor for actor in gathering.actors() if actor.kind is ActorKind.PERSON]
    for body in sorted({person.affiliation for person in people if person.affiliation}):
        gathering.add(_body(body))
    for state in sorted({person.country for person in people if person.country}):
        gathering.add(_state(state))
    for actor_id, span in pronoun_mentions(parsed.sentences, people):
        gathering.mention(actor_id, span)
    return gathering.actors()


def outlet_actor(name: str) -> Actor:
    """The actor for an outlet of that name, without mentions.

    Its country is null: an outlet speaks for itself, not for the state it is seated in.
    """
    known = outlet_name(name)
    return Actor(content_id("outlet", known), known, ActorKind.OUTLET, country=None, sector="MED")


def _own_outlets(article: Article) -> Iterator[str]:
    for name in (article.outlet, *(zone.outlet for zone in article.zones)):
        if name and name.strip():
            yield name


def _readings(parsed: ParsedArticle) -> tuple[Reading, ...]:
    """Every sentence read; once more if it brought up outlets that no table lists."""
    own = set(_own_outlets(parsed.article))
    readings = read_all(parsed, _outlet_trie(own))
    unlisted = {name for reading in readings for name, _ in unlisted_outlets(reading)}
    return read_all(parsed, _outlet_trie(own | unlisted)) if unlisted else readings


def _outlet_trie(found: Iterable[str]) -> Trie[Sense]:
    return Trie(
        (form, Sense(NameKind.OUTLET, outlet_name(name)))
        for name in sorted(found)
        for form in sorted({name, outlet_name(name), name.upper()})
    )


def _add_name(gathering: Gathering, hit: Hit, reading: Reading) -> None:
    sense = hit.sense
    if sense.kind is NameKind.OUTLET:
        gathering.add(outlet_actor(sense.id), [hit.span])
        return
    if sense.kind not in STATES and sense.kind not in BODIES:
        return
    actor = _body(sense.id) if _is_body(sense) else _state(sense.id)
    gathering.add(actor, [institution_of(hit, reading) or hit.span])


def _is_body(sense: Sense) -> bool:
    return sense.kind in BODIES or state_of(sense.id) is None


def _add_governments(gathering: Gathering, reading: Reading, day: str | None) -> None:
    """A leader's government stands for the state: "the Trump administration"."""
    for hit in reading.hits:
        if hit.sense.kind not in (NameKind.LEADER, NameKind.SURNAME):
            continue
        country = leader_country(hit.sense.id, day)
        span = institution_of(hit, reading)
        if country and span and (day is None or in_office(hit.sense.id, day)):
            gathering.add(_state(country), [span])


def _state(code: str) -> Actor:
    state = state_of(code)
    name = state.name if state is not None else code
    return Actor(code, name, ActorKind.COUNTRY, country=code, sector="GOV")


@cache
def _bodies() -> Mapping[str, Organisation | ArmedGroup]:
    found: dict[str, Organisation | ArmedGroup] = {body.id: body for body in armed_groups()}
    found.update((body.id, body) for body in organisations())
    return found


def _body(name: str) -> Actor:
    body = _bodies()[name]
    group = isinstance(body, ArmedGroup)
    kind = ActorKind.GROUP if group else ActorKind.ORGANISATION
    return Actor(body.id, body.name, kind, country=None, sector=body.sector)

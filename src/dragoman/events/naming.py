"""Which place a phrase names: its words, its state, and how sure that is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.gazetteer import (
    NamedPlace,
    Sort,
    capital_of,
    demonyms,
    place_words,
    places_named,
)
from dragoman.events.arguments import relative_head
from dragoman.language.date_words import MONTHS, WEEKDAYS
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, ActorKind, Cast, Place, Span

CLEAR, LIKELY, UNSURE, ONLY_STATE = 1.0, 0.85, 0.6, 0.7
"""How sure a name is: one bearer, one bearer that fits, the largest of several, a state alone."""
UNKNOWN_WATERS = 0.5
LARGER = 5
"""How many times larger a town must be than its namesakes to be meant without another sign."""


@dataclass(frozen=True)
class Surroundings:
    """What helps to tell one bearer of a name from another: the cast, and the parties' states."""

    sentence: Sentence
    cast: Cast
    countries: frozenset[str]


def place_at(around: Surroundings, noun: Token) -> Place | None:
    """The place that the phrase of a noun names, with how sure the name is; None for no place."""
    noun = relative_head(around.sentence, noun)
    if noun.tag == "CD" or noun.lower in MONTHS or noun.lower in WEEKDAYS:
        return None
    if _is_site(noun):
        return _site(around, noun)
    return _named(around, noun, _hints(around, noun)) if noun.pos == "PROPN" else None


def _is_site(noun: Token) -> bool:
    return noun.lemma in place_words("site") or noun.lower in place_words("site")


def _site(around: Surroundings, noun: Token) -> Place | None:
    """The place of a noun such as "city": by the name beside it, else by its state."""
    sentence = around.sentence
    whole = _named(around, noun, ()) if noun.pos == "PROPN" else None
    if whole is not None:
        return whole
    hints = _hints(around, noun)
    beside = [
        *sentence.children(noun, "appos"),
        *_after(sentence, noun, ("of", "with", "between")),
        *reversed(sentence.children(noun, "compound", "nmod", "poss")),
    ]
    for token in beside:
        found = _named(around, token, hints) if token.pos == "PROPN" else None
        if found is not None:
            return _part(found, noun) if token.dep == "poss" else found
    if hints and noun.lemma not in place_words("abroad"):
        return _by_state(around, noun, hints[0])
    if noun.pos == "PROPN" and not hints:
        return Place(_whole(sentence, noun), confidence=UNKNOWN_WATERS)
    return None


def _whole(sentence: Sentence, noun: Token) -> str:
    """The name of waters and the like with what follows its "of" ("Strait of Hormuz")."""
    run = _run(sentence, noun)
    named = [t for t in _after(sentence, noun, ("of",)) if t.pos == "PROPN"]
    return text_of((*run, *sentence.tokens[noun.i + 1 : named[0].i + 1]) if named else run)


def _part(found: Place, noun: Token) -> Place:
    """A place that a state owns: the state's capital if it says so, else somewhere in the state."""
    capital = capital_of(found.country or "") if noun.lemma in place_words("seat") else None
    if capital is not None:
        return _place(capital, found.text, LIKELY)
    return replace(found, confidence=found.confidence * ONLY_STATE)


def _by_state(around: Surroundings, noun: Token, country: str) -> Place:
    """A site that only its state is told of ("the Iranian capital", "Syrian airspace")."""
    before = around.sentence.children(noun, "amod", "compound", "poss", "nmod")
    text = text_of(around.sentence.tokens[min(t.i for t in (*before, noun)) : noun.i + 1])
    capital = capital_of(country) if noun.lemma in place_words("seat") else None
    if capital is not None:
        return _place(capital, text, LIKELY)
    return Place(text, country, confidence=ONLY_STATE)


def _named(around: Surroundings, noun: Token, hints: Sequence[str]) -> Place | None:
    """The place whose name ends at a noun, the longest name first."""
    run = _run(around.sentence, noun)
    actor = _actor(around.cast, noun)
    if noun.text in demonyms() or (actor is not None and actor.kind is not ActorKind.COUNTRY):
        return None
    following = _following(around.sentence, noun)
    told = [*hints, actor.country] if actor is not None and actor.country else list(hints)
    for at in range(len(run)):
        words = run[at:]
        places = places_named(text_of(words))
        if places and following:
            return named_with(text_of(words), following)
        if places:
            return _choose(places, text_of(words), told, around.countries)
        if len(words) > 1 and _is_site(words[-1]):
            # "Hama Province" is of Hama where the state fits; "Compostela Valley" of no Compostela.
            known = (*told, *around.countries)
            fitting = [p for p in places_named(text_of(words[:-1])) if p.country in known]
            if fitting:
                return _choose(fitting, text_of(words[:-1]), told, around.countries)
    if actor is not None:
        return Place(text_of(run), actor.country, confidence=ONLY_STATE)
    return None


def named_with(name: str, state: str) -> Place | None:
    """The place of a name that the name of a state or province may follow ("Paris, Texas").

    A town that the codebook doesn't know in that state is given with the state alone.
    """
    places = places_named(name)
    told = {place.country for place in places_named(state) if place.sort is not Sort.TOWN}
    fitting = [place for place in places if place.country in told]
    if fitting or not told:
        return _choose(fitting or places, name, (), frozenset()) if places else None
    return Place(name, next(iter(told)), confidence=ONLY_STATE) if places else None


def _choose(
    places: Sequence[NamedPlace], text: str, told: Sequence[str], countries: frozenset[str]
) -> Place:
    """One of several bearers of a name: that of the state told, the likeliest, or the largest."""
    for country in reversed(told):
        for place in places:
            if place.country == country:
                return _place(place, text, CLEAR)
    first = places[0]
    if first.sort is not Sort.TOWN or len(places) == 1:
        return _place(first, text, LIKELY if first.sort is Sort.TOWN else CLEAR)
    if len({place.country for place in places}) == 1 or first.weight > LARGER * places[1].weight:
        return _place(first, text, LIKELY)
    for place in places:
        if place.country in countries:
            return _place(place, text, LIKELY)
    return _place(first, text, UNSURE)


def _place(place: NamedPlace, text: str, sure: float) -> Place:
    return Place(text, place.country, place.name, place.latitude, place.longitude, sure)


def _hints(around: Surroundings, noun: Token) -> list[str]:
    """The states that the words around a name tell: "the Syrian city", "Vienna, Austria"."""
    sentence = around.sentence
    found = []
    for token in sentence.children(noun, "amod", "compound", "poss", "nmod", "npadvmod"):
        found += [c for c in _states(around, token) if c is not None]
    return found


def _following(sentence: Sentence, noun: Token) -> str:
    """The name of a state or province right after a name and a comma, else nothing."""
    after = sentence.tokens[noun.i + 1 : noun.i + 5]
    if len(after) < 2 or after[0].text != ",":
        return ""
    for length in range(len(after), 1, -1):
        name = text_of(after[1:length])
        if any(p.sort in (Sort.STATE, Sort.PROVINCE) for p in places_named(name)):
            return name
    return ""


def _states(around: Surroundings, token: Token) -> Iterator[str | None]:
    """The state that a word names or is the adjective of."""
    if token.text in demonyms():
        yield demonyms()[token.text]
        return
    actor = _actor(around.cast, token)
    if actor is not None and actor.kind is ActorKind.COUNTRY:
        yield actor.country
        return
    for place in places_named(text_of(_run(around.sentence, token))):
        if place.sort in (Sort.STATE, Sort.PROVINCE):
            yield place.country


def _actor(cast: Cast, token: Token) -> Actor | None:
    """The actor of the longest mention over a token."""
    around = Span(max(0, token.start - 80), token.end + 80)
    over = [m for m in cast.within(around) if m.start <= token.start and token.end <= m.end]
    longest = max(over, key=lambda m: m.end - m.start, default=None)
    return None if longest is None else cast.by_id[longest.actor]


def _run(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """The words of a name up to its last: "New York", "the Gaza Strip" without the article."""
    at = noun.i
    while at > 0 and _goes_on(sentence.tokens[at - 1], sentence.tokens[at]):
        at -= 1
    return sentence.tokens[at : noun.i + 1]


def _goes_on(before: Token, token: Token) -> bool:
    """Whether a name goes on to the left: a capital or a hyphen, nothing that parts it."""
    if before.text == "-" or token.text == "-":
        return before.end == token.start
    return before.text[:1].isupper() and before.pos in ("PROPN", "NOUN", "ADJ")


def text_of(tokens: Sequence[Token]) -> str:
    """Words as they stand, without a space where there was none."""
    parts = []
    for at, token in enumerate(tokens):
        parts.append(" " * (at > 0 and tokens[at - 1].end < token.start) + token.text)
    return "".join(parts)


def _after(sentence: Sentence, noun: Token, words: Sequence[str]) -> list[Token]:
    return [
        below
        for preposition in sentence.children(noun, "prep")
        if preposition.lower in words
        for below in sentence.children(preposition, "pobj")
    ]

"""Where an act happened: the phrases of its clause that say so, with how sure that is.

Nearest first: a phrase on the act's own word, one on what it acts on, what is visited or struck.
What is said rather than done has the place of the saying alone: that Norway condemned an attack in
Syria does not place Norway there. A dateline serves talks and speech, with little weight.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.codebook.gazetteer import capital_of, place_words
from dragoman.codebook.plover import plover_types
from dragoman.events.acts import Act
from dragoman.events.arguments import objects, subjects
from dragoman.events.clauses import SHARED
from dragoman.events.naming import Surroundings, named_with, place_at, text_of
from dragoman.language.sentences import Token
from dragoman.records import Actor, ActorKind, Article, Cast, Place, Span, ZoneKind

VERBAL = (1, 3)
HOSTING, SIGNING = "043", "057"
DIRECT, ACTED_ON, STRUCK, SHARED_PLACE, VISITED = 0.8, 0.65, 0.5, 0.5, 0.4
"""How sure a phrase is: on the act's word, on its object, as what is struck, on a verb told
together with the act's, as the capital of whom one visits."""
NESTED, BESIDE = 0.9, 0.9
"""By what a phrase within a phrase, and a nearness, lower that."""
DATELINE_SCORE = 0.3
HEAD = 120
"""How far into the body a dateline reaches at most."""
SEVERAL = 0.7
"""By what it lowers a place that it is one of several."""
DATELINE = re.compile(
    r"\s{0,9}([A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,3})"
    r"(?:, ([A-Z][\w.]{1,20}(?: [A-Z][a-z]{1,20})?))?"
    r"(?:,? \w{3,9}\.? \d{1,2})?,? {0,2}(?:\([^()\n]{2,40}\))? {0,2}(?:—|–|--?|:) ?"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A noun whose phrase may be the place, and how sure its position is."""

    noun: Token
    score: float


def place_of(act: Act, mode: str | None, code: str, cast: Cast, article: Article) -> Place | None:
    """The place of an act, None where no words support one.

    Args:
        act: the act.
        mode: its mode, if one is told.
        code: its CAMEO code, which tells a host from a guest.
        cast: the actors of the article, whose names settle what a name means.
        article: for its dateline.
    """
    countries = {actor.country for actor in act.actors if actor.country}
    around = Surroundings(act.sentence, cast, frozenset(countries))
    for candidate in _candidates(act, mode):
        found = _resolved(around, act, candidate)
        if found is not None:
            return found
    if mode == "visit":
        return _visited(act, act.source if code == HOSTING else act.target)
    if _is_speech(act) or act.type == "CONSULT":
        return dateline_of(article)
    return None


def dateline_of(article: Article) -> Place | None:
    """The place of an article's dateline ("VIENNA (Agency) —"), None where it has none known."""
    body = next((zone for zone in article.zones if zone.kind is ZoneKind.BODY), None)
    if body is None:
        return None
    held = DATELINE.match(article.text, body.start, min(body.end, body.start + HEAD))
    if held is None:
        return None
    for name in dict.fromkeys((held[1], held[1].title())):
        found = named_with(name, held[2] or "")
        if found is not None:
            return replace(found, text=held[1], confidence=DATELINE_SCORE)
    return None


def _is_speech(act: Act) -> bool:
    """Whether an act is done in words alone: one meets and signs somewhere."""
    signed = act.type == "SUPPORT" and act.code.startswith(SIGNING)
    return plover_types()[act.type].quad in VERBAL and act.type != "CONSULT" and not signed


def _candidates(act: Act, mode: str | None) -> Iterator[_Candidate]:
    """The nouns that may name the place, the surest first."""
    sentence, token = act.sentence, act.token
    verb = _verb_of(act)
    for anchor in dict.fromkeys((token, *sentence.children(token, "prt"), verb)):
        yield from (c for c in _within(act, anchor, DIRECT) if not _is_content(act, c))
    for clause in sentence.children(verb, "advcl"):
        # "Speaking in Vienna, he rejected the offer."
        if clause.lemma in place_words("speaking") and clause.tag == "VBG":
            yield from _within(act, clause, DIRECT * NESTED)
    if not _is_speech(act):
        yield from _of_deeds(act, verb, mode)


def _of_deeds(act: Act, verb: Token, mode: str | None) -> Iterator[_Candidate]:
    """The nouns that place what is done rather than said: objects, goals, what is struck."""
    sentence, token = act.sentence, act.token
    acted_on = objects(sentence, verb) if verb.pos == "VERB" else ()
    if act.type == "CONSULT":
        yield from _before_meetings(act, (token, *acted_on))
        if verb.lemma in place_words("topical"):
            acted_on = ()
    if mode == "visit" or act.type == "MOBILIZE":
        yield from _through(act, (token, *acted_on), "towards", ACTED_ON)
    if mode == "visit" and token.pos == "VERB":
        yield from (_Candidate(noun, ACTED_ON) for noun in acted_on)
    for noun in acted_on:
        for named in (noun, *sentence.children(noun, "appos")):
            yield from _within(act, named, ACTED_ON)
    if act.type == "ASSAULT" or mode == "seize":
        yield from _through(act, (token, *acted_on), "upon", STRUCK)
        yield from (_Candidate(noun, STRUCK) for noun in acted_on if noun.pos == "PROPN")
    yield from _of_others(act, verb)


def _before_meetings(act: Act, nouns: tuple[Token, ...]) -> Iterator[_Candidate]:
    """The names before talks and the like ("the Geneva talks")."""
    for noun in nouns:
        if noun.lemma in place_words("meeting"):
            for name in act.sentence.children(noun, "compound"):
                yield _Candidate(name, ACTED_ON)


def _of_others(act: Act, verb: Token) -> Iterator[_Candidate]:
    """What places the doers ("rebels in Mali"), or a verb that is told together with the act's."""
    if verb.pos != "VERB":
        return
    for noun in subjects(act.sentence, verb):
        yield from _within(act, noun, SHARED_PLACE)
    for other in _sharing(act, verb):
        for noun in (other, *objects(act.sentence, other)):
            yield from _within(act, noun, SHARED_PLACE)


def _is_content(act: Act, candidate: _Candidate) -> bool:
    """Whether a phrase belongs to what words of speech say ("condemned the raid in Mali").

    Parsers hang such a phrase on the verb at times; it is trusted before the verb, or next to it.
    """
    if not _is_speech(act) or candidate.noun.i < act.token.i:
        return False
    said = act.sentence.children(act.token, "dobj", "prep", "ccomp", "xcomp", "dative")
    return any(act.token.i < t.i < candidate.noun.head for t in said)


def _sharing(act: Act, verb: Token) -> Iterator[Token]:
    """The verbs that share one's place ("attacked a base in Mali, killing nine")."""
    above = act.sentence.head(verb)
    joined = verb.dep == "conj" or (verb.dep == "advcl" and verb.tag == "VBG")
    if joined and above.pos == "VERB":
        yield above
    for below in act.sentence.children(verb, "conj"):
        if below.pos == "VERB" and act.sentence.child(below, "nsubj", "nsubjpass") is None:
            yield below


def _verb_of(act: Act) -> Token:
    """The verb that a noun stands with ("talks were held in Vienna"), else the word itself."""
    token = act.token
    if token.pos == "NOUN" and token.dep in SHARED:
        above = act.sentence.head(token)
        return above if above.pos == "VERB" else token
    return token


def _within(act: Act, anchor: Token, score: float) -> Iterator[_Candidate]:
    """What stands after a preposition of place that hangs on a word."""
    yield from _through(act, (anchor,), "inside", score)
    yield from _through(act, (anchor,), "beside", score * BESIDE)
    if act.token.lemma in place_words("flying"):
        yield from _through(act, (anchor,), "above", score * BESIDE)


def _through(act: Act, anchors: tuple[Token, ...], sort: str, score: float) -> Iterator[_Candidate]:
    for anchor in anchors:
        for preposition in act.sentence.children(anchor, "prep", "advmod"):
            if preposition.lower in place_words(sort):
                for noun in act.sentence.children(preposition, "pobj"):
                    yield _Candidate(noun, score)


def _resolved(around: Surroundings, act: Act, candidate: _Candidate) -> Place | None:
    """The place of a candidate, or of a phrase within it ("at the palace in Vienna")."""
    sentence, noun = act.sentence, candidate.noun
    found = place_at(around, noun)
    if found is None or (found.country is None and found.name is None):
        beside = (_Candidate(n, candidate.score * NESTED) for n in sentence.children(noun, "appos"))
        for inner in (*_within(act, noun, candidate.score * NESTED), *beside):
            nested = place_at(around, inner.noun)
            if nested is not None and nested.country is not None:
                return replace(nested, confidence=round(nested.confidence * inner.score, 2))
    if found is None:
        return None
    score = candidate.score * found.confidence
    if any(place_at(around, other) for other in sentence.conjuncts(noun)[1:]):
        score *= SEVERAL
    return replace(found, confidence=round(score, 2))


def _visited(act: Act, hosts: tuple[Actor, ...]) -> Place | None:
    """The capital of the one state that is visited, in the words that name it."""
    countries = {actor.country for actor in hosts}
    if len(countries) != 1 or None in countries:
        return None
    [country] = countries
    capital = capital_of(country) if country is not None else None
    spans = [Span(m.start, m.end) for a in hosts if a.kind is ActorKind.COUNTRY for m in a.mentions]
    named = next((s for s in spans if act.sentence.span.contains(s)), None)
    if capital is None or named is None:
        return None
    text = text_of(act.sentence.tokens_in(named))
    return Place(text, country, capital.name, capital.latitude, capital.longitude, VISITED)

"""Words that only point, joined to whom they stand for, sentence by sentence.

A reading is taken where it clearly outweighs the next: what stands nearer, as a subject, in the
same paragraph and often weighs more (after Lappin and Leass 1994, "An algorithm for pronominal
anaphora resolution", without its full syntax).
"""

from collections.abc import Iterator, Sequence

from dragoman.actors.contexts import in_context, resolve_office
from dragoman.actors.described import Described, descriptions_of, resolve_description
from dragoman.actors.discourse import Discourse, Found, seen_at
from dragoman.actors.groups import SidesHead, heads_of_sides, resolve_side, sides_of
from dragoman.actors.offices import Ownerless, ownerless_of
from dragoman.actors.pronouns import THEY, pronouns_of, resolve_pronoun
from dragoman.actors.readings import Reading
from dragoman.codebook.overlays import Vocabulary
from dragoman.language.quotation import quotations
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.records import Actor, ActorKind, Cast, Naming, ZoneKind

THINGS = ("nsubj", "nsubjpass", "dobj", "attr")
"""Where a noun stands that a later "it" may mean."""

Pointing = Token | Described | Ownerless | SidesHead
Told = tuple[Actor, Naming | None]


def references(
    parsed: ParsedArticle,
    readings: Sequence[Reading],
    actors: Sequence[Actor],
    known: Vocabulary,
) -> tuple[Told, ...]:
    """The mentions by words that only point, each with its actor.

    Args:
        parsed: the article.
        readings: its sentences with the names in them.
        actors: the actors that names gave, with their mentions.
        known: the vocabulary, which tells whether somebody in office is a he or a she.

    Returns:
        In text order. Groups that the article forms ("both countries") are new actors. A person
        whose office the article leaves without its state comes without a mention, the state
        that the text tells of filled in.
    """
    finder = _Finder(parsed, actors, known)
    found: list[Told] = []
    for reading in readings:
        if reading.sentence.zone.kind is not ZoneKind.TITLE:
            found.extend(finder.read(reading))
    return tuple(found)


class _Finder:
    """Reads the sentences of one article in order."""

    def __init__(self, parsed: ParsedArticle, actors: Sequence[Actor], known: Vocabulary) -> None:
        self._known = known
        self._article = parsed.article
        self._cast = Cast(tuple(actors))
        self._discourse = Discourse(actors)
        self._quoted = [q.span for q in quotations(parsed)]

    def read(self, reading: Reading) -> Iterator[Told]:
        """The pointing words of one sentence, with whom they mean."""
        sentence = reading.sentence
        heads, starts = self._named(sentence)
        pointing = self._pointing(reading, heads)
        self._discourse.here = tuple(heads.values())
        for together in sides_of(sentence, heads, joined=True):
            self._discourse.join(together)
        for token in sentence.tokens:
            if token.i in heads:
                actor = heads[token.i]
                told = in_context(self._discourse, sentence, token, actor, starts[token.i])
                if told is not None:
                    heads[token.i] = told
                    yield told, None
                self._discourse.add(seen_at(sentence, heads[token.i], token))
            elif token.i in pointing:
                found = self._resolve(sentence, token, pointing[token.i])
                meant = found[0] if found is not None else None
                plural = token.lower in THEY
                self._discourse.add(seen_at(sentence, meant, token, plural))
                if found is not None:
                    heads[token.i] = found[0]
                    yield found
            elif token.pos in ("NOUN", "PROPN") and token.dep in THINGS:
                plural = token.tag in ("NNS", "NNPS")
                self._discourse.add(seen_at(sentence, None, token, plural))
        for together in sides_of(sentence, heads, joined=False):
            self._discourse.join(together)

    def _pointing(self, reading: Reading, heads: dict[int, Actor]) -> dict[int, Pointing]:
        """The words of a sentence that point, by their head; a description before an office."""
        sentence = reading.sentence
        inside = [q for q in self._quoted if q.overlaps(sentence.span)]
        found: dict[int, Pointing] = {t.i: t for t in pronouns_of(sentence, inside)}
        found.update((side.head, side) for side in heads_of_sides(sentence))
        found.update((office.head, office) for office in ownerless_of(reading))
        found.update((described.head, described) for described in descriptions_of(reading))
        return {head: what for head, what in found.items() if head not in heads}

    def _named(self, sentence: Sentence) -> tuple[dict[int, Actor], dict[int, int]]:
        """The actors named in a sentence by the head of their mention, and where those begin."""
        heads: dict[int, Actor] = {}
        starts: dict[int, int] = {}
        mentions = sorted(self._cast.within(sentence.span), key=lambda m: m.start - m.end)
        for mention in mentions:
            head = sentence.head_of(mention.span)
            if head is None or head.i in heads:
                continue
            actor = self._cast.by_id[mention.actor]
            if actor.kind is not ActorKind.OUTLET:
                heads[head.i] = self._discourse.actor(actor.id)
                starts[head.i] = mention.start
        return heads, starts

    def _resolve(self, sentence: Sentence, token: Token, what: Pointing) -> Found | None:
        discourse, article = self._discourse, self._article
        if isinstance(what, Described):
            return resolve_description(discourse, article, sentence, token, what)
        if isinstance(what, Ownerless):
            return resolve_office(discourse, article, sentence, token, what)
        if isinstance(what, SidesHead):
            return resolve_side(discourse, article, sentence, token, what)
        return resolve_pronoun(discourse, article, sentence, token, self._known)

"""Mentions of pacts: by a name of the catalogue, by description, and by "the accord" or "it"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.pacts.accessions import accessions
from dragoman.pacts.described import called as listed_as
from dragoman.pacts.described import meant
from dragoman.pacts.descriptions import specific, subject_of
from dragoman.pacts.entered import entered, named_again
from dragoman.pacts.naming import Names
from dragoman.pacts.parties import parties
from dragoman.pacts.register import (
    Pact,
    PactMention,
    Register,
    made_up,
    name_of,
    pact_of,
)
from dragoman.pacts.returning import bare, going_back
from dragoman.pacts.sides import listed_between
from dragoman.pacts.titles import CALENDAR, headline
from dragoman.pacts.unlisted import bodies, unlisted
from dragoman.records import Cast, PactKind, Span

BANDS = ("coalition", "alliance", "bloc", "front")
"""What a band of states against somebody is called."""
AGAINST = ("against", "on")
LONGEST = 60
"""Code points by which a name may reach back beyond one of its words."""
BESIDE = 2
"""How many tokens behind a name a description of it begins: a comma lies between."""
OPENING = 2
"""Sentences with which a text opens."""
AHEAD = 2
"""How many sentences after "a trade pact" its name may come."""

NAMED, DESCRIBED = 0.8, 0.7
"""How sure a mention is, by how it is made; first estimates, to be calibrated on gold pages."""


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence with the pacts that it names or describes itself."""

    sentence: Sentence
    mentions: tuple[PactMention, ...]


def mentions_by_sentence(
    parsed: ParsedArticle, cast: Cast, names: Names, register: Register
) -> Iterator[tuple[Sentence, tuple[PactMention, ...]]]:
    """The pacts that each telling sentence mentions.

    Titles are read for names only, which "the accord" in the text may go back to. `register` takes
    up what is named; the moves that it is told of between two sentences help to read the next.
    """
    telling = {sentence.index for sentence in parsed.telling}
    stated = list(_settled(_stated(parsed, cast, names)))
    everywhere = {m.pact.id: m.pact for _, mentions in stated for m in mentions}
    register.ahead = tuple(pact for pact in everywhere.values() if not pact.acts)
    for sentence, mentions in stated:
        found = list(mentions)
        for mention in found:
            register.add(sentence, mention.pact)
        if sentence.index not in telling:
            continue
        found += going_back(sentence, register, taken=found)
        found += accessions(sentence, cast, register, names, taken=found)
        yield sentence, tuple(found)


def _stated(parsed: ParsedArticle, cast: Cast, names: Names) -> list[Named]:
    """What each sentence names or describes, one pact being called by one name throughout."""
    weak = names.ready(parsed.article)
    stated = []
    known: dict[str, Pact] = {}
    fuller: dict[str, Pact] = {}
    shown = entered(parsed, cast)
    for sentence in parsed.sentences:
        found = list(_named(parsed, sentence, weak, cast, names))
        covered = _covered(parsed, sentence, weak, cast, names)
        found += bodies(sentence, cast, names, covered)
        found += _coalitions(sentence, cast, found)
        taken = covered | {mention.token.i for mention in found}
        for mention in unlisted(sentence, cast, taken):
            beside = _beside(sentence, mention.token, found)
            if beside is not None:
                found = _retitled(mention, beside, found)
                continue
            pact = _titled(sentence, mention, found)
            pact = pact or listed_between(sentence, mention, cast, names)
            pact = pact or _same(sentence, mention, {**known, **_by_id(found)}, names)
            if pact is not None and _fuller(mention.pact, pact):
                fuller[pact.id] = mention.pact
            about = subject_of(sentence, mention.token)
            back = bare(sentence, mention.token, apart=False)
            if pact is None and (not back or specific(mention.token, about)):
                pact = mention.pact
            if pact is not None:
                found.append(replace(mention, pact=pact))
        taken = covered | {mention.token.i for mention in found}
        found += named_again(sentence, shown, taken)
        known.update((mention.pact.id, mention.pact) for mention in found)
        stated.append(Named(sentence, tuple(found)))
    called: dict[str, Pact] = {}  # by the fullest title, or else by what it is called first
    for one in stated:
        for mention in one.mentions:
            called.setdefault(mention.pact.id, fuller.get(mention.pact.id, mention.pact))
    mentions = [(one.sentence, mention) for one in stated for mention in one.mentions]
    called |= meant(mentions, {pact.id: pact for pact in called.values()}, names)
    return [_in_full(named, called) for named in stated]


def _fuller(title: Pact, pact: Pact) -> bool:
    """Whether a title says more than the words by which a text called a pact before."""
    long, short = title.name.split(), pact.name.split()
    capital = all(word[:1].isupper() for word in (long[0], long[-1]))
    return not pact.listed and capital and len(long) > len(short)


def _in_full(named: Named, called: dict[str, Pact]) -> Named:
    """A sentence's mentions, each pact under what the article calls it."""
    mentions = (replace(m, pact=called[m.pact.id]) for m in named.mentions)
    return Named(named.sentence, tuple(mentions))


def _titled(sentence: Sentence, mention: PactMention, found: list[PactMention]) -> Pact | None:
    """The pact whose name stands behind a description of it: "a defence pact, the Jabal Accord"."""
    beside = {m.token.i: m.pact for m in found}
    titles = (beside.get(child.i) for child in sentence.children(mention.token, "appos"))
    return next((pact for pact in titles if pact is not None), None)


def _beside(sentence: Sentence, noun: Token, found: list[PactMention]) -> PactMention | None:
    """The mention that a noun only says more of, None where it names a pact of its own.

    "The Amber Shield, a defence pact of ten states": parsers hang many of these on other words.
    """
    by_head = {mention.token.i: mention for mention in found}
    if noun.dep in ("appos", "compound") and noun.head in by_head:
        return by_head[noun.head]
    first = min((t.i for t in sentence.subtree(noun) if t.i <= noun.i), default=noun.i)
    behind = first >= BESIDE and sentence.tokens[first - 1].text in (",", "-", "–")
    article = sentence.tokens[first].pos in ("DET", "PRON")
    return by_head.get(first - BESIDE) if behind and article else None


def _retitled(
    mention: PactMention, beside: PactMention, found: list[PactMention]
) -> list[PactMention]:
    """Mentions, of which one has its title behind it: "a new club, the Deception Island Caucus"."""
    if not (mention.pact.name[:1].isupper() and _described(beside)):
        return found
    return [replace(m, pact=mention.pact) if m is beside else m for m in found]


def _described(mention: PactMention) -> bool:
    """Whether a mention only describes a pact, in words that are no name."""
    return not mention.pact.listed and mention.token.text.islower()


def _covered(
    parsed: ParsedArticle, sentence: Sentence, weak: frozenset[str], cast: Cast, names: Names
) -> frozenset[int]:
    """The tokens inside names of the catalogue."""
    hits = names.named_in(parsed.article.text, sentence.span, weak)
    whole = (hit for hit in hits if not _longer(sentence, hit.span, cast))
    return frozenset(t.i for hit in whole for t in sentence.tokens_in(hit.span))


def _longer(sentence: Sentence, span: Span, cast: Cast) -> bool:
    """Whether a name is only the end of another: "Fossil Fuel Non-Proliferation Treaty"."""
    first = sentence.token_at(span.start)
    if first is None or first.i < 2:
        return False
    before, head = sentence.tokens[first.i - 1], _head(sentence, span)
    titled = before.pos in ("PROPN", "NOUN") and before.text[:1].isupper()
    titled = titled and before.lower not in CALENDAR and not headline(sentence)
    near = Span(max(sentence.start, before.start - LONGEST), span.end)
    named = any(m.start <= before.start < m.end for m in cast.within(near))
    return titled and not named and head is not None


def _settled(stated: list[Named]) -> Iterator[tuple[Sentence, tuple[PactMention, ...]]]:
    """The same, where "a trade pact" has the name that the text gives it soon after."""
    first: dict[str, int] = {}
    for at, named in enumerate(stated):
        for mention in named.mentions:
            first.setdefault(mention.pact.id, at)
    for at, named in enumerate(stated):
        later = {
            mention.pact.id: mention.pact
            for ahead in stated[at + 1 : at + 1 + AHEAD]
            for mention in ahead.mentions
            if _introduced(ahead.sentence, mention) and first[mention.pact.id] > at
        }
        yield (
            named.sentence,
            tuple(
                replace(mention, pact=name)
                if (name := _name_for(named.sentence, mention, later, opening=at < OPENING))
                else mention
                for mention in named.mentions
            ),
        )


def _introduced(sentence: Sentence, mention: PactMention) -> bool:
    """Whether a mention is a title that its sentence is about."""
    title = mention.token.text[:1].isupper()
    return title and not mention.pact.acts and mention.token.dep in ("nsubj", "nsubjpass")


def _name_for(
    sentence: Sentence, mention: PactMention, later: dict[str, Pact], *, opening: bool
) -> Pact | None:
    """The one name that comes soon after a description of something new.

    What a text opens with is new in any words: "Who is bound by the nuclear-free treaty?"
    """
    new = opening or any(c.lower in ("a", "an") for c in sentence.children(mention.token, "det"))
    fitting = [pact for pact in later.values() if pact.kind is mention.pact.kind]
    return fitting[0] if new and _described(mention) and len(fitting) == 1 else None


def _by_id(mentions: list[PactMention]) -> dict[str, Pact]:
    return {mention.pact.id: mention.pact for mention in mentions}


def _same(
    sentence: Sentence, mention: PactMention, known: dict[str, Pact], names: Names
) -> Pact | None:
    """The unlisted pact of the article that a definite mention takes up with fewer words."""
    if any(c.lower in ("a", "an") for c in sentence.children(mention.token, "det")):
        return None
    words = set(mention.pact.name.lower().split())
    listed = listed_as(mention.pact, known.values(), names)
    if listed is not None:
        return listed
    fitting = [
        pact
        for pact in known.values()
        if not pact.listed
        and pact.head == mention.pact.head
        and (words <= (own := set(pact.name.lower().split())) or own <= words)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _named(
    parsed: ParsedArticle, sentence: Sentence, weak: frozenset[str], cast: Cast, names: Names
) -> Iterator[PactMention]:
    for hit in names.named_in(parsed.article.text, sentence.span, weak):
        head = _head(sentence, hit.span)
        if head is not None and hit.pact.kind != "sanctions":
            if _longer(sentence, hit.span, cast):
                continue
            pact = pact_of(hit.pact, listed=names.known(hit.pact.id) is not None)
            target = _countered(sentence, head, cast) if pact.kind is PactKind.COALITION else ()
            yield PactMention(pact, head, NAMED, target)


def _head(sentence: Sentence, span: Span) -> Token | None:
    """The token of a name on which its others depend."""
    token = sentence.token_at(span.start)
    while token is not None:
        above = sentence.head(token)
        if above.i == token.i or not (span.start <= above.start and above.end <= span.end):
            break
        token = above
    return token


def _countered(sentence: Sentence, noun: Token, cast: Cast) -> tuple[str, ...]:
    """Whom a coalition is against: "coalition against X", "coalition to counter X's plans"."""
    for preposition in sentence.children(noun, "prep"):
        if preposition.lower in AGAINST:
            return _whom(sentence, sentence.child(preposition, "pobj"), noun, cast)
    purposes = sentence.children(noun, "acl", "relcl")
    if noun.dep == "dobj":
        purposes += sentence.children(sentence.head(noun), "xcomp", "advcl")
    for clause in purposes:
        if clause.lemma in pact_words("countering"):
            whom = sentence.child(clause, "dobj")
            direct = _whom(sentence, whom, noun, cast)
            if direct:
                return direct
            below = (t for t in sentence.subtree(clause) if t.dep == "poss")
            return next((p for t in below if (p := parties(sentence, t, cast))), ())
    return ()


def _whom(sentence: Sentence, token: Token | None, noun: Token, cast: Cast) -> tuple[str, ...]:
    """The parties at a noun that aren't the coalition itself, as "ISIS" is in its own title."""
    own = {m.actor for m in cast.mentions if m.start <= noun.start and noun.end <= m.end}
    if token is None or not own.intersection(parties(sentence, token, cast)):
        return parties(sentence, token, cast)
    within = (cast.parties(m.actor) for m in cast.within(token.span) if m.actor not in own)
    return next(within, ())


def _coalitions(
    sentence: Sentence, cast: Cast, taken: list[PactMention]
) -> tuple[PactMention, ...]:
    """Coalitions that are described by whom they are against."""
    return tuple(_against(sentence, cast, {mention.token.i for mention in taken}))


def _against(sentence: Sentence, cast: Cast, heads: set[int]) -> Iterator[PactMention]:
    for token in sentence.tokens:
        if token.lemma not in BANDS or token.pos != "NOUN" or token.i in heads:
            continue
        target = _countered(sentence, token, cast)
        if len(target) == 1:
            name = f"Coalition against {name_of(target[0], cast)}"
            pact = made_up(PactKind.COALITION, name, head=token.lemma)
            yield PactMention(pact, token, DESCRIBED, target)

"""Pacts that no catalogue has: by a title ("the Zambezi Power Charter") or by description.

A title is a run of capitalised words around a noun for a pact. A description is such a noun with
words that tell it from others: a noun or name before it ("a drone coalition"), or whom or what it
is about ("a security pact with the Solomon Islands"). Its words are its name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from dragoman.codebook.organisations import organisations
from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.descriptions import description, subject_of, town_of
from dragoman.pacts.naming import WORD, Names
from dragoman.pacts.naming import unlisted as named
from dragoman.pacts.register import Pact, PactMention, made_up, pact_of
from dragoman.pacts.sides import between, signing_sides
from dragoman.pacts.titles import LINKING, headline, title_at, top_of
from dragoman.records import ActorKind, Cast, PactKind

TITLED, DESCRIBED, BODY = 0.7, 0.6, 0.7
"""How sure such a mention is; first estimates, to be calibrated on gold pages."""
CHAMBERS = frozenset({"UNSC", "ECB", "CJEU"})
"""Organs of bodies, which states sit in and don't join."""


def bodies(
    sentence: Sentence, cast: Cast, names: Names, taken: frozenset[int]
) -> Iterator[PactMention]:
    """Organisations of states, which states join and leave: where a text names them otherwise.

    Those of the catalogue are the pacts that it has; the others are pacts under their own ids.
    """
    known = _intergovernmental()
    for mention in cast.within(sentence.span):
        actor = cast.by_id[mention.actor]
        if actor.kind is not ActorKind.ORGANISATION or actor.id not in known:
            continue
        head = sentence.head_of(mention.span)
        if head is None or head.i in taken:
            continue
        if head.pos == "PRON" and head.dep not in ("nsubj", "dobj"):
            continue
        listed = names.of_body(actor.id)
        words = tuple(sentence.tokens_in(mention.span))
        pact = _body(actor.id, known[actor.id], words) if listed is None else pact_of(listed)
        yield PactMention(pact, head, BODY)


def _body(ident: str, name: str, words: tuple[Token, ...]) -> Pact:
    short = words[0].text[:1].isupper() and len(words) < 3
    return Pact(
        ident.lower(),
        name,
        PactKind.ACCORD,
        acts=True,
        head=name.lower().split()[-1],
        short=_text(words) if short else "",
        body=ident,
    )


@cache
def _intergovernmental() -> Mapping[str, str]:
    """The names of the bodies that states can belong to, under their ids."""
    return {
        body.id: body.name
        for body in organisations()
        if body.sector == "IGO" and body.founded and body.id not in CHAMBERS
    }


def unlisted(sentence: Sentence, cast: Cast, taken: frozenset[int]) -> Iterator[PactMention]:
    """The titles and descriptions of a sentence; `taken` are tokens that other names have."""
    used = set(taken)
    if headline(sentence):
        return  # capitals tell no name there
    for token in sentence.tokens:
        if token.i in used or token.pos not in ("NOUN", "PROPN"):
            continue
        if _kind(token) is None and _strange(sentence, token, cast):
            title = title_at(sentence, token)
            if title is not None and not any(part.i in used for part in title):
                used.update(part.i for part in title)
                yield _mention(title, token, PactKind.COALITION, DESCRIBED)
            continue
        kind = _kind(token)
        if kind is None:
            continue
        title = title_at(sentence, token) if token.text[:1].isupper() else None
        if title is not None:
            taken_up = any(part.i in used for part in title)
            if taken_up or _no_pact(sentence, title, token, cast):
                continue
            used.update(part.i for part in title)
            top = top_of(sentence, title, token)
            noun = token if _kind(top) is None else top
            mention = _mention(title, noun, _kind(noun) or kind, TITLED)
            if noun.lemma in pact_words("body"):
                mention = replace(mention, pact=replace(mention.pact, acts=True))
            yield replace(mention, token=top)
        elif token.tag not in ("NNS", "NNPS") and _describable(sentence, token):
            yield from _in_words(sentence, token, cast, used)


def _no_pact(sentence: Sentence, title: tuple[Token, ...], token: Token, cast: Cast) -> bool:
    """Whether a title is of something that no state joins."""
    return _chamber(sentence, token, cast) or _own_body(sentence, title, token, cast)


def _chamber(sentence: Sentence, token: Token, cast: Cast) -> bool:
    """Whether a title is that of an organ or an armed group, which no state joins.

    Who walks out of the Security Council is still in it.
    """
    return any(
        m.start <= token.start < m.end
        and (m.actor in CHAMBERS or cast.by_id[m.actor].kind is ActorKind.GROUP)
        for m in cast.within(sentence.span)
    )


def _own_body(sentence: Sentence, title: tuple[Token, ...], token: Token, cast: Cast) -> bool:
    """Whether a title is a state's own name, or that of a body of its own.

    "The Soviet Union" is a state; "the National Assembly" and "the Press Pool" nothing that states
    join, though an accord may be called anything.
    """
    within = token.lemma not in pact_words("union") and any(
        m.start <= token.start < m.end and cast.by_id[m.actor].kind is ActorKind.COUNTRY
        for m in cast.within(sentence.span)
    )
    before = {part.lower for part in title if part.i < token.i}
    body = token.lemma in pact_words("body") and title[0].lower in pact_words("national")
    private = token.lemma in pact_words("union") and not before.isdisjoint(pact_words("private"))
    return within or body or private


def _strange(sentence: Sentence, token: Token, cast: Cast) -> bool:
    """Whether a name that names nobody hangs on a word that only a pact can hang on."""
    head = sentence.head(token)
    governor = sentence.head(head) if token.dep == "pobj" else head
    fits = (
        token.pos == "PROPN"
        and token.dep in ("pobj", "dobj")
        and governor.lemma in pact_words("strong")
        and (token.dep == "dobj" or head.lower in ("to", "from", "of"))
    )
    return fits and not any(
        m.start <= token.start < m.end and cast.by_id[m.actor].kind is not ActorKind.UNKNOWN
        for m in cast.within(sentence.span)
    )


def _describable(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun can be the head of a description; bodies only when they are new and named.

    A treaty of accession is none of its own: who ratifies it backs the accession.
    """
    if any(t.lemma == "accession" for t in sentence.subtree(noun) if abs(t.i - noun.i) < LINKING):
        return False
    if noun.lemma not in pact_words("body"):
        return True
    below = sentence.children(noun)
    new = any(c.lower in ("a", "an") for c in below)
    return new and any(c.dep in ("compound", "amod") and c.text[:1].isupper() for c in below)


def _kind(token: Token) -> PactKind | None:
    word = token.lemma
    if word in pact_words("treaty"):
        return PactKind.ACCORD
    if word in pact_words("union") or word in pact_words("body"):
        return PactKind.COALITION
    return None


def _mention(
    words: tuple[Token, ...], head: Token, kind: PactKind, confidence: float
) -> PactMention:
    """The mention; a title keeps the id that `naming.unlisted` gives it on other pages."""
    name = _text(words)
    pact = made_up(kind, name, head=head.lemma)
    known = named(WORD.findall(name)) if confidence == TITLED and kind is PactKind.ACCORD else None
    if known is not None:
        pact = replace(pact, id=known.id)
    return PactMention(pact, head, confidence)


def _in_words(sentence: Sentence, noun: Token, cast: Cast, used: set[int]) -> Iterator[PactMention]:
    """The pact that a plain noun describes, or tells by whose it is or where it was made."""
    words = description(sentence, noun)
    sides = signing_sides(sentence, noun, cast) if words in ((), (noun,)) else ()
    about = subject_of(sentence, noun) if sides else ()
    town = None if words else town_of(sentence, noun)
    if about:
        yield _mention((noun, *about), noun, PactKind.ACCORD, DESCRIBED)
    elif town is not None:
        yield _placed(town, noun)
    elif sides:
        yield PactMention(between(sides, noun.text, noun, cast), noun, DESCRIBED)
    elif words and not any(part.i in used for part in words):
        yield _mention(words, noun, _kind(noun) or PactKind.ACCORD, DESCRIBED)


def _placed(town: str, noun: Token) -> PactMention:
    """An accord by the town where it was made: "a treaty at Jinja", then "the Jinja treaty"."""
    name = f"{town} {noun.text}"
    pact = made_up(PactKind.ACCORD, name, head=noun.lemma)
    known = named(WORD.findall(name))
    return PactMention(pact if known is None else replace(pact, id=known.id), noun, DESCRIBED)


def _text(words: tuple[Token, ...]) -> str:
    """Words as they stand, without the gaps that commas and hyphens don't have."""
    out = ""
    for before, word in zip((None, *words), words, strict=False):
        gap = "" if before is None or before.end == word.start else " "
        out += gap + word.text
    return out

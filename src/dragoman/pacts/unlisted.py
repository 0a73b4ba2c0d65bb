"""Pacts that no catalogue has: by a title ("the Zambezi Power Charter") or by description.

A title is a run of capitalised words around a noun for a pact. A description is such a noun with
words that tell it from others: a noun or name before it ("a drone coalition"), or whom or what it
is about ("a security pact with the Solomon Islands"). Its words are its name.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from dragoman.codebook.organisations import organisations
from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.naming import WORD
from dragoman.pacts.naming import unlisted as named
from dragoman.pacts.register import Pact, PactMention, made_up
from dragoman.records import ActorKind, Cast, PactKind

TITLED, DESCRIBED, BODY = 0.7, 0.6, 0.7
"""How sure such a mention is; first estimates, to be calibrated on gold pages."""
BEFORE = ("amod", "compound", "nmod")
HEADLINE, LINKING, STOPS = 0.8, 3, ".!?”\"’'"
"""A headline's share of capitals, among words of more letters than that; what ends no headline."""
JOINING = ("of", "on", "for", "against")
"""Words that lead from a title's noun on to more of it: "Treaty on Open Skies"."""
INSIDE = (*JOINING, "the", "and", "-", "&")
SIDES = ("between", "with", "of")
"""Prepositions before those whose pact it is."""
ABOUT = ("on", "for", "against", "with", "between", "of")
"""Prepositions that say whom or what a pact is about."""
LONGEST = 14
"""Tokens beyond which no name goes."""
CALENDAR = frozenset(
    name.lower()
    for name in (*calendar.day_name, *calendar.month_name[1:], *calendar.month_abbr[1:])
)
CHAMBERS = frozenset({"UNSC", "ECB", "CJEU"})
"""Organs of bodies, which states sit in and don't join."""
OPENING = ("DET", "ADP", "SCONJ", "PRON", "VERB", "AUX", "ADV", "CCONJ")
"""Words that are capitalised at the head of a sentence alone."""


def bodies(sentence: Sentence, cast: Cast, taken: frozenset[int]) -> Iterator[PactMention]:
    """Organisations of states that the catalogue of pacts lacks: states join and leave them too."""
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
        name = known[actor.id]
        words = tuple(sentence.tokens_in(mention.span))
        yield PactMention(
            Pact(
                actor.id.lower(),
                name,
                PactKind.ACCORD,
                acts=True,
                head=name.lower().split()[-1],
                short=_text(words) if words[0].text[:1].isupper() and len(words) < 3 else "",
            ),
            head,
            BODY,
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
    if _headline(sentence):
        return  # capitals tell no name there
    for token in sentence.tokens:
        if token.i in used or token.pos not in ("NOUN", "PROPN"):
            continue
        if _kind(token) is None and _strange(sentence, token, cast):
            title = _title(sentence, token)
            if title is not None and not any(part.i in used for part in title):
                used.update(part.i for part in title)
                yield _mention(title, token, PactKind.COALITION, DESCRIBED)
            continue
        kind = _kind(token)
        if kind is None:
            continue
        title = _title(sentence, token) if token.text[:1].isupper() else None
        if title is not None:
            if any(part.i in used for part in title):
                continue
            used.update(part.i for part in title)
            top = _top(sentence, title, token)
            noun = token if _kind(top) is None else top
            mention = _mention(title, noun, _kind(noun) or kind, TITLED)
            if noun.lemma in pact_words("body"):
                mention = replace(mention, pact=replace(mention.pact, acts=True))
            yield replace(mention, token=top)
        elif token.tag not in ("NNS", "NNPS") and _describable(sentence, token):
            words = _description(sentence, token)
            if words and not any(part.i in used for part in words):
                yield _mention(words, token, kind, DESCRIBED)


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
    """Whether a noun can be the head of a description; bodies only when they are new and named."""
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


def _text(words: tuple[Token, ...]) -> str:
    """Words as they stand, without the gaps that commas and hyphens don't have."""
    out = ""
    for before, word in zip((None, *words), words, strict=False):
        gap = "" if before is None or before.end == word.start else " "
        out += gap + word.text
    return out


def _title(sentence: Sentence, noun: Token) -> tuple[Token, ...] | None:
    """The run of capitalised words around a noun that is capitalised itself, if there are more."""
    start = _leftmost(sentence, noun)
    end = noun.i
    joined = False
    at = noun.i + 1
    while at < len(sentence.tokens) and at - start < LONGEST:
        token = sentence.tokens[at]
        if _capital(token):
            end = at
        elif token.lower in JOINING or (joined and token.lower in INSIDE):
            joined = True
        elif not (joined and token.lower == "the"):
            break
        at += 1
    words = sentence.tokens[start : end + 1]
    return words if any(w.i != noun.i and _capital(w) for w in words) else None


def _headline(sentence: Sentence) -> bool:
    """Whether a line without a full stop is capitals throughout: "Two Hotels, One Accord"."""
    if sentence.tokens[-1].text[-1:] in STOPS:
        return False
    words = [t.text for t in sentence.tokens if t.text.isalpha() and len(t.text) > LINKING]
    return len(words) > 2 and sum(w[0].isupper() for w in words) >= HEADLINE * len(words)


def _leftmost(sentence: Sentence, noun: Token) -> int:
    """Where a title begins: the capitalised words before its noun, and what joins them."""
    start = at = noun.i
    while at > 0 and noun.i - at < LONGEST:
        token = sentence.tokens[at - 1]
        if _capital(token) and not (at == 1 and token.pos in OPENING):
            start = at - 1
        elif not (at > 1 and _joins(sentence, token, sentence.tokens[at - 2])):
            break
        at -= 1
    return start


def _joins(sentence: Sentence, token: Token, before: Token) -> bool:
    """Whether a small word joins two parts of a title: "Belt and Road Initiative"."""
    if token.lower == "and":
        return _capital(before) and before.dep in (*BEFORE, "conj")
    return token.lower in ("of", "for", "-", "&") and _capital(before)


def _capital(token: Token) -> bool:
    return (token.text[:1].isupper() or token.text[:1].isdigit()) and token.lower not in CALENDAR


def _top(sentence: Sentence, words: tuple[Token, ...], noun: Token) -> Token:
    """The token of a title on which its others depend; the noun where the parse splits it."""
    inside = {word.i for word in words}
    token = noun
    while token.head in inside and token.head != token.i:
        token = sentence.head(token)
    return token


def _description(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """The words of a description, from the first that tells it apart; empty if nothing does."""
    before = [
        child
        for child in sentence.children(noun, *BEFORE)
        if child.i < noun.i and child.lower not in pact_words("ordinary") and not _dated(child)
    ]
    if any(child.lemma in pact_words("private") for child in before):
        return ()
    about = _about(sentence, noun)
    named = any(child.pos in ("NOUN", "PROPN") or child.text[:1].isupper() for child in before)
    if not before and not about and _signed(sentence, noun):
        return (noun,)
    if not before and (not about or noun.lemma in pact_words("vague")):
        return ()
    if not named and not about and noun.lemma in pact_words("vague"):
        return ()
    start = noun.i
    for child in before:
        start = min(start, *(t.i for t in sentence.subtree(child)))
    words = [
        t
        for t in sentence.tokens[start : noun.i + 1]
        if t.lower not in pact_words("ordinary") or _hyphen(sentence, t)
    ]
    if _tells(before) and about and about[0].lower in SIDES and about[-1].pos == "PROPN":
        about = ()
    return (*words, *about) if len(words) + len(about) <= LONGEST else tuple(words)


def _hyphen(sentence: Sentence, token: Token) -> bool:
    """Whether a hyphen holds two words together."""
    inside = 0 < token.i < len(sentence.tokens) - 1 and token.text == "-"
    if not inside:
        return False
    before, after = sentence.tokens[token.i - 1], sentence.tokens[token.i + 1]
    around = before.end == token.start and token.end == after.start
    return around and not {before.lower, after.lower} & pact_words("ordinary")


def _tells(before: list[Token]) -> bool:
    """Whether the words before a noun tell it from others, so that its sides are no part of it."""
    return any(
        child.pos in ("NOUN", "PROPN") and child.lower not in pact_words("generic")
        for child in before
    )


def _signed(sentence: Sentence, noun: Token) -> bool:
    """Whether a clause says that a noun was signed: "the memorandum which the three signed"."""
    clauses = sentence.children(noun, "relcl", "acl")
    return noun.lemma in pact_words("treaty") and any(
        clause.lemma in pact_words("jointly") and clause.tag in ("VBD", "VBN") for clause in clauses
    )


def _dated(token: Token) -> bool:
    return token.lower in CALENDAR or token.text[:1].isdigit()


def _about(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """What follows a noun and says whom or what it is about, wherever the parse hangs it."""
    found: list[Token] = []
    at = noun.i + 1
    while at < len(sentence.tokens):
        preposition = sentence.tokens[at]
        if preposition.tag == "TO" and not found:
            return _purpose(sentence, preposition)
        if preposition.lower not in ABOUT or preposition.dep not in ("prep", "dative"):
            break
        phrase = _compact(sentence, preposition)
        timely = any(_dated(t) or t.lemma in pact_words("times") for t in phrase)
        if len(phrase) < 2 or timely:
            break
        found += phrase
        at = phrase[-1].i + 1
    return tuple(found)


def _purpose(sentence: Sentence, to: Token) -> tuple[Token, ...]:
    """What a coalition is for, to the end of the object: "to train Ukrainian pilots"."""
    verb = sentence.head(to)
    target = sentence.child(verb, "dobj")
    if verb.dep not in ("acl", "relcl") or target is None or target.i - to.i > LONGEST // 2:
        return ()
    return sentence.tokens[to.i : target.i + 1]


def _compact(sentence: Sentence, preposition: Token) -> list[Token]:
    """A preposition with its noun, without clauses and what is set off by commas."""
    words = [preposition]
    below = {token.i for token in sentence.subtree(preposition)}
    for token in sentence.tokens[preposition.i + 1 :]:
        clause = token.dep in ("relcl", "acl", "mark", "advcl") or token.tag in ("WDT", "WP", "TO")
        if token.i not in below or token.pos == "PUNCT" or clause or len(words) > 8:
            break
        if token.dep == "prep" and token.lower in ("in", "at", "after", "since", "under", "over"):
            break
        words.append(token)
    while words and words[-1].pos in ("DET", "ADP", "CCONJ", "ADJ"):
        words.pop()
    return words

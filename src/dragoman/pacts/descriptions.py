"""Descriptions of pacts: a noun with what tells it from others, "a drone coalition"."""

from dragoman.codebook.gazetteer import towns_called
from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.titles import BEFORE, CALENDAR, LONGEST

MADE = ("a", "an", "another")
"""Words before an accord that is told of as something new."""
SIDES = ("between", "with", "of")
"""Prepositions before those whose pact it is."""
ABOUT = ("on", "for", "against", "with", "between", "of")
"""Prepositions that say whom or what a pact is about."""


def description(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """The words of a description, from the first that tells it apart; empty if nothing does."""
    before = [
        child
        for child in sentence.children(noun, *BEFORE)
        if child.i < noun.i and not _ordinary(child) and not _dated(child)
    ]
    if any(child.lemma in pact_words("private") for child in before):
        return ()
    about = subject_of(sentence, noun)
    named = any(child.pos in ("NOUN", "PROPN") or child.text[:1].isupper() for child in before)
    if not before and not about and _signed(sentence, noun):
        return (noun,)
    vague = noun.lemma in pact_words("vague")
    if not before and (not about or (vague and not specific(noun, about))):
        return ()
    if not named and not about and vague and not _of_a_day(sentence, noun):
        return ()
    start = noun.i
    for child in before:
        start = min(start, *(t.i for t in sentence.subtree(child)))
    words = [
        t for t in sentence.tokens[start : noun.i + 1] if not _ordinary(t) or _hyphen(sentence, t)
    ]
    if _tells(before) and about and about[0].lower in SIDES and about[-1].pos == "PROPN":
        about = ()
    return (*words, *about) if len(words) + len(about) <= LONGEST else tuple(words)


def town_of(sentence: Sentence, noun: Token) -> str | None:
    """The town at which an accord was made, which tells it from others: "a treaty at Jinja".

    Only behind "a": an accord that is known may be talked of anywhere.
    """
    determined = [c for c in sentence.children(noun, "det") if c.lower in MADE]
    if not determined or noun.lemma not in pact_words("treaty"):
        return None
    verb = sentence.head(noun)
    near = (*sentence.children(noun, "prep"), *(_places(sentence, noun, verb)))
    for preposition in near:
        place = sentence.child(preposition, "pobj")
        if place is None or preposition.lower not in ("at", "in"):
            continue
        words = [t for t in sentence.tokens[preposition.i + 1 : place.i + 1] if t.pos == "PROPN"]
        name = " ".join(t.text for t in words)
        town = preposition.lower == "at" or bool(towns_called(name))
        if words and words[-1].i == place.i and town and not _dated(place):
            return name
    return None


def _places(sentence: Sentence, noun: Token, verb: Token) -> tuple[Token, ...]:
    """The prepositions of the verb that makes an accord, right behind it or its clause."""
    made = [c for c in sentence.children(noun, "acl", "relcl") if c.lemma in pact_words("making")]
    if verb.lemma in pact_words("making") and noun.dep in ("dobj", "nsubj", "nsubjpass"):
        made.append(verb)
    return tuple(p for c in made for p in sentence.children(c, "prep") if p.i > noun.i)


def _ordinary(token: Token) -> bool:
    """Whether a word tells no pact from others; "a fuller treaty" is only fuller than another."""
    return token.lower in pact_words("ordinary") or token.tag in ("JJR", "JJS", "RBR")


def _hyphen(sentence: Sentence, token: Token) -> bool:
    """Whether a hyphen holds two words together."""
    inside = 0 < token.i < len(sentence.tokens) - 1 and token.text == "-"
    if not inside:
        return False
    before, after = sentence.tokens[token.i - 1], sentence.tokens[token.i + 1]
    around = before.end == token.start and token.end == after.start
    return around and not {before.lower, after.lower} & pact_words("ordinary")


def specific(noun: Token, about: tuple[Token, ...]) -> bool:
    """Whether what an accord is about tells it from others: "the charter on strategic partnership".

    One word does not: there are many agreements on trade.
    """
    kept = noun.lemma in pact_words("treaty") and about and about[0].lower in ("on", "for")
    return bool(kept) and sum(token.pos in ("NOUN", "ADJ", "PROPN") for token in about) > 1


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


def _of_a_day(sentence: Sentence, noun: Token) -> bool:
    """Whether an accord is told from others by its day: "the military agreement of Sept. 19"."""
    behind = [c for c in sentence.children(noun, "prep") if c.i == noun.i + 1 and c.lower == "of"]
    days = [day for c in behind for day in sentence.children(c, "pobj")]
    words = (token for day in days for token in sentence.subtree(day))
    return noun.lemma in pact_words("treaty") and any(_dated(token) for token in words)


def _dated(token: Token) -> bool:
    return token.lower in CALENDAR or token.text[:1].isdigit()


def subject_of(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """What follows a noun and says whom or what it is about, wherever the parse hangs it."""
    found: list[Token] = []
    at = noun.i + 1
    while at < len(sentence.tokens):
        preposition = sentence.tokens[at]
        if preposition.tag == "TO" and not found:
            wide = noun.lemma not in pact_words("treaty")
            return _purpose(sentence, preposition) if wide else ()
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
        apart = token.pos in ("PUNCT", "PRON")
        if token.i not in below or apart or clause or len(words) > 8:
            break
        if token.dep == "prep" and token.lower in ("in", "at", "after", "since", "under", "over"):
            break
        words.append(token)
    while words and words[-1].pos in ("DET", "ADP", "CCONJ", "ADJ"):
        words.pop()
    return words

"""Whether a source is named, or only described ("a senior official who asked not to be named")."""

from dragoman.codebook.source_nouns import source_nouns
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, ActorKind

NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands"
SEVERAL = frozenset(
    f"{NUMBERS}|all|another|anyone|both|everybody|everyone|few|many|most|nobody|none|one|other|"
    "others|several|some|somebody|someone".split("|")
)
"""Words that stand for people by their number alone."""

DEFINITE = frozenset(["the", "this", "that", "its", "his", "her", "their", "our", "my", "your"])


def is_named(head: Token | None, sentence: Sentence, actor: Actor | None) -> bool | None:
    """Whether a source's words, or those that they stand for, tell who it is.

    True for a name, a state, an organisation, an outlet, a text, or an office that one alone
    holds; False for a description that fits many; None where it can't be told, as of a pronoun
    whose referent is unknown.
    """
    known = None if actor is None else _known(actor)
    if head is not None and head.pos == "NOUN" and not head.text.isupper():
        return _noun(head, sentence, actor)
    if head is None:
        return known
    if head.pos == "PROPN" or (head.text.isupper() and len(head.text) > 1):
        return True
    return False if head.lower in SEVERAL else known


def _noun(head: Token, sentence: Sentence, actor: Actor | None) -> bool | None:
    """Whether a phrase about a noun tells who it is."""
    if actor is not None and actor.kind is ActorKind.PERSON and _known(actor):
        return True
    if any(t.pos == "PROPN" for t in sentence.children(head, "appos")):
        return True  # "the envoy, Ana Gray"
    sort = source_nouns().get(head.lemma)
    plural = head.tag == "NNS"
    if sort == "office":
        return not plural and _definite(sentence, head)
    if sort in ("body", "words") or (actor is not None and sort is None):
        return True
    return False if plural or sort == "person" else None


def _known(actor: Actor) -> bool:
    """Whether an actor's own name is one: a person's may be a description of many words."""
    if actor.kind is not ActorKind.PERSON:
        return actor.kind is not ActorKind.UNKNOWN
    words = actor.name.split()
    sorts = {source_nouns().get(_singular(word)) for word in words if word.islower()}
    return "person" not in sorts and not (sorts and any(_plural(word) for word in words))


def _plural(word: str) -> bool:
    return word.islower() and word not in source_nouns() and _singular(word) in source_nouns()


def _singular(word: str) -> str:
    return word if word in source_nouns() else word.removesuffix("s")


def _definite(sentence: Sentence, head: Token) -> bool:
    """Whether "the", a possessive, or a name in front makes the office one that is known."""
    for child in sentence.children(head, "det", "poss", "compound", "amod", "nmod"):
        if child.i < head.i and (
            child.dep == "poss" or child.lower in DEFINITE or child.pos == "PROPN"
        ):
            return not any(t.lower in ("a", "an") for t in sentence.children(head, "det"))
    return False

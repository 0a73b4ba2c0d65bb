"""The CAMEO code of an act: as deep as its mode, its words and its contexts support."""

from collections.abc import Container, Sequence

from dragoman.codebook.cameo import CameoRule, cameo_rules, cut_to_type
from dragoman.events.acts import Act
from dragoman.events.clauses import HYPHENS

LONGEST = 4
"""How many words a phrase of the rules has at most."""


def cameo_of(act: Act, mode: str | None, contexts: Sequence[str]) -> str:
    """The code of an act, text of two digits or more, always one of the act's PLOVER type.

    Args:
        act: the act; the code of the row for its word stands where no rule fits.
        mode: its mode, if one is told.
        contexts: what it is about.
    """
    phrases = _phrases(act)
    for rule in cameo_rules()[act.type]:
        if _fits(rule, act, mode, contexts, phrases):
            return rule.code
    return cut_to_type(act.code, act.type)


def _fits(
    rule: CameoRule,
    act: Act,
    mode: str | None,
    contexts: Sequence[str],
    phrases: Container[tuple[str, ...]],
) -> bool:
    """Whether all that a rule asks for is so."""
    if rule.modes and mode not in rule.modes:
        return False
    if rule.verbs and act.token.lemma not in rule.verbs:
        return False
    if rule.contexts and rule.contexts.isdisjoint(contexts):
        return False
    return not rule.words or any(words in phrases for words in rule.words)


def _phrases(act: Act) -> frozenset[tuple[str, ...]]:
    """All runs of up to four words of the act's clause, as lemmas and as they are written.

    The act's own word is left out: it decides the type, and `verbs` ask for it. So is who acts:
    that a court rejects a motion makes it no refusal of judicial help.
    """
    doers = _doers(act)
    words = [
        t
        for t in act.sentence.tokens
        if t.i in act.own and t.i not in doers and t.text not in HYPHENS
    ]
    found: set[tuple[str, ...]] = set()
    for at, token in enumerate(words):
        for length in range(1, LONGEST + 1):
            run = words[at : at + length]
            if length == 1 and token is act.token:
                continue
            found.add(tuple(t.lemma for t in run))
            found.add(tuple(t.lower for t in run))
    return frozenset(found)


def _doers(act: Act) -> frozenset[int]:
    """The positions of the words that name who does what a verb tells.

    What assaults may be a thing ("a car bomb killed"), and then says how.
    """
    if act.token.pos != "VERB" or act.type == "ASSAULT":
        return frozenset()
    return frozenset(
        word.i
        for noun in act.sentence.children(act.token, "nsubj")
        for word in act.sentence.subtree(noun)
    )

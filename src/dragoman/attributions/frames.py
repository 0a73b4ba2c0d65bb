"""The constructions that join a content to its cue, each as a range of tokens.

The names are those of the `frames` column of the codebook's cues.
"""

from collections.abc import Callable, Sequence

from dragoman.attributions.findings import DASHES, Tree
from dragoman.codebook.cues import Cue, cues_of
from dragoman.language.sentences import Sentence, Token

Range = tuple[int, int]
"""The positions of a first and a last token, both included."""

ADJUNCTS = frozenset(["after", "at", "before", "during", "in", "on"])
PURPOSES = frozenset(["attempt", "bid", "effort", "move", "order", "push", "way"])
"""Nouns that an infinitive belongs to in its own right ("in a bid to ...")."""


def after(sentence: Sentence, verb: Token, *deps: str) -> Token | None:
    """The first child of `verb` behind it with one of the labels, or None."""
    return next((t for t in sentence.children(verb, *deps) if t.i > verb.i), None)


def clause_range(tree: Tree, first: int, clause: Token) -> Range:
    """All below a clause's head, from the token `first` on, to a semicolon or a remark at most."""
    low, high = tree.below(clause)
    tokens = tree.sentence.tokens
    ends = (i for i in range(clause.i, high) if tokens[i].text == ";" or _remark(tokens, i))
    return max(first, low), next(ends, high + 1) - 1


def _remark(tokens: Sequence[Token], i: int) -> bool:
    """Whether a dash begins what the writer calls the clause before it ("– a claim that ...")."""
    if tokens[i].text not in DASHES or i + 2 >= len(tokens) or tokens[i + 1].tag != "DT":
        return False
    return tokens[i + 2].lemma in cues_of("noun")


def _infinitive(sentence: Sentence, clause: Token) -> bool:
    return any(t.tag == "TO" for t in sentence.children(clause, "aux"))


def _gerund(sentence: Sentence, clause: Token) -> bool:
    return clause.tag == "VBG" and not sentence.child(clause, "aux", "nsubj")


def _that(tree: Tree, verb: Token, row: Cue) -> Range | None:
    sentence = tree.sentence
    clause = after(sentence, verb, "ccomp")
    if clause is None:
        return _behind_that(tree, verb)
    if _infinitive(sentence, clause) or _gerund(sentence, clause):
        return None
    return clause_range(tree, verb.i + 1, clause)


def _behind_that(tree: Tree, verb: Token) -> Range | None:
    """The clause behind a "that" which the tree hung on a noun ("told a meeting that ...")."""
    tokens = tree.sentence.tokens
    for that in tokens[verb.i + 1 : tree.right[verb.i] + 1]:
        if that.lower == "that" and (that.tag == "IN" or that.dep == "mark"):
            clause = tree.sentence.head(that)
            told = tree.sentence.head(clause).lemma not in cues_of("noun")
            return (that.i, tree.right[clause.i]) if clause.i > that.i and told else None
        if that.pos in ("VERB", "AUX") and not _cites(that):
            return None
    return None


def _cites(token: Token) -> bool:
    """Whether a participle names whose words are passed on ("reported, citing X, that ...")."""
    rows = cues_of("verb").get(token.lemma, ())
    return token.tag == "VBG" and any("citing" in row.frames for row in rows)


def _to(tree: Tree, verb: Token, row: Cue) -> Range | None:
    sentence = tree.sentence
    clause = after(sentence, verb, "xcomp")
    if clause is None and not sentence.child(verb, "dobj", "ccomp"):
        clause = _behind_adjunct(tree, verb)
    if clause is None or not _infinitive(sentence, clause) or sentence.child(verb, "dobj"):
        return None
    return clause_range(tree, verb.i + 1, clause)


def _behind_adjunct(tree: Tree, verb: Token) -> Token | None:
    """An infinitive that the tree hung on an adjunct's noun ("agreed at a meeting to form ...")."""
    for prep in tree.sentence.children(verb, "prep"):
        noun = tree.sentence.child(prep, "pobj") if prep.i > verb.i else None
        if noun is not None and noun.lemma not in PURPOSES and prep.lower in ADJUNCTS:
            return after(tree.sentence, noun, "acl")
    return None


def _object_to(tree: Tree, verb: Token, row: Cue) -> Range | None:
    sentence = tree.sentence
    passive = sentence.child(verb, "nsubjpass")
    clause = after(sentence, verb, "xcomp", "ccomp")
    if clause is None or not _infinitive(sentence, clause):
        return None
    named = passive or after(sentence, verb, "dobj") or sentence.child(clause, "nsubj")
    if named is None:
        return None
    if passive:
        return clause_range(tree, verb.i + 1, clause)
    first = min(tree.below(named)[0], tree.below(clause)[0])
    return max(first, verb.i + 1), _without_adjunct(tree, clause)


def _without_adjunct(tree: Tree, clause: Token) -> int:
    """The last token of an infinitive, less a last phrase that a comma sets off from it."""
    sentence = tree.sentence
    high = tree.right[clause.i]
    for prep in sentence.children(clause, "prep"):
        if tree.right[prep.i] == high and sentence.tokens[tree.left[prep.i] - 1].text == ",":
            return tree.left[prep.i] - 2
    return high


def _object(tree: Tree, verb: Token, row: Cue) -> Range | None:
    sentence = tree.sentence
    if row.preposition and not any(
        t.lower == row.preposition for t in sentence.children(verb, "prt", "advmod", "prep")
    ):
        return None
    clause = after(sentence, verb, "xcomp", "ccomp")
    if clause is not None and _gerund(sentence, clause):
        return None if row.objects else clause_range(tree, verb.i + 1, clause)
    thing = after(sentence, verb, "dobj")
    if thing is None or (row.objects and thing.lemma not in row.objects):
        return None
    last = max(tree.right[t.i] for t in sentence.children(verb, "dobj"))
    return max(verb.i + 1, tree.left[thing.i]), last


def _object_complement(tree: Tree, verb: Token, row: Cue) -> Range | None:
    sentence = tree.sentence
    named = after(sentence, verb, "oprd", "xcomp", "ccomp")
    if named is None or _infinitive(sentence, named):
        return None
    thing = after(sentence, verb, "dobj") or sentence.child(named, "nsubj")
    if thing is None or thing.i < verb.i:
        return None
    return max(verb.i + 1, min(tree.left[thing.i], tree.left[named.i])), tree.right[named.i]


def _preposition(tree: Tree, verb: Token, row: Cue) -> Range | None:
    for prep in tree.sentence.children(verb, "prep", "prt"):
        if prep.i > verb.i and prep.lower == row.preposition and tree.right[prep.i] > prep.i:
            thing = tree.sentence.child(prep, "pobj")
            if row.objects and (thing is None or thing.lemma not in row.objects):
                continue
            return prep.i + 1, tree.right[prep.i]
    return None


def _object_preposition(tree: Tree, verb: Token, row: Cue) -> Range | None:
    sentence = tree.sentence
    thing = after(sentence, verb, "dobj") or sentence.child(verb, "nsubjpass")
    if thing is None:
        return None
    for prep in (*sentence.children(verb, "prep"), *sentence.children(thing, "prep")):
        if prep.i > verb.i and prep.lower == row.preposition:
            return (tree.left[thing.i] if thing.i > verb.i else prep.i), tree.right[prep.i]
    return None


def _preposition_to(tree: Tree, verb: Token, row: Cue) -> Range | None:
    named = _preposition(tree, verb, row)
    clause = after(tree.sentence, verb, "xcomp", "ccomp", "advcl")
    if named is None:
        return None
    if clause is not None and _infinitive(tree.sentence, clause) and clause.i > named[0]:
        return named[0], tree.right[clause.i]
    inside = tree.sentence.tokens[named[0] : named[1] + 1]
    return named if any(t.tag == "TO" for t in inside) else None


def _citing_range(tree: Tree, verb: Token, row: Cue) -> Range | None:
    sentence = tree.sentence
    speaker = after(sentence, verb, "dobj")
    if speaker is None and sentence.child(verb, "nsubjpass") is None:
        return None
    first = tree.left[speaker.i] if speaker else verb.i + 1
    return max(first, verb.i + 1), tree.right[verb.i]


FRAMES: dict[str, Callable[[Tree, Token, Cue], Range | None]] = {
    "citing": _citing_range,
    "object-complement": _object_complement,
    "object-preposition": _object_preposition,
    "preposition-to": _preposition_to,
    "object-to": _object_to,
    "that": _that,
    "to": _to,
    "preposition": _preposition,
    "object": _object,
    "tagged": lambda tree, verb, row: None,  # only a head finds it
    "quote": lambda tree, verb, row: None,  # looked for beside the verb, when all else has failed
}
"""Each frame with what finds its content, in the order in which they are tried."""

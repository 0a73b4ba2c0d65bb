"""Nouns that report: "Iran's claim that ...", "issued a warning that ..."."""

from collections.abc import Iterator

from dragoman.attributions.findings import Finding, Tree
from dragoman.attributions.sources import source_span, subject_of
from dragoman.codebook.cues import Cue, cues_of
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Stance


def noun_findings(tree: Tree) -> Iterator[Finding]:
    """What the reporting nouns of a sentence attribute to somebody whom the sentence names."""
    vocabulary = cues_of("noun")
    sentence = tree.sentence
    for token in sentence.tokens:
        rows = vocabulary.get(token.lemma) if token.pos == "NOUN" else None
        for row in rows or ():
            clause = _clause(tree, token, row)
            head = _owner(sentence, token) if clause else None
            content = tree.span(*clause) if clause else None
            if head and content and not (clause and clause[0] <= head.i <= clause[1]):
                yield Finding(
                    sentence=sentence,
                    source=source_span(tree, head, token),
                    head=head,
                    cue=token.span,
                    content=(content,),
                    stance=Stance(row.stance),
                    weak=True,
                    attitude=row.attitude,
                )
                break


def _clause(tree: Tree, noun: Token, row: Cue) -> tuple[int, int] | None:
    sentence = tree.sentence
    for child in sentence.children(noun, "acl", "prep", "relcl", "ccomp"):
        if child.i < noun.i:
            continue
        marks = [t.lower for t in sentence.children(child, "mark", "aux") if t.i < child.i]
        fits = (
            ("that" in row.frames and child.dep in ("acl", "ccomp") and "that" in marks)
            or ("to" in row.frames and child.dep in ("acl", "relcl") and "to" in marks)
            or ("preposition" in row.frames and child.lower == row.preposition)
        )
        if fits:
            first, last = tree.below(child)
            return (first + 1 if child.dep == "prep" else first), last
    return None


def _owner(sentence: Sentence, noun: Token) -> Token | None:
    """Whose claim it is: a possessive, "by ..." or "from ...", or the subject that makes it."""
    if owner := sentence.child(noun, "poss"):
        return owner
    for prep in sentence.children(noun, "prep"):
        if prep.lower in ("by", "from"):
            return sentence.child(prep, "pobj")
    verb = sentence.head(noun)
    if noun.dep == "dobj" and verb.pos == "VERB":
        return subject_of(sentence, verb)
    return None

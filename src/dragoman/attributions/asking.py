"""Which sentences a tagging head is asked about: those of paragraphs that could attribute anything.

The test is cheap and lets too much through rather than too little.
"""

from itertools import groupby

from dragoman.attributions.quoted import Quoted
from dragoman.codebook.cues import cues_of
from dragoman.language.quotation import quotations
from dragoman.language.sentences import ParsedArticle, Sentence

MARKS = frozenset(['"', "“", "”", "„", "«", "»", "‘", "``", "''", "'", ":"])
"""Quotation marks, and the colon that announces a speaker's words."""


def worth_tagging(parsed: ParsedArticle) -> tuple[Sentence, ...]:
    """The telling sentences of each paragraph in which one has a cue or a mark, or is quoted."""
    quoted = Quoted(parsed, quotations(parsed))
    openers = frozenset(lemma.split()[0] for lemma in cues_of("phrase"))
    paragraphs = (list(g) for _, g in groupby(parsed.telling, lambda s: (s.zone, s.paragraph)))
    return tuple(
        sentence
        for paragraph in paragraphs
        if any(_has_sign(s, openers) or quoted.overlapping(s.span) for s in paragraph)
        for sentence in paragraph
    )


def _has_sign(sentence: Sentence, openers: frozenset[str]) -> bool:
    verbs, nouns = cues_of("verb"), cues_of("noun")
    return any(
        t.lemma in verbs or t.lemma in nouns or t.text in MARKS or t.lower in openers
        for t in sentence.tokens
    )

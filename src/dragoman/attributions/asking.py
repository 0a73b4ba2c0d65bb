"""Which sentences a tagging head is asked about: those that could hold an attribution.

The test is cheap and lets too much through rather than too little: on PolNeAR's training articles
it keeps 98% of the sentences that hold one, and drops a third of those that don't.
"""

from dragoman.attributions.quoted import Quoted
from dragoman.codebook.cues import cues_of
from dragoman.language.quotation import quotations
from dragoman.language.sentences import ParsedArticle, Sentence

MARKS = frozenset(['"', "“", "”", "„", "«", "»", "‘", "``", "''", "'", ":"])
"""Quotation marks, and the colon that announces a speaker's words."""


def worth_tagging(parsed: ParsedArticle) -> tuple[Sentence, ...]:
    """The sentences in which the article speaks that have a cue, a mark, or lie in a quotation."""
    quoted = Quoted(parsed, quotations(parsed))
    return tuple(s for s in parsed.telling if _has_sign(s) or quoted.overlapping(s.span))


def _has_sign(sentence: Sentence) -> bool:
    verbs, nouns = cues_of("verb"), cues_of("noun")
    openers = {lemma.split()[0] for lemma in cues_of("phrase")}
    return any(
        t.lemma in verbs or t.lemma in nouns or t.text in MARKS or t.lower in openers
        for t in sentence.tokens
    )

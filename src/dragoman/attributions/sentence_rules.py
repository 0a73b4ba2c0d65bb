"""All rules over one sentence."""

from dataclasses import replace

from dragoman.attributions.findings import Finding, Tree
from dragoman.attributions.nouns import noun_findings
from dragoman.attributions.reports import phrase_findings
from dragoman.attributions.verbs import cited_findings, quoted_by_findings, verb_findings
from dragoman.codebook.cues import cues_of
from dragoman.language.sentences import Sentence
from dragoman.records import Span


def sentence_findings(sentence: Sentence) -> list[Finding]:
    """What one sentence attributes, one finding for each cue."""
    if not _may_report(sentence):
        return []
    tree = Tree(sentence)
    found = _apart(list(verb_findings(tree)))
    found.extend(noun_findings(tree))
    found.extend(phrase_findings(tree))
    found.extend(quoted_by_findings(tree))
    found.extend(cited_findings(tree, found))
    return found


def _apart(found: list[Finding]) -> list[Finding]:
    """Contents end where a report that is set behind the whole sentence begins.

    In "he said that it was over, the Gazette reported" the tree may take the Gazette's report for
    a part of what he said.
    """
    behind = [
        f
        for f in found
        if f.source and f.cue and f.content[-1].end <= min(f.source.start, f.cue.start)
    ]
    if not behind:
        return found
    last = behind[-1]
    whole = Span(last.content[0].start, last.content[-1].end)
    cut = [
        replace(f, content=tuple(s for s in (_until(s, whole.end) for s in f.content) if s))
        if f is not last and f.cue and whole.contains(f.cue)
        else f
        for f in found
    ]
    return [f for f in cut if f.content]


def _until(span: Span, end: int) -> Span | None:
    return Span(span.start, min(span.end, end)) if span.start < end else None


def _may_report(sentence: Sentence) -> bool:
    """Whether any cue stands in the sentence at all: most have none, and cost nothing more."""
    verbs, nouns = cues_of("verb"), cues_of("noun")
    openers = {lemma.split()[0] for lemma in cues_of("phrase")}
    return any(t.lemma in verbs or t.lemma in nouns or t.lower in openers for t in sentence.tokens)

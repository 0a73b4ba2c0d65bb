"""The head's claims and the rules' findings as one list.

The head is better at where a content begins and ends, and at words that no table has; the rules
know stances, what is said within what is said, who was told, and whom a report cites. So where
both found one thing, the claim's words go with the finding's judgement; what the rules alone
found stays where the head had no say: inside a content, beside one that it passes on, in a
sentence that was not tagged.
"""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.attributions.assembling import Claim
from dragoman.attributions.findings import Finding
from dragoman.attributions.stances import stance_of
from dragoman.language.tags import Tags
from dragoman.records import Span, Stance

ALIKE = 0.5
"""The share of characters that two contents must have in common to be one."""

DOUBT = 0.6
"""The mean probability below which a tagged claim counts as weak."""


def merged(claims: Sequence[Claim], findings: Sequence[Finding], tags: Tags) -> list[Finding]:
    """All that either found, each thing once."""
    out: list[Finding] = []
    by_sentence: dict[int, list[Finding]] = {}
    for finding in findings:
        by_sentence.setdefault(finding.sentence.index, []).append(finding)
    used: set[int] = set()
    claimed: dict[int, list[Finding]] = {}
    for claim in claims:
        here = by_sentence.get(claim.sentence.index, ())
        twin = _twin(claim, [f for f in here if id(f) not in used])
        if twin is not None:
            used.add(id(twin))
        made = _finding(claim, twin)
        out.append(made)
        for index in {r.sentence.index for r in claim.contents} | {made.sentence.index}:
            claimed.setdefault(index, []).append(made)
    for finding in findings:
        index = finding.sentence.index
        if id(finding) not in used and _adds(finding, claimed.get(index, ()), index in tags):
            out.append(finding)
    return out


def _finding(claim: Claim, twin: Finding | None) -> Finding:
    content = tuple(sorted(run.span for run in claim.contents))
    score = sum(r.score for r in claim.contents) / len(claim.contents)
    cue, source = claim.cue, claim.source
    if cue is not None:
        score = min(cue.score, score)
    if twin is not None and twin.verbatim:
        return twin
    if twin is not None:
        head, named = (source.head, source.span) if source else (twin.head, twin.source)
        said = cue.span if cue else twin.cue
        return replace(
            twin, source=named, head=head, cue=said, content=content, weak=score < DOUBT
        )
    stance, attitude = stance_of(cue, claim.contents) if cue else (Stance.ASSERTS, False)
    return Finding(
        sentence=claim.sentence,
        source=source.span if source else None,
        head=source.head if source else None,
        cue=cue.span if cue else None,
        content=content,
        stance=stance,
        weak=score < DOUBT,
        attitude=attitude,
    )


def _twin(claim: Claim, findings: Sequence[Finding]) -> Finding | None:
    """The finding that says the same as a claim: of one cue, or of one content if it has none."""
    content = [run.span for run in claim.contents]
    if claim.cue is None:
        same = [f for f in findings if _shared(f.content, content) >= ALIKE]
    else:
        cue = claim.cue.span
        same = [f for f in findings if f.cue and f.cue.overlaps(cue) and not f.cited]
    return max(same, key=lambda f: _shared(f.content, content), default=None)


def _adds(finding: Finding, claims: Sequence[Finding], tagged: bool) -> bool:
    """Whether a finding of the rules alone is kept beside the claims that touch its sentence."""
    for claim in claims:
        if finding.cue and any(span.contains(finding.cue) for span in claim.content):
            return True
        if _shared(finding.content, claim.content) >= ALIKE:
            return finding.cited
        if finding.cue and claim.cue and finding.cue.overlaps(claim.cue):
            return False
    return not tagged or not finding.weak


def _shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    whole = sum(map(len, one)) + sum(map(len, other)) - common
    return common / whole if whole else 0.0

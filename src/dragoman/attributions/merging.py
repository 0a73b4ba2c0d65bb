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
from dragoman.attributions.findings import Finder, Finding, Tree
from dragoman.attributions.linking import QUOTES
from dragoman.attributions.runs import Run
from dragoman.attributions.sources import RELATIVES, source_span, subject_of
from dragoman.attributions.stances import cue_row, says_nothing, stance_of
from dragoman.attributions.verbs import DOUBTFUL
from dragoman.language.sentences import Sentence, Token
from dragoman.language.tags import Tags
from dragoman.records import Span, Stance

ALIKE, SAME = 0.5, 0.8
"""The shares of characters that two contents have in common to be much alike, or one."""

DOUBT = 0.6
"""The mean probability below which a tagged claim counts as weak."""

SURE = 0.75
"""The mean probability from which on a tagged source goes before the one that grammar gives."""


LOOSE_FRAMES = frozenset(
    ["object", "object-complement", "preposition", "preposition-to", "to", "object-to", "tagged"]
)
"""Frames whose content is no clause, or may be none."""


SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
NAMING = frozenset(["NOUN", "PROPN", "PRON", "NUM", "DET", "X"])
"""Parts of speech of a source's head."""


def merged(claims: Sequence[Claim], findings: Sequence[Finding], tags: Tags) -> list[Finding]:
    """All that either found, each thing once."""
    out: list[Finding] = []
    left = {id(finding): finding for finding in findings}
    by_sentence: dict[int, list[Finding]] = {}
    for finding in findings:
        by_sentence.setdefault(finding.sentence.index, []).append(finding)
    claimed: dict[int, list[Finding]] = {}
    for claim in claims:
        here = [f for f in by_sentence.get(claim.sentence.index, ()) if id(f) in left]
        if any(f.cited and f.cue and claim.cue and f.cue.overlaps(claim.cue.span) for f in here):
            continue  # "A, citing B, said": the rules have it
        twin = _twin(claim, here)
        made = _joined(claim, twin, here)
        for kept in made:
            left.pop(id(kept), None)
        if twin is not None:
            left.pop(id(twin), None)
        out.extend(made)
        for index in {r.sentence.index for r in claim.contents} | {claim.sentence.index}:
            claimed.setdefault(index, []).extend(made)
    for finding in left.values():
        index = finding.sentence.index
        if _adds(finding, claimed.get(index, ()), index in tags):
            out.append(finding)
    return out


def _joined(claim: Claim, twin: Finding | None, here: Sequence[Finding]) -> list[Finding]:
    """What a claim becomes: one finding, none where it is too little, or the rules' own two."""
    if twin is None:
        alone = _alone(claim)
        return [alone] if alone else []
    if twin.verbatim or twin.stance is Stance.DECLINES:
        return [twin]
    claim = _without_others(claim, twin, here)
    content = [run.span for run in claim.contents]
    if _shared(twin.content, content) < SAME:
        for other in here:
            within = other.cue and any(span.contains(other.cue) for span in twin.content)
            if within and _shared(other.content, content) >= SAME:
                return [twin, other]  # "A accused B of it, C reported": the claim took them for one
    made = _with_words(claim, twin)
    second = _second(twin, content, here)
    return [replace(made, content=twin.content), *second] if second else [made]


def _without_others(claim: Claim, twin: Finding, here: Sequence[Finding]) -> Claim:
    """A claim without those of its several contents that are another finding's of the sentence."""
    spans = [run.span for run in claim.contents]
    others = [
        f
        for f in here
        if f is not twin and not f.cited and not any(f.cue and s.contains(f.cue) for s in spans)
    ]
    kept = [
        run
        for run in claim.contents
        if not any(_shared(f.content, [run.span]) >= SAME for f in others)
        and not (_behind_colon(run) and not _shared(twin.content, [run.span]))
    ]
    return Claim(claim.cue, claim.source, kept) if kept else claim


def _behind_colon(run: Run) -> bool:
    """Whether a run follows a colon or semicolon: a clause by itself."""
    return run.first > 0 and run.sentence.tokens[run.first - 1].text in (":", ";")


def _second(twin: Finding, content: Sequence[Span], here: Sequence[Finding]) -> list[Finding]:
    """What else its source says or does by saying, where a claim's content takes that in.

    In "Peru denounced the deal and announced a boycott" that is "announced a boycott".
    """
    return [
        other
        for other in here
        if other.cue is not None
        and other.source == twin.source
        and any(span.contains(other.cue) for span in content)
        and not any(span.contains(other.cue) for span in twin.content)
    ]


def _with_words(claim: Claim, twin: Finding) -> Finding:
    """The rules' finding in the words of the claim."""
    head, source = twin.head, twin.source
    given = claim.source
    if given and (source is None or _better(given, twin)):
        head, source = given.head, given.span
    return replace(
        twin,
        source=source,
        head=head,
        cue=claim.cue.span if claim.cue else twin.cue,
        content=tuple(sorted(run.span for run in claim.contents)),
        weak=_score(claim) < DOUBT,
        by=Finder.BOTH,
    )


def _better(given: Run, twin: Finding) -> bool:
    """Whether a tagged source goes before grammar's: it has the same head, or is sure."""
    if given.head.lower in RELATIVES:
        return False
    if twin.source is not None and given.span.overlaps(twin.source):
        return twin.head is None or given.span.overlaps(twin.head.span)
    return given.score >= SURE


def _alone(claim: Claim) -> Finding | None:
    """The finding of a claim that the rules missed, or None where it tells too little.

    It must have a source, tagged or the subject of its cue in the tree. A mere thing as content
    makes it somebody's act or liking rather than a claim ("Peru ratified the pact"), an infinitive
    his plan ("Peru looks to ratify it"), unless it is quoted or the codebook has the cue as speech.
    One of which the head itself is not sure is none: a record would rather miss than invent.
    """
    cue, given = claim.cue, claim.source
    said = any(_quoted(run) for run in claim.contents)
    if cue is None and not (given and said):
        return None
    if cue is not None and not (said or _clausal(claim) or _speaks(cue, claim.contents)):
        return None
    head, source = _speaker(claim)
    if source is None or head is None or head.pos not in NAMING or _nobody(claim.sentence, head):
        return None
    if _score(claim) < DOUBT:
        return None
    stance, attitude = Stance.ASSERTS, False
    if cue is not None:
        if says_nothing(cue, claim.contents):
            return None
        stance, attitude = stance_of(cue, claim.contents)
    return Finding(
        sentence=claim.sentence,
        source=source,
        head=head,
        cue=cue.span if cue else None,
        content=tuple(sorted(run.span for run in claim.contents)),
        stance=stance,
        attitude=attitude,
        supposed=cue is not None and any(t.lower in DOUBTFUL for t in cue.tokens),
        by=Finder.HEAD,
    )


def _speaker(claim: Claim) -> tuple[Token | None, Span | None]:
    """The source of a claim with its head: as tagged, or for a relative or none, by the tree."""
    cue, given = claim.cue, claim.source
    if given and given.head.lower not in RELATIVES:
        return given.head, given.span
    head = _subject(cue, claim.contents) if cue else None
    if head is None or cue is None:
        return (given.head, given.span) if given else (None, None)
    return head, source_span(Tree(claim.sentence), head, cue.head)


def _nobody(sentence: Sentence, head: Token) -> bool:
    """Whether a source is no one ("no country")."""
    return head.lower in ("nobody", "none") or any(
        t.lower in ("no", "neither") for t in sentence.children(head, "det", "preconj")
    )


def _clausal(claim: Claim) -> bool:
    """Whether a content is a clause with its subject, no thing and no infinitive of a plan."""
    return any(
        run.head.pos in ("VERB", "AUX") and run.sentence.child(run.head, *SUBJECTS) is not None
        for run in claim.contents
    )


def _speaks(cue: Run, contents: Sequence[Run]) -> bool:
    """Whether the codebook has a cue as speech that takes a thing or an infinitive for content."""
    row = cue_row(cue, contents)
    return row is not None and not row.attitude and not LOOSE_FRAMES.isdisjoint(row.frames)


def _subject(cue: Run, contents: Sequence[Run]) -> Token | None:
    head = subject_of(cue.sentence, cue.head) if cue.head.pos in ("VERB", "AUX") else None
    if head is None or cue.holds(head.i):
        return None
    inside = any(run.sentence is cue.sentence and run.holds(head.i) for run in contents)
    return None if inside else head


def _quoted(run: Run) -> bool:
    return run.tokens[0].text in QUOTES or run.tokens[-1].text in QUOTES


def _score(claim: Claim) -> float:
    """How sure the head is: of the contents on the whole, or of the cue if that is less."""
    score = sum(run.score for run in claim.contents) / len(claim.contents)
    return min(score, claim.cue.score) if claim.cue else score


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
        if claim.cue and any(span.contains(claim.cue) for span in finding.content):
            continue  # it hands the claim on
        if _shared(finding.content, claim.content) >= ALIKE:
            return finding.cited
        if finding.cue and claim.cue and finding.cue.overlaps(claim.cue):
            return False
    return not tagged or not finding.weak


def _shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    whole = sum(map(len, one)) + sum(map(len, other)) - common
    return common / whole if whole else 0.0

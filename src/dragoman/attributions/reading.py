"""A parsed article's attributions: rules, quotations, outlets and the chain, put together."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from dragoman.attributions.assembling import claims_of
from dragoman.attributions.chain import Draft, blocks, drafts_of, outermost_first, parents
from dragoman.attributions.findings import Finding
from dragoman.attributions.merging import merged
from dragoman.attributions.quoted import Quoted, continued
from dragoman.attributions.sentence_rules import sentence_findings
from dragoman.attributions.signed import signed_findings
from dragoman.attributions.turns import turn_findings
from dragoman.language.quotation import quotations
from dragoman.language.sentences import ParsedArticle
from dragoman.language.tags import Tags
from dragoman.records import Attribution, Cast, Span, Stance, content_id

LONGEST_POINTER = 12
"""Code points of a content that may be a mere pronoun."""

ANYBODY = frozenset(
    ["i", "we", "you", "people", "somebody", "anybody", "everybody", "nobody", "someone"]
)
"""Heads of a source that is the speaker himself, his hearer, or nobody in particular."""


def find_attributions(
    parsed: ParsedArticle, cast: Cast, tags: Tags | None = None
) -> tuple[Attribution, ...]:
    """Who says what in an article, according to whom.

    Reads the sentences in which the article itself speaks, by the codebook's reporting cues and
    the dependency tree, and by a head's tags where there are any; source, cue and content follow
    PolNeAR (Newell et al., LREC 2018). A quoted zone gives one block attribution, which contains
    those of its sentences. Confidences are those of `chain.CONFIDENCE`.

    Args:
        parsed: the article and its parse.
        cast: the actors of the same article; a source that none of them covers has actor None.
        tags: what a head says of its sentences; None where no head was asked.

    Returns:
        The attributions in text order. No content crosses a zone.
    """
    quoted = Quoted(parsed, quotations(parsed))
    found = [f for s in parsed.telling for f in sentence_findings(s)]
    found.extend(turn_findings(parsed))
    found.extend(signed_findings(quoted))
    if tags:
        found = merged(claims_of(parsed, tags, quoted), found, tags)
    found = _uttered([quoted.widened(f) for f in found if _says_something(f)])
    found = continued(quoted, found)
    drafts = list(blocks(parsed, cast))
    for finding in found:
        drafts.extend(drafts_of(finding, quoted, cast, parsed.article.outlet))
    return _linked(parsed.article.id, sorted(dict.fromkeys(drafts), key=outermost_first))


def _says_something(finding: Finding) -> bool:
    """Whether a content is more than a word that points at another's content ("denied it")."""
    if len(finding.content) != 1 or len(finding.content[0]) > LONGEST_POINTER:
        return True
    tokens = finding.sentence.tokens_in(finding.content[0])
    return not tokens or any(t.pos not in ("PRON", "DET", "PUNCT", "ADV") for t in tokens)


def _uttered(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without what is a mere part of what somebody else says.

    Within another's words that is what somebody thinks or wants, what might be said, and what the
    speaker says of himself, of his hearer, or of no one in particular.
    """
    spans = sorted(span for f in findings for span in f.content)
    starts = [span.start for span in spans]
    reached = list(accumulate((span.end for span in spans), max))

    def reported(finding: Finding) -> bool:
        if finding.cue is None or not _slight(finding):
            return False
        before = bisect_right(starts, finding.cue.start)
        return before > 0 and reached[before - 1] >= finding.cue.end

    return [f for f in findings if not reported(f)]


def _slight(finding: Finding) -> bool:
    head = finding.head
    said = finding.weak and finding.stance in (Stance.ASSERTS, Stance.PROMISES)
    if finding.attitude or finding.supposed or (said and not finding.cited):
        return True
    return head is not None and head.lower in ANYBODY


def _linked(article: str, drafts: Sequence[Draft]) -> tuple[Attribution, ...]:
    ids = [
        content_id(article, "attribution", d.kind, d.source, d.cue, *d.content, d.stance)
        for d in drafts
    ]
    via = parents(drafts)
    made = {
        own: Attribution(
            id=own,
            source=d.source,
            cue=d.cue,
            content=d.content,
            kind=d.kind,
            stance=d.stance,
            via=None if above is None else ids[above],
            confidence=d.confidence,
        )
        for own, d, above in zip(ids, drafts, via, strict=True)
    }
    return tuple(sorted(made.values(), key=_place))


def _place(attribution: Attribution) -> tuple[int, int, str]:
    spans = [*attribution.content, *([attribution.cue] if attribution.cue else [])]
    return min(s.start for s in spans), -max(s.end for s in spans), attribution.id


def bio_labels(attributions: Iterable[Attribution], tokens: Sequence[Span]) -> tuple[str, ...]:
    """The attributions as one label for each token: B- or I- with source, cue or content, or O.

    Outer attributions go first, and one inside another's content is left out, as in PolNeAR's
    sentence files.

    Args:
        attributions: those of the article that the tokens come from.
        tokens: where the tokens lie in its text, in order.
    """
    labels = ["O"] * len(tokens)
    for a in sorted(attributions, key=lambda a: -sum(len(s) for s in a.content)):
        parts = [("content", s) for s in a.content]
        parts += [("cue", a.cue)] if a.cue else []
        parts += [("source", Span(a.source.start, a.source.end))] if a.source else []
        places = {i: part for part, span in parts for i, t in enumerate(tokens) if t.overlaps(span)}
        if any(labels[i] not in ("O", f"B-{p}", f"I-{p}") for i, p in places.items()):
            continue
        before: tuple[int, str] | None = None
        for i in sorted(places):
            begins = before != (i - 1, places[i])
            if labels[i] == "O":
                labels[i] = ("B-" if begins else "I-") + places[i]
            before = (i, places[i])
    return tuple(labels)

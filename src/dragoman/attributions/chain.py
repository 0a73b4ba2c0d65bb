"""The chain: which attribution contains which, out to the page's outlet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.attributions.findings import Finder, Finding
from dragoman.attributions.naming import is_named
from dragoman.attributions.quoted import Quoted
from dragoman.attributions.sources import speaking_actor
from dragoman.codebook.cues import cues_of
from dragoman.codebook.moods import content_moods
from dragoman.language.sentences import ParsedArticle
from dragoman.records import (
    ActorKind,
    AttributionKind,
    Cast,
    Source,
    Span,
    Stance,
    Zone,
    ZoneKind,
)

NEARBY = 200
"""Code points before a quoted zone, or into it, in which its outlet is looked for."""

STRETCH = 512
"""Code points in which contents are looked up together."""

QUESTION = re.compile(r"[^.?!]*\?[\W_]*")
"""A single question, marks around it included."""

SENTENCE_END = re.compile(r"[.!?][\"”’'»)\]]{0,3}\s{1,3}[\"“‘'«(\[]{0,3}\w")
"""Where one sentence of a content ends and another begins."""

HEAD = re.compile(r"\W*(?:that\s)?\W*", re.IGNORECASE)
"""What may stand before the first word of what is said."""

DIRECT, CLAUSE, WEAK = 0.9, 0.7, 0.5
CONFIDENCE = {
    Finder.RULES: {AttributionKind.DIRECT: DIRECT, None: WEAK},
    Finder.HEAD: {AttributionKind.DIRECT: 0.95, AttributionKind.MIXED: 0.85, None: WEAK},
    Finder.BOTH: {AttributionKind.DIRECT: 0.97, AttributionKind.MIXED: 0.95, None: 0.8},
}
"""Confidences by what found something and its kind, None for what is weak. Those of the head and of
both are, rounded, the shares found right in PolNeAR's dev articles (half of the characters in
common); those of the rules alone are ordered the same way, but rough."""

OTHERWISE = {Finder.RULES: CLAUSE, Finder.HEAD: 0.75, Finder.BOTH: 0.9}
"""The same for any other kind."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution that lacks only its id and its `via`."""

    source: Source | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: AttributionKind
    stance: Stance
    confidence: float
    zone: Zone
    cited: bool = False

    @property
    def size(self) -> int:
        """Code points of content."""
        return sum(len(span) for span in self.content)


def blocks(parsed: ParsedArticle, cast: Cast) -> Iterator[Draft]:
    """One block attribution for each quoted zone: the outlet whose passage it is reports it."""
    for zone in parsed.article.zones:
        if zone.kind is not ZoneKind.QUOTED or zone.end <= zone.start:
            continue
        named = _outlet_words(parsed.article.text, zone)
        source = cue = None
        if named is not None:
            actor = _outlet_actor(cast, zone.outlet) or speaking_actor(cast, named, None, None)
            source = Source(named.start, named.end, actor, named=True)
            cue = _cue_behind(parsed, named)
        yield Draft(
            source=source,
            cue=cue,
            content=(zone.span,),
            kind=AttributionKind.BLOCK,
            stance=Stance.ASSERTS,
            confidence=DIRECT if cue else CLAUSE if source else WEAK,
            zone=zone,
        )


def _outlet_words(text: str, zone: Zone) -> Span | None:
    """Where the outlet of a quoted zone is named: last before it, else first inside."""
    if not zone.outlet:
        return None
    name = re.compile(rf"(?<!\w){re.escape(zone.outlet)}(?!\w)", re.IGNORECASE)
    before = max(0, zone.start - NEARBY)
    found = (
        list(name.finditer(text, before, zone.start))
        or list(name.finditer(text, zone.start, min(zone.end, zone.start + NEARBY)))[:1]
    )
    return Span(*found[-1].span()) if found else None


def _outlet_actor(cast: Cast, name: str | None) -> str | None:
    for actor in cast.actors:
        if actor.kind is ActorKind.OUTLET and same_name(actor.name, name):
            return actor.id
    return None


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two outlets' names are one, case and article aside."""

    def plain(name: str) -> list[str]:
        return name.casefold().removeprefix("the ").split()

    return bool(one and other) and plain(one or "") == plain(other or "")


def _cue_behind(parsed: ParsedArticle, named: Span) -> Span | None:
    """The reporting verb right behind an outlet's name ("France 24 reports:")."""
    sentence = parsed.sentence_at(named.start)
    for token in sentence.tokens if sentence else ():
        if token.start >= named.end and token.pos not in ("PUNCT", "ADV", "AUX"):
            return token.span if token.lemma in cues_of("verb") else None
    return None


def drafts_of(finding: Finding, quoted: Quoted, cast: Cast, outlet: str | None) -> Iterator[Draft]:
    """A finding's draft, and that of the outlet to which the speaker spoke, unless it reports."""
    zone = finding.sentence.zone
    content = tuple(s for s in (_clip(span, zone) for span in finding.content) if s is not None)
    if not content:
        return
    kind = AttributionKind.DIRECT if finding.verbatim else quoted.kind_of(content)
    if finding.cue is not None and quoted.inside(finding.cue):
        kind = AttributionKind.INDIRECT  # the marks are those of somebody further out
    source = None
    if finding.source is not None:
        actor = speaking_actor(cast, finding.source, finding.head, finding.sentence)
        named = is_named(finding.head, finding.sentence, cast.by_id.get(actor or ""))
        source = Source(finding.source.start, finding.source.end, actor, named)
    weak = finding.weak or source is None
    confidence = CONFIDENCE[finding.by].get(None if weak else kind, OTHERWISE[finding.by])
    yield Draft(
        source=source,
        cue=finding.cue,
        content=content,
        kind=kind,
        stance=_stance(finding, kind, quoted.parsed.text(content[0])),
        confidence=confidence,
        zone=zone,
        cited=finding.cited,
    )
    told = _told_outlet(finding, cast, zone.outlet or outlet) if finding.hearer else None
    if told is not None and finding.hearer is not None:
        parts = [p for p in (finding.cue, *content, finding.source) if p is not None]
        first, last = min(p.start for p in parts), max(p.end for p in parts)
        whole = tuple(_without(quoted.parsed, Span(first, last), finding.hearer))
        yield Draft(
            source=told,
            cue=finding.cue,
            content=whole,
            kind=quoted.kind_of(whole),
            stance=Stance.ASSERTS,
            confidence=WEAK,
            zone=zone,
        )


def _stance(finding: Finding, kind: AttributionKind, words: str) -> Stance:
    """The cue's stance, or where it merely asserts, that of what is said."""
    several = len(finding.content) > 1 or SENTENCE_END.search(words) is not None
    if finding.stance is not Stance.ASSERTS or finding.attitude or several:
        return finding.stance
    if kind is AttributionKind.DIRECT and QUESTION.fullmatch(words):
        return Stance.ASKS
    start = HEAD.match(words)
    assert start is not None
    for mood in content_moods():
        if mood.pattern.match(words, start.end()):
            return Stance(mood.stance)
    return finding.stance


def _clip(span: Span, zone: Zone) -> Span | None:
    start, end = max(span.start, zone.start), min(span.end, zone.end)
    return Span(start, end) if start < end else None


def _told_outlet(finding: Finding, cast: Cast, own: str | None) -> Source | None:
    assert finding.hearer is not None
    for mention in cast.within(finding.sentence.span):
        actor = cast.by_id[mention.actor]
        if not mention.span.overlaps(finding.hearer) or actor.kind is not ActorKind.OUTLET:
            continue
        if not same_name(actor.name, own):
            return Source(mention.start, mention.end, actor.id, named=True)
    return None


def _without(parsed: ParsedArticle, whole: Span, hole: Span) -> Iterator[Span]:
    """`whole` less a hole in it, white space and commas at the ends left out."""
    before = (whole.start, min(whole.end, hole.start))
    behind = (max(whole.start, hole.end), whole.end)
    for start, end in (before, behind):
        words = parsed.article.text[start:end] if start < end else ""
        left = len(words) - len(words.lstrip(" \t\n,"))
        kept = words.strip(" \t\n,")
        if any(c.isalnum() for c in kept):
            yield Span(start + left, start + left + len(kept))


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the position of the innermost one that contains its cue, None if none does.

    `drafts` are in the order of `outermost_first`, so a parent always comes before its children
    and no chain can bite its own tail. What a quoted zone's attributions hang on is its block.
    """
    block_of = {d.zone: i for i, d in enumerate(drafts) if d.kind is AttributionKind.BLOCK}
    out: list[int | None] = []
    near: dict[int, list[tuple[Span, int]]] = {}  # contents by the stretches that they touch
    whole: dict[tuple[Span, ...], int] = {}
    for i, draft in enumerate(drafts):
        if draft.kind is AttributionKind.BLOCK:
            out.append(None)
            continue
        above = whole.get(draft.content) if draft.cited else None
        if above is None and draft.cue is not None:
            above = _innermost(near.get(draft.cue.start // STRETCH, ()), draft.cue)
        out.append(block_of.get(draft.zone) if above is None else above)
        whole[draft.content] = i
        for span in draft.content:
            for stretch in range(span.start // STRETCH, span.end // STRETCH + 1):
                near.setdefault(stretch, []).append((span, i))
    return out


def _innermost(spans: Sequence[tuple[Span, int]], cue: Span) -> int | None:
    """The last of the contents, which come longest first, that contains the cue."""
    return next((i for span, i in reversed(spans) if span.contains(cue)), None)


def outermost_first(draft: Draft) -> tuple[bool, int, bool, int]:
    """A key that puts blocks first, then longer contents before shorter ones."""
    first = draft.content[0].start
    return (draft.kind is not AttributionKind.BLOCK, -draft.size, draft.cited, first)

"""Whose voice a page is: the outlet's own, and how much of it is whose else."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from dragoman.records.attributions import Attribution
from dragoman.records.chains import Chains
from dragoman.records.record import Record


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker's part of a page.

    `source` is the attribution whose source first speaks here, None for the page's own outlet;
    `actor` the id of the actor behind it, where known. `share` is the part of the told text, from
    0 to 1, whose innermost source he is; `claims` counts his attributions.
    """

    source: Attribution | None
    actor: str | None
    share: float
    claims: int


def voices(record: Record) -> tuple[Voice, ...]:
    """Whose voice has how much of what a page tells, the outlet's own first, then by share.

    The told text is that of the standfirst, body and quoted zones, white space left out. Each of
    its characters is the innermost source's: of the deepest attribution whose content has it, the
    shortest of several equally deep; where none has it, the outlet's own. Sources with one actor
    are one voice, and those without an actor that are called by the same words. Where a page
    tells nothing there are no voices.
    """
    text = record.article.text
    sizes: dict[str, int] = {"": 0}
    for start, end, attribution in voice_parts(record):
        size = end - start - sum(map(str.isspace, text[start:end]))
        key = voice_key(record, attribution)
        sizes[key] = sizes.get(key, 0) + size
    total = sum(sizes.values())
    if not total:
        return ()
    claims: dict[str, list[Attribution]] = {}
    for attribution in record.attributions:
        claims.setdefault(voice_key(record, attribution), []).append(attribution)
    found = [
        Voice(
            source=mine[0],
            actor=mine[0].source.actor if mine[0].source else None,
            share=sizes.get(key, 0) / total,
            claims=len(mine),
        )
        for key, mine in claims.items()
    ]
    own = Voice(None, None, sizes[""] / total, 0)
    return (own, *sorted(found, key=lambda v: (-v.share, -v.claims)))


def unnamed(record: Record) -> tuple[Attribution, ...]:
    """The attributions whose sources are described but not named, in the record's order."""
    return tuple(a for a in record.attributions if a.source and a.source.named is False)


def voice_key(record: Record, attribution: Attribution | None) -> str:
    """What the attributions of one voice share; empty for the page's own outlet (None)."""
    if attribution is None:
        return ""
    source = attribution.source
    if source is None:
        return "nobody"
    words = " ".join(record.article.text[source.start : source.end].casefold().split())
    return f"actor {source.actor}" if source.actor else f"words {words}"


Layer = tuple[int, int, int, Attribution]
"""A span of content: where it starts and ends, a rank that is lower further in, whose it is."""


def _layers(record: Record) -> list[Layer]:
    chains = Chains(record)
    ranked = sorted(
        record.attributions, key=lambda a: (-chains.depth(a.id), sum(map(len, a.content)))
    )
    layers = [(s.start, s.end, rank, a) for rank, a in enumerate(ranked) for s in a.content]
    return sorted(layers, key=lambda layer: layer[:3])


def voice_parts(record: Record) -> Iterator[tuple[int, int, Attribution | None]]:
    """The told text cut where its innermost source changes, with that source's attribution."""
    told = [zone.span for zone in record.article.zones if zone.kind.tells]
    starts = [span.start for span in told]
    layers = _layers(record)
    edges = {edge for span in told for edge in (span.start, span.end)}
    edges |= {edge for start, end, *_ in layers for edge in (start, end)}
    ordered = sorted(edges)
    active: list[tuple[int, int, int]] = []  # rank, end, place among the layers
    at = 0
    for start, end in pairwise(ordered):
        while at < len(layers) and layers[at][0] <= start:
            heappush(active, (layers[at][2], layers[at][1], at))
            at += 1
        while active and active[0][1] <= start:
            heappop(active)
        zone = bisect_right(starts, start) - 1
        if zone >= 0 and start < told[zone].end:
            yield start, end, layers[active[0][2]][3] if active else None

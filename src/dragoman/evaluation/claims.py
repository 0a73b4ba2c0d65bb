"""How well a page's attributions are read: found at all, on the right chain, with the right stance.

An annotation is a JSON file beside a page of the same name: `outlet`, and `attributions`, each
with `content` (words of the page), `source` (the words for the speaker), `chain` (names from the
page's outlet down to the speaker), `kind`, `stance`, and `optional` where it is arguable.

- *found*: contents are paired one to one, best first, where they share at least half of the
  characters that either has and the sources share a word; of a block, half of the annotated
  sentence is enough. An optional attribution counts neither when it is found nor when it isn't.
- *chain*, *stance*, *kind*: the share of the pairs that have the annotation's. A chain is right
  when it has as many steps, and in each of them the words for the source, or its actor's name,
  role or id, hold the annotated name or are held by it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.evaluation.pairing import jaccard, one_to_one, shared
from dragoman.evaluation.rates import Rate
from dragoman.records import Attribution, Chains, Record, Span

HALF = 0.5
SLIGHT = frozenset(["the", "a", "an", "of"])


@dataclass(frozen=True, slots=True)
class AnnotatedClaim:
    """One attribution as a person annotated it."""

    content: str
    source: str
    chain: tuple[str, ...]
    kind: str
    stance: str
    optional: bool = False


def read_claims(path: Path) -> tuple[AnnotatedClaim, ...]:
    """The attributions of an annotation.

    Raises:
        UsageError: the file is no annotation; the message says what is missing.
    """
    try:
        given = json.loads(path.read_text("utf-8"))["attributions"]
        return tuple(
            AnnotatedClaim(
                content=a["content"],
                source=a["source"],
                chain=tuple(a["chain"]),
                kind=a["kind"],
                stance=a["stance"],
                optional=bool(a.get("optional", False)),
            )
            for a in given
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is no annotation of a page's claims: {error!r}.") from error


def score_claims(
    pages: Iterable[tuple[Record | None, Sequence[AnnotatedClaim]]],
) -> dict[str, float]:
    """The figures by name, over pages and what a person annotated on them.

    A page without a record has nothing found.
    """
    found = gold = 0
    pairs: list[tuple[AnnotatedClaim, Attribution, Chains]] = []
    for record, claims in pages:
        gold += sum(not claim.optional for claim in claims)
        if record is None:
            continue
        here = _paired(record, claims)
        found += sum(bool(a.content) for a in record.attributions)
        found -= sum(want.optional for want, _ in here)
        chains = Chains(record)
        pairs.extend((want, have, chains) for want, have in here if not want.optional)
    rate = Rate(gold, found, len(pairs))
    return {
        "attributions precision": rate.precision,
        "attributions recall": rate.recall,
        "attributions F1": rate.f1,
        "attributions: chain": _share(_same_chain(*pair) for pair in pairs),
        "attributions: stance": _share(w.stance == h.stance.value for w, h, _ in pairs),
        "attributions: kind": _share(w.kind == h.kind.value for w, h, _ in pairs),
    }


def _share(right: Iterable[bool]) -> float:
    marks = list(right)
    return sum(marks) / len(marks) if marks else 0.0


def _paired(
    record: Record, claims: Sequence[AnnotatedClaim]
) -> list[tuple[AnnotatedClaim, Attribution]]:
    fits = (
        (fit, g, f)
        for g, want in enumerate(claims)
        for span in _places(record.article.text, want.content)
        for f, have in enumerate(record.attributions)
        if (fit := _fit(record, want, span, have)) >= HALF
    )
    return [(claims[g], record.attributions[f]) for g, f in one_to_one(fits)]


def _places(text: str, words: str) -> Iterator[Span]:
    """Where words stand in a text, white space aside."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    for match in re.finditer(pattern, text):
        yield Span(*match.span())


def _fit(record: Record, want: AnnotatedClaim, span: Span, have: Attribution) -> float:
    if have.source is None or not have.content:
        return 0.0
    named = record.article.text[have.source.start : have.source.end]
    if not (_words(named) & _words(want.source)) - SLIGHT:
        return 0.0
    if want.kind == have.kind.value == "block":
        return shared([span], have.content) / len(span)
    return jaccard([span], have.content)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _same_chain(want: AnnotatedClaim, have: Attribution, chains: Chains) -> bool:
    record = chains.record
    steps = [[record.article.outlet or ""]]
    for told in chains.lineage(have.id):
        actor = record.cast.by_id.get((told.source.actor if told.source else None) or "")
        words = [record.article.text[told.source.start : told.source.end]] if told.source else []
        steps.append([*words, *((actor.name, actor.role or "", actor.id) if actor else ())])
    return len(steps) == len(want.chain) and all(
        any(_holds(name, called) for called in step)
        for name, step in zip(want.chain, steps, strict=True)
    )


def _holds(one: str, other: str) -> bool:
    """Whether either of two names holds the other, in whole words, whatever the case."""
    first, second = (
        " ".join(["", *re.findall(r"[^\W_]+", n.casefold()), ""]) for n in (one, other)
    )
    return bool(first.strip() and second.strip()) and (first in second or second in first)

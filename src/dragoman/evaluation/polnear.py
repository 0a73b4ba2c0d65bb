"""Attributions over whole articles, against PolNeAR's own annotation (Newell et al., LREC 2018).

A corpus is a folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, the stand-off
files that PolNeAR is published in. Each annotation counts as an article of its own, so that one
read by several annotators is scored against each of them.

- *content at J*: a content that was found is right when it and one of the annotation's, paired
  one to one, share at least the part J of the characters that either has (Jaccard, white space
  counted). Precision, recall and F1 over all annotations together.
- *source* and *cue*: of the pairs at the loosest J, the share whose sources (cues) overlap too;
  an annotation that names none is right where none was found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.evaluation.pairing import jaccard, one_to_one
from dragoman.evaluation.rates import Rate
from dragoman.records import Span

CLOSE, LOOSE = 0.8, 0.3
"""How much two contents must share to count as one, closely and loosely."""

ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
SPANS = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
LINKS = re.compile(r"E\d+\t(.+)$")


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution as it is scored: the spans of its content, source and cue, in text order."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """One article's text and what one annotator found in it."""

    name: str
    annotator: str
    text: str
    claims: tuple[Claim, ...]


def read_corpus(folder: Path) -> Iterator[AnnotatedArticle]:
    """The annotations in a folder, in the order of their names, each with its article's text.

    Raises:
        UsageError: the folder has no annotations, an annotation no text, or a line is broken.
    """
    annotations = sorted((folder / "attributions").glob("*.ann"))
    if not annotations:
        raise UsageError(f"{folder} holds no attributions/NAME_ANNOTATOR.ann.")
    for path in annotations:
        name = ANNOTATOR.sub("", path.stem)
        try:
            # newline="": offsets count the characters as they are in the file
            with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
                text = file.read()
            claims = tuple(read_claims(path.read_text("utf-8")))
        except (OSError, ValueError, KeyError) as error:
            raise UsageError(f"{path} is no annotation of an article: {error!r}.") from error
        yield AnnotatedArticle(name, path.stem[len(name) + 1 :], text, claims)


def read_claims(annotation: str) -> Iterator[Claim]:
    """The attributions of one stand-off file: its E lines, over the spans of its T lines.

    One without content is left out; two contents of one attribution count as one. Other lines
    (remarks, words that run on over a line's end) tell nothing of these.

    Raises:
        ValueError: an E line has another form.
        KeyError: an E line names a T line that isn't there.
    """
    lines = annotation.split("\n")
    found = [match for line in lines if (match := SPANS.match(line))]
    spans = {match[1]: tuple(_spans(match[2])) for match in found}
    for line in lines:
        links = LINKS.match(line)
        if not links:
            continue
        parts: dict[str, list[Span]] = {"Content": [], "Source": [], "Cue": []}
        for role, name in (word.split(":") for word in links[1].split()):
            kind = role.rstrip("0123456789")
            if kind in parts:
                parts[kind].extend(spans[name])
        if parts["Content"]:
            content, source, cue = (tuple(sorted(parts[k])) for k in parts)
            yield Claim(content, source, cue)


def _spans(cell: str) -> Iterator[Span]:
    """The spans of a cell such as "12 40;41 60"."""
    for place in cell.split(";"):
        start, end = place.split()
        yield Span(int(start), int(end))


def paired(
    gold: Sequence[Claim], found: Sequence[Claim], least: float
) -> list[tuple[Claim, Claim]]:
    """Claims of the annotation and of the reading, paired one to one, the best pairs first."""
    fits = (
        (fit, g, f)
        for g, want in enumerate(gold)
        for f, have in enumerate(found)
        if _near(want, have) and (fit := jaccard(want.content, have.content)) >= least
    )
    return [(gold[g], found[f]) for g, f in one_to_one(fits)]


def _near(one: Claim, other: Claim) -> bool:
    return (
        one.content[0].start < other.content[-1].end
        and other.content[0].start < one.content[-1].end
    )


def score(articles: Iterable[tuple[AnnotatedArticle, Sequence[Claim]]]) -> Mapping[str, float]:
    """The figures by name, for annotations and what was found in their articles."""
    rates = {CLOSE: Rate(), LOOSE: Rate()}
    pairs: list[tuple[Claim, Claim]] = []
    for article, found in articles:
        for least in rates:
            here = paired(article.claims, found, least)
            rates[least] += Rate(len(article.claims), len(found), len(here))
        pairs.extend(here)
    figures: dict[str, float] = {}
    for least, rate in rates.items():
        figures[f"content at {least} precision"] = rate.precision
        figures[f"content at {least} recall"] = rate.recall
        figures[f"content at {least} F1"] = rate.f1
    for role in ("source", "cue"):
        right = sum(_alike(getattr(want, role), getattr(have, role)) for want, have in pairs)
        figures[f"{role} of the pairs"] = right / len(pairs) if pairs else 0.0
    return figures


def _alike(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return (not one and not other) or any(a.overlaps(b) for a in one for b in other)

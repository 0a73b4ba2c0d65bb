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


@dataclass(frozen=True, slots=True)
class Tally:
    """How many contents were right, how many were found, and how many there are."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both tallies together."""
        return Tally(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


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


def jaccard(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The share of characters that two lists of spans have in common, of all that either has."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    whole = sum(map(len, one)) + sum(map(len, other)) - shared
    return shared / whole if whole else 0.0


def paired(
    gold: Sequence[Claim], found: Sequence[Claim], least: float
) -> list[tuple[Claim, Claim]]:
    """Claims of the annotation and of the reading, paired one to one, the best pairs first."""
    fits = sorted(
        (
            (-fit, g, f)
            for g, want in enumerate(gold)
            for f, have in enumerate(found)
            if _near(want, have) and (fit := jaccard(want.content, have.content)) >= least
        ),
    )
    gold_left, found_left = set(range(len(gold))), set(range(len(found)))
    pairs = []
    for _, g, f in fits:
        if g in gold_left and f in found_left:
            gold_left.remove(g)
            found_left.remove(f)
            pairs.append((gold[g], found[f]))
    return pairs


def _near(one: Claim, other: Claim) -> bool:
    return (
        one.content[0].start < other.content[-1].end
        and other.content[0].start < one.content[-1].end
    )


def score(articles: Iterable[tuple[AnnotatedArticle, Sequence[Claim]]]) -> Mapping[str, float]:
    """The figures by name, for annotations and what was found in their articles."""
    tallies = {CLOSE: Tally(), LOOSE: Tally()}
    pairs: list[tuple[Claim, Claim]] = []
    for article, found in articles:
        for least in tallies:
            here = paired(article.claims, found, least)
            tallies[least] += Tally(len(here), len(found), len(article.claims))
        pairs.extend(here)
    figures: dict[str, float] = {}
    for least, tally in tallies.items():
        figures[f"content at {least} precision"] = tally.precision
        figures[f"content at {least} recall"] = tally.recall
        figures[f"content at {least} F1"] = tally.f1
    for role in ("source", "cue"):
        right = sum(_alike(getattr(want, role), getattr(have, role)) for want, have in pairs)
        figures[f"{role} of the pairs"] = right / len(pairs) if pairs else 0.0
    return figures


def _alike(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return (not one and not other) or any(a.overlaps(b) for a in one for b in other)

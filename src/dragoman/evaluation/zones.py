"""How well pages are told apart: zones, comments, and what the page says of itself.

The measures, on the annotation that `samples/README.md` describes:

- *zones*: a piece of text listed as inside is found when more than half of its characters
  (white space aside) lie in zones that tell: standfirst, body, quoted. A piece listed as outside
  leaks when it does. Recall is the share of inside pieces found; precision the share of found
  pieces among all pieces found or leaking; F1 their harmonic mean.
- *kept out*: the share of outside pieces that don't leak.
- *comments*: a comment is right when the author is the same, case aside, and more than half of
  the annotated snippet lies in its span. Each counts once, on either side.
- *comment dates*: the share of right comments with an annotated day that have that day.
- *published*, *title*, *outlet*: the share of pages that have what the annotation has, case,
  white space and an outlet's leading "The" aside.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.records import Article, Comment, Record, Span


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person found on one page, as far as these measures need it."""

    title: str | None
    outlet: str | None
    published: str | None
    comments: tuple[Mapping[str, str | None], ...]
    inside: tuple[str, ...]
    outside: tuple[str, ...]


def read_annotation(path: Path) -> Annotation:
    """The annotation in a JSON file.

    Raises:
        UsageError: the file is no annotation; the message says what is missing.
    """
    try:
        given: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return Annotation(
            title=given["title"],
            outlet=given["outlet"],
            published=given["published"],
            comments=tuple(given["comments"]),
            inside=tuple(given["inside_body"]),
            outside=tuple(given["outside_body"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is no annotation of a page: {error!r}.") from error


class Text:
    """A text in which pieces are found whatever the white space."""

    def __init__(self, text: str) -> None:
        self._places = [at for at, c in enumerate(text) if not c.isspace()]
        self._bare = "".join(text[at] for at in self._places)

    def find(self, piece: str) -> tuple[tuple[int, ...], ...]:
        """The offsets of a piece's characters, white space aside, for each time it occurs."""
        bare = "".join(piece.split())
        found: list[tuple[int, ...]] = []
        at = self._bare.find(bare) if bare else -1
        while at >= 0:
            found.append(tuple(self._places[at : at + len(bare)]))
            at = self._bare.find(bare, at + 1)
        return tuple(found)

    def mostly(self, piece: str, spans: Sequence[Span]) -> bool:
        """Whether the piece occurs with more than half of its characters in the spans."""
        return any(
            2 * sum(any(s.start <= at < s.end for s in spans) for at in places) > len(places)
            for places in self.find(piece)
        )


@dataclass(slots=True)
class Tally:
    """Counts over pages, and the figures they give."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, article: Article, gold: Annotation) -> None:
        """Counts one page."""
        text = Text(article.text)
        telling = [zone.span for zone in article.zones if zone.kind.tells]
        self.counts["inside"] += len(gold.inside)
        self.counts["inside found"] += sum(text.mostly(p, telling) for p in gold.inside)
        self.counts["outside"] += len(gold.outside)
        self.counts["outside leaking"] += sum(text.mostly(p, telling) for p in gold.outside)
        self.counts["pages"] += 1
        self.counts["published"] += (article.published or None) == gold.published
        self.counts["title"] += _same(article.title, gold.title)
        self.counts["outlet"] += _same(article.outlet, gold.outlet)
        self._comments(text, article.comments, gold)

    def _comments(self, text: Text, comments: Iterable[Comment], gold: Annotation) -> None:
        left = list(comments)
        self.counts["comments read"] += len(left)
        self.counts["comments"] += len(gold.comments)
        for wanted in gold.comments:
            for comment in left:
                span = Span(comment.start, comment.end)
                named = _same(comment.author, wanted["author"])
                if named and text.mostly(wanted["snippet"] or "", [span]):
                    left.remove(comment)
                    self.counts["comments right"] += 1
                    if wanted.get("posted"):
                        self.counts["dated"] += 1
                        self.counts["dates right"] += comment.posted == wanted["posted"]
                    break

    def figures(self) -> dict[str, float]:
        """The measures by name, each from 0 to 1."""
        count = self.counts
        found = count["inside found"]
        return {
            "zones F1": _f1(found, found + count["outside leaking"], count["inside"]),
            "zones: kept out": 1 - _share(count["outside leaking"], count["outside"], empty=0.0),
            "comments F1": _f1(count["comments right"], count["comments read"], count["comments"]),
            "comments: dates": _share(count["dates right"], count["dated"]),
            "published": _share(count["published"], count["pages"]),
            "title": _share(count["title"], count["pages"]),
            "outlet": _share(count["outlet"], count["pages"]),
        }


def score_zones(pages: Iterable[tuple[Record | None, Annotation]]) -> dict[str, float]:
    """The measures over pages; a page without a record counts as one with an empty article."""
    tally = Tally()
    for record, gold in pages:
        tally.add(record.article if record else NOTHING, gold)
    return tally.figures()


NOTHING = Article("", None, None, None, None, None, "no record", None, None, "", (), ())


def _same(found: str | None, wanted: str | None) -> bool:
    return _folded(found) == _folded(wanted)


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split()).removeprefix("the ")


def _share(part: int, whole: int, *, empty: float = 1.0) -> float:
    return part / whole if whole else empty


def _f1(right: int, read: int, wanted: int) -> float:
    """Of nothing wanted and nothing read, all is right."""
    return _share(2 * right, read + wanted)

"""Reprints among the articles of a ledger: found anew from what it keeps, without a page.

They are a pure function of the articles that answer. A reading's sketch is made once and kept, so
a build that adds a few pages sketches those alone; clusters are made anew from all sketches.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from dragoman.flow.clustering import FEWEST, Parts, clusters
from dragoman.flow.origins import Copy, credits_in, origin_of
from dragoman.flow.shingled import Shingled
from dragoman.language.shingles import (
    Overlap,
    bands_of,
    overlap,
    scheme,
    shingles_of,
    wording,
)
from dragoman.ledger import Writer
from dragoman.ledger.reprinting import (
    Copied,
    ReprintRow,
    Sketch,
    articles_of,
    buckets,
    copied,
    keep_sketches,
    replace_reprints,
    telling_texts,
    unsketched,
)
from dragoman.records import Record, content_id

FEW = 16_384
"""Articles of clusters that are looked up together, about."""


@dataclass(frozen=True, slots=True)
class Found:
    """How many clusters there are, and how many articles they have."""

    clusters: int
    articles: int


def seek_reprints(path: str | os.PathLike[str]) -> Found:
    """Makes all clusters of a ledger anew.

    Raises:
        LedgerError: there is no ledger, or it can't be written.
    """
    with Writer(path, new=False) as writer:
        return make_reprints(writer)


def make_reprints(writer: Writer) -> Found:
    """The same in a ledger that is open for writing, outside any transaction."""
    for rows in unsketched(writer, scheme()):
        keep_sketches(writer, [_sketch(*row) for row in rows])
    with Shingled(lambda wanted: telling_texts(writer, wanted)) as shingled:
        like = clusters(buckets(writer), shingled)
        articles = articles_of(writer, [digest for part in like for digest in part], FEWEST)
        parts = _parts(like, articles)
        made = [row for some in _some(parts) for row in _rows(writer, some, shingled)]
    replace_reprints(writer, sorted(made, key=lambda row: row.article))
    return Found(len(parts), len(made))


def sketch_of(record: Record, reading: str) -> Sketch:
    """What a record's words are known again by, as the ledger makes it of what it keeps."""
    article = record.article
    told = (article.words(zone.span) for zone in article.zones if zone.kind.tells)
    return _sketch(reading, article.id, "\n".join(told))


def _sketch(reading: str, article: str, text: str) -> Sketch:
    words = wording(text)
    digest = blake2b(words.encode(), digest_size=16).hexdigest()
    number = len(words.split())
    bands = bands_of(shingles_of(text)) if number >= FEWEST else ()
    return Sketch(reading, article, scheme(), digest, number, bands)


def _parts(like: Iterable[Sequence[str]], articles: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The articles of each cluster, in order."""
    together = Parts()
    for part in like:
        for digest in part[1:]:
            together.join(part[0], digest)
    whole = together.parts(articles)
    found = (sorted(article for digest in part for article in articles[digest]) for part in whole)
    return [part for part in found if len(part) > 1]


def _some(parts: Iterable[list[str]]) -> Iterator[list[list[str]]]:
    """Clusters that are looked up together, as each look goes through the whole ledger."""
    some: list[list[str]] = []
    number = 0
    for part in parts:
        some.append(part)
        number += len(part)
        if number >= FEW:
            yield some
            some, number = [], 0
    if some:
        yield some


def _rows(
    writer: Writer, clusters: Sequence[Sequence[str]], shingled: Shingled
) -> Iterator[ReprintRow]:
    """The rows of some clusters, given the articles of each in order."""
    told = copied(writer, [article for part in clusters for article in part])
    found = {each.article: (_copy(each), each.digest) for each in told}
    for articles in clusters:
        copies = [found[article] for article in articles]
        origin = origin_of([copy for copy, _ in copies])
        own = found[origin.article][1]
        # One text in several articles is like nothing else there, and need not be looked at.
        several = any(digest != own for _, digest in copies)
        whole = shingled.of(own) if several else frozenset()
        for copy, digest in copies:
            both = overlap(shingled.of(digest), whole) if digest != own else Overlap(1.0, 1.0)
            yield ReprintRow(
                copy.article,
                content_id("reprints", articles[0]),
                round(both.likeness, 4),
                round(both.containment, 4),
                origin.article,
                origin.outlet,
                origin.reason,
            )


def _copy(each: Copied) -> Copy:
    credited = credits_in(each.lines, each.byline, each.quoted)
    return Copy(each.article, each.outlet, each.published, each.words, credited)

"""Reprints among the articles of a ledger: found anew from what it keeps, without a page.

They are a pure function of the articles that answer. A reading's sketch is made once and kept, so
a build that adds a few pages sketches those alone; clusters are made anew from all sketches.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from dragoman.flow.clustering import FEWEST, Parts, clusters
from dragoman.flow.origins import Copy, credits_in, origin_of
from dragoman.language.shingles import bands_of, overlap, scheme, shingles_of, wording
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

FEW = 100
"""Articles of a cluster whose texts are in memory at a time."""


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
    like = clusters(buckets(writer), lambda wanted: telling_texts(writer, wanted))
    articles = articles_of(writer, [digest for part in like for digest in part], FEWEST)
    together = Parts()
    for part in like:
        for digest in part[1:]:
            together.join(part[0], digest)
    made: list[ReprintRow] = []
    number = 0
    for part in together.parts(articles):
        ids = sorted(article for digest in part for article in articles[digest])
        if len(ids) > 1:
            made += _rows(writer, ids)
            number += 1
    replace_reprints(writer, sorted(made, key=lambda row: row.article))
    return Found(number, len(made))


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


def _rows(writer: Writer, articles: Sequence[str]) -> Iterator[ReprintRow]:
    """The rows of one cluster, given its articles in order."""
    copies: list[Copy] = []
    digests: dict[str, str] = {}
    for at in range(0, len(articles), FEW):
        for each in copied(writer, articles[at : at + FEW]):
            copies.append(_copy(each))
            digests[each.article] = each.digest
    origin = origin_of(copies)
    cluster = content_id("reprints", articles[0])
    own = digests[origin.article]
    whole = _shingles(writer, [own])[own]
    for at in range(0, len(articles), FEW):
        some = articles[at : at + FEW]
        shingles = _shingles(writer, sorted({digests[article] for article in some}))
        for article in some:
            both = overlap(shingles[digests[article]], whole)
            yield ReprintRow(
                article,
                cluster,
                round(both.likeness, 4),
                round(both.containment, 4),
                origin.article,
                origin.outlet,
                origin.reason,
            )


def _shingles(writer: Writer, digests: Sequence[str]) -> Mapping[str, frozenset[str]]:
    return {digest: shingles_of(text) for digest, text in telling_texts(writer, digests).items()}


def _copy(each: Copied) -> Copy:
    credited = credits_in(each.lines, each.byline, each.quoted)
    return Copy(each.article, each.outlet, each.published, each.words, credited)

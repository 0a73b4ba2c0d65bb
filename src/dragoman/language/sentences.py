"""The parse of an article as plain values, which no other library's memory stands behind."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.records import Article, Fault, Span, Zone, ZoneKind


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a sentence.

    `i` and `head` are positions in the sentence (a root is its own head); `start` and `end`
    are offsets into `article.text`. `pos` is the universal part of speech, `tag` the Penn
    Treebank tag, `dep` the ClearNLP dependency label that spaCy's English models give, and
    `lemma` is in lower case.
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the token lies."""
        return Span(self.start, self.end)

    @property
    def lower(self) -> str:
        """The token's text in lower case."""
        return self.text.lower()


@dataclass(frozen=True)
class Sentence:
    """One sentence with its dependency tree.

    `index` counts the article's parsed sentences, `paragraph` its paragraphs; `zone` is the
    zone that the sentence lies in.
    """

    index: int
    paragraph: int
    zone: Zone
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Where the sentence begins in the article's text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the sentence ends in the article's text."""
        return self.tokens[-1].end

    @property
    def span(self) -> Span:
        """Where the sentence lies."""
        return Span(self.start, self.end)

    @cached_property
    def _children(self) -> tuple[tuple[Token, ...], ...]:
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token)
        return tuple(tuple(tokens) for tokens in below)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def root(self) -> Token:
        """The head of the sentence's (first) tree."""
        return next(token for token in self.tokens if token.head == token.i)

    def head(self, token: Token) -> Token:
        """The token that `token` depends on; a root's head is itself."""
        return self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """The tokens that depend on `token`, in order; only those with one of `deps` if given."""
        below = self._children[token.i]
        return tuple(t for t in below if t.dep in deps) if deps else below

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first child of `token` with one of `deps`, or None."""
        return next((t for t in self._children[token.i] if t.dep in deps), None)

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """`token` and all below it, in text order."""
        seen, stack = [token], [token]
        while stack:
            below = self._children[stack.pop().i]
            seen.extend(below)
            stack.extend(below)
        return tuple(sorted(seen, key=lambda t: t.i))

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The heads above `token`, nearest first."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def conjuncts(self, token: Token) -> tuple[Token, ...]:
        """`token` and all that is coordinated with it further down ("A, B and C")."""
        found, stack = [token], [token]
        while stack:
            for child in self.children(stack.pop(), "conj"):
                found.append(child)
                stack.append(child)
        return tuple(sorted(found, key=lambda t: t.i))

    def phrase(self, token: Token) -> Span:
        """The span from the first to the last token below `token`, itself included."""
        tokens = self.subtree(token)
        return Span(tokens[0].start, tokens[-1].end)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers an offset of the article's text, or None between tokens."""
        at = bisect_right(self._starts, offset) - 1
        return self.tokens[at] if at >= 0 and offset < self.tokens[at].end else None

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that lie wholly inside a span."""
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end)
        return tuple(t for t in self.tokens[low:high] if t.end <= span.end)

    def head_of(self, span: Span) -> Token | None:
        """The token inside `span` whose head lies outside it: what the phrase is about."""
        inside = self.tokens_in(span)
        positions = {t.i for t in inside}
        return next((t for t in inside if t.head == t.i or t.head not in positions), None)


@dataclass(frozen=True)
class ParsedArticle:
    """An article with the sentences of its title, standfirst, body and quoted zones.

    `faults` say which stretches of these zones were not parsed, and why.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    faults: tuple[Fault, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def telling(self) -> tuple[Sentence, ...]:
        """The sentences in which the article itself speaks: not its title, no comment, no link."""
        return tuple(s for s in self.sentences if s.zone.kind.tells)

    @cached_property
    def words(self) -> int:
        """How many tokens are words or numbers."""
        return sum(t.pos not in ("PUNCT", "SPACE", "SYM") for s in self.sentences for t in s.tokens)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers an offset, or None."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or offset >= self.sentences[at].end:
            return None
        return self.sentences[at]

    def before(self, sentence: Sentence) -> Sentence | None:
        """The telling sentence just before another, None where it is the first or a title is."""
        last = self.sentences[sentence.index - 1] if sentence.index else None
        return last if last is not None and last.zone.kind.tells else None

    def text(self, span: Span) -> str:
        """The words of a span."""
        return self.article.text[span.start : span.end]


PARSED = (ZoneKind.TITLE, ZoneKind.STANDFIRST, ZoneKind.BODY, ZoneKind.QUOTED)

"""Signed quotations: a quotation and, behind a dash, the name of whoever said it.

So press releases and collections of voices have it, on one line or on two:
"The door is open." – Ana Gray, minister of trade
"""

import re
from collections.abc import Iterator

from dragoman.attributions.findings import Finding
from dragoman.attributions.quoted import Quoted
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.records import Span, Stance

DASHES = frozenset(["-", "–", "—", "―", "--", "‒", "―"])
SIGNATURE = re.compile(r"[ \t\xa0\n]*([-–—―‒]{1,2})[ \t\xa0]*(?=[^\W\d_])")
LONGEST = 90
"""Code points of a signature."""


def signed_findings(quoted: Quoted) -> Iterator[Finding]:
    """One finding for each quotation, or paragraph set off by a dash, that somebody signs."""
    parsed = quoted.parsed
    text = parsed.article.text
    for quotation in quoted.found:
        match = SIGNATURE.match(text, quotation.end, quotation.end + LONGEST)
        if match and quoted.spoken(quotation):
            yield from _signed(parsed, quotation.span, match)
    for before, sentence in zip(parsed.sentences, parsed.sentences[1:], strict=False):
        if before.zone != sentence.zone or before.paragraph == sentence.paragraph:
            continue
        if sentence.tokens[0].text in DASHES:
            dashed = _dashed(parsed, before)
            match = SIGNATURE.match(text, sentence.start, sentence.start + LONGEST)
            if dashed and match:
                yield from _signed(parsed, dashed, match)


def _dashed(parsed: ParsedArticle, last: Sentence) -> Span | None:
    """The paragraph that ends with a sentence, if a dash opens it, without that dash."""
    first = last
    while first.index and parsed.sentences[first.index - 1].paragraph == last.paragraph:
        first = parsed.sentences[first.index - 1]
    if first.tokens[0].text not in DASHES or len(first.tokens) < 2:
        return None
    return Span(first.tokens[1].start, last.end)


def _signed(parsed: ParsedArticle, content: Span, match: re.Match[str]) -> Iterator[Finding]:
    """The finding of a content and the name behind a dash, if it is one: no clause, to the end."""
    sentence = parsed.sentence_at(match.end())
    if sentence is None or not sentence.zone.kind.tells:
        return
    line = parsed.article.text.find("\n", match.end())
    end = min(sentence.end, line if line >= 0 else sentence.end, match.end() + LONGEST)
    name = [t for t in sentence.tokens if match.end() <= t.start and t.end <= end]
    if not name or not _names(name) or any(t.pos in ("VERB", "AUX") for t in name):
        return
    while name[-1].pos == "PUNCT" and len(name) > 1:
        name.pop()
    yield Finding(
        sentence=sentence,
        source=Span(name[0].start, name[-1].end),
        head=_last_of_name(name),
        cue=Span(*match.span(1)),
        content=(content,),
        stance=Stance.ASSERTS,
        verbatim=True,
    )


def _names(tokens: list[Token]) -> bool:
    first = tokens[0].text
    return first[0].isupper() and tokens[0].pos in ("PROPN", "NOUN", "ADJ")


def _last_of_name(tokens: list[Token]) -> Token:
    head = tokens[0]
    for token in tokens:
        if token.pos != "PROPN":
            break
        head = token
    return head

"""Headlines in capitals, as the parser would read them in a sentence.

In "Guterres Opens the Lisbon Summit" every word looks like part of a name. The parser is given the
same characters with the common words in lower case; offsets and the article's text stay as they
are. Which words are common is read off the language model's own list of base forms.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
FEWEST = 4
"""Words below which nobody can tell a headline's style."""
LONG = 4
"""Letters of the words that title style capitalises whatever they are."""
SHARE = 0.8
ENDINGS = (
    *(("ies", "y"), ("es", ""), ("es", "e"), ("s", "")),
    *(("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"), ("er", ""), ("ly", "")),
)
"""Inflections and what they leave of a base form."""

IsCommon = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class CommonWords:
    """What is known of words in lower case.

    `is_grammar` holds for words of grammar ("with"), `is_open` for base forms of verbs,
    adjectives and adverbs, `is_noun` for those of nouns, `is_name` for words that are part of a
    name whatever else they mean ("polish").
    """

    is_grammar: IsCommon
    is_open: IsCommon
    is_noun: IsCommon
    is_name: IsCommon


def sentence_case(text: str, known: CommonWords) -> str:
    """The text with its common words in lower case if it is a headline, else unchanged.

    Args:
        text: a paragraph or headline.
        known: which words are common.

    Returns:
        A text of the same length. A noun in the singular keeps its capital, as it may be a name
        ("Turkey"); so does a word in capitals of two or three letters ("EU").
    """
    words = [m.group() for m in WORD.finditer(text)]
    shouted = _is_shouted(words)
    if len(words) < FEWEST or not (shouted or _is_titled(words)):
        return text

    def recased(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        initials = len(word) < LONG and word.isupper() and not shouted
        if len(lower) != len(word) or word == "US" or initials:
            return word
        if _is_common(lower, known):
            return lower
        return word.title() if shouted and len(word) >= LONG else word

    return WORD.sub(recased, text)


def _is_titled(words: list[str]) -> bool:
    """Whether all longer words but the first begin with a capital."""
    long = [word for word in words[1:] if len(word) >= LONG]
    return len(long) >= 2 and sum(word[0].isupper() for word in long) >= SHARE * len(long)


def _is_shouted(words: list[str]) -> bool:
    return sum(word.isupper() for word in words) >= SHARE * len(words)


def _is_common(lower: str, known: CommonWords) -> bool:
    bare = lower.replace("’", "'").removesuffix("'s")
    if known.is_grammar(bare):
        return True
    if known.is_name(bare):
        return False
    if known.is_open(bare):
        return True
    for ending, base in ENDINGS:
        stem = bare.removesuffix(ending) + base
        if not bare.endswith(ending) or len(stem) < 3:
            continue
        if known.is_open(stem) or (ending in ("s", "es", "ies") and known.is_noun(stem)):
            return True
    return False

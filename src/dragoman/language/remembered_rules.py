"""What the attribute ruler of a spaCy model says of a token, remembered by what its rules look at.

The ruler turns tags into parts of speech, by some hundred and eighty patterns that it tries on
every token: a quarter of what parsing costs. Nearly all of them look at one token alone, and news
has few tags and words that any of them names, so that what was found once is looked up after. The
matches are the ruler's own, one for one.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What a pattern of one token may look at, and no more, to be remembered."""
MOST_REMEMBERED = 20_000
"""Tokens of different kinds that are kept; then all are forgotten, so that memory stays flat."""
Match = tuple[int, int, int, int]
"""The number of a rule, its name in the vocabulary, and the first token and the one behind."""


def remember(ruler: "AttributeRuler") -> None:
    """Has a ruler look up what it found before."""
    # A component is made by a factory that the model's files name, so no other can be put there.
    replaced: Any = ruler
    replaced.match = RememberedRules(ruler).match


class RememberedRules:
    """The rules of a ruler: those of one token, remembered, and those of several."""

    def __init__(self, ruler: "AttributeRuler") -> None:
        from spacy.matcher import Matcher  # noqa: PLC0415 - loaded with the model

        self._vocab = ruler.vocab
        self._short, self._long = Matcher(ruler.vocab), Matcher(ruler.vocab)
        rules: Any = ruler.patterns
        for number, rule in enumerate(rules):
            for pattern in rule["patterns"]:
                short = len(pattern) == 1 and LOOKED_AT.issuperset(pattern[0])
                (self._short if short else self._long).add(str(number), [pattern])
        self._remembered: dict[tuple[int, ...], tuple[tuple[int, int], ...]] = {}

    def match(self, doc: "Doc") -> list[Match]:
        """The matches in a document, by the number of their rule, as the ruler gives them."""
        rows: list[list[int]] = doc.to_array([*LOOKED_AT]).tolist() if len(self._short) else []
        found = [
            (number, name, at, at + 1)
            for at, row in enumerate(rows)
            for number, name in self._of_token(doc, at, tuple(row))
        ]
        if len(self._long):
            several = self._long(doc, allow_missing=True, as_spans=False)
            found += ((self._number(name), name, start, end) for name, start, end in several)
        return sorted(found)

    def _of_token(self, doc: "Doc", at: int, row: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
        found = self._remembered.get(row)
        if found is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            names = self._short(doc[at : at + 1], allow_missing=True, as_spans=False)
            found = tuple(sorted((self._number(name), name) for name, _, _ in names))
            self._remembered[row] = found
        return found

    def _number(self, name: int) -> int:
        return int(self._vocab.strings[name])

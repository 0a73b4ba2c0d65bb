"""The names and words that a reading knows: the codebook's, and those of a user's tables."""

from collections.abc import Sequence

from dragoman.actors.lexicon import NameKind, RoleWord, Sense, Trie, names, role_words, words
from dragoman.codebook.offices import roles
from dragoman.codebook.overlays import OwnName, Vocabulary, own_vocabulary

KINDS = {
    "organisation": NameKind.ORGANISATION,
    "group": NameKind.GROUP,
    "organ": NameKind.ORGAN,
    "state": NameKind.STATE,
    "people": NameKind.DEMONYM,
    "seat": NameKind.SEAT,
    "region": NameKind.REGION,
    "nobody": NameKind.DECOY,
    "person": NameKind.LEADER,
    "surname": NameKind.SURNAME,
}
"""What a user's kinds of names are to the lexicon."""

Match = tuple[int, tuple[Sense, ...]]


class Lexicon:
    """Names and words for capacities; made once for a vocabulary, used for any number of articles.

    Args:
        vocabulary: a user's, laid over the codebook's; the package's own where there is none.
    """

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.vocabulary = vocabulary or own_vocabulary()
        self._own = _OwnNames(self.vocabulary.names)
        self.role_words = role_words()
        if self.vocabulary.roles:
            both = (*self.vocabulary.roles, *roles())
            self.role_words = Trie(
                (word.lower(), RoleWord(role.sort, role.sector, role.state))
                for role in both
                for word in role.words
            )

    def longest(self, sequence: Sequence[str], start: int, day: str | None) -> Match | None:
        """Where the longest name that begins at a word ends, and whom it may stand for; or None.

        Of names of one length the user's go before the codebook's.

        Args:
            sequence: the words of a sentence.
            start: the word at which the name begins.
            day: the article's date (ISO), on which a user's name must hold; or None.
        """
        known = names().longest(sequence, start)
        own = self._own.longest(sequence, start, day)
        if own is not None and (known is None or own[0] >= known[0]):
            return own
        return known


class _OwnNames:
    """A user's names by their words in lower case; memory grows by one entry a name.

    How long the names are that begin with a word is kept too, so that only those lengths are
    looked up: that takes the same time for ten names and for a hundred thousand.
    """

    def __init__(self, own: Sequence[OwnName]) -> None:
        self._names: dict[tuple[str, ...], list[tuple[tuple[str, ...], OwnName]]] = {}
        lengths: dict[str, set[int]] = {}
        for name in own:
            written = tuple(words(name.name))
            if not written:
                continue
            lowered = tuple(map(str.lower, written))
            self._names.setdefault(lowered, []).append((written, name))
            lengths.setdefault(lowered[0], set()).add(len(lowered))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def longest(self, sequence: Sequence[str], start: int, day: str | None) -> Match | None:
        if not self._lengths:
            return None
        for length in self._lengths.get(sequence[start].lower(), ()):
            found = tuple(sequence[start : start + length])
            lowered = tuple(map(str.lower, found))
            senses = [
                Sense(KINDS[name.kind], name.id, name.sector, name.origin)
                for written, name in self._names.get(lowered, ())
                if name.holds(day) and all(map(_spelt, written, found))
            ]
            if senses:
                return start + length, tuple(senses)
        return None


def _spelt(name: str, word: str) -> bool:
    """Whether a word in the text has the capitals that the name asks for."""
    if name.isupper() and len(name) > 1:
        return word.isupper()
    return word[:1].isupper() or not name[:1].isupper()

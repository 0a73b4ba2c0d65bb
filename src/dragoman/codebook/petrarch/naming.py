"""Names of a dictionary, all in capitals, as a table of names writes them."""

import re

SMALL = frozenset(
    (
        *("of", "the", "and", "for", "in", "on", "to", "at", "by", "from", "with", "de"),
        *("du", "des", "la", "le", "les", "el", "al", "bin", "ibn", "ben", "von", "van"),
        *("der", "den", "da", "do", "dos", "das", "di", "del", "y", "e", "et", "und", "ul"),
    )
)
"""Words of names that news writes small; a small word of a table matches in any case."""
ABBREVIATIONS = frozenset(("UN", "US", "UK", "EU", "AU", "USA", "UAE", "USSR"))
SHORT = 3
"""Letters up to which a lone word is taken for an abbreviation: "UN", "IRA"."""
LONGEST = 200
INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?")
"""Letters with full stops: "U.N."."""
IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")


def plain(text: str) -> str:
    """A dictionary's words with blanks for underscores."""
    return " ".join(text.replace("_", " ").split())


def names_of(text: str) -> tuple[str, ...]:
    """The names that an entry holds: without "the", and what stands in brackets by itself."""
    inner = [plain(part) for part in IN_BRACKETS.findall(text.replace("_", " "))]
    outer = plain(IN_BRACKETS.sub(" ", text.replace("_", " ")))
    found = (written(name) for name in (outer, *inner))
    return tuple(dict.fromkeys(name for name in found if is_name(name)))


def written(name: str) -> str:
    """A name as tables write it: "BAN_KI-MOON" is "Ban Ki-moon", "UN" stays."""
    words = name.split()
    if len(words) > 1 and words[0].upper() == "THE":
        words = words[1:]
    if len(words) == 1 and sum(c.isalpha() for c in words[0]) <= SHORT:
        return words[0].upper()
    return " ".join(map(_word, words))


def _word(word: str) -> str:
    if word.lower() in SMALL:
        return word.lower()
    if INITIALS.fullmatch(word) or word.upper() in ABBREVIATIONS:
        return word.upper()
    return word[:1].upper() + word[1:].lower()


def is_name(name: str) -> bool:
    """Whether words can be a name in a text: printable, with a letter beside small words."""
    if len(name) > LONGEST or not name.isprintable() or "|" in name:
        return False
    return any(re.search(r"[^\W\d_]", word) and word not in SMALL for word in name.split())

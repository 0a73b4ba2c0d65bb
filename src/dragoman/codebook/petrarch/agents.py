"""Agents of a dictionary ("farmer"), and the rows of words for capacities that they make."""

import re
from collections.abc import Iterator

from dragoman.codebook.petrarch.codes import PART, sectors
from dragoman.codebook.petrarch.known import Known
from dragoman.codebook.petrarch.naming import is_name, plain
from dragoman.codebook.petrarch.reading import BRACKETS, Dictionary
from dragoman.codebook.petrarch.taking import KNOWN, Taken

SET = re.compile(r"!([^!\s]+)!\s*=\s*(.*)")
MARK = re.compile(r"!([^!\s]+)!")
PLURALS = re.compile(r"\{([^{}]*)\}")
LINK = re.compile(r" (?:of|for|to|at|in|on)\b")
SINGULAR = ("ss", "us", "is")
"""Endings in "s" of one thing: "boss", "chorus"."""
MOST = 200
"""The most words that one row with sets in it may stand for."""


def take_agents(dictionary: Dictionary, known: Known, taken: Taken) -> None:
    """Makes two rows for each agent, one for one person and one for several; notes what has none.

    "Farmer" is an office without a name beside it ("an Afghan farmer"), "farmers" a part of a state
    ("Afghan farmers"); an agent without a plural is the latter.
    """
    sets: dict[str, tuple[str, ...]] = {}
    for line in dictionary.lines:
        text = line.text.strip()
        if (defined := SET.fullmatch(text)) is not None:
            parts = (part.strip() for part in defined[2].split(","))
            sets[defined[1]] = tuple(part for part in parts if part)
            continue
        codes = BRACKETS.findall(text)
        code = codes[0][1:-1].strip().upper() if codes else ""
        sector = sectors().get(code.removeprefix("~")[:PART]) if code.startswith("~") else None
        agent = BRACKETS.sub("", text).strip()
        if sector is None:
            why = f"no sector is known: {code}" if code else "no code"
            taken.leave_out(dictionary, line.number, agent, why)
            continue
        words, several = _forms(agent, sets)
        if not is_name(" ".join((*words, *several))):
            taken.leave_out(dictionary, line.number, agent, "no word, or a set that is not defined")
        for sort, found in (("unnamed", words), ("institution", several)):
            sound = (word for word in found if is_name(word) and not known.role(word))
            new = [word for word in sound if _is_new(taken, sort, word)]
            if found and not new:
                taken.leave_out(dictionary, line.number, "|".join(found), KNOWN)
            if new:
                row = {"sort": sort, "sector": sector, "words": "|".join(new)}
                taken.add("roles", row | {"source": dictionary.source(line.number)})


def _is_new(taken: Taken, sort: str, word: str) -> bool:
    """Whether no row has a word yet; from now on one has."""
    key = f"{sort}: {word}"
    fresh = key not in taken.ids
    taken.ids.add(key)
    return fresh


def _forms(agent: str, sets: dict[str, tuple[str, ...]]) -> tuple[list[str], list[str]]:
    """The words for one such person, and those for several."""
    given = PLURALS.search(agent)
    stem = PLURALS.sub("", agent).strip()
    several = [plain(word).lower() for word in given[1].split(",")] if given is not None else []
    words = [plain(word).lower() for word in _expanded(stem, sets)]
    if given is not None and not any(several):
        return [], words
    one = [word for word in words if not _is_plural(_head(word)[0])]
    made = [word for word in several if word] or [_plural(word) for word in one]
    return one, list(dict.fromkeys((*(word for word in words if word not in one), *made)))


def _expanded(stem: str, sets: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """A row with each word of the sets in it: "FISHER!PERSON!" is FISHERMAN, FISHERWOMAN ..."""
    found = [stem]
    for name in MARK.findall(stem):
        found = [
            each.replace(f"!{name}!", word, 1) for each in found for word in sets.get(name, ())
        ][:MOST]
    yield from found


def _head(words: str) -> tuple[str, str]:
    """Words up to the noun that the rest hangs on, and the rest: "head", " of police"."""
    match = LINK.search(words)
    return (words, "") if match is None else (words[: match.start()], words[match.start() :])


def _is_plural(head: str) -> bool:
    return head.endswith(("men", "people")) or (head.endswith("s") and head[-2:] not in SINGULAR)


def _plural(words: str) -> str:
    head, rest = _head(words)
    if head.endswith("man"):
        head = head.removesuffix("man") + "men"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        head = head[:-1] + "ies"
    else:
        head += "es" if head.endswith(("s", "x", "ch", "sh")) else "s"
    return head + rest

"""A verbs dictionary: its blocks of verbs, the patterns around them, and the rows that they make.

A pattern's "*" stands for the verb, "&" names a set of words, round brackets hold a preposition and
what it governs, braces a phrase; "+", "$", "%" and "^" say where source and target stand, which a
row of event words leaves to the parse.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.petrarch.codes import type_of
from dragoman.codebook.petrarch.known import Known
from dragoman.codebook.petrarch.naming import plain
from dragoman.codebook.petrarch.reading import BRACKETS, Dictionary, Line
from dragoman.codebook.petrarch.taking import KNOWN, Taken

NULL = "---"
PARTICLES = frozenset(
    (
        *("up", "out", "off", "down", "back", "away", "over", "apart", "aside", "ahead"),
        *("together", "forward"),
    )
)
PREPOSITIONS = frozenset(
    (
        *("about", "after", "against", "along", "alongside", "around", "as", "at"),
        *("before", "behind", "between", "beyond", "by", "for", "from", "in", "inside"),
        *("into", "near", "of", "on", "onto", "outside", "through", "to", "toward"),
        *("towards", "under", "upon", "with", "within"),
    )
)
PLACES = ("dobj", "to", "with", "against", "on", "from", "over")
"""Where the target may stand, as a dictionary's pattern leaves that open."""
TOKEN = re.compile(r"\{[^{}]*\}|\([^()]*\)|[^\s(){}]+")
WORD = re.compile(r"[A-Z][A-Z'-]*")
SIDES = frozenset("+$%^")
BRACES = re.compile(r"\{[^{}]*\}")
SPOKEN = "CAMEO's statements and appeals, which are attributions here"
LONG = "a pattern of more than a subject, a particle, a preposition and one object word"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row of event words asks for beside its verb; `=` lists words."""

    lemma: str
    particle: str = ""
    preposition: str = ""
    object: str = ""
    subject: str = ""


def take_verbs(dictionary: Dictionary, known: Known, taken: Taken) -> None:
    """Makes the rows of all verbs and patterns; what has none is noted with the reason."""
    sets, lines = _sets(dictionary.lines)
    code, verbs = "", [Asked("")][:0]
    for line in lines:
        text = line.text.strip()
        if text.startswith("---"):
            code, verbs = _code(text), []
        elif text.startswith("-"):
            _take_pattern(dictionary, line, (verbs, sets), taken)
        elif text.startswith("~"):
            taken.leave_out(dictionary, line.number, text, "a rule on whole sentences")
        else:
            verb = _verb(text)
            if verb is None:
                taken.leave_out(dictionary, line.number, text, "a verb of several words")
            elif known.verb(verb.lemma):
                taken.leave_out(dictionary, line.number, text, KNOWN)
            else:
                verbs.append(verb)
                _take(dictionary, line, verb, _code(text) or code, taken)


def _sets(lines: tuple[Line, ...]) -> tuple[dict[str, tuple[str, ...]], tuple[Line, ...]]:
    """The sets of words by name, and the lines from the first block of verbs on."""
    sets: dict[str, tuple[str, ...]] = {}
    name = ""
    for number, line in enumerate(lines):
        text = line.text.strip()
        if text.startswith("---"):
            return sets, lines[number:]
        if text.startswith("&"):
            name = text.strip("_").upper()
            sets[name] = ()
        elif name:
            sets[name] = (*sets[name], plain(text.removeprefix("+")).lower())
    return sets, ()


def _code(text: str) -> str:
    """The code in the last brackets of a line: "" for none, NULL for one that tells nothing."""
    codes = BRACKETS.findall(text)
    if not codes:
        return ""
    active = codes[-1][1:-1].partition(":")[0].strip()
    return active if active.isdigit() and active.isascii() else NULL


def _verb(text: str) -> Asked | None:
    """The verb of a line: "+ASK_FOR {+ASKED_FOR ...} [020]" is "ask" with "for"."""
    word = BRACES.sub("", BRACKETS.sub("", text)).strip().strip("_")
    parts = [part for part in word.removeprefix("+").split("_") if part]
    if len(parts) == 1 and WORD.fullmatch(parts[0]):
        return Asked(parts[0].lower())
    if len(parts) == 2 and parts[0] == "RE" and WORD.fullmatch(parts[1].removeprefix("+")):
        return Asked(f"re-{parts[1].removeprefix('+').lower()}")
    if len(parts) != 2 or not all(map(WORD.fullmatch, parts)):
        return None
    lemma, beside = parts[0].lower(), parts[1].lower()
    if beside in PARTICLES:
        return Asked(lemma, particle=beside)
    return Asked(lemma, preposition=beside) if beside in PREPOSITIONS else None


def _take_pattern(
    dictionary: Dictionary,
    line: Line,
    block: tuple[list[Asked], dict[str, tuple[str, ...]]],
    taken: Taken,
) -> None:
    verbs, sets = block
    text = line.text.strip()
    code = _code(text)
    pattern = BRACKETS.sub("", text.removeprefix("-")).strip()
    if not verbs:
        taken.leave_out(dictionary, line.number, pattern, KNOWN)
        return
    if not code or re.search(r"\[\s*:", text):
        taken.leave_out(dictionary, line.number, pattern, "no code for the active voice")
        return
    asked = _asked(pattern, sets)
    for verb in verbs if asked is not None else ():
        whole = _joined(verb, asked) if asked is not None else None
        if whole is not None:
            _take(dictionary, line, whole, code, taken)
    if asked is None:
        taken.leave_out(dictionary, line.number, pattern, LONG)


def _joined(verb: Asked, asked: Asked) -> Asked | None:
    """What a pattern asks for beside a verb; None where both name a word of one sort."""
    if (verb.particle and asked.particle) or (verb.preposition and asked.preposition):
        return None
    return Asked(
        verb.lemma,
        verb.particle or asked.particle,
        verb.preposition or asked.preposition,
        asked.object,
        asked.subject,
    )


def _asked(pattern: str, sets: dict[str, tuple[str, ...]]) -> Asked | None:
    """What a pattern asks for, None where a row can't ask for as much."""
    tokens = [token for token in TOKEN.findall(pattern.upper()) if token not in SIDES]
    if tokens.count("*") != 1:
        return None
    star = tokens.index("*")
    before, after = tokens[:star], list(_flat(tokens[star + 1 :]))
    subject = _listed(before[0], sets) if len(before) == 1 else ""
    if len(before) > 1 or subject is None or not (before or after):
        return None
    particle = after.pop(0).lower() if after and after[0].lower() in PARTICLES else ""
    preposition = after.pop(0).lower() if after and after[0].lower() in PREPOSITIONS else ""
    if len(after) > 1:
        return None
    wanted = _listed(after[0], sets) if after else ""
    return None if wanted is None else Asked("", particle, preposition, wanted, subject)


def _flat(tokens: list[str]) -> Iterator[str]:
    """Tokens, those in round brackets by themselves if a preposition leads them and nothing else.

    "(FOR ACCESS)" is FOR, ACCESS; "INCURSION (INTO)" can't be flattened, as its preposition belongs
    to the noun.
    """
    for number, token in enumerate(tokens):
        if token.startswith("("):
            inner = TOKEN.findall(token[1:-1])
            yield from inner if number == 0 and len(tokens) == 1 else [token]
        else:
            yield token


def _listed(token: str, sets: dict[str, tuple[str, ...]]) -> str | None:
    """An object or subject as a row lists it: "PLOT" is "=plot"; None for a phrase."""
    if token.startswith("&"):
        words = [word for word in sets.get(token.strip("_"), ()) if " " not in word]
    else:
        word = token.strip("_")
        words = [word.lower()] if WORD.fullmatch(word) else []
    sound = [word for word in words if WORD.fullmatch(word.upper())]
    return "=" + "|".join(dict.fromkeys(sound)) if sound else None


def _take(dictionary: Dictionary, line: Line, asked: Asked, code: str, taken: Taken) -> None:
    words = " ".join(filter(None, (asked.lemma, asked.particle, asked.preposition, asked.object)))
    beside = asked.particle or asked.preposition or asked.object or asked.subject
    found = None if code in ("", NULL) else type_of(code)
    if found is None and not (code == NULL and beside):
        if code not in ("", NULL):
            why = SPOKEN if code.startswith(("01", "02")) else f"no type has the code: {code}"
            taken.leave_out(dictionary, line.number, f"{words} [{code}]", why)
        elif line.text.strip().startswith("-"):
            taken.leave_out(dictionary, line.number, words, "no code")
        return
    key = f"verb: {asked}"
    if key in taken.ids:
        taken.leave_out(dictionary, line.number, words, "a row asks for the same")
        return
    taken.ids.add(key)
    kind, cameo = found or ("", "")
    taken.add(
        "words",
        {
            "lemma": asked.lemma,
            "particle": asked.particle,
            "preposition": asked.preposition,
            "pos": "verb",
            "object": asked.object,
            "subject": asked.subject,
            "type": kind,
            "cameo": cameo,
            "targets": "|".join(dict.fromkeys((*filter(None, [asked.preposition]), *PLACES))),
            "needs": "target" if kind else "",
            "source": dictionary.source(line.number),
        },
    )

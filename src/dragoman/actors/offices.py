"""Offices and institutions that the article leaves without their state: "the army", "its envoy".

Whose they are follows from whoever owns them, else from the state that the text is about.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.actors.capacities import country_of
from dragoman.actors.lexicon import SURNAMES, NameKind
from dragoman.actors.officials import institution_of
from dragoman.actors.readings import DEFINITE, POSSESSIVE, Reading, RoleHit
from dragoman.codebook.offices import surroundings
from dragoman.language.sentences import Sentence

TRAVELLING = ("BUS", "GOV", "IGO", "MED", "MIL", "NGO")
"""Sectors of those who are met in other states, or whose words for a state are its own."""
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative", "ROOT"})
PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP"})
"""Sectors in which an office or institution without a state is that of the state told of."""
AT_HOME = frozenset({"JUD", "COP", "LEG", "OPP", "REB", "SPY"})
"""Sectors whose dealings are with those of their own state."""
RISING = frozenset({"REB", "OPP", "ELI"})
"""Sectors that deal with the government of their own state."""
DEEDS = frozenset({"strike", "strikes", "airstrike", "airstrikes", "raid", "raids", "shelling"})
"""What a state's forces do: somebody's where the state is named, else nobody's."""
CROWDS = frozenset({"protesters", "protestors", "demonstrators", "voters", "crowds", "crowd"})
BEFORE = 4
"""Words of a noun phrase before the words for the office."""


@dataclass(frozen=True, slots=True)
class Ownerless:
    """Words for an office or institution without a state's name beside them.

    `state` is whose it is where the office is one state's alone ("the pope"), or where the
    sentence says that it happens in one ("shoppers in Nairobi").
    `owner` is the token of the pronoun that owns it; `person` whether it is an office, not an
    institution; `definite` whether it is one that the text knows already ("the minister").
    """

    first: int
    head: int
    words: str
    sector: str
    owner: int | None
    person: bool
    definite: bool
    plural: bool
    state: str | None = None


def ownerless_of(reading: Reading) -> Iterator[Ownerless]:
    """The offices and institutions of a sentence to which no name beside them gives a state."""
    sentence = reading.sentence
    home, ruled = _home(reading) if reading.roles else (None, None)
    place = reading.where or home
    for role in reading.roles:
        head = sentence.tokens[role.last]
        if head.lower in DEEDS:
            continue
        if head.dep not in ARGUMENTS or head.pos not in ("NOUN", "PROPN"):
            continue
        office, institution = role.sense("unnamed", "office"), role.sense("institution")
        sense = institution or office
        if sense is None or sense.sector is None:
            continue
        found = _phrase(reading, role)
        if found is None:
            continue
        first, owner, definite = found
        public = sense.sector in PUBLIC or head.lower in CROWDS
        if head.lower in surroundings("royal") and role.first == role.last:
            public = False  # kings and emirs are met abroad
        # Troops may be anybody's where they are; whose else comes from what was told before.
        local = institution is not None and sense.sector != "MIL"
        where = place if local else None
        if where is None and institution is not None and sense.sector in RISING:
            where = ruled
        if not (public or sense.state or where) and owner is None:
            continue
        plural = head.tag in ("NNS", "NNPS")
        called = plural or head.i == 0 or head.text[0].isupper() or sense.sector == "LEG"
        bare = institution is not None and first == role.first and called
        if not (definite or owner is not None or bare or where):
            continue
        person = institution is None
        words = " ".join(t.text for t in sentence.tokens[role.first : role.last + 1])
        state = sense.state or (where if owner is None else None)
        yield Ownerless(first, head.i, words, sense.sector, owner, person, definite, plural, state)
    yield from _peoples(reading)


def _peoples(reading: Reading) -> Iterator[Ownerless]:
    """A people within another state, where the sentence says which: "ethnic Serbs in Kosovo"."""
    tokens = reading.sentence.tokens
    for token in tokens[1:]:
        if tokens[token.i - 1].lower == "ethnic" and token.dep in ARGUMENTS and reading.where:
            words = f"ethnic {token.text}"
            yield Ownerless(
                token.i - 1, token.i, words, "CVL", None, False, False, True, reading.where
            )


def _home(reading: Reading) -> tuple[str | None, str | None]:
    """The one state of a sentence that tells of its own courts, police, rebels and the like.

    Returns:
        The state, and the same where it tells of the state's government at least.
    """
    states = {hit.sense.id for hit in reading.hits if country_of(hit) is not None}
    found = [institution_of(hit, reading) for hit in reading.hits if country_of(hit) is not None]
    sectors = {institution.sector for institution in found if institution is not None}
    state = states.pop() if len(states) == 1 else None
    domestic = not sectors.isdisjoint(AT_HOME)
    return (state if domestic else None), (state if domestic or "GOV" in sectors else None)


def _phrase(reading: Reading, role: RoleHit) -> tuple[int, int | None, bool] | None:
    """Where the phrase begins, who owns it, whether it is definite; None if it is somebody's."""
    tokens = reading.sentence.tokens
    after = role.last + 1
    if any(i in reading.taken for i in range(role.first, after)) or _goes_on(
        reading, after, settled=_settled(role)
    ):
        return None
    first = role.first
    for i in range(role.first - 1, max(role.first - 1 - BEFORE, -1), -1):
        token = tokens[i]
        if token.lower in POSSESSIVE:
            return i, i, True
        if token.lower in DEFINITE:
            return i, None, True
        if token.lower in ("a", "an"):
            return i, None, False
        if i in reading.hit_at or token.tag == "POS" or token.lower == "no":
            return None
        if token.pos not in ("ADJ", "NOUN", "PROPN", "NUM", "ADV") or i in reading.taken:
            break
        first = i
    return first, None, False


def _settled(role: RoleHit) -> bool:
    institution = role.sense("institution")
    return institution is not None and institution.sector not in TRAVELLING


def _goes_on(reading: Reading, i: int, *, settled: bool) -> bool:
    """Whether the words after the office say whose it is, or belong to a longer phrase.

    `settled` are those who belong to where they are, as reporters and troops need not.
    """
    tokens = reading.sentence.tokens
    if i >= len(tokens):
        return False
    token = tokens[i]
    if token.pos in ("NOUN", "PROPN") or token.text == "-":
        return True
    if token.lower in ("of", "for", "from", "in", "to") and token.dep == "prep":
        if token.lower == "in" and reading.where is not None and settled:
            return False  # "police in Nairobi": they are those of the place
        within = tokens[i + 1 : i + 5]
        return token.lower == "of" or any(t.i in reading.hit_at for t in within)
    following = tokens[i + 1 : i + 2]
    if token.text != "," or not following or following[0].pos != "PROPN":
        return False
    hit = reading.hit_at.get(following[0].i)
    return hit is None or hit.sense.kind in (NameKind.LEADER, *SURNAMES)


def possessive_before(sentence: Sentence, start: int) -> int | None:
    """The possessive pronoun of the office before a person's name: "its minister, X"."""
    first = next((t.i for t in sentence.tokens if t.start >= start), 0)
    for i in range(first - 1, max(first - 8, -1), -1):
        token = sentence.tokens[i]
        if token.lower in POSSESSIVE:
            return i
        if token.pos in ("VERB", "AUX", "ADP", "CCONJ") or token.tag == "POS":
            return None
    return None

"""What the words around a name make of it: a place, a team, a language, part of a longer name."""

import re
from collections.abc import Iterable
from itertools import pairwise

from dragoman.actors.lexicon import NameKind, Sense
from dragoman.actors.readings import Hit, Reading
from dragoman.codebook.offices import surroundings
from dragoman.codebook.places import province_of
from dragoman.language.sentences import Sentence, Token
from dragoman.records import ZoneKind

DATELINE = frozenset({"-", "--", "–", "—", "(", ",", "/", ":"})
DATELINE_WORDS = 4
FURTHEST = 20
"""Steps up the tree after which nothing is looked for; real sentences take under ten."""
CAPACITIES = ("office", "unnamed", "institution", "courtesy", "abbreviation")
SCORE = re.compile(r"(?<!\S)\d{1,3} ?[-–] ?\d{1,3}(?!\S)")
CUPS = ("cup", "bowl", "games")
TEAMS = (NameKind.STATE, NameKind.SEAT)
DESCRIBING = ("amod", "compound", "nmod", "poss")
BARE_ROLES = ("dobj", "pobj", "attr", "oprd")
PEOPLES = ("Kyrgyz", "Swiss")
"""Adjectives that are a people's name too, and no language's."""


def is_dateline(hit: Hit, sentence: Sentence) -> bool:
    """Whether a city only says where the report was filed: "WASHINGTON - The ..."."""
    after = sentence.tokens[hit.last + 1 : hit.last + 2]
    if hit.last > DATELINE_WORDS or not after or after[0].text not in DATELINE:
        return False
    return all(not t.text.isalpha() or t.text.isupper() for t in sentence.tokens[: hit.last + 1])


def is_place(hit: Hit, reading: Reading) -> bool:
    """Whether a city, or a land, is where something happens rather than a government."""
    sentence = reading.sentence
    token = sentence.tokens[hit.last]
    head = sentence.head(token)
    if hit.first and sentence.tokens[hit.first - 1].lower == "capital":
        return True
    if token.dep == "pobj" and head.lower in surroundings("locative"):
        return sentence.head(head).lower not in surroundings("local")
    if token.dep == "pobj" and head.lower in surroundings("directional"):
        return sentence.head(head).lemma in surroundings("motion")
    if token.dep == "dobj" and head.lemma in surroundings("motion"):
        return True
    if token.dep in ("compound", "nmod") and head.i > hit.last:
        role = reading.role_at.get(head.i)
        return role is None or role.sense(*CAPACITIES) is None
    after = [t.i for t in sentence.tokens[hit.last + 1 : hit.last + 3]]
    return (
        len(after) == 2
        and sentence.tokens[after[0]].text == ","
        and (other := reading.hit_at.get(after[1])) is not None
        and other.sense == Sense(NameKind.STATE, hit.sense.id)
    )


def is_inside(hit: Hit, reading: Reading) -> bool:
    """Whether something stays in a land or city: "in Serbia", "in a Nairobi mall"; not "into"."""
    sentence = reading.sentence
    token = sentence.tokens[hit.last]
    described = token.dep == "amod" and sentence.head(token).lemma in surroundings("settlement")
    if (described or token.dep in ("compound", "nmod")) and token.head > token.i:
        token = sentence.head(token)  # "in the Indian city of Imphal"
    inside = sentence.head(token)
    if token.dep != "pobj" or inside.lower not in ("in", "inside", "throughout"):
        return False
    return sentence.head(inside).lemma not in surroundings("motion")


def is_town(hit: Hit, reading: Reading) -> bool:
    """Whether a name is a town's or a province's: "Paris, Texas", "Washington state"."""
    tokens = reading.sentence.tokens
    after = tokens[hit.last + 1 : hit.last + 4]
    if hit.sense.kind not in TEAMS or not after:
        return False
    if after[0].lower == "state" and hit.sense.kind is NameKind.SEAT:
        return True
    if after[0].text != "," or len(after) < 2:
        return False
    names = [after[1].text, " ".join(t.text for t in after[1:3])]
    return any(province_of(name) is not None for name in names)


def is_surname(hit: Hit, reading: Reading) -> bool:
    """Whether a state's or city's name follows a given name: "Ousmane Mali", "Ruth Washington"."""
    sentence = reading.sentence
    token = sentence.tokens[hit.first]
    if hit.sense.kind not in TEAMS or hit.first != hit.last or not hit.first:
        return False
    if sentence.zone.kind is ZoneKind.TITLE:
        return False
    given = sentence.tokens[hit.first - 1]
    if given.dep != "compound" or given.head != token.i or given.i in reading.taken:
        return False
    role = reading.role_at.get(given.i)
    plain = is_name_token(given) and given.text not in surroundings("quarter")
    return plain and (role is None or role.sense(*CAPACITIES) is None)


def is_team(hit: Hit, sentence: Sentence) -> bool:
    """Whether a state or city stands for its team: it beats or loses, and a game is told of."""
    if hit.sense.kind not in TEAMS:
        return False
    head = sentence.head(sentence.tokens[hit.last])
    for _ in range(FURTHEST):
        if head.head == head.i or not (head.dep == "conj" or head.pos == "ADP"):
            break
        head = sentence.head(head)
    if head.lemma not in surroundings("contest"):
        return False
    words = {t.lower for t in sentence.tokens}
    scored = SCORE.search(" ".join(t.text for t in sentence.tokens)) is not None
    cup = any(b.lower in CUPS for a, b in pairwise(sentence.tokens) if a.text[0].isupper())
    return cup or scored or not words.isdisjoint(surroundings("sporting"))


def is_ethnic(hit: Hit, sentence: Sentence) -> bool:
    """Whether an adjective names a people in another state: "ethnic Serbs", "Polish minority"."""
    before = sentence.tokens[hit.first - 1].lower if hit.first else ""
    after = sentence.tokens[hit.last + 1 : hit.last + 2]
    return before == "ethnic" or bool(after and after[0].lower in surroundings("ethnic"))


def is_language(hit: Hit, sentence: Sentence) -> bool:
    """Whether an adjective names a language: "in French", "speaks Persian", "English-language"."""
    rest = sentence.tokens[hit.last + 1 : hit.last + 3]
    if "".join(t.lower for t in rest).removeprefix("-").startswith(("language", "speaking")):
        return True
    token = sentence.tokens[hit.last]
    if token.text.endswith("s"):
        return False
    if rest and rest[0].lemma in surroundings("linguistic"):
        return True
    if rest and rest[0].pos in ("NOUN", "PROPN") and token.dep in DESCRIBING:
        return False
    before = sentence.tokens[hit.first - 1].lower if hit.first else ""
    if before in surroundings("speaking"):
        return True
    # "Make Russian a regional language", "asks for French": without an article it is no people.
    named = not sentence.children(token, "det") and before not in ("the", "a", "an", "no")
    head = sentence.head(token)
    # A noun as the head is a small clause's: "make Russian a regional language".
    single = (head.lemma == "be" and head.tag == "VBZ") or head.tag == "NN"
    told = token.dep == "nsubj" and single
    bare = token.dep in BARE_ROLES or told
    beside = (head, *sentence.children(token, "conj"))
    listed = any(t.lower in surroundings("languages") for t in beside)
    return listed or (named and bare and token.text not in PEOPLES)


def is_shouted(sentence: Sentence) -> bool:
    """Whether most words of a sentence stand in capitals."""
    letters = [t.text for t in sentence.tokens if t.text.isalpha()]
    return len(letters) > 2 and sum(t.isupper() for t in letters) * 2 > len(letters)


def is_name_token(token: Token) -> bool:
    """Whether a token looks like part of a proper name; months and days don't."""
    return (
        token.text[0].isupper()
        and token.pos == "PROPN"
        and token.lower.rstrip(".") not in surroundings("calendar")
    )


def in_longer_name(hit: Hit, reading: Reading, after_only: bool = False) -> bool:
    """Whether a neighbouring proper noun, itself unknown, makes the hit part of another name."""
    sentence = reading.sentence
    if sentence.zone.kind is ZoneKind.TITLE:
        return False
    edges = ((hit.last + 1, hit.last), (hit.first - 1, hit.first))
    for i, edge in edges[:1] if after_only else edges:
        if not 0 <= i < len(sentence.tokens):
            continue
        token, neighbour = sentence.tokens[edge], sentence.tokens[i]
        gap = max(token.start, neighbour.start) - min(token.end, neighbour.end)
        role = reading.role_at.get(i)
        known = i in reading.taken or (role is not None and role.sense(*CAPACITIES) is not None)
        linked = i < edge and neighbour.text in surroundings("linking")
        if gap == 1 and (linked or is_name_token(neighbour)) and not known:
            return True
    return False


def is_bare_name(reading: Reading, hit: Hit) -> bool:
    """Whether a state's or city's name stands as a person's would: "Ireland scolded Congress"."""
    tokens = reading.sentence.tokens
    token, after = tokens[hit.last], tokens[hit.last + 1 : hit.last + 2]
    if hit.sense.kind not in (NameKind.STATE, NameKind.SEAT) or hit.first != hit.last:
        return False
    return token.dep in ("nsubj", "nsubjpass", "dobj") and not (after and after[0].tag == "POS")


def namesakes(readings: Iterable[Reading]) -> frozenset[str]:
    """Surnames of people named after a state or city, who are known to be nobody of it.

    They are the last words of phrases such as "Michael Jordan": later "Jordan" is a person.
    """
    found: set[str] = set()
    for reading in readings:
        tokens = reading.sentence.tokens
        for first, last in reading.decoys:
            given = tokens[first]
            called = given.dep == "compound" and is_name_token(given)
            if last == first + 1 and called and given.text not in surroundings("quarter"):
                found.add(tokens[last].text)
    return frozenset(found)

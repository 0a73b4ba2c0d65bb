"""Which words of a sentence are names that the codebook knows, and whose."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dragoman.actors.lexicon import WORD, NameKind, RoleWord, Sense, Trie, names, role_words
from dragoman.codebook.offices import Ambiguity, ambiguities, surroundings, terms_of
from dragoman.codebook.states import state_of
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.records import Article, Span, ZoneKind

DATELINE = frozenset({"-", "--", "–", "—", "(", ",", "/", ":"})
DATELINE_WORDS = 4
CAPACITIES = ("office", "unnamed", "institution", "courtesy", "abbreviation")
SURNAMES = (NameKind.SURNAME, NameKind.BARE)
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
CUPS = ("cup", "bowl", "games")
TEAMS = LANDS = (NameKind.STATE, NameKind.SEAT)
DESCRIBING = ("amod", "compound", "nmod", "poss")
PEOPLES = ("Kyrgyz", "Swiss")
"""Adjectives that are a people's name too, and no language's."""
ARTICLED = ("al-", "el-")
"""Beginnings of Arabic surnames in lower case."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name: where, whose, and from which token of the sentence to which."""

    start: int
    end: int
    sense: Sense
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where the name lies."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class RoleHit:
    """Words for a capacity: what they say, and from which token of the sentence to which."""

    first: int
    last: int
    senses: tuple[RoleWord, ...]

    def sense(self, *sorts: str) -> RoleWord | None:
        """The first sense of one of these sorts, one that fixes a state before others."""
        fitting = [s for s in self.senses if s.sort in sorts]
        return next((s for s in fitting if s.state), fitting[0] if fitting else None)


@dataclass(frozen=True)
class Reading:
    """One sentence with the known names and the words for capacities in it, in text order.

    No two hits overlap. `decoys` are where phrases stand that only look like names; `places` are
    cities that stand for no government, only for where something happens.
    """

    sentence: Sentence
    hits: tuple[Hit, ...]
    roles: tuple[RoleHit, ...]
    decoys: tuple[tuple[int, int], ...]
    places: tuple[Hit, ...] = ()

    @cached_property
    def where(self) -> str | None:
        """The one state in which the sentence says that something happens, else None."""
        found = {h.sense.id for h in self.places if state_of(h.sense.id)}
        found |= {h.sense.id for h in self.hits if h.sense.kind in LANDS and is_place(h, self)}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def hit_at(self) -> dict[int, Hit]:
        """The hit that covers each token."""
        return {i: hit for hit in self.hits for i in range(hit.first, hit.last + 1)}

    @cached_property
    def role_at(self) -> dict[int, RoleHit]:
        """The words for a capacity that cover each token."""
        return {i: role for role in self.roles for i in range(role.first, role.last + 1)}

    @cached_property
    def taken(self) -> frozenset[int]:
        """Tokens that belong to a known name or to a phrase that is none."""
        decoys = {i for first, last in self.decoys for i in range(first, last + 1)}
        return frozenset(decoys | self.hit_at.keys())


class NameReader:
    """Finds known names in the sentences of one article.

    Args:
        article: for its text, which is the context of names that need one, and its date.
        own: names that only this article has, of its outlet and those that it republishes.
    """

    def __init__(self, article: Article, own: Trie[Sense]) -> None:
        self._article = article
        self._own = own
        self._evidence: dict[str, bool] = {}

    def read(self, sentence: Sentence) -> Reading:
        """The known names of one sentence, those kept that their surroundings allow."""
        text = self._article.text[sentence.start : sentence.end].replace("’", "'")
        found = [(m.group(), m.start() + sentence.start) for m in WORD.finditer(text)]
        sequence = [word for word, _ in found]
        roles = _role_hits(sentence, found, [word.lower() for word in sequence])
        hits: list[Hit] = []
        decoys: list[tuple[int, int]] = []
        at = 0
        while at < len(sequence):
            match = self._longest(sequence, at)
            if match is None:
                at += 1
                continue
            end, senses = match
            start, stop = found[at][1], found[end - 1][1] + len(found[end - 1][0])
            tokens = _tokens(sentence, start, stop)
            if tokens is None:
                at = end
                continue
            if sequence[at].lower() == "the" and end > at + 1:
                start, tokens = found[at + 1][1], (tokens[0] + 1, tokens[1])
            at = end
            candidates = [Hit(start, stop, sense, *tokens) for sense in senses]
            if candidates[0].sense.kind is NameKind.DECOY:
                decoys.append(tokens)
                continue
            hits.append(self._preferred(candidates))
        reading = Reading(sentence, tuple(hits), roles, tuple(decoys))
        places = tuple(h for h in hits if h.sense.kind is NameKind.SEAT and is_place(h, reading))
        kept = tuple(
            hit for hit in hits if self._counts(hit, reading) and not is_team(hit, sentence)
        )
        return Reading(sentence, kept, roles, tuple(decoys), places)

    def _longest(self, sequence: list[str], at: int) -> tuple[int, tuple[Sense, ...]] | None:
        known = names().longest(sequence, at)
        own = self._own.longest(sequence, at)
        if own is not None and (known is None or own[0] >= known[0]):
            return own
        return known

    def _preferred(self, candidates: list[Hit]) -> Hit:
        """The first sense; among leaders of one name the one in the highest office on the day."""
        day = self._article.published
        leaders = [hit for hit in candidates if hit.sense.kind in (NameKind.LEADER, *SURNAMES)]
        if day is None or candidates[0].sense.kind not in (NameKind.LEADER, *SURNAMES):
            return candidates[0]
        return max(leaders, key=lambda hit: rank_of(hit.sense.id, day))

    def _counts(self, hit: Hit, reading: Reading) -> bool:  # noqa: PLR0911 - a rule a sort
        name = self._article.text[hit.start : hit.end].replace("’", "'")
        guard = ambiguities().get(name)
        if guard is not None and not self._guarded(guard, hit, reading):
            return False
        sentence = reading.sentence
        kind = hit.sense.kind
        if kind is NameKind.SEAT:
            return not (is_dateline(hit, sentence) or is_place(hit, reading))
        if kind is NameKind.DEMONYM:
            return not (_is_language(hit, sentence) or _is_ethnic(hit, sentence))
        if kind in (NameKind.LEADER, NameKind.OUTLET):
            return not _in_longer_name(hit, reading, after_only=True)
        if kind is NameKind.SURNAME:
            return not _in_longer_name(hit, reading)
        if kind is NameKind.BARE:
            return self._is_leader(hit, reading)
        return name != "US" or not _is_shouted(sentence)

    def _is_leader(self, hit: Hit, reading: Reading) -> bool:
        """Whether a common surname may mean somebody in high office: alone, as a proper name."""
        day = self._article.published
        token = reading.sentence.tokens[hit.last]
        serving = day is not None and rank_of(hit.sense.id, day) > 0
        return serving and token.pos == "PROPN" and not _in_longer_name(hit, reading)

    def _guarded(self, guard: Ambiguity, hit: Hit, reading: Reading) -> bool:
        if guard.guard == "context":
            return any(self._holds(word) for word in guard.evidence)
        return not _in_longer_name(hit, reading)

    def _holds(self, word: str) -> bool:
        if word not in self._evidence:
            self._evidence[word] = word in self._article.text
        return self._evidence[word]


def in_office(name: str, day: str) -> bool:
    """Whether the codebook's person of that name held an office of its table on a day."""
    return any(term.covers(day) for term in terms_of(name))


def rank_of(name: str, day: str) -> int:
    """The rank of the highest office that a person of the codebook held on a day, -1 for none."""
    return max((term.rank for term in terms_of(name) if term.covers(day)), default=-1)


def _tokens(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    first, last = sentence.token_at(start), sentence.token_at(end - 1)
    return None if first is None or last is None else (first.i, last.i)


def _role_hits(
    sentence: Sentence, found: list[tuple[str, int]], sequence: list[str]
) -> tuple[RoleHit, ...]:
    hits: list[RoleHit] = []
    at = 0
    while at < len(sequence):
        match = role_words().longest(sequence, at)
        if match is None:
            at += 1
            continue
        end, senses = match
        word, start = found[end - 1]
        tokens = _tokens(sentence, found[at][1], start + len(word))
        if tokens is not None and (not hits or tokens[0] > hits[-1].last):
            hits.append(RoleHit(*tokens, senses))
        at = end
    return tuple(hits)


def is_dateline(hit: Hit, sentence: Sentence) -> bool:
    """Whether a city only says where the report was filed: "WASHINGTON - The ..."."""
    after = sentence.tokens[hit.last + 1 : hit.last + 2]
    if hit.last > DATELINE_WORDS or not after or after[0].text not in DATELINE:
        return False
    return all(not t.text.isalpha() or t.text.isupper() for t in sentence.tokens[: hit.last + 1])


def is_place(hit: Hit, reading: Reading) -> bool:
    """Whether a city is where something happens rather than a government."""
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
        return head.i not in reading.role_at
    after = [t.i for t in sentence.tokens[hit.last + 1 : hit.last + 3]]
    return (
        len(after) == 2
        and sentence.tokens[after[0]].text == ","
        and (other := reading.hit_at.get(after[1])) is not None
        and other.sense == Sense(NameKind.STATE, hit.sense.id)
    )


def is_team(hit: Hit, sentence: Sentence) -> bool:
    """Whether a state or city stands for its team: it beats or loses, and a game is told of."""
    if hit.sense.kind not in TEAMS:
        return False
    head = sentence.head(sentence.tokens[hit.last])
    while (head.dep == "conj" or head.pos == "ADP") and head.head != head.i:
        head = sentence.head(head)
    if head.lemma not in surroundings("contest"):
        return False
    words = {t.lower for t in sentence.tokens}
    scored = any(SCORE.fullmatch(t.text) for t in sentence.tokens)
    cup = any(b.lower in CUPS for a, b in pairwise(sentence.tokens) if a.text[0].isupper())
    return cup or scored or not words.isdisjoint(surroundings("sporting"))


def _is_ethnic(hit: Hit, sentence: Sentence) -> bool:
    """Whether an adjective names a people in another state: "ethnic Serbs", "Polish minority"."""
    before = sentence.tokens[hit.first - 1].lower if hit.first else ""
    after = sentence.tokens[hit.last + 1 : hit.last + 2]
    return before == "ethnic" or bool(after and after[0].lower in surroundings("ethnic"))


def _is_language(hit: Hit, sentence: Sentence) -> bool:
    """Whether an adjective names a language: "in French", "speaks Persian", "English-language"."""
    rest = sentence.tokens[hit.last + 1 : hit.last + 3]
    if len(rest) == 2 and rest[0].text == "-" and rest[1].lower in ("language", "speaking"):
        return True
    if rest and rest[0].lower in ("language", "-language", "speaking", "-speaking"):
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
    return named and token.dep in ("dobj", "pobj", "attr", "oprd") and token.text not in PEOPLES


def _is_shouted(sentence: Sentence) -> bool:
    letters = [t.text for t in sentence.tokens if t.text.isalpha()]
    return len(letters) > 2 and sum(t.isupper() for t in letters) * 2 > len(letters)


def is_name_token(token: Token) -> bool:
    """Whether a token looks like part of a proper name; months and days don't."""
    return (
        token.text[0].isupper()
        and token.pos == "PROPN"
        and token.lower.rstrip(".") not in surroundings("calendar")
    )


def _in_longer_name(hit: Hit, reading: Reading, after_only: bool = False) -> bool:
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


def read_all(parsed: ParsedArticle, own: Trie[Sense]) -> tuple[Reading, ...]:
    """Every sentence of an article with its known names."""
    reader = NameReader(parsed.article, own)
    return tuple(reader.read(sentence) for sentence in parsed.sentences)

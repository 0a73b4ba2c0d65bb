"""Which words of a sentence are names that the codebook knows, and whose."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.actors.guards import (
    in_longer_name,
    is_dateline,
    is_ethnic,
    is_inside,
    is_language,
    is_place,
    is_shouted,
    is_surname,
    is_team,
    is_town,
)
from dragoman.actors.lexicon import SURNAMES, WORD, NameKind, RoleWord, Sense, Trie
from dragoman.actors.overlaid import Lexicon
from dragoman.actors.readings import Hit, Reading, RoleHit
from dragoman.codebook.offices import Ambiguity, ambiguities, surroundings
from dragoman.codebook.overlays import Vocabulary
from dragoman.codebook.states import state_of
from dragoman.language.sentences import ParsedArticle, Sentence
from dragoman.records import Article, ZoneKind

LEADING = (NameKind.LEADER, *SURNAMES)
LANDS = (NameKind.STATE, NameKind.SEAT, NameKind.REGION, NameKind.DEMONYM)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a sentence with their offsets into the article."""

    sentence: Sentence
    found: tuple[tuple[str, int], ...]

    @property
    def texts(self) -> list[str]:
        """The words alone."""
        return [word for word, _ in self.found]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from one to another begin and end."""
        return self.found[first][1], self.found[last][1] + len(self.found[last][0])


class NameReader:
    """Finds known names in the sentences of one article.

    Args:
        article: for its text, which is the context of names that need one, and its date.
        own: names that only this article has, of its outlet and those that it republishes.
        lexicon: the names that are known.
    """

    def __init__(self, article: Article, own: Trie[Sense], lexicon: Lexicon) -> None:
        self._article = article
        self._own = own
        self._lexicon = lexicon
        self._evidence: dict[str, bool] = {}

    def read(self, sentence: Sentence) -> Reading:
        """The known names of one sentence, those kept that their surroundings allow."""
        text = self._article.text[sentence.start : sentence.end].replace("’", "'")
        found = tuple((m.group(), m.start() + sentence.start) for m in WORD.finditer(text))
        words = _Words(sentence, found)
        roles = _role_hits(words, self._lexicon.role_words)
        hits = list(self._scan(words, 0, len(found)))
        reading = _reading(sentence, hits, roles)
        refused = {hit for hit in reading.hits if not self._counts(hit, reading)}
        if refused:
            # "The National League" is found once "The National" is refused.
            hits = [hit for hit in hits if hit not in refused]
            hits += [again for hit in refused for again in self._within(words, hit, hits)]
            reading = _reading(sentence, sorted(hits, key=lambda hit: hit.start), roles)
            refused |= {hit for hit in reading.hits if not self._counts(hit, reading)}
        kept = tuple(hit for hit in reading.hits if hit not in refused)
        cities = (hit for hit in refused if hit.sense.kind is NameKind.SEAT)
        places = {h.sense.id for h in (*kept, *cities) if _is_where(h, reading)}
        where = places.pop() if len(places) == 1 else None
        return Reading(sentence, kept, roles, reading.decoys, where, self._open(refused))

    def _scan(self, words: _Words, at: int, until: int) -> Iterator[Hit]:
        """The longest known names from one word to another, the next beginning after the last."""
        texts = words.texts
        while at < until:
            match = self._longest(texts, at)
            if match is None:
                at += 1
                continue
            end, senses = match
            start, stop = words.span(at, end - 1)
            tokens = _tokens(words.sentence, start, stop)
            if tokens is not None:
                if texts[at].lower() == "the" and end > at + 1:
                    start, tokens = words.found[at + 1][1], (tokens[0] + 1, tokens[1])
                yield self._preferred([Hit(start, stop, sense, *tokens) for sense in senses])
            at = end

    def _within(self, words: _Words, refused: Hit, others: list[Hit]) -> Iterator[Hit]:
        """The names that begin inside a refused one and touch no other."""
        inside = [i for i, (_, at) in enumerate(words.found) if refused.start < at < refused.end]
        if not inside:
            return
        for hit in self._scan(words, inside[0], inside[-1] + 1):
            if not any(hit.first <= other.last and other.first <= hit.last for other in others):
                yield hit

    def _longest(self, texts: list[str], at: int) -> tuple[int, tuple[Sense, ...]] | None:
        known = self._lexicon.longest(texts, at, self._article.published)
        own = self._own.longest(texts, at)
        if own is not None and (known is None or own[0] >= known[0]):
            return own
        return known

    def _preferred(self, candidates: list[Hit]) -> Hit:
        """The first sense; of leaders who share a name the highest on the day, or the latest."""
        day = self._article.published
        leaders = [hit for hit in candidates if hit.sense.kind in LEADING]
        if day is None or candidates[0].sense.kind not in LEADING:
            return candidates[0]
        known = self._lexicon.vocabulary
        return max(
            leaders,
            key=lambda hit: (rank_of(hit.sense.id, day, known), last_of(hit.sense.id, known)),
        )

    def _counts(self, hit: Hit, reading: Reading) -> bool:
        """Whether what stands around a name lets it stand for whom the codebook says."""
        name = self._article.text[hit.start : hit.end].replace("’", "'")
        guard = ambiguities().get(name)
        if guard is not None and not self._guarded(guard, hit, reading):
            return False
        sentence, kind = reading.sentence, hit.sense.kind
        elsewhere = is_team(hit, sentence) or is_town(hit, reading) or is_surname(hit, reading)
        if elsewhere or not _is_written(hit, sentence, name):
            return False
        if kind is NameKind.SEAT:
            return not (is_dateline(hit, sentence) or is_place(hit, reading))
        if kind is NameKind.DEMONYM:
            return not (is_language(hit, sentence) or is_ethnic(hit, sentence))
        if kind in LEADING or kind is NameKind.OUTLET:
            alone = not in_longer_name(hit, reading, after_only=kind not in SURNAMES)
            return alone and (kind is not NameKind.BARE or self._is_leader(hit, reading))
        return name != "US" or not is_shouted(sentence) or sentence.tokens[hit.last].pos == "PROPN"

    def _is_leader(self, hit: Hit, reading: Reading) -> bool:
        """Whether a common surname may mean somebody in high office: it is a proper name."""
        day = self._article.published
        if day is None or rank_of(hit.sense.id, day, self._lexicon.vocabulary) <= 0:
            return False
        tokens = reading.sentence.tokens
        token, after = tokens[hit.last], tokens[hit.last + 1 : hit.last + 2]
        if token.lower in surroundings("calendar"):
            # "May expels envoys", not "in May".
            return token.i == 0 and bool(after) and after[0].tag in ("VBZ", "VBD", "POS")
        return token.pos == "PROPN"

    def _guarded(self, guard: Ambiguity, hit: Hit, reading: Reading) -> bool:
        if guard.guard == "context":
            return any(self._holds(word) for word in guard.evidence)
        return not in_longer_name(hit, reading)

    def _open(self, refused: set[Hit]) -> tuple[Hit, ...]:
        """The names of states of which the article says nothing that shows the state is meant."""
        found = (h for h in refused if h.sense.kind is NameKind.STATE)
        guards = ((hit, ambiguities().get(self._article.words(hit.span))) for hit in found)
        kept = (hit for hit, guard in guards if guard is not None and guard.guard == "context")
        return tuple(sorted(kept, key=lambda hit: hit.start))

    def _holds(self, word: str) -> bool:
        if word not in self._evidence:
            self._evidence[word] = word in self._article.text
        return self._evidence[word]


def in_office(name: str, day: str, known: Vocabulary) -> bool:
    """Whether the vocabulary's person of that name held an office of its table on a day."""
    return any(term.covers(day) for term in known.terms_of(name))


def rank_of(name: str, day: str, known: Vocabulary) -> int:
    """The rank of the highest office that a person held on a day, -1 for none."""
    return max((term.rank for term in known.terms_of(name) if term.covers(day)), default=-1)


def last_of(name: str, known: Vocabulary) -> str:
    """The day on which the last office of a person began; "" for nobody's."""
    return max((term.since for term in known.terms_of(name)), default="")


def read_all(parsed: ParsedArticle, own: Trie[Sense], lexicon: Lexicon) -> tuple[Reading, ...]:
    """Every sentence of an article with its known names."""
    reader = NameReader(parsed.article, own, lexicon)
    return tuple(reader.read(sentence) for sentence in parsed.sentences)


def _is_written(hit: Hit, sentence: Sentence, name: str) -> bool:
    """Whether a user's name of one word is one in the text: "Target said", not "Target dates".

    An abbreviation is, whatever the parse takes it for, and so is a noun with a capital that no
    place in the sentence or headline explains.
    """
    if hit.sense.origin is None or hit.first != hit.last or not name[:1].isupper():
        return True
    token = sentence.tokens[hit.last]
    if token.pos == "PROPN" or (len(name) > 1 and name.isupper() and not is_shouted(sentence)):
        return True
    inside = hit.first > 0 and sentence.zone.kind is not ZoneKind.TITLE
    return inside and token.pos in ("NOUN", "ADJ", "X")


def _reading(sentence: Sentence, hits: list[Hit], roles: tuple[RoleHit, ...]) -> Reading:
    named = tuple(hit for hit in hits if hit.sense.kind is not NameKind.DECOY)
    decoys = tuple((h.first, h.last) for h in hits if h.sense.kind is NameKind.DECOY)
    return Reading(sentence, named, roles, decoys)


def _is_where(hit: Hit, reading: Reading) -> bool:
    """Whether a land or city is where something happens; a town elsewhere is no such place."""
    known = hit.sense.kind in LANDS and state_of(hit.sense.id) is not None
    return known and is_inside(hit, reading) and not is_town(hit, reading)


def _tokens(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    first, last = sentence.token_at(start), sentence.token_at(end - 1)
    return None if first is None or last is None else (first.i, last.i)


def _role_hits(words: _Words, known: Trie[RoleWord]) -> tuple[RoleHit, ...]:
    hits: list[RoleHit] = []
    texts = [word.lower() for word in words.texts]
    at = 0
    while at < len(texts):
        match = known.longest(texts, at)
        if match is None:
            at += 1
            continue
        end, senses = match
        tokens = _tokens(words.sentence, *words.span(at, end - 1))
        if tokens is not None and (not hits or tokens[0] > hits[-1].last):
            hits.append(RoleHit(*tokens, senses))
        at = end
    return tuple(hits)

"""Pacts as an article cites them, and the register of those that it has named so far."""

from collections import Counter
from dataclasses import dataclass, field

from dragoman.codebook.pacts import KnownPact, pact_words, party_names
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Cast, Modality, MoveKind, PactKind, content_id

NEAR = 2
"""How many sentences back "it" may go."""
AT_ISSUE = 3
"""How many sentences back verbs that name no pact may go."""
STEPS = frozenset({MoveKind.JOIN, MoveKind.REJOIN, MoveKind.WITHDRAW, MoveKind.SUSPEND})
"""Moves in which others can follow."""
LONG_AGO = 10


@dataclass(frozen=True, slots=True)
class Pact:
    """A pact as moves cite it. `acts` is true of bodies that act themselves.

    `head` is the noun of its name ("charter"), by which the text may take it up again; `listed`
    is false for pacts that no table has. `body` is the actor that the pact is, if it is one.
    """

    id: str
    name: str
    kind: PactKind
    parent: str | None = None
    acts: bool = False
    founded: str | None = None
    head: str = ""
    listed: bool = True
    short: str = ""
    body: str | None = None


@dataclass(frozen=True, slots=True)
class PactMention:
    """A noun that stands for a pact; `target` are the parties that it names as the object."""

    pact: Pact
    token: Token
    confidence: float
    target: tuple[str, ...] = ()
    accession: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A move that a sentence (by its index) tells."""

    sentence: int
    pact: Pact
    actor: str | None
    move: MoveKind
    modality: Modality


@dataclass(slots=True)
class Register:
    """What an article has named so far. It lives as long as the reading of that article."""

    recent: list[tuple[int, Pact]] = field(default_factory=list)
    moved: list[Told] = field(default_factory=list)
    accession: int = -LONG_AGO
    ahead: tuple[Pact, ...] = ()
    """The accords and coalitions that the whole article names, where "the treaty" comes first."""

    def add(self, sentence: Sentence, pact: Pact) -> None:
        """Remembers that a sentence names a pact."""
        self.recent.append((sentence.index, pact))

    def move(self, told: Told) -> None:
        """Remembers that a sentence tells a move on a pact."""
        self.moved.append(told)

    def last(self, sentence: Sentence, moves: frozenset[MoveKind]) -> Told | None:
        """The last of some moves that was told in this sentence or shortly before."""
        near = (m for m in reversed(self.moved) if m.sentence >= sentence.index - AT_ISSUE)
        return next((m for m in near if m.move in moves), None)

    def bodies(self) -> list[Pact]:
        """The bodies named so far, each once."""
        return list({p.id: p for _, p in self.recent if p.acts}.values())

    def near(self, sentence: Sentence) -> Pact | None:
        """The one accord or coalition that this sentence names, or else one shortly before.

        Bodies don't count: where they are named they mostly act. Of several pacts in one sentence
        the one counts of which it tells a move.
        """
        for index in range(sentence.index, sentence.index - NEAR - 1, -1):
            named = {p.id: p for i, p in self.recent if i == index and not p.acts}
            if len(named) > 1:
                moved = {m.pact.id for m in self.moved if m.sentence == index}
                named = {ident: p for ident, p in named.items() if ident in moved}
                if len(named) != 1:
                    return None
            if named:
                return next(iter(named.values()))
        return None

    def only(self, sentence: Sentence) -> Pact | None:
        """The pact of `near`, where the article has named no other accord or coalition."""
        alone = len({p.id for _, p in self.recent if not p.acts and self._weighs(p)}) == 1
        return self.near(sentence) if alone else None

    def topics(self, sentence: Sentence, far: int) -> list[Pact]:
        """The accords and coalitions that the text is at, each once.

        The one that moves are being told on; those that were named last, at most `far` sentences
        back, with bodies and without; that on which the text has told most, and where it has told
        none, that which it has named most.
        """
        near: list[Pact] = []
        for index, pact in reversed(self.recent):
            if index < sentence.index - far:
                break
            if index < sentence.index:
                near.append(pact)
        near = [pact for pact in near if self._weighs(pact)] or near
        last = (pact for pact in near if not self.busy(pact))
        found = (self.at_issue(sentence), next(last, None), self._main(sentence), *near[:1])
        return list({pact.id: pact for pact in found if pact is not None}.values())

    def _main(self, sentence: Sentence) -> Pact | None:
        """The pact on which the text has told most so far, or else which it has named most."""
        told = [m.pact for m in self.moved if m.pact.kind is not PactKind.SANCTIONS]
        named = [p for i, p in self.recent if i < sentence.index and not self.busy(p)]
        named = [p for p in named if self._weighs(p)] or named
        most = Counter(pact.id for pact in told or named).most_common(1)
        return next((p for p in told or named if p.id == most[0][0]), None)

    def busy(self, pact: Pact) -> bool:
        """Whether a pact is a body that acts in all news, and of which no step was told here.

        A coalition is in the news for who joins it.
        """
        often = pact.acts and pact.listed and pact.kind is PactKind.ACCORD
        return often and all(m.pact.id != pact.id for m in self.moved)

    def heads(self) -> frozenset[str]:
        """The nouns of the names of unlisted pacts, and those of bodies that news calls by them."""
        return frozenset(
            p.head
            for _, p in self.recent
            if not p.listed or (p.acts and p.head in pact_words("joined"))
        )

    def at_issue(self, sentence: Sentence, sanctions: bool = False) -> Pact | None:
        """The pact that this sentence, or else the last one that does so, tells moves on.

        None where that sentence tells of several. Where the article tells of several, only the
        sentence before counts. Sanctions are asked for on their own.
        """
        alike = [m for m in self.moved if (m.pact.kind is PactKind.SANCTIONS) == sanctions]
        far = AT_ISSUE if len({m.pact.id for m in alike if self._weighs(m.pact)}) == 1 else 1
        for index in range(sentence.index, sentence.index - far - 1, -1):
            told = {
                m.pact.id: m.pact
                for m in self.moved
                if m.sentence == index and (m.pact.kind is PactKind.SANCTIONS) == sanctions
            }
            if told:
                return next(iter(told.values())) if len(told) == 1 else None
        return None

    def _weighs(self, pact: Pact) -> bool:
        """Whether a pact counts as one that the article is about.

        One that is only described, once, doesn't beside one that has a name.
        """
        if pact.listed or not pact.name.islower():
            return True
        named = any(p.listed or not p.name.islower() for _, p in self.recent)
        return not named or sum(p.id == pact.id for _, p in self.recent) > 1

    def meant(self, noun: Token, year: str | None = None) -> Pact | None:
        """The pact that "the accord" or "that alliance" goes back to, if there is only one.

        A pact whose own name has the noun is meant before others; then the one that was named
        last, unless another of its kind was named in the same sentence. A `year` ("the 2015
        deal") rules out those that are known to be of another.
        """
        fitting = [(i, p) for i, p in self.recent if _fits(p, noun)]
        if year is not None:
            dated = [(i, p) for i, p in fitting if (p.founded or "").startswith(year)]
            fitting = dated or [(i, p) for i, p in fitting if p.founded is None]
        own = [(i, p) for i, p in fitting if p.head == noun.lemma.lower()]
        for named in (own, fitting):
            if len({p.id for _, p in named}) == 1:
                return named[-1][1]
        named = own or fitting
        if not named:
            later = [p for p in self.ahead if _fits(p, noun) and _called(p, noun)]
            return later[0] if len(later) == 1 and len(self.ahead) == 1 else None
        last = {p.id: p for i, p in named if i == max(i for i, _ in named)}
        return next(iter(last.values())) if len(last) == 1 else None


def _fits(pact: Pact, noun: Token) -> bool:
    """Whether a noun can stand for a pact: by its kind, or as the noun of its name."""
    word = noun.lemma.lower()
    if word in pact_words("accord"):
        return pact.kind is PactKind.ACCORD and not pact.acts
    if word not in pact_words("coalition"):
        return pact.head == word
    return pact.kind is PactKind.COALITION or pact.acts


def _called(pact: Pact, noun: Token) -> bool:
    """Whether a noun is one that a pact bears in its own name."""
    word = noun.lemma.lower()
    return word in pact.name.lower().split() or word == pact.head


def pact_of(known: KnownPact, *, listed: bool = True) -> Pact:
    """A pact of the catalogue as moves cite it; `listed` is false for one that only a text has."""
    words = (w if listed else w.removesuffix("s") for w in reversed(known.name.lower().split()))
    head = next((word for word in words if word in _nouns()), "")
    return Pact(
        known.id,
        known.name,
        PactKind(known.kind),
        known.parent,
        known.acts,
        known.founded,
        head,
        listed,
        body=known.body,
    )


def _nouns() -> frozenset[str]:
    return pact_words("accord") | pact_words("coalition") | pact_words("body")


def made_up(kind: PactKind, name: str, parent: str | None = None, head: str = "") -> Pact:
    """A pact of no catalogue: its id is a hash of its kind and its name in lower case."""
    ident = content_id("pact", kind, " ".join(name.lower().split()))
    return Pact(ident, name, kind, parent, head=head, listed=False)


def name_of(party: str, cast: Cast) -> str:
    """What a party is called in the names of pacts."""
    actor = cast.by_id.get(party)
    return party_names().get(party) or (actor.name if actor else party)

"""Mentions of pacts: by a name of the catalogue, by description, and by "the accord" or "it"."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.codebook.pacts import KnownPact, pact_words, party_names
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.pacts.clauses import parties
from dragoman.pacts.naming import Names
from dragoman.records import Cast, PactKind, Span, content_id

DEFINITE = ("the", "this", "that")
TELLING_APART = ("amod", "compound", "nmod", "poss", "nummod", "prep")
"""How words hang on a noun that tell it from others of its kind."""
PLACING = ("in", "at", "from", "after", "before", "during", "since")
"""Prepositions that tell nothing apart, since parsers hang most of them on the wrong word."""
AGAINST = ("against", "on")

NAMED, DESCRIBED, ANAPHORIC, PRONOMINAL = 0.8, 0.7, 0.6, 0.5
"""How sure a mention is, by how it is made; first estimates, to be calibrated on gold pages."""


@dataclass(frozen=True, slots=True)
class Pact:
    """A pact as moves cite it. `acts` is true of bodies that act themselves."""

    id: str
    name: str
    kind: PactKind
    parent: str | None = None
    acts: bool = False
    founded: str | None = None


@dataclass(frozen=True, slots=True)
class PactMention:
    """A noun that stands for a pact; `target` are the parties that it names as the object."""

    pact: Pact
    token: Token
    confidence: float
    target: tuple[str, ...] = ()
    accession: bool = False


@dataclass(slots=True)
class Register:
    """What an article has named so far. It lives as long as the reading of that article."""

    accords: dict[str, Pact] = field(default_factory=dict)
    coalitions: dict[str, Pact] = field(default_factory=dict)
    bodies: dict[str, Pact] = field(default_factory=dict)
    recent: list[tuple[int, Pact]] = field(default_factory=list)

    def add(self, sentence: Sentence, pact: Pact) -> None:
        """Remembers that a sentence names a pact."""
        if pact.acts:
            self.bodies[pact.id] = pact
        elif pact.kind is PactKind.ACCORD:
            self.accords[pact.id] = pact
        elif pact.kind is PactKind.COALITION:
            self.coalitions[pact.id] = pact
        self.recent.append((sentence.index, pact))

    def near(self, sentence: Sentence) -> Pact | None:
        """The one accord or coalition that this sentence and the one before it name.

        Bodies don't count: where they are named they mostly act.
        """
        found: dict[str, Pact] = {}
        for index, pact in reversed(self.recent):
            if index < sentence.index - 1:
                break
            if not pact.acts:
                found[pact.id] = pact
        return next(iter(found.values())) if len(found) == 1 else None

    def meant(self, sentence: Sentence, noun: Token) -> Pact | None:
        """The pact that "the accord" or "that alliance" goes back to, if there is only one."""
        known = self.accords if noun.lemma in pact_words("accord") else self.coalitions
        if len(known) == 1:
            return next(iter(known.values()))
        last = next((p for i, p in reversed(self.recent) if i >= sentence.index - 1), None)
        pointing = any(c.lower in ("this", "that") for c in sentence.children(noun, "det"))
        return last if pointing and last is not None and last.id in known else None


def pact_of(known: KnownPact) -> Pact:
    """A pact of the catalogue as moves cite it."""
    return Pact(known.id, known.name, PactKind(known.kind), known.parent, known.acts, known.founded)


def made_up(kind: PactKind, name: str, parent: str | None = None) -> Pact:
    """A pact of no catalogue: its id is a hash of its kind and its name in lower case."""
    return Pact(content_id("pact", kind, " ".join(name.lower().split())), name, kind, parent)


def name_of(party: str, cast: Cast) -> str:
    """What a party is called in the names of pacts."""
    actor = cast.by_id.get(party)
    return party_names().get(party) or (actor.name if actor else party)


def mentions_by_sentence(
    parsed: ParsedArticle, cast: Cast, names: Names
) -> Iterator[tuple[Sentence, tuple[PactMention, ...]]]:
    """The pacts that each telling sentence mentions.

    Titles are read for names only, which "the accord" in the text may go back to.
    """
    register = Register()
    weak = names.ready(parsed.article)
    telling = {sentence.index for sentence in parsed.telling}
    for sentence in parsed.sentences:
        found = list(_named(parsed, sentence, weak, cast, names))
        found += _coalitions(sentence, cast, taken=found)
        for mention in found:
            register.add(sentence, mention.pact)
        if sentence.index not in telling:
            continue
        found += _going_back(sentence, register, taken=found)
        found += _accessions(sentence, cast, register, names, taken=found)
        yield sentence, tuple(found)


def _named(
    parsed: ParsedArticle, sentence: Sentence, weak: frozenset[str], cast: Cast, names: Names
) -> Iterator[PactMention]:
    for hit in names.named_in(parsed.article.text, sentence.span, weak):
        head = _head(sentence, hit.span)
        if head is not None and hit.pact.kind != "sanctions":
            pact = pact_of(hit.pact)
            target = _countered(sentence, head, cast) if pact.kind is PactKind.COALITION else ()
            yield PactMention(pact, head, NAMED, target)


def _head(sentence: Sentence, span: Span) -> Token | None:
    """The token of a name on which its others depend."""
    token = sentence.token_at(span.start)
    while token is not None:
        above = sentence.head(token)
        if above.i == token.i or not (span.start <= above.start and above.end <= span.end):
            break
        token = above
    return token


def _countered(sentence: Sentence, noun: Token, cast: Cast) -> tuple[str, ...]:
    """Whom a coalition is against: "coalition against X", "coalition to counter X's plans"."""
    for preposition in sentence.children(noun, "prep"):
        if preposition.lower in AGAINST:
            return parties(sentence, sentence.child(preposition, "pobj"), cast)
    purposes = sentence.children(noun, "acl", "relcl")
    if noun.dep == "dobj":
        purposes += sentence.children(sentence.head(noun), "xcomp", "advcl")
    for clause in purposes:
        if clause.lemma in pact_words("countering"):
            whom = sentence.child(clause, "dobj")
            direct = parties(sentence, whom, cast)
            if direct:
                return direct
            below = (t for t in sentence.subtree(clause) if t.dep == "poss")
            return next((p for t in below if (p := parties(sentence, t, cast))), ())
    return ()


def _coalitions(sentence: Sentence, cast: Cast, taken: list[PactMention]) -> Iterator[PactMention]:
    """Coalitions that are described by whom they are against."""
    heads = {mention.token.i for mention in taken}
    for token in sentence.tokens:
        if token.lemma != "coalition" or token.pos != "NOUN" or token.i in heads:
            continue
        target = _countered(sentence, token, cast)
        if len(target) == 1:
            name = f"Coalition against {name_of(target[0], cast)}"
            yield PactMention(made_up(PactKind.COALITION, name), token, DESCRIBED, target)


def _going_back(
    sentence: Sentence, register: Register, taken: list[PactMention]
) -> Iterator[PactMention]:
    """Words like "the accord" and "it", where they can go back to one pact alone."""
    heads = {mention.token.i for mention in taken}
    for token in sentence.tokens:
        if token.i in heads:
            continue
        if token.pos == "NOUN" and token.lemma in pact_words("accord") | pact_words("coalition"):
            if _bare(sentence, token):
                pact = register.meant(sentence, token)
                if pact is not None:
                    register.add(sentence, pact)
                    yield PactMention(pact, token, ANAPHORIC)
        elif token.lemma == "membership" and not sentence.children(token, *TELLING_APART):
            if len(register.bodies) == 1:
                [pact] = register.bodies.values()
                yield PactMention(pact, token, ANAPHORIC)
        elif token.lower == "it" and token.dep in ("dobj", "pobj"):
            pact = register.near(sentence)
            if pact is not None:
                yield PactMention(pact, token, PRONOMINAL)


def _bare(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is definite and nothing tells it from another of its kind."""
    below = sentence.children(noun)
    definite = any(c.dep == "det" and c.lower in DEFINITE for c in below)
    return definite and not any(c.dep in TELLING_APART and c.lower not in PLACING for c in below)


def _accessions(
    sentence: Sentence, cast: Cast, register: Register, names: Names, taken: list[PactMention]
) -> Iterator[PactMention]:
    """Contested accessions ("Sweden's NATO bid"), which are pacts with the body as parent."""
    for token in sentence.tokens:
        if token.lemma not in pact_words("accession") or token.pos != "NOUN":
            continue
        below = {t.i for t in sentence.subtree(token)}
        bodies = {m.pact.id: m.pact for m in taken if m.token.i in below and m.pact.acts}
        bodies = bodies or (register.bodies if len(register.bodies) == 1 else {})
        candidate = parties(sentence, _candidate(sentence, token), cast)
        if len(bodies) == 1 and len(candidate) == 1:
            [body] = bodies.values()
            name = f"{name_of(candidate[0], cast)}'s {names.short(body.id, body.name)} accession"
            yield PactMention(
                made_up(PactKind.ACCORD, name, body.id), token, DESCRIBED, accession=True
            )


def _candidate(sentence: Sentence, noun: Token) -> Token | None:
    own = sentence.child(noun, "poss")
    if own is not None:
        return own
    of = next((p for p in sentence.children(noun, "prep") if p.lower == "of"), None)
    return None if of is None else sentence.child(of, "pobj")

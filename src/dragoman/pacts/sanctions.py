"""Sanctions regimes, which are named by who imposes them on whom: "US sanctions on Iran"."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.codebook.pacts import imposer_labels, pact_words
from dragoman.codebook.states import state_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import Grip, grips
from dragoman.pacts.naming import Names
from dragoman.pacts.parties import parties, party_at
from dragoman.pacts.register import Pact, made_up, name_of, pact_of
from dragoman.records import Cast, PactKind

DEFINITE = ("the", "this", "that")
UPON = ("on", "against", "upon")
BEFORE = ("amod", "compound", "nmod", "poss")
MANY = 3
"""So many who lay one embargo lay it together."""
ENOUGH = 3
"""Steps from the noun up to a word that may carry its "on Iran" or "imposed by"."""


@dataclass(frozen=True, slots=True)
class SanctionsMention:
    """A noun for sanctions with those whom the words around it name."""

    token: Token
    imposers: tuple[str, ...]
    targets: tuple[str, ...]

    def definite(self, sentence: Sentence) -> bool:
        """Whether sanctions that were named before may be meant."""
        said = self.imposers or self.targets
        determined = sentence.children(self.token, "det", "poss")
        return bool(said) or any(c.lower in DEFINITE for c in determined)


@dataclass(slots=True)
class Regimes:
    """The regimes that an article has named so far, as (imposer, target)."""

    names: Names
    named: dict[tuple[str, str], Pact] = field(default_factory=dict)
    recent: list[tuple[int, tuple[str, str], Pact]] = field(default_factory=list)
    boycotts: dict[str, Pact] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    """Former names that the article gives to targets."""
    spoken: list[int] = field(default_factory=list)
    """The sentences that have a word for sanctions, or tell that trade is stopped."""

    def of(self, sentence: Sentence, imposer: str, target: str, cast: Cast) -> Pact:
        """The regime of an imposer against a target, remembered from here on."""
        known = self.named.get((imposer, target))
        if known is None:
            label = imposer_labels().get(imposer) or name_of(imposer, cast)
            name = name_of(target, cast)
            known = _catalogued(f"{label} sanctions on {name}", self.names)
            former = self.called.get(target) or _former(sentence, target, cast)
            if former is not None and not known.listed:
                self.called[target] = former
                known = replace(known, name=f"{label} sanctions on {former}")
            self.named[(imposer, target)] = known
        self.recent.append((sentence.index, (imposer, target), known))
        return known

    def joint(
        self, sentence: Sentence, imposers: Sequence[str], target: str, cast: Cast, noun: str
    ) -> Pact:
        """The boycott or embargo of a target by several, which is one regime."""
        known = self.boycotts.get(target)
        if known is None:
            on = "of" if noun in pact_words("boycott") else "on"
            known = _catalogued(f"{noun.capitalize()} {on} {name_of(target, cast)}", self.names)
            self.boycotts[target] = known
        for imposer in imposers:
            self.named[(imposer, target)] = known
            self.recent.append((sentence.index, (imposer, target), known))
        return known

    def boycott(self, targets: tuple[str, ...]) -> tuple[Pact, str] | None:
        """The boycott of one of `targets`, or the only one where none are given; and its target."""
        fitting = [(p, t) for t, p in self.boycotts.items() if not targets or t in targets]
        return fitting[0] if len(fitting) == 1 else None

    def near(self, sentence: Sentence) -> list[tuple[tuple[str, str], Pact]]:
        """The regimes named in this sentence and the one before, each once."""
        found = {key: p for at, key, p in self.recent if at >= sentence.index - 1}
        return list(found.items())

    def main(self) -> tuple[str, str] | None:
        """The sides of the regime of which most sentences have told, if more than one has."""
        told = Counter(key for _, key in {(at, key) for at, key, _ in self.recent})
        most = told.most_common(2)
        alone = len(most) == 1 or (len(most) == 2 and most[0][1] > most[1][1])
        return most[0][0] if most and alone and most[0][1] > 1 else None

    def at_issue(self, sentence: Sentence) -> tuple[str, str] | None:
        """The sides of the regime that a sentence without one of its own goes on about.

        The one of this sentence and the one before; where they have none or several, that of
        which the text tells most, or else the last.
        """
        near = dict.fromkeys(key for key, _ in self.near(sentence))
        if len(near) == 1:
            return next(iter(near))
        return self.main() or (self.recent[-1][1] if self.recent else None)

    def only(self, imposers: tuple[str, ...], targets: tuple[str, ...]) -> tuple[str, str] | None:
        """The one regime named so far that fits what the words say."""
        fitting = [
            (imposer, target)
            for imposer, target in self.named
            if (not imposers or imposer in imposers) and (not targets or target in targets)
        ]
        return fitting[0] if len(fitting) == 1 else None


def _former(sentence: Sentence, party: str, cast: Cast) -> str | None:
    """The name that a state had then, where the sentence calls it so: "Rhodesia"."""
    for mention in cast.within(sentence.span):
        head = sentence.head_of(mention.span)
        named = head is not None and head.text in pact_words("former")
        if head is not None and named and party in cast.parties(mention.actor):
            return head.text
    return None


def together(nouns: Sequence[Token], imposers: int) -> str | None:
    """The noun by which so many impose one regime: a boycott of two, an embargo of three."""
    words = [noun.lemma for noun in nouns]
    if imposers >= MANY:
        words = [w for w in words if w in pact_words("boycott") | pact_words("joint")]
    else:
        words = [w for w in words if w in pact_words("boycott") and imposers > 1]
    return words[0] if words else None


def _catalogued(name: str, names: Names) -> Pact:
    """The catalogue's regime of that name, else one made up."""
    known = names.called(name)
    return made_up(PactKind.SANCTIONS, name) if known is None else pact_of(known)


def sanctions_mentions(sentence: Sentence, cast: Cast) -> list[SanctionsMention]:
    """The nouns for sanctions of a sentence."""
    found = []
    for token in sentence.tokens:
        if token.lemma not in pact_words("sanctions") or token.pos not in ("NOUN", "PROPN"):
            continue
        imposers, before = _before(sentence, token, cast)
        governing = tuple(grips(sentence, token))
        targets = _upon(sentence, token, cast, governing)
        if targets and not imposers:
            imposers = before  # "European Union sanctions on Georgia"
        targets = targets or before or _under(sentence, cast, governing)
        imposers = imposers or _who_imposed(sentence, token, cast)
        imposers = tuple(p for p in imposers if p not in targets)
        found.append(SanctionsMention(token, imposers, targets))
    return found


def _before(
    sentence: Sentence, token: Token, cast: Cast
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parties named before the noun: adjectives impose ("American"), names suffer ("Iran")."""
    imposers: list[str] = []
    targets: list[str] = []
    for part in _carriers(sentence, token):
        for child in sentence.children(part, *BEFORE):
            party = party_at(sentence, child, cast)
            if party is None:
                continue
            adjective = child.dep in ("amod", "poss") or _is_adjective(child.lower, party)
            (imposers if adjective else targets).append(party)
    return tuple(dict.fromkeys(imposers)), tuple(dict.fromkeys(targets))


def _is_adjective(word: str, party: str) -> bool:
    """Whether a word for a party says whose sanctions they are: "US", "American", "EU"."""
    state = state_of(party)
    known = {imposer_labels().get(party, ""), *(state.demonyms if state else ())}
    return word.replace(".", "") in {name.lower() for name in known}


def _carriers(sentence: Sentence, token: Token) -> list[Token]:
    """The noun itself, and what it is a part of: "its sixth package of sanctions"."""
    found = [token]
    for _ in range(ENOUGH):
        head = sentence.head(found[-1])
        if found[-1].dep == "pobj" and head.lower == "of" and sentence.head(head).pos == "NOUN":
            found.append(sentence.head(head))
        else:
            break
    return found


def _who_imposed(sentence: Sentence, token: Token, cast: Cast) -> tuple[str, ...]:
    """Whose sanctions a clause says they are: "that it had imposed", "imposed by Oman"."""
    for clause in sentence.children(token, "relcl", "acl"):
        agent = sentence.child(clause, "agent")
        by = sentence.child(agent, "pobj") if agent is not None else None
        own = by or (sentence.child(clause, "nsubj") if clause.dep == "relcl" else None)
        named = own is not None and own.tag not in ("WDT", "WP")
        if named and clause.lemma in pact_words("laying"):
            return parties(sentence, own, cast)
    return ()


def _under(sentence: Sentence, cast: Cast, governing: tuple[Grip, ...]) -> tuple[str, ...]:
    """Whom sanctions hit: "hit Russia with sanctions", "is under an embargo"."""
    for grip in governing:
        if not grip.links.isdisjoint(("with", "under")):
            hit = sentence.child(grip.word, "dobj", "nsubjpass")
            if hit is None and grip.word.lemma == "be":
                hit = sentence.child(grip.word, "nsubj")
            if hit is not None:
                return parties(sentence, hit, cast)
    return ()


def _upon(
    sentence: Sentence, token: Token, cast: Cast, governing: tuple[Grip, ...]
) -> tuple[str, ...]:
    """The parties behind "on" or "against", at the noun or at the verb that governs it."""
    for part in (*_carriers(sentence, token), *(grip.word for grip in governing)):
        for preposition in sentence.children(part, "prep"):
            noun = sentence.child(preposition, "pobj")
            if preposition.lower not in UPON or noun is None:
                continue
            found = parties(sentence, noun, cast)
            # "Sanctions on the OPEC member" are none on OPEC.
            whole = bool(found) or noun.lemma in pact_words("member")
            for child in () if whole else sentence.children(noun, *BEFORE):
                found = parties(sentence, child, cast)
                if found:
                    break
            if found:
                return found
    return ()

"""Who acts in a clause: subjects and owners, and the parties that they stand for."""

from dragoman.codebook.organisations import region_members
from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import FURTHEST, VERBS
from dragoman.records import Actor, ActorKind, Cast, Span

CONTROLLED = ("of", "from", "into", "for", "against")
"""Prepositions before a gerund that the object carries out: "accused Iran of violating"."""
BETWEEN_NAMES = (",", "and", "the", "&", "plus")
SHARING = ("xcomp", "conj", "advcl")
LONGEST = 120
"""Code points by which a mention may reach beyond one of its words."""


def subject(sentence: Sentence, verb: Token) -> Token | None:
    """Who does what a verb tells: its subject or agent, or the one that it shares or is given."""
    for _ in range(FURTHEST):
        agent = sentence.child(verb, "agent")
        if agent is not None:
            return sentence.child(agent, "pobj")
        own = sentence.child(verb, "nsubj")
        if own is not None:
            relative = own.tag in ("WDT", "WP") and verb.dep == "relcl"
            return _whole_list(sentence, sentence.head(verb), verb) if relative else own
        if sentence.child(verb, "nsubjpass") is not None or verb.head == verb.i:
            return _agent(sentence, verb) or _mistaken(sentence, verb)
        step = _controller(sentence, verb)
        if step is None or not step[1]:
            return None if step is None else step[0]
        passive = sentence.child(step[0], "nsubjpass")
        if verb.dep == "conj" and passive is not None:
            return passive
        verb = step[0]
    return None


def _whole_list(sentence: Sentence, noun: Token, clause: Token) -> Token:
    """The first of the names that a relative clause is about: "France and Italy, which founded".

    The clause hangs on the last; a verb in the singular is about that one alone.
    """
    verbs = (clause, *sentence.children(clause, "aux", "auxpass"))
    if noun.pos != "PROPN" or any(v.tag == "VBZ" or v.lower == "was" for v in verbs):
        return noun
    while noun.dep == "conj" and sentence.head(noun).pos == "PROPN":
        noun = sentence.head(noun)
    return noun


def _mistaken(sentence: Sentence, verb: Token) -> Token | None:
    """The name before a verb in the past that the parser took for an adverb: "Vanuatu acceded"."""
    before = sentence.tokens[verb.i - 1] if verb.i else None
    if before is None or before.pos != "PROPN" or verb.tag != "VBD" or before.head != verb.i:
        return None
    return before if before.dep in ("advmod", "npadvmod", "dep") else None


def _agent(sentence: Sentence, verb: Token) -> Token | None:
    """Who a passive is done by, where the parser hangs "by" on a date or place beside it."""
    if sentence.child(verb, "nsubjpass") is None:
        return None
    for token in sentence.subtree(verb):
        above = sentence.head(sentence.head(token))
        if token.lower == "by" and token.i > verb.i and above.i == verb.i:
            noun = sentence.child(token, "pobj")
            if noun is not None and noun.pos == "PROPN":
                return noun
    return None


def _controller(sentence: Sentence, verb: Token) -> tuple[Token, bool] | None:
    """Where the missing subject is: a token, and whether its own subject is meant."""
    head = sentence.head(verb)
    if verb.dep in ("acl", "relcl"):
        return _described(sentence, verb, head)
    if verb.dep in ("pcomp", "pobj"):
        return _behind(sentence, head, sentence.head(head))
    given = sentence.child(head, "dobj", "nsubjpass") if verb.dep == "xcomp" else None
    given = given or _implored(sentence, head, verb)
    if given is not None:
        return given, False
    return (head, True) if head.pos in VERBS and verb.dep in SHARING else None


def _described(sentence: Sentence, verb: Token, noun: Token) -> tuple[Token, bool] | None:
    """The subject of a clause without one that describes a noun."""
    if verb.dep == "acl" and verb.tag == "VBG":
        return noun, False
    to = sentence.child(verb, "aux") is not None and any(
        c.tag == "TO" for c in sentence.children(verb, "aux")
    )
    infinitive = to or (verb.tag == "VB" if verb.dep == "relcl" else verb.tag != "VBN")
    return _owner(sentence, noun) if infinitive else None


def _behind(sentence: Sentence, preposition: Token, head: Token) -> tuple[Token, bool] | None:
    """The subject of a gerund behind a preposition."""
    if head.pos == "NOUN":
        return _owner(sentence, head)
    given = sentence.child(head, "dobj", "nsubjpass")
    if preposition.lower in CONTROLLED and given is not None:
        return given, False
    return (head, True) if head.pos in VERBS else None


def _owner(sentence: Sentence, noun: Token) -> tuple[Token, bool] | None:
    """Who does what a noun's infinitive tells: "the first state to sign", "its plan to leave"."""
    if noun.lemma in pact_words("counted") or noun.lower in pact_words("ranking"):
        return noun, False
    owner, head = possessor(sentence, noun), sentence.head(noun)
    if owner is not None:
        return owner, False
    against = head.lemma in pact_words("stopping")  # who blocks a plan doesn't carry it out
    return (head, True) if noun.dep == "dobj" and head.pos in VERBS and not against else None


def _implored(sentence: Sentence, head: Token, verb: Token) -> Token | None:
    """Whom a verb asks to do something: "called on Rome to join", "pleaded with Oman"."""
    if head.lemma not in pact_words("imploring") or verb.dep not in ("xcomp", "advcl", "ccomp"):
        return None
    for preposition in sentence.children(head, "prep"):
        if preposition.lower in ("on", "upon", "to", "with"):
            return sentence.child(preposition, "pobj")
    return None


def bearer(sentence: Sentence, noun: Token) -> Token | None:
    """Whom a noun is said of: "Oman, the first state to sign", "they are among the countries"."""
    for _ in range(3):
        head = sentence.head(noun)
        if noun.dep == "appos":
            return head
        if noun.dep == "attr":
            return sentence.child(head, "nsubj")
        if noun.dep != "pobj" or head.lower not in ("among", "of"):
            return None
        above = sentence.head(head)
        if above.pos in VERBS:
            return sentence.child(above, "nsubj")
        noun = above
    return None


def possessor(sentence: Sentence, noun: Token, link: str = "") -> Token | None:
    """Who does what a noun tells: "Iran's breach", "the breach by Iran", "the Iranian breach"."""
    own = sentence.child(noun, "poss")
    if own is not None:
        return own
    for preposition in sentence.children(noun, "prep", "agent"):
        if preposition.lower == "by" or (preposition.lower == "of" and link != "of"):
            return sentence.child(preposition, "pobj")
    return None


def parties(sentence: Sentence, token: Token | None, cast: Cast) -> tuple[str, ...]:
    """The states, organisations and groups that a noun and those beside it stand for."""
    found: dict[str, None] = {}
    if token is None:
        return ()
    parts = (*_ahead_of(sentence, token, cast), *sentence.conjuncts(token))
    for part in (*parts, *_listed(sentence, token, cast)):
        found.update(dict.fromkeys(parties_at(sentence, part, cast)))
    return tuple(found)


def _ahead_of(sentence: Sentence, token: Token, cast: Cast) -> list[Token]:
    """The first of a list that the parser took for an adverb: "Peru, Ecuador and Colombia were"."""
    if token.i < 2 or sentence.child(token, "conj") is None:
        return []
    first, comma = sentence.tokens[token.i - 2], sentence.tokens[token.i - 1]
    apart = comma.text == "," and first.dep == "npadvmod" and first.head == token.head
    return [first] if apart and named_at(sentence, first.i, cast) is not None else []


def _listed(sentence: Sentence, token: Token, cast: Cast) -> list[Token]:
    """The rest of a list of three or more that begins at a token, however it was parsed."""
    found: list[Token] = []
    at, closed = token.i + 1, False
    while at < len(sentence.tokens) and not closed:
        word = sentence.tokens[at]
        if word.lower in (",", "the"):
            at += 1
            continue
        closed = word.lower == "and"
        at += closed
        if at < len(sentence.tokens) and closed and sentence.tokens[at].lower == "the":
            at += 1
        mention = named_at(sentence, at, cast) if at < len(sentence.tokens) else None
        if mention is None or sentence.tokens[at - 1].lower not in (",", "and", "the"):
            return []
        inside = sentence.tokens_in(mention)
        found.append(inside[-1])
        at = inside[-1].i + 1
    return found if closed and len(found) > 1 else []


def run_of_names(sentence: Sentence, at: int, cast: Cast) -> tuple[list[str], int]:
    """The parties of a list of names that begins at a token, and the token behind it."""
    found: list[str] = []
    while at < len(sentence.tokens):
        if sentence.tokens[at].lower in BETWEEN_NAMES:
            at += 1
            continue
        name = named_at(sentence, at, cast)
        if name is None:
            break
        inside = sentence.tokens_in(name)
        found += parties(sentence, inside[-1], cast)
        at = inside[-1].i + 1
    return list(dict.fromkeys(found)), at


def named_at(sentence: Sentence, at: int, cast: Cast) -> Span | None:
    """The name of a state that begins at a token of the sentence, None where none does."""
    start = sentence.tokens[at].start
    for mention in cast.within(Span(start, min(sentence.end, start + LONGEST))):
        if mention.start == start and cast.by_id[mention.actor].kind is ActorKind.COUNTRY:
            inside = sentence.tokens_in(mention.span)
            return mention.span if inside and inside[0].pos == "PROPN" else None
    return None


def party_at(sentence: Sentence, token: Token, cast: Cast) -> str | None:
    """The one party that a token names, alone or in a longer mention; None if nobody.

    A person who acts for nobody known stands for whoever owns them: "the Union's leaders".
    """
    found = parties_at(sentence, token, cast)
    return found[0] if len(found) == 1 else None


def parties_at(sentence: Sentence, token: Token, cast: Cast) -> tuple[str, ...]:
    """The parties that a token names: the members of a region, or of a group of the article's."""
    around = _around(sentence, token, cast)
    actor = around[0] if around else None
    if actor is not None and actor.kind is ActorKind.PERSON and actor.party == actor.id:
        own = sentence.child(token, "poss") if token.pos == "NOUN" else None
        owners = _around(sentence, own, cast) if own is not None else []
        actor = next((a for a in owners if a.id != actor.id), None)
    if actor is None or actor.kind is ActorKind.OUTLET:
        return ()
    if actor.party == actor.id and actor.kind in (ActorKind.PERSON, ActorKind.UNKNOWN):
        return ()
    return region_members(actor.id) or cast.parties(actor.id)


def _around(sentence: Sentence, token: Token, cast: Cast) -> list[Actor]:
    """The actors whose mentions cover a token, the longest mention first."""
    near = Span(max(sentence.start, token.start - LONGEST), token.end + LONGEST)
    covering = [m for m in cast.within(near) if m.start <= token.start and token.end <= m.end]
    covering.sort(key=lambda m: (m.start - m.end, m.actor))
    return [cast.by_id[m.actor] for m in covering]


def adjectives(sentence: Sentence, noun: Token, cast: Cast) -> tuple[str, ...]:
    """The parties that a noun's own adjectives and first parts name: "the US exit"."""
    below = sentence.children(noun, "amod", "compound", "nmod")
    return tuple(dict.fromkeys(p for t in below if (p := party_at(sentence, t, cast)) is not None))

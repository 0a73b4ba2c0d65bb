"""Arguments: the phrases that stand around a trigger as its subject, object or complement."""

from collections.abc import Iterator, Sequence

from dragoman.language.sentences import Sentence, Token

RELATIVE_TAGS = ("WDT", "WP")
CONTROLLED = ("xcomp", "advcl", "conj", "pcomp", "acl", "ccomp")
"""Clauses that may lack a subject and take that of the clause above."""
ACTING_ON = ("on", "against", "to", "with", "at", "from")
FURTHEST = 12
"""How many clauses up a missing subject is looked for."""


def relative_head(sentence: Sentence, token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token is given back."""
    if token.tag not in RELATIVE_TAGS and not (token.lower == "that" and token.pos == "PRON"):
        return token
    for above in sentence.ancestors(token):
        if above.dep == "relcl":
            return sentence.head(above)
        if above.pos not in ("VERB", "AUX", "ADP"):
            break
    return token


def governed(sentence: Sentence, preposition: Token) -> Iterator[Token]:
    """The nouns after a preposition, each coordinated one too."""
    for noun in sentence.children(preposition, "pobj"):
        yield from sentence.conjuncts(relative_head(sentence, noun))


def prepositions(
    sentence: Sentence, token: Token, particle: Token | None = None
) -> tuple[Token, ...]:
    """The prepositions that hang on a word or its particle ("pulled out of")."""
    found = sentence.children(token, "prep", "dative")
    if particle is not None:
        found += (*sentence.children(particle, "prep"), particle)
    return tuple(p for p in found if sentence.child(p, "pobj") is not None)


def objects(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """What a verb acts on: objects, subjects in the passive, the noun before a participle."""
    found: list[Token] = []
    for child in sentence.children(verb, "dobj", "nsubjpass", "dative"):
        if child.dep == "dative" and child.pos == "ADP":
            continue
        found.extend(sentence.conjuncts(relative_head(sentence, child)))
    if found:
        return tuple(found)
    if verb.dep == "acl" and verb.tag == "VBN":
        return sentence.conjuncts(sentence.head(verb))
    if verb.dep == "relcl" and _lacks_relative(sentence, verb):
        return (sentence.head(verb),)
    if verb.dep == "conj" and verb.tag == sentence.head(verb).tag:
        # "Sanctions were eased and lifted", "signed and ratified the pact": one shared object.
        return _shared_objects(sentence, verb)
    later = [c for c in sentence.children(verb, "conj") if c.tag == verb.tag]
    return tuple(o for c in later for o in sentence.children(c, "dobj"))[:1]


def _shared_objects(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    found = sentence.children(sentence.head(verb), "nsubjpass")
    return tuple(noun for o in found for noun in sentence.conjuncts(relative_head(sentence, o)))


def _lacks_relative(sentence: Sentence, verb: Token) -> bool:
    """Whether a relative clause has a subject but no relative pronoun ("the pact it left")."""
    subject = sentence.child(verb, "nsubj")
    return subject is not None and subject.tag not in RELATIVE_TAGS and subject.lower != "that"


def subjects(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """Who does what a verb tells, in the active: its subject, or that of the clause it shares.

    A relative pronoun gives its noun, a participle the subject of its main clause, a
    coordinated verb that of the first, "accused X of doing" the object of the accusation.
    """
    shared = False
    for _ in range(FURTHEST):
        own = sentence.children(verb, "nsubj", "csubj")
        if own:
            return tuple(
                noun for o in own for noun in sentence.conjuncts(relative_head(sentence, o))
            ) + _together(sentence, verb)
        acted_on = sentence.children(verb, "nsubjpass")
        if acted_on and shared:
            # "Was charged and will resign": the second verb is in the active.
            return tuple(
                n for o in acted_on for n in sentence.conjuncts(relative_head(sentence, o))
            )
        if acted_on:
            return ()
        above = _controller(sentence, verb)
        if above is None:
            return ()
        if isinstance(above, tuple):
            return above
        shared = verb.dep == "conj"
        verb = above
    return ()


def _controller(sentence: Sentence, verb: Token) -> Token | tuple[Token, ...] | None:
    """The verb whose subject is shared, or the nouns themselves that control the verb."""
    head, dep = sentence.head(verb), verb.dep
    if head.i == verb.i or dep not in CONTROLLED:
        return None
    if dep == "acl":
        return _noun_control(sentence, verb, head)
    if dep == "pcomp":
        return _preposition_control(sentence, head)
    return _verb_control(sentence, dep, head) if head.pos in ("VERB", "AUX", "ADJ") else None


def _verb_control(sentence: Sentence, dep: str, head: Token) -> Token | tuple[Token, ...] | None:
    """The verb above ("plans to leave"), or its object ("urged Iran to leave")."""
    if dep in ("xcomp", "ccomp"):
        controlled = sentence.children(head, "dobj", "nsubjpass")
        if controlled:
            return tuple(n for o in controlled for n in sentence.conjuncts(o))
    unshared = dep == "ccomp" or (dep == "advcl" and sentence.child(head, "nsubjpass") is not None)
    return None if unshared else head


def _noun_control(sentence: Sentence, verb: Token, noun: Token) -> Token | tuple[Token, ...] | None:
    """The noun's owner ("Iran's decision to leave") or itself ("a statement condemning")."""
    owners = sentence.children(noun, "poss")
    if owners:
        return owners
    if verb.tag == "VBG":
        return sentence.conjuncts(noun)
    if noun.dep in ("dobj", "attr"):
        return sentence.head(noun)
    return None


def _preposition_control(
    sentence: Sentence, preposition: Token
) -> Token | tuple[Token, ...] | None:
    """The object ("accused Russia of sending"), or the main subject ("after leaving")."""
    governor = sentence.head(preposition)
    if governor.pos not in ("VERB", "AUX"):
        return None
    if preposition.lower in ("of", "for", "from", "with", "into"):
        controlled = sentence.children(governor, "dobj", "nsubjpass")
        if controlled:
            return tuple(n for o in controlled for n in sentence.conjuncts(o))
    return governor


def _together(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """Those whom "together with", "along with" or "alongside" adds to the subject."""
    found: list[Token] = []
    anchors = (verb, *sentence.children(verb, "nsubj", "advmod", "prep"))
    for anchor in anchors:
        for preposition in sentence.children(anchor, "prep"):
            marked = any(
                c.lower in ("together", "along") for c in sentence.children(preposition, "advmod")
            ) or anchor.lower in ("together", "along")
            if preposition.lower == "alongside" or (preposition.lower == "with" and marked):
                found.extend(governed(sentence, preposition))
    return tuple(found)


def agents(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """Those named after "by" in the passive or after a noun.

    Parsers often hang the "by" on the words before it ("signed on 14 July by Iran"), so the
    phrases that follow the verb are asked too where it has none of its own.
    """
    own = [c for c in sentence.children(token, "agent", "prep") if c.lower == "by"]
    if not own:
        own = [
            below
            for preposition in sentence.children(token, "prep")
            for noun in sentence.children(preposition, "pobj")
            for below in sentence.children(noun, "prep")
            if below.lower == "by"
        ]
    return tuple(noun for by in own for noun in governed(sentence, by))


def owners(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Who does what a noun tells: its owner or the adjective before it ("US withdrawal")."""
    return sentence.children(noun, "poss") or sentence.children(noun, "compound", "amod", "nmod")


def slots(sentence: Sentence, token: Token, names: Sequence[str]) -> tuple[tuple[Token, ...], ...]:
    """The heads of the phrases in target slots of a trigger, named as the codebook names slots.

    They come in the order of `names`; what the trigger acts on and what follows it is found once.
    """
    acted_on = objects(sentence, token)
    after = _after(sentence, token, acted_on)
    found: list[tuple[Token, ...]] = []
    for name in names:
        if name == "dobj":
            found.append(acted_on)
        elif name == "ccomp":
            found.append(_of_clauses(sentence, token))
        elif name == "xcomp":
            found.append(_of_open_clauses(sentence, token))
        else:
            found.append(tuple(n for p in after.get(name, ()) for n in governed(sentence, p)))
    return tuple(found)


def _of_clauses(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """Who does what the clauses below a word tell."""
    return tuple(
        noun
        for clause in sentence.children(token, "ccomp", "xcomp")
        for subject in sentence.children(clause, "nsubj", "nsubjpass")
        for noun in sentence.conjuncts(subject)
    )


def _of_open_clauses(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """What the clauses below a word that lack a subject act on."""
    found: list[Token] = []
    for clause in sentence.children(token, "xcomp"):
        for nouns in slots(sentence, clause, ("dobj", *ACTING_ON)):
            found.extend(nouns)
    return tuple(found)


def _after(sentence: Sentence, token: Token, acted_on: Sequence[Token]) -> dict[str, list[Token]]:
    """The prepositions on a trigger, its particle or what it acts on, by their word."""
    anchors = [token, *sentence.children(token, "prt", "attr", "xcomp")]
    for noun in (*acted_on, *sentence.children(token, "dobj")):
        anchors.append(noun)
        for preposition in sentence.children(noun, "prep"):
            if preposition.lower == "of":
                anchors.extend(sentence.children(preposition, "pobj"))
    found: dict[str, list[Token]] = {}
    for anchor in dict.fromkeys(anchors):
        for preposition in sentence.children(anchor, "prep", "dative", "agent"):
            found.setdefault(preposition.lower, []).append(preposition)
    return found

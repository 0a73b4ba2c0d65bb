"""Whose words they are: the source phrase of a cue, and the actor behind it."""

from dragoman.attributions.findings import Tree
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, ActorKind, Cast, Span

LONGEST_APPOSITION = 8
"""Tokens of an apposition, or a clause, that still counts as the source's name or office."""

RELATIVES = frozenset(["who", "which", "that"])
WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
CALENDAR = frozenset(f"{WEEKDAYS}|{MONTHS}".split("|"))

CARRIED = ("conj", "advcl", "xcomp", "ccomp", "pcomp", "prep", "dep", "acomp")
"""Labels of words that share the subject of the verb above them."""

REACH = 6
"""How many verbs up the tree a subject is looked for."""


def subject_of(sentence: Sentence, verb: Token) -> Token | None:
    """The head of the phrase that speaks where `verb` is the cue.

    The verb's own subject; of a passive, whoever follows "by"; else the subject of the verb that
    it is coordinated with or hangs on ("declined, saying ..."). A relative pronoun gives what it
    stands for.
    """
    at: Token | None = verb
    for _ in range(REACH):
        if at is None:
            break
        if _passive(sentence, at):
            return _agent(sentence, at)
        subject = nearest_subject(sentence, at)
        if subject is not None:
            return _antecedent(sentence, at, subject)
        if named := _behind_date(sentence, at):
            return named
        if at.dep == "acl":
            return sentence.head(at)
        at = _governor(sentence, at)
    return None


def _passive(sentence: Sentence, verb: Token) -> bool:
    participle = verb.tag == "VBN" and verb.dep in ("acl", "advcl")
    return participle or sentence.child(verb, "auxpass") is not None


def _governor(sentence: Sentence, verb: Token) -> Token | None:
    """The verb whose subject is that of `verb` as well, or None where there is none."""
    if verb.dep == "ccomp" and sentence.child(verb, "mark"):
        return None
    return sentence.head(verb) if verb.dep in CARRIED else None


def nearest_subject(sentence: Sentence, verb: Token) -> Token | None:
    """The verb's own subject; of several, which only a mistaken tree has, the nearest."""
    subjects = sentence.children(verb, "nsubj")
    return min(subjects, key=lambda t: abs(t.i - verb.i), default=None)


def _behind_date(sentence: Sentence, verb: Token) -> Token | None:
    """A subject that the tree took into a date before it ("on Friday Ana Gray said")."""
    for prep in sentence.children(verb, "prep"):
        noun = sentence.child(prep, "pobj")
        if noun is None or noun.i > verb.i or noun.lower in CALENDAR:
            continue
        if any(t.lower in CALENDAR for t in sentence.children(noun, "compound", "nmod")):
            return noun
    return None


def _agent(sentence: Sentence, verb: Token) -> Token | None:
    by = sentence.child(verb, "agent")
    return sentence.child(by, "pobj") if by else None


def _antecedent(sentence: Sentence, verb: Token, subject: Token) -> Token:
    if subject.lower in RELATIVES and subject.tag in ("WDT", "WP"):
        for token in (verb, *sentence.ancestors(verb)):
            if token.dep == "relcl":
                return sentence.head(token)
            if token.dep != "conj":
                break
    return subject


def source_span(tree: Tree, head: Token, cue: Token) -> Span:
    """The source's noun phrase: what describes it, no remark upon it, nothing past the cue."""
    sentence = tree.sentence
    first, last = tree.below(head)
    for child in sentence.children(head):
        low, high = tree.below(child)
        if child.i < head.i:
            if child.dep in ("punct", "cc", "preconj") and not _hyphen(sentence, child):
                first = max(first, high + 1 if child.dep != "preconj" else low)
            continue
        if child.dep in ("relcl", "acl", "advcl", "parataxis", "appos") and not (
            _describes(tree, child, cue)
        ):
            last = min(last, low - 1)
    if head.i < cue.i <= last:
        last = cue.i - 1
    if first <= cue.i < head.i:
        first = cue.i + 1
    first, last = min(first, head.i), max(last, head.i)
    while first < head.i and sentence.tokens[first].lower in CALENDAR:
        first += 1  # "In January Mr Gray said": the month is no part of the name
    return tree.span(first, last) or head.span


def _describes(tree: Tree, child: Token, cue: Token) -> bool:
    """Whether what hangs on a source's head says who it is: a short apposition, or a short clause.

    The clause must follow without a comma ("a person briefed on the talks"), before the cue.
    """
    low, high = tree.below(child)
    if high - low >= LONGEST_APPOSITION:
        return False
    if child.dep == "appos":
        return True
    outside = not low <= cue.i <= high
    return child.dep in ("acl", "relcl") and outside and tree.sentence.tokens[low - 1].text != ","


def _hyphen(sentence: Sentence, token: Token) -> bool:
    """Whether a hyphen joins the words around it into one name ("Secretary-General")."""
    if token.text != "-" or not 0 < token.i < len(sentence.tokens) - 1:
        return False
    before, after = sentence.tokens[token.i - 1], sentence.tokens[token.i + 1]
    return before.end == token.start and token.end == after.start


def speaking_actor(
    cast: Cast, source: Span, head: Token | None, sentence: Sentence | None
) -> str | None:
    """The id of the actor that a source phrase stands for, or None where the cast has none.

    A mention over the phrase's head goes first, then the person named in apposition to it, then
    the organisation and the state that the phrase names ("a Gulf Council official").
    """
    around = sentence.span if sentence else source
    reach = Span(min(around.start, source.start), max(around.end, source.end))
    mentions = [m for m in cast.within(reach) if m.span.overlaps(source)]
    if not mentions:
        return None

    def rank(order: int) -> tuple[int, int, int, int]:
        mention = mentions[order]
        actor = cast.by_id[mention.actor]
        covers = head is not None and mention.span.overlaps(head.span)
        named = sentence is not None and head is not None and _renames(sentence, mention.span, head)
        if actor.kind is ActorKind.PERSON and not (covers or named):
            return (3, 0, 0, order)
        return (0 if named and actor.kind is ActorKind.PERSON else 1 if covers else 2,
                _kind_rank(actor), -len(mention.span), order)  # fmt: skip

    return mentions[min(range(len(mentions)), key=rank)].actor


def _kind_rank(actor: Actor) -> int:
    order = (ActorKind.PERSON, ActorKind.OUTLET, ActorKind.ORGANISATION, ActorKind.GROUP)
    return order.index(actor.kind) if actor.kind in order else len(order)


def _renames(sentence: Sentence, mention: Span, head: Token) -> bool:
    """Whether a mention is the head itself under another name ("its envoy, Ana Gray")."""
    if mention.overlaps(head.span):
        return True
    token = sentence.head_of(mention)
    return token is not None and token.dep in ("appos", "compound") and token.head == head.i

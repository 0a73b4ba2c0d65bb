"""Reports set beside their content: "..., she said", "according to ...", "as he put it"."""

from collections.abc import Iterator, Sequence

from dragoman.attributions.findings import LOOSE, Finding, Tree
from dragoman.attributions.sources import nearest_subject, source_span, subject_of
from dragoman.codebook.cues import cited_speakers, cues_of
from dragoman.codebook.source_nouns import source_nouns
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Span, Stance

TELLING = frozenset(["ask", "assure", "inform", "notify", "promise", "remind", "tell", "warn"])
"""Verbs whose object is whoever is told."""

OPENING = frozenset(["“", "‘", "«", "„", "``"])
CLOSING_QUOTES = frozenset(['"', "”", "’", "»", "''", "'"])
LONGEST_ALONE = 20
"""Tokens of a sentence that only says who speaks."""

PARENTHETICAL = ("ROOT", "parataxis", "ccomp", "conj", "advcl", "dep")


def parenthetical(
    tree: Tree, verb: Token, cue: Span, stance: Stance, *, as_alone: bool = False
) -> Finding | None:
    """A verb that has no complement of its own: its content stands after a colon, or before it.

    A subject directly behind a comma or a closing quotation mark, with its verb, is set into the
    content or behind it: all that stands before it in the sentence is what is reported, and what
    follows the insertion, if the tree says so. With `as_alone` only what "as" introduces counts
    ("as he put it").
    """
    sentence = tree.sentence
    subject = nearest_subject(sentence, verb)
    if subject is None or verb.dep not in PARENTHETICAL or sentence.child(verb, "auxpass"):
        return None
    if _takes_object(tree, verb) or (as_alone and not _introduced_by_as(sentence, verb)):
        return None
    if sentence.child(verb, "mark", "advmod") and _introduced_by_as(sentence, verb):
        content = around(tree, sentence.head(verb), tree.below(verb))
    else:
        content = _behind(tree, verb) or _before(tree, verb, subject)
    if not content:
        return None
    return Finding(
        sentence=sentence,
        source=source_span(tree, subject, verb),
        head=subject,
        cue=cue,
        content=content,
        stance=stance,
        hearer=_told(tree, verb),
    )


def _takes_object(tree: Tree, verb: Token) -> bool:
    """Whether the verb says something about a thing, rather than to somebody."""
    return any(
        child.i > verb.i and not _hears(verb, child)
        for child in tree.sentence.children(verb, "dobj")
    )


def _hears(verb: Token, child: Token) -> bool:
    if child.pos == "NOUN":
        return child.lemma in cited_speakers()
    return verb.lemma in TELLING or child.pos != "PROPN"


def _told(tree: Tree, verb: Token) -> Span | None:
    for child in tree.sentence.children(verb, "dobj", "dative", "iobj", "npadvmod"):
        if child.i > verb.i and child.pos in ("PROPN", "NOUN"):
            return tree.span(*tree.below(child))
    return None


def _introduced_by_as(sentence: Sentence, verb: Token) -> bool:
    return any(t.lower == "as" and t.i < verb.i for t in sentence.children(verb, "mark", "advmod"))


def _opens(tokens: Sequence[Token], i: int) -> bool:
    """Whether the token at `i` opens a quotation: a straight mark does behind a blank."""
    token = tokens[i]
    return token.text in OPENING or (token.text in "\"'" and tokens[i - 1].end < token.start)


def _behind(tree: Tree, verb: Token) -> tuple[Span, ...]:
    """What follows a colon, or an opening quotation mark behind a comma."""
    tokens = tree.sentence.tokens
    for i in range(verb.i + 1, len(tokens) - 1):
        colon = tokens[i].text == ":"
        if colon or (tokens[i].text == "," and _opens(tokens, i + 1)):
            rest = tree.span(i + 1, len(tokens) - 1)
            return (rest,) if rest else ()
        if tokens[i].pos == "VERB" and tokens[i].head != verb.i:
            break
    return ()


def _before(tree: Tree, verb: Token, subject: Token) -> tuple[Span, ...]:
    sentence = tree.sentence
    tokens = sentence.tokens
    first = min(tree.left[subject.i], verb.i)
    while (
        first
        and tokens[first - 1].head == verb.i
        and tokens[first - 1].dep.startswith(("aux", "neg", "adv"))
    ):
        first -= 1
    if first < 2 or not _set_off(tree, verb, first):
        return ()
    colons = [i for i in range(first - 1) if tokens[i].text == ":"]
    spans = [tree.span(colons[-1] + 1 if colons else 0, first - 1)]
    after = max(verb.i, tree.right[subject.i]) + 1
    last = tree.right[verb.i] if verb.dep == "parataxis" else len(tokens) - 1
    for i in range(after, len(tokens) - 1):
        if tokens[i].text in LOOSE and _opens(tokens, i + 1):
            spans.append(tree.span(i + 1, len(tokens) - 1))
            break
        if tokens[i].text in LOOSE and i >= last:
            spans.append(tree.span(i, len(tokens) - 1))
            break
    return tuple(span for span in spans if span is not None)


def _set_off(tree: Tree, verb: Token, first: int) -> bool:
    """Whether what begins at `first` is set off from a claim or a quotation before it."""
    sentence = tree.sentence
    before = sentence.tokens[first - 1]
    if before.text in CLOSING_QUOTES:
        return True
    if before.text not in LOOSE:
        return False
    if sentence.tokens[first - 2].text in CLOSING_QUOTES:
        return True
    if verb.dep == "parataxis":
        return True
    if verb.dep == "ccomp" and sentence.child(verb, "mark") is None:
        return verb.head < verb.i
    return any(t.i < first for t in sentence.children(verb, "ccomp", "nsubj"))


def around(tree: Tree, head: Token, hole: tuple[int, int]) -> tuple[Span, ...]:
    """A clause without one of its phrases, in one span or two."""
    first, last = tree.below(head)
    parts = [(first, min(last, hole[0] - 1)), (max(first, hole[1] + 1), last)]
    spans = [tree.span(low, high) for low, high in parts if low <= high]
    return tuple(span for span in spans if span is not None)


def announcing(sentence: Sentence, offset: int) -> Finding | None:
    """Words that end in a colon before `offset` and so announce the quotation there.

    The finding's content is empty: the quotation is to fill it. The cue is the last reporting
    verb before the colon, or the colon where there is none.
    """
    tokens = [t for t in sentence.tokens if t.end <= offset]
    if len(tokens) < 3 or tokens[-1].text != ":":
        return None
    vocabulary = cues_of("verb")
    cue = next((t for t in reversed(tokens) if t.lemma in vocabulary and t.pos == "VERB"), None)
    verb = cue or next((t for t in tokens if t.pos in ("VERB", "AUX")), None)
    head = subject_of(sentence, verb) if verb else _speaker_alone(tokens)
    if head is None or head.start >= offset:
        return None
    return Finding(
        sentence=sentence,
        source=source_span(Tree(sentence), head, verb or tokens[-1]),
        head=head,
        cue=cue.span if cue else tokens[-1].span,
        content=(),
        stance=Stance(vocabulary[cue.lemma][0].stance) if cue else Stance.ASSERTS,
        weak=cue is None,
    )


def speaking_alone(sentence: Sentence) -> Finding | None:
    """A short sentence that is nothing but somebody's speaking ("the envoy said on Monday").

    The finding's content is empty: the quotation before it is to fill it.
    """
    verb = sentence.root
    rows = [row for row in cues_of("verb").get(verb.lemma, ()) if "quote" in row.frames]
    subject = nearest_subject(sentence, verb)
    if not rows or subject is None or len(sentence.tokens) > LONGEST_ALONE:
        return None
    if sentence.child(verb, "ccomp", "xcomp", "neg") or _takes_object(Tree(sentence), verb):
        return None
    return Finding(
        sentence=sentence,
        source=source_span(Tree(sentence), subject, verb),
        head=subject,
        cue=verb.span,
        content=(),
        stance=Stance(rows[0].stance),
    )


def _speaker_alone(tokens: Sequence[Token]) -> Token | None:
    """Whoever is named before a colon without a verb ("The minister, on the steps: ...")."""
    inside = range(len(tokens))
    top = [t for t in tokens if t.head == t.i or t.head not in inside]
    if top and top[0].lower == "from":  # "From the ministry: ..."
        top = [t for t in tokens if t.head == top[0].i and t.dep == "pobj"]
    for token in top:
        sort = source_nouns().get(token.lemma)
        if token.pos == "PROPN" or (token.pos == "NOUN" and sort in ("person", "office")):
            return token
    return None


def phrase_findings(tree: Tree) -> Iterator[Finding]:
    """What "according to ...", "in ...'s words" attribute: the clause around them."""
    sentence = tree.sentence
    tokens = sentence.tokens
    openers = {lemma.split()[0] for lemma in cues_of("phrase")}
    for token in tokens:
        if token.lower not in openers:
            continue
        for lemma, rows in cues_of("phrase").items():
            found = _phrase(tree, token, lemma.split())
            if found is None:
                continue
            head, cue, last = found
            content = around(tree, _clause(sentence, token), (token.i, last))
            if content:
                yield Finding(
                    sentence=sentence,
                    source=source_span(tree, head, tokens[last]),
                    head=head,
                    cue=cue,
                    content=content,
                    stance=Stance(rows[0].stance),
                )


def _phrase(tree: Tree, token: Token, words: Sequence[str]) -> tuple[Token, Span, int] | None:
    """The head of the source, the cue and the last token of a phrase that a token opens.

    `~` among the words stands for the source, as a possessive; else it follows the phrase.
    """
    sentence, tokens = tree.sentence, tree.sentence.tokens
    if "~" in words:
        noun = sentence.child(token, "pobj")
        owner = sentence.child(noun, "poss") if noun and noun.lower == words[-1] else None
        return (owner, noun.span, tree.right[noun.i]) if noun and owner else None
    found = tokens[token.i : token.i + len(words)]
    if [t.lower for t in found] != list(words):
        return None
    head = sentence.child(found[-1], "pobj")
    if head is None:
        return None
    last = max(tree.right[token.i], tree.right[head.i])
    return head, Span(token.start, found[-1].end), last


def _clause(sentence: Sentence, token: Token) -> Token:
    """The head of the clause that a phrase belongs to: the nearest verb with a subject."""
    above = token
    for above in sentence.ancestors(token):
        if above.pos in ("VERB", "AUX") and sentence.child(above, "nsubj", "nsubjpass", "expl"):
            break
    return above

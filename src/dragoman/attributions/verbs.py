"""Verbs that report: their complements, by construction, in the dependency tree."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from dragoman.attributions.findings import Finding, Tree
from dragoman.attributions.frames import FRAMES, Range, after, clause_range
from dragoman.attributions.reports import around, parenthetical
from dragoman.attributions.sources import source_span, subject_of
from dragoman.codebook.cues import Cue, cited_speakers, cues_of
from dragoman.codebook.source_nouns import source_nouns
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Span, Stance

DOUBTFUL = frozenset(["would", "could", "might", "should", "may", "must", "can", "will", "if"])
SOURCELESS = ("that", "object-preposition")
"""Frames that say something though nobody is named who says it ("it is alleged that")."""

FAILING = frozenset(["fail", "forget", "neglect", "omit"])
"""Verbs that tell of their infinitive that it was not done."""

HEARING = ("dobj", "dative", "iobj")


@cache
def constructions() -> Mapping[str, tuple[tuple[Cue, str], ...]]:
    """Each reporting verb's constructions, the telling ones before the vague ones."""
    order = list(FRAMES)
    return {
        lemma: tuple(
            sorted(
                ((row, frame) for row in rows for frame in row.frames),
                key=lambda pair: order.index(pair[1]),
            )
        )
        for lemma, rows in cues_of("verb").items()
    }


def verb_findings(tree: Tree) -> Iterator[Finding]:
    """What the reporting verbs of a sentence attribute, in text order."""
    vocabulary = constructions()
    taken: set[int] = set()
    for token in tree.sentence.tokens:
        rows = vocabulary.get(token.lemma)
        if rows and token.pos in ("VERB", "AUX") and token.i not in taken:
            yield from _of_verb(tree, token, rows, taken)


def _of_verb(
    tree: Tree, verb: Token, rows: tuple[tuple[Cue, str], ...], taken: set[int]
) -> Iterator[Finding]:
    """The first construction that fits, in the order of FRAMES."""
    sentence = tree.sentence
    if verb.tag == "VBN" and verb.dep == "advcl" and not sentence.child(verb, "aux", "agent"):
        return  # "Asked whether ..., she said": nobody is named who asks
    if _unsaid(sentence, verb):
        return
    for row, frame in rows:
        stance = _stance(sentence, verb, row)
        cue = _cue_span(sentence, verb, row)
        if frame == "quote":
            alone = row.preposition == "as"
            made = parenthetical(tree, verb, cue, stance, as_alone=alone) if stance else None
            if made:
                yield replace(made, attitude=row.attitude)
            return
        found = FRAMES[frame](tree, verb, row)
        if found is None:
            continue
        if stance is None:
            return
        if frame == "citing":
            yield from _citing(tree, verb, found, stance, taken)
            return
        if frame == "to" and stance is Stance.DECLINES:
            cue, found = _refused_speech(tree, verb, cue, found, taken)
        made = _make(tree, verb, cue, found, (stance, frame))
        if made:
            yield replace(made, attitude=row.attitude)
            return


def _unsaid(sentence: Sentence, verb: Token) -> bool:
    """Whether the words tell that nothing was said ("failed to condemn", "should have said")."""
    if verb.dep == "xcomp" and sentence.head(verb).lemma in FAILING:
        return True
    auxiliaries = {t.lower for t in sentence.children(verb, "aux")}
    return "have" in auxiliaries and bool(auxiliaries & {"should", "could", "would", "might"})


def _make(
    tree: Tree, verb: Token, cue: Span, found: Range, how: tuple[Stance, str]
) -> Finding | None:
    """A verb's finding; None where nobody says what only somebody can say."""
    sentence = tree.sentence
    stance, frame = how
    content = tree.span(*found)
    if content is None:
        return None
    head = subject_of(sentence, verb)
    if head is not None and found[0] <= head.i <= found[1]:
        head = None
    if head is None and not (frame in SOURCELESS and stance is Stance.ASSERTS):
        return None
    doubtful = any(t.lower in DOUBTFUL for t in sentence.children(verb, "aux", "mark"))
    hearer = _hearer(tree, verb) if frame in ("that", "quote") else None
    return Finding(
        sentence=sentence,
        source=source_span(tree, head, verb) if head else None,
        head=head,
        cue=cue,
        content=(content,),
        stance=stance,
        weak=doubtful or head is None or frame == "object",
        supposed=doubtful,
        hearer=hearer,
    )


def _stance(sentence: Sentence, verb: Token, row: Cue) -> Stance | None:
    """The row's stance, or that of its negation; None where the negated cue attributes nothing."""
    nobody = any(_nobody(sentence, child) for child in sentence.children(verb))
    if not nobody and sentence.child(verb, "neg") is None:
        return Stance(row.stance)
    return Stance(row.negated) if row.negated else None


def _nobody(sentence: Sentence, token: Token) -> bool:
    """Whether a subject or object is nobody or nothing ("Finland threatens no one")."""
    return token.dep in ("nsubj", "dobj") and (
        token.lower in ("nobody", "none", "nothing", "neither")
        or any(t.lower in ("no", "neither") for t in sentence.children(token, "det", "preconj"))
    )


def _cue_span(sentence: Sentence, verb: Token, row: Cue) -> Span:
    """The verb with the auxiliaries before it and the particle or preposition after it."""
    first = last = verb.i
    tokens = sentence.tokens
    while (
        first
        and tokens[first - 1].head == verb.i
        and (
            tokens[first - 1].dep in ("aux", "auxpass", "neg")
            or (tokens[first - 1].dep == "advmod" and tokens[first - 1].tag == "RB")
        )
    ):
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].head == verb.i:
        after = tokens[last + 1]
        joined = after.dep == "prt" or (
            after.lower == row.preposition and row.frames[0].startswith("preposition")
        )
        if not joined:
            break
        last += 1
    return Span(tokens[first].start, tokens[last].end)


def _hearer(tree: Tree, verb: Token) -> Span | None:
    """Whoever was told, in words that a name could be found in."""
    for child in tree.sentence.children(verb, *HEARING):
        if child.i > verb.i and child.pos in ("PROPN", "NOUN"):
            return tree.span(*_without_clauses(tree, child))
    for prep in tree.sentence.children(verb, "prep"):
        at = tree.sentence.child(prep, "pobj")
        if at is None or prep.lower not in ("to", "in"):
            continue
        if prep.lower == "in":  # "said in an interview with ..."
            link = tree.sentence.child(at, "prep")
            at = tree.sentence.child(link, "pobj") if link and link.lower == "with" else None
        if at is not None and at.pos == "PROPN":
            return tree.span(*_without_clauses(tree, at))
    return None


def _without_clauses(tree: Tree, head: Token) -> Range:
    first, last = tree.below(head)
    for child in tree.sentence.children(head, "relcl", "acl", "appos", "ccomp"):
        if child.i > head.i:
            last = min(last, tree.below(child)[0] - 1)
    return first, max(last, head.i)


def _refused_speech(
    tree: Tree, verb: Token, cue: Span, found: Range, taken: set[int]
) -> tuple[Span, Range]:
    """In "declined to say whether ...", one cue, and as content what went unsaid."""
    sentence = tree.sentence
    inner = after(sentence, verb, "xcomp", "ccomp")
    if inner is None or inner.lemma not in cues_of("verb"):
        return cue, found
    taken.add(inner.i)
    clause = after(sentence, inner, "ccomp")
    if clause is None:
        return cue, found
    return Span(cue.start, inner.end), clause_range(tree, inner.i + 1, clause)


def _citing(
    tree: Tree, verb: Token, found: Range, stance: Stance, taken: set[int]
) -> Iterator[Finding]:
    """In "quoted an aide as saying that ...", the quoter's finding around the aide's own."""
    sentence = tree.sentence
    passive = sentence.child(verb, "nsubjpass")
    speaker = passive or after(sentence, verb, "dobj")
    inside = sentence.tokens[found[0] : found[1] + 1]
    saying = next((t for t in inside if t.tag == "VBG" and _says_as(sentence, t)), None)
    if speaker is None or saying is None:
        return
    cue = Span(verb.start, verb.end)
    outer = _make(tree, verb, cue, found, (stance, "citing"))
    if outer and outer.source:
        yield outer
    first, by = saying.i + 1, sentence.child(saying, "prep", "agent")
    teller = sentence.child(by, "pobj") if by and by.lower == "by" and by.i == first else None
    if by is not None and teller is not None:  # "was quoted as saying by the Post that ..."
        first = tree.right[by.i] + 1
        whole = tree.span(min(tree.left[speaker.i], verb.i), found[1])
        yield Finding(
            sentence=sentence,
            source=source_span(tree, teller, saying),
            head=teller,
            cue=cue,
            content=(whole,) if whole else (),
            stance=Stance(cues_of("verb")[verb.lemma][0].stance),
        )
    content = tree.span(first, found[1])
    if content:
        taken.add(saying.i)
        yield Finding(
            sentence=sentence,
            source=source_span(tree, speaker, verb),
            head=speaker,
            cue=Span(sentence.head(saying).start, saying.end),
            content=(content,),
            stance=Stance(cues_of("verb")[saying.lemma][0].stance),
        )


def _may_speak(token: Token) -> bool:
    sort = source_nouns().get(token.lemma)
    return token.lemma in cited_speakers() or sort in ("person", "office", "body")


def quoted_by_findings(tree: Tree) -> Iterator[Finding]:
    """In "Quoted by the Post, the minister said ...", the Post's finding around the minister's."""
    sentence = tree.sentence
    for token in sentence.tokens:
        rows = cues_of("verb").get(token.lemma, ()) if token.tag == "VBN" else ()
        by = sentence.child(token, "agent") if any("citing" in r.frames for r in rows) else None
        teller = sentence.child(by, "pobj") if by else None
        if teller is None or token.dep != "advcl":
            continue
        content = around(tree, sentence.head(token), tree.below(token))
        if content:
            yield Finding(
                sentence=sentence,
                source=source_span(tree, teller, token),
                head=teller,
                cue=token.span,
                content=content,
                stance=Stance.ASSERTS,
            )


def _says_as(sentence: Sentence, token: Token) -> bool:
    return sentence.head(token).lower == "as" and token.lemma in cues_of("verb")


def cited_findings(tree: Tree, found: list[Finding]) -> Iterator[Finding]:
    """In "A, citing B, said", B's own finding, with the content that A passes on."""
    sentence = tree.sentence
    for token in sentence.tokens:
        if token.tag != "VBG" or not any(
            "citing" in row.frames for row in cues_of("verb").get(token.lemma, ())
        ):
            continue
        thing, verb = after(sentence, token, "dobj"), sentence.head(token)
        if any(t.lower == "as" for t in sentence.children(token, "prep")):
            continue  # "quoting her as saying": that is a report of its own
        if thing is None or not (thing.pos == "PROPN" or _may_speak(thing)):
            continue
        for finding in found:
            if finding.cue and finding.cue.overlaps(verb.span) and not finding.cited:
                yield Finding(
                    sentence=sentence,
                    source=source_span(tree, thing, token),
                    head=thing,
                    cue=token.span,
                    content=finding.content,
                    stance=finding.stance,
                    cited=True,
                )

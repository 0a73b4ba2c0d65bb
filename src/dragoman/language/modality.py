"""Whether an act is told as done: negation and modality, read off the tree.

`modality_of` asks three things of a verb or an event noun, from the inside out: what stands at
the word itself (a negation, an auxiliary, an adverb), what kind of clause it heads (a condition,
a purpose, a question), and what it hangs on ("plans to", "accused of", "the threat of"). The
words are `codebook/data/modality.tsv`; the order of judgement is here.
"""

import re
from dataclasses import dataclass

from dragoman.codebook.modality import effects
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Modality

VERBS = ("VERB", "AUX")
NOUNS = ("NOUN", "PROPN", "PRON")
FINITE = ("VBD", "VBZ", "VBP", "MD")
NEGATIVE_DETERMINERS = ("no", "neither")
NEGATIVE_PRONOUNS = ("nobody", "none", "nothing", "neither")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
SPEECH_DEPS = ("ccomp", "parataxis")
INVERTING = ("had", "should", "were")
AHEAD = ("planned", "called-for", "threatened")
"""What no clause in the simple past can be: "expect" and "demand" look ahead."""
DECREES = ("law", "order", "decree", "proclamation", "waiver")
"""What does a thing by being signed: "signed an order ending the sanctions"."""
AMONG = ("among", "of")
RANKS = ("first", "last", "latest", "only", "next", "second", "third")
RANK = re.compile(r"\d{1,4}(?:st|nd|rd|th)|[a-z-]{2,20}(?:th|ieth|first|second|third)")
"""Words for a place in an order."""
YET_TO = ("have", "be", "remain")
"""Verbs that with "yet to" say that something has not been done."""
FURTHEST = 40
"""Steps up the tree after which a reading is given up; real sentences take under ten."""


@dataclass(frozen=True, slots=True)
class _Link:
    """The word that governs an act, what kind it is, and by which link it does."""

    governor: Token
    kind: str
    link: str
    infinitive: bool
    past: bool = False


def is_finite(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb has tense: by its own form or by an auxiliary's."""
    if verb.tag in FINITE:
        return True
    return any(aux.tag in FINITE for aux in sentence.children(verb, "aux", "auxpass"))


def negated(sentence: Sentence, token: Token) -> bool:
    """Whether the act itself is negated where it stands.

    Counts "not", "never", "n't" at the verb, "no" at a noun, at the verb's subject or its object
    ("no state signed", "reached no agreement"), "without signing", and the negation of a verb
    that this one is coordinated with ("did not sign or ratify"). "Not only" negates nothing.
    """
    for _ in range(FURTHEST):
        if _negated_here(sentence, token):
            return True
        first = _shared_head(sentence, token)
        if first is None:
            return False
        token = first
    return False


def modality_of(sentence: Sentence, token: Token) -> Modality:
    """How the act of a verb or an event noun is told.

    Actual unless a word makes it planned ("will", "plans to"), denied ("did not", "refused
    to"), hypothetical ("if", "could", a question), alleged ("accused of"), threatened or
    called-for ("urged to", "should"). What an attribution's source claims as done is actual.
    """
    return _modality(sentence, token, FURTHEST)


def _modality(sentence: Sentence, token: Token, steps: int) -> Modality:
    if steps <= 0:
        return Modality.ACTUAL
    here = _at_word(sentence, token)
    if here is not None and here is not Modality.PLANNED:
        return here
    above = _link(sentence, token)
    effect = None if above is None else _effect(above)
    if above is not None:
        decreed = token.tag == "VBG" and above.governor.lemma in DECREES
        if decreed or (above.infinitive and _ranked(sentence, above)):
            effect = "same"
        elif above.link == "advcl":
            effect = _across(sentence, above) or effect
    if here is not None:
        # "Threatened that it would leave": the governor says more than the future does.
        decided = above is not None and above.link == "ccomp" and effect not in (None, "same")
        return Modality(effect) if decided and effect is not None else here
    if above is None:
        return _question(sentence, token)
    if effect is None:
        return Modality.ACTUAL
    outer = _modality(sentence, above.governor, steps - 1)
    return outer if effect == "same" else _combine(Modality(effect), outer)


def _combine(effect: Modality, outer: Modality) -> Modality:
    """What a governor makes of an act, given how the governor itself is told."""
    if outer in (Modality.ACTUAL, Modality.PLANNED):
        return effect
    if outer is Modality.DENIED:
        return Modality.DENIED if effect is Modality.PLANNED else Modality.HYPOTHETICAL
    return outer


def _ranked(sentence: Sentence, above: _Link) -> bool:
    """Whether an infinitive tells what somebody is first or latest in: it happened if that is so.

    "Oman became the 61st country to sign", "Peru was among the first to sign".
    """
    noun = above.governor
    if noun.lemma in ("be", "become"):
        among = next((p for p in sentence.children(noun, "prep") if p.lower in AMONG), None)
        held = sentence.child(noun if among is None else among, "attr", "acomp", "pobj")
        noun = noun if held is None else held
    words = (noun, *sentence.children(noun, "amod", "nummod"))
    return any(w.lower in RANKS or RANK.fullmatch(w.lower) for w in words)


def _across(sentence: Sentence, above: _Link) -> str | None:
    """What a verb makes of its infinitive that a date parts from it: "vowed on Sunday to leave"."""
    verb = above.governor
    if not above.infinitive or above.kind != "verb" or sentence.child(verb, "dobj", "ccomp"):
        return None
    if verb.lemma in ("be", "become"):
        return None
    return effects().get(("verb", verb.lemma, "xcomp"))


# --- what stands at the word itself -----------------------------------------------------------


def _at_word(sentence: Sentence, token: Token) -> Modality | None:
    if _conditional(sentence, token):
        return Modality.HYPOTHETICAL
    if negated(sentence, token):
        return Modality.DENIED
    table = effects()
    for child in sentence.children(token, "advmod", "amod", "compound"):
        kind = "adverb" if child.dep == "advmod" else "adjective"
        link = "advmod" if child.dep == "advmod" else "amod"
        effect = table.get((kind, child.lower, link))
        if effect:
            return Modality(effect)
    if _awaited(sentence, token):
        return Modality.PLANNED
    return _by_auxiliary(sentence, token)


def _awaited(sentence: Sentence, token: Token) -> bool:
    """Whether the word heads a clause of a time to come: "once it has left", "when they sign".

    English puts such clauses in the present or its perfect; what they tell lies ahead where the
    clause above is in the future, and after "once" and its like in any case but the past.
    """
    if token.dep != "advcl" or token.pos not in VERBS:
        return False
    own = [token, *sentence.children(token, "aux", "auxpass")]
    if any(t.tag == "VBD" for t in own) or not any(t.tag in ("VBZ", "VBP") for t in own):
        return False
    table = effects()
    marks = sentence.children(token, "mark", "advmod")
    if any(table.get(("mark", t.lower, "advcl")) == "planned" for t in marks):
        return True
    head = sentence.head(token)
    ahead = any(t.lower in ("will", "'ll", "’ll") for t in sentence.children(head, "aux"))
    return ahead and any(t.lower in ("after", "when", "before") for t in marks)


def _conditional(sentence: Sentence, token: Token) -> bool:
    """Whether the word heads a condition: "if ...", "whether ...", "had Iran signed, ..."."""
    subject = sentence.child(token, *SUBJECTS)
    for child in sentence.children(token, "mark", "aux", "auxpass", "advmod"):
        if effects().get(("mark", child.lower, "mark")) and child.dep != "aux":
            return True
        if (
            child.lower in INVERTING
            and subject is not None
            and child.i < subject.i
            and (token.dep in ("advcl", "ccomp") or _behind_comma(sentence, child))
        ):
            return True
    return False


def _behind_comma(sentence: Sentence, token: Token) -> bool:
    """Whether a clause that a comma parts from the rest begins here, and no question.

    "It might have joined, had it been asked": parsers take the last verb for the main one.
    """
    asks = sentence.tokens[-1].text == "?"
    return not asks and token.i > 0 and sentence.tokens[token.i - 1].text == ","


def _by_auxiliary(sentence: Sentence, token: Token) -> Modality | None:
    if token.pos not in VERBS:
        return None
    auxiliaries = sentence.children(token, "aux", "auxpass")
    words = [aux.lower for aux in auxiliaries]
    if not {"would", "'d", "’d"}.isdisjoint(words) and not _had(auxiliaries):
        return _would(sentence, token, words)
    for word in words:
        effect = effects().get(("modal", word.replace("’", "'"), "aux"))
        if effect == "called-for" and "have" in words:
            return Modality.HYPOTHETICAL
        if effect:
            return Modality(effect)
    return None


def _had(auxiliaries: tuple[Token, ...]) -> bool:
    """Whether the 'd among the auxiliaries stands for "had"."""
    return any(aux.lower in ("'d", "’d") and aux.lemma == "have" for aux in auxiliaries)


def _would(sentence: Sentence, token: Token, words: list[str]) -> Modality:
    """The future of a report ("said it would leave"), else something imagined."""
    if "have" in words or any(
        child.dep == "advcl" and _conditional(sentence, child) for child in sentence.children(token)
    ):
        return Modality.HYPOTHETICAL
    for above in (token, *sentence.ancestors(token)):
        if above.dep in SPEECH_DEPS:
            return Modality.PLANNED
        if above.dep not in ("conj", "xcomp"):
            break
    return Modality.HYPOTHETICAL


def _negated_here(sentence: Sentence, token: Token) -> bool:
    for child in sentence.children(token):
        if child.dep == "neg" and not _only(sentence, child):
            return True
        if child.dep in ("det", "preconj") and child.lower in NEGATIVE_DETERMINERS:
            return True
        argument = token.pos in VERBS and child.dep in ("nsubj", "nsubjpass", "dobj")
        if argument and (child.lower in NEGATIVE_PRONOUNS or _has_no(sentence, child)):
            return True
    head = sentence.head(token)
    if token.dep == "xcomp" and head.lemma in YET_TO:
        return any(c.lower == "yet" for c in (*sentence.children(head), *sentence.children(token)))
    return token.dep in ("pcomp", "pobj") and head.lower == "without"


def _has_no(sentence: Sentence, noun: Token) -> bool:
    return any(c.lower in NEGATIVE_DETERMINERS for c in sentence.children(noun, "det", "preconj"))


def _only(sentence: Sentence, neg: Token) -> bool:
    """Whether a negation reads "not only", "not just", "not merely"."""
    after = sentence.tokens[neg.i + 1] if neg.i + 1 < len(sentence.tokens) else None
    return after is not None and after.lower in ("only", "just", "merely", "simply")


def _shared_head(sentence: Sentence, token: Token) -> Token | None:
    """The verb or noun whose auxiliaries and governor a coordinated one shares, or None.

    A verb shares them when it has the same form, and neither subject nor auxiliary of its own:
    "will sign and ratify", but not "did not sign and left".
    """
    if token.dep != "conj":
        return None
    head = sentence.head(token)
    if token.pos in NOUNS:
        return head if head.pos in NOUNS else None
    own = sentence.child(token, "nsubj", "nsubjpass", "aux", "auxpass", "expl")
    shares = own is None and head.tag == token.tag and not _contrasted(sentence, head)
    return head if shares else None


def _contrasted(sentence: Sentence, first: Token) -> bool:
    """Whether what follows a verb is set against it: "did not sign but joined"."""
    return any(c.lower == "but" for c in sentence.children(first, "cc"))


# --- what the word hangs on -------------------------------------------------------------------


def _effect(above: _Link) -> str | None:
    effect = effects().get((above.kind, above.governor.lemma, above.link))
    if effect is None and above.kind == "verb":
        # The tagger takes many participles for adjectives and the other way round.
        effect = effects().get(("adjective", above.governor.lower, above.link))
    if effect is not None:
        return None if above.past and effect in AHEAD else effect
    if above.link in ("advcl", "xcomp") and above.governor.lemma == "be" and above.infinitive:
        return "planned"
    if above.infinitive and above.link == "advcl":
        return "planned"
    if above.infinitive and above.link == "acl":
        return "hypothetical"
    return "same" if above.link in ("xcomp", "conj", "auxpass") else None


LINKS = {
    "dobj": "dobj",
    "nsubjpass": "dobj",
    "attr": "dobj",
    "oprd": "dobj",
    "nsubj": "nsubj",
    "amod": "amod",
    "acl": "acl",
    "xcomp": "xcomp",
    "ccomp": "ccomp",
    "csubj": "csubj",
    "advcl": "advcl",
}
"""Dependency labels of what hangs directly on its governor, and the link that each makes."""


def _link(sentence: Sentence, token: Token) -> _Link | None:
    """The governor of a word and how it governs, or None at a root or an unrelated clause."""
    head, dep = sentence.head(token), token.dep
    if head.i == token.i:
        return None
    infinitive = any(aux.tag == "TO" for aux in sentence.children(token, "aux"))
    if dep in ("pobj", "pcomp"):
        return _prepositional(sentence, head, infinitive)
    if dep == "conj":
        shared = _shared_head(sentence, token)
        return None if shared is None else _Link(shared, _kind(shared), "conj", infinitive)
    link = LINKS.get(dep)
    if link is None:
        return None
    if link == "ccomp" and infinitive:
        link = "xcomp"
    return _Link(head, _kind(head), link, infinitive, link == "ccomp" and token.tag == "VBD")


def _prepositional(sentence: Sentence, preposition: Token, infinitive: bool) -> _Link | None:
    """The governor beyond a preposition; the link is the preposition's own word."""
    governor = sentence.head(preposition)
    if governor.i == preposition.i or preposition.dep == "agent":
        return None
    return _Link(governor, _kind(governor), preposition.lower, infinitive)


def _kind(token: Token) -> str:
    if token.pos in VERBS:
        return "verb"
    return "adjective" if token.pos == "ADJ" else "noun"


def _question(sentence: Sentence, token: Token) -> Modality:
    """At a root: hypothetical in a question, else actual."""
    asked = sentence.tokens[-1].text == "?" or (
        len(sentence.tokens) > 1 and sentence.tokens[-2].text == "?"
    )
    return Modality.HYPOTHETICAL if asked and token.pos in VERBS else Modality.ACTUAL

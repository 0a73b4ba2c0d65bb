"""Words with a head's tags -> claims: links, contents over sentences, and what the rules add."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.attributions import find_attributions, worth_tagging
from dragoman.language.sentences import ParsedArticle, Sentence
from dragoman.language.tags import Tags, TokenTags
from dragoman.records import Cast, Span, Zone, ZoneKind

PARTS = {"S": "source", "Q": "cue", "C": "content"}
MARKED = re.compile(r"\[([SQC]) ([^\[\]]*)\]")


def unmarked(marked: str) -> tuple[str, list[tuple[str, Span]]]:
    """The text without its marks, and where each part lies: "[S He] [Q said] [C so]"."""
    text, parts, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        parts.append((PARTS[match[1]], Span(len(text), len(text) + len(match[2]))))
        text += match[2]
        at = match.end()
    return text + marked[at:], parts


def tags_of(parsed: ParsedArticle, parts: list[tuple[str, Span]]) -> Tags:
    return {s.index: _tags(s, parts) for s in parsed.sentences}


def _tags(sentence: Sentence, parts: list[tuple[str, Span]]) -> TokenTags:
    labels = []
    for token in sentence.tokens:
        part = next(((p, s) for p, s in parts if s.contains(token.span)), None)
        if part is None:
            labels.append("O")
        else:
            labels.append(("B-" if token.start == part[1].start else "I-") + part[0])
    return TokenTags(tuple(labels), (0.95,) * len(labels))


def claims(parse, marked: str, **how) -> list[tuple[str | None, str | None, list[str]]]:
    text, parts = unmarked(marked)
    parsed = parse(text, **how)
    found = find_attributions(parsed, Cast(()), tags_of(parsed, parts))
    return [
        (
            text[a.source.start : a.source.end] if a.source else None,
            text[a.cue.start : a.cue.end] if a.cue else None,
            [text[s.start : s.end] for s in a.content],
        )
        for a in found
    ]


LINKS = [
    (
        "[S Peru] [Q wept] [C that the road was lost].",
        [("Peru", "wept", ["that the road was lost"])],
    ),
    (
        "[C The road is lost], [Q so] [S Peru], [C and the bridge as well].",
        [("Peru", "so", ["The road is lost", "and the bridge as well"])],
    ),
    (
        "[S Peru] [Q mocked] [C the road], while [S Chile] [Q blasted] [C the bridge].",
        [("Peru", "mocked", ["the road"]), ("Chile", "blasted", ["the bridge"])],
    ),
    (
        "[S Peru] [Q mocked] [C the road] and [Q blasted] [C the bridge].",
        [("Peru", "mocked", ["the road"]), ("Peru", "blasted", ["the bridge"])],
    ),
    (
        "[C “The road is lost,”] [S Ana Gray] [Q shivers]. [C “We walk.”]",
        [("Ana Gray", "shivers", ["“The road is lost,”", "“We walk.”"])],
    ),
    (
        "[C “The road is lost. We walk now,”] [Q so] [S Ana Gray].",
        [("Ana Gray", "so", ["“The road is lost. We walk now,”"])],
    ),
    (
        "[S Ana Gray] [Q was blunt]:\n\n[C “The road is lost.]\n\n[C “We walk now.”]",
        [("Ana Gray", "was blunt", ["“The road is lost.", "“We walk now.”"])],
    ),
    ("There was [Q talk] in the hall.", []),
]


@pytest.mark.parametrize(("marked", "expected"), LINKS)
def test_which_source_and_content_belong_to_which_cue(parse, marked, expected) -> None:
    assert claims(parse, marked) == expected


def test_the_rules_give_stance_and_the_head_the_words(parse) -> None:
    text, parts = unmarked("[S Ghana] [Q has long denied] [C that its envoys had left] , sadly.")
    parsed = parse(text)
    [found] = find_attributions(parsed, Cast(()), tags_of(parsed, parts))
    assert found.stance.value == "denies"
    assert [text[s.start : s.end] for s in found.content] == ["that its envoys had left"]


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("[Q kept asking] [C for the road]", "asks"),
        ("[Q has no word on] [C who closed the road]", "asserts"),
        ("[Q made a threat] [C to close the road]", "threatens"),
        ("[Q gave a pledge] [C to close the road]", "promises"),
        ("[Q made a denial] [C that the road was closed]", "denies"),
    ],
)
def test_the_stance_of_a_cue_that_only_the_head_knows(parse, cue: str, stance: str) -> None:
    text, parts = unmarked(f"[S Peru] {cue}.")
    parsed = parse(text)
    found = find_attributions(parsed, Cast(()), tags_of(parsed, parts))
    assert stance in [a.stance.value for a in found]


def test_what_lies_inside_a_claim_is_the_rules_own(parse) -> None:
    found = claims(parse, "[S Kestrel] [Q has it] [C that the minister denied the charge].")
    assert ("the minister", "denied", ["the charge"]) in found
    assert ("Kestrel", "has it", ["that the minister denied the charge"]) in found


def test_an_outlet_that_hands_a_claim_on_stays(parse) -> None:
    marked = "[S An official] [Q said] [C that the talks had failed], the Pearl Gazette reported."
    assert [source for source, *_ in claims(parse, marked)] == ["the Pearl Gazette", "An official"]


def test_one_source_that_says_and_does_two_things(parse) -> None:
    marked = "[S Peru] [Q denounced] [C the deal as a fraud and announced a boycott of the talks]."
    found = claims(parse, marked)
    assert ("Peru", "denounced", ["the deal as a fraud"]) in found
    assert ("Peru", "announced", ["a boycott of the talks"]) in found


def test_the_subject_speaks_where_the_head_names_nobody(parse) -> None:
    [(source, *_)] = claims(parse, "The inspectors [Q are satisfied] [C that Iran complies].")
    assert source == "The inspectors"


@pytest.mark.parametrize(
    "marked",
    [
        "[S Peru] [Q ratified] [C the pact].",
        "[S Peru] [Q endorsed] [C the pact].",
        "[S Peru] [Q denied] [C it].",
        "[S Peru] [Q never promised] [C to pay for the road].",
        "[Q Asked] [C whether it rained], nobody spoke.",
    ],
)
def test_acts_likings_pointers_and_questions_of_nobody_are_no_claims(parse, marked: str) -> None:
    assert claims(parse, marked) == []


def test_words_of_nobody_are_no_claim(parse) -> None:
    assert claims(parse, "It rained on [C the road to the sea].") == []


def test_only_what_could_attribute_is_sent_to_the_head(parse) -> None:
    parsed = parse("The river is long.\n\nIt rains.\n\nPeru said so.\n\n“It rains.”")
    assert [parsed.text(s.span) for s in worth_tagging(parsed)] == ["Peru said so.", "“It rains.”"]


def test_titles_are_not_sent(parse) -> None:
    text = "Peru says so\nThe king said so."
    zones = [Zone(ZoneKind.TITLE, 0, 12), Zone(ZoneKind.BODY, 13, len(text))]
    parsed = parse(text, zones=zones)
    assert [s.start for s in worth_tagging(parsed)] == [13]


WORDS = (
    "the envoy|he|said|that|told|according to|Harbour Wire|,|.|:|citing|who|declined|not|denied|"
    "\"|“|”|‘|’|«|»|''|``|https://a.example/b?c=d|promised|accused|them|was|–|—|\u202e|\u200f"
)
LABELS = ["O", *(f"{b}-{p}" for b in "BI" for p in PARTS.values())]


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(st.sampled_from([*WORDS.split("|"), "\n\n"]), max_size=60),
    labels=st.lists(st.sampled_from(LABELS), min_size=1, max_size=40),
    score=st.floats(0, 1),
)
def test_whatever_the_tags_spans_lie_inside_and_chains_end(parse, words, labels, score) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    parsed = parse(text)
    tags = {
        s.index: TokenTags(
            tuple(labels[(s.index + i) % len(labels)] for i in range(len(s.tokens))),
            (score,) * len(s.tokens),
        )
        for s in parsed.sentences
    }
    found = find_attributions(parsed, Cast(()), tags)
    by_id = {a.id: a for a in found}
    assert len(by_id) == len(found)
    for a in found:
        spans = [*a.content, *([a.cue] if a.cue else [])]
        spans += [Span(a.source.start, a.source.end)] if a.source else []
        assert a.content
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        above, steps = a, 0
        while above.via:
            above, steps = by_id[above.via], steps + 1
            assert steps <= len(found)
    assert found == find_attributions(parsed, Cast(()), tags)

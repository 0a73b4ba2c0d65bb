"""Who says what: a few words of news, and the source, cue, content and stance found in them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.attributions import find_attributions
from dragoman.records import Actor, ActorKind, Attribution, Cast, Naming, Span, Zone, ZoneKind

NOBODY = Cast(())


def rows(parse, text: str) -> list[tuple[str | None, str | None, list[str], str, str]]:
    found = find_attributions(parse(text), NOBODY)
    return [
        (
            text[a.source.start : a.source.end] if a.source else None,
            text[a.cue.start : a.cue.end] if a.cue else None,
            [text[s.start : s.end] for s in a.content],
            a.kind.value,
            a.stance.value,
        )
        for a in found
    ]


CLAUSES = [
    (
        "The minister said that the talks would go on.",
        ("The minister", "said", ["that the talks would go on"], "indirect", "asserts"),
    ),
    (
        "Ghana denied that its envoys had left.",
        ("Ghana", "denied", ["that its envoys had left"], "indirect", "denies"),
    ),
    (
        "Norway did not say when the embassy would reopen.",
        ("Norway", "did not say", ["when the embassy would reopen"], "indirect", "declines"),
    ),
    (
        "Her office declined to say whether a date was set.",
        ("Her office", "declined to say", ["whether a date was set"], "indirect", "declines"),
    ),
    (
        "Chile refused to sign the text.",
        ("Chile", "refused", ["to sign the text"], "indirect", "declines"),
    ),
    (
        "Kenya and Uganda promised to reopen the border.",
        ("Kenya and Uganda", "promised", ["to reopen the border"], "indirect", "promises"),
    ),
    (
        "The president threatened to expel the envoys.",
        ("The president", "threatened", ["to expel the envoys"], "indirect", "threatens"),
    ),
    (
        "Peru urged its neighbours to lift the ban.",
        ("Peru", "urged", ["its neighbours to lift the ban"], "indirect", "asks"),
    ),
    (
        "The council called for restraint.",
        ("The council", "called for", ["restraint"], "indirect", "asks"),
    ),
    (
        "The council called on both sides to return to talks.",
        ("The council", "called on", ["both sides to return to talks"], "indirect", "asks"),
    ),
    (
        "Spain accused Morocco of breaking the deal.",
        ("Spain", "accused", ["Morocco of breaking the deal"], "indirect", "asserts"),
    ),
    (
        "Belgrade rejected the allegation.",
        ("Belgrade", "rejected", ["the allegation"], "indirect", "denies"),
    ),
    (
        "Belgrade rejected the offer.",
        ("Belgrade", "rejected", ["the offer"], "indirect", "declines"),
    ),
    (
        "The border is open, an official told reporters.",
        ("an official", "told", ["The border is open"], "indirect", "asserts"),
    ),
    (
        "According to the ministry, the border is open.",
        ("the ministry", "According to", ["the border is open"], "indirect", "asserts"),
    ),
    (
        "In the words of the envoy, the treaty is dead.",
        ("the envoy", "In the words of", ["the treaty is dead"], "indirect", "asserts"),
    ),
    (
        "Few believed Iran's claim that the ship was seized.",
        ("Iran's", "claim", ["that the ship was seized"], "indirect", "asserts"),
    ),
    (
        "On Friday Ana Gray, the envoy to Rome, said that the talks had failed.",
        (
            "Ana Gray, the envoy to Rome",
            "said",
            ["that the talks had failed"],
            "indirect",
            "asserts",
        ),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_one_reported_clause(parse, text: str, expected: tuple) -> None:
    assert expected in rows(parse, text)


STANCES = [
    ("The council called on both sides not to shoot.", "asks"),
    ("Neither the ministry nor the embassy would confirm the report.", None),
    ("The embassy did not respond to a request for comment.", "declines"),
    ("The ministry said it was not true that Peru had left.", "denies"),
    ("The claim is baseless, the ministry said.", "denies"),
    ("The spokeswoman said she could not comment on the talks.", "declines"),
    ("“What are we waiting for?” the envoy said.", "asks"),
    ("Peru, which denies seeking a bomb, left.", "denies"),
    ("The talks were described by one participant as frosty.", "asserts"),
    ("As the minister put it, the deal is dead.", "asserts"),
    ("The deal, in the minister's words, is dead.", "asserts"),
    ("Peru proposed to host the talks.", "promises"),
    ("Peru proposed that Chile host the talks.", "asks"),
    ("Togo repudiated the claim.", "denies"),
    ("Togo balked at the price.", "declines"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stances(parse, text: str, stance: str | None) -> None:
    assert [row[-1] for row in rows(parse, text)] == ([stance] if stance else [])


QUOTED = [
    (
        '"We go home," the envoy said.',
        [("the envoy", "said", ['"We go home,"'], "direct", "asserts")],
    ),
    (
        'The envoy said: "If they want it, we go home."',
        [("The envoy", "said", ['"If they want it, we go home."'], "direct", "asserts")],
    ),
    (
        "The envoy said that the deal was “as dead as a stone”.",
        [
            (
                "The envoy",
                "said",
                ["that the deal was “as dead as a stone”"],
                "mixed",
                "asserts",
            )
        ],
    ),
    (
        "“We waited long. We go home now,” the envoy said.",
        [("the envoy", "said", ["“We waited long. We go home now,”"], "direct", "asserts")],
    ),
    (
        "“We waited long,” the envoy said. “We go home now.”",
        [
            ("the envoy", "said", ["“We waited long,”", "“We go home now.”"], "direct", "asserts"),
        ],
    ),
    (
        "The envoy was blunt:\n\n“We go home now.”",
        [("The envoy", ":", ["“We go home now.”"], "direct", "asserts")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quotations(parse, text: str, expected: list) -> None:
    assert rows(parse, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The border is open.",
        "Sweden did not promise to pay.",
        "Finland threatens no one.",
        "Rome asked nobody.",
        "The delegation reached Vienna on Monday.",
    ],
)
def test_nothing_is_attributed(parse, text: str) -> None:
    assert rows(parse, text) == []


def test_quoted_words_rank_above_clauses_and_these_above_noun_phrases(parse) -> None:
    def confidence(text: str) -> float:
        [found] = find_attributions(parse(text), NOBODY)
        return found.confidence

    direct = confidence('"We go home," the envoy said.')
    clause = confidence("The envoy said that they would go home.")
    noun = confidence("The envoy denied the charge.")
    assert direct > clause > noun


def person(name: str, text: str, country: str) -> Actor:
    start = text.index(name)
    span = Span(start, start + len(name))
    return Actor(
        name, name, ActorKind.PERSON, country=country, mentions=(Naming(span.start, span.end),)
    )


def test_the_named_person_is_the_actor_of_the_source(parse) -> None:
    text = "Ghana's foreign minister, Ama Mensah, said that the talks had failed."
    ghana = Actor("GHA", "Ghana", ActorKind.COUNTRY, country="GHA", mentions=(Naming(0, 5),))
    cast = Cast((ghana, person("Ama Mensah", text, "GHA")))
    [found] = find_attributions(parse(text), cast)
    assert found.source is not None
    assert found.source.actor == "Ama Mensah"


def test_an_office_without_a_name_speaks_for_its_state(parse) -> None:
    text = "An aide to Ghana's minister Ama Mensah said that the talks had failed."
    at = text.index("Ghana")
    ghana = Actor("GHA", "Ghana", ActorKind.COUNTRY, country="GHA", mentions=(Naming(at, at + 5),))
    cast = Cast((ghana, person("Ama Mensah", text, "GHA")))
    [found] = find_attributions(parse(text), cast)
    assert found.source is not None
    assert found.source.actor == "GHA"


def test_a_source_that_the_cast_does_not_know_has_no_actor(parse) -> None:
    [found] = find_attributions(parse("A diplomat said that it was over."), NOBODY)
    assert found.source is not None
    assert found.source.actor is None


def test_titles_say_nothing_and_standfirsts_do(parse) -> None:
    text = "Ghana says it is over\nGhana says that it is over."
    end = text.index("\n")
    zones = [Zone(ZoneKind.TITLE, 0, end), Zone(ZoneKind.STANDFIRST, end + 1, len(text))]
    [found] = find_attributions(parse(text, zones=zones), NOBODY)
    assert found.content[0].start > end


PHRASES = (
    "the envoy|he|said|that|told|according to|Harbour Wire|,|.|:|;|citing|two officials|who|"
    'declined|not|denied|"|“|”|claim of|as saying|promised|accused|urged|them|was|is'
)
WORDS = [*PHRASES.split("|"), "\n\n"]


def check(found: tuple[Attribution, ...], zones: list[Zone], length: int) -> None:
    by_id = {a.id: a for a in found}
    assert len(by_id) == len(found)
    for a in found:
        spans = [*a.content, *([a.cue] if a.cue else [])]
        spans += [Span(a.source.start, a.source.end)] if a.source else []
        assert a.content
        assert all(0 <= s.start < s.end <= length for s in spans)
        assert any(all(z.span.contains(s) for s in a.content) for z in zones)
        above, steps = a, 0
        while above.via:
            above, steps = by_id[above.via], steps + 1
            assert steps <= len(found)


@settings(max_examples=40, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=60), cut=st.floats(0, 1))
def test_whatever_the_words_spans_lie_inside_and_chains_end(parse, words, cut) -> None:
    text = " ".join(words)
    middle = int(len(text) * cut)
    zones = [
        Zone(ZoneKind.BODY, 0, middle),
        Zone(ZoneKind.QUOTED, middle, len(text), "Harbour Wire"),
    ]
    zones = [z for z in zones if z.end > z.start]
    found = find_attributions(parse(text, zones=zones), NOBODY)
    check(found, zones, len(text))
    assert found == find_attributions(parse(text, zones=zones), NOBODY)


def test_a_very_long_sentence_is_read_in_time(parse) -> None:
    text = "said that he " * 1000
    check(find_attributions(parse(text), NOBODY), [Zone(ZoneKind.BODY, 0, len(text))], len(text))

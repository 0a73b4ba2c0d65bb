"""The chain: from the page's outlet over those whom it quotes, down to the speaker."""

import re

import pytest

from dragoman.attributions import find_attributions
from dragoman.records import (
    Actor,
    ActorKind,
    Attribution,
    AttributionKind,
    Cast,
    Naming,
    Zone,
    ZoneKind,
)


def outlet(name: str, text: str) -> Actor:
    spans = tuple(Naming(*m.span()) for m in re.finditer(re.escape(name), text))
    return Actor(name.lower(), name, ActorKind.OUTLET, mentions=spans)


def chains(text: str, found: tuple[Attribution, ...]) -> list[list[str | None]]:
    """For each attribution, the sources from the outermost to its own."""
    by_id = {a.id: a for a in found}
    out = []
    for a in found:
        steps, at = [], a
        while at:
            steps.append(text[at.source.start : at.source.end] if at.source else None)
            at = by_id.get(at.via)
        out.append(steps[::-1])
    return out


def test_what_an_outlet_reports_contains_what_its_source_said(parse) -> None:
    text = "An official said that the talks had failed, the Pearl Gazette reported."
    found = find_attributions(parse(text), Cast(()))
    assert chains(text, found) == [["the Pearl Gazette"], ["the Pearl Gazette", "An official"]]


def test_quoted_as_saying(parse) -> None:
    text = "The Andes Courier quoted an aide as saying that the text was ready."
    found = find_attributions(parse(text), Cast(()))
    assert chains(text, found) == [["The Andes Courier"], ["The Andes Courier", "an aide"]]
    assert [text[s.start : s.end] for s in found[1].content] == ["that the text was ready"]


def test_citing_passes_the_same_content_on(parse) -> None:
    text = "The agency, citing two officials, said that the talks had failed."
    found = find_attributions(parse(text), Cast(()))
    assert sorted(chains(text, found)) == [["The agency"], ["The agency", "two officials"]]
    assert found[0].content == found[1].content


def test_an_outlet_that_was_told_is_a_step(parse) -> None:
    text = "A spokeswoman told Harbour Wire that the talks had failed."
    found = find_attributions(parse(text), Cast((outlet("Harbour Wire", text),)))
    assert ["Harbour Wire", "A spokeswoman"] in chains(text, found)
    assert found[0].source is not None
    assert found[0].source.actor == "harbour wire"


def test_the_outlet_that_reports_is_no_step(parse) -> None:
    text = "A spokeswoman told Harbour Wire that the talks had failed."
    parsed = parse(text, outlet="The Harbour Wire")
    found = find_attributions(parsed, Cast((outlet("Harbour Wire", text),)))
    assert chains(text, found) == [["A spokeswoman"]]


NESTED = [
    (
        "Kestrel says that, according to Harbour Wire, the minister denied that he had left.",
        [["Kestrel"], ["Kestrel", "Harbour Wire"], ["Kestrel", "Harbour Wire", "the minister"]],
    ),
    (
        "Kestrel reported on Monday, citing Harbour Wire, that the minister had denied the charge.",
        [["Kestrel"], ["Kestrel", "Harbour Wire"], ["Kestrel", "Harbour Wire", "the minister"]],
    ),
    (
        "The minister denied the charge, Harbour Wire reported, according to Kestrel.",
        [["Kestrel"], ["Kestrel", "Harbour Wire"], ["Kestrel", "Harbour Wire", "The minister"]],
    ),
    (
        "According to Kestrel, the Harbour Wire quoted an aide as saying that it was over.",
        [["Kestrel"], ["Kestrel", "the Harbour Wire"], ["Kestrel", "the Harbour Wire", "an aide"]],
    ),
    (
        "State television said the general had told troops that the border was open.",
        [["State television"], ["State television", "the general"]],
    ),
    (
        "Quoted by the state news agency, the minister said that the deal was dead.",
        [["the state news agency"], ["the state news agency", "the minister"]],
    ),
    (
        "The minister was quoted as saying by Kestrel that the deal was dead.",
        [["Kestrel"], ["Kestrel", "The minister"]],
    ),
    (
        "Rome will pay, the minister said, Kestrel reported.",
        [["Kestrel"], ["Kestrel", "the minister"]],
    ),
    (
        "Two diplomats said Peru had warned Chile that it would close the border.",
        [["Two diplomats"], ["Two diplomats", "Peru"]],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_reports_of_reports(parse, text: str, expected: list[list[str]]) -> None:
    assert sorted(chains(text, find_attributions(parse(text), Cast(())))) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "An official said that Peru hopes to stay.",
        "An official said that Peru would deny the charge.",
        "“We said that it was over,” the envoy said.",
    ],
)
def test_wishes_and_what_speakers_say_of_themselves_are_what_they_say(parse, text: str) -> None:
    assert len(find_attributions(parse(text), Cast(()))) == 1


REPUBLISHED = (
    "So it goes.\n\nHarbour Wire reports:\n\nThe two states restored ties on Tuesday. "
    "The deal is signed, an official told Harbour Wire.\n\nA critic said that it was late."
)


def republished(name: str | None) -> list[Zone]:
    start, end = REPUBLISHED.index("The two"), REPUBLISHED.index("\n\nA critic")
    return [
        Zone(ZoneKind.BODY, 0, start - 2),
        Zone(ZoneKind.QUOTED, start, end, name),
        Zone(ZoneKind.BODY, end + 2, len(REPUBLISHED)),
    ]


def test_a_quoted_zone_is_a_block_that_contains_its_attributions(parse) -> None:
    zones = republished("Harbour Wire")
    cast = Cast((outlet("Harbour Wire", REPUBLISHED),))
    found = find_attributions(parse(REPUBLISHED, zones=zones), cast)
    assert chains(REPUBLISHED, found) == [
        ["Harbour Wire"],
        ["Harbour Wire", "an official"],
        ["A critic"],
    ]
    block = found[0]
    assert block.kind is AttributionKind.BLOCK
    assert block.content == (zones[1].span,)
    assert block.source is not None
    assert block.source.actor == "harbour wire"
    assert block.cue is not None
    assert REPUBLISHED[block.cue.start : block.cue.end] == "reports"


def test_a_block_whose_outlet_no_words_name_has_no_source(parse) -> None:
    [block, *_] = find_attributions(parse(REPUBLISHED, zones=republished(None)), Cast(()))
    assert (block.kind, block.source, block.cue) == (AttributionKind.BLOCK, None, None)


def test_what_is_said_inside_a_quotation_hangs_on_its_speaker(parse) -> None:
    text = '"The king said that war was near," the envoy said.'
    found = find_attributions(parse(text), Cast(()))
    assert chains(text, found) == [["the envoy"], ["the envoy", "The king"]]
    assert [a.kind for a in found] == [AttributionKind.DIRECT, AttributionKind.INDIRECT]

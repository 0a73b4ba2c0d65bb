"""Transcripts, interviews and signed quotations -> whose words they are."""

from dragoman.attributions import find_attributions
from dragoman.records import Cast


def said(parse, text: str) -> list[tuple[str | None, str, str, list[str]]]:
    found = find_attributions(parse(text), Cast(()))
    return [
        (
            text[a.source.start : a.source.end] if a.source else None,
            a.kind.value,
            a.stance.value,
            [text[s.start : s.end] for s in a.content],
        )
        for a in found
        if a.via is None
    ]


BRIEFING = """QUESTION: Has the embassy moved?

MS DUARTE: It has. We have told Peru so.

Nobody was hurt.

QUESTION: Who says that?

MS DUARTE: The ministry does."""


def test_a_briefing_goes_from_turn_to_turn(parse) -> None:
    assert said(parse, BRIEFING) == [
        ("QUESTION", "direct", "asks", ["Has the embassy moved?"]),
        (
            "MS DUARTE",
            "direct",
            "asserts",
            ["It has. We have told Peru so.\n\nNobody was hurt."],
        ),
        ("QUESTION", "direct", "asks", ["Who says that?"]),
        ("MS DUARTE", "direct", "asserts", ["The ministry does."]),
    ]


INTERVIEW = """Ana Gray keeps a map under her desk.

The Post: Is it a plan?

Ana Gray: It is a plan that costs money.

She laughs, then does not.

It was late in the afternoon.

The Post: Whose money?

Gray: Ours, all of it."""


def test_in_an_interview_the_writer_comes_between(parse) -> None:
    contents = [content for *_, content in said(parse, INTERVIEW)]
    assert contents == [
        ["Is it a plan?"],
        ["It is a plan that costs money."],
        ["Whose money?"],
        ["Ours, all of it."],
    ]


def test_what_is_said_in_a_turn_hangs_on_its_speaker(parse) -> None:
    text = BRIEFING.replace("The ministry does.", "The ministry said that it was over.")
    found = find_attributions(parse(text), Cast(()))
    [inner] = [
        a for a in found if a.source and text[a.source.start : a.source.end] == "The ministry"
    ]
    [outer] = [a for a in found if a.id == inner.via]
    assert outer.source is not None
    assert text[outer.source.start : outer.source.end] == "MS DUARTE"


def test_lists_and_datelines_are_no_conversation(parse) -> None:
    text = "What we know: nothing.\n\nWhat comes: everything.\n\nROME: The king left."
    assert said(parse, text) == []


def test_a_signature_behind_a_dash(parse) -> None:
    text = "“The door is open and stays open.” – Ana Gray, minister of trade"
    assert said(parse, text) == [
        (
            "Ana Gray, minister of trade",
            "direct",
            "asserts",
            ["“The door is open and stays open.”"],
        )
    ]


def test_a_signature_on_the_next_line(parse) -> None:
    text = "– The door is open, and it stays open.\n– Ana Gray, minister of trade"
    [(source, kind, _, content)] = said(parse, text)
    assert (source, kind) == ("Ana Gray, minister of trade", "direct")
    assert content == ["The door is open, and it stays open."]


def test_a_dash_that_goes_on_is_no_signature(parse) -> None:
    text = "“The door is open and stays open” – Ana Gray laughed at that."
    assert all(source != "Ana Gray" for source, *_ in said(parse, text))


def test_a_colon_without_a_verb(parse) -> None:
    text = "Ghana's foreign minister, Ama Mensah, on the steps: “How do you make peace now?”"
    [(_, kind, _, content)] = said(parse, text)
    assert (kind, content) == ("direct", ["“How do you make peace now?”"])


def test_a_dateline_is_no_content(parse) -> None:
    for line in ("GENEVA, May 2 (Harbour Wire) - ", "ROME — ", "Quito (AW) -- "):
        text = line + "The border is open, the minister said."
        [(_, _, _, content)] = said(parse, text)
        assert content == ["The border is open"]


def test_what_was_not_said(parse) -> None:
    assert said(parse, "The council failed to condemn the attack.") == []
    assert said(parse, "She should have said what it cost.") == []

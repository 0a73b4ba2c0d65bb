"""Attributions as labels on tokens."""

from dragoman.attributions import bio_labels, find_attributions
from dragoman.records import Cast, Span


def labels(parse, text: str) -> list[str]:
    parsed = parse(text)
    tokens = [t for s in parsed.sentences for t in s.tokens]
    found = bio_labels(find_attributions(parsed, Cast(())), [t.span for t in tokens])
    return [f"{token.text}/{label}" for token, label in zip(tokens, found, strict=True)]


def test_source_cue_and_content(parse) -> None:
    assert labels(parse, "The envoy has said it is over.") == [
        "The/B-source",
        "envoy/I-source",
        "has/B-cue",
        "said/I-cue",
        "it/B-content",
        "is/I-content",
        "over/I-content",
        "./O",
    ]


def test_the_outer_attribution_goes_first(parse) -> None:
    found = labels(parse, "He said that it was over, the Gazette reported.")
    assert found[:2] == ["He/B-content", "said/I-content"]
    assert "reported/B-cue" in found


def test_no_attribution_no_label() -> None:
    assert bio_labels((), [Span(0, 3), Span(4, 7)]) == ("O", "O")

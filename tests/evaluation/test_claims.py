"""A page's record and its annotation -> found, chain, stance, kind."""

import json
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.evaluation.claims import AnnotatedClaim, read_claims, score_claims
from dragoman.records import (
    Actor,
    ActorKind,
    Article,
    Attribution,
    AttributionKind,
    Coder,
    Record,
    Source,
    Span,
    Stance,
)

TEXT = "The Wire says an aide denied that the talks were over."


def attribution(
    name: str,
    source: str,
    content: str,
    via: str | None = None,
    stance: Stance = Stance.ASSERTS,
    actor: str | None = None,
) -> Attribution:
    at, said = TEXT.index(source), TEXT.index(content)
    own = Source(at, at + len(source), actor)
    span = Span(said, said + len(content))
    return Attribution(
        name, own, None, (span,), AttributionKind.INDIRECT, stance, via, confidence=0.5
    )


def record(*attributions: Attribution) -> Record:
    article = Article("id", None, None, None, "Post", None, None, None, "en", TEXT, (), ())
    actors = (Actor("gray", "Ana Gray", ActorKind.PERSON),)
    return Record("page", Coder("0", "m", None, {}), article, actors, attributions)


WIRE = attribution("1", "The Wire", "an aide denied that the talks were over")
AIDE = attribution("2", "an aide", "that the talks were over", "1", Stance.DENIES, "gray")


def want(content: str, source: str, *chain: str, **how) -> AnnotatedClaim:
    return AnnotatedClaim(
        content,
        source,
        ("Post", *chain),
        how.get("kind", "indirect"),
        how.get("stance", "asserts"),
        how.get("optional", False),
    )


def test_found_with_chain_and_stance() -> None:
    gold = [
        want("the talks were over", "an aide", "Wire", "Ana Gray", stance="denies"),
        want("an aide denied that the talks were over", "The Wire", "The Wire"),
    ]
    figures = score_claims([(record(WIRE, AIDE), gold)])
    assert set(figures.values()) == {1.0}


def test_another_chain_and_stance() -> None:
    gold = [want("the talks were over", "an aide", "Ana Gray")]
    figures = score_claims([(record(WIRE, AIDE), gold)])
    assert figures["attributions precision"] == 0.5
    assert (figures["attributions: chain"], figures["attributions: stance"]) == (0.0, 0.0)


def test_what_is_arguable_counts_neither_way() -> None:
    gold = [want("the talks were over", "an aide", "Ana Gray", optional=True)]
    assert score_claims([(record(AIDE), gold)])["attributions recall"] == 0.0
    figures = score_claims([(record(), gold)])
    assert figures["attributions F1"] == 0.0


def test_another_source_is_another_claim() -> None:
    figures = score_claims([(record(AIDE), [want("the talks were over", "The Wire", "The Wire")])])
    assert figures["attributions F1"] == 0.0


def test_a_page_that_gave_no_record_has_nothing_found() -> None:
    figures = score_claims([(None, [want("over", "an aide", "aide")])])
    assert figures["attributions recall"] == 0.0


def test_annotations_are_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    row = {"content": "a", "source": "b", "chain": ["c"], "kind": "direct", "stance": "asks"}
    path.write_text(json.dumps({"attributions": [row]}), "utf-8")
    [claim] = read_claims(path)
    assert (claim.chain, claim.optional) == (("c",), False)
    path.write_text("{}", "utf-8")
    with pytest.raises(UsageError, match="no annotation"):
        read_claims(path)

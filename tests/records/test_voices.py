"""A page's claims -> whose voice has how much of it."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import (
    Article,
    Attribution,
    AttributionKind,
    Coder,
    Record,
    Source,
    Span,
    Stance,
    Zone,
    ZoneKind,
    unnamed,
    voices,
)

TEXT = "Envoys met. The wire says the king said war is near. Talk ends."
#       0           12            27            41          52


def claim(
    name: str, source: tuple[int, int], *content: tuple[int, int], via: str | None = None,
    named: bool | None = True,
) -> Attribution:  # fmt: skip
    spans = tuple(Span(*c) for c in content)
    own = Source(*source, None, named)
    kind, stance = AttributionKind.INDIRECT, Stance.ASSERTS
    return Attribution(name, own, None, spans, kind, stance, via, 0.5)


def record(*claims: Attribution, zones: tuple[Zone, ...] | None = None, text: str = TEXT) -> Record:
    zones = zones or (Zone(ZoneKind.BODY, 0, len(text)),)
    article = Article("id", None, None, None, "Post", None, None, None, "en", text, zones, ())
    return Record("page", Coder("0", "m", None, {}), article, (), claims)


def letters(start: int, end: int) -> int:
    return sum(not c.isspace() for c in TEXT[start:end])


def shares(*claims: Attribution, **how) -> list[tuple[str, int]]:
    found = voices(record(*claims, **how))
    whole = letters(0, len(TEXT))
    return [
        (
            TEXT[v.source.source.start : v.source.source.end] if v.source else "",
            round(v.share * whole),
        )
        for v in found
    ]


def test_what_nobody_else_says_is_the_outlets_own() -> None:
    assert shares() == [("", letters(0, len(TEXT)))]


def test_the_innermost_source_speaks() -> None:
    wire = claim("1", (12, 20), (26, 51))
    king = claim("2", (26, 34), (40, 51), via="1")
    assert shares(wire, king) == [
        ("", letters(0, 26) + letters(51, len(TEXT))),
        ("The wire", letters(26, 40)),
        ("the king", letters(40, 51)),
    ]


def test_one_name_is_one_voice_and_its_claims_are_counted() -> None:
    found = voices(record(claim("1", (12, 20), (26, 51)), claim("2", (12, 20), (53, 63))))
    assert [(v.claims, v.source.id if v.source else None) for v in found] == [(0, None), (2, "1")]


def test_titles_and_comments_are_nobodys() -> None:
    zones = (
        Zone(ZoneKind.TITLE, 0, 11),
        Zone(ZoneKind.BODY, 12, 52),
        Zone(ZoneKind.COMMENT, 53, 63),
    )
    [own] = voices(record(zones=zones))
    assert own.share == 1.0
    assert voices(record(zones=(Zone(ZoneKind.TITLE, 0, len(TEXT)),))) == ()


def test_sources_that_are_only_described_are_counted() -> None:
    hidden, known, unclear = (claim(str(n), (0, 6), (12, 20), named=named)
                              for n, named in enumerate((False, True, None)))  # fmt: skip
    assert unnamed(record(hidden, known, unclear)) == (hidden,)


spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(st.tuples(spans, st.lists(spans, min_size=1, max_size=3)), max_size=8))
def test_the_shares_are_the_whole(given_claims) -> None:
    claims = [claim(str(n), source, *content) for n, (source, content) in enumerate(given_claims)]
    found = voices(record(*claims))
    assert abs(sum(v.share for v in found) - 1) < 1e-9
    assert all(0 <= v.share <= 1 for v in found)

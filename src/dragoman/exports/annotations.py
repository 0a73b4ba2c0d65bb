"""W3C Web Annotations: each row of the record on the words of the page that it rests on."""

from typing import Any

from dragoman.exports.addresses import web_address
from dragoman.records.tellings import Piece, Publication, Quotation

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {"event": "classifying", "move": "classifying", "attribution": "describing"}


def page_head(ledger: str) -> dict[str, Any]:
    """What stands before the items of an annotation page; `ledger` is the ledger's id."""
    return {"@context": CONTEXT, "id": f"urn:x-dragoman:ledger:{ledger}", "type": "AnnotationPage"}


def annotation(quotation: Quotation) -> dict[str, Any]:
    """A row as an annotation with a target for each piece of text.

    A target is found by its words and what stands around them, or by its place in code points of
    the article's text; of the page's markup it says nothing.
    """
    page = quotation.publication
    return {
        "id": _urn(page, quotation.kind, quotation.id),
        "type": "Annotation",
        "motivation": MOTIVATIONS[quotation.kind],
        "created": page.read.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "generator": {"id": "urn:x-dragoman", "type": "Software", "name": f"dragoman {page.coder}"},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": quotation.label},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "value": quotation.told,
            },
        ],
        "target": [_target(page, piece) for piece in quotation.pieces],
    }


def _target(page: Publication, piece: Piece) -> dict[str, Any]:
    span = piece.span
    selectors: list[dict[str, Any]] = [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    ]
    if piece.exact is not None:
        quote = {"exact": piece.exact, "prefix": piece.prefix, "suffix": piece.suffix}
        selectors.insert(0, {"type": "TextQuoteSelector", **quote})
    source = web_address(page.url) or f"urn:x-dragoman:article:{page.article}"
    return {"source": source, "selector": selectors}


def _urn(page: Publication, kind: str, row: str) -> str:
    return f"urn:x-dragoman:article:{page.article}:{kind}:{row}"

"""The API's description, written from the pages and the types that they give."""

import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import msgspec

from dragoman.views.web.routes import HTML, JSON, Page, Parameter, Refusal

ABOUT = (
    "Every address of the reading room gives a page in HTML and the same as JSON: add "
    "`format=json` to its query, or send `Accept: application/json`. Texts are those of the pages "
    "that were read and may say anything; ids are stable."
)
KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "maxLength": 200},
    "day": {"type": "string", "format": "date"},
    "number": {"type": "integer", "minimum": 1},
    "flag": {"type": "string", "enum": ["1"]},
}
WRONG = {
    "400": "A value makes no sense.",
    "404": "There is no such thing in the ledger.",
    "503": "The ledger can't be read now.",
}
REFERENCE = "#/components/schemas/{name}"
FORMAT = Parameter("format", "`json` for JSON, whatever the Accept header says.", values=("json",))


def describe(pages: Sequence[Page], ledger: str) -> dict[str, Any]:
    """The description of some pages in OpenAPI 3.1.

    Args:
        pages: all pages.
        ledger: the ledger's name, which stands in the title.
    """
    types = [*dict.fromkeys(page.gives for page in pages if page.gives is not None), Refusal]
    schemas, parts = msgspec.json.schema_components(
        types, ref_template="#/components/schemas/{name}"
    )
    given = dict(zip(types, schemas, strict=True))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"The reading room of {ledger}",
            "version": version("dragoman"),
            "description": ABOUT,
        },
        "paths": {
            page.path: {
                method.lower(): _operation(page, given.get(page.gives), given[Refusal])
                for method in page.methods
            }
            for page in pages
        },
        "components": {"schemas": parts},
    }


def _operation(page: Page, gives: Any, refusal: Any) -> dict[str, Any]:  # noqa: ANN401 - schemas
    content = {page.media: {"schema": {"type": "string"}}}
    if gives is not None:
        content[JSON] = {"schema": gives}
    wrong = {HTML: {"schema": {"type": "string"}}, JSON: {"schema": refusal}}
    in_path = set(re.findall(r"{(\w+)}", page.path))
    parameters = (*page.parameters, *((FORMAT,) if gives is not None else ()))
    return {
        "summary": page.summary,
        "parameters": [_parameter(each, each.name in in_path) for each in parameters],
        "responses": {"200": {"description": page.summary, "content": content}}
        | {status: {"description": why, "content": wrong} for status, why in WRONG.items()},
    }


def _parameter(parameter: Parameter, in_path: bool) -> dict[str, Any]:
    schema = dict(KINDS[parameter.kind])
    if parameter.values:
        schema = {"type": "string", "enum": list(parameter.values)}
    return {
        "name": parameter.name,
        "in": "path" if in_path else "query",
        "required": in_path,
        "description": parameter.meaning,
        "schema": schema,
    }

"""What a page of the reading room is: its address, who answers, what it asks for and gives.

Every address answers a person in HTML and a program in JSON, and the same description makes the
route, the JSON and its place in `/openapi.json`. A room's pages are given as a tuple of `Page`;
`dragoman.views.web.application` puts the tuples together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.views.web.rendering import Desk

JSON = "application/json"
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of a page's path or query.

    `values` are those that it may have, where they are few.
    """

    name: str
    meaning: str
    kind: Literal["text", "day", "number", "flag"] = "text"
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page answers: `data` as JSON, or a template with what it is told.

    A template is given `told` alone; `data` goes into it where `told` repeats it.
    """

    data: Any
    template: str
    told: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """One address.

    Attributes:
        path: as Starlette writes it, such as `/articles/{article}`.
        answer: takes the request and gives a `Shown`, or a whole response. Its docstring is what
            the API's description says of it. What is wrong is raised: an `HTTPException`, or one
            of `dragoman.errors`.
        parameters: the values of the path and the query that it heeds.
        gives: the type of the JSON, a dataclass; None for a page that has no such form.
        media: what else it gives.
        methods: the methods that it answers.
    """

    path: str
    answer: Callable[[Request], Shown | Response]
    parameters: tuple[Parameter, ...] = ()
    gives: Any = None
    media: str = HTML
    methods: tuple[str, ...] = ("GET",)

    @property
    def summary(self) -> str:
        """What the page is, in a sentence."""
        return (self.answer.__doc__ or "").strip().splitlines()[0].strip()


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is said in place of an answer."""

    status: int
    why: str


def routes_of(pages: Sequence[Page], desk: Desk) -> list[Route]:
    """Pages as Starlette runs them, each in HTML and where it has one in its JSON form."""
    return [Route(page.path, _endpoint(page, desk), methods=list(page.methods)) for page in pages]


def wants_json(request: Request) -> bool:
    """Whether somebody asks for JSON: by `format=json`, or by an Accept header that prefers it."""
    given = request.query_params.get("format")
    if given is not None:
        return given == "json"
    accepted = request.headers.get("accept", "")
    kinds = [kind.partition(";")[0].strip().lower() for kind in accepted.split(",")]
    named = [kind for kind in kinds if kind in (JSON, HTML)]
    return named[:1] == [JSON]


def json_of(data: Any, status: int = 200) -> Response:  # noqa: ANN401 - any of the answers
    """An answer as JSON; half characters that a page may have smuggled in are replaced."""
    try:
        body = msgspec.json.encode(data)
    except UnicodeEncodeError:
        body = msgspec.json.encode(_whole(msgspec.to_builtins(data)))
    return Response(body, status, media_type=JSON, headers={"Vary": "Accept"})


def _endpoint(page: Page, desk: Desk) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        shown = page.answer(request)
        if isinstance(shown, Response):
            return shown
        if page.gives is not None and wants_json(request):
            return json_of(shown.data)
        response = desk.page(shown.template, **shown.told)
        response.headers["Vary"] = "Accept"
        return response

    return answer


def _whole(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Plain values without half characters."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_whole(key): _whole(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(held) for held in value]
    return value

"""What a request asks for: ids in its path and values in its query, checked."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.errors import UsageError

MOST_PAGES = 100_000
LONGEST = 200
"""Characters of a value."""
NAME = re.compile(rf"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{{1,{LONGEST}}}")


def name_in(request: Request, part: str) -> str:
    """An id in the path, or a page that says that there is none such."""
    name = str(request.path_params[part])
    if not NAME.fullmatch(name):
        raise HTTPException(404, "There is no such page.")
    return name


def asked(request: Request, name: str) -> str | None:
    """A value of the query; None where it is empty."""
    value = request.query_params.get(name, "").strip()
    if value and not NAME.fullmatch(value):
        raise UsageError(f"The value of {name} is too long, or no text.")
    return value or None


def one_of(request: Request, name: str, values: Sequence[str]) -> str | None:
    """A value of the query that must be one of some; None where it is empty."""
    value = asked(request, name)
    if value is not None and value not in values:
        raise UsageError(f"{value!r} is no {name}. There are: {', '.join(values)}.")
    return value


def day_in(request: Request, name: str) -> str | None:
    """A day of the query."""
    value = asked(request, name)
    try:
        day = None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        day = None
    if day != value:
        raise UsageError(f"{value!r} is no day. Give it as YYYY-MM-DD, for instance 2018-05-19.")
    return day


def number_in(request: Request, name: str) -> int:
    """A number of the query, from 1; 1 where there is none."""
    value = asked(request, name) or "1"
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(value[:9]) <= MOST_PAGES:
        raise UsageError(f"{value!r} is no number of a page.")
    return int(value)


def pact_found(find: Callable[[], str | None]) -> str:
    """The pact that an id means; what the ledger doesn't tell of is not found."""
    try:
        found = find()
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    if found is None:
        raise HTTPException(404, "No page in the ledger tells of this pact.")
    return found

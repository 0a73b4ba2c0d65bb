"""Templates, and what makes words of strangers fit for them.

Everything is escaped, and characters that command a screen or turn the writing direction round are
left out, wherever a template writes a value.
"""

import re
import unicodedata
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.responses import HTMLResponse

from dragoman.views.web.statuses import group_key
from dragoman.views.wording import JOINERS, UNSAFE, count, shorten

HERE = Path(__file__).parent
QUADS = {
    1: "words of cooperation",
    2: "acts of cooperation",
    3: "words of conflict",
    4: "acts of conflict",
}


CONTEXTS = "_contexts"
"""The name under which a page's contexts find the list of themselves."""


class _Noted(Context):
    """A template's context that can be found again once its page is written."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's word
    ) -> None:
        super().__init__(environment, parent, name, blocks, globals)
        if (noted := parent.get(CONTEXTS)) is not None:
            noted.append(self)


class _Environment(Environment):
    context_class = _Noted


def _let_go(contexts: list[Context]) -> None:
    """Parts the contexts of a written page from what it showed.

    A context has its macros, and they have it: left as it is, such a circle keeps all that a page
    showed until Python looks for circles, and with much of it that takes longer than the page.
    """
    for context in contexts:
        context.parent = {}
        context.vars.clear()


class Desk:
    """Writes pages from templates.

    Args:
        ledger: the ledger's name, which stands on every page.
        behind: says whether pages show a state that is not the ledger's present one.
        reviewing: whether visitors may review.
    """

    def __init__(
        self, ledger: str, behind: Callable[[], bool] = lambda: False, *, reviewing: bool = False
    ) -> None:
        self._templates = _Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=legible,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals |= {
            "ledger": ledger,
            "quads": QUADS,
            "many": count,
            "behind": behind,
        }
        self._templates.globals |= {"reviewing": reviewing}
        self._templates.filters |= {
            "segment": segment,
            "web": web_address,
            "cut": shorten,
            "percent": percent,
            "group": group_key,
            "outlet": outlet_segment,
        }

    def page(self, template: str, status: int = 200, **told: Any) -> HTMLResponse:  # noqa: ANN401 - what a template shows
        """A page made from a template."""
        contexts: list[Context] = []
        try:
            text = self._templates.get_template(template).render(told | {CONTEXTS: contexts})
        finally:
            _let_go(contexts)
        return HTMLResponse(text.encode("utf-8", "replace"), status)

    def refusal(self, status: int, why: str) -> HTMLResponse:
        """A page that says in words what is wrong."""
        heads = {404: "Not found", 401: "A token, please", 405: "For reading only"}
        broken = "Something is wrong here" if status >= 500 else "That can’t be answered"
        return self.page("refusal.html", status, title=heads.get(status, broken), why=why)


def legible(value: Any) -> Any:  # noqa: ANN401 - whatever a template writes
    """A value without characters that command a screen; lines stay apart."""
    if value is None:
        return ""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    if value.isascii() and value.isprintable():
        return value
    return "".join(
        c for c in value if c in "\n\t" or c in JOINERS or unicodedata.category(c) not in UNSAFE
    )


def segment(text: str) -> str:
    """A text as one segment of a path or one value of a query."""
    return quote(text, safe="")


def outlet_segment(name: str) -> str:
    """An outlet's name as a segment of a path, which may have no slash; its key is the same."""
    return segment(re.sub(r"[/\\\x00-\x1f\x7f]+", " ", name).strip())


def web_address(url: str | None) -> str | None:
    """An address that may be linked: http or https with a host, and nothing else."""
    try:
        parts = urlsplit((url or "").strip())
        host = parts.hostname
    except ValueError:
        return None
    return parts.geturl() if host and parts.scheme in ("http", "https") else None


def percent(share: float) -> str:
    """A share in percent; one that is not nothing is never called 0."""
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"

"""The options that say where pages come from and how, which `read` and `build` share."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dragoman.flow import Options

Command = Callable[..., Any]

OPTIONS = (
    click.option(
        "--columns",
        metavar="MAP",
        help="Which column of a table holds what, as in text=body,published=date,url=link. What "
        "is left out is guessed where a column's name is plain, and shown.",
    ),
    click.option(
        "--urls",
        metavar="FILE",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False),
        help="Fetch the pages and feeds that FILE lists, an address a line.",
    ),
    click.option(
        "--delay",
        metavar="SECONDS",
        type=click.FloatRange(min=0),
        help="Wait so long between two requests to one host, at least.  [default: 1]",
    ),
    click.option(
        "--cache",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        help="Keep fetched pages here.  [default: dragoman/pages in the user's folder for caches]",
    ),
    click.option(
        "--allow-private",
        is_flag=True,
        help="Fetch from this machine and its network too, where an address leads there.",
    ),
    click.option(
        "--largest",
        metavar="MB",
        type=click.IntRange(min=1),
        help="Refuse pages of more than this many megabytes.  [default: 10]",
    ),
)


@dataclass(frozen=True, slots=True)
class Intake:
    """What the shared options say."""

    columns: str | None
    delay: float | None
    cache: Path | None
    allow_private: bool
    largest: int | None

    def options(
        self,
        *,
        url: str | None,
        published: str | None,
        outlet: str | None,
        model: str | None,
        pacts: Path | None,
        vocabulary: tuple[Path, ...],
        least_confidence: float,
    ) -> "Options":
        """The options of a reading.

        Raises:
            UsageError: the column map makes no sense, or a table of pacts or of the vocabulary.
        """
        from dragoman.codebook.catalogue import catalogue_with  # noqa: PLC0415 - heavy
        from dragoman.codebook.overlays import overlays_with  # noqa: PLC0415 - heavy
        from dragoman.flow import Options  # noqa: PLC0415 - heavy
        from dragoman.pages import LARGEST, Columns, Given, Manners  # noqa: PLC0415 - heavy

        told = {"delay": self.delay, "cache": self.cache}
        chosen: dict[str, Any] = {key: value for key, value in told.items() if value is not None}
        laid = overlays_with(vocabulary, catalogue_with(pacts))
        return Options(
            given=Given(url=url, published=published, outlet=outlet),
            model=model,
            largest=self.largest * 1_000_000 if self.largest else LARGEST,
            catalogue=laid.catalogue,
            vocabulary=laid.vocabulary,
            ontology=laid.ontology,
            least_confidence=least_confidence,
            columns=Columns.parse(self.columns or ""),
            manners=Manners(allow_private=self.allow_private, **chosen),
        )


def takes_pages(command: Command) -> Command:
    """Gives a command the argument PAGE and the shared options.

    It is called with `pages`, the paths that `open_pages` takes, and `intake`.
    """

    @wraps(command)
    def called(*args: object, pages: tuple[str, ...], urls: tuple[str, ...], **rest: Any) -> Any:  # noqa: ANN401 - a command's own
        if not pages and not urls:
            raise click.UsageError("Give a PAGE, or --urls FILE.")
        names = ("columns", "delay", "cache", "allow_private", "largest")
        intake = Intake(**{name: rest.pop(name) for name in names})
        paths = (*pages, *(f"@{path}" for path in urls))
        return command(*args, pages=paths, intake=intake, **rest)

    for option in reversed(OPTIONS):
        called = option(called)
    return click.argument("pages", metavar="PAGE...", nargs=-1)(called)

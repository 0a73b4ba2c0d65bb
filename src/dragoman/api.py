"""What `import dragoman` offers: reading a page, opening a ledger. Loaded when first used."""

import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.codebook.catalogue import catalogue_with
from dragoman.codebook.overlays import overlays_with
from dragoman.errors import PageError
from dragoman.flow import Options, Reader
from dragoman.flow.opening import OpenLedger, open_ledger
from dragoman.pages import Given, Page, PageFormat
from dragoman.records import PageFault, Record


def read(
    page: str | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    model: str | None = None,
    pacts: str | Path | None = None,
    vocabulary: Sequence[str | Path] = (),
) -> Record:
    """The record of one page.

    Args:
        page: a file with one page, or its web address (archives and folders hold many: use
            `dragoman.Reader` for those).
        published: the day on which the page was published (YYYY-MM-DD), before what it says.
        outlet: whose page it is, before what it says.
        url: its address, before what it says.
        model: an installed spaCy model instead of the default one.
        pacts: a table of pacts that is laid over the catalogue.
        vocabulary: tables of actors, offices, words and pacts, or folders of such tables.

    Raises:
        PageError: the page can't be read, or the path holds more than one.
        UsageError: an option makes no sense.
        ModelError: the language model is missing or wrong.
    """
    given = Given(url=url, published=published, outlet=outlet)
    laid = overlays_with(vocabulary, catalogue_with(pacts))
    options = Options(
        given=given,
        model=model,
        catalogue=laid.catalogue,
        vocabulary=laid.vocabulary,
        ontology=laid.ontology,
    )
    results = list(Reader(options).read_paths([str(page)]))
    if len(results) != 1:
        raise PageError(f"{page} holds {len(results)} pages; use dragoman.Reader to read many.")
    return _one(results[0])


def read_text(
    text: str,
    *,
    html: bool = False,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Record:
    """The record of a page that is already in memory, as plain text or HTML.

    Raises:
        PageError: there is nothing to read in it.
        UsageError: an option makes no sense.
    """
    given = Given(url=url, published=published, outlet=outlet)
    page = Page("text", text, PageFormat.HTML if html else PageFormat.TEXT)
    [result] = Reader(Options(given=given)).read([page])
    return _one(result)


def open(  # noqa: A001 - named as in `dragoman.open(...)`
    ledger: str | Path, *, pacts: str | Path | None = None, vocabulary: Sequence[str | Path] = ()
) -> OpenLedger:
    """A ledger, open for reading; with `pacts`, a table laid over the catalogue, to ask by.

    `vocabulary` has tables, or folders of them, of which that of pacts is laid over it too.

    Raises:
        UsageError: something is wrong with a table.
        LedgerError: the file is missing, is no ledger, is damaged, or needs a newer version.
    """
    _show_in_notebooks()
    return open_ledger(ledger, pacts, vocabulary)


def _one(result: Record | PageFault) -> Record:
    if isinstance(result, PageFault):
        raise PageError(f"{result.page}: {result.fault.message}")
    _show_in_notebooks()
    return result


def _show_in_notebooks() -> None:
    """Has a notebook show records as tables, where one is running."""
    if "IPython" in sys.modules:
        from dragoman.views.notebook import register  # noqa: PLC0415 - only in a notebook

        register()

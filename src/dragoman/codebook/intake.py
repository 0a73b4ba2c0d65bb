"""How tables name their columns, and how news databases label the articles that they let go."""

from collections.abc import Mapping
from functools import cache

from dragoman.codebook.tables import items, read_table


@cache
def column_names() -> Mapping[str, tuple[str, ...]]:
    """For each field of a page the names of columns that plainly hold it, in order of trust.

    Raises:
        CodebookError: the table can't be read.
    """
    return dict(
        read_table("column_names.tsv", lambda cells: (cells["field"], items(cells["names"])))
    )


@cache
def export_labels(service: str) -> Mapping[str, str]:
    """The labels of one database's downloads, each with the field that it marks.

    Args:
        service: nexis, factiva or proquest.

    Raises:
        CodebookError: the table can't be read.
    """
    rows = read_table(
        "export_labels.tsv",
        lambda cells: (cells["service"], cells["field"], items(cells["labels"])),
    )
    return {label: field for name, field, labels in rows if name == service for label in labels}

"""Names of HTML elements by what they do to text, and telling words of class names."""

from functools import cache

from dragoman.codebook.tables import items, read_table


@cache
def markup_words(sort: str) -> frozenset[str]:
    """The words of one sort: block, unseen, author, date, votes or control.

    Raises:
        CodebookError: the table can't be read.
        KeyError: there is no such sort.
    """
    rows = read_table("markup_words.tsv", lambda cells: (cells["sort"], items(cells["words"])))
    return frozenset(dict(rows)[sort])

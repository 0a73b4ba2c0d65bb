"""Where pages come from: files of many kinds, folders, standard input, the web."""

from dragoman.pages.sources.columns import Columns
from dragoman.pages.sources.opening import files_under, from_web, open_pages
from dragoman.pages.sources.stores import in_store
from dragoman.pages.sources.terms import LARGEST, Tell

__all__ = ["LARGEST", "Columns", "Tell", "files_under", "from_web", "in_store", "open_pages"]

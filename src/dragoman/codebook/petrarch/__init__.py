"""Dictionaries in the format of TABARI and PETRARCH, made into tables of a user's vocabulary."""

from dragoman.codebook.petrarch.converting import Known, converted
from dragoman.codebook.petrarch.reading import Dictionary, LeftOut, Sort, read_dictionary
from dragoman.codebook.petrarch.taking import Taken

__all__ = ["Dictionary", "Known", "LeftOut", "Sort", "Taken", "converted", "read_dictionary"]
